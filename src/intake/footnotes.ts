import type {
  FootnoteDefinition,
  FootnoteReference,
  Nodes,
  Paragraph,
  PhrasingContent,
  RootContent,
} from 'mdast';
import { text, textOf, trim, withReferences } from './phrasing.js';

/** Blocks with their footnotes in their places. */
export interface PlacedFootnotes {
  readonly children: RootContent[];
  /** The words of footnotes to which nothing refers. */
  readonly unreferenced: readonly string[];
}

/** A footnote, and before which block it was printed. */
export interface PrintedFootnote {
  readonly before: number;
  readonly node: FootnoteDefinition;
}

/**
 * Puts each footnote at the end of the section that refers to it first, and where nothing refers to it, leaves
 * it where it stood, behind a slot. A mark without a footnote is what was printed.
 */
export function placeFootnotes(
  blocks: readonly RootContent[],
  footnotes: readonly PrintedFootnote[],
  slot: string,
): PlacedFootnotes {
  const definitions = new Map(footnotes.map(({ node }) => [node.identifier, node]));
  const used = new Set(
    [...blocks, ...definitions.values()].flatMap((each) =>
      referencesIn(each).map(({ identifier }) => identifier),
    ),
  );
  const children: RootContent[] = [];
  const unreferenced: string[] = [];
  const placed = new Set<string>();
  let due: FootnoteDefinition[] = [];
  const take = (node: RootContent) => {
    for (const { identifier } of referencesIn(node)) {
      const definition = definitions.get(identifier);
      if (!definition || placed.has(identifier)) continue;
      placed.add(identifier);
      due.push(withPrintedMarks(definition, definitions));
      take(definition);
    }
  };
  blocks.forEach((block, index) => {
    for (const { before, node } of footnotes) {
      if (before !== index || used.has(node.identifier)) continue;
      const paragraph = withoutReference(node, slot);
      unreferenced.push(textOf(node.children));
      children.push(paragraph);
      take(paragraph);
    }
    if (block.type === 'heading' && block.depth <= 3) {
      children.push(...due);
      due = [];
    }
    children.push(withPrintedMarks(block, definitions));
    take(block);
  });
  for (const { before, node } of footnotes) {
    if (before < blocks.length || used.has(node.identifier)) continue;
    const paragraph = withoutReference(node, slot);
    unreferenced.push(textOf(node.children));
    children.push(paragraph);
    take(paragraph);
  }
  children.push(...due);
  return { children, unreferenced };
}

/** A slot that refers to a footnote to which nothing else does. */
function withoutReference({ identifier, label }: FootnoteDefinition, slot: string): Paragraph {
  const reference: FootnoteReference = { type: 'footnoteReference', identifier, label: label ?? identifier };
  return { type: 'paragraph', children: [text(slot), reference] };
}

function referencesIn(node: Nodes): FootnoteReference[] {
  if (node.type === 'footnoteReference') return [node];
  return 'children' in node ? node.children.flatMap(referencesIn) : [];
}

/** The node with what was printed for marks that have no footnote. */
function withPrintedMarks<T extends Nodes>(node: T, definitions: ReadonlyMap<string, unknown>): T {
  if (!('children' in node)) return node;
  const children = (node.children as Nodes[]).flatMap((child): Nodes[] => {
    if (child.type !== 'footnoteReference' || definitions.has(child.identifier))
      return [withPrintedMarks(child, definitions)];
    const printed = (child.data as { printed?: string } | undefined)?.printed ?? `[${child.identifier}]`;
    return [{ type: printed.startsWith('<') ? 'html' : 'text', value: printed }];
  });
  return { ...node, children };
}

/** A paragraph's content with the mark that it begins with taken off; undefined where it begins with none. */
export function asDefinition(content: readonly PhrasingContent[]): FootnoteDefinition | undefined {
  const [first, ...others] = withReferences(content).filter(
    (node) => node.type !== 'text' || node.value.trim() !== '',
  );
  if (first?.type !== 'footnoteReference' || textOf(others).trim() === '') return undefined;
  return {
    type: 'footnoteDefinition',
    identifier: first.identifier,
    label: first.identifier,
    children: [{ type: 'paragraph', children: trim(others) }],
  };
}
