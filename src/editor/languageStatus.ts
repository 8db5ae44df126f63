import * as vscode from 'vscode';
import { joined, openText, scoreText } from '../language/ratingText.js';
import type { Diagnostics } from './diagnostics.js';
import { isDraftDocument, mostCharacters, type Drafts } from './drafts.js';
import { section } from './settings.js';

/** Says in the language status of a draft what it was checked against, what it adds up to, and when. */
export class LanguageStatus implements vscode.Disposable {
  #item: vscode.LanguageStatusItem | undefined;
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
    ];
    this.#update();
  }

  #update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const pace = document && isDraftDocument(document) ? this.drafts.pace(document) : undefined;
    const checked = document && this.drafts.last(document);
    // An item stands beside every file of its language: with another Markdown file there must be none.
    if (!pace || (!checked && pace.when !== 'never')) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= vscode.languages.createLanguageStatusItem('inspectionReports.status', {
      language: 'markdown',
    });
    this.#item.name = 'Inspection report';
    this.#item.command = { command: 'inspectionReports.showLog', title: 'Show log' };
    if (!checked) {
      this.#item.text = 'Not checked';
      this.#item.detail = `The draft has more than ${millions(mostCharacters)} million characters: a check would hold up the editor. Divide it, or check it on the command line.`;
      this.#item.severity = vscode.LanguageStatusSeverity.Warning;
      return;
    }
    const { result, at, duration } = checked;
    const { rating, framework, report } = result;
    if (pace.over !== undefined)
      this.#item.command = {
        command: 'workbench.action.openSettings',
        title: 'Change the limit',
        arguments: [`${section}.checkWhileTypingUpTo`],
      };
    const large =
      pace.over === undefined
        ? undefined
        : `checked only when it is saved, because it has more than ${millions(pace.over)} million characters`;
    const time = `${checked.publication ? 'for publication, ' : ''}checked at ${at.toLocaleTimeString()} in ${duration.toFixed(0)} ms`;
    if (!framework || !rating) {
      this.#item.text = 'Framework not known';
      this.#item.detail = joined(time, large);
      this.#item.severity = vscode.LanguageStatusSeverity.Warning;
      return;
    }
    this.#item.severity = vscode.LanguageStatusSeverity.Information;
    this.#item.text = scoreText(rating);
    const checkedAgainst = `${framework.id}${report.layout ? `, ${report.layout.id}` : ''}`;
    this.#item.detail = joined(checkedAgainst, time, large, openText(rating));
  }

  dispose(): void {
    this.#item?.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}

function millions(characters: number): string {
  return String(characters / 1_000_000);
}
