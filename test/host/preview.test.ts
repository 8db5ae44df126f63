import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, eventually, example, inWorkspace, open, settled, show } from './documents';

/** What VS Code's Markdown preview shows of a document, or of a text. */
async function rendered(what: vscode.TextDocument | string): Promise<string> {
  const html: unknown = await vscode.commands.executeCommand('markdown.api.render', what);
  assert.equal(typeof html, 'string');
  return String(html);
}

suite('The Markdown preview', () => {
  teardown(closeAll);

  test('shows a draft as a report', async () => {
    const { document } = await open('example.report.md', example);
    await settled(document);
    const html = await rendered(document);
    assert.match(html, /<section id="ratings_part" class="ir-ratings-page">/);
    assert.match(html, /<span class="ir-rating ir-rank-2">Good<\/span>/);
    assert.match(html, /25\/36<\/span> <span class="ir-note">the ratings add up to 23\/36/);
    assert.match(html, /<svg class="ir-bar ir-rank-3"/);
    assert.match(html, /<sup class="ir-reference">/);
    assert.match(html, /<section class="ir-footnotes"/);
    assert.match(html, /<nav class="ir-contents"/);
  });

  test('hides the front matter and keeps what scrolling and links need', async () => {
    const { document } = await open('example.report.md', example);
    const html = await rendered(document);
    assert.doesNotMatch(html, /framework: youth-2021/);
    const line = document.getText().split('\n').indexOf('## Ratings');
    assert.match(
      html,
      new RegExp(`<h2 (?=[^>]*class="code-line")(?=[^>]*data-line="${String(line)}")(?=[^>]*id="ratings")`),
    );
    assert.match(html, /<a href="#ratings" data-href="#ratings">Ratings<\/a>/);
  });

  test('has the pictures and links that VS Code follows', async () => {
    const { document } = await open('pictures.report.md', '![A map](map.png) [there](notes.md#notes)\n');
    const html = await rendered(document);
    assert.match(html, /<img [^>]*data-src="map.png"/);
    assert.match(html, /<img [^>]*alt="A map"/);
    assert.match(html, /<a href="notes.md#notes" data-href="notes.md#notes">there<\/a>/);
  });

  test('follows the text as it is edited', async () => {
    const { document } = await open('edited.report.md', example);
    await rendered(document);
    const start = document.positionAt(document.getText().indexOf('25/36'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(start, start.translate(0, 2)), '23');
    await vscode.workspace.applyEdit(edit);
    await eventually('the note to go', async () =>
      (await rendered(document)).includes('the ratings add up') ? undefined : true,
    );
  });

  test('knows a draft by its name alone', async () => {
    const { document } = await open('bare.report.md', 'In ‹place›.\n');
    assert.match(await rendered(document), /<mark class="ir-slot">‹place›<\/mark>/);
  });

  test('leaves other Markdown alone', async () => {
    const { document } = await show(inWorkspace('notes.md'));
    const html = await rendered(document);
    assert.match(html, /Requires Improvement/);
    assert.doesNotMatch(html, /ir-/);
    assert.doesNotMatch(await rendered('Rating: **Good** ‹slot› [^a]\n\n[^a]: one two'), /ir-|footnote/);
  });
});

// Without VS Code's own preview, which not every extension host has: with the parser that it uses.
suite('The plugin of the Markdown preview', () => {
  test('shows a draft as a report, and other Markdown as it was', async () => {
    const extension = vscode.extensions.getExtension<{ extendMarkdownIt(md: MarkdownIt): MarkdownIt }>(
      'inspection-reports.inspection-reports',
    );
    assert.ok(extension);
    const api = await extension.activate();
    const md = api.extendMarkdownIt(new MarkdownIt({ html: true }));
    const html = md.render(example);
    assert.match(html, /<section id="ratings_part" class="ir-ratings-page">/);
    assert.match(html, /<span class="ir-rating ir-rank-2">Good<\/span>/);
    assert.match(html, /25\/36<\/span> <span class="ir-note">the ratings add up to 23\/36/);
    const other = '# Notes\n\nRating: **Good**[^1]\n\n[^1]: A note.\n';
    assert.equal(md.render(other), new MarkdownIt({ html: true }).render(other));
  });
});
