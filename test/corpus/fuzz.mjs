// Tries random edits of random drafts until the time is over: `npm run fuzz -- 30` for thirty minutes. A
// course on which a session answers otherwise than a fresh check is kept in sessionRegressions.json, which
// the tests run from then on.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) {
  console.error('npm run fuzz -- MINUTES: how long to try, such as 30');
  process.exit(2);
}
const end = Date.now() + minutes * 60_000;
// Ten times what `npm test` tries: twice 30 drafts with 40 edits each.
const runs = 10;
const edits = runs * 2 * 30 * 40;
let tried = 0;
while (Date.now() < end) {
  const seed = String(Math.floor(Math.random() * 2 ** 31));
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'test/corpus/session.test.ts', '--reporter=dot'],
    {
      cwd: root,
      env: { ...process.env, RANDOM_RUNS: String(runs), SESSION_SEED: seed, SESSION_KEEP: 'yes' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== 0) {
    console.error(
      `Seed ${seed}: a session parts from a fresh check. The course is in test/corpus/sessionRegressions.json; npx vitest run test/corpus/session.test.ts shows it.`,
    );
    process.exit(1);
  }
  tried += edits;
  console.log(`${String(tried)} edits tried, seed ${seed}: no difference.`);
}
