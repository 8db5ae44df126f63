import { figureCells } from './figureCells.js';
import { replacement } from './edits.js';
import type { FigureReading } from '../report/report.js';
import type { Finding, Rule } from './rule.js';
import { percent } from './wording.js';

export const percentage: Rule = {
  id: 'percentage',
  category: 'Key-question tables',
  severity: 'error',
  summary: 'A cell that should hold a whole percentage and does not.',
  *check(context) {
    for (const { figure, row } of figureCells(context)) {
      if (!figure)
        yield { range: row.range, message: 'The percentage is not filled in yet.', unfinished: true };
      else yield* cell(figure, row.range);
    }
  },
};

function* cell(
  { kind, raw, range, figure, isPlain }: FigureReading,
  row: Finding['range'],
): Iterable<Finding> {
  switch (kind) {
    case 'unfinished':
      yield {
        range: range.end > range.start ? range : row,
        message: 'The percentage is not filled in yet.',
        unfinished: true,
      };
      break;
    case 'loose': {
      const text = typeof figure === 'object' ? percent(figure.percent) : raw;
      yield {
        range,
        // It can be read: only its form is not the house's.
        severity: 'information',
        message: `'${raw}' should be written '${text}'.`,
        ...(isPlain && range.end - range.start === raw.length
          ? { fix: replacement(range, text, { safe: true, takesAway: otherForm(raw, text) }) }
          : {}),
      };
      break;
    }
    case 'decimal':
      yield {
        range,
        message: `'${raw}' should be a whole percentage; halves are rounded up (62.5 is printed 63%).`,
      };
      break;
    case 'too-high':
      yield { range, message: `'${raw}' is more than all cases; a percentage is from 0% to 100%.` };
      break;
    case 'bad':
      yield {
        range,
        message: `'${raw}' is no percentage. A cell holds one like 73%, a count like 8/11, or TBC as long as it is not known.`,
      };
      break;
    default:
  }
}

/** What another form of a percentage has that is not in the house's: `per cent`, a zero in front. */
function otherForm(raw: string, right: string): string[] {
  return (raw.match(/\d+|[a-z]+/gi) ?? []).filter((each) => `${each}%` !== right);
}
