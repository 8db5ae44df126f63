import { straight } from '../framework/wording.js';
import { inParagraphs } from '../report/derived.js';
import { isUnfinished } from '../report/frontMatter.js';
import type { Range } from '../report/range.js';
import type { Finding, Rule } from './rule.js';

export const isbn: Rule = {
  id: 'isbn',
  category: 'Publication',
  severity: 'warning',
  summary: 'An ISBN that can’t be right, or two that differ.',
  beforePublication: true,
  *checkReport(report) {
    const entry = report.frontMatter.values.get('isbn');
    const given = entry && !isUnfinished(entry.value) ? entry : undefined;
    if (given) yield* misprint(given.value, given.range);
    const printed = report.all(printedNumbers);
    for (const { value, range, line } of printed)
      if (value !== '') yield* misprint(value, range);
      else
        yield {
          range: line,
          message: 'The ISBN is not filled in yet; it is needed before publication.',
          unfinished: true,
        };
    // A report that is published in several forms has several.
    const [own, ...others] = printed.filter((each) => each.ofReport && isbnFault(each.value) === undefined);
    if (!given || !own || others.length > 0 || isbnFault(given.value) !== undefined) return;
    if (core(given.value) === core(own.value)) return;
    yield {
      range: own.range,
      message: `The ISBN is ${own.value} here, but ${given.value} in the block at the top.`,
      related: [{ message: 'The ISBN in the block at the top', range: given.range }],
    };
  },
};

interface Printed {
  /** Empty where there is none yet. */
  readonly value: string;
  readonly range: Range;
  readonly line: Range;
  /** It stands at the beginning of a paragraph, as in an imprint, and is not a reference to another publication. */
  readonly ofReport: boolean;
}

/** What stands behind the word ISBN, wherever it stands. */
const printedNumbers = inParagraphs(
  /ISBN/,
  function* ({ range, quoted, inFootnote, flat }): Iterable<Printed> {
    const words = straight(flat.folded);
    for (const match of words.matchAll(/\bISBN(?:-1[03])?(?: \([^()]{1,20}\))?(:?) ?(\d[\dXx -]{0,30})?/g)) {
      const [all, colon, typed = ''] = match;
      const value = typed.replace(/[ -]{1,31}$/, '');
      const start = match.index + all.length - typed.length;
      const alone = match.index === 0 && all.length === words.length;
      if (value === '' && !(alone && colon !== '')) continue;
      yield {
        value,
        range: flat.range(start, start + value.length),
        line: range,
        ofReport: match.index === 0 && !inFootnote && !quoted,
      };
    }
  },
);

function* misprint(value: string, range: Range): Iterable<Finding> {
  const what = isbnFault(value);
  if (what !== undefined) yield { range, message: `${value} is no ISBN: ${what}.` };
}

/** What keeps a number from being an ISBN (ISO 2108); undefined where it is one. */
export function isbnFault(value: string): string | undefined {
  const digits = plainDigits(value);
  if (!/^\d{1,20}X?$/.test(digits)) return 'it holds something else than figures and hyphens';
  if (digits.length !== 10 && digits.length !== 13)
    return `it has ${String(digits.length)} ${digits.length === 1 ? 'figure' : 'figures'}, and an ISBN has 13 (before 2007: 10)`;
  if (digits.length === 13 && !/^97[89]\d{10}$/.test(digits))
    return 'one of 13 figures begins with 978 or 979 and holds no X';
  const right = checkDigit(digits.slice(0, -1));
  return digits.endsWith(right)
    ? undefined
    : `after the figures before it, its last figure should be ${right}; one of them is mistyped`;
}

/** The last figure of an ISBN: for 13 figures weights of 1 and 3 add up to a multiple of 10, for 10 weights of 10 to 1 to one of 11. */
function checkDigit(digits: string): string {
  const long = digits.length === 12;
  const sum = Array.from(digits).reduce(
    (total, digit, index) => total + Number(digit) * (long ? (index % 2 === 0 ? 1 : 3) : 10 - index),
    0,
  );
  const modulus = long ? 10 : 11;
  const last = (modulus - (sum % modulus)) % modulus;
  return last === 10 ? 'X' : String(last);
}

/** What the long and the short form of one ISBN share. */
function core(value: string): string {
  return plainDigits(value).slice(-10, -1);
}

function plainDigits(value: string): string {
  return straight(value).replace(/[\s-]/g, '').toUpperCase();
}
