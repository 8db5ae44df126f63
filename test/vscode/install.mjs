/**
 * Installs a real VS Code (server, extension host and workbench) from the npm registry: no other download, no
 * compiler, no package's install script. Does nothing when it is there already.
 *
 *     node test/vscode/install.mjs
 *
 * The npm package `code-server` carries a complete build of VS Code in `lib/vscode`. Only that is used; its
 * version is pinned, because the user-interface tests know the workbench's markup and because later versions
 * do not run on Node 20.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from './clean-up.mjs';

const standIns = {
  '@vscode/spdlog': 'stand-ins/spdlog.cjs',
  'native-watchdog': 'stand-ins/native-watchdog.cjs',
};
const manifests = ['package.json', 'package-lock.json', '.npmrc'];
const root = path.resolve(import.meta.dirname, '../..');

/** For everything that is unpacked: the folder's name is the usual one, and git ignores it. */
export const cacheFolder = path.join(root, '.vscode-test');

/** @returns {string} the folder of VS Code */
export function installVsCode() {
  const recipe = createHash('sha256');
  for (const name of [...manifests, ...Object.values(standIns), 'install.mjs'])
    recipe.update(fs.readFileSync(beside(name)));
  const home = path.join(cacheFolder, `vscode-from-npm-${recipe.digest('hex').slice(0, 8)}`);
  const vscode = path.join(home, 'node_modules/code-server/lib/vscode');
  if (fs.existsSync(home)) return vscode;

  console.error('Installing VS Code from the npm registry (once, 150 MB) …');
  // Made elsewhere and renamed when complete: an install that was cut short is never taken for a good one, and
  // two that run at once do not meet.
  const { folder: staging, remove } = temporaryFolder(cacheFolder);
  for (const name of manifests) fs.copyFileSync(beside(name), path.join(staging, name));
  npmCi(staging);
  // VS Code's own dependencies, pinned by the npm-shrinkwrap.json in the package. That lacks a peer dependency
  // (tslib), and npm would refuse it without --legacy-peer-deps.
  const stagedVsCode = path.join(staging, path.relative(home, vscode));
  npmCi(stagedVsCode, '--omit=dev', '--legacy-peer-deps');
  addRipgrep(staging, stagedVsCode);
  replaceNativeModules(stagedVsCode);
  removeSourceMaps(stagedVsCode);
  moveIntoPlace(staging, home);
  remove();
  return vscode;
}

/**
 * Renames a folder that is complete, unless another run was first.
 *
 * @param {string} staging @param {string} home
 */
export function moveIntoPlace(staging, home) {
  try {
    fs.renameSync(staging, home);
  } catch (error) {
    if (!fs.existsSync(home)) throw error;
  }
}

/** @param {string} name */
const beside = (name) => path.join(import.meta.dirname, name);

/** @param {string} folder @param {string[]} options */
function npmCi(folder, ...options) {
  const { status, error } = spawnSync(
    'npm',
    [
      'ci',
      '--ignore-scripts',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--no-update-notifier',
      '--loglevel=error',
      ...options,
    ],
    // npm is a .cmd file on Windows, which only a shell runs.
    { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`npm ci failed in ${folder}`, { cause: error });
}

/**
 * The search that `workspace.findFiles` uses. VS Code's version of the package downloads the binary in an install
 * script; a later one has it in an npm package per platform.
 *
 * @param {string} home @param {string} vscode
 */
function addRipgrep(home, vscode) {
  const binary = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const from = `node_modules/@vscode/ripgrep-${process.platform}-${process.arch}/bin`;
  const to = path.join(vscode, 'node_modules/@vscode/ripgrep/bin');
  fs.mkdirSync(to, { recursive: true });
  fs.copyFileSync(path.join(home, from, binary), path.join(to, binary));
  fs.chmodSync(path.join(to, binary), 0o755);
}

/**
 * The two native modules without which VS Code complains all the time. It gets on without the others (Kerberos,
 * pseudo-terminals), and its file watcher comes compiled from npm.
 *
 * @param {string} vscode
 */
function replaceNativeModules(vscode) {
  const modules = path.join(vscode, 'node_modules');
  for (const [name, standIn] of Object.entries(standIns)) {
    fs.copyFileSync(beside(standIn), path.join(modules, name, 'index.js'));
  }
}

/** @param {string} folder 160 MB of them */
function removeSourceMaps(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && entry.name.endsWith('.map')) fs.rmSync(path.join(entry.parentPath, entry.name));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) installVsCode();
