import type { Element } from 'xast';
import { plainText } from '../../report/plainText.js';
import { cleanText } from '../../document/words.js';
import { attribute, childrenOf, elementsBelow } from '../xml/element.js';
import { wordsBelow } from './body.js';

/** What somebody said beside the text. */
export interface Remark {
  readonly author: string;
  /** As the document states it; empty where it states none. */
  readonly date: string;
  /** Plain text. */
  readonly text: string;
}

/** A remark with what was answered to it. */
export interface Comment extends Remark {
  /** The number of the paragraph at which it begins; undefined where it stands nowhere in the text. */
  readonly paragraph: number | undefined;
  /** The number of the last paragraph that it is about. */
  readonly lastParagraph: number | undefined;
  readonly isResolved: boolean;
  readonly replies: readonly Remark[];
}

/**
 * The comments of a document, in the order of the text.
 * @param comments the root of the part that holds them
 * @param extended the root of the part that says which answers which, and which are resolved
 * @param roots of the parts with the text
 * @param paragraphs the numbers of their paragraphs
 */
export function readComments(
  comments: Element | undefined,
  extended: Element | undefined,
  roots: readonly Element[],
  paragraphs: ReadonlyMap<Element, number>,
): Comment[] {
  const states = new Map(
    childrenOf(extended, 'w15:commentEx').map((state) => [attribute(state, 'w15:paraId') ?? '', state]),
  );
  const places = placesOf(roots, paragraphs);
  const read = childrenOf(comments, 'w:comment').map((element) => {
    const own = elementsBelow(element, 'w:p').map((paragraph) => attribute(paragraph, 'w14:paraId') ?? '');
    const state = states.get(own.at(-1) ?? '');
    const place = places.get(attribute(element, 'w:id') ?? '');
    return {
      own,
      parent: attribute(state, 'w15:paraIdParent'),
      author: plainWords(attribute(element, 'w:author') ?? ''),
      date: attribute(element, 'w:date') ?? '',
      text: plainWords(wordsBelow(element)),
      paragraph: place?.first,
      lastParagraph: place?.last,
      isResolved: /^(?:1|true|on)$/.test(attribute(state, 'w15:done') ?? ''),
    };
  });
  const byParagraph = new Map(read.flatMap((remark) => remark.own.map((id) => [id, remark] as const)));
  const rootOf = (remark: (typeof read)[number]) => {
    const seen = new Set<unknown>();
    let root = remark;
    for (;;) {
      const parent = root.parent === undefined ? undefined : byParagraph.get(root.parent);
      if (!parent || seen.has(parent)) return root;
      seen.add(parent);
      root = parent;
    }
  };
  const threads = new Map<(typeof read)[number], Remark[]>();
  for (const remark of read) if (rootOf(remark) === remark) threads.set(remark, []);
  for (const remark of read) {
    const { author, date, text } = remark;
    const root = rootOf(remark);
    if (root !== remark) threads.get(root)?.push({ author, date, text });
  }
  const inOrder = [...threads].map(
    ([{ author, date, text, paragraph, lastParagraph, isResolved }, replies]) => ({
      author,
      date,
      text,
      paragraph,
      lastParagraph,
      isResolved,
      replies,
    }),
  );
  return inOrder.sort((one, other) => (one.paragraph ?? Infinity) - (other.paragraph ?? Infinity) || 0);
}

/** Where each comment begins and ends, by its id. */
function placesOf(
  roots: readonly Element[],
  paragraphs: ReadonlyMap<Element, number>,
): Map<string, { readonly first: number; readonly last: number }> {
  const places = new Map<string, { first: number; last: number }>();
  let current = 0;
  const visit = (element: Element) => {
    if (element.name === 'w:p') current = paragraphs.get(element) ?? current;
    if (/^w:comment(?:RangeStart|RangeEnd|Reference)$/.test(element.name)) {
      const id = attribute(element, 'w:id') ?? '';
      const place = places.get(id);
      if (!place) places.set(id, { first: current, last: current });
      else place.last = Math.max(place.last, current);
    }
    for (const inner of childrenOf(element)) visit(inner);
  };
  for (const root of roots) visit(root);
  return places;
}

/** Without what no screen shows, so that it can be shown anywhere. */
function plainWords(text: string): string {
  return cleanText(text).split('\n').map(plainText).join('\n').trim();
}
