import { plain } from '../framework/wording.js';
import type { Cell } from '../report/report.js';
import { namesPercentages } from '../report/tables.js';
import type { Fix, Rule } from './rule.js';

export const tableHeader: Rule = {
  id: 'table-header',
  category: 'Key-question tables',
  severity: 'information',
  summary: 'A key-question table whose column of percentages is not headed % ‘Yes’.',
  *check({ report, framework }) {
    const right = framework.labels.percentYes;
    for (const { table, otherTables } of report.sections)
      for (const each of [table, ...otherTables]) {
        if (!each) continue;
        const { header } = each.table;
        const cell = header.cells[each.column ?? -1];
        if (!cell)
          yield {
            range: header.range,
            message: `No column of this table is headed ${right}, so its percentages are not known.`,
          };
        else if (plain(cell.text) !== plain(right))
          yield {
            range: cell.range,
            message:
              cell.text === ''
                ? `The column of percentages should be headed ${right}.`
                : `The column of percentages should be headed ${right}, not ${cell.text}.`,
            ...(cell.empty || namesPercentages(cell.text, right) ? { fix: headed(cell, right) } : {}),
          };
      }
  },
};

function headed({ range, empty, text }: Cell, right: string): Fix {
  return {
    title: `Replace with ${right}`,
    safe: true,
    takesAway: text.match(/per ?cent(?:ages?)?/gi) ?? [],
    edits: [{ range, text: empty ? ` ${right} ` : right }],
  };
}
