/** A Word document and a draft as others read them: mammoth the one, the parser of Markdown the other. */
import type { Element, Nodes as HastNodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import mammoth from 'mammoth';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';

/** How many of each there are, and what is said: what a draft and its document have in common. */
export interface Reading {
  readonly headings: number;
  readonly tables: number;
  /** Rows in which something stands. */
  readonly rows: number;
  /** Footnotes that are referred to. */
  readonly footnotes: number;
  /** Items of lists. */
  readonly items: number;
  /** Links that their writer made; addresses that stand as they are and the Contents apart. */
  readonly links: number;
  /** The words of the text, without those of footnotes. */
  readonly words: readonly string[];
  /** The words of footnotes. */
  readonly noteWords: readonly string[];
  /** The words that the author set in bold. */
  readonly bold: readonly string[];
}

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** A draft as the parser of Markdown reads it. */
export function readingOfDraft(markdown: string): Reading {
  const tree = fromMarkdown(markdown, {
    extensions: [gfmTable(), gfmFootnote(), frontmatter(['yaml'])],
    mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown(), frontmatterFromMarkdown(['yaml'])],
  });
  const count = { headings: 0, tables: 0, rows: 0, items: 0, links: 0 };
  const [words, noteWords, bold]: [string[], string[], string[]] = [[], [], []];
  const notes = new Map<string, Nodes>();
  const referred: string[] = [];
  const textOf = (node: Nodes): string => {
    if (node.type === 'html') return node.value.startsWith('<br') ? '\n' : '';
    if ('value' in node) return node.value;
    if ('alt' in node) return node.alt ?? '';
    if ('children' in node)
      return node.children.map(textOf).join(/^(?:table|root|list|blockquote)/.test(node.type) ? '\n' : '');
    return node.type === 'break' ? '\n' : '';
  };
  const visit = (node: Nodes, into: string[], isBold: boolean): void => {
    if (node.type === 'yaml' || node.type === 'definition') return;
    if (node.type === 'footnoteDefinition') {
      notes.set(node.identifier, node);
      return;
    }
    if (node.type === 'footnoteReference' && !referred.includes(node.identifier))
      referred.push(node.identifier);
    if (node.type === 'heading') count.headings++;
    if (node.type === 'table') count.tables++;
    if (node.type === 'tableRow' && textOf(node).trim() !== '') count.rows++;
    if (node.type === 'listItem') count.items++;
    if (node.type === 'link' && hasOwnWords(node.url, textOf(node))) count.links++;
    if (node.type === 'strong' && !isBold) bold.push(...wordsIn(textOf(node)));
    const isLeafBlock = ['heading', 'paragraph', 'tableCell', 'code'].includes(node.type);
    if (isLeafBlock) into.push(...wordsIn(textOf(node)));
    if ('children' in node)
      for (const child of node.children) visit(child, into, isBold || node.type === 'strong');
  };
  visit(tree, words, false);
  for (const label of referred) {
    const note = notes.get(label);
    if (note && 'children' in note) for (const child of note.children) visit(child, noteWords, false);
  }
  return { ...count, footnotes: referred.filter((label) => notes.has(label)).length, words, noteWords, bold };
}

/** A document as mammoth reads it, without the cover line and the Contents. */
export async function readingOfWord(bytes: Uint8Array): Promise<Reading & { readonly html: string }> {
  const { value: html } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      styleMap: [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Cover Line'] => p.ours:fresh",
        "p[style-name='TOC Heading'] => p.ours:fresh",
        "p[style-name='toc 1'] => p.ours:fresh",
        "p[style-name='toc 2'] => p.ours:fresh",
        "r[style-name='footnote reference'] => span.reference",
        "r[style-name='To Come'] => span.ours",
      ],
    },
  );
  const tree = fromHtml(html, { fragment: true });
  const count = { headings: 0, tables: 0, rows: 0, footnotes: 0, items: 0, links: 0 };
  const [words, noteWords, bold]: [string[], string[], string[]] = [[], [], []];
  const textOf = (node: HastNodes): string => {
    if (node.type === 'text') return node.value;
    if (node.type === 'element' && (isOurs(node) || isReference(node))) return '';
    if (node.type === 'element' && node.tagName === 'br') return '\n';
    return 'children' in node ? node.children.map(textOf).join('') : '';
  };
  const visit = (node: HastNodes, into: string[], isBold: boolean, isNote: boolean): void => {
    if (node.type === 'element') {
      if (isOurs(node)) return;
      const { tagName, properties } = node;
      const id = typeof properties.id === 'string' ? properties.id : '';
      if (tagName === 'li' && id.startsWith('footnote-')) {
        count.footnotes++;
        for (const child of node.children) visit(child, noteWords, false, true);
        return;
      }
      if (/^h[1-6]$/.test(tagName)) count.headings++;
      if (tagName === 'table') count.tables++;
      if (tagName === 'tr' && textOf(node).trim() !== '') count.rows++;
      if (tagName === 'li') count.items++;
      const href = typeof properties.href === 'string' ? properties.href : '';
      if (tagName === 'a' && href !== '' && !isBack(href) && hasOwnWords(href, textOf(node))) count.links++;
      if (tagName === 'strong' && !isBold && !isNote) bold.push(...wordsIn(textOf(node)));
      const isLeafBlock = /^(?:h[1-6]|p|li)$/.test(tagName) && !hasBlock(node);
      if (isLeafBlock) into.push(...wordsIn(textOf(node)));
    }
    if ('children' in node)
      for (const child of node.children)
        visit(child, into, isBold || (node.type === 'element' && node.tagName === 'strong'), isNote);
  };
  visit(tree, words, false, false);
  return { ...count, words, noteWords, bold, html };
}

const classes = (node: Element): readonly (string | number)[] =>
  Array.isArray(node.properties.className) ? node.properties.className : [];
const isOurs = (node: Element) => classes(node).includes('ours');
const isReference = (node: Element) =>
  classes(node).includes('reference') ||
  (node.tagName === 'a' && isBack(typeof node.properties.href === 'string' ? node.properties.href : ''));
const isBack = (href: string) => href.startsWith('#footnote-');
const hasBlock = (node: Element): boolean =>
  node.children.some((child) => child.type === 'element' && /^(?:p|ul|ol|table)$/.test(child.tagName));

/** Whether a link is one that its writer made, not an address that stands for itself. */
function hasOwnWords(href: string, text: string): boolean {
  const plain = (address: string) => address.replace(/^(?:https?:\/\/|mailto:)/, '').replace(/\/$/, '');
  return plain(href) !== plain(text);
}
