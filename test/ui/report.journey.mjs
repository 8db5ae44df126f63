import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { journey, waitFor } from './workbench.mjs';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');

/** The same report from the command line, for its lines. */
const written = execFileSync(
  process.execPath,
  [
    cli,
    'new',
    ...['--framework', 'youth-2021', '--area', 'Eastvale', '--service', 'Eastvale Youth Justice Service'],
    ...[
      '--fieldwork',
      '2026-09-14',
      '--published',
      '2026-10',
      '--cases',
      'court-disposals=12',
      '--cases',
      'out-of-court-disposals=20',
    ],
    ...['--cases', 'resettlement=0'],
  ],
  { encoding: 'utf8' },
).split('\n');
const lineOf = (/** @type {string} */ text, from = 0) => {
  const line = written.findIndex((each, index) => index >= from && each.startsWith(text));
  assert.notEqual(line, -1, `the new report has a line ${text}`);
  return line + 1;
};

await journey(
  'a report, from nothing to a rated standard',
  { folder: 'test/host/workspace', viewport: { width: 1400, height: 900 } },
  async (workbench) => {
    const { page } = workbench;
    const title = 'Inspection report: New inspection report…';

    // Thinking better of it leaves nothing behind.
    await workbench.runCommand(title);
    const first = page.locator('.quick-input-list .monaco-list-row').first();
    await first
      .filter({ hasText: 'Short form since 2024' })
      .filter({ hasText: "The form of today's reports" })
      .waitFor();
    await workbench.screenshot('which form of report');
    await workbench.answer('New inspection report (1 of 10)');
    await page.locator('.quick-input-widget', { hasText: 'Which area was inspected?' }).waitFor();
    await workbench.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    assert.equal(await page.locator('.tabs-container .tab').count(), 0);

    await workbench.runCommand(title);
    await workbench.answer('New inspection report (1 of 10)');
    await workbench.answer('Which area was inspected?', 'Eastvale');
    await workbench.answer('full name of the service');
    await workbench.answer('for short');
    await workbench.answer('did fieldwork start', '14 September');
    await page.locator('.quick-input-widget', { hasText: 'like 14 September 2026 or 14/09/2026' }).waitFor();
    await workbench.screenshot('a date that will not do');
    // As people write dates; it is said back as the report will print it.
    await page.locator('.quick-input-widget .quick-input-box input').fill('14/09/2026');
    await page
      .locator('.quick-input-widget .quick-input-message', { hasText: '14 September 2026' })
      .waitFor();
    await workbench.screenshot('a date that is understood');
    await workbench.answer('(5 of 10)', '14/09/2026');
    await workbench.answer('(6 of 10)', 'October 2026');
    await workbench.answer('(7 of 10)', '');
    await workbench.answer('(8 of 10)', '12');
    await workbench.answer('(9 of 10)', '20');
    await workbench.answer('(10 of 10)', '0');

    // The first place to fill in is chosen, and Tab goes on to the next.
    await workbench.waitForText('# An inspection of youth justice services in Eastvale');
    await page.locator('.tab', { hasText: 'eastvale.report.md' }).waitFor();
    await workbench.waitForText('HM Inspectorate of Probation, October 2026');
    await workbench.type('Ann Example');
    await workbench.waitForText('led by HM Inspector Ann Example, supported');
    await workbench.press('Tab');
    await workbench.screenshot('new report');
    await workbench.waitForProblems('no problem but what is unfinished', (list) => list.length === 0);

    // A standard: counts as they come from the case assessments, and the rating that follows.
    const section = lineOf('### 2.1. Assessment');
    const row = lineOf('| how to', section);
    for (const [index, count] of ['9/12', '8/12', '11/12'].entries()) {
      const line = row + index;
      await workbench.goTo(line, written[line - 1].length);
      await workbench.type(count);
    }
    await page.locator('.codelens-decoration', { hasText: 'Good · lowest 67%' }).waitFor();
    await workbench.runCommand('Inspection report: Turn counts into percentages');
    await workbench.waitForText('keep the child safe? | 67% |');
    await workbench.runCommand('Inspection report: Set the rating of a standard…');
    await workbench.answer('Rating of 2.1 Assessment');
    await workbench.waitForText('Rating: **Good**');
    await workbench.screenshot('a rated standard');

    // The page follows, and the draft is saved under its name.
    await workbench.runCommand('Inspection report: Bring the ratings page up to date');
    await workbench.waitForNotification('The ratings page is up to date. 11 standards are not rated yet.');
    await workbench.goTo(lineOf('| 2.1. Assessment'));
    await workbench.waitForText('| 2.1. Assessment | Good |');
    await workbench.press('ControlOrMeta+S');
    const file = path.join(workbench.folder, 'eastvale.report.md');
    await waitFor(
      'the file',
      async () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''),
      (text) => text.includes('| 2.1. Assessment | Good |'),
    );

    // Where the bold belongs is said; nothing else is wrong.
    const [bold, ...others] = await workbench.waitForProblems('the bold', (list) => list.length === 1);
    assert.equal(bold.code, 'lowest-in-bold');
    assert.deepEqual(others, []);
    await workbench.runCommand('Inspection report: Fix all safe problems');
    await workbench.waitForProblems('no problem', (list) => list.length === 0);

    // What is left is gone through with Tab, long after the questions of the beginning; nothing is blanked.
    await workbench.press('ControlOrMeta+Home');
    await workbench.runCommand('Inspection report: Go to the next place to fill in');
    await page.locator('.statusbar-item', { hasText: /^Ln 9, Col 7$/ }).waitFor();
    await workbench.type('978-1-9999999-0-2');
    await workbench.waitForText('isbn: 978-1-9999999-0-2');
    const selected = page.locator('.statusbar-item', { hasText: /selected\)/ });
    await workbench.press('Tab');
    await selected.waitFor();
    await workbench.type('nine');
    await selected.waitFor({ state: 'hidden' });
    await workbench.press('Tab');
    await selected.waitFor();
    await workbench.press('Tab');
    await selected.waitFor();
    await workbench.press('Shift+Tab');
    await selected.waitFor();
    await workbench.press('ControlOrMeta+S');
    const saved = await waitFor(
      'the file with what was filled in',
      async () => fs.readFileSync(file, 'utf8'),
      (text) => text.includes('nine'),
    );
    assert.doesNotMatch(saved, /\S {3,}\S|\t/);

    // Why it is not ready, with the place of each.
    await workbench.runCommand('Inspection report: Check for publication');
    const unready = page.locator('.monaco-list[aria-label="Before publication"] .monaco-list-row');
    await unready.filter({ hasText: /^To fill in/ }).waitFor();
    await unready.filter({ hasText: 'Foreword: ' }).first().waitFor();
    await workbench.screenshot('before publication');
  },
);
