import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFrontMatter, isDraft } from '../../src/report/draft';
import { dueness, rateReport } from '../../src/report/evidence';
import { readReport } from '../../src/report/read';
import type { Range } from '../../src/report/range';
import type { Report, StandardSection } from '../../src/report/report';
import { assessment, draft, frontMatter, must, textAt } from './kit';
import { cleanDraft } from '../examples';
import { drafts } from './rulePage';
import { runs } from '../random';

const read = (...lines: string[]) => readReport(draft(...lines));
const at = (report: Report, range: Range | undefined) => textAt(report.text, must(range, 'a range'));
const sectionOf = (report: Report, id: string): StandardSection =>
  must(
    report.sections.find(({ standard }) => standard.id === id),
    `a section of ${id}`,
  );

describe('a file is a draft', () => {
  it.each([
    { what: 'by its name', path: 'northbridge.report.md', text: '' },
    { what: 'by its name in capitals', path: 'C:\\drafts\\NORTHBRIDGE.Report.MD', text: '# Title' },
    { what: 'by its front matter', path: 'a.md', text: '---\narea: X\nframework: youth-2021\n---\n' },
    { what: 'by an empty entry', path: 'a.md', text: '---\nframework:\n---\n' },
    { what: 'with broken front matter', path: 'a.md', text: '---\narea: "X\nframework: [youth\n---\n' },
    { what: 'with unclosed front matter', path: 'a.md', text: '---\nframework: youth-2021\n\n# Title\n' },
    { what: 'with a byte order mark', path: 'a.md', text: '\ufeff---\nframework: youth-2021\n---\n' },
    { what: 'with CRLF', path: 'a.md', text: '---\r\nframework: youth-2021\r\n---\r\n' },
    { what: 'with CR', path: 'a.md', text: '---\rframework: youth-2021\r---\r' },
  ])('$what', ({ path, text }) => {
    expect(isDraft(path, text)).toBe(true);
  });

  it.each([
    { what: 'not by its name', path: 'report.md', text: '# Title' },
    { what: 'not by a word in the text', path: 'a.md', text: '# Title\n\nframework: youth-2021\n' },
    {
      what: 'not by other front matter',
      path: 'a.md',
      text: '---\ntitle: X\n---\n\nframework: youth-2021\n',
    },
    { what: 'not by a longer name', path: 'a.md', text: '---\nframework-version: 2\nmy-framework: x\n---\n' },
    { what: 'not by an entry of another', path: 'a.md', text: '---\nbuild:\n  framework: x\n---\n' },
    { what: 'not by front matter further down', path: 'a.md', text: '\n---\nframework: youth-2021\n---\n' },
  ])('$what', ({ path, text }) => {
    expect(isDraft(path, text)).toBe(false);
  });
});

describe('front matter', () => {
  const valueOf = (text: string, key: string) => {
    const report = readReport(text);
    const found = report.frontMatter.values.get(key);
    return found && { value: found.value, at: at(report, found.range) };
  };
  const issues = (text: string) => {
    const report = readReport(text);
    return report.frontMatter.issues.map(({ kind, key, range }) => ({ kind, key, at: at(report, range) }));
  };

  it('is read as text, each value with its place', () => {
    expect(valueOf(frontMatter, 'isbn')).toEqual({ value: '978-1-9999999-0-2', at: '978-1-9999999-0-2' });
    expect(valueOf(frontMatter, 'fieldwork')).toEqual({ value: '2026-09-14', at: '2026-09-14' });
    expect(valueOf(frontMatter.replace('YJS\n', 'no\n'), 'abbreviation')).toEqual({ value: 'no', at: 'no' });
    expect(valueOf(frontMatter.replace('YJS\n', '007 # agent\n'), 'abbreviation')).toEqual({
      value: '007',
      at: '007',
    });
    expect(valueOf(frontMatter.replace(': Northbridge\n', ": 'North''bridge'\n"), 'area')).toEqual({
      value: "North'bridge",
      at: "'North''bridge'",
    });
    expect(issues(frontMatter)).toEqual([]);
  });

  it('gives the sizes of the samples', () => {
    const { cases } = readReport(frontMatter).frontMatter;
    expect([...cases].map(([name, { value }]) => [name, value])).toEqual([
      ['court-disposals', 11],
      ['out-of-court-disposals', 14],
      ['resettlement', 0],
    ]);
  });

  it.each([
    ['framework', 'framework: youth-2021\n', '---'],
    ['area', 'area: Northbridge\n', '---'],
    ['service', 'service: Northbridge Youth Justice Service\n', '---'],
    ['abbreviation', 'abbreviation: YJS\n', '---'],
    ['fieldwork', 'fieldwork: 2026-09-14\n', '---'],
  ])('lacks %s', (key, line, place) => {
    expect(issues(frontMatter.replace(line, ''))).toEqual([{ kind: 'missing-key', key, at: place }]);
    expect(issues(frontMatter.replace(line, `${key}:\n`))).toEqual([{ kind: 'missing-key', key, at: key }]);
  });

  it.each([
    ['published', 'published: 2026-11\n'],
    ['isbn', 'isbn: 978-1-9999999-0-2\n'],
  ])('is unfinished without %s', (key, line) => {
    const marks = ['', ' TBC', ' –', ' ‹to come›'];
    expect(issues(frontMatter.replace(line, ''))).toMatchObject([{ kind: 'unfinished', key }]);
    for (const mark of marks)
      expect(issues(frontMatter.replace(line, `${key}:${mark}\n`)), mark).toEqual([
        { kind: 'unfinished', key, at: mark.trim() || key },
      ]);
  });

  it.each([
    ['fieldwork', 'fieldwork: 2026-09-14', 'September 2026'],
    ['fieldwork', 'fieldwork: 2026-09-14', '2026-13'],
    ['fieldwork', 'fieldwork: 2026-09-14', '2026-02-30'],
    ['fieldwork', 'fieldwork: 2026-09-14', '2026-9-14'],
    ['published', 'published: 2026-11', '2026'],
    ['cases.court-disposals', 'court-disposals: 11', 'eleven'],
    ['cases.court-disposals', 'court-disposals: 11', '-1'],
    ['cases.court-disposals', 'court-disposals: 11', '11.5'],
  ])('has a bad value of %s at its own place', (key, line, value) => {
    const bad = frontMatter
      .replace(`\n${line}`, `\n${line.split(':')[0] ?? ''}: ${value}`)
      .replace(`  ${line}`, `  ${line.split(':')[0] ?? ''}: ${value}`);
    expect(issues(bad)).toEqual([{ kind: 'bad-value', key, at: value }]);
  });

  it.each(['2024-02-29', '2026-12', '2026-12-31'])('takes %s for a date', (value) => {
    expect(issues(frontMatter.replace('2026-09-14', value))).toEqual([]);
  });

  it('has a bad value where a single one is due', () => {
    expect(issues(frontMatter.replace('YJS\n', '[YJS, YOS]\n'))).toMatchObject([
      { kind: 'bad-value', key: 'abbreviation' },
    ]);
    expect(issues(frontMatter.replace(/cases:\n(?: .*\n)+/, 'cases: 11\n'))).toMatchObject([
      { kind: 'bad-value', key: 'cases', at: '11' },
    ]);
  });

  it('keeps entries of the author', () => {
    expect(valueOf(frontMatter.replace('isbn', 'editor: A. Nother\nisbn'), 'editor')?.value).toBe(
      'A. Nother',
    );
  });

  it('is absent', () => {
    expect(issues('# Title\n')).toEqual([{ kind: 'absent', key: undefined, at: '# Title' }]);
    expect(issues('')).toEqual([{ kind: 'absent', key: undefined, at: '' }]);
  });

  it.each([
    { what: 'an open quote', text: frontMatter.replace(': Northbridge\n', ': "Northbridge\n') },
    { what: 'an open bracket', text: frontMatter.replace('YJS\n', '[YJS\n') },
    { what: 'a tab', text: frontMatter.replace('  court', '\tcourt') },
    { what: 'a name that stands twice', text: frontMatter.replace('isbn', 'area: Southbridge\nisbn') },
    { what: 'a line without a colon', text: frontMatter.replace('isbn', 'and so on\nisbn') },
    { what: 'words alone', text: '---\nframework\n---\n' },
    { what: 'a list', text: '---\n- framework: youth-2021\n---\n' },
  ])('can not be read with $what, and is told so within it', ({ text }) => {
    const { frontMatter: found } = readReport(`${text}\n# Title\n`);
    const issue = must(found.issues.find(({ kind }) => kind === 'yaml'));
    expect(issue.range.end).toBeLessThanOrEqual(text.length);
    // What can't be read may hide what seems to be missing.
    if (!text.includes('- framework') && text !== '---\nframework\n---\n')
      expect(found.issues.map(({ kind }) => kind)).not.toContain('missing-key');
  });

  it('keeps the framework where another line is broken', () => {
    expect(readReport(frontMatter.replace('YJS\n', '[YJS\n')).framework?.id).toBe('youth-2021');
    expect(readReport(frontMatter.replace('isbn', 'area: Southbridge\nisbn')).framework?.id).toBe(
      'youth-2021',
    );
  });

  describe('that is not closed', () => {
    const body = ['# Title', '', ...assessment('100%', '91%', '**73%**')].join('\n');
    const open = frontMatter.replace(/---\n$/, '');
    const expectRead = (text: string) => {
      const report = readReport(text);
      expect(report.frontMatter.issues.map(({ kind }) => kind)).toEqual(['not-closed']);
      expect(report.frontMatter.values.get('area')?.value).toBe('Northbridge');
      expect(sectionOf(report, '2.1').table?.figures).toEqual([100, 91, 73].map((percent) => ({ percent })));
      expect(report.headings[0]?.text).toBe('Title');
      expect(at(report, report.headings[0]?.range)).toBe('# Title');
    };

    it.each([
      { what: 'a blank line', between: '\n' },
      { what: 'a heading', between: '' },
    ])('ends at $what', ({ between }) => {
      expectRead(`${open}${between}${body}\n`);
    });

    it('does not swallow the report up to a --- further down', () => {
      expectRead(`${open}\n${body}\n\nProse.\n\n---\n\nMore.\n`);
      expectRead(`${open}${body}\n\nProse.\n\n---\n\nMore.\n`);
    });

    it('is all there is', () => {
      expect(readReport(open).frontMatter.issues.map(({ kind }) => kind)).toEqual(['not-closed']);
      expect(readReport('---').frontMatter.issues.map(({ kind }) => kind)).toContain('not-closed');
    });

    it('ends before prose that is no entry', () => {
      const report = readReport(`${open}Prose without an end.\n\n# Title\n`);
      expect(report.frontMatter.issues.map(({ kind }) => kind)).toEqual(['not-closed']);
      expect(report.paragraphs.map(({ flat }) => flat.text)).toEqual(['Prose without an end.']);
    });
  });

  it('may hold blank lines and comments', () => {
    const text = frontMatter.replace('area:', '\n# the place\narea:');
    expect(issues(text)).toEqual([]);
    expect(findFrontMatter(text)?.closed).toBe(true);
  });
});

describe('headings', () => {
  const heading = (line: string, ...rest: string[]) => {
    const report = read(line, ...rest);
    const found = must(report.headings[0]);
    return { ...found, report };
  };

  it.each([
    ['### 2.1. Assessment', '2.1. '],
    ['### 2.1 Assessment', '2.1 '],
    ['### 2. 1. Assessment', '2. 1. '],
    ['### 2 . 1 . Assessment', '2 . 1 . '],
    ['### 2.1.Assessment', '2.1.'],
    ['### 2.1Assessment', '2.1'],
    ['## 2.1. Assessment', '2.1. '],
    ['# 2.1. Assessment', '2.1. '],
    ['##### 2.1. Assessment', '2.1. '],
    ['### 2.1. Assessment (court disposals)', '2.1. '],
    ['### 02.01. Assessment', '02.01. '],
    ['### 2.1.\u00a0Assessment', '2.1.\u00a0'],
    ['### **2.1. Assessment**', '2.1. '],
    ['### 2.1. Assessment[^1]', '2.1. '],
    ['### [^1]2.1. Assessment ###', '2.1. '],
    ['2.1. Assessment\n----------------', '2.1. '],
  ])('%j is standard 2.1', (line, number) => {
    const { kind, standard, domain, title, titleRange, numberRange, report } = heading(
      line,
      '',
      '[^1]: A note.',
    );
    expect({ kind, standard, domain, title }).toEqual({
      kind: 'standard',
      standard: '2.1',
      domain: 2,
      title: 'Assessment',
    });
    expect(at(report, titleRange)).toBe('Assessment');
    expect(at(report, numberRange)).toBe(number);
    expect(sectionOf(report, '2.1').heading.text).toBe(report.headings[0]?.text);
  });

  it.each(['### 2.1.1. Is there …', '### 12 things', '### Version 2.1', '### 10.30 am'])(
    '%j is no section of a standard',
    (line) => {
      expect(heading(line).report.sections).toEqual([]);
    },
  );

  it.each([
    ['## 2. Court disposals', 'Court disposals'],
    ['## Domain two: Court disposals', 'Court disposals'],
    ['## Domain 2: Court disposals', 'Court disposals'],
    ['## DOMAIN TWO – Court disposals', 'Court disposals'],
    ['## 2 Court disposals', 'Court disposals'],
    ['### 2. Court disposals', 'Court disposals'],
    ['## 2. Court orders', 'Court orders'],
  ])('%j is domain 2', (line, title) => {
    expect(heading(line)).toMatchObject({ kind: 'domain', domain: 2, title });
    expect(heading(line).report.parts).toMatchObject([{ kind: 'domain', part: { domain: 2 } }]);
  });

  it.each(['### 2. Something of our own', '## 2 court cases', '## Recommendations'])(
    '%j is no domain',
    (line) => {
      expect(heading(line).kind).toBe('other');
    },
  );

  it('a standard’s number right above the same number is a domain’s', () => {
    const report = read(
      '## 4.1. Resettlement',
      '',
      '### 4.1. Resettlement policy and provision',
      '',
      'Rating: **Good**',
    );
    const [domain, standard] = report.headings;
    expect(domain).toMatchObject({ kind: 'domain', domain: 4, title: 'Resettlement' });
    expect(domain?.misnumbered).toBe(standard);
    expect(report.sections.map((each) => each.heading)).toEqual([standard]);
  });

  it('but not with text between the two', () => {
    const report = read('### 2.1. Assessment', '', 'Prose.', '', '### 2.1. Assessment', '', 'Prose.');
    expect(report.headings.map(({ kind }) => kind)).toEqual(['standard', 'standard']);
    expect(report.headings.map(({ misnumbered }) => misnumbered)).toEqual([undefined, undefined]);
  });

  it('in quotations and lists are none', () => {
    expect(read('> ### 2.1. Assessment', '', '- ### 2.2. Planning').headings).toEqual([]);
  });

  it('a section ends at the next standard, domain or part, not at a sub-heading', () => {
    const report = read(
      '### 2.1. Assessment',
      '',
      '#### Strengths',
      '',
      'Prose.',
      '',
      '### 2.2. Planning',
      '',
      '## 3. Out-of-court disposals',
      '',
      'Rating: **Good**',
    );
    expect(at(report, sectionOf(report, '2.1').range).trimEnd()).toBe(
      '### 2.1. Assessment\n\n#### Strengths\n\nProse.',
    );
    expect(at(report, sectionOf(report, '2.2').range).trimEnd()).toBe('### 2.2. Planning');
    expect(sectionOf(report, '2.2').ratings).toEqual([]);
  });

  describe.each(['## Annexe 2: Inspection data', '## Annex 2 – Inspection results', '## Executive summary'])(
    'below %j',
    (opening) => {
      it('are annexe sections and plain parts, up to the next ##', () => {
        const report = read(
          opening,
          '',
          '### Domain two: Court disposals',
          '',
          '### 2. Court disposals',
          '',
          '### 2.1. Assessment',
          '',
          'Rating: **Good**',
          '',
          '### 2.1. Assessment',
          '',
          '## Further information',
          '',
          '### 2.2. Planning',
        );
        expect(report.headings.map(({ kind }) => kind)).toEqual([
          'other',
          'other',
          'other',
          'standard',
          'standard',
          'other',
          'standard',
        ]);
        expect(report.sections.map(({ standard, inAnnexe }) => [standard.id, inAnnexe])).toEqual([
          ['2.1', true],
          ['2.1', true],
          ['2.2', false],
        ]);
        expect(report.headings.some(({ misnumbered }) => misnumbered)).toBe(false);
      });
    },
  );
});

describe('the ratings page', () => {
  const page = (...lines: string[]) => must(read('## Ratings', '', ...lines).ratingsPage);

  it.each([
    'Score: 26/36',
    'Score 26/36',
    '**Score 26/36**',
    '**Score**: 26/36',
    '**Score:** 26/36',
    'Score: **26/36**',
    'Score – 26/36',
    'Score: 26 / 36',
    'Score: 26 out of 36',
    'Score: 26/36.',
    'Overall rating: Good\\\nScore: 26/36',
    'Score: 26/36[^1]',
  ])('%j is a score', (line) => {
    const report = read('## Ratings', '', line, '', '[^1]: A note.');
    const score = must(report.ratingsPage?.score);
    expect(score).toMatchObject({ score: 26, outOf: 36, unfinished: false });
    expect(at(report, score.range).replaceAll(' ', '').replace('outof', '/')).toBe('26/36');
  });

  it.each([
    'Score:',
    'Score',
    '**Score:**',
    'Score: TBC',
    'Score: –',
    'Score: ‹score›',
    'Score: /36',
    'Score: TBC/36',
  ])('%j is a score that is not filled in yet', (line) => {
    expect(page(line).score).toMatchObject({ score: null, unfinished: true });
  });

  it.each(['Score: twenty', 'Score: 26', 'Score: 26/36/1'])('%j is a score that can not be read', (line) => {
    expect(page(line).score).toMatchObject({ score: null, outOf: null, unfinished: false });
  });

  it.each(['The score: 26/36', 'Scores 26/36', 'Score sheets were kept.', '- Score: 26/36'])(
    '%j is no score',
    (line) => {
      expect(page(line).score).toBeUndefined();
    },
  );

  it.each([
    ['Overall rating: **Good**', 'Good', 'exact'],
    ['Overall rating: Good', 'Good', 'exact'],
    ['**Overall rating: Good**', 'Good', 'exact'],
    ['**Overall rating** Good', 'Good', 'exact'],
    ['Overall rating – good', 'Good', 'variant'],
    ['Overall rating: Splendid', null, 'unknown'],
    ['Overall rating:', null, 'unfinished'],
    ['Overall rating: TBC', null, 'unfinished'],
  ])('%j states the overall rating', (line, rating, kind) => {
    expect(page(line).overall).toMatchObject({ rating, kind });
  });

  it.each(['The overall rating: Good', 'Overall ratings are explained below.', '> Overall rating: Good'])(
    '%j states none',
    (line) => {
      expect(page(line).overall).toBeUndefined();
    },
  );

  it.each(['## Summary of ratings', '## RATINGS', '## Ratings[^1]', '## Our judgements'])(
    'stands below %j, where the table of ratings is',
    (line) => {
      const report = read(
        line,
        '',
        'Score: 26/36',
        '',
        '| Standard | Rating |',
        '| --- | --- |',
        '| 1.2. Staff | Good |',
        '',
        '[^1]: A note.',
      );
      expect(report.ratingsPage).toMatchObject({ score: { score: 26 }, rows: [{ standard: '1.2' }] });
    },
  );

  const rows = (...lines: string[]) => {
    const report = read(
      '## Ratings',
      '',
      '| Standard | Rating |',
      '| --- | --- |',
      ...lines,
      '',
      '[^1]: A note.',
    );
    return must(report.ratingsPage).rows.map((row) => ({ ...row, report }));
  };

  it.each([
    ['| 2.1. Assessment | Good |', 'Assessment', 'Good', 'exact', 'Good'],
    ['| 2.1 Assessment | **Good** |', 'Assessment', 'Good', 'exact', 'Good'],
    ['| 2. 1. Assessment[^1] | Good[^1] |', 'Assessment', 'Good', 'exact', 'Good'],
    ["| 2.1. Assessment (court disposals) | 'Good' |", 'Assessment', 'Good', 'exact', 'Good'],
    [
      '| **2.1. Assessment** | Requires  Improvement |',
      'Assessment',
      'Requires improvement',
      'variant',
      'Requires  Improvement',
    ],
    ['| 2.1. Assessment | RI |', 'Assessment', 'Requires improvement', 'variant', 'RI'],
    ['| 2.1. Assessment | TBC |', 'Assessment', null, 'unfinished', 'TBC'],
    ['| 2.1. Assessment | – |', 'Assessment', null, 'unfinished', '–'],
    ['| 2.1. Assessment | ‹rating› |', 'Assessment', null, 'unfinished', '‹rating›'],
    ['| 2.1. Assessment | Adequate |', 'Assessment', null, 'unknown', 'Adequate'],
  ])('%j is a row', (line, title, rating, kind, value) => {
    const row = must(rows(line)[0]);
    expect(row).toMatchObject({ standard: '2.1', title, rating: { rating, kind } });
    expect(at(row.report, row.titleRange)).toBe(title);
    expect(at(row.report, row.rating?.range)).toBe(value);
  });

  it.each(['| 2.1. Assessment | |', '| 2.1. Assessment |  |', '| 2.1. Assessment |', '2.1. Assessment'])(
    '%j is a row that is not filled in yet',
    (line) => {
      expect(rows(line)[0]).toMatchObject({ standard: '2.1', rating: { kind: 'unfinished', rating: null } });
    },
  );

  it('has rows of domains, which have no rating', () => {
    const [row] = rows('| **4. Resettlement**[^1] | |');
    expect(row).toMatchObject({ domain: 4, title: 'Resettlement' });
    expect(row).not.toHaveProperty('rating');
    expect(row).not.toHaveProperty('standard');
  });

  it('takes no other table for its own', () => {
    const report = read(
      '## Ratings',
      '',
      '| Service | Rating |',
      '| --- | --- |',
      '| 2.1. Assessment | Good |',
      '',
      '## Background',
      '',
      '| Standard | Rating |',
      '| --- | --- |',
      '| 2.2. Planning | Good |',
    );
    expect(report.ratingsPage).toMatchObject({ table: undefined, rows: [] });
  });
});

describe('a section of a standard', () => {
  it('begins with its statement', () => {
    const section = sectionOf(read(...assessment('100%', '91%', '73%')), '2.1');
    expect(section.statement?.flat.text).toMatch(/^Assessment is well-informed/);
    expect(section.introduction?.flat.text).toMatch(/^Our rating for assessment is based/);
  });

  it('has no statement where something else comes first', () => {
    for (const first of ['Rating: **Good**', '- A list.', "| Key question | % 'Yes' |\n| --- | --- |"])
      expect(
        sectionOf(read('### 2.1. Assessment', '', first, '', 'Prose.'), '2.1').statement,
      ).toBeUndefined();
  });

  it.each([
    ['Rating: **Good**', 'Good', 'exact', 'Good'],
    ['**Rating: Good**', 'Good', 'exact', 'Good'],
    ['**Rating:** Good', 'Good', 'exact', 'Good'],
    ['Rating: Good', 'Good', 'exact', 'Good'],
    ["Rating: 'Good'", 'Good', 'exact', 'Good'],
    ['Rating: ‘Good’.', 'Good', 'exact', 'Good'],
    ['rating: **Good**[^1]', 'Good', 'exact', 'Good'],
    ['Rating **Good**', 'Good', 'exact', 'Good'],
    ['Rating – Good', 'Good', 'exact', 'Good'],
    ['Rating: **Requires\u00a0improvement**', 'Requires improvement', 'exact', 'Requires\u00a0improvement'],
    ['Rating: **Requires Improvement**', 'Requires improvement', 'variant', 'Requires Improvement'],
    ['Rating: **requires-improvement**', 'Requires improvement', 'variant', 'requires-improvement'],
    ['Rating: **GOOD**', 'Good', 'variant', 'GOOD'],
    ['Rating: **Outstandig**', 'Outstanding', 'variant', 'Outstandig'],
    ['Rating: **Adequate**', null, 'unknown', 'Adequate'],
    ['Rating: **Good or Outstanding**', null, 'unknown', 'Good or Outstanding'],
    ['Rating: G&#111;od', 'Good', 'exact', 'G&#111;od'],
  ])('%j states its rating', (line, rating, kind, value) => {
    const report = read('### 1.2. Staff', '', line, '', '[^1]: A note.');
    const [stated] = sectionOf(report, '1.2').ratings;
    expect(stated).toMatchObject({ rating, kind });
    expect(at(report, stated?.range)).toBe(value);
    expect(at(report, stated?.line)).toBe(line);
  });

  it.each([
    'Rating:',
    'Rating',
    '**Rating:**',
    'Rating: TBC',
    'Rating: –',
    'Rating: -',
    'Rating: ‹the rating›',
  ])('%j has its rating still to come', (line) => {
    expect(sectionOf(read('### 1.2. Staff', '', line), '1.2').ratings).toMatchObject([
      { kind: 'unfinished', rating: null },
    ]);
  });

  it.each([
    'Ratings: Good',
    'Our rating: Good',
    'Rating scales are explained in the annexe.',
    '- Rating: **Good**',
    '> Rating: **Good**',
    '#### Strengths\n\nRating: **Good**',
  ])('%j states none', (line) => {
    expect(sectionOf(read('### 1.2. Staff', '', line), '1.2').ratings).toEqual([]);
  });
});

describe('a figure of a key-question table', () => {
  const figureOf = (cell: string) => {
    const report = read(...assessment('100%', cell, '50%'), '', '[^1]: A note.');
    const figure = must(sectionOf(report, '2.1').table?.rows[1]?.figure);
    return { ...figure, at: at(report, figure.range) };
  };

  it.each([
    ['73%', 'percent', 73, '73%'],
    ['**73%**', 'percent', 73, '73%'],
    ['73%[^1]', 'percent', 73, '73%'],
    ['**73%**[^1]', 'percent', 73, '73%'],
    ['0%', 'percent', 0, '0%'],
    ['100%', 'percent', 100, '100%'],
    ['73 %', 'loose', 73, '73 %'],
    ['73\u00a0%', 'loose', 73, '73\u00a0%'],
    ['73', 'loose', 73, '73'],
    ['73 per cent', 'loose', 73, '73 per cent'],
    ['73 percent', 'loose', 73, '73 percent'],
    ['7&#51;%', 'percent', 73, '7&#51;%'],
    ['73\\%', 'percent', 73, '73\\%'],
  ])('%j is a percentage', (cell, kind, percent, value) => {
    expect(figureOf(cell)).toMatchObject({ kind, figure: { percent }, at: value });
  });

  it.each([
    ['8/11', 8, 11, 73],
    ['**8/11**', 8, 11, 73],
    ['8 / 11', 8, 11, 73],
    ['5 of 8', 5, 8, 63],
    ['5 out of 8', 5, 8, 63],
    ['0/11', 0, 11, 0],
    ['11/11', 11, 11, 100],
  ])('%j is a count', (cell, cases, of, percent) => {
    expect(figureOf(cell)).toMatchObject({ kind: 'count', figure: { percent, count: { cases, of } } });
  });

  it.each(['', ' ', '–', '-', '—', 'TBC', 'tbc', '**TBC**', '‹per cent›'])('%j is not known yet', (cell) => {
    expect(figureOf(cell)).toMatchObject({ kind: 'unfinished', figure: 'unknown' });
  });

  it.each(['n/a', 'N/A', 'not applicable', '0/0'])('%j applies to no case', (cell) => {
    expect(figureOf(cell)).toMatchObject({ kind: 'not-applicable', figure: 'not-applicable' });
  });

  it.each([
    ['101%', 'too-high'],
    ['12/11', 'too-high'],
    ['72.7%', 'decimal'],
    ['72,7', 'decimal'],
    ['most', 'bad'],
    ['-5%', 'bad'],
    ['7 3%', 'bad'],
    ['8/0', 'bad'],
    ['73%%', 'bad'],
  ])('%j is none, and no rating follows', (cell, kind) => {
    expect(figureOf(cell)).toMatchObject({ kind, figure: 'unknown' });
  });

  it.each([
    ['73%', false],
    ['**73%**', true],
    ['__73%__', true],
    ['**73%**[^1]', true],
    ['**73**%', false],
    ['*73%*', false],
    ['\\*\\*73%\\*\\*', false],
  ])('%j: bold is %s', (cell, bold) => {
    expect(figureOf(cell).bold).toBe(bold);
  });
});

describe('a key-question table', () => {
  const desistance = "Does assessment sufficiently analyse how to support the child's desistance?";
  const tableOf = (...lines: string[]) => sectionOf(read('### 2.1. Assessment', '', ...lines), '2.1').table;

  it('is one by its second header cell, whatever its rows', () => {
    for (const header of ["% 'Yes'", '% ‘Yes’', "**% 'Yes'**", "% 'Yes'[^1]"])
      expect(
        tableOf(`| Question | ${header} |`, '| --- | --- |', '| Is it? | 5% |', '', '[^1]: A note.')?.rows,
      ).toHaveLength(1);
  });

  it('is one by two of its rows, whatever its header', () => {
    const rows = [
      `| ${desistance} | 91% |`,
      '| Does assessment sufficiently analyse how to keep the child safe? | 5% |',
    ];
    expect(tableOf('| | |', '| --- | --- |', ...rows)?.figures[1]).toEqual({ percent: 5 });
    expect(tableOf('| | |', '| --- | --- |', must(rows[0]))).toBeUndefined();
  });

  it('is none in a qualitative standard, or of prompts', () => {
    const staff = sectionOf(
      read('### 1.2. Staff', '', "| Staff | % 'Yes' |", '| --- | --- |', '| Turnover | 5% |'),
      '1.2',
    );
    expect(staff.table).toBeUndefined();
    const prompts = [
      "| Prompt | % 'Yes' |",
      '| --- | --- |',
      '| a) Is there … | 50% |',
      '| b) Does … | 5% |',
    ];
    const section = sectionOf(read('### 2.1. Assessment', '', ...prompts), '2.1');
    expect(section.table).toBeUndefined();
    expect(section.promptTables[0]?.rows.map(({ letter }) => letter)).toEqual(['a', 'b']);
  });

  it('is the first of several; the others drive nothing', () => {
    const report = read(
      ...assessment('100%', '91%', '73%'),
      '',
      "| Key question | % 'Yes' |",
      '| --- | --- |',
      `| ${desistance} | 5% |`,
    );
    const section = sectionOf(report, '2.1');
    expect(section.table?.figures[0]).toEqual({ percent: 100 });
    expect(section.otherTables).toHaveLength(1);
  });

  it('knows its questions, whatever quotes and spaces they have', () => {
    const question = desistance
      .replace("'", '’')
      .replace('sufficiently analyse', 'sufficiently\u00a0 analyse');
    const [row] = must(tableOf("| Key question | % 'Yes' |", '| --- | --- |', `| ${question} | 91% |`)).rows;
    expect(row).toMatchObject({ keyQuestion: 0, accepted: true, question: desistance.replace("'", '’') });
  });

  it('may have numbered rows', () => {
    const report = read(
      '### 2.1. Assessment',
      '',
      "| Key question | % 'Yes' |",
      '| --- | --- |',
      `| 2.1.1. ${desistance} | 91% |`,
    );
    const [row] = must(sectionOf(report, '2.1').table).rows;
    expect(row).toMatchObject({ keyQuestion: 0, accepted: true, words: desistance });
    expect(at(report, row?.wordsRange)).toBe(desistance);
  });

  it('may have the stem of its questions in the header', () => {
    const report = read(
      '### 2.1. Assessment',
      '',
      "| Does assessment sufficiently analyse: | % 'Yes' |",
      '| --- | ---: |',
      '| how to keep other people safe? | **45%** |',
      "| how to support the child's desistance? | 91% |",
      '| how to keep the child safe? | 73% |',
    );
    const table = must(sectionOf(report, '2.1').table);
    expect(table.stem).toBe('Does assessment sufficiently analyse');
    expect(table.rows[0]).toMatchObject({
      question: 'Does assessment sufficiently analyse how to keep other people safe?',
      words: 'how to keep other people safe?',
      keyQuestion: 2,
      accepted: true,
    });
    expect(at(report, table.rows[0]?.wordsRange)).toBe('how to keep other people safe?');
    expect(table.figures).toEqual([91, 73, 45].map((percent) => ({ percent })));
  });

  it('ignores footnote references in its questions', () => {
    const report = read(
      ...assessment('100%', '91%', '73%').map((each) => each.replace('safe?', 'safe?[^1]')),
      '',
      '[^1]: A note.',
    );
    const table = must(sectionOf(report, '2.1').table);
    expect(table.rows.map(({ accepted }) => accepted)).toEqual([true, true, true]);
    expect(sectionOf(report, '2.1').references).toHaveLength(2);
  });

  it.each([
    { what: 'a short row', row: `| ${desistance} |` },
    { what: 'a row without bars', row: desistance },
    { what: 'a row without its last bar', row: `| ${desistance} | ` },
  ])('may be half-written: $what', ({ row }) => {
    const table = must(tableOf("| Key question | % 'Yes' |", '| --- | ---: |', row));
    expect(table.rows[0]).toMatchObject({ keyQuestion: 0 });
    expect(table.figures).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('takes a row too long for what it begins with', () => {
    const table = tableOf("| Key question | % 'Yes' |", '| --- | --- |', `| ${desistance} | 91% | 5% |`);
    expect(table?.figures[0]).toEqual({ percent: 91 });
  });

  it.each([
    ["| Key question | % 'Yes' |"],
    ["| Key question | % 'Yes' |", '| --- '],
    ["| Key question | % 'Yes' |", '| --- | --- |'],
    ['| |', '| --- |', '|'],
  ])('half-written, %j is read all the same', (...lines) => {
    const report = read('### 2.1. Assessment', '', ...lines);
    expect(sectionOf(report, '2.1').table?.figures ?? null).toSatisfy(
      (figures: unknown) => figures === null || JSON.stringify(figures) === '["unknown","unknown","unknown"]',
    );
  });

  it('stands in a list or a sub-heading as questions alone', () => {
    const report = read(
      '## Annex 2',
      '',
      '### 2.1. Assessment',
      '',
      `- 2.1.1. ${desistance}`,
      '',
      '#### Does assessment sufficiently analyse how to keep the child safe?',
    );
    const { questions } = sectionOf(report, '2.1');
    expect(
      questions.map(({ keyQuestion, accepted, range }) => [keyQuestion, accepted, at(report, range)]),
    ).toEqual(
      expect.arrayContaining([
        [0, true, desistance],
        [1, true, 'Does assessment sufficiently analyse how to keep the child safe?'],
      ]),
    );
  });
});

describe('footnotes', () => {
  it('are references and definitions, each with its place', () => {
    const report = read(
      'A claim.[^One]',
      '',
      '| Cell[^one] |',
      '| --- |',
      '',
      '# H[^2]',
      '',
      '[^one]: *The* text.',
    );
    const { references, definitions } = report.footnotes;
    expect(references.map(({ label, defined, range }) => [label, defined, at(report, range)])).toEqual([
      ['one', true, '[^One]'],
      ['one', true, '[^one]'],
      ['2', false, '[^2]'],
    ]);
    expect(
      definitions.map(({ label, labelRange, flat, content }) => [
        label,
        at(report, labelRange),
        flat.text,
        at(report, content),
      ]),
    ).toEqual([['one', '[^one]', 'The text.', '*The* text.']]);
  });

  it('that are escaped or code are none', () => {
    expect(read('A claim.\\[^1]', '', '`[^2]`', '', '```', '[^3]', '```').footnotes.references).toEqual([]);
  });

  const discretion = (text: string, cell = '**64%**[^d]') =>
    sectionOf(read(...assessment('100%', '91%', cell), '', `[^d]: ${text}`), '2.1').discretion;

  it.each([
    "Professional discretion was used to raise the rating from 'Requires improvement' to 'Good' following review at the ratings panel.",
    'Professional discretion was used to raise the rating from ‘Requires improvement’ to ‘Good’.',
    'Professional discretion was used to raise the rating from Requires improvement to Good following review.',
    'Professional discretion was used to raise the rating from **Requires improvement** to **Good**.',
    "Professional\u00a0discretion was used to raise the rating from 'Requires improvement' to 'Good'",
  ])('say that discretion was used: %j', (text) => {
    expect(discretion(text)).toMatchObject({
      direction: 'raise',
      from: { rating: 'Requires improvement' },
      to: { rating: 'Good' },
    });
  });

  it('on discretion give from and to at their places', () => {
    const report = read(
      ...assessment('100%', '91%', '**64%**[^d]'),
      '',
      "[^d]: Professional discretion was used to lower the rating from 'Good' to 'RI' following review.",
    );
    const found = must(sectionOf(report, '2.1').discretion);
    expect(found.direction).toBe('lower');
    expect([at(report, found.from?.range), at(report, found.to?.range)]).toEqual(['Good', 'RI']);
    expect(found.to).toMatchObject({ kind: 'variant', rating: 'Requires improvement' });
  });

  it('on something else, or not referred to from the section, say nothing of discretion', () => {
    expect(discretion('The panel met in June.')).toBeUndefined();
    const text =
      "Professional discretion was used to raise the rating from 'Requires improvement' to 'Good'.";
    expect(discretion(text, '**64%**')).toBeUndefined();
  });
});

describe('quotations', () => {
  const quoted = (...lines: string[]) =>
    read(...lines).paragraphs.map(({ flat, quoted }) => [flat.text, quoted]);

  it.each(['"', '“', "'", '‘'])('a block quote that opens with %s is somebody else’s words', (mark) => {
    expect(quoted(`> ${mark}We like it.`, '>', '> It is good.', '', 'Prose.')).toEqual([
      [`${mark}We like it.`, true],
      ['It is good.', true],
      ['Prose.', false],
    ]);
  });

  it('a box is not', () => {
    expect(quoted('> **Good practice**', '>', "> 'Quoted' at first.")).toEqual([
      ['Good practice', false],
      ["'Quoted' at first.", false],
    ]);
  });

  it('may be nested', () => {
    expect(quoted('> Outer.', '>', '> > "Inner."', '>', '> Outer again.')).toEqual([
      ['Outer.', false],
      ['"Inner."', true],
      ['Outer again.', false],
    ]);
    expect(quoted('> > > "Deep."')).toEqual([['"Deep."', true]]);
    expect(quoted('> "All of it.', '>', '> > Inner."')).toEqual([
      ['"All of it.', true],
      ['Inner."', true],
    ]);
  });
});

describe('comments that turn a check off', () => {
  const directives = (line: string) => {
    const report = read(line);
    return report.directives.map(({ kind, rules, reason, range }) => ({
      kind,
      rules: rules.map((each) => [each.id, at(report, each.range)]),
      reason,
      at: at(report, range),
    }));
  };

  it.each([
    [
      '<!-- inspection-report-disable-next-line score -- as printed -->',
      'disable-next-line',
      ['score'],
      'as printed',
    ],
    [
      '<!-- inspection-report-disable score footnote -- a -- b -->',
      'disable',
      ['score', 'footnote'],
      'a -- b',
    ],
    ['<!-- inspection-report-disable score, footnote -->', 'disable', ['score', 'footnote'], undefined],
    ['<!--inspection-report-disable score-->', 'disable', ['score'], undefined],
    [
      '<!-- inspection-report-disable key-question-order -- -->',
      'disable',
      ['key-question-order'],
      undefined,
    ],
    ['<!-- inspection-report-enable score -->', 'enable', ['score'], undefined],
    ['<!-- inspection-report-enable -->', 'enable', [], undefined],
    [
      '<!-- inspection-report-disable\n  score\n  -- over several\n  lines -->',
      'disable',
      ['score'],
      'over several\n  lines',
    ],
  ])('%j', (comment, kind, ids, reason) => {
    expect(directives(comment)).toEqual([{ kind, rules: ids.map((id) => [id, id]), reason, at: comment }]);
  });

  it('is understood to be meant where its name is mistyped', () => {
    expect(directives('<!-- inspection-report-disabled score -->')).toMatchObject([{ kind: 'unknown' }]);
  });

  it('may stand in a line, a list or a quotation', () => {
    const comment = '<!-- inspection-report-disable score -->';
    for (const line of [`Prose. ${comment} More.`, `- ${comment}`, `> ${comment}`])
      expect(directives(line)).toMatchObject([{ kind: 'disable', at: comment }]);
  });

  it.each(['<!-- a comment -->', '`<!-- inspection-report-disable score -->`'])('%j is none', (line) => {
    expect(directives(line)).toEqual([]);
  });
});

describe('places are exact', () => {
  const lines = [
    '# Astral 😀 𝒳 title',
    '',
    '## Ratings',
    '',
    '😀',
    '',
    'Score: 26/36',
    '',
    '### 2.1. Ass&#101;ssment &amp; m\\*ore',
    '',
    'St&auml;tement\\! of 😀 *two*',
    'li&#x6E;es &notanentity; A&B.',
    '',
    'Rating: **G\\&od**',
    '',
    "| Key question | % 'Yes' |",
    '| --- | --- |',
    '| Is a \\| bar 😀 allowed? | **7&#51;%** |',
  ];

  it.each([
    { name: 'LF', eol: '\n', mark: '' },
    { name: 'CRLF', eol: '\r\n', mark: '' },
    { name: 'CR', eol: '\r', mark: '' },
    { name: 'LF and a byte order mark', eol: '\n', mark: '\ufeff' },
    { name: 'CRLF and a byte order mark', eol: '\r\n', mark: '\ufeff' },
  ])('with $name', ({ eol, mark }) => {
    const text = mark + draft(...lines).replaceAll('\n', eol);
    const report = readReport(text);
    expect(report.frontMatter.issues).toEqual([]);
    expect(report.eol).toBe(eol);
    expect(at(report, report.frontMatter.values.get('service')?.range)).toBe(
      'Northbridge Youth Justice Service',
    );
    expect(report.headings.map(({ range }) => at(report, range))).toEqual(
      lines.filter((each) => each.startsWith('#')),
    );
    expect(at(report, report.ratingsPage?.score?.range)).toBe('26/36');
    const section = sectionOf(report, '2.1');
    expect(section.heading.title).toBe('Assessment & m*ore');
    expect(at(report, section.heading.titleRange)).toBe('Ass&#101;ssment &amp; m\\*ore');
    const flat = must(section.statement).flat;
    expect(flat.text).toBe('Stätement! of 😀 two lines &notanentity; A&B.');
    const found = (word: string) => {
      const start = flat.text.indexOf(word);
      return at(report, flat.range(start, start + word.length));
    };
    // One character for one reference: its place begins with the reference and the next one's follows it.
    expect(found('! of 😀')).toBe('! of 😀');
    expect(found('two')).toBe('two');
    expect(found('es &notanentity; A&B')).toBe('es &notanentity; A&B');
    expect(section.ratings[0]).toMatchObject({ raw: 'G&od' });
    expect(at(report, section.ratings[0]?.range)).toBe('G\\&od');
    const row = must(section.table?.rows[0]);
    expect(row.words).toBe('Is a | bar 😀 allowed?');
    expect(at(report, row.wordsRange)).toBe('Is a \\| bar 😀 allowed?');
    expect(at(report, row.figure?.range)).toBe('7&#51;%');
    expect(row.figure?.figure).toEqual({ percent: 73 });
  });

  it.each(['&#101;', '&#x65;', '&amp;', '&copy;', '&#128512;', '&ngE;'])(
    'of %s between words, at either end, and alone',
    (entity) => {
      const report = read(`${entity} one ${entity}two${entity}`, '', entity);
      const [mixed, alone] = report.paragraphs.map(({ flat }) => flat);
      const start = must(mixed).text.indexOf('two');
      expect(at(report, mixed?.range(start, start + 3))).toBe('two');
      expect(at(report, mixed?.range(0, must(mixed).text.length))).toBe(
        `${entity} one ${entity}two${entity}`,
      );
      expect(at(report, alone?.range(0, must(alone).text.length))).toBe(entity);
    },
  );

  it('of words in a block quote and a list, whose later lines begin otherwise', () => {
    const report = read('> One line', '> and another word.', '', '- An item', '  that goes on.');
    const [quote, item] = report.paragraphs.map(({ flat }) => flat);
    const word = (flat: typeof quote, word: string) => {
      const start = must(flat).text.indexOf(word);
      return at(report, flat?.range(start, start + word.length));
    };
    expect(quote?.text).toBe('One line and another word.');
    expect(word(quote, 'another word')).toBe('another word');
    expect(word(item, 'goes on')).toBe('goes on');
  });
});

describe('whether a standard is due', () => {
  const resettlement = (report: Report) => dueness(report, must(report.framework?.standardById.get('4.1')));

  it('is told by its cases, else by its row', () => {
    const cases = (line: string, ...lines: string[]) =>
      resettlement(readReport(draft(...lines).replace('  resettlement: 0\n', line)));
    const row = ['## Ratings', '', '| Standard | Rating |', '| --- | --- |', '| 4.1. Resettlement | Good |'];
    expect(cases('  resettlement: 0\n')).toBe('out-of-place');
    expect(cases('  resettlement: 2\n')).toBe('due');
    expect(cases('')).toBe('open');
    expect(cases('', ...row)).toBe('due');
    expect(cases('  resettlement: 0\n', ...row)).toBe('out-of-place');
  });
});

describe('the example drafts', () => {
  it.each(Object.values(drafts))('%s is rated as it says', (name) => {
    const report = readReport(cleanDraft(name));
    const rating = must(rateReport(report));
    for (const { standard, ratings } of report.sections)
      for (const { rating: stated } of ratings)
        expect(rating.standards[standard.id]?.effective, standard.id).toBe(stated);
    expect(rating.overall.computed).toBe(rating.overall.stated);
  });
});

describe('whatever is typed', () => {
  const pieces = [
    '---\n',
    'framework: youth-2021\n',
    '# ',
    '### 2.1. Assessment\n',
    '## Ratings\n',
    '## Annexe 2\n',
    '| ',
    ' |',
    '\n',
    '\r\n',
    '\r',
    '| --- | --- |\n',
    "% 'Yes'",
    '**',
    '73%',
    'Rating: ',
    'Score: ',
    '26/36',
    '> ',
    '- ',
    '    ',
    '\t',
    '[^1]',
    '[^1]: ',
    '<!-- inspection-report-disable ',
    ' -->',
    '&#101;',
    '&amp',
    '\\',
    '`',
    '```\n',
    '😀',
    '\ud800',
    '\u0000',
    '\ufeff',
    '‹',
    '›',
    'Domain two: ',
    "'",
    '"',
    '[',
    ']',
    ': ',
  ];
  const anything = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((each) => each.join(''));

  /** Every range in a value, wherever it is. */
  function* rangesIn(value: unknown, seen = new Set<unknown>()): Iterable<Range> {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const range = value as Partial<Range>;
    if (typeof range.start === 'number' && typeof range.end === 'number') yield range as Range;
    for (const each of value instanceof Map ? value.values() : Object.values(value))
      yield* rangesIn(each, seen);
  }

  it('is read without a throw, and every range lies within the text', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (typed, inDraft) => {
        const text = inDraft ? frontMatter + typed : typed;
        const report = readReport(text);
        const sections = report.sections.map((each) => ({ ...each, standard: undefined }));
        const read = { ...report, framework: undefined, layout: undefined, sections };
        for (const { start, end } of rangesIn(read)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        for (const { flat } of report.paragraphs) {
          const all = flat.range(0, flat.text.length);
          expect(all.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('a megabyte is read in seconds', () => {
    const text = frontMatter + '\n' + must(cleanDraft('northbridge.report.md').split('---\n')[2]).repeat(40);
    expect(text.length).toBeGreaterThan(1_000_000);
    const start = performance.now();
    expect(readReport(text).sections.length).toBeGreaterThan(200);
    expect(performance.now() - start).toBeLessThan(20_000);
  }, 60_000);

  it.each([
    ['[^', 20_000],
    ['> ', 2_000],
    ['| ', 20_000],
    ['**', 10_000],
    ['<!-- inspection-report-disable ', 5_000],
    ['[^1]: ', 2_000],
    ["'Professional discretion ", 5_000],
  ])('%j many times is read in seconds', (piece, times) => {
    const start = performance.now();
    readReport(draft('### 2.1. Assessment', '', piece.repeat(times)));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
