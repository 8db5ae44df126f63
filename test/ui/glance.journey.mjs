import assert from 'node:assert/strict';
import { journey, waitFor } from './workbench.mjs';

await journey(
  'ratings are seen at a glance, and one finds the way, by keyboard',
  { folder: 'examples', file: 'northbridge.report.md', viewport: { width: 1400, height: 900 } },
  async (workbench) => {
    const { page } = workbench;
    const labels = (/** @type {string} */ rows) =>
      page.locator(rows).evaluateAll((elements) => elements.map((element) => element.ariaLabel ?? ''));

    // In the status bar, in words.
    const entry = page.locator('.statusbar-item', { hasText: '23/36 Good' });
    await entry.waitFor();
    const spoken = await entry.locator('a').getAttribute('aria-label');
    assert.equal(spoken, 'Inspection report: 23/36 Good, score 23 of 36, stated 25/36');

    // Above the headings.
    await workbench.goTo(251);
    await page
      .locator('.codelens-decoration', { hasText: 'Outstanding · lowest 82% (2.1.2 and 2.1.3)' })
      .waitFor();
    await workbench.screenshot('lenses');

    // In a view of its own, which a screen reader can read out.
    await entry.locator('a').click();
    const rows = '.monaco-list[aria-label="Ratings"] .monaco-list-row';
    const view = await waitFor(
      'the list of ratings',
      () => labels(rows),
      (seen) => seen.length >= 3,
    );
    assert.equal(view[0], 'Overall rating: Good');
    assert.equal(view[1], 'Score: 23/36, stated 25/36, 1 error');
    await workbench.screenshot('ratings view');
    const focused = page.locator(`${rows}.focused`);
    await waitFor(
      'standard 2.2 in the list',
      async () => {
        await workbench.press('ArrowDown');
        return (await focused.first().getAttribute('aria-label')) ?? '';
      },
      (label) => label.startsWith('2.2 Planning'),
    );
    await workbench.press('Enter');
    await page.locator('.statusbar-item', { hasText: /^Ln 273, Col 5/ }).waitFor();
    // The focus is in the draft, and what is typed is followed.
    await workbench.type('The ');
    await page.locator('.statusbar-item', { hasText: '21/36 so far' }).waitFor();
    for (let typed = 0; typed < 'The '.length; typed++) await workbench.press('Backspace');
    await entry.waitFor();

    // It stays while the settings are open.
    await workbench.runCommand('Preferences: Open Settings (UI)');
    await page.locator('.settings-editor').waitFor();
    assert.ok((await labels(rows)).length > 0);
    assert.ok(await entry.isVisible());
    await workbench.screenshot('ratings view beside the settings');
  },
);
