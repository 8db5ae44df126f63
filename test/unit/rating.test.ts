import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainOverall, explainStandard } from '../../src/rating/explain';
import {
  bandOf,
  isReachable,
  isReachableUpTo,
  percentOf,
  rawPercent,
  reachableAround,
  type Figure,
} from '../../src/rating/figures';
import { rate, rateStandard, type ReportRating, type StandardEvidence } from '../../src/rating/rate';
import { frameworkOf, must, youth2021With } from './kit';

const youth2021 = frameworkOf('youth-2021');
const youth2018 = frameworkOf('youth-2018');
const standard = (id: string) => must(youth2021.standardById.get(id), `standard ${id}`);
const shares = (...percents: number[]): Figure[] => percents.map((percent) => ({ percent }));
const count = (cases: number, of: number): Figure => ({
  percent: percentOf(cases, of),
  count: { cases, of },
});

/** The rating of 2.1 for these figures of its three key questions. */
const table = (keyQuestions: Figure[] | null, rest: Partial<StandardEvidence> = {}, framework = youth2021) =>
  rateStandard(framework, standard('2.1'), { stated: null, keyQuestions, ...rest });

const [inadequate, requiresImprovement, good, outstanding] = [
  'Inadequate',
  'Requires improvement',
  'Good',
  'Outstanding',
];
const ratings = [inadequate, requiresImprovement, good, outstanding] as const;
const scoredIds = ['1.1', '1.2', '1.3', '1.4', '2.1', '2.2', '2.3', '2.4', '3.1', '3.2', '3.3', '3.4'];

/** What a report says of a standard to which it gives this rating: by judgement, or by a table. */
function evidenceFor(id: string, rating: string | null): StandardEvidence {
  const { judged, keyQuestions } = standard(id);
  if (judged === 'qualitative') return { stated: rating, keyQuestions: null };
  const percent = new Map([
    [inadequate, 49],
    [requiresImprovement, 50],
    [good, 65],
    [outstanding, 80],
  ]).get(rating ?? '');
  return {
    stated: rating,
    keyQuestions: keyQuestions.map((): Figure => (percent === undefined ? 'unknown' : { percent })),
  };
}

/** Rates a report that gives these ratings. A standard that is not named is not in the report. */
function rateAll(given: Readonly<Record<string, string | null>>): ReportRating {
  return rate(youth2021, new Map(Object.entries(given).map(([id, rating]) => [id, evidenceFor(id, rating)])));
}

/** Ratings of the twelve scored standards that add up to a score. */
function adding(score: number): Record<string, string> {
  return Object.fromEntries(
    scoredIds.map((id, index) => [id, must(ratings[Math.min(3, Math.max(0, score - 3 * index))])]),
  );
}

describe('the band of the lowest key question', () => {
  it.each([
    [0, inadequate],
    [49, inadequate],
    [50, requiresImprovement],
    [64, requiresImprovement],
    [65, good],
    [79, good],
    [80, outstanding],
    [100, outstanding],
  ])('%i% makes a standard %s', (percent, rating) => {
    expect(table(shares(100, percent, 100))).toMatchObject({
      computed: rating,
      effective: rating,
      lowest: percent,
      keyQuestions: [100, percent, 100],
    });
  });

  it('names every key question that is lowest', () => {
    expect(table(shares(64, 91, 64)).reason).toEqual({
      kind: 'lowest',
      percent: 64,
      keyQuestions: [0, 2],
      leftOut: [],
    });
  });

  it('does not look at the stated rating', () => {
    expect(table(shares(91, 82, 45), { stated: outstanding })).toMatchObject({
      stated: outstanding,
      computed: inadequate,
      effective: inadequate,
    });
  });

  it('leaves out a key question that applies to no case, and says so', () => {
    const rating = table(['not-applicable', ...shares(82, 67)]);
    expect(rating).toMatchObject({ computed: good, lowest: 67, keyQuestions: [null, 82, 67] });
    expect(rating.reason).toMatchObject({ keyQuestions: [2], leftOut: [0] });
    expect(explainStandard(youth2021, standard('2.1'), rating)).toBe(
      'lowest 67% (2.1.3): reasonable majority; 2.1.1 applies to no case',
    );
  });

  it.each<[string, Figure[] | null, object]>([
    ['an unknown cell', ['unknown', ...shares(82), 'unknown'], { kind: 'unknown', keyQuestions: [0, 2] }],
    ['no table', null, { kind: 'no-table' }],
    [
      'no key question that applies',
      ['not-applicable', 'not-applicable', 'not-applicable'],
      { kind: 'not-applicable' },
    ],
  ])('gives no rating with %s, whatever is stated', (_, figures, reason) => {
    expect(table(figures, { stated: good })).toMatchObject({
      computed: null,
      lowest: null,
      effective: null,
      reason,
    });
  });

  it('takes the stated rating of a qualitative standard, whatever figures its section holds', () => {
    const judged = rateStandard(youth2021, standard('1.2'), { stated: good, keyQuestions: shares(20, 30) });
    expect(judged).toMatchObject({
      computed: null,
      lowest: null,
      effective: good,
      reason: { kind: 'judgement' },
    });
    expect(rateStandard(youth2021, standard('4.1'), { stated: null, keyQuestions: null }).reason).toEqual({
      kind: 'not-stated',
    });
  });

  it('3.4 is a judgement in 2021 and computed in 2018', () => {
    const evidence = { stated: good, keyQuestions: shares(49, 90) };
    expect(rateStandard(youth2021, standard('3.4'), evidence).effective).toBe(good);
    const joint = must(youth2018.standardById.get('3.4'));
    expect(rateStandard(youth2018, joint, evidence)).toMatchObject({ effective: inadequate, lowest: 49 });
  });
});

describe('rounding', () => {
  it.each([
    [5, 8, 63],
    [1, 8, 13],
    [29, 200, 15],
    [1, 200, 1],
    [11, 17, 65],
    [35, 44, 80],
    [1, 3, 33],
    [2, 3, 67],
    [0, 7, 0],
    [7, 7, 100],
  ])('%i of %i is printed as %i%', (cases, of, percent) => {
    expect(percentOf(cases, of)).toBe(percent);
  });

  it('is done before banding: 11 of 17 is 64.7, printed 65, and Good', () => {
    expect(table([count(11, 17), ...shares(100, 100)]).computed).toBe(good);
    expect(table([count(35, 44), ...shares(100, 100)]).computed).toBe(outstanding);
  });

  it('is done after banding where the pack chooses so', () => {
    const raw = youth2021With({ banding: 'raw' });
    expect(table([count(11, 17), ...shares(100, 100)], {}, raw)).toMatchObject({
      computed: requiresImprovement,
      lowest: 65,
    });
    // 65% without its count can't be told from 64.7.
    expect(table(shares(65, 100, 100), {}, raw).computed).toBe(good);
  });

  it('moves 77 pairs of up to 125 cases into another band', () => {
    // By long division and in whole numbers: nothing of the engine's.
    const boundaries = [50, 65, 80];
    const byHand: string[] = [];
    const byEngine: string[] = [];
    for (let of = 1; of <= 125; of++)
      for (let cases = 0; cases <= of; cases++) {
        const whole = Math.trunc((100 * cases) / of);
        const rest = 100 * cases - whole * of;
        const printed = 2 * rest >= of ? whole + 1 : whole;
        if (boundaries.some((each) => printed >= each && 100 * cases < each * of))
          byHand.push(`${String(cases)}/${String(of)}`);
        const share = { percent: percentOf(cases, of), count: { cases, of } };
        if (bandOf(youth2021, share.percent) !== bandOf(youth2021, rawPercent(share)))
          byEngine.push(`${String(cases)}/${String(of)}`);
      }
    expect(byHand).toHaveLength(77);
    expect(byEngine).toEqual(byHand);
  });
});

describe('what a percentage can be', () => {
  it.each([
    [73, 11, true], // 8 of 11
    [72, 11, false],
    [0, 11, true],
    [100, 11, true],
    [63, 8, true],
    [62, 8, false],
  ])('%i% of a sample of %i: %s', (percent, sample, reachable) => {
    expect(isReachable(percent, sample)).toBe(reachable);
  });

  it('of relevant cases, that of any sub-sample', () => {
    expect(isReachable(67, 11)).toBe(false);
    expect(isReachableUpTo(67, 11)).toBe(true); // 2 of 3
    expect(isReachableUpTo(1, 11)).toBe(false);
  });

  it('names the percentages on either side of one that can not be', () => {
    const { below, above } = reachableAround(95, 14);
    expect(below).toEqual({ percent: 93, count: { cases: 13, of: 14 } });
    expect(above).toEqual({ percent: 100, count: { cases: 14, of: 14 } });
  });
});

describe('professional discretion', () => {
  const moved = (percent: number, stated: string, from: string | null, to: string | null) =>
    table(shares(91, 82, percent), { stated, discretion: { from, to } });

  it.each([
    { percent: 45, from: inadequate, to: requiresImprovement, bands: 1, points: 5 },
    { percent: 64, from: requiresImprovement, to: good, bands: 1, points: 1 },
    { percent: 65, from: good, to: requiresImprovement, bands: -1, points: 1 },
    { percent: 69, from: good, to: requiresImprovement, bands: -1, points: 5 },
  ])('$percent% moved from $from to $to', ({ percent, from, to, bands, points }) => {
    expect(moved(percent, to, from, to)).toMatchObject({
      computed: from,
      effective: to,
      lowest: percent,
      discretion: { valid: true, withinLimits: true, bands, points },
      reason: { kind: 'discretion', from, to, percent, keyQuestions: [2] },
    });
  });

  it.each([
    { what: 'six points up', percent: 44, from: inadequate, to: requiresImprovement },
    { what: 'six points down', percent: 70, from: good, to: requiresImprovement },
    { what: 'two bands', percent: 49, from: inadequate, to: good },
  ])('$what is more than the pack allows, but moves the rating all the same', ({ percent, from, to }) => {
    expect(moved(percent, to, from, to)).toMatchObject({
      effective: to,
      discretion: { valid: true, withinLimits: false },
    });
  });

  it.each([
    { what: 'from another rating than the table gives', from: requiresImprovement, to: good, stated: good },
    { what: 'to another rating than is stated', from: inadequate, to: requiresImprovement, stated: good },
    { what: 'from a rating to itself', from: inadequate, to: inadequate, stated: inadequate },
    { what: 'from a word that is no rating', from: null, to: good, stated: good },
  ])('$what moves nothing', ({ from, to, stated }) => {
    expect(moved(45, stated, from, to)).toMatchObject({
      effective: inadequate,
      discretion: { valid: false },
      reason: { kind: 'lowest' },
    });
  });

  it('is never assumed: 64% stated Good without a footnote stays what it is', () => {
    expect(table(shares(64, 100, 100), { stated: good })).toMatchObject({
      effective: requiresImprovement,
      discretion: null,
    });
  });

  it('moves nothing where no rating follows from the table', () => {
    const discretion = { from: inadequate, to: requiresImprovement };
    expect(table(['unknown', ...shares(80, 45)], { stated: requiresImprovement, discretion })).toMatchObject({
      effective: null,
      discretion: { valid: false },
    });
  });

  it('counts in the score as moved', () => {
    const evidence = new Map(scoredIds.map((id) => [id, evidenceFor(id, inadequate)]));
    evidence.set('2.1', {
      stated: requiresImprovement,
      keyQuestions: shares(45, 100, 100),
      discretion: { from: inadequate, to: requiresImprovement },
    });
    expect(rate(youth2021, evidence).score.computed).toBe(1);
  });
});

describe('score and overall rating', () => {
  it.each([
    [0, inadequate],
    [6, inadequate],
    [7, requiresImprovement],
    [18, requiresImprovement],
    [19, good],
    [30, good],
    [31, outstanding],
    [36, outstanding],
  ])('%i/36 is %s', (score, overall) => {
    const rating = rateAll(adding(score));
    expect(rating.score).toMatchObject({ computed: score, outOf: 36, missing: [] });
    expect(rating.overall).toMatchObject({ computed: overall, possible: [overall], limitedBy: null });
  });

  it('never counts 4.1', () => {
    for (const rating of ratings)
      expect(rateAll({ ...adding(19), '4.1': rating }).score).toMatchObject({ computed: 19, outOf: 36 });
  });

  it('with ratings missing, is what it is so far and what it can still be', () => {
    const rating = rateAll({ ...adding(36), '2.2': null, '3.4': null });
    expect(rating.score).toEqual({
      stated: null,
      computed: null,
      outOf: 36,
      soFar: 30,
      atMost: 36,
      missing: ['2.2', '3.4'],
    });
    expect(rating.overall).toMatchObject({ computed: null, possible: [good, outstanding] });
    expect(explainOverall(rating)).toBe("2.2, 3.4 not rated; 30 so far; it can be 'Good' or 'Outstanding'");
  });

  it('stays unknown with a rating missing, though only one overall rating is possible', () => {
    expect(rateAll({ ...adding(20), '3.4': null }).overall).toMatchObject({
      computed: null,
      possible: [good],
    });
  });

  it('keeps what is stated beside what is computed', () => {
    const evidence = new Map(scoredIds.map((id) => [id, evidenceFor(id, good)]));
    const rating = rate(youth2021, evidence, { score: 25, overall: outstanding });
    expect(rating.score).toMatchObject({ stated: 25, computed: 24 });
    expect(rating.overall).toMatchObject({ stated: outstanding, computed: good });
  });
});

describe('the limiting judgement', () => {
  it.each([31, 36])('4.1 Inadequate holds a score of %i at Good', (score) => {
    const rating = rateAll({ ...adding(score), '4.1': inadequate });
    expect(rating.score.computed).toBe(score);
    expect(rating.overall).toMatchObject({
      computed: good,
      possible: [good],
      limitedBy: { standard: '4.1', from: outstanding },
    });
    expect(explainOverall(rating)).toBe(
      `score ${String(score)} of 36 would be 'Outstanding', but 4.1 is 'Inadequate'`,
    );
  });

  it.each([
    [6, inadequate],
    [18, requiresImprovement],
    [30, good],
  ])('4.1 Inadequate leaves a score of %i alone', (score, overall) => {
    expect(rateAll({ ...adding(score), '4.1': inadequate }).overall).toMatchObject({
      computed: overall,
      limitedBy: null,
    });
  });

  it('4.1 with any other rating, or not in the report, limits nothing', () => {
    for (const rating of [requiresImprovement, good, outstanding])
      expect(rateAll({ ...adding(31), '4.1': rating }).overall.computed).toBe(outstanding);
    expect(rateAll(adding(31)).overall.computed).toBe(outstanding);
  });

  it('4.1 not rated yet leaves open what it would limit, and nothing else', () => {
    const open = rateAll({ ...adding(31), '4.1': null });
    expect(open.overall).toMatchObject({ computed: null, possible: [good, outstanding] });
    expect(open.score.computed).toBe(31);
    expect(rateAll({ ...adding(30), '4.1': null }).overall.computed).toBe(good);
  });
});

describe('for every report', () => {
  const anyRating = fc.constantFrom(...ratings);
  const anyReport = fc.record(
    Object.fromEntries(scoredIds.map((id): [string, fc.Arbitrary<string>] => [id, anyRating])),
  );

  it('the score is the sum of the ratings, counted by hand', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const points = Object.values(report).map((each) => ratings.findIndex((one) => one === each));
        let sum = 0;
        for (const each of points) sum += each;
        expect(rateAll(report).score).toMatchObject({ computed: sum, soFar: sum, atMost: sum });
      }),
    );
  });

  it('raising a percentage never lowers a rating', () => {
    const percent = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(percent, percent, percent, fc.nat(2), percent, (a, b, c, index, raise) => {
        const before = [a, b, c];
        const after = before.map((each, at) => (at === index ? Math.min(100, each + raise) : each));
        const rank = (percents: number[]) =>
          ratings.findIndex((each) => each === table(shares(...percents)).computed);
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
    );
  });

  it('the possible overall ratings are those that filling the gaps can give', () => {
    const resettlement = fc.constantFrom(...ratings, null, undefined);
    const gaps = fc.uniqueArray(fc.constantFrom(...scoredIds), { maxLength: 3 });
    fc.assert(
      fc.property(anyReport, gaps, resettlement, (report, missing, limiting) => {
        const given: Record<string, string | null> = { ...report };
        for (const id of missing) given[id] = null;
        if (limiting !== undefined) given['4.1'] = limiting;
        const open = Object.keys(given).filter((id) => given[id] === null);
        const outcomes = new Set<string>();
        const fill = (filled: Record<string, string | null>, [next, ...rest]: string[]) => {
          if (next !== undefined) for (const each of ratings) fill({ ...filled, [next]: each }, rest);
          else outcomes.add(must(rateAll(filled).overall.computed));
        };
        fill(given, open);
        const { computed, possible } = rateAll(given).overall;
        expect([...possible].sort()).toEqual([...outcomes].sort());
        if (computed !== null) expect(possible).toEqual([computed]);
      }),
      { numRuns: 40 },
    );
  });
});
