/**
 * Keyboard journeys: what an author sees and types in a real VS Code, with the extension of this project running.
 * Nothing sleeps; whatever takes time is asked for until it is there.
 *
 * The class names are those of the VS Code of `test/vscode`, whose version is pinned.
 */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { openBrowser } from '../vscode/browser.mjs';
import { temporaryFolder } from '../vscode/clean-up.mjs';
import { startServer, testSettings } from '../vscode/host.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const screenshots = path.join(root, 'out/screenshots');

const seconds = 1_000;
const patience = 20 * seconds;

/** By the numbers that VS Code copies from its Problems panel. */
const severities = new Map([
  [8, 'error'],
  [4, 'warning'],
  [2, 'information'],
]);

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} folder a copy of it is opened; relative to the project
 * @property {string} [file] opened in the editor; relative to the folder
 * @property {Record<string, unknown>} [settings] of the user
 * @property {{ width: number, height: number }} [viewport]
 */

/**
 * @typedef {object} Problem
 * @property {string} file relative to the folder
 * @property {'error' | 'warning' | 'information'} severity
 * @property {string} message
 * @property {string} source
 * @property {string} code
 * @property {number} line from 1
 * @property {number} column from 1
 */

/**
 * One journey of a `*.journey.mjs` file. When it fails there is a screenshot of how far it got.
 *
 * @param {string} title
 * @param {WorkbenchOptions} options
 * @param {(workbench: Workbench) => Promise<void>} steps
 */
export async function journey(title, options, steps) {
  const started = Date.now();
  const workbench = await openWorkbench(options);
  try {
    await steps(workbench);
    console.log(`  ✔ ${title} (${((Date.now() - started) / seconds).toFixed(1)} s)`);
  } catch (error) {
    process.exitCode = 1;
    const file = await workbench.screenshot(`failed ${title}`);
    console.error(`  ✘ ${title}\n`, error, `\n  It looked like this: ${file}`);
  } finally {
    await workbench.close();
  }
}

/** @param {WorkbenchOptions} options */
export async function openWorkbench({ folder, file, settings, viewport }) {
  const { folder: temporary, remove } = temporaryFolder();
  const original = path.resolve(root, folder);
  const copy = path.join(temporary, path.basename(original));
  fs.cpSync(original, copy, { recursive: true });
  const [server, { browser, page }] = await Promise.all([
    startServer({
      userData: path.join(temporary, 'user-data'),
      settings: { ...testSettings, ...settings },
    }),
    openBrowser(viewport),
  ]);
  const workbench = new Workbench(page, copy, async () => {
    await browser.close();
    await server.stop();
    remove();
  });
  await page.goto(server.url({ folder: copy, file: file && path.join(copy, file), extensions: [root] }));
  await page.locator('.monaco-workbench').waitFor();
  if (file) await workbench.waitForText('');
  return workbench;
}

export class Workbench {
  /**
   * @param {import('playwright-core').Page} page
   * @param {string} folder the copy that is open
   * @param {() => Promise<void>} close
   */
  constructor(page, folder, close) {
    this.page = page;
    this.folder = folder;
    this.close = close;
  }

  /** @param {string} keys such as `Control+Shift+M`; with `ControlOrMeta` they are right on macOS too */
  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  /** @param {string} text */
  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** The lines in sight in the active editor, as they are in the file: not as they are wrapped. */
  async editorText() {
    return this.page.evaluate(() => {
      const find = (/** @type {string} */ parts) => [
        ...document.querySelectorAll(`.editor-group-container.active .editor-instance ${parts}`),
      ];
      const top = (/** @type {Element} */ part) => Math.round(part.getBoundingClientRect().top);
      const numbered = new Set(find('.line-numbers').map(top));
      return find('.view-line')
        .sort((one, other) => top(one) - top(other))
        .map((line, index) => {
          const text = (line.textContent ?? '').replaceAll('\u00a0', ' ');
          if (index === 0) return text;
          return numbered.has(top(line)) ? `\n${text}` : text.trimStart(); // from its indentation
        })
        .join('');
    });
  }

  /** @param {string} text somewhere in sight in the active editor; the empty text waits for an editor */
  async waitForText(text) {
    return waitFor(
      `the text ${inspect(text)} in the editor`,
      () => this.editorText(),
      (seen) => seen !== '' && seen.includes(text),
    );
  }

  /**
   * Puts the cursor somewhere, and so the focus into the editor.
   *
   * @param {number} line @param {number} column
   */
  async goTo(line, column = 1) {
    await this.press('Control+G');
    await this.#quickInput().fill(`:${line}:${column}`);
    await this.#choose(
      `line ${line} to go to`,
      this.page.locator('.quick-input-list .monaco-list-row'),
      (label) => label.startsWith(`Go to line ${line} and character ${column}`),
    );
    const position = this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` });
    await position.waitFor({ timeout: patience });
  }

  /** @param {string} title as the command palette shows it, such as `Markdown: Open Preview` */
  async runCommand(title) {
    // The list does not grow while it is open: a command of an extension that is only just starting may be missing.
    await waitFor(
      `the command ${inspect(title)} in the palette`,
      async () => {
        await this.press('Escape');
        await this.press('F1');
        await this.#quickInput().fill(`>${title}`);
        const found = this.page.locator(
          `.quick-input-list .monaco-list-row[aria-label^=${JSON.stringify(title)}]`,
        );
        return found
          .first()
          .waitFor({ timeout: seconds })
          .then(() => true, ignoreTimeout);
      },
      (found) => found === true,
    );
    // Its keys are in its label as well: `File: Save, Control+S`.
    await this.#choose(
      `the command ${inspect(title)}`,
      this.page.locator('.quick-input-list .monaco-list-row'),
      (label) => label === title || label.startsWith(`${title}, `),
    );
  }

  /**
   * Opens the quick-fix menu at the cursor.
   *
   * @param {string} [title] of a fix that must be in it
   * @returns {Promise<string[]>} the titles of all fixes
   */
  async openQuickFixes(title) {
    const fixes = this.page.locator('.action-widget .monaco-list-row.action');
    // Just after a problem has come, VS Code may not know its fixes yet, and the menu does not change once open.
    return waitFor(
      title === undefined ? 'a quick-fix menu' : `the quick fix ${inspect(title)}`,
      async () => {
        if (await fixes.first().isVisible()) await this.press('Escape');
        await this.press('ControlOrMeta+.');
        await fixes.first().waitFor({ timeout: seconds }).catch(ignoreTimeout);
        return labels(fixes);
      },
      (seen) => (title === undefined ? seen.length > 0 : seen.includes(title)),
    );
  }

  /** @param {string} title */
  async applyQuickFix(title) {
    await this.openQuickFixes(title);
    await this.#choose(
      `the quick fix ${inspect(title)}`,
      this.page.locator('.action-widget .monaco-list-row.action'),
      (label) => label === title,
    );
    await this.page.locator('.action-widget').waitFor({ state: 'hidden', timeout: patience });
  }

  /**
   * What the Problems panel lists, which is opened. The focus is in the editor afterwards.
   *
   * @returns {Promise<Problem[]>}
   */
  async problems() {
    const none = this.page.locator('.markers-panel .message-box-container', { hasText: 'No problems' });
    const focusedList = this.page.locator('.markers-panel .monaco-list:focus');
    // The page holds only the rows in sight; but the panel copies all as JSON when none is chosen.
    const copied = await waitFor(
      'the rows of the Problems panel',
      async () => {
        if (await none.isVisible()) return '[]';
        if (!(await focusedList.isVisible())) {
          await this.press('ControlOrMeta+Shift+M');
          await focusedList.or(none).first().waitFor({ timeout: seconds }).catch(ignoreTimeout);
          return '';
        }
        await this.page.evaluate(() => navigator.clipboard.writeText(''));
        await this.press('Escape');
        await this.press('ControlOrMeta+C');
        return this.page.evaluate(() => navigator.clipboard.readText());
      },
      // When the last row has just gone, the focus is elsewhere and so is what has been copied.
      (text) => /^\[({|\])/.test(text),
    );
    await this.press('ControlOrMeta+1');
    return JSON.parse(copied).map((/** @type {any} */ row) => ({
      file: path.relative(this.folder, row.resource),
      severity: severities.get(row.severity),
      message: row.message,
      source: row.source,
      code: row.code?.value ?? row.code,
      line: row.startLineNumber,
      column: row.startColumn,
    }));
  }

  /**
   * @param {string} what to say when it does not come
   * @param {(problems: Problem[]) => boolean} accept
   */
  async waitForProblems(what, accept) {
    return waitFor(what, () => this.problems(), accept);
  }

  /**
   * Waits for the list of suggestions at the cursor.
   *
   * @param {string} label of one that must be in it
   * @returns {Promise<string[]>} all labels in sight
   */
  async waitForSuggestion(label) {
    return waitFor(
      `the suggestion ${inspect(label)}`,
      () => this.page.locator('.suggest-widget.visible .monaco-list-row .label-name').allInnerTexts(),
      (seen) => seen.includes(label),
    );
  }

  /** @param {string} label of the suggestion to take */
  async takeSuggestion(label) {
    await this.waitForSuggestion(label);
    const focused = this.page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name');
    await waitFor(
      `the suggestion ${inspect(label)} under the cursor`,
      async () => {
        const seen = await focused.innerText({ timeout: seconds }).catch(() => '');
        if (seen !== label) await this.press('ArrowDown');
        return seen;
      },
      (seen) => seen === label,
    );
    await this.press('Tab');
  }

  /**
   * Answers a question that is asked at the top.
   *
   * @param {string} question a part of it, or of its title
   * @param {string} [answer] left out: what is suggested
   */
  async answer(question, answer) {
    await this.page.locator('.quick-input-widget', { hasText: question }).waitFor({ timeout: patience });
    if (answer !== undefined) await this.#quickInput().fill(answer);
    await this.press('Enter');
  }

  /** What is read out at the cursor, by the keys for that. */
  async hover() {
    await this.press('ControlOrMeta+K');
    await this.press('ControlOrMeta+I');
    const hover = this.page.locator('.monaco-hover:visible');
    return waitFor(
      'what is said at the cursor',
      async () => (await hover.allInnerTexts()).join('\n'),
      (seen) => seen.trim() !== '' && !seen.includes('Loading'),
    );
  }

  /** @param {string} text a part of a notification @returns {Promise<string>} all of it */
  async waitForNotification(text) {
    const notifications = await waitFor(
      `a notification with ${inspect(text)}`,
      () => this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts(),
      (seen) => seen.some((message) => message.includes(text)),
    );
    return /** @type {string} */ (notifications.find((message) => message.includes(text)));
  }

  /** @param {string} name @returns {Promise<string>} the file, in `out/screenshots` */
  async screenshot(name) {
    const file = path.join(screenshots, `${name.replaceAll(/[^\w.]+/g, '-')}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /**
   * Goes down a menu to a row, and takes it.
   *
   * @param {string} what @param {import('playwright-core').Locator} rows @param {(label: string) => boolean} isIt
   */
  async #choose(what, rows, isIt) {
    await waitFor(
      what,
      async () => {
        const seen = await rows.evaluateAll((elements) =>
          elements.map(({ ariaLabel, classList }) => ({
            label: ariaLabel ?? '',
            focused: classList.contains('focused'),
          })),
        );
        const focused = seen.findIndex((row) => row.focused);
        const wanted = seen.findIndex((row) => isIt(row.label));
        if (wanted > focused) await this.press('ArrowDown');
        if (wanted < focused && wanted >= 0) await this.press('ArrowUp');
        return { reached: wanted >= 0 && wanted === focused, seen };
      },
      ({ reached }) => reached,
    );
    await this.press('Enter');
  }

  #quickInput() {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }
}

/**
 * Asks again and again.
 *
 * @template Answer
 * @param {string} what is waited for
 * @param {() => Promise<Answer>} ask
 * @param {(answer: Answer) => unknown} accept
 * @returns {Promise<Answer>} the first answer that is accepted
 */
export async function waitFor(what, ask, accept) {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (Date.now() > deadline) {
      throw new Error(`Waited ${patience / seconds} s for ${what}. Last seen: ${inspect(answer)}`);
    }
    await delay(50);
  }
}

/** @param {import('playwright-core').Locator} rows @returns {Promise<string[]>} */
function labels(rows) {
  return rows.evaluateAll((elements) => elements.map((element) => element.ariaLabel ?? ''));
}

/** @param {Error} error */
function ignoreTimeout(error) {
  if (error.name !== 'TimeoutError') throw error;
}
