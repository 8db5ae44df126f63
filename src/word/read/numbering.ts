import type { Element } from 'xast';
import { attribute, childrenOf, numberOf, valueOf } from '../xml/element.js';

/** The list that a paragraph is an item of. */
export interface ListPlace {
  /** The number by which the document calls the list. */
  readonly id: string;
  /** From 0. */
  readonly level: number;
  readonly isOrdered: boolean;
  /** The number of this item. */
  readonly number: number;
}

interface Level {
  readonly format: string;
  readonly start: number;
}

interface List {
  /** Lists that share a definition go on counting where another of them stopped. */
  readonly definition: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly overrides: ReadonlyMap<number, number>;
}

/** The lists of a document, and how far each of them is counted. */
export class ListNumbers {
  readonly #lists = new Map<string, List>();
  readonly #counts = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  constructor(root: Element | undefined) {
    const definitions = new Map<string, ReadonlyMap<number, Level>>();
    for (const element of childrenOf(root, 'w:abstractNum'))
      definitions.set(attribute(element, 'w:abstractNumId') ?? '', levelsIn(element));
    for (const element of childrenOf(root, 'w:num')) {
      const definition = valueOf(element, 'w:abstractNumId') ?? '';
      const overrides = new Map<number, number>();
      const levels = new Map(definitions.get(definition));
      for (const override of childrenOf(element, 'w:lvlOverride')) {
        const level = numberOf(attribute(override, 'w:ilvl')) ?? 0;
        const start = numberOf(valueOf(override, 'w:startOverride'));
        if (start !== undefined) overrides.set(level, start);
        for (const [index, other] of levelsIn(override)) levels.set(index, other);
      }
      this.#lists.set(attribute(element, 'w:numId') ?? '', { definition, levels, overrides });
    }
  }

  /** Counts a paragraph with this `w:numPr`; undefined where it is no item of a list. */
  next(properties: Element | undefined): ListPlace | undefined {
    const id = valueOf(properties, 'w:numId');
    const list = this.#lists.get(id ?? '');
    if (id === undefined || !list) return undefined;
    const level = Math.max(0, Math.min(8, numberOf(valueOf(properties, 'w:ilvl')) ?? 0));
    const { format, start } = list.levels.get(level) ?? { format: 'bullet', start: 1 };
    const counts = this.#counts.get(list.definition) ?? [];
    this.#counts.set(list.definition, counts);
    if (!this.#begun.has(id)) {
      this.#begun.add(id);
      for (const [index, first] of list.overrides) counts[index] = first - 1;
    }
    const number = (counts[level] ?? start - 1) + 1;
    counts[level] = number;
    counts.length = level + 1;
    return { id, level, isOrdered: !['bullet', 'none'].includes(format), number };
  }
}

function levelsIn(element: Element): Map<number, Level> {
  return new Map(
    childrenOf(element, 'w:lvl').map((level) => [
      numberOf(attribute(level, 'w:ilvl')) ?? 0,
      { format: valueOf(level, 'w:numFmt') ?? 'decimal', start: numberOf(valueOf(level, 'w:start')) ?? 1 },
    ]),
  );
}
