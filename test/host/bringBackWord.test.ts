import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentOf } from '../../src/document/document';
import { readReport } from '../../src/report/read';
import { threadsOf } from '../../src/language/commentThreads';
import { writeWord } from '../../src/word/write/writeWord';
import { Reviewer } from '../unit/wordEdits';
import { closeAll, eventually, example, open, show } from './documents';

async function returned(): Promise<Uint8Array> {
  const { value } = await writeWord(documentOf(readReport(example)), new Map(), 'review');
  return new Reviewer(value)
    .replace('port town', 'harbour town', 'Northbridge is a port town')
    .silently('140,000', '150,000', 'Northbridge is a')
    .comment('Is this figure right?', 'Northbridge is a').bytes;
}

const isPreview = ({ label }: vscode.Tab) => label.startsWith('Refactor Preview');
const previews = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isPreview));

/** Brings a copy back, up to the preview in which each change is taken or left. */
async function bringBack(document: vscode.TextDocument): Promise<void> {
  const copy = vscode.Uri.joinPath(document.uri, '..', 'northbridge.review.docx');
  await vscode.workspace.fs.writeFile(copy, await returned());
  const done = vscode.commands.executeCommand('inspectionReports.bringBackWord', copy.toString());
  await eventually('the preview of changes', async () => {
    // What stands first in the list is to take or leave each change.
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await vscode.commands.executeCommand('refactorPreview.focus');
    await vscode.commands.executeCommand('list.focusFirst');
    return previews().length > 0 || undefined;
  });
  assert.equal(document.getText(), example, 'nothing is changed before it is taken');
  await vscode.commands.executeCommand('refactorPreview.focus');
  await vscode.commands.executeCommand('list.focusFirst');
  await vscode.commands.executeCommand('refactorPreview.toggleCheckedState');
  await vscode.commands.executeCommand('refactorPreview.apply');
  await done;
  assert.equal(
    document.getText(),
    example.replace('a port town', 'a harbour town').replace('140,000', '150,000'),
    'what was taken is made',
  );
}

async function threads(document: vscode.TextDocument) {
  const file = vscode.Uri.joinPath(document.uri, '..', 'northbridge.comments.json');
  try {
    const bytes = await vscode.workspace.fs.readFile(file);
    return threadsOf(new TextDecoder().decode(bytes), document.getText().split('\n'));
  } catch {
    return [];
  }
}

suite('Bring back a Word file', () => {
  teardown(closeAll);

  test('shows the changes before any is made, makes those that are taken, and keeps the comments beside the draft', async () => {
    const { document } = await open('northbridge.report.md', example);
    await bringBack(document);
    const line = example.split('\n').findIndex((words) => words.includes('a port town'));
    const [thread, other] = await eventually('the comment', async () => {
      const kept = await threads(document);
      return kept.length > 0 ? kept : undefined;
    });
    assert.equal(other, undefined);
    assert.equal(thread?.line, line);
    assert.deepEqual(
      thread.remarks.map(({ author, text }) => [author, text]),
      [['Sam Reviewer', 'Is this figure right?']],
    );

    // Opened again, it has its comments again, and they move with it.
    await closeAll();
    const { document: reopened } = await show(document.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(reopened.uri, reopened.lineAt(line - 2).range.end, '\n\nA new paragraph.');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(await reopened.save());
    const moved = await eventually('the comment to move with its passage', async () => {
      const [kept] = await threads(reopened);
      return kept && kept.line !== line ? kept : undefined;
    });
    assert.equal(moved.line, line + 2);
  });
});
