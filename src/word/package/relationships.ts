import type { Element } from 'xast';
import { x } from '../xml/x.js';
import { readXml } from '../xml/readXml.js';
import { uriOf } from '../xml/namespaces.js';
import { PackageError, type Files } from './zip.js';

/** How one part of a package points to another, or to something outside. */
export interface Relationship {
  readonly id: string;
  /** The last word of its type, which the transitional and the strict form share: `footnotes`, `hyperlink`. */
  readonly type: string;
  /** The path of a part; for an external one the address as it stands, which is never followed. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** Types that do not belong to Office documents alone. */
const packageTypes: Readonly<Record<string, string>> = {
  'core-properties': 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
};

/** Where the relationships of a part stand; those of the whole package with '' for the part. */
export function relationshipsPath(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** The tree that states the relationships of a part; targets are written from the root of the package. */
export function relationshipsTree(relationships: readonly Relationship[]): Element {
  return x(
    'Relationships',
    { xmlns: uriOf('rel') },
    relationships.map(({ id, type, target, isExternal }) =>
      x('Relationship', {
        Id: id,
        Type: packageTypes[type] ?? `${uriOf('r')}/${type}`,
        Target: isExternal ? target : `/${target}`,
        TargetMode: isExternal ? 'External' : undefined,
      }),
    ),
  );
}

/**
 * The relationships of a part, in their order; none where it has none.
 * @throws PackageError where they can't be read.
 */
export function readRelationships(files: Files, part: string): Relationship[] {
  const bytes = files.get(relationshipsPath(part));
  if (!bytes) return [];
  return readXml(bytes).children.flatMap((child) => {
    if (child.type !== 'element' || child.name !== 'rel:Relationship') return [];
    const { Id: id, Type: type = '', Target: target, TargetMode: mode } = child.attributes;
    if (id == null || target == null) throw new PackageError('a relationship in it says not what it is to');
    const isExternal = mode === 'External';
    return [
      {
        id,
        type: (type ?? '').replace(/^.*\//, ''),
        target: isExternal ? target : resolve(part, target),
        isExternal,
      },
    ];
  });
}

/** A target as a path from the root of the package; it can't lead out of it. */
function resolve(part: string, target: string): string {
  const segments = target.startsWith('/') ? [] : part.split('/').slice(0, -1);
  for (const segment of target.split('/'))
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  return segments.join('/');
}
