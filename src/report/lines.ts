/** A place as editors show it: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * What ends a line: LF, CRLF or CR, and nothing else. (To `.`, and to `^` and `$` with the flag `m`, U+2028 and
 * U+2029 end one too: no pattern of the reader may use them across lines.)
 */
export const lineEnd = /\r\n|\n|\r/;

/** A line: its text without its ending, where it starts, and where the next one does. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The lines of a text from an offset on; an ending at the very end begins no further one. */
export function* linesIn(text: string, from = 0): Generator<Line, void> {
  const ending = new RegExp(lineEnd, 'g');
  ending.lastIndex = from;
  for (let start = from; start < text.length;) {
    const found = ending.exec(text);
    const end = found ? ending.lastIndex : text.length;
    yield { text: text.slice(start, found?.index), start, end };
    start = end;
  }
}

/** The lines of a text, with their numbers. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(readonly text: string) {
    const ending = new RegExp(lineEnd, 'g');
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
