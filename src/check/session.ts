import { LiveReport } from '../report/read.js';
import { DraftText } from '../report/text/draftText.js';
import type { Change } from './change.js';
import { Checker, kindOf, refuseUnlessText, type CheckOptions, type CheckResult } from './check.js';

/**
 * A draft that is checked again and again while it is edited: an edit costs what it changes. Its answers
 * are those of `checkReport`; the report in them follows the text, and is that of an answer until the next
 * update.
 */
export interface Session {
  readonly text: string;
  /**
   * Takes changes over, one after the other: each offset is one into the text as the change before left it.
   * @throws TypeError for what is no change, RangeError for one outside the text; nothing is changed then.
   */
  update(changes: readonly Change[]): void;
  check(): CheckResult;
}

/** @throws TypeError for what is no change; RangeError for a place that no text has. */
function readChange(change: unknown): Change {
  if (typeof change !== 'object' || change === null)
    throw new TypeError(`A change is { offset, length, text }, not ${kindOf(change)}.`);
  const { offset, length, text } = change as Partial<Change>;
  for (const [name, value] of Object.entries({ offset, length })) {
    if (typeof value !== 'number')
      throw new TypeError(`The ${name} of a change is a number, not ${kindOf(value)}.`);
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`The ${name} of a change is a whole number from 0, not ${String(value)}.`);
  }
  if (typeof text !== 'string') throw new TypeError(`The text of a change is a string, not ${kindOf(text)}.`);
  return { offset: offset ?? 0, length: length ?? 0, text };
}

export function createSession(text: string, options: CheckOptions = {}): Session {
  refuseUnlessText(text, 'createSession');
  const draft = new DraftText(text);
  const checker = new Checker(new LiveReport(draft, options), options);
  let result: CheckResult | undefined;
  return {
    get text() {
      return draft.now;
    },
    update(changes) {
      if (!Array.isArray(changes))
        throw new TypeError(`update needs an array of changes, not ${kindOf(changes)}.`);
      let { length } = draft;
      // What is checked is what is made: a change may be an object that answers otherwise the next time.
      const wanted = changes.map(readChange);
      for (const change of wanted) {
        if (change.offset + change.length > length)
          throw new RangeError(
            `A change of ${String(change.length)} characters at ${String(change.offset)} is outside the text of ${String(length)}.`,
          );
        length += change.text.length - change.length;
      }
      for (const change of wanted) {
        draft.update(change.offset, change.length, change.text);
        result = undefined;
      }
    },
    check() {
      return (result ??= checker.check());
    },
  };
}
