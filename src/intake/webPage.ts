/** A report that was published as a web page, made blocks. */
import type { Element, Nodes as HastNodes, Root as HastRoot } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultHandlers, toMdast, type Handle, type State } from 'hast-util-to-mdast';
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { asDefinition } from './footnotes.js';
import { marked, raisedMark, slice, textOf, trim, withReferences } from './phrasing.js';
import type { SourceDocument } from './source.js';

/** What is no part of what a page says. */
const unsaid = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'nav',
  'form',
  'iframe',
  'object',
  'head',
  'button',
]);
/** What stands round the text on every page of a site. */
const round = new Set(['header', 'footer', 'aside']);

/** Reads a report's web page: its main content, without navigation and the links back to the top. */
export function readWebPage(html: string): SourceDocument {
  const page = fromHtml(html);
  const main =
    find(page, (each) => each.tagName === 'main') ?? find(page, (each) => each.tagName === 'article');
  const tree = mdastOf(main ?? page, main === undefined);
  const leftOut: string[] = [];
  const children = withoutContents(tree.children.map(withoutBackToTop), leftOut);
  return { tree: { type: 'root', children: children.map(ownFootnote) }, contents: [], leftOut };
}

/** HTML as Markdown's tree, with the marks of footnotes made references. */
export function mdastOf(node: HastNodes, isWholePage: boolean): Root {
  const sup: Handle = (state, element: Element) => {
    const content = state.all(element);
    const number = /^\[?(\d{1,3})\]?$/.exec(textOf(content).trim())?.[1];
    return number === undefined ? content : { type: 'text', value: raisedMark(number) };
  };
  const table: Handle = (state: State, element: Element) => {
    const made = defaultHandlers.table(state, element);
    const first = find(element, (each) => each.tagName === 'tr');
    const header = first?.children.some((each) => each.type === 'element' && each.tagName === 'th') === true;
    if (made.type === 'table') made.data = { header };
    return made;
  };
  const left: Handle = () => undefined;
  const skipped = isWholePage ? [...unsaid, ...round] : [...unsaid];
  const tree = toMdast(node, {
    handlers: { ...Object.fromEntries(skipped.map((name) => [name, left])), sup, table },
    newlines: false,
  });
  const children = tree.type === 'root' ? tree.children : [tree];
  return { type: 'root', children: children.map(withMarks).flatMap(asBlock) };
}

/** Text that stands among blocks is a paragraph. */
function asBlock(node: RootContent): RootContent[] {
  const isText = ['text', 'strong', 'emphasis', 'link', 'break', 'inlineCode', 'footnoteReference'].includes(
    node.type,
  );
  if (isText)
    return textOf([node]).trim() === '' ? [] : [{ type: 'paragraph', children: [node as PhrasingContent] }];
  // A rule between sections says nothing that the headings don't.
  return node.type === 'thematicBreak' ? [] : [node];
}

/** The node with references in the place of `[1]` and raised numbers, also where they are links. */
function withMarks<T extends Nodes>(node: T): T {
  if (!('children' in node)) return node;
  const children = (node.children as Nodes[]).flatMap((child): Nodes[] => {
    if (
      child.type === 'link' &&
      child.url.startsWith('#') &&
      /^(?:\[\d{1,3}\]|\uE000\d+s\uE001)$/.test(textOf([child]).trim())
    )
      return withReferences([{ type: 'text', value: marked(textOf([child]).trim(), true) }]);
    if (child.type === 'link' && (child.url === '' || child.url.startsWith('#')))
      return child.children.map(withMarks);
    if (child.type === 'text') return withReferences([{ ...child, value: marked(child.value, true) }]);
    return [withMarks(child)];
  });
  return { ...node, children };
}

const backToTop = /\(? ?back to (?:the )?top ?\)?$/i;

function withoutBackToTop(node: RootContent): RootContent {
  if (node.type !== 'heading' && node.type !== 'paragraph') return node;
  const words = textOf(node.children).trimEnd();
  const match = backToTop.exec(words);
  return match ? { ...node, children: trim(slice(node.children, 0, match.index)) } : node;
}

/** The blocks without a list of contents below a heading of that name. */
function withoutContents(children: readonly RootContent[], leftOut: string[]): RootContent[] {
  const at = children.findIndex(
    (node) =>
      (node.type === 'heading' || node.type === 'paragraph') &&
      /^(?:table of )?contents:?$/i.test(textOf(node.children).trim()),
  );
  const list = children[at + 1];
  if (at < 0 || list?.type !== 'list') return [...children];
  leftOut.push(`the list of contents (${String(list.children.length)} entries)`);
  return [...children.slice(0, at), ...children.slice(at + 2)];
}

/** A paragraph that begins with the mark of a footnote is that footnote. */
function ownFootnote(node: RootContent): RootContent {
  return node.type === 'paragraph' ? (asDefinition(node.children) ?? node) : node;
}

function find(node: HastNodes | HastRoot, is: (element: Element) => boolean): Element | undefined {
  if (node.type === 'element' && is(node)) return node;
  if (!('children' in node)) return undefined;
  for (const child of node.children) {
    const found = find(child, is);
    if (found) return found;
  }
  return undefined;
}
