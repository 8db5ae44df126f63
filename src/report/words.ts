/**
 * What a word, a space and a letter are, for everything that reads what an author typed. A text is read
 * as it is printed: what is not seen does not count, and a gap is a gap whatever it was typed with. So the
 * patterns of rules can be plain: `\b`, `\w`, `[A-Z]` and a single space mean what they say in a text that
 * is folded.
 */

/** Characters of a text as read that stand for others, or more, or fewer, in the text as typed. */
interface Change {
  /** Where they stand in the text as read, and how many they are. */
  readonly at: number;
  readonly length: number;
  /** The same in the text as typed. */
  readonly from: number;
  readonly width: number;
}

/** A text as it is read. */
export interface Reading {
  readonly text: string;
  /** In order; between them each character stands for itself. */
  readonly changes: readonly Change[];
}

const none: readonly Change[] = [];

/** Nine paragraphs in ten hold nothing else, and single spaces. */
const other = /[^ -~£‘’“”–—…]| {2}/;
// JavaScript takes a byte order mark for a space, and U+0085 for none.
const space = /[^\S\ufeff]|\x85/g;
const hyphen = /[‐‑]/g;
/** What can make a text shorter: two spaces, and whatever may not be seen or may go together with a letter. */
const mayShorten = /[^\0-\xac\xae-\u02ff‐-‧‰-⁞€]| {2}/;
/** A gap, what is not seen (soft hyphens, joiners, marks of direction), a letter with its accents beside it. */
const shortened = / [ \p{DI}]+|\p{DI}+|[^ \p{M}\p{DI}](?:\p{DI}*(?!\p{DI})\p{M})+/gu;
const unseen = /\p{DI}/gu;

/**
 * A text with every gap, whatever space or line break it was typed with, as one space, every hyphen as the
 * plain one, letters in one piece with their accents, and without characters that are not seen.
 */
export function readText(typed: string): Reading {
  if (!other.test(typed)) return { text: typed, changes: none };
  const text = typed.replace(space, ' ').replace(hyphen, '-');
  if (!mayShorten.test(text)) return { text, changes: none };
  const changes: Change[] = [];
  let shorter = 0;
  const short = text.replace(shortened, (run: string, from: number) => {
    const now = run.startsWith(' ') ? ' ' : run.replace(unseen, '').normalize('NFC');
    if (now === run) return run;
    changes.push({ at: from - shorter, length: now.length, from, width: run.length });
    shorter += run.length - now.length;
    return now;
  });
  return { text: short, changes };
}

/** Where the character at an offset of a text as read begins and ends in the text as typed. */
export function typedPlace({ changes }: Reading, offset: number): { start: number; end: number } {
  const change = changes[lastUpTo(changes, (each) => each.at, offset)];
  if (!change) return { start: offset, end: offset + 1 };
  const { at, length, from, width } = change;
  if (offset < at + length) return { start: from, end: from + width };
  const start = from + width + offset - at - length;
  return { start, end: start + 1 };
}

/** Where a character as typed stands in the text as read. */
export function readPlace({ changes }: Reading, typed: number): number {
  const change = changes[lastUpTo(changes, (each) => each.from, typed)];
  if (!change) return typed;
  const { at, length, from, width } = change;
  return typed < from + width ? at : at + length + typed - from - width;
}

/** Index of the last of some things in order whose number is not above another; -1 where there is none. */
export function lastUpTo<T>(sorted: readonly T[], numberOf: (each: T) => number, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = sorted[middle];
    if (each !== undefined && numberOf(each) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const mayFold = /[\xaa\xb5\xba\xc0-\u1fff\u2c00-\u2dff\u3040-\uffff]/;
const folding = /(?=[^\0-\x7f])[\p{L}\p{M}\p{Nd}]/gu;
const folds = new Map<string, string>();

/**
 * The text with every letter as one of A to Z, in its own case: without its accents, or `q` for one of
 * another alphabet, a mark or a figure. Each character keeps its place, so that a border of a word in it is
 * one in the text. Two texts that differ may be folded to the same.
 */
export function fold(text: string): string {
  return mayFold.test(text) ? text.replace(folding, folded) : text;
}

function folded(letter: string): string {
  let found = folds.get(letter);
  if (found === undefined) {
    const base = letter.normalize('NFD').charAt(0);
    const plain = /[A-Za-z]/.test(base) ? base : /\p{Lu}/u.test(letter) ? 'Q' : 'q';
    folds.set(letter, (found = plain.repeat(letter.length)));
  }
  return found;
}
