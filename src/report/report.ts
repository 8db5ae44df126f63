import type { Framework } from '../framework/framework.js';
import type { Layout, Part, Standard } from '../framework/pack.js';
import type { Figure } from '../rating/figures.js';
import type { FlatText } from './flatten.js';
import type { FrontMatter } from './frontMatter.js';
import type { Lines } from './lines.js';
import type { Located, Range } from './range.js';
import type { Collector } from './text/passage.js';

/**
 * A draft as it was read: every value with its range in the text. That of a session follows its text: what
 * was taken from it is right until the next edit.
 */
export interface Report {
  /** The whole text; a rule that reads it runs again after every edit. */
  readonly text: string;
  /** The characters between two offsets: for what stands within one block. */
  slice(start: number, end: number): string;
  /** What a collector finds in all passages, in the order of the text. */
  all<T>(collector: Collector<T>): readonly T[];
  /** Whether a word of two to twelve letters stands in the text in small letters. */
  hasSmallWord(word: string): boolean;
  /** Whether a place is in an annexe. */
  inAnnexe(range: Range): boolean;
  /** A range as one that moves with the text. */
  moving(range: Range): Range;
  /** A value that is worked out from the report once, and again when an edit has changed what it read. */
  derived<T>(compute: () => T): { readonly value: T };
  /** Where the text begins: behind a byte order mark. */
  readonly start: number;
  /** The empty range at the end of the text. */
  readonly end: Range;
  readonly lines: Lines;
  /** The line ending that an insertion uses: the draft's first one. */
  readonly eol: string;
  readonly frontMatter: FrontMatter;
  /** Undefined where the front matter names none, or one that is not known. */
  readonly framework: Framework | undefined;
  readonly layout: Layout | undefined;
  /** Headings of the text itself, not those in quotations or lists. */
  readonly headings: readonly Heading[];
  readonly parts: readonly ReportPart[];
  /** Sections of standards, in the body and in annexes, in the order of the text. */
  readonly sections: readonly StandardSection[];
  readonly ratingsPage: RatingsPage | undefined;
  readonly footnotes: Footnotes;
  readonly directives: readonly Directive[];
  readonly paragraphs: readonly Paragraph[];
  /** Headings and cells of tables, wherever they stand: words that are no paragraphs. */
  readonly shortTexts: readonly Paragraph[];
  readonly links: readonly Link[];
  /** Ordered lists of the text itself, not those in quotations or lists. */
  readonly orderedLists: readonly OrderedList[];
  /** Where the blocks of the text itself stand: headings, paragraphs, tables, lists … */
  readonly blocks: readonly Range[];
  /** A typed list of contents. */
  readonly contents: ContentsList | undefined;
}

export interface Heading {
  /** The whole heading with its marks. */
  readonly range: Range;
  /** From the first to the last character of what it says, footnote references included. */
  readonly content: Range;
  readonly depth: number;
  /** What it says, without footnote references. */
  readonly text: string;
  /** What identifies it; for a standard the number as typed. */
  readonly kind: 'standard' | 'domain' | 'other';
  readonly domain?: number;
  readonly standard?: string;
  /** The number as typed, where the title says that another domain is meant. */
  readonly typedDomain?: number;
  /** The number with its point and the spaces after it; empty at the start where there is none. */
  readonly numberRange: Range;
  /** `text` without number and without a trailing parenthesis. */
  readonly title: string;
  readonly titleRange: Range;
  /** The text consists of plain words and footnote references, so a part of it can be replaced. */
  readonly isPlain: boolean;
  readonly inAnnexe: boolean;
  /** A domain heading that carries the number of the standard right below it. */
  readonly misnumbered?: Heading;
  /** For a standard: the one that its title says it is, where its number is another's or left out. */
  readonly resolved?: string;
}

/** A `##` heading, or a domain's of any depth, and all up to the next. */
export interface ReportPart {
  readonly heading: Heading;
  readonly range: Range;
  readonly kind: Part['kind'];
  /** The layout's part that it is; by its heading, or for a domain by its number. */
  readonly part: Part | undefined;
}

export interface StandardSection {
  readonly standard: Standard;
  readonly heading: Heading;
  readonly range: Range;
  readonly inAnnexe: boolean;
  /** First paragraph after the heading, unless it is something else. */
  readonly statement: FlatParagraph | undefined;
  /** `Rating:` lines before any sub-heading. */
  readonly ratings: readonly RatingStatement[];
  /** The sentence `Our rating … is based on …`. */
  readonly introduction: FlatParagraph | undefined;
  readonly table: KeyQuestionTable | undefined;
  /** Further tables that look like key-question tables; they drive nothing. */
  readonly otherTables: readonly KeyQuestionTable[];
  readonly promptTables: readonly PromptTable[];
  /** Sub-headings and numbered list items that are worded as a question of the standard. */
  readonly questions: readonly WordedQuestion[];
  /** Footnotes referenced from the section, with the reference. */
  readonly references: readonly FootnoteReference[];
  /** A discretion footnote that the section refers to. */
  readonly discretion: DiscretionFootnote | undefined;
}

export interface FlatParagraph {
  readonly range: Range;
  readonly flat: FlatText;
}

/** A rating as an author wrote it, and what it can be taken for. */
export interface RatingReading {
  readonly raw: string;
  /** `exact`: the framework's spelling; `variant`: one of its ratings spelt otherwise. */
  readonly kind: 'exact' | 'variant' | 'unknown' | 'unfinished';
  /** In the framework's spelling. */
  readonly rating: string | null;
  /** Of the word itself, without quotes and bold; empty where there is none. */
  readonly range: Range;
}

export interface RatingStatement extends RatingReading {
  /** The line that states it. */
  readonly line: Range;
}

export interface Cell {
  /** What it holds; in an empty cell the space between its bars. */
  readonly range: Range;
  /** Without footnote references. */
  readonly text: string;
  readonly flat: FlatText;
  readonly bold: boolean;
  /** The marks that make it bold, opening and closing. */
  readonly boldMarks: readonly Range[];
  readonly empty: boolean;
  /** Plain words, apart from bold and footnote references: a part of it can be replaced. */
  readonly isPlain: boolean;
}

export interface Row {
  readonly range: Range;
  readonly cells: readonly Cell[];
  /** How many cells it has beyond its table's columns: a bar inside a cell that is not escaped makes two of one. */
  readonly extra: number;
}

export interface Table {
  readonly range: Range;
  readonly header: Row;
  readonly rows: readonly Row[];
}

/** A percentage cell as an author wrote it. */
export interface FigureReading {
  readonly raw: string;
  readonly kind:
    'percent' | 'loose' | 'count' | 'unfinished' | 'not-applicable' | 'decimal' | 'too-high' | 'bad';
  readonly figure: Figure;
  /** The cell holds plain words, so that the figure can be replaced. */
  readonly isPlain: boolean;
  /** Of the figure itself, without bold and footnote references. */
  readonly range: Range;
  readonly bold: boolean;
}

export interface QuestionRow {
  readonly row: Row;
  /** The question as a sentence: stem and row joined, a leading number taken off. */
  readonly question: string;
  /** The words of the row alone, without its number. */
  readonly words: string;
  readonly wordsRange: Range;
  /** Index of the key question in its standard; undefined where it is nobody's. */
  readonly keyQuestion: number | undefined;
  /** Worded as accepted in this layout. */
  readonly accepted: boolean;
  /** The cell that should hold its percentage; undefined where it has none. */
  readonly cell: Cell | undefined;
  readonly figure: FigureReading | undefined;
}

export interface KeyQuestionTable {
  readonly table: Table;
  /** Which column holds the questions, from 0. */
  readonly questionColumn: number;
  /** Which column holds the percentages, from 0; undefined where nothing tells. */
  readonly column: number | undefined;
  /** The header cell, without its colon, where the rows go on from it. */
  readonly stem: string | undefined;
  readonly rows: readonly QuestionRow[];
  /** A figure for each key question of the standard; unknown where it has no row. */
  readonly figures: readonly Figure[];
}

export interface PromptTable {
  readonly table: Table;
  /** Which column holds the percentages, from 0; undefined where nothing tells. */
  readonly column: number | undefined;
  readonly rows: readonly {
    readonly row: Row;
    readonly letter: string;
    readonly letterRange: Range;
    readonly cell: Cell | undefined;
    readonly figure: FigureReading | undefined;
  }[];
}

export interface WordedQuestion {
  readonly text: string;
  readonly range: Range;
  readonly keyQuestion: number;
  readonly accepted: boolean;
}

export interface RatingsPage {
  readonly heading: Heading;
  readonly range: Range;
  readonly score: ScoreStatement | undefined;
  readonly overall: RatingStatement | undefined;
  readonly table: Table | undefined;
  /** Which column of the table holds the ratings, from 0. */
  readonly column: number;
  readonly rows: readonly RatingsRow[];
  /** What the page states a second time: the first stands for the report. */
  readonly repeated: readonly { readonly what: 'score' | 'overall' | 'table'; readonly range: Range }[];
}

export interface ScoreStatement {
  readonly line: Range;
  /** Of the figures; empty where there are none. */
  readonly range: Range;
  readonly raw: string;
  readonly score: number | null;
  readonly outOf: number | null;
  readonly unfinished: boolean;
}

export interface RatingsRow {
  readonly row: Row;
  readonly domain?: number;
  readonly standard?: string;
  readonly title: string;
  readonly titleRange: Range;
  readonly numberRange: Range;
  /** For a standard's row. */
  readonly rating?: RatingReading;
  /** The cell of its rating. */
  readonly cell?: Cell;
}

export interface FootnoteReference {
  readonly label: string;
  readonly range: Range;
  /** False for one that Markdown takes for plain text, because it has no footnote. */
  readonly defined: boolean;
}

export interface FootnoteDefinition {
  readonly label: string;
  readonly range: Range;
  /** Of `[^label]`. */
  readonly labelRange: Range;
  readonly flat: FlatText;
  readonly content: Range;
}

export interface Footnotes {
  readonly references: readonly FootnoteReference[];
  readonly definitions: readonly FootnoteDefinition[];
}

export interface DiscretionFootnote {
  readonly definition: FootnoteDefinition;
  readonly reference: FootnoteReference;
  readonly direction: string | undefined;
  readonly from: RatingReading | undefined;
  readonly to: RatingReading | undefined;
}

export interface Directive {
  readonly kind: 'disable-next-line' | 'disable' | 'enable' | 'unknown';
  /** What follows `inspection-report-`. */
  readonly name: Located<string>;
  /** The whole comment. */
  readonly range: Range;
  readonly rules: readonly { readonly id: string; readonly range: Range }[];
  readonly reason: string | undefined;
}

/** A paragraph anywhere in the draft, with what stands round it. */
export interface Paragraph {
  readonly range: Range;
  /** Somebody else's words: a block quote that opens with a quotation mark. */
  readonly quoted: boolean;
  readonly inFootnote: boolean;
  readonly flat: FlatText;
}

/** A link, the definition of one, or an image, anywhere in the draft. */
export interface Link {
  readonly kind: 'link' | 'image';
  /** Undefined for an image whose target is defined elsewhere. */
  readonly target: string | undefined;
  /** The words that stand for an image. */
  readonly alternative?: string;
  readonly range: Range;
}

export interface OrderedList {
  readonly range: Range;
  /** The heading or paragraph that stands right above it. */
  readonly above:
    { readonly kind: 'heading' | 'paragraph'; readonly content: Range; readonly text: string } | undefined;
  readonly items: readonly {
    readonly range: Range;
    /** Of its figures, and what they say. */
    readonly numberRange: Range;
    readonly number: number;
  }[];
}

export interface ContentsList {
  readonly heading: Heading;
  /** From the first entry to the last: a comment at the margin makes two lists of one. */
  readonly range: Range;
  readonly items: readonly ContentsEntry[];
}

/** A line of a list of contents. */
export interface ContentsEntry {
  readonly text: string;
  readonly depth: number;
  /** The line from its first character, the spaces before it included, to its last. */
  readonly range: Range;
  /** The spaces and the mark of the list before its words. */
  readonly mark: string;
}
