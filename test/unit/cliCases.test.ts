import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { draftAsItStands } from '../examples';
import { root } from './built';
import { complaintsIn, folder, inFolders, put, run, text } from './commandLine';

inFolders();

const draft = draftAsItStands('northbridge.report.md');
const example = (name: string) => path.join(root, 'examples', name);
const caseNumbers = /[CD]-\d\d/;

describe('inspection-report cases', () => {
  it('shows what the data make of a draft, and writes nothing', () => {
    put('a.report.md', draft);
    const shown = ['northbridge-cases.csv', 'northbridge-answers.csv', 'northbridge-cases.xlsx'].map((name) =>
      run(['cases', example(name), 'a.report.md']),
    );
    for (const { status, stdout, stderr } of shown) {
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toBe(shown[0]?.stdout);
      expect(stdout).toContain('\n  3.3.1  13 of 14, 93% (95% → 93%)  Does service delivery');
      expect(stdout).toMatch(/\nNothing is written yet: --write writes it\.\n$/);
      expect(stdout).not.toMatch(caseNumbers);
    }
    expect(text('a.report.md')).toBe(draft);
  });

  it('writes it, and keeps a byte order mark', () => {
    put('a.report.md', `\ufeff${draft}`);
    const { status, stdout } = run(['cases', example('northbridge-cases.csv'), 'a.report.md', '--write']);
    expect([status, stdout.split('\n').at(-2)]).toEqual([0, 'a.report.md is written.']);
    // The lowest percentage is bold there now, too.
    const written = draft
      .replace('| 95% |', '| 93% |')
      .replace('Does planning focus sufficiently on keeping other people safe? | 71% |', (row) =>
        row.replace('71%', '**71%**'),
      );
    expect(text('a.report.md')).toBe(`\ufeff${written}`);
  });

  it('prints what its schema describes', () => {
    put('a.report.md', draft);
    const { stdout } = run([
      ...['cases', example('northbridge-cases.csv'), 'a.report.md', '--format', 'json', '--as', 'counts'],
    ]);
    const output = JSON.parse(stdout) as { standards: Record<string, { questions: Record<string, object> }> };
    const schema = JSON.parse(
      readFileSync(path.join(root, 'docs/schema/cases.schema.json'), 'utf8'),
    ) as object;
    const validate = new Ajv({ strict: true }).compile(schema);
    expect(validate(output), JSON.stringify(validate.errors)).toBe(true);
    expect(output.standards['3.3']?.questions['3.3.1']).toEqual({
      yes: 13,
      of: 14,
      percent: 93,
      before: '95%',
      after: '13/14',
    });
    expect(stdout).not.toMatch(caseNumbers);
  });

  it('refuses data with a fault, says where, and writes nothing', () => {
    put('a.report.md', draft);
    const lines = readFileSync(example('northbridge-cases.csv'), 'utf8').split('\r\n');
    put('twice.csv', [...lines.slice(0, 4), lines[3], ...lines.slice(4)].join('\n'));
    put('strange.csv', lines.join('\n').replace('Yes', 'n/a'));
    for (const [name, said] of [
      ['twice.csv', 'twice.csv: The case in row 5 stands in a row before, too: two answers for one case.'],
      ['strange.csv', 'or as no. Say so with --not-applicable yes or --not-applicable no.'],
    ] as const) {
      const ran = run(['cases', name, 'a.report.md', '--write']);
      expect([ran.status, ran.stdout, complaintsIn(ran).length]).toEqual([2, '', 1]);
      expect(ran.stderr).toContain(said);
      expect(ran.stderr).not.toMatch(caseNumbers);
    }
    expect(text('a.report.md')).toBe(draft);
    expect(run(['cases', 'strange.csv', 'a.report.md', '--not-applicable', 'yes']).status).toBe(0);
  });

  it('says what it needs', () => {
    put('a.report.md', draft);
    for (const [args, said] of [
      [['a.report.md', 'data.csv'], 'a.report.md: is a draft by its name; cases takes the data first'],
      [['data.csv', 'a.report.md'], 'data.csv: there is no such file or folder'],
      [[folder, 'a.report.md'], `${folder}: is a folder`],
      [['data.csv'], 'cases takes the data and one draft'],
      [['data.csv', 'a.report.md', '--as', 'shares'], "--as is counts or percentages, not 'shares'"],
    ] as const) {
      const ran = run(['cases', ...args]);
      expect([ran.status, ran.stdout, complaintsIn(ran).length]).toEqual([2, '', 1]);
      expect(ran.stderr).toContain(said);
    }
  });
});
