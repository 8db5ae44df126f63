import { LiveReport } from '../report/read.js';
import { DraftText } from '../report/text/draftText.js';
import type { Change } from './change.js';
import { Checker, type CheckOptions, type CheckResult } from './check.js';

/**
 * A draft that is checked again and again while it is edited: an edit costs what it changes. Its answers
 * are those of `checkReport`; the report in them follows the text, and is that of an answer until the next
 * update.
 */
export interface Session {
  readonly text: string;
  /**
   * Takes changes over, one after the other: each offset is one into the text as the change before left it.
   * @throws RangeError for a change outside the text; nothing is changed then.
   */
  update(changes: readonly Change[]): void;
  check(): CheckResult;
}

export function createSession(text: string, options: CheckOptions = {}): Session {
  const draft = new DraftText(text);
  const checker = new Checker(new LiveReport(draft, options), options);
  let result: CheckResult | undefined;
  return {
    get text() {
      return draft.now;
    },
    update(changes) {
      let { length } = draft;
      for (const change of changes) {
        if (!(change.offset >= 0 && change.length >= 0 && change.offset + change.length <= length))
          throw new RangeError(
            `A change of ${String(change.length)} characters at ${String(change.offset)} is outside the text of ${String(length)}.`,
          );
        length += change.text.length - change.length;
      }
      for (const change of changes) {
        draft.update(change.offset, change.length, change.text);
        result = undefined;
      }
    },
    check() {
      return (result ??= checker.check());
    },
  };
}
