import * as vscode from 'vscode';
import { mostCharacters } from '../language/checkStatus.js';
import { checkReport } from '../check/check.js';
import { describeSettings, resolveSettings } from '../check/settings.js';
import { labelText } from '../report/plainText.js';
import { isDraft } from '../report/draft.js';
import type { Problem } from '../check/check.js';
import { draftFor } from './activeDraft.js';
import { toRange, type Diagnostics } from './diagnostics.js';
import type { Drafts } from './drafts.js';
import { openExample } from './example.js';
import { bringBackWord } from './bringBack.js';
import { exportWord } from './exportWord.js';
import { exportPage } from './exportPage.js';
import { insert } from './insert.js';
import {
  bringRatingsPageUpToDate,
  fixAllSafe,
  renumber,
  setRating,
  turnCountsIntoPercentages,
} from './keepInStep.js';
import { newReport } from './newReport.js';
import { readText, type Settings } from './settings.js';
import type { WordComments } from './wordComments.js';

interface Features {
  readonly extensionUri: vscode.Uri;
  readonly drafts: Drafts;
  readonly diagnostics: Diagnostics;
  readonly settings: Settings;
  readonly log: vscode.LogOutputChannel;
  /** What is remembered from one session to the next. */
  readonly memory: vscode.Memento;
  readonly wordComments: WordComments;
}

/** Registers the commands of the palette, of menus and of lenses. */
export function registerCommands(features: Features): vscode.Disposable {
  const { drafts, extensionUri, log } = features;
  const commands: Record<string, (uri?: string, standard?: string) => Promise<void>> = {
    openExample: () => openExample(extensionUri),
    insert: () => insert(drafts),
    setRating: (uri, standard) => setRating(drafts, uri, standard),
    bringUpToDate: (uri) => bringRatingsPageUpToDate(drafts, uri),
    renumberRecommendations: () => renumber(drafts),
    turnCounts: () => turnCountsIntoPercentages(drafts),
    nextGap: () => goToNextGap(drafts),
    showPreview: () => showPreview(),
    exportPage: (uri) => exportPage(features, uri),
    checkForPublication: () => checkForPublication(features),
    backToDrafting: async () => backToDrafting(features, await draftFor()),
    exportWord: (purpose) => exportWord(features, purpose),
    bringBackWord: (copy) => bringBackWord(features, copy),
    checkWorkspace: () => checkWorkspace(features),
    fixAll: () => fixAllSafe(drafts),
    showSettings: () => showSettings(features),
    showLog: () => {
      log.show();
      return Promise.resolve();
    },
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('inspectionReports.newReport', newReport),
    ...Object.entries(commands).map(([name, run]) =>
      // Some menus hand over what they stand on, which is not what a lens hands over.
      vscode.commands.registerCommand(`inspectionReports.${name}`, (first: unknown, second: unknown) =>
        run(typeof first === 'string' ? first : undefined, typeof second === 'string' ? second : undefined),
      ),
    ),
  );
}

async function checkForPublication({ diagnostics, drafts }: Features): Promise<void> {
  const document = await draftFor();
  if (!document) return;
  const checked = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Checking for publication', cancellable: true },
    async (_, token) => {
      // Lets the notification appear, and a cancellation through.
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
      if (token.isCancellationRequested) return undefined;
      drafts.setPublication(document, true);
      return diagnostics.show(document);
    },
  );
  if (!checked) return;
  const errors = count(checked.result.problems, 'error');
  const warnings = count(checked.result.problems, 'warning');
  if (errors === 0) drafts.setPublication(document, false);
  if (errors === 0 && warnings === 0) {
    void vscode.window.showInformationMessage('Ready for publication: no errors or warnings.');
    return;
  }
  const found = [plural(errors, 'error'), plural(warnings, 'warning')]
    .filter((each) => each !== '')
    .join(' and ');
  const back = 'Back to drafting';
  const chosen = await offerProblems(
    errors > 0
      ? `Not ready for publication: ${found}. They stay until the draft is closed, or you go back to drafting.`
      : `No errors, but ${found} to look at before publication.`,
    ...(errors > 0 ? [back] : []),
  );
  if (chosen === back) await backToDrafting({ diagnostics, drafts }, document);
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

/** Selects the next place that is still to be filled in, after the last the first again. */
async function goToNextGap(drafts: Drafts): Promise<void> {
  const document = await draftFor();
  const editor = vscode.window.activeTextEditor;
  const checked = document && (await drafts.check(document, true));
  if (!checked || editor?.document !== document) return;
  const { problems, report } = checked.result;
  const gaps = problems.filter((each) => each.unfinished).map((each) => each.range);
  const from = document.offsetAt(editor.selection.end);
  const next = gaps.find((each) => each.start > from) ?? gaps[0];
  if (!next) {
    void vscode.window.showInformationMessage('Nothing is left to fill in.');
    return;
  }
  const range = toRange(report.lines, next);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
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
    void vscode.window.showInformationMessage('There is no draft in this workspace.');
    return;
  }
  const counts = [
    plural(count(problems, 'error'), 'error'),
    plural(count(problems, 'warning'), 'warning'),
  ].filter((each) => each !== '');
  const message = `Checked ${plural(drafts, 'draft')}: ${counts.length === 0 ? 'no errors or warnings' : counts.join(' and ')}.`;
  // The Problems panel lists no hints.
  if (problems.every((each) => each.severity === 'hint'))
    void vscode.window.showInformationMessage(labelText(message));
  else await offerProblems(message);
}

async function showSettings({ settings, log }: Features): Promise<void> {
  const document = await draftFor();
  if (!document) return;
  const lines = describeSettings(resolveSettings(await settings.for(document.uri)));
  log.info([`Rules for ${vscode.workspace.asRelativePath(document.uri)}:`, ...lines].join('\n  '));
  log.show();
}

/** Says something with a button that opens the Problems panel, and returns which of the others was chosen. */
async function offerProblems(message: string, ...others: string[]): Promise<string | undefined> {
  const show = 'Show problems';
  const chosen = await vscode.window.showWarningMessage(labelText(message), show, ...others);
  if (chosen === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
  return chosen;
}

function count(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((each) => each.severity === severity).length;
}

/** `3 errors`; nothing where there are none. */
function plural(number: number, noun: string): string {
  return number === 0 ? '' : `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
