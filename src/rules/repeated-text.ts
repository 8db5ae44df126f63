import { inParagraphs } from '../report/derived.js';
import { alike, wordsOf } from '../framework/wording.js';
import { recommendationLists } from '../report/recommendations.js';
import type { Range } from '../report/range.js';
import type { Paragraph, Report } from '../report/report.js';
import type { Finding, Rule } from './rule.js';

export const repeatedText: Rule = {
  id: 'repeated-text',
  category: 'Consistency and style',
  severity: 'information',
  summary:
    'A sentence that stands twice in one paragraph, in neighbouring ones or in one list, or two recommendations alike.',
  *checkReport(report) {
    yield* sentencesTwice(report);
    yield* recommendationsAlike(report);
  },
};

/** A sentence of so many characters may be one of eight words. */
const shortest = 30;
const fewestWords = 8;

interface Long {
  readonly text: string;
  /** Which paragraph it stands in. */
  readonly paragraph: Paragraph;
  readonly range: () => Range;
}

/** The longer sentences of running text. Cut roughly and cheaply: what stands twice is cut in the same way. */
const longSentences = inParagraphs(/[^.?!]{30}/, (paragraph): Long[] => {
  if (paragraph.quoted || paragraph.inFootnote) return [];
  const { flat } = paragraph;
  const text = flat.folded;
  const found: Long[] = [];
  let from = 0;
  const add = (to: number) => {
    if (to - from >= shortest) {
      const start = from;
      found.push({ text: text.slice(from, to), paragraph, range: () => flat.range(start, to) });
    }
    from = to + 1;
  };
  for (const { index } of text.matchAll(/[.?!] (?=[A-Z])/g)) add(index + 1);
  add(text.length);
  return found;
});

/** How many paragraphs on a sentence may stand again: lists have many short ones. */
const farthest = 8;

function* sentencesTwice(report: Report): Iterable<Finding> {
  const seen = new Map<string, { sentence: Long; at: number }>();
  let paragraph: Paragraph | undefined;
  let at = 0;
  let told: Paragraph | undefined;
  for (const sentence of report.all(longSentences)) {
    if (sentence.paragraph !== paragraph) at++;
    paragraph = sentence.paragraph;
    const first = seen.get(sentence.text);
    seen.set(sentence.text, { sentence, at });
    if (!first || sentence.text.includes('‹')) continue;
    if (at - first.at > 1 && !(at - first.at <= farthest && inOneList(report, first.sentence, sentence)))
      continue;
    if (sentence.text.split(' ').length < fewestWords || report.inAnnexe(paragraph.range)) continue;
    // A doubled paragraph is one problem.
    if (told === paragraph) continue;
    told = paragraph;
    yield {
      range: sentence.range(),
      message: 'This sentence stands twice, one close behind the other.',
      related: [{ message: 'It stands here first', range: first.sentence.range() }],
    };
  }
}

/** Whether two paragraphs are items of lists with nothing but items between them. */
function inOneList(report: Report, first: Long, second: Long): boolean {
  const block = report.blocks.find(
    (each) => each.start <= first.paragraph.range.start && each.end >= first.paragraph.range.end,
  );
  return block !== undefined && second.paragraph.range.end <= block.end;
}

/** From here on two recommendations ask for the same. */
const asGoodAsAlike = 0.9;

function* recommendationsAlike(report: Report): Iterable<Finding> {
  const items = recommendationLists(report)
    .flatMap((each) => each.items)
    .map(({ range, number }) => ({
      range,
      number,
      words: wordsOf(report.slice(range.start, range.end).replace(/^\d+[.)]/, '')),
    }))
    .filter(({ words }) => words.length >= fewestWords);
  for (const [index, item] of items.entries()) {
    const twin = items.slice(0, index).find(({ words }) => alike(words, item.words) >= asGoodAsAlike);
    if (!twin) continue;
    yield {
      range: item.range,
      message: `Recommendation ${String(item.number)} says the same as recommendation ${String(twin.number)}.`,
      related: [{ message: `Recommendation ${String(twin.number)}`, range: twin.range }],
    };
  }
}
