/** The test runner in the extension host. `run.mjs` makes one file of it and all `*.test.ts`. */
import Mocha from 'mocha';


/** Prints to the terminal in which the tests were started. */
export let print: (...values: unknown[]) => void = console.log;

/**
 * Runs all tests. It throws when one has failed or none has run: VS Code then ends with an exit code of 1.
 *
 * @param testFiles import the files: suites can be made only when Mocha is ready for them
 * @param printInHost how this extension host reaches the terminal
 */
export async function runTestFiles(
  testFiles: (() => Promise<unknown>)[],
  printInHost: typeof print,
): Promise<void> {
  print = printInHost;
  const { passes, failures } = await run(testFiles).catch((error: unknown) => {
    print(error);
    throw error;
  });
  if (failures > 0) throw new Error(`${String(failures)} failed.`);
  if (passes === 0) {
    print('No test has run.');
    throw new Error('No test has run.');
  }
}

async function run(testFiles: (() => Promise<unknown>)[]): Promise<Mocha.Stats> {
  // Reporters take their `console.log` from here. The console's own can't be replaced in an extension host.
  Mocha.reporters.Base.consoleLog = print;
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, reporter: 'spec', color: false });
  mocha.suite.emit('pre-require', globalThis, null, mocha);
  for (const load of testFiles) await load();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      if (runner.stats) resolve(runner.stats);
    });
  });
}
