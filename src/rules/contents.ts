import { plain, wordsOnly } from '../framework/wording.js';
import type { Report } from '../report/report.js';
import type { Rule } from './rule.js';

export const contents: Rule = {
  id: 'contents',
  category: 'Structure',
  severity: 'information',
  summary: 'A typed list of contents that does not agree with the headings.',
  *checkReport(report) {
    const { contents: list } = report;
    if (!list) return;
    const expected = headingsFor(report);
    const wanted = expected.map((each) => wordsOnly(each.text));
    const typed = list.items.map((each) => entryKey(each.text, new Set(wanted)));
    if (typed.join('\n') === wanted.join('\n')) return;
    const missing = expected.find((each) => !typed.includes(wordsOnly(each.text)));
    const stranger = list.items.find((_, index) => !wanted.includes(typed[index] ?? ''));
    const what = missing
      ? `it lacks '${plain(missing.text)}'`
      : stranger
        ? `it has '${stranger.text.trim()}', which is no heading`
        : 'its order is another';
    yield {
      range: list.range,
      message: `The list of contents does not agree with the headings: ${what}. A list of contents is made when the report is exported; none needs to be typed.`,
      ...(missing ? { related: [{ message: 'This heading', range: missing.range }] } : {}),
      fix: {
        title: 'Write the list anew from the headings',
        safe: true,
        edits: [
          {
            range: list.range,
            text: expected.map((each) => `${'  '.repeat(each.level)}- ${entry(each.text)}`).join(report.eol),
          },
        ],
      },
    };
  },
};

/** An entry's words, without the page number or list number that an author put beside those of the heading. */
function entryKey(text: string, wanted: ReadonlySet<string>): string {
  const withoutPage = text.replace(/[\s.…|]{0,300}\d{1,300}\s{0,300}$/, '');
  const candidates = [
    text,
    withoutPage,
    text.replace(/^\d+[.)]\s+/, ''),
    withoutPage.replace(/^\d+[.)]\s+/, ''),
  ];
  return candidates.map(wordsOnly).find((each) => wanted.has(each)) ?? wordsOnly(withoutPage);
}

/** A heading as an entry: on one line, and with its number kept from becoming a list within the list. */
function entry(text: string): string {
  return plain(text).replace(/^(\d+)([.)])/, '$1\\$2');
}

/** The headings that the list should hold: the parts, and what stands one level below where the list has any of it. */
function headingsFor(
  report: Report,
): { text: string; level: number; range: { start: number; end: number } }[] {
  const list = report.contents;
  if (!list) return [];
  const below = report.headings.filter((each) => each.depth === 3);
  const belowWords = new Set(below.map((each) => wordsOnly(each.text)));
  const deep = list.items.some((each) => belowWords.has(entryKey(each.text, belowWords)));
  const expected = report.headings.filter(
    (each) =>
      each.range.start > list.range.end &&
      wordsOnly(each.text) !== '' &&
      (each.depth === 2 || (deep && each.depth === 3)),
  );
  return expected.map((each, index) => ({
    text: each.text,
    // A heading above the first part has nothing to be set in under.
    level: each.depth === 3 && expected.slice(0, index).some((one) => one.depth === 2) ? 1 : 0,
    range: each.content,
  }));
}
