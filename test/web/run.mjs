/**
 * Runs the tests of `test/host`, and those here, in the extension host of a VS Code without a server, as on
 * vscode.dev: in a web worker, which loads the extension's bundle for the web. The workspace is virtual (in memory)
 * and not trusted.
 *
 *     node test/web/run.mjs          all *.test.ts
 *     node test/web/run.mjs glance   those with `glance` in their name
 *
 * The extension has to be built before.
 */
import path from 'node:path';
import { bundleTests, testFilesIn } from '../host/bundle.mjs';
import { exitCodeOfTests, openBrowser } from '../vscode/browser.mjs';
import { serveWorkbench } from './server.mjs';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');

const tests = await bundleTests({
  host: path.join(here, 'worker.ts'),
  files: [...testFilesIn(path.join(root, 'test/host')), ...testFilesIn(here)],
  options: {
    platform: 'browser',
    conditions: ['worker'],
    target: 'es2022',
    external: ['vscode'],
    alias: {
      mocha: path.join(here, 'mocha.cjs'),
      'node:assert/strict': path.join(here, 'assert.ts'),
    },
  },
});
const [{ url, stop }, { browser, page }] = await Promise.all([
  serveWorkbench({ extension: root, testExtension: here, tests }),
  openBrowser(),
]);
/** What the workbench complains of: it says why tests fail that have found no extension. @type {string[]} */
const complaints = [];
page.on('console', (message) => {
  // The workbench puts its own words before those of an extension host.
  const [before = '', ...printed] = message.text().split('web-tests: ');
  if (printed.length > 0) console.log(printed.join('web-tests: '));
  else if (message.type() === 'error') complaints.push(before);
});
const exitCode = await exitCodeOfTests(page, url);
if (exitCode !== 0) console.error(complaints.join('\n'));
await browser.close();
stop();
process.exit(exitCode);
