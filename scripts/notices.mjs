// The notices of the packages that are bundled: their licences ask that these go wherever the code goes.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the package that a bundled file is of; undefined for a file of our own. @param {string} file */
const packageOf = (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];

/**
 * @param {string} root
 * @param {Iterable<string>} inputs files that went into the bundles, from the root, with `/` between folders
 * @returns {string} name, version, licence and its text for each package
 * @throws Error for a package without a text of its licence
 */
export function notices(root, inputs) {
  const folders = new Set([...inputs].map(packageOf).filter((folder) => folder !== undefined));
  const parts = [...folders].map((folder) => {
    const home = path.join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
    const texts = readdirSync(home)
      .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file))
      .sort()
      .map((file) => readFileSync(path.join(home, file), 'utf8').replaceAll('\r\n', '\n').trim());
    if (texts.length === 0) throw new Error(`${name} has no text of its licence, so it can't be bundled`);
    return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
  });
  const line = `\n${'-'.repeat(72)}\n\n`;
  return `Packages that are part of Inspection Reports, and their licences\n${line}${[...new Set(parts)].sort().join(line)}`;
}
