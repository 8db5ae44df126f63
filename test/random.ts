/**
 * How many random runs a test makes where some are enough for every day. `npm run test:full` makes more, and
 * `RANDOM_RUNS=30 npx vitest run …` thirty times as many.
 */
export const runs = (everyDay: number): number => Math.ceil(everyDay * Number(process.env.RANDOM_RUNS ?? 1));
