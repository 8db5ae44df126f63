import { generator } from '../document/generator.js';
import { readZip } from './package/zip.js';
import { readXml } from './xml/readXml.js';

/**
 * Whether a file is a Word document as we wrote it: nobody has saved it since, for Word then says that it is
 * Word's.
 */
export function isOurWord(bytes: Uint8Array): boolean {
  try {
    const properties = readZip(bytes).get('docProps/app.xml');
    if (!properties) return false;
    return readXml(properties).children.some(
      (child) =>
        child.type === 'element' &&
        child.name === 'ep:Application' &&
        child.children.some((text) => text.type === 'text' && text.value === generator),
    );
  } catch {
    return false;
  }
}
