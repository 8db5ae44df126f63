import type { Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote';
import { toMarkdown, type Handle, type Options } from 'mdast-util-to-markdown';

type State = Parameters<Handle>[2];
type Info = Parameters<Handle>[3];

/** What stands in a node, as Markdown. */
function inner(node: Nodes, state: State, info: Info): string {
  return 'children' in node ? state.containerPhrasing(node, info) : '';
}

/** For nodes that are what they hold. */
const within: Handle = (node: Nodes, _, state, info) => inner(node, state, info);

const raised =
  (tag: string): Handle =>
  (node: Nodes, _, state, info) =>
    `<${tag}>${inner(node, state, info)}</${tag}>`;

/** How a draft is written (the format's house form): `-`, `**`, `*`, a hard break as a backslash, each paragraph a line. */
const options: Options = {
  bullet: '-',
  bulletOther: '*',
  emphasis: '*',
  strong: '*',
  fences: true,
  rule: '-',
  listItemIndent: 'one',
  resourceLink: true,
  extensions: [gfmFootnoteToMarkdown()],
  // Lists follow each other, and so do blocks in a list that is one to the eye.
  join: [
    (left, right, parent) =>
      parent.type === 'listItem' && left.type === 'paragraph' && right.type === 'list' ? 0 : undefined,
  ],
  handlers: {
    table,
    rating: within,
    score: within,
    unfinished: within,
    superscript: raised('sup'),
    subscript: raised('sub'),
    delete: (node: Nodes, _, state, info) => `~~${inner(node, state, info)}~~`,
    break: (_, parent) => (isOneLine(parent) ? '<br>' : '\\\n'),
    tableCell: within,
    text: (node: { value: string }, _, state, info) => plainText(state.safe(node.value, info)),
  },
};

function isOneLine(parent: Nodes | undefined): boolean {
  return parent?.type === 'tableCell' || parent?.type === 'heading';
}

/** Undoes what is escaped for the sake of other dialects, or in the middle of words. */
function plainText(text: string): string {
  return text
    .replace(/\\\[(?!\^)(?![^[\]\n]{0,400}\\?\][([:])/g, '[')
    .replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_')
    .replace(/\\&(?![#\w])/g, '&')
    .replace(/\\~(?!~)/g, '~');
}

/** A table without padding, its rows of one length. */
function table(node: Table, _parent: unknown, state: State, info: Info): string {
  const exit = state.enter('table');
  const rows = node.children.map((row) =>
    row.children.map((cell) =>
      cellText(
        state.containerPhrasing(
          { type: 'paragraph', children: cell.children },
          { ...info, before: ' ', after: ' ' },
        ),
      ),
    ),
  );
  exit();
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const marks = Array.from({ length: columns }, (_, column) => {
    const side = node.align?.[column];
    return side === 'right' ? '---:' : side === 'center' ? ':---:' : side === 'left' ? ':---' : '---';
  });
  const [header = [], ...body] = rows.map((row) => [...row, ...Array<string>(columns - row.length).fill('')]);
  return [header, marks, ...body].map(rowText).join('\n');
}

/** Cells as a row of a draft: `| a | |`. */
export function rowText(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
}

function cellText(text: string): string {
  return text.replace(/\\?\n/g, '<br>').replace(/\|/g, '\\|');
}

/** Blocks as a draft has them, with a blank line between each two. */
export function markdownOf(nodes: readonly RootContent[]): string {
  return toMarkdown({ type: 'root', children: [...nodes] }, options).replace(/\n$/, '');
}

/** Inline nodes as a paragraph or cell of a draft has them. */
export function inlineMarkdown(children: readonly PhrasingContent[], isCell = false): string {
  const text = toMarkdown({ type: 'paragraph', children: [...children] }, options).replace(/\n$/, '');
  return isCell ? cellText(text) : text;
}
