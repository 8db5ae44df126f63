import { placeOf, dimensionsIn, keyQuestionOf } from './claims.js';
import type { Standard } from '../../framework/pack.js';
import { derived } from '../derived.js';
import type { Range } from '../range.js';
import { inSentences, isOfOthers, isQuoted, rangeIn, type Sentence } from './sentences.js';

/** A sentence that puts one key question of a standard before or behind all others: `it was the weakest of the three`. */
export interface Ranking {
  readonly standard: Standard;
  /** Index of the key question in its standard. */
  readonly keyQuestion: number;
  readonly is: 'lowest' | 'highest';
  readonly raw: string;
  readonly range: Range;
}

/** A superlative, and what says that all of the standard's work is meant. */
const superlative =
  /\bthe (?:(?<lowest>weakest|least (?:consistent|well developed|developed|strong|effective|secure|assured)|lowest(?:[ -](?:scoring|rated))?|poorest|least)|(?<highest>strongest|most (?:consistent|effective|secure|assured)|best|highest(?:[ -](?:scoring|rated))?)) (?:(?:areas?|aspects?|elements?|parts?|dimensions?|features?|strands?)(?: of (?:work|practice|planning|assessment|reviewing|delivery|the work|this work|(?:the )?implementation and delivery|(?:service )?delivery))?(?: (?:within|in|of|across|under|for) this standard)?|of the (?:three|key questions)(?: (?:areas|aspects|questions|key questions))?|(?:within|in|under) this standard)(?=[ .,;]|$)/gi;

interface Ranked {
  readonly sentence: Sentence;
  readonly is: Ranking['is'];
  readonly names: ReturnType<typeof dimensionsIn>['names'];
  readonly raw: string;
  readonly range: Range;
}

const ranked = inSentences(
  /\b(?:weakest|strongest|least|most|lowest|highest|poorest|best)\b/,
  function* (sentence): Iterable<Ranked> {
    const { text } = sentence;
    if (isOfOthers(text) || /\b(?:not|one of|amongst?|second|next|domain|victims?)\b|n't\b/i.test(text))
      return;
    const found = [...text.matchAll(superlative)];
    const [match] = found;
    if (!match || found.length > 1 || isQuoted(sentence, match.index)) return;
    const { names } = dimensionsIn(text.toLowerCase());
    yield {
      sentence,
      is: match.groups?.lowest === undefined ? 'highest' : 'lowest',
      names,
      raw: match[0],
      range: rangeIn(sentence, match.index, match.index + match[0].length),
    };
  },
);

/** The rankings of key questions in the sections of their standards. */
export const rankingsOf = derived((report): readonly Ranking[] => {
  const { framework } = report;
  if (!framework) return [];
  return report.all(ranked).flatMap(({ sentence, is, names, raw, range }): Ranking[] => {
    const standard = placeOf(report, framework, sentence.paragraph)?.standard;
    const [about, more] = names;
    if (!standard || about === undefined || more !== undefined || report.inAnnexe(range)) return [];
    const keyQuestion = keyQuestionOf(standard, about);
    return keyQuestion === undefined ? [] : [{ standard, keyQuestion, is, raw, range }];
  });
});
