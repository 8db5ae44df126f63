import type { FootnoteDefinition, FootnoteReference, Nodes, Root } from 'mdast';
import type { LeftOut } from './outcome.js';
import { cleanText } from './words.js';

/** A footnote with its number; its text is the definition's children. */
export interface Footnote {
  readonly number: number;
  readonly definition: FootnoteDefinition;
  /** How many references there are to it. */
  readonly references: number;
}

/**
 * Numbers footnotes in the order in which they are first referred to, those that footnotes refer to after
 * all others, and marks each reference. One that nobody refers to is left out.
 */
export function numberFootnotes(
  tree: Root,
  definitions: ReadonlyMap<string, FootnoteDefinition>,
  leftOut: LeftOut[],
): Footnote[] {
  const numbered = new Map<string, { number: number; definition: FootnoteDefinition; references: number }>();
  const queue: Nodes[] = [tree];
  for (let node = queue.shift(); node; node = queue.shift())
    for (const reference of referencesIn(node)) {
      const definition = definitions.get(reference.identifier);
      if (!definition) continue;
      let footnote = numbered.get(reference.identifier);
      if (!footnote) {
        footnote = { number: numbered.size + 1, definition, references: 0 };
        numbered.set(reference.identifier, footnote);
        queue.push(definition);
      }
      footnote.references++;
      reference.data = { mark: { number: footnote.number, occurrence: footnote.references } };
    }
  for (const [identifier, { label, position }] of definitions)
    if (!numbered.has(identifier))
      leftOut.push({
        message: `The footnote '${cleanText(label ?? identifier)}' is left out: nothing refers to it.`,
        ...(position ? { line: position.start.line } : {}),
      });
  return [...numbered.values()];
}

function referencesIn(parent: Nodes): FootnoteReference[] {
  if (parent.type === 'footnoteReference') return [parent];
  return 'children' in parent ? parent.children.flatMap(referencesIn) : [];
}
