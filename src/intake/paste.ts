/** What is pasted into a draft from Word, a spreadsheet or a web page, as Markdown. */
import { fromHtml } from 'hast-util-from-html';
import type { Image, Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { toMarkdown } from '../document/toMarkdown.js';
import { dataTable, row } from './dataTables.js';
import { asDefinition } from './footnotes.js';
import { text, textOf } from './phrasing.js';
import { mdastOf } from './webPage.js';

/** What a picture says until somebody says what it shows. */
export const alternativeSlot = '‹what the picture shows›';

/**
 * What was copied as Markdown: tables, headings, lists, bold and italics, links and footnotes stay. Undefined
 * where it is plain words, which are pasted as they are.
 * @param html the copied text with its form, as the clipboard has it; empty for none
 * @param plain the copied text alone: cells between tabs are a table
 */
export function pastedMarkdown(html: string, plain: string): string | undefined {
  const tree = html.trim() === '' ? fromRows(plain) : fromRichText(html);
  return tree && isFormed(tree) ? toMarkdown(tree).trimEnd() : undefined;
}

/** Rows of cells between tabs, as a spreadsheet copies them: two cells at least, each row as long. */
function fromRows(plain: string): Root | undefined {
  const lines = plain.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  const rows = lines.map((line) => line.split('\t'));
  const width = rows[0]?.length ?? 0;
  if (width < 2 || rows.some((cells) => cells.length !== width)) return undefined;
  const children = rows.map((cells) => row(cells.map((cell) => [text(cell.trim())])));
  return { type: 'root', children: [dataTable({ type: 'table', children }, () => false)] };
}

function fromRichText(html: string): Root {
  const tree = mdastOf(fromHtml(withoutOffice(html), { fragment: true }), false);
  return { type: 'root', children: tree.children.flatMap(inDraft) };
}

/** The fragment without what Word puts round and into it: conditional comments, and its bullets in front of words. */
function withoutOffice(html: string): string {
  const fragment = /<!--StartFragment-->([\s\S]*?)<!--EndFragment-->/i.exec(html)?.[1] ?? html;
  return fragment
    .replace(/<!(?:--)?\[if !supportLists\](?:--)?>[\s\S]*?<!(?:--)?\[endif\](?:--)?>/gi, (marks) =>
      /\d/.test(marks.replace(/<[^>]*>/g, '')) ? '\u2060#\u2060' : '\u2060-\u2060',
    )
    .replace(/<!(?:--)?\[if [^\]]*\](?:--)?>|<!(?:--)?\[endif\](?:--)?>|<\/?o:p[^>]*>/gi, '');
}

const listMark = /^\s*\u2060([-#])\u2060\s*/;

/** A block as it stands in a draft; paragraphs that Word shows as items of a list are items. */
function inDraft(node: RootContent, index: number, all: readonly RootContent[]): RootContent[] {
  if (node.type === 'table') return [tableInDraft(node)];
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

/** A table in the house form: paragraphs in a cell follow one another on its one line. */
function tableInDraft(table: Table): Table {
  return dataTable(table, () => false);
}

/** Pictures ask for what they show. */
function withSaidPictures<T extends Nodes>(node: T): T {
  if (node.type === 'image') return { ...(node as Image), alt: node.alt?.trim() || alternativeSlot } as T;
  if (!('children' in node)) return node;
  return { ...node, children: (node.children as Nodes[]).map(withSaidPictures) };
}

/** Whether there is more than plain paragraphs. */
function isFormed({ children }: Root): boolean {
  const isPlain = (node: Nodes): boolean =>
    node.type === 'text' || (node.type === 'paragraph' && node.children.every(isPlain));
  return children.length > 0 && !children.every(isPlain);
}
