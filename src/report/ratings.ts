import type { Framework } from '../framework/framework.js';
import { nearest } from '../framework/nearest.js';
import { level } from '../framework/sentence.js';
import { escapeRegExp, plain, wordsOnly } from '../framework/wording.js';
import type { FlatText } from './flatten.js';
import { isUnfinished } from './frontMatter.js';
import type { Range } from './range.js';
import type { RatingReading, RatingStatement } from './report.js';
import { trim } from './trim.js';
import { edge, span } from './text/place.js';

/**
 * Reads a rating from the characters `start` to `end` of a flat text.
 * @param whenEmpty the range to give where nothing is there.
 */
export function readRating(
  framework: Framework,
  flat: FlatText,
  start: number,
  end: number,
  whenEmpty: Range,
): RatingReading {
  const trimmed = trim(flat.text.slice(start, end), /[\s*'"‘’“”.]/);
  const from = start + trimmed.start;
  const range = trimmed.text === '' ? whenEmpty : flat.range(from, from + trimmed.text.length);
  return { ...recogniseRating(framework, trimmed.text), range };
}

/** What a word can be taken for among the framework's ratings. */
export function recogniseRating(framework: Framework, raw: string): Omit<RatingReading, 'range'> {
  if (isUnfinished(raw)) return { raw, kind: 'unfinished', rating: null };
  const word = plain(raw);
  if (framework.ratingNames.includes(word)) return { raw, kind: 'exact', rating: word };
  const words = wordsOnly(word);
  const found =
    framework.ratings.find(
      (each) =>
        wordsOnly(each.rating).replaceAll(' ', '') === words.replaceAll(' ', '') ||
        each.shorthand.some((short) => wordsOnly(short) === words),
    )?.rating ?? mistyped(framework, words);
  return found === undefined
    ? { raw, kind: 'unknown', rating: null }
    : { raw, kind: 'variant', rating: found };
}

/** The rating that a slip of the finger made this of. `Adequate` is another word, not a slip for `Inadequate`. */
function mistyped(framework: Framework, words: string): string | undefined {
  const found = nearest(words, framework.ratingNames, 5);
  return found?.charAt(0).toLowerCase() === words.charAt(0) ? found : undefined;
}

/** The lines of a paragraph that begin with a label (`Rating`, `Overall rating`, `Score`) and state something. */
export function labelledLines(
  flat: FlatText,
  label: string,
  /** Whether what follows the label without a colon is a statement all the same. */
  isValue: (rest: string) => boolean,
): { start: number; valueStart: number; end: number }[] {
  const pattern = new RegExp(
    `^\\s*${escapeRegExp(label).replace(/ /g, '\\s{1,4}')}\\b(\\s*[:–—]|\\s+-(?=\\s))?`,
    'i',
  );
  return flat.lines.flatMap(({ start, end }) => {
    const match = pattern.exec(level(flat.folded.slice(start, end)));
    if (!match) return [];
    const valueStart = start + match[0].length;
    if (match[1] === undefined && !isValue(flat.text.slice(valueStart, end))) return [];
    return [{ start, valueStart, end }];
  });
}

/** Every line of a paragraph that states a rating under a label. */
export function readRatingStatements(
  framework: Framework,
  flat: FlatText,
  label: string,
  paragraph: Range,
): RatingStatement[] {
  const isValue = (rest: string) => {
    const { kind } = recogniseRating(framework, trim(rest, /[\s*'".]/).text);
    return kind === 'exact' || kind === 'variant' || rest.trim() === '';
  };
  return labelledLines(flat, label, isValue).map(({ start, valueStart, end }) => {
    const line = lineRange(flat, start, end, paragraph);
    return { ...readRating(framework, flat, valueStart, end, edge(line, 'end')), line };
  });
}

/** A line of a flat text in the source, from its start to its end. */
export function lineRange(flat: FlatText, start: number, end: number, paragraph: Range): Range {
  return span(
    // Marks of bold may open before the first word.
    start === 0 ? paragraph : flat.range(start, start + 1),
    end === flat.text.length ? paragraph : flat.range(start, end),
  );
}
