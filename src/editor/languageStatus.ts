import * as vscode from 'vscode';
import { joined, openText, scoreText } from '../language/ratingText.js';
import type { Diagnostics } from './diagnostics.js';
import { isDraftDocument, type CheckedDraft } from './drafts.js';

/** Says in the language status of a draft what it was checked against, what it adds up to, and when. */
export class LanguageStatus implements vscode.Disposable {
  #item: vscode.LanguageStatusItem | undefined;
  readonly #last = new WeakMap<vscode.TextDocument, CheckedDraft>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(diagnostics: Diagnostics) {
    this.#subscriptions = [
      diagnostics.onDidShow(({ document, checked }) => {
        if (checked) this.#last.set(document, checked);
        this.#update();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#update();
      }),
    ];
    this.#update();
  }

  #update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const checked = document && this.#last.get(document);
    // An item stands beside every file of its language: with another Markdown file there must be none.
    if (!document || !checked || !isDraftDocument(document)) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= vscode.languages.createLanguageStatusItem('inspectionReports.status', {
      language: 'markdown',
    });
    const { result, at, duration } = checked;
    const { rating, framework, report } = result;
    this.#item.name = 'Inspection report';
    this.#item.command = { command: 'inspectionReports.showLog', title: 'Show log' };
    const time = `${checked.publication ? 'for publication, ' : ''}checked at ${at.toLocaleTimeString()} in ${duration.toFixed(0)} ms`;
    if (!framework || !rating) {
      this.#item.text = 'Framework not known';
      this.#item.detail = time;
      this.#item.severity = vscode.LanguageStatusSeverity.Warning;
      return;
    }
    this.#item.severity = vscode.LanguageStatusSeverity.Information;
    this.#item.text = scoreText(rating);
    const checkedAgainst = `${framework.id}${report.layout ? `, ${report.layout.id}` : ''}`;
    this.#item.detail = joined(checkedAgainst, time, openText(rating));
  }

  dispose(): void {
    this.#item?.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
