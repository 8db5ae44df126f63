import type { TextEdit } from '../report/range.js';

/** A change of the text: `length` characters from `offset` (0-based UTF-16) become `text`. */
export interface Change {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The change that makes one text of another: none where they are the same, else one. */
export function changeBetween(before: string, after: string): Change[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let offset = 0;
  while (offset < most && before.charCodeAt(offset) === after.charCodeAt(offset)) offset++;
  let same = 0;
  while (
    same < most - offset &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return [{ offset, length: before.length - offset - same, text: after.slice(offset, after.length - same) }];
}

/** The text with edits made that do not overlap; ranges are offsets into `text`. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, text: replacement } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    result += text.slice(at, range.start) + replacement;
    at = range.end;
  }
  return result + text.slice(at);
}
