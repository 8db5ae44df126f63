import { domainOf, keyQuestionText, withServiceWord, type Framework } from '../framework/framework.js';
import type { Layout, Standard } from '../framework/pack.js';
import { fillSlots, type Values } from './slots.js';

/** Markdown of a template: lines without their endings. */
export type MarkdownLines = readonly string[];

/** The heading of a standard's section: `### 2.1. Assessment`. */
export function standardHeading(standard: Standard): string {
  return `### ${standard.id}. ${standard.title}`;
}

/** The question as a row of the layout prints it: without the stem that the header holds. */
export function questionInRow(standard: Standard, index: number, layout: Layout): string {
  const question = standard.keyQuestions[index];
  if (!question) throw new RangeError(`standard ${standard.id} has no key question ${String(index + 1)}`);
  const text = keyQuestionText(question, standard, layout);
  if (layout.numberedRows) return `${standard.id}.${String(index + 1)}. ${text}`;
  const { stem } = standard;
  return layout.stemInHeader && stem !== undefined && text.startsWith(`${stem} `)
    ? text.slice(stem.length + 1)
    : text;
}

/** The line below the header of a table of percentages, by which it is told from the ratings table. */
export const percentDelimiter = '| --- | ---: |';

/** A key-question table with the framework's questions and empty cells. */
export function keyQuestionTable(framework: Framework, standard: Standard, layout: Layout): MarkdownLines {
  const first =
    layout.stemInHeader && standard.stem !== undefined ? `${standard.stem}:` : framework.labels.keyQuestion;
  return [
    `| ${first} | ${framework.labels.percentYes} |`,
    percentDelimiter,
    ...standard.keyQuestions.map((_, index) => `| ${questionInRow(standard, index, layout)} | |`),
  ];
}

/** The sentence above a key-question table, with a reference to the footnote on the lowest score. */
export function ratingIntroduction(standard: Standard, layout: Layout, label: string): string | undefined {
  return layout.ratingIntroduction
    ?.replace('{standard}', inSentence(standard.title))
    .replace('rating', `rating[^${label}]`);
}

/** A title as it stands inside a sentence: `Implementation and delivery` is `implementation and delivery`. */
export function inSentence(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** What a section of a standard needs, and where that stands in the draft that it goes into. */
export interface SectionOptions {
  /** Label of the footnote on the lowest score. */
  readonly footnote: string;
  /** The draft has that footnote already. */
  readonly footnoteExists: boolean;
  /** Entries of the front matter. */
  readonly values: Values;
}

/** A section of a standard with everything that the layout puts there, empty where the inspector fills in. */
export function standardSection(
  framework: Framework,
  standard: Standard,
  layout: Layout,
  { footnote, footnoteExists, values }: SectionOptions,
): MarkdownLines {
  const lines = [standardHeading(standard), ...statementAndRating(framework, standard)];
  let definition: string | undefined;
  if (standard.judged === 'percentages' && layout.tables === 'body') {
    const introduction = ratingIntroduction(standard, layout, footnote);
    if (introduction !== undefined) lines.push('', introduction);
    lines.push('', ...keyQuestionTable(framework, standard, layout));
    if (introduction !== undefined && !footnoteExists) [definition] = layout.lowestScoreFootnotes;
  }
  for (const paragraph of layout.sectionBody[standard.judged])
    lines.push(...sectionParagraph(framework, standard, layout, values, paragraph));
  if (definition !== undefined) lines.push('', `[^${footnote}]: ${definition}`);
  return inServiceWord(framework, lines, values);
}

function statementAndRating({ labels }: Framework, { statement }: Standard): string[] {
  return ['', statement, '', `${labels.rating}:`];
}

function inServiceWord(framework: Framework, lines: readonly string[], values: Values): string[] {
  const word = values.get('abbreviation')?.value;
  return lines.map((line) => withServiceWord(framework, line, word));
}

function sectionParagraph(
  framework: Framework,
  standard: Standard,
  layout: Layout,
  values: Values,
  paragraph: string,
): string[] {
  if (paragraph === '{questions}')
    return standard.keyQuestions.flatMap((question) => [
      '',
      `#### ${keyQuestionText(question, standard, layout)}`,
      '',
      '‹what the inspection found›',
    ]);
  const stock = /^\{(lead|judgement)\}$/.exec(paragraph)?.[1];
  const text = stock === undefined ? paragraph : framework.stock[`${standard.id}-${stock}`];
  return text === undefined ? [] : ['', fillSlots(framework, text, values)];
}

/** A standard in an annexe that holds each standard's statement, rating and key questions. */
export function annexeSection(
  framework: Framework,
  standard: Standard,
  layout: Layout,
  values: Values,
): MarkdownLines {
  const lines = [standardHeading(standard), ...statementAndRating(framework, standard), ''];
  if (standard.judged === 'percentages') lines.push(...keyQuestionTable(framework, standard, layout));
  else lines.push(...standard.keyQuestions.map((_, index) => `- ${questionInRow(standard, index, layout)}`));
  return inServiceWord(framework, lines, values);
}

/** A standard in an annexe that holds the prompts below its key questions, in a table each. */
export function promptTables(framework: Framework, standard: Standard, layout: Layout): MarkdownLines {
  const domain = domainOf(framework, standard).title.toLowerCase();
  const lines = [`${standardHeading(standard)} (${domain})`];
  for (const question of standard.keyQuestions)
    lines.push(
      '',
      `#### ${keyQuestionText(question, standard, layout)}`,
      '',
      '| | |',
      percentDelimiter,
      ...question.prompts.map(({ text }, index) => `| ${String.fromCharCode(97 + index)}) ${text} | |`),
    );
  return lines;
}

/** The ratings table of the ratings page; `ratingOf` gives what stands beside a standard. */
export function ratingsTable(
  framework: Framework,
  standards: readonly Standard[],
  ratingOf: (standard: Standard) => string,
): MarkdownLines {
  const lines = [`| ${framework.labels.standard} | ${framework.labels.rating} |`, '| --- | --- |'];
  for (const domain of framework.domains) {
    const own = domain.standards.filter((each) => standards.includes(each));
    if (own.length === 0) continue;
    lines.push(`| **${String(domain.number)}. ${domain.title}** | |`);
    for (const each of own) lines.push(ratingsRow(each, ratingOf(each)));
  }
  return lines;
}

/** A standard's row of the ratings table. */
export function ratingsRow(standard: Standard, rating: string): string {
  return `| ${standard.id}. ${standard.title} | ${rating === '' ? '' : `${rating} `}|`;
}
