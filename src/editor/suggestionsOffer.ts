import * as vscode from 'vscode';
import { isDraftDocument } from './drafts.js';

const offered = 'suggestionsOffered';

/**
 * VS Code turns suggestions while typing off in Markdown. Offers once, when an author first types in a draft, to
 * turn them on for the workspace.
 */
export class SuggestionsOffer implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;

  constructor(readonly state: vscode.Memento) {
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // One character, as from a key; commands and fixes change more.
      const typed =
        state.get<boolean>(offered) !== true &&
        contentChanges.length === 1 &&
        contentChanges[0]?.text.length === 1 &&
        vscode.window.activeTextEditor?.document === document;
      if (typed && isDraftDocument(document)) void this.#offer(document);
    });
  }

  async #offer(document: vscode.TextDocument): Promise<void> {
    if (!vscode.workspace.workspaceFolders) return;
    const configuration = vscode.workspace.getConfiguration('editor', {
      uri: document.uri,
      languageId: 'markdown',
    });
    if (isOn(configuration.get('quickSuggestions'))) return;
    await this.state.update(offered, true);
    const turnOn = 'Turn on for this workspace';
    const chosen = await vscode.window.showInformationMessage(
      'VS Code shows no suggestions while you type in Markdown. Turn them on for this workspace? That changes all its Markdown files, not only drafts.',
      turnOn,
      'No, thank you',
    );
    if (chosen !== turnOn) return;
    const set = (name: string, value: unknown) =>
      configuration.update(name, value, vscode.ConfigurationTarget.Workspace, true);
    await set('quickSuggestions', { other: 'on', comments: 'off', strings: 'off' });
    // Words from all over the text would hide what a draft needs.
    await set('wordBasedSuggestions', 'off');
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

function isOn(setting: unknown): boolean {
  if (typeof setting === 'boolean') return setting;
  const other = typeof setting === 'object' && setting !== null && 'other' in setting ? setting.other : 'off';
  return other === true || other === 'on' || other === 'inline';
}
