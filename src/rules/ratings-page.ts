import { dueness } from '../report/evidence.js';
import { domainOf } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { isUnfinished } from '../report/frontMatter.js';
import type { RatingsPage, RatingsRow, Report } from '../report/report.js';
import { ratingsTable } from '../template/section.js';
import { repeated } from './repeated.js';
import { fillIn, insertBlock, insertLinesAfter, tableRow, trimmedEnd } from './edits.js';
import { ratingOf, type Finding, type Fix, type Rule, type RuleContext } from './rule.js';
import { fillInFix } from './statedRating.js';
import { named } from './wording.js';

export const ratingsPage: Rule = {
  id: 'ratings-page',
  category: 'Ratings',
  severity: 'error',
  summary: 'A row of the ratings page that disagrees with its section, is missing, or is for no section.',
  *check(context) {
    const { report } = context;
    const page = report.ratingsPage;
    if (!page) return;
    if (!page.table) {
      yield missingTable(context, page.heading.content, trimmedEnd(report, page.range));
      return;
    }
    yield* repeated(page, 'table', 'The table of ratings', page.table.header.range);
    const seen = new Map<string, RatingsRow>();
    for (const row of page.rows) {
      if (row.standard === undefined) continue;
      const before = seen.get(row.standard);
      seen.set(row.standard, before ?? row);
      if (before)
        yield {
          range: row.row.range,
          message: `${row.standard} has two rows on the ratings page.`,
          related: [{ message: 'Its first row', range: before.row.range }],
        };
      yield* ratingsRowProblems(context, page, row, row.standard);
    }
    yield* missingRows(context, seen);
  },
};

function missingTable(context: RuleContext, range: Finding['range'], offset: number): Finding {
  const { framework, report, rating } = context;
  const { labels } = framework;
  const standards = framework.standards.filter((each) => rating.covers.includes(each.id));
  return {
    range,
    message: `The ratings page has no table '${labels.standard} | ${labels.rating}'.`,
    fix: {
      title: 'Insert the ratings table',
      safe: false,
      edits: [
        insertBlock(
          report,
          offset,
          ratingsTable(framework, standards, (standard) => ratingOf(context, standard).stated ?? ''),
        ),
      ],
    },
  };
}

function* ratingsRowProblems(
  context: RuleContext,
  { column }: RatingsPage,
  row: RatingsRow,
  id: string,
): Iterable<Finding> {
  const { framework, report, views } = context;
  const standard = framework.standardById.get(id);
  if (!standard) {
    yield {
      range: row.row.range,
      message: `The framework has no standard ${id}, so this row is for no section.`,
    };
    return;
  }
  if (dueness(report, standard) === 'out-of-place') {
    const cases = report.frontMatter.cases.get(standard.dueWith ?? '');
    yield {
      range: row.row.range,
      message: `${named(standard)} has a row here, but the block at the top says that there were no ${standard.dueWith ?? ''} cases.`,
      related: cases ? [{ message: `No ${standard.dueWith ?? ''} cases`, range: cases.range }] : [],
    };
    return;
  }
  const { rating } = row;
  if (!rating) return;
  const { stated, effective, computed, discretion } = ratingOf(context, standard);
  if (rating.kind === 'unfinished') {
    yield {
      range: rating.range.end > rating.range.start ? rating.range : row.row.range,
      message: `The rating of ${named(standard)} is not filled in on the ratings page yet.`,
      unfinished: true,
      // Without a cell there is nowhere to write it; what else is in the cell stays.
      ...(row.row.cells.length > column && isUnfinished(report.slice(rating.range.start, rating.range.end))
        ? fillInFix(stated, (value) => fillIn(report, rating.range, value))
        : {}),
    };
    return;
  }
  const section = views.get(id)?.statedIn?.ratings[0];
  if (rating.rating === null || stated === null || !section) return;
  // A row that follows the table where the section does not is right: the section is the problem.
  if (rating.rating === stated || rating.rating === effective) return;
  // The section is trusted only where its own table bears it out.
  const sure = computed !== null && stated === effective && (discretion === null || discretion.valid);
  yield {
    range: rating.range,
    message: `The ratings page gives '${rating.rating}' for ${named(standard)}, but its section states '${stated}'.`,
    related: [{ message: `Stated '${stated}' here`, range: section.range }],
    fix: {
      title: `Take the section's rating, '${stated}'`,
      safe: sure,
      takesAway: [rating.raw],
      edits: [{ range: rating.range, text: stated }],
    },
  };
}

function* missingRows(context: RuleContext, seen: ReadonlyMap<string, RatingsRow>): Iterable<Finding> {
  const { framework, report, views } = context;
  const page = report.ratingsPage;
  if (!page?.table) return;
  const { header } = page.table;
  const missing = framework.standards
    .filter((standard) => {
      const body = views.get(standard.id)?.body;
      return (
        !seen.has(standard.id) &&
        dueness(report, standard) !== 'out-of-place' &&
        (body !== undefined || dueness(report, standard) === 'due')
      );
    })
    .map((standard) => ({ standard, before: rowBefore(context, page.rows, standard) }));
  for (const [index, { standard, before }] of missing.entries()) {
    const section = views.get(standard.id)?.body;
    // Without a row above, the place is below the line of hyphens, which is not in the table's rows.
    const place = before?.row.range.end ?? lineEnd(report, report.lines.lineAt(header.range.start) + 1);
    const insert = (standards: readonly Standard[], title: string): Fix => ({
      title,
      safe: false,
      edits: [insertLinesAfter(report, place, rowLines(context, page, standards))],
    });
    const own = insert([standard], 'Insert its row');
    const together = missing.filter((each) => each.before === before).map((each) => each.standard);
    const isFirst = missing.findIndex((each) => each.before === before) === index;
    yield {
      range: before?.row.range ?? header.range,
      message: `${named(standard)} has no row on the ratings page.`,
      related: section ? [{ message: 'Its section', range: section.heading.content }] : [],
      ...(isFirst && together.length > 1
        ? { fix: insert(together, 'Insert all rows that are missing here'), alternatives: [own] }
        : { fix: own }),
    };
  }
}

/** The row of the ratings table below which a standard's row belongs. */
function rowBefore(
  { framework }: RuleContext,
  rows: readonly RatingsRow[],
  standard: Standard,
): RatingsRow | undefined {
  const order = framework.standards.indexOf(standard);
  return rows.findLast((row) => {
    const found = framework.standardById.get(row.standard ?? '');
    return found
      ? framework.standards.indexOf(found) < order
      : row.domain !== undefined && row.domain <= domainOf(framework, standard).number;
  });
}

/** Rows for standards, each domain's after a row of its own where there is none yet. */
function rowLines(
  context: RuleContext,
  { rows, table, column }: RatingsPage,
  standards: readonly Standard[],
): string[] {
  const columns = Math.max(2, table?.header.cells.length ?? 0);
  return ratingsTable(context.framework, standards, (each) => ratingOf(context, each).stated ?? '')
    .slice(2)
    .filter((line) => {
      const domain = /^\| \*\*(\d+)\. /.exec(line)?.[1];
      return domain === undefined || !rows.some((row) => row.domain === Number(domain));
    })
    .map((line) => {
      const [, name = '', rating = ''] = line.split('|').map((each) => each.trim());
      return columns === 2 ? line : tableRow(columns, { 0: name, [column]: rating });
    });
}

function lineEnd({ lines }: Report, line: number): number {
  return lines.start(line) + lines.line(line).length;
}
