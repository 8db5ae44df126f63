import type { Range, TextEdit } from '../report/range.js';
import { fixed } from '../report/text/place.js';
import { lastUpTo } from '../report/words.js';
import type { Misreading } from '../report/misread/misreading.js';
import type { Report } from '../report/report.js';
import type { Fix } from '../rules/rule.js';
import { undecided } from '../rules/structure.js';
import type { Problem } from './check.js';
import { applyEdits } from './change.js';

/** A text with what Markdown misreads put right, so that nothing is reported that only follows from a mistake. */
export interface Mended {
  readonly text: string;
  /** A problem of the mended text as one of the original; undefined where only the repair holds what it is about. */
  original(problem: Problem): Problem | undefined;
}

/** Puts right what can be read as it is meant; undefined where there is nothing of the kind. */
export function mend(report: Report, mistakes: readonly Misreading[]): Mended | undefined {
  const edits = mistakes
    .flatMap(({ repair }) => repair.map((edit) => ({ range: fixed(edit.range), text: edit.text })))
    .sort((a, b) => a.range.start - b.range.start);
  if (edits.length === 0) return undefined;
  const repairs = new Repairs(edits);
  const conflicts = undecided(report);
  const isUndecided = ({ edits }: Fix) =>
    edits.some(
      ({ range }) =>
        (conflicts[lastUpTo(conflicts, ({ start }) => start, range.end)]?.end ?? -1) >= range.start,
    );
  const original = (fix: Fix): Fix[] => {
    const kept = repairs.originalFix(fix);
    return kept ? [isUndecided(kept) ? { ...kept, safe: false } : kept] : [];
  };
  return {
    text: applyEdits(report.text, edits),
    original: ({ fix, alternatives, related, ...problem }) => {
      const range = repairs.original(problem.range);
      if (!range) return undefined;
      const [kept] = fix ? original(fix) : [];
      const others = alternatives?.flatMap(original) ?? [];
      return {
        ...problem,
        range,
        related: related.flatMap(({ message, range: there }) => {
          const place = repairs.original(there);
          return place ? [{ message, range: place }] : [];
        }),
        ...(kept ? { fix: kept } : {}),
        ...(others.length > 0 ? { alternatives: others } : {}),
      };
    },
  };
}

/** A stretch of the mended text that a repair has written. */
interface Repair {
  readonly original: Range;
  readonly mended: Range;
}

/** Tells where in the original text a place of the mended one is. */
class Repairs {
  readonly #repairs: readonly Repair[];

  constructor(edits: readonly TextEdit[]) {
    let shift = 0;
    this.#repairs = edits.map(({ range, text }) => {
      const start = range.start + shift;
      shift += text.length - (range.end - range.start);
      return { original: range, mended: { start, end: start + text.length } };
    });
  }

  /** Undefined for what stands within a repair alone. */
  original(range: Range): Range | undefined {
    const { start, end } = range;
    const repair = this.#lastFrom(start);
    const isRepair = repair !== undefined && end > start && end <= repair.mended.end;
    return isRepair ? undefined : this.#range(range);
  }

  /** Undefined where an edit touches what a repair has written: the mistake is put right first. */
  originalFix(fix: Fix): Fix | undefined {
    const touches = ({ start, end }: Range) => (this.#lastFrom(end - 1)?.mended.end ?? -1) > start;
    if (fix.edits.some(({ range }) => touches(range))) return undefined;
    return { ...fix, edits: fix.edits.map(({ range, text }) => ({ range: this.#range(range), text })) };
  }

  #range({ start, end }: Range): Range {
    const first = this.#offset(start, false);
    return { start: first, end: end === start ? first : Math.max(first, this.#offset(end, true)) };
  }

  /** Where an offset of the mended text is in the original; one that ends a range belongs to what is before it. */
  #offset(offset: number, endsRange: boolean): number {
    const repair = this.#lastFrom(endsRange ? offset - 1 : offset);
    if (!repair) return offset;
    const { original, mended } = repair;
    if (offset < mended.end) return endsRange ? original.end : original.start;
    return offset + original.end - mended.end;
  }

  /** The last repair that begins in the mended text at an offset or before. */
  #lastFrom(offset: number): Repair | undefined {
    return this.#repairs[lastUpTo(this.#repairs, ({ mended }) => mended.start, offset)];
  }
}
