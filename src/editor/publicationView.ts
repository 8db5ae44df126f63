import * as vscode from 'vscode';
import { beforePublication, type PublicationEntry, type PublicationGroup } from '../language/publication.js';
import { counted } from '../language/severityText.js';
import { labelText, plainText } from '../report/plainText.js';
import { showInDraft } from './activeDraft.js';
import { toRange } from './diagnostics.js';
import type { DraftContext } from './draftContext.js';
import { section } from './settings.js';

type Line = PublicationGroup | PublicationEntry;

const viewId = `${section}.publication`;
const goTo = `${section}.goToUnready`;

const icons: Readonly<Record<PublicationGroup['id'], string>> = {
  'fill-in': 'edit',
  decide: 'question',
  mend: 'tools',
};

/** Why the draft that is worked on is not ready for publication, in the side bar; it empties as one goes. */
export class PublicationView implements vscode.TreeDataProvider<Line>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Line>;
  readonly #subscriptions: vscode.Disposable[];
  #groups: readonly PublicationGroup[] = [];

  constructor(readonly context: DraftContext) {
    this.#view = vscode.window.createTreeView(viewId, { treeDataProvider: this });
    this.#subscriptions = [
      this.#changed,
      this.#view,
      context.onDidChange(() => {
        this.#update();
      }),
      vscode.commands.registerCommand(goTo, (entry: PublicationEntry) => this.#goTo(entry)),
      vscode.commands.registerCommand(`${section}.showFixes`, async (entry: PublicationEntry) => {
        await this.#goTo(entry);
        await vscode.commands.executeCommand('editor.action.quickFix');
      }),
    ];
    this.#update();
  }

  getChildren(line?: Line): Line[] {
    if (!line) return [...this.#groups];
    return 'entries' in line ? [...line.entries] : [];
  }

  getParent(line: Line): Line | undefined {
    return 'entries' in line ? undefined : this.#groups.find(({ entries }) => entries.includes(line));
  }

  getTreeItem(line: Line): vscode.TreeItem {
    return 'entries' in line ? groupItem(line) : entryItem(line);
  }

  /** Shows the list and puts the focus on its first line. */
  async show(): Promise<void> {
    const [first] = this.#groups;
    if (first) await this.#view.reveal(first, { focus: true, expand: true });
    else await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  #update(): void {
    const { document, checked } = this.context;
    const shown = checked?.publication === true ? checked : undefined;
    this.#groups = shown ? beforePublication(shown.result) : [];
    this.#view.description = labelText(document ? vscode.workspace.asRelativePath(document.uri) : '');
    const left = counted(shown?.result.problems ?? [], ['error', 'warning']);
    const message = !shown
      ? ''
      : left === ''
        ? 'Ready for publication: no errors or warnings.'
        : shown.result.problems.some(({ severity }) => severity === 'error')
          ? `Not ready for publication: ${left}.`
          : `No errors, but ${left} to look at before publication.`;
    this.#view.message = labelText(message);
    this.#changed.fire();
  }

  async #goTo({ range }: PublicationEntry): Promise<void> {
    const { document, checked } = this.context;
    if (document && checked) await showInDraft(document, toRange(checked.result.report.lines, range));
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}

function groupItem({ id, label, entries }: PublicationGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(
    labelText(`${label} (${String(entries.length)})`),
    vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icons[id]);
  return item;
}

function entryItem(entry: PublicationEntry): vscode.TreeItem {
  const { id, label, message, severity, unfinished, fixable } = entry;
  const item = new vscode.TreeItem(labelText(label));
  item.id = id;
  item.tooltip = plainText(unfinished ? label : `${severity === 'error' ? 'Error' : 'Warning'}: ${message}`);
  item.accessibilityInformation = { label: plainText(unfinished ? label : `${severity}: ${label}`) };
  item.iconPath = unfinished
    ? new vscode.ThemeIcon('circle-outline')
    : severity === 'error'
      ? new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'))
      : new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
  item.contextValue = fixable ? 'fixable' : 'unready';
  item.command = { title: 'Go to', command: goTo, arguments: [entry] };
  return item;
}
