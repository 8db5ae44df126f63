import { capitalised, escapeRegExp } from '../framework/wording.js';
import { replacement } from './edits.js';
import { inOwnProse } from './ownProse.js';
import type { Rule } from './rule.js';
import type { Words } from './words/words.js';

/** Words that can rightly follow themselves: `that that`, `had had`, `the year she was in in London`. */
const mayRepeat = new Set(
  'that had in on is are was do did does her his him it who you so very really many much far long more again'.split(
    ' ',
  ),
);

const twice = /(?<![\w'’-])([A-Za-z]{1,30})[ \t\u00a0]{0,3}(?:\r\n|[ \t\r\n\u00a0])[ \t]{0,3}\1(?![\w'’-])/gi;

export const repeatedWord: Rule = {
  id: 'repeated-word',
  category: 'Consistency and style',
  severity: 'information',
  summary: 'A word that stands twice in a row, or a slip that is never right.',
  *checkReport(report, words) {
    for (const { match, range } of inOwnProse(report, twice)) {
      const word = match[1] ?? '';
      const second = match[0].slice(-word.length);
      // Two capitals are a name: `Mary Mary`, `Baden Baden`; so is one in the middle.
      if (mayRepeat.has(second) || second !== second.toLowerCase()) continue;
      yield {
        range,
        message: `'${second}' stands twice.`,
        fix: replacement(range, word),
      };
    }
    const { pattern, rightOf } = slipsIn(words);
    if (!pattern) return;
    for (const { match, range } of inOwnProse(report, pattern)) {
      const slip = rightOf.get(match[0].toLowerCase());
      if (!slip) continue;
      const first = match[0].charAt(0);
      const right = first === first.toLowerCase() ? slip.right : capitalised(slip.right);
      yield {
        range,
        message: `'${match[0]}' is never right (${slip.why}); it should be '${right}'.`,
        fix: replacement(range, right),
      };
    }
  },
};

interface Slips {
  readonly pattern: RegExp | undefined;
  readonly rightOf: ReadonlyMap<string, Words['neverRight'][number]>;
}

const slipsOf = new WeakMap<Words, Slips>();

function slipsIn(words: Words): Slips {
  let slips = slipsOf.get(words);
  if (!slips) {
    const texts = words.neverRight.map(({ text }) => escapeRegExp(text));
    slips = {
      pattern:
        texts.length === 0 ? undefined : new RegExp(`(?<![\\w'’-])(?:${texts.join('|')})(?![\\w'’-])`, 'gi'),
      // An added entry stands in front, and wins.
      rightOf: new Map([...words.neverRight].reverse().map((each) => [each.text.toLowerCase(), each])),
    };
    slipsOf.set(words, slips);
  }
  return slips;
}
