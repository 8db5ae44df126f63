/** A share or a number that is known within bounds; shares from 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Whether the bounds themselves belong to it. */
  readonly withLow: boolean;
  readonly withHigh: boolean;
}

/** A number, count or share as prose writes it. Offsets are those of the levelled text it was found in. */
export interface NumberExpression {
  readonly start: number;
  readonly end: number;
  /**
   * `count`: so many of so many; `all-but`: all but so many of so many; `number`: a bare number, which is
   * no share; `words`: a quantifier such as `most`, which is a share only where it speaks of cases.
   */
  readonly kind: 'number' | 'count' | 'all-but' | 'percent' | 'fraction' | 'words';
  /** A share from 0 to 1; for `number` the number itself. */
  readonly value: Interval;
  /** For `all-but` that does not say of how many: `all but one case`. */
  readonly except?: number;
  /** For `count` and `all-but`: the cases counted, and of how many. */
  readonly cases?: number;
  readonly of?: number;
  /** The word that widened it: `just over`, `at least`. */
  readonly hedge?: string;
  /** A quantifier, in small letters: `large majority`. */
  readonly words?: string;
}

const units = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
  ...['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const parts = ['third', 'quarter', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

const unit = [...units].reverse().join('|');
const belowHundred = `(?:(?:${tens.join('|')})(?:[- ](?:${units.slice(1, 10).join('|')}))?|${unit})`;
const inWords = `(?:(?:a|${units.slice(1, 10).join('|')}) hundred(?: and ${belowHundred})?|${belowHundred})\\b`;
const inFigures = String.raw`\d{1,3}(?:,\d{3}){1,3}(?!\d|,\d)|\d{1,9}(?:\.\d{1,4})?(?![\d/]|,\d{3})`;

/** A whole or decimal number in figures or a number up to the hundreds in words, as a regular expression. */
export const numberSource = `(?:(?<![\\w.,:/£$-])(?:${inFigures})|\\b${inWords})`;

/** The value of what `numberSource` matches. */
export function readNumber(text: string): number {
  const plain = text.toLowerCase();
  if (/^\d/.test(plain)) return Number(plain.replaceAll(',', ''));
  const [hundreds, rest] = plain.includes('hundred') ? plain.split(/ hundred(?: and )?/) : ['', plain];
  const one = (word: string) => {
    const ten = tens.indexOf(word);
    return ten < 0 ? Math.max(0, units.indexOf(word)) : 10 * (ten + 2);
  };
  const sum = (rest ?? '').split(/[- ]/).reduce((total, word) => total + one(word), 0);
  return sum + 100 * (hundreds === 'a' ? 1 : one(hundreds ?? ''));
}

/** A whole number up to a hundred in words; undefined for any other. */
export function numberInWords(value: number): string | undefined {
  if (value < 20) return units[value];
  if (value === 100) return 'one hundred';
  const ten = tens[Math.floor(value / 10) - 2];
  const one = units[value % 10];
  if (ten === undefined || one === undefined) return undefined;
  return value % 10 === 0 ? ten : `${ten}-${one}`;
}

/** Whether a word is a number up to ninety-nine, or begins as one. */
export function isNumberWord(word: string): boolean {
  return units.includes(word) || tens.includes(word.split('-')[0] ?? '');
}

const hedges = [
  ...['just over', 'slightly over', 'slightly more than', 'well over', 'more than', 'over', 'at least'],
  ...['just under', 'slightly under', 'slightly less than', 'less than', 'fewer than', 'under', 'at most'],
  ...['up to', 'no more than', 'nearly', 'almost', 'approximately', 'roughly', 'around', 'about'],
];
const fraction = `(?:(?<parts>a|one|two|three|four|five|six|seven|eight|nine)[- ](?<part>${parts.join('|')}|half)s?|(?<half>half))\\b(?!-)`;

/** How prose names a share without a number, the longest first; the share that it surely has. */
const quantifiers = (
  [
    ['(?:large|vast|great|overwhelming|significant) majority', between(0.65, 1)],
    ['reasonable majority', between(0.5, 0.9, false)],
    ['(?:small|slim|bare) majority', between(0.5, 0.8, false)],
    ['majority', between(0.5, 1, false)],
    ['most', between(0.5, 1, false)],
    ['(?:small )?minority', between(0, 0.5, true, false)],
    ['too few', between(0, 0.8, true, false)],
    ['every(?: single)?', between(1, 1)],
    ['all', between(1, 1)],
    ['none', between(0, 0)],
    ['no', between(0, 0)],
  ] as const
).map(([source, share]) => [new RegExp(`^(?:${source})$`), share, source] as const);

function between(low: number, high: number, withLow = true, withHigh = true): Interval {
  return { low, high, withLow, withHigh };
}

/** Months, so that the day of a date is not read as a number. */
export const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

const number = (name: string) => `(?<${name}>${numberSource})`;
const expression = new RegExp(
  [
    `(?:\\b(?<hedge>${hedges.join('|')}) )?(?:`,
    [
      `\\ball but (?<except>${numberSource})(?: out)? of (?:the |these |all |all the )?(?:inspected )?(?<exceptOf>${numberSource})`,
      // `All but one case`, which leaves out of how many.
      `\\ball but (?<bareExcept>${numberSource})(?= (?:inspected |single )?(?:cases?|instances?)\\b)`,
      // `All nine cases` are nine of nine.
      `\\ball (?:of )?(?:the |our )?(?<allOf>${numberSource})(?= (?:of the )?(?:inspected )?(?:cases|instances)\\b)`,
      // `Two in five cases` is a way to give a share.
      `${number('many')} in (?:every )?(?<every>three|four|five|six|eight|ten)(?= (?:of|cases|instances|children|young people|assessments|plans|reviews)\\b|[.,;])`,
      `${number('cases')}(?: out)? of (?:the |these |all |all the |our )?(?:inspected )?${number('of')}(?! ?(?:per cent|%))`,
      `${number('percent')} ?(?:per cent\\b|percent\\b|%)`,
      `\\b${fraction}`,
      `\\b(?:an? |the )?(?<words>${quantifiers.map(([, , source]) => source).join('|')})\\b(?= (?:of\\b|cases?\\b|instances?\\b|(?:single |relevant |inspected )?cases?\\b|the\\b|these\\b|our\\b))`,
      number('bare'),
    ].join('|'),
    ')',
  ].join(''),
  'gi',
);

/** What stands before a number that counts nothing: an age, a score, a place in a list. */
const noCountBefore =
  /(?:\baged? |\bscored? (?:of )?|\brated? |\bmarks? of |\b(?:section|outcome|annexe?|domain|standard|table|figure|page|footnote|version|level|tier|key stage|year|no\.|number|phase|step) )$/i;
/** What makes another number of the one that follows. */
const turnsCount = /\b(?:every|each|not|any|but|except|bar) (?:single )?$/i;
const noCountAfter = new RegExp(
  `^(?:st|nd|rd|th)\\b|^ ?(?:am|pm|noon|a\\.m|p\\.m)\\b|^:\\d|^ (?:${monthNames.join('|')})\\b|^ (?:street|road|avenue|lane)\\b|^-(?:year|\\d)`,
  'i',
);
const monthBefore = new RegExp(`\\b(?:${monthNames.join('|')}) (?:\\d{1,2},? )?$`, 'i');

/**
 * The number expressions of a levelled text, in order. What is no count – ordinals, dates, times, ages,
 * scores `10 out of 10` – is left out.
 */
export function numberExpressions(text: string): NumberExpression[] {
  const found: NumberExpression[] = [];
  for (const match of text.matchAll(expression)) {
    const each = read(match, text);
    if (each) found.push(each);
  }
  return found;
}

/** Whether the number at a place of a levelled text counts nothing: a date, an age, a time, the number of a section. */
export function countsNothing(text: string, [start, end]: readonly [number, number]): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  return (
    noCountBefore.test(before) ||
    noCountAfter.test(text.slice(end, end + 16)) ||
    monthBefore.test(before) ||
    /^(?:,\d| ?(?:per cent|%|million|billion|thousand|st|nd|rd|th)\b|\/)/.test(text.slice(end, end + 12))
  );
}

function read(match: RegExpMatchArray, text: string): NumberExpression | undefined {
  const groups = match.groups ?? {};
  const start = match.index ?? 0;
  const end = start + match[0].length;
  const place = { start, end };
  const hedge = groups.hedge?.toLowerCase();
  const before = text.slice(Math.max(0, start - 24), start);
  if (groups.except !== undefined || groups.cases !== undefined) {
    // `every one of the nine` is not one of them.
    if (groups.cases !== undefined && turnsCount.test(before)) return undefined;
    const of = readNumber(groups.exceptOf ?? groups.of ?? '');
    const counted = readNumber(groups.except ?? groups.cases ?? '');
    const cases = groups.except === undefined ? counted : of - counted;
    if (of === 0 || cases < 0 || cases > of || !Number.isInteger(cases) || !Number.isInteger(of))
      return undefined;
    // `10 out of 10` is a score that somebody gave.
    if (of === 10 && /\b(?:scored?|rated?|marks?|with)\b[^.;]{0,24}$/i.test(before)) return undefined;
    const value = hedged(cases / of, hedge, 0);
    const kind = groups.except === undefined ? 'count' : 'all-but';
    return { ...place, kind, cases, of, value, ...(hedge === undefined ? {} : { hedge }) };
  }
  if (groups.bareExcept !== undefined)
    return { ...place, kind: 'all-but', except: readNumber(groups.bareExcept), value: between(0, 1) };
  if (groups.allOf !== undefined) {
    const all = readNumber(groups.allOf);
    return { ...place, kind: 'count', cases: all, of: all, value: between(1, 1) };
  }
  if (groups.many !== undefined) {
    const many = readNumber(groups.many);
    const every = readNumber(groups.every ?? '');
    if (many > every || !Number.isInteger(many)) return undefined;
    const value = hedged(many / every, hedge, 0.05);
    return { ...place, kind: 'fraction', value, ...(hedge === undefined ? {} : { hedge }) };
  }
  if (groups.percent !== undefined) {
    const value = readNumber(groups.percent) / 100;
    if (value > 1) return undefined;
    return {
      ...place,
      kind: 'percent',
      value:
        hedge === undefined ? between(value - 0.005, value + 0.005, true, false) : hedged(value, hedge, 0),
      ...(hedge === undefined ? {} : { hedge }),
    };
  }
  if (groups.half !== undefined || groups.part !== undefined) {
    // `a third` is a share only of something: a third party is none.
    if (groups.parts !== undefined && /^an? ?/i.test(groups.parts) && !/^ of\b/.test(text.slice(end)))
      return undefined;
    const many = groups.half !== undefined || groups.parts === 'a' ? 1 : readNumber(groups.parts ?? '');
    const part = groups.half === undefined ? (groups.part ?? '').toLowerCase() : 'half';
    const of = part === 'half' ? 2 : parts.indexOf(part) + 3;
    if (many > of) return undefined;
    // Prose rounds to a fraction: 64% may be called two-thirds.
    const value = hedged(many / of, hedge, 0.04);
    return { ...place, kind: 'fraction', value, ...(hedge === undefined ? {} : { hedge }) };
  }
  if (groups.words !== undefined) {
    const words = groups.words.toLowerCase();
    const nearly = hedge === 'nearly' || hedge === 'almost';
    const value = nearly
      ? words === 'all' || words.startsWith('every')
        ? between(0.75, 1)
        : undefined
      : hedge === undefined
        ? quantifiers.find(([pattern]) => pattern.test(words))?.[1]
        : undefined;
    // `not every` says nothing exact.
    if (!value || /\b(?:not(?: in)?|n't) $/i.test(before)) return undefined;
    return { ...place, kind: 'words', value, words };
  }
  const value = readNumber(groups.bare ?? '');
  const after = text.slice(end, end + 16);
  if (noCountBefore.test(before) || noCountAfter.test(after) || monthBefore.test(before)) return undefined;
  return {
    ...place,
    kind: 'number',
    value: between(value, value),
    ...(hedge === undefined ? {} : { hedge }),
  };
}

/** What a share becomes behind `just over`, `at least` …; `slack` is how far a bare one may be off. */
function hedged(share: number, hedge: string | undefined, slack: number): Interval {
  const limit = (value: number) => Math.min(1, Math.max(0, value));
  switch (hedge) {
    case undefined:
      return between(limit(share - slack), limit(share + slack));
    case 'just over':
    case 'slightly over':
    case 'slightly more than':
      return between(share, limit(share + 0.12), false);
    case 'well over':
    case 'more than':
    case 'over':
      return between(share, 1, false);
    case 'at least':
      return between(share, 1);
    case 'just under':
    case 'slightly under':
    case 'slightly less than':
      return between(limit(share - 0.12), share, true, false);
    case 'nearly':
    case 'almost':
      return between(limit(share - 0.12), share);
    case 'less than':
    case 'fewer than':
    case 'under':
      return between(0, share, true, false);
    case 'at most':
    case 'up to':
    case 'no more than':
      return between(0, share);
    default:
      return between(limit(share - 0.08), limit(share + 0.08));
  }
}

/** Whether a number lies in an interval; what rounding in the last place does is forgiven. */
export function isWithin({ low, high, withLow, withHigh }: Interval, value: number): boolean {
  const tiny = 1e-9;
  return (
    (withLow ? value >= low - tiny : value > low + tiny) &&
    (withHigh ? value <= high + tiny : value < high - tiny)
  );
}

/** What a share may be that is said as so many out of ten, or five: prose rounds to it. */
export function roundShare({ low, high }: Interval): Interval {
  return between(Math.max(0, low - 0.05), Math.min(1, high + 0.05));
}

/** The interval of what is left of the whole: those that did not, where these did. */
export function complement({ low, high, withLow, withHigh }: Interval): Interval {
  return { low: 1 - high, high: 1 - low, withLow: withHigh, withHigh: withLow };
}
