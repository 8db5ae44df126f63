import * as z from 'zod';
import { severities } from '../rules/rule.js';

const whole = z.int().min(0);
const position = z
  .strictObject({ line: z.int().min(1), column: z.int().min(1) })
  .describe('Line and column from 1; lines end at LF, CRLF or CR, columns count UTF-16 units.');
const range = z.strictObject({ start: position, end: position }).describe('The end is exclusive.');
const rating = z.string().nullable();

const problem = z.strictObject({
  rule: z.string().describe('Id of the rule that reports it.'),
  severity: z.enum(severities),
  message: z.string(),
  range,
  related: z.array(z.strictObject({ message: z.string(), range })),
  fix: z
    .strictObject({
      title: z.string(),
      safe: z.boolean().describe('Applied by --fix.'),
      edits: z.array(z.strictObject({ range, text: z.string() })),
    })
    .optional(),
});

/** What `check --format json` prints. */
export const checkOutput = z.strictObject({
  version: z.literal(1),
  files: z.array(
    z.strictObject({
      path: z.string(),
      framework: z.string().nullable().describe('Id of the framework; null where it is not known.'),
      problems: z.array(problem),
      leftOut: z.int().min(1).optional().describe('How many more problems there are than are listed.'),
    }),
  ),
  summary: z
    .strictObject({ errors: whole, warnings: whole, information: whole, hints: whole })
    .describe('Of all problems, also of those that are left out; not of those that the baseline holds.'),
  baseline: z
    .strictObject({
      known: whole.describe('How many problems are not listed because the baseline holds them.'),
      gone: z.array(
        z.strictObject({
          path: z.string(),
          rule: z.string(),
          count: z.int().min(1).describe('How many problems of this rule are gone from this draft.'),
        }),
      ),
    })
    .optional()
    .describe(
      'With --baseline or --write-baseline. Where problems are gone, the same check with --write-baseline in place of --baseline brings the baseline up to date.',
    ),
});
export type CheckOutput = z.output<typeof checkOutput>;

/** What `rate --format json` prints. */
export const rateOutput = z.strictObject({
  framework: z.string(),
  standards: z.record(
    z.string(),
    z.strictObject({
      stated: rating.describe('The rating that the section states.'),
      computed: rating.describe("The band of the table's lowest percentage, before discretion."),
      lowest: whole.nullable().describe('Whole per cent.'),
      keyQuestions: z
        .array(whole.nullable())
        .nullable()
        .describe("Whole per cent, in the framework's order."),
      discretion: z
        .strictObject({ from: z.string(), to: z.string() })
        .nullable()
        .describe('What a footnote that fits table and stated rating moved.'),
    }),
  ),
  score: z.strictObject({ stated: whole.nullable(), computed: whole.nullable(), outOf: whole }),
  overall: z.strictObject({ stated: rating, computed: rating }),
});
export type RateOutput = z.output<typeof rateOutput>;

const remark = { author: z.string(), date: z.string().describe('As the copy states it.'), text: z.string() };
const line = z.int().min(1).nullable().describe('Line of the draft as it is now; null where it is gone.');

/** What `review --format json` prints. */
export const reviewOutput = z.strictObject({
  version: z.literal(1),
  base: z
    .enum(['embedded', 'sent', 'current'])
    .describe(
      'What the copy was held against: the draft in the copy, the one that was kept when it was sent, or the draft as it is now.',
    ),
  baseFile: z.string().nullable().describe('The file that was kept, where the base is that.'),
  changes: z.array(
    z.strictObject({
      kind: z.enum(['insertion', 'deletion', 'replacement', 'move']),
      tracked: z.boolean().describe('Whether Word kept track of it.'),
      author: z.string().nullable(),
      date: z.string().nullable(),
      line,
      paragraph: z.string().describe('The words of the paragraph.'),
      before: z.string(),
      after: z.string(),
      conflict: z.boolean().describe('Whether the draft was changed at the same place since.'),
    }),
  ),
  comments: z.array(
    z.strictObject({ ...remark, line, resolved: z.boolean(), replies: z.array(z.strictObject(remark)) }),
  ),
});
export type ReviewOutput = z.output<typeof reviewOutput>;

/** What `cases --format json` prints. */
export const casesOutput = z.strictObject({
  version: z.literal(1),
  path: z.string().describe('The draft.'),
  as: z.enum(['counts', 'percentages']),
  samples: z.record(z.string(), whole).describe('Cases in the data, by the name of their sample.'),
  standards: z.record(
    z.string(),
    z.strictObject({
      questions: z
        .record(
          z.string(),
          z.strictObject({
            yes: whole.describe('Cases that count as yes.'),
            of: whole.describe('Cases that the percentage is a share of.'),
            percent: whole.nullable().describe('Whole per cent; null where it applies to no case.'),
            before: z.string().describe('What the cell holds.'),
            after: z.string().describe('What it is to hold.'),
          }),
        )
        .describe('By the number of the key question, 2.1.3, or of the prompt, 2.1.3a.'),
      rating: z
        .strictObject({ before: rating, after: rating })
        .describe('What follows from the table, as professional discretion moves it.'),
      stated: z.strictObject({ before: rating, after: rating }).describe('What the section states.'),
    }),
  ),
  ratingsPage: z
    .array(z.strictObject({ what: z.string(), before: z.string(), after: z.string() }))
    .describe('What bringing the ratings page up to date changes on it then.'),
  notes: z.array(z.string()),
  written: z.boolean().describe('Whether the draft was changed.'),
});
export type CasesOutput = z.output<typeof casesOutput>;
