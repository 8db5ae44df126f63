// What is promised of the longest draft, of the extension and of a session, and what came out.
import { MB, ms, notMeasured, ratio, times } from './figures.mjs';
import { activationTime, contestants, factors } from './results.mjs';

/** @typedef {{ name: string, target: string, result: string, met: boolean | undefined }} Target */

/**
 * @param {import('./results.mjs').Results} results
 * @returns {Target[]} with `met` undefined for what was not measured
 */
export function targets(results) {
  const { growth, memory } = results;
  const timings = results.drafts?.[0].timings;
  const check = timings?.check.ratio;
  return [
    atMost(0.15, timings?.prose.ratio, {
      name: contestants.prose,
      target: 'at most 0.15 of a bare parse; the aim is 0.05',
      write: ratio,
    }),
    atMost(2, growth && growthOf(growth.moreProse.map((each) => each.timings.prose.ms)), {
      name: `${contestants.prose}, from ${factors[0]}× to ${factors.at(-1)}× the text`,
      target: 'flat: at most twice the time',
      write: times,
    }),
    atMost(2, check, { name: contestants.check, target: 'at most 2.00 of a bare parse', write: ratio }),
    ...['markdownlint', 'remarkLint'].map((peer) => ({
      name: `${contestants.check}, beside ${contestants[peer]}`,
      target: 'faster',
      result: timings ? `${ratio(check)} to ${ratio(timings[peer].ratio)}` : notMeasured,
      met: timings && check < timings[peer].ratio,
    })),
    under(50, activationTime(results), { name: 'Start of the extension', target: 'under 50 ms', write: ms }),
    atMost(1.2, results.load?.ratio, {
      name: 'Loading of the extension, beside the build before',
      target: 'at most 1.20 of it',
      write: ratio,
    }),
    under(8e6, memory?.held, { name: 'Memory of a session', target: 'under 8 MB', write: MB }),
    // Fewer edits prove nothing.
    under(0.5e6, memory?.edits < 10_000 ? undefined : memory?.growth, {
      name: 'Memory of a session after 10,000 key presses',
      target: 'no growth: under 0.5 MB more',
      write: MB,
    }),
  ];
}

/** How much more time the longest text takes than the fastest one. @param {number[]} times from the shortest text on */
export const growthOf = (times) => times.at(-1) / Math.min(...times);

/** @typedef {{ name: string, target: string, write: (value: number | undefined) => string }} Promised */

/** @param {number} limit @param {number | undefined} value @param {Promised} promised @returns {Target} */
const atMost = (limit, value, { name, target, write }) => ({
  name,
  target,
  result: write(value),
  met: value === undefined ? undefined : value <= limit,
});

/** @param {number} limit @param {number | undefined} value @param {Promised} promised @returns {Target} */
const under = (limit, value, promised) => ({
  ...atMost(limit, value, promised),
  met: value === undefined ? undefined : value < limit,
});
