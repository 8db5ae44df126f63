import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const bundles = [
  'cli.js',
  'index.mjs',
  'remark.mjs',
  'exchange.js',
  'extension.js',
  'settingsSchema.js',
  'web/extension.js',
].map((name) => path.join(root, 'dist', name));
const lock = path.join(root, 'out/unit-build.lock');

/** Builds what is in dist/ where it is missing or older than its sources. */
export async function built(): Promise<void> {
  mkdirSync(path.dirname(lock), { recursive: true });
  // Two files of tests may come here at once, and a build begins by emptying dist/.
  const end = Date.now() + 120_000;
  while (!taken()) {
    if (Date.now() > end) throw new Error(`${lock} is left over: remove it`);
    await setTimeout(200);
  }
  try {
    if (!isStale()) return;
    const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`scripts/build.mjs failed: ${stderr}`);
  } finally {
    rmSync(lock, { recursive: true });
  }
}

function taken(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function isStale(): boolean {
  const changed = Math.max(
    ...sources().map((name) => statSync(path.join(root, name)).mtimeMs),
    statSync(path.join(root, 'scripts/build.mjs')).mtimeMs,
  );
  return bundles.some((each) => (statSync(each, { throwIfNoEntry: false })?.mtimeMs ?? 0) < changed);
}

/** The files below src/, as paths from the project's root. */
export function sources(): string[] {
  return readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.relative(root, path.join(each.parentPath, each.name)))
    .sort();
}
