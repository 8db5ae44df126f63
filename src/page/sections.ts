import type { RootContent } from 'mdast';
import type { ReportDocument } from '../document/document.js';

/** A part of a report, from one heading of the second level to the next. */
export interface Section {
  /** Stable as long as its heading is. */
  readonly id: string;
  readonly isRatings: boolean;
  readonly blocks: readonly RootContent[];
}

/** What stands before the first part, with the title, and the parts. */
export function sectionsOf({ tree, headings }: ReportDocument): {
  readonly front: readonly RootContent[];
  readonly parts: readonly Section[];
} {
  const opening = new Map<RootContent, ReportDocument['headings'][number]>(
    headings.filter(({ level }) => level === 2).map((heading) => [heading.node, heading]),
  );
  const front: RootContent[] = [];
  const parts: { id: string; isRatings: boolean; blocks: RootContent[] }[] = [];
  for (const block of tree.children) {
    const heading = opening.get(block);
    if (heading) parts.push({ id: `${heading.id}_part`, isRatings: heading.part === 'ratings', blocks: [] });
    (parts.at(-1)?.blocks ?? front).push(block);
  }
  return { front, parts };
}
