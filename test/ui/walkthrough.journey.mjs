import { journey } from './workbench.mjs';

await journey(
  'the first steps lead from the example to a report of one’s own',
  { folder: 'test/host/workspace', viewport: { width: 1400, height: 900 } },
  async (workbench) => {
    const { page } = workbench;
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.answer('First steps', 'First steps');
    const steps = page.locator('.getting-started-step');
    await steps.first().waitFor();
    await workbench.screenshot('walkthrough');
    for (const title of [
      'Open the example draft',
      'See what does not agree',
      'Put it right',
      'See it as a report',
      'Start a report',
    ])
      await steps.filter({ hasText: title }).first().waitFor();
    const image = page.locator('.getting-started-media img, .getting-started-media svg').first();
    await image.waitFor();

    // The step's own button opens the example.
    await page.locator('.getting-started-step.expanded .monaco-button').first().focus();
    await workbench.press('Enter');
    await workbench.waitForText('# An inspection of youth justice services in Northbridge');
    await workbench.waitForProblems('its slips', (list) => list.length === 7);
  },
);
