import type { TextEdit } from '../rules/rule.js';
import { checkReport, type CheckOptions, type CheckResult } from './check.js';

/** The text with edits made that do not overlap; ranges are offsets into `text`. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, text: replacement } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    result += text.slice(at, range.start) + replacement;
    at = range.end;
  }
  return result + text.slice(at);
}

/** The edits of all safe fixes that can be made together: of two that touch, the first. */
export function safeEdits({ problems }: Pick<CheckResult, 'problems'>): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fix } of problems) {
    if (!fix?.safe) continue;
    const touches = fix.edits.some((edit) =>
      taken.some((other) => edit.range.start <= other.range.end && other.range.start <= edit.range.end),
    );
    if (!touches) taken.push(...fix.edits);
  }
  return taken;
}

/** How often fixes are made before it is given up: one can uncover the next, never many in a row. */
const mostRounds = 10;

/**
 * Applies all safe fixes until none is left.
 * @returns the text, the edits that make it out of the given one, and the check of what it is now.
 */
export function fixAll(
  text: string,
  options: CheckOptions = {},
): { text: string; edits: readonly TextEdit[]; result: CheckResult } {
  const pieces = new Pieces(text);
  let current = text;
  let result = checkReport(current, options);
  for (let round = 0; round < mostRounds; round++) {
    const edits = safeEdits(result);
    if (edits.length === 0) break;
    pieces.apply(edits);
    current = pieces.text;
    result = checkReport(current, options);
  }
  return { text: current, edits: pieces.edits, result };
}

interface Piece {
  readonly text: string;
  /** Where it stood in the original; undefined for what was inserted. */
  readonly origin: number | undefined;
}

/** A text under edits that are made one round after another, and told as one set against the original. */
class Pieces {
  #pieces: Piece[];

  constructor(readonly original: string) {
    this.#pieces = [{ text: original, origin: 0 }];
  }

  get text(): string {
    return this.#pieces.map((each) => each.text).join('');
  }

  /** Makes edits that do not overlap; ranges are offsets into `text` as it is now. */
  apply(edits: readonly TextEdit[]): void {
    // From the end, so that the ranges before an edit stay right.
    for (const { range, text } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
      const before = this.#slice(0, range.start);
      const after = this.#slice(range.end, Infinity);
      this.#pieces = [...before, { text, origin: undefined }, ...after];
    }
  }

  #slice(start: number, end: number): Piece[] {
    let at = 0;
    return this.#pieces.flatMap(({ text, origin }) => {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, text.length);
      at += text.length;
      return to > from
        ? [{ text: text.slice(from, to), origin: origin === undefined ? undefined : origin + from }]
        : [];
    });
  }

  /** What turns the original into `text`: every gap between two pieces of the original. */
  get edits(): TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let inserted = '';
    const gap = (next: number) => {
      if (next > at || inserted !== '') edits.push({ range: { start: at, end: next }, text: inserted });
      inserted = '';
    };
    for (const { text, origin } of this.#pieces) {
      if (origin === undefined) inserted += text;
      else {
        gap(origin);
        at = origin + text.length;
      }
    }
    gap(this.original.length);
    return edits;
  }
}
