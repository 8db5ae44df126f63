import { describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { complaintsIn, folder, inFolders, put, run, text } from './commandLine';
import { cleanDraft } from '../examples';
import { manners, printedPage, printedText } from '../corpus/printing';
import { must } from './kit';

inFolders();

const printed = printedText(cleanDraft('northbridge.report.md'), must(manners['tabs and raised figures']));

describe('import', () => {
  it('makes a draft beside the report, says what was left out, and checks it', () => {
    put('northbridge.txt', printed);
    const { status, stdout, stderr } = run(['import', 'northbridge.txt']);
    expect(stderr).toBe('');
    expect(stdout).toContain('northbridge.report.md: made of northbridge.txt, for youth-2021\n');
    expect(stdout).toContain('  left out: the list of contents (');
    expect(stdout).toContain('1 draft');
    expect(status).toBe(run(['check', 'northbridge.report.md']).status);
    expect(run(['rate', 'northbridge.report.md']).stdout).toContain('Score     stated');
  });

  it('leaves a draft as it is that somebody wrote on, unless it is forced to replace it', () => {
    put('northbridge.txt', printed);
    run(['import', 'northbridge.txt']);
    // The same again is no change.
    expect(run(['import', 'northbridge.txt']).stderr).toBe('');
    const edited = `${text('northbridge.report.md')}\nMine.\n`;
    put('northbridge.report.md', edited);
    const refused = run(['import', 'northbridge.txt']);
    expect(refused.status).toBe(2);
    expect(complaintsIn(refused)).toEqual([
      expect.stringMatching(
        /^inspection-report: northbridge\.report\.md: exists already and is left as it is; .*--force/,
      ),
    ]);
    expect(text('northbridge.report.md')).toBe(edited);
    run(['import', 'northbridge.txt', '--force']);
    expect(text('northbridge.report.md')).not.toContain('Mine.');
  });

  it('takes several files into a folder, and web pages as well', () => {
    put('a.html', printedPage(cleanDraft('northbridge.report.md')));
    put('b.txt', printed);
    put('drafts/.keep', '');
    expect(run(['import', 'a.html', 'b.txt', '--out', 'drafts']).stdout).toContain('2 drafts');
    for (const name of ['a', 'b'])
      expect(existsSync(path.join(folder, `drafts/${name}.report.md`))).toBe(true);
  });

  it('says which framework it may be where that is not clear, and takes the one that is named', () => {
    put('notes.txt', 'Foreword\n\nNothing of the kind.\n');
    const { status, stderr } = run(['import', 'notes.txt']);
    expect(status).toBe(2);
    expect(stderr).toContain('notes.txt: which framework');
    expect(stderr).toContain('youth-2021 or youth-2018');
    expect(existsSync(path.join(folder, 'notes.report.md'))).toBe(false);
    run(['import', 'notes.txt', '--framework', 'youth-2018']);
    expect(text('notes.report.md')).toContain('framework: youth-2018\n');
  });

  it.each([
    [['import', 'report.pdf'], 'report.pdf: can’t come in'],
    [['import', 'missing.txt'], 'missing.txt: there is no such file'],
    [['import', 'a.txt', '--framework', 'youth'], "--framework: there is no 'youth'"],
    [['import', 'a.txt', 'b.txt', '--out', 'nowhere'], '--out: where several files come in'],
  ])('%j is refused', (args, words) => {
    const { status, stderr } = run(args);
    expect(status).toBe(2);
    expect(stderr.replaceAll("can't", 'can’t')).toContain(words);
  });
});
