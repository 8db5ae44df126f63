/** Lines that a page is too narrow for, put together again, with words divided at their ends. */
import type { Framework } from '../framework/framework.js';

const word = /[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;

/** The words of a text and of the frameworks, to tell `inspec-tion` from `well-informed`. */
export class Vocabulary {
  readonly #counts = new Map<string, number>();

  constructor(text: string, frameworks: readonly Framework[]) {
    for (const each of text.toLowerCase().matchAll(word)) {
      // What is divided at the end of a line is no word to go by.
      const end = each.index + each[0].length;
      if (
        text.slice(end, end + 2).startsWith('-\n') ||
        /-\n\s*$/.test(text.slice(Math.max(0, each.index - 4), each.index))
      )
        continue;
      this.#add(each[0]);
    }
    for (const framework of frameworks)
      for (const standard of framework.standards)
        for (const wording of [standard.statement, ...standard.keyQuestions.map((each) => each.text)])
          for (const each of wording.toLowerCase().matchAll(word)) this.#add(each[0]);
  }

  #add(found: string): void {
    this.#counts.set(found, (this.#counts.get(found) ?? 0) + 1);
  }

  count(searched: string): number {
    return this.#counts.get(searched.toLowerCase()) ?? 0;
  }
}

const goesOn = /^([\p{Ll}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*)/u;

/** The word that a line breaks off with at a hyphen, the hyphen left out. */
function brokenOff(line: string): string | undefined {
  if (!line.endsWith('-')) return undefined;
  let start = line.length - 1;
  while (start > 0 && /[\p{L}\p{N}’'-]/u.test(line.charAt(start - 1))) start--;
  const found = line.slice(start, -1);
  return /[\p{L}\p{N}]$/u.test(found) ? found : undefined;
}

/** Whether a word is divided between two lines. */
export function isDivided(line: string, next: string): boolean {
  return goesOn.test(next) && brokenOff(line) !== undefined;
}

/** Two lines as one: a space between them, or nothing where a word was divided. */
export function joined(line: string, next: string, vocabulary: Vocabulary): string {
  const first = brokenOff(line);
  const second = goesOn.exec(next)?.[1];
  if (first === undefined || second === undefined) return `${line} ${next}`;
  return keepsHyphen(first, second, vocabulary) ? line + next : line.slice(0, -1) + next;
}

function keepsHyphen(first: string, second: string, vocabulary: Vocabulary): boolean {
  const without = vocabulary.count(first + second);
  const hyphened = vocabulary.count(`${first}-${second}`);
  if (without !== hyphened) return hyphened > without;
  // The last part of a compound, such as `of-court`, may be divided itself.
  const tail = first.split('-').at(-1) ?? '';
  if (tail !== first && vocabulary.count(tail + second) > 0) return false;
  return vocabulary.count(tail) > 0 && vocabulary.count(second) > 0;
}

/** Whether and at which width the lines of a text were broken. */
export class Wrapping {
  /** Undefined where the lines are whole paragraphs. */
  readonly width: number | undefined;

  constructor(lines: readonly (string | undefined)[]) {
    const lengths = lines
      .flatMap((line) => (line === undefined || /^\S+$/.test(line.trim()) ? [] : [line.trim().length]))
      .filter((length) => length > 20)
      .sort((a, b) => a - b);
    const share = (part: number) => lengths[Math.floor(lengths.length * part)] ?? 0;
    // Whole paragraphs are of any length; lines that were broken are of one.
    const width = share(0.9);
    this.width = width > 0 && width <= 180 && share(0.98) <= width * 1.35 ? width : undefined;
  }

  /** Whether a line ends where it does because the first word of the next did not fit. */
  isFull(line: string, next: string): boolean {
    if (isDivided(line, next)) return true;
    if (this.width === undefined) return false;
    const [first = ''] = next.trim().split(/\s/, 1);
    // A long address says nothing of the line before it.
    const needed = Math.min(first.length, 20);
    return line.trim().length + 1 + needed > this.width * 0.88;
  }
}
