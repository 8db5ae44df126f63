import * as vscode from 'vscode';
import { lenses } from '../language/lenses.js';
import { labelText } from '../report/plainText.js';
import { toRange, type Diagnostics } from './diagnostics.js';
import type { Drafts } from './drafts.js';
import { afterShow } from './refresh.js';
import { section } from './settings.js';

/** Ratings above the headings of standards, and the score above the ratings page. */
export class CodeLenses implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(
    readonly drafts: Drafts,
    diagnostics: Diagnostics,
  ) {
    this.onDidChangeCodeLenses = afterShow(diagnostics);
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.getConfiguration(section, document.uri).get<boolean>('codeLens', true)) return [];
    const checked = await this.drafts.afterPause(document, token);
    if (!checked) return [];
    const { result } = checked;
    const uri = document.uri.toString();
    return lenses(result).map(({ range, title, action }) => {
      const at = toRange(result.report.lines, range);
      if (!action) return new vscode.CodeLens(at, { title: labelText(title), command: '' });
      return new vscode.CodeLens(at, {
        title: labelText(title),
        command: `${section}.${action.kind}`,
        arguments: action.kind === 'setRating' ? [uri, action.standard] : [uri],
      });
    });
  }
}
