import type { Link, Nodes, PhrasingContent, Text } from 'mdast';
import type { Element } from 'xast';
import type { Rank } from '../../document/nodes.js';
import { x } from '../xml/x.js';
import { styleId, type StyleKey } from '../styleNames.js';
import { addressesIn } from './addresses.js';
import type { Place, Writing } from './writing.js';

/** How the words of a run look. */
export interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly struck?: boolean;
  readonly raised?: 'superscript' | 'subscript';
  readonly style?: StyleKey;
  /** Half points, where they are not those of the style. */
  readonly size?: number | undefined;
  /** Within a link, where no other can begin. */
  readonly linked?: boolean;
}

type Handler<Node> = (node: Node, look: Look, place: Place, writing: Writing) => Element[];

/** The elements that inline nodes become; each kind of node has its handler. */
export function runs(
  nodes: readonly PhrasingContent[],
  look: Look,
  place: Place,
  writing: Writing,
): Element[] {
  return nodes.flatMap((node) =>
    (handlers[node.type] as Handler<PhrasingContent>)(node, look, place, writing),
  );
}

/** For nodes that add to the look of what they hold. */
function looking(added: Look): Handler<{ children: PhrasingContent[] }> {
  return (node, look, place, writing) => runs(node.children, { ...look, ...added }, place, writing);
}

const handlers: {
  readonly [Type in PhrasingContent['type']]: Handler<Extract<PhrasingContent, { type: Type }>>;
} = {
  text,
  strong: looking({ bold: true }),
  emphasis: looking({ italic: true }),
  delete: looking({ struck: true }),
  superscript: looking({ raised: 'superscript' }),
  subscript: looking({ raised: 'subscript' }),
  score: looking({}),
  rating: (node, look, place, writing) =>
    runs(node.children, { ...look, style: `rating${String(node.rank) as `${Rank}`}` }, place, writing),
  unfinished: (node, look, place, writing) =>
    node.children.length > 0
      ? runs(node.children, { ...look, style: 'unfinished' }, place, writing)
      : [run(`[${node.absent ?? 'to come'}]`, { ...look, style: 'toCome' })],
  inlineCode: (node, look) => [run(node.value, { ...look, style: 'codeWords' })],
  break: (_, look) => [x('w:r', runProperties(look), x('w:br'))],
  link,
  image: (node, look, place, writing) => {
    const drawing = writing.drawings.drawing(node, place.part);
    return [drawing ? x('w:r', drawing) : run(node.alt ?? '', look)];
  },
  footnoteReference: (node, look, place, writing) => writing.notes.reference(node, look, place, writing),
  // These are resolved in the document: none reaches us.
  html: () => [],
  imageReference: () => [],
  linkReference: () => [],
};

/** Whether a node is one of those that stand in paragraphs. */
export function isInline(node: Nodes): node is PhrasingContent {
  return node.type in handlers;
}

/** Text; addresses in it that are no links in the draft lead somewhere all the same. */
function text(node: Text, look: Look, place: Place, writing: Writing): Element[] {
  if (look.linked) return words(node.value, look);
  return addressesIn(node.value).flatMap(({ text, url }) =>
    url === undefined ? words(text, look) : hyperlink(url, words(text, linkLook(look)), place, writing),
  );
}

function link(node: Link, look: Look, place: Place, writing: Writing): Element[] {
  const name = node.url.startsWith('#') ? writing.places.get(decoded(node.url.slice(1))) : undefined;
  if (name !== undefined)
    return [
      x(
        'w:hyperlink',
        { 'w:anchor': name, 'w:history': '1' },
        runs(node.children, linkLook(look), place, writing),
      ),
    ];
  if (!/^(?:https?|mailto|tel):/i.test(node.url)) {
    writing.leftOut.push({
      message: `The link to '${node.url.slice(0, 80)}' leads nowhere outside the draft's folder; its words stand without it.`,
      ...(node.position ? { line: node.position.start.line } : {}),
    });
    return runs(node.children, look, place, writing);
  }
  return hyperlink(node.url, runs(node.children, linkLook(look), place, writing), place, writing);
}

function linkLook(look: Look): Look {
  return { ...look, linked: true, style: look.style ?? 'hyperlink' };
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function hyperlink(url: string, content: Element[], { part }: Place, { parts }: Writing): Element[] {
  let address: string;
  try {
    address = new URL(url).href;
  } catch {
    return content;
  }
  return [
    x('w:hyperlink', { 'r:id': parts.relate(part, 'hyperlink', address, true), 'w:history': '1' }, content),
  ];
}

// Letters of scripts that are written from right to left, with the spaces and marks between them.
const rightToLeft =
  /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]+(?:[\s\p{P}]{1,9}[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]+)*/gu;

/** Words in runs: one, or one for each stretch that is written in the other direction. */
function words(value: string, look: Look): Element[] {
  const elements: Element[] = [];
  let start = 0;
  for (const match of value.matchAll(rightToLeft)) {
    if (match.index > start) elements.push(run(value.slice(start, match.index), look));
    elements.push(run(match[0], look, true));
    start = match.index + match[0].length;
  }
  if (start < value.length) elements.push(run(value.slice(start), look));
  return elements;
}

/** A run of words. A line break within them is a space, as everywhere in Markdown. */
export function run(value: string, look: Look = {}, isRightToLeft = false): Element {
  return x(
    'w:r',
    runProperties(look, isRightToLeft),
    x('w:t', { 'xml:space': 'preserve' }, value.replace(/[\t\n\r]/g, ' ')),
  );
}

/** `w:rPr`, its elements in the order of the schema; undefined where there is nothing to say. */
export function runProperties(
  { bold, italic, struck, raised, style, size }: Look,
  isRightToLeft = false,
): Element | undefined {
  const properties = [
    style && x('w:rStyle', { 'w:val': styleId(style) }),
    bold && [x('w:b'), x('w:bCs')],
    italic && [x('w:i'), x('w:iCs')],
    struck && x('w:strike'),
    size !== undefined && [x('w:sz', { 'w:val': size }), x('w:szCs', { 'w:val': size })],
    raised && x('w:vertAlign', { 'w:val': raised }),
    isRightToLeft && x('w:rtl'),
  ].filter((property) => property !== undefined && property !== false);
  return properties.length === 0 ? undefined : x('w:rPr', properties);
}

/** Whether a paragraph with these words runs from right to left: its first letter tells. */
export function startsRightToLeft(value: string): boolean {
  return /^[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u.test(/\p{L}/u.exec(value)?.[0] ?? '');
}

/** A field: what Word works out, and what stands there until it does. */
export function field(instruction: string, shown: Element[], look: Look = {}): Element[] {
  const mark = (type: string) => x('w:r', runProperties(look), x('w:fldChar', { 'w:fldCharType': type }));
  return [
    mark('begin'),
    x('w:r', runProperties(look), x('w:instrText', { 'xml:space': 'preserve' }, ` ${instruction} `)),
    mark('separate'),
    ...shown,
    mark('end'),
  ];
}
