import type { Break, FootnoteReference, Nodes, PhrasingContent, Text } from 'mdast';
import { parseMarkdown } from '../report/text/parse.js';

/** The words of some nodes as they stand, without marks of footnotes; a hard break is a line break. */
export function textOf(nodes: readonly Nodes[]): string {
  let text = '';
  const stack: Nodes[] = nodes.toReversed();
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.type === 'break') text += '\n';
    else if ('children' in next) stack.push(...next.children.toReversed());
    else if ('alt' in next) text += next.alt ?? '';
    else if ('value' in next) text += next.value;
  }
  return text;
}

/** The nodes from one offset of their text to another; what holds only a part is divided. */
export function slice(nodes: readonly PhrasingContent[], start: number, end: number): PhrasingContent[] {
  const kept: PhrasingContent[] = [];
  let offset = 0;
  for (const node of nodes) {
    const length = textOf([node]).length;
    const from = start - offset;
    const to = end - offset;
    offset += length;
    // What has no text, such as the mark of a footnote, goes with what stands before it.
    const isKept = length === 0 ? (from < 0 || start <= 0) && to >= 0 : from < length && to > 0;
    if (isKept) kept.push(part(node, from, to, length));
  }
  return kept;
}

function part(node: PhrasingContent, from: number, to: number, length: number): PhrasingContent {
  if (from <= 0 && to >= length) return node;
  if ('children' in node) return { ...node, children: slice(node.children, from, to) };
  if ('value' in node) return { ...node, value: node.value.slice(Math.max(0, from), to) };
  return node;
}

/** The nodes with text beside text made one. */
export function merged(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const kept: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = kept.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      kept[kept.length - 1] = { ...last, value: last.value + node.value };
    else kept.push(node);
  }
  return kept;
}

/** The nodes without space at both ends; marks of footnotes at the end stay. */
export function trim(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return trimmed(trimmed(nodes, 'start'), 'end');
}

function trimmed(nodes: readonly PhrasingContent[], side: 'start' | 'end'): PhrasingContent[] {
  const kept = [...nodes];
  for (;;) {
    const isSaying = (node: PhrasingContent) => textOf([node]) !== '';
    const at = side === 'start' ? kept.findIndex(isSaying) : kept.findLastIndex(isSaying);
    const node = kept[at];
    if (!node) return kept;
    if (textOf([node]).trim() === '') {
      kept.splice(at, 1);
      continue;
    }
    if ('children' in node) kept[at] = { ...node, children: trimmed(node.children, side) };
    else if (node.type === 'text')
      kept[at] = { ...node, value: side === 'start' ? node.value.trimStart() : node.value.trimEnd() };
    return kept;
  }
}

/** The nodes divided at their hard breaks. */
export function linesOf(nodes: readonly PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const node of nodes) {
    if (node.type === 'break') lines.push([]);
    else if ('children' in node && textOf([node]).includes('\n')) {
      for (const [index, children] of linesOf(node.children).entries()) {
        if (index > 0) lines.push([]);
        lines.at(-1)?.push({ ...node, children });
      }
    } else lines.at(-1)?.push(node);
  }
  return lines.map(trim).filter((line) => line.length > 0);
}

/** Lines as one text with hard breaks between them. */
export function withBreaks(lines: readonly (readonly PhrasingContent[])[]): PhrasingContent[] {
  const newLine: Break = { type: 'break' };
  return lines.flatMap((line, index) => (index === 0 ? line : [newLine, ...line]));
}

export const text = (value: string): Text => ({ type: 'text', value });

export const bold = (children: PhrasingContent[]): PhrasingContent => ({ type: 'strong', children });

/** What is bold or set in italics as a whole, without that. */
export function withoutEmphasis(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node) =>
    node.type === 'strong' || node.type === 'emphasis' ? withoutEmphasis(node.children) : [node],
  );
}

/** Whether all words are bold, or all in italics. */
export function isEmphasised(nodes: readonly PhrasingContent[], type: 'strong' | 'emphasis'): boolean {
  const words = nodes.filter((node) => textOf([node]).trim() !== '');
  return words.length > 0 && words.every((node) => node.type === type);
}

// The mark of a footnote while text is being read: a private character, the number, how it was printed.
const mark = /\uE000(\d{1,4})([sbu])\uE001/g;
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const printed = { s: (n: string) => `<sup>${n}</sup>`, b: (n: string) => `[${n}]`, u: raised };

function raised(number: string): string {
  return number.replace(/\d/g, (digit) => superscripts[Number(digit)] ?? digit);
}

/** A raised number, as text that `withReferences` makes a reference of. */
export function raisedMark(number: string): string {
  return `\uE000${number}s\uE001`;
}

/** The text with all that may be the mark of a footnote made one: `<sup>4</sup>`, `⁴`, and `[4]` where asked for. */
export function marked(line: string, brackets: boolean): string {
  const raisedOnes = line
    // `m²` is a measure.
    .replace(/(?<!\b[kcm]?m)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}/g, (digits) => {
      const number = digits.replace(/./g, (each) => String(superscripts.indexOf(each)));
      return `\uE000${number}u\uE001`;
    })
    .replace(/<sup>\s{0,3}([\d,; ]{1,20})<\/sup>/gi, (whole, numbers: string) => {
      const list = numbers.split(/[,; ]+/).filter((each) => /^\d{1,3}$/.test(each));
      return list.length === 0 ? whole : list.map(raisedMark).join('');
    });
  return brackets ? raisedOnes.replace(/\[(\d{1,3})\]/g, '\uE000$1b\uE001') : raisedOnes;
}

/** The number of the footnote that a text begins with, and how long its mark is. */
export function leadingMark(line: string): { label: string; length: number } | undefined {
  const match = /^\s*\uE000(\d{1,4})[sbu]\uE001\s*/.exec(line);
  return match ? { label: match[1] ?? '', length: match[0].length } : undefined;
}

declare module 'mdast' {
  interface FootnoteReferenceData {
    /** What was printed for it. */
    printed?: string;
  }
  interface TableData {
    /** Its rows were put together from lines of pages. */
    fromPages?: boolean;
    /** Whether its first row is a header; unknown where it is left out. */
    header?: boolean;
  }
}

/** A reference to a footnote, with what was printed, in case there is no such footnote. */
export interface PrintedReference extends FootnoteReference {
  data: NonNullable<FootnoteReference['data']> & { printed: string };
}

/** Makes references of the marks in text nodes, however deep. */
export function withReferences(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if ('children' in node) {
      const children = withReferences(node.children);
      return [{ ...node, children }];
    }
    if (node.type !== 'text' || !node.value.includes('\uE000')) return [node];
    const pieces: PhrasingContent[] = [];
    let end = 0;
    for (const match of node.value.matchAll(mark)) {
      const [whole, label = '', how] = match;
      if (match.index > end) pieces.push(text(node.value.slice(end, match.index)));
      const reference: PrintedReference = {
        type: 'footnoteReference',
        identifier: label,
        label,
        data: { printed: printed[how as keyof typeof printed](label) },
      };
      pieces.push(reference);
      end = match.index + whole.length;
    }
    if (end < node.value.length) pieces.push(text(node.value.slice(end)));
    return pieces;
  });
}

/** A line of published text, with what stands in it of Markdown or HTML (bold, links, marks of footnotes). */
export function readInline(line: string): PhrasingContent[] {
  if (line.trim() === '') return [];
  if (!/[*_`[\]<>&\\!]/.test(line)) return trim(withReferences([text(marked(line, false))]));
  const source = line
    .replace(/<\/?(?:b|strong)>/gi, '**')
    .replace(/<\/?(?:i|em)>/gi, '*')
    .replace(/<\/?(?:p|u|span)>/gi, ' ');
  // A word in front, so that nothing is read as the beginning of a list, a heading or a block quote.
  const [paragraph] = parseMarkdown(`x ${marked(source, false)}`);
  const nodes = paragraph?.type === 'paragraph' ? slice(paragraph.children, 2, Infinity) : [text(line)];
  return trim(withReferences(nodes.map(plainLinks).flat()));
}

/** A link that leads nowhere is its words; HTML that is left is text. */
function plainLinks(node: PhrasingContent): PhrasingContent[] {
  if (node.type === 'link' && /^#?$/.test(node.url)) return node.children.flatMap(plainLinks);
  if (node.type === 'html') return [text(node.value)];
  if ('children' in node) return [{ ...node, children: node.children.flatMap(plainLinks) }];
  return [node];
}
