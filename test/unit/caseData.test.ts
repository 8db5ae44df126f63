import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workbook } from '../../scripts/workbook.mjs';
import { applyEdits } from '../../src/check/change';
import { checkReport } from '../../src/check/check';
import { newDraftText } from '../../src/cli/newDraft';
import { readCaseData } from '../../src/cases/caseData';
import { CaseDataError } from '../../src/cases/dataError';
import { fillingOf, type Filling, type FillingOptions } from '../../src/cases/filling';
import { fillingLines } from '../../src/cases/fillingText';
import { bringUpToDate } from '../../src/language/upToDate';
import { rateReport } from '../../src/report/evidence';
import { readReport } from '../../src/report/read';
import { cleanDraft } from '../examples';
import { runs } from '../random';
import { must } from './kit';

const newDraft = (framework: string, layout: string) =>
  newDraftText({
    framework,
    layout,
    area: 'Wye',
    service: framework === 'youth-2018' ? 'Wye Youth Offending Service' : 'Wye Youth Justice Service',
    fieldwork: '2026-09-14',
    cases: [
      'court-disposals=8',
      'out-of-court-disposals=4',
      ...(framework === 'youth-2018' ? [] : ['resettlement=0']),
    ],
  });

/** Eight court disposals and four out-of-court disposals: how many are answered yes. */
const yes: Readonly<Record<string, number>> = {
  ...{ '2.1.1': 7, '2.1.2': 6, '2.1.3': 5, '2.2.1': 8, '2.2.2': 7, '2.2.3': 7 },
  ...{ '2.3.1': 6, '2.3.2': 6, '2.3.3': 8, '2.4.1': 3, '2.4.2': 4, '2.4.3': 8 },
  ...{ '3.1.1': 3, '3.1.2': 4, '3.1.3': 3, '3.2.1': 2, '3.2.2': 4, '3.2.3': 4 },
  ...{ '3.3.1': 4, '3.3.2': 4, '3.3.3': 4 },
};

type Rows = string[][];

/** The words that no draft and no message may hold. */
const caseName = (index: number) => `Quill-${String(700 + index)}`;

/** A row a case. `changed` answers a case otherwise. */
function wide(answered: Readonly<Record<string, number>> = yes, headings = (id: string) => id): Rows {
  const questions = Object.keys(answered);
  const rows = Array.from({ length: 12 }, (_, index) => {
    const domain = index < 8 ? '2' : '3';
    return [
      caseName(index),
      domain === '2' ? 'court disposals' : 'Out-of-court disposal',
      ...questions.map((id) =>
        id.startsWith(domain)
          ? (domain === '2' ? index : index - 8) < (answered[id] ?? 0)
            ? 'Yes'
            : 'No'
          : '',
      ),
    ];
  });
  return [['case', 'sample', ...questions.map(headings)], ...rows];
}

function long(rows: Rows): Rows {
  const [headings = [], ...others] = rows;
  return [
    ['case', 'question', 'answer'],
    ...others.flatMap((row) =>
      row.flatMap((cell, column) =>
        column > 1 && cell !== '' ? [[row[0] ?? '', headings[column] ?? '', cell]] : [],
      ),
    ),
  ];
}

const csv = (rows: Rows, delimiter = ',') =>
  rows
    .map((row) =>
      row.map((cell) => (/[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter),
    )
    .join('\r\n');

const bytes = (text: string) => new TextEncoder().encode(text);

async function fill(text: string, data: Uint8Array | Rows, options?: FillingOptions): Promise<Filling> {
  const report = readReport(text);
  return fillingOf(
    report,
    await readCaseData(data instanceof Uint8Array ? data : bytes(csv(data)), report),
    options,
  );
}

async function filled(...given: Parameters<typeof fill>): Promise<string> {
  return applyEdits(given[0], (await fill(...given)).edits);
}

/** What is said of data that can't be used. */
async function refused(...given: Parameters<typeof fill>): Promise<readonly string[]> {
  const error: unknown = await fill(...given).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CaseDataError)) throw new Error('these data should be refused', { cause: error });
  expect(error.lines.join('\n')).not.toMatch(/quill/i);
  return error.lines;
}

const ratingsOf = (text: string) => {
  const rating = must(rateReport(readReport(text)));
  return Object.fromEntries(
    Object.values(rating.standards).flatMap(({ id, effective, stated, keyQuestions }) =>
      keyQuestions ? [[id, [effective, stated, ...keyQuestions]]] : [],
    ),
  );
};

const byHand2021 = {
  '2.1': ['Requires improvement', 'Requires improvement', 88, 75, 63],
  '2.2': ['Outstanding', 'Outstanding', 100, 88, 88],
  '2.3': ['Good', 'Good', 75, 75, 100],
  '2.4': ['Inadequate', 'Inadequate', 38, 50, 100],
  '3.1': ['Good', 'Good', 75, 100, 75],
  '3.2': ['Requires improvement', 'Requires improvement', 50, 100, 100],
  '3.3': ['Outstanding', 'Outstanding', 100, 100, 100],
};

const short = newDraft('youth-2021', 'short');
const form2018 = newDraft('youth-2018', 'long');

describe('twelve cases', () => {
  it.each(['short', 'short-2024', 'long'])('fill the form %s of youth-2021', async (layout) => {
    const draft = newDraft('youth-2021', layout);
    for (const rows of [wide(), long(wide())]) {
      const text = await filled(draft, rows);
      expect(ratingsOf(text)).toEqual(byHand2021);
      expect(text).toContain('| 7/8 |');
      // The lowest is bold, and nothing else is to be said of a table.
      expect(text).toContain('| **5/8** |');
      const rules = checkReport(text).problems.flatMap((each) => (each.unfinished ? [] : [each.rule]));
      for (const rule of ['lowest-in-bold', 'standard-rating', 'percentage', 'percentage-reachable'])
        expect(rules).not.toContain(rule);
    }
  });

  it('fill the numbered rows of an annexe of youth-2018, each a share of the cases it applies to', async () => {
    const rows = wide({ ...yes, '3.4.1': 0, '3.4.2': 3 });
    const column = (id: string) => must(rows[0]).indexOf(id);
    // Two of the three that are no apply to nobody; 3.4.1 applies to none at all.
    for (const row of rows.slice(7, 9)) row[column('2.1.3')] = 'n/a';
    for (const row of rows.slice(9)) row[column('3.4.1')] = 'Not applicable';
    const text = await filled(form2018, rows, { as: 'percentages' });
    expect(ratingsOf(text)).toEqual({
      ...byHand2021,
      '2.1': ['Good', 'Good', 88, 75, 83],
      '3.4': ['Good', 'Good', null, 75],
    });
    expect(text).toMatch(/^\| 2\.1\.3\. .* \| 83% \|$/m);
    expect(text).toMatch(/^\| 3\.4\.1\. .* \| n\/a \|$/m);
  });

  it('are shown before: counts, percentages, ratings, and what changes on the ratings page', async () => {
    const lines = fillingLines(await fill(short, wide()));
    expect(lines[0]).toBe('8 cases of court disposals, 4 cases of out-of-court disposals.');
    expect(lines).toContain('2.1 Assessment: – → Requires improvement');
    expect(lines).toContain(
      '  2.1.3  5 of 8, 63% (– → 5/8)  Does assessment sufficiently analyse how to keep other people safe?',
    );
    expect(lines).toContain('  Stated in the section: – → Requires improvement');
    expect(lines).toContain('  2.4 Reviewing: – → Inadequate');
    expect(lines.join('\n')).not.toMatch(/quill/i);
  });

  it('change the ratings page as was shown, once it is brought up to date', async () => {
    const text = await filled(short, wide());
    const page = readReport(applyEdits(text, bringUpToDate(checkReport(text)))).ratingsPage;
    const shown = (await fill(short, wide())).ratingsPage;
    expect(shown.length).toBeGreaterThan(0);
    for (const { what, after } of shown)
      expect([
        what,
        page?.rows.find((row) => what.startsWith(`${row.standard ?? '-'} `))?.rating?.raw,
      ]).toEqual([what, after]);
  });

  it('are written as percentages once the report has a date of publication, or as it is wished', async () => {
    const dated = short.replace(/^published:.*$/m, 'published: 2026-11');
    expect(dated).not.toBe(short);
    expect(await filled(dated, wide())).toContain('| **63%** |');
    expect(await filled(dated, wide(), { as: 'counts' })).toContain('| **5/8** |');
    expect(await filled(short, wide(), { as: 'percentages' })).toContain('| **63%** |');
  });

  it('change nothing the second time', async () => {
    const text = await filled(short, wide());
    const again = await fill(text, wide());
    expect(again.edits).toEqual([]);
    expect(fillingLines(again).at(-1)).toBe('The tables agree with the data already.');
  });

  it('overwrite figures alone: words, references and what is bold in other tables stay', async () => {
    const clean = cleanDraft('northbridge.report.md');
    const rows = readFileSync('examples/northbridge-cases.csv');
    // They are the cases behind the draft.
    expect((await fill(clean, rows)).edits).toEqual([]);
    const other = clean.replace(
      'analyse how to keep the child safe? | **82%** |',
      'analyse how to keep the child safe?[^lowest] | *45%*[^lowest] |',
    );
    expect(other).not.toBe(clean);
    const mended = await filled(other, rows);
    expect(mended).toBe(
      clean.replace('child safe? | **82%** |', 'child safe?[^lowest] | **82%**[^lowest] |'),
    );
  });

  it('make the lowest percentage bold, also where the figures are right already', async () => {
    const text = await filled(short, wide());
    const { edits, notes } = await fill(text.replace('**5/8**', '5/8'), wide());
    expect(edits.map((each) => each.text)).toEqual(['**5/8**']);
    expect(notes).toEqual([expect.stringMatching(/^The figures are there already/)]);
  });

  it('leave a rating that a panel has moved, and say so', async () => {
    const clean = cleanDraft('northbridge.report.md');
    const filling = await fill(clean, readFileSync('examples/northbridge-cases.csv'));
    expect(filling.notes.join()).toMatch(/2\.3 Implementation and delivery by professional discretion/);
  });
});

describe('tables of prompts', () => {
  it('are filled by number and letter, or by words', async () => {
    const draft = newDraft('youth-2021', 'long');
    const prompt = 'Does assessment sufficiently analyse diversity issues?';
    const rows = wide({ '2.1.1': 7, '2.1.1a': 3, '2.1.2 c)': 1, '2.1.1 (b)': 6 });
    const text = await filled(draft, rows);
    expect(text).toMatch(/^\| a\) Is there sufficient analysis of offending behaviour, .* \| 3\/8 \|$/m);
    expect(text).toContain(`| b) ${prompt} | 6/8 |`);
    const byWords = wide({ '2.1.1b': 6 }, () => `b) ${prompt}`);
    expect(await filled(draft, byWords)).toContain(`| b) ${prompt} | 6/8 |`);
  });
});

describe('questions', () => {
  it('whose words samples share have a column for each, or one for both', async () => {
    const words = 'Does assessment sufficiently analyse how to keep the child safe?';
    const rows = wide({ '2.1.2': 6, '3.1.2': 3 }, () => words);
    const text = await filled(short, rows);
    expect([ratingsOf(text)['2.1']?.[3], ratingsOf(text)['3.1']?.[3]]).toEqual([75, 75]);
    for (const row of rows) row[3] = row[3] === '' ? (row[2] ?? '') : (row[3] ?? '');
    expect(await refused(short, rows)).toEqual([
      expect.stringMatching(/^Columns C and D both answer 2\.1\.2 in rows 2, 3, 4, 5, 6 and 3 more/),
    ]);
    expect(
      ratingsOf(
        await filled(
          short,
          rows.map((row) => [...row.slice(0, 2), row[3] ?? '']),
        ),
      )['3.1']?.[3],
    ).toBe(75);
    must(rows[12])[3] = '';
    expect(
      await refused(
        short,
        rows.map((row) => [...row.slice(0, 2), row[3] ?? '']),
      ),
    ).toEqual(['A case has no answer to 3.1.2: the out-of-court disposals that begin in row 13.']);
  });

  it('are named by their words, which two samples may share', async () => {
    const words = {
      '2.1.2': 'Does assessment sufficiently analyse how to keep the child safe?',
      '3.2.1': 'does planning focus on supporting the child’s desistance',
    };
    const rows = wide({ '2.1.2': 6 }, () => words['2.1.2']).map((row, index) => [
      ...row,
      index === 0 ? `3.2.1. ${words['3.2.1']}` : index > 8 ? 'y' : '',
    ]);
    // The out-of-court disposals are asked the same words of 3.1.2.
    for (const row of rows.slice(9)) row[2] = 'no';
    const text = await filled(short, rows);
    expect(ratingsOf(text)['2.1']).toEqual([null, null, null, 75, null]);
    expect(ratingsOf(text)['3.1']).toEqual([null, null, null, 0, null]);
    expect(ratingsOf(text)['3.2']).toEqual([null, null, 100, null, null]);
  });
});

describe('files as people have them', () => {
  const text = csv(wide());
  const utf16 = (littleEndian: boolean) => {
    const signs = `\ufeff${text.replaceAll(',', '\t')}`;
    const view = new DataView(new ArrayBuffer(2 * signs.length));
    for (let index = 0; index < signs.length; index++)
      view.setUint16(2 * index, signs.charCodeAt(index), littleEndian);
    return new Uint8Array(view.buffer);
  };
  const answers: Record<string, string> = { Yes: ' TRUE ', No: '0' };

  it.each<[string, Uint8Array]>([
    ['a byte order mark', bytes(`\ufeff${text}`)],
    ['semicolons', bytes(csv(wide(), ';'))],
    ['tabs', bytes(csv(wide(), '\t'))],
    ['a line for Excel that names the delimiter', bytes(`sep=;\r\n${csv(wide(), ';')}`)],
    ['UTF-16, as Excel saves Unicode text', utf16(true)],
    ['UTF-16, high bytes first', utf16(false)],
    ['line feeds and blank lines', bytes(`${text.replaceAll('\r\n', '\n\n')}\n\n`)],
    ['line breaks in quotation marks', bytes(csv(wide(yes, (id) => `${id}.\n`)))],
    ['other words for yes and no', bytes(csv(wide().map((row) => row.map((cell) => answers[cell] ?? cell))))],
    [
      'Windows-1252',
      // 0x92 is an apostrophe there, and no UTF-8.
      Uint8Array.from(
        csv(
          wide(yes, (id) =>
            id === '2.1.1'
              ? 'Does assessment sufficiently analyse how to support the child\u0092s desistance?'
              : id,
          ),
        ),
        (sign) => sign.charCodeAt(0),
      ),
    ],
    ['an Excel workbook', workbook(wide())],
    [
      'a workbook with formulas, booleans and numbers, by their values',
      workbook(
        wide().map((row, y) =>
          row.map((cell, x) =>
            cell === 'Yes'
              ? x % 2 === 0
                ? { formula: 'IF(TRUE,"Yes","No")', value: 'Yes' }
                : true
              : cell === 'No'
                ? 0
                : y > 0 && x === 0
                  ? y
                  : cell,
          ),
        ),
      ),
    ],
  ])('with %s', async (_, data) => {
    const report = readReport(short);
    expect(await readCaseData(data, report)).toEqual(await readCaseData(bytes(text), report));
  });
});

describe('data that can’t be used are refused in a clear line that names no case', () => {
  const changed = (change: (rows: Rows) => void, from = wide()) => {
    change(from);
    return from;
  };
  const cell = (row: number, column: number, text: string) => (rows: Rows) => {
    must(rows[row])[column] = text;
  };
  const everyRow = (more: (index: number) => string) => (rows: Rows) => {
    rows.forEach((row, index) => row.push(more(index)));
  };

  it.each<[string, Rows | Uint8Array, RegExp]>([
    ['no headings', wide().slice(1), /^The first row of the data should be the headings/],
    [
      'an unknown column',
      changed(everyRow((i) => (i === 0 ? 'Notes' : 'Quill'))),
      /^Column X names no key question or prompt of the framework, by its number or words/,
    ],
    [
      'case numbers for headings',
      [
        ['case', 'Quill-1', 'Quill-2'],
        ['2.1.1', 'y', 'n'],
      ],
      /^Columns B and C name no key question/,
    ],
    [
      'a question that is judged',
      changed(cell(0, 2, '1.1.1')),
      /^Column C is of a standard that is rated by judgement/,
    ],
    [
      'a number with other words',
      changed(cell(0, 2, '2.1.1 Does planning focus sufficiently on keeping the child safe?')),
      /^Column C has the number of one question and the words of another/,
    ],
    ['a question in two columns', changed(cell(0, 3, '2.1.1.')), /^Columns C and D are both of 2\.1\.1/],
    [
      'words of two questions, without a sample',
      wide({ '2.1.2': 5 }, () => 'Does assessment sufficiently analyse how to keep the child safe?').map(
        (row) => [row[0] ?? '', row[2] ?? ''],
      ),
      /^Column B has the words of 2\.1\.2 and of 3\.1\.2/,
    ],
    [
      'a case in two rows',
      changed((rows) => rows.splice(3, 0, must(rows[2]))),
      /^The case in row 4 stands in a row before, too/,
    ],
    [
      'a case in two rows, in other letters',
      changed(cell(3, 0, 'qUILL-700')),
      /^The case in row 4 stands in a row before/,
    ],
    [
      'two answers for one case',
      changed((rows) => rows.push(must(rows[5])), long(wide())),
      /^The case in row 134 has an answer to that question in a row before/,
    ],
    ['no case number', changed(cell(4, 0, ' ')), /^There is no case number in row 5\.$/],
    ['an empty cell', changed(cell(4, 2, '')), /^Column C has no answer in row 5\./],
    [
      'a formula without a value',
      workbook(wide().map((row, y) => row.map((text, x) => (y === 4 && x === 2 ? { formula: 'A1' } : text)))),
      /^Column C has no answer in row 5\./,
    ],
    [
      'many empty cells',
      changed((rows) => {
        rows.slice(1, 9).forEach((row) => (row[2] = ''));
      }),
      /^Column C has no answer in rows 2, 3, 4, 5, 6 and 3 more\./,
    ],
    [
      'a missing answer',
      changed((rows) => rows.splice(1, 1), long(wide())),
      /^A case has no answer to 2\.1\.1: the court disposals that begin in row 2\.$/,
    ],
    ['an empty answer', changed(cell(3, 2, ''), long(wide())), /^Column C has no answer in row 4\./],
    [
      'another answer',
      changed(cell(4, 2, 'Partly')),
      /^Column C should say yes, no or not applicable in row 5\.$/,
    ],
    ['a formula as text', changed(cell(4, 2, '=1')), /^Column C should say yes/],
    ['a sign before an answer', changed(cell(4, 2, '+1')), /^Column C should say yes/],
    [
      'an unknown sample',
      changed(cell(4, 1, 'Quill')),
      /^The sample in row 5 should be court disposals or out-of-court disposals\.$/,
    ],
    [
      'an answer to another sample’s question',
      changed(cell(4, 15, 'yes')),
      /^Column P is a question for another sample than that in row 5\.$/,
    ],
    [
      'fewer cases than the front matter says',
      changed((rows) => rows.pop()),
      /^The data have 3 cases of out-of-court disposals, and the front matter says 4\./,
    ],
    [
      'more cases than the front matter says',
      changed((rows) => rows.push(['Quill-9', ...must(rows[12]).slice(1)])),
      /^The data have 5 cases of out-of-court disposals/,
    ],
    [
      'a question in no framework',
      changed(cell(7, 1, '2.9.1'), long(wide())),
      /^Column B names no key question or prompt of the framework in row 8\.$/,
    ],
    [
      'a column too many',
      changed(
        everyRow((i) => (i === 0 ? 'Inspector' : 'Quill')),
        long(wide()),
      ),
      /^Column D should not be there/,
    ],
    [
      'merged headings',
      workbook(
        wide().map((row, y) => (y === 0 ? row.map((text, x) => (x === 3 ? '' : text)) : row)),
        ['C1:D1'],
      ),
      /^Column D has no heading, but something in rows 2, 3, 4, 5, 6 and 3 more\. Where headings are merged cells/,
    ],
    [
      'a number that became a date',
      workbook(wide().map((row, y) => row.map((text, x) => (y === 0 && x === 2 ? { date: 36893 } : text)))),
      /^Column C has a date for a heading/,
    ],
    [
      'an open quotation mark',
      bytes(csv(wide()).replace('Quill-705', '"Quill-705')),
      /^Row 7 of the data can't be read: a quotation mark is opened there and not closed\.$/,
    ],
    ['nothing', bytes('\r\n'), /^There is nothing in the data\.$/],
    ['headings alone', wide().slice(0, 1), /^There is no case in the data\.$/],
    ['a workbook of the old form', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0), /old form \(\.xls\)/],
    ['a damaged workbook', workbook(wide()).slice(0, 900), /^The workbook is damaged\./],
    [
      'a picture',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0),
      /^The data are neither CSV nor an Excel workbook/,
    ],
  ])('%s', async (_, data, message) => {
    const lines = await refused(short, data);
    expect(lines).toEqual([expect.stringMatching(message)]);
  });

  it('“not applicable” where percentages are of the whole sample, until it is said what it counts as', async () => {
    const rows = changed(cell(8, 4, 'NA'));
    expect(await refused(short, rows)).toEqual([
      expect.stringMatching(/^Some answers to 2\.1\.3 are 'not applicable'/),
    ]);
    expect(await filled(short, rows, { notApplicable: 'no' })).toContain('| **5/8** |');
    expect(ratingsOf(await filled(short, rows, { notApplicable: 'yes' }))['2.1']).toEqual([
      'Good',
      'Good',
      88,
      75,
      75,
    ]);
  });

  it('a table without a place for the figures, or a draft without the tables', async () => {
    expect(
      await refused(short.replace(/(Does assessment .* child safe\? \|) \|/, '$1'), wide()),
    ).toHaveLength(1);
    expect(await refused('---\nframework: youth-2021\n---\n\n# A report\n', wide())).toEqual([
      'The draft has no table with a row for any question of the data.',
    ]);
    expect(await refused('# Notes\n', wide())).toEqual([expect.stringMatching(/names no framework/)]);
  });

  it('a hundred faults of a kind in one line', async () => {
    const rows = [
      must(wide()[0]),
      ...Array.from({ length: 100 }, (_, i) => [`Quill-${String(i)}`, 'court disposals']),
    ];
    const lines = await refused(short, rows);
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe(
      'Column C has no answer in rows 2, 3, 4, 5, 6 and 95 more. Every case needs one: yes, no or not applicable.',
    );
  });

  it('more rows than are read', async () => {
    const data = bytes(
      `case,2.1.1\n${Array.from({ length: 100_001 }, (_, i) => `${String(i)},y`).join('\n')}`,
    );
    expect(await refused(short, data)).toEqual(['The data have more than 100,000 rows.']);
  });
});

it('a draft that is filled holds no case number', async () => {
  for (const draft of [short, form2018])
    for (const rows of [wide(), long(wide())]) expect(await filled(draft, rows)).not.toMatch(/quill/i);
});

describe('whatever is in a file', () => {
  const report = readReport(short);
  const files = [bytes(csv(wide())), bytes(csv(long(wide()), ';')), workbook(wide())];
  const read = async (data: Uint8Array) => {
    try {
      await readCaseData(data, report);
    } catch (error) {
      if (!(error instanceof CaseDataError)) throw error;
      expect(error.lines.join('\n')).not.toMatch(/quill/i);
    }
  };

  it('is counted or refused in our words, without a case number', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
        fc.option(fc.nat(), { nil: undefined }),
        async (file, changes, length) => {
          const data = file.slice(0, length === undefined ? file.length : length % file.length);
          for (const [place, byte] of changes) if (data.length > 0) data[place % data.length] = byte;
          await read(data);
        },
      ),
      { numRuns: runs(60) },
    );
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), read), { numRuns: runs(60) });
  });
});
