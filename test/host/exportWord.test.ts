import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { readZip } from '../../src/word/package/zip';
import { closeAll, eventually, example, open, settled } from './documents';

const read = async (uri: vscode.Uri): Promise<Uint8Array | undefined> => {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
};

suite('Export to Word', () => {
  teardown(closeAll);

  test('writes a copy for the service beside the draft, and keeps what was sent', async () => {
    const { document } = await open('northbridge.report.md', example);
    await settled(document);
    await vscode.commands.executeCommand('inspectionReports.exportWord', 'accuracy');
    const folder = vscode.Uri.joinPath(document.uri, '..');
    const bytes = await read(vscode.Uri.joinPath(folder, 'northbridge.accuracy.docx'));
    assert.ok(bytes, 'the document is there');
    assert.ok(readZip(bytes).has('word/document.xml'));
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    const kept = names.find((name) => /^northbridge\.sent-[\da-f]{12}\.txt$/.test(name));
    assert.ok(kept, 'what was sent is kept');
    assert.equal(new TextDecoder().decode(await read(vscode.Uri.joinPath(folder, kept))), example);
    assert.equal(names.length, 3, 'and nothing else is left behind');
  });

  test('asks who the copy is for, and writes nothing where nobody says', async () => {
    const { document } = await open('northbridge.report.md', example);
    await settled(document);
    let done = false;
    void vscode.commands.executeCommand('inspectionReports.exportWord').then(() => {
      done = true;
    });
    await eventually('the question to be closed', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return done || undefined;
    });
    const folder = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(document.uri, '..'));
    assert.deepEqual(
      folder.map(([name]) => name),
      ['northbridge.report.md'],
    );
  });
});
