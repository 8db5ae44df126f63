import * as vscode from 'vscode';
import type { Problem } from '../check/check.js';
import { disableHere } from '../check/disable.js';
import { fixAll, offeredFixes } from '../check/fixes.js';
import type { Lines } from '../report/lines.js';
import { plainText } from '../report/plainText.js';
import type { TextEdit } from '../rules/rule.js';
import { source, toRange } from './diagnostics.js';
import type { CheckedDraft, Drafts } from './drafts.js';

/** Kind of the action that an author may run on save. */
export const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('inspection-report');

/** Fixes for what is under the cursor, and all safe ones of the draft. */
export class CodeActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
  };

  constructor(readonly drafts: Drafts) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const checked = await this.drafts.check(document);
    // An edit for a text that has changed meanwhile would hit the wrong place.
    if (!checked || token.isCancellationRequested) return [];
    const actions: vscode.CodeAction[] = [];
    const wants = (kind: vscode.CodeActionKind) => !context.only || context.only.contains(kind);
    if (wants(vscode.CodeActionKind.QuickFix)) actions.push(...quickFixes(document, range, context, checked));
    if (context.only && fixAllKind.intersects(context.only)) {
      const action = fixAllAction(document, checked, fixAllKind);
      if (action) actions.push(action);
    }
    return actions;
  }
}

function quickFixes(
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
  checked: CheckedDraft,
): vscode.CodeAction[] {
  const { problems, report } = checked.result;
  const here = problems.filter(
    (problem) => toRange(report.lines, problem.range).intersection(range) !== undefined,
  );
  const actions = here.flatMap((problem) => {
    const diagnostics = shownAs(problem, report.lines, context);
    return offeredFixes(checked.result, problem, { settings: checked.settings }).map((fix) => {
      const action = new vscode.CodeAction(plainText(fix.title), vscode.CodeActionKind.QuickFix);
      action.edit = workspaceEdit(document, report.lines, fix.edits);
      action.diagnostics = diagnostics;
      action.isPreferred = fix === problem.fix;
      return action;
    });
  });
  if (here.some((problem) => problem.fix?.safe)) {
    const all = fixAllAction(document, checked, vscode.CodeActionKind.QuickFix);
    if (all) actions.push(all);
  }
  if (!report.frontMatter.raw && here.some((problem) => problem.rule === 'front-matter')) {
    const action = new vscode.CodeAction(
      plainText('Put the block at the top in…'),
      vscode.CodeActionKind.QuickFix,
    );
    action.command = { command: 'inspectionReports.addFrontMatter', title: plainText(action.title) };
    action.isPreferred = true;
    actions.push(action);
  }
  for (const problem of here) {
    const action = disableAction(document, checked, problem, context);
    if (action) actions.push(action);
  }
  return actions;
}

/** The diagnostics under the cursor that a problem is shown as. */
function shownAs(problem: Problem, lines: Lines, context: vscode.CodeActionContext): vscode.Diagnostic[] {
  const place = toRange(lines, problem.range);
  return context.diagnostics.filter(
    (each) =>
      each.source === source &&
      typeof each.code === 'object' &&
      each.code.value === problem.rule &&
      each.range.isEqual(place),
  );
}

export function workspaceEdit(
  document: vscode.TextDocument,
  lines: Lines,
  edits: readonly TextEdit[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text } of edits) edit.replace(document.uri, toRange(lines, range), text);
  return edit;
}

/** All safe fixes, also those that others uncover, as one edit; undefined where there is none. */
function fixAllEdit(document: vscode.TextDocument, checked: CheckedDraft): vscode.WorkspaceEdit | undefined {
  const { problems, report } = checked.result;
  if (!problems.some(({ fix }) => fix?.safe)) return undefined;
  const { edits } = fixAll(report.text, { settings: checked.settings });
  return edits.length === 0 ? undefined : workspaceEdit(document, report.lines, edits);
}

function fixAllAction(
  document: vscode.TextDocument,
  checked: CheckedDraft,
  kind: vscode.CodeActionKind,
): vscode.CodeAction | undefined {
  const edit = fixAllEdit(document, checked);
  if (!edit) return undefined;
  const action = new vscode.CodeAction('Fix all safe problems', kind);
  action.edit = edit;
  return action;
}

function disableAction(
  document: vscode.TextDocument,
  { result: { report } }: CheckedDraft,
  problem: Problem,
  context: vscode.CodeActionContext,
): vscode.CodeAction | undefined {
  const comments = disableHere(report, problem);
  if (!comments) return undefined;
  const { start, opening, reason, close } = comments;
  const snippet = new vscode.SnippetString()
    .appendText(opening.slice(0, reason.start))
    .appendPlaceholder(opening.slice(reason.start, reason.end))
    .appendText(opening.slice(reason.end));
  const position = (offset: number) => toRange(report.lines, { start: offset, end: offset }).start;
  const action = new vscode.CodeAction(
    plainText(`Turn off '${problem.rule}' here, by a comment in the draft`),
    vscode.CodeActionKind.QuickFix,
  );
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, [
    vscode.SnippetTextEdit.insert(position(start), snippet),
    ...(close ? [vscode.TextEdit.insert(position(close.offset), close.text)] : []),
  ]);
  action.diagnostics = shownAs(problem, report.lines, context);
  return action;
}
