import { plainParagraphEnd } from './borders.js';
import { labelsIn, type Known } from './labels.js';
import { parseMarkdown, type Node } from './parse.js';
import { Passage } from './passage.js';

/** What stands behind a stretch while it is read, so that it is read as it will be with more behind it: a paragraph. */
export const following = 'x';

/** As many characters are parsed at once, where there are as many. */
const atOnce = 8000;

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
  const add = (from: number, to: number, blocks: readonly Node[], base: number) => {
    const own = text.slice(from, to);
    found.push(new Passage(own, endsDraft && to === text.length, labelsIn(own, known), blocks, base));
  };
  let index = 0;
  while (index < stops.length - 1) {
    const from = stops[index] ?? 0;
    const own = text.slice(from, stops[index + 1]);
    const plain = plainParagraphEnd(own);
    if (plain !== undefined) {
      add(from, from + own.length, [plainParagraph(own.slice(0, plain))], 0);
      index++;
      continue;
    }
    // What stands between two paragraphs of plain words is parsed at once: a call costs.
    let last = index + 1;
    const isMore = () =>
      (stops[last] ?? 0) - from < atOnce &&
      last < stops.length - 1 &&
      plainParagraphEnd(text.slice(stops[last], stops[last + 1])) === undefined;
    while (isMore()) last++;
    for (let more = 1; ; more *= 2) {
      const to = stops[last] ?? text.length;
      const isEnd = endsDraft && to === text.length;
      const stretch = text.slice(from, to);
      const blocks = parseMarkdown(isEnd ? stretch : stretch + following, labelsIn(stretch, known));
      const starts = new Set(blocks.map((each) => (each.position?.start.offset ?? 0) + from));
      if (isEnd) starts.add(to);
      // A border where no block starts is in the middle of one, which goes on.
      const borders = stops.slice(index, last + 1).filter((each) => each === from || starts.has(each));
      if (borders.length > 1) {
        let block = 0;
        for (const [at, start] of borders.entries()) {
          const end = borders[at + 1];
          if (end === undefined) break;
          const first = block;
          while ((blocks[block]?.position?.start.offset ?? Infinity) + from < end) block++;
          add(start, end, blocks.slice(first, block), start - from);
        }
        index = stops.indexOf(borders.at(-1) ?? to, index);
        break;
      }
      if (to === text.length) return undefined;
      last = Math.min(last + more, stops.length - 1);
    }
  }
  return found;
}

function plainParagraph(text: string): Node {
  const point = (offset: number) => ({ line: 1, column: 1, offset });
  const position = { start: point(0), end: point(text.length) };
  return { type: 'paragraph', position, children: [{ type: 'text', value: text, position }] };
}
