import type { CheckResult } from '../check/check.js';
import { fixAll, together } from '../check/fixes.js';
import { contains } from '../report/range.js';
import { proseRatings } from '../rules/proseRatings.js';
import { ratingsFor } from '../rules/rating-in-prose.js';
import { ruleContext, type Fix, type TextEdit } from '../rules/rule.js';

/** The rules whose fixes make the ratings page follow from the sections. */
const ofRatingsPage: readonly string[] = ['ratings-page', 'score', 'overall-rating'];

/** Parts whose stock sentences say again what the ratings page says. */
const inWords: readonly string[] = ['foreword', 'summary'];

/**
 * What makes the ratings page – its table, score and overall rating – follow from the sections, and the stock
 * sentences on it in the Foreword and the summary follow from the page. What is not known yet stays as it is.
 * @returns edits against the text that was checked; none where all agree already
 */
export function bringUpToDate({ report }: Pick<CheckResult, 'report'>): readonly TextEdit[] {
  return fixAll(report.text, {}, (current) => {
    const page = current.problems.filter((each) => ofRatingsPage.includes(each.rule));
    return together([...page.map((each) => each.fix), ...sentenceFixes(current)]);
  }).edits;
}

/** Whether there may be something for `bringUpToDate` to change, by the problems that are known. */
export function isOutOfDate(result: CheckResult): boolean {
  return (
    result.problems.some(({ rule, fix }) => fix !== undefined && ofRatingsPage.includes(rule)) ||
    sentenceFixes(result).length > 0
  );
}

function sentenceFixes({ report }: CheckResult): Fix[] {
  const context = ruleContext(report);
  if (!context) return [];
  const parts = report.parts.filter((each) => inWords.includes(each.kind));
  return proseRatings(report).flatMap((each) => {
    const [right, ...others] = ratingsFor(context, each);
    const said = parts.some((part) => contains(part.range, each.range));
    if (!said || right === undefined || others.length > 0 || right === each.rating) return [];
    const text = each.setOff ? right : `'${right}'`;
    return [{ title: `Set '${right}'`, safe: false, edits: [{ range: each.range, text }] }];
  });
}

/** Turns every count such as 8/11 in a key-question table into its percentage. */
export function turnCounts({ problems }: Pick<CheckResult, 'problems'>): readonly TextEdit[] {
  return together(problems.map(({ rule, fix }) => (rule === 'count-shorthand' ? fix : undefined)));
}
