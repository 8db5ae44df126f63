import * as vscode from 'vscode';
import { folds } from '../language/folding.js';
import { toRange, type Diagnostics } from './diagnostics.js';
import { isDraftDocument, type Drafts } from './drafts.js';
import { afterShow } from './refresh.js';

/** Folds what only a draft has, beside the ranges that VS Code finds in any Markdown. */
export class Folding implements vscode.FoldingRangeProvider {
  readonly onDidChangeFoldingRanges: vscode.Event<void>;

  constructor(
    readonly drafts: Drafts,
    diagnostics: Diagnostics,
  ) {
    this.onDidChangeFoldingRanges = afterShow(diagnostics);
  }

  async provideFoldingRanges(
    document: vscode.TextDocument,
    _: vscode.FoldingContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.FoldingRange[]> {
    // The ranges of all providers come at once: those of other files must not wait for ours.
    if (!isDraftDocument(document)) return [];
    const checked = await this.drafts.afterPause(document, token);
    if (!checked) return [];
    const { result } = checked;
    return folds(result).map(({ range, kind }) => {
      const { start, end } = toRange(result.report.lines, range);
      return new vscode.FoldingRange(
        start.line,
        end.line,
        kind === 'disabled' ? vscode.FoldingRangeKind.Region : undefined,
      );
    });
  }
}
