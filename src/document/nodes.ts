import type { Parent, PhrasingContent } from 'mdast';
import type { Share } from '../rating/figures.js';
import type { Part } from '../framework/pack.js';

/** Steps from 0 to 3 that a rating stands above the lowest, whatever the number of a framework's ratings. */
export type Rank = 0 | 1 | 2 | 3;

/** The words that state a rating; they are the author's. */
export interface Rating extends Parent {
  type: 'rating';
  children: PhrasingContent[];
  /** In the framework's spelling. */
  rating: string;
  rank: Rank;
}

/** The figures of the score. */
export interface Score extends Parent {
  type: 'score';
  children: PhrasingContent[];
}

/** What is still to be filled in: a slot, `TBC`, a count; without children where nothing stands there yet. */
export interface Unfinished extends Parent {
  type: 'unfinished';
  children: PhrasingContent[];
  /** What to say where nothing stands. */
  absent?: string;
}

/** `<sup>` and `<sub>` of a draft. */
export interface Superscript extends Parent {
  type: 'superscript';
  children: PhrasingContent[];
}
export interface Subscript extends Parent {
  type: 'subscript';
  children: PhrasingContent[];
}

export interface HeadingMark {
  readonly kind: 'title' | 'domain' | 'standard' | 'other';
  /** Unique in the document, made of the heading's words. */
  readonly id: string;
  /** 1 for the title alone, then without a gap: what stands straight below a level is one deeper. */
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  /** The kind of part that it opens. */
  readonly part?: Part['kind'];
  /** The number of the standard. */
  readonly standard?: string;
}

export interface ParagraphMark {
  readonly kind: 'score' | 'overall' | 'rating';
  /** What follows from the rest of the draft where that is something else, in words. */
  readonly note?: string;
}

export interface TableMark {
  /** `figures`: any other table. */
  readonly kind: 'ratings' | 'key-questions' | 'prompts' | 'figures';
  /** What the table is called: no two have the same name. */
  readonly caption: string;
  /** No cell of the header says anything: then it is not shown. */
  readonly emptyHeader: boolean;
  /** Index of the column that holds percentages. */
  readonly percentages?: number;
}

export interface RowMark {
  /** `domain`: it heads the rows of a domain. */
  readonly kind: 'domain' | 'standard' | 'key-question' | 'prompt';
  /** Whether no other row of the table has a lower percentage. */
  readonly lowest?: boolean;
}

export interface CellMark {
  /** For a percentage. */
  readonly share?: Share;
  /** The rating of the band in which the percentage falls. */
  readonly rank?: Rank;
  /** As of a paragraph. */
  readonly note?: string;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    rating: Rating;
    score: Score;
    unfinished: Unfinished;
    superscript: Superscript;
    subscript: Subscript;
  }
  interface RootContentMap {
    rating: Rating;
    score: Score;
    unfinished: Unfinished;
    superscript: Superscript;
    subscript: Subscript;
  }
  interface HeadingData {
    mark?: HeadingMark;
  }
  interface ParagraphData {
    mark?: ParagraphMark;
  }
  interface TableData {
    mark?: TableMark;
  }
  interface TableRowData {
    mark?: RowMark;
  }
  interface TableCellData {
    mark?: CellMark;
  }
  interface BlockquoteData {
    /** `box`: the inspectorate's own words under a bold label; `quotation`: somebody else's. */
    mark?: 'box' | 'quotation';
  }
  interface ListData {
    mark?: 'recommendations';
  }
  interface FootnoteReferenceData {
    /** The number of the footnote, and how manieth reference to it this is, both from 1. */
    mark?: { readonly number: number; readonly occurrence: number };
  }
}
