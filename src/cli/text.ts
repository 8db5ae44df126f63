import { createColors } from 'picocolors';
import type { Framework } from '../framework/framework.js';
import { explainOverall, explainStandard } from '../rating/explain.js';
import type { ReportRating } from '../rating/rate.js';
import type { Position } from '../report/lines.js';
import { withStrings } from '../report/plainText.js';
import type { Severity } from '../rules/rule.js';
import type { CheckedRun, Format } from './format.js';
import type { CheckOutput } from './outputSchema.js';
import { printed } from './printed.js';

type Colors = ReturnType<typeof createColors>;

/** Colours for a stream: only on a terminal, and never where NO_COLOR is set. */
export function colorsFor(stream: { isTTY?: boolean }): Colors {
  const { NO_COLOR = '', TERM } = process.env;
  return createColors(stream.isTTY === true && NO_COLOR === '' && TERM !== 'dumb');
}

/** Problems as people read them, and what was found in all. */
export function textFormat(colors: Colors): Format {
  return {
    begin: () => '',
    draft: ({ file }) => fileText(withStrings(file, printed), colors),
    end: (run) => (run.drafts > 0 ? summaryText(run) : ''),
  };
}

/** The problems of one draft, a line each, with the related places below. */
function fileText({ path, problems, leftOut }: CheckOutput['files'][number], colors: Colors): string {
  if (problems.length === 0) return '';
  const paint: Record<Severity, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    information: colors.blue,
    hint: colors.dim,
  };
  const place = ({ start }: { start: Position }) => `${String(start.line)}:${String(start.column)}`;
  const width = Math.max(...problems.map((each) => place(each.range).length));
  const lines = [colors.underline(path)];
  for (const { range, severity, message, rule, related, fix } of problems) {
    const fixable = fix?.safe === true ? ' [fixed by --fix]' : '';
    lines.push(
      `  ${place(range).padStart(width)}  ${paint[severity](severity.padEnd('information'.length))}  ${message}  ${colors.dim(rule + fixable)}`,
    );
    for (const each of related)
      lines.push(colors.dim(`  ${' '.repeat(width)}  ${place(each.range)} ${each.message}`));
  }
  if (leftOut !== undefined) lines.push(`  … and ${leftOutText(leftOut)}`);
  return `${lines.join('\n')}\n\n`;
}

/** What is said where not all problems are shown. */
export function leftOutText(count: number): string {
  return `${counted(count, 'more problem', 'more problems')}, the least severe, that ${count === 1 ? 'is' : 'are'} not shown`;
}

/** One line that says what was found in how many drafts. */
export function summaryText({ summary, drafts, fixed, baseline, written }: CheckedRun): string {
  const { errors, warnings, information, hints } = summary;
  const found = [
    ...(errors > 0 ? [counted(errors, 'error', 'errors')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning', 'warnings')] : []),
    ...(information > 0 ? [`${String(information)} information`] : []),
    ...(hints > 0 ? [counted(hints, 'hint', 'hints')] : []),
  ];
  const put = fixed > 0 ? [counted(fixed, 'place put right', 'places put right')] : [];
  const known =
    baseline && baseline.known > 0 ? counted(baseline.known, 'known problem', 'known problems') : '';
  return [
    `${counted(drafts, 'draft', 'drafts')}: ${[...put, ...(found.length === 0 ? ['no problems'] : found)].join(', ')}`,
    known === '' ? '' : ` besides ${known}`,
    '\n',
    written === undefined ? '' : `${printed(written)} is written.\n`,
  ].join('');
}

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** The ratings of a report as a table, stated and computed, with the reasons. */
export function ratingText(framework: Framework, rating: ReportRating, colors: Colors): string {
  const rows = framework.standards.flatMap((standard) => {
    const each = rating.standards[standard.id];
    if (!each || !rating.covers.includes(standard.id)) return [];
    const differs = each.stated !== null && each.effective !== null && each.stated !== each.effective;
    return [
      {
        name: `${standard.id} ${standard.title}`,
        stated: printed(each.stated ?? '–'),
        computed: each.effective ?? '–',
        differs,
        why: printed(explainStandard(framework, standard, each)),
      },
    ];
  });
  const widths = (key: 'name' | 'stated' | 'computed', head: string) =>
    Math.max(head.length, ...rows.map((row) => row[key].length));
  const name = widths('name', 'Standard');
  const stated = widths('stated', 'Stated');
  const computed = widths('computed', 'Computed');
  const lines = [
    colors.bold(
      `${'Standard'.padEnd(name)}  ${'Stated'.padEnd(stated)}  ${'Computed'.padEnd(computed)}  Why`,
    ),
    ...rows.map((row) => {
      const line = `${row.name.padEnd(name)}  ${row.stated.padEnd(stated)}  ${row.computed.padEnd(computed)}  ${row.why}`;
      return row.differs ? colors.red(line) : line;
    }),
    '',
  ];
  const { score, overall } = rating;
  const outOf = String(score.outOf);
  lines.push(
    `Score     stated ${score.stated === null ? '–' : `${String(score.stated)}/${outOf}`}, computed ${score.computed === null ? '–' : `${String(score.computed)}/${outOf}`}`,
    `Overall   stated ${printed(overall.stated ?? '–')}, computed ${overall.computed ?? '–'}: ${printed(explainOverall(rating))}`,
  );
  return `${lines.join('\n')}\n`;
}
