/**
 * Serves the workbench of VS Code as vscode.dev does: no server behind it, so extensions run in a web worker, and
 * files are in memory.
 */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { undoAtExit } from '../vscode/clean-up.mjs';
import { testSettings } from '../vscode/host.mjs';
import { installVsCode } from '../vscode/install.mjs';

const contentTypes = new Map(
  Object.entries({
    '.css': 'text/css',
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.json': 'application/json',
    '.svg': 'image/svg+xml',
    '.wasm': 'application/wasm',
  }),
);

/**
 * @param {object} options
 * @param {string} options.extension folder of the extension under test
 * @param {string} options.testExtension folder of the extension whose part the tests are
 * @param {Uint8Array} options.tests a CommonJS module whose `run` is called in the extension host
 * @returns {Promise<{ url: string, stop: () => void }>} address of the workbench
 */
export async function serveWorkbench({ extension, testExtension, tests }) {
  const vscode = installVsCode();
  const folders = new Map(Object.entries({ vscode, extension, 'test-extension': testExtension }));
  const generated = new Map([
    ['/', () => workbenchPage(vscode, origin)],
    ['/vscode/out/vs/code/browser/workbench/workbench.js', () => workbenchScript(vscode)],
    ['/test-extension/tests.js', () => tests],
  ]);
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, first = '', ...rest] = pathname.split('/').map(decodeURIComponent);
    const folder = folders.get(first);
    const file = folder && path.join(folder, ...rest);
    const type = contentTypes.get(path.extname(pathname) || '.html') ?? 'application/octet-stream';
    const send = (/** @type {string | Uint8Array} */ body) =>
      response.writeHead(200, { 'Content-Type': type }).end(body);
    const content = generated.get(pathname);
    if (content) send(content());
    else if (file?.startsWith(folder + path.sep) && fs.statSync(file, { throwIfNoEntry: false })?.isFile())
      send(fs.readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const stop = undoAtExit(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  return { url: `${origin}/`, stop };
}

/**
 * The workbench of this build always has a server. These take it back to what VS Code has upstream.
 *
 * @type {[RegExp, string][]}
 */
const withoutServer = [
  // It takes the host of its page for the server on which extensions run.
  [/,remoteAuthority:location\.host\b/, ''],
  // It keeps the user's settings on the server.
  [/(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote\b/, '$1vscodeUserData'],
];

/** @param {string} vscode */
function workbenchScript(vscode) {
  let script = fs.readFileSync(path.join(vscode, 'out/vs/code/browser/workbench/workbench.js'), 'utf8');
  for (const [pattern, replacement] of withoutServer) {
    if (!pattern.test(script)) throw new Error(`The workbench has no ${pattern} any more.`);
    script = script.replace(pattern, replacement);
  }
  return script;
}

/** @param {string} vscode @param {string} origin */
function workbenchPage(vscode, origin) {
  const { host } = new URL(origin);
  const at = (/** @type {string} */ where) => ({ scheme: 'http', authority: host, path: where });
  const configuration = {
    // The scheme of repositories on vscode.dev: VS Code takes other virtual file systems for trusted.
    folderUri: { scheme: 'vscode-vfs', authority: 'memory', path: '/workspace' },
    // Not under development: such an extension would run even where it says that it cannot.
    additionalBuiltinExtensions: [at('/extension')],
    developmentOptions: {
      extensions: [at('/test-extension')],
      extensionTestsPath: at('/test-extension/tests.js'),
    },
    // This build asks for them.
    userDataPath: '/user-data',
    isEnabledFileDownloads: false,
    isEnabledFileUploads: false,
    isEnabledCoderGettingStarted: false,
    // The workspace is not trusted: nobody has been asked.
    enableWorkspaceTrust: true,
    configurationDefaults: {
      ...testSettings,
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    },
    productConfiguration: { enableTelemetry: false, extensionsGallery: undefined },
    webviewEndpoint: `${origin}/vscode/out/vs/workbench/contrib/webview/browser/pre`,
  };
  const values = new Map(
    Object.entries({
      WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration)
        .replaceAll('&', '&amp;')
        .replaceAll('"', '&quot;'),
      WORKBENCH_WEB_BASE_URL: '/vscode',
      WORKBENCH_NLS_FALLBACK_URL: '/vscode/out/nls.messages.js',
    }),
  );
  return fs
    .readFileSync(path.join(vscode, 'out/vs/code/browser/workbench/workbench.html'), 'utf8')
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name) => values.get(name) ?? '');
}
