import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import type { Nodes } from 'mdast';
import { Place, type Anchor } from './text/place.js';
import { fold, lastUpTo, readPlace, readText, typedPlace, type Reading } from './words.js';

/** The text that a node stands in. */
interface Source extends Anchor {
  readonly text: string;
  range(node: Nodes): Place;
}

/** What words can stand in that a rule must know of. */
interface Marked {
  readonly kind: 'emphasis' | 'strong' | 'link' | 'code';
  /** Offsets into the flat text. */
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a node as they are read (see `words.ts`), each character with its place in the source:
 * without markup, footnote references and comments. A line break is a space; where it is one, see `lines`.
 */
export class FlatText {
  readonly #pieces: readonly Piece[];
  /** Where each piece begins before the text is read. */
  readonly #starts: number[] = [];
  readonly #typed: string;
  readonly #reading: Reading;
  readonly #marked: readonly Marked[];
  #folded: string | undefined;

  constructor(
    readonly anchor: Anchor,
    pieces: readonly Piece[],
    /** By offsets into what the pieces hold. */
    marked: readonly Marked[] = [],
  ) {
    let length = 0;
    for (const piece of pieces) {
      this.#starts.push(length);
      length += piece.text.length;
    }
    this.#pieces = pieces;
    this.#marked = marked;
    this.#typed = pieces.length === 1 ? (pieces[0]?.text ?? '') : pieces.map(({ text }) => text).join('');
    this.#reading = readText(this.#typed);
  }

  /** What it says, to be shown and compared. Patterns are for `folded`. */
  get text(): string {
    return this.#reading.text;
  }

  /** The same for patterns: with letters of A to Z alone, each character in its place. */
  get folded(): string {
    return (this.#folded ??= fold(this.text));
  }

  /** Its lines, for what is written on a line of its own; by offsets into its text. */
  get lines(): readonly { readonly start: number; readonly end: number }[] {
    const lines: { start: number; end: number }[] = [];
    let start = 0;
    for (let at = this.#typed.indexOf('\n'); at >= 0; at = this.#typed.indexOf('\n', at + 1)) {
      const end = readPlace(this.#reading, at);
      if (end < start) continue;
      lines.push({ start, end });
      start = end + 1;
    }
    lines.push({ start, end: this.text.length });
    return lines;
  }

  /** What stands between marks of emphasis, or is a link or code. */
  get marked(): readonly Marked[] {
    return this.#marked.map(({ kind, start, end }) => ({
      kind,
      start: readPlace(this.#reading, start),
      end: readPlace(this.#reading, end),
    }));
  }

  /** The source range of the characters from `start` to `end` of `text`. */
  range(start: number, end: number): Place {
    if (end <= start && start > 0 && start >= this.text.length) {
      const { to } = this.range(start - 1, start);
      return new Place(this.anchor, to, to);
    }
    const from = this.#place(typedPlace(this.#reading, start).start).start;
    return new Place(
      this.anchor,
      from,
      end > start ? this.#place(typedPlace(this.#reading, end - 1).end - 1).end : from,
    );
  }

  /** Where a character stands. Those of a piece that is written otherwise in the source all stand where it does. */
  #place(typed: number): { start: number; end: number } {
    const index = Math.max(
      0,
      lastUpTo(this.#starts, (each) => each, typed),
    );
    const piece = this.#pieces[index];
    const offset = typed - (this.#starts[index] ?? 0);
    const source = piece?.source ?? 0;
    if (piece?.width !== undefined && offset < piece.text.length)
      return { start: source, end: source + piece.width };
    return { start: source + offset, end: source + offset + 1 };
  }
}

/** Longer than a title, what stands in italics is running text. */
const longestTitle = 300;

const markedKinds: Partial<Record<Nodes['type'], Marked['kind']>> = {
  emphasis: 'emphasis',
  strong: 'strong',
  link: 'link',
  linkReference: 'link',
};

/** What stands apart from what comes before it. */
const blocks = new Set<Nodes['type']>([
  'paragraph',
  'heading',
  'list',
  'listItem',
  'blockquote',
  'code',
  'table',
]);

/** The words of a node; see FlatText. Its offsets are into the text of the source. */
export function flatten(root: Nodes, anchor: Source): FlatText {
  const source = anchor.text;
  const pieces: Piece[] = [];
  const marked: Marked[] = [];
  let length = 0;
  const add = (piece: Piece) => {
    pieces.push(piece);
    length += piece.text.length;
  };
  // A stack, not recursion: emphasis can be nested deeper than the call stack is.
  const stack: (Nodes | { readonly type: 'end'; readonly kind: Marked['kind']; readonly start: number })[] = [
    root,
  ];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'end') {
      if (node.kind !== 'emphasis' || length - node.start <= longestTitle)
        marked.push({ kind: node.kind, start: node.start, end: length });
      continue;
    }
    const { from: start, to: end } = anchor.range(node);
    switch (node.type) {
      case 'text': {
        const own: Piece[] = [];
        align(node.value, source.slice(start, end), start, own);
        const broken = node.value.includes('\r') ? own.flatMap(withPlainBreaks) : own;
        const kept = node.value.includes('[^')
          ? broken.flatMap((piece) => withoutReferences(piece, source))
          : broken;
        for (const piece of kept) add(piece);
        break;
      }
      case 'inlineCode': {
        const at = source.indexOf(node.value, start);
        marked.push({ kind: 'code', start: length, end: length + node.value.length });
        add({ text: node.value, source: at < 0 || at > end ? start : at });
        break;
      }
      case 'break':
        add({ text: '\n', source: start });
        break;
      case 'html':
        if (/^<br\s*\/?>$/i.test(node.value)) add({ text: '\n', source: start, width: end - start });
        break;
      case 'footnoteReference':
        break;
      default: {
        if (!('children' in node)) break;
        if (length > 0 && blocks.has(node.type)) add({ text: '\n', source: start, width: 0 });
        const kind = markedKinds[node.type];
        if (kind) stack.push({ type: 'end', kind, start: length });
        for (const child of node.children.toReversed()) stack.push(child);
      }
    }
  }
  return new FlatText(anchor, pieces, marked);
}

interface Piece {
  readonly text: string;
  readonly source: number;
  /** How many characters of the source it takes, where they are not its own. */
  readonly width?: number;
}

/** The piece with every line break as one `\n`. */
function withPlainBreaks(piece: Piece): Piece[] {
  if (piece.width !== undefined) return [piece];
  let source = piece.source;
  return piece.text.split(/(\r\n|\r)/).flatMap((text) => {
    const at = source;
    source += text.length;
    if (text === '') return [];
    return text.startsWith('\r') ? [{ text: '\n', source: at, width: text.length }] : [{ text, source: at }];
  });
}

/** A footnote reference as it stands in the text; one without its footnote is plain text to Markdown. */
export const footnoteReference = /\[\^([^\][\n\r^]{1,100})\]/g;

/** The piece without references to footnotes that are not there: they are no words of the author's either. */
function withoutReferences(piece: Piece, source: string): Piece[] {
  if (piece.width !== undefined) return [piece];
  const { text, source: start } = piece;
  const kept: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(footnoteReference)) {
    if (source[start + match.index - 1] === '\\') continue;
    if (match.index > at) kept.push({ text: text.slice(at, match.index), source: start + at });
    at = match.index + match[0].length;
  }
  if (at < text.length) kept.push({ text: text.slice(at), source: start + at });
  return kept;
}

const reference = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/;

/**
 * A text node's value may differ from its source: escapes, character references, the indent or
 * `>` at the start of a continued line. Walks both, so that every character keeps its place.
 */
function align(value: string, raw: string, start: number, pieces: Piece[]): void {
  if (value === raw) {
    pieces.push({ text: value, source: start });
    return;
  }
  let runStart = 0;
  let runSource = 0;
  let at = 0;
  let index = 0;
  const flush = (end: number) => {
    if (end > runStart) pieces.push({ text: value.slice(runStart, end), source: start + runSource });
  };
  while (index < value.length) {
    const want = value[index];
    // Markdown has no NUL: it reads one as the replacement character.
    if ((raw[at] === want && want !== '&') || (raw[at] === '\0' && want === '\ufffd')) {
      at++;
      index++;
      continue;
    }
    const entity = raw[at] === '&' ? reference.exec(raw.slice(at, at + 40)) : null;
    if (entity && raw[at] === want && entity[0] === value.slice(index, index + entity[0].length)) {
      at += entity[0].length;
      index += entity[0].length;
      continue;
    }
    if (raw[at] === want && !entity) {
      at++;
      index++;
      continue;
    }
    flush(index);
    if (entity) {
      // One reference gives one character, or two for some names and all astral ones.
      const named = decodeNamedCharacterReference(entity[0].slice(1, -1));
      const length = named === false ? ((value.codePointAt(index) ?? 0) > 0xffff ? 2 : 1) : named.length;
      pieces.push({
        text: value.slice(index, index + length),
        source: start + at,
        width: entity[0].length,
      });
      index += length;
      at += entity[0].length;
    } else {
      // An escape, the carriage return of CRLF, or the prefix of a continued line.
      at++;
      if (at >= raw.length) {
        const source = start + Math.max(0, raw.length - 1);
        pieces.push({ text: value.slice(index), source, width: start + raw.length - source });
        return;
      }
    }
    runStart = index;
    runSource = at;
  }
  flush(index);
}
