import type { Nodes } from 'mdast';
import { flatten, type FlatText } from '../flatten.js';
import type { Range } from '../range.js';
import { alone, read, type Input } from './inputs.js';
import type { Labels, Node } from './parse.js';
import { Place, type Anchor } from './place.js';

/** Blocks whose end the parser puts behind blank lines or before them, by what comes next. */
const endsOpen = new Set(['html', 'code', 'list', 'listItem', 'blockquote', 'footnoteDefinition']);

/** What is worked out from a passage alone, and kept with it. */
export interface Collector<T> {
  /** Nothing, for a passage that holds nothing of the kind. */
  readonly of: (passage: Passage) => readonly T[];
}

/** Some blocks of a draft that are read by themselves; it moves, and is never changed. */
export class Passage implements Anchor, Input {
  start = 0;
  /** An edit has put something else in its place. */
  gone = false;
  readonly #collected = new Map<Collector<unknown>, readonly unknown[]>();
  readonly #flat = new Map<Nodes, FlatText>();

  constructor(
    readonly text: string,
    /** The last of the draft: nothing stands behind it. */
    readonly isLast: boolean,
    /** What it may refer to, of what the draft defines. */
    readonly labels: Labels,
    readonly blocks: readonly Node[],
  ) {}

  changedSince(): boolean {
    return this.gone;
  }

  get end(): number {
    return this.start + this.text.length;
  }

  /** The characters of a range in it. */
  slice({ start, end }: Range): string {
    return this.text.slice(start - this.start, end - this.start);
  }

  /** A stretch of it, by offsets into it. */
  place(from: number, to: number): Place {
    return new Place(this, from, to);
  }

  range(node: Nodes): Place {
    const from = node.position?.start.offset ?? 0;
    let to = node.position?.end.offset ?? 0;
    if (endsOpen.has(node.type)) while (to > from && /\s/.test(this.text.charAt(to - 1))) to--;
    return this.place(from, to);
  }

  /** From the start of a node's first child to the end of its last; empty at the node's end where it has none. */
  content(node: Nodes): Place {
    const whole = this.range(node);
    if (!('children' in node)) return whole;
    const first = node.children[0];
    const last = node.children.at(-1);
    return first && last
      ? this.place(this.range(first).from, this.range(last).to)
      : this.place(whole.to, whole.to);
  }

  flatten(node: Nodes): FlatText {
    let flat = this.#flat.get(node);
    if (!flat) this.#flat.set(node, (flat = flatten(node, this)));
    return flat;
  }

  /** What a collector finds in it, looked for once. */
  collected<T>(collector: Collector<T>): readonly T[] {
    let found = this.#collected.get(collector) as readonly T[] | undefined;
    if (!found) this.#collected.set(collector, (found = alone(() => collector.of(this))));
    return found;
  }

  /** Notes that what is being worked out depends on its words. */
  use(): this {
    read(this);
    return this;
  }
}
