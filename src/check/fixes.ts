import type { Fix, TextEdit } from '../rules/rule.js';
import { applyEdits } from './change.js';
import { checkReport, findingsIn, type CheckOptions, type CheckResult, type Problem } from './check.js';

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

const offered = new WeakMap<Problem, readonly Fix[]>();

/**
 * The fixes of a problem that may be offered, the likeliest first: one after which its rule still says the
 * same as often – in a comment that is not closed, say – is none. Each is held against its rule once.
 */
export function offeredFixes(
  { report }: Pick<CheckResult, 'report'>,
  problem: Problem,
  options: CheckOptions = {},
): readonly Fix[] {
  let fixes = offered.get(problem);
  if (!fixes) {
    const { fix, alternatives = [], rule, message } = problem;
    const all = [...(fix ? [fix] : []), ...alternatives];
    const { text } = report;
    const times = (of: string) =>
      findingsIn(of, rule, options).filter((each) => each.message === message).length;
    const before = all.length === 0 ? 0 : times(text);
    fixes = all.filter(({ edits }) => times(applyEdits(text, edits)) < before);
    offered.set(problem, fixes);
  }
  return fixes;
}

/** Whether a problem is still there, in its place, in the check of the text after edits. */
function stays({ rule, message, range }: Problem, edits: readonly TextEdit[], after: CheckResult): boolean {
  const moved = (offset: number) =>
    edits.reduce(
      (to, edit) =>
        edit.range.end <= offset && edit.range.start < offset
          ? to + edit.text.length - (edit.range.end - edit.range.start)
          : to,
      offset,
    );
  const [start, end] = [moved(range.start), Math.max(moved(range.start), moved(range.end))];
  return after.problems.some(
    (each) =>
      each.rule === rule && each.message === message && each.range.start <= end && start <= each.range.end,
  );
}

/** How often fixes are made before it is given up: one can uncover the next, never many in a row. */
const mostRounds = 10;

/**
 * Applies all safe fixes, or other edits that follow from a check, until there is none. A fix after which its
 * problem is still there is not made.
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
    const made = editsThatHelp(current, result, options, editsFor);
    if (!made) break;
    pieces.apply(made.edits);
    current = pieces.text;
    result = made.after;
  }
  return { text: current, edits: pieces.edits, result };
}

/** The edits that follow from a check, without those of fixes that leave their problem; with the check after them. */
function editsThatHelp(
  text: string,
  result: CheckResult,
  options: CheckOptions,
  editsFor: (result: CheckResult) => readonly TextEdit[],
): { edits: readonly TextEdit[]; after: CheckResult } | undefined {
  let { problems } = result;
  for (;;) {
    const edits = editsFor({ ...result, problems });
    if (edits.length === 0) return undefined;
    const after = checkReport(applyEdits(text, edits), options);
    const made = new Set(edits);
    const inVain = problems.filter(
      (each) =>
        [each.fix, ...(each.alternatives ?? [])].some((fix) => fix?.edits.some((edit) => made.has(edit))) &&
        stays(each, edits, after),
    );
    if (inVain.length === 0) return { edits, after };
    problems = problems.filter((each) => !inVain.includes(each));
  }
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
