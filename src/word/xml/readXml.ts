import type { Element, Root } from 'xast';
import { fromXml } from 'xast-util-from-xml';
import { PackageError } from '../package/zip.js';
import { prefixOf } from './namespaces.js';

/** How deep elements may stand within each other. */
const deepest = 200;

/**
 * Reads a part of a Word document. Whatever prefixes it uses, elements and attributes then bear ours
 * (`namespaces.ts`), for the transitional and the strict form alike; those of other namespaces are called
 * `{uri}name`.
 * @param bytes UTF-8, or UTF-16 with its mark.
 * @returns the root element.
 * @throws PackageError where it is no XML, declares a document type, or is nested deeper than 200.
 */
export function readXml(bytes: Uint8Array): Element {
  const text = decode(bytes);
  // A document type can define entities that grow without end; no Word document has one.
  if (text.includes('<!DOCTYPE')) throw new PackageError('a part of it declares a document type');
  if (isTooDeep(text)) throw new PackageError(`a part of it is nested deeper than ${String(deepest)}`);
  let root: Root;
  try {
    root = fromXml(text);
  } catch {
    throw new PackageError('a part of it is not well-formed XML');
  }
  const element = root.children.find((child) => child.type === 'element');
  if (!element) throw new PackageError('a part of it is empty');
  rename(element, new Map([['xml', 'xml']]));
  return element;
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new PackageError(`a part of it is not ${encoding.toUpperCase()} text`);
  }
}

// The parser and all that walks its tree call themselves, so depth is counted before.
const mark =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<(\/?)[^\s"'<>/!?](?:"[^"]*"|'[^']*'|[^"'>])*>/g;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [tag, slash] of text.matchAll(mark)) {
    if (slash === '/') depth--;
    else if (slash === '' && !tag.endsWith('/>') && ++depth > deepest) return true;
  }
  return false;
}

/** Gives an element, and all in it, our prefixes. */
function rename(element: Element, inherited: ReadonlyMap<string, string>): void {
  const declared = Object.entries(element.attributes).filter(([name]) => /^xmlns(?::|$)/.test(name));
  const namespaces =
    declared.length === 0
      ? inherited
      : new Map([
          ...inherited,
          ...declared.map(([name, uri]) => [name.slice('xmlns:'.length), ours(uri ?? '')] as const),
        ]);
  element.name = named(element.name, namespaces, namespaces.get('') ?? '');
  element.attributes = Object.fromEntries(
    Object.entries(element.attributes).flatMap(([name, value]) =>
      /^xmlns(?::|$)/.test(name) ? [] : [[named(name, namespaces, ''), value]],
    ),
  );
  for (const child of element.children) if (child.type === 'element') rename(child, namespaces);
}

function ours(uri: string): string {
  return prefixOf(uri) ?? (uri === '' ? '' : `{${uri}}`);
}

function named(name: string, namespaces: ReadonlyMap<string, string>, unprefixed: string): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? unprefixed : (namespaces.get(name.slice(0, colon)) ?? name.slice(0, colon));
  const local = name.slice(colon + 1);
  if (prefix === '') return local;
  return prefix.endsWith('}') ? `${prefix}${local}` : `${prefix}:${local}`;
}
