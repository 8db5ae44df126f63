import type { Report } from '../report/report.js';
import { at, contains, type Range } from '../report/range.js';
import type { Fix, TextEdit } from './rule.js';

/** The fix that puts a text in the place of what stands there. */
export function replacement(
  range: Range,
  text: string,
  kind: Pick<Fix, 'safe' | 'takesAway'> = { safe: false },
): Fix {
  return { title: `Replace with '${text}'`, ...kind, edits: [{ range, text }] };
}

/** Writes a value where nothing, or a mark of what is to come, stands: a space away from what is around it. */
export function fillIn(report: Report, range: Range, value: string): TextEdit {
  const empty = report.slice(range.start, range.end).trim() === '';
  const lead = empty && /\S$/.test(report.slice(range.start - 1, range.start)) ? ' ' : '';
  const trail = empty && report.slice(range.end, range.end + 1) === '|' ? ' ' : '';
  return { range, text: lead + value + trail };
}

/** The footnote references in a stretch of the text, which a new wording keeps. */
export function referencesIn(report: Report, range: Range): string {
  return report.footnotes.references
    .filter((each) => contains(range, each.range))
    .map((each) => report.slice(each.range.start, each.range.end))
    .join('');
}

/** Inserts a block of Markdown at an offset between blocks, set off by blank lines. */
export function insertBlock(report: Report, offset: number, lines: readonly string[]): TextEdit {
  return replaceByBlock(report, at(offset), lines);
}

/** Puts a block of Markdown in the place of what stands on a line or between blocks, set off by blank lines. */
export function replaceByBlock(report: Report, range: Range, lines: readonly string[]): TextEdit {
  const { text, eol } = report;
  // As much as can tell: the end of what stands before, the beginning of what comes after.
  const before = text.slice(Math.max(0, range.start - 200), range.start);
  const after = text.slice(range.end);
  // One CRLF is one line ending, not two.
  const blank = /(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r(?!\n))[ \t]*$/;
  const lead = !/\S/.test(before) || blank.test(before) ? '' : /[\r\n]$/.test(before) ? eol : eol + eol;
  const trail = !/\S/.test(after)
    ? /^[\r\n]/.test(after)
      ? ''
      : eol
    : /^[ \t]*(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r(?!\n))/.test(after)
      ? ''
      : /^[ \t]*[\r\n]/.test(after)
        ? eol
        : eol + eol;
  return { range, text: lead + lines.join(eol) + trail };
}

/** Inserts lines right below the line that ends at an offset, such as a row below a row of a table. */
export function insertLinesAfter(report: Report, offset: number, lines: readonly string[]): TextEdit {
  return { range: at(offset), text: lines.map((line) => report.eol + line).join('') };
}

/** A row of a table of so many columns, with what some of its cells hold. */
export function tableRow(columns: number, cells: Readonly<Record<number, string>>): string {
  const text = (column: number) => (cells[column] ? ` ${cells[column]} |` : ' |');
  return `|${Array.from({ length: columns }, (_, column) => text(column)).join('')}`;
}

/** The end of a range without the blank lines that close it. */
export function trimmedEnd(report: Report, range: { start: number; end: number }): number {
  return range.start + report.slice(range.start, range.end).trimEnd().length;
}

/** A footnote label that the draft does not use yet: the wished one, or that with a number. */
export function freeLabel(report: Report, wished: string): string {
  const taken = new Set([
    ...report.footnotes.definitions.map((each) => each.label),
    ...report.footnotes.references.map((each) => each.label),
  ]);
  let label = wished;
  for (let number = 2; taken.has(label.toLowerCase()); number++) label = `${wished}-${String(number)}`;
  return label;
}
