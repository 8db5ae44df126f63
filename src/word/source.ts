import type { Element } from 'xast';
import { x } from './xml/x.js';
import { declarations, uriOf } from './xml/namespaces.js';

/**
 * What a document was made of: a part that Word keeps when it saves. The copy for reviewers holds the draft
 * itself; that for the inspected service only its digest, by which the kept base is found.
 */
export interface Source {
  /** SHA-256 of the draft as UTF-8, in small hexadecimal digits. */
  readonly digest: string;
  readonly text: string | undefined;
}

/** The digest of a draft; see Source. */
export async function digestOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The part with the source. Its text is in base64, for XML changes line endings. */
export function sourceTree({ digest, text }: Source): Element {
  return x('ir:source', { ...declarations('ir'), digest }, text === undefined ? undefined : base64Of(text));
}

/** What Word wants to know of such a part: a name for it that no other part has, and its schema. */
export function sourcePropertiesTree({ digest }: Source): Element {
  const [, ...groups] = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(digest.toUpperCase()) ?? [];
  return x(
    'ds:datastoreItem',
    { ...declarations('ds'), 'ds:itemID': `{${groups.join('-')}}` },
    x('ds:schemaRefs', x('ds:schemaRef', { 'ds:uri': uriOf('ir') })),
  );
}

/** The source that such a part holds; undefined where it is another's, or its text is not what its digest says. */
export async function readSource(root: Element): Promise<Source | undefined> {
  const { digest } = root.attributes;
  if (root.name !== 'ir:source' || digest == null || !/^[\da-f]{64}$/.test(digest)) return undefined;
  const encoded = root.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  if (encoded.trim() === '') return { digest, text: undefined };
  const text = textOf(encoded);
  return text !== undefined && (await digestOf(text)) === digest ? { digest, text } : undefined;
}

function base64Of(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function textOf(encoded: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(encoded.replace(/\s+/g, '')), (character) => character.charCodeAt(0));
    // A byte order mark is a character of the draft like any other.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
