import * as vscode from 'vscode';
import type { CaseData } from '../cases/caseData.js';
import type { Filling, FillingOptions } from '../cases/filling.js';
import { labelText } from '../report/plainText.js';
import { readReport } from '../report/read.js';
import type { Report } from '../report/report.js';
import { applyToDocument, ratedDraft } from './activeDraft.js';
import { workspaceEdit } from './codeActions.js';
import type { Drafts } from './drafts.js';
import { exchange } from './exchange.js';
import { bringRatingsPageUpToDate } from './keepInStep.js';

/**
 * Counts case data, shows what they make of the tables of a draft, and writes it in one step to undo.
 * @param uri the draft; left out: the one in front
 * @param file the data, from a key binding or a task; left out: asked for
 */
export async function fillInCases(drafts: Drafts, uri?: string, file?: string): Promise<void> {
  const draft = await ratedDraft(drafts, uri);
  if (!draft) return;
  const { document } = draft;
  const source = file === undefined ? await chooseData(document) : vscode.Uri.parse(file);
  if (!source) return;
  const { version } = document;
  // The report of an open draft follows what is typed; this one is to stay as it is.
  const report = readReport(document.getText());
  const filling = await fillingFrom(source, report);
  if (!filling) return;
  if (filling.edits.length === 0) {
    void vscode.window.showInformationMessage('The tables agree with the case data already.');
    return;
  }
  if (!(await isWanted(filling))) return;
  if (!(await applyToDocument(document, version, workspaceEdit(document, report.lines, filling.edits))))
    return;
  void offerRatingsPage(drafts, document.uri.toString(), filling);
}

/** Says that it is done, and offers what is likely wanted next. */
async function offerRatingsPage(drafts: Drafts, uri: string, { ratingsPage }: Filling): Promise<void> {
  const bring = 'Bring the ratings page up to date';
  const chosen = await vscode.window.showInformationMessage(
    'The case data are in the tables.',
    ...(ratingsPage.length > 0 ? [bring] : []),
  );
  if (chosen === bring) await bringRatingsPageUpToDate(drafts, uri);
}

async function chooseData({ uri, isUntitled }: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  const folder = isUntitled ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(uri, '..');
  const [chosen] =
    (await vscode.window.showOpenDialog({
      ...(folder ? { defaultUri: folder } : {}),
      title: 'Fill in from case data',
      openLabel: 'Read',
      filters: { 'Case data': ['csv', 'xlsx', 'tsv', 'txt'] },
    })) ?? [];
  return chosen;
}

/** What is to be written; undefined where the data can't be used, which is said, or the author leaves it at that. */
async function fillingFrom(source: vscode.Uri, report: Report): Promise<Filling | undefined> {
  const { CaseDataError, fillingOf } = exchange();
  try {
    const data = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Reading case data' },
      () => readData(source, report),
    );
    const notApplicable = await askNotApplicable(data, report);
    return notApplicable && fillingOf(report, data, notApplicable);
  } catch (error) {
    if (error instanceof CaseDataError) void tell(error.lines);
    else
      void vscode.window.showErrorMessage(
        labelText(`The case data can't be read: ${error instanceof Error ? error.message : String(error)}`),
      );
    return undefined;
  }
}

async function readData(source: vscode.Uri, report: Report): Promise<CaseData> {
  const { CaseDataError, mostDataBytes, readCaseData, tooLarge } = exchange();
  const { size } = await vscode.workspace.fs.stat(source);
  if (size > mostDataBytes) throw new CaseDataError([tooLarge]);
  return readCaseData(await vscode.workspace.fs.readFile(source), report);
}

/** What 'not applicable' counts as, asked where it has to be; undefined where there is no answer. */
async function askNotApplicable(
  data: CaseData,
  { framework }: Report,
): Promise<Pick<FillingOptions, 'notApplicable'> | undefined> {
  const why = framework && exchange().askAboutNotApplicable(data, framework);
  if (why === undefined) return {};
  const chosen = await vscode.window.showQuickPick(
    [
      { label: 'Count as no', notApplicable: 'no' as const },
      { label: 'Count as yes', notApplicable: 'yes' as const },
    ],
    { title: "What does 'not applicable' count as?", placeHolder: labelText(why), ignoreFocusOut: true },
  );
  return chosen && { notApplicable: chosen.notApplicable };
}

/** Says why data can't be used. */
async function tell(lines: readonly string[]): Promise<void> {
  const [first = '', ...others] = lines;
  const list = 'Show the list';
  const more =
    others.length === 0
      ? ''
      : ` There ${others.length === 1 ? 'is one more thing' : `are ${String(others.length)} more things`} to put right.`;
  const chosen = await vscode.window.showErrorMessage(
    labelText(`Nothing is filled in. ${first}${more}`),
    ...(others.length === 0 ? [] : [list]),
  );
  if (chosen !== list) return;
  const content = `${lines.map(labelText).join('\n')}\n`;
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'plaintext', content }),
  );
}

interface PlanItem extends vscode.QuickPickItem {
  readonly writes?: true;
}

/** Shows what is going to be written. */
async function isWanted(filling: Filling): Promise<boolean> {
  const chosen = await vscode.window.showQuickPick(planItems(filling), {
    title: 'Fill in from case data',
    placeHolder: 'Enter writes it into the draft; Escape leaves the draft as it is',
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return chosen?.writes === true;
}

function planItems(filling: Filling): PlanItem[] {
  const { cellChange, casesOf, ratingChange, statedChange } = exchange();
  const { samples, standards, ratingsPage, notes } = filling;
  const heading = (label: string): PlanItem => ({
    label: labelText(label),
    kind: vscode.QuickPickItemKind.Separator,
  });
  return [
    {
      label: '$(check) Write this into the draft',
      description: labelText(samples.map(({ sample, cases }) => casesOf(cases, sample)).join(', ')),
      writes: true,
    },
    ...(notes.length > 0 ? [heading('To be known')] : []),
    ...notes.map((each): PlanItem => ({ label: labelText(each) })),
    ...standards.flatMap(({ standard, cells, rating, stated }) => [
      heading(`${standard.id} ${standard.title}: ${ratingChange(rating)}`),
      ...cells.map((each): PlanItem => ({
        label: labelText(`${each.id}: ${cellChange(each)}`),
        detail: labelText(each.question),
      })),
      ...statedChange(stated).map((each): PlanItem => ({ label: labelText(each) })),
    ]),
    ...(ratingsPage.length > 0 ? [heading('The ratings page, once it is brought up to date')] : []),
    ...ratingsPage.map((each): PlanItem => ({ label: labelText(`${each.what}: ${ratingChange(each)}`) })),
  ];
}
