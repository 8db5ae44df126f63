import type { Nodes } from 'mdast';
import { flatten, type FlatText } from './flatten.js';
import type { Range } from './range.js';

/** The text that is being read, with the offset at which its syntax tree begins. */
export class Source {
  constructor(
    readonly text: string,
    readonly base: number,
  ) {}

  range(node: Nodes): Range {
    return {
      start: (node.position?.start.offset ?? 0) + this.base,
      end: (node.position?.end.offset ?? 0) + this.base,
    };
  }

  flatten(node: Nodes): FlatText {
    return flatten(node, this.text, this.base);
  }

  /** From the start of a node's first child to the end of its last; empty at the node's end where it has none. */
  content(node: Nodes): Range {
    const whole = this.range(node);
    if (!('children' in node) || node.children.length === 0) return { start: whole.end, end: whole.end };
    const first = node.children[0];
    const last = node.children.at(-1);
    return first && last ? { start: this.range(first).start, end: this.range(last).end } : whole;
  }
}

/** The lines of a flat text, each with the offset in it at which the line starts. */
export function flatLines(flat: FlatText): { text: string; start: number }[] {
  const lines: { text: string; start: number }[] = [];
  let start = 0;
  for (const text of flat.text.split('\n')) {
    lines.push({ text, start });
    start += text.length + 1;
  }
  return lines;
}

/** A text without the characters of a kind at its ends, and where it starts. In one pass, however many there are. */
export function trim(text: string, edge: RegExp): { readonly start: number; readonly text: string } {
  let start = 0;
  let end = text.length;
  while (start < end && edge.test(text.charAt(start))) start++;
  while (end > start && edge.test(text.charAt(end - 1))) end--;
  return { start, text: text.slice(start, end) };
}
