import type { Element } from 'xast';
import { cleanText } from '../../document/words.js';
import { attribute, child, childrenOf, elementsBelow, isOn, textOf, valueOf } from '../xml/element.js';
import type { Styles } from './styles.js';
import { madeBy, unwrapped, type Made } from './taking.js';

/** A change that Word kept track of. */
export interface TrackedChange extends Made {
  readonly kind: 'insertion' | 'deletion' | 'replacement' | 'move';
  /** The words that were there, and that are there now: plain text, where nothing but their look is other with its marks. */
  readonly before: string;
  readonly after: string;
  /** The number of the paragraph in which it was made; of a move that from which. */
  readonly paragraph: number;
  /** The number of the paragraph to which words were moved. */
  readonly movedTo: number | undefined;
}

/** What a piece of text is in the document with all changes shown. */
type State = 'kept' | 'inserted' | 'deleted' | 'look';

interface Piece extends Made {
  readonly state: State;
  readonly text: string;
  /** Of another look: the words with their marks before and after. */
  readonly looks?: readonly [string, string];
  /** The move that it is part of. */
  readonly move: string | undefined;
}

/** The end of a paragraph, as it is shown where nothing else was changed. */
const paragraphEnd = '¶';

const nobody: Made = { author: null, date: null };

/**
 * The tracked changes in the text of a document, in their order: words that were put in and taken out in one
 * place by one author are one change.
 * @param roots of the parts with the text
 * @param paragraphs the numbers of their paragraphs
 */
export function readChanges(
  roots: readonly Element[],
  paragraphs: ReadonlyMap<Element, number>,
  styles: Styles,
): TrackedChange[] {
  const reader = new ChangeReader(paragraphs, styles);
  for (const root of roots) reader.read(root);
  return reader.changes();
}

class ChangeReader {
  readonly #changes: (TrackedChange & { readonly move: string | undefined })[] = [];
  /** The names of the moves that are open, by the ids of their ranges. */
  readonly #moves = new Map<string, string>();
  /** An end of paragraph that was put in or taken out, and is to be held against what follows. */
  #end: (Made & { readonly state: State; readonly paragraph: number }) | undefined;

  constructor(
    readonly paragraphs: ReadonlyMap<Element, number>,
    readonly styles: Styles,
  ) {}

  read(root: Element): void {
    this.#blocks(root);
    this.#closeEnd();
  }

  changes(): TrackedChange[] {
    const moved = new Map<string, TrackedChange[]>();
    const result: TrackedChange[] = [];
    for (const { move, ...change } of this.#changes) {
      if (move === undefined) result.push(change);
      else {
        const parts = moved.get(move);
        if (parts) parts.push(change);
        else moved.set(move, [change]);
      }
    }
    for (const parts of moved.values()) {
      const from = parts.filter(({ before }) => before !== '');
      const to = parts.filter(({ after }) => after !== '');
      const [first, last] = [from[0], to[0]];
      // A move of which one end is missing is what is left of it.
      if (!first || !last) result.push(...parts);
      else
        result.push({
          ...first,
          kind: 'move',
          before: from.map(({ before }) => before).join('\n'),
          after: to.map(({ after }) => after).join('\n'),
          movedTo: last.paragraph,
        });
    }
    return result.sort((one, other) => one.paragraph - other.paragraph);
  }

  #blocks(parent: Element): void {
    for (const element of childrenOf(parent)) {
      this.#noteMove(element);
      switch (element.name) {
        case 'w:p':
          this.#paragraph(element);
          break;
        case 'w:tr':
          this.#row(element);
          break;
        case 'w:tc':
          this.#cell(element);
          break;
        case 'w:tbl':
        case 'w:body':
        case 'w:ins':
        case 'w:del':
        case 'w:moveTo':
        case 'w:moveFrom':
          this.#blocks(element);
          break;
        default: {
          const inner = unwrapped(element);
          if (inner && inner !== element) this.#blocks(inner);
        }
      }
    }
  }

  /** A row that was put in or taken out is one change, whatever stands in it. */
  #row(row: Element): void {
    const mark = markIn(child(row, 'w:trPr'), 'w:ins', 'w:del');
    if (!mark) {
      this.#blocks(row);
      return;
    }
    const text = elementsBelow(row, 'w:tc').map(allWords).join(' | ');
    this.#whole(row, mark, mark.name === 'w:ins', text);
  }

  #cell(cell: Element): void {
    const mark = markIn(child(cell, 'w:tcPr'), 'w:cellIns', 'w:cellDel');
    if (mark) this.#whole(cell, mark, mark.name === 'w:cellIns', allWords(cell));
    else this.#blocks(cell);
  }

  #whole(element: Element, mark: Element, isInserted: boolean, text: string): void {
    this.#closeEnd();
    const [first] = elementsBelow(element, 'w:p');
    this.#changes.push({
      ...madeBy(mark),
      kind: isInserted ? 'insertion' : 'deletion',
      before: isInserted ? '' : text,
      after: isInserted ? text : '',
      paragraph: (first && this.paragraphs.get(first)) ?? 0,
      movedTo: undefined,
      move: undefined,
    });
  }

  #paragraph(element: Element): void {
    const properties = child(element, 'w:pPr');
    if (this.styles.role(properties).kind === 'passedOver') return;
    const paragraph = this.paragraphs.get(element) ?? 0;
    const boxes: Element[] = [];
    const pieces = this.#pieces(element, 'kept', nobody, boxes).filter(({ text }) => text !== '');
    const [first] = pieces;
    if (this.#end && first?.state === this.#end.state && first.author === this.#end.author)
      this.#end = undefined;
    this.#closeEnd();
    let cluster: Piece[] = [];
    const close = () => {
      if (cluster.length > 0) this.#cluster(cluster, paragraph);
      cluster = [];
    };
    for (const piece of pieces) {
      const [last] = cluster;
      if (piece.state === 'kept') close();
      else {
        if (last && (last.author !== piece.author || last.move !== piece.move)) close();
        cluster.push(piece);
      }
    }
    close();
    const mark = markIn(child(properties, 'w:rPr'), 'w:ins', 'w:del', 'w:moveTo', 'w:moveFrom');
    const state = mark && stateOf(mark.name);
    const last = pieces.at(-1);
    if (mark && state && last?.state !== state && last?.move === undefined)
      this.#end = { ...madeBy(mark), state, paragraph };
    for (const box of boxes) this.#blocks(box);
  }

  #closeEnd(): void {
    if (!this.#end) return;
    const { state, paragraph, author, date } = this.#end;
    this.#end = undefined;
    this.#cluster([{ state, text: paragraphEnd, author, date, move: undefined }], paragraph);
  }

  #cluster(pieces: readonly Piece[], paragraph: number): void {
    const textIn = (state: State, index: 0 | 1) =>
      pieces
        .map((piece) => (piece.looks ? piece.looks[index] : piece.state === state ? piece.text : ''))
        .join('');
    const before = textIn('deleted', 0);
    const after = textIn('inserted', 1);
    const [first] = pieces;
    if (!first || before === after) return;
    this.#changes.push({
      author: first.author,
      date: first.date,
      kind: before === '' ? 'insertion' : after === '' ? 'deletion' : 'replacement',
      before,
      after,
      paragraph,
      movedTo: undefined,
      move: first.move,
    });
  }

  #pieces(parent: Element, state: State, made: Made, boxes: Element[]): Piece[] {
    return childrenOf(parent).flatMap((element): Piece[] => {
      this.#noteMove(element);
      const changed = stateOf(element.name);
      if (changed) {
        const isMove = element.name.startsWith('w:move');
        const pieces = this.#pieces(element, changed, madeBy(element), boxes);
        const move = isMove ? [...this.#moves.values()].at(-1) : undefined;
        return move === undefined ? pieces : pieces.map((piece) => ({ ...piece, move: piece.move ?? move }));
      }
      switch (element.name) {
        case 'w:r':
          return this.#run(element, state, made, boxes);
        case 'w:hyperlink':
        case 'w:fldSimple':
          return this.#pieces(element, state, made, boxes);
        default: {
          const inner = unwrapped(element);
          return inner && inner !== element ? this.#pieces(inner, state, made, boxes) : [];
        }
      }
    });
  }

  #run(run: Element, state: State, made: Made, boxes: Element[]): Piece[] {
    boxes.push(...elementsBelow(run, 'w:txbxContent'));
    const text = childrenOf(run).map(runText).join('');
    const properties = child(run, 'w:rPr');
    const change = child(properties, 'w:rPrChange');
    if (state === 'kept' && change) {
      const looks = [this.#marked(text, child(change, 'w:rPr')), this.#marked(text, properties)] as const;
      if (looks[0] !== looks[1]) return [{ ...madeBy(change), state: 'look', text, looks, move: undefined }];
    }
    return [{ ...made, state, text, move: undefined }];
  }

  /** Words with the marks that a draft has for how they look. */
  #marked(text: string, properties: Element | undefined): string {
    const byStyle = this.styles.characters(valueOf(properties, 'w:rStyle'));
    const raised = valueOf(properties, 'w:vertAlign');
    let marked = text;
    if (raised === 'superscript') marked = `<sup>${marked}</sup>`;
    if (raised === 'subscript') marked = `<sub>${marked}</sub>`;
    if (isOn(properties, 'w:i') ?? byStyle.isItalic) marked = `*${marked}*`;
    if (isOn(properties, 'w:b') ?? byStyle.isBold) marked = `**${marked}**`;
    return marked;
  }

  #noteMove(element: Element): void {
    const id = attribute(element, 'w:id') ?? '';
    const name = attribute(element, 'w:name');
    const kind = /^w:move(From|To)Range(Start|End)$/.exec(element.name);
    if (!kind) return;
    if (kind[2] === 'Start' && name !== undefined) this.#moves.set(id, name);
    else this.#moves.delete(id);
  }
}

function stateOf(name: string): State | undefined {
  if (name === 'w:ins' || name === 'w:moveTo') return 'inserted';
  return name === 'w:del' || name === 'w:moveFrom' ? 'deleted' : undefined;
}

function markIn(properties: Element | undefined, ...names: readonly string[]): Element | undefined {
  return childrenOf(properties).find(({ name }) => names.includes(name));
}

function runText(element: Element): string {
  switch (element.name) {
    case 'w:t':
    case 'w:delText':
      return cleanText(textOf(element)).replace(/[\n\t]/g, ' ');
    case 'w:tab':
    case 'w:br':
    case 'w:cr':
      return ' ';
    case 'w:noBreakHyphen':
      return '\u2011';
    case 'w:footnoteReference':
    case 'w:endnoteReference':
      return '[footnote]';
    case 'w:drawing':
      return elementsBelow(element, 'a:blip').length > 0 ? '[picture]' : '';
    default:
      return '';
  }
}

/** All words below an element, put in or taken out. */
function allWords(element: Element): string {
  return elementsBelow(element, 'w:r')
    .flatMap((run) => childrenOf(run).map(runText))
    .join('');
}
