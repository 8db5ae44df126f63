import type { CheckResult, Problem, Range } from '../../src/index.js';
import type { LedgerEntry } from './reports.js';

/** The problems that one of an entry's rules reports on one of its lines. */
export function reportersOf({ refs, rules = [] }: LedgerEntry, { problems, report }: CheckResult): Problem[] {
  // What is missing has no line of its own: it is reported at the next thing, two lines below.
  const near = rules.includes('rating-introduction') ? 2 : 0;
  return problems.filter((each) => {
    const place = report.lines.lineAt(each.range.start) + 1;
    return (
      rules.includes(each.rule) &&
      refs.some(({ line }) => line !== null && place >= line && place <= line + near)
    );
  });
}

/** The problems that touch one of an entry's passages. */
export function problemsOn({ refs }: LedgerEntry, { problems, report }: CheckResult): Problem[] {
  const { lines, text } = report;
  const passages = refs.flatMap(({ line, quote }): Range[] => {
    if (line === null) return [];
    const start = lines.start(line - 1);
    const end = lines.start(line);
    const at = level(text.slice(start, end)).indexOf(level(quote));
    // A quote that was taken from the printed page with its markup stands for its whole line.
    return [at < 0 ? { start, end } : { start: start + at, end: start + at + quote.length }];
  });
  return problems.filter(({ range }) =>
    passages.some((each) => range.start < each.end && each.start < range.end),
  );
}

export function isGrave({ severity }: Problem): boolean {
  return severity === 'error' || severity === 'warning';
}

/** Quotes made straight; each character keeps its place. */
function level(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}
