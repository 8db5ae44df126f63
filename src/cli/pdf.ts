import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
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
export async function pdfOf(html: string, browser: string | undefined): Promise<Uint8Array> {
  const program = browser ?? (await findBrowser());
  if (program === undefined)
    throw new UsageError(
      'no browser to print with: a PDF needs Chromium, Chrome or Edge; name one with --browser PATH, or export to html and print that page from any browser',
    );
  const folder = await mkdtemp(path.join(tmpdir(), 'inspection-report-'));
  try {
    const page = path.join(folder, 'page.html');
    await writeFile(page, html);
    return await printedBy(program, path.join(folder, 'profile'), pathToFileURL(page).href);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function printedBy(program: string, profile: string, page: string): Promise<Uint8Array> {
  const browser = spawn(
    program,
    [
      '--headless',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
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
    ],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      killSignal: 'SIGKILL',
      signal: AbortSignal.timeout(patience),
    },
  );
  const gone = new Promise<never>((_, reject) => {
    browser.on('error', (error) => {
      const minutes = String(patience / 60_000);
      reject(
        new UsageError(
          error.name === 'AbortError'
            ? `${program}: has not printed within ${minutes} minutes`
            : `${program}: can't be started: ${'code' in error ? String(error.code) : error.message}`,
        ),
      );
    });
    browser.on('close', () => {
      reject(new UsageError(`${program}: printed nothing; is it Chromium, Chrome or Edge?`));
    });
  });
  // Nobody waits for it any more once the page is printed.
  gone.catch(() => undefined);
  try {
    return await Promise.race([print(new DevTools(browser), page), gone]);
  } finally {
    browser.kill('SIGKILL');
    await gone.catch(() => undefined);
    // The pipes of a program that could not be started would keep this one from ending.
    for (const stream of browser.stdio) stream?.destroy();
  }
}

async function print(tools: DevTools, url: string): Promise<Uint8Array> {
  const { targetId } = await tools.ask('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await tools.ask('Target.attachToTarget', { targetId, flatten: true });
  const loaded = tools.event('Page.loadEventFired');
  await tools.ask('Page.enable', {}, sessionId);
  await tools.ask('Page.navigate', { url }, sessionId);
  await loaded;
  const { data } = await tools.ask(
    'Page.printToPDF',
    {
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    },
    sessionId,
  );
  return Buffer.from(String(data), 'base64');
}

type Message = Readonly<Record<string, unknown>>;

/** Talks to a browser as its developer tools do: JSON, each message ended by a null character. */
class DevTools {
  #count = 0;
  #rest = '';
  readonly #answers = new Map<unknown, (result: Message) => void>();
  readonly #events = new Map<unknown, () => void>();
  readonly #input: Writable;

  constructor(browser: ChildProcess) {
    const [, , , input, output] = browser.stdio;
    this.#input = input as Writable;
    // Written to a browser that has ended: who waits hears of the end.
    this.#input.on('error', () => undefined);
    (output as Readable).setEncoding('utf8').on('data', (data: string) => {
      const messages = (this.#rest + data).split('\0');
      this.#rest = messages.pop() ?? '';
      for (const message of messages) this.#take(JSON.parse(message) as Message);
    });
  }

  ask(method: string, params: Message, sessionId?: unknown): Promise<Message> {
    const id = ++this.#count;
    this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      this.#answers.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result as Message);
        else reject(new UsageError(`the browser can't print: ${JSON.stringify(error)}`));
      });
    });
  }

  event(method: string): Promise<void> {
    return new Promise((resolve) => {
      this.#events.set(method, resolve);
    });
  }

  #take(message: Message): void {
    this.#answers.get(message.id)?.(message);
    this.#events.get(message.method)?.();
  }
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
