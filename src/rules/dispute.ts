import { ratingOf, type RuleContext } from './rule.js';

/**
 * Whether some standard's discretion footnote does not fit its table or its stated rating. Until it
 * does, a total that follows the stated ratings is not a problem of its own.
 */
export function inDispute(context: RuleContext): boolean {
  return context.framework.standards.some((each) => {
    const { discretion } = ratingOf(context, each);
    return discretion !== null && !discretion.valid;
  });
}

/** The score with the stated rating of every standard whose discretion footnote is in dispute. */
export function sumWithStated(context: RuleContext): number {
  const { framework } = context;
  return framework.standards
    .filter((each) => each.scored)
    .reduce((sum, each) => {
      const { discretion, stated, effective } = ratingOf(context, each);
      const used = discretion !== null && !discretion.valid ? (stated ?? effective) : effective;
      return sum + (framework.ratings.find((one) => one.rating === used)?.score ?? 0);
    }, 0);
}
