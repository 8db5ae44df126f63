import type { Nodes, Parents, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import {
  toMarkdown as serialise,
  type Handle,
  type Info,
  type Join,
  type Options,
  type State,
} from 'mdast-util-to-markdown';
import { parseMarkdown } from '../report/text/parse.js';

const tables = gfmTableToMarkdown({ tablePipeAlign: false });

/** The house form of a table: delimiters of three hyphens, one space in an empty cell. */
function tableInHouseForm(node: Table, parent: Parents | undefined, state: State, info: Info): string {
  const handle = tables.handlers?.table;
  if (!handle) throw new Error('the table extension writes no tables');
  const [head = '', delimiters = '', ...rows] = handle(node, parent, state, info).split('\n');
  const plain = (line: string) => line.replace(/\|(?: {2}\|)+/g, (empty) => empty.replaceAll('  ', ' '));
  return [plain(head), delimiters.replace(/-+/g, '---'), ...rows.map(plain)].join('\n');
}

/** Definitions of footnotes stand line below line; one list right after another is never one list. */
const definitionsTogether: Join = (left, right) =>
  kindOf(left) === 'footnoteDefinition' && kindOf(right) === 'footnoteDefinition' ? 0 : undefined;

/** What a node was before it was written: blocks that are written already are handed on as they are. */
const kindOf = (node: Nodes) => (node.type === 'html' ? node.data?.writtenFrom : undefined) ?? node.type;

/** What stands in a node, as Markdown. */
const inner = (node: Nodes, state: State, info: Info): string =>
  'children' in node ? state.containerPhrasing(node, info) : '';

/** For nodes that are what they hold. */
const within: Handle = (node: Nodes, _, state, info) => inner(node, state, info);

const raised =
  (tag: string): Handle =>
  (node: Nodes, _, state, info) =>
    `<${tag}>${inner(node, state, info)}</${tag}>`;

/** What marks in the tree become, and line breaks where a line may not end. */
const marks: Options['handlers'] = {
  rating: within,
  score: within,
  unfinished: within,
  superscript: raised('sup'),
  subscript: raised('sub'),
  delete: (node: Nodes, _, state, info) => `~~${inner(node, state, info)}~~`,
  break: (_, parent) => (parent?.type === 'tableCell' || parent?.type === 'heading' ? '<br>' : '\\\n'),
};

const options: Options = {
  bullet: '-',
  emphasis: '*',
  strong: '*',
  fence: '`',
  rule: '-',
  listItemIndent: 'one',
  join: [definitionsTogether],
  extensions: [tables, gfmFootnoteToMarkdown(), { handlers: { ...marks, table: tableInHouseForm } }],
};

/**
 * A tree as Markdown in the house form of a draft: `-` for bullets, a backslash for a hard break, tables
 * without padding. A character is escaped only where it would be read as something else otherwise.
 */
export function toMarkdown(tree: Root): string {
  const children = tree.children.map((node, index): RootContent => {
    // What has to stand between two lists, the library knows.
    if (node.type === 'list' && [-1, 1].some((step) => tree.children[index + step]?.type === 'list'))
      return node;
    const written = serialise({ type: 'root', children: [node] }, options).replace(/\n$/, '');
    const value = withoutNeedlessEscapes(written);
    return { type: 'html', value, data: { writtenFrom: node.type } };
  });
  return serialise({ type: 'root', children }, options);
}

/** Inline nodes as a paragraph of a draft has them, or a cell: there all stands on one line. */
export function inlineMarkdown(children: readonly PhrasingContent[], isCell = false): string {
  const text = serialise({ type: 'paragraph', children: [...children] }, options).replace(/\n$/, '');
  const plain = withoutNeedlessEscapes(text);
  return isCell ? plain.replace(/\\?\n/g, '<br>').replace(/\|/g, '\\|') : plain;
}

/** Cells as a row of a draft: `| a | |`. */
export function rowText(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
}

declare module 'mdast' {
  interface HtmlData {
    /** The type of the block that it was written from. */
    writtenFrom?: Nodes['type'];
  }
}

const escape = /\\(?=[!-/:-@[-`{-~])/g;

/** The block without the backslashes that make no difference to how it is read. */
function withoutNeedlessEscapes(block: string): string {
  if (!block.includes('\\')) return block;
  const footnotes = [...block.matchAll(/\[\^([^\]\s]+)\]/g)].map((each) => each[1] ?? '');
  const read = (text: string) =>
    JSON.stringify(parseMarkdown(text, { links: [], footnotes }), (key, value: unknown) =>
      key === 'position' ? undefined : value,
    );
  const meant = read(block);
  const bare = block.replace(escape, '');
  if (read(bare) === meant) return bare;
  // One by one, from the end, so that the places of those before stay right.
  let text = block;
  for (const { index } of [...block.matchAll(escape)].reverse().slice(0, 50)) {
    const without = text.slice(0, index) + text.slice(index + 1);
    if (read(without) === meant) text = without;
  }
  return text;
}
