import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanDraft, draftAsItStands } from '../examples';
import { bytesOf, folder, inFolders, put, run, text } from './commandLine';
import { root } from './built';
import { must } from './kit';

inFolders();

const ready = cleanDraft('northbridge.report.md');
const png = readFileSync(path.join(root, 'media/icon.png'));

describe('export --to html', () => {
  it('writes a page beside the draft, under its name', () => {
    const file = put('drafts/northbridge.report.md', ready);
    const { status, stdout, stderr } = run(['export', file, '--to', 'html']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`${path.join(folder, 'drafts/northbridge.html')} is written.\n`);
    expect(text('drafts/northbridge.html')).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
    expect(readdirSync(path.join(folder, 'drafts'))).toEqual(['northbridge.html', 'northbridge.report.md']);
  });

  it('refuses a draft with errors before publication, with the list, and writes nothing', () => {
    const file = put('northbridge.report.md', draftAsItStands('northbridge.report.md'));
    const { status, stdout, stderr } = run(['export', file, '--to', 'html']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/The score/);
    expect(stderr).toMatch(
      /northbridge\.report\.md: is not exported: a check for publication has \d+ errors; --allow-unfinished exports it as it is\n$/,
    );
    expect(readdirSync(folder)).toEqual(['northbridge.report.md']);
    expect(run(['export', file, '--to', 'html', '--allow-unfinished']).status).toBe(0);
    expect(existsSync(path.join(folder, 'northbridge.html'))).toBe(true);
  });

  it('goes by the settings of the draft', () => {
    put(
      '.inspection-report.yaml',
      'rules: {score: off, standard-rating: off, ratings-page: off, overall-rating: off}',
    );
    const file = put('a.report.md', ready.replace('Score: 23/36', 'Score: 24/36'));
    expect(run(['export', file, '--to', 'html']).status).toBe(0);
  });

  it('overwrites its own pages, and others only when it is forced to', () => {
    const file = put('a.report.md', ready);
    put('a.html', '<!doctype html><title>Mine</title>');
    const refused = run(['export', file, '--to', 'html']);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(
      /a\.html: exists already and was not written by this program; --force overwrites it/,
    );
    expect(text('a.html')).toContain('Mine');
    expect(run(['export', file, '--to', 'html', '--force']).status).toBe(0);
    expect(run(['export', file, '--to', 'html']).status).toBe(0);
  });

  it('never overwrites the draft', () => {
    const file = put('a.report.md', ready);
    const { status, stderr } = run(['export', file, '--to', 'html', '--out', file, '--force']);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/is the draft itself/)]);
    expect(text('a.report.md')).toBe(ready);
  });

  it('several drafts go into a folder, and none into the file of another', () => {
    const [one, two] = [put('one.report.md', ready), put('two.md', ready)];
    mkdirSync(path.join(folder, 'pages'));
    expect(run(['export', one, two, '--to', 'html', '--out', path.join(folder, 'pages')]).status).toBe(0);
    expect(readdirSync(path.join(folder, 'pages'))).toEqual(['one.html', 'two.html']);
    expect(run(['export', one, two, '--to', 'html', '--out', path.join(folder, 'x.html')]).stderr).toMatch(
      /there is none of that name/,
    );
    expect(run(['export', one, put('one.md', ready), '--to', 'html']).stderr).toMatch(/would both become/);
  });

  it('one that fails keeps no other from being written', () => {
    const file = put('a.report.md', ready);
    const { status, stderr } = run(['export', path.join(folder, 'none.md'), file, '--to', 'html']);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/none\.md: there is no such file/)]);
    expect(existsSync(path.join(folder, 'a.html'))).toBe(true);
  });

  it('takes pictures from below the folder alone, and says which it left out', () => {
    put('pictures/map.png', png);
    put('outside.png', png);
    mkdirSync(path.join(folder, 'drafts'));
    symlinkSync(path.join(folder, 'outside.png'), path.join(folder, 'drafts/link.png'));
    put('drafts/map.png', png);
    writeFileSync(path.join(folder, 'drafts/not.png'), 'no picture');
    const pictures = [
      'map.png',
      'link.png',
      '../outside.png',
      'none.png',
      'not.png',
      'https://example.org/a.png',
    ];
    const file = put(
      'drafts/a.report.md',
      `${ready}\n${pictures.map((name) => `![The ${name}](${name})`).join('\n\n')}\n`,
    );
    const { status, stderr } = run(['export', file, '--to', 'html', '--allow-unfinished']);
    expect(status).toBe(0);
    expect(stderr.split('\n').map((line) => line.replace(/^.*?: The picture /, ''))).toEqual([
      "'link.png' is not below the draft's folder: its alternative text stands in its place.",
      "'../outside.png' is not below the draft's folder: its alternative text stands in its place.",
      "'none.png' is not there: its alternative text stands in its place.",
      "'not.png' is no PNG or JPEG that can be read: its alternative text stands in its place.",
      "'https://example.org/a.png' is on the web, and nothing is fetched from there: its alternative text stands in its place.",
      '',
    ]);
    expect(text('drafts/a.html')).toContain(
      `<img src="data:image/png;base64,${png.toString('base64')}" alt="The map.png"`,
    );
    expect(text('drafts/a.html')).toContain('The none.png');
  });

  it.each([
    [['export', 'a.md'], 'export needs --to: html or pdf'],
    [['export', 'a.md', '--to', 'rtf'], "--to is html, pdf or docx, not 'rtf'"],
    [['export', '--to', 'html'], 'export needs the path of a draft'],
    [['export', '-', '--to', 'html'], 'export takes files'],
    [['export', 'a.md', '--to', 'html', '--browser', 'x'], '--browser names what prints a PDF'],
    [['check', 'a.md', '--to', 'html'], 'check has no option --to'],
  ])('%j is refused', (args, words) => {
    const { status, stderr } = run(args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe('export --to pdf', { timeout: 180_000 }, () => {
  it('prints by a browser that is there: tagged, with an outline', async () => {
    const { whichChromium } = (await import(new URL('../vscode/browser.mjs', import.meta.url).href)) as {
      whichChromium: () => { executablePath?: string; env?: NodeJS.ProcessEnv };
    };
    const { executablePath, env = {} } = whichChromium();
    const browser = must(executablePath, 'the path of a Chromium: set CHROMIUM_PATH');
    const file = put('a.report.md', ready);
    const { status, stderr } = run(['export', file, '--to', 'pdf', '--browser', browser], { env });
    expect([status, stderr]).toEqual([0, '']);
    const pdf = bytesOf('a.pdf').toString('latin1');
    expect(pdf).toMatch(/^%PDF-/);
    expect(pdf).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(pdf).toContain('/Outlines');
    expect(pdf).toContain('/Lang (en-GB)');
    // A PDF does not say who made it.
    expect(run(['export', file, '--to', 'pdf', '--browser', browser], { env }).stderr).toMatch(
      /a\.pdf: exists already/,
    );
  });

  it('says what to do where there is none', () => {
    const file = put('a.report.md', ready);
    const { status, stderr } = run(['export', file, '--to', 'pdf'], { env: { PATH: folder } });
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/no browser to print with: .*--browser PATH/),
    ]);
    expect(run(['export', file, '--to', 'pdf', '--browser', path.join(folder, 'none')]).stderr).toMatch(
      /none: can't be started: ENOENT/,
    );
    expect(run(['export', file, '--to', 'pdf', '--browser', process.execPath]).stderr).toMatch(
      /printed nothing; is it Chromium/,
    );
    expect(readdirSync(folder)).toEqual(['a.report.md']);
  });
});
