import type { CheckResult } from '../check/check.js';
import { isUnfinished } from '../report/frontMatter.js';
import type { Range } from '../report/range.js';

/** Where something is still to be filled in. */
export interface Gap {
  /** What is said to be unfinished: 0-based UTF-16 offsets. */
  readonly range: Range;
  /** What typing replaces: the mark that stands for what is to come; empty where one types behind a word. */
  readonly selection: Range;
}

/** All places to fill in, in the order of the text. */
export function gaps({ problems, report }: Pick<CheckResult, 'problems' | 'report'>): Gap[] {
  return problems.flatMap(({ unfinished, range }) =>
    unfinished ? [{ range, selection: selectionOf(report.text, range) }] : [],
  );
}

function selectionOf(text: string, { start, end }: Range): Range {
  const words = text.slice(start, end);
  // One blank stays on either side.
  if (words.length > 2 && words.trim() === '') return { start: start + 1, end: end - 1 };
  if (isUnfinished(words)) return { start, end };
  // A word such as `Score:` or `isbn` stays: what is to come stands behind it.
  const [behind = ''] = /^:?[ \t]*(?=\r|\n|$)/.exec(text.slice(end, end + 100)) ?? [];
  return { start: end + behind.length, end: end + behind.length };
}

/**
 * The place after a selection, or before it; past the last the first again. Undefined where there is none.
 * @param selected what is selected now; with an empty selection right before a place, that is the next.
 */
export function gapFrom(
  all: readonly Gap[],
  { start, end }: Range,
  direction: 'next' | 'previous',
): Gap | undefined {
  if (direction === 'previous') return all.findLast((each) => each.selection.end < start) ?? all.at(-1);
  const isNext = ({ selection }: Gap) =>
    selection.start > end || (start === end && selection.start === end && selection.end > end);
  return all.find(isNext) ?? all[0];
}

/** Whether a stretch of a line, or a place in it, is within a slot ‹…› or at its edge. */
export function isInSlot(line: string, { start, end }: Range): boolean {
  return [...line.matchAll(/‹[^‹›]{0,200}›/g)].some(
    ({ index, 0: slot }) => index <= start && end <= index + slot.length,
  );
}
