import type { Framework } from '../framework/framework.js';
import { wordsOnly } from '../framework/wording.js';
import type { Report } from '../report/report.js';
import { CaseDataError, columnLetters, listed, RowFaults } from './dataError.js';
import { isCaseHeading, readDataRows, type DataCell } from './dataRows.js';
import { QuestionNames, type Question } from './questions.js';
import { sampleNamed, samplesOf, sampleWords } from './samples.js';

/** How the cases of a sample were answered, in whole numbers of cases. */
export interface Tally {
  readonly question: Question;
  readonly yes: number;
  readonly no: number;
  readonly notApplicable: number;
}

/** Case data, counted. No case is told apart in it. */
export interface CaseData {
  /** Those that have cases in the data. */
  readonly samples: readonly { readonly sample: string; readonly cases: number }[];
  /** Every question that the data ask of those cases, in the framework's order. */
  readonly tallies: readonly Tally[];
  /** Samples that have columns in the data, and no case. */
  readonly without: readonly string[];
}

/**
 * Reads and counts case data for a draft: a row a case, or a row an answer.
 * @param bytes a file: CSV, or an Excel workbook
 * @throws CaseDataError with all that is wrong in the data, or that differs from the front matter
 */
export async function readCaseData(bytes: Uint8Array, report: Report): Promise<CaseData> {
  const { framework } = report;
  if (!framework)
    throw new CaseDataError([
      'The draft names no framework that is known, so its key questions are not known.',
    ]);
  const counting = new Counting(framework);
  let reader: RowReader | undefined;
  await readDataRows(bytes, (cells, row) => {
    if (cells.every((each) => each === '')) return;
    if (reader) reader.take(cells, row);
    else reader = readerFor(cells, counting);
  });
  if (!reader) throw new CaseDataError(['There is nothing in the data.']);
  return counting.counted(report);
}

type Answer = 'yes' | 'no' | 'not-applicable';

const answerWords: ReadonlyMap<string, Answer> = new Map([
  ...['yes', 'y', 'true', '1'].map((word): [string, Answer] => [word, 'yes']),
  ...['no', 'n', 'false', '0'].map((word): [string, Answer] => [word, 'no']),
  ...['na', 'n a', 'not applicable'].map((word): [string, Answer] => [word, 'not-applicable']),
]);

/** Bytes for answers: 0 is none. */
const codes: readonly Answer[] = ['yes', 'no', 'not-applicable'];

function answerIn(cell: DataCell): Answer | undefined {
  // `-1` and `=1` are text, and none of these.
  if (typeof cell !== 'string' || /^[=+\-@]/.test(cell)) return undefined;
  return answerWords.get(wordsOnly(cell));
}

/** The answers to a question, a byte for each case of its sample, in their order. */
class Answers {
  #bytes = new Uint8Array(64);

  constructor(readonly question: Question) {}

  get isEmpty(): boolean {
    return this.#bytes.every((each) => each === 0);
  }

  has(index: number): boolean {
    return (this.#bytes[index] ?? 0) !== 0;
  }

  set(index: number, answer: Answer): void {
    if (index >= this.#bytes.length) {
      const longer = new Uint8Array(Math.max(2 * this.#bytes.length, index + 1));
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes[index] = codes.indexOf(answer) + 1;
  }

  count(answer: Answer): number {
    const code = codes.indexOf(answer) + 1;
    return this.#bytes.reduce((sum, each) => sum + Number(each === code), 0);
  }
}

interface SampleCases {
  /** Index by the number of the case. It leaves this object in no way. */
  readonly indexes: Map<string, number>;
  /** Where each case begins. */
  readonly rows: number[];
}

/** All answers of the data, by sample and question. */
class Counting {
  readonly faults = new RowFaults();
  readonly names: QuestionNames;
  readonly #samples = new Map<string, SampleCases>();
  readonly #answers = new Map<string, Answers>();
  readonly #shared = new Set<Question>();

  constructor(readonly framework: Framework) {
    this.names = new QuestionNames(framework);
  }

  /** @param isShared whether its column has words that several questions share */
  asks(question: Question, isShared = false): void {
    if (isShared) this.#shared.add(question);
    if (!this.#answers.has(question.id)) this.#answers.set(question.id, new Answers(question));
  }

  isShared(question: Question): boolean {
    return this.#shared.has(question);
  }

  /** The index of a case in its sample, and whether it is a new one. */
  case(sample: string, name: string, row: number): { index: number; isNew: boolean } {
    let cases = this.#samples.get(sample);
    if (!cases) this.#samples.set(sample, (cases = { indexes: new Map(), rows: [] }));
    const key = name.toLowerCase();
    const known = cases.indexes.get(key);
    if (known !== undefined) return { index: known, isNew: false };
    const index = cases.rows.push(row) - 1;
    cases.indexes.set(key, index);
    return { index, isNew: true };
  }

  /** Notes an answer; false where there is one already. */
  answer(question: Question, index: number, answer: Answer): boolean {
    this.asks(question);
    const answers = this.#answers.get(question.id);
    if (answers?.has(index) === true) return false;
    answers?.set(index, answer);
    return true;
  }

  /** @throws CaseDataError with all that is wrong */
  counted({ frontMatter }: Report): CaseData {
    const all = [...this.#answers.values()].filter(
      (each) => !this.#shared.has(each.question) || !each.isEmpty,
    );
    const sizeOf = (sample: string) => this.#samples.get(sample)?.rows.length ?? 0;
    const lines = [...this.faults.lines];
    // What can't be read makes numbers differ: then only that is said.
    if (lines.length === 0)
      for (const answers of all) {
        const { id, sample } = answers.question;
        const rows = this.#samples.get(sample)?.rows ?? [];
        const open = rows.filter((_, index) => !answers.has(index));
        if (open.length > 0)
          lines.push(
            `${open.length === 1 ? 'A case has' : `${String(open.length)} cases have`} no answer to ${id}: the ${sampleWords(sample)} that begin in row ${listed(open)}.`,
          );
      }
    if (lines.length === 0)
      for (const sample of samplesOf(this.framework)) {
        const stated = frontMatter.cases.get(sample)?.value;
        const size = sizeOf(sample);
        if (size > 0 && stated !== undefined && stated !== size)
          lines.push(
            `The data have ${casesOf(size, sample)}, and the front matter says ${String(stated)}. Both should be the size of the sample.`,
          );
      }
    if (lines.length === 0 && this.#samples.size === 0) lines.push('There is no case in the data.');
    if (lines.length > 0) throw new CaseDataError(lines);
    const asked = samplesOf(this.framework).filter((sample) =>
      all.some(({ question }) => question.sample === sample),
    );
    return {
      samples: asked.flatMap((sample) => {
        const cases = sizeOf(sample);
        return cases > 0 ? [{ sample, cases }] : [];
      }),
      tallies: all
        .filter(({ question }) => sizeOf(question.sample) > 0)
        .map((answers) => ({
          question: answers.question,
          yes: answers.count('yes'),
          no: answers.count('no'),
          notApplicable: answers.count('not-applicable'),
        }))
        .sort((a, b) => (a.question.id < b.question.id ? -1 : 1)),
      without: asked.filter((sample) => sizeOf(sample) === 0),
    };
  }
}

/** `11 cases of court disposals` */
export function casesOf(size: number, sample: string): string {
  return `${String(size)} ${size === 1 ? 'case' : 'cases'} of ${sampleWords(sample)}`;
}

interface RowReader {
  take(cells: readonly DataCell[], row: number): void;
}

const longHeadings: Readonly<Record<string, readonly string[]>> = {
  question: ['question', 'key question', 'prompt'],
  answer: ['answer', 'response'],
};

/** @throws CaseDataError for headings that are not those of case data */
function readerFor(headings: readonly DataCell[], counting: Counting): RowReader {
  const is = (words: readonly string[]) => (each: DataCell) =>
    typeof each === 'string' && words.includes(wordsOnly(each));
  const columns = {
    case: headings.findIndex((each) => isCaseHeading(each)),
    sample: headings.findIndex(is(['sample', 'disposal', 'type of disposal'])),
    question: headings.findIndex(is(longHeadings.question ?? [])),
    answer: headings.findIndex(is(longHeadings.answer ?? [])),
  };
  if (columns.case < 0)
    throw new CaseDataError([
      "The first row of the data should be the headings: 'case', 'sample' and a question in each column, or 'case', 'question' and 'answer'. It has no 'case'.",
    ]);
  return columns.question >= 0 && columns.answer >= 0
    ? new AnswerRows(headings, columns, counting)
    : new CaseRows(headings, columns, counting);
}

interface Columns {
  readonly case: number;
  /** -1 where there is none, as for the others. */
  readonly sample: number;
  readonly question: number;
  readonly answer: number;
}

const noSample = (rows: string, framework: Framework) =>
  `The sample in ${rows} should be ${samplesOf(framework).map(sampleWords).join(' or ')}.`;

const noCase = (rows: string) => `There is no case number in ${rows}.`;

const noAnswer = (rows: string, column: string) =>
  `Column ${column} has no answer in ${rows}. Every case needs one: yes, no or not applicable.`;

const strangeAnswer = (rows: string, column: string) =>
  `Column ${column} should say yes, no or not applicable in ${rows}.`;

/** What every row begins with. */
function caseAndSample(
  cells: readonly DataCell[],
  row: number,
  columns: Columns,
  { faults, framework }: Counting,
): { name: string; sample: string | undefined } | undefined {
  const cell = cells[columns.case] ?? '';
  const name = cell instanceof Date ? cell.toISOString() : cell;
  if (name === '') {
    faults.add('no-case', row, noCase);
    return undefined;
  }
  if (columns.sample < 0) return { name, sample: undefined };
  const sample = sampleNamed(framework, String(cells[columns.sample] ?? ''));
  if (sample === undefined) {
    faults.add('no-sample', row, (rows) => noSample(rows, framework));
    return undefined;
  }
  return { name, sample };
}

/** A row a case, a column a question. */
class CaseRows implements RowReader {
  /** The columns of each question, and the questions of each column. */
  readonly #columnsOf = new Map<Question, number[]>();
  readonly #questionsIn = new Map<number, readonly Question[]>();

  constructor(
    headings: readonly DataCell[],
    readonly columns: Columns,
    readonly counting: Counting,
  ) {
    const wrong = new Map<keyof typeof headingMistakes, string[]>();
    headings.forEach((heading, index) => {
      if (index === columns.case || index === columns.sample || heading === '') return;
      const { questions, mistake } =
        heading instanceof Date ? { questions: [], mistake: 'date' as const } : counting.names.named(heading);
      if (mistake) wrong.set(mistake, [...(wrong.get(mistake) ?? []), columnLetters(index)]);
      this.#questionsIn.set(index, questions);
    });
    const lines = [...wrong].map(([mistake, letters]) => {
      const [one, many] = headingMistakes[mistake];
      return letters.length === 1 ? `Column ${listed(letters)} ${one}` : `Columns ${listed(letters)} ${many}`;
    });
    if (lines.length === 0) lines.push(...this.#assign());
    if (lines.length === 0 && this.#questionsIn.size === 0)
      lines.push('No column of the data is headed with a key question.');
    if (lines.length > 0) throw new CaseDataError(lines);
  }

  /** Gives each question its columns; returns what is in the way. */
  #assign(): string[] {
    const lines: string[] = [];
    // What has a column of its own, by its number say, is not meant by words that it shares with others.
    const sure = new Set(
      [...this.#questionsIn.values()].flatMap((questions) => (questions.length === 1 ? questions : [])),
    );
    for (const [index, named] of this.#questionsIn) {
      const others = named.filter((each) => !sure.has(each));
      const questions = named.length === 1 || others.length === 0 ? named : others;
      this.#questionsIn.set(index, questions);
      const ids = questions.map((each) => each.id);
      const samples = new Set(questions.map((each) => each.sample));
      if (questions.length > 1 && (samples.size < questions.length || this.columns.sample < 0))
        lines.push(
          `Column ${columnLetters(index)} has the words of ${ids.join(' and of ')}. Put the number before them${samples.size < questions.length ? '' : ", or add a column 'sample'"}.`,
        );
      for (const question of questions) {
        this.#columnsOf.set(question, [...(this.#columnsOf.get(question) ?? []), index]);
        this.counting.asks(question, questions.length > 1);
      }
    }
    for (const [question, indexes] of this.#columnsOf)
      if (indexes.length > 1 && sure.has(question))
        lines.push(
          `Columns ${listed(indexes.map(columnLetters))} are both of ${question.id}: two answers for one case.`,
        );
    return lines;
  }

  take(cells: readonly DataCell[], row: number): void {
    const { counting, columns } = this;
    const { faults } = counting;
    cells.forEach((cell, index) => {
      if (cell === '' || index === columns.case || index === columns.sample || this.#questionsIn.has(index))
        return;
      const column = columnLetters(index);
      faults.add(
        `heading ${column}`,
        row,
        (rows) =>
          `Column ${column} has no heading, but something in ${rows}. Where headings are merged cells, take the merging off: each column needs its own.`,
      );
    });
    const known = caseAndSample(cells, row, columns, counting);
    if (!known) return;
    const isGiven = (index: number) => (cells[index] ?? '') !== '';
    const given = [...this.#questionsIn].filter(([index]) => isGiven(index));
    const samples = new Set(
      known.sample !== undefined
        ? [known.sample]
        : given.flatMap(([, questions]) => questions.map((each) => each.sample)),
    );
    if (samples.size === 0) {
      faults.add('no-answers', row, (rows) => `There is no answer at all in ${rows}.`);
      return;
    }
    for (const [index, questions] of given) {
      const column = columnLetters(index);
      if (!questions.some((each) => samples.has(each.sample)))
        faults.add(
          `other ${column}`,
          row,
          (rows) => `Column ${column} is a question for another sample than that in ${rows}.`,
        );
    }
    for (const sample of samples) {
      const { index, isNew } = counting.case(sample, known.name, row);
      if (!isNew)
        faults.add(
          'twice',
          row,
          (rows) => `The case in ${rows} stands in a row before, too: two answers for one case.`,
        );
      for (const [question, indexes] of this.#columnsOf)
        if (question.sample === sample) this.#answer(question, indexes, cells, index, row);
    }
  }

  #answer(
    question: Question,
    indexes: readonly number[],
    cells: readonly DataCell[],
    index: number,
    row: number,
  ): void {
    const { faults } = this.counting;
    const [given, another] = indexes.filter((each) => (cells[each] ?? '') !== '');
    if (given === undefined) {
      // Words that samples share may be asked of one of them: that is seen in the end.
      if (this.counting.isShared(question)) return;
      const column = listed(indexes.map(columnLetters));
      faults.add(`empty ${column}`, row, (rows) => noAnswer(rows, column));
      return;
    }
    const column = columnLetters(given);
    if (another !== undefined) {
      const other = columnLetters(another);
      faults.add(
        `both ${column} ${other}`,
        row,
        (rows) =>
          `Columns ${column} and ${other} both answer ${question.id} in ${rows}: two answers for one case.`,
      );
      return;
    }
    const answer = answerIn(cells[given] ?? '');
    if (answer) this.counting.answer(question, index, answer);
    else faults.add(`strange ${column}`, row, (rows) => strangeAnswer(rows, column));
  }
}

/** What is wrong with the heading of one column, and of several. */
const headingMistakes = {
  date: [
    'has a date for a heading: the spreadsheet made one of a number such as 2.1.1. Type it as text, or the words of the question.',
    'have dates for headings: the spreadsheet made them of numbers such as 2.1.1. Type them as text, or the words of the questions.',
  ],
  'two-questions': [
    'has the number of one question and the words of another.',
    'have the number of one question and the words of another.',
  ],
  judged: [
    'is of a standard that is rated by judgement: it has no percentages.',
    'are of standards that are rated by judgement: they have no percentages.',
  ],
  unknown: [
    'names no key question or prompt of the framework, by its number or words. Correct its heading, or leave it out.',
    'name no key question or prompt of the framework, by number or words. Correct their headings, or leave them out.',
  ],
} as const;

const questionMistakes: Readonly<Record<string, string>> = {
  date: 'holds a date, which the spreadsheet made of a number such as 2.1.1,',
  'two-questions': 'has the number of one question and the words of another',
  judged: 'names a question that is rated by judgement',
  unknown: 'names no key question or prompt of the framework',
  several: 'has the words of several questions, without a number,',
};

/** A row an answer. */
class AnswerRows implements RowReader {
  constructor(
    headings: readonly DataCell[],
    readonly columns: Columns,
    readonly counting: Counting,
  ) {
    const known = Object.values(columns) as number[];
    const others = [...headings.keys()].filter((index) => headings[index] !== '' && !known.includes(index));
    if (others.length > 0)
      throw new CaseDataError([
        `${others.length === 1 ? 'Column' : 'Columns'} ${listed(others.map(columnLetters))} should not be there: data with a row for each answer have 'case', 'question' and 'answer', and may have 'sample'.`,
      ]);
  }

  take(cells: readonly DataCell[], row: number): void {
    const { columns, counting } = this;
    const { faults, framework } = counting;
    const known = caseAndSample(cells, row, columns, counting);
    if (!known) return;
    const question = this.#question(cells[columns.question] ?? '', known.sample, row);
    if (!question) return;
    const cell = cells[columns.answer] ?? '';
    const answer = answerIn(cell);
    const column = columnLetters(columns.answer);
    if (cell === '') faults.add('empty', row, (rows) => noAnswer(rows, column));
    else if (!answer) faults.add('strange', row, (rows) => strangeAnswer(rows, column));
    else if (!counting.answer(question, counting.case(question.sample, known.name, row).index, answer))
      faults.add(
        'twice',
        row,
        (rows) =>
          `The case in ${rows} has an answer to that question in a row before: two answers for one case.`,
      );
    if (known.sample !== undefined && known.sample !== question.sample)
      faults.add(
        'other',
        row,
        (rows) => `The question in ${rows} is for another sample of ${framework.title} than the case is of.`,
      );
  }

  #question(cell: DataCell, sample: string | undefined, row: number): Question | undefined {
    const { faults, names } = this.counting;
    const { questions, mistake } =
      cell instanceof Date ? { questions: [], mistake: 'date' } : names.named(cell);
    const fitting = sample === undefined ? questions : questions.filter((each) => each.sample === sample);
    const [question, another] = fitting.length > 0 ? fitting : questions;
    const kind = another ? 'several' : mistake;
    if (kind === undefined) return question;
    const column = columnLetters(this.columns.question);
    faults.add(
      `question ${kind}`,
      row,
      (rows) => `Column ${column} ${questionMistakes[kind] ?? kind} in ${rows}.`,
    );
    return undefined;
  }
}
