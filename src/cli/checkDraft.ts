import { checkReport, limitProblems } from '../check/check.js';
import { fixAll } from '../check/fixes.js';
import { isDraft } from '../report/draft.js';
import { compare, fingerprintsOf, knownProblems, type Fingerprint, type KnownProblem } from './baseline.js';
import path from 'node:path';
import { readDraft, readStandardInput, SettingsFinder, UsageError } from './files.js';
import { fileOutput, summarise } from './output.js';
import type { CheckOutput } from './outputSchema.js';
import { removeLeftOver, replaceFile } from './writing.js';

/** What holds for all drafts of a run. Plain data, for it is handed to threads. */
export interface CheckingOptions {
  readonly config?: string | undefined;
  readonly publication: boolean;
  readonly fix: boolean;
}

/** A file that is to be checked. Plain data. */
export interface Job {
  /** `-` is standard input. */
  readonly path: string;
  /** Whether the file is passed over where it is no draft. */
  readonly draftsOnly: boolean;
  /** The problems that are not to be reported; `all` takes those that are found for known. */
  readonly known: readonly KnownProblem[] | 'all';
}

/** What became of a job. Plain data. */
export type Outcome =
  | Checked
  | { readonly kind: 'no draft' }
  /** The message is one line and names the file. */
  | { readonly kind: 'failed'; readonly message: string };

export interface Checked {
  readonly kind: 'checked';
  readonly file: CheckOutput['files'][number];
  /** Of each problem in `file`. */
  readonly fingerprints: readonly Fingerprint[];
  /** Of all problems that are not known, also of those that `file` leaves out. */
  readonly summary: CheckOutput['summary'];
  /** How many places were changed by fixes. */
  readonly fixed: number;
  /** All problems, where all were to be taken for known; otherwise those that were and are there. */
  readonly known: readonly KnownProblem[];
  /** Known problems that are not there any more. */
  readonly gone: readonly KnownProblem[];
}

/** Checks one draft after another. */
export class DraftChecker {
  readonly #settings: SettingsFinder;
  readonly #tidy = new Map<string, Promise<void>>();

  constructor(readonly options: CheckingOptions) {
    this.#settings = new SettingsFinder(options.config);
  }

  /** Reads and checks a draft, and fixes it where that was asked for. Never rejects. */
  async check(job: Job): Promise<Outcome> {
    try {
      return await this.#check(job);
    } catch (error) {
      // A mistake of ours in one draft must not keep the others from being checked.
      return {
        kind: 'failed',
        message:
          error instanceof UsageError
            ? error.message
            : `${job.path}: can't be checked, by a mistake in this program: ${String(error)}`,
      };
    }
  }

  /** Once for each folder: what a run that was killed has left in it goes. */
  #tidied(folder: string): Promise<void> {
    let done = this.#tidy.get(folder);
    if (!done) this.#tidy.set(folder, (done = removeLeftOver(folder)));
    return done;
  }

  async #check({ path: file, draftsOnly, known }: Job): Promise<Outcome> {
    const draft = file === '-' ? await readStandardInput() : await readDraft(file);
    if (draftsOnly && !isDraft(file, draft.text)) return { kind: 'no draft' };
    const { publication, fix } = this.options;
    const settings = await this.#settings.for(file === '-' ? 'standard-input' : file);
    const checking = { settings, publication };
    if (fix) await this.#tidied(path.dirname(file));
    const fixed = fix ? fixAll(draft.text, checking) : undefined;
    if (fixed && fixed.text !== draft.text) await replaceFile(file, draft.mark + fixed.text);
    const result = fixed?.result ?? checkReport(draft.text, checking);
    const all = fingerprintsOf(result.report.text, result.problems);
    const { isKnown, gone } = compare(all, known === 'all' ? knownProblems(all) : known);
    const unknown = result.problems.filter((_, index) => isKnown[index] !== true);
    const { shown, leftOut } = limitProblems(unknown);
    const fingerprints = new Map(result.problems.map((problem, index) => [problem, all[index]]));
    return {
      kind: 'checked',
      file: fileOutput(file, result, shown, leftOut),
      fingerprints: shown.flatMap((problem) => fingerprints.get(problem) ?? []),
      summary: summarise(unknown),
      fixed: fixed?.edits.length ?? 0,
      known: knownProblems(all.filter((_, index) => isKnown[index] === true)),
      gone,
    };
  }
}
