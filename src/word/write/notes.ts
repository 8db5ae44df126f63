import type { FootnoteReference, PhrasingContent, RootContent } from 'mdast';
import type { Element } from 'xast';
import { x } from '../xml/x.js';
import type { Footnote } from '../../document/footnotes.js';
import { declarations } from '../xml/namespaces.js';
import { blocks, endingInParagraph } from './blocks.js';
import { bookmarked, noteBookmark } from './bookmarks.js';
import { isParagraph, paragraph } from './paragraphs.js';
import { field, run, runs, runProperties, type Look } from './runs.js';
import type { Place, Writing } from './writing.js';

export const footnotesPart = 'word/footnotes.xml';

const place: Place = { part: footnotesPart, style: 'footnoteText', indent: 0, depth: 0 };

/** Marks a reference: its style alone raises it. */
const referenceLook = { style: 'footnoteReference' } as const;

/** The footnotes of a document, which Word numbers in the order of the first references to them. */
export class Notes {
  readonly #byNumber: ReadonlyMap<number, Footnote>;
  /** Those that the text refers to, in the order in which it does. */
  readonly #placed: Footnote[] = [];
  /** Those whose words are being written within another. */
  readonly #within = new Set<number>();

  constructor(footnotes: readonly Footnote[]) {
    this.#byNumber = new Map(footnotes.map((footnote) => [footnote.number, footnote]));
  }

  /** What stands for a reference: the footnote, a pointer to it, or its words. */
  reference(node: FootnoteReference, look: Look, { part }: Place, writing: Writing): Element[] {
    const footnote = this.#byNumber.get(node.data?.mark?.number ?? -1);
    if (!footnote) return [];
    const { number } = footnote;
    const isPlaced = this.#placed.includes(footnote);
    if (part === footnotesPart && !isPlaced) return this.#words(footnote, look, writing);
    if (isPlaced)
      return field(
        `NOTEREF ${noteBookmark(number)} \\f \\h`,
        [run(String(number), referenceLook)],
        referenceLook,
      );
    this.#placed.push(footnote);
    const reference = x(
      'w:r',
      runProperties(referenceLook),
      x('w:footnoteReference', { 'w:id': this.#placed.length }),
    );
    return footnote.references > 1 ? bookmarked(noteBookmark(number), [reference]) : [reference];
  }

  /** Word has no footnotes within footnotes: the words of one that another alone refers to stand in brackets. */
  #words({ number, definition }: Footnote, look: Look, writing: Writing): Element[] {
    if (this.#within.has(number)) return [];
    this.#within.add(number);
    const paragraphs = definition.children.flatMap((child) => phrasesOf(child));
    const words = paragraphs.flatMap((phrases, index) => [
      ...(index > 0 ? [run(' ', look)] : []),
      ...runs(phrases, look, place, writing),
    ]);
    this.#within.delete(number);
    return [run(' [', look), ...words, run(']', look)];
  }

  /** The part with the footnotes; its writing may not place any more. */
  tree(writing: Writing): Element {
    return x(
      'w:footnotes',
      declarations('w', 'r', 'wp', 'a', 'pic'),
      separator(-1, 'separator'),
      separator(0, 'continuationSeparator'),
      this.#placed.map(({ definition }, index) => {
        const content = endingInParagraph(blocks(definition.children, place, writing), place.style);
        const mark = [x('w:r', runProperties(referenceLook), x('w:footnoteRef')), run(' ')];
        const [first] = content;
        // Behind what is said of the paragraph.
        if (isParagraph(first)) first.children.splice(1, 0, ...mark);
        else content.unshift(paragraph({ style: place.style }, mark));
        return x('w:footnote', { 'w:id': index + 1 }, content);
      }),
    );
  }
}

/** What Word draws between the text and the notes. */
function separator(id: number, type: 'separator' | 'continuationSeparator'): Element {
  return x(
    'w:footnote',
    { 'w:id': id, 'w:type': type },
    x(
      'w:p',
      x('w:pPr', x('w:spacing', { 'w:before': 0, 'w:after': 0, 'w:line': 240, 'w:lineRule': 'auto' })),
      x('w:r', x(`w:${type}`)),
    ),
  );
}

/** The inline content of a block, a list of phrases for each paragraph, row or line in it. */
function phrasesOf(node: RootContent): PhrasingContent[][] {
  if (node.type === 'paragraph' || node.type === 'heading') return [node.children];
  if (node.type === 'tableRow')
    return node.children.map((cell) => cell.children).filter((cell) => cell.length > 0);
  if (node.type === 'code') return [[{ type: 'inlineCode', value: node.value }]];
  return 'children' in node ? (node.children as RootContent[]).flatMap(phrasesOf) : [];
}
