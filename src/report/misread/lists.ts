import type { Framework } from '../../framework/framework.js';
import { escapeRegExp } from '../../framework/wording.js';
import type { Collector, Passage } from '../text/passage.js';
import { lineEnding } from './headings.js';
import { linesOf, quoted, type Misreading, type SourceLine } from './misreading.js';
import { nodesOf } from './nodes.js';

/** Marks of a list as word processors type them. */
const typedMark = /^[ \t]*([•●▪■◦○‣⁃·\uf0b7])[ \t\u00a0]*(?=[^ \t\u00a0])/;
/** Marks of a list that lack the space after them, or dashes for hyphens. */
const unspaced = /^ {0,3}(?:([-–—])[ \t]*(?=[A-Za-z‘“'"(])|(\d{1,2}[.)])(?=[A-Za-z‘“'"(]))/;

const item = /^ {0,3}(?:[-+*]|\d{1,2}[.)])[ \t]/;

/** Lines that are meant as the items of a list and read as one paragraph. */
export const lostLists: Collector<Misreading> = {
  of: (passage) => {
    if (!/[•●▪■◦○‣⁃·\uf0b7–—-]|\d[.)][ \tA-Za-z‘“'"(]/.test(passage.text)) return [];
    return passage.blocks.flatMap((node): Misreading[] => {
      if (node.type !== 'paragraph') return [];
      const { from, to } = passage.range(node);
      const lines = linesOf(passage.text, from, to);
      const late = lateList(passage, lines);
      if (late) return [late];
      const first = lines[0]?.text ?? '';
      if (!typedMark.test(first) && !unspaced.test(first)) return [];
      const items = lines.map((line) => ({
        line,
        mark: typedMark.exec(line.text) ?? unspaced.exec(line.text),
      }));
      // One line that begins with a dash may be meant so; a typed dot never is.
      if (
        items.some(({ mark, line }) => mark === null && !item.test(line.text)) ||
        (items.length < 2 && !typedMark.test(first))
      )
        return [];
      const repair = items.flatMap(({ line, mark }) =>
        mark
          ? [
              {
                range: passage.place(line.from, line.from + mark[0].length),
                text: mark[2] === undefined ? '- ' : `${mark[2]} `,
              },
            ]
          : [],
      );
      const why = typedMark.test(first)
        ? `an item begins with a hyphen and a space, not with ${quoted(typedMark.exec(first)?.[1] ?? '')}`
        : /^\s*\d/.test(first)
          ? 'the space after the number is missing'
          : 'an item begins with a hyphen and a space';
      return [
        {
          range: passage.place(from, to),
          message: `${items.length === 1 ? 'This is' : 'These lines are'} not read as a list: ${why}.`,
          repair,
          fix: { title: 'Make it a list', safe: false },
        },
      ];
    });
  },
};

/** A numbered list that goes on from another, right below a line of text: only one that begins with 1 may stand there. */
function lateList(passage: Passage, lines: readonly SourceLine[]): Misreading | undefined {
  const first = lines.findIndex(({ text }) => /^ {0,3}\d{1,2}[.)][ \t]+\S/.test(text));
  const numbers = lines
    .slice(first)
    .map(({ text }) => Number(/^ {0,3}(\d{1,2})[.)][ \t]/.exec(text)?.[1] ?? NaN));
  const [start = 0] = numbers;
  const goesOn = numbers.every((number, index) => number === start + index);
  const top = lines[first];
  const last = lines.at(-1);
  if (first < 1 || !goesOn || !top || !last) return undefined;
  if (numbers.length < 2 && !lines[first - 1]?.text.trimEnd().endsWith(':')) return undefined;
  return {
    range: passage.place(top.from, last.to),
    message: `The list from ${String(start)} on is read as part of the line above it: a list that does not begin with 1 needs a blank line above it.`,
    repair: [{ range: passage.place(top.from, top.from), text: lineEnding(passage) }],
    fix: { title: 'Put a blank line above the list', safe: true },
  };
}

const collectors = new WeakMap<Framework, Collector<Misreading>>();

/** Lines such as `Rating: Good` that belong to a list, quotation or footnote, because no blank line stands above them. */
export function swallowedLabels(framework: Framework): Collector<Misreading> {
  let collector = collectors.get(framework);
  if (!collector) {
    const { rating, score, overallRating } = framework.labels;
    const label = new RegExp(
      `^(?:\\*\\*)?(?:${[overallRating, rating, score].map(escapeRegExp).join('|')})(?:\\*\\*)?[ \\t]*:`,
    );
    collectors.set(framework, (collector = { of: (passage) => swallowed(passage, label) }));
  }
  return collector;
}

function swallowed(passage: Passage, label: RegExp): Misreading[] {
  if (!/^[-+*>\d[]|[\r\n][-+*>\d[]/.test(passage.text)) return [];
  return nodesOf(passage, 'paragraph', { inQuotations: true }).flatMap(({ node, isBlock }): Misreading[] => {
    if (isBlock) return [];
    const { from, to } = passage.range(node);
    return linesOf(passage.text, from, to).flatMap((line, index): Misreading[] =>
      index > 0 && label.test(line.text)
        ? [
            {
              range: passage.place(line.from, line.to),
              message: `${quoted(line.text)} is read as part of what stands right above it, because no blank line stands between.`,
              repair: [{ range: passage.place(line.from, line.from), text: lineEnding(passage) }],
              fix: { title: 'Put a blank line above it', safe: true },
            },
          ]
        : [],
    );
  });
}
