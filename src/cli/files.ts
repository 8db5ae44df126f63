import { randomBytes } from 'node:crypto';
import {
  chmod,
  link,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
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
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new UsageError(`${file}: ${reason(error)}`);
  }
  return decode(file, bytes);
}

/** Reads standard input as UTF-8. */
export async function readStandardInput(): Promise<DraftFile> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return decode('-', Buffer.concat(chunks));
}

function decode(file: string, bytes: Buffer): DraftFile {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
    return { path: file, text: text.slice(mark.length), mark };
  } catch {
    throw new UsageError(`${file}: is not a UTF-8 text file; save it as UTF-8`);
  }
}

/**
 * Writes a draft back whole or not at all. The file's mode is kept, and a symbolic link goes on
 * pointing to it.
 * @throws UsageError naming the file.
 */
export async function writeDraft({ path: file, mark }: DraftFile, text: string): Promise<void> {
  try {
    const target = await realpath(file);
    await replace(target, mark + text, (await stat(target)).mode);
  } catch (error) {
    throw new UsageError(`${file}: can't be written: ${reason(error)}`);
  }
}

/**
 * Writes a file that may be there already or not, whole or not at all.
 * @throws UsageError naming the file.
 */
export async function writeFileWhole(file: string, content: string | Uint8Array): Promise<void> {
  try {
    const there = await stat(file).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return undefined;
      throw error;
    });
    await replace(there ? await realpath(file) : file, content, there?.mode);
  } catch (error) {
    throw new UsageError(`${file}: can't be written: ${reason(error)}`);
  }
}

/** Writes into a temporary file beside the target, which then takes its place. */
async function replace(
  target: string,
  content: string | Uint8Array,
  mode: number | undefined,
): Promise<void> {
  const temporary = temporaryBeside(target);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    // The process's umask may have taken bits away from the mode that `open` asked for.
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** What stands at a path: a file, or the Markdown files below a folder, in order. */
export interface FilesAt {
  readonly isFolder: boolean;
  readonly files: readonly string[];
  /** Links below the folder to other folders. They are not followed: one of them may lead round in a circle. */
  readonly linkedFolders: readonly string[];
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
  if (!isFolder) return { isFolder, files: [given], linkedFolders: [] };
  const found = await glob(['**/*.{md,markdown}'], {
    cwd: given,
    ignore: ['**/node_modules/**'],
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
    expandDirectories: false,
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
  return { isFolder, files: files.sort(), linkedFolders };
}

/** The symbolic links below a folder, in order, but for those of packages and hidden folders. */
async function linksBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
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
    return await readFile(file, 'utf8');
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
    ENOSPC: 'the disk is full',
  };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}

/**
 * Writes a new file, whole or not at all.
 * @throws UsageError where the file exists already, or can't be written.
 */
export async function createFile(file: string, text: string): Promise<void> {
  const temporary = temporaryBeside(file);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    // Fails where the file is there, also where it has come meanwhile.
    await link(temporary, file);
  } catch (error) {
    if (isCode(error, 'EEXIST'))
      throw new UsageError(`${file}: exists already and is left as it is; name another file with --out`);
    throw new UsageError(`${file}: can't be written: ${reason(error)}`);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** A name for a file that is to take the place of another, or become it. */
function temporaryBeside(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
}
