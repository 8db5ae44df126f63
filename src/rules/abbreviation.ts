import { inOwnProse, partAt, withSign, type Found } from './ownProse.js';
import { inWords } from '../report/derived.js';
import type { Report, ReportPart, Table } from '../report/report.js';
import { readTable } from '../report/tables.js';
import type { Collector } from '../report/text/passage.js';
import { fold } from '../report/words.js';
import type { Finding, Rule, RuleContext } from './rule.js';

export const abbreviation: Rule = {
  id: 'abbreviation',
  category: 'Consistency and style',
  severity: 'information',
  summary:
    'An abbreviation that is nowhere written out, that is written out twice in one part, or whose letters are not those of its name.',
  *check(context) {
    yield* neverWrittenOut(context);
    yield* writtenOutTwice(context.report);
    yield* inAnotherOrder(context.report);
  },
};

const abbreviations = /(?<![\w&/@#.‹-])([A-Z]{2,8})s?(?![\w&/@-])/g;

function* neverWrittenOut({ report, framework, words }: RuleContext): Iterable<Finding> {
  const known = new Set([
    ...framework.serviceWords,
    ...words.knownAbbreviations.map((each) => each.text),
    // What the front matter calls the place and the service.
    ...['area', 'area-short', 'service', 'short-name', 'abbreviation'].flatMap(
      (key) => fold(report.frontMatter.values.get(key)?.value ?? '').match(/[A-Z]{2,}/g) ?? [],
    ),
    ...words.placeholders.flatMap((each) => each.text.split(' ')),
    ...report.all(writtenOut),
  ]);
  const told = new Set<string>();
  for (const found of inOwnProse(report, abbreviations)) {
    const { match, range, paragraph } = found;
    const short = match[1] ?? '';
    if (known.has(short) || told.has(short) || paragraph.inFootnote) continue;
    // `TŶ` is a word in capitals.
    if (found.typed !== match[0]) continue;
    if (/^(?:[IVX]+|(.)\1+)$/.test(short) || isShouted(found) || isName(found)) continue;
    // A word that the report also writes in small letters is no abbreviation.
    if (report.hasSmallWord(short.toLowerCase())) continue;
    told.add(short);
    yield {
      range,
      message: `'${short}' is nowhere written out: where it is used first, give the full name with the abbreviation in brackets.`,
    };
  }
}

/** The abbreviations that are written out somewhere: `full name (ABC)`, `ABC (full name)`, a row of a glossary. */
const writtenOut: Collector<string> = {
  of: (passage) => [
    ...inSentences.of(passage),
    ...passage.blocks.flatMap((block) => (block.type === 'table' ? glossary(readTable(block, passage)) : [])),
  ],
};

const inSentences = inWords(/[A-Z]{2}|\(/, ({ flat }) =>
  [
    /\((?:the |or |hereafter |known as )?['"‘“]?([A-Z][A-Za-z&]{1,9}?)s?['"’”]?[),;:]/g,
    /(?<!\w)([A-Z]{2,8})s?(?: \(| stands for | means | is short for )[A-Za-z]{2}/g,
  ].flatMap((pattern) => Array.from(flat.folded.matchAll(pattern), ([, short = '']) => short)),
);

/** What stands in the first column of a table, where that is a word or two. */
function glossary({ header, rows }: Table): string[] {
  return [header, ...rows].flatMap(({ cells: [first] }) =>
    first && /^[A-Z][A-Za-z/ ]{1,30}$/.test(first.text) ? first.text.split(/[/ ]/) : [],
  );
}

/** Whether it is a word among others in capitals. */
function isShouted({ text, at, match, paragraph: { flat } }: Found): boolean {
  const end = at + match[0].length;
  const before = text.slice(Math.max(0, at - 30), at);
  const after = text.slice(end, end + 30);
  // A word in capitals with an accent is no abbreviation, and what stands beside it is none either.
  const [left = ''] = /(?<!\w)[A-Z]{2,} $/.exec(before) ?? [];
  const [right = ''] = /^ [A-Z]{2,}(?!\w)/.exec(after) ?? [];
  const beside = flat.text.slice(at - left.length, at) + flat.text.slice(end, end + right.length);
  if (beside !== left + right) return true;
  const sides = [/(?<!\w)[A-Z]{2,}[,:]? $/.test(before), /^[,:]? [A-Z]{2,}(?!\w)/.test(after)];
  const further =
    /(?<!\w)[A-Z]{2,}[,:]? [A-Z]{2,}[,:]? $/.test(before) ||
    /^[,:]? [A-Z]{2,}[,:]? [A-Z]{2,}(?!\w)/.test(after);
  return (sides[0] === true && sides[1] === true) || further || !/[a-z]/.test(before + after);
}

/** Whether it is a name: initials, a club, a programme in capitals. */
function isName({ text, at, match }: Found): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  const after = text.slice(at + match[0].length, at + match[0].length + 30);
  return (
    /^ ['‘]?(?:programme|project|scheme|initiative|campaign|app|centre|pilot|course|tool|toolkit)s?\b/.test(
      after,
    ) ||
    /(?:\b(?:called|named|Project|Operation|Team|Mr|Mrs|Ms|Dr) )$/.test(before) ||
    (match[0].length === 2 && /^ [A-Z][a-z]/.test(after))
  );
}

/** `full name (ABC)`, where the words in front begin with its letters. */
const definition = withSign('(', /(?<=[\w’'] )\(([A-Z]{2,8})s?\)/g);

function* writtenOutTwice(report: Report): Iterable<Finding> {
  const first = new Map<string, Found>();
  let part: ReportPart | undefined;
  for (const found of inOwnProse(report, definition)) {
    const { match, range, paragraph, text, at } = found;
    if (paragraph.inFootnote || report.inAnnexe(range)) continue;
    if (!isFullName(text.slice(Math.max(0, at - 120), at), match[1] ?? '')) continue;
    const here = partAt(report, range.start);
    if (here !== part) first.clear();
    part = here;
    const before = first.get(match[1] ?? '');
    if (!before) {
      first.set(match[1] ?? '', found);
      continue;
    }
    yield {
      range,
      message: `'${match[1] ?? ''}' is written out for the second time in this part: once is enough.`,
      related: [{ message: 'Written out for the first time here', range: before.range }],
    };
  }
}

/** Whether the words in front begin, in order, with the letters. */
function isFullName(before: string, letters: string): boolean {
  const words = before.trimEnd().split(/[ -]+/);
  let letter = letters.length - 1;
  for (const word of words.slice(-letters.length - 4).reverse())
    if (word.charAt(0).toUpperCase() === letters[letter]) letter--;
  return letter < 0;
}

/** A name in capitals, with the small words in it, in front of an abbreviation of four letters or more. */
const nameBefore = /(?:[A-Z][A-Za-z'’]{1,30}(?:[ -]|, | (?:and|of|for|the|in|with|&) )){3,9}$/;

/** `Child and Adolescent Mental Health Service (CAHMS)`: the right letters in another order. */
function* inAnotherOrder(report: Report): Iterable<Finding> {
  for (const { match, range, text, at } of inOwnProse(report, definition)) {
    const letters = match[1] ?? '';
    if (letters.length < 4 || isFullName(text.slice(Math.max(0, at - 120), at), letters)) continue;
    const name = nameBefore.exec(text.slice(Math.max(0, at - 160), at))?.[0].trim();
    if (name === undefined) continue;
    const words = name.split(/,? |-/);
    const initials = (all: readonly string[]) => all.map((each) => each.charAt(0).toUpperCase()).join('');
    // Small words may count. Of a longer run of capitals the last words are the name.
    const right = [words, words.filter((each) => /^[A-Z]/.test(each))]
      .map((each) => initials(each).slice(-letters.length))
      .find((each) => each !== letters && sorted(each) === sorted(letters));
    if (right === undefined) continue;
    yield {
      range,
      message: `The letters of '${letters}' are not in the order of the words before it: '${name}' is '${right}'.`,
    };
  }
}

function sorted(letters: string): string {
  return Array.from(letters).sort().join('');
}
