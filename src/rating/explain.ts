import type { Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import type { ReportRating, StandardRating } from './rate.js';

/** Why a standard has its rating, in one sentence without its full stop. */
export function explainStandard(framework: Framework, standard: Standard, rating: StandardRating): string {
  const { reason } = rating;
  const questions = (indexes: readonly number[]) =>
    indexes.map((index) => `${standard.id}.${String(index + 1)}`).join(', ');
  switch (reason.kind) {
    case 'lowest': {
      const band = framework.ratings.find((each) => each.rating === rating.computed);
      const leftOut = reason.leftOut.length > 0 ? `; ${questions(reason.leftOut)} applies to no case` : '';
      return `lowest ${String(reason.percent)}% (${questions(reason.keyQuestions)}): ${band?.words ?? ''}${leftOut}`;
    }
    case 'discretion':
      return `lowest ${String(reason.percent)}% (${questions(reason.keyQuestions)}), moved by professional discretion from '${reason.from}' to '${reason.to}'`;
    case 'judgement':
      return "the inspectors' judgement";
    case 'not-stated':
      return "the inspectors' judgement; not stated yet";
    case 'no-table':
      return 'there is no key-question table';
    case 'not-applicable':
      return 'no key question applies to any case';
    case 'unknown':
      return `${questions(reason.keyQuestions)} not known yet`;
  }
}

/** Why the overall rating is what it is, or what is missing and what it can still be. */
export function explainOverall({ score, overall, standards, covers }: ReportRating): string {
  if (overall.computed === null) {
    const possible = overall.possible.map((each) => `'${each}'`).join(' or ');
    const open =
      score.missing.length > 0
        ? `${score.missing.join(', ')} not rated; ${String(score.soFar)} so far`
        : `${covers.filter((id) => standards[id]?.effective === null).join(', ')} not rated`;
    return `${open}; it can be ${possible}`;
  }
  const total = `${String(score.computed)} of ${String(score.outOf)}`;
  if (!overall.limitedBy) return `score ${total}`;
  const { standard, from } = overall.limitedBy;
  return `score ${total} would be '${from}', but ${standard} is '${standards[standard]?.effective ?? ''}'`;
}
