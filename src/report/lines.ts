/** A place as editors show it: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text, ending at LF, CRLF or CR. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(readonly text: string) {
    const ending = /\r\n|\n|\r/g;
    while (ending.exec(text)) this.#starts.push(ending.lastIndex);
  }

  /** Index of the line, from 0, that holds an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Offset at which a line (from 0) starts; the text's length past its last line. */
  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** A line (from 0) without its ending. */
  line(line: number): string {
    return this.text.slice(this.start(line), this.start(line + 1)).replace(/\r?\n$|\r$/, '');
  }

  get count(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const line = this.lineAt(offset);
    return { line: line + 1, column: offset - this.start(line) + 1 };
  }
}
