import * as vscode from 'vscode';
import { definitionAt, footnoteAt } from '../language/definition.js';
import { toRange } from './diagnostics.js';
import type { Drafts } from './drafts.js';

/** Goes between the ratings page, the sections and the footnotes of a draft, and finds a footnote's references. */
export class Definitions implements vscode.DefinitionProvider, vscode.ReferenceProvider {
  constructor(readonly drafts: Drafts) {}

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[] | undefined> {
    const checked = await this.drafts.check(document);
    const found = checked && definitionAt(checked.result, document.offsetAt(position));
    if (!found) return undefined;
    const { lines } = checked.result.report;
    return found.targets.map(({ range, selection }) => ({
      originSelectionRange: toRange(lines, found.origin),
      targetUri: document.uri,
      targetRange: toRange(lines, range),
      targetSelectionRange: toRange(lines, selection),
    }));
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): Promise<vscode.Location[] | undefined> {
    const checked = await this.drafts.check(document);
    const found = checked && footnoteAt(checked.result, document.offsetAt(position));
    if (!found) return undefined;
    const ranges = [...found.references, ...(includeDeclaration ? found.labels : [])];
    return ranges.map(
      (each) => new vscode.Location(document.uri, toRange(checked.result.report.lines, each)),
    );
  }
}
