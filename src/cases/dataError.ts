/**
 * Why case data can't be used. Its lines name rows and columns of the data, never what stands in a cell: that may
 * be a case number, or a child's name.
 */
export class CaseDataError extends Error {
  override name = 'CaseDataError';

  /** @param lines what is wrong, one thing a line, as sentences */
  constructor(readonly lines: readonly string[]) {
    super(lines.join(' '));
  }
}

/** The letters over a column in a spreadsheet: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** `2, 3 and 4`; of many the first five, and how many more. */
export function listed(items: readonly (string | number)[], count = items.length): string {
  const shown = items.slice(0, 5).map(String);
  if (count > shown.length) return `${shown.join(', ')} and ${String(count - shown.length)} more`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

interface Kind {
  readonly sentence: (rows: string) => string;
  /** The first five. */
  readonly rows: number[];
  last: number;
  count: number;
}

/** Gathers what is wrong with rows: one sentence for all rows with the same fault, however many they are. */
export class RowFaults {
  readonly #kinds = new Map<string, Kind>();

  /** @param sentence says what is wrong with `row 3`, or `rows 3, 4 and 7` */
  add(kind: string, row: number, sentence: (rows: string) => string): void {
    let known = this.#kinds.get(kind);
    if (!known) this.#kinds.set(kind, (known = { sentence, rows: [], last: 0, count: 0 }));
    if (known.last === row) return;
    known.last = row;
    known.count++;
    if (known.rows.length < 5) known.rows.push(row);
  }

  get lines(): readonly string[] {
    return [...this.#kinds.values()].map(({ sentence, rows, count }) =>
      sentence(`${count === 1 ? 'row' : 'rows'} ${listed(rows, count)}`),
    );
  }
}
