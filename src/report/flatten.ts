import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import type { Nodes } from 'mdast';
import { Place, type Anchor } from './text/place.js';

/** The text that a node stands in. */
interface Source extends Anchor {
  readonly text: string;
  range(node: Nodes): Place;
}

/**
 * The words of a node without markup and footnote references, each character with its place in
 * the source. A hard or soft break is one `\n`.
 */
export class FlatText {
  /** Starts of runs: `flat[i]` begins run i, which stands at `source[i]` and counts `length[i]` characters there. */
  readonly #flat: number[] = [];
  readonly #source: number[] = [];
  readonly #width: (number | undefined)[] = [];
  readonly text: string;

  constructor(
    readonly anchor: Anchor,
    pieces: readonly Piece[],
  ) {
    let flat = 0;
    for (const piece of pieces) {
      this.#flat.push(flat);
      this.#source.push(piece.source);
      this.#width.push(piece.width);
      flat += piece.text.length;
    }
    this.text = pieces.map((piece) => piece.text).join('');
  }

  /** The source range of the characters from `start` to `end` of `text`. */
  range(start: number, end: number): Place {
    const from = this.#place(start).start;
    return new Place(this.anchor, from, end > start ? this.#place(end - 1).end : from);
  }

  /** Where a character stands. Those of a run that is written otherwise in the source all stand where the run does. */
  #place(flat: number): { start: number; end: number } {
    let low = 0;
    let high = this.#flat.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#flat[middle] ?? 0) <= flat) low = middle;
      else high = middle - 1;
    }
    const source = this.#source[low] ?? 0;
    const width = this.#width[low];
    if (width !== undefined && flat < (this.#flat[low + 1] ?? this.text.length))
      return { start: source, end: source + width };
    const start = source + flat - (this.#flat[low] ?? 0);
    return { start, end: start + 1 };
  }
}

/** The words of a node; see FlatText. Its offsets are into the text of the source. */
export function flatten(root: Nodes, anchor: Source): FlatText {
  const source = anchor.text;
  const pieces: Piece[] = [];
  // A stack, not recursion: emphasis can be nested deeper than the call stack is.
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const { from: start, to: end } = anchor.range(node);
    switch (node.type) {
      case 'text': {
        const own: Piece[] = [];
        align(node.value, source.slice(start, end), start, own);
        const broken = node.value.includes('\r') ? own.flatMap(withPlainBreaks) : own;
        const kept = node.value.includes('[^')
          ? broken.flatMap((piece) => withoutReferences(piece, source))
          : broken;
        for (const piece of kept) pieces.push(piece);
        break;
      }
      case 'inlineCode': {
        const at = source.indexOf(node.value, start);
        pieces.push({ text: node.value, source: at < 0 || at > end ? start : at });
        break;
      }
      case 'break':
        pieces.push({ text: '\n', source: start });
        break;
      case 'footnoteReference':
      case 'html':
        break;
      default:
        if ('children' in node) for (const child of node.children.toReversed()) stack.push(child);
    }
  }
  return new FlatText(anchor, pieces);
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
