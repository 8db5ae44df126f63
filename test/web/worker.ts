/** Runs the tests in an extension host in a web worker. */
import { write } from '../host/documents';
import { runTestFiles } from '../host/index';

// Texts by the names of their files, which `bundle.mjs` puts in.
declare const __WORKSPACE__: Readonly<Record<string, string>>;

export async function run(testFiles: (() => Promise<unknown>)[]): Promise<void> {
  // The workspace is in memory, and empty.
  for (const [name, text] of Object.entries(__WORKSPACE__)) await write(name, text);
  await runTestFiles(testFiles, print);
}

/** Prints to the console, which `run.mjs` follows; the one of a browser puts nothing in places of a format. */
function print(first: unknown, ...others: unknown[]): void {
  if (first instanceof Error) console.log(first.stack);
  else console.log(String(first).replaceAll(/%[sd]/g, (place) => String(others.shift() ?? place)));
}
