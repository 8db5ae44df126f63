import * as vscode from 'vscode';
import { ruleLinks } from '../language/links.js';
import { plainText } from '../report/plainText.js';
import { toRange } from './diagnostics.js';
import { isDraftDocument, type Drafts } from './drafts.js';
import { rulePage } from './pages.js';

/** Leads from the rules that a comment names to their pages. */
export class DocumentLinks implements vscode.DocumentLinkProvider {
  constructor(readonly drafts: Drafts) {}

  async provideDocumentLinks(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentLink[]> {
    // The links of all providers come at once: those of other files must not wait for ours.
    if (!isDraftDocument(document)) return [];
    const checked = await this.drafts.afterPause(document, token);
    if (!checked) return [];
    const { result } = checked;
    return ruleLinks(result).map(({ range, rule, summary }) => {
      const link = new vscode.DocumentLink(toRange(result.report.lines, range), rulePage(rule));
      link.tooltip = plainText(summary);
      return link;
    });
  }
}
