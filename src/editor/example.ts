import * as vscode from 'vscode';
import { openUntitled } from './newReport.js';
import { readText } from './settings.js';

/** Opens the example draft, as a document of the author's own that can be changed at will. */
export async function openExample(extensionUri: vscode.Uri): Promise<void> {
  const text = await readText(vscode.Uri.joinPath(extensionUri, 'examples', 'northbridge.report.md'));
  if (text === undefined) {
    void vscode.window.showWarningMessage(
      "The example draft can't be read: examples/northbridge.report.md is missing from the extension. Install the extension again.",
    );
    return;
  }
  const editor = await openUntitled('Northbridge');
  await editor.edit((edit) => {
    edit.insert(new vscode.Position(0, 0), text);
  });
}
