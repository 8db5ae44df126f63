import type { Cell, FigureReading, KeyQuestionTable, QuestionRow, Report } from '../report/report.js';
import type { Finding, Fix, Rule } from './rule.js';
import { percent } from './wording.js';

export const lowestInBold: Rule = {
  id: 'lowest-in-bold',
  category: 'Key-question tables',
  severity: 'information',
  summary: 'A lowest percentage that is not bold, or another that is.',
  *check({ report, layout }) {
    if (!layout.lowestInBold) return;
    for (const { table, otherTables } of report.sections)
      for (const each of [table, ...otherTables]) if (each) yield* boldness(report, each);
  },
};

function* boldness(report: Report, { rows, figures }: KeyQuestionTable): Iterable<Finding> {
  // Until every percentage is known, the lowest is not.
  if (figures.some((each) => each === 'unknown')) return;
  const known = rows.filter((row) => row.keyQuestion !== undefined);
  const percents = known.flatMap((row) =>
    typeof row.figure?.figure === 'object' ? [row.figure.figure.percent] : [],
  );
  const lowest = percents.reduce((low, each) => Math.min(low, each), 100);
  for (const row of known) yield* cell(report, row, lowest);
}

function* cell(report: Report, { figure, cell: holder }: QuestionRow, lowest: number): Iterable<Finding> {
  if (!figure || !holder || typeof figure.figure !== 'object') return;
  const isLowest = figure.figure.percent === lowest;
  if (figure.bold === isLowest) return;
  yield {
    range: figure.range,
    message: isLowest
      ? `${percent(lowest)} is the lowest percentage of this table, so it should be bold.`
      : `${percent(figure.figure.percent)} is bold, but only the lowest percentage, ${percent(lowest)}, should be.`,
    ...(isLowest ? makeBold(report, figure) : takeBoldOff(report, holder)),
  };
}

function makeBold(report: Report, { range, raw, isPlain }: FigureReading): { fix?: Fix } {
  // A figure that is bold in part has marks inside: those are for the author to sort out.
  if (!isPlain || report.slice(range.start, range.end) !== raw) return {};
  return { fix: { title: 'Make it bold', safe: true, edits: [{ range, text: `**${raw}**` }] } };
}

function takeBoldOff(report: Report, { boldMarks }: Cell): { fix: Fix } {
  const edits = boldMarks.map((range) => ({ range, text: '' }));
  const takesAway = boldMarks.map(({ start, end }) => report.slice(start, end));
  return { fix: { title: 'Take the bold off', safe: true, takesAway, edits } };
}
