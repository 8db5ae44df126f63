import * as vscode from 'vscode';
import { resolveSettings } from '../check/settings.js';
import { settingsPage } from '../language/settingsPage.js';
import { draftFor } from './activeDraft.js';
import { showRendered } from './pages.js';
import type { Settings } from './settings.js';

const scheme = 'inspection-report';

/** Shows what each rule is set to for a draft, and by whom, as a page that follows the settings. */
export class SettingsPage implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable[];

  constructor(readonly settings: Settings) {
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      settings.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments)
          if (uri.scheme === scheme) this.#changed.fire(uri);
      }),
    ];
  }

  async show(): Promise<void> {
    const document = await draftFor();
    if (!document) return;
    await showRendered(
      vscode.Uri.from({ scheme, path: '/What the rules are set to.md', query: document.uri.toString() }),
    );
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    const draft = vscode.Uri.parse(query);
    return settingsPage(
      vscode.workspace.asRelativePath(draft),
      resolveSettings(await this.settings.for(draft)),
    );
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
