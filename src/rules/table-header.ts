import { plain } from '../framework/wording.js';
import type { Rule } from './rule.js';

export const tableHeader: Rule = {
  id: 'table-header',
  category: 'Key-question tables',
  severity: 'information',
  summary: 'A key-question table whose second column is not headed % ‘Yes’.',
  *check({ report, framework }) {
    const right = framework.labels.percentYes;
    for (const { table, otherTables } of report.sections)
      for (const each of [table, ...otherTables]) {
        const cell = each?.table.header.cells[1];
        if (!cell || plain(cell.text) === plain(right)) continue;
        yield {
          range: cell.range,
          message:
            cell.text === ''
              ? `The column of percentages should be headed ${right}.`
              : `The column of percentages should be headed ${right}, not ${cell.text}.`,
          fix: {
            title: `Replace with ${right}`,
            safe: true,
            edits: [{ range: cell.range, text: cell.empty ? ` ${right} ` : right }],
          },
        };
      }
  },
};
