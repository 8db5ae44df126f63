import { contains } from './range.js';
import type { OrderedList, Report } from './report.js';

/** The ordered lists of a part of recommendations, in the order of the text: one for each addressee. */
export function recommendationLists(report: Report): OrderedList[] {
  const part = report.parts.find((each) => each.kind === 'recommendations');
  return part ? report.orderedLists.filter(({ range }) => contains(part.range, range)) : [];
}
