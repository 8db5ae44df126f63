import { replacement } from './edits.js';
import type { Framework } from '../framework/framework.js';
import type { RatingReading } from '../report/report.js';
import type { Finding, Rule } from './rule.js';

export const ratingSpelling: Rule = {
  id: 'rating-spelling',
  category: 'Ratings',
  severity: 'warning',
  summary: 'A rating that is spelt otherwise than the framework spells it, or that is none of its ratings.',
  *check({ report, framework }) {
    for (const section of report.sections)
      for (const stated of section.ratings) yield* spelling(framework, stated);
    for (const row of report.ratingsPage?.rows ?? []) if (row.rating) yield* spelling(framework, row.rating);
    if (report.ratingsPage?.overall) yield* spelling(framework, report.ratingsPage.overall);
    for (const each of new Set(report.sections.map((section) => section.discretion))) {
      if (each?.from) yield* spelling(framework, each.from);
      if (each?.to) yield* spelling(framework, each.to);
    }
  },
};

function* spelling(framework: Framework, { kind, raw, rating, range }: RatingReading): Iterable<Finding> {
  if (kind === 'variant' && rating !== null)
    yield {
      range,
      message: `'${raw}' should be written '${rating}'.`,
      fix: replacement(range, rating, { safe: true, takesAway: [raw] }),
    };
  else if (kind === 'unknown')
    yield {
      range,
      severity: 'error',
      message: `'${raw}' is none of the ratings; they are ${framework.ratingNames.map((each) => `'${each}'`).join(', ')}.`,
    };
}
