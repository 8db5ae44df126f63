import { proseRatings, type ProseRating } from './proseRatings.js';
import { ratingOf, type Rule, type RuleContext } from './rule.js';
import { fillInFix } from './statedRating.js';
import { named } from './wording.js';

/** The ratings that such a sentence may give: the one that is stated, and the one that was worked out. */
export function ratingsFor(context: RuleContext, { of }: ProseRating): string[] {
  const { overall } = context.rating;
  const subject = of === 'service' ? undefined : ratingOf(context, of.standard);
  const stated = subject ? subject.stated : overall.stated;
  const worked = subject ? subject.effective : overall.possible.length === 1 ? overall.possible[0] : null;
  return [...new Set([stated, worked ?? null])].filter((one) => one !== null);
}

export const ratingInProse: Rule = {
  id: 'rating-in-prose',
  category: 'Ratings',
  severity: 'warning',
  summary: 'A sentence that states another rating of the service or of a standard than the report does.',
  *check(context) {
    const { report } = context;
    for (const each of proseRatings(report)) {
      const right = ratingsFor(context, each);
      if (each.rating === null) {
        yield {
          range: each.range,
          message: `This sentence does not give the rating yet${right[0] === undefined ? '' : `; it is '${right[0]}'`}.`,
          unfinished: true,
          ...fillInFix(right[0] ?? null, (text) => ({
            range: each.range,
            text: each.setOff ? text : `'${text}'`,
          })),
        };
        continue;
      }
      if (right.length === 0 || right.includes(each.rating)) continue;
      const place =
        each.of === 'service'
          ? report.ratingsPage?.overall?.range
          : context.views.get(each.of.standard.id)?.statedIn?.ratings[0]?.range;
      const name = each.of === 'service' ? 'the service' : named(each.of.standard);
      yield {
        range: each.range,
        message: `This sentence rates ${name} '${each.rating}'; ${each.of === 'service' ? 'the ratings page' : 'its section'} says '${right[0] ?? ''}'.`,
        related: place ? [{ message: `Rated '${right[0] ?? ''}' here`, range: place }] : [],
      };
    }
  },
};
