/**
 * How long the extension's bundle takes to load, in a Node of its own each time, beside that of another build. The
 * two take turns, so that what else the machine does is in both.
 *
 *     node test/bench/load.mjs OTHER/dist [ROUNDS]    compares dist with what was built before
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { median } from './timing.mjs';

const dist = path.resolve(import.meta.dirname, '../../dist');

/** Loads a bundle with a stand-in for `vscode`, and prints the milliseconds. */
const load = `
  const anything = () => new Proxy(function () {}, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'then' ? undefined : anything()),
    apply: anything,
    construct: anything,
  });
  // A bundle copies what a module holds itself, and looks up all else in what stands behind it.
  const vscode = Object.create(new Proxy({}, { get: anything }));
  const Module = require('node:module');
  const { _load } = Module;
  Module._load = (name, ...rest) => (name === 'vscode' ? vscode : _load(name, ...rest));
  const start = performance.now();
  require(process.argv[1]);
  process.stdout.write(String(performance.now() - start));`;

/** @param {string} bundle */
function loadTime(bundle) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', load, bundle], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${bundle} can't be loaded: ${stderr}`);
  return Number(stdout);
}

/**
 * @param {string | undefined} before the folder of another build
 * @returns {{ load: number, before?: number, ratio?: number }} medians in milliseconds; the median of the ratios of
 *   two that were loaded one after the other
 */
export function loadTimes(before, rounds = 31) {
  const [now, then] = [dist, before].map((folder) => folder && path.resolve(folder, 'extension.js'));
  /** @type {number[][]} */
  const times = [[], []];
  for (let round = 0; round < rounds; round++)
    for (const which of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const bundle = [now, then][which];
      if (bundle) times[which].push(loadTime(bundle));
    }
  const [ours, theirs] = times;
  if (!then) return { load: median(ours) };
  return {
    load: median(ours),
    before: median(theirs),
    ratio: median(ours.map((time, round) => time / theirs[round])),
  };
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  const [before, rounds] = process.argv.slice(2);
  console.log(loadTimes(before, Number(rounds ?? 31)));
}
