import { applyEdits } from '../check/change.js';
import { fixAll, together } from '../check/fixes.js';
import { keyQuestionText, wordings, type Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { alike, wordingKey, wordsOf } from '../framework/wording.js';
import { bringUpToDate } from '../language/upToDate.js';
import { percentOf } from '../rating/figures.js';
import { rateReport, standardViews } from '../report/evidence.js';
import { isUnfinished } from '../report/frontMatter.js';
import { contains } from '../report/range.js';
import { readReport } from '../report/read.js';
import type { Cell, FigureReading, PromptTable, Report, Row, StandardSection } from '../report/report.js';
import { fillIn, referencesIn } from '../rules/edits.js';
import { type TextEdit } from '../rules/rule.js';
import { overwriteRating, ratingDue } from '../rules/statedRating.js';
import { named, percent } from '../rules/wording.js';
import type { CaseData, Tally } from './caseData.js';
import { CaseDataError, listed } from './dataError.js';
import { sampleWords } from './samples.js';

/** What a cell of a table is going to hold. */
export interface FilledCell {
  /** `2.1.3`, or `2.1.3a` for a prompt. */
  readonly id: string;
  readonly question: string;
  /** What stands there now. */
  readonly before: string;
  readonly after: string;
  /** Cases answered yes, and the cases that this is a share of; 0 of 0 where it applies to none. */
  readonly yes: number;
  readonly of: number;
  /** Whole per cent; null where the question applies to no case. */
  readonly percent: number | null;
}

interface Change {
  readonly before: string | null;
  readonly after: string | null;
}

/** A standard whose tables are filled in. */
export interface FilledStandard {
  readonly standard: Standard;
  readonly cells: readonly FilledCell[];
  /** The rating that follows from its table, as professional discretion moves it. */
  readonly rating: Change;
  /** The rating that its section states. */
  readonly stated: Change;
}

/** What is going to be written into a draft, as one edit. */
export interface Filling {
  readonly as: 'counts' | 'percentages';
  readonly samples: CaseData['samples'];
  readonly standards: readonly FilledStandard[];
  /** What bringing the ratings page up to date then changes on it. */
  readonly ratingsPage: readonly { readonly what: string; readonly before: string; readonly after: string }[];
  /** What the author should know besides, as sentences. */
  readonly notes: readonly string[];
  /** Against the draft as it was read; none where the tables agree with the data already. */
  readonly edits: readonly TextEdit[];
}

export interface FillingOptions {
  /** Left out: counts while the draft has no date of publication. */
  readonly as?: 'counts' | 'percentages' | undefined;
  /** What an answer 'not applicable' counts as, where percentages are of the whole sample. */
  readonly notApplicable?: 'yes' | 'no' | undefined;
}

/** Why it has to be asked what 'not applicable' counts as; undefined where it has not. */
export function askAboutNotApplicable({ tallies }: CaseData, framework: Framework): string | undefined {
  if (framework.percentageOf !== 'sample') return undefined;
  const having = tallies.filter((each) => each.notApplicable > 0);
  if (having.length === 0) return undefined;
  const ids = listed(having.map(({ question }) => question.id));
  return `Some answers to ${ids} are 'not applicable', but in ${framework.title} a percentage is of the whole sample: they have to count as yes or as no.`;
}

/**
 * Works out what case data make of a draft: cells of key-question and prompt tables, which of them are bold, and
 * the ratings that sections state by their table.
 * @throws CaseDataError where the draft has no place for it, or has to be asked about 'not applicable'
 */
export function fillingOf(report: Report, data: CaseData, options: FillingOptions = {}): Filling {
  const { framework, layout } = report;
  if (!framework)
    throw new CaseDataError([
      'The draft names no framework that is known, so its key questions are not known.',
    ]);
  const asked = askAboutNotApplicable(data, framework);
  if (asked !== undefined && options.notApplicable === undefined) throw new CaseDataError([asked]);
  const published = report.frontMatter.values.get('published')?.value ?? '';
  const as = options.as ?? (isUnfinished(published) ? 'counts' : 'percentages');

  const shares = data.tallies.map((tally) => ({
    tally,
    share: shareOf(tally, framework, options.notApplicable),
  }));
  const places = shares.map(({ tally, share }) => ({
    tally,
    share,
    cells: cellsOf(report, framework, tally),
  }));
  const homeless = places.filter(({ cells }) => cells.length > 0 && cells.some(({ cell }) => !cell));
  if (homeless.length > 0)
    throw new CaseDataError([
      `The table with ${listed(homeless.map(({ tally }) => tally.question.id))} has no cell for the percentage in that row, or no column that is headed with '${framework.labels.percentYes}'.`,
    ]);
  const written = places.filter(({ cells }) => cells.length > 0);
  if (written.length === 0)
    throw new CaseDataError(['The draft has no table with a row for any question of the data.']);

  const filled = written.map(({ tally: { question }, share, cells }) => {
    const text = figureText(share, as);
    const { keyQuestions } = question.standard;
    const keyQuestion = keyQuestions[question.keyQuestion];
    const prompt = question.prompt === undefined ? undefined : keyQuestion?.prompts[question.prompt];
    return {
      standard: question.standard,
      edits: cells.flatMap(({ cell, figure }) =>
        cell && figure ? figureEdit(report, cell, figure, text) : [],
      ),
      cell: {
        id: question.id,
        question:
          prompt?.text ?? (keyQuestion ? keyQuestionText(keyQuestion, question.standard, layout) : ''),
        before: [...new Set(cells.map(({ figure }) => figure?.raw ?? ''))].join(', '),
        after: text,
        yes: share.yes,
        of: share.of,
        percent: share.of === 0 ? null : percentOf(share.yes, share.of),
      },
    };
  });
  const standards = [...new Set(filled.map((each) => each.standard))];
  const { edits, result } = made(
    report,
    filled.flatMap((each) => each.edits),
    standards,
  );
  const ratings = { before: rateReport(report), after: result.rating };
  return {
    as,
    samples: data.samples,
    standards: standards.map((standard) => ({
      standard,
      cells: filled.filter((each) => each.standard === standard).map((each) => each.cell),
      rating: {
        before: ratings.before?.standards[standard.id]?.effective ?? null,
        after: ratings.after?.standards[standard.id]?.effective ?? null,
      },
      stated: {
        before: ratings.before?.standards[standard.id]?.stated ?? null,
        after: ratings.after?.standards[standard.id]?.stated ?? null,
      },
    })),
    ratingsPage: pageChanges(report, readReport(applyEdits(result.report.text, bringUpToDate(result)))),
    notes: [
      ...notesOn(report, framework, data, places, standards),
      ...(edits.length > 0 && filled.every((each) => each.edits.length === 0)
        ? [
            'The figures are there already: what changes is which of them are bold, or a rating that is stated.',
          ]
        : []),
    ],
    edits,
  };
}

interface CasesOf {
  readonly yes: number;
  readonly of: number;
}

/** What a percentage is of: the whole sample, or the cases that the question applies to. */
function shareOf(
  { yes, no, notApplicable }: Tally,
  { percentageOf }: Framework,
  counts: FillingOptions['notApplicable'],
): CasesOf {
  if (percentageOf === 'relevant-cases') return { yes, of: yes + no };
  return { yes: counts === 'yes' ? yes + notApplicable : yes, of: yes + no + notApplicable };
}

function figureText({ yes, of }: CasesOf, as: Filling['as']): string {
  if (of === 0) return 'n/a';
  return as === 'counts' ? `${String(yes)}/${String(of)}` : percent(percentOf(yes, of));
}

interface Place {
  readonly row: Row;
  readonly cell: Cell | undefined;
  readonly figure: FigureReading | undefined;
}

/** Every cell that holds the percentage of a question: tables in the body and in an annexe may both have it. */
function cellsOf(report: Report, framework: Framework, { question }: Tally): readonly Place[] {
  const { standard, keyQuestion, prompt } = question;
  return report.sections
    .filter((each) => each.standard === standard)
    .flatMap((section): readonly Place[] =>
      prompt === undefined
        ? questionRows(section).filter((row) => row.keyQuestion === keyQuestion)
        : section.promptTables.flatMap((table) => {
            const index = promptsOf(framework, standard, table);
            return index.keyQuestion === keyQuestion
              ? table.rows.filter((_, at) => index.prompts[at] === prompt)
              : [];
          }),
    );
}

function questionRows({ table, otherTables }: StandardSection) {
  return [table, ...otherTables].flatMap((each) => each?.rows ?? []);
}

interface PromptRows {
  readonly keyQuestion: number | undefined;
  /** The prompt of each row. */
  readonly prompts: readonly (number | undefined)[];
}

/** Which key question a table of prompts is of, by the words of its rows, and which prompt each row is. */
function promptsOf({ serviceWords }: Framework, standard: Standard, { rows }: PromptTable): PromptRows {
  const texts = rows.map(({ row }) => (row.cells[0]?.text ?? '').replace(/^\s*\(?[a-z]\)\s*/i, ''));
  const candidates = standard.keyQuestions.map(({ prompts }, keyQuestion) => {
    const matches = texts.map((text) => {
      const words = wordsOf(text);
      const likeness = prompts.map((each) =>
        Math.max(
          ...[...wordings(each, undefined), ...each.accepted.map((one) => one.text)].map((one) =>
            wordingKey(one, serviceWords) === wordingKey(text, serviceWords) ? 2 : alike(words, wordsOf(one)),
          ),
        ),
      );
      const best = Math.max(0, ...likeness);
      // Much alike, since prompts of one key question are alike already.
      return { best, prompt: best >= 0.8 ? likeness.indexOf(best) : undefined };
    });
    return { keyQuestion, matches, sum: matches.reduce((sum, each) => sum + each.best, 0) };
  });
  const [best] = candidates.sort((a, b) => b.sum - a.sum);
  const prompts = best?.matches.map((each) => each.prompt) ?? [];
  return {
    keyQuestion: prompts.some((each) => each !== undefined) ? best?.keyQuestion : undefined,
    // Of two rows of one prompt neither is sure.
    prompts: prompts.map((each) => (prompts.filter((other) => other === each).length > 1 ? undefined : each)),
  };
}

/** Writes a figure into its cell; footnote references stay, and what is bold. */
function figureEdit(report: Report, cell: Cell, figure: FigureReading, text: string): TextEdit[] {
  if (figure.raw === text) return [];
  if (figure.raw !== '' && figure.isPlain) return [{ range: figure.range, text }];
  return [fillIn(report, cell.range, text + referencesIn(report, cell.range))];
}

/** The edits of the cells, what is bold after them, and the ratings that follow from them. */
function made(report: Report, cellEdits: readonly TextEdit[], standards: readonly Standard[]) {
  let isFirst = true;
  return fixAll(report.text, {}, ({ problems, report: current }) => {
    if (isFirst) {
      isFirst = false;
      if (cellEdits.length > 0) return cellEdits;
    }
    const sections = current.sections.filter((each) => standards.some(({ id }) => id === each.standard.id));
    const bold = problems.filter(
      ({ rule, range }) =>
        rule === 'lowest-in-bold' && sections.some((section) => contains(section.range, range)),
    );
    return [
      ...together(bold.map((each) => each.fix)),
      ...sections.flatMap((each) => statedEdit(current, each)),
    ];
  });
}

/** Brings the rating that a section states in line with its table; never one that a panel has moved. */
function statedEdit(report: Report, section: StandardSection): TextEdit[] {
  const { framework } = report;
  const view = standardViews(report).get(section.standard.id);
  const rating = rateReport(report)?.standards[section.standard.id];
  const [stated] = section.ratings;
  if (!framework || !rating || !stated || hasDiscretion(view)) return [];
  const due = ratingDue(rating);
  if (due === null || stated.rating === due) return [];
  return [overwriteRating(report, stated, framework.labels.rating, due)];
}

type View = ReturnType<typeof standardViews> extends ReadonlyMap<string, infer V> ? V : never;

function hasDiscretion(view: View | undefined): boolean {
  return [view?.body, ...(view?.annexes ?? [])].some((each) => each?.discretion !== undefined);
}

/** What the ratings page says otherwise once it is brought up to date. */
function pageChanges(before: Report, after: Report): Filling['ratingsPage'] {
  const entries = ({ ratingsPage, framework }: Report): Map<string, string> =>
    new Map([
      ...(ratingsPage?.rows ?? []).flatMap((row): [string, string][] => {
        const standard = framework?.standardById.get(row.standard ?? '');
        return standard ? [[named(standard), row.rating?.raw ?? '']] : [];
      }),
      [framework?.labels.score ?? '', ratingsPage?.score?.raw ?? ''],
      [framework?.labels.overallRating ?? '', ratingsPage?.overall?.raw ?? ''],
    ]);
  const old = entries(before);
  return [...entries(after)].flatMap(([what, value]) =>
    value === (old.get(what) ?? '') ? [] : [{ what, before: old.get(what) ?? '', after: value }],
  );
}

function notesOn(
  report: Report,
  framework: Framework,
  { tallies, without }: CaseData,
  places: readonly { readonly tally: Tally; readonly cells: readonly Place[] }[],
  standards: readonly Standard[],
): string[] {
  const absent = places.filter(({ cells }) => cells.length === 0).map(({ tally }) => tally.question.id);
  const unasked = standards.flatMap((standard) =>
    standard.keyQuestions.flatMap((_, index) => {
      const id = `${standard.id}.${String(index + 1)}`;
      return tallies.some((each) => each.question.id === id) ? [] : [id];
    }),
  );
  const nobodys =
    framework.percentageOf === 'sample' ? [] : tallies.filter((each) => each.yes + each.no === 0);
  const views = standardViews(report);
  const moved = standards.filter((each) => hasDiscretion(views.get(each.id)));
  return [
    ...without.map((each) => `The data have no case of ${sampleWords(each)}: its tables stay as they are.`),
    ...(absent.length > 0 ? [`The draft has no row for ${listed(absent)}: left out.`] : []),
    ...(unasked.length > 0
      ? [`The data have no answers to ${listed(unasked)}: the cells stay as they are.`]
      : []),
    ...(nobodys.length > 0
      ? [
          `${listed(nobodys.map((each) => each.question.id))} ${nobodys.length === 1 ? 'applies' : 'apply'} to no case.`,
        ]
      : []),
    ...(moved.length > 0
      ? [
          `A footnote moves the rating of ${listed(moved.map(named))} by professional discretion: see whether it still fits. The rating stated there stays.`,
        ]
      : []),
  ];
}
