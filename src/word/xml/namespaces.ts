/**
 * The namespaces of Word's XML that we read and write, by the prefixes that we give them, as the transitional
 * form of the standard has them (which Word writes) and as its strict form has them.
 */
const known = {
  w: [
    'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
    'http://purl.oclc.org/ooxml/wordprocessingml/main',
  ],
  r: [
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    'http://purl.oclc.org/ooxml/officeDocument/relationships',
  ],
  wp: [
    'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
    'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing',
  ],
  a: ['http://schemas.openxmlformats.org/drawingml/2006/main', 'http://purl.oclc.org/ooxml/drawingml/main'],
  pic: [
    'http://schemas.openxmlformats.org/drawingml/2006/picture',
    'http://purl.oclc.org/ooxml/drawingml/picture',
  ],
  ep: [
    'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties',
    'http://purl.oclc.org/ooxml/officeDocument/extendedProperties',
  ],
  ds: [
    'http://schemas.openxmlformats.org/officeDocument/2006/customXml',
    'http://purl.oclc.org/ooxml/officeDocument/customXml',
  ],
  rel: ['http://schemas.openxmlformats.org/package/2006/relationships'],
  ct: ['http://schemas.openxmlformats.org/package/2006/content-types'],
  cp: ['http://schemas.openxmlformats.org/package/2006/metadata/core-properties'],
  dc: ['http://purl.org/dc/elements/1.1/'],
  dcterms: ['http://purl.org/dc/terms/'],
  xsi: ['http://www.w3.org/2001/XMLSchema-instance'],
  mc: ['http://schemas.openxmlformats.org/markup-compatibility/2006'],
  w14: ['http://schemas.microsoft.com/office/word/2010/wordml'],
  w15: ['http://schemas.microsoft.com/office/word/2012/wordml'],
  xml: ['http://www.w3.org/XML/1998/namespace'],
  // A part of our own, which holds what a document was made of.
  ir: ['urn:inspection-reports:source'],
} as const satisfies Record<string, readonly string[]>;

export type Prefix = keyof typeof known;

/** The URI that a prefix stands for in what we write. */
export function uriOf(prefix: Prefix): string {
  return known[prefix][0];
}

const prefixes = new Map<string, string>(
  Object.entries(known).flatMap(([prefix, uris]) => uris.map((uri) => [uri, prefix] as const)),
);

/** Our prefix for a namespace, in either form of the standard; undefined for one that we don't know. */
export function prefixOf(uri: string): string | undefined {
  return prefixes.get(uri);
}

/** The declarations of namespaces that the root of a part needs: `{'xmlns:w': …}`. */
export function declarations(...prefixes: readonly Prefix[]): Record<string, string> {
  return Object.fromEntries(prefixes.map((prefix) => [`xmlns:${prefix}`, uriOf(prefix)]));
}
