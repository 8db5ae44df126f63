// What a session holds in memory, which needs `--expose-gc`. Prints JSON: bytes.
import { createSession } from '../../dist/index.mjs';
import { freshCopy, readDrafts } from './drafts.mjs';
import { median } from './timing.mjs';
import { inProse, typing, verify } from './typing.mjs';

const edits = Number(process.argv[2]);
const [{ text: measure }] = readDrafts();

function heapUsed() {
  // What the first time sets free may hold what the second sets free.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** @param {number} copy */
function heldBySession(copy) {
  const text = freshCopy(measure, copy);
  const before = heapUsed();
  const session = createSession(text);
  session.check();
  const held = heapUsed() - before;
  if (session.text !== text) throw new Error('The session has another text.');
  return held;
}

/** How much more the heap holds after all the edits than before them. */
function growth() {
  const writer = typing(measure, inProse);
  const type = /** @param {number} times */ (times) => {
    for (let count = 0; count < times; count++) writer.press();
    return heapUsed();
  };
  // The program goes on being compiled for about a thousand edits.
  const before = type(Math.ceil(edits / 10));
  const grown = type(edits) - before;
  verify(writer);
  return grown;
}

console.error(`Measuring the memory of a session, over ${edits} edits …`);
// The first ones are for what the program keeps in any case, its compiled code included.
const held = Array.from({ length: 9 }, (_, copy) => heldBySession(copy)).slice(2);
console.log(JSON.stringify({ edits, held: median(held), growth: growth() }));
