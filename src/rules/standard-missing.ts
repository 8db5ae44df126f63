import { dueness } from '../report/evidence.js';
import type { Standard } from '../framework/pack.js';
import { standardSection } from '../template/section.js';
import { lowestScoreFootnote } from './rating-introduction.js';
import { insertBlock, trimmedEnd } from './edits.js';
import type { Fix, Rule, RuleContext } from './rule.js';
import { named } from './wording.js';

export const standardMissing: Rule = {
  id: 'standard-missing',
  category: 'Structure',
  severity: 'error',
  summary: 'A standard of the framework that has no section in the report.',
  *check(context) {
    const { framework, views, report } = context;
    for (const standard of framework.standards) {
      if (views.get(standard.id)?.body || dueness(report, standard) !== 'due') continue;
      const domain = report.headings.find(
        (each) => each.kind === 'domain' && each.domain === domainNumber(standard),
      );
      const cases = report.frontMatter.cases.get(standard.dueWith ?? '');
      const row = report.ratingsPage?.rows.find((each) => each.standard === standard.id);
      const why =
        standard.dueWith === undefined
          ? 'every report on this framework has one'
          : row
            ? 'the ratings page has a row for it'
            : `the block at the top says that there were ${standard.dueWith} cases`;
      yield {
        range: domain?.content ??
          row?.titleRange ??
          report.headings[0]?.content ?? { start: report.start, end: report.start },
        message: `There is no section on ${named(standard)}; ${why}.`,
        related: row
          ? [{ message: 'Its row on the ratings page', range: row.titleRange }]
          : cases
            ? [{ message: `${String(cases.value)} cases`, range: cases.range }]
            : [],
        fix: insertSection(context, standard),
      };
    }
  },
};

function domainNumber(standard: Standard): number {
  return Number(standard.id.split('.')[0]);
}

function insertSection(context: RuleContext, standard: Standard): Fix {
  const { report, framework, layout, views } = context;
  const order = framework.standards.indexOf(standard);
  const sections = framework.standards.map((each) => views.get(each.id)?.body);
  const before = sections.slice(0, order).findLast((each) => each);
  const after = sections.slice(order + 1).find((each) => each);
  const sameDomain = (section: typeof before) =>
    section !== undefined && domainNumber(section.standard) === domainNumber(standard);
  const part = report.parts.find(
    (each) => each.kind === 'domain' && each.heading.domain === domainNumber(standard),
  );
  // Next to a neighbour of its own domain, else at the end of the domain's part, else where the next domain begins.
  const offset = sameDomain(before)
    ? trimmedEnd(report, before?.range ?? { start: 0, end: 0 })
    : sameDomain(after)
      ? (after?.heading.range.start ?? 0)
      : part
        ? trimmedEnd(report, part.range)
        : (report.parts.find(
            (each) => each.kind === 'domain' && (each.heading.domain ?? 0) > domainNumber(standard),
          )?.range.start ??
          (before
            ? trimmedEnd(report, before.range)
            : trimmedEnd(report, { start: 0, end: report.text.length })));
  const footnote = lowestScoreFootnote(context.report);
  const opening = layout.parts.find((each) => each.domain === domainNumber(standard))?.heading;
  const alone = !part && !sameDomain(before) && !sameDomain(after) && opening !== undefined;
  const lines = [
    // Without its domain's heading the section would belong to the domain before.
    ...(alone ? [`## ${opening}`, ''] : []),
    ...standardSection(framework, standard, layout, {
      footnote: footnote.label,
      footnoteExists: footnote.exists,
      values: report.frontMatter.values,
    }),
  ];
  return {
    title: `Insert a section on ${named(standard)}`,
    safe: false,
    edits: [insertBlock(report, offset, lines)],
  };
}
