import { escapeRegExp, straight } from './wording.js';

/** The text with every kind of quote, space and dash made the plain one; each character keeps its place. */
export function level(text: string): string {
  return straight(text).replace(/\s/g, ' ');
}

/**
 * A stock sentence with {slots} as a regular expression for levelled text: case is ignored, spaces may
 * be several, quotes round a slot may be left out. Slots without a pattern stand for any words.
 * @param slots a pattern for each slot that is to be captured, by its name.
 */
export function sentencePattern(sentence: string, slots: Readonly<Record<string, string>>): RegExp {
  const source = level(sentence)
    .split(/('?\{[a-z ]+\}'?)/)
    .map((piece) => {
      const slot = /^'?\{([a-z ]+)\}'?$/.exec(piece)?.[1];
      if (slot === undefined) return escapeRegExp(piece).replace(/ +/g, ' {1,4}');
      const pattern = slots[slot];
      // Bounded, so that a long paragraph can't make the search slow.
      return pattern === undefined ? '[^.]{1,160}?' : `['"]?(?<${slot}>${pattern})['"]?`;
    })
    .join('');
  return new RegExp(source, 'di');
}
