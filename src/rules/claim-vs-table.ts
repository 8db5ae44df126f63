import { percentOf, type Figure } from '../rating/figures.js';
import type { ReportRating } from '../rating/rate.js';
import { rateViews } from '../report/evidence.js';
import { claimsOf, type Claim } from '../report/prose/claims.js';
import { isWithin, type Interval } from '../report/prose/numbers.js';
import { rankingsOf, type Ranking } from '../report/prose/rankings.js';
import { sampleSize } from '../report/prose/samples.js';
import { domainOf } from '../framework/framework.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { listed, named, percent, shortQuestion } from './wording.js';

export const claimVsTable: Rule = {
  id: 'claim-vs-table',
  category: 'Evidence',
  severity: 'warning',
  summary: 'A sentence about a key question that gives another share of cases than its table does.',
  *check(context) {
    for (const claim of claimsOf(context.report)) {
      const finding = contradiction(context, claim);
      if (finding) yield finding;
    }
    for (const ranking of rankingsOf(context.report)) {
      const finding = misranked(context, ranking);
      if (finding) yield finding;
    }
  },
};

/** A key question that is called the weakest or strongest of its standard, and is not in the table. */
function misranked(
  context: RuleContext,
  { standard, keyQuestion, is, raw, range }: Ranking,
): Finding | undefined {
  const table = context.views.get(standard.id)?.tableSection?.table;
  if (!table || table.figures.length < 2) return undefined;
  const percents = table.figures.map((each) => (typeof each === 'object' ? each.percent : NaN));
  const own = percents[keyQuestion] ?? NaN;
  if (percents.some(Number.isNaN)) return undefined;
  const right = is === 'lowest' ? Math.min(...percents) : Math.max(...percents);
  if (own === right) return undefined;
  const other = percents.indexOf(right);
  const row = table.rows.find((each) => each.keyQuestion === other)?.figure;
  return {
    range,
    message: `${named(standard)} (${shortQuestion(context, standard, keyQuestion)}): this sentence says '${raw}', but the table gives it ${percent(own)}, and ${percent(right)} for '${shortQuestion(context, standard, other)}'.`,
    related: row ? [{ message: `${percent(right)} in the table`, range: row.range }] : [],
  };
}

/** The figure of the table that a claim is about, and the shares of cases that it may stand for. */
function printed(context: RuleContext, { standard, keyQuestion }: Claim) {
  const { framework, report, views } = context;
  const table = views.get(standard.id)?.tableSection?.table;
  const row = table?.rows.find((each) => each.keyQuestion === keyQuestion);
  const figure = table?.figures[keyQuestion];
  if (!row?.figure || typeof figure !== 'object') return undefined;
  const size =
    framework.percentageOf === 'sample'
      ? sampleSize(report, domainOf(framework, standard).sample)
      : undefined;
  return { value: figure.percent, size, range: row.figure.range };
}

function contradiction(context: RuleContext, claim: Claim): Finding | undefined {
  const table = printed(context, claim);
  if (!table) return undefined;
  const { value, size } = table;
  const counts = size === undefined ? [] : Array.from({ length: size + 1 }, (_, each) => each);
  const fitting = counts.filter((each) => size !== undefined && percentOf(each, size) === value);
  const agrees =
    fitting.length > 0 && size !== undefined
      ? fitting.some((each) => isWithin(claim.met, each / size))
      : overlap(claim.met, {
          low: (value - 0.5) / 100,
          high: (value + 0.5) / 100,
          withLow: true,
          withHigh: false,
        });
  if (agrees) return undefined;
  const { standard, keyQuestion, negative } = claim;
  if (claim.rating !== undefined) {
    const band = context.framework.ratings.findLast((each) => value >= each.from);
    return {
      range: claim.range,
      message: `${named(standard)} (${shortQuestion(context, standard, keyQuestion)}): the table gives ${percent(value)}, which is in the band of '${band?.rating ?? ''}'; this sentence rates it '${claim.rating}'.`,
      related: [{ message: `${percent(value)} in the table`, range: table.range }],
    };
  }
  // What the table would have to print for the sentence to be right: of several figures the one nearest to it.
  const possible = (
    size === undefined
      ? Array.from({ length: 101 }, (_, each) => each).filter((each) => isWithin(claim.met, each / 100))
      : counts.filter((each) => isWithin(claim.met, each / size)).map((each) => percentOf(each, size))
  ).sort((a, b) => Math.abs(a - value) - Math.abs(b - value));
  const [nearest] = possible;
  const changed = nearest === undefined ? [] : changes(context, claim, nearest);
  const question = `${named(standard)} (${shortQuestion(context, standard, keyQuestion)})`;
  const said = `this sentence says that ${quantity(claim)} ${negative ? 'did not' : 'did'}`;
  return {
    range: claim.range,
    ...(changed.length > 0 ? { severity: 'error' as const } : {}),
    message: `${question}: the table gives ${percent(value)} for the cases that met the standard; ${said}${arithmetic(claim, possible, size)}.${
      changed.length > 0 && nearest !== undefined ? ` With ${percent(nearest)}, ${listed(changed)}.` : ''
    }`,
    related: [{ message: `${percent(value)} in the table`, range: table.range }],
  };
}

/** The quantity as the sentence gives it, with its noun: `five of the nine`, `every case`. */
function quantity({ raw, expression: { words } }: Claim): string {
  const small = raw.toLowerCase();
  if (words === undefined) return small;
  if (words.startsWith('every')) return `${small} case`;
  return /^(?:most|all|no|too few)$/.test(words) ? `${small} cases` : `${small} of cases`;
}

function arithmetic(
  { negative, met, expression }: Claim,
  [nearest, ...further]: readonly number[],
  size: number | undefined,
): string {
  if (nearest === undefined) return '';
  const exact = further.length === 0;
  if (
    exact &&
    size !== undefined &&
    expression.kind !== 'percent' &&
    (expression.kind !== 'words' || negative)
  ) {
    const cases = Math.round(met.low * size);
    return negative || expression.kind !== 'count'
      ? `, so that ${String(cases)} of ${String(size)} did, which is ${percent(nearest)}`
      : `, which is ${percent(nearest)}`;
  }
  if (exact) return negative ? `, so that ${percent(nearest)} did` : '';
  return `, so that it would be ${percent(nearest)} or ${further.some((each) => each > nearest) ? 'more' : 'less'}`;
}

/** Whether two stretches of shares have one in common. */
function overlap(a: Interval, b: Interval): boolean {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  if (high - low > 1e-9) return true;
  return high - low > -1e-9 && isWithin(a, low) && isWithin(b, low);
}

/** The ratings that would be others if the table gave this percentage. */
function changes(context: RuleContext, { standard, keyQuestion }: Claim, value: number): string[] {
  const { report, views, rating } = context;
  const view = views.get(standard.id);
  if (!view?.tableSection) return [];
  const { table } = view.tableSection;
  const figures = table.figures.map((each, index): Figure =>
    index === keyQuestion ? { percent: value } : each,
  );
  const tableSection = { ...view.tableSection, table: { ...table, figures } };
  const after = rateViews(report, new Map(views).set(standard.id, { ...view, tableSection }));
  if (!after) return [];
  const of = (one: ReportRating) => one.standards[standard.id]?.effective ?? null;
  const changed: string[] = [];
  const tell = (name: string, before: string | null, now: string | null) => {
    if (before !== null && now !== null && before !== now)
      changed.push(`${name} would be '${now}' instead of '${before}'`);
  };
  tell(standard.id, of(rating), of(after));
  tell('the overall rating', rating.overall.computed, after.overall.computed);
  return changed;
}
