// The size of everything that is built.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = path.resolve(import.meta.dirname, '../../dist');

/** @param {readonly string[]} names */
export const measureBundles = (names) =>
  Object.fromEntries(
    names.map((name) => {
      const code = readFileSync(path.join(dist, name));
      return [name, { bytes: code.length, gzip: gzipSync(code, { level: 9 }).length }];
    }),
  );
