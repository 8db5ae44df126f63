import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, eventually, example, inWorkspace, settled, write } from './documents';

const report = `An inspection of youth justice services in Northbridge

HM Inspectorate of Probation, November 2026

Foreword

Overall, Northbridge YJS was rated as 'Good'.

1.1. Governance and leadership

The governance and leadership of the YOT supports and promotes the delivery of a high-quality, personalised and responsive service for all children.

Good

Domain two: Court disposals

2.1. Assessment

Assessment is well-informed, analytical and personalised, actively involving the child and their parents or carers.

Requires improvement

Does assessment sufficiently analyse how to support the child's desistance?	83%
Does assessment sufficiently analyse how to keep the child safe?	50%
`;

suite('Import a report', () => {
  teardown(async () => {
    await closeAll();
    await vscode.workspace.fs
      .delete(inWorkspace('imported'), { recursive: true })
      .then(undefined, () => undefined);
  });

  test('a draft is made of it, opened beside it and not saved yet, and checked', async () => {
    const file = await write('imported/published.txt', report);
    void vscode.commands.executeCommand('inspectionReports.importReport', file);
    const document = await eventually('the draft', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.isUntitled === true && active.getText().includes('Rating: **Good**')
        ? active
        : undefined;
    });
    assert.ok(document.uri.path.endsWith('/imported/published.report.md'));
    assert.match(document.getText(), /^---\nframework: youth-2021\narea: Northbridge\n/);
    assert.match(document.getText(), /### 2\.1\. Assessment\n/);
    assert.ok((await settled(document)).length > 0);
    const stays = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    assert.equal(stays, report);
  });

  test('a draft that is there already keeps its name and its text', async () => {
    const file = await write('imported/published.txt', report);
    const there = await write('imported/published.report.md', example);
    void vscode.commands.executeCommand('inspectionReports.importReport', file);
    const document = await eventually('the draft', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.isUntitled === true && active.getText().includes('Rating: **Good**')
        ? active
        : undefined;
    });
    assert.ok(document.uri.path.endsWith('/imported/published-2.report.md'));
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(there)), example);
  });
});
