import { capitalised, escapeRegExp } from '../framework/wording.js';
import { inWords } from '../report/derived.js';
import type { Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import { fold } from '../report/words.js';
import { replacement } from './edits.js';
import { beginsSentence, ownProse, type Found } from './ownProse.js';
import type { Collector } from '../report/text/passage.js';
import type { Finding, Rule } from './rule.js';
import type { TwoForms, Words } from './words/words.js';

export const consistency: Rule = {
  id: 'consistency',
  category: 'Consistency and style',
  severity: 'information',
  summary: 'A term that the report writes in two ways: the rarer one.',
  *checkReport(report, words) {
    yield* namesAlike(report);
    const uses = new Map<TwoForms, [Found[], Found[]]>();
    for (const { entry, form, found } of report.all(usesOf(words))) {
      let both = uses.get(entry);
      if (!both) uses.set(entry, (both = [[], []]));
      both[form].push(found);
    }
    for (const [{ forms, why }, [one, other]] of uses) {
      if (one.length === 0 || other.length === 0) continue;
      const firstIsEarlier = (one[0]?.range.start ?? 0) < (other[0]?.range.start ?? 0);
      // Of two that are as frequent, the one that comes second.
      const rarer =
        one.length === other.length ? (firstIsEarlier ? 1 : 0) : one.length < other.length ? 0 : 1;
      const [odd, usual] = rarer === 0 ? [one, other] : [other, one];
      const wrong = stemOf(forms[rarer]);
      const right = stemOf(forms[rarer === 0 ? 1 : 0]);
      const first = usual[0];
      for (const { typed: whole, range } of odd) {
        const typed = whole.slice(0, wrong.length);
        const now = (typed === wrong ? right : capitalised(right)) + whole.slice(wrong.length);
        yield {
          range,
          message: `'${whole}' is written '${now}' elsewhere in this report (${times(usual.length)}; this form ${times(odd.length)}): ${why}.`,
          related: first ? [{ message: `The other form: '${first.typed}'`, range: first.range }] : [],
          fix: replacement(range, now),
        };
      }
    }
  },
};

/** A name with a number, and a name in capitals, wherever they stand. */
const names = inWords(/[A-Z]{5}|[A-Z][a-z]{2,} \d{2}/, (paragraph) =>
  paragraph.quoted
    ? []
    : Array.from(
        paragraph.flat.folded.matchAll(
          /(?<![\w./&-])(?:[A-Z]{5,12}|[A-Z][a-z]{3,15} \d{2,3})(?![\w/&-]|\.\d|,\d)/g,
        ),
        ({ 0: name, index }) => ({ name, range: paragraph.flat.range(index, index + name.length) }),
      ),
);

/** Nouns of whose numbers there are many. */
const numbered =
  /^(?:Outcome|Section|Annexe?|Domain|Standard|Table|Figure|Page|Article|Part|Chapter|Schedule|Stage|Level|Tier|Year|Version|Phase|Step|Since|From|About|Over|Under|Around|Nearly|Only|Just|Almost|Fewer|More|Some|Between|Within|After|Before|These|Those|Every|With|Another|Aged|Approximately|January|February|March|April|June|July|August|September|October|November|December) /;

/** Two names that differ in the order of figures, or in a letter: `Project 28` and `Project 82`, `GRACES` and `GRACIES`. */
function* namesAlike(report: Report): Iterable<Finding> {
  const places = new Map<string, Range[]>();
  for (const { name, range } of report.all(names)) {
    if (numbered.test(name)) continue;
    const known = places.get(name);
    if (known) known.push(range);
    else places.set(name, [range]);
  }
  const all = [...places];
  for (const [index, [name, ranges]] of all.entries())
    for (const [other, others] of all.slice(0, index)) {
      if (!isSlipOf(name, other)) continue;
      // Of two that are as frequent, the one that comes second.
      const [odd, usual, right] =
        ranges.length > others.length ? [others, ranges, name] : [ranges, others, other];
      const [first] = usual;
      for (const range of odd)
        yield {
          range,
          message: `'${right === name ? other : name}' is written '${right}' elsewhere in this report: is it the same name?`,
          related: first ? [{ message: `The other form: '${right}'`, range: first }] : [],
        };
    }
}

/** Whether one name may be a slip of typing for the other. */
function isSlipOf(name: string, other: string): boolean {
  const sorted = (text: string) => Array.from(text).sort().join('');
  const [left = '', right = ''] = [name, other].map((each) => /(?<!\d)\d{1,4}$/.exec(each)?.[0]);
  if (left !== '' || right !== '')
    return left !== right && sorted(left) === sorted(right) && name.split(' ')[0] === other.split(' ')[0];
  const [longer, shorter] = name.length > other.length ? [name, other] : [other, name];
  if (longer.length !== shorter.length + 1)
    return longer.length === shorter.length && sorted(longer) === sorted(shorter);
  // A plural is no slip.
  return !longer.endsWith('S') || !longer.startsWith(shorter)
    ? Array.from(longer).some((_, at) => longer.slice(0, at) + longer.slice(at + 1) === shorter)
    : false;
}

/** A term as the report writes it in one place. */
interface Use {
  readonly entry: TwoForms;
  readonly form: 0 | 1;
  readonly found: Found;
}

const collectors = new WeakMap<Words, Collector<Use>>();

/** Every place where one of the terms stands. */
function usesOf(words: Words): Collector<Use> {
  let collector = collectors.get(words);
  if (!collector) {
    const { pattern } = termsIn(words);
    const inText = pattern && ownProse(pattern);
    collector = {
      of: (passage) => (inText ? inText.of(passage) : []).flatMap((found) => readUse(found, words) ?? []),
    };
    collectors.set(words, collector);
  }
  return collector;
}

function readUse(found: Found, words: Words): Use | undefined {
  const { typed: whole, text, at } = found;
  const term = termsIn(words).termOf(whole);
  if (!term) return undefined;
  const { entry, form } = term;
  const stem = stemOf(entry.forms[form]);
  const typed = whole.slice(0, stem.length);
  const begins = beginsSentence(text, at);
  // With a capital in the middle of a sentence it is, or belongs to, a name.
  if (typed !== stem && !(begins && typed === capitalised(stem))) return undefined;
  if (entry.forms[0].toLowerCase() === entry.forms[1].toLowerCase() && begins) return undefined;
  return { entry, form, found };
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${String(count)} times`;
}

interface Terms {
  readonly pattern: RegExp | undefined;
  readonly termOf: (typed: string) => { readonly entry: TwoForms; readonly form: 0 | 1 } | undefined;
}

const termsOf = new WeakMap<Words, Terms>();

function termsIn(words: Words): Terms {
  let terms = termsOf.get(words);
  if (!terms) termsOf.set(words, (terms = readTerms(words)));
  return terms;
}

function readTerms({ twoForms }: Words): Terms {
  const all = twoForms.flatMap((entry) =>
    ([0, 1] as const).map((form) => ({ entry, form, text: entry.forms[form] })),
  );
  // The longest first: `Annexe` is not `Annex` and an ending.
  const sorted = [...all].sort((a, b) => b.text.length - a.text.length);
  const patterns = [...new Set(sorted.map(({ text }) => endingAllowed(text)))];
  const exact = new Map(all.map((each) => [each.text, each] as const));
  const whole = new Map(all.map((each) => [each.text.toLowerCase(), each] as const));
  const stems = sorted.filter(({ text }) => text.endsWith('*'));
  return {
    pattern:
      patterns.length === 0
        ? undefined
        : new RegExp(`(?<![\\w'’/-])(?:${patterns.join('|')})(?![\\w/-])`, 'gi'),
    termOf: (typed) =>
      exact.get(typed) ??
      whole.get(typed.toLowerCase()) ??
      stems.find(({ text }) => typed.toLowerCase().startsWith(stemOf(text).toLowerCase())),
  };
}

function endingAllowed(form: string): string {
  return escapeRegExp(fold(stemOf(form))) + (form.endsWith('*') ? '[a-z]{0,8}' : '');
}

function stemOf(form: string): string {
  return form.replace(/\*$/, '');
}
