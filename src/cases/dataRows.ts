import { parse } from 'csv-parse/browser/esm/sync';
import { wordsOnly } from '../framework/wording.js';
import { CaseDataError } from './dataError.js';
import { isWorkbook, workbookRows } from './workbook.js';

/** A cell as it was typed, without spaces at its ends; a date is what a spreadsheet made of it. */
export type DataCell = string | Date;

/** Takes a row and its number, from 1 as a spreadsheet counts them. */
export type TakeRow = (cells: readonly DataCell[], row: number) => void;

/** The largest file of case data, in bytes. A sample has some dozens of cases. */
export const mostDataBytes = 32_000_000;

/** The most rows that are read. */
export const mostDataRows = 100_000;

/** What is said of a larger file. */
export const tooLarge = `The data are larger than ${String(mostDataBytes / 1_000_000)} MB, too large to be read.`;

const tooManyRows = () =>
  new CaseDataError([`The data have more than ${mostDataRows.toLocaleString('en-GB')} rows.`]);

/**
 * Reads CSV, whatever its signs and its encoding, or the first sheet of an Excel workbook. Rows of CSV are handed
 * on one by one and not kept.
 * @throws CaseDataError
 */
export async function readDataRows(bytes: Uint8Array, take: TakeRow): Promise<void> {
  if (bytes.length > mostDataBytes) throw new CaseDataError([tooLarge]);
  const limited: TakeRow = (cells, row) => {
    // One more is the row of headings.
    if (row > mostDataRows + 1) throw tooManyRows();
    take(cells, row);
  };
  if (isWorkbook(bytes)) {
    const rows = await workbookRows(bytes);
    rows.forEach((cells, index) => {
      limited(cells, index + 1);
    });
  } else readText(textOf(bytes), limited);
}

/** What the bytes of a text file say, in the encodings that spreadsheets save. */
function textOf(bytes: Uint8Array): string {
  const isMarked = (...mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);
  if (isMarked(0xd0, 0xcf, 0x11, 0xe0))
    throw new CaseDataError([
      'The data are an Excel file of the old form (.xls), or one with a password. Save them as .xlsx without a password, or as CSV.',
    ]);
  const decoded = (encoding: string) => new TextDecoder(encoding).decode(bytes);
  const text = isMarked(0xff, 0xfe)
    ? decoded('utf-16le')
    : isMarked(0xfe, 0xff)
      ? decoded('utf-16be')
      : isMarked(0, bytes[1] ?? 0, 0)
        ? decoded('utf-16be')
        : bytes[1] === 0 && bytes[3] === 0
          ? decoded('utf-16le')
          : utf8Or1252(bytes);
  if (text.includes('\0'))
    throw new CaseDataError(['The data are neither CSV nor an Excel workbook (.xlsx).']);
  return text;
}

function utf8Or1252(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What Excel on Windows calls CSV.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function readText(text: string, take: TakeRow): void {
  // A first line by which Excel is told the delimiter; Excel does not count it.
  const told = /^sep=(.)\r?\n/i.exec(text.slice(0, 10));
  const body = told ? text.slice(told[0].length) : text;
  parseText(body, told?.[1] ?? delimiterOf(body), take);
}

const delimiters = [',', ';', '\t'] as const;

/** The delimiter with which the first row has a heading `case`, and most headings. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 100_000);
  const measured = delimiters.map((delimiter) => {
    let headings: readonly DataCell[] = [];
    try {
      parseText(start, delimiter, (cells) => (headings = cells), 1);
    } catch {
      // Not this one.
    }
    const hasCase = headings.some((each) => isCaseHeading(each));
    return { delimiter, measure: headings.length + (hasCase ? 10_000 : 0) };
  });
  return measured.reduce((best, each) => (each.measure > best.measure ? each : best)).delimiter;
}

/** Whether a heading is that of the column of case numbers. */
export function isCaseHeading(heading: DataCell | undefined): boolean {
  return typeof heading === 'string' && /^case(?: (?:id|no|number|ref|reference))?$/.test(wordsOnly(heading));
}

function parseText(text: string, delimiter: string, take: TakeRow, to?: number): void {
  let row = 0;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      ...(to === undefined ? {} : { to }),
      on_record: (cells: string[]) => {
        row++;
        take(
          cells.map((each) => each.trim()),
          row,
        );
        // It is not kept.
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CaseDataError) throw error;
    // The library's words repeat what stands in the data.
    throw new CaseDataError([
      `Row ${String(row + 1)} of the data can't be read: a quotation mark is opened there and not closed.`,
    ]);
  }
}
