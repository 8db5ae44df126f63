import { normalizeIdentifier } from 'micromark-util-normalize-identifier';
import { noLabels, type Labels } from './parse.js';

/** What is defined in a draft, or may be. */
export interface Known {
  readonly links: { has(label: string): boolean };
  readonly footnotes: { has(label: string): boolean };
}

/** Whatever stands in square brackets, with a backslash before a bracket taken for one and for none. */
const bracketed = [/\[((?:[^[\]\\]|\\[\s\S]){1,999})\]/g, /\[([^[\]]{1,999})\]/g];

function mentioned(text: string, found: (label: string) => void): void {
  if (!text.includes('[')) return;
  for (const pattern of bracketed) for (const match of text.matchAll(pattern)) found(match[1] ?? '');
}

/** What a text may refer to and is known: on nothing else outside it does depend how it is read. */
export function labelsIn(text: string, known: Known): Labels {
  const links = new Set<string>();
  const footnotes = new Set<string>();
  mentioned(text, (label) => {
    const link = normalizeIdentifier(label);
    if (known.links.has(link)) links.add(link);
    if (!label.startsWith('^')) return;
    const footnote = normalizeIdentifier(label.slice(1));
    if (known.footnotes.has(footnote)) footnotes.add(footnote);
  });
  return links.size === 0 && footnotes.size === 0
    ? noLabels
    : { links: [...links].sort(), footnotes: [...footnotes].sort() };
}

export function sameLabels(a: Labels, b: Labels): boolean {
  const same = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((each, index) => each === other[index]);
  return a === b || (same(a.links, b.links) && same(a.footnotes, b.footnotes));
}

/** What a text seems to define: a guess, which spares most passages from being read twice. */
export function possibleDefinitions(text: string): { links: Set<string>; footnotes: Set<string> } {
  const links = new Set<string>();
  const footnotes = new Set<string>();
  for (const match of text.matchAll(/\[([^[\]\r\n]{1,999})\]:/g)) {
    const label = match[1] ?? '';
    if (label.startsWith('^')) footnotes.add(normalizeIdentifier(label.slice(1)));
    else links.add(normalizeIdentifier(label));
  }
  return { links, footnotes };
}
