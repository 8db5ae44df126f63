import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { CheckOutput, RateOutput } from '../../src/cli/outputSchema';
import { fixAll } from '../../src/check/fixes';
import { ruleIds } from '../../src/rules/rules';
import {
  bytesOf,
  checkJson,
  cli,
  complaintsIn,
  folder,
  inFolders,
  put,
  run,
  text,
  withManyProblems,
  type Ran,
} from './commandLine';
import { assessment, draft, frontMatter, must } from './kit';
import { cleanDraft, draftAsItStands, readText } from '../examples';

const withSlips = draftAsItStands('northbridge.report.md');
const clean = cleanDraft('northbridge.report.md');
const cleanOf2018 = cleanDraft('westmarch-2019.report.md');
/** Only hints: what is not given yet. */
const unfinished = clean.replace('published: 2026-11\n', '');
/** Only a warning: a footnote that is not there. */
const warned = clean.replace('of a week,', 'of a week[^nowhere],');

inFolders();

const problemsIn = (output: CheckOutput) => must(output.files[0]).problems;
const rulesIn = (output: CheckOutput) => problemsIn(output).map(({ rule }) => rule);

describe('help and bad usage', () => {
  it('--help and -h show the usage with examples', () => {
    const { status, stdout, stderr } = run(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('inspection-report check PATH');
    expect(stdout).toContain('inspection-report rate PATH');
    expect(stdout).toMatch(/Examples:\n( {2}inspection-report .+\n)+$/);
    for (const option of ['--format', '--fix', '--publication', '--config', '--help', '--version'])
      expect(stdout).toContain(option);
    expect(run(['-h']).stdout).toBe(stdout);
    expect(run(['check', '--help'])).toMatchObject({ status: 0, stdout });
  });

  it('--version shows the version of the package', () => {
    const { version } = JSON.parse(readText('package.json')) as { version: string };
    expect(run(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('without anything, the help is the complaint', () => {
    const { status, stdout, stderr } = run([]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage:');
  });

  it.each([
    [['chekc', 'a.report.md'], "'chekc'"],
    [['check'], 'path'],
    [['rate'], 'path'],
    [['check', 'a.report.md', '--format', 'xml'], "'xml'"],
    [['check', 'a.report.md', '--quiet'], '--quiet'],
    [['check', 'a.report.md', '--format'], '--format'],
    [['check', 'a.report.md', '--fix=yes'], '--fix'],
    [['rate', 'a.report.md', '--fix'], '--fix'],
    [['rate', 'a.report.md', 'b.report.md'], 'one draft'],
    [['settings', 'a.report.md', '--format', 'json'], '--format'],
    [['check', '-', '--fix'], 'standard input'],
  ])('%j is refused in one line', (args, named) => {
    put('a.report.md', clean);
    const ran = run(args);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(complaintsIn(ran)).toEqual([expect.stringMatching(/^inspection-report: /)]);
    expect(ran.stderr).toContain(named);
  });
});

describe('check: the exit status', () => {
  it.each([
    { what: 'no problem', content: clean, status: 0, said: '1 draft: no problems\n' },
    { what: 'hints', content: unfinished, status: 0, said: '1 draft: 1 hint\n' },
    { what: 'a warning', content: warned, status: 0, said: '1 draft: 1 warning\n' },
  ])('is $status with $what', ({ content, status, said }) => {
    put('a.report.md', content);
    const ran = run(['check', 'a.report.md']);
    expect([ran.status, ran.stderr]).toEqual([status, '']);
    expect(ran.stdout.endsWith(said)).toBe(true);
  });

  it('is 1 with an error', () => {
    put('a.report.md', withSlips);
    const ran = run(['check', 'a.report.md']);
    expect([ran.status, ran.stderr]).toEqual([1, '']);
    expect(ran.stdout).toMatch(/^ +\d+:\d+ +error +The score is given as 25\/36, .+ {2}score$/m);
  });

  it('is 1 for publication with what is only a hint before', () => {
    put('a.report.md', unfinished);
    expect(run(['check', 'a.report.md', '--publication'])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('1 draft: 1 error') as string,
    });
  });

  it('is 2 where a file can not be read, and the others are checked all the same', () => {
    put('a.report.md', withSlips);
    put('b.report.md', Buffer.from([0x23, 0x20, 0xff, 0xfe]));
    const ran = run(['check', 'nowhere.md', 'a.report.md', 'b.report.md', '--format', 'json']);
    expect(ran.status).toBe(2);
    expect(complaintsIn(ran)).toEqual([
      'inspection-report: nowhere.md: there is no such file or folder',
      'inspection-report: b.report.md: is not a UTF-8 text file; save it as UTF-8',
    ]);
    const output = JSON.parse(ran.stdout) as CheckOutput;
    expect(output.files.map((each) => each.path)).toEqual(['a.report.md']);
    expect(output.summary.errors).toBeGreaterThan(0);
  });

  it('is 2 for a settings file that can not be used; drafts elsewhere are checked', () => {
    put('bad/.inspection-report.yaml', 'rules:\n  scor: off\n');
    put('bad/a.report.md', withSlips);
    put('bad/b.report.md', withSlips);
    put('good/c.report.md', withSlips);
    const ran = run(['check', 'bad', 'good', '--format', 'json']);
    expect(ran.status).toBe(2);
    expect(complaintsIn(ran)).toEqual([
      `inspection-report: ${path.join('bad', '.inspection-report.yaml')}:2: there is no rule 'scor'; did you mean 'score'?`,
    ]);
    expect((JSON.parse(ran.stdout) as CheckOutput).files.map((each) => each.path)).toEqual([
      path.join('good', 'c.report.md'),
    ]);
  });
});

describe('check: which files', () => {
  it('a file that is named is a draft whatever its front matter', () => {
    put('notes.md', '# Notes\n');
    const ran = run(['check', 'notes.md', '--format', 'json']);
    expect(ran.status).toBe(1);
    expect((JSON.parse(ran.stdout) as CheckOutput).files[0]).toMatchObject({
      path: 'notes.md',
      framework: null,
      problems: [{ rule: 'front-matter', severity: 'error' }],
    });
  });

  it('a named file whose front matter lacks the framework is told so', () => {
    put('notes.md', clean.replace('framework: youth-2021\n', ''));
    expect(checkJson('notes.md').files[0]?.problems).toEqual([
      expect.objectContaining({
        rule: 'front-matter',
        message: expect.stringContaining("'framework'") as string,
      }),
    ]);
  });

  it('a folder stands for all drafts below it, in order, and for nothing else', () => {
    put('drafts/b/two.report.md', clean);
    put('drafts/a/one.md', clean);
    put('drafts/c/three.MD', clean);
    put('drafts/README.md', '# Not a draft\n');
    put('drafts/four.txt', clean);
    put('drafts/node_modules/x/five.report.md', clean);
    const { files, summary } = checkJson('drafts');
    expect(files.map((each) => each.path)).toEqual(
      ['a/one.md', 'b/two.report.md', 'c/three.MD'].map((each) => path.join('drafts', ...each.split('/'))),
    );
    expect(summary).toEqual({ errors: 0, warnings: 0, information: 0, hints: 0 });
  });

  it('a folder with broken front matter in a draft has that draft too', () => {
    put('drafts/a.md', '---\nframework: [youth-2021\n---\n\n# Title\n');
    expect(checkJson('drafts').files).toHaveLength(1);
  });

  it('a folder without a draft is a mistake', () => {
    put('drafts/README.md', '# Not a draft\n');
    const ran = run(['check', 'drafts']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/^inspection-report: drafts: there is no draft below this folder/);
  });

  it('a file that is named twice is checked once', () => {
    put('drafts/a.report.md', clean);
    const { files } = checkJson('drafts', path.join('drafts', 'a.report.md'), 'drafts/./a.report.md');
    expect(files).toHaveLength(1);
  });

  it('- is standard input, with or without a byte order mark', () => {
    for (const mark of ['', '\ufeff']) {
      const ran = run(['check', '-', '--format', 'json'], { input: mark + withSlips });
      expect(ran.status).toBe(1);
      const output = JSON.parse(ran.stdout) as CheckOutput;
      expect(output.files[0]?.path).toBe('-');
      expect(problemsIn(output)).toEqual(problemsIn(checkJson(put('a.report.md', withSlips))));
    }
  });
});

describe('check: settings', () => {
  const off = 'rules:\n  score: off\n';

  it('come from the nearest .inspection-report.yaml above the draft', () => {
    put('.inspection-report.yaml', off);
    put('near/.inspection-report.yaml', 'rules:\n  score: hint\n');
    put('far/below/a.report.md', withSlips);
    put('near/below/a.report.md', withSlips);
    const severity = (name: string) =>
      problemsIn(checkJson(path.join(folder, name))).find(({ rule }) => rule === 'score')?.severity;
    expect(severity('far/below/a.report.md')).toBeUndefined();
    expect(severity('near/below/a.report.md')).toBe('hint');
  });

  it('--config takes the place of all others', () => {
    put('.inspection-report.yaml', 'rules:\n  score: hint\n');
    put('elsewhere/team.yaml', off);
    put('a.report.md', withSlips);
    expect(rulesIn(checkJson('a.report.md', '--config', 'elsewhere/team.yaml'))).not.toContain('score');
  });

  it.each([
    { what: 'is not there', content: undefined, said: 'there is no such file' },
    { what: 'is not YAML', content: 'rules: [', said: ":1: can't be read" },
    { what: 'sets an unknown rule', content: 'rules:\n  scoer: off\n', said: ":2: there is no rule 'scoer'" },
  ])('--config that $what is refused before anything is checked', ({ content, said }) => {
    put('a.report.md', withSlips);
    if (content !== undefined) put('team.yaml', content);
    const ran = run(['check', 'a.report.md', '--config', 'team.yaml', '--fix']);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(complaintsIn(ran)).toEqual([expect.stringContaining(`team.yaml`)]);
    expect(ran.stderr).toContain(said);
    expect(text('a.report.md')).toBe(withSlips);
  });

  it('the settings command shows each rule, what it is set to and where that comes from', () => {
    put('.inspection-report.yaml', off);
    put('drafts/a.report.md', withSlips);
    const ran = run(['settings', path.join('drafts', 'a.report.md')]);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    const rows = ran.stdout
      .trimEnd()
      .split('\n')
      .map((each) => each.split(/ {2,}/));
    expect(rows.map(([rule]) => rule)).toEqual([...ruleIds]);
    expect(rows).toContainEqual(['score', 'off', '.inspection-report.yaml']);
    expect(rows).toContainEqual(['footnote', 'warning', 'default']);
    put('team.yaml', 'rules:\n  footnote: error\n');
    expect(run(['settings', 'drafts/a.report.md', '--config', 'team.yaml']).stdout).toMatch(
      /^footnote +error +team\.yaml$/m,
    );
  });
});

describe('check: output', () => {
  const ajv = new Ajv({ strict: true });
  const schemaOf = (name: string) =>
    ajv.compile(JSON.parse(readText(`docs/schema/${name}.schema.json`)) as object);
  const checkSchema = schemaOf('check');
  const rateSchema = schemaOf('rate');

  it.each([
    { what: 'of drafts with slips', contents: [withSlips, draftAsItStands('westmarch-2019.report.md')] },
    { what: 'of a clean draft', contents: [clean] },
    { what: 'of an empty file', contents: [''] },
    { what: 'of a draft with too many problems', contents: [withManyProblems(600)] },
  ])('the JSON $what keeps to the published schema', ({ contents }) => {
    const files = contents.map((each, index) => put(`${String(index)}.report.md`, each));
    const output = checkJson(...files);
    checkSchema(output);
    expect(checkSchema.errors).toBeNull();
    expect(output.version).toBe(1);
    expect(output.files.map((each) => each.path)).toEqual(files);
  });

  it('the schema refuses what the output never is', () => {
    const output = checkJson(put('a.report.md', withSlips));
    const [problem] = problemsIn(output);
    for (const change of [{ severity: 'warn' }, { range: { start: { line: 0, column: 1 } } }, { extra: 1 }])
      expect(
        checkSchema({ ...output, files: [{ ...output.files[0], problems: [{ ...problem, ...change }] }] }),
      ).toBe(false);
  });

  it('a problem is told with its rule, severity, place, related places and fix', () => {
    const { files, summary } = checkJson(put('a.report.md', withSlips));
    const problems = must(files[0]).problems;
    const line = (what: string) => withSlips.slice(0, withSlips.indexOf(what)).split('\n').length;
    const at = line('Score: 25/36');
    expect(problems.find(({ rule }) => rule === 'score')).toEqual({
      rule: 'score',
      severity: 'error',
      message: expect.stringContaining('23/36') as string,
      range: { start: { line: at, column: 8 }, end: { line: at, column: 13 } },
      related: [],
      fix: {
        title: 'Set the score to 23/36',
        safe: false,
        edits: [{ range: { start: { line: at, column: 8 }, end: { line: at, column: 13 } }, text: '23/36' }],
      },
    });
    const row = must(problems.find(({ rule }) => rule === 'ratings-page'));
    expect(row.range.start.line).toBe(line('| 3.1. Assessment | Good |'));
    expect(row.related[0]?.range.start.line).toBeGreaterThan(row.range.start.line);
    expect(files[0]?.framework).toBe('youth-2021');
    const counted = (severity: string) => problems.filter((each) => each.severity === severity).length;
    expect(summary).toEqual({
      errors: counted('error'),
      warnings: counted('warning'),
      information: counted('information'),
      hints: counted('hint'),
    });
  });

  it.each([
    { name: 'LF', eol: '\n' },
    { name: 'CRLF', eol: '\r\n' },
    { name: 'CR', eol: '\r' },
  ])('lines that end at $name and astral characters are counted as the schema says', ({ eol }) => {
    const before = '😀 𝒳 a'; // 2 astral characters: 4 UTF-16 units
    const lines = [...frontMatter.trimEnd().split('\n'), '', `${before}[^nowhere]`, ''];
    const output = checkJson(put('a.report.md', lines.join(eol)));
    expect(problemsIn(output).find(({ rule }) => rule === 'footnote')?.range).toEqual({
      start: { line: lines.length - 1, column: 8 },
      end: { line: lines.length - 1, column: 18 },
    });
  });

  it('a byte order mark is no column', () => {
    const plain = problemsIn(checkJson(put('a.report.md', `# Title\n`)));
    const marked = problemsIn(checkJson(put('b.report.md', `\ufeff# Title\n`)));
    expect(marked).toEqual(plain);
    expect(plain[0]?.range.start).toEqual({ line: 1, column: 1 });
  });

  it('text names each draft with problems, then sums up', () => {
    put('a.report.md', withSlips);
    put('b.report.md', clean);
    const { stdout } = run(['check', 'a.report.md', 'b.report.md']);
    expect(stdout.startsWith('a.report.md\n')).toBe(true);
    expect(stdout).not.toContain('b.report.md');
    expect(stdout).toMatch(/\n\n2 drafts: 2 errors, .*information.*\n$/);
    expect(stdout).toMatch(/rating-spelling \[fixed by --fix\]$/m);
  });

  it('no more than 500 problems are shown, and the rest is said', () => {
    const file = put('a.report.md', withManyProblems(600));
    const { files, summary } = checkJson(file);
    const all = Object.values(summary).reduce((sum, each) => sum + each);
    expect(all).toBeGreaterThan(600);
    expect(files[0]?.problems).toHaveLength(500);
    expect(files[0]?.leftOut).toBe(all - 500);
    // The most severe are kept.
    const severities = must(files[0]).problems.map(({ severity }) => severity);
    expect(severities.filter((each) => each === 'error')).toHaveLength(summary.errors);
    const { stdout } = run(['check', file]);
    expect(stdout).toContain(`and ${String(all - 500)} more problems`);
    expect(stdout.match(/^ +\d+:\d+ +(?:error|warning|information|hint) /gm)).toHaveLength(500);
  });

  it('has no colour when it is piped, with NO_COLOR or without', () => {
    const file = put('a.report.md', withSlips);
    for (const env of [{}, { NO_COLOR: '1' }, { TERM: 'xterm-256color' }])
      for (const command of ['check', 'rate'])
        // eslint-disable-next-line no-control-regex -- a colour begins with this character
        expect(run([command, file], { env }).stdout).not.toMatch(/\u001b/);
  });

  it.runIf(spawnSync('script', ['--version']).status === 0)(
    'has colour on a terminal, unless NO_COLOR is set',
    () => {
      const file = put('a.report.md', withSlips);
      const onTerminal = (env: object) => {
        return spawnSync('script', ['-qec', `'${process.execPath}' '${cli}' check '${file}'`, '/dev/null'], {
          env: { ...process.env, NO_COLOR: undefined, TERM: 'xterm-256color', ...env },
          encoding: 'utf8',
        }).stdout;
      };
      expect(onTerminal({})).toContain('\u001b[31merror');
      expect(onTerminal({ NO_COLOR: '1' })).toMatch(/ error /);
      expect(onTerminal({ NO_COLOR: '1' })).not.toContain('\u001b[31m');
    },
  );

  it('survives a reader that stops reading', async () => {
    const files = Array.from({ length: 30 }, (_, index) =>
      put(`${String(index)}.report.md`, withManyProblems(600)),
    );
    const child = spawn('sh', ['-c', '"$0" "$@" | head -1', process.execPath, cli, 'check', ...files], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await new Promise((done) => child.on('close', done));
    expect(stderr).toBe('');
    expect(stdout).toBe(`${must(files[0])}\n`);
  });

  describe('of rate', () => {
    const rateJson = (content: string) =>
      JSON.parse(run(['rate', put('a.report.md', content), '--format', 'json']).stdout) as RateOutput;

    it('gives stated and computed ratings, score and overall rating, by the schema', () => {
      const output = rateJson(clean);
      rateSchema(output);
      expect(rateSchema.errors).toBeNull();
      expect(output).toMatchObject({
        framework: 'youth-2021',
        score: { stated: 23, computed: 23, outOf: 36 },
        overall: { stated: 'Good', computed: 'Good' },
      });
      expect(output.standards['1.1']).toEqual({
        stated: 'Good',
        computed: null,
        lowest: null,
        keyQuestions: null,
        discretion: null,
      });
      const { lowest, keyQuestions } = must(output.standards['2.1']);
      expect(lowest).toBe(Math.min(...must(keyQuestions).map((each) => must(each))));
    });

    it('gives what is stated in the draft, right or wrong, and nulls where something is missing', () => {
      const output = rateJson(
        draft('## Ratings', '', 'Score: 30/36', '', ...assessment('100%', 'TBC', '**64%**')),
      );
      rateSchema(output);
      expect(rateSchema.errors).toBeNull();
      expect(output.score).toEqual({ stated: 30, computed: null, outOf: 36 });
      expect(output.overall).toEqual({ stated: null, computed: null });
      expect(output.standards['2.1']).toEqual({
        stated: 'Good',
        computed: null,
        lowest: null,
        keyQuestions: [100, null, 64],
        discretion: null,
      });
    });

    it('computes before discretion, and tells what discretion moved', () => {
      const content = draft(
        ...assessment('100%', '91%', '**64%**[^panel]'),
        '',
        "[^panel]: Professional discretion was used to raise the rating from 'Requires improvement' to 'Good'.",
      );
      expect(rateJson(content).standards['2.1']).toMatchObject({
        stated: 'Good',
        computed: 'Requires improvement',
        lowest: 64,
        discretion: { from: 'Requires improvement', to: 'Good' },
      });
    });

    it('as text gives a row a standard, with the reason', () => {
      const { status, stdout } = run(['rate', put('a.report.md', clean)]);
      expect(status).toBe(0);
      expect(stdout).toMatch(/^Standard +Stated +Computed +Why$/m);
      expect(stdout).toMatch(/^1\.1 Governance and leadership +Good +Good +the inspectors' judgement$/m);
      expect(stdout).toMatch(/^2\.2 Planning +Good +Good +lowest \d+% \(2\.2\.\d/m);
      expect(stdout).toContain('Score     stated 23/36, computed 23/36');
      expect(stdout).toContain('Overall   stated Good, computed Good: score 23 of 36');
    });

    it('reads standard input, and a draft on another edition', () => {
      const { stdout } = run(['rate', '-', '--format', 'json'], { input: cleanOf2018 });
      expect(JSON.parse(stdout)).toMatchObject({ framework: 'youth-2018', score: { stated: null } });
    });

    it.each([
      ['', 'names no framework'],
      ['framework: youth-2012\n', "'youth-2012'"],
    ])('can not be without a known framework (%j)', (line, said) => {
      const ran = run(['rate', put('a.report.md', clean.replace('framework: youth-2021\n', line))]);
      expect(ran.status).not.toBe(0);
      expect(ran.stdout).toBe('');
      expect(complaintsIn(ran)).toEqual([expect.stringContaining(said)]);
    });
  });
});

describe('check --fix', () => {
  const fixed = fixAll(withSlips).text;
  const left = fixAll(withSlips).result.problems.map(({ rule }) => rule);

  it('makes the safe fixes and reports what is left', () => {
    put('a.report.md', withSlips);
    expect(fixed).not.toBe(withSlips);
    const output = checkJson('a.report.md', '--fix');
    expect(text('a.report.md')).toBe(fixed);
    expect(rulesIn(output)).toEqual(left);
    expect(problemsIn(output).filter(({ fix }) => fix?.safe)).toEqual([]);
    expect(problemsIn(checkJson('a.report.md'))).toEqual(problemsIn(output));
  });

  it('leaves the exit status to what is left', () => {
    put('a.report.md', clean.replace('Rating: **Good**', 'Rating: **good**'));
    expect(run(['check', 'a.report.md', '--fix']).status).toBe(0);
    expect(text('a.report.md')).toBe(clean);
    put('b.report.md', withSlips);
    expect(run(['check', 'b.report.md', '--fix']).status).toBe(1);
  });

  it('fixes all drafts of a folder, and no other file', () => {
    put('drafts/a.report.md', withSlips);
    put('drafts/b/c.md', withSlips);
    put('drafts/notes.md', '# Notes\n\nRating: **good**\n');
    run(['check', 'drafts', '--fix']);
    expect(text('drafts/a.report.md')).toBe(fixed);
    expect(text('drafts/b/c.md')).toBe(fixed);
    expect(text('drafts/notes.md')).toBe('# Notes\n\nRating: **good**\n');
  });

  it('leaves no temporary file', () => {
    put('a.report.md', withSlips);
    run(['check', 'a.report.md', '--fix']);
    expect(readdirSync(folder)).toEqual(['a.report.md']);
  });

  it('does not touch a file that needs no fix', () => {
    const file = put('a.report.md', clean);
    const before = statSync(file);
    run(['check', 'a.report.md', '--fix']);
    const after = statSync(file);
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('keeps a byte order mark and CRLF', () => {
    const crlf = (each: string) => `\ufeff${each.replaceAll('\n', '\r\n')}`;
    put('a.report.md', crlf(withSlips));
    run(['check', 'a.report.md', '--fix']);
    expect(text('a.report.md')).toBe(crlf(fixed));
  });

  it.skipIf(process.platform === 'win32').each([0o640, 0o604, 0o777])('keeps the mode %o', (mode) => {
    const file = put('a.report.md', withSlips);
    chmodSync(file, mode);
    run(['check', 'a.report.md', '--fix']);
    expect(text('a.report.md')).toBe(fixed);
    expect(statSync(file).mode & 0o777).toBe(mode);
  });

  it.skipIf(process.platform === 'win32')('keeps a symbolic link, and fixes what it points to', () => {
    put('real/a.report.md', withSlips);
    symlinkSync(path.join('real', 'a.report.md'), path.join(folder, 'link.report.md'));
    run(['check', 'link.report.md', '--fix']);
    expect(lstatSync(path.join(folder, 'link.report.md')).isSymbolicLink()).toBe(true);
    expect(text('real/a.report.md')).toBe(fixed);
    expect(readdirSync(path.join(folder, 'real'))).toEqual(['a.report.md']);
  });

  // A folder that can't be written to stops everybody but root, whom a file system without room stops too.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'leaves a draft as it was where its folder can not be written, and goes on',
    () => {
      put('locked/a.report.md', withSlips);
      put('open/b.report.md', withSlips);
      chmodSync(path.join(folder, 'locked'), 0o555);
      expectRefusal(run(['check', 'locked', 'open', '--fix']), 'locked');
    },
  );

  const asNobody = spawnSync('setpriv', ['--version']).status === 0 && process.getuid?.() === 0;
  it.runIf(asNobody)('the same, when root runs the tests and an ordinary user the command', () => {
    put('locked/a.report.md', withSlips);
    put('open/b.report.md', withSlips);
    chmodSync(folder, 0o777);
    chmodSync(path.join(folder, 'locked'), 0o555);
    chmodSync(path.join(folder, 'open'), 0o777);
    // Copied, for the folder of the project may be closed to others.
    const copy = put('command/cli.js', readFileSync(cli));
    const { status, stdout, stderr } = spawnSync(
      'setpriv',
      [
        '--reuid=65534',
        '--regid=65534',
        '--clear-groups',
        process.execPath,
        copy,
        'check',
        'locked',
        'open',
        '--fix',
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    expectRefusal({ status, stdout, stderr }, 'locked');
  });

  function expectRefusal(ran: Ran, locked: string) {
    expect(ran.status).toBe(2);
    expect(complaintsIn(ran)).toEqual([
      `inspection-report: ${path.join(locked, 'a.report.md')}: can't be written: you have no permission for it`,
    ]);
    expect(text(`${locked}/a.report.md`)).toBe(withSlips);
    expect(readdirSync(path.join(folder, locked))).toEqual(['a.report.md']);
    expect(text('open/b.report.md')).toBe(fixed);
  }

  it('refuses a file that is not UTF-8, and leaves each byte', () => {
    const latin1 = Buffer.from(withSlips.replace('Northbridge', 'Pont-y-Bôn'), 'latin1');
    put('a.report.md', latin1);
    expect(run(['check', 'a.report.md', '--fix']).status).toBe(2);
    expect(bytesOf('a.report.md').equals(latin1)).toBe(true);
  });

  it('makes no fix of a rule that the settings turn off', () => {
    put('.inspection-report.yaml', 'rules:\n  rating-spelling: off\n');
    put('a.report.md', clean.replace('Rating: **Good**', 'Rating: **good**'));
    run(['check', 'a.report.md', '--fix']);
    expect(text('a.report.md')).toContain('Rating: **good**');
  });
});

describe('new', () => {
  const asked = [
    '--framework',
    'youth-2021',
    '--area',
    'Westmarch',
    '--service',
    'Westmarch Youth Justice Service',
  ];

  it('prints a draft that checks clean but for what is to come', () => {
    const { status, stdout } = run(['new', ...asked, '--cases', 'resettlement=0', '--fieldwork', '2026-09']);
    expect(status).toBe(0);
    expect(stdout).toContain('\nabbreviation: YJS\n');
    expect(stdout).toContain('# An inspection of youth justice services in Westmarch\n');
    put('a.report.md', stdout);
    const checked = run(['check', 'a.report.md', '--format', 'json']);
    const { summary } = JSON.parse(checked.stdout) as CheckOutput;
    expect(summary).toMatchObject({ errors: 0, warnings: 0, information: 0 });
    expect(summary.hints).toBeGreaterThan(50);
    expect(run(['check', 'a.report.md', '--publication']).status).toBe(1);
  });

  it('checks clean also where no more than the required is given', () => {
    expect(run(['new', ...asked, '--out', 'a.report.md']).status).toBe(0);
    expect(run(['check', 'a.report.md']).stdout).toMatch(/^1 draft: \d+ hints$/m);
  });

  it('writes the file that is named, and never over another', () => {
    put('b.report.md', 'mine');
    const { status, stderr } = run(['new', ...asked, '--out', 'b.report.md']);
    expect(status).toBe(2);
    expect(stderr).toBe(
      'inspection-report: b.report.md: exists already and is left as it is; name another file with --out\n',
    );
    expect(text('b.report.md')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['b.report.md']);
    expect(run(['new', ...asked, '--out', 'nowhere/a.report.md']).status).toBe(2);
  });

  it.each([
    [['--framework', 'youth-2020'], "there is no 'youth-2020'; did you mean 'youth-2021'?"],
    [['--layout', 'shrt'], "there is no 'shrt'; did you mean 'short'?"],
    [['--fieldwork', '2026-02-30'], 'fieldwork started like 14 September 2026'],
    [['--cases', 'court-disposals'], 'is written like court-disposals=8'],
    [['--cases', 'court-disposals=many'], 'a whole number of at most'],
    [['--area', ''], 'Say which area was inspected.'],
  ])('says what is wrong with %j', (args, message) => {
    const { status, stdout, stderr } = run(['new', ...asked, ...args]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });

  it('says what it needs', () => {
    expect(run(['new']).stderr).toBe('inspection-report: new needs --framework: youth-2021, youth-2018\n');
    expect(run(['new', '--framework', 'youth-2018']).stderr).toBe('inspection-report: new needs --area\n');
    expect(run(['new', 'a.report.md']).stderr).toContain('the file is named by --out');
  });
});

it('a build leaves the command to be run as it is', () => {
  expect(existsSync(cli)).toBe(true);
  expect(readFileSync(cli, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
});
