import type { Heading as HeadingNode } from 'mdast';
import type { Framework } from '../framework/framework.js';
import { wordsOnly } from '../framework/wording.js';
import type { Block } from './outline.js';
import type { Heading } from './report.js';

/** A heading while the reader works out what it is. */
export type HeadingDraft = { -readonly [Key in keyof Heading]: Heading[Key] } & { readonly block: Block };

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
// Bounded: a run of spaces, however long, must not be tried in every way it can be divided.
const standardNumber =
  /^\s{0,9}(\d{1,2})\s{0,4}\.\s{0,4}(\d{1,2})(?!\d|\s{0,4}\.?\s{0,4}\d)(?:\s{0,4}[.:)–—-]|\s|(?=\p{L})|$)\s{0,9}/u;
const domainWord = new RegExp(
  `^\\s{0,9}domain\\s{1,4}(\\d{1,2}|${numberWords.join('|')})\\b\\s{0,4}[:.–—-]?\\s{0,9}`,
  'i',
);
const domainNumber = /^\s{0,9}(\d{1,2})\s{0,4}\.\s{0,9}(?=\D|$)/;
const bareNumber = /^\s{0,9}(\d{1,2})\s{1,9}(?=\p{L})/u;

/** What a text with a leading number says: of a heading, or of a row of the ratings table. */
export interface Numbered {
  readonly kind: Heading['kind'];
  readonly domain?: number;
  readonly standard?: string;
  /** How many characters the number takes, with its point and the spaces after it. */
  readonly length: number;
  /** Where the title begins and ends: without a trailing parenthesis. */
  readonly titleStart: number;
  readonly titleEnd: number;
}

/** Reads number and title. The number identifies; its form may be any that is understood (docs/format.md, Headings). */
export function readNumbered(framework: Framework | undefined, text: string): Numbered {
  const bounds = (length: number) => {
    const rest = text.slice(length);
    const title = withoutParenthesis(rest);
    const titleStart = length + (title.length - title.trimStart().length);
    return { length, titleStart, titleEnd: Math.max(titleStart, length + title.length) };
  };
  const standard = standardNumber.exec(text);
  if (standard) {
    const id = `${String(Number(standard[1]))}.${String(Number(standard[2]))}`;
    return { kind: 'standard', standard: id, domain: Number(standard[1]), ...bounds(standard[0].length) };
  }
  const word = domainWord.exec(text);
  if (word) {
    const named = numberWords.indexOf((word[1] ?? '').toLowerCase()) + 1;
    return { kind: 'domain', domain: named || Number(word[1]), ...bounds(word[0].length) };
  }
  const number = domainNumber.exec(text) ?? bareNumber.exec(text);
  if (number) {
    const found = bounds(number[0].length);
    const domain = framework?.domainByNumber.get(Number(number[1]));
    const titled =
      domain !== undefined &&
      wordsOnly(domain.title) === wordsOnly(text.slice(found.titleStart, found.titleEnd));
    // A number without its point is one only before the domain's own title: `10 things to know` is none.
    if (titled || domainNumber.test(text)) return { kind: 'domain', domain: Number(number[1]), ...found };
  }
  return { kind: 'other', ...bounds(0) };
}

/** The text without a parenthesis at its end: `Assessment (court disposals)`. */
export function withoutParenthesis(text: string): string {
  const trimmed = text.trimEnd();
  const opening = trimmed.endsWith(')') ? trimmed.lastIndexOf('(') : -1;
  return opening < 0 || trimmed.slice(opening, -1).includes(')')
    ? trimmed
    : trimmed.slice(0, opening).trimEnd();
}

export function readHeading(node: HeadingNode, block: Block, framework: Framework | undefined): HeadingDraft {
  const source = block.passage;
  const flat = source.flatten(node);
  const numbered = readNumbered(framework, flat.text);
  const content = source.content(node);
  return {
    block,
    range: source.range(node),
    content,
    depth: node.depth,
    text: flat.text.trim(),
    kind: numbered.kind,
    ...(numbered.domain === undefined ? {} : { domain: numbered.domain }),
    ...(numbered.standard === undefined ? {} : { standard: numbered.standard }),
    numberRange: flat.text === '' ? source.place(content.from, content.from) : flat.range(0, numbered.length),
    title: flat.text.slice(numbered.titleStart, numbered.titleEnd),
    titleRange:
      flat.text === ''
        ? source.place(content.to, content.to)
        : flat.range(numbered.titleStart, numbered.titleEnd),
    isPlain: node.children.every((child) => child.type === 'text' || child.type === 'footnoteReference'),
    inAnnexe: false,
  };
}
