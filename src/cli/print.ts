import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './files.js';

/** How long a browser may take to print, in milliseconds. */
const patience = 120_000;

/**
 * Prints a web page to PDF, tagged and with an outline, by a browser that is there: with a profile of its
 * own, without extensions, and without a way into any network.
 * @param browser the program; left out: the first Chromium, Chrome or Edge that is found.
 * @throws UsageError where there is none, or it prints nothing.
 */
export async function printed(html: string, browser: string | undefined): Promise<Uint8Array> {
  const program = browser ?? (await findBrowser());
  if (program === undefined)
    throw new UsageError(
      'no browser to print with: a PDF needs Chromium, Chrome or Edge; name one with --browser PATH, or export to html and print that page from any browser',
    );
  const folder = await mkdtemp(path.join(tmpdir(), 'inspection-report-'));
  try {
    const [page, pdf] = [path.join(folder, 'page.html'), path.join(folder, 'page.pdf')];
    await writeFile(page, html);
    await run(program, [
      '--headless',
      `--user-data-dir=${path.join(folder, 'profile')}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-extensions',
      '--disable-sync',
      '--disable-background-networking',
      '--disable-component-update',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      // Chromium has no sandbox for root; the page is ours, and its policy lets nothing run.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-pdf-header-footer',
      '--export-tagged-pdf',
      '--generate-pdf-document-outline',
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ]);
    return await readFile(pdf).catch(() => {
      throw new UsageError(`${program}: printed nothing; is it Chromium, Chrome or Edge?`);
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function run(program: string, args: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const browser = spawn(program, args, { stdio: 'ignore', timeout: patience, killSignal: 'SIGKILL' });
    browser.on('error', (error) => {
      reject(
        new UsageError(
          `${program}: can't be started: ${'code' in error ? String(error.code) : error.message}`,
        ),
      );
    });
    browser.on('close', () => {
      resolve();
    });
  });
}

/** The first browser of those that can print, on the search path or where systems put them. */
async function findBrowser(): Promise<string | undefined> {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  const onMac = [
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Chromium.app/Contents/MacOS/Chromium',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ].map((name) => path.join('/Applications', name));
  const onWindows = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined
      ? []
      : ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((name) =>
          path.join(folder, name),
        );
  });
  const places =
    process.platform === 'win32' ? onWindows : process.platform === 'darwin' ? [...onMac, ...onPath] : onPath;
  for (const place of places)
    if (
      await access(place, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return place;
  return undefined;
}
