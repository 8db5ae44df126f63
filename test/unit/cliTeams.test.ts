import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { CheckOutput } from '../../src/cli/outputSchema';
import { cleanDraft, draftAsItStands, readText } from '../examples';
import { root } from './built';
import { environmentWithCommand, folder, inFolders, put, run, text } from './commandLine';
import { must } from './kit';

inFolders();

const withSlips = draftAsItStands('northbridge.report.md');
const clean = cleanDraft('northbridge.report.md');
/** A draft with no problem worse than one of each severity. */
const drafts = {
  nothing: clean,
  hint: clean.replace('published: 2026-11\n', ''),
  information: clean.replace("% 'Yes'", '% Yes'),
  warning: clean.replace('of a week,', 'of a week[^nowhere],'),
  error: withSlips,
};

describe('--max-severity', () => {
  const statusWith = (worst: keyof typeof drafts, ...option: readonly string[]) => {
    put('a.report.md', drafts[worst]);
    return run(['check', 'a.report.md', ...option]).status;
  };

  it.each([
    ['none', 'nothing', 'hint'],
    ['hint', 'hint', 'information'],
    ['information', 'information', 'warning'],
    ['warning', 'warning', 'error'],
  ] as const)('%s: the exit status is 0 with %s, and 1 with %s', (level, mayStay, mayNot) => {
    expect(statusWith(mayStay, '--max-severity', level)).toBe(0);
    expect(statusWith(mayNot, '--max-severity', level)).toBe(1);
  });

  it('is warning where it is not given', () => {
    expect([statusWith('warning'), statusWith('error')]).toEqual([0, 1]);
  });

  it('is one of its levels', () => {
    put('a.report.md', clean);
    expect(run(['check', 'a.report.md', '--max-severity', 'fatal'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "inspection-report: --max-severity is none, hint, information, warning or error, not 'fatal'\n",
    });
  });

  it('error: lets everything stay, and changes nothing in what is reported', () => {
    put('a.report.md', withSlips);
    const { stdout } = run(['check', 'a.report.md']);
    expect(run(['check', 'a.report.md', '--max-severity', 'error'])).toEqual({
      status: 0,
      stdout,
      stderr: '',
    });
  });

  it('does not make up for a file that can not be read', () => {
    expect(run(['check', 'nowhere.md', '--max-severity', 'error']).status).toBe(2);
  });
});

describe('--drafts-only', () => {
  it('passes over named files that are no drafts, without a word', () => {
    put('README.md', '# Notes\n');
    put('a.md', withSlips);
    put('b.report.md', '# No front matter\n');
    const ran = run(['check', 'README.md', 'a.md', 'b.report.md', '--drafts-only', '--format', 'json']);
    expect(ran.stderr).toBe('');
    expect((JSON.parse(ran.stdout) as CheckOutput).files.map((each) => each.path)).toEqual([
      'a.md',
      'b.report.md',
    ]);
    expect(run(['check', 'README.md', '--drafts-only'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('leaves them as they are with --fix', () => {
    put('notes.md', 'Rating: **good**\n');
    expect(run(['check', 'notes.md', '--drafts-only', '--fix']).stdout).toBe('');
  });
});

describe('--help', () => {
  const help = () => run(['--help']).stdout;

  it('has every option, and fits a terminal', () => {
    const lines = help().split('\n');
    expect(lines.filter((line) => Array.from(line).length >= 80)).toEqual([]);
    for (const option of [
      '--drafts-only',
      '--max-severity',
      '--baseline',
      '--write-baseline',
      'github',
      'sarif',
    ])
      expect(help()).toContain(option);
  });

  it('has the options that docs/command-line.md has', () => {
    const options = new Set(readText('docs/command-line.md').match(/--[a-z][a-z-]+/g));
    const ofOthers = ['--global', '--help'];
    for (const option of options) if (!ofOthers.includes(option)) expect(help()).toContain(option);
    const [, ofCheck = ''] = /Options of check:\n([\s\S]*?)\n\n/.exec(help()) ?? [];
    for (const option of ofCheck.match(/^ {2}--[a-z-]+/gm) ?? [])
      expect([...options]).toContain(option.trim());
  });

  it.each([
    ['rate', '--format', 'sarif'],
    ['rate', '--baseline', 'a.json'],
    ['settings', '--max-severity', 'none'],
  ])('%s takes no %s %s', (command, option, value) => {
    put('a.report.md', clean);
    expect(run([command, 'a.report.md', option, value]).status).toBe(2);
  });
});

describe('what is told in docs/command-line.md', () => {
  const page = readText('docs/command-line.md');
  const blocks = (language: string) =>
    [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, kind, content = '']) =>
      kind === language ? [content] : [],
    );
  /** Installs the command, which a test does not. */
  const install = 'npm ci && npm install --global .';

  /** Runs a line of shell as it stands, with the command on the path, where drafts are. */
  function shell(line: string) {
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', line], {
      cwd: folder,
      encoding: 'utf8',
      env: environmentWithCommand(),
    });
    return { status, stdout, stderr };
  }

  beforeEach(() => {
    mkdirSync(path.join(folder, 'drafts'));
    for (const name of ['northbridge.report.md', 'westmarch-2019.report.md'])
      copyFileSync(path.join(root, 'examples', name), path.join(folder, 'drafts', name));
    put('northbridge.report.md', withSlips);
  });

  const lines = blocks('sh')
    .flatMap((each) => each.trimEnd().split('\n'))
    .filter((line) => line !== install);

  it('are commands', () => {
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => !line.startsWith('inspection-report '))).toEqual([]);
  });

  const exports = lines.filter((line) => / export (?!.*--to pdf)/.test(line));

  it.each(exports)('%s', (line) => {
    put('northbridge.report.md', clean);
    expect(shell(line)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(' is written.') as string,
    });
  });

  // Those that need a browser, or a report to bring in, are tried in tests of their own.
  it.each(lines.filter((line) => line.includes(' check ')))('%s', (line) => {
    // The one that uses a baseline comes after the one that writes it.
    if (line.includes(' --baseline ')) shell(must(lines.find((each) => each.includes('--write-baseline'))));
    const { status, stdout, stderr } = shell(line);
    expect(stderr).toBe('');
    const isForgiving = / --max-severity error|baseline /.test(line);
    expect(status).toBe(isForgiving ? 0 : 1);
    expect(stdout).toMatch(/drafts?: (\d+ errors, |no problems besides )/);
  });

  const workflows = blocks('yaml')
    .map((each) => parse(each) as { jobs?: Record<string, { steps: { run?: string; uses?: string }[] }> })
    .filter((each) => each.jobs);

  it('has two workflows', () => {
    expect(workflows).toHaveLength(2);
  });

  it.each(workflows.map((each, index) => ({ ...each, name: index === 0 ? 'github' : 'sarif' })))(
    'the workflow with $name',
    ({ name, jobs }) => {
      const runs = Object.values(must(jobs)).flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
      expect(runs[0]).toBe(install);
      expect(runs).toHaveLength(2);
      const { status, stdout, stderr } = shell(must(runs[1]));
      expect([status, stderr]).toEqual([1, '']);
      if (name === 'github') expect(stdout).toMatch(/^::error file=drafts\/northbridge\.report\.md,/m);
      else {
        const [run] = (JSON.parse(text('drafts.sarif')) as { runs: { results: object[] }[] }).runs;
        expect(must(run).results.length).toBeGreaterThan(5);
      }
    },
  );

  it('the baseline that is shown is one', () => {
    put('known-problems.json', must(blocks('json')[0]));
    const { status, stderr } = shell('inspection-report check drafts --baseline known-problems.json');
    expect(status).toBe(1);
    expect(stderr).toContain('known problem');
    expect(stderr).not.toContain('no baseline');
  });

  describe('the hook of .pre-commit-hooks.yaml', () => {
    const hooks = parse(readText('.pre-commit-hooks.yaml')) as Hook[];
    interface Hook {
      readonly id: string;
      readonly entry: string;
      readonly language: string;
      readonly types: readonly string[];
    }
    const configured = blocks('yaml')
      .flatMap((each) => parseAllDocuments(each).map((document) => document.toJS() as unknown))
      .flatMap((each) => (each as { repos?: { hooks: { id: string; args: string[] }[] }[] }).repos ?? []);

    it('is the one that the page tells of', () => {
      expect(hooks.map(({ id }) => id)).toEqual(['inspection-report']);
      expect(configured.flatMap((each) => each.hooks.map(({ id }) => id))).toEqual(['inspection-report']);
      expect(must(hooks[0])).toMatchObject({ language: 'system', types: ['markdown'] });
    });

    /** Does what pre-commit does: the entry, then the arguments, then the staged files of the type. */
    function commit(args: readonly string[], names: readonly string[]) {
      const quoted = [...args, ...names].map((each) => `'${each}'`).join(' ');
      return shell(`${must(hooks[0]).entry} ${quoted}`);
    }

    it('stops a commit with an error in a draft, whatever else is in it', () => {
      put('README.md', '# Notes\n');
      const { status, stdout, stderr } = commit([], ['README.md', 'drafts/northbridge.report.md']);
      expect([status, stderr]).toEqual([1, '']);
      expect(stdout).toMatch(/^drafts\/northbridge\.report\.md\n[\s\S]*^1 draft: 2 errors/m);
    });

    it('lets a commit pass that has no draft, or a draft without errors', () => {
      put('README.md', '# Notes\n');
      put('a.report.md', clean);
      expect(commit([], ['README.md'])).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(commit([], ['README.md', 'a.report.md']).status).toBe(0);
    });

    it('takes the arguments that the page shows', () => {
      const args = must(configured[0]?.hooks[0]).args;
      shell(must(lines.find((each) => each.includes('--write-baseline'))));
      expect(commit(args, ['drafts/northbridge.report.md'])).toMatchObject({ status: 0, stderr: '' });
    });
  });
});
