import * as vscode from 'vscode';
import { explainOverall } from '../rating/explain.js';
import { joined, openText, scoreText, statedOtherwise } from '../language/ratingText.js';
import { labelText, plainText } from '../report/plainText.js';
import type { DraftContext } from './draftContext.js';
import { showRatings } from './ratingsView.js';
import { section } from './settings.js';

/**
 * Score and overall rating of the draft in the status bar. It keeps calm: what is stated otherwise is a
 * problem of its own, so the entry says it when it is looked at, and takes no colour.
 */
export class StatusBar implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;
  readonly #subscription: vscode.Disposable;

  constructor(readonly context: DraftContext) {
    this.#subscription = context.onDidChange(() => {
      this.#update();
    });
    this.#update();
  }

  #update(): void {
    const { checked } = this.context;
    const rating = checked?.result.rating;
    if (!rating) {
      this.#item?.hide();
      return;
    }
    this.#item ??= createItem();
    const text = joined(scoreText(rating), checked.publication ? 'for publication' : undefined);
    const why = joined(openText(rating) ?? explainOverall(rating), statedOtherwise(rating));
    this.#item.text = labelText(text);
    this.#item.tooltip = plainText(`Inspection report: ${why}`);
    this.#item.accessibilityInformation = {
      label: plainText(`Inspection report: ${text}, ${why.replaceAll(' · ', ', ')}`),
    };
    this.#item.show();
  }

  dispose(): void {
    this.#item?.dispose();
    this.#subscription.dispose();
  }
}

function createItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(`${section}.score`, vscode.StatusBarAlignment.Right, 100);
  item.name = 'Inspection report: score';
  item.command = showRatings;
  return item;
}
