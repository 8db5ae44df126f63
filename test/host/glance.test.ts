import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { checkReport, type CheckResult } from '../../src/check/check';
import { definitionAt } from '../../src/language/definition';
import { folds } from '../../src/language/folding';
import { hints } from '../../src/language/hints';
import { hoverAt } from '../../src/language/hover';
import { lenses } from '../../src/language/lenses';
import { outline, type OutlineEntry } from '../../src/language/symbols';
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
import { print } from './index';

// Texts by the names of their files, as in documents.ts.
declare const __EXAMPLES__: Readonly<Record<string, string>>;

const configuration = () => vscode.workspace.getConfiguration('inspectionReports');

async function set(name: string, value: boolean | undefined): Promise<void> {
  await configuration().update(name, value, vscode.ConfigurationTarget.Global);
}

/** The place of the first character of something in a draft. */
function placeOf(document: vscode.TextDocument, what: string): vscode.Position {
  const start = document.getText().indexOf(what);
  assert.ok(start >= 0, `the draft holds ${what}`);
  return document.positionAt(start);
}

async function codeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 200);
}

async function hovers({ uri }: vscode.TextDocument, at: vscode.Position): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
  return found
    .flatMap(({ contents }) => contents)
    .map((each) => (each instanceof vscode.MarkdownString ? each.value : ''))
    .map((each) => each.replace(/\\(?=[!-/:-@[-`{-~])/g, ''))
    .filter((each) => each.includes('[Rating rules: '));
}

async function inlayHints({ uri, lineCount }: vscode.TextDocument): Promise<vscode.InlayHint[]> {
  return vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    uri,
    new vscode.Range(0, 0, lineCount, 0),
  );
}

async function symbols({ uri }: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return found ?? [];
}

async function foldingRanges({ uri }: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
  return vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
}

async function definitions(
  { uri }: vscode.TextDocument,
  at: vscode.Position,
): Promise<vscode.LocationLink[]> {
  return vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', uri, at);
}

/** What the tests compare of an outline. */
function names(entries: readonly (vscode.DocumentSymbol | OutlineEntry)[]): unknown[] {
  return entries.map(({ name, detail, children }) => [name, detail, names(children)]);
}

suite('At a glance', () => {
  teardown(async () => {
    await set('codeLens', undefined);
    await set('inlayHints', undefined);
    await closeAll();
  });

  test('a lens says what a standard is rated and why, and what the ratings add up to', async () => {
    const { document } = await open('northbridge.report.md', example);
    const found = await eventually('lenses', async () => {
      const all = await codeLenses(document);
      return all.length > 0 ? all : undefined;
    });
    const above = (heading: string) => {
      const { line } = placeOf(document, heading);
      return found.filter((each) => each.range.start.line === line).map((each) => each.command);
    };
    const [set, told] = above('### 3.1. Assessment');
    assert.equal(told?.title, 'Requires improvement · lowest 57% (3.1.3, keep other people safe)');
    assert.equal(set?.title, 'Set rating…');
    assert.equal(set.command, 'inspectionReports.setRating');
    assert.deepEqual(set.arguments, [document.uri.toString(), '3.1']);
    const [update, score] = above('## Ratings');
    assert.equal(score?.title, 'Score 23/36 · Good · stated 25/36');
    assert.equal(update?.command, 'inspectionReports.bringUpToDate');
    assert.deepEqual(update.arguments, [document.uri.toString()]);
  });

  test('lenses follow what is typed, and are turned off by a setting', async () => {
    const editor = await open('northbridge.report.md', example);
    await replace(editor, 'Score: 25/36', 'Score: 23/36');
    const titles = async () => (await codeLenses(editor.document)).map((each) => each.command?.title);
    assert.ok((await titles()).includes('Score 23/36 · Good'));
    await set('codeLens', false);
    assert.deepEqual(await titles(), []);
  });

  test('a hover explains a percentage, with the cases behind it', async () => {
    const { document } = await open('northbridge.report.md', example);
    const row = placeOf(document, '| **55%** |');
    const [text = '', ...others] = await hovers(document, row.translate(0, 5));
    assert.deepEqual(others, []);
    assert.ok(text.includes('55% is'), text);
    assert.ok(text.includes('55% of 11 cases is 6'), text);
    assert.match(text, /\[Rating rules: Bands\]\(command:inspectionReports\.openPage\?/);
    assert.deepEqual(await hovers(document, placeOf(document, 'Northbridge is a port town')), []);
  });

  test('hints stand behind percentages where an author wants them', async () => {
    const { document } = await open('northbridge.report.md', example);
    assert.deepEqual(await inlayHints(document), []);
    await set('inlayHints', true);
    const row = placeOf(document, '| **55%** |');
    const found = await eventually('hints', async () => {
      const all = await inlayHints(document);
      return all.length > 0 ? all : undefined;
    });
    const hint = found.find((each) => each.position.line === row.line);
    assert.equal(hint?.label, 'Requires improvement · 6 of 11');
    assert.equal(hint.position.character, row.character + '| **55%**'.length);
  });

  test('the outline has one group, with the ratings; other Markdown keeps its own', async () => {
    const { document } = await open('northbridge.report.md', example);
    await settled(document);
    const found = await eventually('the outline', async () => {
      const all = await symbols(document);
      return all.some((each) => each.detail !== '') ? all : undefined;
    });
    assert.deepEqual(names(found), names(outline(checkReport(example))));
    assert.equal(found.find((each) => each.name === 'Ratings')?.detail, '23/36 Good');
    const notes = await show(inWorkspace('notes.md'));
    const theirs = await eventually('an outline', async () => {
      const all = await symbols(notes.document);
      return all.length > 0 ? all : undefined;
    });
    assert.ok(
      theirs.every((each) => each.name.startsWith('#')),
      JSON.stringify(names(theirs)),
    );
  });

  test('the outline is that of a draft whatever its name is, or without one', async () => {
    const { document } = await open('[1] {a,b}.report.md', example);
    const unsaved = await vscode.workspace.openTextDocument({ language: 'markdown', content: example });
    await vscode.window.showTextDocument(unsaved);
    for (const each of [document, unsaved])
      await same(
        `outline of ${each.uri.path}`,
        async () => names(await symbols(each)),
        () => names(outline(checkReport(example))),
      );
  });

  test('a draft that becomes other Markdown gets the outline of any Markdown back', async () => {
    const editor = await open('any.md', '---\nframework: youth-2021\n---\n\n## Ratings\n\nScore: 1/36\n');
    await settled(editor.document);
    const first = async () => (await symbols(editor.document))[0]?.name;
    await eventually('our outline', async () => ((await first()) === 'Ratings' ? true : undefined));
    await replace(editor, 'framework: youth-2021\n', '');
    await eventually('their outline', async () => ((await first()) === '## Ratings' ? true : undefined));
  });

  test('front matter and footnotes fold, beside what folds in any Markdown', async () => {
    const text = example
      .replace('## Recommendations', '[^second]: Another.\n\n## Recommendations')
      .replace('Score: 25/36', 'Score: 25/36[^second]');
    const { document } = await open('northbridge.report.md', text);
    const found = await eventually('folding ranges', async () => {
      const all = await foldingRanges(document);
      return all.some((each) => each.start === 0) ? all : undefined;
    });
    const line = (what: string) => placeOf(document, what).line;
    const ends = (start: number) => found.filter((each) => each.start === start).map((each) => each.end);
    assert.deepEqual(ends(0), [line('# An inspection') - 2]);
    assert.deepEqual(ends(line('[^resettlement]: ')), [line('[^second]: ')]);
    assert.equal(ends(line('## Foreword')).length, 1);
  });

  test('a stretch that is turned off folds within its section', async () => {
    const text = example
      .replace('Score: 25/36', '<!-- inspection-report-disable score -- why -->\n\nScore: 25/36')
      .replace('| Standard | Rating |', '<!-- inspection-report-enable score -->\n\n| Standard | Rating |');
    const { document } = await open('northbridge.report.md', text);
    const found = await foldingRanges(document);
    const start = placeOf(document, '<!-- inspection-report-disable').line;
    const end = placeOf(document, '<!-- inspection-report-enable').line;
    const fold = found.find((each) => each.start === start);
    assert.equal(fold?.end, end);
    assert.equal(fold.kind, vscode.FoldingRangeKind.Region);
  });

  test('one goes from a row of the ratings page to its section and back, and from a footnote to its text', async () => {
    const { document } = await open('northbridge.report.md', example);
    const row = placeOf(document, '3.1. Assessment | Good');
    const heading = placeOf(document, '3.1. Assessment\n');
    const lines = async (at: vscode.Position) =>
      (await definitions(document, at)).map((each) => each.targetSelectionRange?.start.line);
    await settled(document);
    assert.deepEqual(await lines(row.translate(0, 8)), [heading.line]);
    // Nothing beside it: VS Code would show both, and go to none.
    await same(
      'row of the section',
      () => lines(heading.translate(0, 8)),
      () => [row.line],
    );
    const reference = placeOf(document, '[^resettlement]');
    const text = placeOf(document, '[^resettlement]: ');
    assert.deepEqual(await lines(reference.translate(0, 4)), [text.line]);
    const references = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      text.translate(0, 4),
    );
    assert.deepEqual(
      references.map((each) => each.range.start.line).sort((a, b) => a - b),
      [reference.line, text.line],
    );
  });

  test('the rules that a comment names lead to their pages', async () => {
    const text = example.replace(
      'Score: 25/36',
      '<!-- inspection-report-disable-next-line score nonsense -- why -->\nScore: 25/36',
    );
    const { document } = await open('northbridge.report.md', text);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    const ours = links.filter((each) => each.target?.scheme === 'command');
    assert.deepEqual(
      ours.map((each) => document.getText(each.range)),
      ['score'],
    );
    const [link] = ours;
    assert.ok(link?.target);
    assert.deepEqual(JSON.parse(link.target.query), ['rules/score']);
    assert.ok(link.tooltip?.includes('A printed score that is not the sum of the ratings'), link.tooltip);
  });

  test('the view of the ratings can be gone to', async () => {
    const { document } = await open('northbridge.report.md', example);
    await settled(document);
    await vscode.commands.executeCommand('inspectionReports.showRatings');
  });

  /** Asks every provider of a draft, and holds the answers against those of the library. */
  async function everything(document: vscode.TextDocument): Promise<void> {
    const text = document.getText();
    const result = checkReport(text);
    await settled(document);
    const titles = async () => (await codeLenses(document)).map((each) => each.command?.title).sort();
    await same('lenses', titles, () =>
      lenses(result)
        .map((each) => each.title)
        .sort(),
    );
    await same(
      'hints',
      async () => (await inlayHints(document)).map((each) => each.label),
      () => hints(result).map((each) => each.text),
    );
    await same(
      'outline',
      async () => names(await symbols(document)),
      () => names(outline(result)),
    );
    await same(
      'folds',
      async () => {
        const all = (await foldingRanges(document)).map(
          (each) => `${String(each.start)}-${String(each.end)}`,
        );
        return ownFolds(result).filter((each) => all.includes(each));
      },
      () => ownFolds(result),
    );
    const places = [...text.matchAll(/\[\^|^Rating: \*\*|\d%|^\| \d\.\d|(?<=^###) \d/gm)].map(
      (match) => match.index + 1,
    );
    for (const offset of places.filter((_, index) => index % 40 === 0)) {
      const at = document.positionAt(offset);
      await same(
        `hover at ${String(offset)}`,
        async () => (await hovers(document, at)).length,
        () => (hoverAt(result, offset) ? 1 : 0),
      );
      await same(
        `definition at ${String(offset)}`,
        async () => (await definitions(document, at)).length,
        () => definitionAt(result, offset)?.targets.length ?? 0,
      );
    }
  }

  /** Now and then the editor drops the answer of a provider: ask until it is the library's. */
  async function same(what: string, ask: () => Promise<unknown>, want: () => unknown): Promise<void> {
    const wanted = JSON.stringify(want());
    await eventually(`the ${what}`, async () => (JSON.stringify(await ask()) === wanted ? true : undefined));
  }

  function ownFolds(result: CheckResult): string[] {
    const line = (offset: number) => result.report.lines.lineAt(offset);
    return folds(result)
      .filter((each) => each.kind === 'front-matter' || each.kind === 'footnotes')
      .map(({ range }) => `${String(line(range.start))}-${String(line(range.end))}`);
  }

  test('all of it for the published reports', async function () {
    if (published.length === 0) {
      print('SKIPPED: the published reports are not at ../shared/reports');
      this.skip();
    }
    this.timeout(120_000);
    await set('inlayHints', true);
    for (const [name, text] of published) await everything((await open(name, text)).document);
  });

  test('all of it for the examples', async function () {
    this.timeout(120_000);
    await set('inlayHints', true);
    for (const [name, text] of Object.entries(__EXAMPLES__))
      await everything((await open(name, text)).document);
  });

  test('all of it for drafts that are half written', async function () {
    this.timeout(120_000);
    await set('inlayHints', true);
    const cuts = [
      'area:',
      'Score: 2',
      '| 2.3. Impl',
      '### 2.1',
      'the child safe? |',
      '| **55',
      '[^discretion-2.3]: Prof',
    ];
    for (const cut of cuts) {
      const text = example.slice(0, example.indexOf(cut) + cut.length);
      await everything((await open('half.report.md', text)).document);
    }
  });
});
