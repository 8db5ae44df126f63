/**
 * How long VS Code takes to start the extension, by its own clock: what its command "Developer: Startup
 * Performance" lists. The extension has to be built before.
 *
 *     node test/bench/activation.mjs
 */
import path from 'node:path';
import { openWorkbench, waitFor } from '../ui/workbench.mjs';

const rounds = 3;

/**
 * @typedef {object} ActivationTimes whole milliseconds
 * @property {number} codeLoadingTime reading and running the bundle
 * @property {number} activateCallTime the call of `activate`
 * @property {number} activateResolvedTime until what it returns is there; next to nothing where it is no promise
 */

/**
 * Starts the extension in a new VS Code a few times.
 *
 * @returns {Promise<ActivationTimes>} the median of each
 */
export async function activationTimes() {
  /** @type {number[][]} */
  const all = [];
  for (let round = 0; round < rounds; round++) all.push(await timesOfOneStart());
  const [codeLoadingTime = NaN, activateCallTime = NaN, activateResolvedTime = NaN] = [0, 1, 2].map(
    (which) => all.map((times) => times[which] ?? NaN).sort((a, b) => a - b)[rounds >> 1],
  );
  return { codeLoadingTime, activateCallTime, activateResolvedTime };
}

/**
 * A Markdown file would start others with it, and the time in which one extension loads counts for all that
 * wait for it. So ours is started alone, by a command, when those that start with VS Code are there.
 *
 * @returns {Promise<number[]>} load, call, finish
 */
async function timesOfOneStart() {
  const workbench = await openWorkbench({ folder: 'examples' });
  const { page } = workbench;
  try {
    await workbench.runCommand('Developer: Show Running Extensions');
    // VS Code starts this one when it has started itself.
    const last = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Merge Conflict' });
    await last.filter({ hasText: 'Activation:' }).waitFor();
    await workbench.runCommand('Inspection report: Show log');
    // It takes the focus, which the next command needs.
    await page.locator('.panel .output-view .monaco-editor.focused').waitFor();
    await workbench.runCommand('Developer: Startup Performance');
    return await waitFor(
      'the extension in the list of starts',
      async () => {
        await workbench.press('ControlOrMeta+A');
        await workbench.press('ControlOrMeta+C');
        const text = await page.evaluate(() => navigator.clipboard.readText());
        const row = text.split('\n').find((line) => line.startsWith('| inspection-reports.')) ?? '';
        // | Extension | Eager | Load Code | Call Activate | Finish Activate | Event | By |
        return row.split('|').slice(3, 6).map(Number);
      },
      (times) => times.length === 3 && times.every(Number.isFinite),
    );
  } finally {
    await workbench.close();
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  for (const [name, value] of Object.entries(await activationTimes()))
    console.log(`${name.padEnd(20)} ${String(value).padStart(4)} ms`);
}
