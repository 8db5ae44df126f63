/**
 * Opens a draft in VS Code with the extension of this project running.
 *
 *     npm start                       a copy of the examples, with the first steps beside it
 *     npm start path/to/a.report.md   that draft, in its own folder
 *
 * The VS Code is the user's own when `code` is on the PATH, else one from npm in the browser (test/vscode), which
 * VSCODE_HOST=npm asks for too. The extension has to be built before.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { quietSettings, startServer } from '../test/vscode/host.mjs';
import { cacheFolder } from '../test/vscode/install.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** @typedef {{ folder: string, draft: string }} ToOpen */

/** A copy of the examples, so that whatever is tried in it leaves the project as it is. @returns {ToOpen} */
function copyOfExamples() {
  const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'inspection-reports-')), 'example');
  fs.cpSync(path.join(root, 'examples'), folder, { recursive: true });
  const settings = { 'inspectionReports.firstSteps': true, 'files.exclude': { '.vscode': true } };
  fs.mkdirSync(path.join(folder, '.vscode'));
  fs.writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings, undefined, 2));
  const [first] = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.report.md'))
    .sort();
  console.log(`The example is a copy, in ${folder}.`);
  return { folder, draft: path.join(folder, first) };
}

/** @param {string} argument @returns {ToOpen} */
function ownDraft(argument) {
  // npm runs scripts in the project's folder, and says here where it was called.
  const draft = path.resolve(process.env.INIT_CWD ?? '', argument);
  if (!fs.statSync(draft, { throwIfNoEntry: false })?.isFile()) {
    console.error(`There is no file ${draft}.`);
    process.exit(1);
  }
  return { folder: path.dirname(draft), draft };
}

/** @param {ToOpen} toOpen @returns {boolean} whether it could */
function openInOwnVsCode({ folder, draft }) {
  if (process.env.VSCODE_HOST === 'npm' || !hasOwnVsCode()) return false;
  const options = ['--new-window', `--extensionDevelopmentPath=${root}`, folder, draft];
  // `code` is a .cmd file on Windows, which only a shell runs, and shells split at spaces.
  const { status } =
    process.platform === 'win32'
      ? spawnSync(
          'code',
          options.map((option) => `"${option}"`),
          { stdio: 'inherit', shell: true },
        )
      : spawnSync('code', options, { stdio: 'inherit' });
  return status === 0;
}

function hasOwnVsCode() {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI, WSL_DISTRO_NAME } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return false;
  // There `code` speaks to a VS Code on another system, and cannot take an extension along.
  if (VSCODE_IPC_HOOK_CLI || WSL_DISTRO_NAME) return false;
  const names = process.platform === 'win32' ? ['code.cmd', 'code.exe'] : ['code'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => names.some((name) => fs.existsSync(path.join(folder, name))));
}

/** @param {ToOpen} toOpen */
async function openInBrowser({ folder, draft }) {
  const server = await startServer({
    userData: path.join(cacheFolder, 'user-data'),
    settings: quietSettings,
  });
  const url = server.url({ folder, file: draft, extensions: [root] });
  console.log(`\nVS Code is running. Open this in a browser:\n\n  ${url}\n\nCtrl+C ends it.`);
  console.error(await server.ended);
  console.error('VS Code has ended.');
  process.exitCode = 1;
}

const [, , argument] = process.argv;
const toOpen = argument === undefined ? copyOfExamples() : ownDraft(argument);
if (openInOwnVsCode(toOpen)) console.log('VS Code has been opened.');
else await openInBrowser(toOpen);
