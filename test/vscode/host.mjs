/**
 * Starts the VS Code of `install.mjs` on this machine and says where it is.
 *
 * It is VS Code as in a remote window or a container: extensions run in a Node process on this machine, files
 * are those of this machine, and the workbench is a page in a browser.
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder, undoAtExit } from './clean-up.mjs';
import { installVsCode } from './install.mjs';

/** What every use of it wants: no page of its own in the way, and saving as in the desktop VS Code. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
};

/** What tests want as well: nothing that depends on the machine or on the last run. */
export const testSettings = {
  ...quietSettings,
  'editor.accessibilitySupport': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.hotExit': 'off',
  'git.enabled': false,
  'window.restoreWindows': 'none',
  'workbench.enableExperiments': false,
};

/**
 * @typedef {object} Server
 * @property {(opened: Opened) => string} url of a workbench
 * @property {Promise<string>} ended resolves with what the server has printed when it has ended, whoever ended it
 * @property {() => Promise<void>} stop
 *
 * @typedef {object} Opened
 * @property {string} folder
 * @property {string} [file]
 * @property {string[]} [extensions] folders of extensions under development
 * @property {string} [tests] a module whose `run` is called in the extension host
 *
 * @param {object} options
 * @param {string} options.userData folder of the user's settings and state, made when it is not there
 * @param {object} options.settings written where there are none yet
 * @param {string} [options.installedExtensions]
 * @param {Record<string, string>} [options.environment]
 * @returns {Promise<Server>}
 */
export async function startServer({ userData, settings, installedExtensions, environment }) {
  const vscode = installVsCode();
  writeSettings(userData, settings);
  const { folder: temporary, remove } = temporaryFolder();
  const server = spawn(
    process.execPath,
    [
      ...['--import', new URL('end-with-starter.mjs', import.meta.url).href],
      path.join(vscode, 'out/server-main.js'),
      // No port is asked for: two runs at once are no trouble.
      ...['--host', '127.0.0.1', '--port', '0'],
      ...['--user-data-dir', userData],
      ...['--server-data-dir', path.join(userData, 'server')],
      ...['--extensions-dir', installedExtensions ?? path.join(userData, 'extensions')],
      '--accept-server-license-terms',
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-workspace-trust',
      '--disable-getting-started-override',
      // Gives the page the functions by which it says how the extension tests ended.
      '--enable-smoke-test-driver',
    ],
    {
      env: {
        ...withoutVsCode(process.env),
        EXTENSIONS_GALLERY: '{}', // no marketplace is asked for anything
        ...strayFiles(temporary),
        ...environment,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A process group of its own, so that the extension hosts can be ended with it: they outlive it otherwise.
      detached: process.platform !== 'win32',
    },
  );
  const kill = undoAtExit(() => killGroup(server.pid));
  let printed = '';
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => server.once('close', () => resolve(printed)));

  /** @type {URL} */
  const address = await new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      printed += chunk;
      const found = /Web UI available at (\S+)/.exec(printed);
      if (found) resolve(new URL(found[1]));
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('error', reject);
    ended.then(() => reject(new Error(`VS Code ended before it was ready:\n${printed}`)));
    setTimeout(() => reject(new Error(`VS Code was not ready after a minute:\n${printed}`)), 60_000).unref();
  });
  address.hostname = '127.0.0.1';
  return {
    ended,
    url: (opened) => workbenchUrl(address, opened),
    async stop() {
      kill();
      await ended;
      remove();
    },
  };
}

/** @param {string} userData @param {object} settings */
function writeSettings(userData, settings) {
  const file = path.join(userData, 'User/settings.json');
  if (fs.existsSync(file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(settings, null, 2));
}

/**
 * In a terminal of VS Code, the environment is full of variables by which a VS Code speaks to its children.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
function withoutVsCode(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(VSCODE|ELECTRON|CODE_SERVER)_/.test(name)),
  );
}

/**
 * VS Code leaves sockets and other things in the system's folders. On macOS the way to a folder in the temporary
 * one would be too long for a socket.
 *
 * @param {string} folder
 */
function strayFiles(folder) {
  return process.platform === 'linux' ? { TMPDIR: folder, XDG_CACHE_HOME: folder } : {};
}

/**
 * The address has the server's secret in it; without that, every user of this machine could run programs as us.
 *
 * @param {URL} address @param {Opened} opened
 */
function workbenchUrl(address, { folder, file, extensions = [], tests }) {
  const remote = (/** @type {string} */ local) =>
    `vscode-remote://${address.host}${pathToFileURL(local).pathname}`;
  const payload = extensions.map((extension) => ['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (file) payload.push(['openFile', remote(file)]);
  const url = new URL(address);
  url.searchParams.set('folder', decodeURIComponent(pathToFileURL(folder).pathname));
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** @param {number | undefined} leader */
function killGroup(leader) {
  if (leader === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(leader), '/t', '/f']);
    return;
  }
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
