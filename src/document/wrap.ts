import type { Nodes, Paragraph, PhrasingContent, TableCell } from 'mdast';

/** Puts a node round some inline nodes. */
type Wrap = (children: PhrasingContent[]) => PhrasingContent;

/**
 * Puts a node round the last place where a line of a paragraph or cell says some words: round the marks of
 * emphasis that stand in the words, and within those that stand round them. Where marks open inside the
 * words and close outside, nothing is done.
 * @param line of the words as they are shown, from 0.
 * @returns whether the words were found and wrapped.
 */
export function wrapWords(parent: Paragraph | TableCell, words: string, line: number, wrap: Wrap): boolean {
  const flat = flatOf(parent);
  const lines = flat.split('\n');
  const start = lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0);
  const column = lines[line]?.lastIndexOf(words) ?? -1;
  if (words === '' || column < 0) return false;
  return wrapRange(parent.children, start + column, start + column + words.length, wrap);
}

/** @param from @param to offsets into what the nodes say. */
function wrapRange(nodes: PhrasingContent[], from: number, to: number, wrap: Wrap): boolean {
  let offset = 0;
  for (const node of nodes) {
    const length = flatOf(node).length;
    if (offset <= from && to <= offset + length && 'children' in node)
      return wrapRange(node.children, from - offset, to - offset, wrap);
    offset += length;
  }
  const parts: Record<'before' | 'words' | 'after', PhrasingContent[]> = { before: [], words: [], after: [] };
  offset = 0;
  for (const node of nodes) {
    const start = offset;
    const end = (offset += flatOf(node).length);
    if (end <= from) parts.before.push(node);
    else if (start >= to) parts.after.push(node);
    else if (start >= from && end <= to) parts.words.push(node);
    else if (node.type !== 'text') return false;
    else {
      const slice = (first: number, last: number): PhrasingContent[] =>
        last > first ? [{ ...node, value: node.value.slice(first - start, last - start) }] : [];
      parts.before.push(...slice(start, Math.max(start, from)));
      parts.words.push(...slice(Math.max(start, from), Math.min(end, to)));
      parts.after.push(...slice(Math.min(end, to), end));
    }
  }
  const wrapped = [...parts.before, wrap(parts.words), ...parts.after];
  nodes.length = 0;
  for (const node of wrapped) nodes.push(node);
  return true;
}

/** What inline nodes say, a break as one line ending: as the reader of reports counts it. */
function flatOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  return 'children' in node ? node.children.map(flatOf).join('') : '';
}

const slot = /(‹[^‹›\r\n]{0,200}›|\bTBC\b)/;

/** Marks the slots of templates and `TBC`, wherever they stand in text. */
export function markUnfinished(parent: Nodes): void {
  if (!('children' in parent) || parent.type === 'unfinished') return;
  const children = parent.children as Nodes[];
  const marked: Nodes[] = [];
  for (const child of children) {
    if (child.type !== 'text') {
      markUnfinished(child);
      marked.push(child);
      continue;
    }
    child.value.split(slot).forEach((value, index) => {
      const text = { ...child, value };
      if (index % 2 === 1) marked.push({ type: 'unfinished', children: [text] });
      else if (value !== '') marked.push(text);
    });
  }
  children.length = 0;
  for (const child of marked) children.push(child);
}
