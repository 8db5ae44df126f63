/**
 * Runs the tests of `test/host`, and those here, in the extension host of a VS Code without a server, as on
 * vscode.dev: a web worker, in which the extension's bundle for the web is loaded. The workspace is virtual (in
 * memory) and not trusted.
 *
 *     node test/web/run.mjs
 *
 * The extension has to be built before.
 */
import fs from 'node:fs';
import path from 'node:path';
import { bundleTests, testFiles } from '../host/bundle.mjs';
import { openBrowser } from '../vscode/browser.mjs';
import { serveWorkbench } from './server.mjs';

const minutes = 3;
const here = import.meta.dirname;
const root = path.resolve(here, '../..');

const tests = await bundleTests({
  host: path.join(here, 'worker.ts'),
  files: [...testFiles, ...fs.readdirSync(here).filter((n) => n.endsWith('.test.ts')).map((n) => path.join(here, n))],
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
const { url, stop } = await serveWorkbench({ extensions: [root, path.join(here, 'file-search')], tests });
const { browser, page } = await openBrowser();
page.on('console', (m) => console.log(m.type(), m.worker() ? 'WORKER' : '', m.text().slice(0, 600)));
page.on('requestfailed', (r) => console.log('FAILED', r.url(), r.failure()?.errorText));
page.on('response', (r) => r.status() >= 400 && console.log(r.status(), r.url()));
const exitCode = await new Promise((resolve) => {
  setTimeout(() => resolve(1), minutes * 60_000);
  page.exposeFunction('codeAutomationExit', resolve);
  page.goto(url);
});
console.log('EXIT', exitCode);
await browser.close();
stop();
process.exit(exitCode);
