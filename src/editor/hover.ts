import * as vscode from 'vscode';
import { hoverAt } from '../language/hover.js';
import { markdownText } from '../report/plainText.js';
import { toRange } from './diagnostics.js';
import type { Drafts } from './drafts.js';
import { markdownWithPages, pageLink } from './pages.js';

/** The rule behind a rating, percentage, score, standard or key question under the pointer. */
export class Hovers implements vscode.HoverProvider {
  constructor(readonly drafts: Drafts) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const checked = await this.drafts.check(document);
    const found = checked && hoverAt(checked.result, document.offsetAt(position));
    if (!found) return undefined;
    const link = `[${markdownText(`Rating rules: ${found.section}`)}](${pageLink('rating', found.section).toString()})`;
    return new vscode.Hover(
      markdownWithPages(`${markdownText(found.sentences.join(' '))}\n\n${link}`),
      toRange(checked.result.report.lines, found.range),
    );
  }
}
