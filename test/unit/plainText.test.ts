import { renameSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import { jsonText, labelText, markdownText, plainText } from '../../src/report/plainText';
import { runs } from '../random';
import { folder, inFolders, put, run } from './commandLine';
import { frontMatter } from './kit';

/** What does something where it is shown, and what it must not be any more. */
const hostile =
  '\u001b]0;owned\u0007\u001b[31m \u0085 \u009b31m a\rb\u2028c \u202egnp.exe\u2066 ::error::x ##[add-mask]y [Fix it](command:x) $(sync)';
const acts = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

describe('text that is shown', () => {
  it('is one line without anything that a terminal obeys or that turns its direction', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(plainText(text)).not.toMatch(acts);
        expect(plainText(text)).toHaveLength(text.length);
      }),
      { numRuns: runs(300) },
    );
    expect(plainText(hostile)).not.toMatch(acts);
  });

  it('keeps words as they are, in whatever script', () => {
    for (const text of ['TŶ HAFAN – ‘yes’', 'Ŵ 👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿', 'עברית', '90 %'])
      for (const shown of [plainText(text), labelText(text)]) expect(shown).toBe(text);
  });

  it('is no link and no icon in a label', () => {
    expect(labelText(hostile)).not.toMatch(/\]\(|\$\(/);
  });

  it('is no Markdown in what is read as Markdown', () => {
    expect(markdownText('**a** [b](command:c) <b> &amp; \n# x')).toBe(
      '\\*\\*a\\*\\* \\[b\\]\\(command\\:c\\) \\<b\\> \\&amp\\; \\# x',
    );
  });

  it('is the same in JSON, written with no such sign', () => {
    const written = jsonText({ hostile }, 2);
    expect(written.replaceAll('\n', '')).not.toMatch(acts);
    expect(written).not.toContain('##[');
    expect(JSON.parse(written)).toEqual({ hostile });
  });
});

it('problems, their places and their fixes are told in plain text', () => {
  const text = `${frontMatter}\n# Title\u202e\u001b\n\nTBC\u001b the the\u0085 [^a\u001b\u202e] ‹a\u001b\u202eb› (AB\u202eC) ABC\n\nRating: **Go\u001bod**\n`;
  const { problems } = checkReport(text.replace('youth-2021', 'youth\u001b-2021'));
  const all = [...problems, ...checkReport(text).problems];
  expect(all.length).toBeGreaterThan(2);
  for (const { message, related, fix, alternatives = [] } of all)
    for (const shown of [message, ...related.map((each) => each.message)].concat(
      [fix, ...alternatives].map((each) => each?.title ?? ''),
    ))
      expect(shown).not.toMatch(acts);
});

describe('the command line', () => {
  inFolders();

  const name = '::error::\u001b[31m\u202e ##[add-mask]x\n::stop-commands::y.report.md';
  /** A line that GitHub Actions takes for a command, as its runner does. */
  const obeyed = (line: string) => line.trimStart().startsWith('::') || line.includes('##[');
  const ours = /^::(?:error|warning|notice) (?:file=[^:]*,)?line=\d+/;

  function hostileDraft(): void {
    put('x.report.md', `${frontMatter}\n# Title\n\n[^a\u001b\u0085\u202e\u009b] TBC ##[x] the the\n`);
    renameSync(path.join(folder, 'x.report.md'), path.join(folder, name));
  }

  it.each(['text', 'json', 'github', 'sarif'])('prints nothing that acts, as %s', (format) => {
    hostileDraft();
    const { stdout, stderr, status } = run(['check', '.', '--format', format]);
    expect(status).not.toBe(2);
    expect(stdout).toMatch(/footnote/);
    for (const line of `${stdout}${stderr}`.split('\n')) {
      expect(line).not.toMatch(acts);
      if (format !== 'github' || !ours.test(line)) expect(obeyed(line), line).toBe(false);
    }
  });

  it.each([
    ['a settings key', '.inspection-report.yaml', '"::stop-commands::z\\e[31m\\n::error::##[x]": 1\n'],
    [
      'a rule in the settings',
      '.inspection-report.yaml',
      'rules:\n  "\\e[31m\\n::error::##[x]\\u202e": off\n',
    ],
    ['a value in the settings', '.inspection-report.yaml', 'rules:\n  score: "\\e[31m\\n::error::##[x]"\n'],
    [
      'a baseline',
      'known.json',
      jsonText({
        version: 1,
        drafts: {
          '\u001b\n::error::##[x].report.md': [
            { rule: '\u001b\n::error::##[x]\u202e', words: 'a', count: 1 },
          ],
        },
      }),
    ],
  ])('tells of %s in lines that act on nothing', (_, file, content) => {
    hostileDraft();
    put(file, content);
    const baseline = file === 'known.json' ? ['--baseline', file] : [];
    for (const format of ['text', 'github']) {
      const { stderr } = run(['check', '.', ...baseline, '--format', format]);
      expect(stderr).not.toBe('');
      for (const line of stderr.split('\n')) {
        expect(line).not.toMatch(acts);
        expect(obeyed(line), line).toBe(false);
      }
    }
  });

  it('tells of options and paths in lines that act on nothing', () => {
    for (const args of [
      ['check', name],
      ['check', `--\u001b[31m${name}`],
      [name],
      ['settings', name],
      ['rate', name],
    ]) {
      const { stderr, status } = run(args);
      expect(status).toBe(2);
      expect(stderr.split('\n').slice(0, -1)).toHaveLength(1);
      for (const line of stderr.split('\n')) {
        expect(line).not.toMatch(acts);
        expect(obeyed(line), line).toBe(false);
      }
    }
  });
});
