import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  checkReport,
  createSession,
  fixAll,
  type Change,
  type CheckResult,
  type Fix,
  type Problem,
  type Range,
} from '../../src/index.js';
import { faults, Subject } from './faults.js';
import { corpus } from './reports.js';

/** Small drafts, so that many runs fit: one of each edition, with a section of every kind. */
const small: Record<string, string> = {
  'small 2021': `---
framework: youth-2021
area: Northbridge
service: Northbridge Youth Justice Service
abbreviation: YJS
published: 2026-11
fieldwork: 2026-09-14
isbn: 978-1-916621-81-7
cases:
  court-disposals: 11
  out-of-court-disposals: 15
---

# An inspection of youth justice services in Northbridge

## Contents

- Ratings 3
- Domain one

## Ratings

Score: 25/36

Overall rating: **Good**

| Standard | Rating |
| --- | --- |
| **2. Court disposals** | |
| 2.1. Assessment | GOOD |
| 2. 2. Planning | Good |

## Domain two: Court disposals

### 2.1. Assessment

Assessment is well-informed, analytical, and personalised, actively involving the child and their parents or carers.

Rating: **Requires Improvement**

Our rating[^lowest] for assessment is based on the following key questions:

| Key question | % Yes |
| --- | ---: |
| Does assessment sufficiently analyse how to support the child's desistance? | 91% |
| Does assesment sufficiently analyse how to keep the child safe? | 67 % |
| Does assessment sufficiently analyse how to keep other people safe?[^discretion] | 45% |

Overall, the YJS was rated as 'Good'. We rated this standard as good.[^gone]

<!-- inspection-report-disable-next-line heading statement -- on purpose -->
#### Does assessment analyse how to keep the child safe?

[^lowest]: The rating for the standard is driven by the lowest score on each of the key questions, which is placed in a rating band, indicated in bold in the table.
[^discretion]: Professional discretion was used to raise the rating from 'Inadequate' to 'Requires improvement' following review at the ratings panel.

### 2. 2. Planning

Rating: **RI**

| Does planning focus sufficiently on: | % 'Yes' |
| --- | ---: |
| supporting the child's desistance? | **8/11** |
| keeping the child safe? | TBC |

## Annexe 2: Inspection data

### 2.1. Assessment (court disposals)

| | |
| --- | ---: |
| a) Is there enough information? | 90% |
| a) Is it used? | 82% |
`,
  'small 2018': `---
framework: youth-2018
area: Westmarch
service: Westmarch Youth Offending Service
abbreviation: YOS
published: 2019-11
fieldwork: 2019-08
cases:
  court-disposals: 35
  out-of-court-disposals: 24
---

# An inspection of youth offending services in Westmarch

## Ratings

Overall rating: good

| Standard | Rating |
| --- | --- |
| 1.1. Governance and leadership | Good |
| 2.1. Assessment | Outstanding |

## 1. Organisational delivery

### 1.1 Governance and leadership

Rating: **Good**

## Domain two: Court disposals

### 2.1. Assessment

Rating: **Outstanding**

## Annex 2 – Inspection results

### 1.1. Governance and leadership

- 1.1.1. Is there a clear local vision?
- 1.1.2. Do the partnership arrangements actively support effective service delivery?

### 2.1. Assessment

Rating: **Good**

| Key question | % 'Yes' |
| --- | ---: |
| 2.1.1. Does assessment sufficiently analyse how to support the child or young person's desistance? | 89% |
| 2.1.3. Does assessment sufficiently analyse how to keep other people safe? | 91 per cent |
| 2.1.2. Does assessment sufficiently analyse how to keep the child or young person safe? | 86% |
`,
};

const smallTexts = Object.values(small);
const bigTexts = corpus.map((each) => each.text);

// --- damage ---

const odd = [
  '\r\n',
  '\r',
  '\n',
  '\n\n',
  '\0',
  '\ufeff',
  '\u{1f600}',
  '\ud800',
  '\udc00',
  '\u200b',
  '\u00a0',
  '\u202e',
  '\u2066',
  '\u00ad',
  'e\u0301',
  '\t',
  '    ',
  '|',
  '| | |',
  '| --- | --- |\n',
  '\n| a | b |\n| --- | --- |\n| c | d |\n',
  '[^',
  '[^a]',
  '\n[^a]: text\n',
  '[^lowest]',
  '>>>>',
  '\n> ',
  '```\n',
  '~~~',
  '<!--',
  '-->',
  '<!-- inspection-report-disable -->',
  '<!-- inspection-report-disable-next-line score heading -->\n',
  '<!-- inspection-report-enable -->',
  '\n---\n',
  '---\nframework: youth-2021\n---\n',
  'framework: youth-2018\n',
  'cases:\n  resettlement: 0\n',
  '***',
  '**',
  '*',
  '_',
  '`',
  '\\',
  '&amp;',
  '&#32;',
  '&NotEqualTilde;',
  '&nbsp;',
  '<b>',
  '</b>',
  '[x](y)',
  '![](z)',
  '\n# ',
  '\n## ',
  '\n### 2.1. Assessment\n',
  '\n## 2. Court disposals\n',
  '\n2.1. Assessment\n---\n',
  '\n## Contents\n\n- Foreword\n',
  '\n## Annexe 1\n',
  '\nRating: **Good**\n',
  'Rating:',
  'Rating: x\n',
  '\nScore: 20/36\n',
  '\nOverall rating: Good\n',
  '67 %',
  '8/11',
  '**45%**',
  'TBC',
  '‹…›',
  '- ',
  '\n- 1.1.1. Is there\n',
  '1. ',
  ':',
  "'",
  '‘Good’',
];

interface Damage {
  readonly kind: 'cut' | 'paste' | 'odd' | 'duplicate' | 'move' | 'shuffle' | 'join';
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly text: string;
  readonly donor: number;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('cut', 'paste', 'odd', 'odd', 'duplicate', 'move', 'shuffle', 'join'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 400 })),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...odd) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  ),
  donor: fc.nat(100),
});

function damaged(text: string, list: readonly Damage[], donors: readonly string[]): string {
  return list.reduce((before, { kind, at, length, from, text: piece, donor }) => {
    const place = Math.floor(at * before.length);
    const lines = before.split('\n');
    const line = Math.floor(at * lines.length);
    const target = Math.floor(from * lines.length);
    const other = donors[donor % donors.length] ?? '';
    const start = Math.floor(from * other.length);
    switch (kind) {
      case 'cut':
        return before.slice(0, place) + before.slice(place + length);
      case 'paste':
        return before.slice(0, place) + other.slice(start, start + length) + before.slice(place);
      case 'odd':
        return before.slice(0, place) + piece + before.slice(place);
      case 'duplicate':
        return before.slice(0, place + length) + before.slice(place);
      case 'move': {
        const moved = lines.splice(line, (length % 12) + 1);
        lines.splice(Math.min(target, lines.length), 0, ...moved);
        return lines.join('\n');
      }
      case 'shuffle': {
        const [one] = lines.splice(line, 1);
        lines.splice(target, 0, one ?? '');
        return lines.join('\n');
      }
      case 'join':
        return lines.slice(0, line).join('\n') + piece + lines.slice(line).join('\n');
    }
  }, text);
}

const damagedSmall = fc
  .tuple(fc.constantFrom(...smallTexts), fc.array(damage, { minLength: 1, maxLength: 6 }))
  .map(([text, list]) => damaged(text, list, smallTexts));

const damagedBig = fc
  .tuple(fc.constantFrom(...bigTexts), fc.array(damage, { minLength: 1, maxLength: 8 }))
  .map(([text, list]) => damaged(text, list, bigTexts));

const runs = Number(process.env['CORPUS_RUNS'] ?? 1);
const seed = Number(process.env['CORPUS_SEED'] ?? 20260914);
const times = (numRuns: number): fc.Parameters => ({
  numRuns: numRuns * runs,
  seed,
  endOnFailure: process.env['CORPUS_SHRINK'] === undefined,
});

// --- what always holds ---

const label = (each: { readonly rule: string; readonly message: string }) => `${each.rule}: ${each.message}`;

function fixesOf(problem: Problem): readonly Fix[] {
  return [...(problem.fix ? [problem.fix] : []), ...(problem.alternatives ?? [])];
}

/** What is wrong with a result, whatever the text; empty where nothing is. */
function flaws(text: string, { problems }: CheckResult): string[] {
  const found: string[] = [];
  const inside = (range: Range, what: string) => {
    if (
      !Number.isInteger(range.start) ||
      !Number.isInteger(range.end) ||
      range.start < 0 ||
      range.end < range.start ||
      range.end > text.length
    )
      found.push(`${what}: ${String(range.start)}–${String(range.end)} of ${String(text.length)}`);
  };
  problems.forEach((problem, index) => {
    inside(problem.range, label(problem));
    for (const each of problem.related) inside(each.range, `related of ${label(problem)}`);
    for (const fix of fixesOf(problem)) {
      for (const edit of fix.edits) inside(edit.range, `edit of ${label(problem)}`);
      const sorted = [...fix.edits].sort((a, b) => a.range.start - b.range.start);
      sorted.slice(1).forEach((edit, at) => {
        if (edit.range.start < (sorted[at]?.range.end ?? 0)) found.push(`edits overlap: ${label(problem)}`);
      });
    }
    const before = problems[index - 1];
    if (before && before.range.start > problem.range.start) found.push(`out of order: ${label(problem)}`);
  });
  return found;
}

function sound(text: string): void {
  const result = checkReport(text);
  expect(flaws(text, result)).toEqual([]);
  const publication = checkReport(text, { publication: true });
  expect(flaws(text, publication)).toEqual([]);
}

function settles(text: string): void {
  const once = fixAll(text);
  expect(once.result.problems.filter((each) => each.fix?.safe === true).map(label)).toEqual([]);
  expect(fixAll(once.text).text).toBe(once.text);
}

/** With other line endings, and behind a byte order mark, a draft has the same problems. */
function sameWithOtherEndings(text: string): void {
  const plain = text.replace(/\r\n|\r/g, '\n').replace(/^\ufeff+/, '');
  const problems = checkReport(plain).problems;
  const crlf = plain.replaceAll('\n', '\r\n');
  expect(checkReport(crlf).problems.map(label)).toEqual(problems.map(label));
  const marked = checkReport(`\ufeff${plain}`).problems;
  const shifted = (each: Problem) =>
    `${label(each)} ${String(each.range.start + 1)}–${String(each.range.end + 1)}`;
  const asIs = (each: Problem) => `${label(each)} ${String(each.range.start)}–${String(each.range.end)}`;
  expect(marked.map(asIs)).toEqual(problems.map(shifted));
}

const holds = (arbitrary: fc.Arbitrary<string>, property: (text: string) => void, numRuns: number): void => {
  fc.assert(fc.property(arbitrary, property), times(numRuns));
};

describe('damaged drafts', () => {
  it('are checked without a throw, with ranges and edits that fit', () => {
    holds(damagedSmall, sound, 700);
    holds(damagedBig, sound, 40);
  }, 120_000);

  it('have their safe fixes made at once', () => {
    holds(damagedSmall, settles, 400);
    holds(damagedBig, settles, 20);
  }, 120_000);

  it('have the same problems with CRLF and behind a byte order mark', () => {
    holds(damagedSmall, sameWithOtherEndings, 300);
    holds(damagedBig, sameWithOtherEndings, 15);
  }, 120_000);

  it('any text at all is checked', () => {
    holds(fc.string({ unit: 'binary', maxLength: 200 }), sound, 200);
    holds(
      fc.array(fc.constantFrom(...odd), { maxLength: 40 }).map((each) => each.join('')),
      sound,
      300,
    );
    holds(
      fc
        .array(fc.constantFrom(...odd), { maxLength: 40 })
        .map((each) => `---\nframework: youth-2021\n---\n\n${each.join('')}`),
      sound,
      300,
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
      times(120),
    );
  }, 120_000);
});

describe('drafts as they are', () => {
  it.each(corpus)('$name: sound, settled by its fixes, the same with other line endings', ({ text }) => {
    sound(text);
    settles(text);
    sameWithOtherEndings(text);
  });
});

// --- fixes, one at a time ---

describe('a fix applied alone', () => {
  const grave = (problems: readonly Problem[]) =>
    problems.filter((each) => each.severity === 'error' || each.severity === 'warning').map(label);
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
      for (const { kind, plant } of faults) {
        const all = [...plant(new Subject(draft))].filter((each) => each.text !== draft.text);
        const planted = all[Math.floor(all.length / 2)];
        if (!planted) continue;
        const { problems } = checkReport(planted.text);
        const clean = checkReport(draft.text).problems.map(label);
        for (const problem of problems) {
          if (clean.includes(label(problem))) continue;
          for (const fix of fixesOf(problem)) {
            const after = checkReport(applyEdits(planted.text, fix.edits)).problems;
            const count = (list: readonly Problem[]) =>
              list.filter((each) => label(each) === label(problem)).length;
            if (count(after) >= count(problems))
              bad.add(`${kind}: '${fix.title}' leaves: ${label(problem)} (${planted.where})`);
            for (const each of without(grave(after), grave(problems)))
              bad.add(`${kind}: '${fix.title}' of ${problem.rule} adds: ${each} (${planted.where})`);
          }
        }
      }
      expect([...bad]).toEqual([]);
    },
    300_000,
  );
});
