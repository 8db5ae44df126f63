import * as vscode from 'vscode';
import { checkReport, type CheckResult } from '../check/check.js';
import type { RuleSettings } from '../check/settings.js';
import { isDraft } from '../report/draft.js';
import type { Settings } from './settings.js';

/** How long typing must pause before a draft is checked, in milliseconds. */
export const pause = 300;

/** A document that was checked, as it was then. */
export interface CheckedDraft {
  readonly version: number;
  readonly settings: readonly RuleSettings[];
  readonly publication: boolean;
  readonly result: CheckResult;
  /** When, and how many milliseconds it took. */
  readonly at: Date;
  readonly duration: number;
}

/** Whether a document is a draft. Any other Markdown file is left alone. */
export function isDraftDocument(document: vscode.TextDocument): boolean {
  const text = document.getText();
  // A new document has its name before its text.
  if (document.isUntitled && text === '') return false;
  return document.languageId === 'markdown' && isDraft(document.uri.path, text);
}

/** The one check of each open draft that all features share. */
export class Drafts implements vscode.Disposable {
  readonly #checked = new Map<string, CheckedDraft>();
  /** Drafts that are checked for publication until the author goes back to drafting, or closes them. */
  readonly #forPublication = new Set<string>();
  /** When each document was last changed, by the clock of `performance`. */
  readonly #changed = new Map<string, number>();
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor(readonly settings: Settings) {
    this.#subscriptions.push(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#changed.set(document.uri.toString(), performance.now());
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#checked.delete(uri.toString());
        this.#changed.delete(uri.toString());
        this.#forPublication.delete(uri.toString());
      }),
      settings.onDidChange(() => {
        this.#checked.clear();
      }),
    );
  }

  /**
   * The check of a draft as it is now: the last one, or a new one where the document has changed since.
   * Undefined where it is no draft, or has changed again while its settings were looked for.
   */
  async check(document: vscode.TextDocument): Promise<CheckedDraft | undefined> {
    if (!isDraftDocument(document)) return undefined;
    const { version } = document;
    const settings = await this.settings.for(document.uri);
    if (document.isClosed || document.version !== version) return undefined;
    const key = document.uri.toString();
    const publication = this.#forPublication.has(key);
    const last = this.#checked.get(key);
    if (last?.version === version && last.publication === publication && last.settings === settings)
      return last;
    const start = performance.now();
    const result = checkReport(document.getText(), { settings, publication });
    const checked = {
      version,
      settings,
      publication,
      result,
      at: new Date(),
      duration: performance.now() - start,
    };
    this.#checked.set(key, checked);
    return checked;
  }

  /**
   * The check of a draft once typing has paused, for what is shown beside the text: of the keystrokes in
   * between none is worth a check of its own. Undefined also where the editor does not want it any more.
   */
  async afterPause(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<CheckedDraft | undefined> {
    if (!isDraftDocument(document)) return undefined;
    for (;;) {
      const left = (this.#changed.get(document.uri.toString()) ?? -Infinity) + pause - performance.now();
      if (left <= 0) break;
      await new Promise((resolve) => {
        setTimeout(resolve, left);
      });
      if (token.isCancellationRequested) return undefined;
    }
    const checked = await this.check(document);
    return token.isCancellationRequested ? undefined : checked;
  }

  /** Whether a draft is checked for publication from now on. */
  setPublication({ uri }: vscode.TextDocument, publication: boolean): void {
    if (publication) this.#forPublication.add(uri.toString());
    else this.#forPublication.delete(uri.toString());
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
