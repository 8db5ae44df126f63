import { numberSource, readNumber } from '../report/prose/numbers.js';
import { sentencesOf } from '../report/prose/sentences.js';
import { inParagraphs } from '../report/derived.js';
import type { Range } from '../report/range.js';
import type { Paragraph } from '../report/report.js';
import type { Finding, Rule } from './rule.js';
import { listed } from './wording.js';

const total = (name = 'total') => `(?<${name}>${numberSource})`;
const things =
  '(?:cases?|children|young people|disposals?|interviews|meetings|staff|replies|responses|people|recommendations|offences|orders)';

/** `The 18 cases consisted of seven …, five … and six …` */
const consisted = new RegExp(
  `\\b(?:${total()} (?:[a-z-]{1,20} ){0,3}${things}|these|they|this|the sample|our sample)\\b.{0,60}?\\b(?:consist(?:s|ed)? of|compris(?:es?|ed)|(?:was|were|is|are) made up of)\\b:? (?<list>.{1,400})`,
  'di',
);
/** `… was working with 63 children: 21 …, 34 … and eight …` */
const colon = new RegExp(
  `${total()} (?:[a-z-]{1,20} ){0,4}?${things}(?: open)?(?: [a-z ]{1,60})?: (?<list>.{1,400})`,
  'di',
);
/** `Of the 27 cases, 15 were referral orders, nine were … and three were …`: a case has one order. */
const ofThe = new RegExp(
  `^of (?:the|these|our) ${total()} (?:[a-z-]{1,20} ){0,3}${things}\\b[^,]{0,60}, (?<list>.{1,400})`,
  'di',
);
const sentenceKind = /\b(?:orders?|cautions?|resolutions?|sentences?|disposals?|licences?|outcome \d+)\b/i;

/** What a paragraph must hold, in the source, for a total to be broken down in it. */
const mayBreakDown = /\bconsist|\bcompris|made up of|[a-z]: |\bOf (?:the|these|our)\s/;

const number = new RegExp(numberSource, 'gi');
const item = new RegExp(
  `^(?:and )?(?:a further |another |the other )?(?:(?<count>${numberSource})|(?<none>no|none)) `,
  'di',
);

export const breakdown: Rule = {
  id: 'breakdown',
  category: 'Evidence',
  severity: 'warning',
  summary: 'A stated total and its stated parts that do not add up.',
  checkReport: (report) => report.all(breakdowns),
};

const breakdowns = inParagraphs(mayBreakDown, (paragraph) =>
  paragraph.quoted ? [] : inParagraph(paragraph),
);

function* inParagraph(paragraph: Paragraph): Iterable<Finding> {
  let before: { count: number; range: Range } | undefined;
  for (const sentence of sentencesOf(paragraph)) {
    const { text, start } = sentence;
    const matches = [consisted.exec(text), colon.exec(text), ofThe.exec(text)];
    const match = matches.find((each) => each !== null);
    const place = match?.indices?.groups?.total;
    const listAt = match?.indices?.groups?.list?.[0];
    const whole = place
      ? {
          count: readNumber(text.slice(...place)),
          range: paragraph.flat.range(start + place[0], start + place[1]),
        }
      : before;
    const parts =
      match && listAt !== undefined ? partsOf(match.groups?.list ?? '', match === matches[2]) : undefined;
    if (whole && parts && listAt !== undefined) {
      const sum = parts.reduce((all, { count }) => all + count, 0);
      // Two after a colon may be some of several, but not more than all.
      if (sum !== whole.count && (match !== matches[1] || parts.length > 2 || sum > whole.count)) {
        const range = (from: number, to: number) =>
          paragraph.flat.range(start + listAt + from, start + listAt + to);
        yield {
          range: range(parts[0]?.start ?? 0, parts.at(-1)?.end ?? 0),
          message: `${listed(parts.map(({ count }) => String(count)))} make ${String(sum)}; the total is given as ${String(whole.count)}.`,
          related: [{ message: `The total: ${String(whole.count)}`, range: whole.range }],
        };
      }
    }
    before = onlyTotal(paragraph, text, start);
  }
}

/** The one number of a sentence such as `We inspected nine cases …`, which the next may break down. */
function onlyTotal(
  paragraph: Paragraph,
  text: string,
  start: number,
): { count: number; range: Range } | undefined {
  const numbers = [...text.slice(0, 400).matchAll(number)];
  const [only] = numbers;
  if (
    !only ||
    numbers.length > 1 ||
    !new RegExp(`^ (?:[a-z-]{1,20} ){0,3}${things}\\b`, 'i').test(
      text.slice(only.index + only[0].length, only.index + only[0].length + 100),
    )
  )
    return undefined;
  const count = readNumber(only[0]);
  return { count, range: paragraph.flat.range(start + only.index, start + only.index + only[0].length) };
}

interface Part {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** The counts of a list in which every item begins with one; undefined where any does not. */
function partsOf(list: string, sentences: boolean): Part[] | undefined {
  const end = list.search(/[.;:]/);
  // One order, not two.
  const text = (end < 0 ? list : list.slice(0, end)).replace(
    /detention and training/gi,
    'detention-and-training',
  );
  const parts: Part[] = [];
  let at = 0;
  for (const piece of text.split(/(, and |, | and )/)) {
    const from = at;
    at += piece.length;
    if (/^(?:, and |, | and )$/.test(piece)) continue;
    const match = item.exec(piece);
    if (!match) {
      // `six cautions and other disposals` goes on with what the number before counted.
      return undefined;
    }
    const rest = piece.slice(match[0].length);
    // A share is no part, and neither is an item with a number of its own in it.
    if (/per cent|%|\bout of\b|^of\b|\d/.test(rest.replace(/\boutcome \d+/gi, ''))) return undefined;
    if (sentences && !sentenceKind.test(rest)) return undefined;
    parts.push({
      count: match.groups?.count === undefined ? 0 : readNumber(match.groups.count),
      start: from,
      end: from + piece.length,
    });
  }
  return parts.length >= 2 && parts.every(({ count }) => Number.isInteger(count)) ? parts : undefined;
}
