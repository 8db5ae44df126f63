import type {
  BlockContent,
  Definition,
  FootnoteDefinition,
  ListItem,
  Nodes,
  PhrasingContent,
  Root,
  RootContent,
  TableRow,
} from 'mdast';
import { contains } from '../report/range.js';
import { allBlocks, type Block } from '../report/outline.js';
import type { Report } from '../report/report.js';
import type { Passage } from '../report/text/passage.js';
import { htmlPieces, type Raised } from './html.js';
import { isSafeTarget } from './links.js';
import type { LeftOut } from './outcome.js';
import { cleanText, wordsOf } from './words.js';

/** How deep quotations, lists and marks may stand in each other; what is deeper is taken as words. */
const deepest = 60;

export interface Tree {
  readonly tree: Root;
  /** Of footnotes, by label: the first of each. */
  readonly definitions: ReadonlyMap<string, FootnoteDefinition>;
  /** To be added to by the steps that follow. */
  readonly leftOut: LeftOut[];
}

/** The blocks of a report as a tree of its own, without what no way out shows. */
export function treeOf(report: Report): Tree {
  const blocks = report.all(allBlocks);
  const builder = new TreeBuilder(report, targetsOf(blocks));
  const isContents = contentsBlocks(report, blocks);
  const children = blocks.flatMap((block) =>
    isContents(block) ? [] : builder.block(block.node, block.passage),
  );
  return { tree: { type: 'root', children }, definitions: builder.definitions, leftOut: builder.leftOut };
}

/** Where references lead to, by their label. */
function targetsOf(blocks: readonly Block[]): ReadonlyMap<string, Definition> {
  const targets = new Map<string, Definition>();
  const stack: Nodes[] = blocks.map(({ node }) => node).reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'definition' && !targets.has(node.identifier)) targets.set(node.identifier, node);
    else if ('children' in node) for (const child of node.children.toReversed()) stack.push(child);
  }
  return targets;
}

/** Tells the blocks of a typed list of contents, with its heading where nothing else stands below it. */
function contentsBlocks(report: Report, blocks: readonly Block[]): (block: Block) => boolean {
  const { contents } = report;
  const part = report.parts.find(({ heading }) => heading === contents?.heading);
  if (!contents || !part) return () => false;
  const isList = ({ range }: Block) => range.start === contents.range.start;
  const isHeading = ({ range }: Block) => range.start === contents.heading.range.start;
  const isAlone = blocks
    .filter(({ range }) => contains(part.range, range))
    .every((block) => isList(block) || isHeading(block));
  return (block) => isList(block) || (isAlone && isHeading(block));
}

class TreeBuilder {
  readonly definitions = new Map<string, FootnoteDefinition>();
  readonly leftOut: LeftOut[] = [];
  #depth = 0;

  constructor(
    readonly report: Report,
    readonly targets: ReadonlyMap<string, Definition>,
  ) {}

  /** A block, which may become none or several. */
  block(node: RootContent, passage: Passage): RootContent[] {
    const position = this.#position(node, passage);
    if (this.#depth >= deepest) return [{ type: 'paragraph', children: [this.#words(node)], ...position }];
    switch (node.type) {
      case 'paragraph': {
        const children = this.#phrasing(node.children, passage);
        return isBlank(children) ? [] : [{ type: 'paragraph', children, ...position }];
      }
      case 'heading': {
        const children = this.#phrasing(node.children, passage);
        return isBlank(children) ? [] : [{ type: 'heading', depth: node.depth, children, ...position }];
      }
      case 'blockquote':
        return [{ type: 'blockquote', children: this.#blocks(node.children, passage), ...position }];
      case 'list': {
        const { ordered, start, spread } = node;
        const children = node.children.map((item): ListItem => ({
          type: 'listItem',
          spread: item.spread ?? false,
          children: this.#blocks(item.children, passage),
          ...this.#position(item, passage),
        }));
        return [
          {
            type: 'list',
            ordered: ordered ?? false,
            start: start ?? null,
            spread: spread ?? false,
            children,
            ...position,
          },
        ];
      }
      case 'table': {
        const children = node.children.map((row): TableRow => ({
          type: 'tableRow',
          children: row.children.map((cell) => ({
            type: 'tableCell',
            children: this.#phrasing(cell.children, passage),
            ...this.#position(cell, passage),
          })),
          ...this.#position(row, passage),
        }));
        return [{ type: 'table', align: node.align ?? null, children, ...position }];
      }
      case 'code':
        return [{ type: 'code', lang: node.lang ?? null, value: cleanText(node.value), ...position }];
      case 'thematicBreak':
        return [{ type: 'thematicBreak', ...position }];
      case 'html': {
        const children = this.#phrasing([{ ...node, value: node.value.trim() }], passage);
        return isBlank(children) ? [] : [{ type: 'paragraph', children, ...position }];
      }
      case 'footnoteDefinition':
        this.#define({ ...node, children: this.#blocks(node.children, passage), ...position });
        return [];
      case 'definition':
      case 'yaml':
        return [];
      default:
        return this.#inline(node as PhrasingContent, passage);
    }
  }

  #blocks(nodes: readonly RootContent[], passage: Passage): BlockContent[] {
    this.#depth++;
    const blocks = nodes.flatMap((node) => this.block(node, passage));
    this.#depth--;
    return blocks as BlockContent[];
  }

  #define(definition: FootnoteDefinition): void {
    const { identifier, label } = definition;
    if (!this.definitions.has(identifier)) this.definitions.set(identifier, definition);
    else
      this.#leave(
        definition,
        `The footnote '${cleanText(label ?? identifier)}' has a second text; the first one stands.`,
      );
  }

  /** Inline nodes; `<sup>` and `<sub>` hold what stands between their two ends, but not each other. */
  #phrasing(nodes: readonly PhrasingContent[], passage: Passage): PhrasingContent[] {
    const result: PhrasingContent[] = [];
    /** The last one that was opened, by its place in the result: until it is closed it is text. */
    let open: { readonly type: Raised['type']; readonly index: number } | undefined;
    for (const node of nodes) {
      if (node.type !== 'html') {
        for (const child of this.#inline(node, passage)) result.push(child);
        continue;
      }
      const position = this.#position(node, passage);
      for (const piece of htmlPieces(node.value)) {
        if (piece.kind === 'close' && open?.type === piece.type) {
          const [, ...children] = result.splice(open.index);
          if (!isBlank(children)) result.push({ type: piece.type, children: joined(children), ...position });
          open = undefined;
        } else if (piece.kind === 'break') result.push({ type: 'break', ...position });
        else {
          if (piece.kind === 'open') open = { type: piece.type, index: result.length };
          result.push({ type: 'text', value: cleanText(piece.text), ...position });
        }
      }
    }
    return joined(result);
  }

  /** An inline node that is no HTML. */
  #inline(node: PhrasingContent, passage: Passage): PhrasingContent[] {
    const position = this.#position(node, passage);
    if (this.#depth >= deepest) return [this.#words(node)];
    switch (node.type) {
      case 'text':
        return [{ type: 'text', value: cleanText(node.value), ...position }];
      case 'inlineCode':
        return [{ type: 'inlineCode', value: cleanText(node.value), ...position }];
      case 'break':
        return [{ type: 'break', ...position }];
      case 'emphasis':
      case 'strong':
      case 'delete':
        return [{ type: node.type, children: this.#within(node.children, passage), ...position }];
      case 'link':
      case 'linkReference': {
        const target = node.type === 'link' ? node : this.targets.get(node.identifier);
        return this.#link(node, target, this.#within(node.children, passage), position);
      }
      case 'image':
      case 'imageReference': {
        const target = node.type === 'image' ? node : this.targets.get(node.identifier);
        const alt = cleanText(node.alt ?? '');
        if (!target) return [{ type: 'text', value: alt, ...position }];
        return [{ type: 'image', url: cleanText(target.url), title: cleanedTitle(target), alt, ...position }];
      }
      case 'footnoteReference':
        return [
          { type: 'footnoteReference', identifier: node.identifier, label: node.label ?? null, ...position },
        ];
      default:
        return [];
    }
  }

  #within(nodes: readonly PhrasingContent[], passage: Passage): PhrasingContent[] {
    this.#depth++;
    const children = this.#phrasing(nodes, passage);
    this.#depth--;
    return children;
  }

  #link(
    node: Nodes,
    target: { readonly url: string; readonly title?: string | null | undefined } | undefined,
    words: PhrasingContent[],
    position: Pick<Nodes, 'position'>,
  ): PhrasingContent[] {
    const url = cleanText(target?.url ?? '').trim();
    // A link needs words, and a target that leads somewhere.
    const children: PhrasingContent[] =
      wordsOf({ type: 'paragraph', children: words }) === ''
        ? [...words, { type: 'text', value: url }]
        : words;
    if (target && url !== '' && isSafeTarget(url))
      return [{ type: 'link', url, title: cleanedTitle(target), children, ...position }];
    if (url !== '')
      this.#leave(
        { ...node, ...position },
        `The link to '${url.slice(0, 80)}' leads to no web address; its words stand without it.`,
      );
    return children;
  }

  #words(node: Nodes): PhrasingContent {
    return { type: 'text', value: cleanText(wordsOf(node)) };
  }

  #leave({ position }: Pick<Nodes, 'position'>, message: string): void {
    this.leftOut.push({ message, ...(position ? { line: position.start.line } : {}) });
  }

  /** Where a node stands in the draft. */
  #position({ position }: Nodes, passage: Passage): Pick<Nodes, 'position'> {
    if (!position) return {};
    const point = (inPassage: number | undefined) => {
      const offset = passage.start + (inPassage ?? 0);
      return { ...this.report.lines.position(offset), offset };
    };
    return { position: { start: point(position.start.offset), end: point(position.end.offset) } };
  }
}

function cleanedTitle({ title }: { readonly title?: string | null | undefined }): string | null {
  return title == null ? null : cleanText(title);
}

function isBlank(nodes: readonly PhrasingContent[]): boolean {
  return nodes.every((node) => node.type === 'break' || (node.type === 'text' && node.value.trim() === ''));
}

/** The same with each run of texts as one: taking a comment out leaves two. */
function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else result.push(node);
  }
  return result;
}
