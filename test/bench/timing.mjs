// Rounds in which all contestants take their turn, so that a machine that slows down slows all of them.

/** @typedef {{ ms: number, ratio: number }} Timing the median, and the median of its ratios to a bare parse */

/** The milliseconds that something takes. @param {() => void} run */
export function timed(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** @param {number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/**
 * Every contestant says how long it took in a round. In each round they come in another order, since one may have to
 * clear up what the one before left in memory.
 *
 * @template {string} Id
 * @param {Record<Id | 'parse', (round: number) => number>[]} groups each with the bare parse of its text
 * @param {number} rounds
 * @returns {Record<Id | 'parse', Timing>[]} for each group
 */
export function race(groups, rounds) {
  const taken = groups.map((group) => Object.fromEntries(Object.keys(group).map((id) => [id, []])));
  const turns = groups.flatMap((group, at) =>
    Object.entries(group).map(([id, run]) => ({ run, times: taken[at][id] })),
  );
  // The first rounds are for the compiler.
  for (let round = -3; round < rounds; round++) {
    for (const { run, times } of shuffled(turns)) {
      const time = run(round);
      if (round >= 0) times.push(time);
    }
  }
  return taken.map((times) =>
    Object.fromEntries(
      Object.entries(times).map(([id, of]) => [
        id,
        { ms: median(of), ratio: median(of.map((time, round) => time / times.parse[round])) },
      ]),
    ),
  );
}

/** @template T @param {T[]} values */
const shuffled = (values) =>
  values
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
