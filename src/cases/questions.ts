import { domainOf, wordings, type Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { plain, wordingKey, wordsOnly } from '../framework/wording.js';

/** A key question, or one of its prompts, that each case of a sample has an answer to. */
export interface Question {
  /** `2.1.3`, or `2.1.3a` for a prompt. */
  readonly id: string;
  readonly standard: Standard;
  /** Index in the standard. */
  readonly keyQuestion: number;
  /** Index in the key question. */
  readonly prompt: number | undefined;
  /** Name of the sample, as under `cases` in the front matter. */
  readonly sample: string;
}

/** What a heading or a cell names. */
export interface Naming {
  /** The same words may ask about the cases of several samples. */
  readonly questions: readonly Question[];
  /** Why it names none. */
  readonly mistake?: 'unknown' | 'judged' | 'two-questions';
}

/** Finds questions by their number, or by their words. */
export class QuestionNames {
  readonly #byId = new Map<string, Question>();
  readonly #byWords = new Map<string, Question[]>();
  readonly #judged = new Set<string>();
  readonly #serviceWords: readonly string[];
  readonly #known = new Map<string, Naming>();

  constructor(framework: Framework) {
    this.#serviceWords = framework.serviceWords;
    for (const standard of framework.standards) {
      const { sample } = domainOf(framework, standard);
      if (standard.judged !== 'percentages' || sample === undefined) {
        standard.keyQuestions.forEach((_, index) => this.#judged.add(`${standard.id}.${String(index + 1)}`));
        continue;
      }
      standard.keyQuestions.forEach((each, keyQuestion) => {
        const id = `${standard.id}.${String(keyQuestion + 1)}`;
        const question = { id, standard, keyQuestion, prompt: undefined, sample };
        this.#add(question, everyWording(each));
        each.prompts.forEach((one, prompt) => {
          const letter = String.fromCharCode(97 + prompt);
          this.#add({ ...question, id: id + letter, prompt }, everyWording(one));
        });
      });
    }
  }

  #add(question: Question, texts: readonly string[]): void {
    this.#byId.set(question.id, question);
    const { stem } = question.standard;
    // Some layouts have the stem in the heading of the table, and the rest in its rows.
    const rests = texts.flatMap((each) =>
      stem !== undefined && each.startsWith(`${stem} `) ? [each.slice(stem.length + 1)] : [],
    );
    for (const key of new Set([...texts, ...rests].map((each) => this.#key(each)))) {
      const same = this.#byWords.get(key);
      if (same) same.push(question);
      else this.#byWords.set(key, [question]);
    }
  }

  #key(text: string): string {
    return wordsOnly(wordingKey(text, this.#serviceWords));
  }

  /** The questions that a text names. */
  named(text: string): Naming {
    let naming = this.#known.get(text);
    if (!naming) this.#known.set(text, (naming = this.#find(text)));
    return naming;
  }

  #find(text: string): Naming {
    const name = plain(text);
    const number = /^(?:k?q(?:uestion)? ?)?(\d{1,2})[._ -](\d{1,2})[._ -](\d{1,2})(?!\d)/i.exec(name);
    if (!number) {
      const words = name.replace(/^\(?[a-z]\) ?/i, '');
      const questions = this.#byWords.get(this.#key(words)) ?? [];
      return questions.length > 0 ? { questions } : { questions, mistake: 'unknown' };
    }
    const rest = name.slice(number[0].length);
    const letter = /^[. ]{0,2}\(?([a-z])(?![\p{L}\p{N}'])/iu.exec(rest);
    const id = `${number.slice(1, 4).map(Number).join('.')}${letter?.[1]?.toLowerCase() ?? ''}`;
    const question = this.#byId.get(id);
    if (!question) return { questions: [], mistake: this.#judged.has(id) ? 'judged' : 'unknown' };
    const words = this.#byWords.get(this.#key(rest.slice(letter?.[0].length ?? 0)));
    return words && !words.includes(question)
      ? { questions: [], mistake: 'two-questions' }
      : { questions: [question] };
  }
}

function everyWording(of: Parameters<typeof wordings>[0]): string[] {
  return [...new Set([...wordings(of, undefined), ...of.accepted.map((each) => each.text)])];
}
