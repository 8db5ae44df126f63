import * as vscode from 'vscode';
import { hints } from '../language/hints.js';
import { plainText } from '../report/plainText.js';
import { toRange, type Diagnostics } from './diagnostics.js';
import type { Drafts } from './drafts.js';
import { afterShow } from './refresh.js';
import { section } from './settings.js';

/** Bands and cases behind percentages, where an author wants them. */
export class InlayHints implements vscode.InlayHintsProvider {
  readonly onDidChangeInlayHints: vscode.Event<void>;

  constructor(
    readonly drafts: Drafts,
    diagnostics: Diagnostics,
  ) {
    this.onDidChangeInlayHints = afterShow(diagnostics);
  }

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    if (!vscode.workspace.getConfiguration(section, document.uri).get<boolean>('inlayHints', false))
      return [];
    const checked = await this.drafts.afterPause(document, token);
    if (!checked) return [];
    const { result } = checked;
    return hints(result).flatMap(({ offset, text }) => {
      const { start } = toRange(result.report.lines, { start: offset, end: offset });
      if (!range.contains(start)) return [];
      const hint = new vscode.InlayHint(start, plainText(text));
      hint.paddingLeft = true;
      return [hint];
    });
  }
}
