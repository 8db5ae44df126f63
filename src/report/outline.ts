import type { Framework } from '../framework/framework.js';
import { labelledLines } from './ratings.js';
import type { Node } from './text/parse.js';
import type { Collector, Passage } from './text/passage.js';
import type { Place } from './text/place.js';

/** A block of the text itself. */
export interface Block {
  readonly node: Node;
  readonly passage: Passage;
  /** Its place among the blocks of its passage. */
  readonly index: number;
  readonly range: Place;
}

/** Blocks of the text itself, not those in quotations or lists. */
export const allBlocks: Collector<Block> = { of: blocksOf };

function blocksOf(passage: Passage): Block[] {
  return passage.blocks.map((node, index) => ({ node, passage, index, range: passage.range(node) }));
}

const outlines = new WeakMap<Framework, Collector<Block>>();

/** Headings, outside any framework. */
export const headingBlocks: Collector<Block> = {
  of: (passage) => blocksOf(passage).filter(({ node }) => node.type === 'heading'),
};

/**
 * The blocks that make the outline of a report: all but paragraphs that state nothing. What stands below
 * a heading is there with it, whatever it says. Writing prose is no change of the outline.
 */
export function outline(framework: Framework): Collector<Block> {
  let collector = outlines.get(framework);
  if (!collector) {
    collector = {
      of: (passage) => {
        const blocks = blocksOf(passage);
        return blocks.some(({ node }) => node.type === 'heading')
          ? blocks
          : blocks.filter((each) => each.node.type !== 'paragraph' || mayState(framework, each));
      },
    };
    outlines.set(framework, collector);
  }
  return collector;
}

function mayState(framework: Framework, block: Block): boolean {
  const { passage, node } = block;
  const { rating, overallRating, score } = framework.labels;
  const words = passage.flatten(node).text.toLowerCase();
  return (
    mayIntroduce(framework, block) ||
    [rating, overallRating, score].some(
      (label) =>
        words.includes(label.toLowerCase().split(' ')[0] ?? '') &&
        labelledLines(passage.flatten(node), label, () => true).length > 0,
    )
  );
}

const introductions = new WeakMap<Framework, { readonly longest: number; readonly cue: RegExp }>();

/** Whether a paragraph can be the sentence that introduces the key questions: short, and with a word of it. */
export function mayIntroduce(framework: Framework, { passage, node }: Block): boolean {
  let known = introductions.get(framework);
  if (!known) {
    const sentences = framework.layouts.flatMap((each) => each.ratingIntroduction ?? []);
    const words = sentences.flatMap((each) => each.replace(/\{\w+\}/g, '').match(/\p{L}{4,}/gu) ?? []);
    const longest = Math.max(0, ...sentences.map((each) => each.length));
    introductions.set(framework, (known = { longest, cue: new RegExp([...new Set(words)].join('|'), 'i') }));
  }
  const { text } = passage.flatten(node);
  return text.length < 4 * known.longest && known.cue.test(text);
}
