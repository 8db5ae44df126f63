import { readFileSync } from 'node:fs';
import path from 'node:path';
import { journey } from './workbench.mjs';

const draft = readFileSync(
  path.resolve(import.meta.dirname, '../../examples/northbridge.report.md'),
  'utf8',
).split('\n');

/** Puts rich text on the clipboard, as Word and browsers do. */
const copy = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ html) =>
  page.evaluate(async (rich) => {
    const plain = rich.replace(/<[^>]*>/g, ' ');
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': new Blob([rich], { type: 'text/html' }),
        'text/plain': new Blob([plain], { type: 'text/plain' }),
      }),
    ]);
  }, html);

await journey(
  'what is pasted from elsewhere becomes Markdown',
  { folder: 'examples', file: 'northbridge.report.md', viewport: { width: 1400, height: 900 } },
  async (workbench) => {
    const { page } = workbench;
    await workbench.waitForProblems('the extension', (list) => list.length === 7);
    await workbench.goTo(draft.indexOf('## Background') + 2);
    await copy(
      page,
      '<table><tr><th>Offence</th><th>Share</th></tr><tr><td>Robbery</td><td>31%</td></tr></table><p>See <b>below</b>.</p>',
    );
    await workbench.press('ControlOrMeta+V');
    await workbench.waitForText('| Offence | Share |');
    await workbench.waitForText('| Robbery | 31% |');
    await workbench.waitForText('See **below**.');
  },
);
