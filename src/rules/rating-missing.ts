import { insertBlock } from './edits.js';
import { ratingOf, type Rule } from './rule.js';
import { fillInFix, ratingDue, stateRating } from './statedRating.js';
import { named } from './wording.js';

export const ratingMissing: Rule = {
  id: 'rating-missing',
  category: 'Ratings',
  severity: 'error',
  summary: 'A standard’s section that does not state its rating.',
  *check(context) {
    const { report, framework } = context;
    const { rating: label } = framework.labels;
    for (const section of context.report.sections) {
      const { standard, heading, statement } = section;
      const [stated] = section.ratings;
      const due = ratingDue(ratingOf(context, standard));
      if (stated?.kind === 'unfinished')
        yield {
          range: stated.range.end > stated.range.start ? stated.range : stated.line,
          message: `The rating of ${named(standard)} is not filled in yet.`,
          unfinished: true,
          ...fillInFix(due, (rating) => stateRating(context, section, rating)),
        };
      // A second section of a standard that states its rating is `heading`'s problem.
      if (stated || section !== context.views.get(standard.id)?.body) continue;
      yield {
        range: heading.content,
        message: `The section on ${named(standard)} does not state its rating: there is no line '${label}: …' before the first sub-heading.`,
        fix: {
          title: due === null ? `Insert '${label}:'` : `Insert '${label}: ${due}'`,
          safe: false,
          edits: [
            due === null
              ? insertBlock(report, statement?.range.end ?? heading.range.end, [`${label}:`])
              : stateRating(context, section, due),
          ],
        },
      };
    }
  },
};
