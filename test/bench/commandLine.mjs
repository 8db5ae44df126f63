// How fast `inspection-report check` gets through a folder of drafts, and how much memory it takes.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../vscode/clean-up.mjs';
import { freshCopy, readDrafts } from './drafts.mjs';
import { median } from './timing.mjs';

const here = import.meta.dirname;
const count = 200;

/** @param {number} runs */
export function measureCommandLine(runs) {
  console.error(`Checking ${count} drafts on the command line …`);
  const { folder, remove } = temporaryFolder();
  const drafts = readDrafts();
  let bytes = 0;
  mkdirSync(path.join(folder, 'drafts'));
  for (let at = 0; at < count; at++) {
    const { name, text } = drafts[at % drafts.length];
    const copy = Buffer.from(freshCopy(text, at));
    bytes += copy.length;
    writeFileSync(path.join(folder, 'drafts', `${name}-${at}.report.md`), copy);
  }
  const checked = Array.from({ length: runs }, () => check(folder));
  remove();
  return {
    count,
    bytes,
    seconds: median(checked.map(({ seconds }) => seconds)),
    peak: median(checked.map(({ peak }) => peak)),
  };
}

/** @param {string} folder */
function check(folder) {
  const preload = pathToFileURL(path.join(here, 'peak.mjs')).href;
  const command = [
    '--import',
    preload,
    path.join(here, '../../dist/cli.js'),
    'check',
    'drafts',
    '--format',
    'text',
  ];
  const start = performance.now();
  const { status, stdout, stderr, output } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: Infinity,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const seconds = (performance.now() - start) / 1000;
  // 1: the drafts have errors, as the published reports do.
  if (status === null || status > 1 || !stdout.includes(`\n${count} drafts: `))
    throw new Error(`The command line failed with ${status}: ${stderr}`);
  const peak = Number(output[3]);
  // A process begins with the peak of the one that starts it, and so tells its own only when that is smaller.
  if (!(peak > process.resourceUsage().maxRSS * 1024))
    throw new Error('The process that measures took more memory than the command line.');
  return { seconds, peak };
}
