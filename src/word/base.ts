import { sentEnding } from './purposes.js';
import { digestOf, type Source } from './source.js';

/** The text that a copy is held against. */
export interface Base {
  /** It is in the copy, was kept when the copy was made, or is the draft as it is now. */
  readonly kind: 'embedded' | 'sent' | 'current';
  readonly text: string;
  /** How the name ends of the file that was to hold it, where it is not there or not the text that was sent. */
  readonly missing?: string;
}

/**
 * Finds the draft as it was sent.
 * @param source what the copy says that it was made of
 * @param now the draft as it is now
 * @param readKept reads the file beside the draft whose name has this ending; undefined where there is none
 */
export async function baseOf(
  source: Source | undefined,
  now: string,
  readKept: (ending: string) => Promise<string | undefined>,
): Promise<Base> {
  if (source?.text !== undefined) return { kind: 'embedded', text: source.text };
  if (!source) return { kind: 'current', text: now };
  const ending = sentEnding(source.digest);
  const kept = await readKept(ending);
  if (kept !== undefined && (await digestOf(kept)) === source.digest) return { kind: 'sent', text: kept };
  if ((await digestOf(now)) === source.digest) return { kind: 'current', text: now };
  return { kind: 'current', text: now, missing: ending };
}
