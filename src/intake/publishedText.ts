/** The text of a published report, as a reader of PDF gives it, made blocks. */
import type {
  BlockContent,
  FootnoteDefinition,
  List,
  ListItem,
  Root,
  RootContent,
  Table,
  TableRow,
} from 'mdast';
import type { Framework } from '../framework/framework.js';
import { escapeRegExp } from '../framework/wording.js';
import type { SourceDocument } from './source.js';
import { knowledgeOf, type Knowledge } from './knowledge.js';
import { findContents, withoutFurniture } from './pages.js';
import { leadingMark, marked, readInline, text as textNode, withBreaks } from './phrasing.js';
import { hasHeader } from './dataTables.js';
import { isDivided, joined, Vocabulary, Wrapping } from './wrapping.js';

/** What some lines are, before they are Markdown. */
type Printed =
  | { readonly kind: 'heading'; readonly depth: number; readonly line: string }
  /** A paragraph; several lines are lines of their own. */
  | { kind: 'lines'; lines: string[] }
  | { kind: 'item'; readonly number: number | undefined; lines: string[] }
  | { kind: 'row'; cells: string[] }
  | { kind: 'note'; readonly label: string; line: string };

/**
 * Reads the text of a published report: wrapped lines and divided words are put together, what repeats on
 * every page and the printed list of contents are taken out, tables, lists and footnotes are told apart.
 * @param frameworks those whose titles and questions tell what a line is
 */
export function readPublishedText(source: string, frameworks: readonly Framework[]): SourceDocument {
  const knowledge = frameworks.map(knowledgeOf);
  const isKnown = (line: string) => knowledge.some((each) => each.isKnown(line));
  const text = cleaned(source);
  const { lines, furniture } = withoutFurniture(text.split('\n'), isKnown);
  const contents = findContents(lines);
  const kept = contents ? [...lines.slice(0, contents.start), ...lines.slice(contents.end)] : lines;
  const vocabulary = new Vocabulary(text, frameworks);
  const reader = new PrintedReader(
    withWholeCells(withRaisedMarks(kept), vocabulary).map((line) =>
      line === undefined ? undefined : marked(line, false),
    ),
    knowledge,
    contents?.entries ?? [],
    vocabulary,
  );
  const leftOut = furniture.map(({ text: words, times }) => `${words} (${String(times)} times)`);
  if (contents) leftOut.unshift(`the list of contents (${String(contents.entries.length)} entries)`);
  return { tree: treeOf(reader.read()), contents: contents?.entries ?? [], leftOut };
}

/** The text with plain spaces, without what can't be seen, and with letters for ligatures. */
function cleaned(source: string): string {
  return (
    source
      .replace(/^\ufeff/, '')
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replace(/\u00ad\n/g, '-\n')
      // Bullets of symbol fonts.
      .replace(/[\uf0a7\uf0b7\uf0d8\uf02d]/g, '•')
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]|(?![\t\n\f])\p{Cc}|[\p{Co}\p{Cs}]/gu, '')
      .replace(/[\ufb00-\ufb04]/g, (ligature) => ligature.normalize('NFKC'))
      .replace(/[^\S\t\n\f]/g, ' ')
  );
}

/**
 * The lines with `<sup>` round the marks of footnotes that lost it: a line `4 The rating …` is a footnote where
 * a word has that number at its end (`rating4`), and the numbers of the footnotes follow one another.
 */
function withRaisedMarks(given: readonly (string | undefined)[]): (string | undefined)[] {
  const lines = [...given];
  let next = 1;
  for (let at = 0; at < lines.length; at++) {
    const match = /^\s*(\d{1,3})\s{1,9}(?=\p{Lu})/u.exec(lines[at] ?? '');
    if (!match || Number(match[1]) < next || Number(match[1]) > next + 3) continue;
    const number = match[1] ?? '';
    const behind = `${number}(?![\\p{L}\\d%/.,]\\S)`;
    const glued = new RegExp(`(\\p{L}+[.,;:)’'”"?]?)${behind}`, 'u');
    const reference = lines.findIndex(
      (line, index) => index !== at && line !== undefined && index > at - 120 && glued.test(line),
    );
    const word = glued.exec(lines[reference] ?? '')?.[1];
    if (word === undefined) continue;
    lines[at] = `<sup>${number}</sup> ${(lines[at] ?? '').slice(match[0].length)}`;
    // Several passages may refer to one footnote by the same words.
    const again = new RegExp(`(?<!\\p{L})${escapeRegExp(word)}${behind}`, 'gu');
    lines.forEach((line, index) => {
      if (line !== undefined) lines[index] = line.replace(again, `${word}<sup>${number}</sup>`);
    });
    next = Number(number) + 1;
  }
  return lines;
}

/** The lines with those joined that divide a cell's paragraphs (`<p>`) or a row between bars. */
function withWholeCells(
  lines: readonly (string | undefined)[],
  vocabulary: Vocabulary,
): (string | undefined)[] {
  const whole: (string | undefined)[] = [];
  let open: string | undefined;
  let length = 0;
  for (const line of lines) {
    if (open === undefined) {
      if (line !== undefined && isOpen(line)) {
        open = line.trimEnd();
        length = 1;
      } else whole.push(line);
      continue;
    }
    // A page may end in the middle of it.
    if (line === undefined || line.trim() === '') continue;
    open = joined(open, line.trim(), vocabulary);
    length++;
    if (isOpen(open) && length < 60) continue;
    whole.push(open);
    open = undefined;
  }
  return open === undefined ? whole : [...whole, open];
}

function isOpen(line: string): boolean {
  const count = (tag: RegExp) => line.match(tag)?.length ?? 0;
  return count(/<p>/gi) > count(/<\/p>/gi) || (/^\s*(?:- )?\|\s?\S/.test(line) && !/\|\s*$/.test(line));
}

const bullet = /^\s*(?:[-•●▪■◦‣∙*+·\u2013]|o(?=\s{2,}|\t))(?:\s+(?=\S)|\s*$)/u;
const ordered = /^\s*(\d{1,3})[.)]\s+(?=\S)/;
const headingMark = /^\s{0,3}(#{1,6})\s(.*)$/;
const ruled = /^\s*(?:[-_=*]\s?){3,}$/;
const pipes = /^\s*(?:-\s+)?\|.*\|\s*$/;

class PrintedReader {
  readonly #wrapping: Wrapping;
  readonly #contents: ReadonlySet<string>;
  readonly #printed: Printed[] = [];
  /** What a line may go on from; undefined after a blank line. */
  #open: Printed | undefined;
  #line = '';

  constructor(
    readonly lines: readonly (string | undefined)[],
    readonly knowledge: readonly Knowledge[],
    contents: readonly string[],
    readonly vocabulary: Vocabulary,
  ) {
    this.#wrapping = new Wrapping(lines);
    this.#contents = new Set(contents.map(compared));
  }

  read(): Printed[] {
    for (const [index, line] of this.lines.entries()) this.#take(line ?? '', index, line === undefined);
    return this.#acrossPages(this.#printed);
  }

  #take(line: string, index: number, isFurniture: boolean): void {
    // Where a header or footer was, a paragraph may go on: neither is it a blank line.
    if (isFurniture) return;
    if (line.trim() === '' || (ruled.test(line) && !line.includes('\t'))) {
      this.#open = undefined;
      return;
    }
    const cells = this.#cells(line, index);
    // The line below the header of a table in Markdown.
    if (cells?.flat().every((cell) => /^:?-{2,}:?$|^$/.test(cell)) === true && cells.flat().join('') !== '')
      return;
    if (cells) this.#row(line, cells);
    else this.#plain(line.trim());
    this.#line = line.trimEnd();
  }

  #row(line: string, cells: readonly string[][]): void {
    const open = this.#open;
    const first = cells[0]?.[0] ?? '';
    if (cells.some((cell) => cell.length > 1)) {
      // Paragraphs in cells can't stand in a table of ours: they follow one another.
      for (const paragraph of cells.flat()) this.#add({ kind: 'lines', lines: [paragraph] });
      this.#open = undefined;
      return;
    }
    const row = cells.map((cell) => cell[0] ?? '');
    const isAskedOn = first.endsWith('?') && /^\p{Ll}/u.test(first) && !/[.:?!]$/.test(this.#line);
    if (
      open?.kind === 'lines' &&
      (isAskedOn || this.#wrapping.isFull(this.#line, line)) &&
      !this.#begins(first)
    ) {
      // The first cell was too long for its line.
      const last = open.lines.pop() ?? '';
      if (open.lines.length === 0) this.#printed.pop();
      row[0] = joined(last, first, this.vocabulary);
    }
    this.#add({ kind: 'row', cells: row });
  }

  #plain(line: string): void {
    const open = this.#open;
    const heading = headingMark.exec(line);
    const note = leadingMark(line);
    if (heading && (heading[2] ?? '').trim() !== '')
      this.#add({ kind: 'heading', depth: heading[1]?.length ?? 1, line: (heading[2] ?? '').trim() });
    else if (note && note.length < line.length)
      this.#add({ kind: 'note', label: note.label, line: line.slice(note.length) });
    else if (bullet.test(line) && !this.#isDash(line)) this.#item(line.replace(bullet, ''), undefined);
    else if (ordered.test(line) && !this.#isHeading(line)) {
      const number = Number(ordered.exec(line)?.[1]);
      this.#item(line.replace(ordered, ''), number);
    } else if (open?.kind === 'note' && !this.#isKnown(line))
      open.line = joined(open.line, line, this.vocabulary);
    else if (open?.kind === 'row' && this.#goesOnInCell(open, line)) {
      const last = open.cells.length - 1;
      open.cells[last] = joined(open.cells[last] ?? '', line, this.vocabulary);
    } else if (open?.kind === 'heading' && this.#wrapping.isFull(this.#line, line) && !this.#isKnown(line)) {
      const whole = { ...open, line: joined(open.line, line, this.vocabulary) };
      this.#printed[this.#printed.length - 1] = whole;
      this.#open = whole;
    } else if (open?.kind === 'item' && !this.#isKnown(line) && !line.endsWith(':')) this.#goOn(open, line);
    else if (open?.kind === 'lines' && !this.#isHeading(line)) this.#goOn(open, line);
    else this.#add({ kind: 'lines', lines: [line] });
  }

  /** Whether what looks like a bullet is a dash at the end of the line before. */
  #isDash(line: string): boolean {
    if (/^[*_]{1,3}\S/.test(line)) return true;
    return this.#open !== undefined && /^[–·*+]\s/.test(line) && this.#wrapping.isFull(this.#line, line);
  }

  /** Whether a line goes on in the last cell of the row above: not where that holds a figure or rating. */
  #goesOnInCell({ cells }: { cells: string[] }, line: string): boolean {
    const last = plainLine(cells.at(-1) ?? '');
    if (/^\d+$/.test(last) && /^per cent\b/.test(line)) return true;
    if (last === '' || /^[\d£.,]+\s?%?$/.test(last) || this.#isKnown(last) || this.#begins(line))
      return false;
    return this.#wrapping.isFull(this.#line, line);
  }

  #item(line: string, number: number | undefined): void {
    if (line === '') {
      this.#add({ kind: 'item', number, lines: [] });
      return;
    }
    if (pipes.test(line)) this.#plain(line);
    else this.#add({ kind: 'item', number, lines: [line] });
  }

  #goOn(open: { lines: string[] }, line: string): void {
    const last = open.lines.at(-1);
    if (last === undefined) open.lines.push(line);
    else if (this.#wrapping.isFull(this.#line, line) && !this.#endsKnown(open, line))
      open.lines[open.lines.length - 1] = joined(last, line, this.vocabulary);
    else open.lines.push(line);
  }

  /** Whether the open paragraph is whole by itself and the line begins something else. */
  #endsKnown(open: { lines: string[] }, line: string): boolean {
    const last = open.lines.at(-1) ?? '';
    return this.#isKnown(last) && (this.#isKnown(line) || /^\d{1,3}\s?%/.test(line));
  }

  #add(printed: Printed): void {
    this.#printed.push(printed);
    this.#open = printed;
  }

  /** Whether a text begins something: an item, a heading, a prompt. */
  #begins(line: string): boolean {
    return (
      bullet.test(line) ||
      ordered.test(line) ||
      /^[a-z]\)\s/.test(line) ||
      this.#isKnown(line) ||
      this.#isBeginning(line)
    );
  }

  #isBeginning(line: string): boolean {
    return this.knowledge.some((each) => each.begins(plainLine(line)));
  }

  #isKnown(line: string): boolean {
    const bare = plainLine(line);
    return this.#contents.has(compared(bare)) || this.knowledge.some((each) => each.isKnown(bare));
  }

  #isHeading(line: string): boolean {
    const bare = plainLine(line);
    return (
      this.#contents.has(compared(bare)) || this.knowledge.some((each) => each.heading(bare) !== undefined)
    );
  }

  /** The cells of a line, each with its paragraphs; undefined for a line that is no row. */
  #cells(line: string, index: number): string[][] | undefined {
    const paragraphs = (cell: string) =>
      cell
        .split(/<\/?(?:p|li|ul|ol|br)\s*\/?>/i)
        .map((each) => each.trim())
        .filter((each) => each !== '');
    if (line.includes('\t')) {
      if (bullet.test(line)) return undefined;
      const cells = line.split('\t').map(paragraphs);
      return cells.length > 1 ? cells.map((cell) => (cell.length === 0 ? [''] : cell)) : undefined;
    }
    if (pipes.test(line)) {
      const inner = line
        .trim()
        .replace(/^(?:-\s+)?\|/, '')
        .replace(/\|$/, '');
      return inner.split('|').map((cell) => [cell.trim()]);
    }
    if (/<p>/i.test(line)) {
      const cells = paragraphs(line);
      return cells.length > 1 ? [cells] : undefined;
    }
    return this.#spaced(line, index);
  }

  /** Cells set apart by spaces: by two or more, not behind a sentence, beside another such line or alone. */
  #spaced(line: string, index: number): string[][] | undefined {
    const cells = spacedCells(line);
    if (!cells) return undefined;
    const beside = [index - 1, index + 1].map((at) => this.lines[at]?.trim() ?? '');
    if (beside.every((each) => each === ''))
      return line.length < 200 ? cells.map((cell) => [cell]) : undefined;
    const alike = [index - 1, index + 1].some((at) => spacedCells(this.lines[at] ?? '') !== undefined);
    return alike ? cells.map((cell) => [cell]) : undefined;
  }

  /** Paragraphs and lists that a page break or a footnote stood in, put together again. */
  #acrossPages(printed: readonly Printed[]): Printed[] {
    const joinedOnes: Printed[] = [];
    const notes: { readonly note: Printed; readonly after: Printed | undefined }[] = [];
    let note: (Printed & { kind: 'note' }) | undefined;
    for (const each of printed) {
      if (each.kind === 'note') {
        note = { ...each };
        notes.push({ note, after: joinedOnes.at(-1) });
        continue;
      }
      if (note && each.kind === 'lines' && each.lines.length === 1 && isAddress(each.lines[0] ?? '')) {
        note.line = joined(note.line, each.lines[0] ?? '', this.vocabulary);
        continue;
      }
      const before = joinedOnes.at(-1);
      if (before && this.#isOne(before, each)) {
        if (before.kind !== 'lines' && before.kind !== 'item') continue;
        const [first = '', ...rest] = each.kind === 'lines' ? each.lines : [];
        const last = before.lines.pop() ?? '';
        before.lines.push(joined(last, first, this.vocabulary), ...rest);
      } else joinedOnes.push(each);
      note = undefined;
    }
    // Footnotes stand behind the block that they followed: where they belong, their references say.
    return joinedOnes
      .flatMap((each) => [each, ...notes.filter(({ after }) => after === each).map(({ note: own }) => own)])
      .concat(notes.filter(({ after }) => after === undefined).map(({ note: own }) => own));
  }

  #isOne(before: Printed, next: Printed): boolean {
    if (next.kind !== 'lines' || (before.kind !== 'lines' && before.kind !== 'item')) return false;
    const last = (before.lines.at(-1) ?? '').trim();
    const first = next.lines[0] ?? '';
    if (last === '' || !goesOnBehind(before, last, first) || this.#isKnown(first) || this.#isKnown(last))
      return false;
    return !this.knowledge.some((each) => each.isStock(first) || each.endsInRating(last));
  }
}

/** Whether a line can be the rest of what another ends with. */
function goesOnBehind(before: Printed & { lines: string[] }, last: string, first: string): boolean {
  if (isDivided(last, first)) return true;
  // An address at the end of a paragraph often has no full stop behind it.
  if (isAddress(last) || /@|www\.|:\/\//.test(last.slice(last.lastIndexOf(' ') + 1))) return false;
  const isLower = /^\p{Ll}{2}|^a\s/u.test(first);
  if (isLower && before.kind === 'lines' && last.endsWith(';')) return last.length >= 40;
  if (/[.:;?!…]["”’')\]*]{0,3}(?:\uE000\d+\w\uE001)*$/.test(last)) return false;
  if (isLower) return last.length >= 40;
  return (
    before.kind === 'lines' &&
    before.lines.length === 1 &&
    last.length >= 80 &&
    first.length >= 60 &&
    /^[\p{L}\d(]/u.test(first) &&
    /[.!?:]["”’')]{0,2}$/.test(first) &&
    !/\bshould:$/.test(first)
  );
}

const plainLine = (line: string) =>
  line
    .replace(/\uE000\d+\w\uE001|<[^<>\s]{1,9}>|\*{1,3}/g, '')
    .replace(/^#+\s/, '')
    .trim();

const compared = (line: string) =>
  line
    .replace(/[\s.]+/g, ' ')
    .trim()
    .toLowerCase();

/** Whether a line is an address and nothing else: by itself it is no paragraph. */
function isAddress(line: string): boolean {
  return /^<?https?:\/\/\S+$/.test(line.trim());
}

function spacedCells(line: string): string[] | undefined {
  const text = line.trim();
  if (text === '' || bullet.test(text)) return undefined;
  const cells = text.split(/(?<![.?!:;,\s])\s{2,}|\s{4,}/);
  return cells.length > 1 ? cells : undefined;
}

/** What was read as a tree; tables go on across a page break where no header says that another begins. */
function treeOf(printed: readonly Printed[]): Root {
  const children: RootContent[] = [];
  for (const each of printed) {
    // A footnote at the end of a page is no end of a list or table.
    const last = children.findLast(({ type }) => type !== 'footnoteDefinition');
    if (each.kind === 'heading')
      children.push({
        type: 'heading',
        depth: Math.min(6, each.depth) as 1,
        children: readInline(each.line),
      });
    else if (each.kind === 'lines')
      children.push({ type: 'paragraph', children: withBreaks(each.lines.map(readInline)) });
    else if (each.kind === 'note') children.push(definition(each.label, each.line));
    else if (each.kind === 'item') {
      if (last?.type === 'list' && goesOnWith(last, each.number)) last.children.push(item(each.lines));
      else children.push(list(each.number, item(each.lines)));
    } else if (each.cells.length > 1) {
      const row: TableRow = {
        type: 'tableRow',
        children: each.cells.map((cell) => ({ type: 'tableCell', children: readInline(cell) })),
      };
      if (last?.type === 'table' && goesOnInTable(last, row)) last.children.push(row);
      else children.push({ type: 'table', children: [row], data: { fromPages: true } });
    }
  }
  return { type: 'root', children };
}

function definition(label: string, line: string): FootnoteDefinition {
  const paragraph: BlockContent = { type: 'paragraph', children: readInline(line) };
  return { type: 'footnoteDefinition', identifier: label, label, children: [paragraph] };
}

function list(number: number | undefined, first: ListItem): List {
  return {
    type: 'list',
    ordered: number !== undefined,
    ...(number === undefined ? {} : { start: number }),
    spread: false,
    children: [first],
  };
}

function item(lines: readonly string[]): ListItem {
  const children = lines.flatMap((line, index) => [
    ...(index === 0 ? [] : [textNode('\n')]),
    ...readInline(line),
  ]);
  return { type: 'listItem', spread: false, children: [{ type: 'paragraph', children }] };
}

function goesOnWith(before: List, number: number | undefined): boolean {
  return number === undefined
    ? before.ordered !== true
    : before.ordered === true && number === (before.start ?? 1) + before.children.length;
}

function goesOnInTable(table: Table, row: TableRow): boolean {
  return table.children[0]?.children.length === row.children.length && !hasHeader([row, ...table.children]);
}
