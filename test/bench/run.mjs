// How long a full check takes, as a ratio to what parsing the same text costs at least: a bare
// remark-parse. Both are run in turn, so that a machine that slows down slows both.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { checkReport } = await import(pathToFileURL(path.join(root, 'dist/index.js')).href);
const rounds = Number(process.env.ROUNDS ?? 31);

const bare = unified().use(remarkParse).freeze();
const folders = [path.join(root, '../shared/reports'), path.join(root, 'examples')];
const drafts = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith('.report.md'));

/** @param {() => void} run */
const time = (run) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};
/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

console.log('draft                        kB   parse ms   check ms   ratio');
for (const file of drafts) {
  const text = readFileSync(file, 'utf8');
  /** @type {number[]} */ const parse = [];
  /** @type {number[]} */ const check = [];
  for (let round = -3; round < rounds; round++) {
    const parsed = time(() => bare.parse(text));
    const checked = time(() => checkReport(text));
    // The first rounds are for the compiler.
    if (round >= 0) {
      parse.push(parsed);
      check.push(checked);
    }
  }
  const [a, b] = [median(parse), median(check)];
  const name = path.basename(file).padEnd(26);
  const size = (text.length / 1000).toFixed(0).padStart(5);
  console.log(
    `${name} ${size} ${a.toFixed(1).padStart(10)} ${b.toFixed(1).padStart(10)} ${(b / a).toFixed(2).padStart(7)}`,
  );
}
