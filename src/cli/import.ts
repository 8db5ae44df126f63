import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Framework } from '../framework/framework.js';
import { builtInFramework, frameworkIds } from '../framework/frameworks.js';
import { check } from './check.js';
import { isCode, readBytes, reason, UsageError } from './files.js';
import { print } from './standardOutput.js';
import { tell } from './standardError.js';
import { createFile, writeFileWhole } from './writing.js';

/** What `import` is told on the command line. */
export interface ImportCommand {
  readonly framework: string | undefined;
  /** A file, or a folder where it is one or where several files come in. */
  readonly out: string | undefined;
  readonly force: boolean;
}

/**
 * Makes a draft of each file, says what could not be placed, and checks the drafts.
 * @param script the program, for its threads
 * @returns the exit status: that of the check, or 2 where a file could not come in
 * @throws UsageError where nothing can be begun
 */
export async function importReports(
  files: readonly string[],
  command: ImportCommand,
  script: URL,
): Promise<number> {
  const frameworks = frameworksFor(command.framework);
  const isFolder = await outIsFolder(command.out, files.length);
  const written: string[] = [];
  let failed = false;
  for (const file of files) {
    try {
      written.push(await importOne(file, command, frameworks, isFolder));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      tell(error.message);
      failed = true;
    }
  }
  if (written.length === 0) return 2;
  const status = await check([...new Set(written)], asWritten, script);
  return failed ? 2 : status;
}

/** How drafts are checked that have just come in. */
const asWritten = {
  format: 'text',
  config: undefined,
  publication: false,
  fix: false,
  draftsOnly: false,
  maxSeverity: 'warning',
  baseline: undefined,
  writeBaseline: undefined,
} as const;

function frameworksFor(id: string | undefined): Framework[] {
  if (id !== undefined && !frameworkIds.includes(id))
    throw new UsageError(`--framework: there is no '${id}'; there is ${frameworkIds.join(', ')}`);
  return (id === undefined ? frameworkIds : [id]).flatMap((each) => builtInFramework(each) ?? []);
}

async function outIsFolder(out: string | undefined, files: number): Promise<boolean> {
  if (out === undefined) return false;
  const there = await stat(out).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw new UsageError(`${out}: ${reason(error)}`);
  });
  if (there?.isDirectory() !== true && files > 1)
    throw new UsageError(`--out: where several files come in, ${out} has to be a folder that is there`);
  return there?.isDirectory() === true;
}

/** Makes the draft of one file, and gives its path. */
async function importOne(
  file: string,
  { out, force }: ImportCommand,
  frameworks: readonly Framework[],
  isFolder: boolean,
): Promise<string> {
  const exchange = await import('../exchange.js');
  if (!exchange.canImport(file))
    throw new UsageError(`${file}: can't come in; a report comes in as ${exchange.importedKinds.join(', ')}`);
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size > exchange.largestImport)
    throw new UsageError(`${file}: is larger than ${String(exchange.largestImport / 1_000_000)} MB`);
  const bytes = await readBytes(file).catch((error: unknown) => {
    throw error instanceof UsageError ? error : new UsageError(`${file}: ${reason(error)}`);
  });
  let draft: Awaited<ReturnType<typeof exchange.importReport>>;
  try {
    draft = await exchange.importReport(file, bytes, frameworks);
  } catch (error) {
    if (error instanceof exchange.FrameworkUnclear)
      throw new UsageError(`${file}: ${error.message}; name it with --framework`);
    if (error instanceof exchange.IntakeError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
  const name = exchange.draftName(file);
  const target = out === undefined ? name : isFolder ? path.join(out, path.basename(name)) : out;
  await put(target, draft.text, force);
  const lines = draft.text.split('\n');
  const unplaced = lines.flatMap((line, index) =>
    line.startsWith(exchange.unplacedSlot)
      ? [
          `  line ${String(index + 1)}: could not be placed: ${line.slice(exchange.unplacedSlot.length).trim()}\n`,
        ]
      : [],
  );
  const leftOut = draft.leftOut.map((each) => `  left out: ${each}\n`);
  await print(
    `${target}: made of ${file}, for ${draft.framework.id}\n${[...leftOut, ...unplaced].join('')}\n`,
  );
  return target;
}

/** Writes the draft; one that is there is the author's, unless it is the same. */
async function put(target: string, text: string, force: boolean): Promise<void> {
  if (force) {
    await writeFileWhole(target, text);
    return;
  }
  const there = await readFile(target, 'utf8').catch(() => undefined);
  if (there === text) return;
  if (there !== undefined)
    throw new UsageError(
      `${target}: exists already and is left as it is; name another file with --out, or take --force to replace it`,
    );
  await createFile(target, text);
}
