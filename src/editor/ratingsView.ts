import * as vscode from 'vscode';
import { ratingsTree, type RatingsEntry } from '../language/ratingsTree.js';
import { showInDraft } from './activeDraft.js';
import { labelText, plainText } from '../report/plainText.js';
import { toRange } from './diagnostics.js';
import type { DraftContext } from './draftContext.js';
import { ratingIcon } from './ratingIcon.js';
import { section } from './settings.js';

/** Shows the view and puts the focus into it. */
export const showRatings = `${section}.showRatings`;

/** Goes to a place in the draft of the view; it is of no use in the palette. */
const goTo = `${section}.goTo`;

const viewId = `${section}.ratings`;

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
      vscode.window.onDidChangeActiveColorTheme(() => {
        this.#changed.fire();
      }),
      vscode.commands.registerCommand(goTo, (entry: RatingsEntry) => this.#goTo(entry)),
      vscode.commands.registerCommand(`${section}.setRatingOf`, (entry: RatingsEntry) =>
        this.#setRating(entry),
      ),
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
    const { id, label, description, words, rank, worst, standard, range, children } = entry;
    const isDomain = children.length > 0;
    const item = new vscode.TreeItem(
      labelText(label),
      isDomain ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
    );
    item.id = `${this.context.document?.uri.toString() ?? ''} ${id}`;
    item.description = labelText(description);
    item.tooltip = plainText(words);
    item.accessibilityInformation = { label: plainText(words.replaceAll(' · ', ', ')) };
    if (!isDomain && id !== 'score') item.iconPath = ratingIcon(rank, worst);
    else if (!isDomain) item.iconPath = new vscode.ThemeIcon('symbol-number');
    item.contextValue = [...(range ? ['place'] : []), ...(standard === undefined ? [] : ['standard'])].join(
      ' ',
    );
    if (range) item.command = { title: 'Go to', command: goTo, arguments: [entry] };
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
    const { start } = toRange(checked.result.report.lines, range);
    await showInDraft(document, new vscode.Range(start, start));
  }

  async #setRating({ standard }: RatingsEntry): Promise<void> {
    await vscode.commands.executeCommand(
      `${section}.setRating`,
      this.context.document?.uri.toString(),
      standard,
    );
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
