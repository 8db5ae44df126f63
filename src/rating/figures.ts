import type { Framework } from '../framework/framework.js';

/** A share as a key-question table gives it. */
export interface Share {
  /** Whole per cent, as printed or as it will be printed. */
  readonly percent: number;
  /** The cases behind it, where the author gave a count. */
  readonly count?: { readonly of: number; readonly cases: number };
}

/** What a key-question row holds: a share, nothing known yet, or a question that applies to no case. */
export type Figure = Share | 'unknown' | 'not-applicable';

/** `cases` of `of` as a whole per cent, rounded half up (docs/rating.md, Bands): 5 of 8 is 62.5, printed 63. */
export function percentOf(cases: number, of: number): number {
  // In whole numbers: 100 * 0.145 is not 14.5 in floating point.
  return Math.floor((200 * cases + of) / (2 * of));
}

/** The rating whose band a percentage falls in (docs/rating.md, Bands). */
export function bandOf(framework: Framework, percent: number): Framework['ratings'][number] {
  const band = framework.ratings.findLast((each) => percent >= each.from) ?? framework.ratings[0];
  if (!band) throw new RangeError('a framework has at least two ratings');
  return band;
}

/** The rating of a share under the framework's choice of banding the printed or the raw percentage. */
export function bandOfShare(framework: Framework, share: Share): Framework['ratings'][number] {
  return bandOf(framework, framework.banding === 'raw' ? rawPercent(share) : share.percent);
}

/** The unrounded percentage of a share; of a printed percentage without a count, the printed one. */
export function rawPercent(share: Share): number {
  return share.count ? (100 * share.count.cases) / share.count.of : share.percent;
}

/** Whether some whole number of `sample` cases gives this percentage (docs/rating.md, What a percentage can be). */
export function isReachable(percent: number, sample: number): boolean {
  for (let cases = 0; cases <= sample; cases++) if (percentOf(cases, sample) === percent) return true;
  return false;
}

/** Whether some whole number of cases of some sub-sample of at most `sample` cases gives this percentage. */
export function isReachableUpTo(percent: number, sample: number): boolean {
  for (let of = 1; of <= sample; of++) if (isReachable(percent, of)) return true;
  return false;
}

/** The reachable percentages next below and next above one that is not, for a sample; undefined past the ends. */
export function reachableAround(percent: number, sample: number): { below?: Share; above?: Share } {
  let below: Share | undefined;
  for (let cases = 0; cases <= sample; cases++) {
    const share = { percent: percentOf(cases, sample), count: { cases, of: sample } };
    if (share.percent > percent) return below ? { below, above: share } : { above: share };
    below = share;
  }
  return below ? { below } : {};
}

/**
 * From where to where a band goes: `below 50%`, `65–79%`, `80% and over`; `0–6`, `31–36` where there is a highest
 * value.
 */
export function bandSpan(
  bands: readonly { readonly rating: string; readonly from: number }[],
  rating: string,
  { unit = '', highest }: { readonly unit?: string; readonly highest?: number },
): string {
  const index = bands.findIndex((each) => each.rating === rating);
  const from = bands[index]?.from ?? 0;
  const next = bands[index + 1]?.from;
  const last = next === undefined ? highest : next - 1;
  if (last === undefined) return `${String(from)}${unit} and over`;
  return from === 0 && highest === undefined
    ? `below ${String(last + 1)}${unit}`
    : `${String(from)}–${String(last)}${unit}`;
}
