import type { FootnoteReference, Report } from '../report/report.js';
import { insertBlock, trimmedEnd } from './edits.js';
import type { Fix, Rule } from './rule.js';

export const footnote: Rule = {
  id: 'footnote',
  category: 'Structure',
  severity: 'warning',
  summary: 'A footnote reference without its text, a text without a reference, or two texts for one label.',
  *checkReport(report) {
    const { references, definitions } = report.footnotes;
    for (const reference of references)
      if (!reference.defined)
        yield {
          range: reference.range,
          message: `Footnote '${reference.label}' is referred to here, but there is no text for it.`,
          fix: textPlace(report, reference),
        };
    const first = new Map<string, (typeof definitions)[number]>();
    for (const definition of definitions) {
      const { label, labelRange: range } = definition;
      const before = first.get(label);
      if (before)
        yield {
          range,
          message: `There are two texts for footnote '${label}'; only the first is used.`,
          related: [{ message: 'The first text', range: before.labelRange }],
        };
      else {
        first.set(label, definition);
        if (!references.some((each) => each.label === label))
          yield { range, message: `Nothing in the report refers to footnote '${label}'.` };
      }
    }
  },
};

/** Puts in where the text of a footnote goes, at the end of the section or part that refers to it. */
function textPlace(report: Report, { label, range: { start } }: FootnoteReference): Fix {
  const next = report.headings.find((each) => each.range.start > start && each.depth <= 3);
  const end = trimmedEnd(report, { start, end: next?.range.start ?? report.text.length });
  return {
    title: `Insert the place for the text of footnote '${label}'`,
    safe: false,
    edits: [insertBlock(report, end, [`[^${label}]: ‹text of the footnote›`])],
  };
}
