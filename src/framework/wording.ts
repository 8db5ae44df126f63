/**
 * How wording is compared. Curly and straight quotes, kinds of space and of dash are always
 * equal; a serial comma and the word for the service never make a difference.
 */

/** The text with straight quotes, and hyphens for dashes; each character keeps its place. */
export function straight(text: string): string {
  return text
    .replace(/[‘’‚‛`´]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-');
}

/** The text with straight quotes, plain spaces and hyphens for dashes, trimmed. */
export function plain(text: string): string {
  return (
    straight(text)
      // Soft hyphens and zero-width characters come along with text from a word processor.
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** The text with every serial comma taken out: `a, b, and c` becomes `a, b and c`. */
export function withoutSerialComma(text: string): string {
  return text.replace(/, (and|or) /g, ' $1 ');
}

/** What is compared when wordings must be the same: quotes, spaces, dashes, serial commas and service words levelled. */
export function wordingKey(text: string, serviceWords: readonly string[]): string {
  const levelled = withoutSerialComma(plain(text));
  return serviceWords.length === 0
    ? levelled
    : levelled.replace(wordPattern(serviceWords), serviceWords[0] ?? '');
}

/** What is left when punctuation and case are ignored as well: small letters and figures, words by one space. */
export function wordsOnly(text: string): string {
  return plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * How alike two wordings are, from 0 to 1: twice their longest common run of words in order,
 * over the words of both.
 */
export function likeness(a: string, b: string): number {
  return alike(wordsOf(a), wordsOf(b));
}

/** The words of a text, for what is compared with many. */
export function wordsOf(text: string): readonly string[] {
  return wordsOnly(text).split(' ');
}

/** The likeness of two texts, by their words. */
export function alike(left: readonly string[], right: readonly string[]): number {
  // A paragraph is never a question or statement of a few words: no need to look further.
  if (left.length > 4 * right.length + 8 || right.length > 4 * left.length + 8) return 0;
  let row = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const next = [0];
    for (let at = 0; at < right.length; at++) {
      next.push(word === right[at] ? (row[at] ?? 0) + 1 : Math.max(next[at] ?? 0, row[at + 1] ?? 0));
    }
    row = next;
  }
  return (2 * (row[right.length] ?? 0)) / (left.length + right.length);
}

const patterns = new Map<string, RegExp>();

/** Matches any of these words, whole. The same object for the same words. */
export function wordPattern(words: readonly string[]): RegExp {
  const key = words.join('|');
  let pattern = patterns.get(key);
  if (!pattern) {
    pattern = new RegExp(`\\b(?:${words.map(escapeRegExp).join('|')})\\b`, 'g');
    patterns.set(key, pattern);
  }
  return pattern;
}

/** The text as a regular expression that matches just it. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** The text with a capital in front. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
