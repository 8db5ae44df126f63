/**
 * What the pages of a printed report leave in its text: running headers and footers, page numbers, the
 * list of contents. None of it belongs to a draft.
 */
import { wordsOnly } from '../framework/wording.js';

/** Lines without what repeats on every page, and what that was. */
export interface WithoutFurniture {
  /** A line that was taken out is undefined. */
  readonly lines: readonly (string | undefined)[];
  /** Each kind of line that was taken out, as it first stood there, with how often. */
  readonly furniture: readonly { readonly text: string; readonly times: number }[];
}

const pageBreak = '\f';

/**
 * Takes running headers and footers out. A line is one where it comes again and again with a page number
 * that rises, or word for word beside such a line or a page break, or word for word all through the text.
 * @param isKnown whether the framework knows a line, so that it is no furniture however often it stands there
 */
export function withoutFurniture(
  given: readonly string[],
  isKnown: (line: string) => boolean,
): WithoutFurniture {
  const lines: (string | undefined)[] = [...given];
  const taken = new Map<string, { text: string; times: number }>();
  const take = (index: number, kind: string) => {
    const text = lines[index];
    if (text === undefined) return;
    const entry = taken.get(kind) ?? { text: text.replaceAll(pageBreak, '').trim(), times: 0 };
    entry.times++;
    taken.set(kind, entry);
    lines[index] = undefined;
  };

  const byShape = new Map<string, { index: number; number: number }[]>();
  const byWords = new Map<string, number[]>();
  given.forEach((line, index) => {
    const text = line.replaceAll(pageBreak, '').trim();
    if (text === '' || text.length > 120) return;
    const shape = pageShape(text);
    if (shape && (shape.words !== '' || isAlone(given, index)))
      push(byShape, shape.words, { index, number: shape.number });
    // What stands for words alone; a page number makes it the case above.
    if (/\p{L}{3}/u.test(text) && !/[.:;?!”"’']$/.test(text)) push(byWords, text, index);
  });
  for (const [words, all] of byShape) {
    const pages = rising(all, words === '' ? 1 : 3);
    if (pages.length >= (words === '' ? 4 : 3)) for (const { index } of pages) take(index, `${words} #`);
  }
  const isBesidePage = (index: number) =>
    [-1, 1].some((step) => {
      for (let at = index + step; at >= 0 && at < given.length && Math.abs(at - index) <= 3; at += step) {
        if (lines[at] === undefined || given[at]?.includes(pageBreak) === true) return true;
        if (given[at]?.trim() !== '') return false;
      }
      return given[index]?.includes(pageBreak) === true;
    });
  for (const [text, indexes] of byWords) {
    if (indexes.length < 3 || isKnown(text)) continue;
    const beside = indexes.filter(isBesidePage);
    // What stands on the cover is no header there.
    const isTaken = (index: number) => index !== indexes[0] || index > 60;
    if (beside.length >= 3) for (const index of beside.filter(isTaken)) take(index, text);
    else if (isSpread(indexes, given.length)) for (const index of indexes.filter(isTaken)) take(index, text);
  }
  return { lines: lines.map((line) => line?.replaceAll(pageBreak, '')), furniture: [...taken.values()] };
}

/** A line with a page number at one end: its other words, and the number. */
function pageShape(text: string): { words: string; number: number } | undefined {
  const match =
    /^(?:page\s{1,3})?[-–|]?\s{0,3}(\d{1,3})\s{0,3}[-–|]?$/i.exec(text) ??
    /^(?:.{0,80}?[\s|])?page\s{1,3}(\d{1,3})(?:\s{1,3}of\s{1,3}\d{1,3})?(?:[\s|].{0,80})?$/i.exec(text) ??
    /^(\d{1,3})\s{0,3}[|–]\s{0,3}\p{L}.{0,90}$/u.exec(text) ??
    /^(\d{1,3})\s{1,9}\p{L}.{10,90}$/u.exec(text) ??
    /^\p{L}.{10,90}?[\s|]{1,9}(\d{1,3})$/u.exec(text);
  if (!match) return undefined;
  const number = match[1] ?? '';
  const words = wordsOnly(text.replace(number, ' ').replace(/ of \d+/i, ' '));
  return { words, number: Number(number) };
}

/** The longest run of lines in the order of the text whose numbers rise by steps of this size at most. */
function rising<T extends { number: number }>(all: readonly T[], step: number): readonly T[] {
  const best: { length: number; before: number }[] = [];
  let last = -1;
  all.forEach((each, index) => {
    let entry = { length: 1, before: -1 };
    for (let at = Math.max(0, index - 50); at < index; at++) {
      const gap = each.number - (all[at]?.number ?? 0);
      const length = (best[at]?.length ?? 0) + 1;
      if (gap >= 1 && gap <= step && length > entry.length) entry = { length, before: at };
    }
    best.push(entry);
    if (entry.length > (best[last]?.length ?? 0)) last = index;
  });
  const run: T[] = [];
  for (let at = last; at >= 0; at = best[at]?.before ?? -1) {
    const each = all[at];
    if (each) run.unshift(each);
  }
  return run;
}

function isAlone(lines: readonly string[], index: number): boolean {
  const blank = (at: number) => (lines[at] ?? '').replaceAll(pageBreak, '').trim() === '';
  return blank(index - 1) && blank(index + 1);
}

/** Whether lines stand all through a text of so many, at much the same distance. */
function isSpread(indexes: readonly number[], length: number): boolean {
  if (indexes.length < 5) return false;
  const gaps = indexes.slice(1).map((each, index) => each - (indexes[index] ?? 0));
  const middle = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  const span = (indexes.at(-1) ?? 0) - (indexes[0] ?? 0);
  return span > length / 2 && gaps.every((gap) => gap > middle / 2 && gap < middle * 2);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** A printed list of contents. */
export interface PrintedContents {
  /** Index of its first and behind its last line, the heading included. */
  readonly start: number;
  readonly end: number;
  readonly entries: readonly string[];
}

/** Finds the list of contents: lines below its heading that end in a page number, with leaders or without. */
export function findContents(lines: readonly (string | undefined)[]): PrintedContents | undefined {
  for (const [start, line] of lines.entries()) {
    if (line === undefined || !/^[#*\s]*(?:table of )?contents[*\s:]*$/i.test(line)) continue;
    const { entries, end } = readEntries(lines, start + 1);
    if (entries.length >= 3) return { start, end, entries };
  }
  return undefined;
}

/** The title of an entry: what stands before a page number, its leaders taken off. */
function entryTitle(line: string): string | undefined {
  const page = /[\s.…](\d{1,3})$/.exec(line);
  const title = page ? withoutLeaders(line.slice(0, page.index + 1)) : '';
  return title === '' ? undefined : title.replace(/\s+/g, ' ');
}

/** The text without the points that lead to a page number. */
function withoutLeaders(line: string): string {
  let end = line.length;
  while (end > 0 && /[\s.…]/.test(line.charAt(end - 1))) end--;
  return line.slice(0, end);
}

function readEntries(lines: readonly (string | undefined)[], start: number) {
  const entries: string[] = [];
  let end = start;
  // A title over two lines, or its page number on a line of its own.
  let open = '';
  for (let at = start; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/<[^>]{1,9}>|\*\*|^#+\s/g, '').trim();
    if (line === '' || /^[-–_]{3,}$/.test(line)) continue;
    const whole = open === '' ? line : `${open} ${line}`;
    const title = line.length <= 120 && whole.length <= 160 ? entryTitle(whole) : undefined;
    if (title !== undefined) {
      entries.push(title);
      open = '';
      end = at + 1;
    } else if (open === '' && line.length <= 120 && !withoutLeaders(line).endsWith(':'))
      // It is an entry only if a page number follows.
      open = line;
    else if (open !== '' && /[.…]{2}$/.test(open)) open = whole;
    else break;
  }
  return { entries, end };
}
