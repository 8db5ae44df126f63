import type { Report } from '../report.js';
import type { Collector, Passage } from '../text/passage.js';
import type { Range } from '../range.js';
import type { Misreading } from './misreading.js';
import { nodesOf } from './nodes.js';

/** Footnotes whose text stands on the next line, where Markdown does not look for it, or nowhere. */
export const emptyFootnotes: Collector<Misreading> = {
  of: (passage) =>
    passage.text.includes(']:')
      ? nodesOf(passage, 'footnoteDefinition', { inQuotations: true }).flatMap(({ node }) =>
          node.children.length > 0
            ? []
            : [empty(passage, passage.range(node), node.label ?? node.identifier)],
        )
      : [],
};

function empty(passage: Passage, { from, to }: { from: number; to: number }, label: string): Misreading {
  // On the next line, or set in below a blank one.
  const below = /^([ \t]*(?:\r\n|\n|\r)(?:[ \t]*|[ \t]*(?:\r\n|\n|\r)[ \t]+))(?=[^\s#|[>])/.exec(
    passage.text.slice(to),
  );
  if (below)
    return {
      range: passage.place(from, to),
      message: `The text of footnote '${label}' is read as part of the report, because it stands on the line below. It goes on the same line.`,
      repair: [{ range: passage.place(to, to + (below[1] ?? '').length), text: ' ' }],
      fix: { title: 'Put it on the same line', safe: true },
    };
  return {
    range: passage.place(from, to),
    message: `Footnote '${label}' has no text.`,
    repair: [],
    fix: {
      title: 'Put its text here',
      safe: false,
      edits: [{ range: passage.place(to, to), text: ' ‹text of the footnote›' }],
    },
  };
}

interface Opening {
  readonly label: string;
  readonly range: Range;
  /** Where its colon is missing. */
  readonly gap: Range;
}

const openings: Collector<Opening> = {
  of: (passage) =>
    passage.text.includes('[^')
      ? passage.blocks.flatMap((node) => {
          if (node.type !== 'paragraph') return [];
          const { from, to } = passage.range(node);
          const match = /^(\[\^([^\][\s^]{1,100})\])([ \t]{0,3}:?[ \t]{0,3})(?=\S)/.exec(
            passage.text.slice(from, to),
          );
          if (!match) return [];
          const end = from + (match[1] ?? '').length;
          return [
            {
              label: (match[2] ?? '').toLowerCase(),
              range: passage.place(from, end),
              gap: passage.place(end, end + (match[3] ?? '').length),
            },
          ];
        })
      : [],
};

/** A paragraph that begins with the mark of a footnote that has no text: its colon is missing. */
export function lostFootnotes(report: Report): Misreading[] {
  const candidates = report.all(openings);
  if (candidates.length === 0) return [];
  const count = (labels: readonly { readonly label: string }[]) => {
    const counts = new Map<string, number>();
    for (const { label } of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    return counts;
  };
  const defined = count(report.footnotes.definitions);
  const used = count(report.footnotes.references);
  const opened = count(candidates);
  return candidates.flatMap(({ label, range, gap }): Misreading[] => {
    // The mark at its own beginning is one reference.
    if (defined.has(label) || (used.get(label) ?? 0) < 2 || opened.get(label) !== 1) return [];
    return [
      {
        range,
        message: `The text of footnote '${label}' is read as part of the report: it begins with [^${label}]: and a space.`,
        repair: [{ range: gap, text: ': ' }],
        fix: { title: 'Make it the text of the footnote', safe: false },
      },
    ];
  });
}
