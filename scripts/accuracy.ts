/** What `npm run accuracy` writes: what the rules find in the published reports, and how much of it is right. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { level } from '../src/framework/sentence.js';
import { checkReport, type CheckResult, type Problem } from '../src/index.js';
import { numberExpressions } from '../src/report/prose/numbers.js';
import { rules } from '../src/rules/rules.js';
import { isGrave, problemsOn, reportersOf } from '../test/corpus/ledger.js';
import { ledger, published, publishedThere, type LedgerEntry } from '../test/corpus/reports.js';

/** What reading a passage showed; for all problems of the rule on the same words in the report. */
interface Reading {
  readonly report: string;
  readonly rule: string;
  /** What the problem points at, as `quoted` shortens it. */
  readonly quote: string;
  /** `right`: a slip; `arguable`: a matter of house form; `wrong`: no slip. */
  readonly verdict: 'right' | 'arguable' | 'wrong';
  readonly why: string;
}

interface Found {
  readonly report: string;
  readonly problem: Problem;
  readonly quote: string;
  /** The ledger's entry that it is about. */
  readonly entry: LedgerEntry | undefined;
  readonly reading: Reading | undefined;
}

/** The text of docs/accuracy.md; undefined where the published reports are not there. */
export async function accuracy(root: string): Promise<string | undefined> {
  if (!publishedThere) return undefined;
  const readings = JSON.parse(
    readFileSync(path.join(root, 'docs/accuracy-readings.json'), 'utf8'),
  ) as Reading[];
  const results = new Map(published.map(({ name, text }) => [name, checkReport(text)]));
  const found = [...results].flatMap(([report, result]) => foundIn(report, result, readings));
  const file = path.join(root, 'docs/accuracy.md');
  const text = [
    '# How right the rules are',
    '',
    'Written by `npm run accuracy`. All rules were run over four published reports. For two of them, Barnsley (2023) and Barnet (2022), there is a list of what a careful audit found: slips that are *proved*, passages that are *doubtful*, and passages that look odd and are *sound*. What that list does not have was read by us; so was everything in the other two reports. Hints, which say what is unfinished, are not counted.',
    '',
    ...byRule(found, results),
    ...missed(results),
    ...spared(results),
    ...read(found),
    ...unused(found, readings),
    ...coverage(results),
  ].join('\n');
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

function foundIn(report: string, result: CheckResult, readings: readonly Reading[]): Found[] {
  const entries = ledger.filter((each) => each.draft === report);
  return result.problems
    .filter((each) => each.severity !== 'hint')
    .map((problem) => {
      const quote = quoted(result, problem);
      return {
        report,
        problem,
        quote,
        entry:
          entries.find((each) => each.verdict === 'proved' && reportersOf(each, result).includes(problem)) ??
          entries.find((each) => each.verdict !== 'proved' && problemsOn(each, result).includes(problem)),
        reading: readings.find(
          (each) => each.report === report && each.rule === problem.rule && each.quote === quote,
        ),
      };
    });
}

/** What a problem points at, or the line that it points into: at most twelve words. */
function quoted({ report }: CheckResult, { range }: Problem): string {
  const own = report.text.slice(range.start, range.end).trim();
  const text = own === '' ? report.lines.line(report.lines.lineAt(range.start)) : own;
  const words = text.replace(/\|/g, ' ').trim().split(/\s+/);
  return words.length <= 12 ? words.join(' ') : `${words.slice(0, 12).join(' ')} …`;
}

const provable = ledger.filter((each) => each.verdict === 'proved' && each.scope === 'rules');

function byRule(found: readonly Found[], results: ReadonlyMap<string, CheckResult>): string[] {
  const lines = rules.flatMap(({ id }) => {
    const own = found.filter((each) => each.problem.rule === id);
    const due = provable.filter((each) => each.rules?.includes(id));
    if (own.length === 0 && due.length === 0) return [];
    const hit = due.filter((each) => reporters(each, results).some((problem) => problem.rule === id));
    const readAs = (verdict: Reading['verdict']) =>
      own.filter((each) => each.entry?.verdict !== 'proved' && each.reading?.verdict === verdict).length;
    const unread = own.filter((each) => each.entry?.verdict !== 'proved' && !each.reading).length;
    return [
      row([
        `\`${id}\``,
        own.length,
        due.length === 0 ? '' : `${String(hit.length)} of ${String(due.length)}`,
        own.filter((each) => each.entry?.verdict === 'proved').length,
        readAs('right'),
        readAs('arguable'),
        readAs('wrong'),
        unread,
      ]),
    ];
  });
  const all = provable.filter((each) => reporters(each, results).length > 0).length;
  return [
    '## By rule',
    '',
    `Of the ${String(provable.length)} proved slips that are the rules' business, ${String(all)} are found by one of the rules named for them (${String(Math.floor((100 * all) / provable.length))}%). A slip that two rules may report counts for both below.`,
    '',
    row([
      'Rule',
      'Reported',
      'Proved slips found',
      'Proved',
      'Read: right',
      'Read: arguable',
      'Read: wrong',
      'Unread',
    ]),
    row(['---', '---:', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...lines,
    '',
  ];
}

function reporters(entry: LedgerEntry, results: ReadonlyMap<string, CheckResult>): Problem[] {
  const result = results.get(entry.draft);
  return result ? reportersOf(entry, result) : [];
}

function missed(results: ReadonlyMap<string, CheckResult>): string[] {
  const list = provable.filter((each) => reporters(each, results).length === 0);
  return [
    '## Proved slips that are not found',
    '',
    ...(list.length === 0
      ? ['None.']
      : list.map(
          ({ id, rules: named = [], refs }) =>
            `- ${id} (${named.join(', ')}): ${shortened(refs[0]?.quote ?? '')}`,
        )),
    '',
  ];
}

function spared(results: ReadonlyMap<string, CheckResult>): string[] {
  const list = ledger
    .filter((each) => each.verdict !== 'proved')
    .flatMap((entry) => {
      const result = results.get(entry.draft);
      return (result ? problemsOn(entry, result) : [])
        .filter(isGrave)
        .map(({ rule, severity }) => `- ${entry.id} (${entry.verdict}): ${severity} of \`${rule}\``);
    });
  return [
    '## Warnings and errors on doubtful and sound passages',
    '',
    ...(list.length === 0 ? ['None.'] : list),
    '',
  ];
}

function read(found: readonly Found[]): string[] {
  const list = found.filter((each) => each.entry?.verdict !== 'proved');
  return [
    '## What the list does not have, as we read it',
    '',
    row(['Report', 'Rule', 'Severity', 'Passage', 'Verdict', 'Why']),
    row(['---', '---', '---', '---', '---', '---']),
    ...list.map(({ report, problem, quote, entry, reading }) =>
      row([
        report.replace('.report.md', ''),
        `\`${problem.rule}\``,
        problem.severity,
        quote,
        `${reading?.verdict ?? 'unread'}${entry ? ` (${entry.id}, ${entry.verdict})` : ''}`,
        reading?.why ?? problem.message,
      ]),
    ),
    '',
  ];
}

/** Readings of what is not reported any more. */
function unused(found: readonly Found[], readings: readonly Reading[]): string[] {
  const list = readings.filter((each) => found.every(({ reading }) => reading !== each));
  return list.length === 0
    ? []
    : [
        '## Readings of what is no longer reported',
        '',
        ...list.map(({ report, rule, quote }) => `- ${report}, \`${rule}\`: ${quote}`),
        '',
      ];
}

/** How many numbers of the prose the reading of numbers takes for something, and how many figures it leaves alone. */
function coverage(results: ReadonlyMap<string, CheckResult>): string[] {
  const rows = [...results].map(([name, { report }]) => {
    let bare = 0;
    let shares = 0;
    let left = 0;
    for (const { flat, quoted: theirs } of report.paragraphs) {
      if (theirs) continue;
      const text = level(flat.text);
      const expressions = numberExpressions(text);
      const numbers = expressions.filter((each) => each.kind === 'number').length;
      bare += numbers;
      shares += expressions.length - numbers;
      for (const { index } of text.matchAll(/\d[\d.,]*/g))
        if (!expressions.some((each) => index >= each.start && index < each.end)) left++;
    }
    return row([name.replace('.report.md', ''), shares, bare, left]);
  });
  return [
    '## Numbers in the prose',
    '',
    'What was understood as a share, count or quantifier, what as a bare number, and the figures that were left alone (dates, ages, references, addresses).',
    '',
    row(['Report', 'Shares and counts', 'Bare numbers', 'Figures left alone']),
    row(['---', '---:', '---:', '---:']),
    ...rows,
    '',
  ];
}

function row(cells: readonly (string | number)[]): string {
  // What is quoted is no Markdown here, but for the names of rules.
  const plain = (text: string) =>
    /^`[a-z-]+`$/.test(text) ? text : text.replace(/\s+/g, ' ').replace(/[|\\*_[\]<>`]/g, '\\$&');
  return `| ${cells.map((each) => plain(String(each))).join(' | ')} |`;
}

function shortened(text: string): string {
  const words = text.split(/\s+/);
  return words.length <= 12 ? text : `${words.slice(0, 12).join(' ')} …`;
}
