// The drafts that are measured: the published reports, else the examples, in any length and as fresh copies.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ name: string, text: string }} Draft */

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '../shared/reports');

/** The published reports, the longest first: that one is the measure. */
export const publishedNames = ['barnet-2022', 'leicester-2019', 'banes-2025', 'barnsley-2023'];

export const missing = publishedNames.filter((name) => !existsSync(path.join(folder, `${name}.report.md`)));

/** Every draft there is to measure, the longest first; the examples only where no published report is there. */
export function readDrafts() {
  const published = publishedNames
    .filter((name) => !missing.includes(name))
    .map((name) => readDraft(folder, name));
  const examples = path.join(root, 'examples');
  const drafts =
    published.length > 0
      ? published
      : readdirSync(examples).map((file) => readDraft(examples, file.replace(/\.report\.md$/, '')));
  return drafts.sort((a, b) => b.text.length - a.text.length);
}

/**
 * @param {string} within
 * @param {string} name
 * @returns {Draft}
 */
const readDraft = (within, name) => ({
  name,
  text: readFileSync(path.join(within, `${name}.report.md`), 'utf8'),
});

/** A line of prose: an item that is no question, or a paragraph or quotation that is too long for a stock sentence. */
const proseLine = /^(?!.*\?$)(?:- .{30,}|[\p{L}"'“‘>].{180,})$/gmu;

/**
 * The text with another last word in every line of prose, one that no other line and no other copy has: whatever a
 * program remembers of a paragraph it has read is of no use to it here. Tables and headings stay, since other ones
 * would be other problems.
 *
 * @param {string} text
 * @param {number} copy
 */
export function freshCopy(text, copy) {
  let line = copy * 8191;
  return text.replaceAll(proseLine, (prose) =>
    // The last word of four letters and more, but none of an address.
    prose.replace(
      /^(.*(?<![\p{L}/.@-]))\p{Ll}{4}(?=\p{Ll}*(?![\p{L}/@-]))/u,
      (_, before) => before + letters(line++),
    ),
  );
}

/** Four letters that stand for a number. @param {number} number */
const letters = (number) =>
  [0, 1, 2, 3].map((digit) => String.fromCharCode(97 + (Math.floor(number / 26 ** digit) % 26))).join('');

/**
 * The first sections of a draft: as much of it as the factor says, cut before a heading.
 *
 * @param {string} text
 * @param {number} factor under 1
 */
export function firstSections(text, factor) {
  const wanted = text.length * factor;
  const cuts = [...text.matchAll(/^#/gm)].map(({ index }) => index);
  const cut = cuts.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
  return ofLength(text.slice(0, cut), wanted);
}

/**
 * One draft whose prose has grown: its paragraphs stand several times, one after the other, and its headings,
 * tables, stock sentences and front matter once.
 *
 * @param {string} text
 * @param {number} factor at least 1
 */
export function moreProse(text, factor) {
  const blocks = text.split('\n\n');
  const isProse = /** @param {string} block */ (block) => /^\p{L}.{180,}$/u.test(block);
  const prose = blocks.filter(isProse).reduce((sum, block) => sum + block.length, 0);
  let owed = 0;
  const grown = blocks.flatMap((block) => {
    if (!isProse(block)) return [block];
    // A footnote is called once.
    const copy = block.replaceAll(/\[\^[^\]]+\]/g, '');
    const copies = [block];
    owed += (block.length / prose) * text.length * (factor - 1);
    for (; owed >= copy.length / 2; owed -= copy.length + 2) copies.push(copy);
    return copies;
  });
  return ofLength(grown.join('\n\n'), text.length * factor);
}

/**
 * The whole body several times below one front matter.
 *
 * @param {string} text
 * @param {number} factor a whole number
 */
export function bodyRepeated(text, factor) {
  const body = text.indexOf('\n---\n') + '\n---\n'.length;
  return ofLength(text.slice(0, body) + text.slice(body).repeat(factor), text.length * factor);
}

/**
 * @param {string} text
 * @param {number} wanted
 * @throws where a text that was made is more than a twentieth too long or too short.
 */
function ofLength(text, wanted) {
  if (Math.abs(text.length / wanted - 1) > 0.05)
    throw new Error(`A text should have ${wanted} characters and has ${text.length}.`);
  return text;
}
