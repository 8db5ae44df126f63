import { proseRatings } from './proseRatings.js';
import { ratingOf, type Rule } from './rule.js';
import { named } from './wording.js';

export const ratingInProse: Rule = {
  id: 'rating-in-prose',
  category: 'Ratings',
  severity: 'warning',
  summary: 'A sentence that states another rating of the service or of a standard than the report does.',
  *check(context) {
    const { report, framework, rating } = context;
    for (const each of proseRatings(report, framework)) {
      const subject = each.of === 'service' ? undefined : ratingOf(context, each.of.standard);
      const stated = subject ? subject.stated : rating.overall.stated;
      const { possible } = rating.overall;
      const worked = subject ? subject.effective : possible.length === 1 ? (possible[0] ?? null) : null;
      const right = [stated, worked].filter((one) => one !== null);
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
