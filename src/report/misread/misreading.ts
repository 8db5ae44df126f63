import type { Range, TextEdit } from '../range.js';

/** Something that Markdown reads otherwise than its author means it. */
export interface Misreading {
  /** What is shown to be wrong. */
  readonly range: Range;
  /** What it is read as, and why. */
  readonly message: string;
  /** Edits after which it is read as it is meant; none where nothing else follows from it. */
  readonly repair: readonly TextEdit[];
  /** What its author is offered: the repair, unless it has edits of its own. */
  readonly fix?: MisreadingFix;
  readonly alternatives?: readonly (MisreadingFix & { readonly edits: readonly TextEdit[] })[];
  /** It is not closed, and swallows what stands below. */
  readonly isOpen?: true;
  /** The report can't be published so. */
  readonly isError?: true;
  readonly related?: readonly { readonly message: string; readonly range: Range }[];
}

export interface MisreadingFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits?: readonly TextEdit[];
}

/** A line of a text: where it begins and ends, without its ending. */
export interface SourceLine {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The lines of a stretch of a text, by offsets into the text. */
export function linesOf(text: string, from: number, to: number): SourceLine[] {
  const lines: SourceLine[] = [];
  let start = from;
  for (const ending of text.slice(from, to).matchAll(/\r\n|\n|\r/g)) {
    const end = from + ending.index;
    lines.push({ from: start, to: end, text: text.slice(start, end) });
    start = end + ending[0].length;
  }
  lines.push({ from: start, to, text: text.slice(start, to) });
  return lines;
}

/** A line as a message quotes it: short, without what can't be seen. */
export function quoted(line: string): string {
  const words = line.replace(/[\p{Zs}\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return `'${words.length > 60 ? `${words.slice(0, 57).trimEnd()} …` : words}'`;
}
