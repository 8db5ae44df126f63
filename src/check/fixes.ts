import type { Fix, TextEdit } from '../rules/rule.js';
import { checkReport, type CheckOptions, type CheckResult } from './check.js';

/** The edits of all safe fixes that can be made together: of two that touch, the first. */
export function safeEdits({ problems }: Pick<CheckResult, 'problems'>): TextEdit[] {
  return together(problems.map(({ fix }) => (fix?.safe === true ? fix : undefined)));
}

/** The edits of those fixes that can be made together: of two that touch, the first. */
export function together(fixes: readonly (Fix | undefined)[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const fix of fixes) {
    if (!fix) continue;
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
 * Applies all safe fixes, or other edits that follow from a check, until there is none.
 * @returns the text, the edits that make it out of the given one, and the check of what it is now.
 */
export function fixAll(
  text: string,
  options: CheckOptions = {},
  editsFor: (result: CheckResult) => readonly TextEdit[] = safeEdits,
): { text: string; edits: readonly TextEdit[]; result: CheckResult } {
  const pieces = new Pieces(text);
  let current = text;
  let result = checkReport(current, options);
  for (let round = 0; round < mostRounds; round++) {
    const edits = editsFor(result);
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
    const result: Piece[] = [];
    const pieces = this.#pieces;
    let index = 0;
    let used = 0; // of the piece at `index`
    let at = 0; // in the text
    const go = (to: number, keep: boolean) => {
      for (let piece = pieces[index]; piece && at < to; piece = pieces[index]) {
        const length = Math.min(piece.text.length - used, to - at);
        const { text, origin } = piece;
        if (keep && length > 0)
          result.push({
            text: text.slice(used, used + length),
            origin: origin === undefined ? undefined : origin + used,
          });
        at += length;
        used += length;
        if (used === text.length) {
          index++;
          used = 0;
        }
      }
    };
    for (const { range, text } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
      go(range.start, true);
      go(range.end, false);
      result.push({ text, origin: undefined });
    }
    go(Infinity, true);
    this.#pieces = result;
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
