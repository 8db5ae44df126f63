import type { Nodes } from 'mdast';
import type { Range } from './range.js';

/**
 * The words of a node without markup and footnote references, each character with its place in
 * the source. A hard or soft break is one `\n`.
 */
export class FlatText {
  /** Starts of runs: `flat[i]` begins run i, which stands at `source[i]` and counts `length[i]` characters there. */
  readonly #flat: number[] = [];
  readonly #source: number[] = [];
  readonly text: string;

  constructor(pieces: readonly { text: string; source: number }[]) {
    let flat = 0;
    for (const piece of pieces) {
      this.#flat.push(flat);
      this.#source.push(piece.source);
      flat += piece.text.length;
    }
    this.text = pieces.map((piece) => piece.text).join('');
  }

  /** The source range of the characters from `start` to `end` of `text`. */
  range(start: number, end: number): Range {
    const from = this.#offset(start);
    return { start: from, end: end > start ? this.#offset(end - 1) + 1 : from };
  }

  #offset(flat: number): number {
    let low = 0;
    let high = this.#flat.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#flat[middle] ?? 0) <= flat) low = middle;
      else high = middle - 1;
    }
    return (this.#source[low] ?? 0) + flat - (this.#flat[low] ?? 0);
  }
}

/** The words of a node; see FlatText. `source` is the whole text, `base` what to add to the tree's offsets. */
export function flatten(node: Nodes, source: string, base: number): FlatText {
  const pieces: { text: string; source: number }[] = [];
  collect(node, source, base, pieces);
  return new FlatText(pieces);
}

function collect(
  node: Nodes,
  source: string,
  base: number,
  pieces: { text: string; source: number }[],
): void {
  const start = (node.position?.start.offset ?? 0) + base;
  const end = (node.position?.end.offset ?? 0) + base;
  switch (node.type) {
    case 'text':
      align(node.value, source.slice(start, end), start, pieces);
      break;
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
      if ('children' in node) for (const child of node.children) collect(child, source, base, pieces);
  }
}

const reference = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/;

/**
 * A text node's value may differ from its source: escapes, character references, the indent or
 * `>` at the start of a continued line. Walks both, so that every character keeps its place.
 */
function align(value: string, raw: string, start: number, pieces: { text: string; source: number }[]): void {
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
    if (raw[at] === want && want !== '&') {
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
      const code = value.codePointAt(index) ?? 0;
      const length = code > 0xffff ? 2 : 1;
      pieces.push({ text: value.slice(index, index + length), source: start + at });
      index += length;
      at += entity[0].length;
    } else {
      // An escape, the carriage return of CRLF, or the prefix of a continued line.
      at++;
      if (at >= raw.length) {
        pieces.push({ text: value.slice(index), source: start + Math.max(0, raw.length - 1) });
        return;
      }
    }
    runStart = index;
    runSource = at;
  }
  flush(index);
}
