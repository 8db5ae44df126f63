import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import type { Root } from 'mdast';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/report/parse';
import { draftAsItStands } from '../examples';
import { drafts } from './rulePage';

const plain = unified()
  .use(remarkParse)
  .use(function () {
    const data = this.data();
    data.micromarkExtensions = [gfmTable(), gfmFootnote(), frontmatter(['yaml'])];
    data.fromMarkdownExtensions = [
      gfmTableFromMarkdown(),
      gfmFootnoteFromMarkdown(),
      frontmatterFromMarkdown(['yaml']),
    ];
  })
  .freeze();

/** The tree of the extensions as they are, without the shortcut for tables. */
const plainTree = (markdown: string): Root => plain.parse(markdown);

const reports = ['banes-2025', 'barnet-2022', 'barnsley-2023', 'leicester-2019'].map((name) => ({
  name,
  path: fileURLToPath(new URL(`../../../shared/reports/${name}.report.md`, import.meta.url)),
}));
const missing = reports.filter(({ path }) => !existsSync(path));
if (missing.length > 0)
  console.warn(
    `parse.test.ts: ${missing.map(({ path }) => path).join(', ')} missing, so the parser is NOT COMPARED on them`,
  );

describe('the parser gives the tree that the extensions give without its shortcut', () => {
  it.each(reports.filter((each) => !missing.includes(each)))('of $name', ({ path }) => {
    const text = readFileSync(path, 'utf8');
    expect(parseMarkdown(text)).toEqual(plainTree(text));
    const crlf = text.replace(/\r?\n/g, '\r\n');
    expect(parseMarkdown(crlf)).toEqual(plainTree(crlf));
  });

  it.each(Object.values(drafts))('of %s', (name) => {
    const text = draftAsItStands(name);
    expect(parseMarkdown(text)).toEqual(plainTree(text));
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
    expect(parseMarkdown(text)).toEqual(plainTree(text));
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
  ])('of whatever is made of %s', (_, pieces) => {
    const markdown = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((each) => each.join(''));
    fc.assert(
      fc.property(markdown, (text) => {
        expect(parseMarkdown(text)).toEqual(plainTree(text));
      }),
      { numRuns: 1500 },
    );
  });

  it('with the text of one parse forgotten in the next', () => {
    const first = parseMarkdown('| a |\n| - |\n');
    expect(parseMarkdown('| a |\nb\n')).toEqual(plainTree('| a |\nb\n'));
    expect(parseMarkdown('| a |\n| - |\n')).toEqual(first);
  });
});

it('knows tables, footnotes and front matter, and no other extension', () => {
  const types = (text: string) => JSON.stringify(parseMarkdown(text)).match(/"type":"\w+"/g);
  expect(types('---\na: b\n---\n\n| a |\n| - |\n\nA[^1]\n\n[^1]: B\n')).toEqual(
    [
      'root',
      'yaml',
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
  const paragraph = ['"type":"root"', '"type":"paragraph"', '"type":"text"'];
  expect(types('~~a~~ www.example.com 10:30 :note[a]')).toEqual(paragraph);
});
