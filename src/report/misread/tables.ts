import type { Html, Paragraph, Table, TableRow } from 'mdast';
import { numberInWords } from '../prose/numbers.js';
import type { Report } from '../report.js';
import type { TextEdit } from '../range.js';
import type { Collector, Passage } from '../text/passage.js';
import { lineEnding } from './headings.js';
import { linesOf, quoted, type Misreading, type SourceLine } from './misreading.js';
import { lastUpTo } from '../words.js';
import { nodesOf } from './nodes.js';

/** A line that can only be meant as a row of a table. */
const rowLine = /^ {0,3}\|/;
/** The second line of a table, with whatever dashes an editor has made of its hyphens. */
const ruleLine = /^(?=[^\r\n‐‑‒–—―−=_-]*[‐‑‒–—―−=_-])[ \t|:+=_\-‐‑‒–—―−]+$/;

/** Rows of tables that are paragraphs to Markdown, and lines that are rows and were not meant so. */
export const misreadTables: Collector<Misreading> = {
  of: (passage) => {
    if (!passage.text.includes('|')) return [];
    return [
      ...passage.blocks.flatMap((node, index) =>
        node.type === 'html' ? commentInTable(passage, node, index) : [],
      ),
      ...nodesOf(passage, 'paragraph', { inQuotations: false }).flatMap(({ node, isBlock }) =>
        lostRows(passage, node, isBlock),
      ),
      ...nodesOf(passage, 'table', { inQuotations: true }).flatMap(({ node, isBlock }) =>
        isBlock ? [...wrongRows(passage, node)] : [],
      ),
    ];
  },
};

/** The cells of a row as they are typed, by offsets into the line, without the bars. */
export function cellsOf(line: string): { from: number; to: number }[] {
  const bars: number[] = [];
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '\\') index++;
    else if (line[index] === '|') bars.push(index);
  }
  const lead = /^\s*/.exec(line)?.[0].length ?? 0;
  const trail = line.trimEnd().length;
  const edges = [
    ...(bars[0] === lead ? [] : [lead - 1]),
    ...bars,
    ...(bars.at(-1) === trail - 1 ? [] : [trail]),
  ];
  return edges.slice(1).map((to, index) => ({ from: (edges[index] ?? 0) + 1, to }));
}

function lostRows(passage: Passage, node: Paragraph, isBlock: boolean): Misreading[] {
  const { from, to } = passage.range(node);
  const lines = linesOf(passage.text, from, to);
  const first = lines.findIndex(({ text }, index) => rowLine.test(text) && (index > 0 || isBlock));
  const head = lines[first];
  if (!head) return [];
  const rows = lines.slice(first);
  const eol = lineEnding(passage);
  const insert = (offset: number, text: string): TextEdit => ({ range: passage.place(offset, offset), text });
  const second = rows[1];
  const end = rows.findLast(({ text }) => rowLine.test(text) || ruleLine.test(text)) ?? head;
  const range = passage.place(head.from, end.to);
  const columns = cellsOf(head.text).length;
  if (first > 0 && second && isRule(second.text, columns))
    return [
      {
        range,
        message: 'This table is read as text, because the lines of a list or paragraph stand right above it.',
        repair: [insert(head.from, eol)],
        fix: { title: 'Put a blank line above the table', safe: true },
      },
    ];
  if (second && ruleLine.test(second.text)) {
    const right = ruleFor(second.text, columns);
    const dashes = /[‐‑‒–—―−]/.test(second.text);
    const has = cellsOf(second.text).length;
    return [
      {
        range: passage.place(second.from, second.to),
        message: dashes
          ? 'This table is read as text: the second line of a table consists of hyphens, not of dashes.'
          : has === columns
            ? 'This table is read as text: its second line consists of bars, hyphens and colons alone.'
            : `This table is read as text: its first line has ${cells(columns)} and its second line ${String(has)}.`,
        repair: [
          { range: passage.place(second.from, second.to), text: right },
          ...(first > 0 ? [insert(head.from, eol)] : []),
        ],
        fix: { title: `Make the second line '${right}'`, safe: true },
      },
    ];
  }
  if (ruleLine.test(head.text) && second && rowLine.test(second.text)) {
    const header = `|${'  |'.repeat(cellsOf(second.text).length)}`;
    return [
      {
        range: passage.place(head.from, head.to),
        message: 'This table is read as text: its first line, with what its columns are called, is missing.',
        repair: [insert(head.from, `${header}${eol}`)],
        fix: { title: 'Insert an empty first line', safe: false },
      },
    ];
  }
  // Rows below a table that something has cut off: see cutTables.
  if (first === 0 && isBlock && follows(passage, node)) return [];
  if (!second || !rowLine.test(second.text) || columns < 2) return [];
  const rule = `|${' --- |'.repeat(columns)}`;
  return [
    {
      range,
      message: `This table is read as text: the line of hyphens below its first line (${rule}) is missing.`,
      repair: [insert(head.to, `${eol}${rule}`), ...(first > 0 ? [insert(head.from, eol)] : [])],
      fix: { title: 'Insert the line of hyphens', safe: true },
    },
  ];
}

function cells(count: number): string {
  return count === 1 ? 'one cell' : `${String(count)} cells`;
}

function isRule(text: string, columns: number): boolean {
  return /^(?=[^-]*-)[ \t|:-]+$/.test(text) && cellsOf(text).length === columns;
}

/** The second line that fits a table, with the alignment of each column that has one. */
function ruleFor(text: string, columns: number): string {
  const given = cellsOf(text).map(({ from, to }) => text.slice(from, to).trim());
  const cell = (index: number) => {
    // Of too many the last is that of the last column.
    const old = (index === columns - 1 && given.length > columns ? given.at(-1) : given[index]) ?? '';
    const [left, right] = [old.startsWith(':'), old.length > 1 && old.endsWith(':')];
    return `${left ? ':' : ''}---${right ? ':' : ''}`;
  };
  return `| ${Array.from({ length: columns }, (_, index) => cell(index)).join(' | ')} |`;
}

/** Whether a block of rows stands right below a table in its passage, with at most a comment between. */
function follows(passage: Passage, node: Paragraph): boolean {
  const index = passage.blocks.indexOf(node);
  const before = passage.blocks.slice(0, index).findLast(({ type }) => type !== 'html');
  return before?.type === 'table';
}

/** A comment between two rows of a table. */
function commentInTable(passage: Passage, node: Html, index: number): Misreading[] {
  const table = passage.blocks[index - 1];
  const below = passage.blocks[index + 1];
  if (table?.type !== 'table' || below?.type !== 'paragraph') return [];
  const comment = passage.range(node);
  const rest = passage.range(below);
  const top = passage.range(table);
  const between = (from: number, to: number) =>
    /^[ \t]*(?:\r\n|\n|\r)[ \t]*$/.test(passage.text.slice(from, to));
  if (
    !rowLine.test(passage.text.slice(rest.from, rest.to)) ||
    !between(top.to, comment.from) ||
    !between(comment.to, rest.from)
  )
    return [];
  const cut = { range: passage.place(comment.from, rest.from), text: '' };
  const eol = lineEnding(passage);
  const words = passage.text.slice(comment.from, comment.to);
  // What turns a rule off for one row turns it off for the table, in which it can't stand.
  const rule = /^(<!--\s*inspection-report-disable)-next-line(\s+)([a-z-]+)/.exec(words);
  const insert = (offset: number, text: string) => ({ range: passage.place(offset, offset), text });
  return [
    {
      range: comment,
      message:
        'A comment inside a table ends the table: the rows below are read as text. It stands above the table, or in a cell.',
      repair: [cut],
      fix: {
        title: 'Move the comment above the table',
        safe: false,
        edits: rule
          ? [
              insert(top.from, words.replace('-next-line', '') + eol),
              cut,
              insert(rest.to, `${eol}<!-- inspection-report-enable ${rule[3] ?? ''} -->`),
            ]
          : [insert(top.from, words + eol), cut],
      },
    },
  ];
}

function* wrongRows(passage: Passage, node: Table): Iterable<Misreading> {
  const [header, ...rows] = node.children;
  if (!header) return;
  const columns = header.children.length;
  const eol = lineEnding(passage);
  const barred = /^[ \t>]*\|/.test(lineOf(passage, header).text);
  let below = false;
  for (const row of rows) {
    if (below) break;
    const line = lineOf(passage, row);
    const place = passage.place(line.from, line.to);
    if (barred && !line.text.includes('|')) {
      below = true;
      yield {
        range: place,
        message: `${quoted(line.text)} is read as a row of the table, because no blank line stands between.`,
        repair: [{ range: passage.place(line.from, line.from), text: eol }],
        fix: { title: 'Put a blank line below the table', safe: true },
      };
      continue;
    }
    const cells = cellsOf(line.text);
    if (cells.length > columns) yield tooManyCells(passage, line, cells, columns);
  }
}

function lineOf(passage: Passage, row: TableRow): SourceLine {
  const { from, to } = passage.range(row);
  return { from, to, text: passage.text.slice(from, to) };
}

/** A figure as key-question tables hold it. */
const figure = /^(?:\d{1,3}\s?(?:%|per cent)|\d{1,4}\s?(?:\/|of|out of)\s?\d{1,4}|n\/a|tbc|[-–—])$/i;

function tooManyCells(
  passage: Passage,
  line: SourceLine,
  cells: readonly { from: number; to: number }[],
  columns: number,
): Misreading {
  const count = (of: number) => numberInWords(of) ?? String(of);
  const said = `This row has ${count(cells.length)} cells, its table ${count(columns)}`;
  const text = ({ from, to }: { from: number; to: number }) => line.text.slice(from, to);
  const last = cells.at(-1);
  // Words, words, and the figure at the end: a bar stands in the words.
  const spare = cells.length - columns;
  const bare = (words: string) => words.replace(/\[\^[^\]]{1,60}\]|[*_]/g, '').trim();
  const figures = cells.map((cell) => figure.test(bare(text(cell))));
  const inWords =
    last !== undefined &&
    columns >= 2 &&
    figures.indexOf(true) === cells.length - 1 - (columns - 2) &&
    !/^\s*$/.test(text(cells[1] ?? last));
  if (inWords) {
    const bars = cells.slice(0, spare).map(({ to }) => line.from + to);
    return {
      range: passage.place(line.from, line.to),
      message: `${said}: a bar inside a cell is written \\|.`,
      repair: bars.map((bar) => ({ range: passage.place(bar, bar), text: '\\' })),
      fix: { title: 'Write the bar as \\|', safe: true },
    };
  }
  const beyond = cells.slice(columns);
  return {
    range: passage.place(line.from + (beyond[0]?.from ?? 0), line.from + (last?.to ?? line.text.length)),
    message: `${said}: ${quoted(beyond.map(text).join(' '))} is beyond its last column and is not printed.`,
    repair: [],
  };
}

/** Rows that a blank line, or a comment with blank lines round it, cuts off the table above them. */
export function cutTables(report: Report): Misreading[] {
  const heads = report.all(cutRows);
  if (heads.length === 0) return [];
  const above = [...report.all(tableEnds), ...heads.filter(({ isHeader }) => isHeader)].sort(
    (one, other) => one.range.end - other.range.end,
  );
  return heads.flatMap(({ range, columns }): Misreading[] => {
    const table = above[lastUpTo(above, (each) => each.range.end, range.start)];
    if (table?.columns !== columns) return [];
    const between = report.slice(table.range.end, range.start);
    const ending = /^[ \t]*(?:\r\n|\n|\r)/.exec(between)?.[0];
    const comment = between.trim();
    if (ending === undefined || !/^(?:<!--[^<>]*-->\s*)*$/.test(comment)) return [];
    const repair = [{ range: { start: table.range.end + ending.length, end: range.start }, text: '' }];
    return [
      {
        range,
        message: `A ${comment === '' ? 'blank line' : 'comment'} ends the table above: these rows are read as text.`,
        repair,
        ...(comment === '' ? { fix: { title: 'Take out the blank line', safe: true } } : {}),
      },
    ];
  });
}

interface Rows {
  readonly range: Misreading['range'];
  readonly columns: number;
  /** A single line, which may be the head of a table whose second line a blank one has cut off. */
  readonly isHeader?: boolean;
}

const cutRows: Collector<Rows> = {
  of: (passage) =>
    passage.blocks.flatMap((node) => {
      if (node.type !== 'paragraph') return [];
      const { from, to } = passage.range(node);
      const lines = linesOf(passage.text, from, to);
      const [first, second] = lines;
      if (!first || !rowLine.test(first.text) || ruleLine.test(second?.text ?? '')) return [];
      return [
        {
          range: passage.place(from, to),
          columns: cellsOf(first.text).length,
          isHeader: second === undefined,
        },
      ];
    }),
};

const tableEnds: Collector<Rows> = {
  of: (passage) =>
    passage.blocks.flatMap((node) =>
      node.type === 'table'
        ? [{ range: passage.range(node), columns: node.children[0]?.children.length ?? 0 }]
        : [],
    ),
};
