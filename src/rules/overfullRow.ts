import { at } from '../report/range.js';
import { numberInWords } from '../report/prose/numbers.js';
import type { Report, Row, Table } from '../report/report.js';
import type { Finding } from './rule.js';

/**
 * What is wrong with a row that has more cells than its table.
 * @param cell the cell of its figure or rating: where a bar in the first cell has moved it, the fix escapes that bar.
 */
export function overfullRow(
  report: Report,
  { header }: Table,
  row: Row,
  cell: Row['cells'][number] | undefined,
  { column, questionColumn = 0 }: { column: number | undefined; questionColumn?: number },
): Finding {
  const count = (of: number) => numberInWords(of) ?? String(of);
  const has = `This row has ${count(row.cells.length)} cells, its table ${count(header.cells.length)}`;
  const isMoved =
    cell !== undefined && column !== undefined && row.cells.indexOf(cell) === column + row.extra;
  if (!isMoved)
    return {
      range: row.range,
      severity: 'warning',
      message: `${has}: what is beyond is not printed. A bar inside a cell is written \\|.`,
    };
  const bars = row.cells.slice(questionColumn, questionColumn + row.extra).map((each, index) => {
    const next = row.cells[questionColumn + index + 1]?.range.start ?? row.range.end;
    return each.range.end + report.slice(each.range.end, next).indexOf('|');
  });
  return {
    range: row.range,
    severity: 'warning',
    message: `${has}: a bar inside a cell is written \\|.`,
    fix: {
      title: `Write ${bars.length === 1 ? 'the bar' : 'the bars'} as \\|`,
      safe: true,
      edits: bars.map((bar) => ({ range: at(bar), text: '\\' })),
    },
  };
}
