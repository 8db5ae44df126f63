import type {
  FootnoteDefinition as FootnoteNode,
  Html,
  List,
  Nodes,
  Paragraph as ParagraphNode,
  RootContent,
} from 'mdast';
import type { Framework } from '../framework/framework.js';
import { builtInFramework } from '../framework/frameworks.js';
import type { Layout, Part, Standard } from '../framework/pack.js';
import { level, sentencePattern } from '../framework/sentence.js';
import { likeness, plain, wordsOnly } from '../framework/wording.js';
import { isUnfinished, readFrontMatter } from './frontMatter.js';
import { readHeading, readNumbered, type HeadingDraft } from './headings.js';
import { Lines } from './lines.js';
import { parseMarkdown } from './parse.js';
import { at, type Range } from './range.js';
import { labelledLines, readRating, readRatingStatements } from './ratings.js';
import type {
  Directive,
  DiscretionFootnote,
  FlatParagraph,
  FootnoteDefinition,
  FootnoteReference,
  Heading,
  KeyQuestionTable,
  Paragraph,
  PromptTable,
  RatingStatement,
  RatingsPage,
  RatingsRow,
  Report,
  ReportPart,
  ScoreStatement,
  StandardSection,
  Table,
  WordedQuestion,
} from './report.js';
import { Source } from './source.js';
import { matchQuestions, readKeyQuestionTable, readPromptTable, readTable } from './tables.js';

export interface ReadOptions {
  /** Where to find a framework by its id; left out: the built-in ones. */
  readonly frameworks?: (id: string) => Framework | undefined;
}

/**
 * Reads a draft (format.md). Never throws on what an author typed: what can't be understood is left
 * out or marked, for the rules to report.
 * @param text the whole text; ranges in the result are 0-based UTF-16 offsets into it.
 */
export function readReport(text: string, options: ReadOptions = {}): Report {
  const frontMatter = readFrontMatter(text);
  const framework = (options.frameworks ?? builtInFramework)(
    frontMatter.values.get('framework')?.value ?? '',
  );
  // Closed front matter is the parser's to skip; unclosed it would be taken for text, or swallow some.
  const { raw } = frontMatter;
  const base = raw && !raw.closed ? raw.end : text.startsWith('\ufeff') ? 1 : 0;
  const source = new Source(text, base);
  const blocks = parseMarkdown(text.slice(base)).children.filter((node) => node.type !== 'yaml');
  return new Reader(source, blocks, frontMatter, framework).read();
}

interface Span {
  readonly start: number;
  readonly end: number;
}

class Reader {
  readonly #headings: HeadingDraft[];
  readonly #walk: Walk;
  readonly #tables = new Map<RootContent, Table>();

  constructor(
    readonly source: Source,
    readonly blocks: readonly RootContent[],
    readonly frontMatter: Report['frontMatter'],
    readonly framework: Framework | undefined,
  ) {
    this.#headings = blocks.flatMap((node, index) =>
      node.type === 'heading' ? [readHeading(node, index, source, framework)] : [],
    );
    this.#walk = new Walk(source);
    for (const node of blocks) this.#walk.visit(node);
  }

  read(): Report {
    const { framework, source, frontMatter } = this;
    this.#classify();
    const parts = this.#parts();
    const layout = framework ? this.#layout(framework, parts) : undefined;
    const resolvedParts = parts.map((each): ReportPart => ({
      heading: each.heading,
      range: each.range,
      ...partOf(framework, layout, each.heading),
    }));
    const annexes = resolvedParts.filter((each) => each.kind === 'annexe').map((each) => each.range);
    const sections = framework ? this.#sections(framework, layout) : [];
    return {
      text: source.text,
      lines: new Lines(source.text),
      eol: /\r\n|\n|\r/.exec(source.text)?.[0] ?? '\n',
      frontMatter,
      framework,
      layout,
      headings: this.#headings,
      parts: resolvedParts,
      sections,
      ratingsPage: framework ? this.#ratingsPage(framework, resolvedParts) : undefined,
      footnotes: { references: this.#walk.references, definitions: this.#walk.definitions },
      directives: this.#walk.directives,
      paragraphs: this.#walk.paragraphs.map((each) => new LazyParagraph(source, each, annexes)),
      blocks: this.blocks.map((node) => source.range(node)),
      contents: this.#contents(resolvedParts),
      bodyStart: this.#headings[0]?.range.start ?? source.text.length,
    };
  }

  /** Says which headings are standards and which are domains, and which of those stand in an annexe. */
  #classify(): void {
    const { framework } = this;
    let inAnnexe = false;
    for (const [index, heading] of this.#headings.entries()) {
      if (heading.depth <= 2 && heading.kind !== 'standard' && heading.kind !== 'domain') {
        inAnnexe =
          heading.depth === 2 &&
          (/^\s*annexe?\b/i.test(heading.text) ||
            (framework !== undefined &&
              layoutParts(framework).some((part) => part.kind === 'summary' && isPart(part, heading.text))));
      } else if (heading.depth === 2) inAnnexe = false;
      heading.inAnnexe = inAnnexe;
      if (!framework) {
        heading.kind = 'other';
        continue;
      }
      if (heading.kind === 'domain') {
        const domain = framework.domainByNumber.get(heading.domain ?? 0);
        const titled = domain !== undefined && likeness(domain.title, heading.title) >= 0.5;
        // A numbered heading further down is a list of somebody's own, unless it has a domain's title.
        if (inAnnexe || (heading.depth > 2 && !titled)) heading.kind = 'other';
      } else if (heading.kind === 'standard' && !inAnnexe) {
        const next = this.#headings[index + 1];
        const domain = framework.domainByNumber.get(heading.domain ?? 0);
        const follows = next?.block === heading.block + 1 && next.standard === heading.standard;
        const titled = domain !== undefined && wordsOnly(domain.title) === wordsOnly(heading.title);
        const twin = follows
          ? next
          : titled
            ? this.#headings.find(
                (each) => each !== heading && each.standard === heading.standard && !each.inAnnexe,
              )
            : undefined;
        if (twin) {
          heading.kind = 'domain';
          heading.misnumbered = twin;
          delete heading.standard;
        }
      }
    }
    if (framework) this.#resolve(framework);
  }

  /**
   * The number identifies a standard. Only where it is on two headings, or is not the framework's at
   * all, can the title say which standard is meant: one that no heading has.
   */
  #resolve(framework: Framework): void {
    const body = this.#headings.filter((each) => each.kind === 'standard' && !each.inAnnexe);
    const count = new Map<string, number>();
    for (const { standard = '' } of body) count.set(standard, (count.get(standard) ?? 0) + 1);
    const free = new Set(framework.standards.filter((each) => !count.has(each.id)).map((each) => each.id));
    const titled = (heading: Heading, id: string | undefined) => {
      const standard = id === undefined ? undefined : framework.standardById.get(id);
      return standard !== undefined && wordsOnly(standard.title) === wordsOnly(heading.title);
    };
    for (const heading of body) {
      const { standard = '' } = heading;
      const known = framework.standardById.has(standard);
      if (known && count.get(standard) === 1) continue;
      const within = this.#domainAt(heading);
      const isRight =
        known && titled(heading, standard) && (within === undefined || within === heading.domain);
      if (isRight) continue;
      const meant = [...free].filter(
        (id) => titled(heading, id) && (within === undefined || id.startsWith(`${String(within)}.`)),
      );
      const [only] = meant;
      if (meant.length !== 1 || only === undefined) continue;
      heading.resolved = only;
      free.delete(only);
      count.set(standard, (count.get(standard) ?? 1) - 1);
    }
  }

  /** The domain whose part a heading stands in. */
  #domainAt(heading: HeadingDraft): number | undefined {
    return this.#headings.findLast((each) => each.block < heading.block && each.kind === 'domain')?.domain;
  }

  #parts(): { heading: HeadingDraft; range: Range }[] {
    // A domain heading opens its part whatever its depth; so does every `##`.
    const heads = this.#headings.filter(
      (each) => each.kind === 'domain' || (each.depth === 2 && each.kind === 'other'),
    );
    return heads.map((heading, index) => ({
      heading,
      range: { start: heading.range.start, end: heads[index + 1]?.range.start ?? this.source.text.length },
    }));
  }

  /** The layout that the front matter names, or the one whose parts fit best; the first of equals. */
  #layout(framework: Framework, parts: readonly { heading: Heading }[]): Layout | undefined {
    const named = this.frontMatter.values.get('layout')?.value;
    const found = framework.layouts.find((each) => each.id === named);
    if (found) return found;
    const stems = this.blocks.some(
      (node, index) =>
        node.type === 'table' &&
        this.#headings.findLast((each) => each.block < index)?.standard !== undefined &&
        /:\s*$/.test(this.#table(node).header.cells[0]?.text ?? ''),
    );
    const fit = (layout: Layout) => {
      const present = layout.parts.filter((part) =>
        parts.some(({ heading }) => isPart(part, heading.text)),
      ).length;
      return present - (layout.parts.length - present) / 2 + (layout.stemInHeader === stems ? 0.25 : 0);
    };
    return framework.layouts.reduce<Layout | undefined>(
      (best, each) => (best === undefined || fit(each) > fit(best) ? each : best),
      undefined,
    );
  }

  #table(node: RootContent & { type: 'table' }): Table {
    let table = this.#tables.get(node);
    if (!table) this.#tables.set(node, (table = readTable(node, this.source)));
    return table;
  }

  #sections(framework: Framework, layout: Layout | undefined): StandardSection[] {
    return this.#headings.flatMap((heading, index) => {
      const standard = framework.standardById.get(heading.resolved ?? heading.standard ?? '');
      if (heading.kind !== 'standard' || !standard) return [];
      const next = this.#headings
        .slice(index + 1)
        .find((each) => each.kind !== 'other' || each.depth <= Math.min(heading.depth, 3));
      return [
        this.#section(framework, layout, standard, heading, {
          start: heading.block + 1,
          end: next?.block ?? this.blocks.length,
        }),
      ];
    });
  }

  #section(
    framework: Framework,
    layout: Layout | undefined,
    standard: Standard,
    heading: HeadingDraft,
    span: Span,
  ): StandardSection {
    const { source } = this;
    const blocks = this.blocks.slice(span.start, span.end);
    const nextBlock = this.blocks[span.end];
    const range = {
      start: heading.range.start,
      end: nextBlock ? source.range(nextBlock).start : source.text.length,
    };
    const opening = layout?.ratingIntroduction?.split('{')[0]?.trim() ?? 'Our rating';
    const ratings: RatingStatement[] = [];
    let statement: FlatParagraph | undefined;
    let introduction: FlatParagraph | undefined;
    const tables: KeyQuestionTable[] = [];
    const promptTables: PromptTable[] = [];
    const worded: { text: string; range: Range; listed?: number }[] = [];
    let subheading = false;
    blocks.forEach((node, index) => {
      if (node.type === 'heading') {
        subheading = true;
        const flat = source.flatten(node);
        if (flat.text.trim() !== '') worded.push({ text: flat.text.trim(), range: trimmedRange(flat) });
      } else if (node.type === 'paragraph') {
        const paragraph = { range: source.range(node), flat: source.flatten(node) };
        const stated = subheading
          ? []
          : readRatingStatements(framework, paragraph.flat, framework.labels.rating, paragraph.range);
        const introduces = plain(paragraph.flat.text)
          .toLowerCase()
          .startsWith(`${plain(opening).toLowerCase()} `);
        ratings.push(...stated);
        if (introduces) introduction ??= paragraph;
        else if (index === 0 && stated.length === 0) statement = paragraph;
      } else if (node.type === 'table') {
        const table = this.#table(node);
        const questions = readKeyQuestionTable(framework, standard, layout, table);
        const prompts = readPromptTable(table);
        if (questions) tables.push(questions);
        else if (prompts) promptTables.push(prompts);
      } else if (node.type === 'list') worded.push(...listedQuestions(node, source, standard));
    });
    const references = this.#walk.references.filter(
      ({ range: place }) => place.start >= range.start && place.end <= range.end,
    );
    const [table, ...otherTables] = tables;
    return {
      standard,
      heading,
      range,
      inAnnexe: heading.inAnnexe,
      statement,
      ratings,
      introduction,
      table,
      otherTables,
      promptTables,
      questions: wordedQuestions(framework, standard, layout, worded),
      references,
      discretion: this.#discretion(framework, references),
    };
  }

  #discretion(
    framework: Framework,
    references: readonly FootnoteReference[],
  ): DiscretionFootnote | undefined {
    const { footnote } = framework.discretion;
    const opening = level(footnote.split('{')[0] ?? '')
      .trim()
      .toLowerCase();
    for (const reference of references) {
      const definition = this.#walk.definitions.find((each) => each.label === reference.label);
      if (!definition) continue;
      const text = level(definition.flat.text);
      if (!text.toLowerCase().trimStart().startsWith(opening)) continue;
      const pattern = sentencePattern(footnote, {
        direction: '\\w{1,20}',
        from: '[^\'"]{0,60}?',
        to: '[^\'".]{1,60}?',
      });
      // `to` is lazy and stands at the end: let it run to the closing quote or the end of the sentence.
      const match = new RegExp(`${pattern.source}(?=['".]|\\s+(?:following|after|at|by)\\b|$)`, 'di').exec(
        text,
      );
      const reading = (name: string) => {
        const place = match?.indices?.groups?.[name];
        return place
          ? readRating(
              framework,
              definition.flat,
              place[0],
              place[1],
              definition.flat.range(place[0], place[1]),
            )
          : undefined;
      };
      return {
        definition,
        reference,
        direction: match?.groups?.direction,
        from: reading('from'),
        to: reading('to'),
      };
    }
    return undefined;
  }

  #ratingsPage(framework: Framework, parts: readonly ReportPart[]): RatingsPage | undefined {
    const body = parts.filter((each) => each.kind !== 'annexe' && each.kind !== 'summary');
    const within = (part: ReportPart) =>
      this.blocks.filter((node) => {
        const { start } = this.source.range(node);
        return start >= part.range.start && start < part.range.end;
      });
    const isRatingsTable = (node: RootContent) =>
      node.type === 'table' && isRatingsHeader(framework, this.#table(node));
    // Under a heading of another name it is still the part that holds the ratings table.
    const part =
      body.find((each) => each.kind === 'ratings') ?? body.find((each) => within(each).some(isRatingsTable));
    if (!part) return undefined;
    const blocks = within(part);
    let score: ScoreStatement | undefined;
    let overall: RatingStatement | undefined;
    let table: Table | undefined;
    for (const node of blocks) {
      if (node.type === 'table' && isRatingsTable(node)) table ??= this.#table(node);
      if (node.type !== 'paragraph') continue;
      const flat = this.source.flatten(node);
      const range = this.source.range(node);
      score ??= readScore(framework, flat, range);
      overall ??= readRatingStatements(framework, flat, framework.labels.overallRating, range)[0];
    }
    return {
      heading: part.heading,
      range: part.range,
      score,
      overall,
      table,
      rows: table ? table.rows.map((row) => ratingsRow(framework, row)) : [],
    };
  }

  #contents(parts: readonly ReportPart[]): Report['contents'] {
    const part = parts.find((each) => /^(?:table of )?contents$/i.test(each.heading.text));
    if (!part) return undefined;
    const list = this.blocks.find((node): node is List => {
      const { start } = this.source.range(node);
      return node.type === 'list' && start >= part.range.start && start < part.range.end;
    });
    if (!list) return undefined;
    const items: { text: string; depth: number }[] = [];
    const collect = (node: List, depth: number) => {
      for (const item of node.children)
        for (const child of item.children) {
          if (child.type === 'paragraph') items.push({ text: this.source.flatten(child).text, depth });
          else if (child.type === 'list') collect(child, depth + 1);
        }
    };
    collect(list, 0);
    return { heading: part.heading, range: this.source.range(list), items };
  }
}

function trimmedRange(flat: { text: string; range(start: number, end: number): Range }): Range {
  const start = flat.text.length - flat.text.trimStart().length;
  return flat.range(start, start + flat.text.trim().length);
}

function layoutParts(framework: Framework): Part[] {
  return framework.layouts.flatMap((layout) => layout.parts);
}

/** Whether a heading is the layout's part: by its words, whatever their case and punctuation. */
export function isPart(part: Part, heading: string): boolean {
  const words = wordsOnly(heading);
  return [part.heading, ...part.accepted].some((each) => wordsOnly(each) === words);
}

function partOf(
  framework: Framework | undefined,
  layout: Layout | undefined,
  heading: Heading,
): { kind: Part['kind']; part: Part | undefined } {
  if (heading.kind === 'domain')
    return { kind: 'domain', part: layout?.parts.find((each) => each.domain === heading.domain) };
  const part = layout?.parts.find((each) => each.kind !== 'domain' && isPart(each, heading.text));
  if (part) return { kind: part.kind, part };
  if (/^\s*annexe?\b/i.test(heading.text)) return { kind: 'annexe', part: undefined };
  const other =
    framework && layoutParts(framework).find((each) => each.kind !== 'domain' && isPart(each, heading.text));
  return { kind: other?.kind ?? 'plain', part: undefined };
}

function isRatingsHeader(framework: Framework, table: Table): boolean {
  const [first, second] = table.header.cells;
  return (
    wordsOnly(first?.text ?? '') === wordsOnly(framework.labels.standard) &&
    wordsOnly(second?.text ?? '') === wordsOnly(framework.labels.rating)
  );
}

function readScore(
  framework: Framework,
  flat: FlatParagraph['flat'],
  paragraph: Range,
): ScoreStatement | undefined {
  const figures = /^[\s*]*(\d{1,5})\s*(?:\/|out of|of)\s*(\d{1,5})[\s.*]*$/i;
  const [found] = labelledLines(flat, framework.labels.score, (rest) => /^[\s*]*$|^[\s*]*\d/.test(rest));
  if (!found) return undefined;
  const value = flat.text.slice(found.valueStart, found.end);
  const raw = value.replace(/^[\s*]+|[\s*.]+$/g, '');
  const start = found.valueStart + value.indexOf(raw);
  const line = {
    start: flat.range(found.start, found.start + 1).start,
    end: found.end === flat.text.length ? paragraph.end : flat.range(found.start, found.end).end,
  };
  const match = figures.exec(value);
  return {
    line,
    range: raw === '' ? at(line.end) : flat.range(start, start + raw.length),
    raw,
    score: match ? Number(match[1]) : null,
    outOf: match ? Number(match[2]) : null,
    unfinished: isUnfinished(raw.replace(/\s*\/\s*\d*$/, '')),
  };
}

function ratingsRow(framework: Framework, row: Table['rows'][number]): RatingsRow {
  const [name, rating] = row.cells;
  const text = name?.flat.text ?? '';
  const numbered = readNumbered(framework, text);
  const place = name?.range ?? row.range;
  const base = {
    row,
    title: text.slice(numbered.titleStart, numbered.titleEnd),
    titleRange: text === '' ? place : (name?.flat.range(numbered.titleStart, numbered.titleEnd) ?? place),
    numberRange: text === '' ? at(place.start) : (name?.flat.range(0, numbered.length) ?? place),
  };
  if (numbered.kind === 'domain' && numbered.domain !== undefined)
    return { ...base, domain: numbered.domain };
  if (numbered.standard === undefined) return base;
  const reading = rating
    ? readRating(framework, rating.flat, 0, rating.flat.text.length, rating.range)
    : { raw: '', kind: 'unfinished' as const, rating: null, range: at(row.range.end) };
  return { ...base, standard: numbered.standard, rating: reading };
}

function listedQuestions(
  list: List,
  source: Source,
  standard: Standard,
): { text: string; range: Range; listed: number }[] {
  return list.children.flatMap((item) => {
    const paragraph = item.children[0];
    if (paragraph?.type !== 'paragraph') return [];
    const flat = source.flatten(paragraph);
    const match = /^\s*(\d{1,2}\.\d{1,2})\.(\d{1,2})\.?\s+/.exec(flat.text);
    if (match?.[1] !== standard.id) return [];
    const text = flat.text.slice(match[0].length).trimEnd();
    return [
      {
        text,
        range: flat.range(match[0].length, match[0].length + text.length),
        listed: Number(match[2]) - 1,
      },
    ];
  });
}

/** Sub-headings and numbered list items that are questions of the standard. */
function wordedQuestions(
  framework: Framework,
  standard: Standard,
  layout: Layout | undefined,
  worded: readonly { text: string; range: Range; listed?: number }[],
): WordedQuestion[] {
  const asked = worded.filter((each) => each.listed !== undefined || each.text.endsWith('?'));
  const matches = matchQuestions(
    framework,
    standard,
    layout,
    asked.map((each) => each.text),
  );
  return asked.flatMap(({ text, range, listed }, index) => {
    const match = matches[index];
    if (match?.keyQuestion !== undefined)
      return [{ text, range, keyQuestion: match.keyQuestion, accepted: match.accepted }];
    // A numbered question is identified by its number, however little is left of its words.
    if (listed !== undefined && standard.keyQuestions[listed])
      return [{ text, range, keyQuestion: listed, accepted: false }];
    return [];
  });
}

class LazyParagraph implements Paragraph {
  #flat: FlatParagraph['flat'] | undefined;
  readonly range: Range;
  readonly quoted: boolean;
  readonly inFootnote: boolean;
  readonly inAnnexe: boolean;

  constructor(
    readonly source: Source,
    readonly found: Walk['paragraphs'][number],
    annexes: readonly Range[],
  ) {
    this.range = source.range(found.node);
    this.quoted = found.quoted;
    this.inFootnote = found.inFootnote;
    this.inAnnexe = annexes.some((each) => this.range.start >= each.start && this.range.start < each.end);
  }

  get flat(): FlatParagraph['flat'] {
    return (this.#flat ??= this.source.flatten(this.found.node));
  }
}

/** Collects what may stand anywhere: footnotes, comments, paragraphs. */
class Walk {
  readonly references: FootnoteReference[] = [];
  readonly definitions: FootnoteDefinition[] = [];
  readonly directives: Directive[] = [];
  readonly paragraphs: { node: ParagraphNode; quoted: boolean; inFootnote: boolean }[] = [];
  #quoted = false;
  #inFootnote = false;

  constructor(readonly source: Source) {}

  visit(node: Nodes): void {
    switch (node.type) {
      case 'text':
        if (node.value.includes('[^')) this.#undefinedReferences(this.source.range(node));
        return;
      case 'footnoteReference':
        this.references.push({
          label: normal(node.identifier),
          range: this.source.range(node),
          defined: true,
        });
        return;
      case 'html':
        this.#directivesIn(node);
        return;
      case 'paragraph':
        this.paragraphs.push({ node, quoted: this.#quoted, inFootnote: this.#inFootnote });
        break;
      case 'blockquote': {
        const before = this.#quoted;
        this.#quoted ||= /^[>\s]*["“”'‘]/.test(this.source.text.slice(...pair(this.source.range(node), 80)));
        for (const child of node.children) this.visit(child);
        this.#quoted = before;
        return;
      }
      case 'footnoteDefinition':
        this.#definition(node);
        return;
      default:
    }
    if ('children' in node) for (const child of node.children) this.visit(child);
  }

  #definition(node: FootnoteNode): void {
    const range = this.source.range(node);
    const labelEnd = this.source.text.indexOf(']', range.start) + 1 || range.end;
    this.definitions.push({
      label: normal(node.identifier),
      range,
      labelRange: { start: range.start, end: Math.min(labelEnd, range.end) },
      flat: this.source.flatten(node),
      content: this.source.content(node),
    });
    const before = this.#inFootnote;
    this.#inFootnote = true;
    for (const child of node.children) this.visit(child);
    this.#inFootnote = before;
  }

  /** Markdown takes `[^34]` for plain text where there is no such footnote. */
  #undefinedReferences({ start, end }: Range): void {
    const pattern = /(\\?)\[\^([^\]\s[]{1,100})\]/g;
    const raw = this.source.text.slice(start, end);
    for (let match = pattern.exec(raw); match; match = pattern.exec(raw)) {
      if (match[1] !== '') continue;
      this.references.push({
        label: normal(match[2] ?? ''),
        range: { start: start + match.index, end: start + pattern.lastIndex },
        defined: false,
      });
    }
  }

  #directivesIn(node: Html): void {
    const { start, end } = this.source.range(node);
    const raw = this.source.text.slice(start, end);
    const comment =
      /<!--\s{0,20}inspection-report-(disable-next-line|disable|enable)(?=[\s-])(.{0,2000}?)-->/gs;
    for (let match = comment.exec(raw); match; match = comment.exec(raw)) {
      const kind = match[1] as Directive['kind'];
      const body = match[2] ?? '';
      const bodyStart = start + match.index + match[0].length - '-->'.length - body.length;
      const dashes = /(?:^|\s)--(?=\s)/.exec(body);
      const ids = dashes ? body.slice(0, dashes.index) : body;
      const rules: { id: string; range: Range }[] = [];
      const word = /[^\s,]+/g;
      for (let found = word.exec(ids); found; found = word.exec(ids))
        rules.push({
          id: found[0],
          range: { start: bodyStart + found.index, end: bodyStart + word.lastIndex },
        });
      const reason = dashes ? body.slice(dashes.index + dashes[0].length).trim() : '';
      this.directives.push({
        kind,
        range: { start: start + match.index, end: start + comment.lastIndex },
        rules,
        reason: reason === '' ? undefined : reason,
      });
    }
  }
}

function normal(label: string): string {
  return label.toLowerCase();
}

function pair({ start, end }: Range, most: number): [number, number] {
  return [start, Math.min(end, start + most)];
}
