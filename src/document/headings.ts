import type { Heading, Nodes, Root } from 'mdast';
import type { Report } from '../report/report.js';
import type { Footnote } from './footnotes.js';
import type { HeadingMark } from './nodes.js';
import { wordsOf } from './words.js';

/** A heading of the text itself, not of a quotation or list. */
export interface DocumentHeading extends HeadingMark {
  readonly node: Heading;
  /** Its words, without footnote references. */
  readonly text: string;
}

/**
 * Gives each heading its name, its level and what it opens. The first `#` is the title; every other
 * heading is at least of the second level, and none is more than one deeper than what it stands below.
 */
export function identifyHeadings(
  report: Report,
  tree: Root,
  footnotes: readonly Footnote[],
): DocumentHeading[] {
  const known = new Map(report.headings.map((heading) => [heading.range.start, heading]));
  const parts = new Map(report.parts.map(({ heading, kind }) => [heading.range.start, kind]));
  const names = new Names();
  const above: { readonly depth: number; readonly level: number }[] = [];
  const outermost = new Set<Nodes>(tree.children);
  const title = tree.children.find((node) => node.type === 'heading' && node.depth === 1);
  const headings: DocumentHeading[] = [];
  for (const node of headingsIn(tree)) {
    const start = node.position?.start.offset ?? -1;
    const heading = known.get(start);
    const text = wordsOf(node);
    const isTitle = node === title;
    while ((above.at(-1)?.depth ?? 0) >= node.depth) above.pop();
    const level = isTitle ? 1 : Math.min(6, (above.at(-1)?.level ?? 1) + 1);
    if (!isTitle) above.push({ depth: node.depth, level });
    const part = parts.get(start);
    const standard = heading?.kind === 'standard' ? (heading.resolved ?? heading.standard) : undefined;
    const mark: HeadingMark = {
      kind: isTitle ? 'title' : (heading?.kind ?? 'other'),
      id: names.next(text),
      level: level as HeadingMark['level'],
      ...(part === undefined ? {} : { part }),
      ...(standard === undefined ? {} : { standard }),
    };
    node.data = { mark };
    if (outermost.has(node)) headings.push({ ...mark, node, text });
  }
  // A heading within a footnote would stand outside all parts: it is a line in bold.
  for (const { definition } of footnotes) withoutHeadings(definition);
  return headings;
}

function headingsIn(parent: Nodes): Heading[] {
  if (parent.type === 'heading') return [parent];
  return 'children' in parent ? parent.children.flatMap(headingsIn) : [];
}

function withoutHeadings(parent: Nodes): void {
  if (!('children' in parent)) return;
  const children = parent.children as Nodes[];
  children.forEach((child, index) => {
    if (child.type === 'heading')
      children[index] = { type: 'paragraph', children: [{ type: 'strong', children: child.children }] };
    else withoutHeadings(child);
  });
}

/** Names for places in a page: the words in small letters joined by hyphens, each name once. */
class Names {
  /** The names that are given, with how often they were wished for since. */
  readonly #given = new Map<string, number>();

  next(words: string): string {
    const wished =
      words
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\s-]+/gu, '')
        .trim()
        .replace(/\s+/g, '-') || 'section';
    let name = wished;
    let count = this.#given.get(wished) ?? 0;
    for (; this.#given.has(name); count++) name = `${wished}-${String(count + 1)}`;
    this.#given.set(wished, count);
    if (name !== wished) this.#given.set(name, 0);
    return name;
  }
}
