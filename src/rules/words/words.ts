import { knownAbbreviations } from './knownAbbreviations.js';
import { neverRight } from './neverRight.js';
import { placeholders } from './placeholders.js';
import { twoForms } from './twoForms.js';

/** A word or phrase of a list, and why it is there. */
export interface Entry {
  readonly text: string;
  readonly why: string;
}

/** What is never right, and what is right instead. */
export interface Slip extends Entry {
  readonly right: string;
}

/** Two ways of writing one thing; neither is wrong, but a report keeps to one. */
export interface TwoForms {
  readonly forms: readonly [string, string];
  readonly why: string;
}

/** The word lists that rules go by. */
export interface Words {
  /** Text meant for colleagues; in just these capitals. */
  readonly placeholders: readonly Entry[];
  /** Slips; case makes no difference. */
  readonly neverRight: readonly Slip[];
  /** Abbreviations that need no expansion. */
  readonly knownAbbreviations: readonly Entry[];
  readonly twoForms: readonly TwoForms[];
}

export const builtInWords: Words = { placeholders, neverRight, knownAbbreviations, twoForms };

/**
 * The lists with entries added in front, so that an added one wins over a built-in one. One without a letter is
 * left out: as a pattern it could match nothing at all, everywhere.
 */
export function withWords(words: Words, added: Words): Words {
  const usable = ({ text }: Entry) => hasLetter(text);
  return {
    placeholders: [...added.placeholders.filter(usable), ...words.placeholders],
    neverRight: [...added.neverRight.filter(usable), ...words.neverRight],
    knownAbbreviations: [...added.knownAbbreviations.filter(usable), ...words.knownAbbreviations],
    twoForms: [...added.twoForms.filter(({ forms }) => forms.every(hasLetter)), ...words.twoForms],
  };
}

function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text);
}
