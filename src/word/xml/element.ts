import type { Element } from 'xast';

/** The child elements of an element, in their order; those of one name where one is given. */
export function childrenOf(parent: Element | undefined, name?: string): Element[] {
  if (!parent) return [];
  return parent.children.filter(
    (child): child is Element => child.type === 'element' && (name === undefined || child.name === name),
  );
}

/** The first child element of a name; further names lead on from child to child. */
export function child(parent: Element | undefined, ...names: readonly string[]): Element | undefined {
  let element = parent;
  for (const name of names)
    element = element?.children.find(
      (candidate): candidate is Element => candidate.type === 'element' && candidate.name === name,
    );
  return element;
}

/** An attribute of an element; undefined where either is not there. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attributes[name] ?? undefined;
}

/** `w:val` of a child. */
export function valueOf(parent: Element | undefined, ...names: readonly string[]): string | undefined {
  return attribute(child(parent, ...names), 'w:val');
}

/** A whole number that an attribute states; undefined for anything else. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Whether a property that is either on or off is on: `<w:b/>`, `<w:b w:val="0"/>`; undefined where it is not stated. */
export function isOn(parent: Element | undefined, name: string): boolean | undefined {
  const property = child(parent, name);
  if (!property) return undefined;
  const value = attribute(property, 'w:val');
  return value === undefined || !['0', 'false', 'off', 'none'].includes(value);
}

/** The text in an element itself. */
export function textOf(element: Element): string {
  return element.children
    .map((piece) => (piece.type === 'text' || piece.type === 'cdata' ? piece.value : ''))
    .join('');
}

/** All elements of a name below an element, in their order; what stands in one of them is not looked through. */
export function elementsBelow(parent: Element, name: string): Element[] {
  return childrenOf(parent).flatMap((element) =>
    element.name === name ? [element] : elementsBelow(element, name),
  );
}
