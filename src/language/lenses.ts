import type { CheckResult } from '../check/check.js';
import { explainStandard } from '../rating/explain.js';
import type { Range } from '../report/range.js';
import type { RatingReading, StandardSection } from '../report/report.js';
import { ratingOf, ruleContext, type RuleContext } from '../rules/rule.js';
import { lowestQuestions } from '../rules/lowestRows.js';
import { listed, percent, shortQuestion } from '../rules/wording.js';
import { isOutOfDate } from './upToDate.js';
import { joined, openText, scoreFigures, statedOtherwise, statedText } from './ratingText.js';

/** A line of small print above a heading. */
export interface Lens {
  /** The heading's words: 0-based UTF-16 offsets. */
  readonly range: Range;
  readonly title: string;
  /** What a click does; nothing where it only tells. */
  readonly action?:
    { readonly kind: 'setRating'; readonly standard: string } | { readonly kind: 'bringUpToDate' };
}

/**
 * Over each standard's heading its rating and why; over the ratings page the score and the overall rating. What
 * can be done stands first: the rest of a line may be cut off.
 */
export function lenses(result: CheckResult): Lens[] {
  const context = ruleContext(result.report);
  if (!context) return [];
  const found: Lens[] = [];
  const page = result.report.ratingsPage;
  if (page) {
    const range = page.heading.content;
    if (isOutOfDate(result))
      found.push({ range, title: 'Bring up to date', action: { kind: 'bringUpToDate' } });
    found.push({ range, title: pageTitle(context) });
  }
  for (const { standard, body, tableSection, statedIn } of context.views.values()) {
    const annexe = tableSection !== body ? tableSection : undefined;
    for (const section of [body, annexe]) {
      if (!section) continue;
      const range = section.heading.content;
      const stated = section.ratings[0] ?? statedIn?.ratings[0];
      found.push({ range, title: 'Set rating…', action: { kind: 'setRating', standard: standard.id } });
      found.push({ range, title: sectionTitle(context, section, stated) });
    }
  }
  return found;
}

function pageTitle({ rating, framework }: RuleContext): string {
  const open = openText(rating);
  const score = rating.score.computed === null ? '' : `${framework.labels.score} `;
  return joined(
    `${score}${scoreFigures(rating)}`,
    open ?? rating.overall.computed ?? undefined,
    statedOtherwise(rating),
  );
}

function sectionTitle(
  context: RuleContext,
  { standard }: StandardSection,
  stated: RatingReading | undefined,
): string {
  const { framework } = context;
  const rating = ratingOf(context, standard);
  const { reason } = rating;
  const otherwise = statedText(rating, stated);
  const open = 'Not rated yet';
  switch (reason.kind) {
    case 'lowest':
    case 'discretion': {
      const indexes = lowestQuestions(context, standard);
      const number = (index: number) => `${standard.id}.${String(index + 1)}`;
      const [only = 0] = indexes;
      const which =
        indexes.length === 1
          ? `${number(only)}, ${shortQuestion(context, standard, only)}`
          : listed(indexes.map(number));
      const moved =
        reason.kind === 'discretion' ? `moved by professional discretion from ${reason.from}` : undefined;
      return joined(
        rating.effective ?? open,
        `lowest ${percent(reason.percent)} (${which})`,
        moved,
        otherwise,
      );
    }
    case 'judgement':
      return joined(rating.effective ?? open, "inspectors' judgement");
    case 'not-stated':
      return joined(open, "inspectors' judgement", otherwise);
    default:
      return joined(open, explainStandard(framework, standard, rating), otherwise);
  }
}
