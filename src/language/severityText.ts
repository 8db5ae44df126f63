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

/** `1 error`, `2 errors`. */
export function plural(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
