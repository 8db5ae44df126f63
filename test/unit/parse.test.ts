import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { DraftText } from '../../src/report/text/draftText';
import { parseMarkdown } from '../../src/report/text/parse';
import { draftAsItStands } from '../examples';
import { drafts } from './rulePage';
import { runs } from '../random';

const plain = unified()
  .use(remarkParse)
  .use(function () {
    const data = this.data();
    data.micromarkExtensions = [gfmTable(), gfmFootnote()];
    data.fromMarkdownExtensions = [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()];
  })
  .freeze();

/** Where the parser has these end depends on what comes behind the blank lines below them. */
const endsOpen = ['html', 'code', 'list', 'listItem', 'blockquote', 'footnoteDefinition'];

/** A tree as lines: each node with its place in the text and what it holds. */
function lines(text: string, nodes: readonly Nodes[], start: number, depth = ''): string[] {
  return nodes.flatMap((node) => {
    const { type, position, ...rest } = node;
    const open = endsOpen.includes(type);
    const held = Object.entries(rest)
      .filter(([key, value]) => key !== 'children' && value !== null && value !== undefined)
      .map(([key, value]: [string, unknown]) => [
        key,
        open && typeof value === 'string' ? value.trimEnd() : value,
      ]);
    const from = (position?.start.offset ?? NaN) + start;
    const to = (position?.end.offset ?? NaN) + start;
    const end = open ? from + text.slice(from, to).trimEnd().length : to;
    return [
      `${depth}${type} ${String(from)}-${String(end)} ${JSON.stringify(held)}`,
      ...('children' in node ? lines(text, node.children, start, `${depth}  `) : []),
    ];
  });
}

/** The tree of the extensions as they are, of the whole text at once. */
const atOnce = (markdown: string): string[] => {
  // The parser takes a byte order mark for none of the text, also where another stands before it.
  const body = markdown.startsWith('\ufeff') ? `\ufeff${markdown}` : markdown;
  return lines(markdown, plain.parse(body).children, 0);
};

/** The tree of a text as it is read: without its front matter, in passages. */
function inPassages(draft: DraftText): string[] {
  const body = bodyOf(draft.text, draft);
  return draft.passages.flatMap((each) => lines(body, each.blocks, each.start - draft.head.text.length));
}

const bodyOf = (text: string, draft: DraftText): string => text.slice(draft.head.text.length);

function expectTheSame(text: string): void {
  expect(lines(text, parseMarkdown(text), 0)).toEqual(atOnce(text));
  const draft = new DraftText(text);
  expect(inPassages(draft)).toEqual(atOnce(bodyOf(text, draft)));
}

const reports = ['banes-2025', 'barnet-2022', 'barnsley-2023', 'leicester-2019'].map((name) => ({
  name,
  path: fileURLToPath(new URL(`../../../shared/reports/${name}.report.md`, import.meta.url)),
}));
const missing = reports.filter(({ path }) => !existsSync(path));
if (missing.length > 0)
  console.warn(
    `parse.test.ts: ${missing.map(({ path }) => path).join(', ')} missing, so the parser is NOT COMPARED on them`,
  );

describe('a draft is read in passages as its text is at once, without our shortcuts', () => {
  it.each(reports.filter((each) => !missing.includes(each)))('of $name', ({ path }) => {
    const text = readFileSync(path, 'utf8');
    expectTheSame(text);
    expectTheSame(text.replace(/\r?\n/g, '\r\n'));
  });

  it.each(Object.values(drafts))('of %s', (name) => {
    const text = draftAsItStands(name);
    expectTheSame(text);
  });

  it.each([
    { what: 'a table', text: '| a | b |\n| --- | ---: |\n| 1 | 2 |\n' },
    { what: 'a table right below prose', text: 'Prose.\n| a | b |\n| --- | --- |\n| 1 | 2 |\n' },
    { what: 'a table without bars at the ends', text: 'a | b\n- | -\n1 | 2\n' },
    { what: 'a table of one column', text: 'a\n:-\n1\n\n| a |\n|-|\n' },
    { what: 'a table with nothing below its head', text: '| a |\n| - |' },
    { what: 'a table in a block quote', text: '> | a |\n> | - |\n> | 1 |\n' },
    { what: 'a table in a list', text: '- | a |\n  | - |\n  | 1 |\n' },
    { what: 'a table in an ordered list in a quotation', text: '> 1. | a |\n>    | - |\n>    | 1 |\n' },
    { what: 'a table in a footnote', text: 'A[^1]\n\n[^1]: | a |\n    | - |\n    | 1 |\n' },
    { what: 'a table that is set in', text: '   | a |\n   | - |\n\t| 1 |\n' },
    { what: 'a line of hyphens that is a heading', text: 'a | b\n---\n' },
    { what: 'a line of hyphens that is a list', text: 'a | b\n- c\n' },
    { what: 'a line of bars and hyphens with words', text: '| a | b |\n| --- | x |\n' },
    { what: 'too few hyphens', text: '| a | b |\n| --- |\n' },
    { what: 'a lazy line', text: '> | a |\n| - |\n| 1 |\n' },
    { what: 'CR at the ends of lines', text: '| a |\r| - |\r| 1 |\r' },
    { what: 'two tables', text: '| a |\n| - |\n| 1 |\n\nProse.\n\n| b |\n| - |\n' },
    { what: 'a byte order mark', text: '\ufeffProse.\n\n| a |\n| - |\n' },
    { what: 'a byte order mark and hyphens', text: '\ufeff---\n| a |\n| - |\n' },
    { what: 'a tab between hyphens', text: '| a | b |\n|\t---\t|\t--- |\n' },
    { what: 'front matter', text: '---\na: b\n---\n| a |\n| - |\n' },
  ])('of $what', ({ text }) => {
    expectTheSame(text);
  });

  it.each<[string, readonly string[]]>([
    [
      'pieces of tables',
      ['|', '-', ':', ' ', '\n', '| a |', '| - |', '|:-:|', '\\|', 'a', '---', ' | ', '`|`', '**', '\n\n'],
    ],
    [
      'pieces of tables in lists and quotations',
      [
        '> ',
        '- ',
        '1. ',
        '  ',
        '    ',
        '\t',
        '\n',
        '\n\n',
        '| a | b |',
        '| - | - |',
        '---',
        ': ',
        'a',
        '|',
        '[^1]: ',
        '[^1]',
      ],
    ],
    [
      'pieces of whole drafts',
      [
        '---\n',
        '# ',
        'a: b\n',
        '| a |\r\n',
        '| - |\r\n',
        '\r\n',
        '\r',
        '\n',
        '```\n',
        '<!-- ',
        ' -->',
        '> ',
        '- ',
        '\t',
        '[^1]',
        '[^1]: ',
        '===',
        '&#124;',
        '\u0000',
        '\ufeff',
        '😀',
      ],
    ],
    [
      'what is nearly plain',
      [
        ...['\n\n', '\n', '\r\n', '\n \n', ' ', '  \n', '\u00a0'],
        ...['Words', 'more words.', '(so)', '‘quoted’', '5', '£5', '!', ':', '#'],
        ...['# ', '\n## 2.1. ', '- ', '\n- a', '\n- b c\n', '+ d', '\n1. ', '\n1. e\n', '2. f', '\n3. '],
        ...['**bold**', '\n**Rating: Good**\n', '** no**', '**no **', '**', '*'],
        ...[
          '[^1]',
          '[^2]',
          '[^x y]',
          '[^1](',
          '\n\n[^1]: ',
          '\n\n[^a-1]: A note.\n\n',
          '[^a-1]',
          '\n\n[b]: c\n\n',
          '[b]',
        ],
        ...[
          '| ',
          ' | ',
          '|\n',
          '\n| a | b |\n',
          '| --- | ---: |\n',
          '|-|:-:|\n',
          '| c | **5%** |\n',
          '| d[^1] |  |\n',
          '| 1 |\n',
        ],
      ],
    ],
    [
      'pieces of blocks, with blank lines between many of them',
      [
        ...['\n\n', '\n\n', '\r\n\r\n', '\n', ' \n', '    ', '  ', '\t'],
        ...['a b', 'Plain words, no more.', '- ', '1. ', '2) ', '> ', '# ', '### A', '===', '---', '***'],
        ...[
          '```\n',
          '~~~ x\n',
          '<!-- ',
          ' -->',
          '<div>',
          '</div>',
          '<script>',
          '</script>',
          '<?',
          '?>',
          '<a>',
        ],
        ...[
          '[^1]',
          '[^1]: ',
          '[a]',
          '[a]: b',
          '[a][b]',
          '![a]',
          '`',
          '**',
          '\\',
          '&amp;',
          '  \n',
          '| a |\n| - |\n',
        ],
      ],
    ],
  ])('of whatever is made of %s', (_, pieces) => {
    const markdown = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((each) => each.join(''));
    fc.assert(
      fc.property(markdown, (text) => {
        // Behind indented code the parser takes an empty item in a quotation or footnote for a paragraph, which
        // it is not.
        const empty = /(?:>|\]:)[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]*$/m;
        fc.pre(!(/^(?: {4}| {0,3}\t)/m.test(text) && empty.test(text)));
        expectTheSame(text);
      }),
      { numRuns: runs(400) },
    );
  });

  it.each([
    { what: 'an edit of prose', text: 'One.\n\nTwo.\n\nThree.\n', from: 'wo', to: 'ry' },
    { what: 'a fence opened', text: 'One.\n\nTwo.\n\nThree.\n', from: 'Two.', to: '```' },
    { what: 'a fence closed', text: 'A\n\n```\n\nB\n\nC\n\nD\n', from: 'B', to: '```' },
    { what: 'a comment opened', text: 'A\n\nB\n\nC -->\n\nD\n', from: 'B', to: '<!-- B' },
    { what: 'a footnote defined', text: 'A[^1]\n\nB\n\nC[^1]\n', from: 'B', to: '[^1]: B' },
    { what: 'a footnote removed', text: 'A[^1]\n\n[^1]: B\n\nC[^1]\n', from: '[^1]: B', to: 'B' },
    { what: 'a link defined', text: '[a]\n\nB\n\n> [b][a]\n', from: 'B', to: '[a]: b' },
    { what: 'a list that goes on', text: '- a\n\nB\n\n- c\n', from: 'B', to: '- b' },
    { what: 'a footnote that goes on', text: '[^1]: a\n\nB\n\nC\n', from: 'B', to: '    B' },
    { what: 'a blank line taken away', text: 'A\n\nB\n\nC\n', from: '\n\nB', to: '\nB' },
    { what: 'all taken away', text: 'A\n\nB\n', from: 'A\n\nB\n', to: '' },
    { what: 'a line ending of CRLF cut in two', text: 'A\r\n\r\nB\r\n', from: '\n\r\nB', to: 'B' },
    { what: 'front matter closed', text: '---\na: b\n\nC\n\nD\n', from: '\nC', to: '---\nC' },
    { what: 'front matter opened', text: 'a: b\n---\n\nC\n', from: 'a', to: '---\na' },
  ])('after $what', ({ text, from, to }) => {
    const draft = new DraftText(text);
    draft.update(text.indexOf(from), from.length, to);
    const edited = text.replace(from, () => to);
    expect(draft.text).toBe(edited);
    expect(inPassages(draft)).toEqual(atOnce(bodyOf(edited, draft)));
  });
});

it('knows tables and footnotes, and no other extension', () => {
  const types = (text: string) => JSON.stringify(parseMarkdown(text)).match(/"type":"\w+"/g);
  expect(types('| a |\n| - |\n\nA[^1]\n\n[^1]: B\n')).toEqual(
    [
      'table',
      'tableRow',
      'tableCell',
      'text',
      'paragraph',
      'text',
      'footnoteReference',
      'footnoteDefinition',
      'paragraph',
      'text',
    ].map((each) => `"type":"${each}"`),
  );
  const paragraph = ['"type":"paragraph"', '"type":"text"'];
  expect(types('~~a~~ www.example.com 10:30 :note[a]')).toEqual(paragraph);
});
