import * as vscode from 'vscode';
import { blockText } from '../language/completion.js';
import { blankLine, insertionsAt, type Insertion } from '../language/insertions.js';
import { labelText } from '../report/plainText.js';
import { findFrontMatter } from '../report/draft.js';
import type { Report } from '../report/report.js';
import type { TextEdit } from '../rules/rule.js';
import { snippetLines } from '../template/snippet.js';
import { applyToDocument, ratedDraft } from './activeDraft.js';
import { toRange } from './diagnostics.js';
import type { Drafts } from './drafts.js';
import { addFrontMatter } from './newReport.js';

const groups: Readonly<Record<Insertion['group'], string>> = {
  here: 'missing here',
  more: 'may stand here',
  report: 'missing elsewhere in the report',
};

/** Offers what is missing at the cursor, and what may stand there, and puts in what is chosen. */
export async function insert(drafts: Drafts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  // Before anything else a text needs the block at its top.
  if (editor?.document.languageId === 'markdown' && !findFrontMatter(editor.document.getText()))
    return addFrontMatter();
  const draft = await ratedDraft(drafts);
  if (!draft || editor?.document !== draft.document) return;
  const { document, checked } = draft;
  const { report, framework } = checked.result;
  const offset = document.offsetAt(editor.selection.active);
  const insertions = insertionsAt(checked.result, offset);
  if (insertions.length === 0) {
    void vscode.window.showInformationMessage(
      'Nothing is missing here. Put the cursor into a standard or another part of the report.',
    );
    return;
  }
  const chosen = await vscode.window.showQuickPick(pickItems(insertions), {
    title: 'Insert',
    placeHolder: 'What is to be inserted?',
    matchOnDetail: true,
  });
  if (!chosen?.insertion || !framework) return;
  const { block, edits } = chosen.insertion;
  const [own, ...others] = edits;
  const line = blankLine(report, offset);
  const main: TextEdit =
    block && line
      ? { range: line, text: blockText(framework, report, line, block).text }
      : { range: own.range, text: snippetLines(framework, own.text.split(report.eol)).join(report.eol) };
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [
    vscode.SnippetTextEdit.replace(toRange(report.lines, main.range), new vscode.SnippetString(main.text)),
    ...others.map(({ range, text }) => vscode.TextEdit.replace(toRange(report.lines, range), text)),
  ]);
  if (await applyToDocument(document, checked.version, edit)) reveal(editor, report, main);
}

interface InsertItem extends vscode.QuickPickItem {
  readonly insertion?: Insertion;
}

function pickItems(insertions: readonly Insertion[]): InsertItem[] {
  return insertions.flatMap((insertion, index): InsertItem[] => {
    const item = { label: labelText(insertion.title), detail: labelText(insertion.detail), insertion };
    return insertions[index - 1]?.group === insertion.group
      ? [item]
      : [{ label: labelText(groups[insertion.group]), kind: vscode.QuickPickItemKind.Separator }, item];
  });
}

function reveal(editor: vscode.TextEditor, { lines }: Report, { range }: TextEdit): void {
  editor.revealRange(toRange(lines, range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
