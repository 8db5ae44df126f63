import type { Standard } from '../framework/pack.js';
import { ratingOf, type Related, type RuleContext } from './rule.js';
import { percent } from './wording.js';

/** Indexes of the key questions with a standard's lowest percentage; none where no rating follows from its table. */
export function lowestQuestions(context: RuleContext, standard: Standard): readonly number[] {
  const { reason } = ratingOf(context, standard);
  return reason.kind === 'lowest' || reason.kind === 'discretion' ? reason.keyQuestions : [];
}

/** Where a standard's lowest percentage stands. */
export function lowestRows(context: RuleContext, standard: Standard): Related[] {
  const lowest = lowestQuestions(context, standard);
  const rows = context.views.get(standard.id)?.tableSection?.table.rows ?? [];
  return rows.flatMap(({ figure, keyQuestion }) =>
    figure && keyQuestion !== undefined && lowest.includes(keyQuestion)
      ? [{ message: `The lowest: ${percent(ratingOf(context, standard).lowest ?? 0)}`, range: figure.range }]
      : [],
  );
}
