import type { List, RootContent } from 'mdast';
import type { Framework } from '../framework/framework.js';
import { builtInFramework } from '../framework/frameworks.js';
import type { Layout, Part, Standard } from '../framework/pack.js';
import { likeness, plain } from '../framework/wording.js';
import { readFrontMatter } from './frontMatter.js';
import { readHeading, type HeadingDraft } from './headings.js';
import { classifyHeadings } from './headingKinds.js';
import { readDiscretion } from './discretion.js';
import { isPart, partOf } from './parts.js';
import { listedQuestions, wordedQuestions } from './questions.js';
import { readRatingsPage } from './ratingsPage.js';
import { LazyParagraph, Walk } from './walk.js';
import { Lines } from './lines.js';
import { parseMarkdown } from './parse.js';
import { type Range } from './range.js';
import { readRatingStatements } from './ratings.js';
import type {
  FlatParagraph,
  Heading,
  KeyQuestionTable,
  OrderedList,
  PromptTable,
  RatingStatement,
  Report,
  ReportPart,
  StandardSection,
  Table,
} from './report.js';
import { Source } from './source.js';
import { readKeyQuestionTable, readPromptTable, readTable } from './tables.js';

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
    classifyHeadings(this.#headings, framework);
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
      ratingsPage: framework
        ? readRatingsPage(
            { source, blocks: this.blocks, tableOf: (node) => this.#table(node) },
            framework,
            resolvedParts,
          )
        : undefined,
      footnotes: { references: this.#walk.references, definitions: this.#walk.definitions },
      directives: this.#walk.directives,
      paragraphs: this.#walk.paragraphs.map((each) => new LazyParagraph(source, each, annexes)),
      shortTexts: this.#walk.shortTexts.map((each) => new LazyParagraph(source, each, annexes)),
      links: this.#walk.links,
      orderedLists: this.#orderedLists(),
      blocks: this.blocks.map((node) => source.range(node)),
      contents: this.#contents(resolvedParts),
    };
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
        this.#headings.findLast((each) => each.block < index && (each.kind !== 'other' || each.depth <= 3))
          ?.kind === 'standard' &&
        /:\s*$/.test(this.#table(node).header.cells[0]?.text ?? ''),
    );
    const fit = (layout: Layout) => {
      // The form of a domain heading is a slip as easily as a sign of the layout: the other parts tell.
      const others = layout.parts.filter((part) => part.kind !== 'domain');
      const found = (part: Part) => parts.some(({ heading }) => isPart(part, heading.text));
      const present = others.filter(found).length;
      const form = layout.parts.filter((part) => part.kind === 'domain' && found(part)).length;
      return present - (others.length - present) / 2 + form / 20 + (layout.stemInHeader === stems ? 0.25 : 0);
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
    const sentence = layout?.ratingIntroduction?.replace('{standard}', standard.title);
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
        const text = paragraph.flat.text;
        const introduces =
          sentence !== undefined &&
          text.length < 3 * sentence.length &&
          ((opening !== '' && plain(text).toLowerCase().startsWith(`${opening} `)) ||
            likeness(text, sentence) >= 0.7);
        for (const each of stated) ratings.push(each);
        if (introduces) introduction ??= paragraph;
        else if (node === first && stated.length === 0) statement = paragraph;
      } else if (node.type === 'table') {
        const table = this.#table(node);
        const questions = readKeyQuestionTable(framework, standard, layout, table);
        const prompts = readPromptTable(table);
        if (questions) tables.push(questions);
        else if (prompts) promptTables.push(prompts);
      } else if (node.type === 'list')
        for (const each of listedQuestions(node, source, standard)) worded.push(each);
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
      discretion: readDiscretion(framework, references, this.#walk.definitions),
    };
  }

  #orderedLists(): OrderedList[] {
    return this.blocks.flatMap((node) => {
      if (node.type !== 'list' || node.ordered !== true) return [];
      const items = node.children.map((item) => {
        const range = this.source.range(item);
        const digits = /^\d{1,9}/.exec(this.source.text.slice(range.start, range.start + 9))?.[0] ?? '';
        const numberRange = { start: range.start, end: range.start + digits.length };
        return { range, numberRange, number: Number(digits) };
      });
      return [{ range: this.source.range(node), items }];
    });
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
        const indent = /^\s*/.exec(line)?.[0] ?? '';
        const rest = line.slice(indent.length).replace(/^[-*+]\s+/, '');
        // No heading is as long as that; what is longer is compared by its beginning.
        const text = rest.slice(0, 300).trimEnd();
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
