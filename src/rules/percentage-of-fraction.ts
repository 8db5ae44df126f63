import { inParagraphs } from '../report/derived.js';
import { numberSource, readNumber } from '../report/prose/numbers.js';
import { sentencesOf, type Sentence } from '../report/prose/sentences.js';
import type { Finding, Rule } from './rule.js';

const share = `(?<percent>${numberSource}) ?(?:per cent\\b|percent\\b|%)`;
/** What makes another number of the one that follows: `all but one of the 63` are 62, `every one` is 63. */
const turns = '(?:(?<turn>all but|all except|every|each) )?';
const inWords = `${turns}(?<cases>${numberSource})(?: out)? of (?:all the |all |the |our |these )?(?<of>${numberSource})`;
const inFigures = '(?<![\\w/.-])(?<cases>\\d{1,5}) ?/ ?(?<of>\\d{1,5})';

/** A percentage and the fraction that is given for it, on either side of an opening bracket. */
const pairs: readonly { before: RegExp; inside: RegExp }[] = [
  [`${share}(?: of [a-z' -]{1,60})? $`, `^(?:or |that is |i\\.e\\. )?${inFigures}\\b[^\\d/]{0,60}$`],
  [`${share}(?: of [a-z' -]{1,60})? $`, `^(?:or |that is |i\\.e\\. )?${inWords}\\b[^\\d]{0,60}$`],
  [`${inWords}(?: [a-z'-]{1,20}){0,5} $`, `^(?:or |that is )?${share}[^\\d]{0,60}$`],
  [
    `\\bof (?:the|these|those|our) (?<of>${numberSource}) [^,.;()]{1,60}, (?:only |just )?(?<cases>${numberSource})(?: [a-z'-]{1,20}){0,3} $`,
    `^(?:or )?${share}[^\\d]{0,30}$`,
  ],
  [`${inFigures} $`, `^(?:or |that is )?${share}[^\\d]{0,60}$`],
].map(([before = '', inside = '']) => ({
  before: new RegExp(before, 'di'),
  inside: new RegExp(inside, 'di'),
}));

/** What a paragraph must hold, in the source, for one of them to match. */
const bracketed = /(?:per cent|percent|%)[^()%]{0,70}\([^()]{0,80}\)|\([^()]{0,30}(?:per cent|percent|%)/i;

/** Before a number that is not meant to be exact, or does not stand by itself. */
const hedge =
  /(?:over|under|than|nearly|almost|least|most|about|around|approximately|roughly|up to|\b(?:or|to|but|except|bar|not|any|another|further)) $/i;

export const percentageOfFraction: Rule = {
  id: 'percentage-of-fraction',
  category: 'Evidence',
  severity: 'warning',
  summary: 'A percentage that is not what the fraction given for it comes to.',
  checkReport: (report) => report.all(pairsThatDiffer),
};

const pairsThatDiffer = inParagraphs(bracketed, function* (paragraph) {
  if (paragraph.quoted) return;
  for (const sentence of sentencesOf(paragraph))
    for (const { index } of sentence.text.matchAll(/\(/g)) yield* atBracket(sentence, index);
});

interface Place {
  readonly text: string;
  readonly start: number;
}

/** The pair round the bracket at `open`. A bracket is read as far as 120 characters on either side. */
function* atBracket({ text, start, paragraph }: Sentence, open: number): Iterable<Finding> {
  const close = text.slice(open, open + 120).indexOf(')');
  if (close < 0) return;
  const from = Math.max(0, open - 120);
  for (const { before, inside } of pairs) {
    const left = before.exec(text.slice(from, open));
    const right = left && inside.exec(text.slice(open + 1, open + close));
    if (!left || !right) continue;
    const group = (name: string): Place | undefined => {
      for (const [match, base] of [
        [left, from],
        [right, open + 1],
      ] as const) {
        const place = match.indices?.groups?.[name];
        if (place) return { text: match.groups?.[name] ?? '', start: start + base + place[0] };
      }
      return undefined;
    };
    const percent = group('percent');
    const cases = group('cases');
    const of = group('of');
    if (!percent || !cases || !of) continue;
    const turn = (left.groups?.turn ?? right.groups?.turn)?.toLowerCase();
    const counted = turned(turn, readNumber(cases.text), readNumber(of.text));
    const right100 = otherwise(percent.text, counted, readNumber(of.text));
    const isHedged = ({ start: place }: Place) => hedge.test(text.slice(0, place - start).slice(-24));
    if (right100 === undefined || isHedged(percent) || (turn === undefined && isHedged(cases))) continue;
    const end = (place: Place) => place.start + place.text.length;
    const range = (first: Place, last: Place) => paragraph.flat.range(first.start, end(last));
    const [first, last] = percent.start < cases.start ? [percent, of] : [cases, percent];
    yield {
      range: range(first, last),
      message: `${turn === undefined ? cases.text : String(counted)} of ${of.text} is ${right100} per cent; this sentence says ${percent.text} per cent.`,
      related: [
        { message: `The fraction: ${cases.text} of ${of.text}`, range: range(cases, of) },
        { message: `The percentage: ${percent.text} per cent`, range: range(percent, percent) },
      ],
    };
    return;
  }
}

/** How many are counted, with the words before the number. */
function turned(turn: string | undefined, cases: number, of: number): number {
  if (turn === undefined) return cases;
  if (turn.startsWith('all')) return of - cases;
  return cases === 1 ? of : cases;
}

/** What the fraction comes to, with the decimals of the percentage, where that is another; rounded half up. */
function otherwise(percent: string, cases: number, of: number): string | undefined {
  if (!Number.isInteger(cases) || !Number.isInteger(of) || of === 0 || cases > of) return undefined;
  // A pair of years is no fraction.
  if (of === cases + 1 && cases > 1899 && of < 2101) return undefined;
  const exact = (100 * cases) / of;
  const places = percent.split('.')[1]?.length ?? 0;
  const unit = 10 ** -places;
  if (Math.abs(exact - readNumber(percent)) <= unit / 2 + 1e-9) return undefined;
  return (Math.floor(exact / unit + 0.5 + 1e-9) * unit).toFixed(places);
}
