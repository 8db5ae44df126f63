import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { fixAll } from '../../src/check/fixes';
import {
  actionsAt,
  closeAll,
  eventually,
  example,
  inWorkspace,
  open,
  replace,
  show,
  ruleOf,
  settled,
} from './documents';

suite('Code actions', () => {
  teardown(async () => {
    await vscode.workspace
      .getConfiguration('editor')
      .update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
  });

  async function problem(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
    const found = (await settled(document)).find((each) => ruleOf(each) === rule);
    assert.ok(found, `${rule} is reported`);
    return found;
  }

  test('fix the problem under the cursor', async () => {
    const { document } = await open('northbridge.report.md', example);
    const actions = await actionsAt(document, await problem(document, 'score'));
    const fix = actions.find((each) => each.title === 'Set the score to 23/36');
    assert.ok(fix?.edit);
    assert.equal(fix.isPreferred, true);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.ok(document.getText().includes('Score: 23/36'));
    const left = await settled(document);
    assert.ok(!left.some((each) => ruleOf(each) === 'score'));
  });

  test('offer discretion as the other explanation of a rating that the table does not give', async () => {
    const editor = await open('northbridge.report.md', example);
    // 64% is a point away from the next band, and a panel raised it: without its footnote that is not told.
    const footnote = /^\[\^[^\]]+\]: Professional discretion .*$/m.exec(example)?.[0] ?? '';
    const label = /^\[\^[^\]]+\]/.exec(footnote)?.[0] ?? '';
    await replace(editor, footnote, '');
    await replace(editor, label, '');
    const actions = await actionsAt(editor.document, await problem(editor.document, 'standard-rating'));
    const [set, explain] = actions;
    assert.equal(set?.title, "Set the rating to 'Requires improvement', here and on the ratings page");
    assert.equal(explain?.title, "Insert a footnote: moved by professional discretion to 'Good'");
    assert.ok(explain.edit);
    assert.ok(await vscode.workspace.applyEdit(explain.edit));
    const left = await settled(editor.document);
    assert.ok(!left.some((each) => ['standard-rating', 'discretion'].includes(ruleOf(each))));
  });

  test('fix all that is safe, by the command', async () => {
    const { document } = await open('northbridge.report.md', example);
    await settled(document);
    await vscode.commands.executeCommand('inspectionReports.fixAll');
    const want = fixAll(example).text;
    assert.notEqual(want, example);
    await eventually('the fixed text', () => (document.getText() === want ? true : undefined));
    await vscode.commands.executeCommand('undo');
    await eventually('one undo to take it back', () => (document.getText() === example ? true : undefined));
  });

  test('fix all that is safe on save, where the author wants that', async () => {
    await vscode.workspace
      .getConfiguration('editor')
      .update(
        'codeActionsOnSave',
        { 'source.fixAll.inspection-report': 'explicit' },
        vscode.ConfigurationTarget.Global,
      );
    const editor = await open('northbridge.report.md', example);
    await settled(editor.document);
    await replace(editor, 'Score: 25/36', 'Score: 23/36');
    const want = fixAll(editor.document.getText()).text;
    await eventually('the fixed text on disk', async () => {
      await vscode.commands.executeCommand('workbench.action.files.save');
      const bytes = await vscode.workspace.fs.readFile(editor.document.uri);
      return new TextDecoder().decode(bytes) === want ? true : undefined;
    });
  });

  test('offer to turn the rule off at this place', async () => {
    // What it writes, and that the author can type the reason, a journey by keyboard shows: an edit that
    // holds a snippet does not come back whole from this command.
    const { document } = await open('northbridge.report.md', example);
    const actions = await actionsAt(document, await problem(document, 'percentage-reachable'));
    assert.ok(
      actions.some(
        (each) => each.title === "Turn off 'percentage-reachable' here, by a comment in the draft",
      ),
    );
  });

  test('are of the text as it is now', async () => {
    const editor = await open('northbridge.report.md', example);
    await settled(editor.document);
    // Asked for right after an edit, long before the next check is due.
    await replace(editor, 'Score: 25/36', 'The score follows.\n\nScore: 24/36');
    const start = editor.document.getText().indexOf('24/36');
    const place = editor.document.positionAt(start);
    const fix = await eventually('the fix', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        editor.document.uri,
        new vscode.Range(place, place),
      );
      return actions.find((each) => each.title === 'Set the score to 23/36');
    });
    assert.ok(fix.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.ok(editor.document.getText().includes('The score follows.\n\nScore: 23/36'));
  });

  test('are none in other Markdown files', async () => {
    const { document } = await show(inWorkspace('notes.md'));
    const other = await open('northbridge.report.md', example);
    await actionsAt(other.document, await problem(other.document, 'score'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
    );
    const ours = actions.filter((each) => /Replace with|Turn off '|Fix all safe/.test(each.title));
    assert.deepEqual(ours, []);
  });
});
