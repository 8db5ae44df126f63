import { type Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { bandOfShare, type Figure, type Share } from './figures.js';

/** What a report says of one standard. */
export interface StandardEvidence {
  /** The rating stated in the standard's section, in the framework's spelling. */
  readonly stated: string | null;
  /** A figure for each key question of the framework, in its order; null where there is no table. */
  readonly keyQuestions: readonly Figure[] | null;
  /** From and to of a discretion footnote, in the framework's spelling. */
  readonly discretion?: { readonly from: string | null; readonly to: string | null } | undefined;
}

/** Professional discretion as a footnote claims it, held against the table and the stated rating. */
export interface DiscretionRating {
  readonly from: string | null;
  readonly to: string | null;
  /** From is what the table gives, to is what is stated, and the two differ. Only then does it move the rating. */
  readonly valid: boolean;
  /** Bands moved, positive upwards; 0 where one of the two is unknown. */
  readonly bands: number;
  /** Percentage points between the lowest percentage and the boundary that it was moved across. */
  readonly points: number | null;
  /** Within the framework's limits for bands and points. */
  readonly withinLimits: boolean;
}

/** Why a standard is rated as it is. */
export type StandardReason =
  | {
      readonly kind: 'lowest';
      readonly percent: number;
      readonly keyQuestions: readonly number[];
      readonly leftOut: readonly number[];
    }
  | {
      readonly kind: 'discretion';
      readonly percent: number;
      readonly keyQuestions: readonly number[];
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'judgement' }
  | { readonly kind: 'not-stated' }
  | { readonly kind: 'no-table' }
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'unknown'; readonly keyQuestions: readonly number[] };

export interface StandardRating {
  readonly id: string;
  readonly stated: string | null;
  /** The band of the table's lowest percentage, before discretion; null for a qualitative standard or an unknown table. */
  readonly computed: string | null;
  /** The lowest whole per cent; null where no rating follows from the table. */
  readonly lowest: number | null;
  /** Whole per cent a key question, null where not known; null where there is no table. */
  readonly keyQuestions: readonly (number | null)[] | null;
  readonly discretion: DiscretionRating | null;
  /** What score and overall rating use (docs/rating.md, Score and overall rating). */
  readonly effective: string | null;
  readonly reason: StandardReason;
}

export interface ReportRating {
  /** Every standard of the framework, by its id. */
  readonly standards: Readonly<Record<string, StandardRating>>;
  /** Standards that the report has, or should have. */
  readonly covers: readonly string[];
  readonly score: {
    readonly stated: number | null;
    /** The sum of the effective ratings; null where one is missing. */
    readonly computed: number | null;
    readonly outOf: number;
    /** The sum of those that are known. */
    readonly soFar: number;
    /** Scored standards without an effective rating. */
    readonly missing: readonly string[];
    /** The highest score still possible. */
    readonly atMost: number;
  };
  readonly overall: {
    readonly stated: string | null;
    readonly computed: string | null;
    /** The standard whose limiting judgement held the overall rating down, and from what. */
    readonly limitedBy: { readonly standard: string; readonly from: string } | null;
    /** Overall ratings that can still come out, lowest first; one where the score is known. */
    readonly possible: readonly string[];
  };
}

/** Rates one standard (docs/rating.md, Bands, Professional discretion, Qualitative standards). */
export function rateStandard(
  framework: Framework,
  standard: Standard,
  evidence: StandardEvidence,
): StandardRating {
  const { stated, keyQuestions } = evidence;
  const figures = keyQuestions?.map((figure) => (typeof figure === 'object' ? figure.percent : null)) ?? null;
  const base = { id: standard.id, stated, keyQuestions: figures };
  if (standard.judged === 'qualitative') {
    const reason: StandardReason = { kind: stated === null ? 'not-stated' : 'judgement' };
    return {
      ...base,
      computed: null,
      lowest: null,
      discretion: discretionOf(framework, evidence, null),
      effective: stated,
      reason,
    };
  }
  const lowest = lowestOf(framework, keyQuestions);
  if ('kind' in lowest) {
    return {
      ...base,
      computed: null,
      lowest: null,
      discretion: discretionOf(framework, evidence, null),
      effective: null,
      reason: lowest,
    };
  }
  const computed = bandOfShare(framework, lowest.share).rating;
  const discretion = discretionOf(framework, evidence, { rating: computed, percent: lowest.share.percent });
  const told = { percent: lowest.share.percent, keyQuestions: lowest.indexes };
  return {
    ...base,
    computed,
    lowest: lowest.share.percent,
    discretion,
    effective: discretion?.valid === true ? discretion.to : computed,
    reason:
      discretion?.valid === true && discretion.to !== null
        ? { kind: 'discretion', ...told, from: computed, to: discretion.to }
        : { kind: 'lowest', ...told, leftOut: lowest.leftOut },
  };
}

function lowestOf(
  framework: Framework,
  figures: readonly Figure[] | null,
): { share: Share; indexes: number[]; leftOut: number[] } | StandardReason {
  if (figures === null) return { kind: 'no-table' };
  const unknown = figures.flatMap((figure, index) => (figure === 'unknown' ? [index] : []));
  if (unknown.length > 0) return { kind: 'unknown', keyQuestions: unknown };
  const leftOut = figures.flatMap((figure, index) => (figure === 'not-applicable' ? [index] : []));
  const shares = figures.filter((figure) => typeof figure === 'object');
  const measure = (share: Share) => bandOfShare(framework, share).from * 1000 + share.percent;
  const share = shares.reduce<Share | undefined>(
    (low, each) => (low === undefined || measure(each) < measure(low) ? each : low),
    undefined,
  );
  if (!share) return { kind: 'not-applicable' };
  const indexes = figures.flatMap((figure, index) =>
    typeof figure === 'object' && figure.percent === share.percent ? [index] : [],
  );
  return { share, indexes, leftOut };
}

function discretionOf(
  framework: Framework,
  { stated, discretion }: StandardEvidence,
  table: { rating: string; percent: number } | null,
): DiscretionRating | null {
  if (!discretion) return null;
  const { from, to } = discretion;
  const fromIndex = from === null ? -1 : framework.ratingNames.indexOf(from);
  const toIndex = to === null ? -1 : framework.ratingNames.indexOf(to);
  const bands = fromIndex < 0 || toIndex < 0 ? 0 : toIndex - fromIndex;
  const boundary = bands === 0 ? undefined : framework.ratings[bands > 0 ? toIndex : fromIndex]?.from;
  // Lowering crosses the boundary from above: from 65 one point is enough to be below it.
  const points =
    boundary === undefined || table === null
      ? null
      : bands > 0
        ? boundary - table.percent
        : table.percent - boundary + 1;
  return {
    from,
    to,
    valid: table !== null && from === table.rating && to !== null && to === stated && bands !== 0,
    bands,
    points,
    withinLimits:
      Math.abs(bands) <= framework.discretion.bands &&
      (points === null || points <= framework.discretion.points),
  };
}

/** The overall rating for a score, before any limiting judgement (docs/rating.md, Score and overall rating). */
export function overallBand(framework: Framework, score: number): string {
  const band = framework.overall.findLast((each) => score >= each.from) ?? framework.overall[0];
  if (!band) throw new RangeError('a framework has at least two overall bands');
  return band.rating;
}

/** Rates a report (docs/rating.md). `evidence` may lack standards; what is not there is missing. */
export function rate(
  framework: Framework,
  evidence: ReadonlyMap<string, StandardEvidence>,
  stated: { score: number | null; overall: string | null } = { score: null, overall: null },
): ReportRating {
  const none: StandardEvidence = { stated: null, keyQuestions: null };
  const standards: Record<string, StandardRating> = Object.fromEntries(
    framework.standards.map((each) => [
      each.id,
      rateStandard(framework, each, evidence.get(each.id) ?? none),
    ]),
  );
  const scoreOf = new Map(framework.ratings.map((each) => [each.rating, each.score]));
  const highest = Math.max(...scoreOf.values());
  const missing: string[] = [];
  let soFar = 0;
  for (const each of framework.standards) {
    if (!each.scored) continue;
    const effective = standards[each.id]?.effective ?? null;
    if (effective === null) missing.push(each.id);
    else soFar += scoreOf.get(effective) ?? 0;
  }
  const atMost = soFar + highest * missing.length;
  const computed = missing.length === 0 ? soFar : null;

  // A limiting standard that the report has but has not rated yet may or may not hold the rating down.
  const open = framework.limits.some(
    ({ standard }) => evidence.has(standard) && standards[standard]?.effective === null,
  );
  const outcomes = (score: number): Limited[] => {
    const band = overallBand(framework, score);
    const inForce = framework.limits.filter(
      ({ standard, rating }) => standards[standard]?.effective === rating,
    );
    const now = limit(framework, band, inForce);
    return open ? [limit(framework, band, framework.limits), now] : [now];
  };
  const possible = new Set<string>();
  for (let score = soFar; score <= atMost; score++)
    for (const each of outcomes(score)) possible.add(each.rating);
  const overall = possible.size === 1 && computed !== null ? outcomes(computed).at(-1) : undefined;
  return {
    standards,
    covers: framework.standards.filter((each) => evidence.has(each.id)).map((each) => each.id),
    score: { stated: stated.score, computed, outOf: framework.outOf, soFar, missing, atMost },
    overall: {
      stated: stated.overall,
      computed: overall?.rating ?? null,
      limitedBy: overall?.limitedBy ?? null,
      possible: framework.ratingNames.filter((each) => possible.has(each)),
    },
  };
}

interface Limited {
  readonly rating: string;
  readonly limitedBy: { readonly standard: string; readonly from: string } | null;
}

/** An overall rating under the limiting judgements in force (docs/rating.md, Limiting judgements). */
function limit(framework: Framework, band: string, limits: Framework['limits']): Limited {
  let result: Limited = { rating: band, limitedBy: null };
  for (const { standard, atMost } of limits) {
    if (framework.ratingNames.indexOf(result.rating) > framework.ratingNames.indexOf(atMost))
      result = { rating: atMost, limitedBy: { standard, from: band } };
  }
  return result;
}
