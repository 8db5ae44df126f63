import type { StandardRating } from '../rating/rate.js';
import type { RatingStatement, Report, StandardSection } from '../report/report.js';
import { insertBlock, referencesIn } from './edits.js';
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
  const { rating: label } = framework.labels;
  return stated
    ? overwriteRating(report, stated, label, rating)
    : insertBlock(report, section.statement?.range.end ?? section.heading.range.end, [
        `${label}: **${rating}**`,
      ]);
}

/**
 * Writes a rating over one that is stated on a line of its own; the whole line anew where there was none yet, or
 * where its marks go through the word.
 */
export function overwriteRating(
  report: Report,
  { kind, raw, range, line }: RatingStatement,
  label: string,
  rating: string,
): TextEdit {
  return kind !== 'unfinished' && report.slice(range.start, range.end) === raw
    ? { range, text: rating }
    : { range: line, text: `${label}: **${rating}**${referencesIn(report, line)}` };
}

/** The fix that fills in what is not written yet; none where it is not known. */
export function fillInFix(value: string | null, edit: (value: string) => TextEdit): { fix?: Fix } {
  return value === null ? {} : { fix: { title: `Fill in '${value}'`, safe: false, edits: [edit(value)] } };
}
