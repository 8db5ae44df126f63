import * as vscode from 'vscode';
import { isDraftDocument } from './drafts.js';
import { exchange } from './exchange.js';

const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('markdown', 'inspectionReport');

/** What is pasted into a draft from Word, a spreadsheet or a web page becomes Markdown. */
export class RichPaste implements vscode.DocumentPasteEditProvider {
  static readonly metadata: vscode.DocumentPasteProviderMetadata = {
    providedPasteEditKinds: [kind],
    pasteMimeTypes: ['text/html', 'text/plain'],
  };

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    data: vscode.DataTransfer,
    _context: vscode.DocumentPasteEditContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentPasteEdit[] | undefined> {
    const [range] = ranges;
    if (!range || ranges.length > 1 || !isDraftDocument(document) || !isInText(document, range))
      return undefined;
    // What was copied in VS Code is text already, however it was coloured.
    if (data.get('vscode-editor-data')) return undefined;
    const plain = (await data.get('text/plain')?.asString()) ?? '';
    const html = (await data.get('text/html')?.asString()) ?? '';
    if (html.trim() === '' && !plain.includes('\t')) return undefined;
    const { alternativeSlot, pastedMarkdown } = exchange();
    if (token.isCancellationRequested) return undefined;
    const text = document.getText();
    const markdown = pastedMarkdown(html, plain, (label) => text.includes(`[^${label}]`));
    if (markdown === undefined) return undefined;
    const snippet = snippetOf(asBlocks(document, range, markdown), alternativeSlot);
    return [new vscode.DocumentPasteEdit(snippet, 'Paste as Markdown', kind)];
  }
}

/** Whether a place is in the text of a draft, not in a table or in code, where a line has to stay one. */
function isInText(document: vscode.TextDocument, range: vscode.Range): boolean {
  const line = document.lineAt(range.start.line).text;
  if (/^\s*(?:\||```|~~~)/.test(line)) return false;
  // Front matter ends with the second fence.
  const before = document.getText(new vscode.Range(0, 0, range.start.line, 0));
  const fences = before.match(/^---[ \t]*$/gm)?.length ?? 0;
  return !before.startsWith('---') ? range.start.line > 0 || line !== '---' : fences >= 2;
}

/** Markdown of blocks stands between blank lines. */
function asBlocks(document: vscode.TextDocument, range: vscode.Range, markdown: string): string {
  if (!/\n|^(?:[|>#]|- |\d+\. |\[\^)/.test(markdown)) return markdown;
  const before = document.lineAt(range.start.line).text.slice(0, range.start.character);
  const after = document.lineAt(range.end.line).text.slice(range.end.character);
  return `${before.trim() === '' ? '' : '\n\n'}${markdown}${after.trim() === '' ? '' : '\n\n'}`;
}

/** The text with the slots of pictures to be filled in one after the other. */
function snippetOf(markdown: string, slot: string): vscode.SnippetString {
  const snippet = new vscode.SnippetString();
  for (const [index, piece] of markdown.split(slot).entries()) {
    if (index > 0) snippet.appendPlaceholder(slot);
    snippet.appendText(piece);
  }
  return snippet;
}
