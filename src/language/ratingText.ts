import type { ReportRating, StandardRating } from '../rating/rate.js';
import type { RatingReading } from '../report/report.js';

/** The score in figures: `23/36`, or `14/36 so far` while a rating is missing. */
export function scoreFigures({ score }: ReportRating): string {
  const { computed, soFar, outOf } = score;
  return computed === null
    ? `${String(soFar)}/${String(outOf)} so far`
    : `${String(computed)}/${String(outOf)}`;
}

/** Score and overall rating: `23/36 Good`. */
export function scoreText(rating: ReportRating): string {
  return `${scoreFigures(rating)} ${rating.overall.computed ?? ''}`.trim();
}

/** What is not rated yet, and what the overall rating can still be; undefined where that is known. */
export function openText({ score, overall, standards, covers }: ReportRating): string | undefined {
  if (overall.computed !== null) return undefined;
  // With the score known, it is a limiting standard that is open.
  const open =
    score.missing.length > 0 ? score.missing : covers.filter((id) => standards[id]?.effective === null);
  const names = open.length > 4 ? `${String(open.length)} standards` : open.join(', ');
  // Three or four of four tell nothing.
  const possible =
    overall.possible.length < 3
      ? `; it can be ${overall.possible.map((each) => `'${each}'`).join(' or ')}`
      : '';
  return `${names} not rated${possible}`;
}

/** What the ratings page states otherwise than the ratings give it: score, overall rating or both. */
export function statedOtherwise({ score, overall }: ReportRating): string | undefined {
  const figures =
    score.stated !== null && score.computed !== null && score.stated !== score.computed
      ? `${String(score.stated)}/${String(score.outOf)}`
      : '';
  const rating = overall.stated !== null && !overall.possible.includes(overall.stated) ? overall.stated : '';
  const said = `${figures} ${rating}`.trim();
  return said === '' ? undefined : `stated ${said}`;
}

/** What a statement says beside the rating that follows; undefined where it says the same. */
export function statedText(
  { effective }: StandardRating,
  stated: RatingReading | undefined,
): string | undefined {
  if (!stated || stated.kind === 'unfinished') return effective === null ? undefined : 'not stated yet';
  if (stated.rating === null) return `stated '${shortened(stated.raw)}', which is no rating`;
  return stated.rating === effective ? undefined : `stated ${stated.rating}`;
}

/** A standard's rating, and what is stated where that is something else: `Good · stated Outstanding`. */
export function standardText(rating: StandardRating, stated: RatingReading | undefined): string {
  return joined(rating.effective ?? 'not rated yet', statedText(rating, stated));
}

/** Pieces of a line that is read at a glance; what there is none of is left out. */
export function joined(...pieces: readonly (string | undefined)[]): string {
  return pieces.filter((each) => each !== undefined && each !== '').join(' · ');
}

/** Enough of what somebody typed to know it again. */
function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : text;
}
