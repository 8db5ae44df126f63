import { labelsIn, type Known } from './labels.js';
import { parseMarkdown, type Labels, type Node } from './parse.js';
import { plainBlocks } from './plain.js';
import { Passage } from './passage.js';

/** What stands behind a stretch while it is read, so that it is read as it will be with more behind it: a paragraph. */
export const following = 'x';

/**
 * Reads the passages of a text between its borders.
 * @param stops the borders, from the start of the first passage to the end of the last.
 * @param endsDraft nothing stands behind the text.
 * @returns undefined where what stands behind would belong to the last one: a fence or a comment is open.
 */
export function readPassages(
  text: string,
  stops: readonly number[],
  endsDraft: boolean,
  known: Known,
): Passage[] | undefined {
  const found: Passage[] = [];
  const add = (own: string, labels: Labels, to: number, blocks: readonly Node[]) => {
    found.push(new Passage(own, endsDraft && to === text.length, labels, blocks));
  };
  let index = 0;
  while (index < stops.length - 1) {
    const from = stops[index] ?? 0;
    const own = text.slice(from, stops[index + 1]);
    const labels = labelsIn(own, known);
    const plain = plainBlocks(own, labels);
    if (plain) {
      add(own, labels, from + own.length, plain);
      index++;
      continue;
    }
    const parse = (to: number) => {
      const stretch = text.slice(from, to);
      const isEnd = endsDraft && to === text.length;
      return parseMarkdown(isEnd ? stretch : stretch + following, labelsIn(stretch, known));
    };
    let next = index + 1;
    let to = stops[next] ?? text.length;
    let blocks = parse(to);
    // A border where no block starts is in the middle of one, which goes on.
    for (let more = 1; !startsAt(blocks, to - from) && !(endsDraft && to === text.length); more *= 2) {
      if (to === text.length) return undefined;
      const last = Math.min(next + more, stops.length - 1);
      const longer = parse(stops[last] ?? text.length);
      const isBorder = (stop: number) => startsAt(longer, stop - from) || (endsDraft && stop === text.length);
      const found = stops.findIndex((stop, at) => at > next && at <= last && isBorder(stop));
      next = found < 0 ? last : found;
      to = stops[next] ?? text.length;
      if (found >= 0) blocks = parse(to);
    }
    const whole = text.slice(from, to);
    const inside = blocks.filter((each) => (each.position?.start.offset ?? 0) < whole.length);
    add(whole, labelsIn(whole, known), to, inside);
    index = next;
  }
  return found;
}

function startsAt(blocks: readonly Node[], offset: number): boolean {
  return blocks.some((each) => each.position?.start.offset === offset);
}
