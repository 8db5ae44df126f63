import { countsNothing, numberSource, readNumber } from '../report/prose/numbers.js';
import { inSentences, isQuoted, rangeIn, sentencesOf, type Sentence } from '../report/prose/sentences.js';
import { inParagraphs } from '../report/derived.js';
import type { Range } from '../report/range.js';
import { readTable } from '../report/tables.js';
import type { Collector } from '../report/text/passage.js';
import type { Finding, Rule } from './rule.js';

export const figuresCompared: Rule = {
  id: 'figures-compared',
  category: 'Evidence',
  severity: 'warning',
  summary:
    'Two figures that are not as the words between them say: higher, fallen, doubled, a share of a count.',
  *checkReport(report) {
    yield* report.all(changes);
    yield* report.all(comparisons);
    yield* report.all(sharesOfCounts);
    for (const finding of report.all(rowsOfShares)) if (!report.inAnnexe(finding.range)) yield finding;
  },
};

const whole = (name: string) => `(?<${name}>${numberSource}|£\\d[\\d,]{0,12}(?:\\.\\d{1,3})?)`;
const valueOf = (text: string) => readNumber(text.replace('£', ''));
/** What a number counts: per cent, points, or a noun. */
const unit = (name: string) => `(?<${name}> ?(?:per cent|percent|%)| [a-z][a-z-]{1,20})?`;
const aside = '(?: ?\\([^()]{1,60}\\))?';
const when =
  '(?: (?:in|at|during|by|for|since) (?:the (?:year|quarter|period) (?:to |ending )?)?(?:[A-Z][a-z]{2,8} )?(?:19|20)\\d\\d(?:[/-](?:19|20)?\\d\\d)?)?';

const rising =
  'risen|rose|rises|rising|increased|increases|increasing|increase|grown|grew|grows|growing|growth|gone up|went up|going up|up';
const falling =
  'fallen|fell|falls|falling|decreased|decreases|decreasing|decrease|declined|declines|declining|decline|dropped|drops|dropping|drop|reduced|reduces|reducing|reduction|gone down|went down|going down|down|shrunk|shrank';
const times = 'doubled|doubling|trebled|tripled|quadrupled|halved|halving';

/** `has risen from 12 per cent in 2021 to 15 per cent in 2022`, `more than doubled, from 30 to 64`. */
const change = new RegExp(
  `\\b(?<hedge>more than |almost |nearly |just over |roughly |approximately |around |about )?(?<verb>${rising}|${falling}|${times})(?: (?:steadily|slightly|significantly|sharply|markedly|considerably|substantially|again|further|marginally|overall|dramatically|slowly|rapidly))?(?: by (?:(?:about|around|nearly|almost|over|just over|more than) )?(?:(?<byHalf>half)|(?<by>\\d{1,3}(?:\\.\\d)?) ?(?:per cent|%)|[a-z0-9 -]{1,30}?))?,?${when},? from ${whole('from')}${unit('fromUnit')}${aside}${when},? to (?:just |only |about |around |nearly |almost |over )?${whole('to')}${unit('toUnit')}`,
  'dgi',
);

/** What is a place in an order, where less is more. */
const order = /\b(?:rank|ranked|ranking|league|place|position|quintile|decile|quartile|band|tier)\b/i;

const changes = inSentences(/\bfrom\b/i, function* (sentence): Iterable<Finding> {
  const { text } = sentence;
  if (order.test(text)) return;
  for (const match of text.matchAll(change)) {
    const groups = match.groups ?? {};
    const places = match.indices?.groups;
    if (!places?.from || !places.to || isQuoted(sentence, match.index)) continue;
    const units = [groups.fromUnit, groups.toUnit].map(unitOf);
    if (!isComparable(text, places.from, places.to, units)) continue;
    // `reduced the time from` speaks of a thing that stands between: the pattern takes it only without.
    if (/\b(?:not|never|rather than|instead of|n't)\b[^,;]{0,40}$/.test(text.slice(0, match.index))) continue;
    const [from, to] = [valueOf(groups.from ?? ''), valueOf(groups.to ?? '')];
    const verb = (groups.verb ?? '').toLowerCase();
    const hedge = (groups.hedge ?? '').trim().toLowerCase();
    const wrong = changeOf(
      groups.byHalf !== undefined && !/^(?:up|ris|rose|incr|gr|going up|gone up|went up)/.test(verb)
        ? 'halved'
        : verb,
      hedge,
      from,
      to,
    );
    if (wrong === undefined) continue;
    yield {
      range: rangeIn(sentence, match.index, places.to[1]),
      message: `From ${groups.from ?? ''} to ${groups.to ?? ''} ${wrong}; this sentence says '${hedge === '' ? '' : `${hedge} `}${verb}'.`,
      related: bothPlaces(sentence, places.from, places.to),
    };
  }
});

/** What the change between two figures is, where it is not the one that is said. */
function changeOf(verb: string, hedge: string, from: number, to: number): string | undefined {
  if (from === 0) return undefined;
  const ratio = to / from;
  const factor = verb.startsWith('doubl')
    ? 2
    : /^(?:treb|trip)l/.test(verb)
      ? 3
      : verb.startsWith('quadr')
        ? 4
        : verb.startsWith('halv')
          ? 0.5
          : 0;
  if (factor > 0) {
    const [low, high] =
      hedge === 'more than' || hedge === 'just over'
        ? factor < 1
          ? [0, factor + 0.02]
          : [factor * 0.99, hedge === 'more than' ? factor * 2 : factor * 1.25]
        : hedge === 'almost' || hedge === 'nearly'
          ? factor < 1
            ? [factor, factor * 1.3]
            : [factor * 0.75, factor * 1.01]
          : [factor * 0.85, factor * 1.2];
    if (ratio >= low && ratio <= high) return undefined;
    return `is ${from < to ? 'up' : 'down'} to ${String(Math.round(ratio * 100))} per cent of it`;
  }
  const isRise = new RegExp(`^(?:${rising})$`).test(verb);
  if (isRise ? to >= from : to <= from) return undefined;
  return isRise ? 'is less' : 'is more';
}

function unitOf(text: string | undefined): string {
  const word = (text ?? '').trim().toLowerCase();
  if (/^(?:per cent|percent|%)$/.test(word)) return '%';
  // Not a noun, but how the sentence goes on.
  return /^(?:in|at|during|by|for|since|to|and|over|between|from|the|this|which|as|of|within|across|after|before|on|with|when|per|a|an|but|or)$/.test(
    word,
  )
    ? ''
    : word.replace(/s$/, '');
}

type Stretch = readonly [number, number];

/** Whether two figures count the same: no dates, no ages, and not months beside years. */
function isComparable(text: string, from: Stretch, to: Stretch, [left = '', right = '']: string[]): boolean {
  const isYear = (place: Stretch) => /^(?:19|20)\d\d$/.test(text.slice(...place));
  if (isYear(from) || isYear(to)) return false;
  if (left !== '' && right !== '' && left !== right) return false;
  if ((text[from[0]] === '£') !== (text[to[0]] === '£')) return false;
  if (/^(?:million|billion|thousand)$/.test(left) && left === right) return true;
  if ((left === '%') !== (right === '%') && left !== '') return false;
  const isDated = (place: Stretch) => {
    const after = text.slice(place[1], place[1] + 3);
    return /^ ?(?:%|p)/.test(after) ? false : countsNothing(text, place);
  };
  if (isDated(from) || isDated(to)) return false;
  return (
    !/^(?: (?:million|billion|thousand|in|out of|of the|of|or)\b| ?[-/])/.test(
      text
        .slice(from[1], from[1] + 9)
        .replace(/^ in (?=(?:the (?:year|quarter|period)|(?:[A-Z][a-z]+ )?(?:19|20)\d\d))/, ' '),
    ) &&
    !/^(?: (?:million|billion|thousand|in (?:every )?\d|in (?:two|three|four|five|six|seven|eight|nine|ten)|out of)\b| ?[-/]\d)/.test(
      text.slice(to[1], to[1] + 14),
    )
  );
}

function bothPlaces(sentence: Sentence, from: Stretch, to: Stretch) {
  return [from, to].map((place) => ({
    message: `${sentence.text.slice(...place)} here`,
    range: rangeIn(sentence, ...place),
  }));
}

const higher = 'higher|above|more|greater|larger|over|exceed(?:s|ed|ing)?|better';
const lower = 'lower|below|less|fewer|smaller|under';
const degree =
  '(?:slightly|somewhat|well|far|much|significantly|considerably|just|a little|marginally|notably|also|still|substantially|markedly)';
/** Whose figure the second is. */
const yardstick =
  "(?:(?:the|our|its|a|an|that|for) )?(?:[A-Za-z][A-Za-z'-]{0,20} ){0,7}?(?:averages?|rates?|figures?|proportions?|levels?|targets?|means?|medians?|populations?|benchmarks?|England|Wales|nationally|year|region|area|count(?:y|ry)|family)";
/** `12 per cent, which is above the national average of 15 per cent`, `at 12 per cent, lower than England (10 per cent)`. */
const comparison = new RegExp(
  `${whole('left')}(?<leftUnit> ?(?:per cent|%))?\\)?(?: of [a-z][a-z' -]{1,60}?)?${when}${aside}(?:,? (?:which|this|that|it|(?:the|its|their|this) [a-z][a-z-]{1,20}(?: [a-z][a-z-]{1,20}){0,4}?))?(?: (?:is|was|are|were|remains|remained|being|and))?,? (?:${degree} )?(?:(?<higher>${higher})|(?<lower>${lower}))(?: than)? ${yardstick}(?: (?:of|at|which (?:is|was)|was|is))?,? ?\\(?(?:of |at )?${whole('right')}(?<rightUnit> ?(?:per cent|%))?`,
  'dgi',
);

const comparisons = inSentences(
  new RegExp(`\\b(?:${higher}|${lower})\\b`, 'i'),
  function* (sentence): Iterable<Finding> {
    const { text } = sentence;
    if (order.test(text)) return;
    for (const match of text.matchAll(comparison)) {
      const groups = match.groups ?? {};
      const places = match.indices?.groups;
      if (!places?.left || !places.right || isQuoted(sentence, match.index)) continue;
      const units = [groups.leftUnit, groups.rightUnit].map(unitOf);
      // `12 per cent higher than the 2019 figure of 40` gives no second share.
      if (units[0] !== units[1] || !isComparable(text, places.left, places.right, units)) continue;
      if (/\b(?:not|no|neither|nor|never)\b|n't\b/i.test(match[0])) continue;
      const [left, right] = [valueOf(groups.left ?? ''), valueOf(groups.right ?? '')];
      const says = groups.higher ?? groups.lower ?? '';
      // Without a mark between, the first figure is how much higher it is.
      const between = text.slice(
        places.left[1],
        match.index + match[0].search(new RegExp(`\\b(?:${says})\\b`)),
      );
      if (!/,|\b(?:which|this|that|it|is|was|are|were|remain(?:s|ed))\b|\bof\b/.test(between)) continue;
      if (groups.higher !== undefined ? left > right : left < right) continue;
      if (/better/i.test(says)) continue;
      const is = left === right ? 'the same as' : left > right ? 'more than' : 'less than';
      yield {
        range: rangeIn(sentence, places.left[0], places.right[1]),
        message: `${groups.left ?? ''} is ${is} ${groups.right ?? ''}; this sentence says '${says.toLowerCase()}'.`,
        related: bothPlaces(sentence, places.left, places.right),
      };
    }
  },
);

/** `of the 114 cases …, 21 were …`; `21 of the 114 …`. */
const counts = [
  new RegExp(
    `\\bof (?:the|these|our|a total of) ${whole('of')} (?<what>[^,.;()]{1,100}), (?:only |just )?${whole('count')}(?! ?(?:per cent|%))`,
    'gi',
  ),
  new RegExp(
    `${whole('count')}(?: out)? of (?:the |these |our |all )?${whole('of')} (?<what>[a-z][a-z -]{1,40})`,
    'gi',
  ),
  new RegExp(
    `\\b(?:a )?total of ${whole('of')} (?<what>[^,.;()]{1,100}), (?:of (?:which|whom) )?${whole('count')}(?! ?(?:per cent|%))`,
    'gi',
  ),
];
/** The sentence after it, or the rest of the same. */
const thatShare = new RegExp(
  `^(?:this|that|it|which|these|they) (?:is|was|were|are|represents?|represented|equates? to|equated to|amounts? to|amounted to|accounts? for|accounted for|made up|makes? up|constitutes?|constituted)(?<hedge> [a-z]+(?: [a-z]+)?)? ${whole('percent')} ?(?:per cent|%)`,
  'di',
);

/** A count of a total, and the share that the next words say it is. */
const sharesOfCounts = inParagraphs(/per cent|%/, function* (paragraph): Iterable<Finding> {
  if (paragraph.quoted || paragraph.inFootnote) return;
  const sentences = sentencesOf(paragraph);
  for (const [index, sentence] of sentences.entries()) {
    for (const { from, text } of clausesOf(sentence.text)) {
      const match = thatShare.exec(text);
      const place = match?.indices?.groups?.percent;
      if (
        !match ||
        !place ||
        /\b(?:about|around|nearly|almost|over|under|approximately|roughly|least|most|than)\b/i.test(
          match.groups?.hedge ?? '',
        )
      )
        continue;
      const previous = sentences[index - 1];
      const before = from === 0 ? (previous?.text ?? '') : sentence.text.slice(0, from);
      const pairs = counts.flatMap((pattern) => [...before.matchAll(pattern)]);
      const [only] = pairs;
      if (!only || pairs.length > 1 || before.length > 400) continue;
      const [k, n] = [readNumber(only.groups?.count ?? ''), readNumber(only.groups?.of ?? '')];
      if (!Number.isInteger(k) || !Number.isInteger(n) || n === 0 || k > n) continue;
      // Another number beside them may be the one that is meant.
      if (
        before
          .replace(only[0], ' ')
          .match(new RegExp(numberSource, 'gi'))
          ?.some((each) => !/^one$|^(?:19|20)\d\d$/i.test(each)) === true
      )
        continue;
      const said = match.groups?.percent ?? '';
      const exact = (100 * k) / n;
      if (Math.abs(exact - readNumber(said)) <= (said.includes('.') ? 0.06 : 1)) continue;
      yield {
        range: rangeIn(sentence, from + place[0], from + match[0].length),
        message: `${String(k)} of ${String(n)} is ${String(Math.round(exact))} per cent; this sentence says ${said} per cent.`,
        related:
          from === 0 && previous
            ? [{ message: `${String(k)} of ${String(n)} here`, range: previous.range }]
            : [],
      };
    }
  }
});

function clausesOf(text: string): { from: number; text: string }[] {
  return [
    { from: 0, text },
    ...Array.from(text.matchAll(/[,;(] ?(?=(?:which|this|that|it|these)\b)/gi), ({ 0: mark, index }) => ({
      from: index + mark.length,
      text: text.slice(index + mark.length),
    })),
  ];
}

/** How far whole per cents of one row may be from a hundred, each rounded. */
function slack(cells: number): number {
  return Math.max(1, Math.floor(cells / 2));
}

/** Tables of shares: all other rows make a hundred, and one does not. */
const rowsOfShares: Collector<Finding & { readonly range: Range }> = {
  of: (passage) =>
    passage.blocks.flatMap((block) => {
      if (block.type !== 'table') return [];
      const rows = readTable(block, passage).rows.map(({ range, cells }) => {
        const shares = cells.slice(1).map(({ text }) => /^(\d{1,3}(?:\.\d)?) ?%$/.exec(text)?.[1]);
        const values = shares.map(Number);
        return {
          range,
          shares,
          sum: values.length > 1 && !values.some(Number.isNaN) ? values.reduce((a, b) => a + b, 0) : NaN,
        };
      });
      if (rows.length < 2 || rows.some(({ sum }) => Number.isNaN(sum))) return [];
      const off = rows.filter(({ sum, shares }) => Math.abs(sum - 100) > slack(shares.length));
      const [only] = off;
      if (!only || off.length > 1) return [];
      return [
        {
          range: only.range,
          message: `The shares of this row, ${only.shares.map((each) => `${each ?? ''}%`).join(' + ')}, make ${String(Math.round(10 * only.sum) / 10)}%; those of the other ${rows.length === 2 ? 'row' : 'rows'} make 100%.`,
        },
      ];
    }),
};
