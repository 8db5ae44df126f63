import { domainOf, type Framework } from '../../framework/framework.js';
import type { Domain, Standard } from '../../framework/pack.js';
import { escapeRegExp, wordsOnly } from '../../framework/wording.js';
import { derived, ownParagraphs } from '../derived.js';
import type { Range } from '../range.js';
import type { Paragraph, Report } from '../report.js';
import {
  complement,
  numberExpressions,
  roundShare,
  type Interval,
  type NumberExpression,
} from './numbers.js';
import { sampleSize } from './samples.js';
import { sentencesOf, type Sentence } from './sentences.js';

/** A clause that says of one key question, as a whole, in how many cases its standard was met. */
export interface Claim {
  readonly standard: Standard;
  /** Index of the key question in its standard. */
  readonly keyQuestion: number;
  /** It says in how many cases the standard was not met. */
  readonly negative: boolean;
  /** The share of cases that met the standard, from 0 to 1. */
  readonly met: Interval;
  readonly expression: NumberExpression;
  /** Where the sentence does not count but rates the key question: its rating. */
  readonly rating?: string;
  /** How the quantity is written. */
  readonly raw: string;
  readonly range: Range;
  /** The clause. */
  readonly text: string;
}

export type Dimension = 'desistance' | 'child' | 'others';

const child = "(?:child or young person|children and young people|child|children)(?:'s|')?";
/** How prose names what a key question is about. `Keep people safe` is other people. */
const dimensions: readonly (readonly [Dimension, string])[] = [
  ['desistance', `(?:(?:the |a )?${child} )?desistance`],
  [
    'others',
    [
      '(?:keep(?:ing)? )?(?:the )?risks? of (?:serious )?harm(?: (?:posed )?to (?:others|other people))?',
      'keep(?:ing)? (?:other people|others|people) safe',
      '(?:the )?safety of (?:other people|others)',
      "(?:other people|others)'s? safety",
      'that of (?:other people|others)',
    ].join('|'),
  ],
  [
    'child',
    [
      `keep(?:ing)? (?:the |a )?${child} safe`,
      `(?:the )?safety(?: and well-?being)? of (?:the |a )?${child}`,
      `(?:the |a )?${child} safety(?: and well-?being)?`,
      'safety and well-?being',
      `that of (?:the )?${child}`,
    ].join('|'),
  ],
];
const dimension = new RegExp(
  dimensions.map(([name, source]) => `(?<${name}>\\b(?:${source})(?![\\w'-]))`).join('|'),
  'g',
);

/** What tells that a paragraph may hold a claim, in the source. */
const mentions = /desistance|\bsafe(?:ty)?\b|\bharm\b/i;

/** The stages, by the title of their standard: what names them, and other words that go with them. */
const stages: readonly (readonly [RegExp, RegExp, string])[] = [
  [/assessment/i, /\bassessments?\b/, 'assess assessing assessed analysis analyses'],
  [/planning/i, /\bplanning\b|\bplans\b/, 'plan planned'],
  [
    /delivery/i,
    /\bdelivery\b|\bservices\b|\binterventions\b/,
    'implementation implementing delivering delivered service intervention provided provision',
  ],
  [/reviewing/i, /\breviewing\b|\breviews\b/, 'review'],
];

/** Words that carry no part of a key question: with any other word a clause is about something else. */
const neutral = new Set(
  [
    "a an the this that these it its our we's of to in for on with by at from as and or is are was were be been being",
    'had have has did do does done there which both also too again only just overall however although but',
    'similarly likewise furthermore moreover finally in general therefore indeed',
    'we found judged judge inspectors saw felt concluded said',
    'quality level standard standards activity activities work practice approach process progress attention focus',
    'case cases instance instances inspected reviewed examined sample total looked',
    'how well enough good good-quality sufficient sufficiently insufficient insufficiently effective effectively satisfactory',
    'satisfactorily adequate adequately inadequate inadequately suitably strong responsive acceptable',
    'met meet meets meeting fell short failed',
    'support supports supported supporting manage manages managed managing management address addresses addressed addressing',
    'ensure ensured focus focused focuses focussed focusing analyse analysed analyses analysing analysis',
    'undertaken completed carried out judged deemed evident sufficient keep keeping',
    'not no never neither nor',
    'case manager managers case-managers practitioners staff',
  ]
    .join(' ')
    .split(' '),
);

const verdict =
  /\b(?:in)?sufficient(?:ly)?\b|\bm(?:et|eet|eets|eeting) (?:our |the )?standards?\b|\b(?:well|good|responsive|effective|strong) enough\b|\b(?:done|undertaken|carried out|completed|managed|addressed|delivered) (?:sufficiently )?well\b|\b(?:in)?effectively\b|\b(?:un)?satisfactor(?:y|ily)\b|\b(?:in)?adequate(?:ly)?\b|\banalys(?:e|ed|es|ing) how to\b|\bfocus(?:s?ed|es|ing|)? (?:only )?on (?:§|supporting §)|\bsupport(?:ed|s)? §S/;

/** Where one clause ends and another begins. */
const clauseEnd =
  /;|:|\.(?!\d)|,?(?<!\ball) but,? |, with |, and it |, and (?=(?:was|were|is|are|had|has|have|this|these|that was|case managers|practitioners|staff|we|they)\b)|, making |, reflecting |,? and the same |,? although |,? while |,? whereas |,? which |,? because |,? and,? (?=overall\b)/g;

const negations =
  /\bnot\b|n't\b|\binsufficient(?:ly)?\b|\bineffectively\b|\bunsatisfactor(?:y|ily)\b|\binadequate(?:ly)?\b|\bfell short\b|\bfailed\b|\bnever\b|\bneither\b|\bnor\b/g;

/** Paragraphs that may make a claim. */
const mayClaim = ownParagraphs(mentions);

/** The claims about key questions that the prose of the body makes, read once. */
export const claimsOf = derived((report): readonly Claim[] =>
  report.framework ? read(report, report.framework) : [],
);

/** What a paragraph claims, and what that depended on. */
interface Reading {
  readonly outline: Outline;
  readonly place: Place | undefined;
  readonly size: number | undefined;
  readonly claims: readonly Claim[];
}

/** What tells where in the report a paragraph stands. */
type Outline = Pick<Report, 'sections' | 'headings'>;

const readings = new WeakMap<Paragraph, Reading>();

/** What a paragraph speaks about: one standard in its section, or all standards of a domain in its part. */
export interface Place {
  readonly domain: Domain;
  readonly standard: Standard | undefined;
}

function read(report: Report, framework: Framework): Claim[] {
  const { sections, headings } = report;
  const sizes = new Map(
    Object.keys(framework.cases).map((sample) => [sample, sampleSize(report, sample)] as const),
  );
  return report.all(mayClaim).flatMap((paragraph) => {
    const known = readings.get(paragraph);
    const where =
      known?.outline.sections === sections && known.outline.headings === headings ? known : undefined;
    const place = where
      ? where.place
      : report.inAnnexe(paragraph.range)
        ? undefined
        : placeOf(report, framework, paragraph);
    const size = sizes.get(place?.domain.sample ?? '');
    if (where && where.size === size) return where.claims;
    const same =
      known !== undefined &&
      known.place?.domain === place?.domain &&
      known.place?.standard === place?.standard &&
      known.size === size;
    const claims = same
      ? known.claims
      : place
        ? sentencesOf(paragraph).flatMap((each) => [...inSentence(framework, place, size, each)])
        : [];
    readings.set(paragraph, { outline: { sections, headings }, place, size, claims });
    return claims;
  });
}

/** The domain, and in the section of a standard the standard, that a paragraph of the body speaks about. */
export function placeOf(report: Report, framework: Framework, { range }: Paragraph): Place | undefined {
  const section = report.sections.find(
    (each) => !each.inAnnexe && range.start >= each.range.start && range.end <= each.range.end,
  );
  if (section) return { domain: domainOf(framework, section.standard), standard: section.standard };
  const heading = report.headings.findLast((each) => each.range.start < range.start && each.depth <= 3);
  // An executive summary has a heading for each domain, without its number.
  const domain =
    heading?.kind === 'domain'
      ? framework.domains.find((each) => each.number === heading.domain)
      : framework.domains.find((each) => heading && wordsOnly(each.title) === wordsOnly(heading.title));
  // A summary stands in the part of its domain, below a heading of its own.
  const part = report.parts.findLast((each) => each.range.start <= range.start);
  const own =
    domain ??
    (part?.kind === 'domain' && range.end <= part.range.end
      ? framework.domains.find((each) => each.number === part.heading.domain)
      : undefined);
  return own && { domain: own, standard: undefined };
}

/** What a clause takes from the one before. */
interface Inherited {
  readonly dimension: Dimension;
  readonly of: number | undefined;
  /** For `and on keeping other people safe in four`: what was said of which standards. */
  readonly verdict?: { readonly standards: readonly Standard[]; readonly negative: boolean };
}

function* inSentence(
  framework: Framework,
  place: Place,
  size: number | undefined,
  sentence: Sentence,
): Iterable<Claim> {
  if (sentence.text.length > 600 || !mentions.test(sentence.text)) return;
  let from = 0;
  let inherited: Inherited | undefined;
  for (const { index, mark } of ends(sentence.text)) {
    const text = sentence.text.slice(from, index);
    const [first, second] = coordinated(text);
    const clause = readClause(framework, place, size, first, inherited);
    const more = second && clause && readClause(framework, place, size, second.text, clause.leaves);
    for (const [read, words, at] of [
      [clause, first, 0],
      [more, second?.text ?? '', second?.at ?? 0],
    ] as const)
      for (const each of read?.claims ?? []) {
        const start = sentence.start + from + at;
        yield {
          ...each,
          range: sentence.paragraph.flat.range(start, start + words.length),
          text: words.trim(),
        };
      }
    inherited =
      mark === ';' && clause ? { dimension: clause.leaves.dimension, of: clause.leaves.of } : undefined;
    from = index + mark.length;
  }
}

const joint = /,? and (?=(?:on|for|to|in) |that of |those of )/g;

/** The two halves of `… on keeping the child safe in four cases and on keeping other people safe in five`. */
function coordinated(text: string): [string, { readonly text: string; readonly at: number }?] {
  for (const { index, 0: mark } of text.matchAll(joint)) {
    const at = index + mark.length;
    const [first, second] = [text.slice(0, index), text.slice(at)];
    if (numberExpressions(first).length === 1 && numberExpressions(second).length === 1)
      return [first, { text: second, at }];
  }
  return [text];
}

function* ends(text: string): Iterable<{ index: number; mark: string }> {
  for (const match of text.matchAll(clauseEnd)) yield { index: match.index, mark: match[0] };
  yield { index: text.length, mark: '' };
}

/** The noun that a quantity counts, and what may be said of all the cases. */
const cases =
  /^,? ?(?:of )?(?:all )?(?:the |these |our )?(?:(?:inspected|reviewed|sampled) )?(?:(?:children's )?cases?|instances|assessments|plans|reviews)\b(?: (?:in our sample|in the sample))?(?: (?:that )?(?:we )?(?:have |had |were )?(?:inspected|reviewed|examined|sampled|looked at))?/;

function readClause(
  framework: Framework,
  place: Place,
  size: number | undefined,
  original: string,
  inherited: Inherited | undefined,
): { claims: Omit<Claim, 'range' | 'text'>[]; leaves: Inherited } | undefined {
  const lower = original.toLowerCase();
  // A verdict is looked for again when the rest has been taken out.
  if (!inherited && !mentions.test(lower)) return undefined;
  if (
    !/\bcases?\b|\binstances\b|\bassessments\b|\bplans\b|\breviews\b|\d$|\bof\b/.test(lower) &&
    !inherited?.verdict
  )
    return readRating(framework, place, original);
  const expressions = numberExpressions(original);
  const [expression] = expressions;
  if (!expression) return readRating(framework, place, original);
  if (expressions.length > 1) return undefined;
  const after = lower.slice(expression.end);
  const counted = cases.exec(after)?.[0];
  const noun =
    counted ??
    ((expression.of !== undefined || inherited?.verdict) && /^[\s.,]*$/.test(after) ? '' : undefined);
  if (noun === undefined) return undefined;
  // Assessments, plans and reviews are cases, and name their stage.
  const stage = /assessments|plans|reviews/.exec(noun)?.[0] ?? '';
  const about = dimensionsIn(`${lower.slice(0, expression.start)} ${after.slice(noun.length)} ${stage}`);
  if (about.names.size > 1) return undefined;
  const named = [...about.names][0] ?? inherited?.dimension;
  if (named === undefined) return undefined;
  const { text } = about;
  const ownStandards = standardsOf(place, text);
  const standards =
    ownStandards.length === 0 && inherited?.verdict ? [...inherited.verdict.standards] : ownStandards;
  if (standards.length === 0 || !fitsStage(standards, stage)) return undefined;
  if (!inherited?.verdict && !verdict.test(text) && !/^overall\b/.test(text)) return undefined;
  if (isAboutMore(text, standards)) return undefined;

  const own = negativeOf(text, expression);
  if (own === undefined) return undefined;
  const negative = own || inherited?.verdict?.negative === true;
  const raw = original.slice(expression.start, expression.end);
  // `In four cases it was not` may leave out others; `in four cases it was` says in how many.
  const says =
    (counted !== undefined || inherited?.verdict !== undefined) &&
    !negative &&
    stage === '' &&
    /\bin (?:only |just )?$/.test(lower.slice(0, expression.start));
  const value = valueOf(framework, expression, size, inherited, raw, says);
  if (!value) return undefined;
  const met = negative ? complement(value) : value;
  const claims = standards.flatMap((standard) => {
    const keyQuestion = keyQuestionOf(standard, named);
    return keyQuestion === undefined ? [] : [{ standard, keyQuestion, negative, met, expression, raw }];
  });
  return {
    claims,
    leaves: { dimension: named, of: expression.of ?? inherited?.of, verdict: { standards, negative } },
  };
}

/** The dimensions that words name, and the words with a mark in the place of each. */
export function dimensionsIn(lower: string): {
  readonly names: ReadonlySet<Dimension>;
  readonly text: string;
} {
  const names = new Set<Dimension>();
  const marked = lower.replace(dimension, (match: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Partial<Record<Dimension, string>>;
    const [name] = dimensions.find(([each]) => groups[each] !== undefined) ?? [];
    if (name !== undefined) names.add(name);
    return match.includes('safety') && name !== 'desistance' ? ' §S ' : ' § ';
  });
  return { names, text: marked.replace(/ {1,9}/g, ' ').trim() };
}

/** Whether a clause holds any word that does not belong to the key question as a whole. */
function isAboutMore(
  text: string,
  standards: readonly Standard[],
  also: ReadonlySet<string> = new Set(),
): boolean {
  const own = new Set(standards.flatMap((each) => stageOf(each)?.[2].split(' ') ?? []));
  const names = standards.map((each) => stageOf(each)?.[1]);
  const left = text
    .replace(/§S?/g, ' ')
    .replaceAll("'s", '')
    .match(/[a-z][a-z-]*|[^\sa-z,.'-]/g);
  return (left ?? []).some(
    (word) =>
      !neutral.has(word) && !own.has(word) && !also.has(word) && !names.some((each) => each?.test(word)),
  );
}

/** Whether `assessments`, `plans` or `reviews` that are counted are those of the standards. */
function fitsStage(standards: readonly Standard[], stage: string): boolean {
  return stage === '' || standards.every((each) => stageOf(each)?.[1].test(stage));
}

/** Words that may stand beside a rating of a key question. */
const besideRating = new Set(
  'rated judged assessed young people child children relation relating regard terms reducing reduce highly area areas they'.split(
    ' ',
  ),
);

const together = /^[^§]{0,300}§S?(?:(?:,| and|, and) (?:the |for |to |a )?§S?){0,3}[^§]{0,300}$/;

const ratedWords = new WeakMap<Framework, RegExp>();

/** A clause that rates a key question: `Reviewing risk of harm to others was rated as 'Good'`. */
function readRating(
  framework: Framework,
  place: Place,
  original: string,
): { claims: Omit<Claim, 'range' | 'text'>[]; leaves: Inherited } | undefined {
  let pattern = ratedWords.get(framework);
  if (!pattern) {
    const names = framework.ratingNames.map(escapeRegExp).join('|');
    pattern = new RegExp(
      `\\b(?:(?:was|were|is|are|been)(?: (?:also|therefore|both|each))? )?(?<verb>(?:rated|judged|assessed) (?:(?:as|to be) )?)?(?<mark>['"])?(?<rating>${names})\\b['"]?`,
      'i',
    );
    ratedWords.set(framework, pattern);
  }
  const match = pattern.exec(original);
  const typed = match?.groups?.rating;
  if (!match || typed === undefined) return undefined;
  const level = framework.ratings.findIndex((each) => each.rating.toLowerCase() === typed.toLowerCase());
  const rating = framework.ratings[level];
  if (!rating || !/^(?:was|were|is|are|been|rated|judged|assessed)\b/i.test(match[0])) return undefined;
  // `Good` and `inadequate` are words like any other.
  const isRating =
    match.groups?.verb !== undefined ||
    match.groups?.mark !== undefined ||
    typed === rating.rating ||
    level === framework.ratings.length - 1 ||
    typed.includes(' ');
  const rest = original.slice(0, match.index) + ' ' + original.slice(match.index + match[0].length);
  if (!isRating || match[0] === typed) return undefined;
  const { names, text } = dimensionsIn(rest.toLowerCase());
  const standards = standardsOf(place, text);
  if (names.size === 0 || standards.length === 0 || isAboutMore(text, standards, besideRating))
    return undefined;
  // One rating for several that stand together, and no other rating beside it.
  if (text.match(negations) || pattern.test(rest) || !together.test(text)) return undefined;
  const next = framework.ratings[level + 1]?.from ?? 101;
  const met: Interval = {
    low: (rating.from - 0.5) / 100,
    high: (next - 0.5) / 100,
    withLow: true,
    withHigh: false,
  };
  const expression: NumberExpression = { start: match.index, end: match.index, kind: 'words', value: met };
  const claims = standards.flatMap((standard) =>
    [...names].flatMap((about) => {
      const keyQuestion = keyQuestionOf(standard, about);
      const claim = { standard, negative: false, met, expression, raw: typed, rating: rating.rating };
      return keyQuestion === undefined ? [] : [{ ...claim, keyQuestion }];
    }),
  );
  const [about = 'desistance'] = names;
  return { claims, leaves: { dimension: about, of: undefined } };
}

/** The share that the clause gives, where it is one of the whole sample; in 2018 no count is. */
function valueOf(
  framework: Framework,
  expression: NumberExpression,
  size: number | undefined,
  inherited: Inherited | undefined,
  raw: string,
  says: boolean,
): Interval | undefined {
  const { kind, value, of, except } = expression;
  const ofSample = framework.percentageOf === 'sample';
  if (except !== undefined) {
    if (!ofSample || size === undefined || except >= size) return undefined;
    const share = (size - except) / size;
    return { low: share, high: share, withLow: true, withHigh: true };
  }
  if (
    (kind === 'count' || kind === 'all-but') &&
    of !== size &&
    /\bout of (?:three|four|five|ten)$/i.test(raw)
  )
    return roundShare(value);
  if (kind === 'count' || kind === 'all-but')
    return ofSample && size !== undefined && of === size ? value : undefined;
  if (kind !== 'number') return value;
  if (says && ofSample && size !== undefined && expression.hedge === undefined && value.low <= size)
    return { ...value, low: value.low / size, high: value.high / size };
  // `sufficient in nine cases` counts what the clause before did.
  if (!ofSample || size === undefined || inherited?.of !== size || value.low > size) return undefined;
  return { ...value, low: value.low / size, high: value.high / size };
}

/** Whether the clause counts those that did not; undefined where it says nothing exact. */
function negativeOf(text: string, { words }: NumberExpression): boolean | undefined {
  const count = text.match(negations)?.length ?? 0;
  if (count > 1) return undefined;
  // `Not sufficient in every case` may mean in none, or not in all.
  if (count === 1 && words !== undefined && /^(?:every|all|no|none)/.test(words)) return undefined;
  if (/\bnot (?:only|always|every|all|in)\b/.test(text)) return undefined;
  return count === 1;
}

function stageOf(standard: Standard): (typeof stages)[number] | undefined {
  return stages.find(([title]) => title.test(standard.title));
}

/** The standards that a clause is about: its section's own, or in a domain's part those whose stage it names. */
function standardsOf({ domain, standard }: Place, text: string): Standard[] {
  if (standard) return [standard];
  return domain.standards.filter((each) => stageOf(each)?.[1].test(text) === true);
}

/** The key question of a standard that is about a dimension; undefined where there is none or several. */
export function keyQuestionOf(standard: Standard, about: Dimension): number | undefined {
  const matching = standard.keyQuestions.flatMap((question, index) => {
    const names = [...question.text.toLowerCase().replace(/[’]/g, "'").matchAll(dimension)].flatMap(
      ({ groups }) => dimensions.flatMap(([name]) => (groups?.[name] === undefined ? [] : [name])),
    );
    return names.includes(about) ? [index] : [];
  });
  return matching.length === 1 ? matching[0] : undefined;
}
