/**
 * Opens a Chromium without a window. On Linux (x64) it is the one that the npm package @sparticuz/chromium
 * carries, with the libraries that a bare Debian lacks; elsewhere an installed Chrome. CHROMIUM_PATH goes first.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { temporaryFolder } from './clean-up.mjs';
import { cacheFolder, moveIntoPlace } from './install.mjs';

const require = createRequire(import.meta.url);

/** @param {{ width: number, height: number }} viewport */
export async function openBrowser(viewport = { width: 1280, height: 800 }) {
  const browser = await chromium.launch({
    ...whichChromium(),
    args: [
      '--no-sandbox', // root may not have one, nor may users on some kernels; the only page is ours
      '--disable-gpu',
      '--disable-dev-shm-usage', // containers have 64 MB of it
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', // no test depends on the internet
    ],
    // Ending on signals is for clean-up.mjs.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const page = await browser.newPage({
    viewport,
    locale: 'en-GB',
    reducedMotion: 'reduce', // no screenshot of something half faded in
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return { browser, page };
}

/**
 * Opens a workbench that runs extension tests.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {Promise<string>} [failure] resolves with why the tests will not end
 * @returns {Promise<number>} their exit code
 */
export function exitCodeOfTests(page, url, failure) {
  const minutes = 5;
  return new Promise((resolve) => {
    let ended = false;
    const end = (/** @type {number} */ exitCode) => {
      ended = true;
      resolve(exitCode);
    };
    const giveUp = (/** @type {string} */ why) => {
      if (!ended) console.error(why);
      end(1);
    };
    setTimeout(() => giveUp(`The tests took longer than ${minutes} minutes.`), minutes * 60_000).unref();
    failure?.then(giveUp);
    page.on('crash', () => giveUp('The page of VS Code crashed.'));
    // The first is what a VS Code with --enable-smoke-test-driver calls, the second what any calls.
    page.exposeFunction('codeAutomationLog', () => {});
    page.exposeFunction('codeAutomationExit', end);
    page.goto(url).catch((error) => giveUp(String(error)));
  });
}

/** @returns {import('playwright-core').LaunchOptions} */
export function whichChromium() {
  if (process.env.CHROMIUM_PATH) return { executablePath: process.env.CHROMIUM_PATH };
  if (process.platform === 'linux' && process.arch === 'x64') return chromiumFromNpm();
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => fs.existsSync(file));
  return installed ? { executablePath: installed } : { channel: 'chrome' };
}

/** @returns {import('playwright-core').LaunchOptions} */
function chromiumFromNpm() {
  const entry = require.resolve('@sparticuz/chromium');
  const { version } = JSON.parse(fs.readFileSync(path.resolve(entry, '../../../package.json'), 'utf8'));
  const home = path.join(cacheFolder, `chromium-${version}`);
  if (!fs.existsSync(home)) unpackChromium(home);
  return {
    executablePath: path.join(home, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [path.join(home, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: writeFontConfiguration(home),
    },
  };
}

/**
 * The package unpacks itself into the system's temporary folder, and its libraries only when it believes it is on
 * AWS Lambda. So it is run with both as we want them, and the folder renamed when it is complete.
 *
 * @param {string} home
 */
function unpackChromium(home) {
  const { folder: staging, remove } = temporaryFolder(cacheFolder);
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', `import c from '@sparticuz/chromium'; await c.executablePath();`],
    {
      cwd: import.meta.dirname,
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`@sparticuz/chromium was not unpacked:\n${stderr}`);
  moveIntoPlace(staging, home);
  remove();
}

/**
 * Fonts come from npm too: Chromium crashes without any, and screenshots look the same on every machine.
 *
 * @param {string} home
 */
function writeFontConfiguration(home) {
  const fonts = path.resolve(require.resolve('dejavu-fonts-ttf/package.json'), '../ttf');
  const unwanted = ['Serif', 'Condensed', 'TeXGyre', 'ExtraLight'].map((part) => `<glob>*${part}*</glob>`);
  // The families that VS Code's style sheet asks for on Linux, and a page in general.
  const families = { monospace: 'Sans Mono', 'sans-serif': 'Sans', 'system-ui': 'Sans', Ubuntu: 'Sans' };
  const aliases = Object.entries({ ...families, 'Droid Sans': 'Sans', 'Droid Sans Mono': 'Sans Mono' }).map(
    ([family, ours]) =>
      `<alias binding="strong"><family>${family}</family>` +
      `<prefer><family>DejaVu ${ours}</family></prefer></alias>`,
  );
  const file = path.join(temporaryFolder().folder, 'fonts.conf');
  const text = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    `<dir>${fonts}</dir>`,
    `<cachedir>${path.join(home, 'font-cache')}</cachedir>`,
    `<selectfont><rejectfont>${unwanted.join('')}</rejectfont></selectfont>`,
    ...aliases,
    '</fontconfig>\n',
  ].join('\n');
  fs.writeFileSync(file, text);
  return file;
}
