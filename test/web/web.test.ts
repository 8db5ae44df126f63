import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, example, inWorkspace, open, ruleOf, settled } from '../host/documents';

suite('On the web', () => {
  teardown(closeAll);

  test('the extension runs in a web worker of the page, not on a server', async () => {
    await settled((await open('northbridge.report.md', example)).document);
    // Only the extensions of the host in which the tests run are told.
    const extension = vscode.extensions.getExtension('inspection-reports.inspection-reports');
    assert.equal(extension?.isActive, true);
    assert.equal(extension.extensionUri.scheme, 'http');
    assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
    assert.equal(vscode.env.remoteName, undefined);
    assert.equal('WorkerGlobalScope' in globalThis, true);
    assert.equal('process' in globalThis, false);
  });

  // On the web VS Code heeds what an extension says of trust, and not what it says of virtual workspaces.
  test('a draft is checked in a workspace that is virtual and not trusted', async () => {
    assert.equal(inWorkspace('').scheme, 'vscode-vfs');
    assert.equal(vscode.workspace.isTrusted, false);
    const { document } = await open('northbridge.report.md', example);
    const diagnostics = await settled(document);
    assert.ok(diagnostics.some((each) => ruleOf(each) === 'score'));
  });
});
