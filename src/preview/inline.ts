import type Token from 'markdown-it/lib/token.mjs';
import type { Nesting } from 'markdown-it/lib/token.mjs';
import type { Range } from '../report/range.js';

/** Makes tokens. Only VS Code has markdown-it at run time, so their class comes from there. */
export type TokenClass = new (type: string, tag: string, nesting: Nesting) => Token;

/** Makes an element: words are escaped when they are rendered, as all text is. */
export type Element = (
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly (string | readonly Token[])[]
) => Token[];

export function elementsOf(TokenOf: TokenClass): Element {
  return (tag, attributes, ...content) => {
    const open = new TokenOf('inspection_report_open', tag, 1);
    for (const [name, value] of Object.entries(attributes)) open.attrSet(name, value);
    const inner = content.flatMap((each) => (typeof each === 'string' ? [textToken(TokenOf, each)] : each));
    return [open, ...inner, new TokenOf('inspection_report_close', tag, -1)];
  };
}

export function textToken(TokenOf: TokenClass, content: string): Token {
  const token = new TokenOf('text', '', 0);
  token.content = content;
  return token;
}

/** A run of inline tokens cut at some words: what stands before, the words with their marks, what stands after. */
export interface Cut {
  readonly before: readonly Token[];
  readonly words: readonly Token[];
  readonly after: readonly Token[];
}

/** The inline tokens of a paragraph, line by line; a break ends its line. */
export function linesOf(children: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of children) {
    lines.at(-1)?.push(token);
    if (token.type === 'softbreak' || token.type === 'hardbreak') lines.push([]);
  }
  return lines;
}

/**
 * Cuts a line at the last place where it says `words`. Undefined where it does not, or where marks of
 * emphasis open inside the words and close outside.
 */
export function cutAt(TokenOf: TokenClass, line: readonly Token[], words: string): Cut | undefined {
  const flat = line.map(textOf).join('');
  const start = flat.lastIndexOf(words);
  if (words === '' || start < 0) return undefined;
  const range = { start, end: start + words.length };
  // Marks round all the words stay round them; where only a part of them is marked, the marks come along.
  return [false, true].map((edges) => cutOut(TokenOf, line, range, edges)).find(isBalanced);
}

/** @param edges whether marks right before and right after the words belong to them. */
function cutOut(TokenOf: TokenClass, line: readonly Token[], { start, end }: Range, edges: boolean): Cut {
  const cut: Record<keyof Cut, Token[]> = { before: [], words: [], after: [] };
  let at = 0;
  for (const token of line) {
    const from = at;
    at += textOf(token).length;
    if (token.type !== 'text') {
      const isEdge = edges && token.nesting !== 0;
      const isBefore = isEdge ? at < start : at <= start;
      const isAfter = isEdge ? from > end : from >= end;
      cut[isBefore ? 'before' : isAfter ? 'after' : 'words'].push(token);
      continue;
    }
    const slices = {
      before: token.content.slice(0, Math.max(0, start - from)),
      words: token.content.slice(Math.max(0, start - from), Math.max(0, end - from)),
      after: token.content.slice(Math.max(0, end - from)),
    };
    for (const part of ['before', 'words', 'after'] as const)
      if (slices[part] !== '') cut[part].push(textToken(TokenOf, slices[part]));
  }
  return cut;
}

function textOf({ type, content }: Token): string {
  return type === 'text' || type === 'code_inline' ? content : '';
}

/** Whether every mark that opens within the words closes there. */
function isBalanced({ words }: Cut): boolean {
  let depth = 0;
  return words.every(({ nesting }) => (depth += nesting) >= 0) && depth === 0;
}

const slot = /(‹[^‹›\r\n]{0,200}›|\bTBC\b)/;

/** Marks what is still to be filled in: template slots and `TBC`. */
export function markSlots(TokenOf: TokenClass, element: Element, children: readonly Token[]): Token[] {
  return children.flatMap((token) =>
    token.type !== 'text' || !slot.test(token.content)
      ? [token]
      : token.content.split(slot).flatMap((text, index) => {
          if (index % 2 === 1) return element('mark', { class: 'ir-slot' }, text);
          return text === '' ? [] : [textToken(TokenOf, text)];
        }),
  );
}
