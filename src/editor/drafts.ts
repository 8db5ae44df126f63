import * as vscode from 'vscode';
import { changeBetween } from '../check/change.js';
import { createSession, type Session } from '../check/session.js';
import type { RuleSettings } from '../check/settings.js';
import { paceFor, type LastCheck, type Pace } from '../language/checkStatus.js';
import { isDraft } from '../report/draft.js';
import type { Settings } from './settings.js';

/** How long typing must pause before a draft is checked, in milliseconds. */
export const pause = 300;

/** A document that was checked. Its problems are those of then; the report follows the text of later checks. */
export interface CheckedDraft extends LastCheck {
  readonly version: number;
  readonly settings: readonly RuleSettings[];
}

/** Whether a document is a draft. Any other Markdown file is left alone. */
export function isDraftDocument(document: vscode.TextDocument): boolean {
  const text = document.getText();
  // A new document has its name before its text.
  if (document.isUntitled && text === '') return false;
  return document.languageId === 'markdown' && isDraft(document.uri.path, text);
}

/** What the state of a workspace calls the drafts that are checked for publication. */
const forPublication = 'forPublication';

/** The one check of each open draft that all features share. */
export class Drafts implements vscode.Disposable {
  readonly #checked = new Map<string, { readonly session: Session; readonly last: CheckedDraft }>();
  /** Drafts that are checked for publication until the author goes back to drafting, by their URIs. */
  readonly #forPublication: Set<string>;
  /** When each document was last changed, by the clock of `performance`. */
  readonly #changed = new Map<string, number>();
  readonly #subscriptions: vscode.Disposable[] = [];

  /** @param state where it is kept from one day to the next which drafts are checked for publication. */
  constructor(
    readonly settings: Settings,
    readonly state: vscode.Memento,
  ) {
    this.#forPublication = new Set(state.get<string[]>(forPublication, []));
    this.#subscriptions.push(
      vscode.workspace.onDidSaveTextDocument((document) => {
        this.#followSaved(document);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#followRenamed(oldUri, newUri);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#changed.set(document.uri.toString(), performance.now());
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        const key = document.uri.toString();
        this.#checked.delete(key);
        this.#changed.delete(key);
        // Its name may be given to another that is not saved yet either.
        if (document.isUntitled) this.setPublication(document, false);
      }),
    );
  }

  /** When a draft is checked, by the author's wish and by its size. */
  pace(document: vscode.TextDocument): Pace {
    const { uri } = document;
    return paceFor(document.getText().length, this.settings.typingLimit(uri), this.settings.run(uri));
  }

  /** The last check of a document, whether it has changed since or not. */
  last({ uri }: vscode.TextDocument): CheckedDraft | undefined {
    return this.#checked.get(uri.toString())?.last;
  }

  /**
   * The check of a draft as it is now: the last one, or a new one where the document has changed since.
   * Undefined where it is no draft, is too large, or has changed again while its settings were looked for.
   * @param asked somebody asks for it: opens or saves the draft, or gives a command. Otherwise a large
   * draft that has changed is not checked.
   */
  async check(document: vscode.TextDocument, asked = false): Promise<CheckedDraft | undefined> {
    const key = document.uri.toString();
    if (!isDraftDocument(document) || this.pace(document).when === 'never') {
      this.#checked.delete(key);
      return undefined;
    }
    const { version } = document;
    const settings = await this.settings.for(document.uri);
    if (document.isClosed || document.version !== version) return undefined;
    const publication = this.#forPublication.has(key);
    const known = this.#checked.get(key);
    const same = known?.last.publication === publication && known.last.settings === settings;
    if (same && known.last.version === version) return known.last;
    if (!asked && this.pace(document).over !== undefined) return undefined;
    const start = performance.now();
    const text = document.getText();
    const session = same ? known.session : createSession(text, { settings, publication });
    session.update(changeBetween(session.text, text));
    const last = {
      version,
      settings,
      publication,
      result: session.check(),
      at: new Date(),
      duration: performance.now() - start,
    };
    this.#checked.set(key, { session, last });
    return last;
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

  /** Whether a draft is checked for publication. */
  isForPublication({ uri }: vscode.TextDocument): boolean {
    return this.#forPublication.has(uri.toString());
  }

  /** Whether a draft is checked for publication from now on. */
  setPublication({ uri }: vscode.TextDocument, publication: boolean): void {
    const key = uri.toString();
    if (this.#forPublication.has(key) === publication) return;
    if (publication) this.#forPublication.add(key);
    else this.#forPublication.delete(key);
    this.#keep();
  }

  /** A draft that is saved for the first time, or under another name, is still checked for publication. */
  #followSaved(document: vscode.TextDocument): void {
    if (this.#forPublication.size === 0 || this.isForPublication(document)) return;
    // Saving may trim and end lines.
    const words = (text: string) => text.replace(/\s+/g, ' ').trim();
    const text = words(document.getText());
    const before = vscode.workspace.textDocuments.find(
      (each) => each !== document && this.isForPublication(each) && words(each.getText()) === text,
    );
    if (before && isDraftDocument(document)) this.setPublication(document, true);
  }

  /** @param from a file, or a folder with drafts in it. */
  #followRenamed(from: vscode.Uri, to: vscode.Uri): void {
    for (const key of [...this.#forPublication]) {
      if (key !== from.toString() && !key.startsWith(`${from.toString()}/`)) continue;
      this.#forPublication.delete(key);
      this.#forPublication.add(to.toString() + key.slice(from.toString().length));
      this.#keep();
    }
  }

  #keep(): void {
    void this.state.update(forPublication, [...this.#forPublication]);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
