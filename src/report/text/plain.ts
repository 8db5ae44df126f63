import type { AlignType, List, ListItem, Paragraph, PhrasingContent, TableCell, TableRow } from 'mdast';
import { normalizeIdentifier } from 'micromark-util-normalize-identifier';
import { linesIn } from '../lines.js';
import type { Labels, Node } from './parse.js';

// Nine tenths of a report are headings, paragraphs, flat lists and tables of plain words, with a footnote
// reference here and something bold there. To parse that takes ten times as long as to see that it is so.
// Whatever is not quite plain is left to the parser, and the tests hold this against it.

/** Whatever may mean something to Markdown within a line. */
const marks = String.raw`\\&<[\]*_${'`'}|\t\0`;
const plainWords = new RegExp(`^[^${marks}]*$`);
const bold = new RegExp(`^((?:[^${marks}]* )?)\\*\\*([A-Za-z0-9£][^${marks}]*)\\*\\*$`);
const boldInside = /\S$/;
const reference = /\[\^([A-Za-z0-9-]{1,50})\]/g;

const heading = /^(#{1,6}) ([A-Za-z0-9‘“(£].*)$/;
const paragraphLine = /^(?:[A-Za-z‘“(£]|\*\*[A-Za-z0-9£])/;
const bullet = /^[-+] ([A-Za-z‘“(£].*)$/;
const numbered = /^(\d{1,9})\. ([A-Za-z‘“(£].*)$/;
const delimiters = /^\|(?: ?:?-{1,100}:? ?\|)+$/;
const tableLine = /^\|.*\|$/;

/** The blocks of a text that is plain throughout; undefined for any other. */
export function plainBlocks(text: string, labels: Labels): Node[] | undefined {
  if (labels.links.length > 0) return undefined;
  const reader = new PlainReader(labels);
  for (const line of linesIn(text)) if (!reader.line(line.text, line.start, text)) return undefined;
  return reader.end(text) ? reader.blocks : undefined;
}

class PlainReader {
  readonly blocks: Node[] = [];
  /** The paragraph, table or list that the next line may go on. */
  #paragraph: { readonly start: number; end: number } | undefined;
  #table: { readonly lines: { readonly start: number; readonly text: string }[] } | undefined;
  #list: { readonly node: List; readonly mark: string; open: boolean } | undefined;

  constructor(readonly labels: Labels) {}

  /** Takes a line; false where it is not plain. */
  line(content: string, at: number, text: string): boolean {
    if (/^[ \t]*$/.test(content)) {
      if (this.#list) this.#list.open = false;
      return this.#closeParagraph(text) && this.#closeTable();
    }
    // The spaces of a hard break.
    if (content.endsWith(' ') || content.endsWith('\t')) return false;
    if (this.#table) {
      this.#table.lines.push({ start: at, text: content });
      return tableLine.test(content);
    }
    const title = heading.exec(content);
    if (title) return this.#closeParagraph(text) && this.#heading(title, at, content);
    const item = bullet.exec(content) ?? numbered.exec(content);
    if (item) return this.#item(item, at, content, text);
    // It would go on the item above it.
    if (this.#list?.open === true) return false;
    this.#list = undefined;
    if (content.startsWith('|')) {
      if (this.#paragraph) return false;
      this.#table = { lines: [{ start: at, text: content }] };
      return tableLine.test(content);
    }
    if (!paragraphLine.test(content)) return false;
    if (this.#paragraph) this.#paragraph.end = at + content.length;
    else this.#paragraph = { start: at, end: at + content.length };
    return true;
  }

  end(text: string): boolean {
    return this.#closeParagraph(text) && this.#closeTable();
  }

  #heading([, signs = '', words = '']: RegExpExecArray, at: number, content: string): boolean {
    this.#list = undefined;
    // Number signs at the end would close it.
    const children = words.endsWith('#') ? undefined : this.#inline(words, at + signs.length + 1);
    if (!children) return false;
    const depth = signs.length as 1;
    this.blocks.push({ type: 'heading', depth, children, position: position(at, at + content.length) });
    return true;
  }

  #item(match: RegExpExecArray, at: number, content: string, text: string): boolean {
    const words = match.at(-1) ?? '';
    const number = match.length > 2 ? Number(match[1]) : undefined;
    const mark = number === undefined ? content.charAt(0) : '.';
    // Only a list that begins with 1 can follow a paragraph, or an item of another list, without a blank line.
    const below = this.#paragraph !== undefined || (this.#list?.open === true && this.#list.mark !== mark);
    if (below && number !== undefined && number !== 1) return false;
    if (!this.#closeParagraph(text)) return false;
    const start = at + content.length - words.length;
    const children = this.#inline(words, start);
    if (!children) return false;
    const end = at + content.length;
    const paragraph: Paragraph = { type: 'paragraph', children, position: position(start, end) };
    const item: ListItem = {
      type: 'listItem',
      spread: false,
      checked: null,
      children: [paragraph],
      position: position(at, end),
    };
    if (this.#list?.mark !== mark) {
      const node: List = {
        type: 'list',
        ordered: number !== undefined,
        start: number ?? null,
        spread: false,
        children: [],
        position: position(at, end),
      };
      this.#list = { node, mark, open: true };
      this.blocks.push(node);
    }
    const { node, open } = this.#list;
    // A blank line between two items.
    if (!open) node.spread = true;
    node.children.push(item);
    node.position = position(node.position?.start.offset ?? at, end);
    this.#list.open = true;
    return true;
  }

  #closeParagraph(text: string): boolean {
    const open = this.#paragraph;
    this.#paragraph = undefined;
    if (!open) return true;
    const children = this.#inline(text.slice(open.start, open.end), open.start);
    if (children) this.blocks.push({ type: 'paragraph', children, position: position(open.start, open.end) });
    return children !== undefined;
  }

  #closeTable(): boolean {
    const lines = this.#table?.lines;
    this.#table = undefined;
    if (!lines) return true;
    const [head, below, ...rows] = lines;
    if (!head || !below || !delimiters.test(below.text)) return false;
    const columns = below.text.split('|').length - 2;
    const children: TableRow[] = [];
    for (const { start, text } of [head, ...rows]) {
      const bars = Array.from(text.matchAll(/\|/g), ({ index }) => index);
      if (bars.length !== columns + 1) return false;
      const cells: TableCell[] = [];
      for (let column = 0; column < columns; column++) {
        const [from = 0, to = 0] = [bars[column], bars[column + 1]];
        const raw = text.slice(from + 1, to);
        const words = raw.trim();
        // Other spaces than those of the keyboard are words to Markdown.
        if (words !== raw.replace(/^ {1,100}| {1,100}$/g, '')) return false;
        const inner =
          words === '' ? [] : this.#inline(words, start + from + 1 + raw.length - raw.trimStart().length);
        if (!inner) return false;
        const end = start + to + (column === columns - 1 ? 1 : 0);
        cells.push({ type: 'tableCell', children: inner, position: position(start + from, end) });
      }
      children.push({ type: 'tableRow', children: cells, position: position(start, start + text.length) });
    }
    const last = lines.at(-1) ?? head;
    this.blocks.push({
      type: 'table',
      align: below.text.split('|').slice(1, -1).map(alignment),
      children,
      position: position(head.start, last.start + last.text.length),
    });
    return true;
  }

  /** Words, references to footnotes, and something bold at the end. */
  #inline(raw: string, start: number): PhrasingContent[] | undefined {
    if (plainWords.test(raw)) return [textNode(raw, start, raw.length + start)];
    const strong = bold.exec(raw);
    if (strong) {
      const [, before = '', inside = ''] = strong;
      if (!boldInside.test(inside) || /[\r\n]/.test(raw)) return undefined;
      const from = start + before.length;
      return [
        ...(before === '' ? [] : [textNode(before, start, from)]),
        {
          type: 'strong',
          children: [textNode(inside, from + 2, from + 2 + inside.length)],
          position: position(from, start + raw.length),
        },
      ];
    }
    const found: PhrasingContent[] = [];
    let at = 0;
    let words = '';
    for (const match of raw.matchAll(reference)) {
      const label = match[1] ?? '';
      const end = match.index + match[0].length;
      words += raw.slice(at, match.index);
      at = end;
      if (/[([:]/.test(raw.charAt(end)) || raw[match.index - 1] === '!') return undefined;
      const identifier = normalizeIdentifier(label);
      if (!this.labels.footnotes.includes(identifier)) return undefined;
      if (!plainWords.test(words)) return undefined;
      if (words !== '') found.push(textNode(words, start + match.index - words.length, start + match.index));
      words = '';
      found.push({
        type: 'footnoteReference',
        identifier: identifier.toLowerCase(),
        label,
        position: position(start + match.index, start + end),
      });
    }
    words += raw.slice(at);
    if (!plainWords.test(words)) return undefined;
    if (words !== '') found.push(textNode(words, start + at, start + raw.length));
    return found;
  }
}

function alignment(delimiter: string): AlignType {
  const [left, right] = [/^ ?:/.test(delimiter), delimiter.trimEnd().endsWith(':')];
  return left && right ? 'center' : right ? 'right' : left ? 'left' : null;
}

function textNode(value: string, start: number, end: number): PhrasingContent {
  return { type: 'text', value, position: position(start, end) };
}

/** Only the offsets count. */
function position(start: number, end: number): NonNullable<Node['position']> {
  const point = (offset: number) => ({ line: 1, column: 1, offset });
  return { start: point(start), end: point(end) };
}
