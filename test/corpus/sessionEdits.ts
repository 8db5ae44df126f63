/** Random drafts and random edits of them, and the proof that a session answers as a fresh check does. */
import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { checkReport, createSession, type Change, type CheckResult } from '../../src/index.js';
import { odd, smallTexts } from './damage.js';
import { corpus } from './reports.js';

/** A draft and the edits made in it, one after the other. */
export interface Course {
  readonly text: string;
  readonly edits: readonly (readonly Change[])[];
}

/** Where they are kept. */
export const keptFile = new URL('./sessionRegressions.json', import.meta.url);

/** Courses on which a session once went wrong. */
export const kept: readonly Course[] = existsSync(keptFile)
  ? (JSON.parse(readFileSync(keptFile, 'utf8')) as Course[])
  : [];

const blocksOf = (text: string) => text.split(/(?<=\n)\n+/).map((each) => `${each.trimEnd()}\n`);
const heads = [...smallTexts, ...corpus.map((each) => each.text)].map(
  (text) => /^---\n[^]*?\n---\n/.exec(text)?.[0] ?? '',
);
const pool = corpus.map(({ text }) => blocksOf(text.replace(/^---\n[^]*?\n---\n/, '')));

/** What an author, a clipboard or a slip of the finger may put into a draft. */
const pieces = [
  ...[
    'a',
    'e',
    ' ',
    '.',
    ',',
    's',
    '9',
    '0',
    '-',
    '|',
    '*',
    '_',
    '#',
    '>',
    '`',
    '[',
    ']',
    '(',
    ')',
    '<',
    '&',
    ':',
    '\\',
  ],
  ...['\n', '\n\n', '\r\n', '\r', '\t', '    ', '  \n', '\u00a0', '\ufeff', '😀', '\0', '’', '‹', '›'],
  ...[
    '```\n',
    '\n```\n',
    '~~~\n',
    '<!-- ',
    ' -->',
    '<div>\n',
    '</div>\n',
    '<script>',
    '\n---\n',
    '\n===\n',
    '---\n',
  ],
  ...[
    '# ',
    '\n## ',
    '\n### ',
    '\n#### ',
    '\n- ',
    '\n1. ',
    '\n> ',
    '\n  - ',
    '\n| a | b |\n| - | - |\n| c | 50% |\n',
  ],
  ...[
    '[^1]',
    '[^lowest]',
    '\n\n[^1]: A note.\n\n',
    '\n\n[^lowest]: ',
    '[a][b]',
    '[b]',
    '\n\n[b]: https://example.com\n\n',
  ],
  ...[
    'YOS',
    'YOT',
    'YJS',
    'XX',
    'TBC',
    'ISBN: ',
    'teh ',
    'the the ',
    'well-being',
    'wellbeing',
    '(ABC)',
    'ABC ',
    'abc ',
  ],
  ...[
    'five of nine cases',
    '55 per cent',
    '64%',
    '5/9',
    'Rating: **Good**',
    'Score: 12/36',
    'Overall rating: **Good**',
  ],
  ...[
    '\n\nRating: **Outstanding**\n\n',
    "'Requires improvement'",
    'Good',
    'Inadequate',
    'desistance',
    'safe',
    'harm',
  ],
  ...[
    'We inspected nine cases. ',
    'fieldwork began on 3 March 2024',
    'between 1 May 2023 and 1 May 2022',
    '10 recommendations',
  ],
  ...[
    '<!-- inspection-report-disable placeholder -->\n\n',
    '<!-- inspection-report-enable -->\n',
    'framework: youth-2018\n',
  ],
  ...[
    '\n\n## Annexe 1\n\n',
    '\n\n## Ratings\n\n',
    '\n\n## Recommendations\n\n',
    '\n\n## Contents\n\n',
    '\n\n### 2.1. Assessment\n\n',
  ],
];

/** Marks that make another block of the one they stand before, or a part of the block above. */
const openings = [
  '- ',
  '1. ',
  '  ',
  '    ',
  '\t',
  '> ',
  '# ',
  '### ',
  '[^1]: ',
  '[b]: ',
  '```\n',
  '<!-- ',
  '| ',
  '\ufeff',
  '10 ',
];

/** Words that another rule looks for anywhere in the text, in a paragraph that has nothing else for it. */
const remote = [
  'so it is abc and yjs, lowest it is',
  'the dva panel is good',
  'there was no edi work at all',
  'it was in 2021',
];

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const smallDraft: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...heads, ''),
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...pool), share, fc.integer({ min: 1, max: 9 })) },
        { weight: 1, arbitrary: fc.constantFrom(...pieces) },
      ),
      { maxLength: 6 },
    ),
    fc.constantFrom('\n', '\n', '\n', '\r\n', '\r'),
  )
  .map(([head, parts, eol]) => {
    const body = parts.map((part) => {
      if (typeof part === 'string') return part;
      const [blocks, at, count] = part;
      const from = Math.floor(at * blocks.length);
      return blocks.slice(from, from + count).join('\n');
    });
    return `${head}\n${body.join('\n')}`.replaceAll('\n', eol);
  });

/** Small drafts: many checks of them fit into a test. */
export const anyDraft: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: smallDraft },
  { weight: 2, arbitrary: fc.constantFrom(...smallTexts) },
  { weight: 1, arbitrary: fc.constantFrom(...odd) },
);

/** An edit, told by shares of whatever text it is made in. */
export type Edit = (text: string, undo: readonly string[]) => Change[];

const offset = (text: string, at: number) => Math.floor(at * (text.length + 1));
const lineStart = (text: string, at: number) =>
  Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;

function lineEnd(text: string, at: number): number {
  const end = /\r\n|\n|\r|$/g;
  end.lastIndex = at;
  end.exec(text);
  return end.lastIndex === 0 ? text.length : end.lastIndex;
}

/** From a heading to the next: what an author moves. */
function sectionAt(text: string, at: number): { start: number; end: number } {
  const headings = [...text.matchAll(/^#{1,6} /gm)].map(({ index }) => index);
  const start = headings.findLast((each) => each <= at) ?? 0;
  return { start, end: headings.find((each) => each > at) ?? text.length };
}

const whole = (text: string, now: string): Change[] => [{ offset: 0, length: text.length, text: now }];

/** Takes a stretch out and puts it in elsewhere, as two changes. */
function move(text: string, { start, end }: { start: number; end: number }, to: number): Change[] {
  const moved = text.slice(start, end);
  const rest = text.length - moved.length;
  return [
    { offset: start, length: end - start, text: '' },
    { offset: Math.min(offset(text, to), rest), length: 0, text: moved },
  ];
}

export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(share, fc.constantFrom(...pieces))
      .map(([at, text]): Edit => (now) => [{ offset: offset(now, at), length: 0, text }]),
  },
  {
    weight: 5,
    arbitrary: fc.tuple(share, fc.integer({ min: 1, max: 4 })).map(([at, length]): Edit => (now) => {
      const from = offset(now, at);
      return [{ offset: from, length: Math.min(length, now.length - from), text: '' }];
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(share, fc.nat(80), fc.constantFrom(...pieces, ''))
      .map(([at, length, text]): Edit => (now) => {
        const from = offset(now, at);
        return [{ offset: from, length: Math.min(length, now.length - from), text }];
      }),
  },
  {
    // Where a block begins.
    weight: 4,
    arbitrary: fc.tuple(share, fc.constantFrom(...openings, '')).map(([at, text]): Edit => (now) => {
      const starts = [...now.matchAll(/(?<=\n[ \t]*\r?\n)(?=\S)/g)].map(({ index }) => index);
      const from = starts[Math.floor(at * starts.length)] ?? 0;
      // Without a mark of its own, the mark that is there goes.
      const length =
        text === ''
          ? (/^(?:[#>|-]{1,4}|\d\.|\[\^[^\]]*\]:) ?/.exec(now.slice(from, from + 20))?.[0].length ?? 1)
          : 0;
      return [{ offset: from, length: Math.min(length, now.length - from), text }];
    }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(share, fc.constantFrom(...remote)).map(([at, words]): Edit => (now) => {
      const found = now.indexOf(words);
      return found >= 0
        ? [{ offset: found, length: words.length, text: '' }]
        : [{ offset: offset(now, at), length: 0, text: `\n\n${words}\n\n` }];
    }),
  },
  {
    // At the start or the end of a line, where most marks count.
    weight: 4,
    arbitrary: fc
      .tuple(share, fc.constantFrom(...pieces), fc.boolean())
      .map(([at, text, atEnd]): Edit => (now) => {
        const from = lineStart(now, offset(now, at));
        return [{ offset: atEnd ? Math.max(from, lineEnd(now, from) - 1) : from, length: 0, text }];
      }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(share, fc.option(share)).map(([at, to]): Edit => (now) => {
      const start = lineStart(now, offset(now, at));
      const end = lineEnd(now, start);
      return to === null ? [{ offset: start, length: end - start, text: '' }] : move(now, { start, end }, to);
    }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(share, fc.option(share)).map(([at, to]): Edit => (now) => {
      const { start, end } = sectionAt(now, offset(now, at));
      return to === null ? [{ offset: start, length: end - start, text: '' }] : move(now, { start, end }, to);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(share, fc.constantFrom('\n', '\r\n', '\r')).map(([at, eol]): Edit => (now) => {
      const from = offset(now, at);
      const text = now.slice(from).replace(/\r\n|\n|\r/g, eol);
      return [{ offset: from, length: now.length - from, text }];
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(share, fc.constantFrom(...pool), share).map(([at, blocks, which]): Edit => (now) => [
      {
        offset: offset(now, at),
        length: 0,
        text: `\n\n${blocks[Math.floor(which * blocks.length)] ?? ''}\n`,
      },
    ]),
  },
  {
    weight: 2,
    arbitrary: fc.constant<Edit>((now, undo) => whole(now, undo.at(-1) ?? now)),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Edit>((now, undo) => {
      const before = undo.at(-1) ?? now;
      let start = 0;
      while (start < before.length && before[start] === now[start]) start++;
      let tail = 0;
      while (tail < Math.min(before.length, now.length) - start && before.at(-1 - tail) === now.at(-1 - tail))
        tail++;
      return [
        { offset: start, length: now.length - start - tail, text: before.slice(start, before.length - tail) },
      ];
    }),
  },
);

/** What a result says, positions included: what the editor shows and the command line prints. */
function told({ problems, rating, report }: CheckResult, all: boolean): unknown {
  if (!all) return { problems, rating };
  const at = ({ range }: { range: { start: number; end: number } }) => [range.start, range.end];
  return {
    problems,
    rating,
    layout: report.layout?.id,
    headings: report.headings.map((each) => [each.kind, each.text, each.inAnnexe, ...at(each)]),
    parts: report.parts.map((each) => [each.kind, ...at(each)]),
    sections: report.sections.map((each) => [
      each.standard.id,
      ...at(each),
      each.statement && at(each.statement),
      each.introduction && at(each.introduction),
      each.ratings.map((one) => [one.rating, ...at(one), one.line.start, one.line.end]),
      each.table?.rows.map(({ row, figure }) => [...at(row), figure?.raw, figure && at(figure)]),
      each.questions.map((one) => [one.keyQuestion, ...at(one)]),
    ]),
    page: report.ratingsPage?.rows.map((each) => [each.standard, ...at(each.row)]),
    footnotes: [report.footnotes.references.map(at), report.footnotes.definitions.map(at)],
    links: report.links.map(at),
    lists: report.orderedLists.map(at),
    paragraphs: report.paragraphs.map(at),
    blocks: report.blocks.map(({ start, end }) => [start, end]),
    contents: report.contents && at(report.contents),
    end: [report.end.start, report.text.length, report.lines.count, report.eol],
  };
}

/** Where a session and a fresh check part: after how many edits, and what each says; undefined where they never do. */
export function parting(
  { text, edits }: Course,
  everyEdit = true,
): { after: number; session: unknown; fresh: unknown } | undefined {
  const session = createSession(text);
  let expected = text;
  if (everyEdit) session.check();
  for (const [index, changes] of edits.entries()) {
    session.update(changes);
    for (const { offset: from, length, text: inserted } of changes)
      expected = expected.slice(0, from) + inserted + expected.slice(from + length);
    // Not every edit is checked in an editor: several may come between two checks.
    if (!everyEdit && index % 3 !== 2 && index < edits.length - 1) continue;
    const now = session.check();
    // All that was read takes longer to compare than to read, so it is told with every third edit.
    const all = index % 3 === 2 || index === edits.length - 1;
    const [one, other] = [told(now, all), told(checkReport(expected), all)];
    if (session.text !== expected || JSON.stringify(one) !== JSON.stringify(other))
      return { after: index + 1, session: one, fresh: other };
  }
  return undefined;
}

/** The course that edits take in a draft. */
export function courseOf(text: string, edits: readonly Edit[]): Course {
  const undo: string[] = [];
  let now = text;
  return {
    text,
    edits: edits.map((edit) => {
      const changes = edit(now, undo);
      undo.push(now);
      for (const { offset: from, length, text: inserted } of changes)
        now = now.slice(0, from) + inserted + now.slice(from + length);
      return changes;
    }),
  };
}
