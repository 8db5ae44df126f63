import type { Table as TableNode, TableCell, TableRow } from 'mdast';
import type { Framework } from '../framework/framework.js';
import { wordings } from '../framework/framework.js';
import type { Layout, Standard } from '../framework/pack.js';
import { alike, plain, wordingKey, wordsOf, wordsOnly } from '../framework/wording.js';
import { percentOf, type Figure } from '../rating/figures.js';
import { footnoteReference } from './flatten.js';
import { isUnfinished } from './frontMatter.js';
import type {
  Cell,
  FigureReading,
  KeyQuestionTable,
  PromptTable,
  QuestionRow,
  Row,
  Table,
} from './report.js';
import type { Passage } from './text/passage.js';

const tables = new WeakMap<TableNode, Table>();

/** A table of a passage, read once. */
export function readTable(node: TableNode, source: Passage): Table {
  let table = tables.get(node);
  if (!table) tables.set(node, (table = read(node, source)));
  return table;
}

function read(node: TableNode, source: Passage): Table {
  const columns = node.children[0]?.children.length ?? 0;
  const [header, ...rows] = node.children.map((row) => readRow(row, columns, source));
  const range = source.range(node);
  return { range, header: header ?? { range, cells: [], extra: 0 }, rows };
}

function readRow(node: TableRow, columns: number, source: Passage): Row {
  return {
    range: source.range(node),
    cells: node.children.map((cell) => readCell(cell, source)),
    extra: Math.max(0, node.children.length - columns),
  };
}

/** A header that names percentages, in other words than the label. */
export function namesPercentages(header: string, label: string): boolean {
  const words = wordsOnly(header);
  const known = new Set(wordsOnly(label).split(' '));
  return (
    /%|(?<!\p{L})per\s?cent(?:ages?)?(?!\p{L})/iu.test(header) ||
    (words !== '' && words.split(' ').every((word) => known.has(word)))
  );
}

/**
 * The column that holds the percentages: the one that is headed with the label; else the only one whose
 * header names percentages; else the second of two, unless its header is another and it holds bare numbers.
 */
function percentColumn({ header, rows }: Table, label: string, questions = 0): number | undefined {
  const headers = header.cells.map((cell) => cell.text);
  const columns = [...headers.keys()].filter((each) => each !== questions);
  const labelled = columns.find((each) => plain(headers[each] ?? '') === plain(label));
  if (labelled !== undefined) return labelled;
  const naming = columns.filter((each) => namesPercentages(headers[each] ?? '', label));
  const saysLabel = (each: number) =>
    wordsOnly(headers[each] ?? '')
      .split(' ')
      .includes(wordsOnly(label));
  const [only, another] = naming.length > 1 ? naming.filter(saysLabel) : naming;
  if (only !== undefined) return another === undefined ? only : undefined;
  if (naming.length > 0 || headers.length !== 2) return undefined;
  const [other = 1] = columns;
  const isCounted = rows.some((row) => /^\d+$/.test(row.cells[other]?.text ?? ''));
  return headers[other] !== '' && isCounted ? undefined : other;
}

/**
 * The cell of a row that stands in a column, where a bar inside the cell of the question may have moved it:
 * then `joined` cells more are that one's. Without `isRight` in either place, the one that Markdown takes.
 */
export function cellIn(
  { cells, extra }: Row,
  column: number,
  isRight: (cell: Cell) => boolean,
  questions = 0,
): { cell: Cell | undefined; joined: number } {
  const here = cells[column];
  const moved = cells[column + extra];
  if (extra === 0 || column < questions || !here || !moved || isRight(here) || !isRight(moved))
    return { cell: here, joined: 0 };
  return { cell: moved, joined: extra };
}

function figureIn(row: Row, column: number | undefined, questions = 0): ReturnType<typeof cellIn> {
  if (column === undefined) return { cell: undefined, joined: 0 };
  return cellIn(row, column, (cell) => !cell.empty && readFigure(cell).kind !== 'bad', questions);
}

function readCell(node: TableCell, source: Passage): Cell {
  const flat = source.flatten(node);
  const empty = node.children.length === 0;
  const whole = source.range(node);
  const start = source.text[whole.from] === '|' ? whole.from + 1 : whole.from;
  const end = whole.to > start && source.text[whole.to - 1] === '|' ? whole.to - 1 : whole.to;
  const words = node.children.filter((child) => child.type !== 'footnoteReference' && !isBlank(child));
  return {
    range: empty ? source.place(start, end) : source.content(node),
    text: flat.text.trim(),
    flat,
    bold: words.length > 0 && words.every(isBold),
    boldMarks: words.flatMap((child) => {
      if (child.type !== 'strong') return [];
      const outer = source.range(child);
      const inner = source.content(child);
      return [source.place(outer.from, inner.from), source.place(inner.to, outer.to)];
    }),
    empty,
    isPlain: words.every(
      (child) =>
        child.type === 'text' ||
        (child.type === 'strong' && child.children.every((each) => each.type === 'text')),
    ),
  };
}

function isBold(node: TableCell['children'][number]): boolean {
  return node.type === 'strong' || (node.type === 'emphasis' && node.children.every(isBold));
}

function isBlank(node: TableCell['children'][number]): boolean {
  return node.type === 'text' && node.value.replace(footnoteReference, '').trim() === '';
}

/** Reads the cell that should hold a percentage (docs/format.md, A standard). */
export function readFigure(cell: Cell): FigureReading {
  const raw = cell.text;
  const start = cell.flat.text.length - cell.flat.text.trimStart().length;
  const range = raw === '' ? cell.range : cell.flat.range(start, start + raw.length);
  const reading = (kind: FigureReading['kind'], figure: Figure = 'unknown'): FigureReading => ({
    raw,
    kind,
    figure,
    range,
    bold: cell.bold,
    isPlain: cell.isPlain,
  });
  if (isUnfinished(raw)) return reading('unfinished');
  if (/^(?:n\/a|not applicable)$/i.test(raw)) return reading('not-applicable', 'not-applicable');
  const whole = /^(\d{1,9})(\s*)(%|per\s?cent|percent)?$/i.exec(plain(raw));
  if (whole) {
    const percent = Number(whole[1]);
    if (percent > 100) return reading('too-high');
    return reading(whole[3] === '%' && whole[2] === '' ? 'percent' : 'loose', { percent });
  }
  if (/^\d{1,9}[.,]\d{1,9}\s*(?:%|per\s?cent|percent)?$/i.test(raw)) return reading('decimal');
  const count = /^(\d{1,5})\s*(?:\/|(?:out )?of(?: the)?)\s*(\d{1,5})$/i.exec(raw);
  if (count) {
    const cases = Number(count[1]);
    const of = Number(count[2]);
    if (of === 0) return cases === 0 ? reading('not-applicable', 'not-applicable') : reading('bad');
    if (cases > of) return reading('too-high');
    return reading('count', { percent: percentOf(cases, of), count: { cases, of } });
  }
  return reading('bad');
}

const rowNumber = /^\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s*/;

/** Likeness from which a question counts as the framework's, worded otherwise. */
const recognisable = 0.5;

/** The wordings of a key question that are accepted, by what is compared. */
interface Accepted {
  readonly keys: readonly string[];
  readonly words: readonly (readonly string[])[];
}

const acceptedBy = new WeakMap<Standard, Map<Layout | undefined, readonly Accepted[]>>();

function acceptedIn(
  framework: Framework,
  standard: Standard,
  layout: Layout | undefined,
): readonly Accepted[] {
  let byLayout = acceptedBy.get(standard);
  if (!byLayout) acceptedBy.set(standard, (byLayout = new Map<Layout | undefined, readonly Accepted[]>()));
  let accepted = byLayout.get(layout);
  if (!accepted) {
    accepted = standard.keyQuestions.map((question) => {
      const all = wordings(question, layout);
      return { keys: all.map((each) => wordingKey(each, framework.serviceWords)), words: all.map(wordsOf) };
    });
    byLayout.set(layout, accepted);
  }
  return accepted;
}

const foreignTo = new WeakMap<Standard, Map<Layout | undefined, ReadonlySet<string>>>();

/** Questions of standards with another title: one pasted from another stage is that stage's, however alike. */
function foreignQuestions(
  framework: Framework,
  standard: Standard,
  layout: Layout | undefined,
): ReadonlySet<string> {
  let byLayout = foreignTo.get(standard);
  if (!byLayout) foreignTo.set(standard, (byLayout = new Map<Layout | undefined, ReadonlySet<string>>()));
  let keys = byLayout.get(layout);
  if (!keys) {
    const others = framework.standards.filter((each) => each.title !== standard.title);
    const texts = others.flatMap((each) => each.keyQuestions.flatMap((one) => wordings(one, layout)));
    byLayout.set(layout, (keys = new Set(texts.map((each) => wordingKey(each, framework.serviceWords)))));
  }
  return keys;
}

/**
 * Which key question of a standard each wording is: those worded as accepted first, then the most
 * alike of what is left, each question once.
 */
export function matchQuestions(
  framework: Framework,
  standard: Standard,
  layout: Layout | undefined,
  questions: readonly string[],
): { keyQuestion: number | undefined; accepted: boolean }[] {
  const result = questions.map((): { keyQuestion: number | undefined; accepted: boolean } => ({
    keyQuestion: undefined,
    accepted: false,
  }));
  const accepted = acceptedIn(framework, standard, layout);
  const taken = new Set<number>();
  const foreign = foreignQuestions(framework, standard, layout);
  questions.forEach((question, index) => {
    const key = wordingKey(question, framework.serviceWords);
    const found = accepted.findIndex(({ keys }, at) => !taken.has(at) && keys.includes(key));
    if (found < 0) return;
    taken.add(found);
    result[index] = { keyQuestion: found, accepted: true };
  });
  const pairs: { index: number; found: number; likeness: number }[] = [];
  questions.forEach((question, index) => {
    if (result[index]?.accepted === true || foreign.has(wordingKey(question, framework.serviceWords))) return;
    const asked = wordsOf(question);
    accepted.forEach(({ words }, found) => {
      if (taken.has(found)) return;
      const best = Math.max(...words.map((each) => alike(asked, each)));
      if (best >= recognisable) pairs.push({ index, found, likeness: best });
    });
  });
  pairs.sort((a, b) => b.likeness - a.likeness || a.index - b.index || a.found - b.found);
  for (const { index, found } of pairs) {
    if (taken.has(found) || result[index]?.keyQuestion !== undefined) continue;
    taken.add(found);
    result[index] = { keyQuestion: found, accepted: false };
  }
  return result;
}

/**
 * A table in a section of a standard as a key-question table: one of its columns is headed with the label
 * for percentages, or at least two of its rows are key questions of the standard (docs/format.md, A standard).
 */
export function readKeyQuestionTable(
  framework: Framework,
  standard: Standard,
  layout: Layout | undefined,
  table: Table,
): KeyQuestionTable | undefined {
  if (standard.judged !== 'percentages' || isPromptTable(table)) return undefined;
  const label = wordsOnly(framework.labels.keyQuestion);
  const questionColumn = Math.max(
    0,
    table.header.cells.findIndex(({ text }) => wordsOnly(text) === label),
  );
  const first = table.header.cells[questionColumn]?.text ?? '';
  const stem = /:\s*$/.test(first) ? first.replace(/:\s*$/, '').trim() : undefined;
  const column = percentColumn(table, framework.labels.percentYes, questionColumn);
  const figureCells = table.rows.map((row) => figureIn(row, column, questionColumn));
  const texts = table.rows.map((row, index) => {
    const cell = row.cells[questionColumn];
    const text = cell?.flat.text ?? '';
    const lead = text.length - text.trimStart().length;
    const number = rowNumber.exec(text.slice(lead))?.[0].length ?? 0;
    const others = row.cells.slice(
      questionColumn + 1,
      questionColumn + 1 + (figureCells[index]?.joined ?? 0),
    );
    const words = [text.slice(lead + number).trimEnd(), ...others.map((each) => each.text)].join('|');
    const wordsRange =
      others.length > 0
        ? row.range
        : cell && words !== ''
          ? cell.flat.range(lead + number, lead + number + words.length)
          : (cell?.range ?? row.range);
    return { words, wordsRange, question: stem === undefined ? words : `${stem} ${words}` };
  });
  const matches = matchQuestions(
    framework,
    standard,
    layout,
    texts.map((each) => each.question),
  );
  const labelled =
    column !== undefined &&
    plain(table.header.cells[column]?.text ?? '') === plain(framework.labels.percentYes);
  if (!labelled && matches.filter((each) => each.keyQuestion !== undefined).length < 2) return undefined;
  const rows = table.rows.map((row, index): QuestionRow => {
    const { cell } = figureCells[index] ?? {};
    const { words = '', wordsRange = row.range, question = '' } = texts[index] ?? {};
    return {
      row,
      words,
      wordsRange,
      question,
      keyQuestion: matches[index]?.keyQuestion,
      accepted: matches[index]?.accepted ?? false,
      cell,
      figure: cell ? readFigure(cell) : undefined,
    };
  });
  const figures = standard.keyQuestions.map(
    (_, index): Figure => rows.find((row) => row.keyQuestion === index)?.figure?.figure ?? 'unknown',
  );
  return { table, questionColumn, column, stem, rows, figures };
}

const letter = /^\s*\(?([a-z])\)/i;

/** Whether the rows of a table begin `a)`, `b)` …: prompts, which drive no rating. */
function isPromptTable(table: Table): boolean {
  return (
    table.rows.length > 0 &&
    table.rows.filter((row) => letter.test(row.cells[0]?.text ?? '')).length * 2 >= table.rows.length
  );
}

export function readPromptTable(framework: Framework, table: Table): PromptTable | undefined {
  if (!isPromptTable(table)) return undefined;
  const column = percentColumn(table, framework.labels.percentYes);
  return {
    table,
    column,
    rows: table.rows.flatMap((row) => {
      const cell = row.cells[0];
      const match = cell ? letter.exec(cell.flat.text) : null;
      if (!cell || !match) return [];
      const at = match[0].length - 2;
      const figureCell = figureIn(row, column).cell;
      return [
        {
          row,
          letter: match[1] ?? '',
          letterRange: cell.flat.range(at, at + 1),
          cell: figureCell,
          figure: figureCell ? readFigure(figureCell) : undefined,
        },
      ];
    }),
  };
}
