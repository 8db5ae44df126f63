import type { Range } from '../range.js';

/** A part of the text that moves as a whole when something before it is edited. */
export interface Anchor {
  /** Where it starts in the text now. */
  readonly start: number;
}

/** A range that moves with the part of the text it stands in. */
export class Place implements Range {
  /** `from` and `to` are offsets into the part. */
  constructor(
    readonly anchor: Anchor,
    readonly from: number,
    readonly to: number,
  ) {}

  get start(): number {
    return this.anchor.start + this.from;
  }

  get end(): number {
    return this.anchor.start + this.to;
  }
}

/** One side of something that moves. */
export interface Edge {
  readonly of: Range;
  readonly side: 'start' | 'end';
}

/** The range between two edges; it moves with both. */
export class Span implements Range {
  constructor(
    readonly first: Edge,
    readonly last: Edge,
  ) {}

  get start(): number {
    return this.first.of[this.first.side];
  }

  get end(): number {
    return this.last.of[this.last.side];
  }
}

/** From the start of a range to the end of another. */
export function span(first: Range, last: Range): Range {
  return new Span({ of: first, side: 'start' }, { of: last, side: 'end' });
}

/** The empty range at one side of another. */
export function edge(of: Range, side: 'start' | 'end'): Range {
  return new Span({ of, side }, { of, side });
}

/** A range as it is now; it does not move any more. */
export function fixed({ start, end }: Range): Range {
  return { start, end };
}
