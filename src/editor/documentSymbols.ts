import * as vscode from 'vscode';
import type { Lines } from '../report/lines.js';
import { labelText } from '../report/plainText.js';
import { outline, type OutlineEntry } from '../language/symbols.js';
import { toRange } from './diagnostics.js';
import type { Drafts } from './drafts.js';

/** The outline of a draft, with its ratings. */
export class DocumentSymbols implements vscode.DocumentSymbolProvider {
  constructor(readonly drafts: Drafts) {}

  async provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[]> {
    const checked = await this.drafts.afterPause(document, token);
    return checked ? toSymbols(checked.result.report.lines, outline(checked.result)) : [];
  }
}

function toSymbols(lines: Lines, entries: readonly OutlineEntry[]): vscode.DocumentSymbol[] {
  return entries.map(({ name, detail, range, selection, children }) => {
    // The kind that headings have in any other Markdown.
    const symbol = new vscode.DocumentSymbol(
      labelText(name),
      labelText(detail),
      vscode.SymbolKind.String,
      toRange(lines, range),
      toRange(lines, selection),
    );
    symbol.children = toSymbols(lines, children);
    return symbol;
  });
}
