import { wordPattern } from '../framework/wording.js';
import { numberInWords } from '../report/prose/numbers.js';
import { keyQuestionText, withServiceWord } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import type { RuleContext } from './rule.js';

/** A percentage as reports print it. */
export function percent(value: number): string {
  return `${String(value)}%`;
}

/** A whole number as reports write it: one to nine in words. */
export function inWords(value: number): string {
  return (value < 10 ? numberInWords(value) : undefined) ?? String(value);
}

/** A standard as messages name it: `2.1 Assessment`. */
export function named(standard: Standard): string {
  return `${standard.id} ${standard.title}`;
}

/** What tells a key question from the others of its standard: `keep the child safe`. */
export function shortQuestion(
  context: Pick<RuleContext, 'layout'>,
  standard: Standard,
  index: number,
): string {
  const texts = standard.keyQuestions.map((each) =>
    keyQuestionText(each, standard, context.layout).split(' '),
  );
  const own = texts[index] ?? [];
  let shared = 0;
  while (shared < own.length - 1 && texts.every((each) => each[shared] === own[shared])) shared++;
  return own.slice(shared).join(' ').replace(/\?$/, '');
}

/** Names joined as a sentence does: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** The framework's wording with the draft's word for the service: the one that was typed there, else its abbreviation. */
export function inDraftsWords({ framework, report }: RuleContext, right: string, typed = ''): string {
  const [word = report.frontMatter.values.get('abbreviation')?.value] =
    typed.match(wordPattern(framework.serviceWords)) ?? [];
  return withServiceWord(framework, right, word);
}
