import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../src/document/toMarkdown';
import { writeZip } from '../../src/word/package/zip';
import { readWord } from '../../src/word/read/readWord';

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
const namespaces = [
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');

/** A document of another maker, with a body and other parts. */
function foreign(body: string, parts: Readonly<Record<string, string>> = {}, uri = w): Uint8Array {
  const files: Record<string, string> = {
    '_rels/.rels': relationships('officeDocument|word/document.xml'),
    'word/document.xml': `<w:document xmlns:w="${uri}" ${namespaces}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships(
      'styles|styles.xml',
      'numbering|numbering.xml',
      'footnotes|footnotes.xml',
      'hyperlink|https://example.org/|External',
      'attachedTemplate|https://example.org/evil.dotm|External',
    ),
    'word/styles.xml': `<w:styles xmlns:w="${uri}"><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="berschrift1"/></w:style><w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`,
    'word/numbering.xml': `<w:numbering xmlns:w="${uri}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    'word/footnotes.xml': `<w:footnotes xmlns:w="${uri}"><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="5">${p('A note.')}</w:footnote></w:footnotes>`,
    ...parts,
  };
  return writeZip(
    new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
}

function relationships(...all: string[]): string {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map((each, index) => {
      const [name = '', target = '', mode] = each.split('|');
      return `<Relationship Id="r${String(index)}" Type="${type}${name}" Target="${target}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`;
    })
    .join('')}</Relationships>`;
}

function r(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

function p(content: string, properties = ''): string {
  const runs = content.startsWith('<') ? content : r(content);
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

const item = (text: string, level = 0) =>
  p(text, `<w:numPr><w:ilvl w:val="${String(level)}"/><w:numId w:val="7"/></w:numPr>`);
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;

async function markdown(body: string, taking: 'accept' | 'reject' = 'accept'): Promise<string> {
  return toMarkdown((await readWord(foreign(body))).text(taking).tree).trimEnd();
}

describe('a document of another maker', () => {
  it('has its headings by the names of styles, also of those that are based on them', async () => {
    const body =
      p('One', '<w:pStyle w:val="berschrift1"/>') +
      p('Two', '<w:pStyle w:val="Mine"/>') +
      p('Three', '<w:outlineLvl w:val="1"/>');
    expect(await markdown(body)).toBe('# One\n\n# Two\n\n## Three');
  });

  it('is read in the strict form of the standard, too', async () => {
    const word = await readWord(foreign(p('Words'), {}, strict));
    expect(toMarkdown(word.text('accept').tree).trimEnd()).toBe('Words');
  });

  it('has lists with their first numbers, which go on behind what interrupts them', async () => {
    const body = item('four') + item('five') + item('deeper', 1) + p('Between.') + item('six');
    expect(await markdown(body)).toBe('4. four\n5. five\n   - deeper\n\nBetween.\n\n6. six');
  });

  it('has words through fields, links, tags, controls and alternatives, each once', async () => {
    const field = (instruction: string, shown: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const box = `<w:txbxContent>${p('In a box.')}</w:txbxContent>`;
    const body =
      p(
        [
          '<w:hyperlink r:id="r3">',
          r('a link'),
          '</w:hyperlink>',
          r(', '),
          field('HYPERLINK &quot;https://example.com/x&quot;', r('another')),
          r(', '),
          field('DATE', r('3 May')),
          field('PAGE', r('17')),
          r(', '),
          '<w:smartTag>',
          r('a tag'),
          '</w:smartTag>',
          r(', '),
          '<w:sdt><w:sdtPr/><w:sdtContent>',
          r('a control'),
          '</w:sdtContent></w:sdt>',
          r(', '),
          '<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>',
          r('Click here'),
          '</w:sdtContent></w:sdt>',
          r('strong', '<w:rStyle w:val="Fett"/>'),
          r(' and '),
          r('co', '<w:b/>'),
          r('st ', '<w:b/>'),
          r('2'),
          r('nd', '<w:vertAlign w:val="superscript"/>'),
          '<w:r><w:footnoteReference w:id="5"/></w:r>',
        ].join(''),
      ) +
      `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    expect(await markdown(body)).toBe(
      '[a link](https://example.org/), [another](https://example.com/x), 3 May, a tag, a control, **strong** and **cost** 2<sup>nd</sup>[^1]\n\nIn a box.\n\n[^1]: A note.',
    );
  });

  it('has tables with merged cells, several paragraphs in a cell and tables within as rows of one line', async () => {
    const inner = `<w:tbl><w:tr>${cell(p('x'))}${cell(p('y'))}</w:tr></w:tbl>`;
    const body = `<w:tbl><w:tr>${cell(p('Wide'), '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell(p('a|b') + p('c'))}${cell(inner + p(''))}</w:tr></w:tbl>`;
    expect(await markdown(body)).toBe('| Wide | |\n| --- | --- |\n| a\\|b<br>c | x<br>y |');
  });

  it('is read with all changes made, or as it was before any', async () => {
    const made = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"';
    const body =
      p(
        `${r('We ')}<w:del ${made}><w:r><w:delText xml:space="preserve">met</w:delText></w:r></w:del><w:ins ${made}>${r('saw')}</w:ins>${r(' them.')}`,
      ) +
      p(`<w:ins ${made}>${r('New.')}</w:ins>`, `<w:rPr><w:ins ${made}/></w:rPr>`) +
      p('One,', `<w:rPr><w:del ${made}/></w:rPr>`) +
      p(' two.') +
      `<w:tbl><w:tr>${cell(p('h'))}${cell(p('k'))}</w:tr><w:tr>${cell(p('1'))}${cell(p('2'), `<w:cellIns ${made}/>`)}</w:tr></w:tbl>`;
    expect(await markdown(body)).toBe(
      'We saw them.\n\nNew.\n\nOne, two.\n\n| h | k |\n| --- | --- |\n| 1 | 2 |',
    );
    expect(await markdown(body, 'reject')).toBe(
      'We met them.\n\nOne,\n\ntwo.\n\n| h | k |\n| --- | --- |\n| 1 | |',
    );
  });

  it('says what it leaves out', async () => {
    const word = await readWord(
      foreign(
        p(`<w:r><w:drawing/></w:r>${r('hidden', '<w:vanish/>')}${r('Words')}`) + '<w:altChunk r:id="r3"/>',
      ),
    );
    const { tree, leftOut } = word.text('accept');
    expect(toMarkdown(tree).trimEnd()).toBe('Words');
    expect(leftOut.map(({ message }) => message)).toEqual([
      'A drawing, chart or object is left out.',
      'Hidden text is left out.',
      'A document within the document is left out.',
    ]);
  });
});

describe('a hostile file', () => {
  it.each([
    ['no archive', new TextEncoder().encode('Words'), 'it is no Word document (.docx)'],
    ['another archive', writeZip(new Map([['a.txt', new Uint8Array(3)]])), 'it is no Word document (.docx)'],
    [
      'a document type',
      foreign('', { 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }),
      'a part of it declares a document type',
    ],
    ['broken XML', foreign('<w:p>'), 'a part of it is not well-formed XML'],
    [
      'deep nesting',
      foreign('<w:sdt><w:sdtContent>'.repeat(300) + '</w:sdtContent></w:sdt>'.repeat(300)),
      'a part of it is nested deeper than 200',
    ],
  ])('that is %s is refused in words', async (_, bytes, message) => {
    await expect(readWord(bytes)).rejects.toThrow(message);
  });

  it('with lists, styles and comments that answer each other in circles is read', async () => {
    const circle =
      '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>';
    const word = await readWord(
      foreign(
        p('Words', '<w:pStyle w:val="A"/>') +
          p('x', '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="7"/></w:numPr>'),
        {
          'word/styles.xml': `<w:styles xmlns:w="${w}">${circle}</w:styles>`,
        },
      ),
    );
    expect(toMarkdown(word.text('accept').tree).trimEnd()).toContain('Words');
  });
});
