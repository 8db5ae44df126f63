import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { checkReport } from '../../src/check/check';
import {
  closeAll,
  eventually,
  example,
  inWorkspace,
  open,
  published,
  replace,
  settled,
  show,
} from './documents';

const command = (name: string, ...args: unknown[]) =>
  vscode.commands.executeCommand(`inspectionReports.${name}`, ...args);

/** Puts the cursor before some text, and gives the place. */
function goTo(editor: vscode.TextEditor, text: string, by = 0): vscode.Position {
  const { document } = editor;
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `the draft holds ${text}`);
  const place = document.positionAt(start + by);
  editor.selection = new vscode.Selection(place, place);
  return place;
}

/** What our own provider offers at a place; the built-in snippets are left out. */
async function completions(
  editor: vscode.TextEditor,
  place: vscode.Position,
  trigger?: string,
): Promise<vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    editor.document.uri,
    place,
    trigger,
  );
  return items.filter((each) => /^\d{4}$/.test(each.sortText ?? ''));
}

const labels = (items: readonly vscode.CompletionItem[]) =>
  items.map(({ label }) => (typeof label === 'string' ? label : label.label));

/** Accepts the first item of a quick pick as soon as there is one that the command waits for. */
async function acceptFirst(running: Thenable<unknown>): Promise<void> {
  let done = false;
  void running.then(() => {
    done = true;
  });
  await eventually('the list to be answered', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return done || undefined;
  });
}

async function cancel(running: Thenable<unknown>): Promise<void> {
  let done = false;
  void running.then(() => {
    done = true;
  });
  await eventually('the list to be closed', async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    return done || undefined;
  });
}

suite('Writing', () => {
  teardown(closeAll);

  test('completion offers what belongs where the cursor is', async () => {
    const editor = await open('northbridge.report.md', example.replace('Rating: **Outstanding**', 'Rating:'));
    await settled(editor.document);
    const rating = goTo(editor, 'Rating:\n', 'Rating:'.length);
    assert.deepEqual(labels(await completions(editor, rating, ':')), [
      'TBC',
      'Outstanding',
      'Good',
      'Requires improvement',
      'Inadequate',
    ]);
    const footnote = goTo(editor, '[^lowest] for planning', '[^'.length);
    assert.ok(labels(await completions(editor, footnote, '^')).includes('lowest'));
    const value = goTo(editor, 'framework: youth-2021', 'framework:'.length);
    assert.deepEqual(labels(await completions(editor, value, ':')), ['youth-2021', 'youth-2018']);
    // In a sentence nothing is offered.
    assert.deepEqual(await completions(editor, goTo(editor, 'Plans were short', 'Plans '.length), ' '), []);
  });

  test('completion offers nothing in another Markdown file', async () => {
    const editor = await show(inWorkspace('notes.md'));
    assert.deepEqual(await completions(editor, new vscode.Position(0, 0), '#'), []);
  });

  test('what is taken from the list is a section to fill in, and checks', async () => {
    const [section = ''] = /### 2\.2\. Planning[^]*?(?=### 2\.3\.)/.exec(example) ?? [];
    const editor = await open('northbridge.report.md', example.replace(section, '### \n\n'));
    await settled(editor.document);
    const place = goTo(editor, '### \n', '### '.length);
    const [item] = await completions(editor, place, '#');
    assert.equal(labels(item ? [item] : [])[0], '2.2. Planning');
    await eventually('the section', async () => {
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return editor.document.getText().includes('### 2.2. Planning\n\nPlanning is') || undefined;
    });
    const { problems } = checkReport(editor.document.getText());
    assert.deepEqual(
      problems.filter((each) => each.rule === 'standard-missing' || each.rule === 'key-question-missing'),
      [],
    );
  });

  test('bring the ratings page up to date: all that follows, in one step to undo', async () => {
    const editor = await open('northbridge.report.md', example);
    await settled(editor.document);
    await command('bringUpToDate', editor.document.uri.toString());
    await eventually('the score', () => editor.document.getText().includes('Score: 23/36') || undefined);
    assert.ok(editor.document.getText().includes('| 3.1. Assessment | Requires improvement |'));
    await vscode.commands.executeCommand('undo');
    await eventually('the draft as it was', () => editor.document.getText() === example || undefined);
  });

  test('set a rating: the one that follows from the table first', async () => {
    const [rated = ''] =
      /Rating: \*\*Outstanding\*\*\n\nOur rating\[\^lowest\] for assessment/.exec(example) ?? [];
    const wrong = example.replace(rated, rated.replace('Outstanding', 'Inadequate'));
    assert.notEqual(wrong, example);
    const editor = await open('northbridge.report.md', wrong);
    await settled(editor.document);
    goTo(editor, 'Assessment was the strongest part');
    await acceptFirst(command('setRating'));
    await eventually('the rating', () => (editor.document.getText() === example ? true : undefined));
  });

  test('insert what is missing at the cursor', async () => {
    const [table = ''] = /\| Key question \| % 'Yes' \|[^]*?\n\n/.exec(example) ?? [];
    const editor = await open('northbridge.report.md', example.replace(table, ''));
    await settled(editor.document);
    goTo(editor, 'Assessment was the strongest part', -1);
    await acceptFirst(command('insert'));
    await eventually(
      'the table',
      () =>
        editor.document
          .getText()
          .includes('| Does assessment sufficiently analyse how to keep the child safe? |') || undefined,
    );
    assert.deepEqual(
      checkReport(editor.document.getText()).problems.filter((each) => each.rule === 'key-question-missing'),
      [],
    );
  });

  test('cancelling changes nothing', async () => {
    const editor = await open('northbridge.report.md', example);
    await settled(editor.document);
    goTo(editor, 'Plans were short');
    const editors = vscode.window.tabGroups.all.flatMap((each) => each.tabs).length;
    for (const name of ['insert', 'setRating', 'newReport']) await cancel(command(name));
    assert.equal(editor.document.getText(), example);
    assert.equal(editor.document.isDirty, false);
    assert.equal(vscode.window.tabGroups.all.flatMap((each) => each.tabs).length, editors);
  });

  test('a new report: complete, clean but for what is to come, and saved under its name', async () => {
    await command('newReport', {
      framework: 'youth-2021',
      layout: 'short',
      area: 'St. Helens: North',
      service: 'St. Helens Youth Justice Service',
      abbreviation: 'YJS',
      fieldwork: '14 September 2026',
      published: '11/2026',
      isbn: '978-1-9999999-0-2',
      'cases.court-disposals': '12',
      'cases.out-of-court-disposals': '20',
      'cases.resettlement': '0',
    });
    const { document } = await eventually('the new report', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.getText().includes('## Further information') ? active : undefined;
    });
    assert.equal(document.isUntitled, true);
    const problems = checkReport(document.getText()).problems;
    assert.deepEqual(
      problems.filter((each) => each.severity !== 'hint'),
      [],
    );
    assert.ok(problems.length > 50);
    // What is known is put wherever it stands.
    for (const known of [
      'published: 2026-11',
      'fieldwork: 2026-09-14',
      'HM Inspectorate of Probation, November 2026',
      'ISBN: 978-1-9999999-0-2',
      '© Crown copyright 2026',
    ])
      assert.ok(document.getText().includes(known), known);
    await settled(document);
    await vscode.commands.executeCommand('workbench.action.files.save');
    const saved = inWorkspace('st-helens-north.report.md');
    const bytes = await eventually('the file', async () => {
      try {
        return await vscode.workspace.fs.readFile(saved);
      } catch {
        return undefined;
      }
    });
    assert.ok(
      new TextDecoder()
        .decode(bytes)
        .includes('# An inspection of youth justice services in St. Helens: North'),
    );
    await vscode.workspace.fs.delete(saved);
  });

  test('renumber recommendations, and turn counts into percentages', async () => {
    const editor = await open('northbridge.report.md', example);
    await replace(editor, '\n4. secure', '\n1. secure');
    await replace(editor, 'keep the child safe? | **82%** |', 'keep the child safe? | **9/11** |');
    await command('renumberRecommendations');
    await command('turnCounts');
    assert.equal(editor.document.getText(), example);
  });

  test('every command leaves other files alone, and a draft on no framework too', async () => {
    const names = [
      'insert',
      'setRating',
      'bringUpToDate',
      'renumberRecommendations',
      'turnCounts',
      'fixAll',
      'fillInCases',
    ];
    for (const editor of [
      await show(inWorkspace('notes.md')),
      await open('odd.report.md', '---\nframework: youth-2012\n---\n\n## Ratings\n\nScore:\n'),
    ]) {
      const before = editor.document.getText();
      for (const name of names) await command(name);
      assert.equal(editor.document.getText(), before);
      assert.equal(editor.document.isDirty, false);
    }
  });

  test('a file that can only be read is not changed, and does not become unsaved', async () => {
    const registration = vscode.workspace.registerFileSystemProvider('readonly', new OneFile(example), {
      isReadonly: true,
    });
    try {
      const editor = await show(vscode.Uri.parse('readonly:/northbridge.report.md'));
      await settled(editor.document);
      for (const name of ['bringUpToDate', 'fixAll']) await command(name);
      assert.equal(editor.document.getText(), example);
      assert.equal(editor.document.isDirty, false);
    } finally {
      await closeAll();
      registration.dispose();
    }
  });

  test('a file that the settings make read-only is not changed either', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('readonlyInclude', { '**/locked.report.md': true }, vscode.ConfigurationTarget.Global);
    try {
      const editor = await open('locked.report.md', example);
      await settled(editor.document);
      for (const name of ['bringUpToDate', 'fixAll']) await command(name);
      assert.equal(editor.document.getText(), example);
    } finally {
      await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test('the next place to fill in, and after the last the first again', async () => {
    const editor = await open(
      'new.report.md',
      example.replace('Score: 25/36', 'Score:').replace('Kai,', '‹who›,'),
    );
    await settled(editor.document);
    const selected = () => editor.document.getText(editor.selection);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const before = () => editor.document.lineAt(editor.selection.active).text;
    for (const round of [1, 2]) {
      // Behind a word one types; the word stays.
      await command('nextGap');
      assert.equal(selected(), '', String(round));
      assert.equal(before(), 'Score: ');
      await command('nextGap');
      assert.equal(selected(), '‹who›');
    }
    await command('previousGap');
    assert.equal(before(), 'Score: ');
  });

  test('with something else in front a command is for the one draft that is open', async () => {
    const { document } = await open('northbridge.report.md', example);
    await settled(document);
    await vscode.commands.executeCommand('workbench.action.openSettings');
    await eventually('the settings in front', () => (vscode.window.activeTextEditor ? undefined : true));
    await command('bringUpToDate');
    await eventually('the score', () => (document.getText().includes('Score: 23/36') ? true : undefined));
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
  });

  test('the example opens as a document of its own, with its problems', async () => {
    await command('openExample');
    const editor = await eventually('the example', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.getText() === example ? active : undefined;
    });
    assert.equal(editor.document.isUntitled, true);
    await settled(editor.document);
  });

  test('published reports: what is offered at an empty line, and up to date', async function () {
    if (published.length === 0) this.skip();
    for (const [name, text] of published) {
      // A row that was not brought up to date.
      const [row = ''] = /^\| 1\.1\..*\|$/m.exec(text) ?? [];
      const old = text.replace(row, row.replace(/\| [A-Z][a-z ]+ \|$/, '| TBC |'));
      assert.notEqual(old, text, name);
      const editor = await open(name, old);
      await settled(editor.document);
      const place = goTo(editor, '\n\n### 2.1.', 1);
      const offered = labels(await completions(editor, place));
      assert.ok(offered.includes('Quotation'), `${name}: ${offered.join(', ')}`);
      await command('bringUpToDate');
      await eventually(`${name} as it was published`, () =>
        editor.document.getText() === text ? true : undefined,
      );
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });
});

/** A file system of one file that can only be read. */
class OneFile implements vscode.FileSystemProvider {
  readonly #content: Uint8Array;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(text: string) {
    this.#content = new TextEncoder().encode(text);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    if (!uri.path.endsWith('.md')) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.#content.length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    if (!uri.path.endsWith('.md')) throw vscode.FileSystemError.FileNotFound(uri);
    return this.#content;
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
