import type { Root } from 'mdast';
import type { ReportRating } from '../rating/rate.js';
import { rateReport } from '../report/evidence.js';
import { derived } from '../report/derived.js';
import type { Report } from '../report/report.js';
import { titleOf } from './dates.js';
import { numberFootnotes, type Footnote } from './footnotes.js';
import { identifyHeadings, type DocumentHeading } from './headings.js';
import { markTree } from './marks.js';
import { said, type LeftOut } from './outcome.js';
import { treeOf } from './tree.js';

/** A report as every way out takes it: Word, web page and the preview write what stands here. */
export interface ReportDocument {
  readonly report: Report;
  /** Undefined where the framework is not known. */
  readonly rating: ReportRating | undefined;
  /** The words of the first `#`; without one, of the front matter. */
  readonly title: string;
  readonly language: 'en-GB';
  /**
   * The blocks of the report in their order, with marks in `data` (see nodes.ts): front matter, comments,
   * a typed list of contents and footnotes taken out, references to links and pictures resolved, all
   * text free of characters that no file may hold. Positions are those in the draft.
   */
  readonly tree: Root;
  /** In the order of their numbers: that of the first references to them. */
  readonly footnotes: readonly Footnote[];
  /** The headings of the text itself, in their order, for a list of contents. */
  readonly headings: readonly DocumentHeading[];
  /** What could not be taken over, each said once. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * A report that was read, as a document. It is a picture of the report as it is now: what is edited
 * afterwards does not move in it. Never throws, whatever an author typed.
 */
export const documentOf: (report: Report) => ReportDocument = derived((report) => {
  const rating = rateReport(report);
  const { tree, definitions, leftOut } = treeOf(report);
  const footnotes = numberFootnotes(tree, definitions, leftOut);
  const headings = identifyHeadings(report, tree, footnotes);
  markTree(report, rating, tree);
  const title = headings.find(({ level }) => level === 1)?.text ?? titleOf(report);
  return { report, rating, title, language: 'en-GB', tree, footnotes, headings, leftOut: said(leftOut) };
});
