// Takes the pictures in media/: those of the README and the walkthrough from the real editor, the icon from its drawing.
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../test/vscode/browser.mjs';
import { openWorkbench } from '../test/ui/workbench.mjs';

const root = path.resolve(import.meta.dirname, '..');
const media = (name) => path.join(root, 'media', name);
const take = async (workbench, name) => {
  copyFileSync(await workbench.screenshot(name), media(`${name}.png`));
};

const { browser, page } = await openBrowser({ width: 128, height: 128 });
await page.setContent(
  `<style>body{margin:0}svg{display:block}</style>${readFileSync(media('icon.svg'), 'utf8')}`,
);
await page.screenshot({ path: media('icon.png'), omitBackground: true });

// The web page of the example.
const exported = path.join(root, 'out/northbridge.html');
const { status, stderr } = spawnSync(
  process.execPath,
  [
    path.join(root, 'dist/cli.js'),
    'export',
    path.join(root, 'examples/northbridge.report.md'),
    ...['--to', 'html', '--allow-unfinished', '--force', '--out', exported],
  ],
  { encoding: 'utf8' },
);
if (status !== 0) throw new Error(stderr);
await page.setViewportSize({ width: 1280, height: 800 });
await page.goto(pathToFileURL(exported).href);
await page.locator('.ir-ratings-page').evaluate((element) => {
  element.scrollIntoView();
  window.scrollBy(0, -40);
});
await page.screenshot({ path: media('page.png') });
await browser.close();

const calm = {
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
};
const draft = readFileSync(path.join(root, 'examples/northbridge.report.md'), 'utf8').split('\n');
const lineOf = (text) => draft.findIndex((line) => line.startsWith(text)) + 1;

const workbench = await openWorkbench({
  folder: 'examples',
  file: 'northbridge.report.md',
  viewport: { width: 1100, height: 700 },
  settings: { ...calm, 'editor.inlayHints.enabled': 'on', 'inspectionReports.inlayHints': true },
});
try {
  const problems = await workbench.waitForProblems('the slips', (list) => list.length === 7);
  const score = problems.find(({ code }) => code === 'score');

  // The list of ratings beside a standard with its lens and hints.
  await workbench.runCommand('View: Toggle Panel Visibility');
  await workbench.runCommand('Inspection report: Show the ratings');
  await workbench.page.locator('.monaco-list[aria-label="Ratings"] .monaco-list-row').nth(12).waitFor();
  await workbench.press('ControlOrMeta+1');
  await workbench.goTo(lineOf('### 2.2. Planning') + 24);
  await workbench.goTo(lineOf('### 2.2. Planning'));
  await workbench.page.locator('.codelens-decoration', { hasText: 'Good · lowest 73%' }).waitFor();
  await take(workbench, 'ratings');

  await workbench.press('ControlOrMeta+b');
  await workbench.problems();
  await workbench.goTo(score.line, score.column);
  await workbench.openQuickFixes('Set the score to 23/36');
  await take(workbench, 'problems');
  await workbench.press('Escape');

  await workbench.runCommand('View: Toggle Panel Visibility');
  await workbench.goTo(lineOf('## Ratings'));
  await workbench.runCommand('Markdown: Open Preview to the Side');
  const preview = workbench.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  await preview.locator('.ir-ratings-page').scrollIntoViewIfNeeded();
  await workbench.press('ControlOrMeta+1');
  await workbench.goTo(lineOf('Score:'));
  await take(workbench, 'preview');
} finally {
  await workbench.close();
}

const empty = await openWorkbench({
  folder: 'test/host/workspace',
  viewport: { width: 1100, height: 700 },
  settings: calm,
});
try {
  await empty.runCommand('Inspection report: New inspection report…');
  await empty.answer('(1 of 10)');
  await empty.answer('(2 of 10)', 'Eastvale');
  await empty.answer('(3 of 10)');
  await empty.answer('(4 of 10)');
  await empty.answer('(5 of 10)', '14 September 2026');
  await empty.answer('(6 of 10)');
  await empty.answer('(7 of 10)');
  for (const [step, cases] of ['12', '20', '3'].entries())
    await empty.answer(`(${String(step + 8)} of 10)`, cases);
  await empty.waitForText('# An inspection of youth justice services in Eastvale');
  await empty.page.locator('.statusbar-item', { hasText: '0/36 so far' }).waitFor();
  await take(empty, 'new');
} finally {
  await empty.close();
}
