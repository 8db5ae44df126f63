import * as vscode from 'vscode';
import type { Diagnostics } from './diagnostics.js';
import { isDraftDocument, type CheckedDraft, type Drafts } from './drafts.js';

/**
 * The draft that an author is working on: that of the active editor, and still that one while something
 * without a text of its own is active, such as the preview or the settings. The context keys
 * `inspectionReports.draft` and `inspectionReports.forPublication` say whether there is one, and whether it
 * is checked for publication.
 */
export class DraftContext implements vscode.Disposable {
  #document: vscode.TextDocument | undefined;
  readonly #keys = new Map<string, boolean>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Another draft is worked on, none, or it was checked again. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    readonly drafts: Drafts,
    diagnostics: Diagnostics,
  ) {
    const update = () => {
      this.#update();
    };
    this.#subscriptions = [
      this.#changed,
      diagnostics.onDidShow(({ document }) => {
        this.#update(document);
      }),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.window.tabGroups.onDidChangeTabs(update),
      vscode.workspace.onDidCloseTextDocument(update),
    ];
    this.#update();
  }

  get document(): vscode.TextDocument | undefined {
    return this.#document;
  }

  /** The last check of the draft; undefined before the first. */
  get checked(): CheckedDraft | undefined {
    return this.#document && this.drafts.last(this.#document);
  }

  /** @param shown the document that was just checked. */
  #update(shown?: vscode.TextDocument): void {
    const document = this.#find();
    if (document === this.#document && shown !== document) return;
    this.#document = document;
    this.#setKey('draft', document !== undefined);
    this.#setKey('forPublication', document !== undefined && this.drafts.isForPublication(document));
    this.#changed.fire();
  }

  #setKey(name: string, value: boolean): void {
    if (this.#keys.get(name) === value) return;
    this.#keys.set(name, value);
    void vscode.commands.executeCommand('setContext', `inspectionReports.${name}`, value);
  }

  #find(): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    // The Output panel is a text editor too, and none that anybody writes in.
    if (active && active.uri.scheme !== 'output') return isDraftDocument(active) ? active : undefined;
    const last = this.#document;
    const editors = vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0);
    return last && editors && !last.isClosed && isDraftDocument(last) ? last : undefined;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
