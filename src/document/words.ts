import type { Nodes } from 'mdast';

/** The text without what no file may hold: control characters, halves of surrogate pairs, noncharacters. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cs}\p{Noncharacter_Code_Point}]|(?![\t\n])\p{Cc}/gu, '\ufffd');
}

/** What a node says, on one line: without footnote references, pictures by their alternative text. */
export function wordsOf(node: Nodes): string {
  let words = '';
  // Not recursive: an author can nest as deep as he likes.
  const stack: Nodes[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.type === 'break') words += ' ';
    else if ('children' in next) for (const child of next.children.toReversed()) stack.push(child);
    else if ('alt' in next) words += next.alt ?? '';
    else if ('value' in next) words += next.value;
  }
  return words.replace(/\s+/g, ' ').trim();
}
