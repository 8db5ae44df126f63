import type { Element } from 'xast';
import type { LeftOut } from '../../document/outcome.js';
import type { Relationship } from '../package/relationships.js';
import type { ListNumbers } from './numbering.js';
import type { Styles } from './styles.js';
import type { Taking } from './taking.js';

/** What is read so far of one of the two texts of a document, for all who read a piece of it. */
export interface Reading {
  readonly taking: Taking;
  readonly styles: Styles;
  readonly lists: ListNumbers;
  /** How the part that is read points to others, by the ids that it uses. */
  readonly relationships: ReadonlyMap<string, Relationship>;
  /** Places that fields and links point to. */
  readonly bookmarks: ReadonlyMap<string, Bookmark>;
  /** What footnotes and endnotes are called here, by what the document calls them: `footnote 3`. */
  readonly noteLabels: ReadonlyMap<string, string>;
  /** The numbers of paragraphs, in the order in which they stand in the document, from 0. */
  readonly paragraphs: ReadonlyMap<Element, number>;
  /** Added to the level of a heading: 1 where the title is a heading of its own. */
  readonly below: number;
  /** What could not be taken over; more is added while reading. */
  readonly leftOut: LeftOut[];
}

export interface Bookmark {
  /** The note that is referred to there. */
  readonly note: string | undefined;
  /** The words of the heading that stands there. */
  readonly heading: string | undefined;
}

/** Where a block stands in the document. */
export interface WordPlace {
  /** The numbers of the paragraphs that it was made of. */
  readonly paragraphs: readonly number[];
}

declare module 'mdast' {
  interface Data {
    word?: WordPlace;
  }
}

/** Says that something is left out. */
export function leave({ leftOut }: Reading, message: string): void {
  leftOut.push({ message });
}
