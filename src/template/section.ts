import { keyQuestionText, type Framework } from '../framework/framework.js';
import type { Layout, Standard } from '../framework/pack.js';

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

/** A key-question table with the framework's questions and empty cells. */
export function keyQuestionTable(framework: Framework, standard: Standard, layout: Layout): MarkdownLines {
  const first =
    layout.stemInHeader && standard.stem !== undefined ? `${standard.stem}:` : framework.labels.keyQuestion;
  return [
    `| ${first} | ${framework.labels.percentYes} |`,
    '| --- | ---: |',
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
}

/** A section of a standard with everything that the layout puts there, empty where the inspector fills in. */
export function standardSection(
  framework: Framework,
  standard: Standard,
  layout: Layout,
  { footnote, footnoteExists }: SectionOptions,
): MarkdownLines {
  const lines = [standardHeading(standard), '', standard.statement, '', `${framework.labels.rating}:`];
  if (standard.judged === 'percentages' && layout.tables === 'body') {
    const introduction = ratingIntroduction(standard, layout, footnote);
    if (introduction !== undefined) lines.push('', introduction);
    lines.push('', ...keyQuestionTable(framework, standard, layout));
    const [text] = layout.lowestScoreFootnotes;
    if (introduction !== undefined && text !== undefined && !footnoteExists)
      lines.push('', `[^${footnote}]: ${text}`);
  }
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
