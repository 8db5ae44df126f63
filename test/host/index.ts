/** The test runner in the extension host. `bundle.mjs` makes one file of it and all `*.test.ts`. */
import Mocha from 'mocha';

/** Prints to the terminal in which the tests were started. */
export let print: (...values: unknown[]) => void = console.log;

/**
 * Runs all tests. It throws when one has failed or none has run: VS Code then ends with an exit code of 1.
 *
 * @param testFiles import the files: suites can be made only when Mocha is ready for them
 * @param printInHost how this extension host reaches the terminal
 * @param notHere beginnings of the full titles of tests that cannot run in this extension host, and why
 */
export async function runTestFiles(
  testFiles: (() => Promise<unknown>)[],
  printInHost: typeof print,
  notHere: Readonly<Record<string, string>> = {},
): Promise<void> {
  print = printInHost;
  const { passes, failures } = await run(testFiles, notHere).catch((error: unknown) => {
    print(error);
    throw error;
  });
  if (failures > 0) throw new Error(`${String(failures)} failed.`);
  if (passes === 0) {
    print('No test has run.');
    throw new Error('No test has run.');
  }
}

async function run(
  testFiles: (() => Promise<unknown>)[],
  notHere: Readonly<Record<string, string>>,
): Promise<Mocha.Stats> {
  // Reporters take their `console.log` from here. The console's own can't be replaced in an extension host.
  Mocha.reporters.Base.consoleLog = print;
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, reporter: 'spec', color: false });
  mocha.suite.emit('pre-require', globalThis, null, mocha);
  for (const load of testFiles) await load();
  mocha.suite.eachTest((each) => {
    const [, why] = Object.entries(notHere).find(([start]) => each.fullTitle().startsWith(start)) ?? [];
    if (why === undefined) return;
    print(`SKIPPED: ${each.fullTitle()}: ${why}`);
    each.pending = true;
  });
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      if (runner.stats) resolve(runner.stats);
    });
  });
}
