// How long checks take. Prints JSON: `drafts`, and `growth` with one list for each way in which a text gets longer.
import { lint } from 'markdownlint/sync';
import remarkParse from 'remark-parse';
import remarkPresetLintRecommended from 'remark-preset-lint-recommended';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { checkReport } from '../../dist/index.mjs';
import { bodyRepeated, firstSections, freshCopy, moreProse, readDrafts } from './drafts.mjs';
import { factors } from './results.mjs';
import { median, race, timed } from './timing.mjs';
import { inCell, inFrontMatter, inProse, inSameProse, inserting, typing, verify } from './typing.mjs';

const rounds = Number(process.argv[2]);
/** So many key presses make one turn: the first ones clear up what others left in memory. */
const presses = 12;

const bare = unified().use(remarkParse).freeze();
const remarkLint = unified().use(remarkParse).use(remarkPresetLintRecommended).freeze();

/** What reads a text as a whole: in each round a copy that nobody has read before. @param {string} text */
function readers(text) {
  const copies = new Map();
  const fresh = /** @param {number} round */ (round) => {
    if (!copies.has(round)) {
      copies.clear();
      copies.set(round, freshCopy(text, round + 10));
    }
    return copies.get(round);
  };
  const reader = /** @param {(text: string) => void} read */ (read) =>
    /** @param {number} round */ (round) => {
      const copy = fresh(round);
      return timed(() => read(copy));
    };
  return {
    parse: reader((copy) => bare.parse(copy)),
    check: reader((copy) => checkReport(copy)),
    markdownlint: reader((copy) => lint({ strings: { draft: copy } })),
    remarkLint: reader((copy) => {
      const file = new VFile(copy);
      remarkLint.runSync(remarkLint.parse(file), file);
    }),
  };
}

/** @type {import('./typing.mjs').Writer[]} */
const writers = [];

/** @param {import('./typing.mjs').Writer} writer */
function writing(writer) {
  writers.push(writer);
  return () => median(Array.from({ length: presses }, writer.press));
}

/** @param {string} text */
function ofDraft(text) {
  return {
    ...readers(text),
    prose: writing(typing(text, inProse)),
    cell: writing(typing(text, inCell)),
    frontMatter: writing(typing(text, inFrontMatter)),
    paragraph: writing(
      inserting(text, (word) => `A new paragraph about ${word}, which is soon taken out again.`),
    ),
    heading: writing(inserting(text, (word) => `#### A new heading about ${word}`)),
  };
}

/** @param {string} text @param {(text: string) => import('./typing.mjs').Place} place */
function ofLength(text, place) {
  const { parse, check } = readers(text);
  return { parse, check, prose: writing(typing(freshCopy(text, 0), place)) };
}

const drafts = readDrafts();
const [{ text: measure }] = drafts;

/**
 * A session has to be right to the end, or its times are worth nothing.
 *
 * @template T @param {T} timings
 */
function verified(timings) {
  for (const writer of writers.splice(0)) verify(writer);
  return timings;
}

console.error(`Checking ${drafts.map(({ name }) => name).join(', ')} …`);
const timings = verified(
  race(
    drafts.map(({ text }) => ofDraft(text)),
    rounds,
  ),
);

/** @param {(text: string, factor: number) => string} longer */
function growth(longer) {
  console.error(`Checking texts that get longer (${longer.name}) …`);

  const texts = factors.map((factor) => (factor < 1 ? firstSections : longer)(measure, factor));
  const place = inSameProse(texts[0]);
  const lengths = verified(
    race(
      texts.map((text) => ofLength(text, place)),
      Math.ceil(rounds / 3),
    ),
  );
  return factors.map((factor, at) => ({ factor, bytes: Buffer.byteLength(texts[at]), timings: lengths[at] }));
}

console.log(
  JSON.stringify({
    drafts: drafts.map(({ name, text }, at) => ({
      name,
      bytes: Buffer.byteLength(text),
      words: text.split(/\s+/).length,
      timings: timings[at],
    })),
    growth: { moreProse: growth(moreProse), bodyRepeated: growth(bodyRepeated) },
  }),
);
