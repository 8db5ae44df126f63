// Makes the VSIX. It holds only what runs and what it shows; see .vscodeignore.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';

const root = path.resolve(import.meta.dirname, '..');
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const packagePath = path.join(root, `${name}-${version}.vsix`);
const most = 2_000_000;

// Dependencies are in the bundles.
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});

const files = await listFiles({ cwd: root, dependencies: false });
const { size } = statSync(packagePath);
console.log(`${path.basename(packagePath)}: ${String(files.length)} files, ${(size / 1000).toFixed(0)} kB`);
if (size > most) {
  console.error(`It is larger than ${String(most / 1e6)} MB: something is in it that does not run.`);
  process.exitCode = 1;
}
