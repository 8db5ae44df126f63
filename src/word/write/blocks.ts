import type { Blockquote, Code, Heading, List, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { Element } from 'xast';
import { x } from '../xml/x.js';
import { wordsOf } from '../../document/words.js';
import type { StyleKey } from '../styleNames.js';
import { bookmarked } from './bookmarks.js';
import { frameBorders, frameIndent } from './frames.js';
import { levelOf, step } from './numbering.js';
import { colour } from './page.js';
import { isParagraph, leaveRoomAbove, paragraph, type ParagraphLook } from './paragraphs.js';
import { isInline, run, runs, startsRightToLeft } from './runs.js';
import { table } from './tables.js';
import type { Place, Writing } from './writing.js';

/** The elements that blocks become, in their order. */
export function blocks(nodes: readonly RootContent[], place: Place, writing: Writing): Element[] {
  const elements: Element[] = [];
  nodes.forEach((node, index) => {
    const written = block(node, { ...place, keepNext: leadsOn(nodes, index) }, writing);
    const [first] = written;
    const before = nodes[index - 1]?.type;
    // Two tables, boxes or quotations with nothing between them would be one.
    if (node.type === before && (before === 'table' || before === 'blockquote'))
      elements.push(paragraph({ style: 'separator' }, []));
    else if (first && elements.at(-1)?.name === 'w:tbl') leaveRoomAbove(first);
    elements.push(...written);
  });
  return elements;
}

/** Whether a block belongs to the next one so much that no page may end between them. */
function leadsOn(nodes: readonly RootContent[], index: number): boolean {
  const [before, node, next] = [nodes[index - 1], nodes[index], nodes[index + 1]];
  if (node?.type !== 'paragraph') return false;
  if (next?.type === 'paragraph' && next.data?.mark?.kind === 'rating')
    return before?.type === 'heading' && before.data?.mark?.kind === 'standard';
  if (node.data?.mark?.kind === 'rating') return true;
  // What announces a list, a table or somebody's words stands above them.
  return next !== undefined && next.type !== 'paragraph' && wordsOf(node).endsWith(':');
}

function block(node: RootContent, place: Place, writing: Writing): Element[] {
  switch (node.type) {
    case 'paragraph':
      return [words(node.children, lookOf(node, place), place, writing)];
    case 'heading':
      return [heading(node, place, writing)];
    case 'list':
      return list(node, place, writing);
    case 'blockquote':
      return quotation(node, place, writing);
    case 'table':
      return table(node, place, writing);
    case 'code':
      return [code(node, place)];
    case 'thematicBreak':
      return [paragraph({ style: 'normal', borders: [line()] }, [])];
    default:
      return isInline(node) ? [words([node], inPlace(place), place, writing)] : [];
  }
}

/** A paragraph of inline nodes. */
function words(
  nodes: readonly PhrasingContent[],
  look: ParagraphLook,
  place: Place,
  writing: Writing,
): Element {
  const isRightToLeft = startsRightToLeft(wordsOf({ type: 'paragraph', children: [...nodes] }));
  return paragraph({ ...look, isRightToLeft }, runs(nodes, {}, place, writing));
}

function lookOf(node: Paragraph, place: Place): ParagraphLook {
  const look = inPlace(place);
  if (node.data?.mark) return { ...look, style: 'ratingLine' };
  return look;
}

/** How a paragraph looks where it stands. */
function inPlace({ style, indent, frame, keepNext }: Place): ParagraphLook {
  if (!frame) return { style, keepNext, indent: indent > 0 ? { left: indent } : undefined };
  const side = frameIndent[frame];
  return {
    style,
    keepNext,
    indent: indent > 0 ? { left: indent + side, right: side } : undefined,
  };
}

const headingStyles: readonly StyleKey[] = [
  'title',
  'heading1',
  'heading2',
  'heading3',
  'heading4',
  'heading5',
];

function heading(node: Heading, place: Place, writing: Writing): Element {
  const { mark } = node.data ?? {};
  const content = runs(node.children, {}, place, writing);
  const name = mark && writing.places.get(mark.id);
  const { frame } = place;
  return paragraph(
    {
      style: headingStyles[(mark?.level ?? node.depth) - 1] ?? 'heading5',
      pageBreakBefore: writing.pageBreaks.has(node),
      borders: frame && frameBorders(frame),
      indent: frame && { left: place.indent + frameIndent[frame], right: frameIndent[frame] },
      isRightToLeft: startsRightToLeft(wordsOf(node)),
    },
    name === undefined ? content : bookmarked(name, content),
  );
}

const mostIndent = 9 * step;

/** The items of a list: the first paragraph of each bears its number or bullet. */
function list(node: List, place: Place, writing: Writing): Element[] {
  const level = levelOf(place.depth);
  const id = node.ordered
    ? writing.numbering.numbered(level, node.start ?? 1, node.children.length)
    : writing.numbering.bulleted();
  const { frame } = place;
  const side = frame ? frameIndent[frame] : 0;
  // However deep a list is, its words have room.
  const left = Math.min(place.indent, mostIndent) + step;
  // Where nothing stands round a list, its own definition says how far its items stand in.
  const isPlain = !frame && left === step * (level + 1);
  const item: ParagraphLook = {
    style: frame ? place.style : node.ordered ? 'numberedList' : 'bulletList',
    list: { id, level },
    indent: isPlain ? undefined : { left: left + side, right: side, hanging: step },
  };
  const within: Place = {
    ...place,
    style: frame || place.part.endsWith('footnotes.xml') ? place.style : 'listContinued',
    indent: left,
    depth: place.depth + 1,
  };
  return node.children.flatMap(({ children: [first, ...others] }) => {
    if (first?.type !== 'paragraph')
      return [paragraph(item, []), ...blocks(first ? [first, ...others] : [], within, writing)];
    return [words(first.children, item, within, writing), ...blocks(others, within, writing)];
  });
}

function quotation(node: Blockquote, place: Place, writing: Writing): Element[] {
  const kind = node.data?.mark ?? 'quotation';
  const within: Place = {
    ...place,
    style: kind,
    // One within another stands in further.
    indent: place.frame ? place.indent + step : place.indent,
    depth: 0,
    frame: kind,
  };
  const [label, ...others] = node.children;
  if (kind !== 'box' || label?.type !== 'paragraph') return blocks(node.children, within, writing);
  return [...blocks([label], { ...within, style: 'boxLabel' }, writing), ...blocks(others, within, writing)];
}

/** Lines as they stand: a tab in them is a tab. */
function code({ value }: Code, { indent }: Place): Element {
  const lines = value
    .split('\n')
    .flatMap((text, index) => [...(index > 0 ? [x('w:r', x('w:br'))] : []), run(text)]);
  return paragraph({ style: 'code', indent: indent > 0 ? { left: indent } : undefined }, lines);
}

function line(): Element {
  return x('w:pBdr', x('w:bottom', { 'w:val': 'single', 'w:sz': 6, 'w:space': 1, 'w:color': colour.line }));
}

/** The same, ending in a paragraph: a cell, a footnote and a document must. */
export function endingInParagraph(elements: Element[], style: StyleKey): Element[] {
  return isParagraph(elements.at(-1)) ? elements : [...elements, paragraph({ style }, [])];
}
