import type { Problem } from '../check/check.js';
import { severities, type Severity } from '../rules/rule.js';

/** What a problem of each severity is called; a hint is what is not written yet. */
const nouns: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'hint',
};

/** How many problems of each severity there are, most severe first: `1 error, 2 warnings`; empty where there are none. */
export function counted(
  problems: readonly Pick<Problem, 'severity'>[],
  of: readonly Severity[] = severities,
): string {
  return of
    .flatMap((severity) => {
      const number = problems.filter((each) => each.severity === severity).length;
      return number === 0 ? [] : [plural(number, nouns[severity])];
    })
    .join(', ');
}

/**
 * As signs that VS Code has for the three, where there is little room; U+FE0E keeps them from being drawn as
 * pictures.
 */
const signs: Readonly<Record<Severity, string>> = {
  error: '✖',
  warning: '⚠\ufe0e',
  information: 'ℹ\ufe0e',
  hint: '…',
};

/** The same as `counted`, short: `✖ 1 ⚠ 2`. */
export function countedInSigns(problems: readonly Pick<Problem, 'severity'>[]): string {
  return severities
    .flatMap((severity) => {
      const number = problems.filter((each) => each.severity === severity).length;
      return number === 0 ? [] : [`${signs[severity]} ${String(number)}`];
    })
    .join(' ');
}

/** `1 error`, `2 errors`. */
export function plural(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
