import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import { draftReader, type DraftReading } from '../preview/draftReader.js';
import { previewPlugin } from '../preview/preview.js';
import type { Diagnostics } from './diagnostics.js';

/** Shows drafts as reports in VS Code's own Markdown preview. */
export class Preview implements vscode.Disposable {
  readonly #checked = new WeakMap<vscode.TextDocument, DraftReading>();
  readonly #read = draftReader();
  readonly #subscription: vscode.Disposable;

  constructor(diagnostics: Diagnostics) {
    this.#subscription = diagnostics.onDidShow(({ document, checked }) => {
      if (checked) this.#checked.set(document, checked.result);
      else this.#checked.delete(document);
    });
  }

  /** What the extension gives to VS Code's Markdown preview, which asks for it by this name. */
  extendMarkdownIt(md: MarkdownIt): MarkdownIt {
    return md.use(previewPlugin, { read: (text: string, path: string) => this.#readOpen(text, path) });
  }

  /** The preview does not say which file a text is of: it is the open one that has this text. */
  #readOpen(text: string, path: string): DraftReading | undefined {
    const document = vscode.workspace.textDocuments.find(
      (each) => each.languageId === 'markdown' && each.getText() === text,
    );
    const checked = document && this.#checked.get(document);
    return checked?.report.text === text ? checked : this.#read(text, document?.uri.path ?? path);
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
