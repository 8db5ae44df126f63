import * as z from 'zod';
import type { Rule } from '../rules/rule.js';

// Some hosts forbid `new Function`, which zod would use to compile its parsers.
z.config({ jitless: true });

/** An entry of a word list. One without a letter would be found everywhere, or nowhere. */
const word = z.string().trim().min(1).regex(/\p{L}/u, 'an entry holds a letter');
const form = word.regex(/^[^*]+\*?$/, "a star stands for any ending, so only at a word's end");

const words = z
  .strictObject({
    placeholders: z
      .array(word)
      .optional()
      .meta({ description: 'Text meant for colleagues, in just these capitals.' }),
    'never-right': z
      .record(word, word)
      .optional()
      .meta({ description: 'Slips that are never right, each with what is right.' }),
    'known-abbreviations': z
      .array(word)
      .optional()
      .meta({ description: 'Abbreviations that need no expansion.' }),
    'two-forms': z
      .array(z.tuple([form, form]).refine(([one, other]) => one !== other))
      .optional()
      .meta({ description: 'Terms that are written in two ways; a report keeps to one.' }),
  })
  .optional();

/**
 * What a settings file may hold; `docs/schema/settings.schema.json` is made of it. It is loaded when there is such
 * a file. So it imports no module of ours: a bundle would put off the start of whatever it imports as well.
 * @param values what a rule can be set to.
 */
export function settingsSchema<const Value extends string>(
  rules: readonly Pick<Rule, 'id' | 'summary' | 'severity'>[],
  values: readonly Value[],
) {
  return z.strictObject({
    rules: z
      .strictObject(
        Object.fromEntries(
          rules.map(({ id, summary, severity }) => [
            id,
            z
              .enum(values)
              .optional()
              .meta({ description: `${summary} By default: ${severity}.` }),
          ]),
        ),
      )
      .optional(),
    words,
  });
}
