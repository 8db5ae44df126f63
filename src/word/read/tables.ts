import type { AlignType, PhrasingContent, RootContent, Table, TableCell, TableRow } from 'mdast';
import type { Element } from 'xast';
import { attribute, child, numberOf, valueOf } from '../xml/element.js';
import { blocksOf, trimmedEnds } from './body.js';
import type { Reading } from './reading.js';
import type { Runs } from './runs.js';
import { contentOf, stands } from './taking.js';

interface ReadRow {
  readonly element: Element;
  readonly cells: readonly { readonly element: Element; readonly node: TableCell }[];
  readonly numbers: readonly number[];
}

/** The most columns that a cell may stand over; what says more is damaged. */
const widest = 60;

/** A table as one of the two texts has it; undefined where none of its rows stands there. */
export function tableOf(element: Element, reading: Reading, runs: Runs): Table | undefined {
  const rows = contentOf(element, reading.taking)
    .filter(({ name }) => name === 'w:tr')
    .filter((row) => stands(child(row, 'w:trPr'), reading.taking))
    .map((row) => readRow(row, reading, runs));
  const [first] = rows;
  if (!first) return undefined;
  const children = rows.map(({ cells, numbers }): TableRow => ({
    type: 'tableRow',
    children: cells.map(({ node }) => node),
    data: { word: { paragraphs: numbers } },
  }));
  const columns = Math.max(...children.map((row) => row.children.length));
  for (const row of children) while (row.children.length < columns) row.children.push(emptyCell());
  if (!isHeader(first, reading))
    children.unshift({ type: 'tableRow', children: Array.from({ length: columns }, emptyCell) });
  const body = isHeader(first, reading) ? rows.slice(1) : rows;
  return { type: 'table', align: alignment(body.length > 0 ? body : rows, columns), children };
}

function readRow(row: Element, reading: Reading, runs: Runs): ReadRow {
  const numbers: number[] = [];
  const cells = contentOf(row, reading.taking)
    .filter(({ name }) => name === 'w:tc')
    .filter((cell) => stands(child(cell, 'w:tcPr'), reading.taking))
    .flatMap((cell) => {
      const blocks = blocksOf(cell, reading, runs);
      for (const block of blocks) numbers.push(...paragraphsOf(block));
      const span = numberOf(valueOf(cell, 'w:tcPr', 'w:gridSpan')) ?? 1;
      const node: TableCell = { type: 'tableCell', children: trimmedEnds(lines(blocks)) };
      const spanned = Array.from({ length: Math.min(widest, Math.max(1, span)) - 1 }, () => ({
        element: cell,
        node: emptyCell(),
      }));
      return [{ element: cell, node }, ...spanned];
    });
  return { element: row, cells, numbers };
}

function emptyCell(): TableCell {
  return { type: 'tableCell', children: [] };
}

/** The numbers of the paragraphs that a block was made of. */
export function paragraphsOf(node: RootContent): readonly number[] {
  const here = node.data?.word?.paragraphs ?? [];
  return 'children' in node ? [...here, ...node.children.flatMap(paragraphsOf)] : here;
}

/** A cell of a draft is one line: what stands below each other in Word is parted by breaks. */
function lines(blocks: readonly RootContent[]): PhrasingContent[] {
  const inLines = blocks.flatMap(linesOf);
  return inLines.flatMap((line, index) => (index > 0 ? [{ type: 'break' }, ...line] : line));
}

function linesOf(node: RootContent): PhrasingContent[][] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return [node.children];
    case 'code':
      return [[{ type: 'inlineCode', value: node.value }]];
    case 'tableRow':
      return node.children.map((cell) => cell.children).filter((cell) => cell.length > 0);
    default:
      return 'children' in node ? (node.children as RootContent[]).flatMap(linesOf) : [];
  }
}

/** Whether the first row heads the columns: in our tables its style says so, in others it does without saying. */
function isHeader({ element, cells }: ReadRow, { styles }: Reading): boolean {
  const keys = cells.flatMap(({ element: cell }) =>
    contentOf(cell, 'accept').flatMap((paragraph) =>
      paragraph.name === 'w:p' ? [styles.key(valueOf(paragraph, 'w:pPr', 'w:pStyle'))] : [],
    ),
  );
  if (keys.includes('tableHeading') || child(element, 'w:trPr', 'w:tblHeader')) return true;
  return !keys.includes('tableText');
}

/** How columns stand: as most of their cells say that they do. */
function alignment(rows: readonly ReadRow[], columns: number): AlignType[] {
  return Array.from({ length: columns }, (_, column) => {
    const sides = rows.map(({ cells }) => {
      const cell = cells[column]?.element;
      const paragraph = cell && child(cell, 'w:p');
      const side = attribute(child(paragraph, 'w:pPr', 'w:jc'), 'w:val');
      return side === 'end' ? 'right' : side === 'right' || side === 'center' ? side : null;
    });
    return (
      (['right', 'center'] as const).find(
        (side) => 2 * sides.filter((stated) => stated === side).length > sides.length,
      ) ?? null
    );
  });
}
