import type { Checked } from './checkDraft.js';
import type { CheckOutput } from './outputSchema.js';

/** A form in which a check is printed, piece by piece as the drafts are checked. */
export interface Format {
  /** What comes before the first draft. */
  begin(): string;
  /** One draft; nothing of it is kept. */
  draft(checked: Checked): string;
  /** What comes after the last draft. */
  end(run: CheckedRun): string;
}

/** What there is to say when all drafts are checked. */
export interface CheckedRun {
  readonly summary: CheckOutput['summary'];
  readonly drafts: number;
  /** How many places were changed by fixes. */
  readonly fixed: number;
  /** Undefined without a baseline. */
  readonly baseline?: CheckOutput['baseline'];
  /** The file of a baseline that was written. */
  readonly written?: string | undefined;
  /** What could not be done, a line each. */
  readonly complaints: readonly string[];
}
