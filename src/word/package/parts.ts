import type { Element } from 'xast';
import { x } from '../xml/x.js';
import { uriOf } from '../xml/namespaces.js';
import { writeXml } from '../xml/writeXml.js';
import { relationshipsPath, relationshipsTree, type Relationship } from './relationships.js';
import { writeZip } from './zip.js';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** The kinds of parts that are written, with what the list of content types calls them. */
const contentTypes = {
  document: `${word}.document.main+xml`,
  styles: `${word}.styles+xml`,
  numbering: `${word}.numbering+xml`,
  settings: `${word}.settings+xml`,
  fontTable: `${word}.fontTable+xml`,
  footnotes: `${word}.footnotes+xml`,
  header: `${word}.header+xml`,
  footer: `${word}.footer+xml`,
  coreProperties: 'application/vnd.openxmlformats-package.core-properties+xml',
  appProperties: 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
  customXmlProperties: 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
  xml: 'application/xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
} as const;

export type PartKind = keyof typeof contentTypes;

/** The parts of a document that is being written, and how they point to each other. */
export class Parts {
  readonly #parts = new Map<string, { readonly kind: PartKind; readonly content: Element | Uint8Array }>();
  readonly #relationships = new Map<string, Relationship[]>();

  /** Adds a part: a tree of XML, or bytes as they are. */
  add(path: string, kind: PartKind, content: Element | Uint8Array): void {
    this.#parts.set(path, { kind, content });
  }

  /**
   * Makes a part point to another, or to an address outside; the same address is stated once.
   * @param part '' for the whole package
   * @param type the last word of its type: `footnotes`, `hyperlink`
   * @returns the id by which the part calls it
   */
  relate(part: string, type: string, target: string, isExternal = false): string {
    let relationships = this.#relationships.get(part);
    if (!relationships) this.#relationships.set(part, (relationships = []));
    const stated = relationships.find(
      (relationship) => relationship.type === type && relationship.target === target,
    );
    if (stated) return stated.id;
    const id = `rId${String(relationships.length + 1)}`;
    relationships.push({ id, type, target, isExternal });
    return id;
  }

  /** The whole package as a zip archive. */
  zipped(): Uint8Array {
    const files = new Map<string, Uint8Array>([['[Content_Types].xml', writeXml(this.#contentTypes())]]);
    for (const [part, relationships] of this.#relationships)
      files.set(relationshipsPath(part), writeXml(relationshipsTree(relationships)));
    for (const [path, { content }] of this.#parts)
      files.set(path, content instanceof Uint8Array ? content : writeXml(content));
    return writeZip(files);
  }

  #contentTypes(): Element {
    return x(
      'Types',
      { xmlns: uriOf('ct') },
      x('Default', {
        Extension: 'rels',
        ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
      }),
      [...this.#parts].map(([path, { kind }]) =>
        x('Override', { PartName: `/${path}`, ContentType: contentTypes[kind] }),
      ),
    );
  }
}
