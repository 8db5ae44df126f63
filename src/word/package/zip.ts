import { Unzip, UnzipInflate, zipSync } from 'fflate';

/** The files of a zip archive, by their paths. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Why a file can't be read as a Word document, in words that can be shown as they are. */
export class PackageError extends Error {
  override name = 'PackageError';
}

/** What an archive may hold: enough for any report, too little to fill the memory. */
const most = { bytes: 50 * 1024 * 1024, bytesOfOne: 20 * 1024 * 1024, entries: 1000 };

/** How much of the archive is looked at in one go: a chunk can grow by the thousand while it is inflated. */
const chunk = 4096;

/**
 * Unpacks a zip archive. Sizes are counted while inflating, for what an archive says of itself may be wrong.
 * @throws PackageError where it is none, is damaged, or holds more than `most`.
 */
export function readZip(archive: Uint8Array): Files {
  const files = new Map<string, Uint8Array>();
  let entries = 0;
  let bytes = 0;
  const unzip = new Unzip((entry) => {
    if (++entries > most.entries) throw new PackageError('it has more than 1,000 parts');
    const pieces: Uint8Array[] = [];
    let length = 0;
    entry.ondata = (error, piece, isLast) => {
      if (error) throw error;
      length += piece.length;
      bytes += piece.length;
      if (length > most.bytesOfOne) throw new PackageError('a part of it is larger than 20 MB');
      if (bytes > most.bytes) throw new PackageError('unpacked it is larger than 50 MB');
      if (piece.length > 0) pieces.push(piece);
      if (isLast && !entry.name.endsWith('/')) files.set(entry.name, joined(pieces, length));
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let start = 0; start < archive.length; start += chunk)
      unzip.push(archive.subarray(start, start + chunk), start + chunk >= archive.length);
  } catch (error) {
    if (error instanceof PackageError) throw error;
    throw new PackageError('it is damaged, or is no Word document');
  }
  if (entries === 0) throw new PackageError('it is no Word document (.docx)');
  return files;
}

/**
 * Packs files in their order. The same files give the same bytes: all bear the first time that a zip archive
 * can name.
 */
export function writeZip(files: Files): Uint8Array {
  // The archive holds the time as clocks show it, so it is made of the fields that they show.
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1), level: 6 });
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
