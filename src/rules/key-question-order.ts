import { longestRising } from './section-order.js';
import type { Rule } from './rule.js';
import { named, shortQuestion } from './wording.js';

export const keyQuestionOrder: Rule = {
  id: 'key-question-order',
  category: 'Key-question tables',
  severity: 'information',
  summary: 'Rows of a key-question table that stand in another order than the framework’s.',
  *check(context) {
    for (const { standard, table, otherTables } of context.report.sections) {
      for (const each of [table, ...otherTables]) {
        const rows = (each?.rows ?? []).filter((row) => row.keyQuestion !== undefined);
        const inPlace = longestRising(rows.map((row) => row.keyQuestion ?? 0));
        for (const [index, row] of rows.entries()) {
          if (inPlace.has(index)) continue;
          const order = standard.keyQuestions
            .map((_, at) => `'${shortQuestion(context, standard, at)}'`)
            .join(', ');
          yield {
            range: row.wordsRange,
            message: `This row is out of order; the questions of ${named(standard)} come as ${order}.`,
          };
        }
      }
    }
  },
};
