import { escapeRegExp, straight, wordsOnly } from '../framework/wording.js';
import { inParagraphs, inWords, ownParagraphs } from '../report/derived.js';
import { claimsOf, type Claim } from '../report/prose/claims.js';
import { numberSource, readNumber } from '../report/prose/numbers.js';
import { sentencesOf } from '../report/prose/sentences.js';
import type { Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import { readTable } from '../report/tables.js';
import type { Collector } from '../report/text/passage.js';
import { fold } from '../report/words.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { named, shortQuestion } from './wording.js';

export const claimsAgree: Rule = {
  id: 'claims-agree',
  category: 'Evidence',
  severity: 'warning',
  summary: 'The same measure given two values in one report.',
  *check(context) {
    yield* keyQuestions(context);
    yield* sameWords(context.report);
    yield* population(context.report);
  },
};

/** Two claims about one key question whose table does not say which is right. */
function* keyQuestions(context: RuleContext): Iterable<Finding> {
  const { report, views } = context;
  const seen = new Map<string, Claim>();
  for (const claim of claimsOf(report)) {
    const { standard, keyQuestion } = claim;
    if (typeof views.get(standard.id)?.tableSection?.table.figures[keyQuestion] === 'object') continue;
    const key = `${standard.id} ${String(keyQuestion)}`;
    const first = seen.get(key);
    if (!first) {
      seen.set(key, claim);
      continue;
    }
    if (first.met.low <= claim.met.high + 0.005 && claim.met.low <= first.met.high + 0.005) continue;
    yield {
      range: claim.range,
      message: `${named(standard)} (${shortQuestion(context, standard, keyQuestion)}) is given '${claim.raw}' here and '${first.raw}' before; both can't be right.`,
      related: [{ message: `'${first.raw}' here`, range: first.range }],
    };
  }
}

const share = new RegExp(`(?<percent>${numberSource}) ?(?:per cent\\b|%)`, 'di');
/** Fewer words say too little to be the same measure. */
const fewest = 8;

/** The sentences with a share, each with what it says beside it. */
const shares = inParagraphs(/per cent/, (paragraph) => {
  if (paragraph.quoted || paragraph.inFootnote) return [];
  return sentencesOf(paragraph).flatMap(({ text, start }) => {
    const match = share.exec(text);
    const at = match?.indices?.groups?.percent;
    if (!match || !at || text.length > 400) return [];
    const after = text.slice(match.index + match[0].length);
    const words = wordsOnly(`${text.slice(0, match.index)} x ${after}`);
    if (after.includes('per cent') || words.split(' ').length < fewest) return [];
    const range = paragraph.flat.range(start + at[0], start + match.index + match[0].length);
    return [{ words, range, percent: match.groups?.percent ?? '' }];
  });
});

/** Two sentences below one heading, or in parts without sub-headings, that differ in nothing but a percentage. */
function* sameWords(report: Report): Iterable<Finding> {
  const seen = new Map<string, { percent: string; range: Range }>();
  for (const { words, range, percent } of report.all(shares)) {
    if (report.inAnnexe(range)) continue;
    const heading = report.headings.findLast((each) => each.range.start < range.start && each.depth <= 3);
    // Below a heading of its own a sentence may speak of another domain's cases.
    const own = heading !== undefined && (heading.depth === 3 || heading.kind !== 'other');
    const key = `${own ? String(heading.range.start) : ''}|${words}`;
    const first = seen.get(key);
    if (!first) seen.set(key, { percent, range });
    else if (readNumber(first.percent) !== readNumber(percent))
      yield {
        range,
        message: `The same sentence gives ${percent} per cent here and ${first.percent} per cent before.`,
        related: [{ message: `${first.percent} per cent here`, range: first.range }],
      };
  }
}

/** The rows of tables that give a population: the number, and what it is of. */
const populationRows: Collector<{ readonly value: string; readonly of: string; readonly range: Range }> = {
  of: (passage) =>
    passage.blocks.flatMap((block) =>
      block.type !== 'table'
        ? []
        : readTable(block, passage).rows.flatMap(({ cells: [number, what] }) => {
            const value = /^\d{1,3}(?:,\d{3}){1,3}$/.exec(number?.text ?? '')?.[0];
            const of = /^Total population of (.{1,60})$/i.exec(what?.text ?? '')?.[1];
            return number && value !== undefined && of !== undefined
              ? [{ value, of, range: number.range }]
              : [];
          }),
    ),
};

const yearsIn = inWords(/20\d\d/, ({ flat }) =>
  Array.from(flat.folded.matchAll(/20\d\d/g), ({ 0: year, index }) => ({
    year,
    range: flat.range(index, index + year.length),
  })),
);

const onPopulation = ownParagraphs(/population/);

/** The population of the area, in the table of contextual facts and in the text of the same year. */
function* population(report: Report): Iterable<Finding> {
  const { values } = report.frontMatter;
  const areas = ['area', 'area-short'].flatMap((key) => values.get(key)?.value ?? []);
  for (const { value, of: area, range: given } of report.all(populationRows)) {
    if (!areas.some((each) => wordsOnly(each) === wordsOnly(area))) continue;
    // The year of the table stands in its footnotes, in the same section.
    const next = report.headings.find((each) => each.range.start > given.start)?.range.start;
    const years = report
      .all(yearsIn)
      .filter(({ range }) => range.start > given.start && range.start < (next ?? Infinity))
      .map(({ year }) => year);
    const whose = areas.map((each) => escapeRegExp(straight(fold(each)))).join('|');
    const sentence = new RegExp(
      `\\b(?:the (?:total )?population(?: of (?:${whose}))?|(?:${whose})'s (?:total )?population) (?:was|is) (?:estimated (?:to be|at) )?(?<value>${numberSource})`,
      'di',
    );
    for (const paragraph of report.all(onPopulation)) {
      for (const { text, start } of sentencesOf(paragraph)) {
        const match = sentence.exec(text);
        const at = match?.indices?.groups?.value;
        const year = /\b20\d\d\b/.exec(text)?.[0];
        if (!at || year === undefined || !years.includes(year)) continue;
        const said = readNumber(text.slice(...at));
        // A round number may stand for the exact one.
        const unit = 10 ** (/(?<!0)0{0,9}$/.exec(String(said))?.[0].length ?? 0);
        if (Math.round(readNumber(value) / unit) * unit === said) continue;
        yield {
          range: paragraph.flat.range(start + at[0], start + at[1]),
          message: `The population in ${year} is ${text.slice(...at)} here and ${value} in the table.`,
          related: [{ message: `${value} here`, range: given }],
        };
      }
    }
  }
}
