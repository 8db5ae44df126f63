import * as vscode from 'vscode';
import { mostCharacters } from '../language/checkStatus.js';
import { checkReport } from '../check/check.js';
import { counted, plural } from '../language/severityText.js';
import { labelText } from '../report/plainText.js';
import { isDraft } from '../report/draft.js';
import type { Problem } from '../check/check.js';
import { draftFor } from './activeDraft.js';
import { type Diagnostics } from './diagnostics.js';
import type { Drafts } from './drafts.js';
import { openExample } from './example.js';
import { bringBackWord } from './bringBack.js';
import { exportWord } from './exportWord.js';
import { exportPage } from './exportPage.js';
import { fillInCases } from './fillInCases.js';
import { insert } from './insert.js';
import {
  bringRatingsPageUpToDate,
  fixAllSafe,
  renumber,
  setRating,
  turnCountsIntoPercentages,
} from './keepInStep.js';
import { importReport } from './importReport.js';
import { addFrontMatter, newReport } from './newReport.js';
import type { PublicationView } from './publicationView.js';
import { readText, type Settings } from './settings.js';
import type { WordComments } from './wordComments.js';
import { openFirstSteps } from './firstSteps.js';
import type { SettingsPage } from './settingsPage.js';

interface Features {
  readonly extensionUri: vscode.Uri;
  readonly drafts: Drafts;
  readonly diagnostics: Diagnostics;
  readonly settings: Settings;
  readonly log: vscode.LogOutputChannel;
  /** What is remembered from one session to the next. */
  readonly memory: vscode.Memento;
  readonly wordComments: WordComments;
  readonly publicationView: PublicationView;
  readonly settingsPage: SettingsPage;
}

/** Registers the commands of the palette, of menus and of lenses. */
export function registerCommands(features: Features): vscode.Disposable {
  const { drafts, extensionUri, log, settingsPage } = features;
  const commands: Record<string, (uri?: string, standard?: string) => Promise<void>> = {
    openExample: () => openExample(extensionUri),
    addFrontMatter,
    insert: () => insert(drafts),
    setRating: (uri, standard) => setRating(drafts, uri, standard),
    bringUpToDate: (uri) => bringRatingsPageUpToDate(drafts, uri),
    renumberRecommendations: () => renumber(drafts),
    turnCounts: () => turnCountsIntoPercentages(drafts),
    fillInCases: (uri, data) => fillInCases(drafts, uri, data),
    showPreview: () => showPreview(),
    exportPage: (uri) => exportPage(features, uri),
    checkForPublication: () => checkForPublication(features),
    backToDrafting: async () => backToDrafting(features, await draftFor()),
    exportWord: (purpose) => exportWord(features, purpose),
    bringBackWord: (copy) => bringBackWord(features, copy),
    checkWorkspace: () => checkWorkspace(features),
    fixAll: () => fixAllSafe(drafts),
    showSettings: () => settingsPage.show(),
    firstSteps: () => openFirstSteps(),
    showLog: () => {
      log.show();
      return Promise.resolve();
    },
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('inspectionReports.newReport', newReport),
    vscode.commands.registerCommand('inspectionReports.importReport', importReport),
    ...Object.entries(commands).map(([name, run]) =>
      // Some menus hand over what they stand on, which is not what a lens hands over.
      vscode.commands.registerCommand(`inspectionReports.${name}`, (first: unknown, second: unknown) =>
        run(typeof first === 'string' ? first : undefined, typeof second === 'string' ? second : undefined),
      ),
    ),
  );
}

/** From now on what is not ready stands in a list of its own, and is marked in the text. */
async function checkForPublication({ diagnostics, drafts, publicationView }: Features): Promise<void> {
  const document = await draftFor();
  if (!document) return;
  drafts.setPublication(document, true);
  if (await diagnostics.show(document)) await publicationView.show();
}

async function backToDrafting(
  { diagnostics, drafts }: Pick<Features, 'diagnostics' | 'drafts'>,
  document: vscode.TextDocument | undefined,
): Promise<void> {
  if (!document) return;
  drafts.setPublication(document, false);
  await diagnostics.show(document);
}

async function showPreview(): Promise<void> {
  const document = await draftFor();
  if (document) await vscode.commands.executeCommand('markdown.showPreviewToSide', document.uri);
}

async function checkWorkspace({ diagnostics, settings, log }: Features): Promise<void> {
  if (!vscode.workspace.workspaceFolders) {
    void vscode.window.showInformationMessage('Open a folder first: all drafts in it are checked.');
    return;
  }
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Checking all drafts', cancellable: true },
    async (progress, token) => {
      const files = await vscode.workspace.findFiles(
        '**/*.{md,markdown}',
        '**/node_modules/**',
        undefined,
        token,
      );
      const problems: Problem[] = [];
      let drafts = 0;
      for (const uri of files) {
        if (token.isCancellationRequested) return undefined;
        progress.report({
          message: labelText(vscode.workspace.asRelativePath(uri)),
          increment: 100 / files.length,
        });
        const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
        if (open) {
          const checked = await diagnostics.show(open);
          if (!checked) continue;
          drafts++;
          problems.push(...checked.result.problems);
          continue;
        }
        const text = await readText(uri);
        if (text === undefined) log.warn(`${vscode.workspace.asRelativePath(uri)} can't be read.`);
        if (text === undefined || !isDraft(uri.path, text)) {
          diagnostics.clearClosed(uri);
          continue;
        }
        if (text.length > mostCharacters) {
          log.warn(`${vscode.workspace.asRelativePath(uri)} is too large to be checked.`);
          diagnostics.clearClosed(uri);
          continue;
        }
        const { problems: own, report } = checkReport(text, { settings: await settings.for(uri) });
        diagnostics.showClosed(uri, report.lines, own);
        drafts++;
        problems.push(...own);
      }
      return { drafts, problems };
    },
  );
  if (!found) return;
  const { drafts, problems } = found;
  if (drafts === 0) {
    void vscode.window.showInformationMessage('There is no draft in this folder.');
    return;
  }
  const counts = counted(problems, ['error', 'warning']);
  const message = `Checked ${plural(drafts, 'draft')}: ${counts === '' ? 'no errors or warnings' : counts}.`;
  // The Problems panel lists no hints.
  if (problems.every((each) => each.severity === 'hint'))
    void vscode.window.showInformationMessage(labelText(message));
  else await offerProblems(message);
}

/** Says something with a button that opens the Problems panel. */
async function offerProblems(message: string): Promise<void> {
  const show = 'Show problems';
  const chosen = await vscode.window.showWarningMessage(labelText(message), show);
  if (chosen === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
