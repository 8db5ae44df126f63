import type { Framework } from '../framework/framework.js';
import type { Layout, Paragraph, Part, Standard } from '../framework/pack.js';
import { ratingsTable, type MarkdownLines } from './section.js';
import { fillSlots, type Values } from './slots.js';

/** What a part of a report needs to know of the draft that it goes into. */
export interface PartOptions {
  /** Entries of the front matter. */
  readonly values: Values;
  /** The standards that the report covers, for the ratings table. */
  readonly standards: readonly Standard[];
  /** A footnote label that the draft does not use yet, for the note on a domain outside the score. */
  readonly label: string;
}

/** A part of a report: its heading and stock paragraphs, with a slot ‹…› wherever the author goes on. */
export function partTemplate(
  framework: Framework,
  layout: Layout,
  part: Part,
  { values, standards, label }: PartOptions,
): MarkdownLines {
  const lines = [`## ${part.heading}`, ...paragraphLines(framework, part.body, values)];
  if (part.kind === 'ratings') lines.push('', ...ratingsLines(framework, layout, standards, label, values));
  return lines;
}

/** The domain whose ratings are not counted in the score. */
function unscoredDomain({ domains }: Framework): Framework['domains'][number] | undefined {
  return domains.find((domain) => domain.standards.every((each) => !each.scored));
}

/** The footnote that says so, and the label that it has in a draft that has none of that name. */
export function unscoredNote(framework: Framework): string | undefined {
  return framework.stock[`${unscoredLabel(framework)}-footnote`];
}

export function unscoredLabel(framework: Framework): string {
  return (unscoredDomain(framework)?.title ?? 'unscored').toLowerCase();
}

function ratingsLines(
  framework: Framework,
  layout: Layout,
  standards: readonly Standard[],
  label: string,
  values: Values,
): string[] {
  const { score, overallRating } = framework.labels;
  const unscored = unscoredDomain(framework);
  const note = unscoredNote(framework);
  const domainRow = unscored && `| **${String(unscored.number)}. ${unscored.title}**`;
  const noted = note !== undefined && unscored?.standards.some((each) => standards.includes(each)) === true;
  const table = ratingsTable(framework, standards, () => '').map((line) =>
    noted && domainRow !== undefined && line.startsWith(domainRow)
      ? line.replace(domainRow, `${domainRow}[^${label}]`)
      : line,
  );
  return [
    ...(layout.scorePrinted ? [`${score}:`, ''] : []),
    `${overallRating}:`,
    '',
    ...table,
    ...(noted ? ['', `[^${label}]: ${fillSlots(framework, note, values)}`] : []),
  ];
}

/** Paragraphs of a template, each after a blank line; which of two is for a report by its number of cases. */
export function paragraphLines(
  framework: Framework,
  paragraphs: readonly Paragraph[],
  values: Values,
): string[] {
  return paragraphs.flatMap((each) => {
    const words =
      typeof each === 'object' && 'cases' in each
        ? values.get(`cases.${each.cases}`)?.value === '0'
          ? each.none
          : each.some
        : each;
    const text = typeof words === 'string' ? words : (framework.stock[words.stock] ?? '');
    const [general = ''] = framework.serviceWords;
    const own = values.get('abbreviation')?.value ?? general;
    const inOwnWord = framework.serviceWords.includes(own) ? text.replaceAll(general, () => own) : text;
    return ['', ...fillSlots(framework, inOwnWord, values).split('\n')];
  });
}
