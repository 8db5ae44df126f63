import type { BlockContent, FootnoteDefinition, List, PhrasingContent, RootContent, Table } from 'mdast';
import { dataTable } from './dataTables.js';
import type { Knowledge } from './knowledge.js';
import { linesOf, merged, slice, textOf, trim, withBreaks } from './phrasing.js';

/** A line or paragraph of a document, as the draft is put together from them. */
export interface Line {
  readonly kind: 'line';
  readonly content: PhrasingContent[];
  /** Its words, without marks of footnotes. */
  readonly text: string;
  /** The document says that it is a heading of this depth. */
  readonly depth?: number;
  /** It stood in a cell of a table that was taken apart. */
  readonly isCell: boolean;
}

/** What is taken over as it is: a table, a list, a quotation. */
export interface Whole {
  readonly kind: 'whole';
  readonly node: BlockContent;
}

export type Piece = Line | Whole;

/** A footnote, and how many pieces stand before it. */
export interface Note {
  readonly before: number;
  readonly node: FootnoteDefinition;
}

interface Flowing {
  readonly kind: 'note';
  readonly node: FootnoteDefinition;
}

export function lineOf(content: PhrasingContent[], more: { depth?: number; isCell?: boolean } = {}): Line {
  const trimmed = merged(trim(content));
  const text = textOf(trimmed).replace(/\s+/g, ' ').trim();
  return { kind: 'line', content: trimmed, text, isCell: false, ...more };
}

/**
 * The pieces of a document, and its footnotes. A table that holds titles, ratings or questions which the
 * framework knows is taken apart into the lines of its cells, and so is a paragraph of several such lines: it
 * makes no difference then whether they were printed as a table or line by line.
 */
export function piecesOf(
  children: readonly RootContent[],
  knowledge: Knowledge,
): { pieces: Piece[]; notes: Note[] } {
  const flow: (Piece | Flowing)[] = [];
  const labels = new Set<string>();
  for (const node of children) {
    if (node.type === 'footnoteDefinition') flow.push({ kind: 'note', node: ownNumber(node, labels, flow) });
    else if (node.type === 'heading') flow.push(lineOf(node.children, { depth: node.depth }));
    else if (node.type === 'paragraph') flow.push(...ofParagraph(node.children, knowledge));
    else if (node.type === 'table') flow.push(...ofTable(node, knowledge));
    else if (node.type === 'list') flow.push(...ofList(node, knowledge));
    else if (node.type === 'blockquote' || node.type === 'code') flow.push({ kind: 'whole', node });
  }
  const pieces: Piece[] = [];
  const notes: Note[] = [];
  for (const each of flow) {
    if (each.kind === 'note') notes.push({ before: pieces.length, node: each.node });
    else if (each.kind === 'whole') pieces.push(each);
    else pieces.push(...divided(each, knowledge).filter(({ content }) => content.length > 0));
  }
  return { pieces, notes };
}

/** A footnote under a label of its own: where numbers began anew, the references since then are to the second one. */
function ownNumber(
  node: FootnoteDefinition,
  labels: Set<string>,
  flow: readonly (Piece | Flowing)[],
): FootnoteDefinition {
  const { identifier } = node;
  let label = identifier;
  for (let again = 2; labels.has(label); again++) label = `${identifier}-${String(again)}`;
  labels.add(label);
  if (label === identifier) return node;
  const since = flow.slice(
    flow.findLastIndex((each) => each.kind === 'note' && each.node.identifier === identifier),
  );
  for (const piece of since)
    if (piece.kind === 'line')
      for (const reference of piece.content)
        if (reference.type === 'footnoteReference' && reference.identifier === identifier) {
          reference.identifier = label;
          reference.label = label;
        }
  return { ...node, identifier: label, label };
}

function ofParagraph(content: PhrasingContent[], knowledge: Knowledge): Line[] {
  const lines = linesOf(content);
  if (lines.length > 1 && lines.some((line) => isTelling(textOf(line), knowledge)))
    return lines.map((line) => lineOf(line));
  return [lineOf(lines.length > 1 ? withBreaks(lines) : content)];
}

/** Whether a line by itself tells what it is. */
function isTelling(words: string, knowledge: Knowledge): boolean {
  return (
    knowledge.isKnown(words.trim()) ||
    isPercentage(words) ||
    isPrompt(words) ||
    trailingPercentage(words, knowledge) !== undefined ||
    trailingHeader(words, knowledge) !== undefined
  );
}

function ofTable(table: Table, knowledge: Knowledge): Piece[] {
  const cells = table.children.flatMap((row) => row.children);
  const words = cells.map((cell) => textOf(cell.children).trim());
  const telling = words.filter(
    (each) => knowledge.isKnown(each) || isPrompt(each) || trailingPercentage(each, knowledge) !== undefined,
  );
  // A glossary may have a domain's title among its terms, and a table of bands has ratings in one column.
  const isRated = table.children.some((row) => {
    const joined = row.children.map((cell) => textOf(cell.children).trim()).join(' ');
    return trailingRating(joined.trim(), knowledge) !== undefined;
  });
  const isTaken =
    isRated ||
    telling.some(
      (each) =>
        isPrompt(each) ||
        knowledge.isPercentHeader(each) ||
        knowledge.question(each) !== undefined ||
        knowledge.isStatement(each) ||
        knowledge.heading(each)?.kind === 'standard',
    );
  if (!isTaken) return [{ kind: 'whole', node: table }];
  return cells.flatMap((cell) => linesOf(cell.children).map((line) => lineOf(line, { isCell: true })));
}

function ofList(list: List, knowledge: Knowledge): Piece[] {
  const paragraphs = list.children.flatMap((item) =>
    item.children.length === 1 && item.children[0]?.type === 'paragraph' ? [item.children[0]] : [],
  );
  const percentages = paragraphs.filter(
    (each) => trailingPercentage(textOf(each.children), knowledge) !== undefined,
  );
  if (percentages.length > 0 && paragraphs.length === list.children.length)
    return paragraphs.map((each) => lineOf(each.children));
  return [{ kind: 'whole', node: { ...list, spread: false, children: list.children.map(tight) } }];
}

const tight = (item: List['children'][number]) => ({ ...item, spread: false });

/** Whether a text is a percentage or what stands for one, and nothing else. */
export function isPercentage(words: string): boolean {
  return /^(?:\d{1,3}(?:\.\d+)?\s?(?:%|per cent)|\d{1,3}\s?\/\s?\d{1,3}|n\/a|–|-|TBC)$/i.test(words.trim());
}

/** Whether a text begins like a prompt: `a) Does …`. */
export function isPrompt(words: string): boolean {
  return /^[a-z]\)\s/.test(words);
}

/** Where the percentage at the end of a question or prompt begins; undefined where there is none. */
function trailingPercentage(words: string, knowledge: Knowledge): number | undefined {
  const match = /\s(\d{1,3}(?:\.\d+)?\s?(?:%|per cent))$/.exec(words);
  if (!match) return undefined;
  const asked = words.slice(0, match.index).trim();
  const isAsked = isPrompt(asked) || asked.endsWith('?') || knowledge.question(asked) !== undefined;
  return isAsked ? match.index + 1 : undefined;
}

/** A line that holds a title and its rating, a statement and its rating, or a question and its percentage. */
function divided(line: Line, knowledge: Knowledge): Line[] {
  if (line.depth !== undefined || line.text.length > 600) return [line];
  const words = textOf(line.content);
  const at =
    trailingPercentage(words, knowledge) ??
    trailingRating(words, knowledge) ??
    trailingHeader(words, knowledge);
  if (at === undefined) return [line];
  const more = { isCell: line.isCell };
  return [lineOf(slice(line.content, 0, at), more), lineOf(slice(line.content, at, words.length), more)];
}

function trailingRating(words: string, knowledge: Knowledge): number | undefined {
  for (const { rating } of knowledge.framework.ratings) {
    const at = words.length - rating.length;
    if (at <= 0 || words.slice(at).toLowerCase() !== rating.toLowerCase() || !/\s$/.test(words.slice(0, at)))
      continue;
    const before = words.slice(0, at).trim();
    if (knowledge.heading(before)?.kind === 'standard' || knowledge.isStatement(before)) return at;
  }
  return undefined;
}

/** `Does assessment sufficiently analyse: % 'Yes'` */
function trailingHeader(words: string, knowledge: Knowledge): number | undefined {
  if (knowledge.isPercentHeader(words)) return undefined;
  const at = words.lastIndexOf(' % ') < 0 ? words.lastIndexOf(' %') : words.lastIndexOf(' % ');
  return at > 0 && words.length < 160 && knowledge.isPercentHeader(words.slice(at)) ? at + 1 : undefined;
}

/** A table that was kept whole, in the house form. */
export function tableInForm(table: Table, knowledge: Knowledge): Table {
  return dataTable(table, (words) => knowledge.isRating(words));
}
