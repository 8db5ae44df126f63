import { escapeRegExp, wordsOnly } from '../framework/wording.js';
import { claimsOf, type Claim } from '../report/prose/claims.js';
import { numberSource, readNumber } from '../report/prose/numbers.js';
import { sentencesOf } from '../report/prose/sentences.js';
import type { Range } from '../report/range.js';
import type { Report } from '../report/report.js';
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
  const { report, framework, views } = context;
  const seen = new Map<string, Claim>();
  for (const claim of claimsOf(report, framework)) {
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

/** Two sentences below one heading, or in parts without sub-headings, that differ in nothing but a percentage. */
function* sameWords(report: Report): Iterable<Finding> {
  const seen = new Map<string, { percent: string; range: Range }>();
  for (const paragraph of report.paragraphs) {
    if (paragraph.quoted || paragraph.inFootnote || paragraph.inAnnexe) continue;
    if (!/per\s{1,4}cent/.test(report.text.slice(paragraph.range.start, paragraph.range.end))) continue;
    const heading = report.headings.findLast(
      (each) => each.range.start < paragraph.range.start && each.depth <= 3,
    );
    // Below a heading of its own a sentence may speak of another domain's cases.
    const own = heading !== undefined && (heading.depth === 3 || heading.kind !== 'other');
    const place = own ? String(heading.range.start) : '';
    for (const { text, start } of sentencesOf(paragraph)) {
      const match = share.exec(text);
      const at = match?.indices?.groups?.percent;
      if (
        !match ||
        !at ||
        text.length > 400 ||
        text.slice(match.index + match[0].length).includes('per cent')
      )
        continue;
      const words = wordsOnly(`${text.slice(0, match.index)} x ${text.slice(match.index + match[0].length)}`);
      if (words.split(' ').length < fewest) continue;
      const range = paragraph.flat.range(start + at[0], start + match.index + match[0].length);
      const percent = match.groups?.percent ?? '';
      const first = seen.get(`${place}|${words}`);
      if (!first) seen.set(`${place}|${words}`, { percent, range });
      else if (readNumber(first.percent) !== readNumber(percent))
        yield {
          range,
          message: `The same sentence gives ${percent} per cent here and ${first.percent} per cent before.`,
          related: [{ message: `${first.percent} per cent here`, range: first.range }],
        };
    }
  }
}

const populationRow =
  /^\|[ *]{0,8}(?<value>\d{1,3}(?:,\d{3}){1,3})[ *]{0,8}\|[ *]{0,8}Total (?<kind>population|youth population[^|\n]{0,30}?) of (?<area>[^|\n]{1,60}?)[ *]{0,8}\|/gim;

/** The population of the area, in the table of contextual facts and in the text of the same year. */
function* population(report: Report): Iterable<Finding> {
  const { values } = report.frontMatter;
  const areas = ['area', 'area-short'].flatMap((key) => values.get(key)?.value ?? []);
  for (const row of report.text.matchAll(populationRow)) {
    const { value = '', kind = '', area = '' } = row.groups ?? {};
    if (!/^population$/i.test(kind) || !areas.some((each) => wordsOnly(each) === wordsOnly(area))) continue;
    const from = row.index + row[0].indexOf(value);
    // The year of the table stands in its footnotes, in the same section.
    const next = report.headings.find((each) => each.range.start > row.index)?.range.start;
    const around = report.text.slice(row.index, next);
    const whose = areas.map((each) => escapeRegExp(each)).join('|');
    const sentence = new RegExp(
      `\\b(?:the (?:total )?population(?: of (?:${whose}))?|(?:${whose})'s (?:total )?population) (?:was|is) (?:estimated (?:to be|at) )?(?<value>${numberSource})`,
      'di',
    );
    for (const paragraph of report.paragraphs) {
      const { range } = paragraph;
      if (
        paragraph.quoted ||
        paragraph.inFootnote ||
        !report.text.slice(range.start, range.end).includes('population')
      )
        continue;
      for (const { text, start } of sentencesOf(paragraph)) {
        const match = sentence.exec(text);
        const at = match?.indices?.groups?.value;
        const year = /\b20\d\d\b/.exec(text)?.[0];
        if (!at || year === undefined || !around.includes(year)) continue;
        const said = readNumber(text.slice(...at));
        // A round number may stand for the exact one.
        const unit = 10 ** (/(?<!0)0{0,9}$/.exec(String(said))?.[0].length ?? 0);
        if (Math.round(readNumber(value) / unit) * unit === said) continue;
        yield {
          range: paragraph.flat.range(start + at[0], start + at[1]),
          message: `The population in ${year} is ${text.slice(...at)} here and ${value} in the table.`,
          related: [{ message: `${value} here`, range: { start: from, end: from + value.length } }],
        };
      }
    }
  }
}
