import { percentOf } from '../rating/figures.js';
import { placeOf } from '../report/prose/claims.js';
import { countsNothing, numberSource, readNumber } from '../report/prose/numbers.js';
import { sampleSize } from '../report/prose/samples.js';
import { inSentences, isOfOthers, isQuoted, rangeIn, type Sentence } from '../report/prose/sentences.js';
import type { Range } from '../report/range.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { percent } from './wording.js';

export const impossibleCount: Rule = {
  id: 'impossible-count',
  category: 'Evidence',
  severity: 'warning',
  summary:
    'A count that can’t be: more than there are, or a percentage that no number of the inspected cases gives.',
  *check(context) {
    yield* context.report.all(aboveWhole);
    for (const found of context.report.all(ofCases)) {
      const finding = againstSample(context, found);
      if (finding) yield finding;
    }
  },
};

const whole = (name: string) => `(?<${name}>${numberSource})`;
/** Who or what is counted. */
const counted =
  '(?:cases?|children|young people|parents|carers|staff|practitioners|managers|case managers|volunteers|people|respondents|members|victims|interviews|meetings|plans|assessments|reviews|interventions|disposals|orders|recommendations|instances)';
const determiner = '(?:all (?:of )?)?(?:the |these |those |our |its |their )?';
const adjective = '(?:[a-z-]{1,20} ){0,3}?';

interface Pattern {
  /** With groups `part` and `whole`, in either order. */
  readonly pattern: RegExp;
  /** What every sentence has that it finds anything in. */
  readonly sign: RegExp;
}

const answers = /replied|responded|answered|completed/i;
/** The signs of the patterns below, in their order. */
const signs = [
  / of /i,
  /\bof (?:the|these|those|our) /i,
  / of (?:whom|which|them)\b/i,
  /\bof (?:whom|which) /i,
  answers,
  answers,
];

/** `12 of the nine`; `Of the nine children, 12 were …`; `nine staff, 12 of whom`; `the nine who consented, and 12 replied`. */
const patterns: readonly Pattern[] = [
  `${whole('part')}(?: out)? of ${determiner}(?:(?:relevant|inspected|reviewed|sampled|applicable) )?${whole('whole')}`,
  `\\bof (?:the|these|those|our) ${whole('whole')} ${adjective}${counted}\\b(?<between>[^,.;:]{0,80}), (?:only |just |all but |some )?${whole('part')} (?:were|was|are|is|had|have|has|did|said|told|felt|agreed|replied|responded|received|lived|attended|completed)\\b`,
  `${whole('whole')} ${adjective}${counted}\\b(?<between>[^.;:()]{0,60}?),? (?:(?:and|but) )?${whole('part')} of (?:whom|which|them)\\b`,
  `${whole('whole')} ${adjective}${counted}\\b(?<between>[^.;:()]{0,60}?),? \\(?of (?:whom|which) (?:only |just )?${whole('part')} (?:were|was|are|is|had|have|has|did|said|told|felt|agreed|replied|responded|received|lived|attended|completed)\\b`,
  `${whole('whole')} ${adjective}${counted} (?:who|that) (?:had )?(?:consented|agreed|were (?:asked|invited|contacted|surveyed))\\b(?<between>[^.;:()]{0,40}?),? (?:and|but|of whom) (?:only |just )?${whole('part')} (?:of them )?(?:replied|responded|answered|completed)\\b`,
  `\\b(?:survey|questionnaire|letter|text)s?\\b[^.;:\\d]{0,60}? to (?:all |the |all the )?${whole('whole')} ${adjective}${counted}(?<between>[^.;:()]{0,40}?),? (?:and|but|of whom) (?:only |just )?${whole('part')} (?:of them )?(?:replied|responded|answered|completed)\\b`,
].map((source, index) => ({ pattern: new RegExp(source, 'dgi'), sign: signs[index] ?? / / }));

/** What a number begins with, or is. */
const numberSign =
  /\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,6}teen|[a-z]{3,5}ty|hundred)\b/gi;

/** Two numbers of which one is a part of the other and greater than it. */
const aboveWhole = inSentences(
  / of (?:the|these|those|our|its|their|all|whom|which|them|\d|[a-z]+(?:teen|ty)?\b)|per cent|\bOf\b|(?:replied|responded|answered|completed)\b/i,
  function* (sentence): Iterable<Finding> {
    const { text } = sentence;
    // Two numbers at least: a look spares most sentences the patterns.
    const hasTwo = (text.match(numberSign)?.length ?? 0) > 1;
    for (const { pattern, sign } of hasTwo ? patterns : [])
      for (const match of sign.test(text) ? text.matchAll(pattern) : []) {
        const part = match.indices?.groups?.part;
        const all = match.indices?.groups?.whole;
        if (!part || !all || isQuoted(sentence, match.index)) continue;
        if (countsNothing(text, part) || countsNothing(text, all)) continue;
        // A number between them may be the whole: `two managers and eight staff, four of whom`.
        if (new RegExp(numberSource, 'i').test(match.groups?.between ?? '')) continue;
        const [k, n] = [readNumber(text.slice(...part)), readNumber(text.slice(...all))];
        if (k <= n || isYear(text.slice(...part)) || isYear(text.slice(...all))) continue;
        const [first, last] = part[0] < all[0] ? [part, all] : [all, part];
        yield {
          range: rangeIn(sentence, first[0], last[1]),
          message: `${text.slice(...part)} can't be part of ${text.slice(...all)}: the part is more than the whole.`,
          related: [
            { message: `The whole: ${text.slice(...all)}`, range: rangeIn(sentence, ...all) },
            { message: `The part: ${text.slice(...part)}`, range: rangeIn(sentence, ...part) },
          ],
        };
      }
    for (const match of /per cent|%/.test(text) ? text.matchAll(above100) : []) {
      const place = match.indices?.groups?.percent;
      if (!place || readNumber(text.slice(...place)) <= 100 || isQuoted(sentence, match.index)) continue;
      yield {
        range: rangeIn(sentence, match.index, match.index + match[0].length),
        message: `${text.slice(...place)} per cent is more than all of them.`,
      };
    }
  },
);

const above100 = new RegExp(
  `${whole('percent')} ?(?:per cent|%) of ${determiner}${adjective}(?:cases|children|young people|staff|practitioners|respondents|parents|plans|assessments|reviews|interventions|disposals)\\b`,
  'dgi',
);

function isYear(text: string): boolean {
  return /^(?:19|20)\d\d$/.test(text);
}

/** A number of cases, or a share of those that were inspected, in running text. */
interface OfCases {
  readonly sentence: Sentence;
  readonly kind: 'cases' | 'percent';
  readonly value: number;
  readonly raw: string;
  readonly range: Range;
}

const cases = new RegExp(
  [
    `(?:(?:out )?of (?:all )?(?:the |these |our )?(?:(?:relevant|inspected|reviewed) )?|\\b(?:in|all|all the|all of the|each of the|every one of the|these|our) (?:only |just )?(?:(?:relevant|inspected|reviewed) )?)${whole('of')} (?:(?:relevant|inspected|reviewed|applicable) )?(?:cases|instances)\\b(?! (?:open|held|managed|on the|closed|referred|allocated|supervised|worked|that were (?:open|closed|referred)|per\\b|each\\b))`,
    `${whole('counted')} of (?:the |our )?(?:inspected cases|cases (?:that )?(?:we )?(?:inspected|reviewed|examined))\\b`,
  ].join('|'),
  'dgi',
);
const inspectedShare = new RegExp(
  `(?<before>\\b[a-z-]+ )?${whole('percent')} per cent of (?:all )?(?:the )?(?:inspected cases|cases (?:that )?we (?:inspected|reviewed|examined|looked at)|cases (?:inspected|reviewed|examined|sampled)|cases in (?:our|the) sample)\\b`,
  'dgi',
);
const hedge =
  /^(?:about|around|approximately|roughly|nearly|almost|over|under|than|least|most|to|and|or|between) $/i;
/** Other cases than those of the domain that were inspected. */
const otherCases =
  /\b(?:caseloads?|audit(?:s|ed)?|dip|sampled by|across|both|combined|in total|altogether|thematic|national(?:ly)?|the service's own|their own|per (?:year|worker)|a year|each year)\b/i;

const ofCases = inSentences(/\bcases\b|\binstances\b/, function* (sentence): Iterable<OfCases> {
  const { text } = sentence;
  if (isOfOthers(text) || otherCases.test(text)) return;
  for (const match of text.matchAll(cases)) {
    const place = match.indices?.groups?.of ?? match.indices?.groups?.counted;
    if (!place || isQuoted(sentence, match.index) || countsNothing(text, place)) continue;
    const raw = text.slice(...place);
    yield { sentence, kind: 'cases', value: readNumber(raw), raw, range: rangeIn(sentence, ...place) };
  }
  for (const match of text.matchAll(inspectedShare)) {
    const place = match.indices?.groups?.percent;
    if (!place || isQuoted(sentence, match.index) || hedge.test(match.groups?.before ?? '')) continue;
    const raw = text.slice(...place);
    yield {
      sentence,
      kind: 'percent',
      value: readNumber(raw),
      raw,
      range: rangeIn(sentence, match.index, match.index + match[0].length),
    };
  }
});

/** The most cases of which every percentage is told apart. */
const mostCases = 20;

function againstSample(
  context: RuleContext,
  { sentence, kind, value, raw, range }: OfCases,
): Finding | undefined {
  const { report, framework } = context;
  if (report.inAnnexe(range)) return undefined;
  const place = placeOf(report, framework, sentence.paragraph);
  const sample = place?.domain.sample;
  // What is said of policy is not said of the inspected cases.
  if (!place || sample === undefined || place.standard?.judged === 'qualitative') return undefined;
  const size = sampleSize(report, sample);
  if (size === undefined || size === 0) return undefined;
  const given = report.frontMatter.cases.get(sample);
  const related = given ? [{ message: `The sample: ${String(size)}`, range: given.range }] : [];
  const what = framework.cases[sample] ?? sample;
  if (kind === 'cases') {
    // `Nine out of ten` is a way to give a share.
    if (value <= size || (value === 10 && /^ten$/i.test(raw)) || namesAnother(context, sample, sentence.text))
      return undefined;
    return {
      range,
      message: `${raw} cases are more than were inspected: the sample (${what}) is ${String(size)}.`,
      related,
    };
  }
  if (size > mostCases || framework.percentageOf !== 'sample' || !Number.isInteger(value) || value > 100)
    return undefined;
  if (namesAnother(context, sample, sentence.text)) return undefined;
  const shares = Array.from({ length: size + 1 }, (_, each) => percentOf(each, size));
  if (shares.includes(value)) return undefined;
  const near = shares
    .map((share, index) => ({ share, index }))
    .sort((a, b) => Math.abs(a.share - value) - Math.abs(b.share - value))
    .slice(0, 2)
    .sort((a, b) => a.share - b.share)
    .map(({ share, index }) => `${String(index)} of ${String(size)} is ${percent(share)}`);
  return {
    range,
    message: `No number of the ${String(size)} inspected cases (${what}) is ${raw} per cent: ${near.join(', ')}.`,
    related,
  };
}

/** Whether a sentence names the cases of another sample than the one of its domain. */
function namesAnother({ framework }: RuleContext, sample: string, text: string): boolean {
  // Every out-of-court disposal has a court disposal in its name.
  const words = (framework.samples[sample]?.named ?? []).reduce(
    (rest, own) => rest.replaceAll(own, ' '),
    text.toLowerCase(),
  );
  return Object.entries(framework.samples).some(
    ([name, { named }]) => name !== sample && named.some((each) => words.includes(each)),
  );
}
