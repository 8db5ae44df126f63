import * as vscode from 'vscode';
import { checkReport, type Problem } from '../check/check.js';
import type { LeftOut } from '../document/outcome.js';
import type { ReadPicture } from '../document/pictures.js';
import { labelText } from '../report/plainText.js';
import type { Report } from '../report/report.js';
import { draftFor } from './activeDraft.js';
import { exchange } from './exchange.js';
import type { Settings } from './settings.js';

/** Writes the web page of a draft beside it, or where its author says, in whatever file system it stands. */
export async function exportPage({ settings }: { readonly settings: Settings }, uri?: string): Promise<void> {
  const document = await draftFor(uri);
  if (!document) return;
  const report = await readyReport(document, settings);
  const target = report && (await targetFor(document));
  if (!report || !target) return;
  const name = nameOf(target);
  try {
    const leftOut = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: labelText(`Exporting ${name}`) },
      async () => writePage(report, document.uri, target),
    );
    await offerPage(target, leftOut);
  } catch (error) {
    void vscode.window.showErrorMessage(
      labelText(`${name} can't be written: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}

/** The report as it is now; undefined where a check for publication has errors and the author leaves it at that. */
async function readyReport(document: vscode.TextDocument, settings: Settings): Promise<Report | undefined> {
  const { report, problems } = checkReport(document.getText(), {
    settings: await settings.for(document.uri),
    publication: true,
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return report;
  const [list, anyway] = ['Show the list', 'Export all the same'];
  const chosen = await vscode.window.showWarningMessage(
    labelText(
      `Not exported: a check for publication has ${errors.length === 1 ? 'an error' : `${String(errors.length)} errors`}. Exported all the same, what is unfinished is marked.`,
    ),
    list,
    anyway,
  );
  if (chosen === list) await showLines(errors.map((problem) => problemLine(report, problem)));
  return chosen === anyway ? report : undefined;
}

function problemLine({ lines }: Report, { range, message }: Problem): string {
  return `Line ${String(lines.position(range.start).line)}: ${message}`;
}

/** Where the page goes. A file that is there already and is not ours is overwritten only if the author says so. */
async function targetFor({ uri, isUntitled }: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  const name = exchange().exportedName(nameOf(uri), '.html');
  if (isUntitled) {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    // The dialogue itself asks before it overwrites.
    return vscode.window.showSaveDialog({
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
      filters: { 'Web page': ['html'] },
      title: 'Export as web page',
    });
  }
  const target = vscode.Uri.joinPath(uri, '..', name);
  const there = await contentOf(target);
  if (there === undefined || exchange().isOurPage(new TextDecoder().decode(there.subarray(0, 2_000))))
    return target;
  const overwrite = 'Overwrite';
  const chosen = await vscode.window.showWarningMessage(
    labelText(`${name} exists already, and was not exported from a draft.`),
    { modal: true },
    overwrite,
  );
  return chosen === overwrite ? target : undefined;
}

async function contentOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}

/** Writes the page whole or not at all: into a file beside, which then takes its place. */
async function writePage(report: Report, draft: vscode.Uri, target: vscode.Uri): Promise<readonly LeftOut[]> {
  const { documentOf, pageOf, readPictures } = exchange();
  const document = documentOf(report);
  const { value: pictures, leftOut } = await readPictures(document, pictureReader(draft));
  const temporary = vscode.Uri.joinPath(target, '..', `.${nameOf(target)}.tmp`);
  try {
    await vscode.workspace.fs.writeFile(temporary, new TextEncoder().encode(pageOf(document, pictures)));
    await vscode.workspace.fs.rename(temporary, target, { overwrite: true });
  } catch (error) {
    await vscode.workspace.fs.delete(temporary).then(undefined, () => undefined);
    throw error;
  }
  return [...document.leftOut, ...leftOut];
}

/** Reads pictures below the folder of a draft, and none through a link, which may lead out of it. */
function pictureReader(draft: vscode.Uri): ReadPicture {
  return async (path) => {
    if (draft.scheme === 'untitled') return 'has no folder to be looked for in before the draft is saved';
    let place = vscode.Uri.joinPath(draft, '..');
    try {
      for (const name of path.split('/')) {
        place = vscode.Uri.joinPath(place, name);
        const { type, size } = await vscode.workspace.fs.stat(place);
        if ((type & vscode.FileType.SymbolicLink) !== 0) return "is not below the draft's folder";
        if (type === vscode.FileType.File && size > exchange().mostBytes) return 'has more than 5 MB';
      }
      return await vscode.workspace.fs.readFile(place);
    } catch {
      return 'is not there';
    }
  };
}

/** Says that the page is there, and what is not in it. */
async function offerPage(target: vscode.Uri, leftOut: readonly LeftOut[]): Promise<void> {
  const [open, list] = ['Open', 'Show what was left out'];
  const chosen = await vscode.window.showInformationMessage(
    labelText(
      `${nameOf(target)} is written${leftOut.length === 0 ? '' : ', not with all that the draft has'}.`,
    ),
    open,
    ...(leftOut.length === 0 ? [] : [list]),
  );
  if (chosen === list)
    await showLines(
      leftOut.map(({ line, message }) => (line === undefined ? message : `Line ${String(line)}: ${message}`)),
    );
  if (chosen !== open) return;
  // A browser can open what is a file of this machine; anything else the editor shows.
  if (target.scheme === 'file') await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand('vscode.open', target);
}

async function showLines(lines: readonly string[]): Promise<void> {
  const content = `${lines.join('\n')}\n`;
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'plaintext', content }),
  );
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
