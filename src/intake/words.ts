import type { Nodes } from 'mdast';
import { textOf } from './phrasing.js';

const word = /[\p{L}\p{N}]+/gu;

/** The text with raised figures apart from the words that they stand behind. */
function levelled(text: string): string {
  return text.replace(/[⁰¹²³⁴-⁹]+/g, ' $& ').normalize('NFKC');
}

/** How often each word stands in a text, whatever its case. */
function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [each] of levelled(text).toLowerCase().matchAll(word))
    counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

/** The words of a text that another does not have, or not as often, in their order. */
export function wordsMissing(text: string, other: string): string[] {
  const there = counted(other);
  const missing: string[] = [];
  for (const [each] of levelled(text).matchAll(word)) {
    const left = there.get(each.toLowerCase()) ?? 0;
    if (left === 0) missing.push(each);
    else there.set(each.toLowerCase(), left - 1);
  }
  return missing;
}

/** All that a tree says, each block apart: words, addresses, marks of footnotes, the first numbers of lists. */
export function wordsIn(tree: Nodes): string {
  const words: string[] = [];
  const stack: Nodes[] = [tree];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'list' && node.ordered === true) words.push(` ${String(node.start ?? 1)} `);
    if (node.type === 'link' && !node.url.endsWith(textOf(node.children))) words.push(` ${node.url} `);
    else if (node.type === 'image' || node.type === 'definition') words.push(` ${node.url} `);
    if (node.type === 'footnoteReference' || node.type === 'footnoteDefinition')
      words.push(` ${node.identifier} `);
    if ('alt' in node) words.push(` ${node.alt ?? ''} `);
    if ('value' in node) words.push(node.value);
    else if ('children' in node) {
      // Words in bold, or a link's, may be a part of a word.
      if (!inline.has(node.type)) words.push('\n');
      stack.push(...node.children.toReversed());
    } else words.push('\n');
  }
  return words.join('');
}

const inline: ReadonlySet<string> = new Set(['strong', 'emphasis', 'delete', 'link']);
