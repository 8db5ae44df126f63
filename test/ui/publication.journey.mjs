import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { journey, waitFor } from './workbench.mjs';

await journey(
  'why a report is not ready stands in a list until it is, whatever happens to its file',
  { folder: 'test/host/workspace', viewport: { width: 1400, height: 900 } },
  async (workbench) => {
    const { page } = workbench;
    const rows = page.locator('.monaco-list[aria-label="Before publication"] .monaco-list-row');
    const list = async () => rows.evaluateAll((elements) => elements.map((each) => each.ariaLabel ?? ''));
    const listed = (/** @type {string} */ what, /** @type {(rows: string[]) => boolean} */ accept) =>
      waitFor(what, list, accept);
    const score = (/** @type {string[]} */ lines) =>
      lines.some((line) => line.includes('Ratings: The score'));

    await workbench.runCommand('Inspection report: Open the example draft');
    await workbench.waitForText('# An inspection of youth justice services in Northbridge');
    await workbench.runCommand('Inspection report: Check for publication');
    await listed('the list', score);
    await workbench.screenshot('publication list');
    await page.locator('.statusbar-item', { hasText: 'for publication' }).waitFor();

    // The first save gives the draft its file.
    await workbench.press('ControlOrMeta+1');
    await workbench.press('ControlOrMeta+S');
    const file = path.join(workbench.folder, 'northbridge.report.md');
    await waitFor('the file', async () => fs.existsSync(file), Boolean);
    await page.locator('.statusbar-item', { hasText: 'for publication' }).waitFor();
    await listed('the list after the first save', score);

    // Under another name.
    await page.locator('.tab.dirty').waitFor({ state: 'hidden' });
    await workbench.press('ControlOrMeta+1');
    await workbench.runCommand('File: Save As...');
    // The dialog puts the old name in when it has looked at the folder.
    const input = page.locator('.quick-input-widget .quick-input-box input');
    await waitFor(
      'the name that is offered',
      () => input.inputValue(),
      (name) => name.includes('northbridge.report.md'),
    );
    await workbench.answer('Save As', path.join(workbench.folder, 'final.report.md'));
    await page.locator('.tab', { hasText: 'final.report.md' }).waitFor();
    await page.locator('.statusbar-item', { hasText: 'for publication' }).waitFor();
    await listed('the list under another name', score);

    // Tomorrow. A browser keeps the state of its workbench after a while.
    await waitFor(
      'what is kept',
      () => page.evaluate(keptState),
      (kept) => kept.includes('final.report.md'),
    );
    await page.reload();
    await page.locator('.monaco-workbench').waitFor();
    await workbench.runCommand('Go to File...');
    await page.locator('.quick-input-widget .quick-input-box input').fill('final.report.md');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'final.report.md' })
      .first()
      .waitFor();
    await workbench.press('Enter');
    await workbench.waitForText('framework: youth-2021');
    await page.locator('.statusbar-item', { hasText: 'for publication' }).waitFor();
    await workbench.runCommand('Inspection report: Show the ratings');
    const before = await listed('the list after a reload', score);

    // It empties as one goes.
    await workbench.press('ControlOrMeta+1');
    await workbench.runCommand('Inspection report: Bring the ratings page up to date');
    const after = await listed('the list without the score', (lines) => lines.length > 0 && !score(lines));
    assert.ok(after.length < before.length);
    await workbench.runCommand('Inspection report: Back to drafting: end the check for publication');
    await page
      .locator('.pane-body .welcome-view-content', { hasText: 'Before a report goes to print' })
      .waitFor();
    await workbench.screenshot('back to drafting');
  },
);

/** What the page has kept of which drafts are checked for publication. */
async function keptState() {
  const wait = (/** @type {IDBRequest} */ request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const found = [];
  for (const { name } of await window.indexedDB.databases()) {
    const database = /** @type {IDBDatabase} */ (await wait(window.indexedDB.open(name ?? '')));
    for (const store of database.objectStoreNames)
      found.push(...(await wait(database.transaction(store).objectStore(store).getAll())));
    database.close();
  }
  return found.filter((value) => String(value).includes('forPublication')).join('\n');
}
