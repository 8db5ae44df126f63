import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import slips from '../slips.json';
import { closeAll, eventually, example, open } from './documents';

/** The example draft without its slips: a check for publication has nothing to say against it. */
const ready = slips
  .filter(({ draft }) => draft === 'northbridge.report.md')
  .reduce((text, { wrong, right }) => text.replace(wrong, right), example);

const exportPage = () => void vscode.commands.executeCommand('inspectionReports.exportPage');

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

const beside = ({ document }: vscode.TextEditor, name: string) =>
  vscode.Uri.joinPath(document.uri, '..', name);

/** The page beside a draft, once it is there and holds some words. */
function page(editor: vscode.TextEditor, words: string): Promise<string> {
  return eventually('the page', async () => {
    const html = await textOf(beside(editor, 'northbridge.html'));
    return html?.includes(words) === true ? html : undefined;
  });
}

suite('Export as web page', () => {
  teardown(closeAll);

  test('writes the page beside the draft, with its pictures, and writes it anew', async () => {
    const editor = await open('northbridge.report.md', `${ready}\n![A map](map.png)\n`);
    const png = Uint8Array.from(
      atob(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      ),
      (character) => character.charCodeAt(0),
    );
    await vscode.workspace.fs.writeFile(beside(editor, 'map.png'), png);
    exportPage();
    const html = await page(editor, '</html>');
    assert.match(html, /<title>An inspection of youth justice services in Northbridge<\/title>/);
    assert.match(
      html,
      /<img src="data:image\/png;base64,iVBORw0KGgo[^"]*" alt="A map" width="1" height="1">/,
    );
    // What is in the editor counts, saved or not.
    await editor.edit((edit) => {
      edit.insert(
        editor.document.positionAt(editor.document.getText().indexOf('## Foreword')),
        'Another sentence.\n\n',
      );
    });
    exportPage();
    await page(editor, 'Another sentence.');
    const names = (await vscode.workspace.fs.readDirectory(beside(editor, '.'))).map(([name]) => name);
    assert.deepEqual(names.sort(), ['map.png', 'northbridge.html', 'northbridge.report.md']);
  });

  test('of a draft that is not ready only when the author says so', async () => {
    const editor = await open('northbridge.report.md', example);
    exportPage();
    // The other draft is exported after it, so the first one would be there by then.
    const other = await open('northbridge.report.md', ready);
    exportPage();
    await page(other, '</html>');
    assert.equal(await textOf(beside(editor, 'northbridge.html')), undefined);
  });
});
