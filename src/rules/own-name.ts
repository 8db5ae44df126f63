import { escapeRegExp, straight, wordsOnly } from '../framework/wording.js';
import { isQuoted, rangeIn, inSentences, isOfOthers, type Sentence } from '../report/prose/sentences.js';
import { contains, type Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import { fold } from '../report/words.js';
import type { Framework } from '../framework/framework.js';
import type { Collector } from '../report/text/passage.js';
import type { Finding, Rule, RuleContext } from './rule.js';

export const ownName: Rule = {
  id: 'own-name',
  category: 'Consistency and style',
  severity: 'warning',
  summary:
    'Another place or service in the title, a stock sentence or a recommendation than the one that is inspected.',
  *check(context) {
    yield* title(context);
    yield* abbreviated(context);
    const { report } = context;
    const own = ownWords(report);
    if (own.size === 0) return;
    const recommendations = report.parts.find((each) => each.kind === 'recommendations')?.range;
    for (const { sentence, name, place, range } of report.all(namesIn(context.framework))) {
      if (report.inAnnexe(range)) continue;
      const inRecommendation = recommendations !== undefined && contains(recommendations, range);
      if (!inRecommendation && !isStock(sentence.text)) continue;
      if (isOwn(own, place)) continue;
      const given = ['short-name', 'service'].flatMap((key) => report.frontMatter.values.get(key) ?? [])[0];
      yield {
        range,
        message: `'${name}' is named here; this report is about ${given ? `'${given.value}'` : 'another service'}.`,
        related: given ? [{ message: `The service: ${given.value}`, range: given.range }] : [],
      };
    }
  },
};

/** A service with its place in front: `Blackpool YOT`, `the Cardiff and Vale Youth Justice Service`. */
interface Named {
  readonly sentence: Sentence;
  readonly name: string;
  readonly place: string;
  readonly range: Range;
}

/** Words with a capital that begin a sentence or name somebody, and no place. */
const noPlace = new Set(
  [
    'the a an this that these our its their every each all any no other another overall however although while when',
    'both most many some in at for by to from of with as if we it since where following despite during although',
    'head manager director board management strategic executive chief senior team lead assistant deputy chair',
    'national local new english welsh british regional statutory multi-agency children young people youth',
    'partners partnership council improve ensure review develop work make support provide',
  ]
    .join(' ')
    .split(' '),
);

const collectors = new WeakMap<Framework, Collector<Named>>();

function namesIn(framework: Framework): Collector<Named> {
  let collector = collectors.get(framework);
  if (collector) return collector;
  const service = [
    ...new Set(framework.serviceWords.map(escapeRegExp)),
    'Youth (?:Justice|Offending) (?:Service|Team)',
  ].join('|');
  const pattern = new RegExp(
    `(?<![\\w&'-])(?<place>(?:[A-Z][A-Za-z&'-]{1,20}(?: (?:and|upon|on|of|with|&|in) | )){1,5}?)(?:the )?(?:${service})(?![\\w-])`,
    'dg',
  );
  collector = inSentences(new RegExp(`\\b(?:${service})\\b`), function* (sentence): Iterable<Named> {
    if (isOfOthers(sentence.text)) return;
    for (const match of sentence.text.matchAll(pattern)) {
      const at = match.indices?.groups?.place;
      if (!at || isQuoted(sentence, match.index)) continue;
      let from = match.index;
      let place = match.groups?.place ?? '';
      // What only begins the sentence is no part of a name.
      for (
        let first = place.split(' ')[0] ?? '';
        noPlace.has(first.toLowerCase());
        first = place.split(' ')[0] ?? ''
      ) {
        from += first.length + 1;
        place = place.slice(first.length + 1);
        if (place === '') break;
      }
      if (place.trim() === '') continue;
      const end = match.index + match[0].length;
      yield {
        sentence,
        name: sentence.text.slice(from, end),
        place: place.trim(),
        range: rangeIn(sentence, from, end),
      };
    }
  });
  collectors.set(framework, collector);
  return collector;
}

/** Sentences that every report has about its own service. */
const stock = [
  /^overall, .{2,120} (?:was|is|has been) rated\b/i,
  /\bwe have given .{2,120} an? (?:overall )?rating\b/i,
  /\bwe have inspected and rated\b/i,
  /\bwe (?:conducted|carried out|undertook) (?:our )?fieldwork\b/i,
  /\b(?:we (?:have made|have also made|make|made)|our|these|a number of) (?:[a-z]+ ){0,3}recommendations\b/i,
  /\brecommendations that (?:we believe )?will (?:enable|help|support|assist)\b/i,
];

function isStock(text: string): boolean {
  return stock.some((each) => each.test(text));
}

/** The words of all that the front matter calls the place and the service. */
function ownWords(report: Report): ReadonlySet<string> {
  const given = ['area', 'area-short', 'service', 'short-name', 'abbreviation'].map(
    (key) => report.frontMatter.values.get(key)?.value ?? '',
  );
  return new Set(given.flatMap((each) => wordsOnly(fold(each)).split(' ')).filter((each) => each !== ''));
}

/** A place is the report's own where all its words are the front matter's. */
function isOwn(own: ReadonlySet<string>, place: string): boolean {
  return wordsOnly(place)
    .split(' ')
    .every(
      (each) =>
        own.has(each) ||
        /^(?:and|the|of|s|council|city|county|borough|district|london|royal|metropolitan)$/.test(each),
    );
}

/** The service's full name, with another abbreviation in brackets than the report's. */
function* abbreviated({ report }: RuleContext): Iterable<Finding> {
  const { values } = report.frontMatter;
  const service = values.get('service');
  const given = values.get('abbreviation');
  if (!service || !given || given.value.trim() === '') return;
  const name = straight(fold(service.value)).toLowerCase();
  const own = new Set(
    ['abbreviation', 'short-name'].flatMap(
      (key) => fold(values.get(key)?.value ?? '').match(/[A-Z]{2,}/g) ?? [],
    ),
  );
  for (const { text, short, range } of report.all(namesWithLetters)) {
    if (!text.endsWith(name) || own.has(short)) continue;
    yield {
      range,
      message: `'${short}' stands for the service here; everywhere else its abbreviation is '${given.value}'.`,
      related: [{ message: `The abbreviation: ${given.value}`, range: given.range }],
    };
  }
}

/** `… Service (CYJS)`: what stands before the brackets, in small letters, and the letters in them. */
const namesWithLetters = inSentences(/(?:ervice|eam) \([A-Z]/, (sentence) =>
  Array.from(
    sentence.text.matchAll(/(?:Service|Team) \(([A-Z]{2,8})\)/g),
    ({ 0: whole, 1: short = '', index }) => {
      const open = index + whole.indexOf('(');
      return {
        text: sentence.text.slice(Math.max(0, open - 200), open - 1).toLowerCase(),
        short,
        range: rangeIn(sentence, open + 1, open + 1 + short.length),
      };
    },
  ),
);

/** The place in the title, where the title is the edition's stock title. */
function* title({ report, framework }: RuleContext): Iterable<Finding> {
  const heading = report.headings.find((each) => each.depth === 1);
  const stockTitle = framework.stock.title;
  const area = report.frontMatter.values.get('area');
  if (!heading || stockTitle === undefined || !area) return;
  const lead = straight(stockTitle.split('{place}')[0] ?? '')
    .trim()
    .toLowerCase();
  const text = straight(heading.text);
  if (lead === '' || !text.toLowerCase().startsWith(lead)) return;
  const place = text.slice(lead.length).trim();
  if (place === '' || place.includes('‹') || isOwn(ownWords(report), fold(place))) return;
  yield {
    range: heading.titleRange,
    message: `The title names '${place}'; the report is about '${area.value}'.`,
    related: [{ message: `The area: ${area.value}`, range: area.range }],
  };
}
