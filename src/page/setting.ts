import type { Element, ElementContent, Properties } from 'hast';
import type { Heading, Image, Nodes } from 'mdast';

/** What the two places in which a report is shown do in their own ways: the page of its own, and the preview. */
export interface Setting {
  /** Attributes of a heading; its `id` is the name by which the contents lead to it. */
  headingProperties(heading: Heading): Properties;
  linkProperties(target: string): Properties;
  /** The picture, or what stands in its place. */
  picture(image: Image): ElementContent | undefined;
  /** Attributes that say where a paragraph, heading, list item or row stands in the draft. */
  placeProperties(node: Nodes): Properties;
  /** Whether it says where something else follows from the draft than it states: for authors. */
  readonly notes: boolean;
  /** Whether the list of contents is unfolded at first. */
  readonly contentsOpen: boolean;
}

/** An element with more attributes, its classes joined. */
export function withProperties(element: Element, more: Properties): Element {
  const { className: names = [], ...properties } = element.properties;
  const { className: moreNames = [], ...moreProperties } = more;
  const all = [...names, ...moreNames];
  return {
    ...element,
    properties: { ...properties, ...moreProperties, ...(all.length > 0 ? { className: all } : {}) },
  };
}
