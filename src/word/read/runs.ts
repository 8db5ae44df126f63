import type { PhrasingContent } from 'mdast';
import type { Element } from 'xast';
import { cleanText, wordsOf } from '../../document/words.js';
import { isSafeTarget } from '../../document/links.js';
import { attribute, elementsBelow, isOn, textOf, valueOf } from '../xml/element.js';
import { addressesIn } from '../write/addresses.js';
import { spacesAtEnd } from './spaces.js';
import { leave, type Reading } from './reading.js';
import { contentOf, propertiesOf } from './taking.js';

/** How words look, as far as a draft can say it. */
interface Look {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isStruck: boolean;
  readonly raised: 'superscript' | 'subscript' | undefined;
  readonly isCode: boolean;
  /** Words that stand for what is to come, which the draft doesn't have. */
  readonly isToCome: boolean;
  /** Where a link leads. */
  readonly url: string | undefined;
}

/** A piece of a paragraph. */
export interface Piece {
  readonly look: Look;
  /** Text, or a node that is taken as it is. */
  readonly content: string | PhrasingContent;
}

interface Field {
  instruction: string;
  isShown: boolean;
}

const plain: Look = {
  isBold: false,
  isItalic: false,
  isStruck: false,
  raised: undefined,
  isCode: false,
  isToCome: false,
  url: undefined,
};

/** What stands where a draft has nothing yet (`unfinished` without children). */
const placeholders: readonly string[] = ['[to come]', '[not filled in yet]', '[not known yet]'];

/** What Word works out anew. */
const workedOut = /^\s*(?:TOC|PAGEREF|PAGE|NUMPAGES|SECTIONPAGES|INDEX|SEQ Table \\h)\b/i;

/** Reads the runs of one part of a document; fields may go on over paragraphs. */
export class Runs {
  readonly #reading: Reading;
  readonly #fields: Field[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** The pieces of a paragraph, in their order. @param boxes text boxes that stand in it are added to these */
  pieces(paragraph: Element, boxes: Element[]): Piece[] {
    return contentOf(paragraph, this.#reading.taking).flatMap((element) =>
      this.#piece(element, undefined, boxes),
    );
  }

  #piece(element: Element, url: string | undefined, boxes: Element[]): Piece[] {
    const within = (target: string | undefined): Piece[] =>
      contentOf(element, this.#reading.taking).flatMap((inner) => this.#piece(inner, target, boxes));
    switch (element.name) {
      case 'w:r':
        return this.#run(element, url, boxes);
      case 'w:hyperlink':
        return within(this.#target(element) ?? url);
      case 'w:fldSimple': {
        const field = { instruction: attribute(element, 'w:instr') ?? '', isShown: true };
        const before = this.#noteOf(field);
        this.#fields.push(field);
        const shown = within(url);
        this.#fields.pop();
        return [...before, ...shown];
      }
      case 'm:oMath':
        leave(this.#reading, 'A formula is taken over as its characters alone.');
        return this.#emit(elementsBelow(element, 'm:t').map(textOf).join(''), plain);
      default:
        return [];
    }
  }

  #run(run: Element, url: string | undefined, boxes: Element[]): Piece[] {
    const { taking, styles } = this.#reading;
    const properties = propertiesOf(run, 'w:rPr', taking);
    const styleId = valueOf(properties, 'w:rStyle');
    const key = styles.key(styleId);
    const byStyle = styles.characters(styleId);
    const raised = valueOf(properties, 'w:vertAlign');
    const look: Look = {
      isBold: isOn(properties, 'w:b') ?? byStyle.isBold,
      isItalic: isOn(properties, 'w:i') ?? byStyle.isItalic,
      isStruck: isOn(properties, 'w:strike') ?? isOn(properties, 'w:dstrike') ?? false,
      raised: raised === 'superscript' || raised === 'subscript' ? raised : undefined,
      isCode: key === 'codeWords',
      isToCome: key === 'toCome',
      url,
    };
    const isHidden = isOn(properties, 'w:vanish') ?? false;
    return contentOf(run, taking).flatMap((element): Piece[] => {
      switch (element.name) {
        case 'w:t':
        case 'w:delText':
          if (isHidden) {
            leave(this.#reading, 'Hidden text is left out.');
            return [];
          }
          return this.#emit(textOf(element), look);
        case 'w:instrText':
        case 'w:delInstrText': {
          const field = this.#fields.at(-1);
          if (field && !field.isShown) field.instruction += textOf(element);
          return [];
        }
        case 'w:fldChar':
          return this.#fieldMark(attribute(element, 'w:fldCharType'));
        case 'w:tab':
        case 'w:ptab':
          return this.#emit(' ', look);
        case 'w:br':
          // A break of a page or column is the layout's.
          return ['page', 'column'].includes(attribute(element, 'w:type') ?? '')
            ? []
            : this.#emit({ type: 'break' }, look);
        case 'w:cr':
          return this.#emit({ type: 'break' }, look);
        case 'w:noBreakHyphen':
          return this.#emit('\u2011', look);
        case 'w:sym':
          return this.#symbol(element, look);
        case 'w:footnoteReference':
        case 'w:endnoteReference':
          return this.#note(
            `${element.name.slice(2, -'Reference'.length)} ${attribute(element, 'w:id') ?? ''}`,
          );
        case 'w:drawing':
        case 'w:pict':
        case 'w:object':
          return this.#drawing(element, look, boxes);
        default:
          return [];
      }
    });
  }

  #emit(content: string | PhrasingContent, look: Look): Piece[] {
    const isPassedOver = this.#fields.some(
      ({ instruction, isShown }) => !isShown || workedOut.test(instruction) || isNoteField(instruction),
    );
    if (isPassedOver || content === '') return [];
    return [{ look: { ...look, url: look.url ?? this.#fieldTarget() }, content }];
  }

  #fieldMark(type: string | undefined): Piece[] {
    if (type === 'begin') this.#fields.push({ instruction: '', isShown: false });
    if (type === 'end') this.#fields.pop();
    const field = this.#fields.at(-1);
    if (type !== 'separate' || !field) return [];
    const pieces = this.#noteOf(field);
    field.isShown = true;
    return pieces;
  }

  /** A further reference to a note. */
  #noteOf({ instruction }: Field): Piece[] {
    const [, name = ''] = /^\s*NOTEREF\s+(\S+)/i.exec(instruction) ?? [];
    const note = this.#reading.bookmarks.get(name)?.note;
    return note === undefined ? [] : this.#note(note);
  }

  #note(id: string): Piece[] {
    const label = this.#reading.noteLabels.get(id);
    if (label === undefined) return [];
    return [{ look: plain, content: { type: 'footnoteReference', identifier: label, label } }];
  }

  #fieldTarget(): string | undefined {
    for (const { instruction } of this.#fields) {
      const [, url] = /^\s*HYPERLINK\s+"([^"]{1,2000})"/i.exec(instruction) ?? [];
      if (url !== undefined && isSafeTarget(url)) return url;
    }
    return undefined;
  }

  #target(link: Element): string | undefined {
    const relationship = this.#reading.relationships.get(attribute(link, 'r:id') ?? '');
    const anchor = attribute(link, 'w:anchor');
    if (relationship?.isExternal)
      return isSafeTarget(relationship.target)
        ? relationship.target + (anchor === undefined ? '' : `#${anchor}`)
        : undefined;
    const heading = this.#reading.bookmarks.get(anchor ?? '')?.heading;
    return heading === undefined ? undefined : `#${fragmentOf(heading)}`;
  }

  #symbol(element: Element, look: Look): Piece[] {
    const code = parseInt(attribute(element, 'w:char') ?? '', 16);
    // Fonts of symbols keep their signs where Unicode has none.
    if (code > 0x20 && code < 0xd800) return this.#emit(String.fromCharCode(code), look);
    leave(this.#reading, 'A sign from a font of symbols is left out.');
    return [];
  }

  #drawing(element: Element, look: Look, boxes: Element[]): Piece[] {
    const contents = elementsBelow(element, 'w:txbxContent');
    boxes.push(...contents);
    const [picture] = elementsBelow(element, 'a:blip');
    const [properties] = elementsBelow(element, 'wp:docPr');
    const path = this.#reading.relationships.get(attribute(picture, 'r:embed') ?? '');
    const alt = cleanText(attribute(properties, 'descr') ?? '')
      .replace(/\s+/g, ' ')
      .trim();
    if (path && !path.isExternal) return this.#emit({ type: 'image', url: path.target, alt }, look);
    if (contents.length > 0) return [];
    leave(this.#reading, `A drawing, chart or object is left out${alt === '' ? '' : `: ${alt}`}.`);
    return alt === '' ? [] : this.#emit(alt, look);
  }
}

function isNoteField(instruction: string): boolean {
  return /^\s*NOTEREF\b/i.test(instruction);
}

function fragmentOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s-]+/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}

/** Pieces as inline nodes: what looks alike stands in one node, and spaces at the ends of marks outside them. */
export function phrasing(pieces: readonly Piece[]): PhrasingContent[] {
  return wrapped(withoutPlaceholders(pieces), 0);
}

/** What says that something is to come is ours; where somebody wrote over it, it is theirs. */
function withoutPlaceholders(pieces: readonly Piece[]): Piece[] {
  return grouped(pieces, ({ look }) => look.isToCome).flatMap((group) => {
    if (!group[0]?.look.isToCome) return group;
    const words = group.map(({ content }) => (typeof content === 'string' ? content : '')).join('');
    return placeholders.includes(words.trim()) ? [] : group;
  });
}

type Layer = (look: Look) => string | undefined;

/** Marks, the outermost first. */
const layers: readonly {
  readonly of: Layer;
  readonly wrap: (children: PhrasingContent[], key: string) => PhrasingContent[];
}[] = [
  { of: ({ url }) => url, wrap: link },
  { of: ({ isBold }) => (isBold ? 'strong' : undefined), wrap: (children) => [{ type: 'strong', children }] },
  {
    of: ({ isItalic }) => (isItalic ? 'emphasis' : undefined),
    wrap: (children) => [{ type: 'emphasis', children }],
  },
  {
    of: ({ isStruck }) => (isStruck ? 'delete' : undefined),
    wrap: (children) => [{ type: 'delete', children }],
  },
  {
    of: ({ raised }) => raised,
    wrap: (children, type) => [{ type: type as 'superscript' | 'subscript', children }],
  },
];

function wrapped(pieces: readonly Piece[], depth: number): PhrasingContent[] {
  const layer = layers[depth];
  if (!layer) return leaves(pieces);
  const keyOf = ({ look, content }: Piece) =>
    // A reference to a note bears no mark of its own, and breaks none.
    typeof content !== 'string' && content.type === 'footnoteReference' ? undefined : layer.of(look);
  return grouped(pieces, keyOf).flatMap((group) => {
    const key = group[0] && keyOf(group[0]);
    if (key === undefined) return wrapped(group, depth + 1);
    const [before, within, after] = trimmed(group);
    return [
      ...leaves(before),
      ...(within.length === 0 ? [] : layer.wrap(wrapped(within, depth + 1), key)),
      ...leaves(after),
    ];
  });
}

function link(children: PhrasingContent[], url: string): PhrasingContent[] {
  const words = wordsOf({ type: 'paragraph', children });
  const [stretch, ...others] = addressesIn(words);
  // An address that stands for itself is text in a draft.
  const isAddress = others.length === 0 && stretch?.url !== undefined && sameAddress(stretch.url, url);
  return isAddress ? children : [{ type: 'link', url, title: null, children }];
}

function sameAddress(one: string, other: string): boolean {
  const plainOf = (address: string) => {
    try {
      return new URL(address).href.replace(/\/$/, '');
    } catch {
      return address;
    }
  };
  return plainOf(one) === plainOf(other);
}

function leaves(pieces: readonly Piece[]): PhrasingContent[] {
  return grouped(pieces, ({ look, content }) =>
    typeof content === 'string' ? `text ${String(look.isCode)}` : content,
  ).flatMap((group): PhrasingContent[] => {
    const [first] = group;
    if (!first) return [];
    if (typeof first.content !== 'string') return group.map(({ content }) => content as PhrasingContent);
    const value = cleanText(group.map(({ content }) => content as string).join('')).replace(/[\t\n\r]/g, ' ');
    return [{ type: first.look.isCode ? 'inlineCode' : 'text', value }];
  });
}

/** Spaces at both ends apart. */
function trimmed(group: readonly Piece[]): [Piece[], Piece[], Piece[]] {
  const isBlank = ({ content }: Piece) => typeof content === 'string' && content.trim() === '';
  const start = group.findIndex((piece) => !isBlank(piece));
  if (start < 0) return [[...group], [], []];
  const end = group.findLastIndex((piece) => !isBlank(piece)) + 1;
  const [before, within, after] = [group.slice(0, start), group.slice(start, end), group.slice(end)];
  const [first] = within;
  if (typeof first?.content === 'string') {
    const words = first.content.replace(/^[ \t\n]+/, '');
    const spaces = first.content.slice(0, first.content.length - words.length);
    if (spaces !== '') before.push({ ...first, content: spaces });
    within[0] = { ...first, content: words };
  }
  const last = within.at(-1);
  if (typeof last?.content === 'string') {
    const count = spacesAtEnd(last.content);
    const words = last.content.slice(0, last.content.length - count);
    if (count > 0) after.unshift({ ...last, content: last.content.slice(words.length) });
    within[within.length - 1] = { ...last, content: words };
  }
  return [before, within, after];
}

/** Neighbours of the same key together. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => unknown): T[][] {
  const groups: T[][] = [];
  let last: unknown;
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.at(-1);
    if (group && key === last) group.push(item);
    else groups.push([item]);
    last = key;
  }
  return groups;
}
