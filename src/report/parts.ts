import type { Framework } from '../framework/framework.js';
import type { Layout, Part } from '../framework/pack.js';
import { wordsOnly } from '../framework/wording.js';
import type { Heading } from './report.js';

/** The parts of all layouts of a framework. */
export function layoutParts(framework: Framework): Part[] {
  return framework.layouts.flatMap((layout) => layout.parts);
}

const partWords = new WeakMap<Part, ReadonlySet<string>>();

/** Whether a heading is the layout's part: by its words, whatever their case and punctuation. */
export function isPart(part: Part, heading: string): boolean {
  let words = partWords.get(part);
  if (!words) partWords.set(part, (words = new Set([part.heading, ...part.accepted].map(wordsOnly))));
  return words.has(wordsOnly(heading));
}

/** What kind of part a heading opens, and which of the layout's it is. */
export function partOf(
  framework: Framework | undefined,
  layout: Layout | undefined,
  heading: Heading,
): { kind: Part['kind']; part: Part | undefined } {
  if (heading.kind === 'domain')
    return { kind: 'domain', part: layout?.parts.find((each) => each.domain === heading.domain) };
  const is = (each: Part) =>
    each.kind !== 'domain' && (isPart(each, heading.text) || isPart(each, heading.title));
  const part = layout?.parts.find(is);
  if (part) return { kind: part.kind, part };
  if (/^\s*annexe?\b/i.test(heading.text)) return { kind: 'annexe', part: undefined };
  const other = framework && layoutParts(framework).find(is);
  return { kind: other?.kind ?? 'plain', part: undefined };
}
