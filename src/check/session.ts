import { applyEdits } from './fixes.js';
import { checkReport, type CheckOptions, type CheckResult } from './check.js';

/** A change of the text: `length` characters from `offset` (0-based UTF-16) become `text`. */
export interface Change {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A draft that is checked again and again while it is edited. Its answers are those of `checkReport`. */
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
  let current = text;
  let result: CheckResult | undefined;
  return {
    get text() {
      return current;
    },
    update(changes) {
      let next = current;
      for (const { offset, length, text: inserted } of changes) {
        if (!(offset >= 0 && length >= 0 && offset + length <= next.length))
          throw new RangeError(
            `A change of ${String(length)} characters at ${String(offset)} is outside the text of ${String(next.length)}.`,
          );
        next = applyEdits(next, [{ range: { start: offset, end: offset + length }, text: inserted }]);
      }
      if (next !== current) result = undefined;
      current = next;
    },
    check() {
      return (result ??= checkReport(current, options));
    },
  };
}
