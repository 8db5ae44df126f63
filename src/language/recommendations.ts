import type { Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import type { TextEdit } from '../rules/rule.js';

/** The numbers of the recommendations, in the order of the text. */
export function recommendationNumbers({ parts, lines }: Report): { number: string; range: Range }[] {
  const part = parts.find((each) => each.kind === 'recommendations');
  const found: { number: string; range: Range }[] = [];
  if (!part) return found;
  for (let line = lines.lineAt(part.range.start); lines.start(line) < part.range.end; line++) {
    // Set in further it is a list within a recommendation.
    const [, lead = '', number] = /^( {0,2})(\d{1,9})[.)](?=\s)/.exec(lines.line(line)) ?? [];
    if (number === undefined) continue;
    const start = lines.start(line) + lead.length;
    found.push({ number, range: { start, end: start + number.length } });
  }
  return found;
}

/** Numbers the recommendations through from 1, across addressees (format.md, Recommendations). */
export function renumberRecommendations(report: Report): TextEdit[] {
  return recommendationNumbers(report).flatMap(({ number, range }, index) => {
    const text = String(index + 1);
    return number === text ? [] : [{ range, text }];
  });
}
