import type { Element } from 'xast';
import { generator } from '../../document/generator.js';
import { x } from '../xml/x.js';
import { declarations, uriOf } from '../xml/namespaces.js';

/** What a document says of itself. @param date like 2026-09-14 or 2026-09, or undefined. */
export function corePropertiesTree(properties: {
  readonly title: string;
  readonly subject: string;
  readonly language: string;
  readonly date: string | undefined;
}): Element {
  const { title, subject, language, date } = properties;
  const stamp = date === undefined ? undefined : `${date.length === 7 ? `${date}-01` : date}T00:00:00Z`;
  const dated = (name: string) =>
    stamp !== undefined && x(`dcterms:${name}`, { 'xsi:type': 'dcterms:W3CDTF' }, stamp);
  return x(
    'cp:coreProperties',
    declarations('cp', 'dc', 'dcterms', 'xsi'),
    dated('created'),
    x('dc:creator', 'HM Inspectorate of Probation'),
    x('dc:language', language),
    dated('modified'),
    subject !== '' && x('dc:subject', subject),
    x('dc:title', title),
  );
}

/** Who made the document. */
export function appPropertiesTree(): Element {
  return x('Properties', { xmlns: uriOf('ep') }, x('Application', generator));
}
