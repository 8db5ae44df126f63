import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { journey, waitFor } from './workbench.mjs';

const draft = readFileSync(
  path.resolve(import.meta.dirname, '../../examples/northbridge.report.md'),
  'utf8',
).split('\n');
const lineOf = (/** @type {string} */ text) => draft.findIndex((each) => each.startsWith(text)) + 1;

await journey(
  'what belongs where the cursor is comes up while typing',
  { folder: 'examples', file: 'northbridge.report.md', viewport: { width: 1400, height: 900 } },
  async (workbench) => {
    const { page } = workbench;
    await workbench.waitForProblems('the extension', (list) => list.length === 7);
    // From the end of the draft to its beginning, so that the lines stay where they are.

    // A question of a table.
    const question = lineOf('| Does planning focus sufficiently on keeping the child safe?');
    await workbench.goTo(question);
    await workbench.press('Shift+End');
    await workbench.type('|');
    await workbench.waitForSuggestion('Does planning focus sufficiently on keeping the child safe?');
    await workbench.screenshot('completion of a question');
    await workbench.takeSuggestion('Does planning focus sufficiently on keeping the child safe?');
    await workbench.type('8/11');
    await workbench.waitForText('| Does planning focus sufficiently on keeping the child safe? | 8/11 |');

    // Suggestions while typing are off in Markdown; they are offered at the first change, and never again.
    await workbench.waitForNotification('VS Code shows no suggestions while you type in Markdown.');

    // The rating, the one that follows from the table first.
    const rating = lineOf('### 2.2. Planning') + 4;
    await workbench.goTo(rating);
    await workbench.press('Shift+End');
    await workbench.type('Rating:');
    await workbench.takeSuggestion('Good');
    await workbench.waitForText('Rating: **Good**');

    // A footnote.
    const introduction = lineOf('Our rating[^lowest] for planning');
    await workbench.goTo(introduction, 'Our rating'.length + 1);
    for (let mark = 0; mark < '[^lowest]'.length; mark++) await workbench.press('Delete');
    await workbench.type('[^');
    await workbench.takeSuggestion('lowest');
    await workbench.waitForText('Our rating[^lowest] for planning');

    // The heading of the next standard.
    const heading = lineOf('### 2.2. Planning');
    await workbench.goTo(heading);
    await workbench.press('Shift+End');
    await workbench.type('###');
    await workbench.takeSuggestion('2.2. Planning');
    await workbench.waitForText('### 2.2. Planning');

    // A comment that turns a rule off.
    const score = lineOf('Score: 25/36');
    await workbench.goTo(score - 1);
    await workbench.press('Enter');
    await workbench.type('<!--');
    await workbench.takeSuggestion('inspection-report-disable-next-line');
    await workbench.takeSuggestion('score');
    await workbench.waitForText('<!-- inspection-report-disable-next-line score -- reason -->');

    // The front matter.
    const layout = lineOf('area: Northbridge') + 1;
    await workbench.goTo(layout);
    await workbench.press('Enter');
    await workbench.press('ArrowUp');
    await workbench.press('Control+Space');
    await workbench.takeSuggestion('layout');
    await workbench.takeSuggestion('short');
    await workbench.waitForText('layout: short');

    // What is missing here, from the palette.
    await workbench.goTo(lineOf('Plans were short') + 3);
    await workbench.press('Home');
    await workbench.press('Enter');
    await workbench.press('ArrowUp');
    await workbench.runCommand('Inspection report: Insert…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Quotation' }).waitFor();
    await workbench.screenshot('insert');
    await workbench.answer('Insert', 'Quotation');
    await workbench.waitForText('‹who› told us:');
    await workbench.type('One child');
    await workbench.waitForText('One child told us:');

    // A snippet, with what the draft gives filled in.
    await workbench.press('Escape');
    await workbench.goTo(lineOf('Plans were short') + 3);
    await workbench.type('ir-');
    await workbench.waitForSuggestion('ir-1.1');
    await workbench.type('quo');
    await workbench.takeSuggestion('ir-quotation');
    await workbench.waitForText('‹who› told us:');

    // Accepted, they come up by themselves.
    await workbench.runCommand('Notifications: Accept Notification Primary Action');
    const settings = path.join(workbench.folder, '.vscode/settings.json');
    await waitFor(
      'the setting of the workspace',
      async () => (existsSync(settings) ? readFileSync(settings, 'utf8') : ''),
      (text) => /"\[markdown\]"[^]*quickSuggestions"[^]*"other": "on"/.test(text),
    );

    await workbench.press('Escape');
    await workbench.press('ControlOrMeta+End');
    await workbench.press('Enter');
    await workbench.press('Enter');
    // The setting may need a moment: what was typed before stays without a list.
    await waitFor(
      'suggestions while typing',
      async () => {
        await workbench.type('Quo');
        const list = page.locator('.suggest-widget.visible .label-name', { hasText: 'ir-quotation' });
        const seen = await list
          .first()
          .waitFor({ timeout: 2_000 })
          .then(
            () => true,
            () => false,
          );
        if (!seen) for (let typed = 0; typed < 3; typed++) await workbench.press('Backspace');
        return seen;
      },
      (seen) => seen,
    );
  },
);
