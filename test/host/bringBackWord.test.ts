import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentOf } from '../../src/document/document';
import { readReport } from '../../src/report/read';
import { threadsOf } from '../../src/language/commentThreads';
import { writeWord } from '../../src/word/write/writeWord';
import { Reviewer } from '../unit/wordEdits';
import { closeAll, eventually, example, open } from './documents';

async function returned(): Promise<Uint8Array> {
  const { value } = await writeWord(documentOf(readReport(example)), new Map(), 'review');
  return new Reviewer(value)
    .replace('port town', 'harbour town', 'Northbridge is a port town')
    .silently('140,000', '150,000', 'Northbridge is a')
    .comment('Is this figure right?', 'Northbridge is a').bytes;
}

/** Brings a copy back, and says yes to all that the editor asks until something is so. */
async function bringBack(
  document: vscode.TextDocument,
  isSo: () => Promise<true | undefined>,
): Promise<void> {
  const copy = vscode.Uri.joinPath(document.uri, '..', 'northbridge.review.docx');
  await vscode.workspace.fs.writeFile(copy, await returned());
  void vscode.commands.executeCommand('inspectionReports.bringBackWord', copy.toString());
  await eventually('what came back', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await vscode.commands.executeCommand('refactorPreview.apply').then(undefined, () => undefined);
    return isSo();
  });
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

  test('makes the changes that the author takes, and keeps the comments beside the draft', async () => {
    const { document } = await open('northbridge.report.md', example);
    await bringBack(document, () =>
      Promise.resolve(document.getText().includes('harbour town') || undefined),
    );
    assert.equal(
      document.getText(),
      example.replace('a port town', 'a harbour town').replace('140,000', '150,000'),
    );
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

    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(line - 2).range.end, '\n\nA new paragraph.');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(await document.save());
    const moved = await eventually('the comment to move with its passage', async () => {
      const [kept] = await threads(document);
      return kept && kept.line !== line ? kept : undefined;
    });
    assert.equal(moved.line, line + 2);
  });
});
