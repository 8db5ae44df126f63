import type { CheckResult, Problem } from '../check/check.js';
import type { Range } from '../report/range.js';
import { ratingOf, ruleContext, type RuleContext } from '../rules/rule.js';
import type { Domain, Standard } from '../framework/pack.js';
import { joined, openText, scoreFigures, standardText, statedText } from './ratingText.js';

/** A line of the list of ratings. */
export interface RatingsEntry {
  /** The same from check to check. */
  readonly id: string;
  readonly label: string;
  /** What stands beside the label. */
  readonly description: string;
  /** Whether all agrees, something does not, or nothing is rated yet; none for a domain. */
  readonly state: 'agrees' | 'differs' | 'open' | undefined;
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

function overall({ report, rating }: RuleContext, problems: readonly Problem[]): RatingsEntry {
  const page = report.ratingsPage;
  const { computed, stated, possible } = rating.overall;
  const differs = stated !== null && !possible.includes(stated);
  return {
    id: 'overall',
    label: 'Overall rating',
    description: joined(
      computed ?? openText(rating),
      differs ? `stated ${stated}` : undefined,
      problemsIn(problems, [page?.overall?.line]),
    ),
    state: differs ? 'differs' : computed === null ? 'open' : 'agrees',
    range: nonEmpty(page?.overall?.range) ?? page?.overall?.line ?? page?.heading.content,
    children: [],
  };
}

function score({ report, rating, framework }: RuleContext, problems: readonly Problem[]): RatingsEntry {
  const page = report.ratingsPage;
  const { computed, stated, outOf } = rating.score;
  const differs = stated !== null && computed !== null && stated !== computed;
  return {
    id: 'score',
    label: framework.labels.score,
    description: joined(
      scoreFigures(rating),
      differs ? `stated ${String(stated)}/${String(outOf)}` : undefined,
      problemsIn(problems, [page?.score?.line]),
    ),
    state: differs ? 'differs' : computed === null ? 'open' : 'agrees',
    range: nonEmpty(page?.score?.range) ?? page?.score?.line ?? page?.heading.content,
    children: [],
  };
}

function domain(context: RuleContext, problems: readonly Problem[], of: Domain): RatingsEntry[] {
  const { report, rating } = context;
  const standards = of.standards.filter((each) => rating.covers.includes(each.id));
  if (standards.length === 0) return [];
  const part = report.parts.find(({ kind, heading }) => kind === 'domain' && heading.domain === of.number);
  return [
    {
      id: String(of.number),
      label: `${String(of.number)}. ${of.title}`,
      description: '',
      state: undefined,
      range: part?.heading.content,
      children: standards.map((each) => standard(context, problems, each)),
    },
  ];
}

function standard(context: RuleContext, problems: readonly Problem[], of: Standard): RatingsEntry {
  const { report, views } = context;
  const rating = ratingOf(context, of);
  const view = views.get(of.id);
  const section = view?.body ?? view?.annexes[0];
  const stated = view?.statedIn?.ratings[0];
  const rows = (report.ratingsPage?.rows ?? []).filter((each) => each.standard === of.id);
  const places = report.sections.filter((each) => each.standard === of).map((each) => each.range);
  const found = problemsIn(problems, [...places, ...rows.map(({ row }) => row.range)]);
  const agrees = found === undefined && statedText(rating, stated) === undefined;
  return {
    id: of.id,
    label: `${of.id}. ${of.title}`,
    description: section ? joined(found, standardText(rating, stated)) : 'no section yet',
    state: rating.effective === null ? 'open' : agrees ? 'agrees' : 'differs',
    range: section?.heading.content,
    children: [],
  };
}

/** How many problems begin in these places; hints, which are what is unfinished, don't count. */
function problemsIn(
  problems: readonly Problem[],
  places: readonly (Range | undefined)[],
): string | undefined {
  const count = problems.filter(
    ({ range: { start }, severity }) =>
      severity !== 'hint' && places.some((each) => each && each.start <= start && start < each.end),
  ).length;
  return count === 0 ? undefined : `${String(count)} problem${count === 1 ? '' : 's'}`;
}

function nonEmpty(range: Range | undefined): Range | undefined {
  return range && range.end > range.start ? range : undefined;
}
