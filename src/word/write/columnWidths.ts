/** Widths of the letters from space to ~ in Arial, in thousandths of its size. */
const letterWidths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** Bold letters are wider by this much at most, in ordinary words. */
const boldFactor = 1.12;

/** How wide a text is, in twips, set in one line. `halfPoints` is the size of its letters. */
export function widthOf(text: string, halfPoints: number, isBold = false): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    // Letters of other scripts are as wide as they are high at most.
    width += letterWidths[code - 32] ?? (code < 0x2000 ? 722 : 1000);
  }
  return (width / 1000) * halfPoints * 10 * (isBold ? boldFactor : 1);
}

/** What a cell needs: its words, and whether they are set bold. */
export interface CellWords {
  readonly words: string;
  readonly isBold: boolean;
}

/** How a table is set. */
export interface Columns {
  /** In twips; together as wide as the table. */
  readonly widths: readonly number[];
  /** Size of the letters, in half points. */
  readonly halfPoints: number;
}

/** The smallest letters that a table is set in to keep its words whole: 6 points. */
const smallest = 12;

/**
 * Widths of columns by what stands in them: each at least as wide as its longest word, and the rest shared by
 * how much more each has to say. Where the words are too long for the page, the letters become smaller.
 * @param rows the words of the cells
 * @param total how wide the table is, in twips
 * @param padding what stands empty in each cell, both sides together
 */
export function columnWidths(
  rows: readonly (readonly CellWords[])[],
  total: number,
  padding: number,
  halfPoints: number,
): Columns {
  const count = Math.max(1, ...rows.map((row) => row.length));
  for (let letters = halfPoints; ; letters -= 1) {
    const needs = Array.from({ length: count }, (_, column) => needed(rows, column, padding, letters));
    const least = sum(needs.map((need) => need.least));
    if (least > total && letters > smallest) continue;
    return { widths: whole(shared(needs, least, total), total), halfPoints: letters };
  }
}

interface Need {
  /** For the longest word. */
  readonly least: number;
  /** For the longest cell in one line. */
  readonly wanted: number;
}

/** Where a line may end: at spaces, and within the address of a page. */
const breaks = /\s+|(?<=(?:www\.|:\/\/)\S{0,200}[/?&])/;

function needed(
  rows: readonly (readonly CellWords[])[],
  column: number,
  padding: number,
  halfPoints: number,
): Need {
  let least = 0;
  let wanted = 0;
  for (const row of rows) {
    const { words = '', isBold = false } = row[column] ?? {};
    const lines = words.slice(0, mostMeasured).split('\n');
    for (const line of lines) wanted = Math.max(wanted, widthOf(line, halfPoints, isBold));
    for (const word of words.slice(0, mostMeasured).split(breaks))
      least = Math.max(least, widthOf(word, halfPoints, isBold));
  }
  // A little more, for what renderers round up.
  const room = padding + 40;
  return { least: least + room, wanted: wanted + room };
}

/** A cell as long as this has all the width that there is. */
const mostMeasured = 5000;

function shared(needs: readonly Need[], least: number, total: number): number[] {
  if (least >= total) return given(needs, total);
  const more = needs.map((need) => Math.min(need.wanted, total) - Math.min(need.least, total));
  const wanted = sum(more);
  const rest = total - least;
  if (wanted <= rest) {
    // Everything fits in one line: what is left over goes where most is said.
    const wide = sum(needs.map((need) => need.wanted));
    return needs.map((need) => need.wanted + (rest - wanted) * (need.wanted / wide));
  }
  return needs.map((need, column) => need.least + rest * ((more[column] ?? 0) / wanted));
}

/** Where the longest words have no room: columns that ask for less than their share have it, the others share the rest. */
function given(needs: readonly Need[], total: number): number[] {
  const widths = needs.map(() => 0);
  let rest = total;
  const asking = [...needs.entries()].sort(([, one], [, other]) => one.least - other.least);
  asking.forEach(([column, need], served) => {
    const width = Math.min(need.least, rest / (asking.length - served));
    widths[column] = width;
    rest -= width;
  });
  const last = asking.at(-1)?.[0] ?? 0;
  widths[last] = (widths[last] ?? 0) + rest;
  return widths;
}

/** Whole numbers that add up to the total. */
function whole(widths: readonly number[], total: number): number[] {
  const rounded = widths.map((width) => Math.max(1, Math.floor(width)));
  const last = rounded.length - 1;
  rounded[last] = Math.max(1, (rounded[last] ?? 0) + total - sum(rounded));
  return rounded;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
