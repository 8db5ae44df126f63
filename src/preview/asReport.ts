import type Token from 'markdown-it/lib/token.mjs';
import type { Framework } from '../framework/framework.js';
import { explainOverall, explainStandard } from '../rating/explain.js';
import { bandOfShare, type Share } from '../rating/figures.js';
import type { ReportRating } from '../rating/rate.js';
import type { Range } from '../report/range.js';
import type { KeyQuestionTable, RatingReading, RatingsPage, Report } from '../report/report.js';
import { percent } from '../rules/wording.js';
import type { Standard } from '../framework/pack.js';
import { cutAt, elementsOf, linesOf, markSlots, textToken, type Element, type TokenClass } from './inline.js';
import type { DraftReading } from './draftReader.js';

/** Makes something else of the inline tokens of a line, or of the second cell of a row. */
type Change = (children: readonly Token[]) => readonly Token[];

/** What becomes of the lines of a draft, by their number from 0. */
interface Plan {
  readonly statements: Map<number, Change>;
  readonly cells: Map<string, Change>;
  /** Classes of the block that begins on a line: a paragraph, a table or a row. */
  readonly classes: Map<string, string>;
}

/**
 * What turns a draft's tokens into those of a report. Nothing is changed before the function that is
 * returned is called, so that what goes wrong on the way leaves the tokens alone.
 */
export function asReport(
  tokens: readonly Token[],
  { report, rating }: DraftReading,
  TokenOf: TokenClass,
): () => Token[] {
  const element = elementsOf(TokenOf);
  const plan: Plan = { statements: new Map(), cells: new Map(), classes: new Map() };
  if (report.framework && rating) new Planner(report, report.framework, rating, TokenOf, plan).plan();

  const changes: (() => void)[] = [];
  const addClass = (token: Token, name: string) => {
    changes.push(() => {
      token.attrJoin('class', name);
    });
  };
  let row = -1;
  let cell = 0;
  tokens.forEach((token, index) => {
    const line = token.map?.[0] ?? -1;
    const own = plan.classes.get(`${token.tag} ${String(line)}`);
    if (token.nesting === 1 && own !== undefined) addClass(token, own);
    if (token.type === 'blockquote_open') {
      const kind = isBox(tokens.slice(index + 1, index + 3)) ? 'ir-box' : 'ir-quotation';
      addClass(token, kind);
    } else if (token.type === 'tr_open') {
      row = line;
      cell = 0;
    } else if (token.type === 'td_open') cell++;
    else if (token.type === 'inline' && token.children) {
      const { children } = token;
      // A cell has no lines of its own.
      const changed = token.map
        ? linesOf(children).flatMap((each, at) => plan.statements.get(line + at)?.(each) ?? each)
        : (plan.cells.get(`${String(row)} ${String(cell - 1)}`)?.(children) ?? children);
      const marked = markSlots(TokenOf, element, changed);
      changes.push(() => {
        token.children = marked;
      });
    } else if (token.type === 'tr_close') row = -1;
  });
  const result = report.ratingsPage ? withCard(tokens, report, report.ratingsPage, TokenOf) : [...tokens];
  return () => {
    for (const change of changes) change();
    return result;
  };
}

/** Whether a block quote opens with a bold label: then it is a box (docs/format.md, Quotations and boxes). */
function isBox([paragraph, inline]: readonly Token[]): boolean {
  if (paragraph?.type !== 'paragraph_open') return false;
  return (
    inline?.children?.find((each) => each.type !== 'text' || each.content !== '')?.type === 'strong_open'
  );
}

/** The tokens with an element round the ratings page, from its heading to the end of the part. */
function withCard(
  tokens: readonly Token[],
  { lines }: Report,
  { range }: RatingsPage,
  TokenOf: TokenClass,
): Token[] {
  const first = lines.lineAt(range.start);
  const last = range.end >= lines.text.length ? Infinity : lines.lineAt(range.end);
  const isIn = (token: Token) => token.map !== null && token.map[0] >= first && token.map[0] < last;
  const outermost = (token: Token) => token.level === 0 && token.nesting >= 0;
  const start = tokens.findIndex((token) => outermost(token) && isIn(token));
  if (start < 0) return [...tokens];
  const length = tokens.slice(start).findIndex((token) => outermost(token) && !isIn(token));
  const end = length < 0 ? tokens.length : start + length;
  const tag = (nesting: 1 | -1) => {
    const token = new TokenOf(
      `inspection_report_page_${nesting === 1 ? 'open' : 'close'}`,
      'section',
      nesting,
    );
    token.block = true;
    if (nesting === 1) token.attrSet('class', 'ir-ratings-page');
    return token;
  };
  return [...tokens.slice(0, start), tag(1), ...tokens.slice(start, end), tag(-1), ...tokens.slice(end)];
}

/** Plans what becomes of ratings, scores and percentages. */
class Planner {
  readonly #element: Element;

  constructor(
    readonly report: Report,
    readonly framework: Framework,
    readonly rating: ReportRating,
    readonly TokenOf: TokenClass,
    readonly into: Plan,
  ) {
    this.#element = elementsOf(TokenOf);
  }

  plan(): void {
    for (const { standard, ratings, table } of this.report.sections) {
      for (const stated of ratings)
        this.into.statements.set(
          this.#line(stated.line),
          this.#badge(stated, this.#otherwise(standard, stated.rating, true)),
        );
      if (table) this.#keyQuestions(table);
    }
    const page = this.report.ratingsPage;
    if (!page) return;
    this.#score(page);
    if (page.overall) {
      const { line, rating: stated } = page.overall;
      const { computed } = this.rating.overall;
      const note =
        computed === null || computed === stated
          ? undefined
          : `the ratings give '${computed}': ${explainOverall(this.rating)}`;
      this.into.statements.set(this.#line(line), this.#badge(page.overall, note));
      this.#class('p', line, 'ir-overall');
    }
    if (page.table) this.#class('table', page.table.range, 'ir-ratings');
    for (const { row, domain, standard, rating } of page.rows) {
      if (domain !== undefined) this.#class('tr', row.range, 'ir-domain');
      const of = this.framework.standardById.get(standard ?? '');
      if (of && rating)
        this.into.cells.set(
          this.#cell(row.range, page.column),
          this.#badge(rating, this.#otherwise(of, rating.rating, false)),
        );
    }
  }

  #line({ start }: Range): number {
    return this.report.lines.lineAt(start);
  }

  /** A cell, by its line and its column from 0. */
  #cell(row: Range, column: number): string {
    return `${String(this.#line(row))} ${String(column)}`;
  }

  #class(tag: string, range: Range, name: string): void {
    this.into.classes.set(`${tag} ${String(this.#line(range))}`, name);
  }

  /** A rating that the draft gives where another, or none, is stated; in words. */
  #otherwise(standard: Standard, stated: string | null, explained: boolean): string | undefined {
    const rating = this.rating.standards[standard.id];
    const effective = rating?.effective ?? null;
    if (!rating || effective === null || effective === stated) return undefined;
    if (standard.judged === 'qualitative') return `its section says '${effective}'`;
    const why = explained ? `: ${explainStandard(this.framework, standard, rating)}` : '';
    return `the key questions give '${effective}'${why}`;
  }

  #note(note: string | undefined): Token[] {
    return note === undefined ? [] : this.#after('span', 'ir-note', note);
  }

  /** What an author has left open, said in words. */
  #open(words: string): Token[] {
    return this.#after('mark', 'ir-slot', words);
  }

  #after(tag: string, name: string, words: string): Token[] {
    return [textToken(this.TokenOf, ' '), ...this.#element(tag, { class: name }, words)];
  }

  /** Steps from 0 to 3 that a rating stands above the lowest, whatever the number of ratings. */
  #rank(rating: string): string {
    const { ratingNames } = this.framework;
    const steps = (3 * ratingNames.indexOf(rating)) / (ratingNames.length - 1);
    return `ir-rank-${String(Math.round(steps))}`;
  }

  /** Makes a badge of the words that state a rating, with a note where something else follows from the draft. */
  #badge({ raw, kind, rating }: RatingReading, note: string | undefined): Change {
    const name = rating === null ? undefined : `ir-rating ${this.#rank(rating)}`;
    return this.#stated(raw, kind === 'unfinished', name, note);
  }

  #stated(raw: string, unfinished: boolean, name: string | undefined, note: string | undefined): Change {
    return (children) => {
      const cut = name === undefined || unfinished ? undefined : cutAt(this.TokenOf, children, raw);
      const line = cut
        ? [...cut.before, ...this.#element('span', { class: name ?? '' }, cut.words), ...cut.after]
        : children;
      return endOfLine(line, [...(unfinished ? this.#open('not filled in yet') : []), ...this.#note(note)]);
    };
  }

  #score({ score }: RatingsPage): void {
    if (!score) return;
    const { computed, outOf } = this.rating.score;
    const note =
      computed === null || (score.score === computed && score.outOf === outOf)
        ? undefined
        : `the ratings add up to ${String(computed)}/${String(outOf)}`;
    this.#class('p', score.line, 'ir-score');
    this.into.statements.set(
      this.#line(score.line),
      this.#stated(score.raw, score.unfinished, 'ir-figures', note),
    );
  }

  #keyQuestions({ table, column, rows }: KeyQuestionTable): void {
    this.#class('table', table.range, 'ir-key-questions');
    if (column === undefined) return;
    for (const { row, figure } of rows)
      this.into.cells.set(this.#cell(row.range, column), (children) => {
        const known = figure?.figure ?? 'unknown';
        if (typeof known === 'object') return this.#share(children, known);
        // A row may lack the cell: then the table shows an empty one.
        return known === 'unknown' && (figure?.kind ?? 'unfinished') === 'unfinished'
          ? [...children, ...this.#open('not known yet')]
          : children;
      });
  }

  /** A percentage with its bar and, in words, the rating of its band. */
  #share(children: readonly Token[], share: Share): Token[] {
    const { rating } = bandOfShare(this.framework, share);
    const becomes = share.count
      ? this.#element('span', { class: 'ir-becomes' }, ` = ${percent(share.percent)}`)
      : [];
    return this.#element(
      'span',
      { class: 'ir-share' },
      this.#element('span', { class: 'ir-percent' }, children, becomes),
      this.#bar(share.percent, this.#rank(rating)),
      this.#element('span', { class: 'ir-band' }, rating),
    );
  }

  /** A bar with a line where each band begins. Its colours and strokes are the style sheet's. */
  #bar(width: number, rank: string): Token[] {
    const bounds = this.framework.ratings
      .slice(1)
      .map(({ from }) => `M${String(from)} 0V10`)
      .join('');
    return this.#element(
      'svg',
      {
        class: `ir-bar ${rank}`,
        viewBox: '0 0 100 10',
        preserveAspectRatio: 'none',
        'aria-hidden': 'true',
      },
      this.#element('rect', { class: 'ir-track', width: '100', height: '10' }),
      this.#element('rect', { class: 'ir-fill', width: String(width), height: '10' }),
      this.#element('path', { class: 'ir-bounds', d: bounds }),
    );
  }
}

/** The line with something more at its end, before the break that ends it. */
function endOfLine(line: readonly Token[], more: readonly Token[]): Token[] {
  const last = line.at(-1);
  return last?.type === 'softbreak' || last?.type === 'hardbreak'
    ? [...line.slice(0, -1), ...more, last]
    : [...line, ...more];
}
