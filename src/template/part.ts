import type { Framework } from '../framework/framework.js';
import type { Layout, Part } from '../framework/pack.js';
import { ratingsTable, type MarkdownLines } from './section.js';

/** What the front matter gives, by the path of its entry. */
export type Values = ReadonlyMap<string, { readonly value: string }>;

/** A part of a report: its heading and stock paragraphs, with a slot ‹…› wherever the author goes on. */
export function partTemplate(
  framework: Framework,
  layout: Layout,
  part: Part,
  values: Values,
): MarkdownLines {
  const lines = [`## ${part.heading}`];
  for (const paragraph of part.body) lines.push('', ...fillSlots(paragraph, values).split('\n'));
  if (part.kind === 'ratings') {
    const { score, overallRating } = framework.labels;
    if (layout.scorePrinted) lines.push('', `${score}:`);
    lines.push('', `${overallRating}:`, '');
    const always = framework.standards.filter((each) => each.dueWith === undefined);
    lines.push(...ratingsTable(framework, always, () => ''));
  }
  return lines;
}

/** A stock text with its {slots} filled from the front matter; what that does not give stays a slot ‹…›. */
export function fillSlots(text: string, values: Values): string {
  const given = (key: string) => values.get(key)?.value ?? '';
  const slots: Record<string, string> = {
    place: given('area-short') || given('area'),
    service: given('service'),
    abbreviation: given('abbreviation'),
    'short-name': given('short-name') || `${given('area')} ${given('abbreviation')}`.trim(),
    isbn: given('isbn'),
    year: given('fieldwork').slice(0, 4),
    'publication year': given('published').slice(0, 4),
  };
  return text.replace(/\{([a-z -]+)\}/g, (_, slot: string) => {
    const value = slots[slot] ?? '';
    return value === '' ? `‹${slot}›` : value;
  });
}
