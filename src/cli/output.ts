import type { CheckResult, Problem } from '../check/check.js';
import type { Framework } from '../framework/framework.js';
import type { ReportRating } from '../rating/rate.js';
import type { Range } from '../report/range.js';
import type { Lines } from '../report/lines.js';
import type { Severity } from '../rules/rule.js';
import type { CheckOutput, RateOutput } from './outputSchema.js';

/** The name under which the problems of a severity are counted. */
export const summaryKeys = {
  error: 'errors',
  warning: 'warnings',
  information: 'information',
  hint: 'hints',
} as const satisfies Record<Severity, keyof CheckOutput['summary']>;

/** Problems counted by severity. */
export function summarise(problems: Iterable<Problem>): CheckOutput['summary'] {
  const summary = { errors: 0, warnings: 0, information: 0, hints: 0 };
  for (const { severity } of problems) summary[summaryKeys[severity]]++;
  return summary;
}

/** A draft as it is told, with those of its problems that are shown. */
export function fileOutput(
  path: string,
  { framework, report: { lines } }: CheckResult,
  shown: readonly Problem[],
  leftOut: number,
): CheckOutput['files'][number] {
  return {
    path,
    framework: framework?.id ?? null,
    problems: shown.map(({ rule, severity, message, range: place, related, fix }) => ({
      rule,
      severity,
      message,
      range: positions(lines, place),
      related: related.map((each) => ({ message: each.message, range: positions(lines, each.range) })),
      ...(fix
        ? {
            fix: {
              title: fix.title,
              safe: fix.safe,
              edits: fix.edits.map((each) => ({ range: positions(lines, each.range), text: each.text })),
            },
          }
        : {}),
    })),
    ...(leftOut > 0 ? { leftOut } : {}),
  };
}

function positions(
  lines: Lines,
  { start, end }: Range,
): CheckOutput['files'][number]['problems'][number]['range'] {
  return { start: lines.position(start), end: lines.position(end) };
}

export function ratingOutput(framework: Framework, { standards, score, overall }: ReportRating): RateOutput {
  return {
    framework: framework.id,
    standards: Object.fromEntries(
      Object.entries(standards).map(([id, { stated, computed, lowest, keyQuestions, discretion }]) => [
        id,
        {
          stated,
          computed,
          lowest,
          keyQuestions: keyQuestions && [...keyQuestions],
          discretion:
            discretion?.valid === true && discretion.from !== null && discretion.to !== null
              ? { from: discretion.from, to: discretion.to }
              : null,
        },
      ]),
    ),
    score: { stated: score.stated, computed: score.computed, outOf: score.outOf },
    overall: { stated: overall.stated, computed: overall.computed },
  };
}
