import type { Framework } from '../framework/framework.js';
import type { Domain, Part, Standard } from '../framework/pack.js';
import { sentencePattern, level } from '../framework/sentence.js';
import { alike, wordingKey, wordsOnly, wordsOf } from '../framework/wording.js';
import { readNumbered } from '../report/headings.js';
import { layoutParts } from '../report/parts.js';
import { recogniseRating } from '../report/ratings.js';

/** A line that is the heading of something that the framework knows. */
export type KnownHeading =
  | { readonly kind: 'standard'; readonly standard: Standard; readonly title: string }
  /** `numbered`: by a number or `Domain one`, not by its title alone. */
  | { readonly kind: 'domain'; readonly domain: Domain; readonly numbered: boolean }
  | { readonly kind: 'part'; readonly part: Part }
  /** A heading inside a part, as the layouts have it. */
  | { readonly kind: 'lesser'; readonly depth: 3 | 4 };

export interface KnownQuestion {
  readonly standard: Standard;
  readonly index: number;
  /** `2.1.1.` and such in front of it. */
  readonly numbered: boolean;
}

/** What a framework tells of the lines of a report: which are titles, statements, questions, ratings. */
export interface Knowledge {
  readonly framework: Framework;
  heading(line: string): KnownHeading | undefined;
  /** Whether the line is a rating and nothing else, in the framework's spelling or another. */
  isRating(line: string): boolean;
  /** Whether the line words the statement of this standard, or of any. */
  isStatement(line: string, standard?: Standard): boolean;
  /** Which key question the line is; with a standard also one in other words. */
  question(line: string, standard?: Standard): KnownQuestion | undefined;
  /** Whether the line is the beginning of a statement or question, the rest of which is on the next. */
  begins(line: string): boolean;
  /** Whether the line is a question's stem, or what follows one. */
  isStem(line: string, standard: Standard): boolean;
  /** Whether the line is the header of the percentages. */
  isPercentHeader(line: string): boolean;
  /** Whether the line begins like a stock sentence or footnote of the framework. */
  isStock(line: string): boolean;
  /** Whether the line ends in a sentence and a rating behind it. */
  endsInRating(line: string): boolean;
  /** Whether the line is known at all, so that it is no part of a paragraph. */
  isKnown(line: string): boolean;
}

const made = new WeakMap<Framework, Knowledge>();

/** What a framework knows; worked out once. */
export function knowledgeOf(framework: Framework): Knowledge {
  let knowledge = made.get(framework);
  if (!knowledge) made.set(framework, (knowledge = new FrameworkKnowledge(framework)));
  return knowledge;
}

const questionNumber = /^\s*(\d{1,2}\.\d{1,2})\.(\d{1,2})\.?\s+/;

class FrameworkKnowledge implements Knowledge {
  readonly #parts = new Map<string, Part>();
  readonly #lesser = new Map<string, 3 | 4>();
  readonly #statements = new Map<string, Set<Standard>>();
  readonly #questions = new Map<string, { standard: Standard; index: number }[]>();
  readonly #rests = new Map<Standard, Set<string>>();
  readonly #beginnings: readonly string[];
  readonly #percent: ReadonlySet<string>;
  readonly #stock: readonly RegExp[];

  constructor(readonly framework: Framework) {
    for (const part of layoutParts(framework))
      for (const title of part.kind === 'domain' ? [] : [part.heading, ...part.accepted])
        if (!this.#parts.has(wordsOnly(title))) this.#parts.set(wordsOnly(title), part);
    const inParts = layoutParts(framework).flatMap((part) =>
      [...part.body, ...part.after].flatMap((each) => linesIn(framework, each)),
    );
    const inSections = framework.layouts.flatMap(({ sectionBody }) => Object.values(sectionBody).flat());
    for (const line of [...inParts, ...inSections]) {
      const match = /^(#{3,4}) (.+)$/.exec(line);
      if (match) this.#lesser.set(wordsOnly(match[2] ?? ''), match[1]?.length === 3 ? 3 : 4);
    }
    for (const standard of framework.standards) {
      for (const statement of [standard.statement, ...standard.accepted.map(({ text }) => text)])
        add(this.#statements, this.#key(statement), standard);
      const rests = new Set<string>();
      this.#rests.set(standard, rests);
      standard.keyQuestions.forEach((question, index) => {
        for (const wording of [question.text, ...question.accepted.map(({ text }) => text)]) {
          const key = this.#key(wording);
          const known = this.#questions.get(key) ?? [];
          known.push({ standard, index });
          this.#questions.set(key, known);
          // What follows the stem, whatever words the stem has in this report.
          const words = key.split(' ');
          for (let from = 2; from < words.length - 1; from++) rests.add(words.slice(from).join(' '));
        }
      });
    }
    this.#beginnings = [...this.#statements.keys(), ...this.#questions.keys()];
    const { percentYes, rating } = framework.labels;
    this.#percent = new Set([percentYes, `${rating} and ${percentYes}`].map(wordsOnly));
    const stock = [
      ...Object.values(framework.stock),
      ...framework.layouts.flatMap((each) => [
        ...each.lowestScoreFootnotes,
        ...given(each.ratingIntroduction),
      ]),
      framework.discretion.footnote,
    ];
    this.#stock = stock
      .filter((each) => opening(each).length >= 12)
      .map((each) => new RegExp(`^${sentencePattern(opening(each), {}).source}`, 'i'));
  }

  #key(words: string): string {
    return wordsOnly(wordingKey(words, this.framework.serviceWords));
  }

  heading(line: string): KnownHeading | undefined {
    if (line.length > 160 || /^\p{Ll}|[.,;]$/u.test(line)) return undefined;
    const { framework } = this;
    const text = line.trimEnd().replace(/:$/, '').trimEnd();
    const numbered = readNumbered(framework, text);
    const title = text.slice(numbered.titleStart, numbered.titleEnd);
    const words = wordsOnly(title);
    if (words === '') return undefined;
    if (numbered.kind === 'standard') {
      const standard = framework.standardById.get(numbered.standard ?? '');
      if (standard && near(title, standard.title)) return { kind: 'standard', standard, title };
      // `4.1. Resettlement` above `4.1. Resettlement policy and provision`.
      const domain = framework.domainByNumber.get(numbered.domain ?? 0);
      if (domain && wordsOnly(domain.title) === words) return { kind: 'domain', domain, numbered: true };
      return undefined;
    }
    if (numbered.kind === 'domain') {
      const domain = framework.domainByNumber.get(numbered.domain ?? 0);
      if (domain && near(title, domain.title)) return { kind: 'domain', domain, numbered: true };
    }
    const part = this.#parts.get(wordsOnly(text));
    if (part) return { kind: 'part', part };
    const lesser = this.#lesser.get(wordsOnly(text));
    if (lesser !== undefined) return { kind: 'lesser', depth: lesser };
    const domain = framework.domains.find((each) => wordsOnly(each.title) === wordsOnly(text));
    return domain && { kind: 'domain', domain, numbered: false };
  }

  isRating(line: string): boolean {
    if (line.length > 40 || !/^[^\p{L}]{0,3}\p{Lu}/u.test(line) || /[.,;]$/.test(line)) return false;
    const { kind } = recogniseRating(this.framework, wordsOnly(line));
    return kind === 'exact' || kind === 'variant';
  }

  isStatement(line: string, standard?: Standard): boolean {
    if (line.length < 20 || line.length > 600) return false;
    const known = this.#statements.get(this.#key(line));
    if (known) return !standard || known.has(standard);
    if (!standard) return false;
    const words = wordsOf(line);
    return [standard.statement, ...standard.accepted.map(({ text }) => text)].some(
      (each) => alike(words, wordsOf(each)) >= 0.8,
    );
  }

  question(line: string, standard?: Standard): KnownQuestion | undefined {
    if (line.length < 8 || line.length > 500) return undefined;
    const number = questionNumber.exec(line);
    const text = number ? line.slice(number[0].length) : line;
    const numbered = number !== null;
    const owner = number ? this.framework.standardById.get(number[1] ?? '') : standard;
    const known = this.#questions.get(this.#key(text));
    const own = known?.find((each) => each.standard === owner) ?? known?.[0];
    if (own) return { ...own, numbered };
    if (!owner || !text.trimEnd().endsWith('?')) return undefined;
    if (this.#rests.get(owner)?.has(this.#key(text)) === true) return { standard: owner, index: 0, numbered };
    const words = wordsOf(text);
    const index = owner.keyQuestions.findIndex(
      (each) =>
        alike(words, wordsOf(each.text)) >= 0.8 ||
        each.accepted.some((accepted) => alike(words, wordsOf(accepted.text)) >= 0.8),
    );
    return index < 0 ? undefined : { standard: owner, index, numbered };
  }

  begins(line: string): boolean {
    if (line.length < 20 || line.length > 200) return false;
    const key = `${this.#key(line)} `;
    return key.split(' ').length > 4 && this.#beginnings.some((each) => each.startsWith(key));
  }

  isStem(line: string, standard: Standard): boolean {
    const words = wordsOnly(line);
    if (words === '' || line.trimEnd().endsWith('?') || words.split(' ').length < 3) return false;
    return standard.keyQuestions.some((question) =>
      [question.text, ...question.accepted.map(({ text }) => text)].some((each) =>
        wordsOnly(each).startsWith(`${words} `),
      ),
    );
  }

  isPercentHeader(line: string): boolean {
    return line.length < 40 && this.#percent.has(wordsOnly(line)) && line.includes('%');
  }

  isStock(line: string): boolean {
    const text = level(line);
    return this.#stock.some((each) => each.test(text));
  }

  endsInRating(line: string): boolean {
    return this.framework.ratings.some(({ rating }) =>
      new RegExp(`[.?!][\\s*]+${rating}[\\s*]*$`, 'i').test(line),
    );
  }

  isKnown(line: string): boolean {
    return (
      this.heading(line) !== undefined ||
      this.isRating(line) ||
      this.isPercentHeader(line) ||
      this.isStatement(line) ||
      this.question(line) !== undefined
    );
  }
}

const given = (text: string | undefined) => (text === undefined ? [] : [text]);

function linesIn(framework: Framework, paragraph: Part['body'][number]): string[] {
  const words =
    typeof paragraph === 'object' && 'cases' in paragraph ? [paragraph.some, paragraph.none] : [paragraph];
  return words.flatMap((each) =>
    (typeof each === 'string' ? each : (framework.stock[each.stock] ?? '')).split('\n'),
  );
}

/** The first words of a stock text, up to its first slot or the end of its sentence: enough to know it by. */
function opening(stock: string): string {
  const [first = ''] = stock.split(/[{‹\n]/);
  return first.split(' ').slice(0, 12).join(' ').trimEnd();
}

function near(title: string, known: string): boolean {
  const words = wordsOf(title);
  return words.length <= 2 * wordsOf(known).length + 2 && alike(words, wordsOf(known)) >= 0.6;
}

function add<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}
