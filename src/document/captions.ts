import type { Root, Table } from 'mdast';
import { wordsOf } from './words.js';

/**
 * Gives each table of the text itself, and of its quotations and lists, a name: that of what it holds and
 * of the heading above it, with a number where there are several of that name.
 */
export function nameTables(tree: Root): void {
  let heading = '';
  const named = new Map<string, Table[]>();
  const visit = (parent: { readonly children: readonly Root['children'][number][] }) => {
    for (const node of parent.children) {
      if (node.type === 'heading') heading = wordsOf(node);
      else if (node.type === 'table') {
        const name = nameOf(node, heading);
        const sameName = named.get(name);
        if (sameName) sameName.push(node);
        else named.set(name, [node]);
      } else if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem') visit(node);
    }
  };
  visit(tree);
  for (const [name, tables] of named)
    tables.forEach((table, index) => {
      const caption = tables.length === 1 ? name : `${name} (table ${String(index + 1)})`;
      const emptyHeader = table.children[0]?.children.every((cell) => wordsOf(cell) === '') ?? true;
      table.data = { mark: { kind: 'figures', ...table.data?.mark, caption, emptyHeader } };
    });
}

function nameOf(table: Table, heading: string): string {
  const below = heading === '' ? '' : `: ${heading}`;
  switch (table.data?.mark?.kind) {
    case 'ratings':
      return 'Ratings of the standards';
    case 'key-questions':
      return `Key questions${below}`;
    case 'prompts':
      return `Prompts${below}`;
    default:
      return heading === '' ? 'Table' : heading;
  }
}
