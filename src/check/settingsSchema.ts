import * as z from 'zod/mini';
import type { Rule } from '../rules/rule.js';

// Some hosts forbid `new Function`, which zod would use to compile its parsers.
z.config({ jitless: true });

/** An entry of a word list. One without a letter would be found everywhere, or nowhere. */
const word = z
  .string()
  .check(z.trim(), z.minLength(1), z.regex(/\p{L}/u, { error: 'an entry holds a letter' }));
const form = word.check(
  z.regex(/^[^*]+\*?$/, { error: "a star stands for any ending, so only at a word's end" }),
);

const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string) =>
  z.optional(schema).check(z.meta({ description }));

const words = z.strictObject({
  placeholders: described(z.array(word), 'Text meant for colleagues, in just these capitals.'),
  'never-right': described(z.record(word, word), 'Slips that are never right, each with what is right.'),
  'known-abbreviations': described(z.array(word), 'Abbreviations that need no expansion.'),
  'two-forms': described(
    z.array(z.tuple([form, form]).check(z.refine(([one, other]) => one !== other))),
    'Terms that are written in two ways; a report keeps to one.',
  ),
});

/**
 * What a settings file may hold; `docs/schema/settings.schema.json` is made of it. It is loaded when there is such
 * a file. So it imports no module of ours: a bundle would put off the start of whatever it imports as well.
 * @param title what the file is called.
 * @param values what a rule can be set to.
 */
export function settingsSchema<const Value extends string>(
  title: string,
  rules: readonly Pick<Rule, 'id' | 'summary' | 'severity'>[],
  values: readonly Value[],
) {
  const setting = z.enum(values);
  const ruleSettings = rules.map(({ id, summary, severity }) => [
    id,
    described(setting, `${summary} By default: ${severity}.`),
  ]) satisfies [string, unknown][];
  return z
    .strictObject({
      rules: z.optional(z.strictObject(Object.fromEntries(ruleSettings))),
      words: z.optional(words),
    })
    .check(
      z.meta({
        title,
        description:
          'Sets how severe each rule is, and adds to the word lists, for the drafts in this folder and below.',
      }),
    );
}
