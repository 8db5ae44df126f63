// Builds what runs: the extension for Node and for the web, the command line, the library.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { notices } from './notices.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { version, engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const node = `node${/\d+(\.\d+)*/.exec(engines.node)[0]}`;

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  // Letters beyond ASCII are one or two bytes shorter as they are.
  charset: 'utf8',
  sourcemap: false,
  // Their licences go into a file of their own.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // What is loaded on demand is required: not every host lets a CommonJS module import.
  supported: { 'dynamic-import': false },
  define: { __VERSION__: JSON.stringify(version) },
  // Its ES modules, which can be shaken: its exports offer Node CommonJS alone, twice the size in the bundle.
  alias: {
    yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js'),
    // What it offers Node asks for threads, which none of what is used here needs.
    fflate: path.join(root, 'node_modules/fflate/esm/browser.js'),
  },
};

/** What takes part in the ways in and out is a file of its own, which Node reads when it needs it. */
const exchangeApart = {
  name: 'exchange apart',
  setup(/** @type {import('esbuild').PluginBuild} */ { onResolve }) {
    onResolve({ filter: /\/exchange\.js$/ }, ({ kind }) =>
      kind === 'require-call' || kind === 'dynamic-import'
        ? { path: './exchange.js', external: true }
        : undefined,
    );
  },
};

// What checks a settings file, with zod: Node loads it when there is such a file. Elsewhere there is one file only.
const onDemand = 'settingsSchema.js';

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...common,
    entryPoints: [`src/check/${onDemand.replace('.js', '.ts')}`],
    outfile: `dist/${onDemand}`,
    platform: 'node',
    target: node,
    format: 'cjs',
    mainFields: ['module', 'main'],
  },
  {
    ...common,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    platform: 'node',
    target: node,
    format: 'cjs',
    external: ['vscode', `*/${onDemand}`],
    plugins: [exchangeApart],
    // Prefer the ES modules of dependencies: they can be shaken.
    mainFields: ['module', 'main'],
  },
  {
    ...common,
    entryPoints: ['src/exchange.ts'],
    outfile: 'dist/exchange.js',
    // What its libraries take from Node, they have for the web as well.
    platform: 'browser',
    target: node,
    format: 'cjs',
    conditions: ['worker'],
    mainFields: ['module', 'main'],
  },
  {
    ...common,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/web/extension.js',
    platform: 'browser',
    conditions: ['worker'],
    target: 'es2022',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...common,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    platform: 'node',
    target: node,
    format: 'cjs',
    // A dependency asks where it stands by the means of ES modules, which a CommonJS bundle lacks.
    define: { ...common.define, 'import.meta.url': 'importMetaUrl' },
    external: [`*/${onDemand}`],
    plugins: [exchangeApart],
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    mainFields: ['module', 'main'],
  },
  {
    ...common,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.mjs',
    platform: 'neutral',
    conditions: ['worker'],
    mainFields: ['module', 'main'],
    target: 'es2022',
    format: 'esm',
  },
  {
    ...common,
    entryPoints: ['src/remark.ts'],
    outfile: 'dist/remark.mjs',
    platform: 'neutral',
    conditions: ['worker'],
    mainFields: ['module', 'main'],
    target: 'es2022',
    format: 'esm',
  },
];

if (process.argv.includes('--watch')) {
  await Promise.all(
    bundles.map(async (options) => (await context({ ...options, logLevel: 'info' })).watch()),
  );
} else {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  const built = await Promise.all(bundles.map((options) => build(options)));
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  writeFileSync(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices(root, inputs));
  // The library's types are those of an ES module.
  mkdirSync(path.join(root, 'dist/types'));
  writeFileSync(path.join(root, 'dist/types/package.json'), '{ "type": "module" }\n');
}
