import type { Range } from '../report/range.js';
import type { RatingsPage } from '../report/report.js';
import type { Finding } from './rule.js';

/** What the ratings page states a second time: nobody could tell which of the two counts. */
export function* repeated(
  page: RatingsPage,
  what: RatingsPage['repeated'][number]['what'],
  name: string,
  first: Range | undefined,
): Iterable<Finding> {
  for (const each of page.repeated) {
    if (each.what !== what) continue;
    yield {
      range: each.range,
      message: `${name} stands twice on the ratings page; only the first is read.`,
      related: first ? [{ message: 'The first one', range: first }] : [],
    };
  }
}
