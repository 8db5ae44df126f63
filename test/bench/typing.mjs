// Somebody who types in a draft, seen from the session that checks it with each key press.
import { isDeepStrictEqual } from 'node:util';
import { checkReport, createSession } from '../../dist/index.mjs';
import { timed } from './timing.mjs';

/**
 * Where somebody types: what stands from `offset` over `length` characters gives way to `before` and a made-up
 * word of `size` letters.
 *
 * @typedef {{ offset: number, length: number, before: string, alphabet: string, size: number }} Place
 */

const alphabet = 'abcdefghijklmnopqrstuvwxyz';

/** In the middle of the long paragraph that is nearest to the middle of the text. @param {string} text @returns {Place} */
export const inProse = (text) => inMiddle(text, longParagraph(text));

/**
 * The same place in other lengths of a text.
 *
 * @param {string} shortest
 * @returns {(text: string) => Place}
 */
export function inSameProse(shortest) {
  const { start, length } = longParagraph(shortest);
  // Copies differ in the last words of their paragraphs.
  const beginning = shortest.slice(start, start + 100);
  return (text) => inMiddle(text, { start: text.indexOf(beginning), length });
}

/** @param {string} text @param {{ start: number, length: number }} paragraph @returns {Place} */
const inMiddle = (text, { start, length }) => ({
  offset: text.indexOf(' ', start + length / 2),
  length: 0,
  before: ' ',
  alphabet,
  size: 8,
});

/** In the percentage of the first row of the first key-question table. @param {string} text @returns {Place} */
export function inCell(text) {
  const row = /^(\|.*\?.*\|[^|\d]*)(\d+)%/m.exec(text);
  return {
    offset: row.index + row[1].length,
    length: row[2].length,
    before: '',
    alphabet: '123456789',
    size: 1,
  };
}

/** In the name of the area, which the whole report has to agree with. @param {string} text @returns {Place} */
export function inFrontMatter(text) {
  const area = /^area:.*$/m.exec(text);
  return { offset: area.index + area[0].length, length: 0, before: ' ', alphabet, size: 8 };
}

/** @param {string} text */
function longParagraph(text) {
  const far = /** @param {RegExpExecArray} found */ ({ index }) => Math.abs(index - text.length / 2);
  const { index, 0: paragraph } = [...text.matchAll(/(?<=\n\n)\p{L}.{400,}(?=\n\n)/gu)].reduce(
    (best, each) => (far(each) < far(best) ? each : best),
  );
  return { start: index, length: paragraph.length };
}

/**
 * A session, and what is done to it: `press` gives the milliseconds that a change and the check after it take.
 *
 * @typedef {{ session: import('../../src/index.js').Session, press: () => number, text: () => string }} Writer with
 * the text as it has to be
 */

/**
 * Every press is one key: a letter at the end of the word, then the word's first letter taken out, and so on. So the
 * text stays as long as it is and hardly ever becomes what it was before.
 *
 * @param {string} draft
 * @param {(text: string) => Place} find
 * @returns {Writer}
 */
export function typing(draft, find) {
  const { offset, length, before, alphabet, size } = find(draft);
  const start = offset + before.length;
  let typed = word(size, alphabet);
  const text = () => draft.slice(0, offset) + before + typed + draft.slice(offset + length);
  const session = createSession(text());
  session.check();
  const press = () => {
    if (typed.length > size) {
      typed = typed.slice(1);
      return checked(session, { offset: start, length: 1, text: '' });
    }
    const letter = word(1, alphabet);
    typed += letter;
    return checked(session, { offset: start + size, length: 0, text: letter });
  };
  return { session, press, text };
}

/**
 * Every press puts a new block before a long paragraph; it is taken out again afterwards, which does not count.
 *
 * @param {string} draft
 * @param {(word: string) => string} block
 * @returns {Writer}
 */
export function inserting(draft, block) {
  const { start } = longParagraph(draft);
  const session = createSession(draft);
  session.check();
  const press = () => {
    const text = `${block(word(8, alphabet))}\n\n`;
    const time = checked(session, { offset: start, length: 0, text });
    checked(session, { offset: start, length: text.length, text: '' });
    return time;
  };
  return { session, press, text: () => draft };
}

/**
 * The session is not asked for its text, which it may put together for those alone who want it.
 *
 * @param {import('../../src/index.js').Session} session
 * @param {import('../../src/index.js').Change} change
 */
function checked(session, change) {
  const before = session.check();
  let after;
  const time = timed(() => {
    session.update([change]);
    after = session.check();
    // Whoever shows problems reads where they all are.
    for (const { range } of after.problems)
      if (range.start > range.end) throw new Error('A problem ends before it begins.');
  });
  if (after === before) throw new Error('A key press brought no new check.');
  return time;
}

/** @param {Writer} writer @throws where its session has another text, or another answer than a full check of it. */
export function verify({ session, text }) {
  const expected = checkReport(text());
  const { problems, rating } = session.check();
  if (session.text !== text()) throw new Error('A session has another text than the one that was typed.');
  if (!isDeepStrictEqual({ problems, rating }, { problems: expected.problems, rating: expected.rating }))
    throw new Error('A session answers otherwise than a full check of its text.');
}

/** @param {number} size @param {string} alphabet */
const word = (size, alphabet) =>
  Array.from({ length: size }, () => alphabet[Math.floor(Math.random() * alphabet.length)]).join('');
