import type { Nodes } from 'mdast';
import type { Passage } from '../text/passage.js';

/** The nodes of a type in a passage, in the order of the text; `isBlock` for those that are blocks of the text itself. */
export function nodesOf<Type extends Nodes['type']>(
  passage: Passage,
  type: Type,
  { inQuotations }: { readonly inQuotations: boolean },
): { readonly node: Extract<Nodes, { type: Type }>; readonly isBlock: boolean }[] {
  const nodes: { node: Extract<Nodes, { type: Type }>; isBlock: boolean }[] = [];
  // A stack, not recursion: block quotes can be nested deeper than the call stack is.
  const stack: { node: Nodes; isBlock: boolean }[] = passage.blocks
    .map((node) => ({ node, isBlock: true }))
    .reverse();
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node } = top;
    if (node.type === type) nodes.push(top as (typeof nodes)[number]);
    if (node.type === 'blockquote' && !inQuotations) continue;
    if ('children' in node)
      for (const child of node.children.toReversed()) stack.push({ node: child, isBlock: false });
  }
  return nodes;
}
