import { capitalised, escapeRegExp } from '../framework/wording.js';
import { fold } from '../report/words.js';
import { replacement } from './edits.js';
import { inOwnProse } from './ownProse.js';
import type { Rule } from './rule.js';
import type { Words } from './words/words.js';

/** Words that can rightly follow themselves: `that that`, `had had`, `gave her her book`, `carried on on Monday`. */
const mayRepeat = new Set(
  'that had on do does did her it you so very really many much far long more again'.split(' '),
);

const twice = /(?<![\w'’-])([A-Za-z]{1,30}) \1(?![\w'’-])/gi;

export const repeatedWord: Rule = {
  id: 'repeated-word',
  category: 'Consistency and style',
  severity: 'information',
  summary: 'A word that stands twice in a row, or a slip that is never right.',
  *checkReport(report, words) {
    for (const { typed, range } of inOwnProse(report, twice)) {
      const [word = '', second = ''] = typed.split(' ');
      if (word.toLowerCase() !== second.toLowerCase()) continue;
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
    for (const { typed, range } of inOwnProse(report, pattern)) {
      const slip = rightOf.get(typed.toLowerCase());
      if (!slip) continue;
      const first = typed.charAt(0);
      const right = first === first.toLowerCase() ? slip.right : capitalised(slip.right);
      yield {
        range,
        message: `'${typed}' is never right (${slip.why}); it should be '${right}'.`,
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
    const texts = words.neverRight.map(({ text }) => escapeRegExp(fold(text)));
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
