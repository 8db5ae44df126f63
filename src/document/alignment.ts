import { diffIndices } from 'node-diff3';

/** Which items of two sequences are the same, by their places; ascending in both. */
export type Pairs = readonly (readonly [number, number])[];

/** More comparisons than these are not made, for what is the same and for what is alike: nobody would wait for them. */
const mostCompared = 20_000_000;
const mostLikened = 250_000;

/** Where two sequences differ: what stands between the items that they have in common. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
}

/** The gaps between what two sequences have in common, in their order. */
export function gapsBetween(one: readonly string[], other: readonly string[]): Gap[] {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let [end, otherEnd] = [one.length, other.length];
  while (end > start && otherEnd > start && one[end - 1] === other[otherEnd - 1]) {
    end--;
    otherEnd--;
  }
  if (end === start && otherEnd === start) return [];
  if ((end - start) * (otherEnd - start) > mostCompared) return [{ start, end, otherStart: start, otherEnd }];
  return diffIndices(one.slice(start, end), other.slice(start, otherEnd)).map(({ buffer1, buffer2 }) => ({
    start: start + buffer1[0],
    end: start + buffer1[0] + buffer1[1],
    otherStart: start + buffer2[0],
    otherEnd: start + buffer2[0] + buffer2[1],
  }));
}

/**
 * Pairs the items of two sequences that are the same, or where that is none, alike.
 * @param likeness from 0 to 1 of two items that are not the same; what is less than a half is something else
 */
export function align(
  one: readonly string[],
  other: readonly string[],
  likeness: (index: number, otherIndex: number) => number,
): Pairs {
  const pairs: (readonly [number, number])[] = [];
  let [index, otherIndex] = [0, 0];
  for (const gap of [
    ...gapsBetween(one, other),
    { start: one.length, end: one.length, otherStart: other.length, otherEnd: other.length },
  ]) {
    while (index < gap.start) pairs.push([index++, otherIndex++]);
    pairs.push(...alike(gap, likeness));
    [index, otherIndex] = [gap.end, gap.otherEnd];
  }
  return pairs;
}

/** The pairs in a gap that are most alike in all, in their order. */
function alike(
  { start, end, otherStart, otherEnd }: Gap,
  likeness: (one: number, other: number) => number,
): Pairs {
  const [rows, columns] = [end - start, otherEnd - otherStart];
  if (rows === 0 || columns === 0) return [];
  const score = (row: number, column: number) => {
    const value = likeness(start + row, otherStart + column);
    return value >= 0.5 ? value : 0;
  };
  if (rows * columns > mostLikened)
    return Array.from(
      { length: Math.min(rows, columns) },
      (_, row) => [start + row, otherStart + row] as const,
    ).filter(([row, column]) => likeness(row, column) >= 0.5);
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const bestFrom = (row: number, column: number) => best[row]?.[column] ?? 0;
  const scores = Array.from({ length: rows }, (_, row) =>
    Float64Array.from({ length: columns }, (_, column) => score(row, column)),
  );
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const value = scores[row]?.[column] ?? 0;
      const together = value > 0 ? value + bestFrom(row + 1, column + 1) : 0;
      const line = best[row];
      if (line) line[column] = Math.max(together, bestFrom(row + 1, column), bestFrom(row, column + 1));
    }
  const pairs: [number, number][] = [];
  for (let [row, column] = [0, 0]; row < rows && column < columns;) {
    const value = scores[row]?.[column] ?? 0;
    if (value > 0 && bestFrom(row, column) === value + bestFrom(row + 1, column + 1)) {
      pairs.push([start + row, otherStart + column]);
      row++;
      column++;
    } else if (bestFrom(row + 1, column) >= bestFrom(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}

const wordOrSign = /[\p{L}\p{N}]+(?:[.,'’/-][\p{L}\p{N}]+)*%?|\s+|[^]/gu;

/** How much two texts have in common, from 0 to 1. */
export function likenessOf(one: string, other: string): number {
  const counts = new Map<string, number>();
  let size = 0;
  for (const [word] of one.matchAll(wordOrSign))
    if (word.trim() !== '') {
      counts.set(word, (counts.get(word) ?? 0) + word.length);
      size += word.length;
    }
  let common = 0;
  for (const [word] of other.matchAll(wordOrSign))
    if (word.trim() !== '') {
      size += word.length;
      const left = counts.get(word) ?? 0;
      if (left > 0) {
        counts.set(word, left - word.length);
        common += word.length;
      }
    }
  return size === 0 ? 1 : (2 * common) / size;
}

/** A piece of Markdown that a change takes or leaves whole: a word, a figure, a mark, a reference to a note. */
const piece =
  /\[\^[^\]\n]{1,200}\]|<\/?(?:sup|sub|br)>|\*+|~~|\\[^\n]|\]\([^\s()]{0,500}\)|[\p{L}\p{N}]+(?:[.,'’/-][\p{L}\p{N}]+)*%?|[ \t\u00a0]+|[^]/gu;

export function piecesOf(markdown: string): string[] {
  return markdown.match(piece) ?? [];
}

/** What is other in a line: offsets into the one text, and what the other has there. */
export interface Difference {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** Where two texts differ, by words; what only spaces part is one difference. */
export function differencesOf(one: string, other: string): Difference[] {
  const [pieces, otherPieces] = [piecesOf(one), piecesOf(other)];
  const offsets = offsetsOf(pieces);
  const gaps: Gap[] = [];
  for (const gap of gapsBetween(pieces, otherPieces)) {
    const last = gaps.at(-1);
    const between = last ? pieces.slice(last.end, gap.start).join('') : '';
    if (last && /^\s*$/.test(between))
      gaps[gaps.length - 1] = { ...last, end: gap.end, otherEnd: gap.otherEnd };
    else gaps.push(gap);
  }
  return gaps.map(({ start, end, otherStart, otherEnd }) => ({
    start: offsets[start] ?? 0,
    end: offsets[end] ?? one.length,
    before: pieces.slice(start, end).join(''),
    after: otherPieces.slice(otherStart, otherEnd).join(''),
  }));
}

export function offsetsOf(pieces: readonly string[]): number[] {
  const offsets = [0];
  for (const { length } of pieces) offsets.push((offsets.at(-1) ?? 0) + length);
  return offsets;
}

/**
 * Finds a stretch of one text in another that says the same in other marks.
 * @returns offsets into the other; undefined where it is not sure.
 */
export function stretchIn(
  text: string,
  start: number,
  end: number,
  other: string,
): readonly [number, number] | undefined {
  if (text === other) return [start, end];
  const [pieces, otherPieces] = [piecesOf(text), piecesOf(other)];
  const [offsets, otherOffsets] = [offsetsOf(pieces), offsetsOf(otherPieces)];
  const first = offsets.indexOf(start);
  const last = offsets.indexOf(end);
  if (first < 0 || last < 0) return undefined;
  let shift = 0;
  let from: number | undefined = undefined;
  let to: number | undefined = undefined;
  const gaps = [
    ...gapsBetween(pieces, otherPieces),
    {
      start: pieces.length,
      end: pieces.length,
      otherStart: otherPieces.length,
      otherEnd: otherPieces.length,
    },
  ];
  for (const gap of gaps) {
    // A place within what both have, or at its ends.
    const isBefore = (place: number) => place <= gap.start;
    if (from === undefined && isBefore(first)) from = first + shift;
    if (to === undefined && isBefore(last)) to = last + shift;
    if ((from === undefined) !== (to === undefined)) return undefined;
    if (from === undefined && (first < gap.end || last < gap.end)) return undefined;
    shift = gap.otherEnd - gap.end;
  }
  const [startThere, endThere] = [otherOffsets[from ?? -1], otherOffsets[to ?? -1]];
  return startThere === undefined || endThere === undefined ? undefined : [startThere, endThere];
}
