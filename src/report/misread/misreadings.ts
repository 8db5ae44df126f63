import { derived } from '../derived.js';
import { readAsWords } from './beyondLimits.js';
import { conflictEnd, conflicts } from './conflicts.js';
import { openDetails, unclosed } from './enclosures.js';
import { emptyFootnotes, lostFootnotes } from './footnotes.js';
import { lostBold } from './emphasis.js';
import { accidentalHeadings, bareHeadings, insetHeadings, lostHeadings } from './headings.js';
import { lostLists, swallowedLabels } from './lists.js';
import type { Range } from '../range.js';
import type { Misreading } from './misreading.js';
import { cutTables, misreadTables } from './tables.js';

/** What Markdown reads otherwise than its author means it, in the order of the text; none lies within another. */
export const misreadings = derived((report): readonly Misreading[] => {
  const isTitle = ({ start }: Range) =>
    !report.headings.some(({ depth }) => depth === 1) && start === report.blocks[0]?.start;
  const all: Misreading[] = [
    ...conflicts(report),
    ...report.all(readAsWords),
    ...report.all(lostHeadings).filter(({ perhapsTitle, range }) => !perhapsTitle || isTitle(range)),
    ...report.all(insetHeadings),
    ...report.all(accidentalHeadings),
    // Where rows are cut off a table, that is why they are no table.
    ...cutTables(report),
    ...report.all(misreadTables),
    ...report.all(lostLists),
    ...(report.framework ? report.all(swallowedLabels(report.framework)) : []),
    ...report.all(lostBold),
    ...report.all(unclosed),
    ...openDetails(report),
    ...report.all(emptyFootnotes),
    ...lostFootnotes(report),
    ...bareHeadings(report),
  ];
  all.sort((a, b) => a.range.start - b.range.start);
  let end = -1;
  return all.filter((misreading) => {
    const { range, repair } = misreading;
    if (range.start < end || repair.some((edit) => edit.range.start < end)) return false;
    end =
      misreading.isError === true
        ? conflictEnd(misreading)
        : Math.max(range.end, ...repair.map((edit) => edit.range.end));
    return true;
  });
});
