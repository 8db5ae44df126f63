import type { Element } from 'xast';
import { attribute, child, childrenOf, valueOf } from '../xml/element.js';

/** Which text is read: with all tracked changes made (`accept`), or as it was before any of them (`reject`). */
export type Taking = 'accept' | 'reject';

/** What only one of the two texts holds. */
const heldBy: Readonly<Record<string, Taking>> = {
  'w:ins': 'accept',
  'w:moveTo': 'accept',
  'w:cellIns': 'accept',
  'w:del': 'reject',
  'w:moveFrom': 'reject',
  'w:cellDel': 'reject',
};

/** What stands round content and says nothing to us. */
const transparent = new Set([
  'w:smartTag',
  'w:customXml',
  'w:bdo',
  'w:dir',
  'w:ruby',
  'w:rubyBase',
  'm:oMathPara',
]);

/** The content of an element as one of the two texts has it, without the wrappers that may stand round it. */
export function contentOf(parent: Element | undefined, taking: Taking): Element[] {
  return childrenOf(parent).flatMap((element) => {
    const holder = heldBy[element.name];
    if (holder !== undefined) return holder === taking ? contentOf(element, taking) : [];
    const inner = unwrapped(element);
    return inner === element ? [element] : contentOf(inner, taking);
  });
}

/** What a wrapper stands round; undefined for what is passed over, the element itself where it is no wrapper. */
export function unwrapped(element: Element): Element | undefined {
  if (element.name === 'w:sdt') return isPassedOver(element) ? undefined : child(element, 'w:sdtContent');
  if (element.name === 'mc:AlternateContent')
    return child(element, 'mc:Choice') ?? child(element, 'mc:Fallback');
  return transparent.has(element.name) ? { ...element, name: 'w:content' } : element;
}

/** A list of contents is worked out anew, and what invites to type is nobody's words. */
function isPassedOver(control: Element): boolean {
  const properties = child(control, 'w:sdtPr');
  return (
    valueOf(properties, 'w:docPartObj', 'w:docPartGallery') === 'Table of Contents' ||
    child(properties, 'w:showingPlcHdr') !== undefined
  );
}

/**
 * What is said of a paragraph or run (`w:pPr`, `w:rPr`) in one of the two texts: where its look was changed,
 * the change holds how it looked.
 */
export function propertiesOf(element: Element, name: 'w:pPr' | 'w:rPr', taking: Taking): Element | undefined {
  const now = child(element, name);
  if (taking === 'accept') return now;
  const change = child(now, `${name}Change`);
  return change ? (child(change, name) ?? { ...change, children: [] }) : now;
}

/** Whether the end of a paragraph, a row or a cell stands in one of the two texts. @param marks what says so of it */
export function stands(marks: Element | undefined, taking: Taking): boolean {
  return childrenOf(marks).every((mark) => (heldBy[mark.name] ?? taking) === taking);
}

/** Whose change it is, and when it was made. */
export interface Made {
  readonly author: string | null;
  /** As the document states it: `2026-11-03T09:30:00Z`. */
  readonly date: string | null;
}

export function madeBy(mark: Element | undefined): Made {
  const stated = (name: string) => {
    const value = attribute(mark, name)?.trim();
    return value === undefined || value === '' ? null : value;
  };
  return { author: stated('w:author'), date: stated('w:date') };
}
