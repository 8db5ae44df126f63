import type { Range } from '../report/range.js';

/**
 * Which of some edits were made in a text, by their indexes.
 * @param edits in their order, none touching another
 */
export function takenIn(
  before: string,
  edits: readonly { readonly range: Range; readonly text: string }[],
  after: string,
): Set<number> {
  const taken = new Set<number>();
  let place = edits[0]?.range.start ?? 0;
  edits.forEach(({ range, text }, index) => {
    const between = before.slice(range.end, edits[index + 1]?.range.start ?? before.length);
    const was = before.slice(range.start, range.end);
    // What follows tells which of the two it is, should one begin with the other.
    const isMade = after.startsWith(text + between, place) && text !== was;
    if (isMade) taken.add(index);
    place += (isMade ? text : was).length + between.length;
  });
  return taken;
}
