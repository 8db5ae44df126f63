import type { CheckResult } from '../check/check.js';
import type { Range } from '../report/range.js';
import type { Heading, StandardSection } from '../report/report.js';
import { ratingOf, ruleContext, type RuleContext } from '../rules/rule.js';
import { sectionEnds } from './levels.js';
import { scoreText, standardText } from './ratingText.js';

/** An entry of the outline. Offsets are 0-based UTF-16; the entries below lie within `range`. */
export interface OutlineEntry {
  readonly name: string;
  /** What stands beside it in small print; empty where there is nothing to say. */
  readonly detail: string;
  readonly range: Range;
  readonly selection: Range;
  readonly children: OutlineEntry[];
}

/** The outline: every heading, standards in their domains, with the ratings and the score beside them. */
export function outline({ report }: CheckResult): OutlineEntry[] {
  const context = ruleContext(report);
  const parts = new Set(report.parts.map((each) => each.heading));
  const sections = new Map(report.sections.map((each) => [each.heading, each]));
  const levels = report.headings.map((each) => levelOf(each, parts));
  const ends = sectionEnds(levels);
  const top: OutlineEntry[] = [];
  const open: { level: number; children: OutlineEntry[] }[] = [];
  report.headings.forEach((heading, index) => {
    const level = levels[index] ?? 1;
    const entry: OutlineEntry = {
      name: heading.text.replace(/\s+/g, ' ').trim() || 'Heading without words',
      detail: context ? detailOf(context, heading, sections.get(heading)) : '',
      range: {
        start: heading.range.start,
        end: report.headings[ends[index] ?? levels.length]?.range.start ?? report.text.length,
      },
      selection: heading.range,
      children: [],
    };
    while ((open.at(-1)?.level ?? 0) >= level) open.pop();
    (open.at(-1)?.children ?? top).push(entry);
    open.push({ level, children: entry.children });
  });
  return top;
}

/** Parts stand beside the title, and a standard in its part, whatever the depth that was typed. */
function levelOf(heading: Heading, parts: ReadonlySet<Heading>): number {
  if (parts.has(heading) || heading.depth === 1) return 1;
  return heading.kind === 'standard' ? 2 : Math.max(2, heading.depth - 1);
}

function detailOf(context: RuleContext, heading: Heading, section: StandardSection | undefined): string {
  const { report, rating, views } = context;
  if (report.ratingsPage?.heading === heading) return scoreText(rating);
  if (!section) return '';
  const { standard, ratings } = section;
  return standardText(
    ratingOf(context, standard),
    ratings[0] ?? views.get(standard.id)?.statedIn?.ratings[0],
  );
}
