import * as vscode from 'vscode';
import { ratingsTree, type RatingsEntry } from '../language/ratingsTree.js';
import { labelText, plainText } from '../report/plainText.js';
import { toRange } from './diagnostics.js';
import type { DraftContext } from './draftContext.js';
import { section } from './settings.js';

/** Shows the view and puts the focus into it. */
export const showRatings = `${section}.showRatings`;

/** Goes to a place in the draft of the view; it is of no use in the palette. */
const goTo = `${section}.goTo`;

const viewId = `${section}.ratings`;

const icons: Record<NonNullable<RatingsEntry['state']>, string> = {
  agrees: 'check',
  differs: 'warning',
  open: 'circle-outline',
};

/** The list of ratings in the side bar. */
export class RatingsView implements vscode.TreeDataProvider<RatingsEntry>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<RatingsEntry>;
  readonly #subscriptions: vscode.Disposable[];

  constructor(readonly context: DraftContext) {
    this.#view = vscode.window.createTreeView(viewId, { treeDataProvider: this });
    this.#subscriptions = [
      this.#changed,
      this.#view,
      context.onDidChange(() => {
        this.#update();
      }),
      vscode.commands.registerCommand(goTo, (entry: RatingsEntry) => this.#goTo(entry)),
      vscode.commands.registerCommand(showRatings, () => this.#show()),
    ];
    this.#update();
  }

  getChildren(entry?: RatingsEntry): RatingsEntry[] {
    if (entry) return [...entry.children];
    const { checked } = this.context;
    return checked ? ratingsTree(checked.result) : [];
  }

  /** Only what stands at the top is ever revealed. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(entry: RatingsEntry): vscode.TreeItem {
    const { id, label, description, state, range, children } = entry;
    const item = new vscode.TreeItem(
      labelText(label),
      children.length > 0 ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
    );
    item.id = `${this.context.document?.uri.toString() ?? ''} ${id}`;
    item.description = labelText(description);
    const words = [label, description].filter((each) => each !== '').join(': ');
    item.tooltip = plainText(words);
    item.accessibilityInformation = { label: plainText(words.replaceAll(' · ', ', ')) };
    if (state) item.iconPath = new vscode.ThemeIcon(icons[state]);
    if (range) item.command = { title: 'Go to it', command: goTo, arguments: [entry] };
    return item;
  }

  #update(): void {
    const { document, checked } = this.context;
    this.#view.description = labelText(document ? vscode.workspace.asRelativePath(document.uri) : '');
    this.#view.message = labelText(
      checked && !checked.result.rating
        ? "The framework of this draft is not known, so nothing can be rated. The block at its top names it after 'framework:'."
        : '',
    );
    this.#changed.fire();
  }

  async #show(): Promise<void> {
    const [first] = this.getChildren();
    // A view that has not been shown yet takes the focus only with an entry.
    if (first) await this.#view.reveal(first, { focus: true });
    else await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  async #goTo({ range }: RatingsEntry): Promise<void> {
    const { document, checked } = this.context;
    if (!document || !checked || !range) return;
    // Where the draft is open already: the active column may be the preview's.
    const group = vscode.window.tabGroups.all.find(({ tabs }) =>
      tabs.some(
        ({ input }) =>
          input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
      ),
    );
    const { start } = toRange(checked.result.report.lines, range);
    await vscode.window.showTextDocument(document, {
      selection: new vscode.Range(start, start),
      ...(group ? { viewColumn: group.viewColumn } : {}),
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
