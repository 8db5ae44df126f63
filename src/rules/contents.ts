import { likeness, plain, wordsOnly } from '../framework/wording.js';
import { at, type Range } from '../report/range.js';
import type { ContentsEntry, ContentsList, Report } from '../report/report.js';
import { insertLinesAfter, replacement } from './edits.js';
import type { Finding, Rule, TextEdit } from './rule.js';

export const contents: Rule = {
  id: 'contents',
  category: 'Structure',
  severity: 'information',
  summary: 'A typed list of contents that does not agree with the headings.',
  *checkReport(report) {
    const { contents: list } = report;
    if (!list) return;
    const expected = headingsFor(report);
    const wanted = new Set(expected.map((each) => wordsOnly(each.text)));
    const typed = list.items.map((item) => ({ item, key: entryKey(item.text, wanted) }));
    const keys = new Set(typed.map(({ key }) => key));
    // A list without any heading of the draft is no list of its contents.
    if (!typed.some(({ key }) => wanted.has(key))) return;
    const strangers = typed.filter(
      ({ key }, index) => !wanted.has(key) || typed.findIndex((each) => each.key === key) < index,
    );
    const missing = expected.filter((each) => !keys.has(wordsOnly(each.text)));
    for (const { item, key } of strangers) {
      const meant = missing.findIndex((each) => likeness(each.text, item.text) >= 0.6);
      const [heading] = meant < 0 ? [] : missing.splice(meant, 1);
      yield stranger(report, item, heading, wanted.has(key));
    }
    const [first] = missing;
    if (first)
      yield {
        range: list.range,
        message: `${disagrees} it lacks '${plain(first.text)}'. ${needless}`,
        related: [{ message: 'This heading', range: first.range }],
        fix: {
          title:
            missing.length === 1 ? 'Insert the entry that is missing' : 'Insert the entries that are missing',
          safe: true,
          edits: insertions(report, list, typed, expected, new Set(missing)),
        },
      };
    else if (strangers.length === 0) yield* order(report, list, typed, expected);
  },
};

const disagrees = 'The list of contents does not agree with the headings:';
const needless = 'A list of contents is made when the report is exported; none needs to be typed.';

interface Typed {
  readonly item: ContentsEntry;
  readonly key: string;
}

/** An entry that is no heading's. */
function stranger(
  report: Report,
  item: ContentsEntry,
  meant: Expected | undefined,
  isTwice: boolean,
): Finding {
  const { start, end } = item.range;
  const range = { start: start + item.mark.length, end };
  const eol = /^(?:\r\n|\n|\r)/.exec(report.slice(end, end + 2))?.[0].length ?? 0;
  return {
    range,
    message: `${disagrees} it has '${item.text.trim()}'${isTwice ? ' twice' : ', which is no heading'}. ${needless}`,
    ...(meant ? { related: [{ message: 'The heading that may be meant', range: meant.range }] } : {}),
    fix: meant
      ? replacement(range, entry(meant.text))
      : { title: 'Remove this entry', safe: false, edits: [{ range: { start, end: end + eol }, text: '' }] },
  };
}

/** Puts each missing entry above the one that follows it, or behind the last. */
function insertions(
  report: Report,
  list: ContentsList,
  typed: readonly Typed[],
  expected: readonly Expected[],
  missing: ReadonlySet<Expected>,
): TextEdit[] {
  const itemOf = (heading: Expected | undefined) =>
    heading && typed.find(({ key }) => key === wordsOnly(heading.text))?.item;
  const lines = new Map<ContentsEntry | undefined, string[]>();
  for (const [index, heading] of expected.entries()) {
    if (!missing.has(heading)) continue;
    const next = itemOf(expected.slice(index + 1).find((each) => itemOf(each)));
    const like = typed.find(({ item }) => item.depth === heading.level)?.item.mark;
    const line = (like ?? `${'  '.repeat(heading.level)}- `) + entry(heading.text);
    lines.set(next, [...(lines.get(next) ?? []), line]);
  }
  return [...lines].map(([next, texts]) =>
    next
      ? { range: at(next.range.start), text: texts.map((each) => each + report.eol).join('') }
      : insertLinesAfter(report, list.range.end, texts),
  );
}

/** All entries are there, but in another order: the lines change places. */
function* order(
  report: Report,
  list: ContentsList,
  typed: readonly Typed[],
  expected: readonly Expected[],
): Iterable<Finding> {
  const wanted = expected.map((each) => wordsOnly(each.text));
  const right = [...typed].sort((a, b) => wanted.indexOf(a.key) - wanted.indexOf(b.key));
  if (right.every((each, index) => each === typed[index])) return;
  const line = ({ item }: Typed) => report.slice(item.range.start, item.range.end);
  // What else stands in the list would be left beside another entry.
  const rest = typed.reduce(
    (text, each) => text.replace(line(each), ''),
    report.slice(list.range.start, list.range.end),
  );
  yield {
    range: list.range,
    message: `${disagrees} its order is another. ${needless}`,
    ...(rest.trim() === ''
      ? {
          fix: {
            title: 'Put the entries in the order of the headings',
            safe: false,
            edits: typed.map(({ item }, index) => ({
              range: item.range,
              text: line(right[index] ?? { item, key: '' }),
            })),
          },
        }
      : {}),
  };
}

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

interface Expected {
  readonly text: string;
  readonly level: number;
  readonly range: Range;
}

/** The headings that the list should hold: the parts, and what stands one level below where the list has any of it. */
function headingsFor(report: Report): Expected[] {
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
