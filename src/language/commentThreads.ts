/** What somebody said of a passage. */
export interface StoredRemark {
  readonly author: string;
  /** As the document stated it that it came with. */
  readonly date: string;
  readonly text: string;
}

/** A thread of remarks as it is kept. */
export interface StoredThread {
  /** Line of the draft, from 0. */
  readonly line: number;
  /** What stands on that line: by it the place is found again where the draft was edited elsewhere. */
  readonly passage: string;
  readonly isResolved: boolean;
  /** The first is answered by the others. */
  readonly remarks: readonly StoredRemark[];
}

/** The most threads that are read: more than any draft has. */
const most = 2000;

/** The text of the file in which the threads of a draft are kept. */
export function threadsText(threads: readonly StoredThread[]): string {
  return `${JSON.stringify({ version: 1, threads }, null, 2)}\n`;
}

/**
 * The threads that such a file holds; what is no thread in it is passed over.
 * @param lines the lines of the draft as it is now
 */
export function threadsOf(text: string, lines: readonly string[]): StoredThread[] {
  const threads = fieldOf(contentOf(text), 'threads');
  if (!Array.isArray(threads)) return [];
  return threads.slice(0, most).flatMap((thread: unknown): StoredThread[] => {
    const remarks = fieldOf(thread, 'remarks');
    const line = fieldOf(thread, 'line');
    const passage = wordsOf(thread, 'passage');
    if (!Array.isArray(remarks) || typeof line !== 'number' || !Number.isInteger(line)) return [];
    const read = remarks.slice(0, most).map((remark: unknown) => ({
      author: wordsOf(remark, 'author'),
      date: wordsOf(remark, 'date'),
      text: wordsOf(remark, 'text'),
    }));
    if (read.length === 0) return [];
    return [
      {
        line: lineOf(line, passage, lines),
        passage,
        isResolved: fieldOf(thread, 'isResolved') === true,
        remarks: read,
      },
    ];
  });
}

/** Whether a file is one of these: any other is not written over. */
export function isThreads(text: string): boolean {
  const content = contentOf(text);
  return fieldOf(content, 'version') === 1 && Array.isArray(fieldOf(content, 'threads'));
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function wordsOf(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : '';
}

/** Where a passage stands now: the line that says the same and is nearest to where it was. */
function lineOf(line: number, passage: string, lines: readonly string[]): number {
  const last = Math.max(0, lines.length - 1);
  const kept = Math.max(0, Math.min(last, line));
  if (passage === '' || lines[kept] === passage) return kept;
  let nearest: number | undefined;
  lines.forEach((words, index) => {
    if (words === passage && (nearest === undefined || Math.abs(index - kept) < Math.abs(nearest - kept)))
      nearest = index;
  });
  return nearest ?? kept;
}

/**
 * Where a line stands after an edit.
 * @param first @param last lines of the range that was replaced @param character where in the first it begins
 * @param text what takes its place
 */
export function shiftedLine(
  line: number,
  first: number,
  last: number,
  character: number,
  text: string,
): number {
  const come = text.split('\n').length - 1;
  // What begins at the start of a line and ends before its words moves them on.
  const isBefore = last < line || (last === line && character === 0 && first === line && come > 0);
  if (isBefore) return line + come - (last - first);
  return first < line && line <= last ? Math.max(first, Math.min(line, first + come)) : line;
}
