import type { Framework } from '../framework/framework.js';
import { builtInFramework } from '../framework/frameworks.js';
import type { Layout, Part, Standard } from '../framework/pack.js';
import { likeness, plain } from '../framework/wording.js';
import { readDiscretion } from './discretion.js';
import { readFrontMatter } from './frontMatter.js';
import { classifyHeadings } from './headingKinds.js';
import { readHeading, type HeadingDraft } from './headings.js';
import { lineEnd, Lines } from './lines.js';
import { allBlocks, headingBlocks, mayIntroduce, outline, type Block } from './outline.js';
import { isPart, partOf } from './parts.js';
import { listedQuestions, wordedQuestions } from './questions.js';
import type { Range } from './range.js';
import { readRatingStatements } from './ratings.js';
import { readRatingsPage } from './ratingsPage.js';
import type {
  ContentsEntry,
  FlatParagraph,
  KeyQuestionTable,
  OrderedList,
  PromptTable,
  RatingStatement,
  Report,
  ReportPart,
  StandardSection,
} from './report.js';
import { readKeyQuestionTable, readPromptTable, readTable } from './tables.js';
import { DraftText } from './text/draftText.js';
import { Query } from './text/inputs.js';
import type { Node } from './text/parse.js';
import type { Collector, Passage } from './text/passage.js';
import { span, Span } from './text/place.js';
import { walk, type Walk } from './walk.js';

export interface ReadOptions {
  /** Where to find a framework by its id; left out: the built-in ones. */
  readonly frameworks?: (id: string) => Framework | undefined;
}

/**
 * Reads a draft (docs/format.md). Never throws on what an author typed: what can't be understood is left
 * out or marked, for the rules to report.
 * @param text the whole text; ranges in the result are 0-based UTF-16 offsets into it.
 */
export function readReport(text: string, options: ReadOptions = {}): Report {
  return new LiveReport(new DraftText(text), options);
}

/** What one walk over a passage finds of a kind. */
function walked<Kind extends keyof Walk>(
  kind: Kind,
): Collector<Walk[Kind] extends readonly (infer T)[] ? T : never> {
  return { of: (passage) => walk(passage)[kind] as never };
}

const found = {
  references: walked('references'),
  definitions: walked('definitions'),
  directives: walked('directives'),
  paragraphs: walked('paragraphs'),
  shortTexts: walked('shortTexts'),
  links: walked('links'),
};

const orderedLists: Collector<OrderedList> = {
  of: (passage) =>
    passage.blocks.flatMap((node, index) => {
      if (node.type !== 'list' || node.ordered !== true) return [];
      // A list never begins a passage: what stands above it is read with it.
      const above = passage.blocks[index - 1];
      const items = node.children.map((item) => {
        const range = passage.range(item);
        const digits = /^\d{1,9}/.exec(passage.text.slice(range.from, range.from + 9))?.[0] ?? '';
        return {
          range,
          numberRange: passage.place(range.from, range.from + digits.length),
          number: Number(digits),
        };
      });
      return [{ range: passage.range(node), above: aboveList(passage, above), items }];
    }),
};

function aboveList(passage: Passage, above: Node | undefined): OrderedList['above'] {
  if (above?.type !== 'heading' && above?.type !== 'paragraph') return undefined;
  const text = passage.flatten(above).text.trim();
  return {
    kind: above.type,
    content: above.type === 'heading' ? passage.content(above) : passage.range(above),
    text,
  };
}

/** A part before it is known which of the layout's it is. */
interface OpenPart {
  readonly heading: HeadingDraft;
  readonly range: Range;
}

/**
 * A report that follows its text: each of its values is worked out when it is asked for, and again when
 * an edit has changed what it was worked out from. Ranges move with the text.
 */
export class LiveReport implements Report {
  readonly #queries;

  constructor(
    readonly draft: DraftText,
    options: ReadOptions,
  ) {
    const query = <T>(compute: () => T) => new Query(draft, compute);
    const frontMatter = query(() => readFrontMatter(headText(draft)));
    const framework = query(() =>
      (options.frameworks ?? builtInFramework)(frontMatter.value.values.get('framework')?.value ?? ''),
    );
    const blocks = query(() => draft.all(framework.value ? outline(framework.value) : headingBlocks));
    const headings = query(() => {
      const read = blocks.value.flatMap((block) =>
        block.node.type === 'heading' ? [readHeading(block.node, block, framework.value)] : [],
      );
      classifyHeadings(read, framework.value);
      return read;
    });
    const openParts = query(() => openPartsOf(headings.value, draft.end));
    const layout = query(
      () =>
        framework.value &&
        layoutOf(
          framework.value,
          frontMatter.value.values.get('layout')?.value,
          openParts.value,
          headings.value,
          blocks.value,
        ),
    );
    const parts = query(() =>
      openParts.value.map((each): ReportPart => ({
        ...each,
        ...partOf(framework.value, layout.value, each.heading),
      })),
    );
    this.#queries = {
      frontMatter,
      framework,
      blocks,
      headings,
      layout,
      parts,
      annexes: query(() => parts.value.filter((each) => each.kind === 'annexe').map((each) => each.range)),
      sections: query(() => this.#sections()),
      ratingsPage: query(
        () => framework.value && readRatingsPage(blocks.value, framework.value, parts.value),
      ),
      footnotes: query(() => ({
        references: draft.all(found.references),
        definitions: draft.all(found.definitions),
      })),
      contents: query(() => contentsOf(parts.value, blocks.value)),
      eol: query(() => lineEnd.exec(headText(draft))?.[0] ?? lineEnd.exec(draft.text)?.[0] ?? '\n'),
      lines: query(() => new Lines(draft.text)),
    };
  }

  get text(): string {
    return this.draft.text;
  }
  get start(): number {
    return this.draft.head.text.startsWith('\ufeff') ? 1 : 0;
  }
  get end(): Range {
    return this.draft.end;
  }
  get lines(): Lines {
    return this.#queries.lines.value;
  }
  get eol(): string {
    return this.#queries.eol.value;
  }
  get frontMatter(): Report['frontMatter'] {
    return this.#queries.frontMatter.value;
  }
  get framework(): Framework | undefined {
    return this.#queries.framework.value;
  }
  get layout(): Layout | undefined {
    return this.#queries.layout.value;
  }
  get headings(): Report['headings'] {
    return this.#queries.headings.value;
  }
  get parts(): Report['parts'] {
    return this.#queries.parts.value;
  }
  get sections(): Report['sections'] {
    return this.#queries.sections.value;
  }
  get ratingsPage(): Report['ratingsPage'] {
    return this.#queries.ratingsPage.value;
  }
  get footnotes(): Report['footnotes'] {
    return this.#queries.footnotes.value;
  }
  get directives(): Report['directives'] {
    return this.draft.all(found.directives);
  }
  get paragraphs(): Report['paragraphs'] {
    return this.draft.all(found.paragraphs);
  }
  get shortTexts(): Report['shortTexts'] {
    return this.draft.all(found.shortTexts);
  }
  get links(): Report['links'] {
    return this.draft.all(found.links);
  }
  get orderedLists(): Report['orderedLists'] {
    return this.draft.all(orderedLists);
  }
  get blocks(): Report['blocks'] {
    return this.draft.all(allBlocks).map(({ range }) => range);
  }
  get contents(): Report['contents'] {
    return this.#queries.contents.value;
  }

  all<T>(collector: Collector<T>): readonly T[] {
    return this.draft.all(collector);
  }

  slice(start: number, end: number): string {
    return this.draft.slice(start, end);
  }

  hasSmallWord(word: string): boolean {
    return this.draft.hasSmallWord(word);
  }

  moving(range: Range): Range {
    return this.draft.moving(range);
  }

  inAnnexe({ start }: Range): boolean {
    return this.#queries.annexes.value.some((each) => start >= each.start && start < each.end);
  }

  derived<T>(compute: () => T): Query<T> {
    return new Query(this.draft, compute);
  }

  #sections(): StandardSection[] {
    const { framework } = this;
    if (!framework) return [];
    const headings = this.#queries.headings.value;
    const blocks = this.#queries.blocks.value;
    const places = new Map(blocks.map((block, index) => [block, index]));
    return headings.flatMap((heading, index) => {
      const standard = framework.standardById.get(heading.resolved ?? heading.standard ?? '');
      if (heading.kind !== 'standard' || !standard) return [];
      const next = headings
        .slice(index + 1)
        .find((each) => each.kind !== 'other' || each.depth <= Math.min(heading.depth, 3));
      const own = blocks.slice((places.get(heading.block) ?? 0) + 1, next && places.get(next.block));
      const range = next
        ? new Span({ of: heading.range, side: 'start' }, { of: next.range, side: 'start' })
        : span(heading.range, this.draft.end);
      return [this.#section(framework, standard, heading, own, range)];
    });
  }

  #section(
    framework: Framework,
    standard: Standard,
    heading: HeadingDraft,
    blocks: readonly Block[],
    range: Range,
  ): StandardSection {
    const { layout } = this;
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
    const first = blocks.find(({ node }) => node.type !== 'html');
    for (const block of blocks) {
      const { node, passage } = block;
      if (node.type === 'heading') {
        subheading = true;
        const flat = passage.flatten(node);
        if (flat.text.trim() !== '') worded.push({ text: flat.text.trim(), range: trimmedRange(flat) });
      } else if (node.type === 'paragraph') {
        const paragraph = { range: block.range, flat: passage.flatten(node) };
        const stated = subheading
          ? []
          : readRatingStatements(framework, paragraph.flat, framework.labels.rating, paragraph.range);
        const text = paragraph.flat.text;
        const introduces =
          sentence !== undefined &&
          mayIntroduce(framework, block) &&
          text.length < 3 * sentence.length &&
          ((opening !== '' && plain(text).toLowerCase().startsWith(`${opening} `)) ||
            likeness(text, sentence) >= 0.7);
        for (const each of stated) ratings.push(each);
        if (introduces) introduction ??= paragraph;
        else if (block === first && stated.length === 0) statement = paragraph;
      } else if (node.type === 'table') {
        const table = readTable(node, passage);
        const questions = readKeyQuestionTable(framework, standard, layout, table);
        const prompts = readPromptTable(framework, table);
        if (questions) tables.push(questions);
        else if (prompts) promptTables.push(prompts);
      } else if (node.type === 'list')
        for (const each of listedQuestions(node, passage, standard)) worded.push(each);
    }
    const { definitions } = this.footnotes;
    const references = this.footnotes.references.filter(
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
      discretion: readDiscretion(framework, references, definitions),
    };
  }
}

/** As much of the text as the front matter can be told from. */
function headText(draft: DraftText): string {
  const { text, reach } = draft.head;
  return reach === Infinity
    ? draft.text
    : text.length >= reach
      ? text
      : draft.slice(0, Math.min(reach + 2, draft.length));
}

function openPartsOf(headings: readonly HeadingDraft[], end: Range): OpenPart[] {
  // A domain heading opens its part whatever its depth; so does every `##`.
  const heads = headings.filter(
    (each) => each.kind === 'domain' || (each.depth === 2 && each.kind === 'other'),
  );
  return heads.map((heading, index) => {
    const next = heads[index + 1];
    const last = next ? ({ of: next.range, side: 'start' } as const) : ({ of: end, side: 'end' } as const);
    return { heading, range: new Span({ of: heading.range, side: 'start' }, last) };
  });
}

/** The layout that the front matter names, or the one whose parts fit best; the first of equals. */
function layoutOf(
  framework: Framework,
  named: string | undefined,
  parts: readonly OpenPart[],
  headings: readonly HeadingDraft[],
  blocks: readonly Block[],
): Layout | undefined {
  const byName = framework.layouts.find((each) => each.id === named);
  if (byName) return byName;
  const stems = blocks.some(
    ({ node, passage, range }) =>
      node.type === 'table' &&
      headings.findLast(
        (each) => each.range.start < range.start && (each.kind !== 'other' || each.depth <= 3),
      )?.kind === 'standard' &&
      /:\s*$/.test(readTable(node, passage).header.cells[0]?.text ?? ''),
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

function contentsOf(parts: readonly ReportPart[], blocks: readonly Block[]): Report['contents'] {
  const part = parts.find((each) => /^(?:table of )?contents$/i.test(each.heading.text));
  if (!part) return undefined;
  const lists = blocks.filter(
    ({ node, range: { start } }) =>
      node.type === 'list' && start >= part.range.start && start < part.range.end,
  );
  const [first] = lists;
  if (!first) return undefined;
  return {
    heading: part.heading,
    range: span(first.range, lists.at(-1)?.range ?? first.range),
    items: lists.flatMap(contentsEntries),
  };
}

/** The entries of a list by its lines: to Markdown `- 4. Resettlement` is a list within a list. */
function contentsEntries({ passage, range: { from, to } }: Block): ContentsEntry[] {
  const lineStart =
    from - (/[ \t]{0,20}$/.exec(passage.text.slice(Math.max(0, from - 20), from))?.[0].length ?? 0);
  const found: ContentsEntry[] = [];
  let at = lineStart;
  for (const line of passage.text.slice(lineStart, to).split(/(\r\n|\n|\r)/)) {
    const start = at;
    at += line.length;
    // A line without a mark goes on the entry above it.
    const mark = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/.exec(line)?.[0];
    if (mark === undefined) continue;
    const bullet = /^\s*(?:[-*+]\s+)?/.exec(line)?.[0].length ?? 0;
    // No heading is as long as that; what is longer is compared by its beginning.
    const text = line.slice(bullet, bullet + 300).trimEnd();
    const plainText = text
      .replace(/<!--[^]{0,300}?-->/g, '')
      .replace(/\[([^\]]{0,300})\]\([^)]{0,300}\)/g, '$1')
      .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
      .trim();
    if (plainText === '') continue;
    const depth = /^\s/.test(line) ? 1 : 0;
    found.push({ text: plainText, depth, range: passage.place(start, start + line.trimEnd().length), mark });
  }
  return found;
}

function trimmedRange(flat: { text: string; range(start: number, end: number): Range }): Range {
  const start = flat.text.length - flat.text.trimStart().length;
  return flat.range(start, start + flat.text.trim().length);
}
