import type { Domain, KeyQuestion, Layout, Pack, PackData, Standard } from './pack.js';
import { wordingKey, wordPattern } from './wording.js';

/** A pack that keeps to its schema, with what is looked up again and again. */
export interface Framework extends Pack {
  /** All standards in the framework's order. */
  readonly standards: readonly Standard[];
  readonly standardById: ReadonlyMap<string, Standard>;
  readonly domainByNumber: ReadonlyMap<number, Domain>;
  /** Ratings from the lowest to the highest. */
  readonly ratingNames: readonly string[];
  /** The highest score that a report can have: 3 for each scored standard in the youth editions. */
  readonly outOf: number;
}

/** A framework pack that can't be used; the message names the path of the first bad value. */
export class FrameworkError extends Error {
  override name = 'FrameworkError';
}

/** A pack with what it leaves out: what it says nothing of, there is none of. */
export function complete(pack: PackData) {
  return {
    ...pack,
    ratings: pack.ratings.map((each) => ({ ...each, shorthand: each.shorthand ?? [] })),
    samples: pack.samples ?? {},
    domains: pack.domains.map((domain) => ({
      ...domain,
      standards: domain.standards.map((standard) => ({
        ...standard,
        accepted: standard.accepted ?? [],
        keyQuestions: (standard.keyQuestions ?? []).map((question) => ({
          ...question,
          accepted: question.accepted ?? [],
          prompts: (question.prompts ?? []).map((each) => ({ ...each, accepted: each.accepted ?? [] })),
        })),
      })),
    })),
    layouts: pack.layouts.map((layout) => ({
      ...layout,
      parts: layout.parts.map((part) => ({
        ...part,
        accepted: part.accepted ?? [],
        kind: part.kind ?? 'plain',
        body: part.body ?? [],
        after: part.after ?? [],
      })),
      sectionBody: {
        qualitative: layout.sectionBody?.qualitative ?? [],
        percentages: layout.sectionBody?.percentages ?? [],
      },
      lowestScoreFootnotes: layout.lowestScoreFootnotes ?? [],
    })),
    stock: pack.stock ?? {},
  };
}

/** Makes a framework out of a pack that keeps to its schema; `createFramework` in pack.ts takes any. */
export function fromPack(data: PackData): Framework {
  const pack = complete(data);
  const standards = pack.domains.flatMap((domain) => domain.standards);
  const highest = Math.max(...pack.ratings.map((each) => each.score));
  return {
    ...pack,
    standards,
    standardById: new Map(standards.map((each) => [each.id, each])),
    domainByNumber: new Map(pack.domains.map((each) => [each.number, each])),
    ratingNames: pack.ratings.map((each) => each.rating),
    outOf: highest * standards.filter((each) => each.scored).length,
  };
}

/** The domain that a standard belongs to. */
export function domainOf(framework: Framework, standard: Standard): Domain {
  const domain = framework.domainByNumber.get(Number(standard.id.split('.')[0]));
  if (!domain) throw new FrameworkError(`standard ${standard.id} has no domain`);
  return domain;
}

/** The accepted wordings of a statement, question or prompt in a layout: the reference first. */
export function wordings(
  of: { text?: string; statement?: string; accepted: KeyQuestion['accepted'] },
  layout: Layout | undefined,
): string[] {
  const own = of.accepted.filter(
    (each) => !each.layouts || (layout !== undefined && each.layouts.includes(layout.id)),
  );
  return [of.text ?? of.statement ?? '', ...own.map((each) => each.text)];
}

/** A key question as the layout prints it: with the layout's stem where it has one. */
export function keyQuestionText(
  question: KeyQuestion,
  standard: Standard,
  layout: Layout | undefined,
): string {
  const all = wordings(question, layout);
  const { stem } = standard;
  if (layout?.stemInHeader === true && stem !== undefined) {
    return all.find((each) => each.startsWith(`${stem} `)) ?? question.text;
  }
  return question.text;
}

/** Whether two wordings are the same to this framework (see wording.ts). */
export function sameWording(framework: Framework, a: string, b: string): boolean {
  return wordingKey(a, framework.serviceWords) === wordingKey(b, framework.serviceWords);
}

/** A wording with another word for the service in the place of the framework's; unchanged where that is none of its words. */
export function withServiceWord({ serviceWords }: Framework, text: string, word: string | undefined): string {
  return word !== undefined && serviceWords.includes(word)
    ? text.replace(wordPattern(serviceWords), word)
    : text;
}

/** The framework's forms of report, that which is used now first. */
export function layoutsCurrentFirst({ layouts }: Framework): readonly Layout[] {
  return [...layouts].sort((a, b) => Number(b.current === true) - Number(a.current === true));
}
