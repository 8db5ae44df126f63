import type { CheckResult, Problem } from '../check/check.js';
import type { Range } from '../report/range.js';
import { ratingOf, ruleContext, severities, type RuleContext, type Severity } from '../rules/rule.js';
import type { Framework } from '../framework/framework.js';
import type { Domain, Standard } from '../framework/pack.js';
import { counted, countedInSigns } from './severityText.js';
import { joined, openText, scoreFigures, statedText } from './ratingText.js';

/** A line of the list of ratings. */
export interface RatingsEntry {
  /** The same from check to check. */
  readonly id: string;
  /** The number and the rating: what must never be cut off. */
  readonly label: string;
  /** What is wrong, then the title. */
  readonly description: string;
  /** All of it, as it is read out. */
  readonly words: string;
  /** The rating's place among the framework's, 0 for the lowest; undefined where nothing is rated. */
  readonly rank: number | undefined;
  /** The most severe of its problems; hints, which are what is unfinished, are none. */
  readonly worst: Severity | undefined;
  /** The standard, for one that has a section whose rating can be set. */
  readonly standard: string | undefined;
  /** Where a click goes: 0-based UTF-16 offsets; undefined where the draft has no such place yet. */
  readonly range: Range | undefined;
  readonly children: readonly RatingsEntry[];
}

/** Overall rating and score, then the domains with their standards; nothing where the framework is not known. */
export function ratingsTree({ report, problems }: CheckResult): RatingsEntry[] {
  const context = ruleContext(report);
  if (!context) return [];
  return [
    overall(context, problems),
    score(context, problems),
    ...context.framework.domains.flatMap((each) => domain(context, problems, each)),
  ];
}

function overall({ report, rating, framework }: RuleContext, problems: readonly Problem[]): RatingsEntry {
  const page = report.ratingsPage;
  const { computed, stated, possible } = rating.overall;
  return entry({
    id: 'overall',
    name: 'Overall rating',
    value: computed ?? openText(rating) ?? '',
    rank: rankOf(framework, computed),
    stated: stated !== null && !possible.includes(stated) ? `stated ${stated}` : undefined,
    problems: problemsIn(problems, [page?.overall?.line]),
    range: nonEmpty(page?.overall?.range) ?? page?.overall?.line ?? page?.heading.content,
  });
}

function score({ report, rating, framework }: RuleContext, problems: readonly Problem[]): RatingsEntry {
  const page = report.ratingsPage;
  const { computed, stated, outOf } = rating.score;
  const differs = stated !== null && computed !== null && stated !== computed;
  return entry({
    id: 'score',
    name: framework.labels.score,
    value: scoreFigures(rating),
    stated: differs ? `stated ${String(stated)}/${String(outOf)}` : undefined,
    problems: problemsIn(problems, [page?.score?.line]),
    range: nonEmpty(page?.score?.range) ?? page?.score?.line ?? page?.heading.content,
  });
}

function domain(context: RuleContext, problems: readonly Problem[], of: Domain): RatingsEntry[] {
  const { report, rating } = context;
  const standards = of.standards.filter((each) => rating.covers.includes(each.id));
  if (standards.length === 0) return [];
  const part = report.parts.find(({ kind, heading }) => kind === 'domain' && heading.domain === of.number);
  const label = `${String(of.number)}. ${of.title}`;
  return [
    {
      id: String(of.number),
      label,
      description: '',
      words: label,
      rank: undefined,
      worst: undefined,
      standard: undefined,
      range: part?.heading.content,
      children: standards.map((each) => standard(context, problems, each)),
    },
  ];
}

function standard(context: RuleContext, problems: readonly Problem[], of: Standard): RatingsEntry {
  const { report, views, framework } = context;
  const rating = ratingOf(context, of);
  const view = views.get(of.id);
  const section = view?.body ?? view?.annexes[0];
  const stated = view?.statedIn?.ratings[0];
  const rows = (report.ratingsPage?.rows ?? []).filter((each) => each.standard === of.id);
  const places = report.sections.filter((each) => each.standard === of).map((each) => each.range);
  return {
    ...entry({
      id: of.id,
      name: `${of.id} ${of.title}`,
      value: section ? (rating.effective ?? 'Not rated yet') : 'No section yet',
      rank: rankOf(framework, rating.effective),
      stated: section && statedText(rating, stated),
      problems: problemsIn(problems, [...places, ...rows.map(({ row }) => row.range)]),
      range: section?.heading.content,
      number: of.id,
      title: of.title,
    }),
    standard: view?.body ? of.id : undefined,
  };
}

/** A line that has a rating or the score. */
function entry(of: {
  readonly id: string;
  /** What is rated, in full. */
  readonly name: string;
  readonly value: string;
  readonly rank?: number | undefined;
  readonly stated: string | undefined;
  readonly problems: readonly Problem[];
  readonly range: Range | undefined;
  /** Of a standard: what stands before the rating, and what goes last. */
  readonly number?: string;
  readonly title?: string;
}): RatingsEntry {
  return {
    id: of.id,
    label: of.number === undefined ? `${of.name}: ${of.value}` : `${of.number} ${of.value}`,
    description: joined(of.stated, countedInSigns(of.problems), of.title),
    words: joined(`${of.name}: ${of.value}`, of.stated, counted(of.problems)),
    rank: of.rank,
    worst: severities.find((severity) => of.problems.some((each) => each.severity === severity)),
    standard: undefined,
    range: of.range,
    children: [],
  };
}

function rankOf({ ratingNames }: Framework, rating: string | null): number | undefined {
  const rank = rating === null ? -1 : ratingNames.indexOf(rating);
  return rank < 0 ? undefined : rank;
}

/** The problems that begin in these places; what is only not written yet doesn't count. */
function problemsIn(
  problems: readonly Problem[],
  places: readonly (Range | undefined)[],
): readonly Problem[] {
  return problems.filter(
    ({ range: { start }, severity, unfinished }) =>
      severity !== 'hint' &&
      !unfinished &&
      places.some((each) => each && each.start <= start && start < each.end),
  );
}

function nonEmpty(range: Range | undefined): Range | undefined {
  return range && range.end > range.start ? range : undefined;
}
