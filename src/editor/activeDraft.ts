import * as vscode from 'vscode';
import { mostCharacters } from '../language/checkStatus.js';
import { frameworkIds } from '../framework/frameworks.js';
import { isDraftDocument, type CheckedDraft, type Drafts } from './drafts.js';
import { workspaceEdit } from './codeActions.js';
import { labelText } from '../report/plainText.js';
import type { TextEdit } from '../rules/rule.js';

/**
 * The draft that a command is for: the one with this URI, else that in the active editor; with the walkthrough or
 * a preview in front, the only draft that is open, which is shown. Says what is needed where there is none.
 */
export async function draftFor(uri?: string): Promise<vscode.TextDocument | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const document =
    uri === undefined
      ? (active ?? (await onlyDraft()))
      : vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  if (document && isDraftDocument(document)) {
    if (document.getText().length <= mostCharacters) return document;
    void vscode.window.showInformationMessage(
      labelText(
        `This draft has more than ${String(mostCharacters / 1_000_000)} million characters, too many to be checked.`,
      ),
    );
    return undefined;
  }
  void vscode.window.showInformationMessage(
    'Open a draft first: a Markdown file named *.report.md, or one with "framework:" in the block at its top.',
  );
  return undefined;
}

async function onlyDraft(): Promise<vscode.TextDocument | undefined> {
  const tabs = vscode.window.tabGroups.all.flatMap((each) => each.tabs);
  const drafts = vscode.workspace.textDocuments.filter(
    (document) =>
      isDraftDocument(document) &&
      tabs.some(
        ({ input }) =>
          input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
      ),
  );
  const [only, ...others] = drafts;
  if (!only || others.length > 0) return undefined;
  await vscode.window.showTextDocument(only, { preview: false });
  return only;
}

/** Shows a place in a draft, in the column where the draft is open already: the active one may be the preview's. */
export async function showInDraft(document: vscode.TextDocument, selection: vscode.Range): Promise<void> {
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
    ),
  );
  await vscode.window.showTextDocument(document, {
    selection,
    ...(group ? { viewColumn: group.viewColumn } : {}),
  });
}

/** A draft on a framework that is known, and its check; says what is needed where there is none. */
export async function ratedDraft(
  drafts: Drafts,
  uri?: string,
): Promise<{ document: vscode.TextDocument; checked: CheckedDraft } | undefined> {
  const document = await draftFor(uri);
  const checked = document && (await drafts.check(document, true));
  if (!checked) return undefined;
  if (checked.result.framework) return { document, checked };
  void vscode.window.showInformationMessage(
    labelText(
      `This draft names no framework that is known. The block at its top says which one it is on: "framework: ${frameworkIds.join('" or "framework: ')}".`,
    ),
  );
  return undefined;
}

/** Makes edits in the draft that was checked, as one step to undo; says so where that can't be done. */
export async function applyToDraft(
  document: vscode.TextDocument,
  { version, result }: CheckedDraft,
  edits: readonly TextEdit[],
): Promise<boolean> {
  return applyToDocument(document, version, workspaceEdit(document, result.report.lines, edits));
}

/** Makes an edit that was worked out for a version of a document; says so where that can't be done. */
export async function applyToDocument(
  document: vscode.TextDocument,
  version: number,
  edit: vscode.WorkspaceEdit,
): Promise<boolean> {
  if (
    document.version === version &&
    !(await isReadOnly(document)) &&
    (await vscode.workspace.applyEdit(edit))
  )
    return true;
  void vscode.window.showWarningMessage(
    "The draft can't be changed: it is read-only, or was changed meanwhile.",
  );
  return false;
}

/** Whether a document can't be written: an edit would be made all the same, and be lost. */
async function isReadOnly(document: vscode.TextDocument): Promise<boolean> {
  const { uri } = document;
  if (uri.scheme === 'untitled') return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  const files = vscode.workspace.getConfiguration('files', uri);
  const listed = (name: string) =>
    Object.entries(files.get<Record<string, boolean>>(name, {})).some(
      ([pattern, on]) => on && vscode.languages.match({ pattern }, document) > 0,
    );
  if (listed('readonlyInclude') && !listed('readonlyExclude')) return true;
  try {
    const { permissions } = await vscode.workspace.fs.stat(uri);
    return permissions === vscode.FilePermission.Readonly;
  } catch {
    return false;
  }
}
