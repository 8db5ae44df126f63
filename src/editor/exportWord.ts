import * as vscode from 'vscode';
import { checkReport } from '../check/check.js';
import { exportedName } from '../document/generator.js';
import { mostBytes, type ReadPicture } from '../document/pictures.js';
import { labelText, plainText } from '../report/plainText.js';
import { purposes, reviewWarning, sentEnding, wordEndings, type Purpose } from '../word/purposes.js';
import { draftFor } from './activeDraft.js';
import { exchange } from './exchange.js';
import type { Settings } from './settings.js';

interface Features {
  readonly settings: Settings;
  readonly log: vscode.LogOutputChannel;
  /** Remembers that it was said what a copy for review holds. */
  readonly memory: vscode.Memento;
}

const explained = 'inspectionReports.reviewCopyExplained';

/**
 * Makes a Word document of the draft, beside it.
 * @param given who it is for, where a key binding says so; otherwise the author is asked.
 */
export async function exportWord({ settings, log, memory }: Features, given?: string): Promise<void> {
  const document = await draftFor();
  if (!document) return;
  const purpose = purposes.find((each) => each === given) ?? (await choosePurpose());
  if (!purpose || !(await mayHold(purpose, memory))) return;
  if (purpose === 'final' && !(await mayBeFinal(document, settings))) return;
  const target = await targetOf(document, purpose);
  if (!target) return;
  const { isOurWord, wordOf } = exchange();
  if (!(await mayOverwrite(target, isOurWord))) return;
  const text = document.getText();
  try {
    const { bytes, leftOut, digest } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Exporting to Word' },
      () => wordOf(text, purpose, pictureReader(document.uri)),
    );
    await writeWhole(target, bytes);
    // What was sent to the service is kept, for comparing with what comes back.
    if (purpose === 'accuracy')
      await writeWhole(
        beside(target, `${baseName(target).replace(/(?:\.accuracy)?\.docx$/i, '')}${sentEnding(digest)}`),
        new TextEncoder().encode(text),
      );
    for (const { message, line } of leftOut)
      log.warn(
        `${vscode.workspace.asRelativePath(document.uri)}${line === undefined ? '' : `:${String(line)}`}: ${message}`,
      );
    void say(target, leftOut.length, log);
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(
      labelText(
        `${baseName(target)} can't be written: ${error instanceof Error ? error.message : String(error)}`,
      ),
    );
  }
}

async function choosePurpose(): Promise<Purpose | undefined> {
  const copies: readonly (vscode.QuickPickItem & { readonly purpose: Purpose })[] = [
    {
      purpose: 'review',
      label: 'For review',
      detail:
        'For colleagues in the inspectorate. The draft is in the file, so that their changes can be brought back.',
    },
    {
      purpose: 'accuracy',
      label: 'For the factual accuracy check',
      detail:
        'For the inspected service. Word tracks every change; the pages say “Draft, restricted”; the draft is not in the file.',
    },
    {
      purpose: 'final',
      label: 'Final',
      detail: 'For publication. Nothing is in the file but the report.',
    },
  ];
  const chosen = await vscode.window.showQuickPick(copies, {
    title: 'Export to Word',
    placeHolder: 'Who is this copy for?',
  });
  return chosen?.purpose;
}

/** The first time, says what a copy for review holds, and asks. */
async function mayHold(purpose: Purpose, memory: vscode.Memento): Promise<boolean> {
  if (purpose !== 'review' || memory.get<boolean>(explained) === true) return true;
  const yes = 'Export for review';
  const chosen = await vscode.window.showWarningMessage(
    'This copy is for colleagues.',
    { modal: true, detail: plainText(reviewWarning) },
    yes,
  );
  if (chosen !== yes) return false;
  await memory.update(explained, true);
  return true;
}

/** Asks where a check for publication still has errors. */
async function mayBeFinal(document: vscode.TextDocument, settings: Settings): Promise<boolean> {
  const { problems } = checkReport(document.getText(), {
    settings: await settings.for(document.uri),
    publication: true,
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return true;
  const yes = 'Export all the same';
  const check = 'Check for publication';
  const count = errors.length === 1 ? 'an error' : `${String(errors.length)} errors`;
  const chosen = await vscode.window.showWarningMessage(
    'This draft is not ready for publication.',
    {
      modal: true,
      detail: plainText(`A check for publication has ${count}. What is unfinished is marked in the file.`),
    },
    check,
    yes,
  );
  if (chosen === check) await vscode.commands.executeCommand('inspectionReports.checkForPublication');
  return chosen === yes;
}

/** Beside the draft; where it is not saved anywhere, the author says where. */
async function targetOf({ uri }: vscode.TextDocument, purpose: Purpose): Promise<vscode.Uri | undefined> {
  const name = exportedName(baseName(uri), wordEndings[purpose]);
  const isSaved = uri.scheme !== 'untitled' && vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false;
  if (isSaved) return beside(uri, name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: 'Export to Word',
    filters: { 'Word document': ['docx'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
}

/** Asks before a file is overwritten that we did not write, or that somebody has saved since. */
async function mayOverwrite(target: vscode.Uri, isOurs: (bytes: Uint8Array) => boolean): Promise<boolean> {
  let there: Uint8Array;
  try {
    there = await vscode.workspace.fs.readFile(target);
  } catch {
    return true;
  }
  if (isOurs(there)) return true;
  const yes = 'Overwrite';
  const chosen = await vscode.window.showWarningMessage(
    labelText(`${baseName(target)} is there already.`),
    {
      modal: true,
      detail: 'It was not written by this extension, or somebody has changed it in Word since.',
    },
    yes,
  );
  return chosen === yes;
}

/** Reads pictures below the draft's folder, and none through a link. */
function pictureReader(draft: vscode.Uri): ReadPicture {
  const { fs } = vscode.workspace;
  return async (path) => {
    if (draft.scheme === 'untitled') return 'has no place while the draft is not saved';
    let uri = vscode.Uri.joinPath(draft, '..');
    try {
      for (const name of path.split('/')) {
        uri = vscode.Uri.joinPath(uri, name);
        const { type, size } = await fs.stat(uri);
        if ((type & vscode.FileType.SymbolicLink) !== 0) return 'is behind a link';
        if (size > mostBytes) return 'has more than 5 MB';
      }
      return await fs.readFile(uri);
    } catch {
      return 'is not there';
    }
  };
}

/** Writes a file whole or not at all. */
async function writeWhole(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  // Other file systems take a file in one piece, and not all can rename one.
  if (target.scheme !== 'file') {
    await fs.writeFile(target, bytes);
    return;
  }
  const temporary = beside(target, `.${baseName(target)}.${String(Date.now())}.tmp`);
  try {
    await fs.writeFile(temporary, bytes);
    await fs.rename(temporary, target, { overwrite: true });
  } catch (error) {
    await Promise.resolve(fs.delete(temporary)).catch(() => undefined);
    throw error;
  }
}

async function say(target: vscode.Uri, leftOut: number, log: vscode.LogOutputChannel): Promise<void> {
  const count = leftOut === 1 ? 'One thing' : `${String(leftOut)} things`;
  const note = leftOut === 0 ? '' : ` ${count} could not be taken over.`;
  const showLog = 'Show what';
  const showFile = 'Show file';
  const hasFolders = target.scheme === 'file' && vscode.env.uiKind === vscode.UIKind.Desktop;
  const chosen = await vscode.window.showInformationMessage(
    labelText(`${baseName(target)} is written.${note}`),
    ...(leftOut > 0 ? [showLog] : []),
    ...(hasFolders ? [showFile] : []),
  );
  if (chosen === showLog) log.show();
  if (chosen === showFile) await vscode.commands.executeCommand('revealFileInOS', target);
}

function beside(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', name);
}

function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
