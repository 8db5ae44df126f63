// Takes the pictures in media/: the README's from the real editor, the icon from its drawing.
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from '../test/vscode/browser.mjs';
import { openWorkbench } from '../test/ui/workbench.mjs';

const root = path.resolve(import.meta.dirname, '..');
const media = (name) => path.join(root, 'media', name);

const { browser, page } = await openBrowser({ width: 128, height: 128 });
await page.setContent(
  `<style>body{margin:0}svg{display:block}</style>${readFileSync(media('icon.svg'), 'utf8')}`,
);
await page.screenshot({ path: media('icon.png'), omitBackground: true });
await browser.close();

const workbench = await openWorkbench({
  folder: 'examples',
  file: 'northbridge.report.md',
  viewport: { width: 1200, height: 760 },
  settings: {
    'workbench.activityBar.location': 'hidden',
    'editor.minimap.enabled': false,
    'editor.stickyScroll.enabled': false,
  },
});
try {
  const problems = await workbench.waitForProblems('the slips', (list) => list.length === 7);
  const score = problems.find(({ code }) => code === 'score');
  await workbench.press('ControlOrMeta+b');
  await workbench.goTo(score.line, score.column);
  await workbench.openQuickFixes('Set the score to 23/36');
  copyFileSync(await workbench.screenshot('problems'), media('problems.png'));
} finally {
  await workbench.close();
}
