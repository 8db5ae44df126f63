import type { Block } from './outline.js';
import type { Framework } from '../framework/framework.js';
import { wordsOnly } from '../framework/wording.js';
import { isUnfinished } from './frontMatter.js';
import { readNumbered } from './headings.js';
import type { Range } from './range.js';
import { labelledLines, lineRange, readRating, readRatingStatements } from './ratings.js';
import type {
  Cell,
  FlatParagraph,
  RatingReading,
  RatingsPage,
  RatingsRow,
  RatingStatement,
  ReportPart,
  Row,
  ScoreStatement,
  Table,
} from './report.js';
import { trim } from './trim.js';
import { cellIn, readTable } from './tables.js';
import { edge } from './text/place.js';

/** Reads the ratings page: the score, the overall rating and the table of ratings (docs/format.md, The ratings page). */
export function readRatingsPage(
  blocks: readonly Block[],
  framework: Framework,
  parts: readonly ReportPart[],
): RatingsPage | undefined {
  const body = parts.filter((each) => each.kind !== 'annexe' && each.kind !== 'summary');
  const isRatingsTable = ({ node, passage }: Block) =>
    node.type === 'table' && isRatingsHeader(framework, readTable(node, passage));
  // Under a heading of another name it is still the part that holds the ratings table.
  const part =
    body.find((each) => each.kind === 'ratings') ??
    blocks
      .filter(isRatingsTable)
      .map(({ range }) => body.findLast((each) => each.range.start <= range.start))
      .find((each) => each !== undefined && each.kind !== 'domain');
  if (!part) return undefined;
  const scores: ScoreStatement[] = [];
  const overalls: RatingStatement[] = [];
  const tables: Table[] = [];
  for (const { node, passage, range } of blocks) {
    if (range.start < part.range.start || range.start >= part.range.end) continue;
    if (node.type === 'table') {
      const table = readTable(node, passage);
      if (isRatingsHeader(framework, table) || listsStandards(framework, table)) tables.push(table);
    } else if (node.type === 'paragraph') {
      const flat = passage.flatten(node);
      for (const each of readScores(framework, flat, range)) scores.push(each);
      for (const each of readRatingStatements(framework, flat, framework.labels.overallRating, range))
        overalls.push(each);
    }
  }
  const [table] = tables;
  const column = table ? ratingColumn(framework, table) : 1;
  return {
    heading: part.heading,
    range: part.range,
    score: scores[0],
    overall: overalls[0],
    table,
    column,
    rows: table ? ratingsRows(framework, table, column) : [],
    repeated: [
      ...scores.slice(1).map(({ line }) => ({ what: 'score' as const, range: line })),
      ...overalls.slice(1).map(({ line }) => ({ what: 'overall' as const, range: line })),
      ...tables.slice(1).map(({ header }) => ({ what: 'table' as const, range: header.range })),
    ],
  };
}

/** Whether half the framework's standards have a row: then it is the ratings table, whatever its header says. */
function listsStandards(framework: Framework, table: Table): boolean {
  const ids = new Set(
    table.rows.map((row) => readNumbered(framework, row.cells[0]?.flat.text ?? '').standard),
  );
  return framework.standards.filter((each) => ids.has(each.id)).length * 2 >= framework.standards.length;
}

function isRatingsHeader(framework: Framework, table: Table): boolean {
  const [first] = table.header.cells;
  return (
    wordsOnly(first?.text ?? '') === wordsOnly(framework.labels.standard) &&
    ratingHeader(framework, table) > 0
  );
}

/** The place of the header cell that says 'Rating'. */
function ratingHeader(framework: Framework, { header }: Table): number {
  const label = wordsOnly(framework.labels.rating);
  return header.cells.findIndex((cell, index) => index > 0 && wordsOnly(cell.text) === label);
}

/** The column that holds the ratings: the one that is headed so, else the first that holds any, else the second. */
function ratingColumn(framework: Framework, table: Table): number {
  const headed = ratingHeader(framework, table);
  if (headed > 0) return headed;
  const holds = table.header.cells.findIndex(
    (_, index) => index > 0 && table.rows.some((row) => statesRating(framework, row.cells[index])),
  );
  return holds > 0 ? holds : 1;
}

function statesRating(framework: Framework, cell: Cell | undefined): boolean {
  return cell !== undefined && cellRating(framework, cell).rating !== null;
}

function cellRating(framework: Framework, { flat, range }: Cell): RatingReading {
  return readRating(framework, flat, 0, flat.text.length, range);
}

export function readScores(
  framework: Framework,
  flat: FlatParagraph['flat'],
  paragraph: Range,
): ScoreStatement[] {
  const isValue = (rest: string) => /^[\s*]*(?:\d|$)/.test(rest);
  return labelledLines(flat, framework.labels.score, isValue).map(({ start: lineStart, valueStart, end }) => {
    const { start, text: raw } = trim(flat.text.slice(valueStart, end), /[\s*.]/);
    const line = lineRange(flat, lineStart, end, paragraph);
    const from = valueStart + start;
    const match = /^(\d{1,5})\s*(?:\/|out of|of)\s*(\d{1,5})$/i.exec(raw);
    return {
      line,
      range: raw === '' ? edge(line, 'end') : flat.range(from, from + raw.length),
      raw,
      score: match ? Number(match[1]) : null,
      outOf: match ? Number(match[2]) : null,
      unfinished: isUnfinished(raw.replace(/\/\s*\d{0,5}$/, '')),
    };
  });
}

function ratingsRows(framework: Framework, table: Table, column: number): RatingsRow[] {
  let domain: number | undefined;
  return table.rows.map((row) => {
    const read = ratingsRow(framework, row, column, domain);
    domain = read.domain ?? domain;
    return read;
  });
}

/** @param under the domain whose rows these are: there a title says which standard is meant. */
function ratingsRow(framework: Framework, row: Row, column: number, under: number | undefined): RatingsRow {
  const [name] = row.cells;
  const { cell: rating } = cellIn(row, column, (cell) => statesRating(framework, cell));
  const text = name?.flat.text ?? '';
  const numbered = readNumbered(framework, text);
  const place = name?.range ?? row.range;
  const title = text.slice(numbered.titleStart, numbered.titleEnd);
  const base = {
    row,
    title,
    titleRange: text === '' ? place : (name?.flat.range(numbered.titleStart, numbered.titleEnd) ?? place),
    numberRange: text === '' ? edge(place, 'start') : (name?.flat.range(0, numbered.length) ?? place),
  };
  if (numbered.kind === 'domain' && numbered.domain !== undefined)
    return { ...base, domain: numbered.domain };
  const standard =
    numbered.standard ??
    framework.domainByNumber
      .get(under ?? 0)
      ?.standards.find((each) => wordsOnly(each.title) === wordsOnly(title))?.id;
  if (standard === undefined) return base;
  const reading = rating
    ? cellRating(framework, rating)
    : { raw: '', kind: 'unfinished' as const, rating: null, range: edge(row.range, 'end') };
  return { ...base, standard, rating: reading, ...(rating ? { cell: rating } : {}) };
}
