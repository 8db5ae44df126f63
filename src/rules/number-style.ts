import { capitalised } from '../framework/wording.js';
import { isNumberWord, monthNames, numberInWords } from '../report/prose/numbers.js';
import { replacement } from './edits.js';
import { beginsSentence, inOwnProse, withSign } from './ownProse.js';
import type { Report } from '../report/report.js';
import type { Finding, Rule } from './rule.js';

export const numberStyle: Rule = {
  id: 'number-style',
  category: 'Consistency and style',
  severity: 'information',
  summary: 'A number in the text that is written otherwise than the house style has it.',
  *checkReport(report) {
    yield* percentSigns(report);
    yield* smallCounts(report);
    yield* sentenceStarts(report);
    yield* leadingZeros(report);
  },
};

/** A percentage, or two with a dash between: `10%–20%`. */
const percentSign = withSign(
  '%',
  /(?<![\w.,<>=/–-])(?:(\d{1,3}(?:\.\d{1,3})?) ?%? ?([–-]) ?)?(\d{1,3}(?:\.\d{1,3})?) ?%(?![\w–-])/g,
);

function* percentSigns(report: Report): Iterable<Finding> {
  for (const { range, match, text, at } of inOwnProse(report, percentSign)) {
    const [, first, dash = '', figure = ''] = match;
    const begins = beginsSentence(text, at);
    const right =
      first === undefined
        ? `${(begins ? undefined : smallNumber(figure)) ?? figure} per cent`
        : `${first}${dash}${figure} per cent`;
    yield {
      range,
      message: `In running text, '${match[0]}' is written '${right}'.`,
      fix: replacement(range, right),
    };
  }
}

/** What a number of cases is counted in: `4 out of 23 cases`, and not `page 4 of 23`. */
const counted =
  '(?:relevant |inspected |eligible |sampled |these |such |our |court |out-of-court |resettlement |custody ){0,3}(?:cases?|children|child|young people|staff|managers?|practitioners?|parents?|carers?|respondents?|replies|responses|plans|assessments|reviews|interviews|inspections?|services|instances)\\b';

const countOf = new RegExp(
  `(?<![\\w.,/£$€:–-])([1-9])( (?:out )?of (?:the |these |those |our )?)(\\d{1,3}|[a-z]{2,9}(?:-[a-z]{3,5})?)(?= ${counted})`,
  'g',
);

/** The same in words. */
const wordsOf = new RegExp(
  `\\b(?:one|two|three|four|five|six|seven|eight|nine) (?:out )?of (?:the |these |those |our )?(?:\\d{1,3}|[a-z]{2,9}(?:-[a-z]{3,5})?)(?= ${counted})`,
  'gi',
);

function* smallCounts(report: Report): Iterable<Finding> {
  const inFigures = inOwnProse(report, countOf);
  // A report that has most of them in figures keeps to another form.
  if (inFigures.length === 0 || inFigures.length > inOwnProse(report, wordsOf).length) return;
  for (const { match, range, text, at } of inFigures) {
    const [, count = '', between = '', total = ''] = match;
    if (!/^\d/.test(total) && !isNumberWord(total)) continue;
    // `page 4 of 23`, `Table 2 of three`: a number of something, not a count.
    if (
      /\b(?:no\.?|page|part|table|figure|section|standard|domain|question|step|phase|week|day|year|level|outcome|tier|band|grade|stage|annexe?|appendix|volume|item|number|footnote|score of) $/i.test(
        text.slice(Math.max(0, at - 20), at),
      )
    )
      continue;
    const begins = beginsSentence(text, at);
    const word = smallNumber(count) ?? count;
    const right = `${begins ? capitalised(word) : word}${between}${smallNumber(total) ?? total}`;
    yield {
      range,
      message: `One to nine are written as words: '${right}'.`,
      fix: replacement(range, right, { safe: true, takesAway: [count, total] }),
    };
  }
}

const sentenceStart =
  /(?<=^|[.?!]['"’”)]{0,2} )\d{1,3}(?= (?:per cent|out of|of the|of these|of our|[a-z]{3,20})\b)/g;

function* sentenceStarts(report: Report): Iterable<Finding> {
  for (const found of inOwnProse(report, sentenceStart)) {
    const { match, range, text, at, paragraph } = found;
    if (paragraph.inFootnote) continue;
    if (at > 0 && !endsSentence(text, at)) continue;
    const after = text.slice(at + match[0].length, at + 400);
    const end = after.search(/[.?!]["'’”)]{0,2}(?: |$)/);
    const sentence = end < 0 ? '' : after.slice(0, end);
    // An item of a list is no sentence, nor is a line of an address or a date.
    if (sentence.trim().split(' ').length < 4 || new RegExp(`^ (?:${monthNames.join('|')})\\b`).test(after))
      continue;
    // The count of a few cases is told by itself.
    if (
      smallNumber(match[0]) !== undefined &&
      new RegExp(`^(?: out)? of (?:the |these |those |our )?[^ ]{1,15} ${counted}`).test(after)
    )
      continue;
    const words = numberInWords(Number(match[0]));
    yield {
      range,
      message: `A sentence does not begin with a figure: ${words === undefined ? 'put another word first' : `write '${capitalised(words)}'`}.`,
      ...(words === undefined ? {} : { fix: replacement(range, capitalised(words)) }),
    };
  }
}

/** Whether the full stop before an offset ends a sentence: not that of `No. 5` or `e.g. 5`. */
function endsSentence(text: string, at: number): boolean {
  return (
    /(?:[A-Za-z]{2}|\d|\))['"’”)]{0,2}[.?!]['"’”)]{0,2} $/.test(text.slice(Math.max(0, at - 30), at)) &&
    !/\b(?:approx|paras?|figs?|vol|ref|tel|etc|nos?|est|st|vs|pp|cf|al|eds?|mr|mrs|ms|dr|ie|eg)\. $/i.test(
      text.slice(Math.max(0, at - 12), at),
    )
  );
}

const zeroDay = withSign(
  '0',
  new RegExp(`(?<![\\w/.:-])0([1-9])(?=(?:st|nd|rd|th)? (?:${monthNames.join('|')})\\b)`, 'g'),
);

function* leadingZeros(report: Report): Iterable<Finding> {
  for (const { match, range } of inOwnProse(report, zeroDay)) {
    const day = match[1] ?? '';
    yield {
      range,
      message: `A day is written without a zero in front: '${day}'.`,
      fix: replacement(range, day, { safe: true, takesAway: [match[0]] }),
    };
  }
}

/** One to nine in words. */
function smallNumber(figure: string): string | undefined {
  return /^[1-9]$/.test(figure) ? numberInWords(Number(figure)) : undefined;
}
