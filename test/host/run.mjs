/**
 * Runs `*.test.ts` in the extension host of a real VS Code, on a copy of the folder `workspace`.
 *
 *     node test/host/run.mjs                        the VS Code from npm (test/vscode)
 *     node test/host/run.mjs glance                 those files with `glance` in their name
 *     VSCODE_HOST=desktop node test/host/run.mjs    the desktop VS Code, which is downloaded
 *     VSCODE_EXECUTABLE=… node test/host/run.mjs    that VS Code
 *
 * The extension has to be built before.
 */
import fs from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { temporaryFolder } from '../vscode/clean-up.mjs';
import { cacheFolder, installVsCode } from '../vscode/install.mjs';
import { bundleTests, testFilesIn } from './bundle.mjs';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');

/** @returns {Promise<string>} the module that VS Code loads */
async function buildTests() {
  const contents = await bundleTests({
    host: path.join(here, 'node.ts'),
    files: testFilesIn(here),
    options: { platform: 'node', target: 'node20', external: ['vscode', 'mocha'] },
  });
  // In one step, since another run may be reading it.
  const outfile = path.join(root, 'out/host/index.cjs');
  fs.mkdirSync(path.dirname(outfile), { recursive: true });
  const staged = `${outfile}.${process.pid}`;
  fs.writeFileSync(staged, contents);
  fs.renameSync(staged, outfile);
  return outfile;
}

/** @returns {string | Promise<string>} */
function vsCodeExecutable() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  // The launcher is a script, which @vscode/test-electron can't start on Windows.
  if (process.env.VSCODE_HOST === 'desktop' || process.platform === 'win32') {
    return downloadAndUnzipVSCode({ cachePath: cacheFolder });
  }
  installVsCode();
  return path.join(here, '../vscode/launcher.mjs');
}

const extensionTestsPath = await buildTests();
const vscodeExecutablePath = await vsCodeExecutable();
const { folder: temporary } = temporaryFolder();
const workspace = path.join(temporary, 'workspace');
fs.cpSync(path.join(here, 'workspace'), workspace, { recursive: true });
try {
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath,
    launchArgs: [
      workspace,
      // The default ones are shared by all runs.
      `--user-data-dir=${path.join(temporary, 'user-data')}`,
      `--extensions-dir=${path.join(temporary, 'extensions')}`,
    ],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
