import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import { parseMarkdown } from '../../src/report/text/parse';
import { assessment, draft } from './kit';

/** What somebody could paste; each grows to any length. */
const units: Record<string, string> = {
  'opening brackets': '(',
  'one letter': 'a',
  'numbers in figures': '123456 ',
  'numbers in words': 'twenty-two ',
  fractions: '12/36 ',
  'counts of cases': 'five of the nine cases ',
  percentages: '56 per cent, ',
  'slots that open': '‹',
  'slots that close': '›',
  spaces: 'a' + ' '.repeat(99),
  dots: '.',
  hyphens: 'a-',
  'single quotes': "'",
  'curly quotes': '‘a’ ',
  'capital letters': 'A',
  crosses: 'X',
  abbreviations: 'ABC (Alpha Beta Charlie) ',
  'words that say things twice': 'the the ',
  sentences: 'The child was safe. ',
  'sentences on ratings': "We rated this standard as 'Good'. ",
  'dates of birth': 'born on 3 March ',
  'figures without end': '1',
  'figures and hyphens': '1-',
  'e-mail addresses': 'a@',
  'addresses of streets': '1 Elm ',
  'the word ISBN': 'ISBN 9-',
  months: 'between 2 January and ',
  'tabs and commas': ',\t',
  'words in brackets': '(abc) ',
  'prose of one line':
    'In seven out of 11 cases, planning did not sufficiently address the safety of other people, although most (64 per cent) involved partners. ',
};

// Markdown itself takes longer than in proportion for these, so that nobody could tell what is ours:
// `[[[[`, `]]]]`, `![![`, `****`, `____`, `<<<<`, `&&&&` and backticks of all lengths.

const small = 250_000;
const big = 4 * small;

/** A draft with a paragraph of so many characters, in the section of a standard. */
function withParagraph(unit: string, length: number): string {
  // A space at the end would make a difference of its own: then it is the parser's.
  const paragraph = `${unit.repeat(Math.ceil(length / unit.length)).slice(0, length - 1)}.`;
  return draft('# Report', '', ...assessment('91%', '73%', '**67%**'), '', `A ${paragraph}`);
}

/** Milliseconds of the shortest of some runs. */
function time(run: () => unknown, runs: number): number {
  return Math.min(
    ...Array.from({ length: runs }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
}

describe('a paragraph of a million characters', () => {
  it.each(Object.entries(units))('of %s is checked in proportion to its length', (_, unit) => {
    const [short, long] = [withParagraph(unit, small), withParagraph(unit, big)];
    // Under 40 ms it is the clock, and the compiler, that is measured.
    const growth = (work: (text: string) => unknown) =>
      time(() => work(long), 2) /
      Math.max(
        40,
        time(() => work(short), 2),
      );
    const ours = growth(checkReport);
    if (ours >= 8) expect(growth(parseMarkdown), 'Markdown alone').toBeLessThan(8);
    expect(ours, 'the check').toBeLessThan(8);
  });

  it('of any kind is taken as the prose it is', () => {
    const { report, problems } = checkReport(withParagraph(units['prose of one line'] ?? '', small));
    expect(report.paragraphs.at(-1)?.range.end).toBeGreaterThan(small);
    expect(problems.every((each) => each.range.end <= report.text.length)).toBe(true);
  });
});
