import type { Part } from '../framework/pack.js';
import { nearest } from '../framework/nearest.js';
import { dueness } from '../report/evidence.js';
import { isPart } from '../report/parts.js';
import { partTemplate, unscoredLabel } from '../template/part.js';
import { freeLabel, insertBlock, trimmedEnd, replacement } from './edits.js';
import type { Rule, RuleContext } from './rule.js';

export const sectionMissing: Rule = {
  id: 'section-missing',
  category: 'Structure',
  severity: 'warning',
  summary: 'A part of the report that its layout requires and that is not there.',
  *check(context) {
    const { report, layout } = context;
    const present = new Set(report.parts.map((each) => each.part));
    for (const [index, part] of layout.parts.entries()) {
      if (present.has(part) || !isDue(context, part)) continue;
      // A heading of no known part with nearly the same words is this one, mistyped.
      const strangers = report.parts.filter(
        (each) => each.part === undefined && each.heading.kind === 'other',
      );
      const meant = nearest(
        part.heading,
        strangers.map((each) => each.heading.text),
        4,
      );
      const stranger =
        part.kind === 'ratings' && report.ratingsPage
          ? report.parts.find(
              (each) => each.heading === report.ratingsPage?.heading && each.part === undefined,
            )
          : strangers.find((each) => each.heading.text === meant);
      if (stranger) {
        const { content } = stranger.heading;
        yield {
          range: content,
          message: `This form of report has a part '${part.heading}'; this heading says '${stranger.heading.text}'.`,
          fix: replacement(content, part.heading),
        };
        continue;
      }
      const deeper = report.headings.find(
        (each) => each.kind === 'other' && each.depth !== 2 && !each.inAnnexe && isPart(part, each.text),
      );
      if (deeper) {
        const { range, content, depth } = deeper;
        const marks = { start: range.start, end: range.start + depth };
        const hasMarks = report.slice(marks.start, marks.end) === '#'.repeat(depth);
        yield {
          range: content,
          message: `'${part.heading}' is a part of the report, so its heading should have two number signs (##), not ${String(depth)}.`,
          ...(hasMarks
            ? {
                fix: {
                  title: 'Make it a heading with ##',
                  safe: false,
                  edits: [{ range: marks, text: '##' }],
                },
              }
            : {}),
        };
        continue;
      }
      const before = layout.parts.slice(0, index).findLast((each) => present.has(each));
      const after = layout.parts.slice(index + 1).find((each) => present.has(each));
      const previous = report.parts.find((each) => before && each.part === before);
      const next = report.parts.find((each) => after && each.part === after);
      const offset = previous
        ? trimmedEnd(report, previous.range)
        : (next?.range.start ?? trimmedEnd(report, { start: 0, end: report.text.length }));
      const neighbour = previous ?? next;
      yield {
        range: neighbour?.heading.content ??
          report.headings[0]?.content ?? { start: report.start, end: report.start },
        message:
          `The report has no part '${part.heading}', which this form of report has` +
          (neighbour ? ` ${previous ? 'after' : 'before'} '${neighbour.heading.text}'.` : '.'),
        fix: {
          title: `Insert '${part.heading}'`,
          safe: false,
          edits: [
            insertBlock(
              report,
              offset,
              partTemplate(context.framework, layout, part, {
                values: report.frontMatter.values,
                standards: context.framework.standards.filter((each) =>
                  context.rating.covers.includes(each.id),
                ),
                label: freeLabel(report, unscoredLabel(context.framework)),
              }),
            ),
          ],
        },
      };
    }
  },
};

function isDue({ framework, report }: RuleContext, part: Part): boolean {
  const domain = part.domain === undefined ? undefined : framework.domainByNumber.get(part.domain);
  return !domain || domain.standards.some((each) => dueness(report, each) === 'due');
}
