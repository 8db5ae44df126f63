import type { Blockquote, List, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { Element } from 'xast';
import { wordsOf } from '../../document/words.js';
import { attribute, child, elementsBelow, numberOf } from '../xml/element.js';
import type { ListPlace } from './numbering.js';
import { leave, type Reading } from './reading.js';
import { phrasing, Runs, type Piece } from './runs.js';
import type { Role } from './styles.js';
import { spacesAtEnd } from './spaces.js';
import { tableOf } from './tables.js';
import { contentOf, propertiesOf, stands } from './taking.js';

/** A paragraph as it stands in one of the two texts: where the end of one was taken out, two are one. */
export interface ReadParagraph {
  /** What is said of it: the last of those that it was put together from says so. */
  readonly properties: Element | undefined;
  readonly children: PhrasingContent[];
  readonly numbers: readonly number[];
  /** Text boxes that stand in it. */
  readonly boxes: readonly Element[];
}

/** The blocks of a part, a cell or a note. */
export function blocksOf(parent: Element, reading: Reading, runs = new Runs(reading)): RootContent[] {
  const builder = new Blocks(reading);
  for (const piece of paragraphsAndTables(parent, reading, runs))
    if ('name' in piece) builder.table(piece, runs);
    else builder.paragraph(piece, runs);
  return builder.blocks;
}

/** The paragraphs and tables (`w:tbl`) that stand in an element. */
export function paragraphsAndTables(
  parent: Element,
  reading: Reading,
  runs: Runs,
): (ReadParagraph | Element)[] {
  const result: (ReadParagraph | Element)[] = [];
  let open:
    { pieces: Piece[]; numbers: number[]; boxes: Element[]; properties: Element | undefined } | undefined;
  const close = () => {
    if (open) result.push({ ...open, children: phrasing(open.pieces) });
    open = undefined;
  };
  for (const element of contentOf(parent, reading.taking))
    if (element.name === 'w:tbl') {
      close();
      result.push(element);
    } else if (element.name === 'w:p') {
      const properties = propertiesOf(element, 'w:pPr', reading.taking);
      open ??= { pieces: [], numbers: [], boxes: [], properties };
      open.properties = properties;
      const pieces = runs.pieces(element, open.boxes);
      const isEnded = stands(child(element, 'w:pPr', 'w:rPr'), reading.taking);
      open.pieces.push(...pieces);
      // One of which this text has nothing, not even its end, is none here.
      if (isEnded || pieces.length > 0) open.numbers.push(reading.paragraphs.get(element) ?? -1);
      // Where the mark at its end is not there, the next paragraph goes on in the same line.
      if (isEnded) close();
    } else if (element.name === 'w:altChunk') leave(reading, 'A document within the document is left out.');
  close();
  return result;
}

/** Puts blocks together: items to lists, and what stands in a frame to quotations. */
class Blocks {
  readonly blocks: RootContent[] = [];
  #frame: { readonly kind: 'box' | 'quotation'; readonly node: Blockquote } | undefined;
  #lists: { readonly node: List; readonly place: ListPlace }[] = [];

  constructor(readonly reading: Reading) {}

  table(element: Element, runs: Runs): void {
    this.#close();
    const table = tableOf(element, this.reading, runs);
    if (table) this.blocks.push(table);
  }

  paragraph(paragraph: ReadParagraph, runs: Runs): void {
    const { properties, children, boxes, numbers } = paragraph;
    const role = this.reading.styles.role(properties);
    for (const box of boxes) this.#textBox(box, runs);
    if (role.kind === 'passedOver') return;
    const list = this.reading.lists.next(
      child(properties, 'w:numPr') ?? this.reading.styles.numbering(properties),
    );
    const isEmpty = wordsOf({ type: 'paragraph', children }) === '' && !children.some(isMore);
    if (role.kind === 'separator' && isEmpty) this.#close();
    if (isEmpty && !(list && role.kind !== 'heading')) return;
    const data = { word: { paragraphs: numbers } };
    if (role.kind === 'title' || role.kind === 'heading') {
      this.#close();
      const depth = role.kind === 'heading' ? Math.min(6, role.level + this.reading.below) : 1;
      this.blocks.push({ type: 'heading', depth: depth as 1, children: trimmedEnds(children), data });
      return;
    }
    if (role.kind === 'code') {
      this.#close();
      this.#code(children, numbers);
      return;
    }
    const node: Paragraph = { type: 'paragraph', children: trimmedEnds(children), data };
    this.#place(node, role, list, properties);
  }

  #place(node: Paragraph, role: Role, list: ListPlace | undefined, properties: Element | undefined): void {
    const frame = role.kind === 'box' || role.kind === 'boxLabel' ? 'box' : role.kind;
    if (frame === 'box' || frame === 'quotation') {
      if (this.#frame?.kind !== frame || role.kind === 'boxLabel') this.#open(frame);
    } else if (this.#frame && !(role.kind === 'listContinued' && this.#lists.length > 0)) this.#close();
    if (list) this.#item(node, list);
    else {
      const item = this.#goesOn(role, properties);
      if (item) item.children.push(node);
      else {
        this.#lists = [];
        this.#container().push(node);
      }
    }
  }

  #open(kind: 'box' | 'quotation'): void {
    this.#close();
    const node: Blockquote = { type: 'blockquote', children: [], data: { mark: kind } };
    this.#frame = { kind, node };
    this.blocks.push(node);
  }

  #close(): void {
    this.#frame = undefined;
    this.#lists = [];
  }

  #container(): RootContent[] {
    return this.#frame ? this.#frame.node.children : this.blocks;
  }

  #item(node: Paragraph, place: ListPlace): void {
    const isDeeper = (top: ListPlace) => top.level > place.level;
    const isOther = (top: ListPlace) =>
      top.level === place.level && (top.id !== place.id || top.isOrdered !== place.isOrdered);
    for (
      let top = this.#lists.at(-1);
      top && (isDeeper(top.place) || isOther(top.place));
      top = this.#lists.at(-1)
    )
      this.#lists.pop();
    const item: ListItem = { type: 'listItem', spread: false, children: [node] };
    const top = this.#lists.at(-1);
    if (top?.place.level === place.level) {
      top.node.children.push(item);
      return;
    }
    const list: List = {
      type: 'list',
      ordered: place.isOrdered,
      start: place.isOrdered ? place.number : null,
      spread: false,
      children: [item],
    };
    const outer: RootContent[] = top?.node.children.at(-1)?.children ?? this.#container();
    outer.push(list);
    this.#lists.push({ node: list, place });
  }

  /** The item of a list that a paragraph without a number or bullet goes on with. */
  #goesOn(role: Role, properties: Element | undefined): ListItem | undefined {
    const left = numberOf(attribute(child(properties, 'w:ind'), 'w:left')) ?? 0;
    if (this.#lists.length === 0 || (role.kind !== 'listContinued' && left <= 0)) return undefined;
    if (role.kind !== 'listContinued' && !this.#frame) return undefined;
    // How far it stands in says which of them; ours stand in by steps.
    const level = role.kind === 'listContinued' && left > 0 ? Math.round(left / 397) - 1 : undefined;
    while (level !== undefined && this.#lists.length > 1 && (this.#lists.at(-1)?.place.level ?? 0) > level)
      this.#lists.pop();
    return this.#lists.at(-1)?.node.children.at(-1);
  }

  /** Lines of code; several paragraphs in a row are one block. */
  #code(children: readonly PhrasingContent[], numbers: readonly number[]): void {
    const value = children.map((node) => (node.type === 'break' ? '\n' : wordsInLine(node))).join('');
    this.blocks.push({ type: 'code', lang: null, value, data: { word: { paragraphs: numbers } } });
  }

  #textBox(box: Element, runs: Runs): void {
    const blocks = blocksOf(box, this.reading, runs);
    if (blocks.length > 0) this.#close();
    this.blocks.push(...blocks);
  }
}

function wordsInLine(node: PhrasingContent): string {
  return 'value' in node ? node.value : 'children' in node ? node.children.map(wordsInLine).join('') : '';
}

/** Whether a node says more than its words. */
function isMore(node: PhrasingContent): boolean {
  return (
    node.type === 'footnoteReference' ||
    node.type === 'image' ||
    ('children' in node && node.children.some(isMore))
  );
}

/** Without the spaces and breaks at both ends, which a draft can't have there. */
export function trimmedEnds(children: readonly PhrasingContent[]): PhrasingContent[] {
  const nodes = [...children];
  const isBlank = (node: PhrasingContent | undefined) =>
    node?.type === 'break' || (node?.type === 'text' && node.value.trim() === '');
  while (isBlank(nodes[0])) nodes.shift();
  while (isBlank(nodes.at(-1))) nodes.pop();
  const [first] = nodes;
  if (first?.type === 'text') nodes[0] = { ...first, value: first.value.replace(/^ +/, '') };
  const last = nodes.at(-1);
  if (last?.type === 'text')
    nodes[nodes.length - 1] = {
      ...last,
      value: last.value.slice(0, last.value.length - spacesAtEnd(last.value)),
    };
  return nodes;
}

/** The numbers of paragraphs, in the order in which they stand in these elements. */
export function numberParagraphs(roots: readonly Element[]): Map<Element, number> {
  const numbers = new Map<Element, number>();
  const visit = (element: Element) => {
    if (element.name === 'w:p') numbers.set(element, numbers.size);
    for (const inner of element.children) if (inner.type === 'element') visit(inner);
  };
  for (const root of roots) visit(root);
  return numbers;
}

/** The words of all paragraphs below an element. */
export function wordsBelow(element: Element): string {
  return elementsBelow(element, 'w:p')
    .map((paragraph) =>
      elementsBelow(paragraph, 'w:t')
        .flatMap((text) => text.children.map((piece) => ('value' in piece ? piece.value : '')))
        .join(''),
    )
    .join('\n');
}
