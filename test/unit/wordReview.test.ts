import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../src/document/document';
import { readReport } from '../../src/report/read';
import { readWord } from '../../src/word/read/readWord';
import { review, type Review } from '../../src/word/review';
import type { Purpose } from '../../src/word/purposes';
import { writeWord } from '../../src/word/write/writeWord';
import { corpus } from '../corpus/reports';
import { root } from './built';
import { draft } from './kit';
import { Reviewer } from './wordEdits';

async function exported(text: string, purpose: Purpose = 'review'): Promise<Uint8Array> {
  return (await writeWord(documentOf(readReport(text)), new Map(), purpose)).value;
}

/** What came of a copy, and the draft with all in it that has no conflict. */
async function broughtBack(
  reviewer: Reviewer,
  sent: string,
  now = sent,
): Promise<Review & { readonly text: string }> {
  const result = await review(await readWord(reviewer.bytes), sent, now);
  return { ...result, text: applied(now, result) };
}

function applied(text: string, { edits }: Review): string {
  return edits.reduceRight(
    (so, { range, text: words }) => so.slice(0, range.start) + words + so.slice(range.end),
    text,
  );
}

const lines = [
  '# An inspection of youth justice services in Northbridge',
  '',
  '## Background',
  '',
  'The service works with 63 children, of whom 67% are boys.[^boys]',
  '',
  'It has a stable team. Managers know their staff well.',
  '',
  'A third paragraph, which is **important** to us.',
  '',
  '[^boys]: Figures for the year 2026.',
  '',
  '## Recommendations',
  '',
  'The service should:',
  '',
  '1. train its staff.',
  '2. meet every child.',
  '3. write plans that children understand.',
  '',
  '| Measure | Result |',
  '| --- | ---: |',
  '| Girls | **33%** |',
  '| Boys | 67% |',
  '| Not known | |',
  '',
  '> **Good practice**',
  '>',
  '> A mentor met the child each week.',
];
const text = draft(...lines);
const lineOf = (words: string, of = text) => of.split('\n').findIndex((line) => line.includes(words)) + 1;
const sam = { author: 'Sam Reviewer', date: '2026-11-03T09:30:00Z', isTracked: true, isInConflict: false };
const nobody = { author: null, date: null, isTracked: false, isInConflict: false };
const by = async () => new Reviewer(await exported(text));

describe.each(corpus)('$name', ({ text }) => {
  it('comes back as it was sent', async () => {
    const document = await readWord(await exported(text));
    expect(document.source?.text).toBe(text);
    const { changes, edits, comments } = await review(document, text, text);
    expect({ changes, edits, comments }).toEqual({ changes: [], edits: [], comments: [] });
  });
});

describe('tracked changes', () => {
  it('are listed with their author, date and line, and made in the draft', async () => {
    const reviewer = (await by())
      .replace('stable', 'settled')
      .replace(' well', '', 'Managers know')
      .insert(' and their families', 'every child', 'meet every child');
    const { changes, text: after } = await broughtBack(reviewer, text);
    expect(changes).toMatchObject([
      { ...sam, kind: 'replacement', before: 'stable', after: 'settled', line: lineOf('stable team') },
      { ...sam, kind: 'deletion', before: ' well', after: '', line: lineOf('stable team') },
      { ...sam, kind: 'insertion', before: '', after: ' and their families', line: lineOf('meet every') },
    ]);
    expect(changes[0]?.paragraph).toBe('It has a stable team. Managers know their staff well.');
    expect(after).toBe(
      text
        .replace('stable', 'settled')
        .replace('staff well', 'staff')
        .replace('every child.', 'every child and their families.'),
    );
  });

  it('keep the marks of the words that they are made in', async () => {
    const { changes, text: after } = await broughtBack((await by()).replace('33%', '34%'), text);
    expect(changes).toMatchObject([
      { ...sam, kind: 'replacement', before: '33%', after: '34%', line: lineOf('Girls') },
    ]);
    expect(after).toBe(text.replace('**33%**', '**34%**'));
  });

  it('put in and take out paragraphs', async () => {
    const reviewer = await by();
    reviewer.paragraph('A third paragraph', (xml) => reviewer.whole(xml, 'del'));
    reviewer.paragraph(
      'The service works',
      (xml) =>
        xml +
        reviewer.whole(
          '<w:p><w:pPr/><w:r><w:t xml:space="preserve">It is a new one.</w:t></w:r></w:p>',
          'ins',
        ),
    );
    const { changes, text: after } = await broughtBack(reviewer, text);
    expect(changes).toMatchObject([
      { ...sam, kind: 'insertion', after: 'It is a new one.', line: lineOf('The service works') },
      {
        ...sam,
        kind: 'deletion',
        before: 'A third paragraph, which is important to us.',
        line: lineOf('A third'),
      },
    ]);
    expect(after).toBe(
      text
        .replace('boys.[^boys]\n', 'boys.[^boys]\n\nIt is a new one.\n')
        .replace('A third paragraph, which is **important** to us.\n\n', ''),
    );
  });

  it('part and join paragraphs', async () => {
    const reviewer = await by();
    reviewer.paragraph('It has a stable', () =>
      ['It has a stable team.', ' Managers know their staff well.']
        .map((words, index) => {
          const xml = `<w:p><w:pPr/><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
          return index === 0 ? reviewer.endMarked(xml, 'ins') : xml;
        })
        .join(''),
    );
    const parted = await broughtBack(reviewer, text);
    expect(parted.changes).toMatchObject([
      { ...sam, kind: 'insertion', after: '¶', line: lineOf('stable team') },
    ]);
    expect(parted.text).toBe(text.replace('team. Managers', 'team.\n\nManagers'));

    const joiner = await by();
    joiner.paragraph('It has a stable', (xml) => joiner.endMarked(xml, 'del'));
    const joined = await broughtBack(joiner, text);
    expect(joined.changes).toMatchObject([{ ...sam, kind: 'deletion', before: '¶' }]);
    expect(joined.text).toBe(text.replace('staff well.\n\nA third', 'staff well.A third'));
  });

  it('move paragraphs', async () => {
    const reviewer = await by();
    let moved = '';
    reviewer.paragraph('A third paragraph', (xml) => {
      moved = xml;
      return `<w:moveFromRangeStart ${reviewer.mark()} w:name="move1"/>${reviewer.endMarked(
        xml.replace(/<w:r>.*<\/w:r>/s, (runs) => `<w:moveFrom ${reviewer.mark()}>${runs}</w:moveFrom>`),
        'moveFrom',
      )}<w:moveFromRangeEnd w:id="1"/>`;
    });
    reviewer.paragraph(
      'The service works',
      (xml) =>
        `<w:moveToRangeStart ${reviewer.mark()} w:name="move1"/>${reviewer.endMarked(
          moved.replace(/<w:r>.*<\/w:r>/s, (runs) => `<w:moveTo ${reviewer.mark()}>${runs}</w:moveTo>`),
          'moveTo',
        )}<w:moveToRangeEnd w:id="2"/>${xml}`,
    );
    const { changes, text: after } = await broughtBack(reviewer, text);
    const words = 'A third paragraph, which is important to us.';
    expect(changes).toMatchObject([
      { ...sam, kind: 'move', before: words, after: words, line: lineOf('A third') },
    ]);
    const line = 'A third paragraph, which is **important** to us.\n\n';
    expect(after).toBe(text.replace(line, '').replace('The service works', `${line}The service works`));
  });

  it('add and remove rows', async () => {
    const reviewer = await by();
    const marked = (xml: string, kind: 'ins' | 'del') =>
      xml
        .replace(/<w:trPr>.*?<\/w:trPr>/s, '')
        .replace('<w:tr>', `<w:tr><w:trPr><w:${kind} ${reviewer.mark()}/></w:trPr>`);
    reviewer.row('Girls', (xml) => {
      const added = xml.replaceAll('Girls', 'Others').replaceAll('33%', '0%');
      return xml + marked(added, 'ins');
    });
    reviewer.row('Boys67%', (xml) => marked(xml, 'del'));
    const { changes, text: after } = await broughtBack(reviewer, text);
    expect(changes).toMatchObject([
      { ...sam, kind: 'insertion', after: 'Others | 0%', line: lineOf('| Girls') },
      { ...sam, kind: 'deletion', before: 'Boys | 67%', line: lineOf('| Boys') },
    ]);
    expect(after).toBe(text.replace('| Boys | 67% |', '| Others | **0%** |'));
  });

  it('change footnotes', async () => {
    const { changes, text: after } = await broughtBack(
      (await by()).replace('2026', '2025', 'Figures for', 'footnotes'),
      text,
    );
    expect(changes).toMatchObject([{ ...sam, before: '2026', after: '2025', line: lineOf('[^boys]: ') }]);
    expect(after).toBe(text.replace('the year 2026', 'the year 2025'));
  });

  it('change the look and the style of words', async () => {
    const reviewer = await by();
    reviewer.paragraph('It has a stable', (xml) =>
      xml.replace(
        '<w:r>',
        `<w:r><w:rPr><w:b/><w:rPrChange ${reviewer.mark()}><w:rPr/></w:rPrChange></w:rPr>`,
      ),
    );
    reviewer.paragraph('A third', (xml) =>
      xml.replace(
        '<w:pPr/>',
        `<w:pPr><w:pStyle w:val="Heading2"/><w:pPrChange ${reviewer.mark()}><w:pPr/></w:pPrChange></w:pPr>`,
      ),
    );
    const { changes, text: after } = await broughtBack(reviewer, text);
    const words = 'It has a stable team. Managers know their staff well.';
    expect(changes).toMatchObject([
      { ...sam, kind: 'replacement', before: words, after: `**${words}**` },
      { ...sam, kind: 'replacement', after: '### A third paragraph, which is **important** to us.' },
    ]);
    expect(after).toBe(text.replace(words, `**${words}**`).replace('A third', '### A third'));
  });
});

describe('changes that nobody tracked', () => {
  it('are listed and made', async () => {
    const reviewer = (await by())
      .silently('67%', '83%', 'The service works')
      .silently('each week', 'every day');
    reviewer.paragraph('train its staff', () => '');
    const { changes, text: after } = await broughtBack(reviewer, text);
    expect(changes).toMatchObject([
      { ...nobody, kind: 'replacement', before: '67%', after: '83%', line: lineOf('67% are') },
      { ...nobody, kind: 'deletion', before: 'train its staff.', line: lineOf('train its') },
      { ...nobody, kind: 'replacement', before: 'each week', after: 'every day', line: lineOf('each week') },
    ]);
    expect(after).toBe(
      text
        .replace('67% are', '83% are')
        .replace('1. train its staff.\n', '')
        .replace('each week', 'every day'),
    );
  });
});

describe('lists, headings and notes', () => {
  it('take new items tightly, headings at their place, notes with their references', async () => {
    const reviewer = (await by()).silently('Background', 'Context');
    reviewer.paragraph(
      'train its staff',
      (xml) => xml + reviewer.whole(xml.replace('train its staff', 'do more'), 'ins'),
    );
    reviewer.paragraph('A third', (xml) =>
      xml.replace(/<\/w:p>$/, `${reviewer.inserted('<w:r><w:footnoteReference w:id="9"/></w:r>')}</w:p>`),
    );
    reviewer.write(
      'word/footnotes.xml',
      reviewer
        .part('word/footnotes.xml')
        .replace(
          '</w:footnotes>',
          `<w:footnote w:id="9"><w:p>${reviewer.inserted('<w:r><w:t>A new note.</w:t></w:r>')}</w:p></w:footnote></w:footnotes>`,
        ),
    );
    const { changes, text: after } = await broughtBack(reviewer, text);
    expect(changes).toMatchObject([
      {
        ...nobody,
        kind: 'replacement',
        before: 'Background',
        after: 'Context',
        line: lineOf('## Background'),
      },
      { ...sam, kind: 'insertion', after: '[footnote]', line: lineOf('A third') },
      { ...sam, kind: 'insertion', after: 'A new note.', line: lineOf('A third') },
      { ...sam, kind: 'insertion', after: 'do more.', line: lineOf('train its') },
    ]);
    expect(after).toBe(
      text
        .replace('## Background', '## Context')
        .replace('to us.\n', 'to us.[^note-1]\n')
        .replace('\n## Recommendations', '\n[^note-1]: A new note.\n\n## Recommendations')
        .replace('staff.\n2.', 'staff.\n2. do more.\n2.'),
    );
  });

  it('a note goes with its only reference', async () => {
    const reviewer = await by();
    reviewer.paragraph('The service works', (xml) =>
      xml.replace(/<w:r>(?:(?!<\/w:r>).)*<w:footnoteReference[^>]*\/><\/w:r>/s, ''),
    );
    const { changes, text: after } = await broughtBack(reviewer, text);
    expect(changes).toMatchObject([
      { ...nobody, kind: 'deletion', before: '[^boys]', line: lineOf('are boys') },
    ]);
    expect(after).toBe(
      text.replace('[^boys]\n', '\n').replace('[^boys]: Figures for the year 2026.\n\n', ''),
    );
  });
});

describe('comments', () => {
  it('come with replies, whether they are resolved, and the lines that they are about', async () => {
    const reviewer = (await by())
      .comment('Is this right?', 'The service works', 'A third paragraph')
      .comment('It is.', 'The service works', 'The service works', {
        answers: 'Is this right?',
        author: 'Lee',
      })
      .comment('Done.', 'Girls', 'Girls', { isResolved: true });
    const { comments, changes } = await broughtBack(reviewer, text);
    expect(changes).toEqual([]);
    expect(comments).toMatchObject([
      {
        author: 'Sam Reviewer',
        text: 'Is this right?',
        line: lineOf('The service works'),
        lastLine: lineOf('A third'),
        isResolved: false,
        replies: [{ author: 'Lee', text: 'It is.' }],
      },
      { text: 'Done.', line: lineOf('Girls'), isResolved: true, replies: [] },
    ]);
  });
});

describe('where the draft has moved on', () => {
  const now = text
    .replace('## Background\n', '## Background\n\nA paragraph that is new.\n')
    .replace('A third paragraph', 'The third paragraph')
    .replace('2. meet every child.\n', '');

  it('changes stand at the lines of now, and those of lines that were changed are conflicts', async () => {
    const reviewer = (await by())
      .replace('stable', 'settled')
      .replace('important', 'vital', 'A third')
      .silently('every', 'each', 'meet every');
    const { changes, text: after } = await broughtBack(reviewer, text, now);
    expect(changes).toMatchObject([
      { before: 'stable', line: lineOf('stable', now), isInConflict: false },
      { before: 'important', line: lineOf('third paragraph', now), isInConflict: true },
      { before: 'every', line: null, isInConflict: true },
    ]);
    expect(after).toBe(now.replace('stable', 'settled'));
  });

  it('what was made there already is no conflict', async () => {
    const made = text.replace('stable', 'settled');
    const { changes, text: after } = await broughtBack((await by()).replace('stable', 'settled'), text, made);
    expect(changes).toMatchObject([{ before: 'stable', line: lineOf('settled', made), isInConflict: false }]);
    expect(after).toBe(made);
  });
});

/** Replaces a word in the one line that says some words. */
function replaceIn(text: string, line: string, word: string, after: string): string {
  const start = text.lastIndexOf('\n', text.indexOf(line)) + 1;
  const at = text.indexOf(word, start);
  return text.slice(0, at) + after + text.slice(at + word.length);
}

describe('random edits', () => {
  const words = ['stable', 'important', 'Managers', 'children', 'mentor', 'Figures'] as const;
  const within: Readonly<Record<(typeof words)[number], [string, 'document' | 'footnotes']>> = {
    stable: ['It has a stable', 'document'],
    important: ['A third paragraph', 'document'],
    Managers: ['It has a', 'document'],
    children: ['The service works', 'document'],
    mentor: ['met the child', 'document'],
    Figures: ['for the year', 'footnotes'],
  };
  const edits = fc.uniqueArray(
    fc.record({
      word: fc.constantFrom(...words),
      how: fc.constantFrom('silent', 'tracked', 'deleted', 'inserted'),
      put: fc.constantFrom('quite', '83%', 'Ärger', 'a & b', '1 < 2', '*starred*', '[bracketed]', '_under_'),
    }),
    { selector: ({ word }) => word, maxLength: words.length },
  );

  it('are all listed, and nothing else, and make the draft what the copy says', async () => {
    const bytes = await exported(text);
    await fc.assert(
      fc.asyncProperty(edits, async (made) => {
        const reviewer = new Reviewer(bytes);
        let expected = text;
        for (const { word, how, put } of made) {
          const [paragraph, part] = within[word];
          const after = { silent: put, tracked: put, deleted: '', inserted: `${word}${put}` }[how];
          if (how === 'silent') reviewer.silently(word, put, paragraph, part);
          else if (how === 'inserted') reviewer.insert(put, word, paragraph, part);
          else reviewer.replace(word, after, paragraph, part);
          expected = replaceIn(expected, paragraph, word, after);
        }
        const { changes, text: result } = await broughtBack(reviewer, text);
        expect(changes).toHaveLength(made.length);
        for (const { word, how, put } of made)
          expect(changes).toContainEqual(
            expect.objectContaining({
              isTracked: how !== 'silent',
              isInConflict: false,
              ...(how === 'silent'
                ? {}
                : { before: how === 'inserted' ? '' : word, after: how === 'deleted' ? '' : put }),
            }),
          );
        // A draft has no escapes where none is needed, and no line begins with a space.
        const plainOf = (markdown: string) =>
          markdown
            .replace(/\\(?=[*[\]_<&])/g, '')
            .replace(/ +|\*{4}/g, (gap) => (gap.startsWith('*') ? '' : ' '))
            .replace(/ +/g, ' ');
        expect(plainOf(result)).toBe(plainOf(expected));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a copy that LibreOffice has saved', () => {
  it('has its changes, and shows what LibreOffice has done to a footnote that was changed with tracking on', async () => {
    const document = await readWord(readFileSync(path.join(root, 'test/word/saved-by-libreoffice.docx')));
    const sent = document.source?.text ?? '';
    const { changes, comments } = await review(document, sent, sent);
    expect(changes.map(({ isTracked, before, after }) => [isTracked, before, after])).toEqual([
      [true, 'port town', 'harbour town'],
      [false, '140,000', '150,000'],
      [true, '', ' closely'],
      [
        true,
        'Does the implementation and delivery of services effectively support the safety of the child?[footnote] | 64%',
        '',
      ],
      [false, 'diversionary', 'diversionarypreventive'],
    ]);
    expect(comments.map(({ author, text, isResolved }) => [author, text, isResolved])).toEqual([
      ['Sam Reviewer', 'Old point', true],
      ['Sam Reviewer', 'Please check this figure.', false],
      ['Lee', 'We have: it is right.', false],
    ]);
  });
});
