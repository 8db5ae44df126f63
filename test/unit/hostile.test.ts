import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import { changeBetween } from '../../src/check/change';
import { parseMarkdown } from '../../src/report/text/parse';
import { rules } from '../../src/rules/rules';
import { faults, Subject } from '../corpus/faults';
import { examples } from '../corpus/reports';
import { readText } from '../examples';
import { runs } from '../random';
import { root } from './built';
import { assessment, draft } from './kit';
import { readPage } from './rulePage';

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
  postcodes: 'ZX4 7QT ',
  'prose of one line':
    'In seven out of 11 cases, planning did not sufficiently address the safety of other people, although most (64 per cent) involved partners. ',
};

/** What takes the parser long, however little of it there is. */
const nested: Record<string, string> = {
  'brackets that close': ']',
  'footnotes in footnotes': '\n\n[^1]: [^1]: [^1]: [^1]: a',
  'list marks': '- ',
  'marks of quotations': '> ',
  'items of a list': '\n- an item',
  'items with CR': '\r- an item',
  'items and paragraphs': '\n- aa\n- Bb\n\nx\n',
  'lines of a quotation': '\n> a',
  'comments for the next line': '\n\n<!-- inspection-report-disable-next-line score -->\nWords.',
  'pairs of comments':
    '\n\n<!-- inspection-report-disable score -->\n\nWords.\n\n<!-- inspection-report-enable score -->',
};

// Markdown itself takes longer than in proportion for these, so that nobody could tell what is ours:
// `[[[[`, `[^a][^a]` to no footnote, `![![`, `****`, `____`, `<<<<`, `&&&&` and backticks of all lengths.

/** How many times the work four times the text may be. */
const most = 6;

/** A draft with a text of so many characters, in the section of a standard. */
function withText(unit: string, length: number): string {
  // A space at the end would make a difference of its own: then it is the parser's.
  const text = `${unit.repeat(Math.ceil(length / unit.length)).slice(0, length - 1)}.`;
  return draft('# Report', '', ...assessment('91%', '73%', '**67%**'), '', `A ${text}`);
}

/** Milliseconds that the processor works, whatever else the machine does: of the cheaper of two runs. */
function work(run: () => unknown): number {
  const once = () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once());
}

/** How many times the work is done for four times the text. What looks too much is looked at again. */
function growth(run: (text: string) => unknown, unit: string, length: number): number {
  const [short, long] = [withText(unit, length), withText(unit, 4 * length)];
  let least = Infinity;
  for (let turn = 0; turn < 4 && least > most; turn++) {
    const much = work(() => run(long));
    // Under 20 ms it is the compiler that is measured.
    least = Math.min(
      least,
      much /
        Math.max(
          20,
          work(() => run(short)),
        ),
    );
  }
  return least;
}

function expectInProportion(unit: string, length: number): void {
  const ours = growth(checkReport, unit, length);
  if (ours > most) expect(growth(parseMarkdown, unit, length), 'Markdown alone').toBeLessThanOrEqual(most);
  expect(ours, 'the check').toBeLessThanOrEqual(most);
}

describe('a long text is checked in proportion to its length', () => {
  // As long as a million characters where more is tried.
  it.each(Object.entries(units))('of %s', (_, unit) => {
    expectInProportion(unit, Math.min(250_000, runs(40_000)));
  });

  it.each(Object.entries(nested))('of %s', (_, unit) => {
    expectInProportion(unit, Math.min(60_000, runs(8000)));
  });

  it('of any kind is taken as the prose it is', () => {
    const { report, problems } = checkReport(withText(units['prose of one line'] ?? '', 100_000));
    expect(report.paragraphs.at(-1)?.range.end).toBeGreaterThan(100_000);
    expect(problems.every((each) => each.range.end <= report.text.length)).toBe(true);
  });
});

/** What is put into a draft to plant a fault, by the rule that finds it. */
const planted = new Map<string, string[]>();
for (const { plant } of faults)
  for (const example of examples)
    for (const { text, expected } of [...plant(new Subject(example))].slice(0, 1)) {
      const put = changeBetween(example.text, text).map((each) => each.text);
      for (const rule of expected) planted.set(rule, [...(planted.get(rule) ?? []), ...put]);
    }

/** Texts that the patterns of a file find, as far as one can be made up. */
function foundByPatterns(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, pattern = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.getText(source)) ?? [];
      try {
        texts.push(...fc.sample(fc.stringMatching(new RegExp(pattern, flags)), { numRuns: 1, seed: 1 }));
      } catch {
        // It asks for what fast-check makes up nothing for, such as what stands before.
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

const asProse = (texts: readonly string[]) => `${texts.join(' ').replace(/\s+/g, ' ').trim()} `;
const length = Math.min(60_000, runs(6000));

describe.each(rules.map(({ id }) => id))('what the rule %s looks for, many times', (id) => {
  const page = readPage(readText(`docs/rules/${id}.md`)).examples.map(({ text }) => text);
  const own = [...page, ...(planted.get(id) ?? [])];

  it('is checked in proportion to its length, as it stands', () => {
    expectInProportion(`\n\n${own.join('\n\n')}`, length);
  });

  it('is checked in proportion to its length, in one paragraph', () => {
    expectInProportion(asProse(own), length);
  });
});

const folder = path.join(root, 'src/rules');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((each) => each.endsWith('.ts'))
  .sort()
  .map((name) => ({ name, texts: foundByPatterns(path.join(folder, name)) }))
  .filter(({ texts }) => asProse(texts).length > 1);

it('what patterns look for can be made up', () => {
  expect(files.length).toBeGreaterThan(20);
});

it.each(files)('what the patterns of $name find is checked in proportion to its length', ({ texts }) => {
  expectInProportion(asProse(texts), length);
});
