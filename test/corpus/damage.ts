import fc from 'fast-check';
import {
  applyEdits,
  checkReport,
  fixAll,
  type CheckResult,
  type Fix,
  type Problem,
  type Range,
} from '../../src/index.js';
import { corpus } from './reports.js';

/** Small drafts, so that many runs fit: one of each edition, with a section of every kind. */
export const small: Record<string, string> = {
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

/** A draft in which much stands beside what the rules look at: notes, links, comments, further columns. */
small['small with notes'] = `---
framework: youth-2021
abbreviation: YJS # agreed
published: 2026-11
---

## Contents

- [Foreword](#foreword) 3
  <!-- page numbers by hand -->
- Domain two: Court disposals … 9
- Annexe 1: [data workbook](https://example.org/data)

## Foreword

On 09 March, 4 out of 23 cases had no plan, and 12 out of 30 cases had one.

## Ratings

| Standard | Cases | Rating |
| --- | ---: | --- |
| **2. Court disposals** (sample) | | |
| 2.1. Assessment <!-- check --> | 8 | good (raised) |
| 2. 2. Planning[^note] | 9 | **RI** |

## Domain 2: Court disposals <!-- new -->

### 2.1 Assessment (court disposals)

Assessment is Well-informed, <!-- agreed --> analytical and personalised, actively involving the [child](https://example.org) and their parents or carers.

Rating: **Requires Improvement** <!-- panel -->

| No. | Key question | Cases | % 'Yes' (n=11) |
| --- | --- | ---: | ---: |
| 1 | Does assesment sufficiently analyse how to support the child's *desistance*? | 8 | 73 per cent |
| 2 | Does assessment sufficiently analyse how to keep the child|family safe? | 9 | **82 %** |
| 3 | Does assessment *sufficently* <!-- check --> analyse how to keep other people safe? | 10 | 91% |

### 2.2 PLANNING

| Does planning focus sufficiently on: <!-- stem --> | Percentage |
| --- | ---: |
| supporting the child's desistance? | 8/11 |
| keeping the child\\|family safe? | **TBC** (late) |

[^note]: The sample was small.
`;

export const smallTexts = Object.values(small);
export const bigTexts = corpus.map((each) => each.text);

// --- damage ---

export const odd = [
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

const wraps: readonly (readonly [string, string])[] = [
  ['*', '*'],
  ['_', '_'],
  ['**', '**'],
  ['`', '`'],
  ['[', '](x)'],
  ['![', '](x)'],
  ['<b>', '</b>'],
  ['[^', ']'],
  ['‘', '’'],
  ['"', '"'],
  ['\\', ''],
  ['**', ''],
  ['', '**'],
  ['(', ')'],
  ['', '[^lowest]'],
  ['[^gone]', ''],
  ['&#32;', '&#32;'],
  ['<!--', '-->'],
  ['', ' <!-- note -->'],
  ['', ' (n=11)'],
  ['', '|'],
  ['[', '](https://example.org)'],
  ['', ' \\'],
  ['\n', '\n'],
];

/** A stretch that the checker looks at. */
function matter(text: string, at: number): Range {
  const found = [
    ...text.matchAll(
      /\d+(?: ?%)?|\d+\/\d+|Good|GOOD|RI\b|Requires|[Ii]mprovement|Yes|Rating|Score|rating|key|^#+ .*$|^\| [^|\n]*/gm,
    ),
  ];
  const one = found[Math.floor(at * found.length)];
  return one ? { start: one.index, end: one.index + one[0].length } : { start: 0, end: 0 };
}

interface Damage {
  readonly kind: 'cut' | 'paste' | 'odd' | 'duplicate' | 'move' | 'shuffle' | 'join' | 'wrap' | 'replace';
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly text: string;
  readonly donor: number;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom(
    'cut',
    'paste',
    'odd',
    'odd',
    'duplicate',
    'move',
    'shuffle',
    'join',
    'wrap',
    'wrap',
    'replace',
  ),
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
      case 'wrap': {
        // Marks round what the checker reads: percentages, ratings, headings, questions.
        const found = matter(before, at);
        const [open, close] = wraps[length % wraps.length] ?? ['', ''];
        return (
          before.slice(0, found.start) +
          open +
          before.slice(found.start, found.end) +
          close +
          before.slice(found.end)
        );
      }
      case 'replace': {
        const found = matter(before, at);
        return before.slice(0, found.start) + piece + before.slice(found.end);
      }
      case 'join':
        return lines.slice(0, line).join('\n') + piece + lines.slice(line).join('\n');
    }
  }, text);
}

export const damagedSmall = fc
  .tuple(fc.constantFrom(...smallTexts), fc.array(damage, { minLength: 1, maxLength: 6 }))
  .map(([text, list]) => damaged(text, list, smallTexts));

export const damagedBig = fc
  .tuple(fc.constantFrom(...bigTexts), fc.array(damage, { minLength: 1, maxLength: 8 }))
  .map(([text, list]) => damaged(text, list, bigTexts));

// --- what always holds ---

export const label = (each: { readonly rule: string; readonly message: string }) =>
  `${each.rule}: ${each.message}`;

export function fixesOf(problem: Problem): readonly Fix[] {
  return [...(problem.fix ? [problem.fix] : []), ...(problem.alternatives ?? [])];
}

/** What is wrong with a result, whatever the text; empty where nothing is. */
export function flaws(text: string, { problems }: CheckResult): string[] {
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

/** What breaks when a text is checked, as a draft and for publication. */
export function unsound(text: string): string[] {
  return [
    ...flaws(text, checkReport(text)),
    ...flaws(text, checkReport(text, { publication: true })).map((each) => `for publication: ${each}`),
  ];
}

/** What is left of the safe fixes after they have all been made, or is fixed only the second time. */
export function unsettled(text: string): string[] {
  const once = fixAll(text);
  const left = once.result.problems.filter((each) => each.fix?.safe === true);
  return [
    ...left.map((each) => `left: ${label(each)}`),
    ...(left.length === 0 && fixAll(once.text).text !== once.text
      ? ['the second time changes the text']
      : []),
  ];
}

/** What an author has typed, in its order: words, numbers, targets of links, marks of emphasis, comments, footnotes. */
function typed(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .toLowerCase()
      .match(/\[\^[^\]\s]+\]|<!--|-->|\]\([^)\s]*\)|[*_`]|(?:\p{L}\p{M}*)+|\p{N}+/gu) ?? []
  );
}

/** The safe fixes that take away more than they say. */
export function lossy(text: string): string[] {
  return checkReport(text).problems.flatMap((problem) => {
    const { fix } = problem;
    if (fix?.safe !== true) return [];
    const may = (fix.takesAway ?? []).flatMap(typed);
    const before = typed(text);
    const after = typed(applyEdits(text, fix.edits));
    // From both ends to what is another.
    let first = 0;
    while (first < before.length && before[first] === after[first]) first++;
    let last = 0;
    while (
      last < Math.min(before.length, after.length) - first &&
      before[before.length - 1 - last] === after[after.length - 1 - last]
    )
      last++;
    const now = after.slice(first, after.length - last);
    const gone = before.slice(first, before.length - last).filter((one) => {
      const kept = now.indexOf(one);
      if (kept >= 0) now.splice(0, kept + 1);
      return kept < 0;
    });
    const lost = gone.filter((one) => {
      const named = may.indexOf(one);
      if (named >= 0) may.splice(named, 1);
      return named < 0;
    });
    return lost.length === 0 ? [] : [`'${fix.title}' loses ${lost.join(' ')}: ${label(problem)}`];
  });
}

/** How the problems differ with other line endings, and behind a byte order mark. */
export function differing(text: string): string[] {
  const plain = text.replace(/\r\n|\r/g, '\n').replace(/^\ufeff+/, '');
  const { problems } = checkReport(plain);
  const crlf = checkReport(plain.replaceAll('\n', '\r\n')).problems;
  const marked = checkReport(`\ufeff${plain}`).problems;
  const at = (each: Problem, by: number) =>
    `${label(each)} ${String(each.range.start + by)}–${String(each.range.end + by)}`;
  return [
    ...changes(problems.map(label), crlf.map(label)).map((each) => `CRLF: ${each}`),
    ...changes(
      problems.map((each) => at(each, 1)),
      marked.map((each) => at(each, 0)),
    ).map((each) => `BOM: ${each}`),
  ];
}

function changes(before: readonly string[], after: readonly string[]): string[] {
  if (before.join('\0') === after.join('\0')) return [];
  const gone = before.filter((each) => !after.includes(each)).map((each) => `- ${each}`);
  const come = after.filter((each) => !before.includes(each)).map((each) => `+ ${each}`);
  return gone.length + come.length === 0 ? ['another order'] : [...gone, ...come];
}
