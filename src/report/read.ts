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
import { level } from '../framework/sentence.js';
import { likeness, plain, wordsOnly } from '../framework/wording.js';
import { isUnfinished, readFrontMatter } from './frontMatter.js';
import { readHeading, readNumbered, type HeadingDraft } from './headings.js';
import { Lines } from './lines.js';
import { footnoteReference } from './flatten.js';
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
import { Source, trim } from './source.js';
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
      start: source.text.startsWith('\ufeff') ? 1 : 0,
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
    for (const heading of this.#headings) {
      if (heading.depth <= 2)
        inAnnexe = heading.depth === 2 && heading.kind === 'other' && this.#opensAnnexe(heading);
      heading.inAnnexe = inAnnexe;
      if (!framework) heading.kind = 'other';
      else if (heading.kind === 'domain') {
        const domain = framework.domainByNumber.get(heading.domain ?? 0);
        const titled = domain !== undefined && likeness(domain.title, heading.title) >= 0.5;
        // A numbered heading further down is a list of somebody's own, unless it has a domain's title.
        if (inAnnexe || (heading.depth > 2 && !titled)) heading.kind = 'other';
      }
    }
    if (!framework) return;
    this.#misnumberedDomains(framework);
    this.#domainsByTitle(framework);
    this.#standardsByTitle(framework);
  }

  #opensAnnexe(heading: HeadingDraft): boolean {
    const { framework } = this;
    const isSummary = (part: Part) => part.kind === 'summary' && isPart(part, heading.text);
    return (
      /^\s*annexe?\b/i.test(heading.text) ||
      (framework !== undefined && layoutParts(framework).some(isSummary))
    );
  }

  /** A heading with a standard's number, right above another with it, opens the domain (format.md, Body). */
  #misnumberedDomains(framework: Framework): void {
    const standards = this.#body('standard');
    const domains = this.#body('domain');
    for (const [index, heading] of this.#headings.entries()) {
      if (heading.kind !== 'standard' || heading.inAnnexe) continue;
      const next = this.#headings[index + 1];
      const domain = framework.domainByNumber.get(heading.domain ?? 0);
      if (domains.some((each) => each.domain === heading.domain)) continue;
      const own = framework.standardById.get(heading.standard ?? '')?.title ?? '';
      const follows =
        next?.block === heading.block + 1 &&
        next.standard === heading.standard &&
        wordsOnly(heading.title) !== wordsOnly(own);
      const titled = domain !== undefined && wordsOnly(domain.title) === wordsOnly(heading.title);
      const twin = follows
        ? next
        : titled
          ? standards.find((each) => each !== heading && each.standard === heading.standard)
          : undefined;
      if (!twin) continue;
      heading.kind = 'domain';
      heading.misnumbered = twin;
      delete heading.standard;
    }
  }

  /** A domain's title without its number, or with another's, is that domain, where no heading has its number. */
  #domainsByTitle(framework: Framework): void {
    const domains = this.#body('domain');
    const count = (number: number | undefined) => domains.filter((each) => each.domain === number).length;
    for (const { number, title } of framework.domains) {
      if (count(number) > 0) continue;
      // A number that is another domain's is a slip only where that domain has a second heading.
      const isSlip = (each: HeadingDraft) =>
        each.kind === 'domain' &&
        each.misnumbered === undefined &&
        (!framework.domainByNumber.has(each.domain ?? 0) || count(each.domain) > 1);
      const titled = this.#headings.find(
        (each) =>
          !each.inAnnexe &&
          each.depth === 2 &&
          (each.kind === 'other' || isSlip(each)) &&
          wordsOnly(each.title) === wordsOnly(title),
      );
      if (!titled) continue;
      if (titled.kind === 'domain' && titled.domain !== undefined) titled.typedDomain = titled.domain;
      titled.kind = 'domain';
      titled.domain = number;
    }
  }

  /**
   * The number identifies a standard. Only where it is on two headings, is not the framework's, or is
   * left out can the title say which standard is meant: one that no heading has.
   */
  #standardsByTitle(framework: Framework): void {
    const body = this.#body('standard');
    const count = new Map<string, number>();
    for (const { standard = '' } of body) count.set(standard, (count.get(standard) ?? 0) + 1);
    const free = new Set(framework.standards.filter((each) => !count.has(each.id)).map((each) => each.id));
    const titled = (heading: Heading, id: string) =>
      wordsOnly(framework.standardById.get(id)?.title ?? '') === wordsOnly(heading.title);
    let within: number | undefined;
    for (const heading of this.#headings) {
      if (free.size === 0) return;
      if (heading.kind === 'domain') within = heading.domain;
      else if (heading.depth <= 2) within = undefined;
      if (heading.inAnnexe || heading.kind === 'domain') continue;
      const { standard } = heading;
      if (standard === undefined && (heading.depth !== 3 || within === undefined)) continue;
      if (standard !== undefined && framework.standardById.has(standard)) {
        if (count.get(standard) === 1) continue;
        if (titled(heading, standard) && (within === undefined || within === heading.domain)) continue;
      }
      const meant = [...free].filter(
        (id) => titled(heading, id) && (within === undefined || id.startsWith(`${String(within)}.`)),
      );
      const [only] = meant;
      if (meant.length !== 1 || only === undefined) continue;
      heading.kind = 'standard';
      heading.resolved = only;
      free.delete(only);
      if (standard !== undefined) count.set(standard, (count.get(standard) ?? 1) - 1);
    }
  }

  #body(kind: Heading['kind']): HeadingDraft[] {
    return this.#headings.filter((each) => each.kind === kind && !each.inAnnexe);
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
      let next: HeadingDraft | undefined;
      for (let at = index + 1; at < this.#headings.length && !next; at++) {
        const each = this.#headings[at];
        if (each && (each.kind !== 'other' || each.depth <= Math.min(heading.depth, 3))) next = each;
      }
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
    const opening = plain(layout?.ratingIntroduction?.split('{')[0] ?? '').toLowerCase();
    const ratings: RatingStatement[] = [];
    let statement: FlatParagraph | undefined;
    let introduction: FlatParagraph | undefined;
    const tables: KeyQuestionTable[] = [];
    const promptTables: PromptTable[] = [];
    const worded: { text: string; range: Range; listed?: number }[] = [];
    let subheading = false;
    // A comment that turns a rule off may stand above the statement.
    const first = blocks.find((node) => node.type !== 'html');
    blocks.forEach((node) => {
      if (node.type === 'heading') {
        subheading = true;
        const flat = source.flatten(node);
        if (flat.text.trim() !== '') worded.push({ text: flat.text.trim(), range: trimmedRange(flat) });
      } else if (node.type === 'paragraph') {
        const paragraph = { range: source.range(node), flat: source.flatten(node) };
        const stated = subheading
          ? []
          : readRatingStatements(framework, paragraph.flat, framework.labels.rating, paragraph.range);
        const introduces =
          opening !== '' && plain(paragraph.flat.text).toLowerCase().startsWith(`${opening} `);
        ratings.push(...stated);
        if (introduces) introduction ??= paragraph;
        else if (node === first && stated.length === 0) statement = paragraph;
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
    // `Professional discretion`: how the footnote goes on may be put otherwise and still be understood.
    const opening = level(footnote).split(' ').slice(0, 2).join(' ').toLowerCase();
    for (const reference of references) {
      const definition = this.#walk.definitions.find((each) => each.label === reference.label);
      if (!definition) continue;
      const text = level(definition.flat.text);
      if (!text.toLowerCase().trimStart().startsWith(opening)) continue;
      const [beforeFrom = '', joiner = ''] = footnote.split(/\{from\}|\{to\}/);
      const lead = /(\w+)\W*$/.exec(level(beforeFrom))?.[1] ?? '';
      const link = /\w+/.exec(level(joiner))?.[0] ?? '';
      const match = new RegExp(
        `\\b${lead}\\s+['"]?(?<from>[^'"]{1,60}?)['"]?\\s+${link}\\s+['"]?(?<to>[^'".]{1,60}?)(?=['".]|\\s+(?:following|after|at|by)\\b|$)`,
        'di',
      ).exec(text);
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
        direction: /\b(?:rais|lower)\w*/i.exec(text)?.[0],
        from: reading('from'),
        to: reading('to'),
      };
    }
    return undefined;
  }

  #ratingsPage(framework: Framework, parts: readonly ReportPart[]): RatingsPage | undefined {
    const body = parts.filter((each) => each.kind !== 'annexe' && each.kind !== 'summary');
    const place = (node: RootContent) => this.source.range(node).start;
    const isRatingsTable = (node: RootContent) =>
      node.type === 'table' && isRatingsHeader(framework, this.#table(node));
    // Under a heading of another name it is still the part that holds the ratings table.
    const part =
      body.find((each) => each.kind === 'ratings') ??
      this.blocks
        .filter(isRatingsTable)
        .map((node) => body.findLast((each) => each.range.start <= place(node)))
        .find((each) => each !== undefined && each.kind !== 'domain');
    if (!part) return undefined;
    const scores: ScoreStatement[] = [];
    const overalls: RatingStatement[] = [];
    const tables: Table[] = [];
    for (const node of this.blocks) {
      if (place(node) < part.range.start || place(node) >= part.range.end) continue;
      if (node.type === 'table') {
        const table = this.#table(node);
        if (isRatingsHeader(framework, table) || listsStandards(framework, table)) tables.push(table);
      } else if (node.type === 'paragraph') {
        const flat = this.source.flatten(node);
        const range = this.source.range(node);
        scores.push(...readScores(framework, flat, range));
        overalls.push(...readRatingStatements(framework, flat, framework.labels.overallRating, range));
      }
    }
    const [table] = tables;
    return {
      heading: part.heading,
      range: part.range,
      score: scores[0],
      overall: overalls[0],
      table,
      rows: table ? ratingsRows(framework, table) : [],
      repeated: [
        ...scores.slice(1).map(({ line }) => ({ what: 'score' as const, range: line })),
        ...overalls.slice(1).map(({ line }) => ({ what: 'overall' as const, range: line })),
        ...tables.slice(1).map(({ header }) => ({ what: 'table' as const, range: header.range })),
      ],
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
    // By lines: to Markdown `- 4. Resettlement` is a list within a list.
    const { start, end } = this.source.range(list);
    const items = this.source.text
      .slice(start, end)
      .split(/\r\n|\n|\r/)
      .flatMap((line) => {
        const [, indent = '', text = ''] = /^(\s*)(?:[-*+]\s+)?(.*?)\s*$/.exec(line) ?? [];
        const plainText = text
          .replace(/\[([^\]]{0,300})\]\([^)]{0,300}\)/g, '$1')
          .replace(/\\(?=[!-/:-@[-`{-~])/g, '');
        return plainText === '' ? [] : [{ text: plainText, depth: indent === '' ? 0 : 1 }];
      });
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

const partWords = new WeakMap<Part, ReadonlySet<string>>();

/** Whether a heading is the layout's part: by its words, whatever their case and punctuation. */
export function isPart(part: Part, heading: string): boolean {
  let words = partWords.get(part);
  if (!words) partWords.set(part, (words = new Set([part.heading, ...part.accepted].map(wordsOnly))));
  return words.has(wordsOnly(heading));
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

/** Whether half the framework's standards have a row: then it is the ratings table, whatever its header says. */
function listsStandards(framework: Framework, table: Table): boolean {
  const ids = new Set(
    table.rows.map((row) => readNumbered(framework, row.cells[0]?.flat.text ?? '').standard),
  );
  return framework.standards.filter((each) => ids.has(each.id)).length * 2 >= framework.standards.length;
}

function isRatingsHeader(framework: Framework, table: Table): boolean {
  const [first, second] = table.header.cells;
  return (
    wordsOnly(first?.text ?? '') === wordsOnly(framework.labels.standard) &&
    wordsOnly(second?.text ?? '') === wordsOnly(framework.labels.rating)
  );
}

function readScores(framework: Framework, flat: FlatParagraph['flat'], paragraph: Range): ScoreStatement[] {
  const isValue = (rest: string) => /^[\s*]*(?:\d|$)/.test(rest);
  return labelledLines(flat, framework.labels.score, isValue).map(({ start: lineStart, valueStart, end }) => {
    const { start, text: raw } = trim(flat.text.slice(valueStart, end), /[\s*.]/);
    const line = {
      // Marks of bold may open before the first word.
      start: lineStart === 0 ? paragraph.start : flat.range(lineStart, lineStart + 1).start,
      end: end === flat.text.length ? paragraph.end : flat.range(lineStart, end).end,
    };
    const from = valueStart + start;
    const match = /^(\d{1,5})\s*(?:\/|out of|of)\s*(\d{1,5})$/i.exec(raw);
    return {
      line,
      range: raw === '' ? at(line.end) : flat.range(from, from + raw.length),
      raw,
      score: match ? Number(match[1]) : null,
      outOf: match ? Number(match[2]) : null,
      unfinished: isUnfinished(raw.replace(/\/\s*\d{0,5}$/, '')),
    };
  });
}

function ratingsRows(framework: Framework, table: Table): RatingsRow[] {
  let domain: number | undefined;
  return table.rows.map((row) => {
    const read = ratingsRow(framework, row, domain);
    domain = read.domain ?? domain;
    return read;
  });
}

/** @param under the domain whose rows these are: there a title says which standard is meant. */
function ratingsRow(framework: Framework, row: Table['rows'][number], under: number | undefined): RatingsRow {
  const [name, rating] = row.cells;
  const text = name?.flat.text ?? '';
  const numbered = readNumbered(framework, text);
  const place = name?.range ?? row.range;
  const title = text.slice(numbered.titleStart, numbered.titleEnd);
  const base = {
    row,
    title,
    titleRange: text === '' ? place : (name?.flat.range(numbered.titleStart, numbered.titleEnd) ?? place),
    numberRange: text === '' ? at(place.start) : (name?.flat.range(0, numbered.length) ?? place),
  };
  if (numbered.kind === 'domain' && numbered.domain !== undefined)
    return { ...base, domain: numbered.domain };
  const standard =
    numbered.standard ??
    framework.domainByNumber
      .get(under ?? 0)
      ?.standards.find((each) => wordsOnly(each.title) === wordsOnly(title))?.id;
  if (standard === undefined) return base;
  const reading = rating
    ? readRating(framework, rating.flat, 0, rating.flat.text.length, rating.range)
    : { raw: '', kind: 'unfinished' as const, rating: null, range: at(row.range.end) };
  return { ...base, standard, rating: reading };
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

const directiveKinds = ['disable-next-line', 'disable', 'enable'] as const;

/** Collects what may stand anywhere: footnotes, comments, paragraphs. */
class Walk {
  readonly references: FootnoteReference[] = [];
  readonly definitions: FootnoteDefinition[] = [];
  readonly directives: Directive[] = [];
  readonly paragraphs: { node: ParagraphNode; quoted: boolean; inFootnote: boolean }[] = [];

  constructor(readonly source: Source) {}

  /** Visits a block and all in it, in the order of the text. */
  visit(block: Nodes): void {
    // A stack, not recursion: block quotes can be nested deeper than the call stack is.
    const stack = [{ node: block, quoted: false, inFootnote: false }];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const { node } = top;
      let { quoted, inFootnote } = top;
      switch (node.type) {
        case 'text':
          if (node.value.includes('[^')) this.#undefinedReferences(this.source.range(node));
          break;
        case 'footnoteReference':
          this.references.push({
            label: normal(node.identifier),
            range: this.source.range(node),
            defined: true,
          });
          break;
        case 'html':
          this.#directivesIn(node);
          break;
        case 'paragraph':
          this.paragraphs.push({ node, quoted, inFootnote });
          break;
        case 'blockquote':
          quoted ||= /^[>\s]*["“”'‘]/.test(this.source.text.slice(...pair(this.source.range(node), 80)));
          break;
        case 'footnoteDefinition':
          this.#definition(node);
          inFootnote = true;
          break;
        default:
      }
      if ('children' in node)
        for (const child of node.children.toReversed()) stack.push({ node: child, quoted, inFootnote });
    }
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
  }

  /** Markdown takes `[^34]` for plain text where there is no such footnote. */
  #undefinedReferences({ start, end }: Range): void {
    const { text } = this.source;
    for (const match of text.slice(start, end).matchAll(footnoteReference)) {
      const at = start + match.index;
      if (text[at - 1] === '\\') continue;
      const range = { start: at, end: at + match[0].length };
      this.references.push({ label: normal(match[1] ?? ''), range, defined: false });
    }
  }

  #directivesIn(node: Html): void {
    const { start, end } = this.source.range(node);
    const raw = this.source.text.slice(start, end);
    const comment = /<!--\s{0,20}inspection-report-([a-z-]{1,40}?)(?=\s|-->)(.{0,2000}?)-->/gs;
    for (let match = comment.exec(raw); match; match = comment.exec(raw)) {
      const name = match[1] ?? '';
      const body = match[2] ?? '';
      const nameStart =
        start + match.index + match[0].indexOf(name, match[0].indexOf('report-') + 'report-'.length);
      const nameRange = { start: nameStart, end: nameStart + name.length };
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
        kind: directiveKinds.find((each) => each === name) ?? 'unknown',
        name: { value: name, range: nameRange },
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
