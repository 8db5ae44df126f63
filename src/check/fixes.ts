import type { TextEdit } from '../rules/rule.js';
import { checkReport, type CheckOptions, type CheckResult } from './check.js';

/** The text with edits made that do not overlap; ranges are offsets into `text`. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, text: replacement } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    result += text.slice(at, range.start) + replacement;
    at = range.end;
  }
  return result + text.slice(at);
}

/** The edits of all safe fixes that can be made together: of two that touch, the first. */
export function safeEdits({ problems }: Pick<CheckResult, 'problems'>): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fix } of problems) {
    if (!fix?.safe) continue;
    const touches = fix.edits.some((edit) =>
      taken.some((other) => edit.range.start <= other.range.end && other.range.start <= edit.range.end),
    );
    if (!touches) taken.push(...fix.edits);
  }
  return taken;
}

/** How often fixes are made before it is given up: one can uncover the next, never many in a row. */
const mostRounds = 10;

/**
 * Applies all safe fixes until none is left.
 * @returns the text, and the check of what it is now.
 */
export function fixAll(text: string, options: CheckOptions = {}): { text: string; result: CheckResult } {
  let current = text;
  let result = checkReport(current, options);
  for (let round = 0; round < mostRounds; round++) {
    const edits = safeEdits(result);
    if (edits.length === 0) break;
    current = applyEdits(current, edits);
    result = checkReport(current, options);
  }
  return { text: current, result };
}
