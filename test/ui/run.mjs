/**
 * Runs the keyboard journeys one after another, each in a process of its own.
 *
 *     node test/ui/run.mjs            all *.journey.mjs
 *     node test/ui/run.mjs fix menu   those with `fix` or `menu` in their name
 *
 * The extension has to be built before. Ends with an exit code of 1 when a journey fails or there is none.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

const minutes = 60_000;
const here = import.meta.dirname;
const endWithStarter = new URL('../vscode/end-with-starter.mjs', import.meta.url).href;
const wanted = process.argv.slice(2);

const files = fs
  .readdirSync(here)
  .filter((name) => name.endsWith('.journey.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (files.length === 0) {
  console.error('There is no such journey.');
  process.exitCode = 1;
}
for (const file of files) {
  console.log(file);
  const child = spawn(process.execPath, ['--import', endWithStarter, path.join(here, file)], {
    stdio: ['pipe', 'inherit', 'inherit'],
    timeout: 5 * minutes,
  });
  const [status, signal] = await once(child, 'exit');
  if (signal) console.error(`  ✘ ended by ${signal}`);
  if (status !== 0) process.exitCode = 1;
}
