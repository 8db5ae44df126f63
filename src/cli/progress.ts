import { fstatSync } from 'node:fs';

/** The stream that progress is shown on. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line on a terminal that says how far the work is, and that is gone when it is done. */
export class Progress {
  #done = 0;
  #shown = false;

  /** @param total how many files there are; a screen that is undefined shows nothing. */
  constructor(
    readonly total: number,
    readonly screen: Screen | undefined,
  ) {}

  /** Another file is checked. */
  step(): void {
    this.#done++;
    this.show();
  }

  show(): void {
    if (!this.screen) return;
    const line = `${written(this.#done)} of ${written(this.total)} files checked`;
    const { columns = 0 } = this.screen;
    // A line that is broken in two could not be taken away. Some terminals don't know how wide they are.
    this.screen.write(`\r${line.slice(0, (columns > 0 ? columns : 80) - 1)}\u001b[K`);
    this.#shown = true;
  }

  /** Takes the line away, so that something else can be written. */
  hide(): void {
    if (!this.#shown) return;
    this.screen?.write('\r\u001b[K');
    this.#shown = false;
  }
}

function written(count: number): string {
  return count.toLocaleString('en-GB');
}

/**
 * Where progress may be shown: on standard error, where that is a terminal that can rewrite a line,
 * and standard output is no pipe, for whatever reads that may write on the same terminal (`| less`).
 */
export function progressScreen(): Screen | undefined {
  if (!process.stderr.isTTY || process.env.TERM === 'dumb') return undefined;
  try {
    const output = fstatSync(1);
    return output.isFIFO() || output.isSocket() ? undefined : process.stderr;
  } catch {
    return undefined;
  }
}
