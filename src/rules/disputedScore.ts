import type { Standard } from '../framework/pack.js';
import { ratingOf, type RuleContext } from './rule.js';

/**
 * The score of a report in which some standard's rating is in dispute and already a problem of its own:
 * its discretion footnote does not fit, or it is rated by judgement and its section and the ratings page
 * differ. A total that follows the other reading is not a second problem. Undefined without a dispute.
 */
export function disputedScore(context: RuleContext): number | undefined {
  const { framework } = context;
  const scored = framework.standards.filter((each) => each.scored);
  const others = scored.map((each) => otherReading(context, each));
  if (others.every((each) => each === undefined)) return undefined;
  return scored.reduce((sum, each, index) => {
    const used = others[index] ?? ratingOf(context, each).effective;
    return sum + (framework.ratings.find((one) => one.rating === used)?.score ?? 0);
  }, 0);
}

function otherReading(context: RuleContext, standard: Standard): string | undefined {
  const { discretion, stated, effective } = ratingOf(context, standard);
  if (discretion !== null && !discretion.valid) return stated ?? undefined;
  const row =
    context.report.ratingsPage?.rows.find((each) => each.standard === standard.id)?.rating?.rating ??
    undefined;
  return standard.judged === 'qualitative' && row !== effective ? row : undefined;
}
