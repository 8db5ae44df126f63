import type { List } from 'mdast';
import type { Framework } from '../framework/framework.js';
import type { Layout, Standard } from '../framework/pack.js';
import type { Range } from './range.js';
import type { WordedQuestion } from './report.js';
import type { Passage } from './text/passage.js';
import { matchQuestions } from './tables.js';

/** Items of a list that begin with the number of a key question of the standard. */
export function listedQuestions(
  list: List,
  source: Passage,
  standard: Standard,
): { text: string; range: Range; listed: number }[] {
  return list.children.flatMap((item) => {
    const paragraph = item.children[0];
    if (paragraph?.type !== 'paragraph') return [];
    const flat = source.flatten(paragraph);
    const match = /^\s*(\d{1,2}\.\d{1,2})\.(\d{1,2})\.?\s+/.exec(flat.text);
    if (match?.[1] !== standard.id) return [];
    const text = flat.text.slice(match[0].length).trimEnd();
    return [
      {
        text,
        range: flat.range(match[0].length, match[0].length + text.length),
        listed: Number(match[2]) - 1,
      },
    ];
  });
}

/** Sub-headings and numbered list items that are questions of the standard. */
export function wordedQuestions(
  framework: Framework,
  standard: Standard,
  layout: Layout | undefined,
  worded: readonly { text: string; range: Range; listed?: number }[],
): WordedQuestion[] {
  const asked = worded.filter((each) => each.listed !== undefined || each.text.endsWith('?'));
  const matches = matchQuestions(
    framework,
    standard,
    layout,
    asked.map((each) => each.text),
  );
  return asked.flatMap(({ text, range, listed }, index) => {
    const match = matches[index];
    if (match?.keyQuestion !== undefined)
      return [{ text, range, keyQuestion: match.keyQuestion, accepted: match.accepted }];
    // A numbered question is identified by its number, however little is left of its words.
    if (listed !== undefined && standard.keyQuestions[listed])
      return [{ text, range, keyQuestion: listed, accepted: false }];
    return [];
  });
}
