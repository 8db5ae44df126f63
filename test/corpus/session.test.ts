import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDraft, anyEdit, courseOf, kept, parting } from './sessionEdits';
import { corpus } from './reports';

/** How many edits are tried; `npm run fuzz` tries more. */
const most = Number(process.env.SESSION_EDITS ?? 20_000);
const seed = process.env.SESSION_SEED === undefined ? undefined : Number(process.env.SESSION_SEED);
const perCourse = 20;

/** Fails with the course, to be kept in sessionRegressions.json. */
function expectNoParting(course: ReturnType<typeof courseOf>, everyEdit: boolean): void {
  const found = parting(course, everyEdit);
  if (!found) return;
  const { after, session, fresh } = found;
  expect(session, `after ${String(after)} edits of ${JSON.stringify(course)}`).toEqual(fresh);
}

describe('a session answers what a fresh check answers', () => {
  it.each(kept.map((course, index) => ({ course, index })))('on kept course $index', ({ course }) => {
    expect(parting(course)).toBeUndefined();
    expect(parting(course, false)).toBeUndefined();
  });

  it.each([
    { what: 'each edit', everyEdit: true },
    { what: 'several edits', everyEdit: false },
  ])('after $what of any draft', { timeout: 0 }, ({ everyEdit }) => {
    fc.assert(
      fc.property(
        anyDraft,
        fc.array(anyEdit, { minLength: perCourse, maxLength: perCourse, size: 'max' }),
        (text, edits) => {
          expectNoParting(courseOf(text, edits), everyEdit);
        },
      ),
      { numRuns: Math.ceil(most / perCourse / 2), ...(seed === undefined ? {} : { seed }) },
    );
  });

  it.each(corpus)('after edits of $name', { timeout: 0 }, ({ text }) => {
    fc.assert(
      fc.property(fc.array(anyEdit, { minLength: 5, maxLength: 5 }), (edits) => {
        expectNoParting(courseOf(text, edits), true);
      }),
      { numRuns: Math.ceil(most / 2500), ...(seed === undefined ? {} : { seed }) },
    );
  });
});
