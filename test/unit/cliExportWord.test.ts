import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDraft } from '../../src/report/draft';
import { readZip } from '../../src/word/package/zip';
import { readSource } from '../../src/word/source';
import { readXml } from '../../src/word/xml/readXml';
import { cleanDraft, draftAsItStands } from '../examples';
import { bytesOf, folder, inFolders, put, run, text } from './commandLine';
import { must } from './kit';
import { readingOfDraft, readingOfWord } from './wordReading';

inFolders();

const ready = cleanDraft('northbridge.report.md');
const unfinished = draftAsItStands('northbridge.report.md');

const sourceIn = (name: string) =>
  readSource(readXml(must(readZip(bytesOf(name)).get('customXml/item1.xml'))));

describe('export --to docx', () => {
  it('writes a copy for review beside the draft, finished or not, and says what is in it', async () => {
    const file = put('northbridge.report.md', unfinished);
    const { status, stdout, stderr } = run(['export', file, '--to', 'docx']);
    const target = path.join(folder, 'northbridge.review.docx');
    expect([status, stdout]).toEqual([0, `${target} is written.\n`]);
    expect(stderr).toMatch(
      /northbridge\.review\.docx: It holds the draft itself, with its front matter .* not to be sent on\.\n$/,
    );
    expect((await sourceIn('northbridge.review.docx'))?.text).toBe(unfinished);
    expect((await readingOfWord(bytesOf('northbridge.review.docx'))).words).toEqual(
      readingOfDraft(unfinished).words,
    );
  });

  it('for accuracy: keeps the draft as it was sent, which is no draft any more', async () => {
    const file = put('northbridge.report.md', `\ufeff${unfinished}`);
    expect(run(['export', file, '--to', 'docx', '--for', 'accuracy'])).toMatchObject({
      status: 0,
      stderr: '',
    });
    const digest = createHash('sha256').update(unfinished).digest('hex');
    const kept = `northbridge.sent-${digest.slice(0, 12)}.txt`;
    expect(readdirSync(folder)).toEqual(['northbridge.accuracy.docx', 'northbridge.report.md', kept]);
    expect(text(kept)).toBe(`\ufeff${unfinished}`);
    expect(isDraft(kept, unfinished)).toBe(false);
    expect(await sourceIn('northbridge.accuracy.docx')).toEqual({ digest, text: undefined });
    // Again it is kept already; another text under that name is left as it is.
    expect(run(['export', file, '--to', 'docx', '--for', 'accuracy']).status).toBe(0);
    put(kept, 'Mine');
    expect(run(['export', file, '--to', 'docx', '--for', 'accuracy'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exists already and is left as it is') as string,
    });
    expect(text(kept)).toBe('Mine');
  });

  it('final: is refused, with the list, while a check for publication has errors', () => {
    const file = put('northbridge.report.md', unfinished);
    const refused = run(['export', file, '--to', 'docx', '--for', 'final']);
    expect([refused.status, readdirSync(folder)]).toEqual([1, ['northbridge.report.md']]);
    expect(refused.stdout).toMatch(/The score/);
    expect(run(['export', file, '--to', 'docx', '--for', 'final', '--allow-unfinished']).status).toBe(0);
    put('northbridge.report.md', ready);
    expect(run(['export', file, '--to', 'docx', '--for', 'final'])).toMatchObject({ status: 0, stderr: '' });
    expect([...readZip(bytesOf('northbridge.docx')).keys()].join()).not.toContain('customXml');
  });

  it('overwrites its own documents, and others only when it is forced to', () => {
    const file = put('a.report.md', ready);
    put('a.docx', 'Mine');
    const final = ['export', file, '--to', 'docx', '--for', 'final'];
    expect(run(final).stderr).toMatch(/a\.docx: exists already and was not written by this program/);
    expect(text('a.docx')).toBe('Mine');
    expect(run([...final, '--force']).status).toBe(0);
    expect(run(final).status).toBe(0);
  });

  it('says what --for can be, and that pages are always final', () => {
    const file = put('a.report.md', ready);
    expect(run(['export', file, '--to', 'docx', '--for', 'friends']).stderr).toMatch(
      /--for is review, accuracy or final/,
    );
    expect(run(['export', file, '--to', 'html', '--for', 'review']).stderr).toMatch(
      /a page or PDF is always final/,
    );
    expect(run(['export', file, '--to', 'html', '--for', 'final']).status).toBe(0);
  });
});
