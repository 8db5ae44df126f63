import * as vscode from 'vscode';
import { labelText, plainText } from '../report/plainText.js';
import { takenIn } from '../document/taken.js';
import type { Review, ReviewChange } from '../word/review.js';
import type { Base } from '../word/base.js';
import { draftFor } from './activeDraft.js';
import { exchange } from './exchange.js';
import type { WordComments } from './wordComments.js';

interface Features {
  readonly log: vscode.LogOutputChannel;
  readonly wordComments: WordComments;
}

/** What came back with a Word copy, for a version of a draft. */
interface Returned {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly name: string;
  readonly base: Base;
  readonly review: Review;
}

/**
 * Brings back a Word copy of the draft: its comments become threads, its changes are listed, and those that the
 * author takes are made.
 * @param given the URI of the copy, where a key binding or another extension says it; otherwise the author is asked.
 */
export async function bringBackWord({ log, wordComments }: Features, given?: string): Promise<void> {
  const document = await draftFor();
  const copy = document && (given === undefined ? await chooseCopy(document) : vscode.Uri.parse(given));
  if (!document || !copy) return;
  const name = nameOf(copy);
  let returned: Returned;
  try {
    returned = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: plainText(`Reading ${name}`) },
      () => readCopy(document, copy),
    );
  } catch (error) {
    // No words of the file go into the log.
    log.error(`A Word file can't be read: ${error instanceof Error ? error.name : 'unknown'}`);
    void vscode.window.showErrorMessage(
      labelText(
        `${name} can't be read: ${error instanceof exchange().PackageError ? error.message : 'by a mistake in this extension'}.`,
      ),
    );
    return;
  }
  await wordComments.add(document, returned.review.comments);
  if (returned.base.missing !== undefined)
    void vscode.window.showWarningMessage(
      labelText(
        `The draft as it was sent (a file whose name ends in '${returned.base.missing}') is not beside the draft. ${name} is held against the draft as it is now, so what you have changed since is listed, too.`,
      ),
    );
  if (returned.review.changes.length === 0) {
    void vscode.window.showInformationMessage(
      labelText(`${name}: nothing was changed. ${commentsIn(returned.review)}`),
    );
    return;
  }
  await showList(returned);
}

async function chooseCopy({ uri }: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Bring back a Word file',
    openLabel: 'Bring back',
    filters: { 'Word document': ['docx'] },
    ...(uri.scheme === 'untitled' ? {} : { defaultUri: vscode.Uri.joinPath(uri, '..') }),
  });
  return chosen?.[0];
}

async function readCopy(document: vscode.TextDocument, copy: vscode.Uri): Promise<Returned> {
  const { baseOf, exportedName, readWord, review } = exchange();
  const { version } = document;
  const text = document.getText();
  const word = await readWord(await vscode.workspace.fs.readFile(copy));
  const base = await baseOf(word.source, text, async (ending) => {
    if (document.isUntitled) return undefined;
    const kept = vscode.Uri.joinPath(document.uri, '..', exportedName(nameOf(document.uri), ending));
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(kept));
    } catch {
      return undefined;
    }
  });
  return { document, version, name: nameOf(copy), base, review: await review(word, base.text, text) };
}

interface ListItem extends vscode.QuickPickItem {
  readonly change?: ReviewChange;
  readonly run?: 'preview' | 'signOff';
}

/** Lists the changes; the editor shows the passage of the one that is selected. */
async function showList(returned: Returned): Promise<void> {
  const { review, name, base, document } = returned;
  const { edits } = review;
  const picker = vscode.window.createQuickPick<ListItem>();
  picker.title = plainText(`What came back with ${name}`);
  picker.placeholder = plainText(`${summary(review)} ${against[base.kind]}`);
  picker.matchOnDescription = picker.matchOnDetail = true;
  picker.items = [
    ...(edits.length > 0
      ? [
          {
            label: 'Take or leave each change…',
            detail: 'Shows all changes that are not in conflict before any is made.',
            run: 'preview' as const,
            alwaysShow: true,
          },
        ]
      : []),
    {
      label: 'Save the sign-off list…',
      detail: 'For each change and comment: the passage, what is asked, whether it is taken, and why.',
      run: 'signOff' as const,
      alwaysShow: true,
    },
    ...group(
      'In conflict: the draft was changed here since',
      review.changes.filter(({ isInConflict }) => isInConflict),
    ),
    ...group(
      'Not tracked: nobody was told of these',
      review.changes.filter((change) => !change.isTracked && !change.isInConflict),
    ),
    ...group(
      'Tracked',
      review.changes.filter((change) => change.isTracked && !change.isInConflict),
    ),
  ];
  const chosen = await new Promise<ListItem | undefined>((resolve) => {
    picker.onDidChangeActive(([item]) => {
      if (item?.change) reveal(document, item.change.line);
    });
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]);
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
    picker.show();
  });
  picker.dispose();
  if (chosen?.run === 'preview') await takeOrLeave(returned);
  else if (chosen?.run === 'signOff') await saveSignOff(returned, 'listed');
  else if (chosen?.change) {
    const editor = await vscode.window.showTextDocument(document);
    const line = (chosen.change.line ?? 1) - 1;
    editor.selection = new vscode.Selection(line, 0, line, 0);
  }
}

const against: Readonly<Record<Base['kind'], string>> = {
  embedded: 'Held against the draft that is in the file.',
  sent: 'Held against the draft as it was sent.',
  current: 'Held against the draft as it is now.',
};

function summary(review: Review): string {
  const silent = review.changes.filter(({ isTracked }) => !isTracked).length;
  const tracked = review.changes.length - silent;
  return `${count(tracked, 'tracked change')}, ${count(silent, 'change')} that nobody tracked. ${commentsIn(review)}`;
}

function commentsIn({ comments }: Review): string {
  if (comments.length === 0) return 'No comments.';
  return `${count(comments.length, 'comment')}, at ${comments.length === 1 ? 'its passage' : 'their passages'}.`;
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function group(label: string, changes: readonly ReviewChange[]): ListItem[] {
  if (changes.length === 0) return [];
  return [
    { label: plainText(label), kind: vscode.QuickPickItemKind.Separator },
    ...changes.map((change) => ({
      label: labelText(labelOf(change)),
      description: labelText(placeOf(change)),
      detail: labelText(shortened(change.paragraph, 300)),
      change,
    })),
  ];
}

function placeOf(change: ReviewChange): string {
  const line = change.line === null ? 'gone from the draft' : `line ${String(change.line)}`;
  return `${line}, ${whoOf(change)}${change.isMade ? ', stands in the draft already' : ''}`;
}

function labelOf({ kind, before, after }: Pick<ReviewChange, 'kind' | 'before' | 'after'>): string {
  switch (kind) {
    case 'insertion':
      return `Add '${shortened(after)}'`;
    case 'deletion':
      return `Take out '${shortened(before)}'`;
    case 'move':
      return `Move '${shortened(before)}'`;
    default:
      return `'${shortened(before)}' becomes '${shortened(after)}'`;
  }
}

function whoOf({ isTracked, author, date }: ReviewChange): string {
  if (!isTracked) return 'not tracked';
  return `${shortened(author ?? 'author unknown')}${date === null ? '' : `, ${shortened(date.slice(0, 10))}`}`;
}

/** As much of a text as fits a line. */
function shortened(text: string, most = 120): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

function reveal(document: vscode.TextDocument, line: number | null): void {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  if (!editor || line === null) return;
  const range = document.validateRange(new vscode.Range(line - 1, 0, line - 1, 10_000));
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Shows each edit in the editor's own preview of changes, where it is taken or left; then says what became of them. */
async function takeOrLeave(returned: Returned): Promise<void> {
  const { document, version, review } = returned;
  if (document.version !== version) {
    void vscode.window.showWarningMessage(
      'The draft was changed meanwhile: bring the Word file back once more.',
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text, changes } of review.edits) {
    const of = changes.map((index) => review.changes[index]).filter((change) => change !== undefined);
    const isTracked = of.every((change) => change.isTracked);
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)),
      text,
      {
        needsConfirmation: true,
        label: plainText(isTracked ? 'Tracked changes' : 'Changes that nobody tracked'),
        description: labelText([...new Set(of.map(whoOf))].join('; ')),
      },
    );
  }
  const before = document.getText();
  // A draft in a tab that is only being looked at would give way to the preview, and be closed.
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  const after = (await vscode.workspace.openTextDocument(document.uri)).getText();
  const taken = takenIn(before, review.edits, after);
  const changesTaken = new Set(
    review.changes.flatMap((_, index) => {
      const own = review.edits
        .map((each, at) => ({ each, at }))
        .filter(({ each }) => each.changes.includes(index));
      return own.length > 0 && own.every(({ at }) => taken.has(at)) ? [index] : [];
    }),
  );
  void offerSignOff(returned, changesTaken, taken.size);
}

async function offerSignOff(
  returned: Returned,
  changesTaken: ReadonlySet<number>,
  made: number,
): Promise<void> {
  const save = 'Save the sign-off list';
  const chosen = await vscode.window.showInformationMessage(
    plainText(
      `${count(made, 'edit')} made in the draft, ${String(returned.review.edits.length - made)} left out.`,
    ),
    save,
  );
  if (chosen === save) await saveSignOff(returned, changesTaken);
}

async function saveSignOff(
  { document, review }: Returned,
  settled: 'listed' | ReadonlySet<number>,
): Promise<void> {
  const { exportedName, signOffList } = exchange();
  const name = exportedName(nameOf(document.uri), '.sign-off.csv');
  const folder = document.isUntitled
    ? vscode.workspace.workspaceFolders?.[0]?.uri
    : vscode.Uri.joinPath(document.uri, '..');
  const target = await vscode.window.showSaveDialog({
    title: 'Save the sign-off list',
    filters: { 'Table (CSV)': ['csv'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
  if (target)
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(signOffList(review, settled)));
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
