/** Runs the tests in an extension host in Node. */
import { appendFileSync } from 'node:fs';
import { format } from 'node:util';
import { runTestFiles } from './index';

export async function run(testFiles: (() => Promise<unknown>)[]): Promise<void> {
  await runTestFiles(testFiles, print);
}

function print(...values: unknown[]): void {
  const output = process.env.EXT_TEST_OUTPUT;
  // Only the console of a desktop VS Code reaches the terminal; the other host follows this file.
  if (output) appendFileSync(output, `${format(...values)}\n`);
  else console.log(...values);
}
