import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runs } from '../random';
import { corpus } from './reports';
import { anyDraft, anyEdit, courseOf, kept, keptFile, parting, type Course, type Edit } from './sessionEdits';

const seed = process.env.SESSION_SEED === undefined ? {} : { seed: Number(process.env.SESSION_SEED) };

/** Fails where a session parts from a fresh check, with the shortest course that shows it; fuzzing keeps that. */
function expectNoParting(
  courses: fc.Arbitrary<[text: string, edits: Edit[]]>,
  numRuns: number,
  everyEdit = true,
): void {
  const agrees = ([text, edits]: [string, Edit[]]) => parting(courseOf(text, edits), everyEdit) === undefined;
  const { counterexample, failed, seed: used } = fc.check(fc.property(courses, agrees), { numRuns, ...seed });
  if (!failed || !counterexample) {
    expect(failed).toBe(false);
    return;
  }
  const [[text, edits]] = counterexample;
  const course = courseOf(text, edits);
  if (process.env.SESSION_KEEP === 'yes')
    writeFileSync(keptFile, `${JSON.stringify([...kept, course], null, 2)}\n`);
  const found = parting(course, everyEdit);
  expect(found?.session, `seed ${String(used)}, ${JSON.stringify(course)}`).toEqual(found?.fresh);
}

describe('a session answers what a fresh check answers', () => {
  it.each(kept.map((course: Course, index) => ({ course, index })))('on kept course $index', ({ course }) => {
    expect(parting(course)).toBeUndefined();
    expect(parting(course, false)).toBeUndefined();
  });

  it.each([
    { what: 'each edit', everyEdit: true },
    { what: 'several edits', everyEdit: false },
  ])('after $what of any draft', { timeout: 0 }, ({ everyEdit }) => {
    const length = 40;
    const edits = fc.array(anyEdit, { minLength: length, maxLength: length, size: 'max' });
    // `npm run fuzz` tries more, from another seed each time.
    expectNoParting(fc.tuple(anyDraft, edits), runs(30), everyEdit);
  });

  it.each(corpus)('after edits of $name', { timeout: 0 }, ({ text }) => {
    const edits = fc.array(anyEdit, { minLength: 5, maxLength: 5 });
    expectNoParting(fc.tuple(fc.constant(text), edits), runs(1));
  });
});
