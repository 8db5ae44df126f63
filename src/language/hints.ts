import type { CheckResult } from '../check/check.js';
import { bandOfShare, percentOf } from '../rating/figures.js';
import { figureCells, type FigureCell } from '../rules/figureCells.js';
import { ruleContext, type RuleContext } from '../rules/rule.js';
import { percent } from '../rules/wording.js';
import { joined } from './ratingText.js';

/** Small print behind a percentage. */
export interface Hint {
  /** Behind what the cell holds: a 0-based UTF-16 offset. */
  readonly offset: number;
  readonly text: string;
}

/** The band of each key question's percentage and the cases behind it; of a prompt's, which has no band, the cases. */
export function hints({ report }: CheckResult): Hint[] {
  const context = ruleContext(report);
  if (!context) return [];
  return [...figureCells(context)].flatMap((cell) => {
    const { figure, keyQuestion, cell: holder } = cell;
    if (!figure || typeof figure.figure !== 'object') return [];
    const share = figure.figure;
    const text = joined(
      share.count ? percent(share.percent) : undefined,
      keyQuestion === undefined ? undefined : bandOfShare(context.framework, share).rating,
      casesText(context, cell),
    );
    return text === '' ? [] : [{ offset: holder?.range.end ?? figure.range.end, text }];
  });
}

function casesText(context: RuleContext, cell: FigureCell): string | undefined {
  const cases = casesBehind(context, cell);
  return cases === undefined ? undefined : `${String(cases)} of ${String(cell.sample?.value)}`;
}

/**
 * How many cases of the sample a printed percentage is. Known only where the framework says that it is
 * a share of the whole sample, the front matter gives its size, and one number of cases alone gives the
 * percentage (docs/rating.md, What a percentage can be).
 */
export function casesBehind({ framework }: RuleContext, { figure, sample }: FigureCell): number | undefined {
  if (framework.percentageOf !== 'sample' || !sample || sample.value === 0) return undefined;
  if (typeof figure?.figure !== 'object' || figure.figure.count) return undefined;
  const { percent: value } = figure.figure;
  // What gives a percentage lies within half a point of it.
  const near = Math.floor(((value - 1) * sample.value) / 100);
  let found: number | undefined;
  for (let cases = Math.max(0, near); cases <= sample.value; cases++) {
    const rounded = percentOf(cases, sample.value);
    if (rounded > value) break;
    if (rounded < value) continue;
    if (found !== undefined) return undefined;
    found = cases;
  }
  return found;
}
