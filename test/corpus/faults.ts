import { readReport } from '../../src/index.js';
import { wordings } from '../../src/framework/framework.js';
import type { Framework } from '../../src/framework/framework.js';
import { wordingKey } from '../../src/framework/wording.js';
import { percentOf } from '../../src/rating/figures.js';
import type {
  Heading,
  KeyQuestionTable,
  QuestionRow,
  Report,
  ReportPart,
  StandardSection,
} from '../../src/report/report.js';
import type { Range } from '../../src/index.js';
import { evidenceFaults } from './evidenceFaults.js';
import { proseFaults } from './proseFaults.js';
import { publicationFaults } from './publicationFaults.js';
import type { Draft } from './reports.js';
import { structureFaults } from './structureFaults.js';
import { styleFaults } from './styleFaults.js';

/** A draft with one slip in it. */
export interface Planted {
  readonly text: string;
  /** Where it stands and what it is, for a reader who wants to plant it again. */
  readonly where: string;
  /** The rules that the catalogue names for it. */
  readonly expected: readonly string[];
}

export interface Fault {
  readonly kind: string;
  readonly plant: (subject: Subject) => Iterable<Planted>;
}

/** A draft with its reading, to find the places where a slip can stand. */
export class Subject {
  readonly name: string;
  readonly text: string;
  readonly report: Report;
  readonly framework: Framework;

  constructor({ name, text }: Draft) {
    this.name = name;
    this.text = text;
    this.report = readReport(text);
    if (!this.report.framework) throw new Error(`${name} names no framework`);
    this.framework = this.report.framework;
  }

  line(offset: number): number {
    return this.report.lines.lineAt(offset) + 1;
  }

  /** The draft with a stretch of it replaced. */
  put(range: Range, text: string, expected: readonly string[], what?: string): Planted {
    const was = this.text.slice(range.start, range.end);
    return {
      text: this.text.slice(0, range.start) + text + this.text.slice(range.end),
      where: `${this.name}:${String(this.line(range.start))}: ${what ?? `${show(was)} becomes ${show(text)}`}`,
      expected,
    };
  }

  /** The draft without a block and the blank lines after it. */
  drop(range: Range, expected: readonly string[], what?: string): Planted {
    const start = this.report.lines.start(this.report.lines.lineAt(range.start));
    const rest = this.text.slice(range.end);
    const after = /^[^\n]*\n(?:[ \t]*\n)*/.exec(rest)?.[0].length ?? rest.length;
    const whole = { start, end: range.end + after };
    return this.put(whole, '', expected, what ?? `without ${show(this.text.slice(range.start, range.end))}`);
  }

  /** The draft without whole lines, so that a table or list stays together. */
  dropLines(range: Range, expected: readonly string[]): Planted {
    const start = this.report.lines.start(this.report.lines.lineAt(range.start));
    const end = this.report.lines.start(this.report.lines.lineAt(range.end - 1) + 1);
    return this.put({ start, end }, '', expected, `without ${show(this.text.slice(start, end))}`);
  }

  /** The draft with two stretches that follow each other changed round. */
  swap(first: Range, second: Range, expected: readonly string[], what: string): Planted {
    const whole = (range: Range) => {
      const text = this.text.slice(range.start, range.end);
      return text.endsWith('\n\n') ? text : `${text.trimEnd()}\n\n`;
    };
    const between = this.text.slice(first.end, second.start);
    return this.put(
      { start: first.start, end: second.end },
      whole(second) + between + whole(first),
      expected,
      what,
    );
  }

  get body(): readonly StandardSection[] {
    return this.report.sections.filter((each) => !each.inAnnexe);
  }

  /** Sections that hold the table that drives their standard's rating. */
  get tabled(): readonly (StandardSection & { readonly table: KeyQuestionTable })[] {
    return this.report.sections.filter(
      (each): each is StandardSection & { readonly table: KeyQuestionTable } => Boolean(each.table),
    );
  }
}

function show(text: string): string {
  const short = text.length > 90 ? `${text.slice(0, 60)} … ${text.slice(-25)}` : text;
  return JSON.stringify(short);
}

const ratings = ['Inadequate', 'Requires improvement', 'Good', 'Outstanding'];
const from = [0, 50, 65, 80, 101];
const bandOf = (percent: number) => from.findLastIndex((each) => percent >= each);
const neighbours = (rating: string | null | undefined) => {
  const at = ratings.indexOf(rating ?? '');
  return at < 0 ? [] : [ratings[at - 1], ratings[at + 1]].filter((each) => each !== undefined);
};

/** The percentages that some number of `sample` cases gives. */
function reachable(sample: number): number[] {
  return [...new Set(Array.from({ length: sample + 1 }, (_, cases) => percentOf(cases, sample)))];
}

function* fromEach<T>(list: Iterable<T>, plant: (each: T) => Iterable<Planted> | Planted | undefined) {
  for (const each of list) {
    const found = plant(each);
    if (!found) continue;
    if ('text' in found) yield found;
    else yield* found;
  }
}

interface FigureRow {
  readonly section: StandardSection;
  readonly table: KeyQuestionTable | undefined;
  readonly row: QuestionRow | undefined;
  readonly range: Range;
  readonly percent: number;
  readonly bold: boolean;
  readonly sample: number | undefined;
}

/** Every percentage of the tables of key questions, and of prompts where asked. */
function figures(s: Subject, of: 'questions' | 'prompts' | 'both'): FigureRow[] {
  return s.report.sections.flatMap((section) => {
    const domain = section.standard.id.split('.')[0];
    const named = s.framework.domains.find((each) => String(each.number) === domain)?.sample;
    const sample = s.report.frontMatter.cases.get(named ?? '')?.value;
    const questions = of === 'prompts' ? [] : (section.table?.rows ?? []);
    const prompts = of === 'questions' ? [] : section.promptTables.flatMap((each) => each.rows);
    return [
      ...questions.map((row) => ({ row, figure: row.figure, table: section.table })),
      ...prompts.map(({ figure }) => ({ row: undefined, figure, table: undefined })),
    ].flatMap(({ row, figure, table }): FigureRow[] =>
      figure && typeof figure.figure === 'object'
        ? [
            {
              section,
              table,
              row,
              range: figure.range,
              percent: figure.figure.percent,
              bold: figure.bold,
              sample,
            },
          ]
        : [],
    );
  });
}

/** The range with the marks of bold round it. */
function withBold(s: Subject, range: Range): Range {
  const marked =
    s.text.slice(range.start - 2, range.start) === '**' && s.text.slice(range.end, range.end + 2) === '**';
  return marked ? { start: range.start - 2, end: range.end + 2 } : range;
}

function* transpositions(word: string) {
  if (word.length > 4) yield word.slice(0, 2) + word.charAt(3) + word.charAt(2) + word.slice(4);
}

/** Other ways to word a text: a word dropped, a word changed, a slip of the finger, the question mark gone. */
function reworded(text: string): string[] {
  const words = text.split(' ');
  const longest = words.reduce((best, each, at) => (each.length > (words[best] ?? '').length ? at : best), 0);
  const without = (at: number) => words.filter((_, index) => index !== at).join(' ');
  const withWord = (at: number, word: string) => words.map((each, i) => (i === at ? word : each)).join(' ');
  const typo = [...transpositions(words[longest] ?? '')][0];
  return [
    without(longest),
    without(words.length - 2),
    withWord(longest, 'apparently'),
    ...(typo === undefined ? [] : [withWord(longest, typo)]),
  ].filter((each) => each !== text);
}

/** Whether the framework accepts a question just so; then it is no slip. */
function isAccepted(s: Subject, section: StandardSection, question: string): boolean {
  const key = (text: string) => wordingKey(text, s.framework.serviceWords);
  return section.standard.keyQuestions.some((each) =>
    wordings(each, s.report.layout).some((one) => key(one) === key(question)),
  );
}

function paragraphEnd(s: Subject, heading: Heading): number {
  return s.report.lines.start(s.report.lines.lineAt(heading.range.end) + 1);
}

const partAfter = (s: Subject, kind: string): ReportPart | undefined =>
  s.report.parts.find((each) => each.kind === kind);

/** The rows of the ratings page that are for standards. */
const standardRows = (s: Subject) =>
  (s.report.ratingsPage?.rows ?? []).filter((each) => each.standard !== undefined && each.rating);

const inFrontMatter = (s: Subject, key: string) => {
  const match = new RegExp(`^${key}:.*\\n`, 'm').exec(s.text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
};

function frontMatterValue(s: Subject, key: string, value: string): Planted[] {
  const line = inFrontMatter(s, key);
  return line ? [s.put(line, `${key}: ${value}\n`, ['front-matter'])] : [];
}

const requiredKeys = ['framework', 'area', 'service', 'abbreviation', 'fieldwork'];

function typedContents(s: Subject): string[] {
  const first = s.report.parts[0];
  return s.report.headings
    .filter((each) => each.depth === 2 && each.range.start >= (first?.range.start ?? 0))
    .map((each) => each.text);
}

function insertContents(s: Subject, list: readonly string[], what: string): Planted {
  const at = s.report.parts[0]?.range.start ?? 0;
  // A number at the start of an item would open a list in the list.
  const items = list.map((each) => `- ${each.replace(/^(\d+)\./, '$1\\.')}\n`).join('');
  return s.put({ start: at, end: at }, `## Contents\n\n${items}\n`, ['contents'], what);
}

/** Slips in the names of the four ratings. */
function misspelt(rating: string): string[] {
  return [
    rating.toUpperCase(),
    rating.slice(0, 2) + rating.slice(3),
    ...(rating === 'Requires improvement' ? ['Requires Improvement', 'RI'] : [rating.toLowerCase()]),
    'Satisfactory',
  ];
}

export const faults: readonly Fault[] = [
  // --- the ratings page ---
  {
    kind: 'score: another number',
    plant: (s) =>
      fromEach([-2, -1, 1, 2], (by) => {
        const score = s.report.ratingsPage?.score;
        if (score?.score == null || score.outOf == null) return undefined;
        return s.put(score.range, `${String(score.score + by)}/${String(score.outOf)}`, ['score']);
      }),
  },
  {
    kind: 'score: out of another total',
    plant: (s) =>
      fromEach([12, 13, 26, 35, 39], (outOf) => {
        const score = s.report.ratingsPage?.score;
        return score?.score == null
          ? undefined
          : s.put(score.range, `${String(score.score)}/${String(outOf)}`, ['score']);
      }),
  },
  {
    kind: 'score: resettlement counted in',
    plant: (s) =>
      fromEach(['/36', '/39'], (total) => {
        const score = s.report.ratingsPage?.score;
        const resettlement = standardRows(s).find((each) => each.standard === '4.1')?.rating?.rating;
        const extra = ratings.indexOf(resettlement ?? '');
        return score?.score == null || extra < 1
          ? undefined
          : s.put(score.range, `${String(score.score + extra)}${total}`, ['score']);
      }),
  },
  {
    kind: 'score: removed',
    plant: (s) => fromEach([s.report.ratingsPage?.score], (score) => score && s.drop(score.line, ['score'])),
  },
  {
    kind: 'overall rating: moved',
    plant: (s) =>
      fromEach([s.report.ratingsPage?.overall], (overall) =>
        ratings
          .filter((each) => overall && each !== overall.rating)
          .map((each) => s.put(overall?.range ?? { start: 0, end: 0 }, each, ['overall-rating'])),
      ),
  },
  {
    kind: 'overall rating: removed',
    plant: (s) =>
      fromEach(
        [s.report.ratingsPage?.overall],
        (overall) => overall && s.drop(overall.line, ['overall-rating']),
      ),
  },
  {
    kind: 'ratings page: a row moved by one band',
    plant: (s) =>
      fromEach(standardRows(s), ({ rating }) =>
        neighbours(rating?.rating).map((each) =>
          s.put(rating?.range ?? { start: 0, end: 0 }, each, ['ratings-page']),
        ),
      ),
  },
  {
    kind: 'ratings page: a row removed',
    plant: (s) => fromEach(standardRows(s), ({ row }) => s.dropLines(row.range, ['ratings-page'])),
  },
  {
    kind: 'ratings page: a row twice',
    plant: (s) =>
      fromEach(standardRows(s), ({ row }) =>
        s.put(
          { start: row.range.end, end: row.range.end },
          `\n${s.text.slice(row.range.start, row.range.end)}`,
          ['ratings-page'],
          `twice ${show(s.text.slice(row.range.start, row.range.end))}`,
        ),
      ),
  },
  {
    kind: 'ratings page: a row for no standard',
    plant: (s) =>
      fromEach(standardRows(s), ({ standard = '', numberRange }) => [
        s.put(numberRange, `${standard.split('.')[0] ?? ''}.7. `, ['ratings-page']),
        s.put(numberRange, `6.${standard.split('.')[1] ?? ''}. `, ['ratings-page']),
      ]),
  },
  {
    kind: 'ratings page: table removed',
    plant: (s) =>
      fromEach([s.report.ratingsPage?.table], (table) => table && s.drop(table.range, ['ratings-page'])),
  },
  {
    kind: 'ratings page: rows in another order',
    plant: (s) =>
      fromEach(standardRows(s).slice(1), (second) => {
        const rows = standardRows(s);
        const first = rows[rows.indexOf(second) - 1];
        if (!first || first.row.range.end + 1 !== second.row.range.start) return undefined;
        const text = (range: Range) => s.text.slice(range.start, range.end);
        return s.put(
          { start: first.row.range.start, end: second.row.range.end },
          `${text(second.row.range)}\n${text(first.row.range)}`,
          ['section-order'],
          `${second.standard ?? ''} before ${first.standard ?? ''}`,
        );
      }),
  },

  // --- ratings of sections ---
  {
    kind: 'section rating: moved by one band',
    plant: (s) =>
      fromEach(s.report.sections, (section) =>
        section.ratings.flatMap((stated) =>
          neighbours(stated.rating).map((each) =>
            s.put(
              stated.range,
              each,
              section.discretion
                ? ['discretion', 'standard-rating']
                : section.standard.judged === 'percentages'
                  ? ['standard-rating']
                  : section.inAnnexe
                    ? ['standard-rating']
                    : ['ratings-page', 'standard-rating'],
            ),
          ),
        ),
      ),
  },
  {
    kind: 'section rating: line removed',
    plant: (s) =>
      fromEach(s.body, (section) => section.ratings.map((each) => s.drop(each.line, ['rating-missing']))),
  },
  {
    kind: 'rating misspelt: section',
    plant: (s) =>
      fromEach(s.report.sections, ({ ratings: found }) =>
        found.flatMap((stated) =>
          stated.kind === 'exact'
            ? misspelt(stated.raw).map((each) => s.put(stated.range, each, ['rating-spelling']))
            : [],
        ),
      ),
  },
  {
    kind: 'rating misspelt: ratings page',
    plant: (s) =>
      fromEach([...standardRows(s).map((each) => each.rating), s.report.ratingsPage?.overall], (stated) =>
        stated?.kind === 'exact'
          ? misspelt(stated.raw).map((each) => s.put(stated.range, each, ['rating-spelling']))
          : [],
      ),
  },

  // --- percentages ---
  {
    kind: 'lowest percentage moved down across a band',
    plant: (s) => lowestMoved(s, 'down', true),
  },
  {
    kind: 'lowest percentage moved up across a band, bold with it',
    plant: (s) => lowestMoved(s, 'up', true),
  },
  {
    kind: 'lowest percentage moved up across a band, bold left',
    plant: (s) => lowestMoved(s, 'up', false),
  },
  {
    kind: 'another percentage moved below the lowest, across a band, bold left',
    plant: (s) =>
      fromEach(figures(s, 'questions'), ({ table, row, range, percent, sample, section, bold }) => {
        const lowest = Math.min(...percentsOf(table));
        if (!row || percent === lowest || bold) return undefined;
        const below = values(s, sample).filter((each) => each < lowest && bandOf(each) < bandOf(lowest));
        const value = below.at(-1);
        return value === undefined
          ? undefined
          : s.put(range, `${String(value)}%`, [
              section.discretion ? 'discretion' : 'standard-rating',
              ...(s.report.layout?.lowestInBold === true ? ['lowest-in-bold'] : []),
            ]);
      }),
  },
  {
    kind: 'percentage that no number of cases gives: key questions',
    plant: (s) => unreachable(s, 'questions'),
  },
  {
    kind: 'percentage that no number of cases gives: prompts',
    plant: (s) => unreachable(s, 'prompts'),
  },
  {
    kind: 'percentage malformed',
    plant: (s) =>
      fromEach(figures(s, 'both'), ({ range, percent }) =>
        [`${String(percent)} %`, String(percent), `${String(percent)}.7%`, '120%', 'abc', '%'].map((each) =>
          s.put(range, each, ['percentage']),
        ),
      ),
  },
  {
    kind: 'count for a percentage',
    plant: (s) =>
      fromEach(figures(s, 'both'), ({ range, percent, sample }) => {
        if (sample === undefined) return undefined;
        const cases = Math.round((percent * sample) / 100);
        return [
          s.put(range, `${String(cases)}/${String(sample)}`, ['count-shorthand']),
          s.put(range, `${String(cases)} of ${String(sample)}`, ['count-shorthand']),
        ];
      }),
  },
  {
    kind: 'bold: lowest not bold',
    plant: (s) =>
      fromEach(figures(s, 'questions'), ({ range, bold }) =>
        bold && s.report.layout?.lowestInBold === true
          ? s.put(withBold(s, range), s.text.slice(range.start, range.end), ['lowest-in-bold'])
          : undefined,
      ),
  },
  {
    kind: 'bold: another percentage bold',
    plant: (s) =>
      fromEach(figures(s, 'questions'), ({ range, bold }) =>
        !bold && s.report.layout?.lowestInBold === true
          ? s.put(range, `**${s.text.slice(range.start, range.end)}**`, ['lowest-in-bold'])
          : undefined,
      ),
  },

  // --- key-question tables ---
  {
    kind: 'key question: row removed',
    plant: (s) =>
      fromEach(s.tabled, ({ table }) =>
        table.rows.map((row) => s.dropLines(row.row.range, ['key-question-missing'])),
      ),
  },
  {
    kind: 'key question: reworded in the table',
    plant: (s) =>
      fromEach(s.tabled, (section) =>
        section.table.rows.flatMap((row) =>
          [...reworded(row.words), row.words.replace(/\?$/, '')]
            .filter(
              (each) =>
                !isAccepted(
                  s,
                  section,
                  section.table.stem === undefined ? each : `${section.table.stem} ${each}`,
                ),
            )
            .map((each) => s.put(row.wordsRange, each, ['key-question-wording'])),
        ),
      ),
  },
  {
    kind: 'key question: stem in the header reworded',
    plant: (s) =>
      fromEach(s.tabled, ({ table }) => {
        const cell = table.table.header.cells[0];
        return cell && table.stem !== undefined
          ? reworded(table.stem).map((each) => s.put(cell.range, `${each}:`, ['key-question-wording']))
          : undefined;
      }),
  },
  {
    kind: 'key question: swapped with the next',
    plant: (s) =>
      fromEach(s.tabled, ({ table }) =>
        table.rows.slice(1).map((second, index) => {
          const first = table.rows[index] ?? second;
          const text = (row: QuestionRow) => s.text.slice(row.row.range.start, row.row.range.end);
          return s.put(
            { start: first.row.range.start, end: second.row.range.end },
            `${text(second)}\n${text(first)}`,
            ['key-question-order'],
            'rows changed round',
          );
        }),
      ),
  },
  {
    kind: "key question: nobody's",
    plant: (s) =>
      fromEach(s.tabled, ({ table }) =>
        table.rows.flatMap((row) =>
          ['was the building warm enough in winter?', 'Attendance'].map((each) =>
            s.put(row.wordsRange, each, ['key-question-wording', 'key-question-missing']),
          ),
        ),
      ),
  },
  {
    kind: 'table: header changed',
    plant: (s) =>
      fromEach(s.tabled, ({ table }) => {
        const cell = table.table.header.cells[1];
        return cell
          ? ['% Yes', 'Yes', '%', 'Percentage', "% 'yes'", "'Yes' %"].map((each) =>
              s.put(cell.range, each, ['table-header']),
            )
          : undefined;
      }),
  },
  {
    kind: 'table: removed',
    plant: (s) => fromEach(s.tabled, ({ table }) => s.drop(table.table.range, ['key-question-missing'])),
  },
  {
    kind: 'question as a sub-heading or in a list: reworded',
    plant: (s) =>
      fromEach(s.report.sections, (section) =>
        section.questions.flatMap((question) =>
          question.accepted
            ? reworded(question.text)
                .filter((each) => !isAccepted(s, section, each))
                .map((each) => s.put(question.range, each, ['key-question-wording']))
            : [],
        ),
      ),
  },
  {
    kind: 'prompts: a letter repeated or skipped',
    plant: (s) =>
      fromEach(
        s.report.sections.flatMap((each) => each.promptTables),
        ({ rows }) => {
          const inOrder = rows.every((row, index) => row.letter === String.fromCharCode(97 + index));
          return inOrder
            ? rows.flatMap(({ letter, letterRange }, index) => [
                ...(index > 0
                  ? [s.put(letterRange, String.fromCharCode(letter.charCodeAt(0) - 1), ['prompt-lettering'])]
                  : []),
                s.put(letterRange, String.fromCharCode(letter.charCodeAt(0) + 1), ['prompt-lettering']),
              ])
            : [];
        },
      ),
  },

  // --- structure ---
  {
    kind: 'section: removed',
    plant: (s) =>
      fromEach(s.report.sections, (section) =>
        // Under a domain heading that carries the same number, what is left reads as the section.
        s.report.headings.some((each) => each.misnumbered === section.heading)
          ? undefined
          : !section.inAnnexe
            ? s.put(section.range, '', ['standard-missing'], `without ${show(section.heading.text)}`)
            : section.table && s.report.layout?.tables === 'annexe'
              ? s.put(section.range, '', ['key-question-missing'], `without ${show(section.heading.text)}`)
              : undefined,
      ),
  },
  {
    kind: 'domain: whole part removed',
    plant: (s) =>
      fromEach(s.report.parts, (part) =>
        part.kind === 'domain'
          ? s.put(
              part.range,
              '',
              ['section-missing', 'standard-missing'],
              `without ${show(part.heading.text)}`,
            )
          : undefined,
      ),
  },
  {
    kind: 'part: heading removed',
    plant: (s) =>
      fromEach(s.report.parts, (part) =>
        part.part ? s.drop(part.heading.range, ['section-missing']) : undefined,
      ),
  },
  {
    kind: 'part: heading mistyped',
    plant: (s) =>
      fromEach(s.report.parts, ({ part, kind, heading }) =>
        part && kind !== 'domain'
          ? [...transpositions(heading.text)].map((each) => s.put(heading.content, each, ['section-missing']))
          : undefined,
      ),
  },
  {
    kind: "heading: another standard's number",
    plant: (s) =>
      fromEach(s.report.sections, ({ heading, standard }) => {
        const [domain = '', number = ''] = standard.id.split('.');
        return ['1', '2', '3']
          .filter((each) => each !== number && s.framework.standardById.has(`${domain}.${each}`))
          .map((each) => s.put(heading.numberRange, `${domain}.${each}. `, ['heading']));
      }),
  },
  {
    kind: "heading: a number that is no standard's",
    plant: (s) =>
      fromEach(s.body, ({ heading, standard }) =>
        s.put(heading.numberRange, `${standard.id.split('.')[0] ?? ''}.9. `, ['standard-unknown']),
      ),
  },
  {
    kind: 'heading: number in another form',
    plant: (s) =>
      fromEach(s.report.sections, ({ heading, standard }) => {
        const [domain = '', number = ''] = standard.id.split('.');
        const house = s.text.slice(heading.numberRange.start, heading.numberRange.end);
        return house === `${standard.id}. `
          ? [`${domain}. ${number}. `, `${standard.id} `, `${standard.id}.`].map((each) =>
              s.put(heading.numberRange, each, ['heading']),
            )
          : [];
      }),
  },
  {
    kind: 'heading: another title',
    plant: (s) =>
      fromEach(s.report.sections, ({ heading, standard }) =>
        [
          standard.title.toUpperCase(),
          `${standard.title} and more`,
          [...transpositions(standard.title)][0] ?? 'Staffs',
          'Something else altogether',
        ].map((each) => s.put(heading.titleRange, each, ['heading'])),
      ),
  },
  {
    kind: 'heading: twice',
    plant: (s) =>
      fromEach(s.body, ({ heading }) =>
        s.put(
          { start: heading.range.start, end: heading.range.start },
          `${s.text.slice(heading.range.start, heading.range.end)}\n\n`,
          ['heading'],
          `twice ${show(heading.text)}`,
        ),
      ),
  },
  {
    kind: 'section: twice',
    plant: (s) =>
      fromEach(s.body, ({ heading, range }) =>
        s.put(
          { start: range.end, end: range.end },
          `\n\n${s.text.slice(range.start, range.end).replace(/^\[\^.*$/gm, '')}\n`,
          ['heading'],
          `section twice ${show(heading.text)}`,
        ),
      ),
  },
  {
    kind: 'domain heading: the other form',
    plant: (s) =>
      fromEach(domainHeadings(s), ({ heading }) => {
        const number = heading.domain ?? 0;
        const word = ['', 'one', 'two', 'three', 'four'][number] ?? '';
        const other = /^domain/i.test(heading.text)
          ? `${String(number)}. ${heading.title}`
          : `Domain ${word}: ${heading.title}`;
        return [other, `${String(number)} ${heading.title}`].map((each) =>
          s.put(heading.content, each, ['heading']),
        );
      }),
  },
  {
    kind: 'domain heading: another number',
    plant: (s) =>
      fromEach(domainHeadings(s), ({ heading }) =>
        [1, 2, 3, 7]
          .filter((each) => each !== heading.domain)
          .map((each) => s.put(heading.content, `${String(each)}. ${heading.title}`, ['heading'])),
      ),
  },
  {
    kind: 'parts: swapped',
    plant: (s) =>
      fromEach(s.report.parts.slice(1), (second) => {
        const first = s.report.parts[s.report.parts.indexOf(second) - 1];
        return first?.part && second.part
          ? s.swap(
              first.range,
              second.range,
              ['section-order'],
              `${show(second.heading.text)} moved up by one`,
            )
          : undefined;
      }),
  },
  {
    kind: 'standards: swapped',
    plant: (s) =>
      fromEach(s.body.slice(1), (second) => {
        const first = s.body[s.body.indexOf(second) - 1];
        return first?.standard.id.charAt(0) === second.standard.id.charAt(0)
          ? s.swap(first.range, second.range, ['section-order'], `${second.standard.id} moved up by one`)
          : undefined;
      }),
  },
  {
    kind: 'standard: under another domain',
    plant: (s) =>
      fromEach(s.body, (section) => {
        const other = domainHeadings(s).find(
          ({ heading }) => String(heading.domain) !== section.standard.id.charAt(0),
        );
        if (!other) return undefined;
        const moved = s.text.slice(section.range.start, section.range.end).trimEnd();
        const rest = s.text.slice(0, section.range.start) + s.text.slice(section.range.end);
        const shift = other.range.end > section.range.start ? section.range.end - section.range.start : 0;
        const at = other.range.end - shift;
        return {
          text: `${rest.slice(0, at).trimEnd()}\n\n${moved}\n\n${rest.slice(at)}`,
          where: `${s.name}:${String(s.line(section.range.start))}: ${section.standard.id} moved to the end of ${show(other.heading.text)}`,
          expected: ['section-order'],
        };
      }),
  },
  {
    kind: 'statement: reworded',
    plant: (s) =>
      fromEach(statements(s), ({ range }) =>
        reworded(s.text.slice(range.start, range.end)).map((each) => s.put(range, each, ['statement'])),
      ),
  },
  {
    kind: 'statement: removed',
    plant: (s) => fromEach(statements(s), ({ range }) => s.drop(range, ['statement'])),
  },
  {
    kind: 'statement: punctuated otherwise',
    plant: (s) =>
      fromEach(statements(s), ({ range }) => {
        const text = s.text.slice(range.start, range.end);
        return [
          text.replace(/\.$/, ''),
          text.replace(/,/, ';'),
          text.replace(/,/, ''),
          text.charAt(0).toLowerCase() + text.slice(1),
        ]
          .filter((each) => each !== text)
          .map((each) => s.put(range, each, ['statement']));
      }),
  },
  {
    kind: 'introduction: removed',
    plant: (s) =>
      fromEach(s.body, ({ introduction, table }) =>
        introduction && table && s.report.layout?.ratingIntroduction !== undefined
          ? s.drop(introduction.range, ['rating-introduction'])
          : undefined,
      ),
  },
  {
    kind: 'introduction: reworded',
    plant: (s) =>
      fromEach(s.body, ({ introduction, table }) => {
        if (!introduction || !table || s.report.layout?.ratingIntroduction === undefined) return undefined;
        const text = s.text.slice(introduction.range.start, introduction.range.end);
        return [
          text.replace('following key questions', 'key questions that follow'),
          text.replace(' is based on ', ' follows from '),
          text.replace(/^Our/, 'The'),
          text.replace(/ for [a-z ]+ is/, ' for reviewing and assessment is'),
          text.replace(/:$/, '.'),
        ].map((each) => s.put(introduction.range, each, ['rating-introduction']));
      }),
  },
  {
    kind: 'lowest-score footnote: reference removed from the introduction',
    plant: (s) =>
      fromEach(s.body, ({ introduction, table, references }) => {
        const reference = references.find(
          ({ range }) =>
            introduction && range.start >= introduction.range.start && range.end <= introduction.range.end,
        );
        return reference && table ? s.put(reference.range, '', ['rating-introduction']) : undefined;
      }),
  },
  {
    kind: 'lowest-score footnote: reworded',
    plant: (s) =>
      fromEach(s.report.footnotes.definitions, ({ content }) => {
        const text = s.text.slice(content.start, content.end);
        // One that is not a stock wording already is no place for another slip.
        return s.report.layout?.lowestScoreFootnotes.includes(text) === true
          ? [
              text.replace('lowest score', 'lowest percentage'),
              text.replace(', indicated in bold in the table', ''),
              text.replace(' driven by', ' determined by'),
              text.replace('which is placed', 'which are placed'),
            ].map((each) => s.put(content, each, ['rating-introduction']))
          : undefined;
      }),
  },
  {
    kind: 'footnote: text removed',
    plant: (s) =>
      fromEach(s.report.footnotes.definitions, ({ range, label }) =>
        s.report.footnotes.references.some((each) => each.label === label)
          ? s.dropLines(range, ['footnote'])
          : undefined,
      ),
  },
  {
    kind: 'footnote: only reference removed',
    plant: (s) =>
      fromEach(s.report.footnotes.references, ({ range, label, defined }) =>
        defined && s.report.footnotes.references.filter((each) => each.label === label).length === 1
          ? s.put(range, '', ['footnote'])
          : undefined,
      ),
  },
  {
    kind: 'footnote: text twice',
    plant: (s) =>
      fromEach(s.report.footnotes.definitions, ({ range, label }) =>
        s.put(
          { start: s.text.length, end: s.text.length },
          `\n\n${s.text.slice(range.start, range.end)}\n`,
          ['footnote'],
          `the text of [^${label}] once more at the end`,
        ),
      ),
  },

  // --- discretion ---
  {
    kind: 'discretion: from or to changed',
    plant: (s) =>
      fromEach(s.report.sections, ({ discretion }) =>
        [discretion?.from, discretion?.to].flatMap((reading) =>
          reading
            ? ratings
                .filter((each) => each !== reading.rating)
                .map((each) => s.put(reading.range, each, ['discretion']))
            : [],
        ),
      ),
  },
  {
    kind: 'discretion: footnote removed with its reference',
    plant: (s) =>
      fromEach(s.report.sections, ({ discretion }) => {
        if (!discretion) return undefined;
        const { reference, definition } = discretion;
        const text = s.text.slice(definition.range.start, definition.range.end);
        return {
          text: s.text.replace(text, () => '').replace(`[^${reference.label}]`, ''),
          where: `${s.name}: without [^${reference.label}] and its text`,
          expected: ['standard-rating'],
        };
      }),
  },
  {
    kind: 'discretion: raise for lower, or no direction',
    plant: (s) =>
      fromEach(s.report.sections, ({ discretion }) => {
        if (!discretion) return undefined;
        const { start, end } = discretion.definition.content;
        const text = s.text.slice(start, end);
        return [
          s.put({ start, end }, text.replace(' raise ', ' lower ').replace(/ lower (?=.*lower)/, ' raise '), [
            'discretion',
          ]),
          s.put({ start, end }, text.replace(/ from '.*? to '.*?'/, ''), ['discretion']),
        ];
      }),
  },

  // --- front matter ---
  {
    kind: 'framework: id mistyped',
    plant: (s) =>
      fromEach(
        [
          s.framework.id.replace('ou', 'uo'),
          s.framework.id.replace('-', ''),
          `${s.framework.id}s`,
          'adult',
          'youth',
        ],
        (each) => {
          const line = inFrontMatter(s, 'framework');
          return line && s.put(line, `framework: ${each}\n`, ['framework']);
        },
      ),
  },
  {
    kind: 'front matter: a required key removed',
    plant: (s) =>
      fromEach(requiredKeys, (key) => {
        const line = inFrontMatter(s, key);
        return line && s.put(line, '', ['front-matter'], `without '${key}'`);
      }),
  },
  {
    kind: 'front matter: a required key empty',
    plant: (s) => fromEach(requiredKeys, (key) => frontMatterValue(s, key, '')),
  },
  {
    kind: 'front matter: a key mistyped',
    plant: (s) =>
      fromEach([...requiredKeys, 'published', 'short-name', 'cases'], (key) => {
        const line = inFrontMatter(s, key);
        const wrong = key.slice(0, 1) + key.charAt(2) + key.charAt(1) + key.slice(3);
        return line
          ? s.put({ start: line.start, end: line.start + key.length }, wrong, ['front-matter'])
          : undefined;
      }),
  },
  {
    kind: 'front matter: a key of the samples mistyped',
    plant: (s) =>
      fromEach(s.report.frontMatter.keys, ([key, range]) =>
        key.startsWith('cases.')
          ? s.put(range, `${s.text.slice(range.start, range.end)}s`, ['front-matter'])
          : undefined,
      ),
  },
  {
    kind: 'front matter: a bad value',
    plant: (s) => [
      ...['2026-13', 'September 2026', '2026-02-30', '2026', '14/09/2026', '26-09'].flatMap((each) => [
        ...frontMatterValue(s, 'fieldwork', each),
        ...frontMatterValue(s, 'published', each),
      ]),
      ...['eight', '-1', '8.5', '8 cases'].flatMap((each) => {
        const found = s.report.frontMatter.cases.get('court-disposals');
        return found ? [s.put(found.range, each, ['front-matter'])] : [];
      }),
      ...frontMatterValue(s, 'area', '[a, b]'),
    ],
  },
  {
    kind: 'front matter: a layout that there is not',
    plant: (s) =>
      fromEach(['shrot', 'medium'], (each) => {
        const line = inFrontMatter(s, 'framework');
        const at = line?.end ?? 0;
        return s.put({ start: at, end: at }, `layout: ${each}\n`, ['front-matter'], `layout: ${each}`);
      }),
  },
  {
    kind: 'front matter: not closed, or not YAML',
    plant: (s) => {
      const close = /\n---\n/.exec(s.text);
      const area = inFrontMatter(s, 'area');
      if (!close || !area) return [];
      const end = close.index + 1;
      return [
        s.put({ start: end, end: end + 4 }, '', ['front-matter'], 'without the closing ---'),
        s.put({ start: 0, end: 4 }, '', ['front-matter'], 'without the opening ---'),
        s.put(area, `area: "Some place\n`, ['front-matter']),
        s.put(area, `area: [Some, place\n`, ['front-matter']),
        s.put(area, `area Some place\n`, ['front-matter']),
        s.put(area, `area: a: b\n`, ['front-matter']),
        s.put(area, `${s.text.slice(area.start, area.end)}area: twice\n`, ['front-matter']),
        s.put(area, `\tarea: tab\n`, ['front-matter']),
      ];
    },
  },
  {
    kind: 'resettlement: section though there were no cases',
    plant: (s) => {
      const found = s.report.frontMatter.cases.get('resettlement');
      return found && s.body.some((each) => each.standard.id === '4.1') && found.value > 0
        ? [s.put(found.range, '0', ['standard-unknown', 'ratings-page'])]
        : [];
    },
  },

  // --- prose, contents, comments ---
  {
    kind: 'prose: another overall rating',
    plant: (s) =>
      fromEach(['foreword', 'summary', 'domain'], (kind) => {
        const part = partAfter(s, kind);
        const stated = s.report.ratingsPage?.overall?.rating;
        const names = ['service', 'short-name'].map((each) => s.report.frontMatter.values.get(each)?.value);
        if (!part) return undefined;
        const at = paragraphEnd(s, part.heading);
        return ratings
          .filter((each) => each !== stated)
          .flatMap((rating) =>
            names
              .filter((name) => name !== undefined)
              .flatMap((name) => [
                `Overall, ${name} was rated as '${rating}'.`,
                `We have given ${name} an overall rating of ‘${rating}’.`,
              ])
              .map((each) =>
                s.put({ start: at, end: at }, `\n${each} The staff are able.\n`, ['rating-in-prose'], each),
              ),
          );
      }),
  },
  {
    kind: "prose: another rating of the section's standard",
    plant: (s) =>
      fromEach(s.body, (section) =>
        neighbours(section.ratings[0]?.rating).flatMap((rating) =>
          [
            `Taken together, we rated this standard as '${rating}'.`,
            `On balance this standard was judged as ‘${rating}’.`,
          ].map((each) =>
            s.put(
              { start: section.range.end, end: section.range.end },
              `\n\n${each}\n\n`,
              ['rating-in-prose'],
              each,
            ),
          ),
        ),
      ),
  },
  {
    kind: 'prose: another rating of resettlement',
    plant: (s) =>
      fromEach(
        s.body.filter((each) => each.standard.id === '4.1'),
        (section) => {
          const foreword = partAfter(s, 'foreword');
          const at = foreword ? paragraphEnd(s, foreword.heading) : 0;
          return neighbours(section.ratings[0]?.rating).map((rating) => {
            const sentence = `We also inspected the quality of resettlement policy and provision, which was separately rated as '${rating}'.`;
            return s.put({ start: at, end: at }, `\n${sentence}\n`, ['rating-in-prose'], sentence);
          });
        },
      ),
  },
  {
    kind: 'contents: typed and wrong',
    plant: (s) => {
      const list = typedContents(s);
      return [
        insertContents(s, list.slice(0, -1), 'the last entry left out'),
        insertContents(s, list.slice(1), 'the first entry left out'),
        insertContents(s, [...list, 'Index'], 'an entry too many'),
        insertContents(s, [list[1] ?? '', list[0] ?? '', ...list.slice(2)], 'two entries changed round'),
        insertContents(
          s,
          list.map((each, index) => (index === 2 ? `${each} and more` : each)),
          'an entry worded otherwise',
        ),
        insertContents(
          s,
          list.flatMap((each, index) => (index === 3 ? [each, each] : [each])),
          'an entry twice',
        ),
      ];
    },
  },
  {
    kind: 'comment: suppresses nothing or names no rule',
    plant: (s) =>
      fromEach(s.report.parts.slice(0, 3), ({ heading }) => {
        const at = paragraphEnd(s, heading);
        return [
          '<!-- inspection-report-disable-next-line score -->',
          '<!-- inspection-report-disable-next-line scoer -->',
          '<!-- inspection-report-disable-next-line -->',
          '<!-- inspection-report-disable -->',
          '<!-- inspection-report-disable front-matter -->',
          '<!-- inspection-report-disable-next-line heading statement -- we know -->',
          '<!-- inspection-report-enable score -->',
          '<!-- inspection-report-disable nonsense-rule -->',
        ].map((each) => s.put({ start: at, end: at }, `\n${each}\n`, ['disable-directive'], each));
      }),
  },
  ...evidenceFaults,
  ...proseFaults,
  ...publicationFaults,
  ...structureFaults,
  ...styleFaults,
];

function domainHeadings(s: Subject): ReportPart[] {
  return s.report.parts.filter((each) => each.kind === 'domain' && !each.heading.misnumbered);
}

/** The first paragraphs that are the standard's statement just as the framework has it. */
function statements(s: Subject): { range: Range }[] {
  return s.body.flatMap((section) => {
    const { statement, standard } = section;
    const key = (text: string) => wordingKey(text, s.framework.serviceWords);
    const fits =
      statement && wordings(standard, s.report.layout).some((each) => key(each) === key(statement.flat.text));
    return statement && fits === true ? [statement] : [];
  });
}

function percentsOf(table: KeyQuestionTable | undefined): number[] {
  return (table?.figures ?? []).flatMap((each) => (typeof each === 'object' ? [each.percent] : []));
}

/** What a percentage can be in this draft, from the lowest. */
function values(s: Subject, sample: number | undefined): number[] {
  return s.framework.percentageOf === 'sample' && sample !== undefined
    ? reachable(sample)
    : Array.from({ length: 34 }, (_, index) => Math.round(index * 3));
}

/** Moves the one lowest percentage of each table into the next band. */
function lowestMoved(s: Subject, direction: 'up' | 'down', boldToo: boolean): Iterable<Planted> {
  return fromEach(figures(s, 'questions'), ({ table, row, range, percent, sample, section, bold }) => {
    const percents = percentsOf(table);
    const lowest = Math.min(...percents);
    if (!row || !table || percent !== lowest) return undefined;
    const possible = values(s, sample);
    const expected = [section.discretion ? 'discretion' : 'standard-rating'];
    if (direction === 'down') {
      const value = possible.findLast((each) => bandOf(each) < bandOf(percent));
      if (value === undefined) return undefined;
      return s.put(range, `${String(value)}%`, expected);
    }
    const others = percents.filter((_, index) => index !== row.keyQuestion);
    const second = Math.min(...others);
    if (bandOf(second) === bandOf(percent)) return undefined;
    const value = possible.find((each) => each > second);
    if (value === undefined) return undefined;
    if (s.report.layout?.lowestInBold !== true) return s.put(range, `${String(value)}%`, expected);
    if (!bold) return undefined;
    if (!boldToo) return s.put(range, `${String(value)}%`, [...expected, 'lowest-in-bold']);
    // The second lowest become the lowest, and bold.
    const edits = [
      { range: withBold(s, range), text: `${String(value)}%` },
      ...table.rows.flatMap((each) =>
        each !== row && each.figure && typeof each.figure.figure === 'object'
          ? each.figure.figure.percent === second
            ? [{ range: each.figure.range, text: `**${each.figure.raw}**` }]
            : []
          : [],
      ),
    ].sort((a, b) => b.range.start - a.range.start);
    const text = edits.reduce(
      (before, edit) => before.slice(0, edit.range.start) + edit.text + before.slice(edit.range.end),
      s.text,
    );
    return {
      text,
      where: `${s.name}:${String(s.line(range.start))}: ${String(percent)}% becomes ${String(value)}%, ${String(second)}% bold`,
      expected,
    };
  });
}

function unreachable(s: Subject, of: 'questions' | 'prompts'): Iterable<Planted> {
  const inSample = s.framework.percentageOf === 'sample';
  return fromEach(figures(s, of), ({ range, percent, sample }) => {
    if (sample === undefined) return undefined;
    const possible = new Set(
      inSample
        ? reachable(sample)
        : Array.from({ length: sample }, (_, index) => reachable(index + 1)).flat(),
    );
    const wrong = Array.from({ length: 101 }, (_, index) => index).filter((each) => !possible.has(each));
    const near = wrong.sort((a, b) => Math.abs(a - percent) - Math.abs(b - percent)).slice(0, 2);
    return near.map((each) => s.put(range, `${String(each)}%`, ['percentage-reachable']));
  });
}
