import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { fingerprintsOf } from '../../src/cli/baseline';
import type { CheckOutput } from '../../src/cli/outputSchema';
import { cleanDraft, draftAsItStands, readText } from '../examples';
import {
  checkJson,
  complaintsIn,
  folder,
  inFolders,
  missing,
  put,
  run,
  text,
  withManyProblems,
} from './commandLine';
import { must } from './kit';

inFolders();

const withSlips = draftAsItStands('northbridge.report.md');
const clean = cleanDraft('northbridge.report.md');
const withFootnotes = (...names: readonly string[]) =>
  clean.replace(
    '## Background\n',
    `## Background\n\n${names.map((each) => `A claim.[^${each}]\n`).join('\n')}`,
  );
const checkSchema = new Ajv({ strict: true }).compile(
  JSON.parse(readText('docs/schema/check.schema.json')) as object,
);

const write = (...args: readonly string[]) => run(['check', ...args, '--write-baseline', 'known.json']);
const withBaseline = (...args: readonly string[]) => run(['check', ...args, '--baseline', 'known.json']);
function jsonWithBaseline(...args: readonly string[]): CheckOutput {
  const output = checkJson(...args, '--baseline', 'known.json');
  checkSchema(output);
  expect(checkSchema.errors).toBeNull();
  return output;
}

interface Known {
  readonly version: number;
  readonly drafts: Readonly<Record<string, readonly { rule: string; words: string; count: number }[]>>;
}
const known = (name = 'known.json') => JSON.parse(text(name)) as Known;

it('a fingerprint tells rules, words and occurrences apart', () => {
  const content = 'One two one, and One';
  const problem = (rule: string, start: number, end: number, message = '') => ({
    rule,
    message,
    severity: 'error' as const,
    range: { start, end },
    related: [],
  });
  const [one, two, again, upper, other] = fingerprintsOf(content, [
    problem('a', 8, 11),
    problem('a', 4, 7),
    problem('a', 8, 11, 'in other words'),
    problem('a', 0, 3),
    problem('b', 8, 11),
  ]);
  expect(again).toEqual({ ...one, occurrence: 2 });
  expect(new Set([one, two, upper, other].map((each) => each?.words)).size).toBe(4);
});

it('what is missing is recognised by what the message says of it, whatever else adds up to', () => {
  const words = (message: string) =>
    fingerprintsOf('---\n', [
      { rule: 'a', message, severity: 'error', range: { start: 0, end: 3 }, related: [] },
    ])[0]?.words;
  expect(words('There is no score; it would be 23/36.')).toBe(words('There is no score; it would be 9/36.'));
  expect(words('There is no section on 2.1 Assessment.')).not.toBe(
    words('There is no section on 3.1 Assessment.'),
  );
});

describe('a baseline that is written', () => {
  it('holds every problem, and none is reported', () => {
    put('drafts/a.report.md', withSlips);
    put('drafts/b.report.md', clean);
    const problems = checkJson('drafts').files.flatMap((each) => each.problems);
    expect(write('drafts', '--max-severity', 'none')).toEqual({
      status: 0,
      stdout: `2 drafts: no problems besides ${String(problems.length)} known problems\nknown.json is written.\n`,
      stderr: '',
    });
    const { version, drafts } = known();
    expect(version).toBe(1);
    expect(Object.keys(drafts)).toEqual(['drafts/a.report.md']);
    const held = must(drafts['drafts/a.report.md']).flatMap(({ rule, count }) =>
      Array.from({ length: count }, () => rule),
    );
    expect(held.sort()).toEqual(problems.map(({ rule }) => rule).sort());
  });

  it('is the same whatever the order of the paths, sorted, with a line for each problem', () => {
    for (const name of ['b', 'a', 'c']) put(`${name}.report.md`, missing('one', 'two', 'one'));
    write('a.report.md', 'b.report.md', 'c.report.md');
    const first = text('known.json');
    write('c.report.md', 'b.report.md', 'a.report.md');
    expect(text('known.json')).toBe(first);
    const { drafts } = known();
    expect(Object.keys(drafts)).toEqual(['a.report.md', 'b.report.md', 'c.report.md']);
    const problems = must(drafts['a.report.md']);
    const sorted = problems.map(({ rule, words }) => `${rule} ${words}`);
    expect(sorted).toEqual([...sorted].sort());
    expect(first.split('\n').filter((line) => line.includes('"rule"'))).toHaveLength(3 * problems.length);
    expect(problems.filter((each) => each.rule === 'footnote').map((each) => each.count)).toEqual(
      expect.arrayContaining([1, 2]),
    );
  });

  it('holds no word of the draft', () => {
    put('a.report.md', withFootnotes('Kieran-Smith'));
    write('a.report.md');
    for (const problem of Object.values(known().drafts).flat()) {
      expect(Object.keys(problem)).toEqual(['rule', 'words', 'count']);
      expect(problem.words).toMatch(/^[0-9a-f]{12}$/);
    }
    expect(text('known.json')).not.toMatch(/Kieran/i);
  });

  it('names drafts from its own folder, wherever the check is run', () => {
    put('team/drafts/a.report.md', withFootnotes('x'));
    put('team/lists/.keep', '');
    run(['check', 'team/drafts', '--write-baseline', 'team/lists/known.json']);
    expect(Object.keys(known('team/lists/known.json').drafts)).toEqual(['../drafts/a.report.md']);
    const cwd = path.join(folder, 'team', 'drafts');
    const ran = run(['check', 'a.report.md', '--baseline', '../lists/known.json'], { cwd });
    expect(ran).toMatchObject({ stdout: '1 draft: no problems besides 1 known problem\n', stderr: '' });
  });

  it('takes the place of another, whole; and leaves it where a draft can not be checked', () => {
    put('a.report.md', withFootnotes('x'));
    write('a.report.md');
    const before = text('known.json');
    put('b.report.md', Buffer.from([0xff]));
    const ran = write('a.report.md', 'b.report.md');
    expect(ran.status).toBe(2);
    expect(complaintsIn(ran).at(-1)).toBe(
      'inspection-report: known.json: is not written, because not everything could be checked',
    );
    expect(text('known.json')).toBe(before);
    put('b.report.md', withFootnotes('x', 'y'));
    expect(write('a.report.md', 'b.report.md').status).toBe(0);
    expect(Object.keys(known().drafts)).toEqual(['a.report.md', 'b.report.md']);
    expect(readdirSync(folder).sort()).toEqual(['a.report.md', 'b.report.md', 'known.json']);
  });

  it('holds what is left after --fix, and also what is not shown', () => {
    put('a.report.md', withSlips);
    write('a.report.md', '--fix');
    const left = must(checkJson('a.report.md').files[0]).problems;
    expect(Object.values(known().drafts).flat()).toHaveLength(left.length);
    put('a.report.md', withManyProblems(600));
    write('a.report.md');
    expect(withBaseline('a.report.md', '--max-severity', 'none').status).toBe(0);
  });
});

describe('a baseline that is used', () => {
  it('leaves out what it knows, and its part of the exit status', () => {
    put('a.report.md', withSlips);
    expect(run(['check', 'a.report.md']).status).toBe(1);
    write('a.report.md');
    const count = Object.values(known().drafts).flat().length;
    const ran = withBaseline('a.report.md', '--max-severity', 'none');
    expect(ran).toEqual({
      status: 0,
      stdout: `1 draft: no problems besides ${String(count)} known problems\n`,
      stderr: '',
    });
    expect(jsonWithBaseline('a.report.md')).toMatchObject({
      files: [{ path: 'a.report.md', problems: [] }],
      summary: { errors: 0, warnings: 0, information: 0, hints: 0 },
      baseline: { known: count, gone: [] },
    });
  });

  it('reports what is new, and counts it', () => {
    put('a.report.md', withFootnotes('old'));
    write('a.report.md');
    put('a.report.md', withFootnotes('old', 'new').replace('Score: 23/36', 'Score: 24/36'));
    const ran = withBaseline('a.report.md');
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain("'new'");
    expect(ran.stdout).not.toContain("'old'");
    expect(ran.stdout).toMatch(/^1 draft: 1 error, 1 warning besides 1 known problem$/m);
  });

  it.each([
    ['lines are put in before', (draft: string) => draft.replace('# An', 'A line.\n\nAnother.\n\n# An')],
    ['its lines end otherwise', (draft: string) => draft.replaceAll('\n', '\r\n')],
    [
      'the text around is written anew',
      (draft: string) => draft.replace('A claim.', 'What we found is this:'),
    ],
    [
      'the words are wrapped otherwise',
      (draft: string) => draft.replace('46 per cent (21', '46 per\ncent (21'),
    ],
  ])('knows a problem when %s', (_, edit) => {
    const before = withFootnotes('old').replace(
      '## Background\n',
      '## Background\n\nThat was 46 per cent (21/45) of them.\n',
    );
    put('a.report.md', before);
    write('a.report.md');
    expect(Object.values(known().drafts).flat().length).toBeGreaterThan(1);
    expect(edit(before)).not.toBe(before);
    put('a.report.md', edit(before));
    expect(withBaseline('a.report.md', '--max-severity', 'none')).toMatchObject({ status: 0, stderr: '' });
  });

  it('knows as many of the same words as there were', () => {
    put('a.report.md', withFootnotes('old', 'old'));
    write('a.report.md');
    put('a.report.md', withFootnotes('old', 'old', 'old'));
    expect(jsonWithBaseline('a.report.md')).toMatchObject({
      summary: { warnings: 1 },
      baseline: { known: 2, gone: [] },
    });
  });

  it('does not take one draft for another', () => {
    put('a.report.md', withFootnotes('old'));
    put('b.report.md', clean);
    write('a.report.md', 'b.report.md');
    put('b.report.md', withFootnotes('old'));
    expect(jsonWithBaseline('a.report.md', 'b.report.md').summary.warnings).toBe(1);
  });

  it('tells what is missing apart by what it is', () => {
    const without = (...keys: readonly string[]) =>
      keys.reduce((draft, key) => draft.replace(new RegExp(`^${key}: .*\n`, 'm'), ''), clean);
    put('a.report.md', without('area'));
    write('a.report.md');
    put('a.report.md', without('service'));
    const { files, baseline } = jsonWithBaseline('a.report.md');
    expect(must(files[0]).problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("'service'"),
    );
    expect(baseline?.gone).toContainEqual({ path: 'a.report.md', rule: 'front-matter', count: 1 });
  });

  it('says what is gone, and how the baseline is brought up to date', () => {
    put('a.report.md', withFootnotes('one', 'two', 'two', 'three'));
    write('a.report.md');
    put('a.report.md', withFootnotes('two'));
    const ran = withBaseline('a.report.md');
    expect(ran).toEqual({
      status: 0,
      stdout: '1 draft: no problems besides 1 known problem\n',
      stderr: [
        "inspection-report: a.report.md: 3 known problems of the rule 'footnote' are gone\n",
        'inspection-report: known.json: to bring it up to date, run the same check with --write-baseline in place of --baseline\n',
      ].join(''),
    });
    const json = run(['check', 'a.report.md', '--baseline', 'known.json', '--format', 'json']);
    expect(json.stderr).toBe('');
    expect(jsonWithBaseline('a.report.md').baseline).toEqual({
      known: 1,
      gone: [{ path: 'a.report.md', rule: 'footnote', count: 3 }],
    });
    write('a.report.md');
    expect(withBaseline('a.report.md').stderr).toBe('');
  });

  it('says what is gone with its draft, and nothing of drafts that are not checked', () => {
    for (const name of ['a', 'b', 'c']) put(`${name}.report.md`, withFootnotes(name));
    write('a.report.md', 'b.report.md', 'c.report.md');
    expect(withBaseline('a.report.md').stderr).toBe('');
    rmSync(path.join(folder, 'b.report.md'));
    expect(complaintsIn(withBaseline('a.report.md'))).toEqual([
      "inspection-report: b.report.md: a known problem of the rule 'footnote' is gone",
      expect.stringContaining('--write-baseline'),
    ]);
  });

  it.each([
    { what: 'is not there', content: undefined, said: 'there is no such file' },
    { what: 'is empty', content: '', said: 'is not JSON' },
    { what: 'has marks of a merge', content: '<<<<<<< ours\n{}', said: 'is not JSON' },
    { what: 'is of another version', content: '{ "version": 2, "problems": [] }', said: 'of version 2' },
    { what: 'is other JSON', content: '[1, 2]', said: 'no baseline' },
    { what: 'lacks its drafts', content: '{ "version": 1 }', said: 'no baseline' },
    {
      what: 'has a problem of another shape',
      content: '{ "version": 1, "drafts": { "a.report.md": [{ "rule": "score", "line": 3 }] } }',
      said: 'no baseline',
    },
    {
      what: 'knows less than one problem',
      content:
        '{ "version": 1, "drafts": { "a.report.md": [{ "rule": "score", "words": "", "count": 0 }] } }',
      said: 'no baseline',
    },
  ])('that $what is refused in one line, with the remedy', ({ content, said }) => {
    put('a.report.md', withSlips);
    if (content !== undefined) put('known.json', content);
    const ran = withBaseline('a.report.md', '--fix');
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(complaintsIn(ran)).toEqual([expect.stringMatching(/^inspection-report: known\.json: /)]);
    expect(ran.stderr).toContain(said);
    expect(ran.stderr).toContain('--write-baseline known.json');
    expect(text('a.report.md')).toBe(withSlips);
  });

  it.each([
    [['a.report.md', '--baseline', 'known.json', '--write-baseline', 'known.json'], 'give one of them'],
    [['-', '--baseline', 'known.json'], 'standard input'],
    [['-', '--write-baseline', 'known.json'], 'standard input'],
    [['a.report.md', '--write-baseline', 'nowhere/known.json'], 'nowhere/known.json: '],
  ])('check %j is refused', (args, said) => {
    put('a.report.md', withSlips);
    const ran = run(['check', ...args]);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(complaintsIn(ran)).toEqual([expect.stringContaining(said)]);
    expect(existsSync(path.join(folder, 'known.json'))).toBe(false);
  });
});
