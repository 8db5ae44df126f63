import { createColors } from 'picocolors';
import { limitProblems, type CheckResult } from '../check/check.js';
import type { Framework } from '../framework/framework.js';
import { explainOverall, explainStandard } from '../rating/explain.js';
import type { ReportRating } from '../rating/rate.js';
import type { Severity } from '../rules/rule.js';
import type { CheckOutput } from './output.js';

type Colors = ReturnType<typeof createColors>;

/** Colours for a stream: only on a terminal, and never where NO_COLOR is set. */
export function colorsFor(stream: { isTTY?: boolean }): Colors {
  const { NO_COLOR = '', TERM } = process.env;
  return createColors(stream.isTTY === true && NO_COLOR === '' && TERM !== 'dumb');
}

/** The problems of one draft, a line each, with the related places below. */
export function fileText(path: string, { problems, report }: CheckResult, colors: Colors): string {
  if (problems.length === 0) return '';
  const paint: Record<Severity, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    information: colors.blue,
    hint: colors.dim,
  };
  const { shown, leftOut } = limitProblems(problems);
  const place = (offset: number) => {
    const { line, column } = report.lines.position(offset);
    return `${String(line)}:${String(column)}`;
  };
  const width = Math.max(...shown.map((each) => place(each.range.start).length));
  const lines = [colors.underline(path)];
  for (const { range, severity, message, rule, related, fix } of shown) {
    const fixable = fix?.safe === true ? ' [fixed by --fix]' : '';
    lines.push(
      `  ${place(range.start).padStart(width)}  ${paint[severity](severity.padEnd('information'.length))}  ${message}  ${colors.dim(rule + fixable)}`,
    );
    for (const each of related)
      lines.push(colors.dim(`  ${' '.repeat(width)}  ${place(each.range.start)} ${each.message}`));
  }
  if (leftOut > 0)
    lines.push(`  … and ${String(leftOut)} more problems, the least severe, that are not shown`);
  return `${lines.join('\n')}\n\n`;
}

/** One line that says what was found in how many drafts. */
export function summaryText(
  { errors, warnings, information, hints }: CheckOutput['summary'],
  drafts: number,
  /** How many places were changed by fixes. */
  fixes: number,
): string {
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${String(count)} ${count === 1 ? one : many}`];
  const found = [
    ...counted(errors, 'error', 'errors'),
    ...counted(warnings, 'warning', 'warnings'),
    ...counted(information, 'information', 'information'),
    ...counted(hints, 'hint', 'hints'),
  ];
  const where = `${String(drafts)} draft${drafts === 1 ? '' : 's'}`;
  const fixed = counted(fixes, 'place put right', 'places put right');
  return `${where}: ${[...fixed, ...(found.length === 0 ? ['no problems'] : found)].join(', ')}\n`;
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
        stated: each.stated ?? '–',
        computed: each.effective ?? '–',
        differs,
        why: explainStandard(framework, standard, each),
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
    `Overall   stated ${overall.stated ?? '–'}, computed ${overall.computed ?? '–'}: ${explainOverall(rating)}`,
  );
  return `${lines.join('\n')}\n`;
}
