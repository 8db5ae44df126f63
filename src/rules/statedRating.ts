import type { StandardRating } from '../rating/rate.js';
import type { RatingReading, Report, StandardSection } from '../report/report.js';
import { fillIn, insertBlock } from './edits.js';
import type { Fix, RuleContext, TextEdit } from './rule.js';

/** The rating that a section should state by its table, as its discretion footnote moves it; null where none follows. */
export function ratingDue({ computed, discretion }: StandardRating): string | null {
  return discretion !== null && discretion.from === computed ? (discretion.to ?? computed) : computed;
}

/** Writes a rating into a section: over what it states, or on a line of its own below the statement. */
export function stateRating(
  { report, framework }: Pick<RuleContext, 'report' | 'framework'>,
  section: StandardSection,
  rating: string,
): TextEdit {
  const [stated] = section.ratings;
  return stated
    ? overwriteRating(report, stated, rating)
    : insertBlock(report, section.statement?.range.end ?? section.heading.range.end, [
        `${framework.labels.rating}: **${rating}**`,
      ]);
}

/** Writes a rating over one that is stated on a line of its own, in bold where nothing was. */
export function overwriteRating(report: Report, { kind, range }: RatingReading, rating: string): TextEdit {
  const bold = /[*_]$/.test(report.text.slice(0, range.start).slice(-1));
  return fillIn(report, range, kind === 'unfinished' && !bold ? `**${rating}**` : rating);
}

/** The fix that fills in what is not written yet; none where it is not known. */
export function fillInFix(value: string | null, edit: (value: string) => TextEdit): { fix?: Fix } {
  return value === null ? {} : { fix: { title: `Fill in '${value}'`, safe: false, edits: [edit(value)] } };
}
