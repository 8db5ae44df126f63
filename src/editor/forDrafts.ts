import * as vscode from 'vscode';
import type { Diagnostics } from './diagnostics.js';
import { isDraftDocument, type Drafts } from './drafts.js';

/** A selector that leaves no other provider for its documents; VS Code knows it, its published types don't. */
interface ExclusiveFilter extends vscode.DocumentFilter {
  readonly exclusive: true;
}

/**
 * Registers what takes the place of VS Code's own for Markdown, such as an outline that would stand beside
 * its as a second group. It is registered for each open draft alone: other Markdown files keep theirs.
 */
export function insteadOfMarkdown(
  drafts: Drafts,
  diagnostics: Diagnostics,
  register: (draft: vscode.DocumentFilter) => vscode.Disposable,
): vscode.Disposable {
  const registered = new Map<string, vscode.Disposable>();
  const update = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    // One that is too large to be read keeps VS Code's own outline.
    if (document.isClosed || !isDraftDocument(document) || drafts.pace(document).when === 'never') {
      registered.get(key)?.dispose();
      registered.delete(key);
    } else if (!registered.has(key)) {
      const { scheme, fsPath } = document.uri;
      const filter: ExclusiveFilter = { language: 'markdown', scheme, pattern: fsPath, exclusive: true };
      registered.set(key, register(filter));
    }
  };
  return vscode.Disposable.from(
    diagnostics.onDidShow(({ document }) => {
      update(document);
    }),
    vscode.workspace.onDidCloseTextDocument(update),
    {
      dispose() {
        for (const each of registered.values()) each.dispose();
      },
    },
  );
}
