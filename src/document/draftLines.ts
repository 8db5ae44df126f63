import type { Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { inlineMarkdown, rowText } from './toMarkdown.js';
import { wordsOf } from './words.js';

/** A line of a draft: a heading, a paragraph, a row of a table. What it stands in is told by its shape. */
export interface DraftLine {
  readonly kind: 'heading' | 'paragraph' | 'row' | 'code' | 'rule';
  /** What stands before its words: `## `, `> - `; items of numbered lists all have `#. `. */
  readonly shape: string;
  /** Its words as Markdown: of a row one for each cell, else one alone. */
  readonly texts: readonly string[];
  /** Its words without marks. */
  readonly words: string;
  readonly node: Nodes;
  /** The table, list item or quotation that it stands in. */
  readonly parents: readonly Nodes[];
  /** The label of the footnote that it stands in. */
  readonly note: string | undefined;
  /** Whether it is the first row of its table. */
  readonly isHeader: boolean;
}

/** Two lines of the same key are the same, but for numbers in lists. */
export function keyOf({ kind, shape, texts, note }: DraftLine): string {
  return [note === undefined ? '' : `[^${note}]`, kind, shape, ...texts].join('\u0000');
}

/** The lines of a tree in their order; footnotes stand where their texts stand. */
export function draftLines({ children }: Root): DraftLine[] {
  return children.flatMap((node) => linesOf(node, { shape: '', parents: [], note: undefined }));
}

interface Place {
  readonly shape: string;
  readonly parents: readonly Nodes[];
  readonly note: string | undefined;
}

function linesOf(node: RootContent, place: Place): DraftLine[] {
  const within = (parent: Nodes, first: string, others = first, around: readonly Nodes[] = []): DraftLine[] =>
    ('children' in parent ? (parent.children as RootContent[]) : []).flatMap((child, index) =>
      linesOf(child, {
        ...place,
        shape: place.shape + (index === 0 ? first : others),
        parents: [...place.parents, ...around, parent],
      }),
    );
  const line = (kind: DraftLine['kind'], shape: string, texts: readonly string[]): DraftLine[] => [
    {
      kind,
      shape: place.shape + shape,
      texts,
      words: wordsOf(node),
      node,
      parents: place.parents,
      note: place.note,
      isHeader: false,
    },
  ];
  switch (node.type) {
    case 'heading':
      return line('heading', `${'#'.repeat(node.depth)} `, [inline(node.children)]);
    case 'paragraph':
      return line('paragraph', '', [inline(node.children)]);
    case 'code':
      return line('code', '', [node.value]);
    case 'thematicBreak':
      return line('rule', '---', ['']);
    case 'blockquote':
      return within(node, '> ');
    case 'list':
      return node.children.flatMap((item) => within(item, node.ordered ? '#. ' : '- ', '  ', [node]));
    case 'table':
      return rowsOf(node, place);
    case 'footnoteDefinition': {
      const note = node.label ?? node.identifier;
      return node.children.flatMap((child) => linesOf(child, { ...place, parents: [node], note }));
    }
    default:
      return [];
  }
}

function rowsOf(table: Table, place: Place): DraftLine[] {
  return table.children.flatMap((row, index): DraftLine[] => {
    const texts = row.children.map((cell) => inline(cell.children, true));
    // An empty header is left out on the way to Word, and put in on the way back.
    if (texts.every((text) => text === '')) return [];
    const words = row.children.map(wordsOf).join(' | ');
    const { shape, note } = place;
    const parents = [...place.parents, table];
    return [{ kind: 'row', shape, texts, words, node: row, parents, note, isHeader: index === 0 }];
  });
}

function inline(children: readonly PhrasingContent[], isCell = false): string {
  return inlineMarkdown(withoutPictures(children), isCell).trim();
}

/** Where a picture lies is another thing in Word; it is its alternative text that is held against it. */
function withoutPictures(children: readonly PhrasingContent[]): PhrasingContent[] {
  return children.map((node): PhrasingContent => {
    if (node.type === 'image') return { type: 'text', value: node.alt ?? '' };
    return 'children' in node ? { ...node, children: withoutPictures(node.children) } : node;
  });
}

/** A line as a draft has it. @param number what takes the place of the number of a list item */
export function lineText({ kind, shape, texts, note, node, isHeader }: DraftLine, number: number): string {
  const before = shape.replace('#.', `${String(number)}.`);
  const label = note === undefined ? '' : `[^${note}]: `;
  const [text = ''] = texts;
  if (kind === 'row') {
    const columns = texts.map(() => '---');
    return `${before}${rowText(texts)}${isHeader ? `\n${before}${rowText(columns)}` : ''}`;
  }
  if (kind === 'code')
    return ['```', ...('value' in node ? node.value.split('\n') : []), '```']
      .map((line) => before + line)
      .join('\n');
  return label + before + text;
}
