import type { PhrasingContent, Table, TableRow } from 'mdast';
import { textOf, trim } from './phrasing.js';

const figure = /^[£€$]?[-–]?\d[\d,.]*\s?(?:%|[a-z]{1,3})?(?:\s?\/\s?\d+)?$|^(?:n\/a|–|-|TBC)$/i;

const wordsIn = (row: TableRow, column: number) => textOf(row.children[column]?.children ?? []).trim();

const columnsOf = (rows: readonly TableRow[]) => Math.max(0, ...rows.map((row) => row.children.length));

/** Whether all cells of a column that are not empty hold figures, from a row on. */
function holdsFigures(rows: readonly TableRow[], column: number): boolean {
  const cells = rows.map((row) => wordsIn(row, column)).filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => figure.test(cell));
}

/**
 * Whether the first row of a table is its header: a word stands there over a column of figures, or over a
 * column of a few words that come again.
 */
export function hasHeader(rows: readonly TableRow[]): boolean {
  const [first, ...others] = rows;
  if (!first || others.length === 0) return false;
  for (let column = 1; column < columnsOf(rows); column++) {
    const head = wordsIn(first, column);
    if (head !== '' && !figure.test(head) && holdsFigures(others, column)) return true;
  }
  return false;
}

/**
 * A table as a draft has it: with a header row, which is empty where it has none, each row as long, columns of
 * figures to the right.
 * @param isRating whether a cell is a rating, for a header over a column of ratings
 */
export function dataTable(table: Table, isRating: (words: string) => boolean): Table {
  const width = columnsOf(table.children);
  const rows = table.children.map((row): TableRow => {
    const missing = width - row.children.length;
    const empty = Array.from({ length: missing }, () => ({ type: 'tableCell' as const, children: [] }));
    return { ...row, children: [...row.children, ...empty] };
  });
  for (const { children } of rows)
    for (const cell of children)
      if (isRating(textOf(cell.children))) cell.children = withoutStars(cell.children);
  const data = table.data as { header?: boolean } | undefined;
  const [first, ...others] = rows;
  const overRatings =
    first !== undefined &&
    others.length > 0 &&
    first.children.some(
      (cell, column) =>
        column > 0 &&
        textOf(cell.children) !== '' &&
        !isRating(textOf(cell.children)) &&
        others.every((row) => isRating(wordsIn(row, column))),
    );
  const isEmpty = first?.children.every((cell) => textOf(cell.children).trim() === '') === true;
  const headed = data?.header === true || isEmpty || overRatings || hasHeader(rows);
  const body = headed ? others : rows;
  const header: TableRow = headed && first ? first : row(Array.from({ length: width }, () => []));
  return {
    type: 'table',
    align: Array.from({ length: width }, (_, column) => (holdsFigures(body, column) ? 'right' : null)),
    children: [header, ...body],
  };
}

/** A rating without the star and such that stand beside it. */
export function withoutStars(content: readonly PhrasingContent[]): PhrasingContent[] {
  return trim(
    content.map((node) =>
      node.type === 'text' ? { ...node, value: node.value.replace(/\p{So}/gu, '') } : node,
    ),
  );
}

/** A row of a table. */
export function row(cells: readonly PhrasingContent[][]): TableRow {
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) };
}

/** A table of questions and percentages, these to the right. */
export function table(rows: TableRow[], figures: boolean): Table {
  return { type: 'table', align: [null, figures ? 'right' : null], children: rows };
}
