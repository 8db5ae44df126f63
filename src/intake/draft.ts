/** Another's document, made a draft by what the framework knows. */
import type { BlockContent, Heading, List, Paragraph, PhrasingContent, RootContent, TableRow } from 'mdast';
import type { Framework } from '../framework/framework.js';
import type { Layout, Part, Standard } from '../framework/pack.js';
import { wordsOnly } from '../framework/wording.js';
import { isPart } from '../report/parts.js';
import { toMarkdown } from '../document/toMarkdown.js';
import { row, table, withoutStars } from './dataTables.js';
import { frontMatterOf, type Facts } from './frontMatter.js';
import { knowledgeOf, type Knowledge, type KnownHeading } from './knowledge.js';
import {
  isPercentage,
  isPrompt,
  lineOf,
  piecesOf,
  tableInForm,
  type Line,
  type Note,
  type Piece,
} from './pieces.js';
import { placeFootnotes, type PrintedFootnote } from './footnotes.js';
import { bold, isEmphasised, linesOf, text, textOf, withBreaks, withoutEmphasis } from './phrasing.js';
import { factsOf, findRatings, ratingsPage, type RatingsRegion } from './ratingsPage.js';
import { findTitle } from './title.js';
import { wordsIn, wordsMissing } from './words.js';
import type { SourceDocument } from './source.js';

/** A draft that was made of another's document. */
export interface Draft {
  /** Markdown, with front matter. */
  readonly text: string;
  /** What has no certain place in a report, as it stands in the draft behind a slot ‹…›. */
  readonly unplaced: readonly string[];
  /** What was left out on purpose. */
  readonly leftOut: readonly string[];
  readonly framework: Framework;
}

/** What stands in front of something that could not be placed. */
export const unplacedSlot = '‹where does this belong?›';

/** Makes a draft of a document, for a framework. No word of the document is lost. */
export function draftOf(source: SourceDocument, framework: Framework): Draft {
  const builder = new DraftBuilder(source, framework);
  return builder.draft();
}

const deepest = 160;

class DraftBuilder {
  readonly #knowledge: Knowledge;
  readonly #pieces: readonly Piece[];
  readonly #notes: readonly Note[];
  readonly #contents: ReadonlyMap<string, number>;
  readonly #layout: Layout;
  readonly #ratings: RatingsRegion | undefined;
  readonly #out: RootContent[] = [];
  readonly #unplaced: string[] = [];
  readonly #parts = new Set<Part>();
  #part: { kind: Part['kind'] | undefined; part: Part | undefined } = { kind: undefined, part: undefined };
  #standard: Standard | undefined;
  readonly #footnotes: PrintedFootnote[] = [];
  /** Pieces that were taken before their turn. */
  readonly #taken = new Set<number>();

  constructor(
    readonly source: SourceDocument,
    readonly framework: Framework,
  ) {
    this.#knowledge = knowledgeOf(framework);
    const { pieces, notes } = piecesOf(source.tree.children, this.#knowledge);
    this.#pieces = pieces;
    this.#notes = notes;
    this.#contents = depthsOf(source.contents, this.#knowledge);
    this.#layout = layoutOf(framework, pieces, source.contents);
    this.#ratings = findRatings(pieces, this.#knowledge);
  }

  draft(): Draft {
    const title = findTitle(this.#pieces, this.framework);
    this.#emit({ type: 'heading', depth: 1, children: title.content });
    const inTitle = new Set(title.pieces);
    for (let at = 0; at < this.#pieces.length;) {
      this.#notesBefore(at);
      if (inTitle.has(at)) at++;
      else if (at === this.#ratings?.start) at = this.#ratingsPage(this.#ratings);
      else at = this.#take(at);
    }
    this.#notesBefore(Infinity);
    const { children, unreferenced } = placeFootnotes(this.#out, this.#footnotes, unplacedSlot);
    const body = toMarkdown({ type: 'root', children });
    const missing = wordsMissing(wordsIn(this.source.tree), body);
    const facts: Facts = {
      place: title.place,
      ...(this.#ratings ? factsOf(this.#ratings, this.#knowledge) : {}),
    };
    return {
      text: `${frontMatterOf(facts, this.framework, body)}\n${body}${atTheEnd(missing)}`,
      unplaced: [...this.#unplaced, ...unreferenced, ...(missing.length === 0 ? [] : [missing.join(' ')])],
      leftOut: this.source.leftOut,
      framework: this.framework,
    };
  }

  /** Keeps the footnotes that were printed before a piece, with their place in the draft. */
  #notesBefore(at: number): void {
    const next = this.#notes.slice(this.#footnotes.length);
    for (const { before, node } of next)
      if (before <= at) this.#footnotes.push({ before: this.#out.length, node });
      else break;
  }

  /** Takes the piece at an index and those that belong to it, and gives the index behind them. */
  #take(at: number): number {
    const piece = this.#pieces[at];
    if (!piece || this.#taken.has(at)) return at + 1;
    if (piece.kind === 'whole') {
      this.#whole(piece.node);
      return at + 1;
    }
    const rows = this.#questionTable(at) ?? this.#promptTable(at);
    if (rows !== undefined) return rows;
    const heading = this.#heading(piece, at);
    if (heading) return heading;
    const question = this.#knowledge.question(piece.text, this.#standard);
    if (question?.numbered === true) {
      this.#listItem(piece.content);
      return at + 1;
    }
    this.#paragraph(piece, at);
    return at + 1;
  }

  #line(at: number): Line | undefined {
    const piece = this.#pieces[at];
    return piece?.kind === 'line' && at !== this.#ratings?.start ? piece : undefined;
  }

  #emit(node: RootContent): void {
    this.#out.push(node);
  }

  #whole(node: BlockContent): void {
    if (node.type === 'table') {
      // A line that only looks like a row.
      if (node.children.length === 1) this.#loneRow(node.children[0]);
      else this.#emit(tableInForm(node, this.#knowledge));
    } else if (node.type === 'list' && this.#goesOn(node)) return;
    else this.#emit(node);
  }

  /** Whether a list went on with the one that stands last. */
  #goesOn(list: List): boolean {
    const last = this.#out.at(-1);
    if (last?.type !== 'list' || (last.ordered ?? false) !== (list.ordered ?? false)) return false;
    if (list.ordered === true && list.start !== (last.start ?? 1) + last.children.length) return false;
    last.children.push(...list.children);
    return true;
  }

  #loneRow(only: TableRow | undefined): void {
    const content = (only?.children ?? [])
      .filter((cell) => cell.children.length > 0)
      .flatMap((cell, index) => (index === 0 ? cell.children : [text(' '), ...cell.children]));
    const piece = lineOf(content);
    if (piece.text.length > deepest) this.#emit({ type: 'paragraph', children: content });
    else this.#notPlaced(piece);
  }

  #notPlaced(piece: Line): void {
    const last = this.#out.at(-1);
    if (last?.type === 'paragraph' && textOf(last.children).startsWith(unplacedSlot)) {
      // One row of a table is one thing.
      last.children.push(text(' '), ...piece.content);
      this.#unplaced.push(`${this.#unplaced.pop() ?? ''} ${piece.text}`);
      return;
    }
    this.#unplaced.push(piece.text);
    this.#emit({ type: 'paragraph', children: [text(`${unplacedSlot} `), ...piece.content] });
  }

  #listItem(content: PhrasingContent[]): void {
    const item = {
      type: 'listItem' as const,
      spread: false,
      children: [{ type: 'paragraph' as const, children: content }],
    };
    const last = this.#out.at(-1);
    if (last?.type === 'list' && last.ordered !== true) last.children.push(item);
    else this.#emit({ type: 'list', ordered: false, spread: false, children: [item] } satisfies List);
  }

  #paragraph(piece: Line, at: number): void {
    this.#missingPart(piece);
    const { content } = piece;
    const words = piece.text;
    if (isQuotation(words)) {
      const children = isEmphasised(content, 'emphasis') ? withoutEmphasis(content) : content;
      this.#emit({ type: 'blockquote', children: [{ type: 'paragraph', children }] });
    } else if (/\bshould\s*:$/.test(words) && words.length <= deepest * 2)
      this.#emit({ type: 'paragraph', children: withoutEmphasis(content) });
    else if (this.#isSignature(at)) this.#signature(content);
    else if (piece.isCell && words.length < 80 && !/[.:]$/.test(words)) this.#notPlaced(piece);
    else this.#emit({ type: 'paragraph', children: content });
  }

  /** `HM Chief Inspector of Probation` below a name. */
  #isSignature(at: number): boolean {
    const [name, office] = [this.#line(at - 1), this.#line(at)];
    if (!name || !office || office.text.length > 60) return false;
    const last = this.#out.at(-1);
    if (last?.type !== 'paragraph' || textOf(last.children) !== name.text) return false;
    const isName = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,5}$/u.test(name.text);
    return isName && this.framework.layouts.some((layout) => isOffice(layout, office.text));
  }

  #signature(office: PhrasingContent[]): void {
    const name = this.#out.pop() as Paragraph;
    this.#emit({ type: 'paragraph', children: withBreaks([name.children, office]) });
  }

  /** Begins the part that a stock sentence opens, where the document has no heading for it. */
  #missingPart(piece: Line): void {
    const [first] = this.#layout.parts;
    if (!first || this.#part.kind !== undefined || this.#parts.size > 0) return;
    const [begins] = first.body;
    if (typeof begins !== 'string') return;
    const sentence = begins.split(/[{‹]/)[0]?.trim() ?? '';
    if (!wordsOnly(piece.text).startsWith(wordsOnly(sentence))) return;
    this.#openPart(first, [text(first.heading)]);
  }

  #openPart(part: Part, content: PhrasingContent[]): void {
    this.#parts.add(part);
    this.#part = { kind: part.kind, part };
    this.#standard = undefined;
    this.#emit({ type: 'heading', depth: 2, children: content });
  }

  #ratingsPage(region: RatingsRegion): number {
    const part = this.#layout.parts.find((each) => each.kind === 'ratings');
    if (part) this.#parts.add(part);
    this.#part = { kind: 'ratings', part };
    this.#standard = undefined;
    for (const node of ratingsPage(region, this.#knowledge, part?.heading ?? '')) this.#emit(node);
    return region.end;
  }

  /** Where a heading stands at the index: emits it with what belongs to it, and gives the index behind. */
  #heading(piece: Line, at: number): number | undefined {
    const known = this.#knowledge.heading(piece.text);
    if (/\bshould\s*:$/.test(piece.text)) return undefined;
    const isNested = this.#part.kind === 'annexe' || this.#part.kind === 'summary';
    if (known?.kind === 'standard' && this.#isHeadingLine(piece, at)) {
      this.#standard = known.standard;
      this.#emit(headingNode(3, numberedContent(piece)));
      return this.#statementAndRating(at + 1, known.standard);
    }
    const depth = this.#depth(piece, known, isNested, at);
    if (depth === undefined) return undefined;
    if (depth === 2) {
      const part = known?.kind === 'part' ? known.part : this.#layoutPart(known);
      if (part) this.#parts.add(part);
      const kind = part?.kind ?? (/^annexe?\b/i.test(piece.text) ? 'annexe' : 'plain');
      this.#part = { kind, part };
    }
    if (depth <= 3) this.#standard = undefined;
    this.#emit(headingNode(depth, known ? numberedContent(piece) : titleContent(piece)));
    return at + 1;
  }

  #layoutPart(known: KnownHeading | undefined): Part | undefined {
    return known?.kind === 'domain'
      ? this.#layout.parts.find((part) => part.domain === known.domain.number)
      : undefined;
  }

  /** How deep the heading is that a line is; undefined where it is none. */
  #depth(piece: Line, known: KnownHeading | undefined, isNested: boolean, at: number): 2 | 3 | 4 | undefined {
    const own = this.#contents.get(contentsKey(piece.text));
    if (known?.kind === 'domain') {
      if (isNested && !(own === 2 && this.#part.kind === 'summary'))
        return known.numbered || this.#standsAlone(piece, at) ? 3 : undefined;
      if (known.numbered || own !== undefined || (piece.depth ?? 9) <= 2) return 2;
    }
    if (known?.kind === 'part' && !this.#isOpened(known.part)) return 2;
    if (known?.kind === 'lesser' && !(known.depth === 4 && piece.isCell)) return known.depth;
    if (/^annexe?\s+\d{1,2}\b/i.test(piece.text) && piece.text.length < deepest) return 2;
    if (own !== undefined && !/^\d/.test(piece.text)) return own === 2 ? 2 : 3;
    const question = this.#knowledge.question(piece.text, this.#standard);
    if (question && !question.numbered && this.#standard) return 4;
    const marked = piece.depth !== undefined && piece.text.length < 2 * deepest;
    if (marked || this.#looksLikeHeading(piece, at)) return this.#standard ? 4 : this.#part.kind ? 3 : 2;
    return undefined;
  }

  #isOpened(part: Part): boolean {
    return [...this.#parts].some((each) => each === part || isPart(each, part.heading));
  }

  /** A standard's title is a heading where it is no entry of a list of titles. */
  #isHeadingLine(piece: Line, at: number): boolean {
    if (piece.depth !== undefined) return true;
    const next = this.#line(at + 1);
    const known = next && this.#knowledge.heading(next.text);
    return known?.kind !== 'standard' || known.standard.id === this.#knowledgeId(piece);
  }

  #knowledgeId(piece: Line): string | undefined {
    const known = this.#knowledge.heading(piece.text);
    return known?.kind === 'standard' ? known.standard.id : undefined;
  }

  /** Whether prose or a list follows a line. */
  #standsAlone(piece: Line, at: number): boolean {
    if (piece.depth !== undefined) return true;
    const next = this.#pieces[at + 1];
    if (piece.isCell || !next) return false;
    return next.kind === 'whole' ? next.node.type !== 'table' : next.text.length >= 80;
  }

  /** A short line above prose that says nothing by itself and ends like no sentence. */
  #looksLikeHeading(piece: Line, at: number): boolean {
    const { text: words } = piece;
    if (words.length > 90 || words.length < 4 || !/^[\p{Lu}\d]/u.test(words)) return false;
    if (/[.,;:!”"'’]$/.test(words) || !/\p{Ll}/u.test(words) || /https?:|www\.|©|@/.test(words)) return false;
    if (linesOf(piece.content).length > 1 || this.#knowledge.isRating(words) || /\d%|^\d+$/.test(words))
      return false;
    // Before the first part there is a cover.
    return this.#part.kind !== undefined && this.#standsAlone(piece, at);
  }

  /** The statement and the rating below a standard's heading, in whichever order they were printed. */
  #statementAndRating(start: number, standard: Standard): number {
    const before: Line[] = [];
    let rating: Line | undefined;
    let at = start;
    const later = this.#ratingInRow(start, standard);
    if (later !== undefined) {
      rating = this.#line(later);
      this.#taken.add(later);
    }
    for (; at < start + 4; at++) {
      if (this.#taken.has(at)) continue;
      const line = this.#line(at);
      if (!line) break;
      const bare = this.#withoutLabel(line);
      if (!rating && this.#knowledge.isRating(bare.text)) rating = bare;
      else if (this.#knowledge.isStatement(line.text, standard)) before.push(line);
      else if (!rating && before.length < 2 && line.text.length >= 60 && this.#isRatingAt(at + 1))
        before.push(line);
      else break;
    }
    for (const line of before) this.#emit({ type: 'paragraph', children: line.content });
    const isBody = this.#part.kind !== 'annexe';
    if (rating) this.#ratingLine(rating.content);
    else if (isBody) this.#ratingLine([text('‹rating›')], false);
    return at;
  }

  /** Where the rating stands that a row of a table gives behind the questions of its standard. */
  #ratingInRow(start: number, standard: Standard): number | undefined {
    for (let at = start; at < start + 16; at++) {
      const line = this.#line(at);
      if (!line || line.depth !== undefined) return undefined;
      if (this.#knowledge.isRating(line.text)) return at;
      const isOwn =
        this.#knowledge.isStatement(line.text, standard) ||
        this.#knowledge.question(line.text)?.numbered === true;
      if (!isOwn) return undefined;
    }
    return undefined;
  }

  #withoutLabel(line: Line): Line {
    const label = new RegExp(`^${this.framework.labels.rating}\\s*:\\s*`, 'i').exec(line.text);
    return label ? lineOf([text(line.text.slice(label[0].length))]) : line;
  }

  #isRatingAt(at: number): boolean {
    const line = this.#line(at);
    return line !== undefined && this.#knowledge.isRating(this.#withoutLabel(line).text);
  }

  #ratingLine(content: PhrasingContent[], isBold = true): void {
    const words = withoutStars(withoutEmphasis(content));
    const children = [text(`${this.framework.labels.rating}: `), ...(isBold ? [bold(words)] : words)];
    this.#emit({ type: 'paragraph', children });
  }

  /** The key-question table at the index: an optional header, then questions with their percentages. */
  #questionTable(start: number): number | undefined {
    let at = start;
    let head: Line | undefined;
    let percent: Line | undefined;
    const standard = this.#standard;
    const first = this.#line(at);
    if (!first) return undefined;
    const isHeader = (index: number) => this.#knowledge.isPercentHeader(this.#line(index)?.text ?? '');
    if (isHeader(at)) {
      percent = first;
      at++;
    } else if (isHeader(at + 1) && this.#isHead(first)) {
      head = first;
      percent = this.#line(at + 1);
      at += 2;
    } else if (!standard) return undefined;
    const rows: [Line, Line | undefined][] = [];
    for (;;) {
      const question = this.#line(at);
      if (!question || isPrompt(question.text)) break;
      const isAsked = this.#knowledge.question(question.text, standard) !== undefined;
      const next = this.#line(at + 1);
      const figure = next && isPercentage(next.text) ? next : undefined;
      if (!figure || !(isAsked || (percent && question.text.length < 500 && !isPercentage(question.text))))
        break;
      rows.push([question, figure]);
      at += 2;
    }
    if (rows.length === 0) return undefined;
    const { keyQuestion, percentYes } = this.framework.labels;
    const header = [head?.content ?? [text(keyQuestion)], percent?.content ?? [text(percentYes)]];
    const body = rows.map(([question, figure]) =>
      row([withoutEmphasis(question.content), figure?.content ?? []]),
    );
    this.#emit(table([row(header.map(withoutEmphasis)), ...this.#withLowestInBold(body)], true));
    return at;
  }

  /** Whether a line is the first header cell of a key-question table: the stem of its questions, or a label. */
  #isHead(line: Line): boolean {
    if (this.#knowledge.heading(line.text)) return false;
    const isStem = this.#standard !== undefined && this.#knowledge.isStem(line.text, this.#standard);
    return line.isCell || isStem || wordsOnly(line.text) === wordsOnly(this.framework.labels.keyQuestion);
  }

  /** Rows of a key-question table with their lowest percentages in bold, where none was printed so. */
  #withLowestInBold(rows: readonly TableRow[]): TableRow[] {
    const figures = rows.map((each) => each.children[1]?.children ?? []);
    const printed = figures.some((each) => each.some((node) => node.type === 'strong'));
    if (!this.#layout.lowestInBold || printed || this.#part.kind === 'annexe') return [...rows];
    const values = figures.map((each) => Number.parseFloat(textOf(each)));
    const lowest = Math.min(...values);
    if (values.some((value) => Number.isNaN(value))) return [...rows];
    return rows.map((each, index) => {
      const [question, figure] = each.children;
      return values[index] === lowest && question && figure
        ? row([question.children, boldFigure(figure.children)])
        : each;
    });
  }

  /** The table of prompts at the index: `a) …`, `b) …`, each with its percentage or none yet. */
  #promptTable(start: number): number | undefined {
    const rows: TableRow[] = [];
    let at = start;
    for (;;) {
      const prompt = this.#line(at);
      if (!prompt || !isPrompt(prompt.text)) break;
      const next = this.#line(at + 1);
      const figure = next && isPercentage(next.text) ? next : undefined;
      rows.push(row([withoutEmphasis(prompt.content), withoutEmphasis(figure?.content ?? [])]));
      at += figure ? 2 : 1;
    }
    const figures = rows.filter((each) => (each.children[1]?.children.length ?? 0) > 0);
    if (figures.length === 0) return undefined;
    this.#emit(table([row([[], []]), ...rows], true));
    return at;
  }
}

function headingNode(depth: 2 | 3 | 4, children: PhrasingContent[]): Heading {
  return { type: 'heading', depth, children };
}

/** A heading's words without bold. */
function titleContent(piece: Line): PhrasingContent[] {
  return withoutEmphasis(
    linesOf(piece.content).flatMap((line, index) => (index === 0 ? line : [text(' '), ...line])),
  );
}

/** The same without the colon of a label. */
function withoutColon(content: readonly PhrasingContent[]): PhrasingContent[] {
  const last = content.findLastIndex((node) => node.type === 'text' && node.value.trim() !== '');
  return content.map((node, index) =>
    index === last && node.type === 'text' && node.value.trimEnd().endsWith(':')
      ? { ...node, value: node.value.trimEnd().slice(0, -1) }
      : node,
  );
}

/** A heading with a number in the house form: `1.1. Governance`. */
function numberedContent(piece: Line): PhrasingContent[] {
  const content = withoutColon(titleContent(piece));
  const [first, ...others] = content;
  if (first?.type !== 'text') return content;
  return [{ ...first, value: first.value.replace(/^(\d{1,2}(?:\.\d{1,2})?)\s+/, '$1. ') }, ...others];
}

/** A percentage in bold, the mark of a footnote behind it. */
function boldFigure(content: readonly PhrasingContent[]): PhrasingContent[] {
  const isMark = (node: PhrasingContent) => node.type === 'footnoteReference';
  return [bold(content.filter((node) => !isMark(node))), ...content.filter(isMark)];
}

/** A paragraph that is nothing but somebody's words. */
function isQuotation(words: string): boolean {
  const match = /^(["“'‘])/.exec(words);
  if (!match || words.length < 30) return false;
  const closing = { '"': '"”', '“': '”"', "'": "'’", '‘': "’'" }[match[1] as '"'];
  return new RegExp(`[${closing}][.,;:]?(?:\\s*\\([^)]{1,80}\\))?$`).test(words);
}

function isOffice(layout: Layout, words: string): boolean {
  return layout.parts.some((part) =>
    part.body.some((each) => {
      const office = typeof each === 'string' ? (/\\\n(.+)$/.exec(each)?.[1] ?? '') : '';
      return (
        office !== '' &&
        (wordsOnly(words).endsWith(wordsOnly(office)) || wordsOnly(office).endsWith(wordsOnly(words)))
      );
    }),
  );
}

const contentsKey = (title: string) => wordsOnly(title);

/** The titles of a list of contents that are no standards, each with its depth: 3 for one among standards. */
function depthsOf(contents: readonly string[], knowledge: Knowledge): Map<string, 2 | 3> {
  const depths = new Map<string, 2 | 3>();
  let isBelow = false;
  for (const [index, title] of contents.entries()) {
    const known = knowledge.heading(title);
    if (known?.kind === 'standard') {
      isBelow = true;
      continue;
    }
    if (known?.kind === 'domain' || known?.kind === 'part' || /^annexe?\b/i.test(title)) isBelow = false;
    else if (isBelow) {
      // It is one of the domain's only where another domain or standard follows.
      const next = contents.slice(index + 1).map((each) => knowledge.heading(each)?.kind);
      isBelow = next.some((kind) => kind === 'domain' || kind === 'standard');
    }
    const depth = isBelow || known?.kind === 'lesser' ? 3 : 2;
    depths.set(contentsKey(title), depth);
  }
  return depths;
}

/** The layout with the most of whose parts the document has. */
function layoutOf(framework: Framework, pieces: readonly Piece[], contents: readonly string[]): Layout {
  const lines = new Set(
    [
      ...contents,
      ...pieces.flatMap((each) => (each.kind === 'line' && each.text.length < 120 ? [each.text] : [])),
    ].map(wordsOnly),
  );
  const fit = (layout: Layout) => {
    const there = layout.parts.filter((part) =>
      [part.heading, ...part.accepted].some((each) => lines.has(wordsOnly(each))),
    );
    return there.length / layout.parts.length;
  };
  const [first, ...others] = framework.layouts;
  if (!first) throw new Error(`${framework.id} has no layout`);
  return others.reduce((best, each) => (fit(each) > fit(best) ? each : best), first);
}

/** What a draft would have lost, at its end. */
function atTheEnd(missing: readonly string[]): string {
  return missing.length === 0 ? '' : `\n${unplacedSlot} ${missing.join(' ')}\n`;
}
