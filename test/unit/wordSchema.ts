/** Whether the parts of Word documents are what the standard says they are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { validateXML } from 'xmllint-wasm';
import { readZip } from '../../src/word/package/zip';

const folder = fileURLToPath(new URL('../../../shared/schemas/iso/', import.meta.url));

/** Whether the schemas are there. */
export const schemasThere = existsSync(`${folder}wml.xsd`);

if (!schemasThere)
  console.warn(
    `test/unit: ${folder}wml.xsd is missing, so NO WORD DOCUMENT IS VALIDATED against the schemas of the standard.`,
  );

/** What is wrong with the parts of some documents, each document named; nothing where all are valid. */
export async function schemaErrors(documents: Readonly<Record<string, Uint8Array>>): Promise<string[]> {
  if (!schemasThere) return [];
  // The validator has no folders: one schema stands in another than the rest.
  const schemas = [...readdirSync(folder), '../mce/mc.xsd'].map((fileName) => ({
    fileName: fileName.replace(/^.*\//, ''),
    contents: readFileSync(folder + fileName, 'utf8').replaceAll('../mce/', ''),
  }));
  const xml = Object.entries(documents).flatMap(([name, bytes]) =>
    [...readZip(bytes)].flatMap(([path, contents]) =>
      /^word\/[^/]+\.xml$/.test(path) ? [{ fileName: `${name}_${path.replace('/', '_')}`, contents }] : [],
    ),
  );
  const { valid, errors } = await validateXML({
    xml,
    schema: schemas.filter(({ fileName }) => fileName === 'wml.xsd'),
    preload: schemas.filter(({ fileName }) => fileName !== 'wml.xsd'),
    maxMemoryPages: 8192,
  });
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage);
}
