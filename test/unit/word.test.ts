import { describe, expect, it } from 'vitest';
import { documentOf } from '../../src/document/document';
import type { Picture, Pictures } from '../../src/document/pictures';
import { readReport } from '../../src/report/read';
import { readRelationships } from '../../src/word/package/relationships';
import { readZip } from '../../src/word/package/zip';
import { readSource } from '../../src/word/source';
import { purposes, type Purpose } from '../../src/word/purposes';
import { writeWord } from '../../src/word/write/writeWord';
import { readXml } from '../../src/word/xml/readXml';
import { corpus } from '../corpus/reports';
import { assessment, draft, frontMatter, must } from './kit';
import { readingOfDraft, readingOfWord } from './wordReading';
import { schemaErrors, schemasThere } from './wordSchema';

async function wordOf(text: string, purpose: Purpose = 'final', pictures: Pictures = new Map()) {
  const { value, leftOut } = await writeWord(documentOf(readReport(text)), pictures, purpose);
  return { bytes: value, leftOut: leftOut.map(({ message }) => message) };
}

/** The parts of a document as text. */
function partsOf(bytes: Uint8Array): (path: string) => string {
  const files = readZip(bytes);
  return (path) => new TextDecoder().decode(must(files.get(path), path));
}

const bodyOf = async (...lines: string[]) =>
  partsOf((await wordOf(draft(...lines))).bytes)('word/document.xml');

describe.each(corpus)('$name', ({ text }) => {
  it('has the headings, tables, rows, footnotes, items, links and words of the draft, bold where it was bold', async () => {
    const { html, ...word } = await readingOfWord((await wordOf(text)).bytes);
    expect(word).toEqual(readingOfDraft(text));
    expect(html).not.toBe('');
  });

  it('is the same twice', async () => {
    for (const purpose of purposes)
      expect((await wordOf(text, purpose)).bytes).toEqual((await wordOf(text, purpose)).bytes);
  });
});

it.skipIf(!schemasThere)('every part of every draft and purpose is valid', async () => {
  const documents: Record<string, Uint8Array> = {};
  for (const { name, text } of corpus)
    for (const purpose of purposes) documents[`${name}-${purpose}`] = (await wordOf(text, purpose)).bytes;
  expect(await schemaErrors(documents)).toEqual([]);
});

describe('numbers of lists', () => {
  const numberIds = (xml: string) => [...xml.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id);

  it('go on across addressees as one list', async () => {
    const xml = await bodyOf(
      '## Recommendations',
      '',
      'A should:',
      '',
      '1. one',
      '2. two',
      '',
      'B should:',
      '',
      '3. three',
    );
    expect(numberIds(xml)).toEqual(['2', '2', '2']);
  });

  it('begin anew, or where the draft begins, in another list', async () => {
    const { bytes } = await wordOf(draft('1. one', '', 'Then', '', '1. one', '', 'Then', '', '7. seven'));
    const part = partsOf(bytes);
    expect(numberIds(part('word/document.xml'))).toEqual(['2', '3', '4']);
    expect(
      [...part('word/numbering.xml').matchAll(/startOverride w:val="(\d+)"/g)].map(([, start]) => start),
    ).toEqual(['1', '1', '7']);
  });

  it('stand in as deep as the draft has them', async () => {
    const xml = await bodyOf('- a', '  1. b', '     - c');
    expect([...xml.matchAll(/<w:ilvl w:val="(\d)"\/>/g)].map(([, level]) => level)).toEqual(['0', '1', '2']);
  });
});

describe('footnotes', () => {
  it('are footnotes of Word; a second reference points to the first', async () => {
    const xml = await bodyOf('One[^a] two[^b] one again[^a].', '', '[^a]: First', '[^b]: Second');
    expect(xml.match(/<w:footnoteReference w:id="\d"\/>/g)).toEqual([
      '<w:footnoteReference w:id="1"/>',
      '<w:footnoteReference w:id="2"/>',
    ]);
    expect(xml).toContain('w:name="_RefNote1"');
    expect(xml).toContain(' NOTEREF _RefNote1 \\f \\h ');
    expect(xml).not.toContain('_RefNote2');
  });

  it('within a footnote: the words stand in brackets, or point to where they are', async () => {
    const { bytes } = await wordOf(
      draft('One[^a], two[^b].', '', '[^a]: See[^b], and[^c].', '[^b]: B', '[^c]: C'),
    );
    const { noteWords, footnotes } = await readingOfWord(bytes);
    expect(footnotes).toBe(2);
    expect(noteWords.join(' ')).toBe('See and C B');
    expect(partsOf(bytes)('word/footnotes.xml')).toContain('NOTEREF _RefNote2');
  });

  it('that refer to each other end', async () => {
    const { bytes } = await wordOf(draft('One[^a].', '', '[^a]: A[^b]', '[^b]: B[^c]', '[^c]: C[^b][^a]'));
    expect((await readingOfWord(bytes)).noteWords.join(' ')).toBe('A B C');
  });

  it('stand in tables, headings and quotations', async () => {
    const { bytes } = await wordOf(
      draft(
        '## Heading[^a]',
        '',
        '| a[^b] | b |',
        '| --- | --- |',
        '| c | d[^c] |',
        '',
        '> “Words”[^d]',
        '',
        ...'abcd'.split('').map((label) => `[^${label}]: Note ${label}\n`),
      ),
    );
    expect((await readingOfWord(bytes)).footnotes).toBe(4);
  });
});

describe('tables', () => {
  const table = ['| Standard | Rating |', '| --- | ---: |', '| 1.1. Governance and leadership | Good |'];
  const figures = ['| Year | Children |', '| --- | ---: |', '| 2025 | 61 |'];

  it('repeat their header, keep their rows whole, and say what they are', async () => {
    const xml = await bodyOf('## Contextual facts', '', ...figures);
    expect(xml).toContain('<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>');
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(2);
    expect(xml).toContain('<w:tblCaption w:val="Contextual facts"/>');
    expect(xml).toContain('<w:tblDescription w:val="Columns: Year; Children. 1 row."/>');
    expect(xml).toContain('<w:jc w:val="right"/>');
  });

  it('have no header where nothing stands in it', async () => {
    const xml = await bodyOf('| | |', '| --- | --- |', '| a | b |');
    expect(xml).not.toContain('w:tblHeader');
    expect(xml.match(/<w:tr>/g)).toHaveLength(1);
  });

  it('of ratings stay on one page', async () => {
    const xml = await bodyOf('## Ratings', '', ...table, '| 1.2. Staff | Good |');
    expect(xml.match(/<w:tr>.*?<\/w:tr>/g)?.map((row) => row.includes('<w:keepNext/>'))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('one behind the other are two', async () => {
    const xml = await bodyOf(...table, '', '<!-- -->', '', ...table);
    expect(xml).toContain('</w:tbl><w:p><w:pPr><w:pStyle w:val="Separator"/></w:pPr></w:p><w:tbl>');
  });

  it('show ratings in a style of their own, on a ground of their own', async () => {
    const xml = await bodyOf('## Ratings', '', ...table);
    expect(xml).toContain('<w:shd w:val="clear" w:color="auto" w:fill="19703D"/>');
    expect(xml).toContain('<w:rPr><w:rStyle w:val="Rating2"/></w:rPr><w:t xml:space="preserve">Good</w:t>');
  });

  it('show the lowest percentage as bold as the author did', async () => {
    const { bold } = await readingOfWord((await wordOf(draft(...assessment('91%', '**45%**', '82%')))).bytes);
    expect(bold).toEqual(['Good', '45']);
  });
});

describe('quotations and boxes', () => {
  it('have styles of their own, and stand apart', async () => {
    const xml = await bodyOf('> “Words.”', '', '> **Good practice**', '>', '> They met weekly.', '', 'Text');
    expect([...xml.matchAll(/<w:pStyle w:val="(\w+)"\/>/g)].map(([, style]) => style)).toEqual([
      'Quote',
      'Separator',
      'BoxLabel',
      'BlockText',
    ]);
  });
});

describe('what is unfinished', () => {
  it('is marked, and where nothing stands it says so', async () => {
    const xml = await bodyOf(
      '## Ratings',
      '',
      'Score:',
      '',
      'Overall rating: ‹rating›',
      '',
      'To be ‹filled in› soon.',
    );
    expect(xml).toContain(
      '<w:rStyle w:val="Unfinished"/></w:rPr><w:t xml:space="preserve">‹filled in›</w:t>',
    );
    expect(xml).toContain('<w:rStyle w:val="Unfinished"/></w:rPr><w:t xml:space="preserve">‹rating›</w:t>');
    expect(xml).toMatch(
      /<w:rStyle w:val="ToCome"\/><\/w:rPr><w:t xml:space="preserve">\[not filled in yet\]/,
    );
  });
});

describe('links', () => {
  it('lead to the web, to a place in the report, or stand as words', async () => {
    const { bytes, leftOut } = await wordOf(
      draft(
        '## A place',
        '',
        '[a](https://example.org/x) [b](https://example.org) [c](#a-place) [d](other.md) www.example.org/z.',
      ),
    );
    const xml = partsOf(bytes)('word/document.xml');
    const targets = readRelationships(readZip(bytes), 'word/document.xml').filter(
      ({ type }) => type === 'hyperlink',
    );
    expect(targets.map(({ target }) => target)).toEqual([
      'https://example.org/x',
      'https://example.org/',
      'http://www.example.org/z',
    ]);
    expect(xml).toContain('<w:hyperlink w:anchor="_Toc000000001"');
    expect(leftOut).toEqual([
      "The link to 'other.md' leads nowhere outside the draft's folder; its words stand without it.",
    ]);
  });
});

describe('pictures', () => {
  const picture = (width: number, height: number): Picture => ({
    bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    type: 'image/png',
    width,
    height,
  });

  it('stand in the text, as wide as it at most, with their alternative text', async () => {
    const { bytes } = await wordOf(
      draft('![A chart & more](wide.png) ![](small.png) ![Not there](no.png) ![Again](wide.png)'),
      'final',
      new Map([
        ['wide.png', picture(4000, 100)],
        ['small.png', picture(96, 48)],
      ]),
    );
    const xml = partsOf(bytes)('word/document.xml');
    expect([...xml.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"\/>/g)].map(([, cx, cy]) => [cx, cy])).toEqual([
      ['5904230', '147606'],
      ['914400', '457200'],
      ['5904230', '147606'],
    ]);
    expect(xml).toContain('descr="A chart &#x26; more"');
    expect(xml).toContain('Not there</w:t>');
    expect([...readZip(bytes).keys()].filter((path) => path.includes('media'))).toEqual([
      'word/media/image1.png',
      'word/media/image2.png',
    ]);
    expect(await schemaErrors({ pictures: bytes })).toEqual([]);
  });
});

describe('the document', () => {
  it('says in what language it is, what it is called, and who made it', async () => {
    const part = partsOf(
      (await wordOf(draft('# An inspection of Northbridge', '', '## Foreword', '', 'Text'))).bytes,
    );
    expect(part('word/styles.xml')).toContain('<w:lang w:val="en-GB"');
    const core = part('docProps/core.xml');
    expect(core).toContain('<dc:title>An inspection of Northbridge</dc:title>');
    expect(core).toContain('<dc:language>en-GB</dc:language>');
    expect(core).toContain(
      '<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-01T00:00:00Z</dcterms:created>',
    );
    expect(part('docProps/app.xml')).toContain('<Application>Inspection Reports</Application>');
    expect(part('word/footer1.xml')).toMatch(/Page .* PAGE .* of .* NUMPAGES /);
  });

  it('has a field with the Contents, which leads to headings that are there, and asks nothing', async () => {
    const part = partsOf(
      (await wordOf(draft('# Title', '', '## One', '', 'Text', '', '### Two', '', 'Text', '', '#### Three')))
        .bytes,
    );
    const xml = part('word/document.xml');
    expect(xml).toContain(' TOC \\o "1-2" \\h \\z ');
    const anchors = [...xml.matchAll(/<w:hyperlink w:anchor="(\w+)"/g)].map(([, name]) => name ?? '');
    expect(anchors).toHaveLength(2);
    for (const anchor of anchors) expect(xml).toContain(`w:name="${anchor}"`);
    expect(part('word/settings.xml')).not.toContain('updateFields');
    expect(xml).not.toContain('dirty');
  });

  it('has its headings in order: none is more than one deeper than what it stands below', async () => {
    const xml = await bodyOf('# Title', '', '#### Deep', '', 'Text', '', '## Part', '', '##### Deeper');
    expect([...xml.matchAll(/<w:pStyle w:val="(Title|Heading\d)"/g)].map(([, style]) => style)).toEqual([
      'Title',
      'Heading1',
      'Heading1',
      'Heading2',
    ]);
  });

  it('sets words from right to left that are written so', async () => {
    const xml = await bodyOf('שלום עולם', '', 'The name شيء is Arabic.');
    expect(xml).toContain('<w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr>');
    expect(xml).toContain(
      '<w:t xml:space="preserve">The name </w:t></w:r><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">شيء</w:t>',
    );
  });
});

describe('for whom a copy is', () => {
  const text = `${frontMatter.replaceAll('\n', '\r\n')}\r\n# Title\r\n\r\n## Foreword\r\n\r\nPeople 👋🏽 & <more>\r\n`;
  const sourceOf = async (bytes: Uint8Array) => {
    const part = readZip(bytes).get('customXml/item1.xml');
    return part && readSource(readXml(part));
  };

  it('for review: the draft itself is in it, to the letter', async () => {
    const { bytes } = await wordOf(text, 'review');
    expect((await sourceOf(bytes))?.text).toBe(text);
    expect(
      readRelationships(readZip(bytes), 'word/document.xml').some(
        ({ type, target }) => type === 'customXml' && target === 'customXml/item1.xml',
      ),
    ).toBe(true);
    expect(partsOf(bytes)('word/header1.xml')).toContain('Draft for review');
  });

  it('for accuracy: only its digest; changes leave a trace; it says what it is', async () => {
    const { bytes } = await wordOf(text, 'accuracy');
    const source = await sourceOf(bytes);
    expect(source?.text).toBeUndefined();
    expect(source?.digest).toBe((await sourceOf((await wordOf(text, 'review')).bytes))?.digest);
    const part = partsOf(bytes);
    expect(part('word/settings.xml')).toContain(
      '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>',
    );
    expect(part('word/settings.xml')).toContain('<w:trackRevisions/>');
    expect(part('word/header1.xml')).toContain('Draft, restricted: November 2026');
  });

  it('final: nothing is in it, and nothing calls it a draft', async () => {
    const { bytes } = await wordOf(text, 'final');
    expect([...readZip(bytes).keys()].filter((path) => path.startsWith('customXml'))).toEqual([]);
    for (const path of readZip(bytes).keys()) expect(partsOf(bytes)(path)).not.toMatch(/draft/i);
    expect(partsOf(bytes)('word/settings.xml')).not.toContain('trackRevisions');
  });
});

describe('hostile drafts', () => {
  const deep = (mark: string, depth: number) => `${mark.repeat(depth)}text`;
  const hostile: Record<string, string> = {
    empty: '',
    'front matter alone': frontMatter,
    markup: draft(
      '</w:t></w:r> <w:p> & &amp; ]]> <script>alert(1)</script> <!DOCTYPE x>',
      '',
      '# <b>"Title"</b> & `code`',
    ),
    'control characters': draft('a\u0000b\u0001c\u000bd\u001fe\u007f\ufffe\uffff', '', '## H\u0008ead\u000c'),
    'halves of surrogates': draft(
      'x\ud800y\udc00z',
      '',
      '| \ud83d | \udc4b |',
      '| --- | --- |',
      '| a | b |',
      '',
      '![\ud800](x.png) [\udfff](https://e.org/\ud800)',
    ),
    'a table of a megabyte': draft(
      '| a | b | c |',
      '| --- | --- | --- |',
      ...Array.from({ length: 100 }, (_, row) => `| ${String(row)} | ${'some words '.repeat(900)} | 12% |`),
    ),
    'many columns': draft(
      `|${' a |'.repeat(70)}`,
      `|${' --- |'.repeat(70)}`,
      `|${' incomprehensibility |'.repeat(70)}`,
    ),
    'a huge cell': draft('| a | b |', '| --- | --- |', `| ${'word '.repeat(5000)} | ${'x'.repeat(20_000)} |`),
    'deep quotations': draft(deep('> ', 300)),
    'deep lists': draft(Array.from({ length: 100 }, (_, depth) => `${'  '.repeat(depth)}- item`).join('\n')),
    'deep emphasis': draft(`${'**a *b '.repeat(200)}text${'* **'.repeat(200)}`),
    'odd blocks': draft(
      '- ',
      '- > quoted',
      '- | a |',
      '  | --- |',
      '  | b |',
      '',
      '1) one',
      '',
      '---',
      '',
      '    code',
      '',
      '> # Heading in a quotation',
      '>',
      '> 1. item',
      '>',
      '> | a |',
      '> | - |',
      '> | b |',
    ),
    'notes that hold blocks': draft(
      'One[^a].',
      '',
      '[^a]: | a |',
      '    | - |',
      '    | b |',
      '',
      '    - item',
      '',
      '    > quoted',
      '',
      '    # Heading',
    ),
    'right to left': draft('# דוח', '', '## תוכן', '', '| שם | 5% |', '| --- | --- |', '| مثال | אבג abc |'),
    'line breaks of all kinds': draft('a\rb\r\nc\u2028d\u0085e\\', 'f<br>g', '', '![two\nlines](p.png)'),
  };

  it('all become documents that others read, with all of their words', async () => {
    const documents: Record<string, Uint8Array> = {};
    for (const [name, text] of Object.entries(hostile)) {
      const { bytes } = await wordOf(text, 'review');
      documents[name.replaceAll(' ', '-')] = bytes;
    }
    expect(await schemaErrors(documents)).toEqual([]);
    for (const [name, bytes] of Object.entries(documents)) {
      const { words } = await readingOfWord(bytes);
      const said = readingOfDraft(must(hostile[name.replaceAll('-', ' ')])).words;
      // Markup counts as words here, and what is broken by what no file may hold.
      if (!/markup|control|surrogates|deep-emphasis|deep-lists/.test(name))
        expect([name, words]).toEqual([name, said]);
      else expect(words.length).toBeGreaterThan(0);
    }
  });
});
