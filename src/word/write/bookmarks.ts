import type { Element } from 'xast';
import { x } from '../xml/x.js';

/** Content as a place that can be pointed to by its name; the same name always gets the same id. */
export function bookmarked(name: string, content: Element[]): Element[] {
  const id = idOf(name);
  return [
    x('w:bookmarkStart', { 'w:id': id, 'w:name': name }),
    ...content,
    x('w:bookmarkEnd', { 'w:id': id }),
  ];
}

// Names are a kind and a number that no other of the kind has; headings are even, notes odd.
function idOf(name: string): number {
  const number = Number(/\d+/.exec(name)?.[0] ?? 0);
  return 2 * number + (name.startsWith('_Toc') ? 0 : 1);
}

/** The name of the place at which a heading stands: as Word names those that its Contents lead to. */
export function headingBookmark(index: number): string {
  return `_Toc${String(index + 1).padStart(9, '0')}`;
}

/** The name of the place at which a footnote is first referred to. */
export function noteBookmark(number: number): string {
  return `_RefNote${String(number)}`;
}
