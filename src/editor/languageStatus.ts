import * as vscode from 'vscode';
import { checkStatus } from '../language/checkStatus.js';
import { labelText } from '../report/plainText.js';
import type { Diagnostics } from './diagnostics.js';
import { isDraftDocument, type Drafts } from './drafts.js';
import { section } from './settings.js';

/** Says in the language status of a draft what it was checked against, what it adds up to, and when. */
export class LanguageStatus implements vscode.Disposable {
  #item: vscode.LanguageStatusItem | undefined;
  /** The limit that is said now. */
  #over: number | undefined;
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    readonly drafts: Drafts,
    diagnostics: Diagnostics,
  ) {
    this.#subscriptions = [
      diagnostics.onDidShow(() => {
        this.#update();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#update();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        // A draft may grow too large while it is written, or become small enough.
        if (this.#item && this.drafts.pace(document).over !== this.#over) this.#update();
      }),
    ];
    this.#update();
  }

  #update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const pace = document && isDraftDocument(document) ? this.drafts.pace(document) : undefined;
    const status = document && pace && checkStatus(pace, this.drafts.last(document));
    // An item stands beside every file of its language: with another Markdown file there must be none.
    if (!status) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= vscode.languages.createLanguageStatusItem('inspectionReports.status', {
      language: 'markdown',
    });
    this.#over = pace.over;
    this.#item.name = 'Inspection report';
    this.#item.command =
      pace.over === undefined
        ? { command: 'inspectionReports.showLog', title: 'Show log' }
        : {
            command: 'workbench.action.openSettings',
            title: 'Change the limit',
            arguments: [`${section}.checkWhileTypingUpTo`],
          };
    this.#item.text = labelText(status.text);
    this.#item.detail = labelText(status.detail);
    this.#item.severity = status.warning
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
  }

  dispose(): void {
    this.#item?.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
