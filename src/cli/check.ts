import { existsSync } from 'node:fs';
import path from 'node:path';
import { severities } from '../rules/rule.js';
import { Baseline, type KnownProblem } from './baseline.js';
import { DraftChecker, type Checked, type Job, type Outcome } from './checkDraft.js';
import { SettingsFinder, UsageError } from './files.js';
import type { Format } from './format.js';
import { githubFormat } from './github.js';
import { inOrder } from './inOrder.js';
import { jsonFormat } from './json.js';
import { summaryKeys } from './output.js';
import type { CheckOutput } from './outputSchema.js';
import { Progress, progressScreen } from './progress.js';
import { sarifFormat } from './sarif.js';
import { tell } from './standardError.js';
import { print } from './standardOutput.js';
import { stepsFor, type Step } from './steps.js';
import { colorsFor, textFormat } from './text.js';
import { fewestForWorkers, workerCount, Workers } from './workers.js';

/** The forms in which a check is printed. */
export const checkFormats = {
  text: () => textFormat(colorsFor(process.stdout)),
  json: jsonFormat,
  github: githubFormat,
  sarif: sarifFormat,
} satisfies Record<string, () => Format>;

/** The most severe problem that may stay, mildest first. */
export const tolerances = ['none', ...[...severities].reverse()] as const;

/** What `check` is told on the command line. */
export interface CheckCommand {
  readonly format: keyof typeof checkFormats;
  readonly config: string | undefined;
  readonly publication: boolean;
  readonly fix: boolean;
  readonly draftsOnly: boolean;
  readonly maxSeverity: (typeof tolerances)[number];
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
}

/**
 * Checks the drafts at some paths, and prints what is found as it is found.
 * @param script the program, for its threads.
 * @returns the exit status.
 * @throws UsageError where the check can't be begun; ReaderGone where nobody reads what it prints.
 */
export async function check(paths: readonly string[], command: CheckCommand, script: URL): Promise<number> {
  refuseWhatCannotBe(paths, command);
  await new SettingsFinder(command.config).named();
  const known = command.baseline === undefined ? undefined : await Baseline.read(command.baseline);
  const written =
    command.writeBaseline === undefined ? undefined : await Baseline.toWrite(command.writeBaseline);

  const steps = await stepsFor(paths);
  const files = steps.filter(({ kind }) => kind === 'file').length;
  const threads = files < fewestForWorkers ? 0 : workerCount();
  const checker = new DraftChecker({
    config: command.config,
    publication: command.publication,
    fix: command.fix,
  });
  const workers = threads === 0 ? undefined : new Workers(script, checker.options, threads);
  const work = async (step: Step): Promise<Outcome | undefined> => {
    if (step.kind !== 'file') return undefined;
    const job: Job = {
      path: step.path,
      draftsOnly: command.draftsOnly || !step.isNamed,
      known: written ? 'all' : (known?.of(step.path) ?? []),
    };
    return workers && step.path !== '-' ? workers.check(job) : checker.check(job);
  };

  const progress = new Progress(files, workers && progressScreen());
  const run = new CheckRun(command, progress, known, written);
  try {
    await run.begin();
    // Drafts that are done before their turn wait for it, a few for each thread.
    for await (const [step, outcome] of inOrder(steps, Math.max(1, 4 * threads), work))
      await run.take(step, outcome);
    await run.end();
  } finally {
    progress.hide();
    await workers?.close();
  }
  return run.status;
}

function refuseWhatCannotBe(paths: readonly string[], command: CheckCommand): void {
  const { fix, baseline, writeBaseline } = command;
  if (fix && paths.includes('-')) throw new UsageError('--fix changes files; it can’t change standard input');
  if (baseline !== undefined && writeBaseline !== undefined)
    throw new UsageError(
      '--baseline reads what is known and --write-baseline writes it anew: give one of them',
    );
  if ((baseline ?? writeBaseline) !== undefined && paths.includes('-'))
    throw new UsageError('a baseline goes by the names of files, and standard input has none');
  if (writeBaseline !== undefined && !existsSync(path.dirname(path.resolve(writeBaseline))))
    throw new UsageError(`${writeBaseline}: can't be written: there is no such folder`);
}

/** A check as it goes on: what was found so far, and what is printed of it. */
class CheckRun {
  readonly #format: Format;
  readonly #summary: CheckOutput['summary'] = { errors: 0, warnings: 0, information: 0, hints: 0 };
  readonly #gone: NonNullable<CheckOutput['baseline']>['gone'] = [];
  readonly #complaints = new Set<string>();
  /** The places of the drafts, and of all files that could be read. */
  readonly #drafts = new Set<string>();
  readonly #read = new Set<string>();
  /** What the problems of the drafts that the baseline doesn't have are recognised by. */
  readonly #unknown = new Map<string, ReadonlySet<string>>();
  #checked = 0;
  #fixed = 0;
  #known = 0;

  constructor(
    readonly command: CheckCommand,
    readonly progress: Progress,
    readonly known: Baseline | undefined,
    readonly written: Baseline | undefined,
  ) {
    this.#format = checkFormats[command.format]();
  }

  /** The exit status, as far as the check has come. */
  get status(): number {
    if (this.#complaints.size > 0) return 2;
    const { maxSeverity } = this.command;
    const tolerated = maxSeverity === 'none' ? severities.length : severities.indexOf(maxSeverity);
    return severities.slice(0, tolerated).some((each) => this.#summary[summaryKeys[each]] > 0) ? 1 : 0;
  }

  async begin(): Promise<void> {
    await this.#print(this.#format.begin());
  }

  /** Takes what came of a step. */
  async take(step: Step, outcome: Outcome | undefined): Promise<void> {
    if (step.kind === 'nothing') this.#complain(step.message);
    if (step.kind === 'passed over') this.#remark(step.message);
    if (step.kind === 'folder' && !step.places.some((each) => this.#drafts.has(each)))
      this.#complain(
        `${step.path}: there is no draft below this folder (a file named *.report.md, or with "framework:" in the block at its top)`,
      );
    if (step.kind !== 'file' || !outcome) return;
    if (outcome.kind !== 'no draft') this.#drafts.add(step.place);
    if (outcome.kind === 'failed') this.#complain(outcome.message);
    else this.#read.add(step.place);
    if (outcome.kind === 'checked') await this.#takeDraft(outcome);
    else if (outcome.kind === 'no draft') this.#miss(step.path, this.known?.of(step.path) ?? []);
    this.progress.step();
  }

  /** Says what can be said when all is done, and writes the baseline. */
  async end(): Promise<void> {
    for (const file of this.known?.files ?? []) {
      if (this.#read.has(file) || existsSync(file)) continue;
      const problems = this.known?.of(file) ?? [];
      this.#miss(path.relative('', file), problems);
      const renamed = [...this.#unknown].find(([, found]) => areMostly(problems, found))?.[0];
      if (renamed === undefined) continue;
      this.#unknown.delete(renamed);
      this.#remark(
        `${renamed}: has the known problems of ${path.relative('', file)}, so that one seems to have been renamed; they are reported until the baseline has the new name`,
      );
    }
    if (this.known && this.#gone.length > 0)
      this.#remark(
        `${this.known.file}: to bring it up to date, run the same check with --write-baseline in place of --baseline`,
      );
    const isWritten = await this.#writeBaseline();
    const run = {
      summary: this.#summary,
      drafts: this.#checked,
      fixed: this.#fixed,
      complaints: [...this.#complaints],
      ...(this.known || this.written ? { baseline: { known: this.#known, gone: this.#gone } } : {}),
      ...(this.written && isWritten ? { written: this.written.file } : {}),
    };
    await this.#print(this.#format.end(run));
  }

  async #takeDraft(checked: Checked): Promise<void> {
    const { file, summary, fixed, known, gone } = checked;
    this.#checked++;
    this.#fixed += fixed;
    for (const key of Object.values(summaryKeys)) this.#summary[key] += summary[key];
    // Known at once, for a reader that stops reading.
    process.exitCode = this.status;
    for (const { count } of known) this.#known += count;
    this.written?.set(file.path, known);
    if (this.known?.of(file.path).length === 0)
      this.#unknown.set(file.path, new Set(checked.fingerprints.map(({ words }) => words)));
    await this.#print(this.#format.draft(checked));
    this.#miss(file.path, gone);
  }

  /** Says which known problems of a file are gone. */
  #miss(file: string, problems: readonly KnownProblem[]): void {
    for (const rule of new Set(problems.map((each) => each.rule))) {
      const count = problems.reduce((sum, each) => sum + (each.rule === rule ? each.count : 0), 0);
      this.#gone.push({ path: file, rule, count });
      this.#remark(
        count === 1
          ? `${file}: a known problem of the rule '${rule}' is gone`
          : `${file}: ${String(count)} known problems of the rule '${rule}' are gone`,
      );
    }
  }

  /** Says what is no fault; JSON has a place of its own for it. */
  #remark(message: string): void {
    if (this.command.format === 'json') return;
    this.progress.hide();
    tell(message);
  }

  /** Says what could not be done, once: a bad settings file is met again with every draft below it. */
  #complain(message: string): void {
    if (this.#complaints.has(message)) return;
    this.#complaints.add(message);
    process.exitCode = this.status;
    this.progress.hide();
    tell(message);
  }

  /** Whether a baseline was written. */
  async #writeBaseline(): Promise<boolean> {
    if (!this.written) return false;
    if (this.#complaints.size > 0) {
      this.#complain(`${this.written.file}: is not written, because not everything could be checked`);
      return false;
    }
    try {
      await this.written.write();
      return true;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#complain(error.message);
      return false;
    }
  }

  async #print(text: string): Promise<void> {
    if (text === '') return;
    this.progress.hide();
    await print(text);
  }
}

/** Whether most of a draft's known problems are among those of another. */
function areMostly(known: readonly KnownProblem[], found: ReadonlySet<string>): boolean {
  return 2 * known.filter(({ words }) => found.has(words)).length > known.length;
}
