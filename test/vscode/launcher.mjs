#!/usr/bin/env node
/**
 * Stands in for the desktop VS Code as the `vscodeExecutablePath` of @vscode/test-electron: takes the same
 * options, runs the tests in the extension host of the VS Code of `install.mjs`, prints what they print, and ends
 * with the same exit code.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodeOfTests, openBrowser } from './browser.mjs';
import { temporaryFolder } from './clean-up.mjs';
import './end-with-starter.mjs';
import { startServer, testSettings } from './host.mjs';

const { values, positionals } = parseArgs({
  strict: false, // it is given options that only the desktop VS Code knows
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

const { folder: temporary } = temporaryFolder();
// What extensions print to the console ends in the log of the page, so tests print to this file instead.
const output = path.join(temporary, 'output');
fs.writeFileSync(output, '');
const showOutput = followFile(output);

const server = await startServer({
  userData: text(values['user-data-dir']) ?? path.join(temporary, 'user-data'),
  installedExtensions: text(values['extensions-dir']),
  settings: testSettings,
  environment: { EXT_TEST_OUTPUT: output },
});
const { browser, page } = await openBrowser();

const exitCode = await exitCodeOfTests(
  page,
  server.url({
    folder: positionals[0],
    extensions: values.extensionDevelopmentPath?.map(String),
    tests: text(values.extensionTestsPath),
  }),
  server.ended.then((printed) => `VS Code ended before the tests did:\n${printed}`),
);
showOutput();
await browser.close();
await server.stop();
process.exit(exitCode);

/** @param {string | boolean | undefined} value */
function text(value) {
  return typeof value === 'string' ? value : undefined;
}

/**
 * Copies to standard output what is appended to a file.
 *
 * @param {string} file @returns {() => void} shows what there is and ends the following
 */
function followFile(file) {
  const descriptor = fs.openSync(file, 'r');
  const show = () => {
    for (;;) {
      const chunk = Buffer.alloc(65_536);
      const size = fs.readSync(descriptor, chunk);
      if (size === 0) return;
      process.stdout.write(chunk.subarray(0, size));
    }
  };
  const timer = setInterval(show, 100);
  return () => {
    clearInterval(timer);
    show();
  };
}
