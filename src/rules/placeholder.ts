import { contains, type Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import { proseRatings } from './proseRatings.js';
import type { Rule } from './rule.js';

export const placeholder: Rule = {
  id: 'placeholder',
  category: 'Publication',
  severity: 'warning',
  summary: 'A slot ‹…› of a template that is still to be filled in.',
  beforePublication: true,
  *checkReport(report) {
    const told = toldElsewhere(report);
    for (const match of report.text.matchAll(/‹[^‹›\r\n]{0,200}›/g)) {
      const range = { start: match.index, end: match.index + match[0].length };
      if (told.some((each) => contains(each, range))) continue;
      yield { range, message: `'${match[0]}' is a place to fill in.`, unfinished: true };
    }
  },
};

/** Where the rule on the value that is to come says that it is not there yet. */
function toldElsewhere(report: Report): Range[] {
  const {
    frontMatter: { raw },
    framework,
    ratingsPage,
    sections,
  } = report;
  const page = [ratingsPage?.score?.line, ratingsPage?.overall?.line, ratingsPage?.table?.range];
  const own = sections.flatMap(({ ratings, table, otherTables, promptTables }) => [
    ...ratings.map((each) => each.line),
    ...[table, ...otherTables, ...promptTables].flatMap((each) => (each ? [each.table.range] : [])),
  ]);
  const prose = framework ? proseRatings(report, framework).map((each) => each.range) : [];
  return [...prose, ...(raw ? [raw] : []), ...page.filter((each) => each !== undefined), ...own];
}
