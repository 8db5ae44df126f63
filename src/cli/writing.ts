import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  link,
  open,
  readdir,
  realpath,
  rename,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { isCode, reason, refuseUnlessFile, UsageError } from './files.js';

/**
 * Puts something else in the place of what a file holds, whole or not at all. Owner and mode are kept, and a symbolic link
 * goes on pointing to it.
 * @throws UsageError naming the file; also for one that is read-only, or that has a second name, which would keep
 * the old text.
 */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  try {
    const target = await realpath(file);
    const { mode, uid, gid, nlink } = await refuseUnlessFile(target);
    // Root may write what is read-only, and whoever may write in its folder can replace it.
    if ((mode & 0o222) === 0) throw new UsageError('is read-only');
    await access(target, constants.W_OK);
    if (nlink > 1)
      throw new UsageError(
        `has ${nlink === 2 ? 'a second name' : 'other names'} (a hard link) that would keep the old text; copy it to a name of its own first`,
      );
    await writeBeside(target, async (temporary) => {
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(content, 'utf8');
        await handle.sync();
      } finally {
        await handle.close();
      }
      // Only root may give a file to somebody else; and a new owner takes bits from the mode.
      await chown(temporary, uid, gid).catch(() => undefined);
      await chmod(temporary, mode & 0o7777);
      await rename(temporary, target);
    });
  } catch (error) {
    throw new UsageError(`${file}: can't be written: ${reason(error)}`);
  }
}

/**
 * Writes a new file, whole or not at all.
 * @throws UsageError where the file exists already, or can't be written.
 */
export async function createFile(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeBeside(file, async (temporary) => {
      await writeFile(temporary, content, { flag: 'wx' });
      // Fails where the file is there, also where it has come meanwhile.
      await link(temporary, file);
    });
  } catch (error) {
    if (isCode(error, 'EEXIST'))
      throw new UsageError(`${file}: exists already and is left as it is; name another file with --out`);
    throw new UsageError(`${file}: can't be written: ${reason(error)}`);
  }
}

/** Writes a file that may be there already or not. @throws UsageError naming the file. */
export async function writeFileWhole(file: string, content: string | Uint8Array): Promise<void> {
  await existing(file).then((isThere) => (isThere ? replaceFile(file, content) : createFile(file, content)));
}

async function existing(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw new UsageError(`${file}: can't be written: ${reason(error)}`);
  }
}

/** Has a file written under another name beside its place; nothing is left of that name. */
async function writeBeside(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const folder = path.dirname(file);
  const id = `${String(process.pid)}-${randomBytes(6).toString('hex')}`;
  const temporary = path.join(folder, `.${path.basename(file)}.${id}.inspection-report`);
  try {
    await write(temporary);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** A name that `writeBeside` gives, with the process that gave it. */
const temporaryName = /^\..+\.(\d+)-[0-9a-f]{12}\.inspection-report$/;

/** Removes what a run that was killed has left in a folder, where it had not taken the place of its file yet. */
export async function removeLeftOver(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, writer] = temporaryName.exec(name) ?? [];
    if (writer !== undefined && !isRunning(Number(writer)))
      await unlink(path.join(folder, name)).catch(() => undefined);
  }
}

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}
