import { constants, readdir, type Dirent, type Stats } from 'node:fs';
import { open, readdir as readEntries, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import type { RuleSettings } from '../check/settings.js';
import { readSettings, readSettingsOfFolder, SettingsError } from '../check/settingsFile.js';

/** Something outside the draft that stops its check; the message is the one line that is printed. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** A draft as it was read; a byte order mark is kept apart, for an editor doesn't count it either. */
export interface DraftFile {
  readonly path: string;
  readonly text: string;
  readonly mark: string;
}

/**
 * Reads a file as UTF-8.
 * @throws UsageError naming the file, where it can't be read or is not UTF-8.
 */
export async function readDraft(file: string): Promise<DraftFile> {
  try {
    return decode(file, await readBytes(file));
  } catch (error) {
    throw new UsageError(`${file}: ${reason(error)}`);
  }
}

/**
 * Reads the text of a file, without a byte order mark.
 * @throws UsageError or an error of the system, of which `reason` makes the words.
 */
export async function readText(file: string): Promise<string> {
  return decode(file, await readBytes(file)).text;
}

/**
 * Reads a file that may be no text.
 * @throws UsageError naming the file, where it can't be read.
 */
export async function readFileBytes(file: string): Promise<Uint8Array> {
  try {
    return await readBytes(file);
  } catch (error) {
    throw new UsageError(`${file}: ${reason(error)}`);
  }
}

/** Reads standard input as UTF-8. */
export async function readStandardInput(): Promise<DraftFile> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > mostBytes) throw new UsageError(`-: ${tooLarge}`);
  }
  try {
    return decode('-', Buffer.concat(chunks));
  } catch (error) {
    throw new UsageError(`-: ${reason(error)}`);
  }
}

/** The largest file that is read, in bytes. A report has less than one of these megabytes. */
const mostBytes = 64_000_000;
const tooLarge = 'is larger than 64 MB, too large to be checked';

/** What the system says of a file. @throws where it is none, such as a folder, or a pipe that may never end. */
export async function refuseUnlessFile(file: string): Promise<Stats> {
  const stats = await stat(file);
  if (stats.isDirectory()) throw new UsageError('is a folder');
  if (!stats.isFile()) throw new UsageError('is no file, but a device or a pipe');
  return stats;
}

/** Reads a file. @throws UsageError or an error of the system, of which `reason` makes the words. */
export async function readBytes(file: string): Promise<Buffer> {
  await refuseUnlessFile(file);
  // Should it be a pipe by now, nobody waits for who writes to it. Windows knows no such pipes.
  const handle = await open(file, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    // Some files of the system say that they are empty, and never end.
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > mostBytes) throw new UsageError(tooLarge);
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

function decode(file: string, bytes: Buffer): DraftFile {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
    return { path: file, text: text.slice(mark.length), mark };
  } catch {
    throw new UsageError('is not a UTF-8 text file; save it as UTF-8');
  }
}

type ReadFolder = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;

/** What stands at a path: a file, or the Markdown files below a folder, in order. */
export interface FilesAt {
  readonly isFolder: boolean;
  readonly files: readonly string[];
  /** Links below the folder to other folders. They are not followed: one of them may lead round in a circle. */
  readonly linkedFolders: readonly string[];
  /** Folders below that can't be read, a line for each. */
  readonly closed: readonly string[];
}

/**
 * The files that a path stands for.
 * @throws UsageError where there is nothing at the path.
 */
export async function filesAt(given: string): Promise<FilesAt> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(given)).isDirectory();
  } catch (error) {
    throw new UsageError(`${given}: ${reason(error)}`);
  }
  if (!isFolder) return { isFolder, files: [given], linkedFolders: [], closed: [] };
  const closed: string[] = [];
  const found = await glob(['**/*.{md,markdown}'], {
    cwd: given,
    ignore: ['**/node_modules/**'],
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    fs: {
      readdir: ((folder: string, options: { withFileTypes: true }, done: ReadFolder) => {
        readdir(folder, options, (error, entries) => {
          if (error) closed.push(`${path.relative('', folder) || folder}: ${reason(error)}`);
          done(error, entries);
        });
      }) as typeof readdir,
    },
  });
  const files = found.map((name) => path.join(given, name));
  const links = await linksBelow(given);
  const targets = new Set(await Promise.all(links.length > 0 ? files.map((file) => realpath(file)) : []));
  const linkedFolders: string[] = [];
  for (const link of links) {
    // One that leads nowhere is said when it is read.
    const target = await realpath(link).catch(() => link);
    const isLinkToFolder = await stat(link).then(
      (at) => at.isDirectory(),
      () => false,
    );
    if (isLinkToFolder) linkedFolders.push(link);
    else if (/\.(?:md|markdown)$/i.test(link) && !targets.has(target)) {
      targets.add(target);
      files.push(link);
    }
  }
  return { isFolder, files: files.sort(), linkedFolders, closed: closed.sort() };
}

/** The symbolic links below a folder, in order, but for those of packages and hidden folders. */
async function linksBelow(folder: string): Promise<string[]> {
  const entries = await readEntries(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((each) => each.isSymbolicLink())
    .map((each) => path.join(path.relative(folder, each.parentPath), each.name))
    .filter((name) => !name.split(path.sep).some((part) => part === 'node_modules' || part.startsWith('.')))
    .sort()
    .map((name) => path.join(folder, name));
}

/**
 * The settings for a draft: of the file that was named, or of the nearest `.inspection-report.yaml`
 * (or `.yml`) in its folder or one above.
 * @throws UsageError for a file that can't be read or used.
 */
export class SettingsFinder {
  readonly #byFolder = new Map<string, Promise<RuleSettings | undefined>>();
  readonly #named: Promise<RuleSettings> | undefined;

  constructor(config: string | undefined) {
    this.#named =
      config === undefined
        ? undefined
        : readSettingsFile(config).then((found) => {
            if (!found) throw new UsageError(`${config}: there is no such file`);
            return found;
          });
    // Whoever asks for it gets the error; nobody asking is no reason to end the process.
    this.#named?.catch(() => undefined);
  }

  async for(file: string): Promise<RuleSettings[]> {
    const found = await (this.#named ?? this.#above(path.dirname(path.resolve(file))));
    return found ? [found] : [];
  }

  /** The settings file that was named, read; for refusing it before any draft is checked. */
  async named(): Promise<void> {
    await this.#named;
  }

  #above(folder: string): Promise<RuleSettings | undefined> {
    let found = this.#byFolder.get(folder);
    if (!found) {
      found = settingsOf(folder).then((own) => {
        const parent = path.dirname(folder);
        return own ?? (parent === folder ? undefined : this.#above(parent));
      });
      this.#byFolder.set(folder, found);
    }
    return found;
  }
}

async function readSettingsFile(file: string): Promise<RuleSettings | undefined> {
  const text = await settingsText(file);
  return text === undefined ? undefined : usable(readSettings(text, nameOf(file)));
}

function settingsOf(folder: string): Promise<RuleSettings | undefined> {
  const fileIn = (name: string) => path.join(folder, name);
  return usable(
    readSettingsOfFolder(
      (name) => settingsText(fileIn(name)),
      (name) => nameOf(fileIn(name)),
    ),
  );
}

function nameOf(file: string): string {
  return path.relative('', file) || file;
}

/** The text of a settings file; undefined where there is none. */
async function settingsText(file: string): Promise<string | undefined> {
  try {
    return await readText(file);
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return undefined;
    throw new UsageError(`${file}: ${reason(error)}`);
  }
}

async function usable<T>(settings: Promise<T>): Promise<T> {
  try {
    return await settings;
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message);
    throw error;
  }
}

/** Whether the system refused with this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Why the system refused, in words. */
export function reason(error: unknown): string {
  const words: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'you have no permission for it',
    EPERM: 'you have no permission for it',
    EISDIR: 'is a folder',
    EROFS: 'the disk is read-only',
    ELOOP: 'is a link that leads to itself',
    ENAMETOOLONG: 'its name is too long',
    ENOTDIR: 'there is no such file or folder',
    EBUSY: 'another program is using it',
    EIO: 'the disk can’t read it',
    EMFILE: 'too many files are open',
    ENOSPC: 'the disk is full',
  };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}
