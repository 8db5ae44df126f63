import * as z from 'zod';
import { complete, FrameworkError, fromPack, type Framework } from './framework.js';

// Some hosts (a web page with a strict content security policy) forbid `new Function`,
// which zod would use to compile its parsers.
z.config({ jitless: true });

const text = z.string().min(1);
const rating = text;
const standardId = z.string().regex(/^\d+\.\d+$/, 'a standard is numbered like 2.1');
const whole = z.int().min(0);

/** A wording that is accepted beside the reference wording; in every layout unless some are named. */
const acceptedWording = z.strictObject({ text, layouts: z.array(text).min(1).optional() });

const keyQuestion = z.strictObject({
  text,
  accepted: z.array(acceptedWording).optional(),
  /** The prompts under the key question, in order, without their letters. */
  prompts: z.array(z.strictObject({ text, accepted: z.array(acceptedWording).optional() })).optional(),
});

const standard = z
  .strictObject({
    id: standardId,
    title: text,
    /** The reference statement: what a template inserts. */
    statement: text,
    accepted: z.array(acceptedWording).optional(),
    /** Rated by the inspectors' judgement, or by the lowest of its key-question percentages. */
    judged: z.enum(['qualitative', 'percentages']),
    scored: z.boolean(),
    /** Present only when the `cases` entry of this name is above 0. Left out: always present. */
    dueWith: text.optional(),
    /** What layouts with the stem in the header print there, without its colon. */
    stem: text.optional(),
    keyQuestions: z.array(keyQuestion).optional(),
  })
  .refine((value) => value.judged === 'qualitative' || value.keyQuestions?.length, {
    error: 'a standard rated by percentages needs key questions',
    path: ['keyQuestions'],
  });

const domain = z.strictObject({
  number: z.int().min(1),
  title: text,
  /** The `cases` entry that holds the size of this domain's sample. */
  sample: text.optional(),
  standards: z.array(standard).min(1),
});

/** What a template puts into a report: words of its own with {slots}, or a stock text by its name. */
const words = z.union([text, z.strictObject({ stock: text })]);

/** A paragraph of a template; where its words depend on whether there were `cases` of a kind, both. */
const paragraph = z.union([words, z.strictObject({ cases: text, some: words, none: words })]);

const part = z.strictObject({
  heading: text,
  accepted: z.array(text).optional(),
  /** Left out: plain. */
  kind: z.enum(['plain', 'foreword', 'ratings', 'recommendations', 'summary', 'domain', 'annexe']).optional(),
  /** For `kind: domain`: its number. */
  domain: z.int().min(1).optional(),
  /** What a template puts below the heading. */
  body: z.array(paragraph).optional(),
  /** What it puts below the sections of a domain's standards. */
  after: z.array(paragraph).optional(),
  /** What an annexe holds of each standard: its statement, rating and key questions, or its tables of prompts. */
  holds: z.enum(['standards', 'prompts']).optional(),
});

const layout = z.strictObject({
  id: text,
  title: text,
  /** The form that is used now: what a new report has unless another is chosen. */
  current: z.literal(true).optional(),
  /** Required parts in order; a domain's part is required when one of its standards is due. */
  parts: z.array(part).min(1),
  /** Where the key-question tables stand. */
  tables: z.enum(['body', 'annexe']),
  /** Every lowest percentage, and no other, is bold. */
  lowestInBold: z.boolean(),
  /** `Score 19/36` is printed on the ratings page. */
  scorePrinted: z.boolean(),
  /** The stem of the questions stands in the table's header, the rest in its rows. */
  stemInHeader: z.boolean(),
  /** Rows of key-question tables begin with their number (`2.1.1.`). */
  numberedRows: z.boolean(),
  /** The sentence above a key-question table, with {standard}; left out: none. */
  ratingIntroduction: text.optional(),
  /**
   * What a template puts into a standard's section below its rating and table: {lead}, {judgement} and
   * {questions} stand for the stock text `N.N-lead` or `N.N-judgement` and for the key questions as sub-headings.
   */
  sectionBody: z
    .strictObject({ qualitative: z.array(text).optional(), percentages: z.array(text).optional() })
    .optional(),
  /** Accepted wordings of the footnote to that sentence; the first is what a template inserts. */
  lowestScoreFootnotes: z.array(text).optional(),
});

/** Sentences that carry a rating, with the slots {service}, {rating}, {standard}; any other word counts. */
const ratingSentence = z.strictObject({
  /** What the sentence rates. */
  of: z.union([z.literal('service'), z.literal('section'), standardId]),
  text,
});

/** The shape alone, value by value. */
const shape = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, figures and hyphens'),
  title: text,
  /** Where the wording was taken from and under which licence. */
  source: text,
  /** What an inspected service is called, without its place. */
  service: text,
  /** The heading and label words of a draft. */
  labels: z.strictObject({
    rating: text,
    score: text,
    overallRating: text,
    standard: text,
    keyQuestion: text,
    percentYes: text,
  }),
  /** Ratings from the lowest to the highest, each with its band of percentages. */
  ratings: z
    .array(
      z.strictObject({
        rating,
        /** What the rating adds to the score. */
        score: whole,
        /** The lowest whole per cent of the band. */
        from: whole.max(100),
        /** How prose calls a share in this band. */
        words: text,
        /** Shorthand that is understood (`RI`), never accepted. */
        shorthand: z.array(text).optional(),
      }),
    )
    .min(2),
  /** Score bands from the lowest to the highest. */
  overall: z.array(z.strictObject({ rating, from: whole })).min(2),
  /** Limiting judgements: with `standard` rated `rating`, the overall rating is at most `atMost`. */
  limits: z.array(z.strictObject({ standard: standardId, rating, atMost: rating })),
  discretion: z.strictObject({
    /** How many bands a panel may move a rating. */
    bands: whole,
    /** How far from the boundary, in percentage points, the lowest percentage may be. */
    points: whole,
    /** The footnote, with {direction}, {from} and {to}. */
    footnote: text,
    /** How the footnote goes on when a template writes it. */
    ending: z.string(),
  }),
  rounding: z.literal('half-up'),
  /** Whether the printed (rounded) or the raw percentage is put into a band. */
  banding: z.enum(['rounded', 'raw']),
  /** Whether a key question's percentage is a share of the domain's whole sample or of its relevant cases. */
  percentageOf: z.enum(['sample', 'relevant-cases']),
  /** Words for the service in statements and key questions that stand for one another. */
  serviceWords: z.array(text),
  /** Names of the sample sizes under `cases:` in the front matter, with what they count. */
  cases: z.record(text, text),
  /**
   * How sentences name the cases of a sample, by its name under `cases`: by words that begin with one of
   * these, or as cases that had received this. The first that fits counts.
   */
  samples: z
    .record(
      text,
      z.strictObject({
        named: z.array(text),
        received: text,
        /** How many months before the inspection the disposals were received. */
        months: z.strictObject({ from: whole, to: whole }).optional(),
      }),
    )
    .optional(),
  domains: z.array(domain).min(1),
  /** The first is the default. */
  layouts: z.array(layout).min(1),
  ratingSentences: z.array(ratingSentence),
  /** Footnote to the resettlement heading and other stock texts that templates insert, by name. */
  stock: z.record(text, text).optional(),
});

/** Shape of a framework pack: all that tells one edition of an inspection framework from another. */
export const packSchema = shape.superRefine((data, context) => {
  const pack = complete(data);
  const complain = (path: (string | number)[], message: string) => {
    context.addIssue({ code: 'custom', path, message });
  };
  const ratings = new Set(pack.ratings.map((each) => each.rating));
  const standards = new Set(pack.domains.flatMap((each) => each.standards.map(({ id }) => id)));
  const layouts = new Set(pack.layouts.map((each) => each.id));

  const known = (value: string, path: (string | number)[]) => {
    if (!ratings.has(value)) complain(path, `'${value}' is none of the pack's ratings`);
  };
  const rising = (list: readonly { from: number }[], name: string) => {
    list.forEach((each, index) => {
      const before = list[index - 1];
      if (index === 0 ? each.from !== 0 : before !== undefined && each.from <= before.from)
        complain([name, index, 'from'], index === 0 ? 'the first band begins at 0' : 'bands rise');
    });
  };
  const layoutsOf = (accepted: readonly { layouts?: string[] | undefined }[], path: (string | number)[]) => {
    accepted.forEach((each, index) =>
      each.layouts?.forEach((id, at) => {
        if (!layouts.has(id))
          complain([...path, 'accepted', index, 'layouts', at], `there is no layout '${id}'`);
      }),
    );
  };

  if (ratings.size < pack.ratings.length) complain(['ratings'], 'a rating stands twice');
  if (layouts.size < pack.layouts.length) complain(['layouts'], 'a layout stands twice');
  for (const slot of ['{direction}', '{from}', '{to}'])
    if (!pack.discretion.footnote.includes(slot))
      complain(['discretion', 'footnote'], `the footnote needs ${slot}`);
  rising(pack.ratings, 'ratings');
  rising(pack.overall, 'overall');
  pack.overall.forEach((each, index) => {
    known(each.rating, ['overall', index, 'rating']);
  });
  pack.limits.forEach((each, index) => {
    known(each.rating, ['limits', index, 'rating']);
    known(each.atMost, ['limits', index, 'atMost']);
    if (!standards.has(each.standard))
      complain(['limits', index, 'standard'], `there is no standard ${each.standard}`);
  });
  const seen = new Set<string>();
  pack.domains.forEach((each, d) => {
    if (each.sample !== undefined && !Object.hasOwn(pack.cases, each.sample))
      complain(['domains', d, 'sample'], `'${each.sample}' is not under cases`);
    each.standards.forEach((one, s) => {
      const path = ['domains', d, 'standards', s];
      if (seen.has(one.id)) complain([...path, 'id'], `standard ${one.id} stands twice`);
      seen.add(one.id);
      if (!one.id.startsWith(`${String(each.number)}.`))
        complain([...path, 'id'], `standard ${one.id} is not of domain ${String(each.number)}`);
      if (one.dueWith !== undefined && !Object.hasOwn(pack.cases, one.dueWith))
        complain([...path, 'dueWith'], `'${one.dueWith}' is not under cases`);
      layoutsOf(one.accepted, path);
      one.keyQuestions.forEach((question, q) => {
        layoutsOf(question.accepted, [...path, 'keyQuestions', q]);
        question.prompts.forEach((prompt, p) => {
          layoutsOf(prompt.accepted, [...path, 'keyQuestions', q, 'prompts', p]);
        });
      });
    });
  });
  const stocked = (words: Words, path: (string | number)[]) => {
    if (typeof words === 'object' && !Object.hasOwn(pack.stock, words.stock))
      complain(path, `there is no stock text '${words.stock}'`);
  };
  pack.layouts.forEach((each, l) => {
    each.parts.forEach((one, p) => {
      for (const name of ['body', 'after'] as const)
        one[name].forEach((item, i) => {
          const path = ['layouts', l, 'parts', p, name, i];
          if (typeof item === 'string' || 'stock' in item) {
            stocked(item, path);
            return;
          }
          if (!Object.hasOwn(pack.cases, item.cases)) complain(path, `'${item.cases}' is not under cases`);
          stocked(item.some, path);
          stocked(item.none, path);
        });
      const path = ['layouts', l, 'parts', p, 'domain'];
      if ((one.kind === 'domain') !== (one.domain !== undefined))
        complain(path, "a part of kind 'domain' names its domain, and no other does");
      else if (one.domain !== undefined && !pack.domains.some(({ number }) => number === one.domain))
        complain(path, `there is no domain ${String(one.domain)}`);
    });
  });
  pack.ratingSentences.forEach((each, index) => {
    if (/^\d/.test(each.of) && !standards.has(each.of))
      complain(['ratingSentences', index, 'of'], `there is no standard ${each.of}`);
    if (!each.text.includes('{rating}'))
      complain(['ratingSentences', index, 'text'], 'the sentence needs {rating}');
  });
});

/** A pack as its file holds it; what may be left out there is filled in by `complete`. */
export type PackData = z.output<typeof shape>;

type Words = z.output<typeof words>;
export type Paragraph = z.output<typeof paragraph>;
export type Pack = ReturnType<typeof complete>;
export type Standard = Pack['domains'][number]['standards'][number];
export type KeyQuestion = Standard['keyQuestions'][number];
export type Domain = Pack['domains'][number];
export type Layout = Pack['layouts'][number];
export type Part = Layout['parts'][number];

/**
 * Makes a framework out of a pack's data.
 * @throws FrameworkError naming the path of the bad value, where the pack has a mistake.
 */
export function createFramework(data: unknown): Framework {
  const parsed = packSchema.safeParse(data);
  if (parsed.success) return fromPack(parsed.data);
  const issue = parsed.error.issues[0];
  const id = typeof data === 'object' && data !== null && 'id' in data ? String(data.id) : 'without an id';
  throw new FrameworkError(
    `The framework pack ${id} can't be used: ${pathOf(issue?.path ?? [])}: ${issue?.message ?? 'unknown mistake'}`,
  );
}

function pathOf(path: readonly PropertyKey[]): string {
  const dotted = path
    .map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`))
    .join('');
  return dotted.replace(/^\./, '') || 'the pack';
}
