import type { Element, ElementContent } from 'xast';
import { toXml } from 'xast-util-to-xml';

// What XML 1.0 can't hold, not even escaped: control characters, halves of surrogate pairs, two noncharacters.
const impossible = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** A text as XML can hold it: what it can't is replaced by the character that stands for such. */
function possible(text: string): string {
  return text.replace(impossible, '\ufffd');
}

/** A part as it is written: a declaration, the tree of its root, in UTF-8. The tree is changed. */
export function writeXml(root: Element): Uint8Array {
  makePossible(root);
  const xml = toXml(root, { closeEmptyElements: true, tightClose: true });
  // No part has a section that this ends, and in text it may not stand.
  const allowed = xml.replaceAll(']]>', ']]&gt;');
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${allowed}`);
}

function makePossible(node: Element | ElementContent): void {
  if (node.type === 'text') node.value = possible(node.value);
  if (node.type !== 'element') return;
  for (const [name, value] of Object.entries(node.attributes))
    // Whoever reads a line break in an attribute reads a space; so it is written as one.
    if (value != null) node.attributes[name] = possible(value).replace(/[\t\n\r]+/g, ' ');
  for (const child of node.children) makePossible(child);
}
