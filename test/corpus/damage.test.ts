import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, checkReport, createSession, type Change, type Problem } from '../../src/index.js';
import { checkNext } from './checkNext.js';
import {
  damagedBig,
  damagedSmall,
  differing,
  fixesOf,
  label,
  lossy,
  odd,
  smallTexts,
  unsettled,
  unsound,
} from './damage.js';
import { faults, Subject } from './faults.js';
import { runs } from '../random.js';
import { corpus } from './reports.js';

const seed = Number(process.env.CORPUS_SEED ?? 20260914);
const times = (numRuns: number) => ({
  numRuns: runs(numRuns),
  seed,
  endOnFailure: process.env.CORPUS_SHRINK === undefined,
});

const holds = (
  arbitrary: fc.Arbitrary<string>,
  property: (text: string) => string[],
  numRuns: number,
): void => {
  fc.assert(
    fc.property(arbitrary, (text) => {
      expect(property(text)).toEqual([]);
    }),
    times(numRuns),
  );
};

describe('damaged drafts', () => {
  it('are checked without a throw, with ranges and edits that fit', () => {
    holds(damagedSmall, unsound, 120);
    holds(damagedBig, unsound, 6);
  }, 120_000);

  it('have their safe fixes made at once', () => {
    holds(damagedSmall, unsettled, 70);
    holds(damagedBig, unsettled, 3);
  }, 120_000);

  it('keep whatever their author has typed under every safe fix', () => {
    holds(damagedSmall, lossy, 500);
    holds(damagedBig, lossy, 10);
  }, 120_000);

  it('have the same problems with CRLF and behind a byte order mark', () => {
    holds(damagedSmall, differing, 50);
    holds(damagedBig, differing, 3);
  }, 120_000);

  it('any text at all is checked', () => {
    holds(fc.string({ unit: 'binary', maxLength: 200 }), unsound, 50);
    holds(
      fc.array(fc.constantFrom(...odd), { maxLength: 40 }).map((each) => each.join('')),
      unsound,
      50,
    );
    holds(
      fc
        .array(fc.constantFrom(...odd), { maxLength: 40 })
        .map((each) => `---\nframework: youth-2021\n---\n\n${each.join('')}`),
      unsound,
      50,
    );
  }, 120_000);

  it('a session answers as a check of its text', () => {
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(30),
      text: fc.constantFrom('', 'x', ...odd),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...smallTexts),
        fc.array(fc.array(change, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        (text, updates) => {
          const session = createSession(text);
          let current = text;
          for (const update of updates) {
            const changes: Change[] = update.map(({ at, length, text: inserted }) => {
              const offset = Math.floor(at * current.length);
              const taken = Math.min(length, current.length - offset);
              current = current.slice(0, offset) + inserted + current.slice(offset + taken);
              return { offset, length: taken, text: inserted };
            });
            session.update(changes);
            expect(session.text).toBe(current);
            expect(session.check().problems).toEqual(checkReport(current).problems);
          }
        },
      ),
      times(20),
    );
  }, 120_000);
});

describe('drafts as they are', () => {
  it.each(corpus)('$name: unsound, settled by its fixes, the same with other line endings', ({ text }) => {
    expect([...unsound(text), ...unsettled(text), ...differing(text)]).toEqual([]);
  });
});

// --- fixes, one at a time ---

describe('a fix applied alone', () => {
  /** What a sentence that disagrees with the table would change follows from the rating: it is the same problem. */
  const same = (label: string) => label.replace(/^(claim-vs-table: .*?\.) With \d+%, .*$/s, '$1');
  const grave = (problems: readonly Problem[]) =>
    problems
      .filter((each) => each.severity === 'error' || each.severity === 'warning')
      .map((each) => same(label(each)));
  const without = (list: readonly string[], taken: readonly string[]) => {
    const left = [...taken];
    return list.filter((each) => {
      const at = left.indexOf(each);
      if (at < 0) return true;
      left.splice(at, 1);
      return false;
    });
  };

  it.each(corpus)(
    '$name with one slip: removes its problem and adds no error or warning',
    (draft) => {
      const bad = new Set<string>();
      const turn = corpus.indexOf(draft);
      const check = checkNext();
      const clean = check(draft.text).problems.map(label);
      for (const [index, { kind, plant }] of faults.entries()) {
        // Each kind in some of the drafts; in all of them where more runs are asked for.
        if (runs(1) === 1 && index % 12 !== turn % 12) continue;
        const all = [...plant(new Subject(draft))].filter((each) => each.text !== draft.text);
        const planted = all[Math.floor(all.length / 2)];
        if (!planted) continue;
        const { problems } = check(planted.text);
        for (const problem of problems) {
          if (clean.includes(label(problem))) continue;
          for (const fix of fixesOf(problem)) {
            const after = check(applyEdits(planted.text, fix.edits)).problems;
            const count = (list: readonly Problem[]) =>
              list.filter((each) => label(each) === label(problem)).length;
            if (count(after) >= count(problems))
              bad.add(`${kind}: '${fix.title}' leaves: ${label(problem)} (${planted.where})`);
            for (const each of without(grave(after), [...grave(problems), ...clean])) {
              // Prose that said what the section wrongly said is wrong only now: the author has to reword it.
              if (problem.rule === 'standard-rating' && each.startsWith('rating-in-prose')) continue;
              bad.add(`${kind}: '${fix.title}' of ${problem.rule} adds: ${each} (${planted.where})`);
            }
          }
        }
      }
      expect([...bad]).toEqual([]);
    },
    300_000,
  );
});
