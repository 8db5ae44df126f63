import { domainOf } from '../../src/framework/framework.js';
import { claimsOf, type Claim } from '../../src/report/prose/claims.js';
import { statedSamples } from '../../src/report/prose/samples.js';
import type { Range } from '../../src/report/range.js';
import type { Fault, Subject } from './faults.js';

const words = [
  ...['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', '11', '12', '13'],
];
const inWords = (value: number) => words[value] ?? String(value);

/** What a claim's table prints. */
function printed(s: Subject, { standard, keyQuestion }: Claim): number | undefined {
  const figure = s.tabled
    .find((each) => each.standard === standard)
    ?.table.rows.find((each) => each.keyQuestion === keyQuestion)?.figure?.figure;
  return typeof figure === 'object' ? figure.percent : undefined;
}

/** The claims whose sentence agrees with its table and stands alone in its clause, with the place of the quantity. */
function places(s: Subject): { claim: Claim; range: Range; percent: number; size: number | undefined }[] {
  // A claim that rates has no quantity to be another.
  const claims = claimsOf(s.report).filter(({ rating }) => rating === undefined);
  return claims.flatMap((claim) => {
    const percent = printed(s, claim);
    const at = s.text.indexOf(claim.raw, claim.range.start);
    const shared = claims.filter((each) => each.range.start === claim.range.start).length > 1;
    if (percent === undefined || at < 0 || at > claim.range.end || shared) return [];
    const { sample } = domainOf(s.framework, claim.standard);
    const size = s.report.frontMatter.cases.get(sample ?? '')?.value;
    return [{ claim, range: { start: at, end: at + claim.raw.length }, percent, size }];
  });
}

/** The cases that met the standard, where the table's percentage is a share of the sample. */
function met(s: Subject, percent: number, size: number | undefined): number | undefined {
  return size === undefined || s.framework.percentageOf !== 'sample'
    ? undefined
    : Math.round((percent * size) / 100);
}

/** The share with `of the` before the noun, where what follows does not begin with it. */
function of(s: Subject, { end }: Range, share: string): string {
  return s.text.startsWith(' of', end) ? share : `${share} of the`;
}

const expected = ['claim-vs-table'];

/** Sentences in which the given words stand, outside tables. */
function* everywhere(s: Subject, pattern: RegExp): Iterable<RegExpMatchArray & { index: number }> {
  for (const { range, quoted } of s.report.paragraphs) {
    if (quoted) continue;
    for (const match of s.text.slice(range.start, range.end).matchAll(pattern)) {
      match.index += range.start;
      yield match;
    }
  }
}

const span = (match: RegExpMatchArray & { index: number }): Range => ({
  start: match.index,
  end: match.index + match[0].length,
});

/** Slips in the numbers of the prose. */
export const evidenceFaults: readonly Fault[] = [
  {
    kind: 'claim: a case more or less',
    *plant(s) {
      for (const { claim, range, percent, size } of places(s)) {
        const cases = met(s, percent, size);
        if (cases === undefined || size === undefined) continue;
        const counted = claim.negative ? size - cases : cases;
        for (const other of [counted - 1, counted + 1])
          if (other > 0 && other < size && other !== claim.expression.cases)
            yield s.put(range, `${inWords(other)} of the ${inWords(size)}`, expected);
      }
    },
  },
  {
    kind: 'claim: another percentage',
    *plant(s) {
      for (const { claim, range, percent } of places(s))
        for (const by of [-7, -2, 2, 7]) {
          const other = (claim.negative ? 100 - percent : percent) + by;
          if (other > 0 && other < 100) yield s.put(range, `${String(other)} per cent`, expected);
        }
    },
  },
  {
    kind: 'claim: another fraction',
    *plant(s) {
      for (const { claim, range, percent } of places(s))
        for (const [text, value] of [
          ['a third', 33.3],
          ['half', 50],
          ['two-thirds', 66.7],
          ['three-quarters', 75],
          ['just over half', 55],
          ['nearly two-thirds', 62],
        ] as const)
          if (Math.abs((claim.negative ? 100 - percent : percent) - value) > 12)
            yield s.put(range, of(s, range, text), expected, `${text}, the table gives ${String(percent)}`);
    },
  },
  {
    kind: 'claim: another quantifier',
    *plant(s) {
      for (const { claim, range, percent } of places(s)) {
        const share = claim.negative ? 100 - percent : percent;
        if (share < 50) yield s.put(range, of(s, range, 'most'), expected);
        if (share < 99) yield s.put(range, of(s, range, 'all'), expected);
        if (share > 50) yield s.put(range, of(s, range, 'a minority'), expected);
        if (share < 60) yield s.put(range, of(s, range, 'a large majority'), expected);
      }
    },
  },
  {
    kind: 'claim: polarity turned round',
    *plant(s) {
      for (const { claim, percent } of places(s)) {
        // Half and half is right either way, and a bare word may be.
        if (Math.abs(percent - 50) < 10 || claim.expression.kind === 'words' || claim.negative) continue;
        const text = s.text.slice(claim.range.start, claim.range.end);
        const verb = / (?:was|were) (?!also\b)/.exec(text);
        const at = claim.range.start + (verb?.index ?? 0) + (verb?.[0].length ?? 0);
        if (verb) yield s.put({ start: at, end: at }, 'not ', expected, `not: ${text}`);
      }
    },
  },
  {
    kind: 'sample size: another number in the text',
    *plant(s) {
      for (const { sample, cases, range } of statedSamples(s.report))
        if (s.report.frontMatter.cases.has(sample)) yield s.put(range, String(cases + 20), ['sample-size']);
    },
  },
  {
    kind: 'sample size: another number in the front matter',
    *plant(s) {
      for (const { range, value } of s.report.frontMatter.cases.values())
        if (value > 0) yield s.put(range, String(value + 1), ['sample-size']);
    },
  },
  {
    kind: 'breakdown: a part more or less',
    *plant(s) {
      for (const match of everywhere(s, /(?:consisted of|^Of the \d+ cases, |children: )(.+)/g)) {
        const list = match[1] ?? '';
        for (const part of list
          .split('.')[0]
          ?.matchAll(/\b(?:one|two|three|four|five|six|seven|eight|nine)\b(?! other)/g) ?? []) {
          const start = match.index + match[0].indexOf(list) + part.index;
          const value = words.indexOf(part[0]);
          yield s.put({ start, end: start + part[0].length }, inWords(value + 1), ['breakdown']);
        }
      }
    },
  },
  {
    kind: 'percentage of a fraction: another percentage',
    *plant(s) {
      for (const match of everywhere(s, /(\d+) per cent(?= \(\d+(?:\/| of the )\d+\))/g))
        for (const by of [-6, -3, 2, 9]) {
          const value = Number(match[1]) + by;
          if (value > 0) yield s.put(span(match), `${String(value)} per cent`, ['percentage-of-fraction']);
        }
    },
  },
  {
    kind: 'percentage of a fraction: put in wrongly',
    *plant(s) {
      for (const match of everywhere(s, /(\w+) (?:out )?of the (\d+) cases(?=[.,])/g)) {
        const cases = /^\d+$/.test(match[1] ?? '') ? Number(match[1]) : words.indexOf(match[1] ?? '');
        if (cases < 1) continue;
        const right = (100 * cases) / Number(match[2]);
        for (const by of [-4, 5])
          yield s.put(span(match), `${match[0]} (${String(Math.round(right) + by)} per cent)`, [
            'percentage-of-fraction',
          ]);
      }
    },
  },
  {
    kind: 'recommendations: another number in the text',
    *plant(s) {
      for (const match of everywhere(s, /(?<=have made )(\w+)(?= recommendations)/g)) {
        const value = words.indexOf(match[0]);
        for (const other of [value - 1, value + 1])
          yield s.put(span(match), inWords(other), ['recommendations']);
      }
    },
  },
  {
    kind: 'recommendations: one lost',
    *plant(s) {
      for (const { range } of recommended(s)) yield s.dropLines(range, ['recommendations']);
    },
  },
  {
    kind: 'recommendations: another number',
    *plant(s) {
      for (const { numberRange, number } of recommended(s).slice(1))
        for (const other of [1, number + 1])
          if (other !== number) yield s.put(numberRange, String(other), ['recommendations']);
    },
  },
  {
    kind: 'recommendations: addressee without should',
    *plant(s) {
      const part = s.report.parts.find((each) => each.kind === 'recommendations');
      for (const match of everywhere(s, / should:$/g))
        if (part && match.index > part.range.start && match.index < part.range.end)
          yield s.put(span(match), '', ['recommendations']);
    },
  },
  {
    kind: 'dates: fieldwork in another month',
    *plant(s) {
      for (const match of everywhere(
        s,
        /(?<=Fieldwork started |beginning on \d\d )(?:January|February|April|May|June|July|August|September|October)(?= 20\d\d)/g,
      ))
        yield s.put(span(match), 'March', ['dates']);
    },
  },
  {
    kind: 'dates: published before fieldwork',
    *plant(s) {
      const published = s.report.frontMatter.values.get('published');
      if (published) yield s.put(published.range, '2011-02', ['dates']);
    },
  },
  {
    kind: 'dates: a period that ends before it begins',
    *plant(s) {
      for (const match of everywhere(s, /(?<=between [^.;]{0,40}20\d\d and [\w ]{0,20})20\d\d/g))
        yield s.put(span(match), '2009', ['dates']);
    },
  },
  {
    kind: 'dates: cases from after fieldwork',
    *plant(s) {
      for (const match of everywhere(
        s,
        /(?<=(?:delivered|began|released) between [^.;]{0,40}20\d\d and [\w ]{0,20})20\d\d/g,
      ))
        yield s.put(span(match), '2029', ['dates']);
    },
  },
];

function recommended(s: Subject) {
  const part = s.report.parts.find((each) => each.kind === 'recommendations');
  return s.report.orderedLists
    .filter(({ range }) => part && range.start > part.range.start && range.end <= part.range.end)
    .flatMap(({ items }) => items);
}
