import * as vscode from 'vscode';
import type { Framework } from '../framework/framework.js';
import { builtInFramework, frameworkIds } from '../framework/frameworks.js';
import { labelText } from '../report/plainText.js';
import { isDraftDocument } from './drafts.js';
import { exchange as loadExchange } from './exchange.js';
import { openUntitled } from './newReport.js';

type Exchange = ReturnType<typeof loadExchange>;

const frameworks = () => frameworkIds.flatMap((id) => builtInFramework(id) ?? []);

/**
 * Makes a draft of a published report and opens it, not saved yet.
 * @param given the report's file; asked for where there is none
 */
export async function importReport(given: unknown): Promise<void> {
  const exchange = loadExchange();
  const file = given instanceof vscode.Uri ? given : await chooseFile(exchange);
  if (!file) return;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const text = await read(exchange, file, name);
  if (text === undefined) return;
  const draft = await made(exchange, name, text, frameworks());
  if (!draft) return;
  const folder = vscode.Uri.joinPath(file, '..');
  const editor = await openUntitled(exchange.draftName(name).replace(/\.report\.md$/, ''), folder);
  await editor.edit((edit) => {
    edit.insert(new vscode.Position(0, 0), draft.text);
  });
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  await tellWhatIsLeft(name, draft);
}

async function chooseFile(exchange: Exchange): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Import a report',
    openLabel: 'Import',
    filters: { 'Published reports': exchange.importedKinds.map((kind) => kind.slice(1)) },
  });
  return chosen?.[0];
}

async function read(exchange: Exchange, file: vscode.Uri, name: string): Promise<Uint8Array | undefined> {
  const say = (words: string) => void vscode.window.showWarningMessage(labelText(`${name}: ${words}`));
  if (!exchange.canImport(name)) {
    say(`can't come in. A report comes in as ${exchange.importedKinds.join(', ')}.`);
    return undefined;
  }
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > exchange.largestImport) {
      say(`is larger than ${String(exchange.largestImport / 1_000_000)} MB.`);
      return undefined;
    }
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    say(`can't be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

type Draft = Awaited<ReturnType<Exchange['importReport']>>;

async function made(
  exchange: Exchange,
  name: string,
  bytes: Uint8Array,
  among: readonly Framework[],
): Promise<Draft | undefined> {
  try {
    return await exchange.importReport(name, bytes, among);
  } catch (error) {
    if (error instanceof exchange.FrameworkUnclear) {
      const items = error.candidates.map((framework) => ({ label: labelText(framework.title), framework }));
      const chosen = await vscode.window.showQuickPick(items, {
        title: 'Import a report',
        placeHolder: 'Which edition of the standards was it inspected against?',
      });
      return chosen && made(exchange, name, bytes, [chosen.framework]);
    }
    if (!(error instanceof exchange.IntakeError)) throw error;
    void vscode.window.showWarningMessage(labelText(`${name} can't come in: ${error.message}.`));
    return undefined;
  }
}

/** Says what was left out and what has no certain place, and leads to the first such place. */
async function tellWhatIsLeft(name: string, { unplaced, leftOut, framework }: Draft): Promise<void> {
  const left = leftOut.length === 0 ? '' : ` Left out: ${leftOut.join('; ')}.`;
  const count = unplaced.length;
  const open =
    count === 0
      ? ''
      : ` ${String(count)} ${count === 1 ? 'passage' : 'passages'} could not be placed, each marked ‹…›.`;
  const show = 'Go to the first place to fill in';
  const chosen = await vscode.window.showInformationMessage(
    labelText(`A draft was made of ${name}, for ${framework.title}.${left}${open}`),
    ...(count === 0 ? [] : [show]),
  );
  if (chosen === show) await vscode.commands.executeCommand('inspectionReports.nextGap');
}

/** Offers to import what looks like a published report, when it is opened while a draft is open. Once a file. */
export class ImportOffer implements vscode.Disposable {
  readonly #offered = new Set<string>();
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && this.#isReport(editor.document)) void this.#offer(editor.document.uri);
    });
  }

  #isReport(document: vscode.TextDocument): boolean {
    const { uri } = document;
    if (this.#offered.has(uri.toString()) || !/\.(?:txt|html?)$/i.test(uri.path)) return false;
    if (!vscode.workspace.textDocuments.some(isDraftDocument)) return false;
    const text = document.getText();
    // Statements are whole sentences that nothing else has.
    return frameworks().some(
      ({ standards }) =>
        standards.filter(({ statement }) => text.includes(statement.slice(0, 40))).length >= 4,
    );
  }

  async #offer(uri: vscode.Uri): Promise<void> {
    this.#offered.add(uri.toString());
    const make = 'Import it';
    const chosen = await vscode.window.showInformationMessage(
      'This looks like a published inspection report. Make a draft of it? The file stays as it is.',
      make,
    );
    if (chosen === make) await vscode.commands.executeCommand('inspectionReports.importReport', uri);
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
