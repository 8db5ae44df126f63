import * as vscode from 'vscode';
import { gapFrom, gaps, isInSlot } from '../language/gaps.js';
import { draftFor } from './activeDraft.js';
import { isDraftDocument, type Drafts } from './drafts.js';
import { section } from './settings.js';

/**
 * Goes from one place to fill in to the next, and back. The context key `inspectionReports.atGap` says that the
 * cursor is in such a place, or in what was just typed there: then Tab goes on, and never blanks it.
 */
export class Gaps implements vscode.Disposable {
  /** The place that was gone to, with what has been typed there since: 0-based UTF-16 offsets. */
  #place:
    { readonly document: vscode.TextDocument; readonly start: number; readonly end: number } | undefined;
  #key = false;
  readonly #subscriptions: vscode.Disposable[];

  constructor(readonly drafts: Drafts) {
    const update = () => {
      this.#update();
    };
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        for (const change of contentChanges) this.#follow(document, change);
        update();
      }),
      vscode.window.onDidChangeTextEditorSelection(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.commands.registerCommand(`${section}.nextGap`, () => this.#go('next')),
      vscode.commands.registerCommand(`${section}.previousGap`, () => this.#go('previous')),
    ];
    update();
  }

  async #go(direction: 'next' | 'previous'): Promise<void> {
    const document = await draftFor();
    const editor = vscode.window.activeTextEditor;
    const checked = document && (await this.drafts.check(document, true));
    if (!checked || editor?.document !== document) return;
    const from = {
      start: document.offsetAt(editor.selection.start),
      end: document.offsetAt(editor.selection.end),
    };
    const gap = gapFrom(gaps(checked.result), from, direction);
    if (!gap) {
      void vscode.window.showInformationMessage('Nothing is left to fill in.');
      return;
    }
    const { report } = checked.result;
    let selection = gap.selection;
    // Behind a colon a value begins with a blank; without it `isbn:978` would be one word.
    if (selection.start === selection.end && report.text[selection.start - 1] === ':') {
      const place = document.positionAt(selection.start);
      const made = await editor.edit(
        (edit) => {
          edit.insert(place, ' ');
        },
        { undoStopBefore: false, undoStopAfter: false },
      );
      if (made) selection = { start: selection.start + 1, end: selection.end + 1 };
    }
    const range = new vscode.Range(document.positionAt(selection.start), document.positionAt(selection.end));
    this.#place = { document, ...selection };
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    this.#update();
  }

  /** What is typed in the place belongs to it; with a new line one has left it. */
  #follow(document: vscode.TextDocument, change: vscode.TextDocumentContentChangeEvent): void {
    if (this.#place?.document !== document) return;
    const { start, end } = this.#place;
    const { rangeOffset: from, rangeLength, text } = change;
    const by = text.length - rangeLength;
    if (from >= start && from + rangeLength <= end)
      this.#place = /[\r\n]/.test(text) ? undefined : { document, start, end: end + by };
    else if (from + rangeLength < start) this.#place = { document, start: start + by, end: end + by };
    else if (from < end) this.#place = undefined;
  }

  #update(): void {
    const key = this.#isAtGap(vscode.window.activeTextEditor);
    if (key === this.#key) return;
    this.#key = key;
    void vscode.commands.executeCommand('setContext', `${section}.atGap`, key);
  }

  #isAtGap(editor: vscode.TextEditor | undefined): boolean {
    if (!editor || editor.selections.length > 1 || editor.document.languageId !== 'markdown') return false;
    const { document, selection } = editor;
    const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
    if (this.#place?.document === document && this.#place.start <= start && end <= this.#place.end)
      return true;
    if (!selection.isSingleLine) return false;
    const { text } = document.lineAt(selection.start);
    return (
      text.includes('‹') &&
      isInSlot(text, { start: selection.start.character, end: selection.end.character }) &&
      isDraftDocument(document)
    );
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
