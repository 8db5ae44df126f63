import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cleanDraft, draftAsItStands } from '../examples';
import { runs } from '../random';
import {
  bytesOf,
  cli,
  complaintsIn,
  environment,
  folder,
  inFolders,
  put,
  run,
  text,
  type Ran,
} from './commandLine';

inFolders();

const withSlip = cleanDraft('northbridge.report.md').replace('Rating: **Good**', 'Rating: **good**');
const fixed = cleanDraft('northbridge.report.md');
const isPosix = process.platform !== 'win32';
const asRoot = isPosix && process.getuid?.() === 0;

function expectRefusal(ran: Ran, ...said: string[]): void {
  expect(ran.status).toBe(2);
  expect(complaintsIn(ran)).toEqual(said.map((each) => expect.stringContaining(each) as string));
}

describe('--write-baseline', () => {
  it.each([
    ['a draft', 'b.report.md', withSlip],
    ['the settings', '.inspection-report.yaml', 'rules:\n  score: off\n'],
    ['notes', 'notes.txt', 'Ring the panel.\n'],
    ['an empty file', 'empty.json', ''],
    ['other JSON', 'package.json', '{ "version": 1, "name": "x" }\n'],
    ['JSON of another version', 'other.json', '{ "version": 2, "drafts": {} }\n'],
    ['what is not UTF-8', 'photo.jpg', '\ud800'],
  ])('does not replace %s', (_, file, content) => {
    put('a.report.md', withSlip);
    put(file, content);
    const before = bytesOf(file);
    const ran = run(['check', 'a.report.md', '--write-baseline', file, '--fix']);
    expectRefusal(ran, `${file}: `);
    expect(ran.stdout).toBe('');
    expect(bytesOf(file)).toEqual(before);
    expect(text('a.report.md')).toBe(withSlip);
  });

  it('does not replace the draft that follows it where its own name was forgotten', () => {
    put('a.report.md', withSlip);
    put('b.report.md', withSlip);
    expectRefusal(run(['check', '--write-baseline', 'a.report.md', 'b.report.md']), 'a.report.md: ');
    expect(text('a.report.md')).toBe(withSlip);
  });

  it('replaces a baseline, also one with a byte order mark, which --baseline reads', () => {
    put('a.report.md', draftAsItStands('northbridge.report.md'));
    expect(run(['check', 'a.report.md', '--write-baseline', 'known.json']).status).toBe(0);
    const written = text('known.json');
    put('known.json', `\ufeff${written}`);
    expect(run(['check', 'a.report.md', '--baseline', 'known.json']).stdout).toContain('no problems');
    expect(run(['check', 'a.report.md', '--write-baseline', 'known.json']).status).toBe(0);
    expect(text('known.json')).toBe(written);
  });
});

describe.runIf(isPosix)('what is no file', () => {
  const pipe = (name: string) => spawnSync('mkfifo', [path.join(folder, name)]);

  it('is refused in one line as a draft, and the others are checked', () => {
    put('a.report.md', withSlip);
    pipe('pipe.report.md');
    symlinkSync('/dev/zero', path.join(folder, 'zero.report.md'));
    symlinkSync('loop.report.md', path.join(folder, 'loop.report.md'));
    const names = ['pipe.report.md', '/dev/zero', 'zero.report.md', 'loop.report.md'];
    const ran = run(['check', ...names, 'a.report.md', '--fix']);
    expectRefusal(ran, ...['pipe.report.md: ', '/dev/zero: ', 'zero.report.md: ', 'loop.report.md: ']);
    expect(text('a.report.md')).toBe(fixed);
    for (const name of names) {
      expectRefusal(run(['rate', name]), name);
      expectRefusal(run(['settings', name]), name);
    }
  });

  it.each(['pipe', 'a device', 'a folder'])('is refused in one line as settings: %s', (kind) => {
    put('a.report.md', withSlip);
    const file = '.inspection-report.yaml';
    if (kind === 'pipe') pipe(file);
    else if (kind === 'a folder') mkdirSync(path.join(folder, file));
    else symlinkSync('/dev/zero', path.join(folder, file));
    expectRefusal(run(['check', 'a.report.md']), file);
    expectRefusal(run(['check', 'a.report.md', '--config', file]), file);
  });

  it.each(['pipe', 'a device', 'a folder'])('is refused in one line as a baseline: %s', (kind) => {
    put('a.report.md', withSlip);
    if (kind === 'pipe') pipe('known.json');
    else if (kind === 'a folder') mkdirSync(path.join(folder, 'known.json'));
    else symlinkSync('/dev/zero', path.join(folder, 'known.json'));
    for (const option of ['--baseline', '--write-baseline'])
      expectRefusal(run(['check', 'a.report.md', option, 'known.json']), 'known.json: ');
  });

  it('is refused where it never ends: a file that is too large, and standard input', async () => {
    spawnSync('truncate', ['-s', '1G', path.join(folder, 'large.report.md')]);
    expectRefusal(run(['check', 'large.report.md']), 'too large');
    const endless = spawn('sh', ['-c', `yes | "${process.execPath}" "${cli}" check -`], {
      env: environment(),
    });
    let said = '';
    endless.stderr.on('data', (chunk) => (said += String(chunk)));
    const [status] = (await once(endless, 'close')) as [number];
    expect(status).toBe(2);
    expect(said).toContain('too large');
  });
});

describe.runIf(isPosix)('a folder below that can not be read', () => {
  const asNobody = asRoot && spawnSync('setpriv', ['--version']).status === 0;
  it.runIf(!asRoot || asNobody)('is told in one line with status 2, and the rest is checked', () => {
    put('drafts/a.report.md', fixed);
    put('drafts/closed/b.report.md', withSlip);
    chmodSync(folder, 0o755);
    chmodSync(path.join(folder, 'drafts/closed'), 0o000);
    const copy = put('command/cli.js', bytesOf(path.relative(folder, cli)));
    const command = [process.execPath, copy, 'check', 'drafts'];
    const all = asRoot
      ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...command]
      : command;
    const { status, stdout, stderr } = spawnSync(all[0] ?? '', all.slice(1), {
      cwd: folder,
      encoding: 'utf8',
    });
    expectRefusal({ status, stdout, stderr }, `${path.join('drafts', 'closed')}: you have no permission`);
    expect(stdout).toContain('1 draft: ');
  });
});

describe.runIf(isPosix)('--fix', () => {
  it.runIf(asRoot)('keeps the owner and the group', () => {
    const file = put('a.report.md', withSlip);
    chownSync(file, 1234, 2345);
    chmodSync(file, 0o664);
    expect(run(['check', 'a.report.md', '--fix']).status).toBe(0);
    const { uid, gid, mode } = statSync(file);
    expect([text('a.report.md'), uid, gid, mode & 0o7777]).toEqual([fixed, 1234, 2345, 0o664]);
  });

  it('refuses a file that is read-only, and one with a second name', () => {
    chmodSync(put('locked.report.md', withSlip), 0o444);
    linkSync(put('one.report.md', withSlip), path.join(folder, 'two.report.md'));
    const ran = run(['check', 'locked.report.md', 'one.report.md', '--fix']);
    expectRefusal(ran, "locked.report.md: can't be written: is read-only", 'one.report.md: ');
    for (const name of ['locked', 'one', 'two']) expect(text(`${name}.report.md`)).toBe(withSlip);
    expect(statSync(path.join(folder, 'one.report.md')).nlink).toBe(2);
  });

  it('leaves the old text or the new when it is killed, and the next run nothing else', async () => {
    for (let round = 0; round < runs(6); round++) {
      put('a.report.md', withSlip);
      const child = spawn(process.execPath, [cli, 'check', 'a.report.md', '--fix'], { cwd: folder });
      // Killed as soon as it has begun to write; or before, or behind.
      for (const end = Date.now() + 10_000; child.exitCode === null && Date.now() < end;) {
        if (readdirSync(folder).length > 1) break;
        await setTimeout(round % 2);
      }
      child.kill('SIGKILL');
      await once(child, 'close');
      expect([withSlip, fixed]).toContain(text('a.report.md'));
    }
    // As one leaves it that is killed between two steps; and another that goes on, as this process does.
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const left = (writer: number) => `.a.report.md.${String(writer)}-0123456789ab.inspection-report`;
    writeFileSync(path.join(folder, left(ended)), 'half');
    writeFileSync(path.join(folder, left(process.pid)), 'half');
    run(['check', 'a.report.md', '--fix']);
    expect(readdirSync(folder).sort()).toEqual([left(process.pid), 'a.report.md']);
    expect(text('a.report.md')).toBe(fixed);
  });
});
