import fs from 'node:fs';
import path from 'node:path';
import { journey, waitFor } from './workbench.mjs';

await journey(
  'a text that is there already becomes a draft, by the questions of a new one',
  { folder: 'test/host/workspace', viewport: { width: 1400, height: 900 } },
  async (workbench) => {
    const { page } = workbench;
    fs.writeFileSync(
      path.join(workbench.folder, 'eastvale.report.md'),
      '# An inspection of youth justice services in Eastvale\n\n## Foreword\n\nThe service works with 40 children.\n',
    );
    await workbench.runCommand('Go to File...');
    await page.locator('.quick-input-widget .quick-input-box input').fill('eastvale.report.md');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'eastvale.report.md' })
      .first()
      .waitFor();
    await workbench.press('Enter');
    await workbench.waitForText('# An inspection of youth justice services in Eastvale');

    // What is wrong is one problem, and its fix asks.
    const [problem] = await workbench.waitForProblems('the block at the top', (list) => list.length > 0);
    await workbench.goTo(problem.line, problem.column);
    await workbench.applyQuickFix('Put the block at the top in…');
    await workbench.answer('The block at the top of a draft (1 of 10)');
    // The place is taken from the title.
    await waitFor(
      'the place in the title',
      () => page.locator('.quick-input-widget .quick-input-box input').inputValue(),
      (value) => value === 'Eastvale',
    );
    await workbench.screenshot('front matter questions');
    for (const step of [2, 3, 4]) await workbench.answer(`(${step} of 10)`);
    await workbench.answer('(5 of 10)', '14th Sept 2026');
    for (const step of [6, 7, 8, 9]) await workbench.answer(`(${step} of 10)`);
    await workbench.answer('(10 of 10)', '0');
    await workbench.waitForText('fieldwork: 2026-09-14');
    await workbench.waitForText('area: Eastvale');
    await workbench.waitForText('The service works with 40 children.');
    await page.locator('.statusbar-item', { hasText: '0/36 so far' }).waitFor();
    await workbench.screenshot('front matter put in');
  },
);
