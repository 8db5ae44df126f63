import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixAll } from '../../src/check/fixes';
import { inOrder } from '../../src/cli/inOrder';
import type { CheckOutput } from '../../src/cli/outputSchema';
import { Progress } from '../../src/cli/progress';
import { print, ReaderGone } from '../../src/cli/standardOutput';
import { draftAsItStands } from '../examples';
import {
  cli,
  complaintsIn,
  environment,
  folder,
  hasTerminal,
  inFolders,
  missing,
  onTerminal,
  put,
  run,
  text,
  withManyProblems,
  withScript,
} from './commandLine';
import { must } from './kit';

inFolders();

const withSlips = draftAsItStands('northbridge.report.md');
const many = Array.from({ length: 24 }, (_, index) => `drafts/${String(index).padStart(2, '0')}.report.md`);
const few = many.slice(0, 3);
/** Notes in a file which thread reads which draft. */
const noteThreads = "whenRead((file) => fs.appendFileSync('threads.txt', `${threadId} ${file}\\n`));";

function putAll(names: readonly string[], content = (index: number) => missing(`of-${String(index)}`)): void {
  for (const [index, name] of names.entries()) put(name, content(index));
}

function outputOf({ stdout }: { stdout: string }): CheckOutput {
  return JSON.parse(stdout) as CheckOutput;
}

/** The footnote that each draft misses: its content, told by what was found in it. */
const footnotesIn = ({ files }: CheckOutput) =>
  files.map(({ path: name, problems }) => [
    name,
    /'(.*?)'/.exec(must(problems.find(({ rule }) => rule === 'footnote')).message)?.[1],
  ]);

describe('many drafts', () => {
  const threads = () =>
    text('threads.txt')
      .trimEnd()
      .split('\n')
      .map((line) => Number(line.split(' ')[0]));

  it('are checked by threads, and a few are not', () => {
    putAll(many);
    run(['check', ...few], { env: withScript(noteThreads) });
    expect(threads()).toEqual([0, 0, 0]);
    run(['check', ...many], { env: withScript(noteThreads) });
    const ofMany = threads().slice(few.length);
    expect(ofMany).toHaveLength(many.length);
    expect(ofMany).not.toContain(0);
  });

  it('come out in the order of their paths, each with what is its own, whichever is done first', () => {
    // The first takes by far the longest.
    putAll(many, (index) => (index === 0 ? withManyProblems(600) : missing(`of-${String(index)}`)));
    const ran = run(['check', 'drafts', '--format', 'json']);
    expect(ran).toMatchObject({ status: 1, stderr: '' });
    expect(footnotesIn(outputOf(ran)).slice(1)).toEqual(
      many.slice(1).map((name, index) => [path.normalize(name), `of-${String(index + 1)}`]),
    );
    const reversed = outputOf(run(['check', ...[...many].reverse(), '--format', 'json']));
    expect(reversed.files.map((each) => each.path)).toEqual([...many].reverse());
  });

  it('are told as they are told one by one', () => {
    putAll(many, (index) => (index % 2 === 0 ? withSlips : missing(`of-${String(index)}`)));
    const ran = run(['check', ...many, '--format', 'json']);
    const [one, other] = [must(many[0]), must(many[1])].map((name) =>
      outputOf(run(['check', name, '--format', 'json'])),
    );
    const output = outputOf(ran);
    for (const [index, file] of output.files.entries())
      expect(file.problems.length).toBe(must((index % 2 === 0 ? one : other)?.files[0]).problems.length);
    expect(output.files.slice(0, 2)).toEqual([one?.files[0], other?.files[0]]);
    expect(output.summary.errors).toBe(
      (must(one).summary.errors + must(other).summary.errors) * (many.length / 2),
    );
    // Laid out as one piece would be.
    expect(ran.stdout).toBe(`${JSON.stringify(output, null, 2)}\n`);
  });

  it('are told with standard input among them, and with what can not be read', () => {
    putAll(many);
    put(must(many[3]), Buffer.from([0xff]));
    const paths = [...many.slice(0, 10), '-', 'nowhere.md', ...many.slice(10)];
    const ran = run(['check', ...paths, '--format', 'json'], { input: missing('typed') });
    expect(ran.status).toBe(2);
    expect(complaintsIn(ran)).toEqual([
      `inspection-report: ${must(many[3])}: is not a UTF-8 text file; save it as UTF-8`,
      'inspection-report: nowhere.md: there is no such file or folder',
    ]);
    expect(footnotesIn(outputOf(ran))).toEqual(
      paths.flatMap((name) => {
        if (name === '-') return [['-', 'typed']];
        const index = many.indexOf(name);
        return index === -1 || index === 3 ? [] : [[name, `of-${String(index)}`]];
      }),
    );
  });

  it('go by the settings of their folders; bad ones are told once', () => {
    putAll(many);
    put('drafts/.inspection-report.yaml', 'rules:\n  footnote: off\n');
    const off = outputOf(run(['check', 'drafts', '--format', 'json']));
    expect(off.files.flatMap((each) => each.problems).some(({ rule }) => rule === 'footnote')).toBe(false);
    put('drafts/.inspection-report.yaml', 'rules:\n  footnot: off\n');
    const ran = run(['check', 'drafts']);
    expect([ran.status, complaintsIn(ran).length]).toEqual([2, 1]);
  });

  it('are fixed, each whole, and nothing is left behind', () => {
    putAll(many, () => withSlips);
    run(['check', 'drafts', '--fix']);
    const fixed = fixAll(withSlips).text;
    for (const name of many) expect(text(name)).toBe(fixed);
    expect(readdirSync(path.join(folder, 'drafts'))).toHaveLength(many.length);
  });

  it.each([
    ['ends', 'process.exit(7);'],
    ['breaks', "setImmediate(() => { throw new Error('broken'); });"],
  ])('lose only the draft at which a thread %s', (_, end) => {
    putAll(many);
    const lost = [must(many[0]), must(many[7]), must(many[8]), must(many.at(-1))];
    const env = withScript(
      `whenRead((file) => { if (!isMainThread && ${JSON.stringify(lost)}.includes(file)) { ${end} } });`,
    );
    const ran = run(['check', ...many, '--format', 'json'], { env });
    expect(ran.status).toBe(2);
    expect(complaintsIn(ran)).toEqual(
      lost.map(
        (name) =>
          expect.stringMatching(`^inspection-report: ${name}: can't be checked: its thread ended`) as string,
      ),
    );
    expect(outputOf(ran).files.map((each) => each.path)).toEqual(many.filter((each) => !lost.includes(each)));
  });
});

describe('memory', () => {
  it.each(['text', 'json', 'github', 'sarif'])('holds no draft that is printed, as %s', (format) => {
    const names = Array.from({ length: 120 }, (_, index) => `drafts/${String(index)}.report.md`);
    putAll(names);
    // When the last result comes from a thread, it is seen which of them are still there.
    const env = withScript(`
      const { Worker } = require('node:worker_threads');
      require('node:v8').setFlagsFromString('--expose-gc');
      const gc = require('node:vm').runInNewContext('gc');
      const results = [];
      const { emit } = Worker.prototype;
      Worker.prototype.emit = function (name, ...values) {
        if (name === 'message') {
          const { file } = values[0];
          results.push([values[0], file, file.problems, file.problems[0]].map((each) => new WeakRef(each)));
        }
        if (name === 'message' && results.length === ${String(names.length)}) {
          gc();
          fs.writeFileSync('held.txt', String(results.filter((parts) => parts.some((each) => each.deref())).length));
        }
        return emit.call(this, name, ...values);
      };`);
    expect(run(['check', 'drafts', '--format', format], { env }).status).toBe(1);
    // Each of at most 8 threads may be 4 drafts ahead.
    expect(Number(text('held.txt'))).toBeLessThanOrEqual(33);
  });

  it('holds no more drafts than a few that are begun, whoever is slow', async () => {
    const begun: number[] = [];
    const done = new Map<number, () => void>();
    const results = inOrder([0, 1, 2, 3, 4, 5, 6], 3, (item) => {
      begun.push(item);
      return new Promise<string>((resolve) => {
        done.set(item, () => {
          resolve(`of ${String(item)}`);
        });
      });
    });
    const first = results.next();
    // The later ones are done first, and wait.
    done.get(2)?.();
    done.get(1)?.();
    expect(begun).toEqual([0, 1, 2]);
    done.get(0)?.();
    expect((await first).value).toEqual([0, 'of 0']);
    expect(begun).toEqual([0, 1, 2]);
    expect((await results.next()).value).toEqual([1, 'of 1']);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  describe('', () => {
    afterEach(() => vi.restoreAllMocks());
    type Written = (error?: NodeJS.ErrnoException) => void;
    function holdOutput(): Written[] {
      const held: Written[] = [];
      vi.spyOn(process.stdout, 'write').mockImplementation((_text: unknown, done: unknown) => {
        held.push(done as Written);
        return true;
      });
      return held;
    }

    it('is not filled with what is not read yet', async () => {
      const held = holdOutput();
      let printed = false;
      const printing = print('a').then(() => (printed = true));
      await new Promise(setImmediate);
      expect(printed).toBe(false);
      held[0]?.();
      await printing;
      expect(printed).toBe(true);
    });

    it.each([
      ['EPIPE', ReaderGone],
      ['ENOSPC', /can't be written: the disk is full/],
    ])('is given back on %s', async (code, expected) => {
      const held = holdOutput();
      const printing = print('a');
      held[0]?.(Object.assign(new Error(code), { code }));
      await expect(printing).rejects.toThrow(expected);
    });
  });
});

describe('a reader that stops reading', () => {
  /** Runs the command until the reader has its first line, and says what was begun until it ended. */
  async function headOf(args: readonly string[]): Promise<{ stderr: string; begun: number }> {
    const child = spawn('sh', ['-c', '"$0" "$@" | head -1', process.execPath, cli, ...args], {
      cwd: folder,
      env: environment(withScript(noteThreads)),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await new Promise((done) => child.on('close', done));
    return { stderr, begun: text('threads.txt').split('\n').length - 1 };
  }
  const names = Array.from({ length: 300 }, (_, index) => `drafts/${String(index).padStart(3, '0')}.md`);
  const footnotes = Array.from({ length: 100 }, (_, index) => `long-name-${String(index)}`);

  it.each(['text', 'json', 'github', 'sarif'])('ends it, with %s', async (format) => {
    putAll(names, () => missing(...footnotes));
    const { stderr, begun } = await headOf(['check', 'drafts', '--format', format]);
    expect(stderr).toBe('');
    expect(begun).toBeLessThan(names.length / 2);
  });

  it('ends it when the drafts that are being fixed are written', async () => {
    putAll(many, () => withSlips);
    // All but the first are about to be written when it is known that nobody reads.
    const env = withScript(`
      if (isMainThread) process.stdout.on('error', () => fs.writeFileSync('gone.txt', ''));
      const { rename } = fs.promises;
      fs.promises.rename = async (from, to) => {
        const isFirst = to.endsWith(${JSON.stringify(path.basename(must(many[0])))});
        while (!isFirst && !fs.existsSync('gone.txt')) await new Promise((done) => setTimeout(done, 5));
        return rename(from, to);
      };`);
    const child = spawn(process.execPath, [cli, 'check', 'drafts', '--fix'], {
      cwd: folder,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.destroy();
    await new Promise((done) => child.on('close', done));
    expect(readdirSync(path.join(folder, 'drafts')).sort()).toEqual(many.map((each) => path.basename(each)));
    const fixed = fixAll(withSlips).text;
    const states = many.map((name) => ({ [withSlips]: 'as it was', [fixed]: 'fixed' })[text(name)]);
    expect(states[0]).toBe('fixed');
    expect(new Set(states)).toEqual(new Set(['fixed', 'as it was']));
  });
});

/** What is left on a terminal on which all this was written. */
function shownBy(written: string): string {
  const lines = [''];
  let column = 0;
  // eslint-disable-next-line no-control-regex -- what moves a terminal's cursor, and what clears its line
  for (const part of written.split(/(\r|\n|\u001b\[K)/)) {
    const line = lines.pop() ?? '';
    if (part === '\n') lines.push(line, '');
    else if (part === '\u001b[K') lines.push(line.slice(0, column));
    else if (part === '\r') lines.push(line);
    else lines.push(line.slice(0, column) + part + line.slice(column + part.length));
    column = part === '\r' || part === '\n' ? 0 : part === '\u001b[K' ? column : column + part.length;
  }
  return lines.join('\n');
}

describe('progress', () => {
  const screen = (columns = 80) => {
    const written: string[] = [];
    return { written, isTTY: true, columns, write: (each: string) => written.push(each) };
  };

  it('is one line that is rewritten, and taken away', () => {
    const shown = screen();
    const progress = new Progress(3000, shown);
    progress.step();
    progress.step();
    progress.hide();
    progress.hide();
    expect(shown.written).toEqual([
      '\r1 of 3,000 files checked\u001b[K',
      '\r2 of 3,000 files checked\u001b[K',
      '\r\u001b[K',
    ]);
  });

  it('is no longer than the terminal is wide', () => {
    const shown = screen(12);
    new Progress(3000, shown).step();
    expect(shown.written).toEqual(['\r1 of 3,000 \u001b[K']);
    const ofUnknownWidth = screen(0);
    new Progress(3000, ofUnknownWidth).step();
    expect(ofUnknownWidth.written).toEqual(['\r1 of 3,000 files checked\u001b[K']);
  });

  it('is not there where it can not be shown', () => {
    const progress = new Progress(3000, undefined);
    expect(() => {
      progress.step();
      progress.hide();
    }).not.toThrow();
  });

  const line = /\r\d+ of 24 files checked\u001b\[K/; // eslint-disable-line no-control-regex -- it is what is sent to a terminal

  it.runIf(hasTerminal)('is shown on a terminal with many drafts, and is gone at the end', () => {
    putAll(many);
    const shown = onTerminal('inspection-report check drafts --format json > out.json');
    expect(shown).toMatch(line);
    expect(shown).toContain('\r24 of 24 files checked');
    expect(shown.endsWith('\r\u001b[K')).toBe(true);
    expect((JSON.parse(text('out.json')) as CheckOutput).files).toHaveLength(24);
  });

  it.runIf(hasTerminal)('does not mix with what is printed on the same terminal', () => {
    putAll(many);
    const shown = onTerminal('inspection-report check drafts', { NO_COLOR: '1' });
    expect(shown).toMatch(line);
    expect(shownBy(shown)).toBe(run(['check', 'drafts']).stdout);
  });

  it.runIf(hasTerminal).each([
    ['a few drafts', `inspection-report check ${few.join(' ')} > out.txt`, {}],
    ['a dumb terminal', 'inspection-report check drafts > out.txt', { TERM: 'dumb' }],
    ['a pipe', 'inspection-report check drafts | cat > out.txt', {}],
    ['standard error elsewhere', 'inspection-report check drafts > out.txt 2> err.txt', {}],
  ])('is not shown with %s', (_, command, env) => {
    putAll(many);
    expect(onTerminal(command, env)).toBe('');
    expect(text('out.txt')).toContain('drafts: ');
  });
});
