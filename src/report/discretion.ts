import type { Framework } from '../framework/framework.js';
import { level } from '../framework/sentence.js';
import { straight } from '../framework/wording.js';
import { readRating } from './ratings.js';
import type { DiscretionFootnote, FootnoteDefinition, FootnoteReference } from './report.js';

/** The discretion footnote that a section refers to (docs/format.md, Discretion). */
export function readDiscretion(
  framework: Framework,
  references: readonly FootnoteReference[],
  definitions: readonly FootnoteDefinition[],
): DiscretionFootnote | undefined {
  const { footnote } = framework.discretion;
  // `Professional discretion`: how the footnote goes on may be put otherwise and still be understood.
  const opening = level(footnote).split(' ').slice(0, 2).join(' ').toLowerCase();
  for (const reference of references) {
    const definition = definitions.find((each) => each.label === reference.label);
    if (!definition) continue;
    const text = straight(definition.flat.folded);
    if (!text.toLowerCase().trimStart().startsWith(opening)) continue;
    const [beforeFrom = '', joiner = ''] = footnote.split(/\{from\}|\{to\}/);
    const lead = level(beforeFrom).match(/\w+/g)?.at(-1) ?? '';
    const link = /\w+/.exec(level(joiner))?.[0] ?? '';
    const match = new RegExp(
      `\\b${lead}\\s+['"]?(?<from>[^'"]{1,60}?)['"]?\\s+${link}\\s+['"]?(?<to>[^'".]{1,60}?)(?=['".]|\\s+(?:following|after|at|by)\\b|$)`,
      'di',
    ).exec(text);
    const reading = (name: string) => {
      const place = match?.indices?.groups?.[name];
      return place
        ? readRating(
            framework,
            definition.flat,
            place[0],
            place[1],
            definition.flat.range(place[0], place[1]),
          )
        : undefined;
    };
    return {
      definition,
      reference,
      direction: /\b(?:rais|lower)\w*/i.exec(text)?.[0],
      from: reading('from'),
      to: reading('to'),
    };
  }
  return undefined;
}
