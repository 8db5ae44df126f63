import { overallBand } from '../rating/rate.js';
import { disputedScore } from './disputedScore.js';
import { repeated } from './repeated.js';
import { insertBlock } from './edits.js';
import type { Rule } from './rule.js';
import { fillInFix, overwriteRating } from './statedRating.js';
import { listed } from './wording.js';

export const overallRating: Rule = {
  id: 'overall-rating',
  category: 'Ratings',
  severity: 'error',
  summary: 'An overall rating that is not the one for the score, or that a limiting judgement rules out.',
  *check(context) {
    const { report, framework, rating } = context;
    const page = report.ratingsPage;
    if (!page) return;
    yield* repeated(page, 'overall', 'The overall rating', page.overall?.line);
    const { computed, possible, limitedBy } = rating.overall;
    const { computed: score, soFar, missing } = rating.score;
    const label = framework.labels.overallRating;
    if (!page.overall) {
      const line = `${label}:${computed === null ? '' : ` **${computed}**`}`;
      const offset = page.score?.line.end ?? page.table?.range.start ?? page.heading.range.end;
      yield {
        range: page.heading.content,
        message: 'The ratings page does not give the overall rating.',
        fix: {
          title: `Insert '${line.replaceAll('*', '')}'`,
          safe: false,
          edits: [insertBlock(report, offset, [line])],
        },
      };
      return;
    }
    const { overall } = page;
    const { range, line, kind, rating: stated } = overall;
    if (kind === 'unfinished') {
      yield {
        range: range.end > range.start ? range : line,
        message:
          computed === null
            ? 'The overall rating is not filled in yet.'
            : `The overall rating is not filled in yet; the score of ${String(score)} gives '${computed}'.`,
        unfinished: true,
        ...fillInFix(computed, (value) => overwriteRating(report, overall, label, value)),
      };
      return;
    }
    if (stated === null || possible.includes(stated)) return;
    const disputed = disputedScore(context);
    if (disputed !== undefined && overallBand(framework, disputed) === stated) return;
    const only = possible.length === 1 ? possible[0] : undefined;
    const why =
      computed === null
        ? `with ${String(soFar)} so far, and ${listed(missing)} not rated yet, it can only be ${possible.map((each) => `'${each}'`).join(' or ')}`
        : limitedBy
          ? `${limitedBy.standard} is rated '${rating.standards[limitedBy.standard]?.effective ?? ''}', which limits it to '${computed}' (the score of ${String(score)} alone would give '${limitedBy.from}')`
          : `the ratings add up to ${String(score)}, which gives '${computed}'`;
    yield {
      range,
      message: `The overall rating is stated '${stated}', but ${why}.`,
      ...(only === undefined
        ? {}
        : {
            fix: {
              title: `Set the overall rating to '${only}'`,
              safe: false,
              edits: [{ range, text: only }],
            },
          }),
    };
  },
};
