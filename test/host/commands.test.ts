import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import {
  closeAll,
  eventually,
  example,
  inWorkspace,
  open,
  replace,
  show,
  ruleOf,
  settled,
  shown,
  write,
} from './documents';

const unfinished = example.replace(/Score: 25\/36/, 'Score:');

suite('Commands', () => {
  teardown(async () => {
    await closeAll();
    await vscode.workspace.fs
      .delete(inWorkspace('more'), { recursive: true })
      .then(undefined, () => undefined);
  });

  test('check for publication: what is unfinished is an error, also while it is put right', async () => {
    const editor = await open('northbridge.report.md', unfinished);
    const { document } = editor;
    const score = (diagnostics: readonly vscode.Diagnostic[]) =>
      diagnostics.find((each) => ruleOf(each) === 'score')?.severity;
    assert.equal(score(await settled(document)), vscode.DiagnosticSeverity.Hint);
    void vscode.commands.executeCommand('inspectionReports.checkForPublication');
    await eventually('an error', () =>
      score(shown(document.uri)) === vscode.DiagnosticSeverity.Error ? true : undefined,
    );
    // Work on one of the errors leaves the others errors.
    await replace(
      editor,
      'HM Inspectorate of Probation, November 2026',
      'HM Inspectorate of Probation, ‹date›',
    );
    await eventually('another error, and the first still one', () => {
      const placeholder = shown(document.uri).find((each) => ruleOf(each) === 'placeholder');
      const both = [placeholder?.severity, score(shown(document.uri))];
      return both.every((each) => each === vscode.DiagnosticSeverity.Error) ? true : undefined;
    });
  });

  test('check all drafts of the workspace, also those that are not open', async () => {
    const closed = await write('more/closed.report.md', example);
    const framed = await write('more/framed.md', example);
    const broken = await write('more/broken.report.md', '---\nframework: youth-2012\n');
    const { document } = await open('northbridge.report.md', example);
    const diagnostics = await settled(document);
    void vscode.commands.executeCommand('inspectionReports.checkWorkspace');
    for (const uri of [closed, framed])
      await eventually(`the problems of ${uri.path}`, () =>
        shown(uri).length === diagnostics.length ? true : undefined,
      );
    await eventually('the problems of the broken one', () =>
      shown(broken).some((each) => ruleOf(each) === 'framework') ? true : undefined,
    );
    assert.deepEqual(shown(inWorkspace('notes.md')), []);
    const [first] = shown(closed);
    assert.ok(first);
    assert.equal(example.split('\n')[first.range.start.line]?.includes('25/36'), true);
    // What is changed or deleted on disk shows nothing that may not be true any more.
    await eventually('no problems of the changed file', async () => {
      await write('more/closed.report.md', example.replace('25/36', '23/36'));
      return shown(closed).length === 0 ? true : undefined;
    });
    await vscode.workspace.fs.delete(framed);
    await eventually('no problems of the deleted file', () =>
      shown(framed).length === 0 ? true : undefined,
    );
  });

  test('say what they need outside a draft, and change nothing', async () => {
    const { document } = await show(inWorkspace('notes.md'));
    const before = document.getText();
    await vscode.commands.executeCommand('inspectionReports.fixAll');
    await vscode.commands.executeCommand('inspectionReports.checkForPublication');
    await vscode.commands.executeCommand('inspectionReports.showSettings');
    assert.equal(document.getText(), before);
    assert.deepEqual(shown(document.uri), []);
  });
});
