import type { Report } from '../report/report.js';
import { rules } from '../rules/rules.js';
import type { Problem } from './check.js';

/** The comments that turn a rule off at one place. */
export interface DisableComments {
  /** Before which offset the comment goes; it ends with a line ending. */
  readonly start: number;
  readonly opening: string;
  /** The place of the reason in `opening`. */
  readonly reason: { readonly start: number; readonly end: number };
  /** Where the rule is turned on again, if that is not on the next line. */
  readonly close: { readonly offset: number; readonly text: string } | undefined;
}

/**
 * Where comments go that turn a problem's rule off at its place. A comment can't stand inside a table
 * or a list without breaking it, so there the whole block is enclosed. Undefined in the front matter,
 * which can't hold such a comment.
 */
export function disableHere(
  report: Report,
  problem: Pick<Problem, 'rule' | 'range'>,
): DisableComments | undefined {
  const rule = rules.find((each) => each.id === problem.rule);
  // Nothing turns off the rule on comments.
  if (rule && 'checkDirectives' in rule) return undefined;
  const block = report.blocks.find(
    (each) => each.start <= problem.range.start && problem.range.start <= each.end,
  );
  if (!block) return undefined;
  const { lines, eol } = report;
  const start = lines.start(lines.lineAt(block.start));
  const nextLine = lines.lineAt(problem.range.start) === lines.lineAt(block.start);
  const before = `<!-- inspection-report-${nextLine ? 'disable-next-line' : 'disable'} ${problem.rule} -- `;
  const reason = 'reason';
  return {
    start,
    opening: `${before}${reason} -->${eol}`,
    reason: { start: before.length, end: before.length + reason.length },
    close: nextLine
      ? undefined
      : { offset: block.end, text: `${eol}<!-- inspection-report-enable ${problem.rule} -->` },
  };
}
