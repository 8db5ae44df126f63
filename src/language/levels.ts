/**
 * For each of some headings the index of the next that is not below it, where its own section ends; their number
 * where there is none. In one pass, however many there are.
 */
export function sectionEnds(levels: readonly number[]): number[] {
  const ends = new Array<number>(levels.length).fill(levels.length);
  const open: number[] = [];
  levels.forEach((level, index) => {
    for (let last = open.at(-1); last !== undefined && (levels[last] ?? 0) >= level; last = open.at(-1)) {
      ends[last] = index;
      open.pop();
    }
    open.push(index);
  });
  return ends;
}
