import { plain } from '../framework/wording.js';
import { proseRatings } from './proseRatings.js';
import type { Rule } from './rule.js';

export const ratingQuotes: Rule = {
  id: 'rating-quotes',
  category: 'Ratings',
  severity: 'information',
  summary: 'A rating of this inspection in the prose without its capital or its single quotes.',
  *check({ report }) {
    for (const { raw, rating, range, setOff } of proseRatings(report)) {
      if (rating === null || (plain(raw) === rating && setOff)) continue;
      const text = setOff ? rating : `'${rating}'`;
      yield {
        range,
        message: `A rating in the prose is written with a capital and in single quotes: '${rating}'.`,
        fix: { title: `Replace with '${rating}'`, safe: false, edits: [{ range, text }] },
      };
    }
  },
};
