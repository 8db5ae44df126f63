import { bandOf, rawPercent } from '../rating/figures.js';
import { figureCells } from './figureCells.js';
import type { Rule } from './rule.js';
import { percent } from './wording.js';

export const bandingSensitive: Rule = {
  id: 'banding-sensitive',
  category: 'Key-question tables',
  severity: 'information',
  summary: 'A count whose exact and rounded percentages fall in different bands.',
  *check(context) {
    const { framework } = context;
    for (const { figure, keyQuestion } of figureCells(context)) {
      if (keyQuestion === undefined || figure?.kind !== 'count' || typeof figure.figure !== 'object')
        continue;
      const share = figure.figure;
      const exact = rawPercent(share);
      const rounded = bandOf(framework, share.percent).rating;
      const raw = bandOf(framework, exact).rating;
      if (rounded === raw) continue;
      const used = framework.banding === 'raw' ? raw : rounded;
      yield {
        range: figure.range,
        message: `${figure.raw} is ${exact.toFixed(1)} per cent, printed ${percent(share.percent)}: exactly it would be '${raw}', as printed it is '${rounded}'. '${used}' is used.`,
      };
    }
  },
};
