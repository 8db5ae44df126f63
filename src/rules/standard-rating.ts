import { rateStandard } from '../rating/rate.js';
import type { RatingStatement, StandardSection } from '../report/report.js';
import { freeLabel, insertBlock, trimmedEnd } from './edits.js';
import { ratingOf, type Finding, type Fix, type Rule, type RuleContext } from './rule.js';
import { lowestQuestions, lowestRows } from './lowestRows.js';
import { listed, named, percent, shortQuestion } from './wording.js';

export const standardRating: Rule = {
  id: 'standard-rating',
  category: 'Ratings',
  severity: 'error',
  summary:
    'A stated rating that is not what the key-question table gives, without a discretion footnote that explains it.',
  *check(context) {
    for (const view of context.views.values()) {
      const sections = [view.body, ...view.annexes].filter((each) => each !== undefined);
      for (const section of sections) {
        for (const stated of section.ratings) yield* agreement(context, section, stated);
        for (const second of section.otherTables)
          yield {
            range: second.table.header.range,
            message: `${named(view.standard)} has a second key-question table here; its rating can follow from one only.`,
            related: section.table
              ? [{ message: 'The first table, which counts', range: section.table.table.header.range }]
              : [],
          };
      }
    }
  },
};

function* agreement(
  context: RuleContext,
  section: StandardSection,
  stated: RatingStatement,
): Iterable<Finding> {
  if (stated.rating === null) return;
  const { standard } = section;
  const rating = ratingOf(context, standard);
  const view = context.views.get(standard.id);
  if (rating.computed === null) {
    // Judged, or not known yet: then only what the standard's sections say of it can disagree.
    const statedIn = view?.statedIn;
    const first = statedIn?.ratings[0];
    if (!statedIn || !first || first === stated || first.rating === null || first.rating === stated.rating)
      return;
    yield {
      range: stated.range,
      message: `${named(standard)} is stated '${stated.rating}' here and '${first.rating}' in its ${statedIn.inAnnexe ? 'annexe' : 'section'}; both should say the same.`,
      related: [{ message: `Stated '${first.rating}' here`, range: first.range }],
    };
    return;
  }
  // With a discretion footnote, whether it explains the rating is `discretion`'s question.
  const explained = rating.discretion !== null && stated.rating === rating.stated;
  if (stated.rating === rating.effective || explained) return;
  const { reason } = rating;
  const questions = listed(
    lowestQuestions(context, standard).map((index) => shortQuestion(context, standard, index)),
  );
  const becomes = rating.effective ?? rating.computed;
  const row = context.report.ratingsPage?.rows.find(
    (each) => each.standard === standard.id && each.rating?.rating === stated.rating,
  )?.rating;
  yield {
    range: stated.range,
    message:
      `${standard.id} is stated '${stated.rating}', but its lowest key question, ${percent(rating.lowest ?? 0)} (${questions}), makes it '${rating.computed}'` +
      (reason.kind === 'discretion' ? `, moved by professional discretion to '${reason.to}'.` : '.'),
    related: lowestRows(context, standard),
    fix: {
      title: row
        ? `Set the rating to '${becomes}', here and on the ratings page`
        : `Set the rating to '${becomes}'`,
      safe: false,
      edits: [stated.range, ...(row ? [row.range] : [])].map((range) => ({ range, text: becomes })),
    },
    alternatives: discretionFix(context, section, stated.rating),
  };
}

/** The footnote that would explain the rating, where a panel could have moved it so far. */
function discretionFix(context: RuleContext, section: StandardSection, to: string): Fix[] {
  const { framework, report, views } = context;
  const { standard } = section;
  const tableSection = views.get(standard.id)?.tableSection;
  const rating = ratingOf(context, standard);
  const from = rating.computed;
  if (!tableSection || from === null || rating.discretion !== null || rating.stated !== to) return [];
  const moved = rateStandard(framework, standard, {
    stated: to,
    keyQuestions: tableSection.table.figures,
    discretion: { from, to },
  });
  if (moved.discretion?.valid !== true || !moved.discretion.withinLimits) return [];
  const lowest = moved.reason.kind === 'discretion' ? moved.reason.keyQuestions[0] : undefined;
  const row = tableSection.table.rows.find((each) => each.keyQuestion === lowest);
  if (!row) return [];
  const label = freeLabel(report, `discretion-${standard.id}`);
  const text = framework.discretion.footnote
    .replace('{direction}', moved.discretion.bands > 0 ? 'raise' : 'lower')
    .replace('{from}', from)
    .replace('{to}', to);
  const place = row.wordsRange.end;
  return [
    {
      title: `Insert a footnote: moved by professional discretion to '${to}'`,
      safe: false,
      edits: [
        { range: { start: place, end: place }, text: `[^${label}]` },
        insertBlock(report, trimmedEnd(report, tableSection.range), [
          `[^${label}]: ${text}${framework.discretion.ending}`,
        ]),
      ],
    },
  ];
}
