/** What is pasted into a draft from Word, a spreadsheet or a web page, as Markdown. */
import { fromHtml } from 'hast-util-from-html';
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { toMarkdown } from '../document/toMarkdown.js';
import { dataTable, row } from './dataTables.js';
import { asDefinition, placeFootnotes, type PrintedFootnote } from './footnotes.js';
import { text, textOf } from './phrasing.js';
import { mdastOf } from './webPage.js';

/** What a picture says until somebody says what it shows. */
export const alternativeSlot = '‹what the picture shows›';

/** Where a picture is to be, when it came from somewhere that a draft can't refer to. */
const fileSlot = '‹file of the picture›';

/**
 * What was copied as Markdown: tables, headings, lists, bold and italics, links and footnotes stay. Undefined
 * where it is plain words, which are pasted as they are.
 * @param html the copied text with its form, as the clipboard has it; empty for none
 * @param plain the copied text alone: cells between tabs are a table
 * @param isTaken whether the draft has a footnote of this label already
 */
export function pastedMarkdown(
  html: string,
  plain: string,
  isTaken: (label: string) => boolean = () => false,
): string | undefined {
  const tree = html.trim() === '' ? fromRows(plain) : fromRichText(html, isTaken);
  return tree && isFormed(tree) ? toMarkdown(tree).trimEnd() : undefined;
}

/** Rows of cells between tabs, as a spreadsheet copies them: two cells at least, each row as long. */
function fromRows(plain: string): Root | undefined {
  const lines = plain.replace(/\r\n?/g, '\n').split('\n');
  while (lines.at(-1) === '') lines.pop();
  const rows = lines.map((line) => line.split('\t'));
  const width = rows[0]?.length ?? 0;
  if (width < 2 || rows.some((cells) => cells.length !== width)) return undefined;
  const children = rows.map((cells) => row(cells.map((cell) => [text(cell.trim())])));
  return { type: 'root', children: [dataTable({ type: 'table', children }, () => false)] };
}

function fromRichText(html: string, isTaken: (label: string) => boolean): Root {
  const tree = mdastOf(fromHtml(withoutOffice(html), { fragment: true }), false);
  const blocks: RootContent[] = [];
  const footnotes: PrintedFootnote[] = [];
  for (const node of tree.children.flatMap(inDraft))
    if (node.type === 'footnoteDefinition') footnotes.push({ before: blocks.length, node });
    else blocks.push(node);
  const free = freeLabels(footnotes, isTaken);
  const { children } = placeFootnotes(
    blocks.map((each) => relabelled(each, free)),
    footnotes.map(({ before, node }) => ({ before, node: relabelled(node, free) })),
    '',
  );
  return { type: 'root', children };
}

/** A label for each footnote that the draft does not have yet. */
function freeLabels(
  footnotes: readonly PrintedFootnote[],
  isTaken: (label: string) => boolean,
): Map<string, string> {
  const free = new Map<string, string>();
  let next = 1;
  for (const { node } of footnotes) {
    while (isTaken(String(next))) next++;
    free.set(node.identifier, String(next));
    next++;
  }
  return free;
}

function relabelled<T extends Nodes>(node: T, labels: ReadonlyMap<string, string>): T {
  if (node.type === 'footnoteReference' || node.type === 'footnoteDefinition') {
    const label = labels.get(node.identifier);
    if (label !== undefined) return { ...node, identifier: label, label };
  }
  if (!('children' in node)) return node;
  return { ...node, children: (node.children as Nodes[]).map((child) => relabelled(child, labels)) };
}

/** The fragment without what Word puts round and into it: conditional comments, and its bullets in front of words. */
function withoutOffice(html: string): string {
  const fragment = /<!--StartFragment-->([\s\S]*?)<!--EndFragment-->/i.exec(html)?.[1] ?? html;
  return fragment
    .replace(/<!(?:--)?\[if !supportLists\](?:--)?>[\s\S]*?<!(?:--)?\[endif\](?:--)?>/gi, (marks) =>
      /\d/.test(marks.replace(/<[^<>]*>/g, '')) ? '\u2060#\u2060' : '\u2060-\u2060',
    )
    .replace(/<!(?:--)?\[if [^\]]*\](?:--)?>|<!(?:--)?\[endif\](?:--)?>|<\/?o:p[^>]*>/gi, '');
}

const listMark = /^\s*\u2060([-#])\u2060\s*/;

/** A block as it stands in a draft; paragraphs that Word shows as items of a list are items. */
function inDraft(node: RootContent, index: number, all: readonly RootContent[]): RootContent[] {
  if (node.type === 'table') return [dataTable(node, () => false)];
  if (node.type !== 'paragraph') return [withSaidPictures(node)];
  const mark = listMark.exec(textOf(node.children));
  if (!mark) return [withSaidPictures(asDefinition(node.children) ?? node)];
  const before = all[index - 1];
  if (before?.type === 'paragraph' && listMark.test(textOf(before.children))) return [];
  const end = all.findIndex(
    (each, at) => at > index && !(each.type === 'paragraph' && listMark.test(textOf(each.children))),
  );
  const items = all.slice(index, end < 0 ? undefined : end);
  return [
    {
      type: 'list',
      ordered: mark[1] === '#',
      spread: false,
      children: items.map((each) => ({
        type: 'listItem',
        spread: false,
        children: [{ type: 'paragraph', children: withoutMark(each) }],
      })),
    },
  ];
}

function withoutMark(node: RootContent): PhrasingContent[] {
  if (node.type !== 'paragraph') return [];
  let isFirst = true;
  return node.children.flatMap((child): PhrasingContent[] => {
    const words = textOf([child]);
    if (!isFirst || child.type !== 'text') {
      isFirst &&= words.trim() === '';
      return [child];
    }
    isFirst = false;
    const rest = words.replace(listMark, '');
    return rest === '' ? [] : [{ ...child, value: rest }];
  });
}

/** Pictures ask for what they show. */
function withSaidPictures<T extends Nodes>(node: T): T {
  if (node.type === 'image') {
    const said = node.alt?.trim() ?? '';
    const isReachable = /^https?:|^[^:]+$/i.test(node.url);
    return { ...node, alt: said === '' ? alternativeSlot : said, url: isReachable ? node.url : fileSlot };
  }
  if (!('children' in node)) return node;
  return { ...node, children: (node.children as Nodes[]).map(withSaidPictures) };
}

/** Whether there is more than plain paragraphs. */
function isFormed({ children }: Root): boolean {
  const isPlain = (node: Nodes): boolean =>
    node.type === 'text' || (node.type === 'paragraph' && node.children.every(isPlain));
  return children.length > 0 && !children.every(isPlain);
}
