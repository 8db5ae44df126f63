import type { Rule } from './rule.js';

export const footnote: Rule = {
  id: 'footnote',
  category: 'Structure',
  severity: 'warning',
  summary: 'A footnote reference without its text, a text without a reference, or two texts for one label.',
  *checkReport({ footnotes: { references, definitions } }) {
    for (const reference of references)
      if (!reference.defined)
        yield {
          range: reference.range,
          message: `Footnote '${reference.label}' is referred to here, but there is no text for it.`,
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
