import { at } from '../report/range.js';
import { recommendationLists } from '../report/recommendations.js';
import type { OrderedList, Report } from '../report/report.js';
import type { TextEdit } from '../rules/rule.js';

/** The recommendations, in the order of the text. */
export function recommendations(report: Report): OrderedList['items'][number][] {
  return recommendationLists(report).flatMap((list) => list.items);
}

/** Numbers the recommendations through from 1, across addressees (docs/format.md, Recommendations). */
export function renumberRecommendations(report: Report): TextEdit[] {
  const { lines } = report;
  return recommendations(report).flatMap(({ number, range, numberRange }, index): TextEdit[] => {
    const text = String(index + 1);
    if (number === index + 1) return [];
    // With a longer number what belongs to the item has to be set in further.
    const more = text.length - (numberRange.end - numberRange.start);
    const below: TextEdit[] = [];
    for (let line = lines.lineAt(range.start) + 1; more > 0 && lines.start(line) < range.end; line++)
      if (/^[ \t]+\S/.test(lines.line(line)))
        below.push({ range: at(lines.start(line)), text: ' '.repeat(more) });
    return [{ range: numberRange, text }, ...below];
  });
}
