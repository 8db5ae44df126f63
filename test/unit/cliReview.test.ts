import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ReviewOutput } from '../../src/cli/outputSchema';
import { draftAsItStands } from '../examples';
import { folder, inFolders, run } from './commandLine';
import { root } from './built';
import { Reviewer } from './wordEdits';

inFolders();

const sent = draftAsItStands('northbridge.report.md');

/** Exports the draft, lets somebody change the copy, and says the paths of both. */
function copyOf(purpose: 'review' | 'accuracy', change: (reviewer: Reviewer) => void): [string, string] {
  const draft = path.join(folder, 'northbridge.report.md');
  writeFileSync(draft, sent);
  run(['export', draft, '--to', 'docx', '--for', purpose]);
  const copy = path.join(folder, `northbridge.${purpose}.docx`);
  const reviewer = new Reviewer(readFileSync(copy));
  change(reviewer);
  writeFileSync(copy, reviewer.bytes);
  return [draft, copy];
}

const tracked = (reviewer: Reviewer) =>
  void reviewer.replace('port town', 'harbour town', 'Northbridge is a port town');
const silent = (reviewer: Reviewer) => void reviewer.silently('140,000', '150,000', 'Northbridge is a');

describe('review', () => {
  it('lists nothing where nothing was changed', () => {
    const { status, stdout } = run(['review', ...copyOf('review', () => undefined)]);
    expect(stdout).toContain(
      '0 tracked changes, 0 changes that nobody tracked; 0 of them in conflict. 0 comments.',
    );
    expect(status).toBe(0);
  });

  it('prints what came back as JSON by its schema, with 1 for what nobody tracked', () => {
    const files = copyOf('review', (reviewer) => {
      tracked(reviewer);
      silent(reviewer);
      reviewer.comment('Is it?', 'Northbridge is a');
    });
    const { status, stdout } = run(['review', ...files, '--format', 'json']);
    const output = JSON.parse(stdout) as ReviewOutput;
    const schema = JSON.parse(
      readFileSync(path.join(root, 'docs/schema/review.schema.json'), 'utf8'),
    ) as object;
    const validate = new Ajv({ strict: true }).compile(schema);
    expect(validate(output), JSON.stringify(validate.errors)).toBe(true);
    const line = sent.split('\n').findIndex((words) => words.includes('a port town')) + 1;
    expect(output).toMatchObject({
      base: 'embedded',
      baseFile: null,
      changes: [
        {
          kind: 'replacement',
          tracked: true,
          author: 'Sam Reviewer',
          line,
          before: 'port town',
          after: 'harbour town',
        },
        { kind: 'replacement', tracked: false, author: null, line, before: '140,000', after: '150,000' },
      ],
      comments: [{ author: 'Sam Reviewer', text: 'Is it?', line, resolved: false, replies: [] }],
    });
    expect(status).toBe(1);
  });

  it('makes with --apply what has no conflict, and knows it again', () => {
    const [draft, copy] = copyOf('review', tracked);
    expect(run(['review', draft, copy, '--apply']).status).toBe(0);
    expect(readFileSync(draft, 'utf8')).toBe(sent.replace('a port town', 'a harbour town'));
    expect(run(['review', draft, copy]).stdout).toContain('It stands in the draft already.');
    writeFileSync(draft, sent.replace('a port town', 'an inland town'));
    const conflict = run(['review', draft, copy, '--apply']);
    expect(conflict.stdout).toContain('In conflict: the draft was changed here since the copy was sent.');
    expect(conflict.status).toBe(1);
    expect(readFileSync(draft, 'utf8')).toBe(sent.replace('a port town', 'an inland town'));
  });

  it("holds the service's copy against what was kept when it was sent, and says so where that is gone", () => {
    const [draft, copy] = copyOf('accuracy', tracked);
    writeFileSync(draft, `${sent}\nA new paragraph.\n`);
    const output = JSON.parse(run(['review', draft, copy, '--format', 'json']).stdout) as ReviewOutput;
    expect(output.base).toBe('sent');
    expect(output.baseFile).toMatch(/northbridge\.sent-[\da-f]{12}\.txt$/);
    expect(output.changes).toHaveLength(1);
    writeFileSync(output.baseFile ?? '', 'Something else.');
    const { stdout, stderr } = run(['review', draft, copy, '--format', 'json']);
    expect((JSON.parse(stdout) as ReviewOutput).base).toBe('current');
    expect(stderr).toContain('is not the text that was sent');
  });

  it('prints the sign-off list, in which nothing is a formula', () => {
    const files = copyOf('review', (reviewer) => void reviewer.comment('=1+1', 'Northbridge is a'));
    const rows = parse(run(['review', ...files, '--format', 'csv']).stdout, { bom: true, columns: true });
    expect(rows).toMatchObject([
      { 'What they ask': "'=1+1", By: 'Sam Reviewer', Taken: 'open', Why: 'To be answered.' },
    ]);
  });

  it('says in one line what it can’t read', () => {
    const draft = path.join(folder, 'northbridge.report.md');
    writeFileSync(draft, sent);
    for (const [other, message] of [
      ['gone.docx', 'there is no such file or folder'],
      ['northbridge.report.md', 'it is no Word document (.docx)'],
    ] as const) {
      const { status, stdout, stderr } = run(['review', draft, path.join(folder, other)]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain(message);
      expect(stderr.trimEnd()).not.toContain('\n');
    }
    expect(run(['review', draft]).status).toBe(2);
  });
});
