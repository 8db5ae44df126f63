import path from 'node:path';
import { filesAt, UsageError, type FilesAt } from './files.js';

/** What is to be done one after the other to check some paths. */
export type Step =
  /** A file that is to be checked; one that is only below a folder, if it is a draft. */
  | { readonly kind: 'file'; readonly path: string; readonly place: string; readonly isNamed: boolean }
  /** All files below a folder are done; there should have been a draft among them. */
  | { readonly kind: 'folder'; readonly path: string; readonly places: readonly string[] }
  /** Something that is passed over, and no fault. */
  | { readonly kind: 'passed over'; readonly message: string }
  /** A path at which nothing can be read. */
  | { readonly kind: 'nothing'; readonly message: string };

/** The steps for the paths that were given, in their order, each file once. `-` is standard input. */
export async function stepsFor(paths: readonly string[]): Promise<Step[]> {
  const found: [string, FilesAt | UsageError][] = [];
  for (const given of paths)
    found.push([
      given,
      given === '-'
        ? { isFolder: false, files: [given], linkedFolders: [], closed: [] }
        : await lookAt(given),
    ]);
  const named = new Set(
    found.flatMap(([given, at]) => (at instanceof UsageError || at.isFolder ? [] : [placeOf(given)])),
  );
  const seen = new Set<string>();
  return found.flatMap(([given, at]): Step[] => {
    if (at instanceof UsageError) return [{ kind: 'nothing', message: at.message }];
    const files = at.files.flatMap((file): Step[] => {
      const place = placeOf(file);
      if (seen.has(place)) return [];
      seen.add(place);
      return [{ kind: 'file', path: file, place, isNamed: named.has(place) }];
    });
    const passedOver = at.linkedFolders.map((folder): Step => ({
      kind: 'passed over',
      message: `${folder}: is a link to a folder, which is not followed; to check what is there, name the folder itself`,
    }));
    const closed = at.closed.map((message): Step => ({ kind: 'nothing', message }));
    return at.isFolder
      ? [...files, ...passedOver, ...closed, { kind: 'folder', path: given, places: at.files.map(placeOf) }]
      : files;
  });
}

async function lookAt(given: string): Promise<FilesAt | UsageError> {
  try {
    return await filesAt(given);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

/** What tells files apart, however they are named. */
function placeOf(file: string): string {
  return file === '-' ? file : path.resolve(file);
}
