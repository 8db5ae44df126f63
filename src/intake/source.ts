import type { Root } from 'mdast';

/**
 * Another's document as every way in reads it: published text, web page or Word file. It is Markdown's tree
 * (paragraphs, headings, lists, tables, quotations, footnotes), told apart as well as the document itself
 * tells; `draftOf` then makes a draft of it by what the framework knows.
 *
 * What the tree need not have right: which paragraphs are headings and of which depth, which tables have a
 * header row (`data.header` of a table says that its first row is one; left out: to be found out), and whether
 * a row of the ratings or of key questions is a row at all. A `footnoteReference` may stand for a mark that
 * has no footnote, with what was printed in `data.printed`. A `break` in a paragraph divides lines that the
 * document divides.
 */
export interface SourceDocument {
  readonly tree: Root;
  /** The entries of a list of contents that was taken out, in their order. */
  readonly contents: readonly string[];
  /** What was left out on purpose, in words for the author. */
  readonly leftOut: readonly string[];
}
