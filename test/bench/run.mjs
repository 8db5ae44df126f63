/**
 * Measures how fast everything is, and says which targets are met.
 *
 *     node test/bench/run.mjs                     prints it
 *     node test/bench/run.mjs --write             writes docs/performance.md as well
 *     node test/bench/run.mjs --without-editor    starts no VS Code, so that the start of the extension is not measured
 *     node test/bench/run.mjs --before OTHER/dist compares the start of the extension with that of another build
 *     ROUNDS=3 EDITS=100 node test/bench/run.mjs  a quick look
 *
 * A target that is missed is no failure: the exit status is 0.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { measureBundles } from './bundles.mjs';
import { measureCommandLine } from './commandLine.mjs';
import { missing } from './drafts.mjs';
import { loadTimes } from './load.mjs';
import { page } from './page.mjs';
import { bundleNames, peers } from './results.mjs';
import { targets } from './targets.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { values: options } = parseArgs({
  options: { write: { type: 'boolean' }, 'without-editor': { type: 'boolean' }, before: { type: 'string' } },
});
const rounds = Number(process.env.ROUNDS ?? 31);
const edits = Number(process.env.EDITS ?? 10_000);

if (missing.length > 0) {
  console.error(
    `NOT MEASURED, since these published reports are not in ../shared/reports: ${missing.join(', ')}. What is there stands in.`,
  );
  if (options.write) {
    console.error('docs/performance.md stays as it is: it is about those reports.');
    process.exit(1);
  }
}

/** Runs a program and gives back the JSON that it prints. @param {...string} args */
function run(...args) {
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
  const { status, stdout } = spawnSync(process.execPath, [...flags, ...args], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${args.join(' ')} failed with ${status}.`);
  return stdout === '' ? undefined : JSON.parse(stdout);
}

function machine() {
  const [{ model }] = os.cpus();
  return {
    processor: model,
    cores: String(os.cpus().length),
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
    system: `${os.type()} ${os.release().split('.', 2).join('.')}, ${os.arch()}`,
    node: process.versions.node,
    load: os.loadavg()[0].toFixed(1),
  };
}

/** @param {string} name */
const versionOf = (name) =>
  JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')).version;

if (os.loadavg()[0] > os.cpus().length / 2)
  console.error('THE MACHINE IS BUSY with something else: ratios and times will be off.');

run(path.join(root, 'scripts/build.mjs'));
/** @type {import('./results.mjs').Results} */
const results = {
  machine: machine(),
  versions: Object.fromEntries(peers.map((name) => [name, versionOf(name)])),
  rounds,
  activation: options['without-editor']
    ? undefined
    : await (await import('./activation.mjs')).activationTimes(),
  load: loadTimes(options.before, rounds),
  bundles: measureBundles(bundleNames),
  commandLine: measureCommandLine(Math.min(rounds, 3)),
  memory: run('--expose-gc', 'memory.mjs', String(edits)),
  ...run('checks.mjs', String(rounds)),
};

const file = path.join(root, 'docs/performance.md');
const text = await format(page(results), { ...(await resolveConfig(file)), filepath: file });
console.log(text);
for (const { name, target, result, met } of targets(results)) {
  if (met === false) console.log(`TARGET MISSED: ${name}: ${target}, and it is ${result}.`);
  if (met === undefined) console.log(`NOT MEASURED: ${name}: ${target}.`);
}
if (options.write) writeFileSync(file, text);
