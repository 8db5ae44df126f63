import os from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { DraftChecker, type CheckingOptions, type Job, type Outcome } from './checkDraft.js';
import { isCode } from './files.js';

/** From how many files on threads save time: with two of them, what they save makes up for their start here. */
export const fewestForWorkers = 12;

/** How many threads check drafts: one for each processor, but no more than there may be memory for, at 100 MB each. */
export function workerCount(): number {
  return Math.min(os.availableParallelism(), 8);
}

/** A job on its way. */
class Task {
  done: (outcome: Outcome) => void = () => undefined;
  readonly outcome = new Promise<Outcome>((done) => {
    this.done = done;
  });

  constructor(readonly job: Job) {}
}

/** Threads that check drafts, each one at a time. */
export class Workers {
  readonly #threads = new Map<Worker, Task | undefined>();
  readonly #waiting: Task[] = [];

  /** @param script calls `answerJobs` when it is not run by the main thread. */
  constructor(
    readonly script: URL,
    readonly options: CheckingOptions,
    readonly count: number,
  ) {}

  /** Checks a draft on the first thread that is free. Never rejects. */
  check(job: Job): Promise<Outcome> {
    const task = new Task(job);
    this.#waiting.push(task);
    this.#assign();
    return task.outcome;
  }

  /** Ends all threads. A draft that is being fixed is written first; what waits is not begun. */
  async close(): Promise<void> {
    this.#waiting.length = 0;
    if (this.options.fix) for (const task of this.#threads.values()) await task?.outcome;
    await Promise.all([...this.#threads.keys()].map((thread) => thread.terminate()));
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const thread =
        [...this.#threads].find(([, task]) => !task)?.[0] ??
        (this.#threads.size < this.count ? this.#start() : undefined);
      const task = thread && this.#waiting.shift();
      if (!task) return;
      this.#threads.set(thread, task);
      thread.postMessage(task.job);
    }
  }

  #start(): Worker {
    const thread = new Worker(this.script, { workerData: this.options });
    let failure: Error | undefined;
    const end = (outcome: Outcome) => {
      this.#threads.get(thread)?.done(outcome);
    };
    thread.on('message', (outcome: Outcome) => {
      end(outcome);
      this.#threads.set(thread, undefined);
      this.#assign();
    });
    thread.on('error', (error) => {
      failure = error;
    });
    // Only the draft that it was at is lost: the next one gets another thread.
    thread.on('exit', () => {
      const job = this.#threads.get(thread)?.job;
      if (job) end({ kind: 'failed', message: `${job.path}: can't be checked: ${reasonOf(failure)}` });
      this.#threads.delete(thread);
      this.#assign();
    });
    return thread;
  }
}

function reasonOf(failure: Error | undefined): string {
  if (isCode(failure, 'ERR_WORKER_OUT_OF_MEMORY')) return 'there is not enough memory for it';
  return `its thread ended${failure ? `, by a mistake in this program: ${String(failure)}` : ''}`;
}

/** What a thread does: checks the drafts that it is sent. */
export function answerJobs(): void {
  const checker = new DraftChecker(workerData as CheckingOptions);
  parentPort?.on('message', (job: Job) => {
    void checker.check(job).then((outcome) => parentPort?.postMessage(outcome));
  });
}
