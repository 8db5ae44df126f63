import fc from 'fast-check';
import type { Nodes, Root, Table } from 'mdast';
import { describe, expect, it } from 'vitest';
import { documentOf, type ReportDocument } from '../../src/document/document';
import { dateInWords, dateOf } from '../../src/document/dates';
import { mostBytes, readPictures } from '../../src/document/pictures';
import { wordsOf } from '../../src/document/words';
import { readReport } from '../../src/report/read';
import { corpus } from '../corpus/reports';
import { draftAsItStands } from '../examples';
import { assessment, draft, must } from './kit';

const documentFor = (...lines: string[]): ReportDocument => documentOf(readReport(draft(...lines)));

/** A tree as a line for each block, with what is marked: enough to see what it holds. */
function outline(node: Nodes, depth = ''): string[] {
  const mark = node.data && 'mark' in node.data ? ` ${JSON.stringify(node.data.mark)}` : '';
  const inside = 'children' in node ? node.children.flatMap((child) => outline(child, `${depth}  `)) : [];
  const value = 'value' in node ? ` ${JSON.stringify(node.value)}` : '';
  return [`${depth}${node.type}${value}${mark}`, ...inside];
}

/** The inline nodes of the first block, as they nest. */
const inline = (...lines: string[]): string => {
  const show = (node: Nodes): string =>
    'children' in node
      ? `${node.type}(${node.children.map(show).join(' ')}${'absent' in node ? `+${node.absent ?? ''}` : ''})`
      : 'value' in node
        ? node.value
        : node.type;
  return documentFor(...lines)
    .tree.children.map(show)
    .join('\n');
};

function* tablesIn(node: Nodes): Generator<Table> {
  if (node.type === 'table') yield node;
  if ('children' in node) for (const child of node.children) yield* tablesIn(child);
}

const ratingsPage = (...rows: string[]) => [
  '## Ratings',
  '',
  'Score: 20/36',
  '',
  'Overall rating: **Good**',
  '',
  '| Standard | Rating |',
  '| --- | --- |',
  '| **1. Organisational delivery** | |',
  ...rows,
];

describe('what states something is marked', () => {
  it('a rating, with the words as they were typed, within the marks round them', () => {
    expect(inline('### 1.2. Staff', '', 'Staff.', '', 'Rating: **good**[^a]', '', '[^a]: Note')).toContain(
      'paragraph(Rating:  strong(rating(good)) footnoteReference)',
    );
    const { tree } = documentFor('### 1.2. Staff', '', 'Staff.', '', 'Rating: **good**');
    expect(tree.children[2]?.data).toEqual({ mark: { kind: 'rating' } });
    expect(JSON.stringify(tree)).toContain('"rating":"Good","rank":2');
  });

  it('round the marks that stand in the words, and not at all where marks cross them', () => {
    const rating = (words: string) => inline('### 1.2. Staff', '', 'Staff.', '', words).split('\n').at(-1);
    expect(rating('Rating: **Requires** improvement')).toBe(
      'paragraph(Rating:  rating(strong(Requires)  improvement))',
    );
    expect(rating('**Rating: Requires** improvement')).toBe(
      'paragraph(strong(Rating: Requires)  improvement)',
    );
  });

  it('a rating on its own line of a paragraph', () => {
    expect(inline('### 1.2. Staff', '', 'Staff.', '', 'Good work\\', 'Rating: Good\\', 'Good.')).toContain(
      'paragraph(Good work break Rating:  rating(Good) break Good.)',
    );
  });

  it('the score, the overall rating and the ratings table with its domains', () => {
    const { tree } = documentFor(
      ...ratingsPage('| 1.1. Governance and leadership | Good |', '| 1.2. Staff | |'),
    );
    const seen = outline(tree);
    expect(tree.children[1]?.data).toEqual({ mark: { kind: 'score' } });
    expect(tree.children[2]?.data).toEqual({ mark: { kind: 'overall' } });
    expect(inline(...ratingsPage('| 1.1. Governance and leadership | Good |', '| 1.2. Staff | |'))).toContain(
      'tableCell(1.2. Staff) tableCell(  unfinished(+not filled in yet))',
    );
    expect(seen.filter((line) => line.startsWith('    tableRow')).map((line) => line.trim())).toEqual([
      'tableRow',
      'tableRow {"kind":"domain"}',
      'tableRow {"kind":"standard"}',
      'tableRow {"kind":"standard"}',
    ]);
  });

  it('a key-question table, with its percentages and its lowest rows', () => {
    const [table] = [...tablesIn(documentFor(...assessment('91%', '8/11', '73%')).tree)];
    expect(table?.data?.mark).toEqual({
      kind: 'key-questions',
      caption: 'Key questions: 2.1. Assessment',
      emptyHeader: false,
      percentages: 1,
    });
    expect(table?.children.slice(1).map(({ data }) => data?.mark)).toEqual([
      { kind: 'key-question' },
      { kind: 'key-question', lowest: true },
      { kind: 'key-question', lowest: true },
    ]);
    expect(table?.children[2]?.children[1]?.data?.mark).toEqual({
      share: { percent: 73, count: { cases: 8, of: 11 } },
      rank: 2,
    });
  });

  it('a table of prompts, and tables without a header', () => {
    const tables = documentFor(
      '## Annexe 2: Inspection data',
      '',
      '### 2.1. Assessment',
      '',
      '| Prompt | % |',
      '| --- | --- |',
      '| a) Is there enough? | 64% |',
      '',
      '#### Key data',
      '',
      '| | |',
      '| --- | --- |',
      '| Staff | 12 |',
      '',
      '| | |',
      '| --- | --- |',
      '| Cases | 12 |',
    ).tree;
    expect([...tablesIn(tables)].map(({ data }) => data?.mark)).toEqual([
      { kind: 'prompts', caption: 'Prompts: 2.1. Assessment', emptyHeader: false, percentages: 1 },
      { kind: 'figures', caption: 'Key data (table 1)', emptyHeader: true },
      { kind: 'figures', caption: 'Key data (table 2)', emptyHeader: true },
    ]);
  });

  it('boxes, quotations, and the list of recommendations with its numbers', () => {
    const seen = outline(
      documentFor(
        '> **Good practice**',
        '>',
        '> Text',
        '',
        '> "Words"',
        '',
        '## Recommendations',
        '',
        'The service should:',
        '',
        '3. act',
        '4. go on.',
      ).tree,
    );
    expect(seen.filter((line) => /^ {2}(?:blockquote|list)/.test(line))).toEqual([
      '  blockquote "box"',
      '  blockquote "quotation"',
      '  list "recommendations"',
    ]);
    expect(JSON.stringify(documentFor('3. act').tree)).toContain('"start":3');
  });

  it('what is unfinished: slots, TBC, counts, cells and statements that are empty', () => {
    expect(inline('The ‹area› in **TBC**.')).toBe(
      'paragraph(The  unfinished(‹area›)  in  strong(unfinished(TBC)) .)',
    );
    const cells = inline(...assessment('8/11', '–', ''));
    expect(cells).toContain('tableCell(unfinished(8/11))');
    expect(cells).toContain('tableCell(unfinished(–))');
    expect(cells).toContain('tableCell(  unfinished(+not known yet))');
    expect(inline('### 1.2. Staff', '', 'Staff.', '', 'Rating:')).toContain(
      'paragraph(Rating:   unfinished(+not filled in yet))',
    );
  });
});

describe('headings', () => {
  const levels = (...lines: string[]) =>
    documentFor(...lines).headings.map(({ text, level, id }) => `${String(level)} ${text} #${id}`);

  it('have one title and leave no level out', () => {
    expect(
      levels('# Title', '## Part', '#### Deep', '#### Deep', '### Three', '# Another', '### Under it'),
    ).toEqual([
      '1 Title #title',
      '2 Part #part',
      '3 Deep #deep',
      '3 Deep #deep-1',
      '3 Three #three',
      '2 Another #another',
      '3 Under it #under-it',
    ]);
  });

  it('say what they open', () => {
    const { headings } = documentFor(
      '## 2. Court disposals',
      '',
      '### 2.1. Assessment[^a]',
      '',
      '[^a]: A',
      '',
      '## Annexe 1',
    );
    expect(headings.map(({ kind, part, standard, text }) => [kind, part, standard, text])).toEqual([
      ['domain', 'domain', undefined, '2. Court disposals'],
      ['standard', undefined, '2.1', '2.1. Assessment'],
      ['other', 'annexe', undefined, 'Annexe 1'],
    ]);
  });

  it('without words are none', () => {
    expect(levels('#', '## <!-- no -->', '## A')).toEqual(['2 A #a']);
  });

  it('a report without a title is called after its service', () => {
    expect(documentFor('## Part').title).toBe('Inspection report: Northbridge Youth Justice Service');
    expect(documentOf(readReport('')).title).toBe('Inspection report');
  });
});

describe('footnotes', () => {
  it('are numbered as they are first referred to, whatever their labels and capitals', () => {
    const { footnotes } = documentFor('A[^Z] b[^a] c[^z]', '', '[^a]: One', '[^z]: Two[^3]', '[^3]: Three');
    expect(
      footnotes.map(({ number, references, definition }) => [number, references, wordsOf(definition)]),
    ).toEqual([
      [1, 2, 'Two'],
      [2, 1, 'One'],
      [3, 1, 'Three'],
    ]);
  });

  it('that nobody refers to, and second texts, are left out and said', () => {
    const { footnotes, leftOut } = documentFor('A[^a]', '', '[^a]: One', '[^a]: Again', '[^b]: Nobody');
    expect(footnotes).toHaveLength(1);
    expect(leftOut.map(({ message }) => message)).toEqual([
      "The footnote 'a' has a second text; the first one stands.",
      "The footnote 'b' is left out: nothing refers to it.",
    ]);
    expect(leftOut.map(({ line }) => line)).toEqual([18, 19]);
  });

  it('hold no headings', () => {
    const { footnotes } = documentFor('A[^a]', '', '[^a]: One', '', '    # Not a part');
    expect(outline(must(footnotes[0]).definition).join('\n')).not.toContain('heading');
  });
});

describe('HTML', () => {
  it.each([
    ['comments go', 'A <!-- secret --> b', 'paragraph(A  b)'],
    ['also between blocks', '<!-- inspection-report-disable score -- reason -->', ''],
    [
      '<br>, <sup> and <sub> stay',
      'A<br>b<br/>c<sup>2</sup> H<sub>**2**</sub>O',
      'paragraph(A break b break c superscript(2)  H subscript(strong(2)) O)',
    ],
    ['the rest is text', '<script>alert(1)</script>', 'paragraph(<script>alert(1)</script>)'],
    ['attributes make it text', 'A<sup onclick="x">2</sup>', 'paragraph(A<sup onclick="x">2</sup>)'],
    ['one that is not closed is text', 'A<sup>2', 'paragraph(A<sup>2)'],
    ['a comment that is not closed hides nothing', '<!-- lost\nwords', 'paragraph(<!-- lost\nwords)'],
  ])('%s', (_, text, expected) => {
    expect(inline(text)).toBe(expected);
  });
});

describe('links and pictures', () => {
  it('are resolved', () => {
    expect(JSON.stringify(documentFor('[a][x] ![p][x]', '', '[x]: https://example.org').tree)).toMatch(
      /"link","url":"https:\/\/example.org".*"image","url":"https:\/\/example.org"/,
    );
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:x',
    'java&#10;script:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc',
  ])('to %s are words, and that is said', (target) => {
    const { tree, leftOut } = documentFor(`[words](<${target}>)`);
    expect(outline(tree).join('\n')).not.toContain('link');
    expect(wordsOf(tree)).toBe('words');
    expect(leftOut).toHaveLength(1);
  });

  it('always have words', () => {
    expect(inline('[](https://example.org)')).toBe('paragraph(link(https://example.org))');
  });
});

it('a typed list of contents goes, with its heading where nothing else stands below it', () => {
  expect(inline('## Contents', '', '- One', '- Two', '', '## One')).toBe('heading(One)');
  expect(inline('## Contents', '', 'Words', '', '- One', '', '## One')).toBe(
    'heading(Contents)\nparagraph(Words)\nheading(One)',
  );
});

it('characters that no file may hold are replaced', () => {
  expect(inline('a\u0001b \ud800c \ufffed')).toBe('paragraph(a\ufffdb \ufffdc \ufffdd)');
});

it('every node has its place in the draft, behind the front matter', () => {
  const text = draft('A[^1] **b** c', '', '- item', '', '| a |', '| - |', '| b |', '', '[^1]: Note');
  const { tree, footnotes } = documentOf(readReport(text));
  const visit = (node: Nodes) => {
    const { start, end } = must(node.position);
    const source = text.slice(start.offset, end.offset);
    if (node.type === 'text') expect(source).toBe(node.value);
    expect(text.split('\n')[start.line - 1]?.slice(start.column - 1)).toBe(
      text.slice(start.offset).split('\n')[0],
    );
    if ('children' in node) node.children.forEach(visit);
  };
  [...tree.children, must(footnotes[0]).definition].forEach(visit);
});

it('nesting without end is cut to words', () => {
  const { tree } = documentFor(
    `${'> '.repeat(3000)}deep`,
    '',
    `${'*a **b '.repeat(3000)}${'** *'.repeat(3000)}`,
  );
  const depth = (node: Nodes): number =>
    'children' in node ? 1 + node.children.reduce((most, child) => Math.max(most, depth(child)), 0) : 1;
  expect(depth(tree)).toBeLessThan(100);
  expect(wordsOf(tree)).toContain('deep');
});

describe('the date of a file', () => {
  it.each([
    ['published: 2026-11\nfieldwork: 2026-09-14', '2026-11', 'November 2026'],
    ['published: TBC\nfieldwork: 2026-09-04', '2026-09-04', '4 September 2026'],
    ['fieldwork: soon', undefined, ''],
  ])('of %j', (lines, date, words) => {
    const found = dateOf(readReport(`---\nframework: youth-2021\n${lines}\n---\n`));
    expect(found).toBe(date);
    expect(found === undefined ? '' : dateInWords(found)).toBe(words);
  });
});

describe('pictures', () => {
  const png = Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 3, 0, 0, 0, 2, 8,
  ]);
  const jpeg = Uint8Array.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 5, 0, 7, 1, 1, 0, 0,
  ]);
  const read = async (target: string, bytes: Uint8Array | string) => {
    const asked: string[] = [];
    const { value, leftOut } = await readPictures(documentFor(`![words](<${target}>)`), (path) => {
      asked.push(path);
      return Promise.resolve(bytes);
    });
    return { asked, picture: value.get(target), said: leftOut.map(({ message }) => message) };
  };

  it('are PNG and JPEG, with their size', async () => {
    expect(await read('a/./b%20c/../d.png', png)).toEqual({
      asked: ['a/d.png'],
      picture: { bytes: png, type: 'image/png', width: 3, height: 2 },
      said: [],
    });
    expect((await read('d.jpg', jpeg)).picture).toMatchObject({ type: 'image/jpeg', width: 7, height: 5 });
  });

  it.each([
    ['https://example.org/a.png', 'on the web'],
    ['//example.org/a.png', 'on the web'],
    ['data:image/png;base64,AAAA', 'on the web'],
    ['../a.png', 'not below'],
    ['a/../../b.png', 'not below'],
    ['/etc/passwd', 'not below'],
    ['%2e%2e/a.png', 'not below'],
    ['c:\\a.png', 'on the web'],
    ['%zz', 'not below'],
  ])('%s is not even read', async (target, why) => {
    const { asked, said } = await read(target, png);
    expect(asked).toEqual([]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(why);
  });

  it('of another kind, too large or not there are left out', async () => {
    expect((await read('a.png', new TextEncoder().encode('<svg/>'))).said[0]).toContain('no PNG or JPEG');
    expect((await read('a.png', png.slice(0, 12))).said[0]).toContain('no PNG or JPEG');
    expect((await read('a.png', new Uint8Array(mostBytes + 1))).said[0]).toContain('5 MB');
    expect((await read('a.png', 'is not there')).said).toEqual([
      "The picture 'a.png' is not there: its alternative text stands in its place.",
    ]);
  });

  it('are whatever bytes they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        await read('a.jpg', Uint8Array.from([0xff, 0xd8, 0xff, ...bytes]));
      }),
    );
  });
});

/** Where two texts begin to differ, and what each says there. */
function firstDifference(one: string, other: string): readonly [string, string] | undefined {
  if (one === other) return undefined;
  let index = 0;
  while (one[index] === other[index]) index++;
  return [one.slice(index - 20, index + 40), other.slice(index - 20, index + 40)];
}

describe('no draft is lost', () => {
  it.each(corpus)('$name', ({ text }) => {
    const { tree, leftOut, title } = documentOf(readReport(text));
    expect(leftOut).toEqual([]);
    expect(title).toMatch(/^An inspection of youth/);
    // Everything but front matter and footnotes, as a reader would compare it.
    const body = text.replace(/^---[^]*?\n---\n/, '').replace(/<!--[^]*?-->/g, '');
    const source = body.replace(/^\[\^[^\]]+\]:.*$/gm, '');
    const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '');
    const bare = source
      // A reference without a footnote is text.
      .replace(/\[\^([^\]]+)\]/g, (reference, label: string) =>
        text.includes(`\n[^${label}]: `) ? '' : reference,
      )
      .replace(/\]\([^)]*\)/g, '')
      .replace(/^(\s*)\d+\. /gm, '$1');
    expect(firstDifference(letters(wordsOf(tree)), letters(bare))).toBe(undefined);
  });

  it('whatever is cut out of it', () => {
    const text = draftAsItStands('northbridge.report.md');
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(60),
        fc.constantFrom('', '<', '|', '`', '> ', '\n', '[^'),
        (start, length, other) => {
          const tree: Root = documentOf(
            readReport(text.slice(0, start) + other + text.slice(start + length)),
          ).tree;
          expect(tree.children.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 30 },
    );
  });
});
