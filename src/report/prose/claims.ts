import { domainOf, type Framework } from '../../framework/framework.js';
import type { Domain, Standard } from '../../framework/pack.js';
import { wordsOnly } from '../../framework/wording.js';
import { derived, ownParagraphs } from '../derived.js';
import type { Range } from '../range.js';
import type { Paragraph, Report } from '../report.js';
import { complement, numberExpressions, type Interval, type NumberExpression } from './numbers.js';
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
  /** How the quantity is written. */
  readonly raw: string;
  readonly range: Range;
  /** The clause. */
  readonly text: string;
}

type Dimension = 'desistance' | 'child' | 'others';

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
    ].join('|'),
  ],
  [
    'child',
    [
      `keep(?:ing)? (?:the |a )?${child} safe`,
      `(?:the )?safety(?: and well-?being)? of (?:the |a )?${child}`,
      `(?:the |a )?${child} safety(?: and well-?being)?`,
      'safety and well-?being',
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
  /;|:|\.(?!\d)|,?(?<!\ball) but,? |, with |, and it |,? although |,? while |,? whereas |,? which |,? because |,? and,? (?=overall\b)/g;

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
interface Place {
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

function placeOf(report: Report, framework: Framework, { range }: Paragraph): Place | undefined {
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
  return domain && { domain, standard: undefined };
}

interface Inherited {
  readonly dimension: Dimension;
  readonly of: number | undefined;
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
    const start = sentence.start + from;
    const clause = readClause(framework, place, size, text, inherited);
    for (const each of clause?.claims ?? [])
      yield { ...each, range: sentence.paragraph.flat.range(start, start + text.length), text: text.trim() };
    inherited = mark === ';' ? clause?.leaves : undefined;
    from = index + mark.length;
  }
}

function* ends(text: string): Iterable<{ index: number; mark: string }> {
  for (const match of text.matchAll(clauseEnd)) yield { index: match.index, mark: match[0] };
  yield { index: text.length, mark: '' };
}

/** The noun that a quantity counts, and what may be said of all the cases. */
const cases =
  /^,? ?(?:of )?(?:all )?(?:the |these |our )?(?:(?:inspected|reviewed|sampled) )?(?:cases?|instances)\b(?: (?:in our sample|in the sample))?(?: (?:that )?(?:we )?(?:have |had |were )?(?:inspected|reviewed|examined|sampled|looked at))?/;

function readClause(
  framework: Framework,
  place: Place,
  size: number | undefined,
  original: string,
  inherited: Inherited | undefined,
): { claims: Omit<Claim, 'range' | 'text'>[]; leaves: Inherited } | undefined {
  const lower = original.toLowerCase();
  if (!/\bcases?\b|\binstances\b|\d$|\bof\b/.test(lower)) return undefined;
  // A verdict is looked for again when the rest has been taken out.
  if (!inherited && !mentions.test(lower)) return undefined;
  const expressions = numberExpressions(original);
  const [expression] = expressions;
  if (!expression || expressions.length > 1) return undefined;
  const after = lower.slice(expression.end);
  const noun =
    cases.exec(after)?.[0] ?? (expression.of !== undefined && /^[\s.,]*$/.test(after) ? '' : undefined);
  if (noun === undefined) return undefined;
  const bare = `${lower.slice(0, expression.start)} ${after.slice(noun.length)}`;

  const found = new Set<Dimension>();
  const marked = bare.replace(dimension, (match: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Partial<Record<Dimension, string>>;
    const [name] = dimensions.find(([each]) => groups[each] !== undefined) ?? [];
    if (name !== undefined) found.add(name);
    return match.includes('safety') && name !== 'desistance' ? ' §S ' : ' § ';
  });
  if (found.size > 1) return undefined;
  const about = [...found][0] ?? inherited?.dimension;
  if (about === undefined) return undefined;

  const text = marked.replace(/ {1,9}/g, ' ').trim();
  const standards = standardsOf(place, text);
  if (standards.length === 0) return undefined;
  if (!verdict.test(text) && !/^overall\b/.test(text)) return undefined;
  const own = new Set(standards.flatMap((each) => stageOf(each)?.[2].split(' ') ?? []));
  const left = text
    .replace(/§S?/g, ' ')
    .replaceAll("'s", '')
    .match(/[a-z][a-z-]*|[^\sa-z,.'-]/g);
  const names = standards.map((each) => stageOf(each)?.[1]);
  for (const word of left ?? [])
    if (!neutral.has(word) && !own.has(word) && !names.some((each) => each?.test(word))) return undefined;

  const negative = negativeOf(text, expression);
  if (negative === undefined) return undefined;
  const value = valueOf(framework, expression, size, inherited);
  if (!value) return undefined;
  const met = negative ? complement(value) : value;
  const claims = standards.flatMap((standard) => {
    const keyQuestion = keyQuestionOf(standard, about);
    const raw = original.slice(expression.start, expression.end);
    return keyQuestion === undefined ? [] : [{ standard, keyQuestion, negative, met, expression, raw }];
  });
  return { claims, leaves: { dimension: about, of: expression.of ?? inherited?.of } };
}

/** The share that the clause gives, where it is one of the whole sample; in 2018 no count is. */
function valueOf(
  framework: Framework,
  expression: NumberExpression,
  size: number | undefined,
  inherited: Inherited | undefined,
): Interval | undefined {
  const { kind, value, of } = expression;
  const ofSample = framework.percentageOf === 'sample';
  if (kind === 'count' || kind === 'all-but')
    return ofSample && size !== undefined && of === size ? value : undefined;
  if (kind !== 'number') return value;
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
function keyQuestionOf(standard: Standard, about: Dimension): number | undefined {
  const matching = standard.keyQuestions.flatMap((question, index) => {
    const names = [...question.text.toLowerCase().replace(/[’]/g, "'").matchAll(dimension)].flatMap(
      ({ groups }) => dimensions.flatMap(([name]) => (groups?.[name] === undefined ? [] : [name])),
    );
    return names.includes(about) ? [index] : [];
  });
  return matching.length === 1 ? matching[0] : undefined;
}
