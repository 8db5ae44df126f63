import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkReport, limitProblems } from '../check/check.js';
import { documentOf, type ReportDocument } from '../document/document.js';
import { exportedName } from '../document/generator.js';
import { said, type LeftOut, type Outcome } from '../document/outcome.js';
import { mostBytes, readPictures, type ReadPicture } from '../document/pictures.js';
import { isOurPage, pageOf } from '../page/page.js';
import { readReport } from '../report/read.js';
import { isOurWord } from '../word/ours.js';
import { reviewWarning, sentEnding, wordEndings, type Purpose } from '../word/purposes.js';
import { digestOf } from '../word/source.js';
import { writeWord } from '../word/write/writeWord.js';
import type { ExportForm } from './exportForms.js';
import { isCode, readDraft, SettingsFinder, UsageError, type DraftFile } from './files.js';
import { createFile, writeFileWhole } from './writing.js';
import { fileOutput } from './output.js';
import { pdfOf } from './pdf.js';
import { printed } from './printed.js';
import { tell } from './standardError.js';
import { print } from './standardOutput.js';
import { colorsFor, textFormat } from './text.js';

/** What `export` is told on the command line. */
export interface ExportCommand {
  readonly form: ExportForm;
  /** Who the copy is for. */
  readonly purpose: Purpose;
  readonly allowUnfinished: boolean;
  readonly force: boolean;
  /** A file, or a folder where there are several drafts. */
  readonly out: string | undefined;
  readonly browser: string | undefined;
  readonly config: string | undefined;
}

/** Makes a file of one kind out of a report. */
interface Exporter {
  ending(command: ExportCommand): string;
  /** Whether a file that is there already was written by this program; those are overwritten. */
  isOurs(bytes: Uint8Array): boolean;
  make(
    document: ReportDocument,
    readPicture: ReadPicture,
    command: ExportCommand,
  ): Promise<Outcome<string | Uint8Array>>;
}

const page: Exporter = {
  ending: () => '.html',
  isOurs: (bytes) => isOurPage(new TextDecoder().decode(bytes.subarray(0, 2_000))),
  async make(document, readPicture) {
    const { value: pictures, leftOut } = await readPictures(document, readPicture);
    return { value: pageOf(document, pictures), leftOut };
  },
};

const word: Exporter = {
  ending: ({ purpose }) => wordEndings[purpose],
  isOurs: isOurWord,
  async make(document, readPicture, { purpose }) {
    const pictures = await readPictures(document, readPicture);
    const { value, leftOut } = await writeWord(document, pictures.value, purpose);
    return { value, leftOut: [...leftOut, ...pictures.leftOut] };
  },
};

const exporters: Readonly<Record<ExportForm, Exporter>> = {
  html: page,
  docx: word,
  pdf: {
    ending: () => '.pdf',
    // A PDF does not say reliably what made it.
    isOurs: () => false,
    async make(document, readPicture, command) {
      const { value: html, leftOut } = await page.make(document, readPicture, command);
      return { value: await pdfOf(html as string, command.browser), leftOut };
    },
  },
};

/**
 * Exports drafts, one after the other, each to a file that is written whole or not at all.
 * @returns the exit status: 1 where a draft has errors before publication and is not exported, 2 where
 * something else kept one from being exported.
 * @throws UsageError where the export can't be begun.
 */
export async function exportDrafts(paths: readonly string[], command: ExportCommand): Promise<number> {
  if (paths.includes('-')) throw new UsageError('export takes files; standard input has no name to go by');
  const settings = new SettingsFinder(command.config);
  await settings.named();
  const targets = await targetsFor(paths, command);
  let status = 0;
  for (const [draft, target] of targets) {
    try {
      if (!(await exportDraft(draft, target, command, settings))) status = Math.max(status, 1);
    } catch (error) {
      tell(
        error instanceof UsageError
          ? error.message
          : `${draft}: can't be exported, by a mistake in this program: ${String(error)}`,
      );
      status = 2;
    }
  }
  return status;
}

/** The file that each draft becomes. */
async function targetsFor(
  paths: readonly string[],
  command: ExportCommand,
): Promise<ReadonlyMap<string, string>> {
  const { form, out } = command;
  const isFolder = out !== undefined && (await stat(out).catch(() => undefined))?.isDirectory() === true;
  if (out !== undefined && !isFolder && paths.length > 1)
    throw new UsageError(
      `--out ${out}: with several drafts this is a folder, and there is none of that name`,
    );
  const targets = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const draft of paths) {
    const name = exportedName(path.basename(draft), exporters[form].ending(command));
    const target =
      out === undefined ? path.join(path.dirname(draft), name) : isFolder ? path.join(out, name) : out;
    const other = taken.get(path.resolve(target));
    if (other !== undefined && other !== draft)
      throw new UsageError(
        `${other} and ${draft} would both become ${target}; export them one by one, each with its --out`,
      );
    taken.set(path.resolve(target), draft);
    targets.set(draft, target);
  }
  return targets;
}

/** @returns whether it was exported; otherwise it is said what stands in the way. */
async function exportDraft(
  file: string,
  target: string,
  command: ExportCommand,
  settings: SettingsFinder,
): Promise<boolean> {
  const draft = await readDraft(file);
  if (command.purpose === 'final' && !command.allowUnfinished && !(await isReady(draft, settings)))
    return false;
  const exporter = exporters[command.form];
  await refuseToOverwrite(target, file, exporter, command.force);
  const document = documentOf(readReport(draft.text));
  const { value, leftOut } = await exporter.make(document, pictureReader(path.dirname(file)), command);
  for (const each of said([...document.leftOut, ...leftOut])) tell(leftOutLine(file, each));
  // What was sent to the service is kept, for comparing with what comes back.
  if (command.purpose === 'accuracy') await keepAsSent(draft);
  await writeFileWhole(target, value);
  await print(`${printed(target)} is written.\n`);
  if (command.purpose === 'review') tell(`${target}: ${reviewWarning}`);
  return true;
}

/** Keeps the text of a draft beside it, under a name that says what text it is. */
async function keepAsSent({ path: file, text, mark }: DraftFile): Promise<void> {
  const name = exportedName(path.basename(file), sentEnding(await digestOf(text)));
  const kept = path.join(path.dirname(file), name);
  try {
    await createFile(kept, mark + text);
  } catch (error) {
    // The name says what is in it: it is kept already.
    if (!(error instanceof UsageError) || (await readDraft(kept)).text !== text) throw error;
  }
}

function leftOutLine(file: string, { line, message }: LeftOut): string {
  return `${file}${line === undefined ? '' : `:${String(line)}`}: ${message}`;
}

/** Whether a check for publication has no errors; they are listed where it has. */
async function isReady({ path: file, text }: DraftFile, settings: SettingsFinder): Promise<boolean> {
  const result = checkReport(text, { settings: await settings.for(file), publication: true });
  const errors = result.problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return true;
  const { shown, leftOut } = limitProblems(errors);
  const format = textFormat(colorsFor(process.stdout));
  await print(
    format.draft({
      kind: 'checked',
      file: fileOutput(file, result, shown, leftOut),
      fingerprints: [],
      summary: { errors: errors.length, warnings: 0, information: 0, hints: 0 },
      fixed: 0,
      known: [],
      gone: [],
    }),
  );
  const count = errors.length === 1 ? 'an error' : `${String(errors.length)} errors`;
  tell(
    `${file}: is not exported: a check for publication has ${count}; --allow-unfinished exports it as it is`,
  );
  return false;
}

/** @throws UsageError where a file is there that we did not write, or that is the draft. */
async function refuseToOverwrite(
  target: string,
  draft: string,
  exporter: Exporter,
  force: boolean,
): Promise<void> {
  let place: string;
  try {
    place = await realpath(target);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if (place === (await realpath(draft))) throw new UsageError(`${target}: is the draft itself`);
  if (force || (await stat(place)).isDirectory()) return;
  if (!exporter.isOurs(await readFile(place)))
    throw new UsageError(
      `${target}: exists already and was not written by this program; --force overwrites it`,
    );
}

/** Reads pictures below a folder, and none through a link that leads out of it. */
function pictureReader(folder: string): ReadPicture {
  return async (name) => {
    try {
      const root = await realpath(folder);
      const file = await realpath(path.join(root, name));
      if (path.relative(root, file).split(path.sep)[0] === '..') return "is not below the draft's folder";
      const { size } = await stat(file);
      return size > mostBytes ? 'has more than 5 MB' : await readFile(file);
    } catch (error) {
      return isCode(error, 'ENOENT') ? 'is not there' : "can't be read";
    }
  };
}
