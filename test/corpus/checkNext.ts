import { changeBetween } from '../../src/check/change.js';
import { createSession, type CheckOptions, type CheckResult } from '../../src/index.js';

/**
 * Checks one text after another that differ little, as an editor does: what they share is not read again.
 * That a session says what a fresh check says is tested for itself (`session.test.ts`). The report in an answer
 * follows the text, so that it is good until the next.
 */
export function checkNext(options: CheckOptions = {}): (text: string) => CheckResult {
  let session = createSession('', options);
  return (text) => {
    try {
      session.update(changeBetween(session.text, text));
      return session.check();
    } catch (error) {
      // What failed half way is good for nothing more.
      session = createSession('', options);
      throw error;
    }
  };
}
