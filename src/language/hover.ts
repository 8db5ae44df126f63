import type { CheckResult } from '../check/check.js';
import { domainOf, keyQuestionText, type Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { explainStandard } from '../rating/explain.js';
import { bandOfShare, bandSpan, rawPercent } from '../rating/figures.js';
import { overallBand } from '../rating/rate.js';
import type { Range } from '../report/range.js';
import { figureCells, type FigureCell } from '../rules/figureCells.js';
import { lowestQuestions } from '../rules/lowestRows.js';
import { proseRatings } from '../rules/proseRatings.js';
import { ratingOf, ruleContext, type RuleContext } from '../rules/rule.js';
import { listed, named, percent, shortQuestion } from '../rules/wording.js';
import { casesBehind } from './hints.js';
import { openText, scoreFigures } from './ratingText.js';

/** The sections of docs/rating.md that hovers lead to. */
export const ratingSections = [
  'Bands',
  'Professional discretion',
  'Score and overall rating',
  'Limiting judgements',
  'Qualitative standards',
  'What a percentage can be',
] as const;
type RatingSection = (typeof ratingSections)[number];

/** The rule behind a word, in plain text. */
export interface Explanation {
  readonly sentences: readonly string[];
  /** The section of the page on the rating rules that says so, with its sources. */
  readonly section: RatingSection;
}

export interface Hover extends Explanation {
  /** Of the word: 0-based UTF-16 offsets. */
  readonly range: Range;
}

/** A word that can be explained; what there is to say is worked out for the one that is asked about. */
interface Word {
  readonly range: Range;
  readonly explain: () => Explanation;
}

/** Explains the rating, percentage, score, standard or key question at an offset; undefined where there is none. */
export function hoverAt({ report }: CheckResult, offset: number): Hover | undefined {
  const context = ruleContext(report);
  if (!context) return undefined;
  for (const { range, explain } of words(context)) {
    // A number's range goes on to the title, and a word ends before its spaces.
    const end = range.start + report.text.slice(range.start, range.end).trimEnd().length;
    if (range.start <= offset && offset < end) return { range: { start: range.start, end }, ...explain() };
  }
  return undefined;
}

function* words(context: RuleContext): Iterable<Word> {
  const { report, framework } = context;
  const page = report.ratingsPage;
  if (page?.score) yield { range: page.score.range, explain: () => explainScore(context) };
  if (page?.overall) yield { range: page.overall.range, explain: () => explainOverallRating(context) };
  for (const { standard: id = '', numberRange, rating } of page?.rows ?? []) {
    const standard = framework.standardById.get(id);
    if (!standard) continue;
    yield { range: numberRange, explain: () => explainNumber(context, standard) };
    if (rating) yield { range: rating.range, explain: () => explainRating(context, standard) };
  }
  for (const { standard, heading, ratings, questions, table, otherTables } of report.sections) {
    yield { range: heading.numberRange, explain: () => explainNumber(context, standard) };
    for (const { range } of ratings) yield { range, explain: () => explainRating(context, standard) };
    for (const { range, keyQuestion } of questions)
      yield { range, explain: () => explainQuestion(context, standard, keyQuestion) };
    for (const each of [table, ...otherTables])
      for (const { wordsRange: range, keyQuestion } of each?.rows ?? [])
        if (keyQuestion !== undefined)
          yield { range, explain: () => explainQuestion(context, standard, keyQuestion) };
  }
  for (const cell of figureCells(context))
    if (cell.figure && cell.figure.figure !== 'unknown')
      yield { range: cell.figure.range, explain: () => explainFigure(context, cell) };
  for (const { of, range } of proseRatings(report))
    yield {
      range,
      explain: () => (of === 'service' ? explainOverallRating(context) : explainRating(context, of.standard)),
    };
}

/** A standard's rating: what drives it, and what it adds to the score. */
function explainRating(context: RuleContext, standard: Standard): Explanation {
  const { framework } = context;
  const rating = ratingOf(context, standard);
  const { reason, effective } = rating;
  const points = framework.ratings.find((each) => each.rating === effective)?.score;
  const counts =
    points === undefined
      ? []
      : standard.scored
        ? [`'${effective ?? ''}' adds ${String(points)} to the score.`]
        : ['It is not counted in the score.'];
  if (reason.kind === 'lowest' || reason.kind === 'discretion') {
    const questions = lowestQuestions(context, standard).map((each) =>
      shortQuestion(context, standard, each),
    );
    const band = framework.ratings.find((each) => each.rating === rating.computed);
    const lowest = `The lowest of its key questions drives the rating of ${named(standard)}: ${percent(reason.percent)} (${listed(questions)}) is ${bandText(framework, band)}.`;
    const moved =
      reason.kind === 'discretion'
        ? [`Professional discretion moved it from '${reason.from}' to '${reason.to}'.`]
        : [];
    return {
      sentences: [lowest, ...moved, ...counts],
      section: reason.kind === 'discretion' ? 'Professional discretion' : 'Bands',
    };
  }
  if (standard.judged === 'qualitative')
    return {
      sentences: [
        `${named(standard)} is rated by the inspectors' judgement; no percentage drives its rating.`,
        ...counts,
      ],
      section: 'Qualitative standards',
    };
  return {
    sentences: [
      `The lowest of its key questions drives the rating of ${named(standard)}. None follows yet: ${explainStandard(framework, standard, rating)}.`,
    ],
    section: 'Bands',
  };
}

function explainOverallRating({ framework, rating }: RuleContext): Explanation {
  const { score, overall, standards } = rating;
  const open = openText(rating);
  if (open !== undefined || score.computed === null)
    return {
      sentences: [
        `The overall rating follows from the score, which is ${scoreFigures(rating)}: ${open ?? ''}.`,
      ],
      section: 'Score and overall rating',
    };
  const band = overallBand(framework, score.computed);
  const span = bandSpan(framework.overall, band, { highest: score.outOf });
  const total = `A score of ${String(score.computed)} out of ${String(score.outOf)}`;
  if (overall.limitedBy === null)
    return {
      sentences: [`${total} is '${band}' (${span}).`],
      section: 'Score and overall rating',
    };
  const { standard } = overall.limitedBy;
  return {
    sentences: [
      `${total} would be '${band}' (${span}), but with ${standard} rated '${standards[standard]?.effective ?? ''}' the overall rating can be '${overall.computed ?? ''}' at most.`,
    ],
    section: 'Limiting judgements',
  };
}

/** The sum: how many standards have each rating, and what each of them adds. */
function explainScore({ framework, rating }: RuleContext): Explanation {
  const scored = framework.standards.filter((each) => each.scored);
  const counts = framework.ratings.toReversed().flatMap((each) => {
    const count = scored.filter(({ id }) => rating.standards[id]?.effective === each.rating).length;
    return count === 0 ? [] : [{ count, rating: each }];
  });
  const sum = counts.map(({ count, rating: { score } }) => `${String(count)} × ${String(score)}`).join(' + ');
  const words = counts.map(({ count, rating: { rating: name } }) => `${String(count)} '${name}'`);
  const { soFar, missing } = rating.score;
  const unscored = framework.standards.filter((each) => !each.scored && rating.covers.includes(each.id));
  return {
    sentences: [
      counts.length === 0
        ? 'The score is the sum of what the ratings of the standards add.'
        : `The score is the sum of what the ratings of the standards add: ${listed(words)} give ${sum} = ${String(soFar)}.`,
      ...(missing.length > 0 ? [`Not rated yet: ${listed(missing)}.`] : []),
      ...(unscored.length > 0 ? [`${listed(unscored.map(named))} is not counted.`] : []),
    ],
    section: 'Score and overall rating',
  };
}

function explainNumber(context: RuleContext, standard: Standard): Explanation {
  const { framework } = context;
  const count = standard.keyQuestions.length;
  return {
    sentences: [
      `${named(standard)} (${domainOf(framework, standard).title}): ${standard.statement}`,
      standard.judged === 'qualitative'
        ? "It is rated by the inspectors' judgement."
        : `The lowest percentage of its ${String(count)} key question${count === 1 ? '' : 's'} drives its rating.`,
      ...(standard.scored ? [] : ['Its rating is not counted in the score.']),
    ],
    section: standard.judged === 'qualitative' ? 'Qualitative standards' : 'Bands',
  };
}

function explainQuestion(context: RuleContext, standard: Standard, index: number): Explanation {
  const { framework, layout } = context;
  const question = standard.keyQuestions[index];
  const text = question ? keyQuestionText(question, standard, layout) : '';
  const sample = framework.cases[domainOf(framework, standard).sample ?? ''];
  const share =
    framework.percentageOf === 'sample'
      ? `all ${sample ?? 'cases inspected'}`
      : 'the cases to which it is relevant';
  return {
    sentences: [
      `Key question ${standard.id}.${String(index + 1)}: ${text}`,
      standard.judged === 'qualitative'
        ? `${named(standard)} is rated by the inspectors' judgement; its key questions have no percentage.`
        : `Its percentage is the share of ${share} where the answer is yes. The lowest of the key questions of ${named(standard)} drives the rating.`,
    ],
    section: standard.judged === 'qualitative' ? 'Qualitative standards' : 'What a percentage can be',
  };
}

function explainFigure(context: RuleContext, cell: FigureCell): Explanation {
  const { framework, views } = context;
  const { figure, standard, keyQuestion, sample } = cell;
  const share = figure?.figure;
  if (typeof share !== 'object')
    return {
      sentences: ['This key question applies to no case, so it is left out when the lowest is looked for.'],
      section: 'Bands',
    };
  const cases = casesBehind(context, cell);
  const arithmetic = share.count
    ? [
        `${String(share.count.cases)} of ${String(share.count.of)} is ${tenths(rawPercent(share))}%, printed ${percent(share.percent)}.`,
      ]
    : cases === undefined
      ? []
      : [`${percent(share.percent)} of ${String(sample?.value)} cases is ${String(cases)}.`];
  if (keyQuestion === undefined)
    return {
      sentences: [...arithmetic, 'A prompt has no band: it drives no rating.'],
      section: 'What a percentage can be',
    };
  const band = bandOfShare(framework, share);
  const { lowest } = ratingOf(context, standard);
  // A second table, such as one in an annexe, drives nothing.
  const drives = views.get(standard.id)?.tableSection?.table.rows.some((each) => each.figure === figure);
  const why =
    drives !== true || lowest === null
      ? `The lowest of the key questions of ${named(standard)} drives the rating.`
      : lowestQuestions(context, standard).includes(keyQuestion)
        ? `It is the lowest of the key questions of ${named(standard)}, which drives the rating.`
        : `The lowest of the key questions of ${named(standard)}, ${percent(lowest)}, drives the rating.`;
  return {
    sentences: [`${percent(share.percent)} is ${bandText(framework, band)}.`, ...arithmetic, why],
    section: 'Bands',
  };
}

/** `'Good' (65–79%: reasonable majority)`. */
function bandText(framework: Framework, band: Framework['ratings'][number] | undefined): string {
  return band
    ? `'${band.rating}' (${bandSpan(framework.ratings, band.rating, { unit: '%' })}: ${band.words})`
    : 'in no band';
}

/** Per cent with at most one decimal. */
function tenths(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}
