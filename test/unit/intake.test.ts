import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../src/document/toMarkdown';
import { builtInFramework, frameworkIds } from '../../src/framework/frameworks';
import { readReport, rateReport } from '../../src/index';
import { FrameworkUnclear, importText, IntakeError } from '../../src/intake/intake';
import { wordsMissing } from '../../src/intake/words';
import { parseMarkdown } from '../../src/report/text/parse';
import { must } from './kit';

const frameworks = frameworkIds.map((id) => must(builtInFramework(id)));
const youth2021 = [must(builtInFramework('youth-2021'))];
const come = (text: string) => importText('report.txt', text, youth2021).text;

const assessment =
  'Assessment is well-informed, analytical and personalised, actively involving the child and their parents or carers.';

describe('a published text', () => {
  const text = `An inspection of youth justice services in
Northbridge

HM Inspectorate of Probation, November 2026

Contents

Foreword .......... 3
Domain two: Court disposals	4
2.1. Assessment	4

Foreword

The service knows its children. It works with

12

them and their families.¹

¹ A note on families.

Domain two: Court disposals

2.1. Assessment

${assessment}

Good

	% 'Yes'
Does assessment sufficiently analyse how to support the child's desistance?	83%
Does assessment sufficiently analyse how to keep the child safe?	67%
Does assessment sufficiently analyse how to keep other people safe?	83%

Case managers know the children.
`;
  const draft = come(text);

  it('gives its front matter as far as it tells it, and slots for the rest', () => {
    expect(draft).toContain('area: Northbridge\n');
    expect(draft).toContain('published: 2026-11\n');
    expect(draft).toContain('fieldwork: ‹month of fieldwork›\n');
  });

  it('loses the list of contents, and gets headings, the rating and the table in their forms', () => {
    expect(draft).toContain('# An inspection of youth justice services in Northbridge\n');
    expect(draft).not.toContain('....');
    expect(draft).toContain(`### 2.1. Assessment\n\n${assessment}\n\nRating: **Good**\n`);
    expect(draft).toContain("| Key question | % 'Yes' |\n| --- | ---: |\n");
    expect(draft).toContain('keep the child safe? | **67%** |');
    expect(must(rateReport(readReport(draft))).standards['2.1']).toMatchObject({
      lowest: 67,
      stated: 'Good',
    });
  });

  it('has its footnotes at the end of their section', () => {
    expect(draft).toContain('families.[^1]\n');
    expect(draft).toContain('[^1]: A note on families.\n\n## Domain two');
  });

  it('keeps a single number that only looks like one of a page', () => {
    expect(draft).toMatch(/^12$/m);
  });
});

describe('what is not sure', () => {
  it('a standard without a rating has a slot for it', () => {
    expect(come(`Domain two: Court disposals\n\n2.1. Assessment\n\n${assessment}\n\nProse.\n`)).toContain(
      'Rating: ‹rating›',
    );
  });

  it('a footnote to which nothing refers stands where it stood, behind a slot', () => {
    const { text, unplaced } = importText(
      'a.txt',
      'Foreword\n\nProse.\n\n² A note.\n\nMore prose.\n',
      youth2021,
    );
    expect(text).toContain('Prose.\n\n‹where does this belong?›[^2]\n\nMore prose.\n\n[^2]: A note.');
    expect(unplaced).toEqual(['A note.']);
  });

  it('a mark without a footnote stays what was printed', () => {
    expect(come('Foreword\n\nOur rating³ and <sup>4</sup> are 5 km².\n')).toContain(
      'Our rating³ and <sup>4</sup> are 5 km².',
    );
  });

  it('no framework is guessed where two have as many of the titles', () => {
    expect(() => importText('a.txt', 'Nothing of the kind.', frameworks)).toThrow(FrameworkUnclear);
  });

  it('what is no report, or nothing at all, is refused', () => {
    expect(() => importText('a.pdf', 'text', frameworks)).toThrow(IntakeError);
    expect(() => importText('a.txt', ' \n', frameworks)).toThrow(IntakeError);
    const deep = `${'<div>'.repeat(20_000)}x`;
    expect(() => importText('a.html', deep, youth2021)).toThrow(IntakeError);
  });
});

it('whatever the text is, none of its words is lost, and nothing crashes', () => {
  const piece = fc.constantFrom(
    'Foreword',
    'Ratings',
    '2.1. Assessment',
    assessment,
    'Good',
    'Requires improvement',
    '67%',
    '12',
    '\t',
    '\n',
    '\n\n',
    '- item',
    '1. first',
    '¹ note',
    'text¹',
    '<sup>2</sup>',
    '| a | b |',
    'a) prompt',
    'word-',
    'ing',
    '**bold**',
    '_x_',
    '[link](#)',
    '# Heading',
    '<p>',
    '</p>',
    '--',
    'Contents',
    'Foreword ..... 3',
    'Our rating for assessment:',
    '\f',
    '*',
    '`',
    'Does assessment sufficiently analyse how to keep the child safe?',
    "% 'Yes'",
    'Overall rating',
    'Score 19/36',
    '“quote”',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 12 })), { minLength: 1, maxLength: 40 }),
      (pieces) => {
        const text = pieces.join(' ');
        if (text.trim() === '') return;
        const { text: draft } = importText('a.txt', text, youth2021);
        const words = [
          'assessment',
          'informed',
          'desistance',
          'prompt',
          'heading',
          'link',
          'bold',
          'item',
          'quote',
        ];
        const kept = text.replace(/Contents[\s\S]*|\S*-\s+\S+/g, ' ');
        expect(wordsMissing(kept, draft).filter((each) => words.includes(each.toLowerCase()))).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

describe('a tree as Markdown', () => {
  it('is what it was parsed from, where that is in the house form', () => {
    const text = [
      '# Title',
      'A *word*, a **bold** one and [a link](https://example.org).\\\nA line.',
      '- one\n- two',
      '3. three\n4. four',
      '> "Somebody’s words."',
      "| Key question | % 'Yes' |\n| --- | ---: |\n| How? | **45%** |\n| | |",
      '[COMMS TO UPLOAD] a_b * c <50% 1. x',
    ].join('\n\n');
    expect(toMarkdown({ type: 'root', children: parseMarkdown(text) })).toBe(`${text}\n`);
  });

  it('escapes what would be read as something else', () => {
    const paragraph = (value: string) =>
      toMarkdown({ type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value }] }] });
    expect(paragraph('1. no list')).toBe('1\\. no list\n');
    expect(paragraph('# no heading')).toBe('\\# no heading\n');
    expect(paragraph('*no emphasis*')).toContain('\\*');
    expect(paragraph('2 * 3')).toBe('2 * 3\n');
  });
});
