import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import { draftReader, type DraftReading } from '../preview/draftReader.js';
import { previewPlugin } from '../preview/preview.js';
import { isDraft } from '../report/draft.js';
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
    previewPlugin(md, {
      isDraft: (text, path) => isDraft(openWith(text)?.uri.path ?? path, text),
      read: (text) => {
        const document = openWith(text);
        const checked = document && this.#checked.get(document);
        return checked?.report.text === text ? checked : this.#read(text);
      },
    });
    return md;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

/** While it parses, the preview does not say which file a text is of: it is the open one that has this text. */
function openWith(text: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (each) => each.languageId === 'markdown' && each.getText() === text,
  );
}
