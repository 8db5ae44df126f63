// Writes docs/accuracy.md anew: how right the rules are on the published reports (see accuracy.ts).
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createServer } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
// Modules stay where they are: the tests' know by their own place where the reports are.
const server = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'warn',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
try {
  const { accuracy } = await server.ssrLoadModule('/scripts/accuracy.ts');
  const text = await accuracy(root);
  if (text === undefined) {
    console.error('The published reports are not there, so nothing can be measured; docs/accuracy.md stays.');
    process.exitCode = 1;
  } else {
    writeFileSync(path.join(root, 'docs/accuracy.md'), text);
    console.log(text);
  }
} finally {
  await server.close();
}
