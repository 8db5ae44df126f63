import type { AlignType, Table, TableCell, TableRow } from 'mdast';
import type { Element } from 'xast';
import { x } from '../xml/x.js';
import { wordsOf } from '../../document/words.js';
import { styleId } from '../styleNames.js';
import { columnWidths, type CellWords } from './columnWidths.js';
import { cellMargin, colour, ratingColours, size, textWidth } from './page.js';
import { paragraph } from './paragraphs.js';
import { runs, startsRightToLeft } from './runs.js';
import type { Place, Writing } from './writing.js';

/** A row with more words than this in a cell may go on over the end of a page: it may be longer than one. */
const mostUnbroken = 1500;

/** With more columns than this, little stands empty in the cells. */
const manyColumns = 12;
const narrowMargin = 28;

/** A table: `w:tbl`. A header in which nothing stands is left out; none where there is no other row. */
export function table(node: Table, place: Place, writing: Writing): Element[] {
  const { mark } = node.data ?? {};
  const [header, ...body] = node.children;
  const hasHeader = header !== undefined && !isEmpty(header);
  const rows = hasHeader ? [header, ...body] : body;
  if (rows.length === 0) return [];
  const count = Math.max(...rows.map(({ children }) => children.length), 1);
  const width = textWidth - place.indent;
  const margin = count > manyColumns ? narrowMargin : cellMargin;
  const columns = columnWidths(
    rows.map((row, index) => measured(row, hasHeader && index === 0)),
    width,
    2 * margin,
    size.table,
  );
  // Ratings are read side by side: their table stands on one page. So do the few rows of key questions.
  const staysTogether = mark?.kind === 'ratings' || mark?.kind === 'key-questions';
  return [
    x(
      'w:tbl',
      x(
        'w:tblPr',
        x('w:tblStyle', { 'w:val': styleId('table') }),
        x('w:tblW', { 'w:w': width, 'w:type': 'dxa' }),
        place.indent > 0 && x('w:tblInd', { 'w:w': place.indent, 'w:type': 'dxa' }),
        x('w:tblLayout', { 'w:type': 'fixed' }),
        margin !== cellMargin &&
          x(
            'w:tblCellMar',
            ['left', 'right'].map((side) => x(`w:${side}`, { 'w:w': margin, 'w:type': 'dxa' })),
          ),
        x('w:tblLook', {
          'w:val': hasHeader ? '0020' : '0000',
          'w:firstRow': hasHeader ? '1' : '0',
          'w:lastRow': '0',
          'w:firstColumn': '0',
          'w:lastColumn': '0',
          'w:noHBand': '1',
          'w:noVBand': '1',
        }),
        x('w:tblCaption', { 'w:val': mark?.caption ?? 'Table' }),
        x('w:tblDescription', { 'w:val': description(rows, hasHeader) }),
      ),
      x(
        'w:tblGrid',
        columns.widths.map((column) => x('w:gridCol', { 'w:w': column })),
      ),
      rows.map((row, index) =>
        tableRow(row, {
          isHeader: hasHeader && index === 0,
          keepNext: staysTogether && index < rows.length - 1,
          count,
          widths: columns.widths,
          align: node.align ?? [],
          halfPoints: columns.halfPoints,
          place,
          writing,
        }),
      ),
    ),
  ];
}

interface RowPlace {
  readonly isHeader: boolean;
  readonly keepNext: boolean;
  readonly count: number;
  readonly widths: readonly number[];
  readonly align: readonly AlignType[];
  readonly halfPoints: number;
  readonly place: Place;
  readonly writing: Writing;
}

function tableRow(row: TableRow, rowPlace: RowPlace): Element {
  const { isHeader, count } = rowPlace;
  const splits = row.children.some((cell) => wordsOf(cell).length > mostUnbroken);
  const properties = [!splits && x('w:cantSplit'), isHeader && !splits && x('w:tblHeader')];
  return x(
    'w:tr',
    properties.some(Boolean) && x('w:trPr', properties),
    Array.from({ length: count }, (_, column) =>
      tableCell(row.children[column] ?? { type: 'tableCell', children: [] }, column, row, rowPlace),
    ),
  );
}

function tableCell(cell: TableCell, column: number, row: TableRow, rowPlace: RowPlace): Element {
  const { isHeader, keepNext, widths, align, halfPoints, place, writing } = rowPlace;
  const ground = groundOf(cell, row);
  const own = halfPoints === size.table ? undefined : halfPoints;
  return x(
    'w:tc',
    x(
      'w:tcPr',
      x('w:tcW', { 'w:w': widths[column] ?? 0, 'w:type': 'dxa' }),
      ground !== undefined && x('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': ground }),
    ),
    paragraph(
      {
        style: isHeader ? 'tableHeading' : 'tableText',
        keepNext,
        align: align[column],
        isRightToLeft: startsRightToLeft(wordsOf(cell)),
      },
      runs(cell.children, { size: own }, place, writing),
    ),
  );
}

/** The colour on which a cell stands: a rating's, or that of a domain's row. */
function groundOf(cell: TableCell, row: TableRow): string | undefined {
  const rank = rankIn(cell);
  if (rank !== undefined) return ratingColours[rank]?.ground;
  return row.data?.mark?.kind === 'domain' ? colour.tint : undefined;
}

/** The rank of a rating that a cell states. */
function rankIn(cell: TableCell): number | undefined {
  const nodes = [...cell.children];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if (node.type === 'rating') return node.rank;
    if ('children' in node) nodes.push(...node.children);
  }
  return undefined;
}

function measured(row: TableRow, isHeader: boolean): CellWords[] {
  return row.children.map((cell) => ({
    words: wordsOf(cell),
    isBold: isHeader || rankIn(cell) !== undefined || cell.children.some(({ type }) => type === 'strong'),
  }));
}

function isEmpty(row: TableRow): boolean {
  return row.children.every((cell) => wordsOf(cell) === '' && cell.children.length === 0);
}

/** What the alternative text says of a table: how much of what it holds. */
function description(rows: readonly TableRow[], hasHeader: boolean): string {
  const [header] = rows;
  const count = rows.length - (hasHeader ? 1 : 0);
  const size = `${String(count)} ${count === 1 ? 'row' : 'rows'}`;
  const columns = hasHeader ? (header?.children ?? []).map(wordsOf).filter((words) => words !== '') : [];
  return columns.length === 0 ? `${size}.` : `Columns: ${columns.join('; ')}. ${size}.`;
}
