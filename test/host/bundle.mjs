/** The tests of the extension hosts, and what they read of this machine, as one file that an extension host loads. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');

/**
 * The files with tests in a folder: those that the command line names a part of, or all.
 *
 * @param {string} folder
 */
export function testFilesIn(folder) {
  const wanted = process.argv.slice(2);
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .map((name) => path.join(folder, name));
}

/**
 * @param {object} options
 * @param {string} options.host the module whose `run` runs them in the extension host
 * @param {string[]} options.files with tests
 * @param {import('esbuild').BuildOptions} options.options of the bundler
 * @returns {Promise<Uint8Array>} a CommonJS module that exports `run`
 */
export async function bundleTests({ host, files, options }) {
  const { outputFiles } = await build({
    ...options,
    stdin: {
      contents: `
        import * as host from ${JSON.stringify(host)};
        export const { activate } = host;
        export const run = () => host.run([
          ${files.map((file) => `() => import(${JSON.stringify(file)}),`).join('\n')}
        ]);`,
      resolveDir: here,
      sourcefile: 'all-tests.ts',
      loader: 'ts',
    },
    define: {
      __EXAMPLES__: textsIn('examples', '.report.md'),
      __PUBLISHED__: textsIn('../shared/reports', '.report.md'),
      __WORKSPACE__: textsIn('test/host/workspace', ''),
    },
    bundle: true,
    format: 'cjs',
    write: false,
  });
  return outputFiles[0].contents;
}

/**
 * @param {string} folder relative to the project; it need not be there
 * @param {string} ending of the files' names
 * @returns {string} JSON: texts by the names of the files
 */
function textsIn(folder, ending) {
  const at = path.join(root, folder);
  const names = fs.existsSync(at) ? fs.readdirSync(at).filter((name) => name.endsWith(ending)) : [];
  return JSON.stringify(
    Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(at, name), 'utf8')])),
  );
}
