import { unzipSync, zipSync } from 'fflate';
import { readSheet, type SheetData } from 'read-excel-file/universal';
import { CaseDataError } from './dataError.js';
import type { DataCell } from './dataRows.js';

/** What a workbook may hold once it is unzipped, in bytes. */
const mostUnzipped = 64_000_000;

/** Whether these are the bytes of a zip archive, which an Excel workbook is. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * The rows of the first sheet, the formulas by the values that were saved with them.
 * @throws CaseDataError
 */
export async function workbookRows(bytes: Uint8Array): Promise<readonly (readonly DataCell[])[]> {
  const entries = unzipped(bytes);
  if (!entries['xl/workbook.xml'])
    throw new CaseDataError(['The data are no Excel workbook (.xlsx). Save them as .xlsx or as CSV.']);
  for (const name in entries)
    if (/<!DOCTYPE/i.test(new TextDecoder().decode(entries[name]?.subarray(0, 1000))))
      throw new CaseDataError(['The workbook declares a DOCTYPE, which no spreadsheet does.']);
  // Stored without compression it is read here and now; otherwise the library would start workers.
  const stored = zipSync(entries, { level: 0 });
  let rows: SheetData;
  try {
    rows = await readSheet(stored.slice().buffer, 1);
  } catch {
    throw new CaseDataError(["The first sheet of the workbook can't be read. Save the data as CSV."]);
  }
  return rows.map((cells) =>
    cells.map((cell): DataCell => {
      if (cell instanceof Date) return cell;
      return cell === null ? '' : String(cell).trim();
    }),
  );
}

function unzipped(bytes: Uint8Array): Record<string, Uint8Array> {
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.(?:xml|rels)$/.test(name)) return false;
        size += originalSize;
        if (size > mostUnzipped)
          throw new CaseDataError([
            `The workbook has more than ${String(mostUnzipped / 1_000_000)} MB of text, too much to be read. Save the data as CSV.`,
          ]);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof CaseDataError) throw error;
    throw new CaseDataError(['The workbook is damaged. Save the data again, as .xlsx or as CSV.']);
  }
}
