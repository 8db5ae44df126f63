import type { Element, Nodes } from 'xast';
import { x as xastscript } from 'xastscript';

/** What an element can hold; what is false or missing is passed over, so that conditions can stand in a list. */
export type Content = Nodes | string | number | false | null | undefined | readonly Content[];

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An element of XML: `x('w:pPr', { … }, …)`, or `x('w:pPr', …)` without attributes. Like xastscript's, but for
 * conditions among the content, and a first piece of content that is an element.
 */
export function x(name: string, ...content: readonly (Attributes | Content)[]): Element {
  const [first, ...others] = content;
  const attributes = isAttributes(first) ? first : {};
  const children = (isAttributes(first) ? others : content) as Content[];
  return xastscript(name, { ...attributes }, flat(children));
}

function isAttributes(piece: Attributes | Content): piece is Attributes {
  return typeof piece === 'object' && piece !== null && !Array.isArray(piece) && !('type' in piece);
}

function flat(content: readonly Content[]): (Nodes | string | number)[] {
  return content.flatMap((piece) => {
    if (Array.isArray(piece)) return flat(piece as readonly Content[]);
    return piece === false || piece === null || piece === undefined ? [] : [piece as Nodes | string | number];
  });
}
