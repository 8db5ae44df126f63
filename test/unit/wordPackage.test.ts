import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import type { Element } from 'xast';
import { describe, expect, it } from 'vitest';
import { readRelationships } from '../../src/word/package/relationships';
import { readZip, writeZip } from '../../src/word/package/zip';
import { styleNamed, styleNames } from '../../src/word/styleNames';
import { addressesIn } from '../../src/word/write/addresses';
import { columnWidths, widthOf } from '../../src/word/write/columnWidths';
import { readXml } from '../../src/word/xml/readXml';
import { writeXml } from '../../src/word/xml/writeXml';
import { x } from '../../src/word/xml/x';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a zip archive', () => {
  it('holds what was put in, and is the same at any time', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,9}\.xml$/), fc.uint8Array({ maxLength: 5000 })),
        (files) => {
          fc.pre(Object.keys(files).length > 0);
          const zipped = writeZip(new Map(Object.entries(files)));
          expect(readZip(zipped)).toEqual(new Map(Object.entries(files)));
          expect(writeZip(new Map(Object.entries(files)))).toEqual(zipped);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([
    [
      'more than 1,000 parts',
      Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`${String(n)}.xml`, bytes('x')])),
    ],
    ['a part of more than 20 MB', { 'a.xml': new Uint8Array(21 * 1024 * 1024) }],
    [
      'more than 50 MB',
      Object.fromEntries(['a', 'b', 'c'].map((name) => [name, new Uint8Array(19 * 1024 * 1024)])),
    ],
  ])('with %s is refused', (_, files) => {
    expect(() => readZip(zipSync(files, { level: 1 }))).toThrow(/1,000 parts|larger than (?:20|50) MB/);
  });

  it('that says it is smaller than it is, is refused all the same', () => {
    const zipped = zipSync({ 'a.xml': new Uint8Array(21 * 1024 * 1024) });
    const view = new DataView(zipped.buffer);
    view.setUint32(22, 10, true);
    expect(() => readZip(zipped)).toThrow('larger than 20 MB');
  });

  it('that is none, or is damaged, is refused', () => {
    const zipped = writeZip(new Map([['a.xml', crypto.getRandomValues(new Uint8Array(4000))]]));
    for (const archive of [new Uint8Array(), bytes('no archive'), zipped.slice(0, 2000)])
      expect(() => readZip(archive)).toThrow(/Word document/);
  });
});

describe('XML that is read', () => {
  const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';

  it.each([
    ['as Word writes it', `<w:p xmlns:w="${w}" w:a="1"><w:r/></w:p>`],
    ['with another prefix', `<x:p xmlns:x="${w}" x:a="1"><x:r/></x:p>`],
    ['without a prefix', `<p xmlns="${w}" xmlns:y="${w}" y:a="1"><r/></p>`],
    ['in the strict form', `<w:p xmlns:w="${strict}" w:a="1"><w:r/></w:p>`],
    ['declared deeper', `<w:p xmlns:w="${w}" w:a="1"><q:r xmlns:q="${strict}"/></w:p>`],
  ])('has our prefixes: %s', (_, xml) => {
    const root = readXml(bytes(xml));
    expect([root.name, root.attributes, (root.children[0] as Element).name]).toEqual([
      'w:p',
      { 'w:a': '1' },
      'w:r',
    ]);
  });

  it('names what it does not know by its whole name', () => {
    expect(readXml(bytes('<a xmlns="urn:x"/>')).name).toBe('{urn:x}a');
    expect(readXml(bytes('<a b="1"/>')).attributes).toEqual({ b: '1' });
  });

  it('may be UTF-16', () => {
    const text = '<a b="é"/>';
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...Array.from(text, (letter) => [letter.charCodeAt(0), 0]).flat(),
    ]);
    expect(readXml(utf16).attributes).toEqual({ b: 'é' });
  });

  it.each([
    ['declares a document type', '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'],
    ['is nested deeper than 200', `${'<a>'.repeat(201)}${'</a>'.repeat(201)}`],
    ['is not well-formed', '<a><b></a>'],
    ['is not well-formed', 'no XML'],
  ])('is refused where it %s', (reason, xml) => {
    expect(() => readXml(bytes(xml))).toThrow(reason);
  });

  it('may be nested 200 deep, and have signs of more in comments, texts and attributes', () => {
    const odd = `<b c="<a>" d='>'/><!-- ${'<a>'.repeat(300)} --><![CDATA[${'<a>'.repeat(300)}]]>`.replace(
      '"<a>"',
      '"a>"',
    );
    expect(readXml(bytes(`${'<a>'.repeat(199)}${odd}${'</a>'.repeat(199)}`)).name).toBe('a');
    expect(() => readXml(new Uint8Array([0x3c, 0x61, 0xff]))).toThrow('is not UTF-8 text');
  });
});

describe('XML that is written', () => {
  it('is read as it was meant, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, attribute) => {
        const xml = writeXml(x('a', { b: attribute }, text));
        const { attributes, children } = readXml(xml);
        const [child] = children;
        const possible = (value: string) =>
          value.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd');
        expect(child?.type === 'text' ? child.value : '').toBe(possible(text).replace(/\r\n?/g, '\n'));
        expect(attributes.b).toBe(possible(attribute).replace(/[\t\n\r]+/g, ' '));
      }),
      {
        examples: [
          [']]>', ']]>'],
          ['\ud800', '\udc00'],
          ['a\r\nb', 'a\r\nb'],
          ['<!DOCTYPE', '<!DOCTYPE'],
        ],
      },
    );
  });

  it('passes over what is false or missing', () => {
    expect(x('a', false, undefined, [x('b'), [null, 'c']])).toEqual({
      type: 'element',
      name: 'a',
      attributes: {},
      children: [x('b'), { type: 'text', value: 'c' }],
    });
  });
});

it('relationships lead to parts by their paths, and out of the document nowhere', () => {
  const relationship = (id: string, type: string, target: string, mode = '') =>
    `<Relationship Id="${id}" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/${type}" Target="${target}"${mode}/>`;
  const files = new Map([
    [
      'word/_rels/document.xml.rels',
      strToU8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationship('rId1', 'footnotes', 'footnotes.xml')}${relationship('rId2', 'customXml', '../customXml/item1.xml')}${relationship('rId3', 'image', '/../../etc/passwd')}${relationship('rId4', 'hyperlink', 'https://example.org/', ' TargetMode="External"')}</Relationships>`,
      ),
    ],
  ]);
  expect(readRelationships(files, 'word/document.xml')).toEqual([
    { id: 'rId1', type: 'footnotes', target: 'word/footnotes.xml', isExternal: false },
    { id: 'rId2', type: 'customXml', target: 'customXml/item1.xml', isExternal: false },
    { id: 'rId3', type: 'image', target: 'etc/passwd', isExternal: false },
    { id: 'rId4', type: 'hyperlink', target: 'https://example.org/', isExternal: true },
  ]);
  expect(readRelationships(files, 'word/styles.xml')).toEqual([]);
});

it('a style is known by its name, whatever its capitals', () => {
  for (const [key, { name }] of Object.entries(styleNames)) {
    expect(styleNamed(name)).toBe(key);
    expect(styleNamed(name.toUpperCase())).toBe(key);
  }
  expect(styleNamed('Another')).toBeUndefined();
  expect(new Set(Object.values(styleNames).map(({ id }) => id)).size).toBe(Object.keys(styleNames).length);
});

describe('columns of a table', () => {
  const cell = (words: string) => ({ words, isBold: false });

  it('add up to the width of the table, and hold their longest words', () => {
    const words = fc
      .array(fc.stringMatching(/^[A-Za-z]{1,12}$/), { maxLength: 30 })
      .map((each) => cell(each.join(' ')));
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words, words), { minLength: 1, maxLength: 6 }), (rows) => {
        const { widths, halfPoints } = columnWidths(rows, 9298, 216, 20);
        expect(widths.reduce((total, width) => total + width, 0)).toBe(9298);
        for (const row of rows)
          row.forEach(({ words: said }, column) => {
            for (const word of said.split(' '))
              expect(widths[column] ?? 0).toBeGreaterThanOrEqual(widthOf(word, halfPoints) + 216);
          });
      }),
    );
  });

  it('give the room to who has most to say', () => {
    const { widths } = columnWidths(
      [[cell('Does assessment sufficiently analyse how to keep the child safe? '.repeat(2)), cell('67%')]],
      9298,
      216,
      20,
    );
    expect(widths[1]).toBeLessThan(1000);
  });

  it('are set in smaller letters where there are many, and end where that does not help', () => {
    const row = Array.from({ length: 10 }, () => cell('incomprehensible'));
    expect(columnWidths([row], 9298, 216, 20).halfPoints).toBeLessThan(20);
    expect(columnWidths([[cell('x'.repeat(9999)), cell('y')]], 9298, 216, 20).halfPoints).toBe(12);
    const { widths } = columnWidths([[cell('x'.repeat(9999)), cell('short words')]], 9298, 216, 20);
    expect(widths[1]).toBeGreaterThanOrEqual(widthOf('words', 12) + 216);
    expect(columnWidths([[]], 9298, 216, 20).widths).toEqual([9298]);
  });
});

it.each([
  ['See www.gov.uk/a.', ['www.gov.uk/a', 'http://www.gov.uk/a']],
  ['(https://a.org/b_(c))', ['https://a.org/b_(c)', 'https://a.org/b_(c)']],
  ['Write to a.b@c.gov.uk, please', ['a.b@c.gov.uk', 'mailto:a.b@c.gov.uk']],
  ['“http://a.org/x?y=1#z”', ['http://a.org/x?y=1#z', 'http://a.org/x?y=1#z']],
])('an address in a text is known: %s', (text, [words, url]) => {
  const stretches = addressesIn(text);
  expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
  expect(stretches.filter((stretch) => stretch.url !== undefined)).toEqual([{ text: words, url }]);
});

it.each(['e.g. this', 'a@b', 'www. nothing', 'http:// nothing', '1@2', 'file.md'])(
  'no address: %s',
  (text) => {
    expect(addressesIn(text)).toEqual([{ text }]);
  },
);
