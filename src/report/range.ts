/** A stretch of the text: 0-based UTF-16 offsets, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Replaces a stretch of the text. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** A value with the place in the text that it was read from. */
export interface Located<T> {
  readonly value: T;
  readonly range: Range;
}

/** The empty range at an offset. */
export function at(offset: number): Range {
  return { start: offset, end: offset };
}

/** Whether `inner` lies within `outer`. */
export function contains(outer: Range, inner: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
