/** Drafts for the tests in the extension host, and ways to wait for what the editor shows. */
import * as vscode from 'vscode';
import { checkReport } from '../../src/check/check';

// Texts by the names of their files, which `bundle.mjs` puts in: not every extension host can read them.
declare const __EXAMPLES__: Readonly<Record<string, string>>;
declare const __PUBLISHED__: Readonly<Record<string, string>>;

/** The example draft, with its slips. */
export const example = __EXAMPLES__['northbridge.report.md'] ?? '';

/** The published reports; empty where there are none on this machine. */
export const published = Object.entries(__PUBLISHED__);

/** Longer than any check takes on a busy machine. */
const patience = 20_000;

/** Asks again and again, until the answer is not undefined. */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) throw new Error('the tests need the workspace folder');
  return first.uri;
}

export function inWorkspace(name: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(), name);
}

/** Writes a file into the workspace. */
export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = inWorkspace(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

let opened = 0;

/**
 * Writes a file into a folder of its own in the workspace and opens it in an editor, as an author
 * does: a document that `openTextDocument` opened stays open for minutes after its editor is closed.
 */
export async function open(name: string, text: string): Promise<vscode.TextEditor> {
  opened++;
  return show(await write(`${String(opened)}/${name}`, text));
}

/** Opens a file in an editor. */
export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('vscode.open', uri);
  return eventually(`the editor of ${uri.path}`, () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.toString() === uri.toString() ? editor : undefined;
  });
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The diagnostics that the extension shows of a document. */
export function shown(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((each) => each.source === 'inspection-report');
}

/** The rule that a diagnostic is of. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : '';
}

/** Rules and messages of what is shown, in a comparable form. */
export function told(diagnostics: readonly vscode.Diagnostic[]): string[] {
  return diagnostics.map((each) => `${ruleOf(each)}: ${each.message}`).sort();
}

/** Rules and messages that the library gives for a text. */
export function expected(text: string, options: Parameters<typeof checkReport>[1] = {}): string[] {
  return checkReport(text, options)
    .problems.map((each) => `${each.rule}: ${each.message}`)
    .sort();
}

/** Waits until a document shows exactly what the library gives for its text. */
export async function settled(
  document: vscode.TextDocument,
  options: Parameters<typeof checkReport>[1] = {},
): Promise<vscode.Diagnostic[]> {
  return eventually(`the problems of ${document.uri.path}`, () => {
    const diagnostics = shown(document.uri);
    const right = JSON.stringify(told(diagnostics)) === JSON.stringify(expected(document.getText(), options));
    return right ? diagnostics : undefined;
  });
}

/** Replaces text in a document, once. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(from);
  if (start < 0) throw new Error(`'${from}' is not in the draft`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  if (
    !(await editor.edit((edit) => {
      edit.replace(range, to);
    }))
  )
    throw new Error('the editor refused the edit');
}

/** The code actions at a diagnostic, once there are some of ours. */
export async function actionsAt(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
): Promise<vscode.CodeAction[]> {
  return eventually('code actions', async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      diagnostic.range,
    );
    // Now and then the editor drops the answer of a provider: ask again.
    return actions.some((each) => each.title.startsWith('Turn off')) ? actions : undefined;
  });
}
