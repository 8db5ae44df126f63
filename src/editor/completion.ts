import * as vscode from 'vscode';
import { completionsAt, mayComplete, triggerCharacters, type Completion } from '../language/completion.js';
import { plainText } from '../report/plainText.js';
import { toRange } from './diagnostics.js';
import type { Drafts } from './drafts.js';

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  block: vscode.CompletionItemKind.Snippet,
  heading: vscode.CompletionItemKind.Module,
  question: vscode.CompletionItemKind.Field,
  rating: vscode.CompletionItemKind.EnumMember,
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
  footnote: vscode.CompletionItemKind.Reference,
  rule: vscode.CompletionItemKind.Constant,
};

/** Completion in a draft, by where the cursor stands. */
export class CompletionItems implements vscode.CompletionItemProvider {
  static readonly triggerCharacters = triggerCharacters;

  constructor(readonly drafts: Drafts) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    if (!mayComplete(document.lineAt(position).text.slice(0, position.character))) return [];
    const checked = await this.drafts.check(document);
    if (!checked || token.isCancellationRequested) return [];
    const { lines } = checked.result.report;
    return completionsAt(checked.result, document.offsetAt(position)).map((each, index) => {
      const item = new vscode.CompletionItem(plainText(each.label), kinds[each.kind]);
      item.range = toRange(lines, each.range);
      item.insertText = each.snippet ? new vscode.SnippetString(each.text) : each.text;
      item.sortText = String(index).padStart(4, '0');
      item.preselect = index === 0;
      if (each.filter !== undefined) item.filterText = each.filter;
      if (each.detail !== undefined) item.detail = plainText(each.detail);
      if (each.others)
        item.additionalTextEdits = each.others.map(({ range, text }) =>
          vscode.TextEdit.replace(toRange(lines, range), text),
        );
      if (each.goOn) item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
      return item;
    });
  }
}
