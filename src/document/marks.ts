import type { Blockquote, Nodes, Paragraph, Root, RootContent, Table, TableCell } from 'mdast';
import type { Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { explainOverall, explainStandard } from '../rating/explain.js';
import { bandOfShare } from '../rating/figures.js';
import type { ReportRating } from '../rating/rate.js';
import type { Range } from '../report/range.js';
import { recommendationLists } from '../report/recommendations.js';
import type {
  FigureReading,
  KeyQuestionTable,
  PromptTable,
  RatingReading,
  RatingsPage,
  Report,
  Table as TableReading,
} from '../report/report.js';
import { nameTables } from './captions.js';
import type { CellMark, ParagraphMark, Rank, RowMark } from './nodes.js';
import { markUnfinished, wrapWords } from './wrap.js';

/** Marks in the tree what the reader found in the report: what states ratings, what tables hold, what is unfinished. */
export function markTree(report: Report, rating: ReportRating | undefined, tree: Root): void {
  markQuotations(tree);
  const marker = new Marker(report, tree);
  for (const list of recommendationLists(report)) {
    const node = marker.block(list.range);
    if (node?.type === 'list') node.data = { mark: 'recommendations' };
  }
  if (report.framework && rating) marker.markRatings(report.framework, rating);
  markUnfinished(tree);
  nameTables(tree);
}

/** A block quote that opens with a bold label is a box (docs/format.md, Quotations and boxes). */
function markQuotations(parent: Nodes): void {
  if (!('children' in parent)) return;
  for (const child of parent.children) {
    if (child.type === 'blockquote') child.data = { mark: isBox(child) ? 'box' : 'quotation' };
    markQuotations(child);
  }
}

function isBox({ children: [first] }: Blockquote): boolean {
  return first?.type === 'paragraph' && first.children[0]?.type === 'strong';
}

class Marker {
  /** The blocks of the text itself, by where they start in the draft. */
  readonly #starts: readonly (readonly [number, RootContent])[];

  constructor(
    readonly report: Report,
    tree: Root,
  ) {
    this.#starts = tree.children.map((node) => [node.position?.start.offset ?? 0, node]);
  }

  /** The block that holds the start of a range. */
  block({ start }: Range): RootContent | undefined {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle]?.[0] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return this.#starts[low]?.[1];
  }

  markRatings(framework: Framework, rating: ReportRating): void {
    for (const { standard, ratings, table, otherTables, promptTables } of this.report.sections) {
      for (const stated of ratings)
        this.#rating(
          framework,
          'rating',
          stated,
          stated.line,
          otherwise(framework, rating, standard, stated.rating),
        );
      for (const each of [table, ...otherTables]) if (each) this.#keyQuestions(framework, each);
      for (const each of promptTables) this.#prompts(framework, each);
    }
    const page = this.report.ratingsPage;
    if (!page) return;
    this.#score(page, rating);
    if (page.overall) {
      const { computed } = rating.overall;
      const note =
        computed === null || computed === page.overall.rating
          ? undefined
          : `the ratings give '${computed}': ${explainOverall(rating)}`;
      this.#rating(framework, 'overall', page.overall, page.overall.line, note);
    }
    this.#ratingsTable(framework, page, rating);
  }

  #paragraph(line: Range): Paragraph | undefined {
    const node = this.block(line);
    return node?.type === 'paragraph' ? node : undefined;
  }

  /** The table that was read, with its rows: they are those of the reading, the header first. */
  #table({ range }: TableReading, kind: 'ratings' | 'key-questions' | 'prompts'): Table | undefined {
    const node = this.block(range);
    if (node?.type !== 'table') return undefined;
    node.data = {
      mark: { kind, caption: '', emptyHeader: false, ...(kind === 'ratings' ? {} : { percentages: 1 }) },
    };
    return node;
  }

  /** The words that state a rating in a paragraph. */
  #rating(
    framework: Framework,
    kind: ParagraphMark['kind'],
    stated: RatingReading,
    line: Range,
    note: string | undefined,
  ): void {
    const node = this.#paragraph(line);
    if (!node) return;
    node.data = { mark: { kind, ...(note === undefined ? {} : { note }) } };
    wrapRating(framework, node, stated, this.#lineWithin(node, line));
  }

  #score({ score }: RatingsPage, rating: ReportRating): void {
    const node = score && this.#paragraph(score.line);
    if (!node) return;
    const { computed, outOf } = rating.score;
    const note =
      computed === null || (score.score === computed && score.outOf === outOf)
        ? undefined
        : `the ratings add up to ${String(computed)}/${String(outOf)}`;
    node.data = { mark: { kind: 'score', ...(note === undefined ? {} : { note }) } };
    const line = this.#lineWithin(node, score.line);
    if (score.unfinished) wrapUnfinished(node, score.raw, line);
    else wrapWords(node, score.raw, line, (children) => ({ type: 'score', children }));
  }

  #ratingsTable(framework: Framework, page: RatingsPage, rating: ReportRating): void {
    const node = page.table && this.#table(page.table, 'ratings');
    page.rows.forEach(({ domain, standard, rating: stated }, index) => {
      const row = node?.children[index + 1];
      if (!row) return;
      if (domain !== undefined) row.data = { mark: { kind: 'domain' } };
      const of = framework.standardById.get(standard ?? '');
      const cell = row.children[1];
      if (!of || !stated || !cell) return;
      row.data = { mark: { kind: 'standard' } };
      const note = shortNote(rating, of, stated.rating);
      if (note !== undefined) cell.data = { mark: { note } };
      wrapRating(framework, cell, stated, 0);
    });
  }

  #keyQuestions(framework: Framework, { table, rows }: KeyQuestionTable): void {
    this.#figures(
      framework,
      table,
      'key-questions',
      rows.map(({ row, figure }) => ({ row, figure, kind: 'key-question' as const })),
    );
  }

  #prompts(framework: Framework, { table, rows }: PromptTable): void {
    this.#figures(
      framework,
      table,
      'prompts',
      rows.map(({ row, figure }) => ({ row, figure, kind: 'prompt' as const })),
    );
  }

  #figures(
    framework: Framework,
    table: TableReading,
    kind: 'key-questions' | 'prompts',
    rows: readonly {
      readonly row: TableReading['rows'][number];
      readonly figure: FigureReading | undefined;
      readonly kind: RowMark['kind'];
    }[],
  ): void {
    const node = this.#table(table, kind);
    if (!node) return;
    const percents = rows.flatMap(({ figure }) =>
      typeof figure?.figure === 'object' ? [figure.figure.percent] : [],
    );
    const lowest = percents.reduce((least, percent) => Math.min(least, percent), Infinity);
    const indexes = new Map(table.rows.map((row, index) => [row, index]));
    for (const { row, figure, kind: rowKind } of rows) {
      const rowNode = node.children[(indexes.get(row) ?? NaN) + 1];
      if (!rowNode) continue;
      const known = figure?.figure ?? 'unknown';
      const isLowest = kind === 'key-questions' && typeof known === 'object' && known.percent === lowest;
      rowNode.data = { mark: { kind: rowKind, ...(isLowest ? { lowest: true } : {}) } };
      const cell = rowNode.children[1];
      if (!cell) continue;
      if (typeof known === 'object') markShare(framework, cell, known, figure?.raw ?? '');
      else if (figure?.kind === 'unfinished') wrapUnfinished(cell, figure.raw, 0, 'not known yet');
    }
  }

  /** Which line of a paragraph a statement is, from 0. */
  #lineWithin(node: Paragraph, { start }: Range): number {
    return this.report.lines.lineAt(start) + 1 - (node.position?.start.line ?? 1);
  }
}

function wrapRating(
  framework: Framework,
  parent: Paragraph | TableCell,
  stated: RatingReading,
  line: number,
): void {
  const { rating, raw } = stated;
  if (stated.kind === 'unfinished') wrapUnfinished(parent, raw, line);
  else if (rating !== null)
    wrapWords(parent, raw, line, (children) => ({
      type: 'rating',
      rating,
      rank: rankOf(framework, rating),
      children,
    }));
}

/** Marks what says that something is to come; where nothing says it, a place for it is made. */
function wrapUnfinished(
  parent: Paragraph | TableCell,
  raw: string,
  line: number,
  absent = 'not filled in yet',
): void {
  const done = raw !== '' && wrapWords(parent, raw, line, (children) => ({ type: 'unfinished', children }));
  if (!done) parent.children.push({ type: 'text', value: ' ' }, { type: 'unfinished', children: [], absent });
}

function markShare(
  framework: Framework,
  cell: TableCell,
  share: NonNullable<CellMark['share']>,
  raw: string,
): void {
  cell.data = { mark: { share, rank: rankOf(framework, bandOfShare(framework, share).rating) } };
  // A count becomes a percentage before publication.
  if (share.count) wrapWords(cell, raw, 0, (children) => ({ type: 'unfinished', children }));
}

/** Steps from 0 to 3 that a rating stands above the lowest. */
function rankOf({ ratingNames }: Framework, rating: string): Rank {
  return Math.round((3 * ratingNames.indexOf(rating)) / (ratingNames.length - 1)) as Rank;
}

/** A rating that the draft gives where another, or none, is stated; in words. */
function otherwise(
  framework: Framework,
  rating: ReportRating,
  standard: Standard,
  stated: string | null,
): string | undefined {
  const note = shortNote(rating, standard, stated);
  const of = rating.standards[standard.id];
  return note === undefined || !of || standard.judged === 'qualitative'
    ? note
    : `${note}: ${explainStandard(framework, standard, of)}`;
}

function shortNote(rating: ReportRating, standard: Standard, stated: string | null): string | undefined {
  const effective = rating.standards[standard.id]?.effective ?? null;
  if (effective === null || effective === stated) return undefined;
  return standard.judged === 'qualitative'
    ? `its section says '${effective}'`
    : `the key questions give '${effective}'`;
}
