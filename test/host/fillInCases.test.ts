import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { workbook } from '../../scripts/workbook.mjs';
import { closeAll, eventually, example, inWorkspace, open, settled } from './documents';

/** Eleven court disposals with these answers to 2.1: ten, six and nine yes. */
const rows = [
  ['case', 'sample', '2.1.1', '2.1.2', '2.1.3'],
  ...Array.from({ length: 11 }, (_, index) => [
    `Quill-${String(index)}`,
    'court disposals',
    ...[10, 6, 9].map((yes) => (index < yes ? 'Yes' : 'No')),
  ]),
];

const csv = new TextEncoder().encode(rows.map((row) => row.join(';')).join('\r\n'));

async function data(name: string, bytes: Uint8Array): Promise<string> {
  const uri = inWorkspace(`cases/${name}`);
  await vscode.workspace.fs.writeFile(uri, bytes);
  return uri.toString();
}

function fillIn(document: vscode.TextDocument, file: string): { readonly done: () => boolean } {
  let done = false;
  void vscode.commands
    .executeCommand('inspectionReports.fillInCases', document.uri.toString(), file)
    .then(() => (done = true));
  return { done: () => done };
}

async function press(
  key: 'acceptSelectedQuickOpenItem' | 'closeQuickOpen',
  running: ReturnType<typeof fillIn>,
) {
  await eventually('the plan to be answered', async () => {
    await vscode.commands.executeCommand(`workbench.action.${key}`);
    return running.done() || undefined;
  });
}

suite('Fill in from case data', () => {
  teardown(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(inWorkspace('cases'), { recursive: true });
  });

  for (const [name, bytes] of [
    ['cases.csv', csv],
    ['cases.xlsx', workbook(rows)],
  ] as const)
    test(`${name}: the plan first, then one edit to undo`, async () => {
      const { document } = await open('northbridge.report.md', example);
      await settled(document);
      const file = await data(name, bytes);
      await press('closeQuickOpen', fillIn(document, file));
      assert.equal(document.getText(), example);
      await press('acceptSelectedQuickOpenItem', fillIn(document, file));
      const text = document.getText();
      assert.ok(text.includes("support the child's desistance? | 91% |"));
      assert.ok(text.includes('analyse how to keep the child safe? | **55%** |'));
      assert.ok(text.includes('analyse how to keep other people safe? | 82% |'));
      assert.equal(text.includes('Quill'), false);
      await vscode.commands.executeCommand('undo');
      await eventually('the draft as it was', () => document.getText() === example || undefined);
    });

  test('data with a fault change nothing', async () => {
    const { document } = await open('northbridge.report.md', example);
    const text = new TextDecoder().decode(csv).replace('Yes', '');
    const running = fillIn(document, await data('cases.csv', new TextEncoder().encode(text)));
    await eventually('the end of it', () => running.done() || undefined);
    assert.equal(document.getText(), example);
    assert.equal(document.isDirty, false);
  });

  test('a file that is not there is told', async () => {
    const { document } = await open('northbridge.report.md', example);
    await data('cases.csv', csv);
    const running = fillIn(document, inWorkspace('cases/none.csv').toString());
    await eventually('the end of it', () => running.done() || undefined);
    assert.equal(document.getText(), example);
  });
});
