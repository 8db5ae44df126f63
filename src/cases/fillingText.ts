import { casesOf } from './caseData.js';
import type { FilledCell, FilledStandard, Filling } from './filling.js';

/** What is going to be written, as lines for people. A line without words stands between two standards. */
export function fillingLines({ samples, standards, ratingsPage, notes, edits }: Filling): string[] {
  return [
    `${samples.map(({ sample, cases }) => casesOf(cases, sample)).join(', ')}.`,
    ...standards.flatMap(({ standard, cells, rating, stated }) => [
      '',
      `${standard.id} ${standard.title}: ${ratingChange(rating)}`,
      ...cells.map((each) => `  ${each.id}  ${cellChange(each)}  ${each.question}`),
      ...statedChange(stated).map((each) => `  ${each}`),
    ]),
    ...(ratingsPage.length > 0
      ? [
          '',
          'The ratings page, once it is brought up to date:',
          ...ratingsPage.map((each) => `  ${each.what}: ${ratingChange(each)}`),
        ]
      : []),
    ...(notes.length > 0 ? ['', ...notes] : []),
    ...(edits.length === 0 ? ['', 'The tables agree with the data already.'] : []),
  ];
}

/** `Good → Requires improvement`; `Good, as before`. */
export function ratingChange({ before, after }: FilledStandard['rating']): string {
  return before === after
    ? `${shown(after ?? '')}, as before`
    : `${shown(before ?? '')} → ${shown(after ?? '')}`;
}

/** That the section is going to state another rating; nothing where it is not. */
export function statedChange(stated: FilledStandard['stated']): string[] {
  return stated.before === stated.after ? [] : [`Stated in the section: ${ratingChange(stated)}`];
}

/** `8 of 11, 73% (67% → 8/11)` */
export function cellChange({ before, after, yes, of, percent }: FilledCell): string {
  const share =
    percent === null ? 'applies to no case' : `${String(yes)} of ${String(of)}, ${String(percent)}%`;
  return `${share} (${before === after ? `${after} already` : `${shown(before)} → ${after}`})`;
}

function shown(text: string): string {
  return text === '' ? '–' : text;
}
