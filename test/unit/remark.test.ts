import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import { readSettings } from '../../src/check/settingsFile';
import remarkInspectionReport, { type InspectionReportOptions } from '../../src/remark';
import { draftAsItStands } from '../examples';
import { root } from './built';
import { folder, inFolders, put } from './commandLine';
import { must } from './kit';

inFolders();

const text = draftAsItStands('northbridge.report.md');

function messages(value: string, name: string, options: InspectionReportOptions = {}) {
  const file = new VFile({ value, path: name });
  const processor = unified().use(remarkParse).use(remarkInspectionReport, options);
  processor.runSync(processor.parse(file), file);
  return file.messages;
}

describe('the remark plugin', () => {
  it('gives each problem as a message, with its rule, severity, place, related places and page', () => {
    const { problems, report } = checkReport(text);
    const given = messages(text, 'northbridge.report.md');
    expect(given.map(({ reason, ruleId, source }) => [reason, ruleId, source])).toEqual(
      problems.map(({ message, rule }) => [message, rule, 'inspection-report']),
    );
    given.forEach((message, index) => {
      const { range, severity, related } = must(problems[index]);
      expect(message.place).toEqual({
        start: { ...report.lines.position(range.start), offset: range.start },
        end: { ...report.lines.position(range.end), offset: range.end },
      });
      expect(message).toMatchObject({
        severity,
        related: related.map((each) => ({ message: each.message })),
      });
      expect(message.fatal).toBe(severity === 'error' || severity === 'warning' ? false : undefined);
      expect(existsSync(fileURLToPath(must(message.url)))).toBe(true);
    });
    const score = must(given.find(({ ruleId }) => ruleId === 'score'));
    expect(score.name).toMatch(/^northbridge\.report\.md:\d+:\d+-\d+:\d+$/);
  });

  it('takes settings, and a check for publication', async () => {
    const off = await readSettings('rules: {score: off}', 'settings');
    const rulesOf = (options?: InspectionReportOptions) =>
      messages(text, 'a.report.md', options).map(({ ruleId }) => ruleId);
    expect(rulesOf()).toContain('score');
    expect(rulesOf({ settings: [off] })).not.toContain('score');
    expect(messages(`${text}\n‹place›\n`, 'a.report.md').at(-1)).toMatchObject({
      severity: 'hint',
      fatal: undefined,
    });
    expect(messages(`${text}\n‹place›\n`, 'a.report.md', { publication: true }).at(-1)).toMatchObject({
      severity: 'error',
      fatal: false,
    });
  });

  it('leaves other Markdown alone, unless every file is to be checked', () => {
    expect(messages('# Notes\n', 'notes.md')).toEqual([]);
    expect(messages('# Notes\n', 'notes.md', { everyFile: true })).not.toEqual([]);
  });

  it('counts no byte order mark', () => {
    const places = (value: string) =>
      messages(value, 'a.report.md').map(({ line, column, reason }) => [line, column, reason]);
    expect(places(`\ufeff${text}`)).toEqual(places(text));
  });

  it('works in remark-cli, as it is built', () => {
    put('northbridge.report.md', text);
    put('notes.md', '# Notes\n\nThe score is 1.\n');
    const remark = path.join(root, 'node_modules/remark-cli/cli.js');
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        remark,
        '--no-color',
        '--frail',
        '--use',
        path.join(root, 'dist/remark.mjs'),
        'northbridge.report.md',
        'notes.md',
      ],
      { cwd: folder, encoding: 'utf8', timeout: 50_000 },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^northbridge\.report\.md$/m);
    expect(stderr).toMatch(/^ *\d+:\d+-\d+:\d+ +warning +The score .* score +inspection-report$/m);
    expect(stderr).toMatch(/notes\.md: no issues found/);
  });

  it('is what the package exports under /remark', () => {
    const { exports } = createRequire(import.meta.url)(path.join(root, 'package.json')) as {
      exports: Record<string, { import: string }>;
    };
    expect(exports['./remark']?.import).toBe('./dist/remark.mjs');
  });
});
