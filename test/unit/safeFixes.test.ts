import { describe, expect, it } from 'vitest';
import { checkReport, fixAll, offeredFixes, rateReport } from '../../src/index.js';
import { draft, must } from './kit.js';

const desistance = "Does assessment sufficiently analyse how to support the child's desistance?";
const safety = 'Does assessment sufficiently analyse how to keep the child safe?';
const others = 'Does assessment sufficiently analyse how to keep other people safe?';

const table = (...rows: readonly string[]) => {
  const [header = '', ...body] = rows;
  return draft('### 2.1. Assessment', '', header, header.replace(/[^|]+/g, ' --- '), ...body);
};
const problemsOf = (text: string, rule: string) =>
  checkReport(text).problems.filter((each) => each.rule === rule);
const assessment = (text: string) => rateReport(text)?.standards['2.1']?.computed;

describe('the column of percentages', () => {
  it.each([
    ["| Key question | Cases | % 'Yes' |", ['8', '73%'], ['9', '82%'], ['10', '91%']],
    ["| Key question | % 'Yes' | Cases |", ['73%', '8'], ['82%', '9'], ['91%', '10']],
    ['| Key question | Cases | Percentage |', ['8', '73%'], ['9', '82%'], ['10', '91%']],
  ])('%s is the one that is headed so', (header, ...cells) => {
    const text = table(
      header,
      ...[desistance, safety, others].map((each, index) => `| ${each} | ${must(cells[index]).join(' | ')} |`),
    );
    expect(assessment(text)).toBe('Good');
    expect(fixAll(text).text).toContain('| **73%** |');
    expect(fixAll(text).text).toContain('| 9 |');
  });

  it('may stand behind a column of numbers, and before the questions', () => {
    const row = (each: string) => `| 1 | ${each} | 73% |`;
    const text = table("| No. | Key question | % 'Yes' |", row(desistance), row(safety), row(others));
    expect(assessment(text)).toBe('Good');
    expect(
      assessment(
        table(
          "| % 'Yes' | Key question |",
          `| 40% | ${desistance} |`,
          `| 40% | ${safety} |`,
          `| 73% | ${others} |`,
        ),
      ),
    ).toBe('Inadequate');
  });

  it.each([['| Key question | Cases |'], ['| Key question | Cases | Notes |']])(
    'is said to be missing from %s, and nothing is fixed',
    (header) => {
      const text = table(header, ...[desistance, safety, others].map((each) => `| ${each} | 8 |`));
      expect(problemsOf(text, 'table-header').map(({ message, fix }) => [message, fix])).toEqual([
        ["No column of this table is headed % 'Yes', so its percentages are not known.", undefined],
      ]);
      expect(assessment(text)).toBe(null);
      expect(fixAll(text).text).toBe(text);
    },
  );

  it('keeps what its header says besides', () => {
    const text = table("| Key question | % 'Yes' (n=11) |", `| ${desistance} | 73% |`, `| ${safety} | 80% |`);
    expect(fixAll(text).text).toContain("% 'Yes' (n=11)");
    expect(problemsOf(text, 'table-header').map(({ fix }) => fix?.safe)).toEqual([false]);
  });
});

describe('a bar inside a cell', () => {
  const row = '| Does assessment sufficiently analyse how to keep the child|family safe? | 73 % |';
  const text = table("| Key question | % 'Yes' |", `| ${desistance} | 91% |`, row, `| ${others} | 82% |`);

  it('is one problem, and its fix writes it as it should be', () => {
    const own = checkReport(text).problems.filter(
      ({ range, fix }) => fix && text.slice(range.start, range.end).includes('family'),
    );
    expect(own.map(({ message, fix }) => [message, fix?.safe])).toEqual([
      ['This row has three cells, its table two: a bar inside a cell is written \\|.', true],
    ]);
    expect(assessment(text)).toBe('Good');
    expect(fixAll(text).text).toContain('keep the child\\|family safe? | **73%** |');
  });

  it('is not taken for one where a cell stands beyond the last column', () => {
    const beyond = text.replace(row, `| ${safety} | 73% | all cases but three |`);
    expect(fixAll(beyond).text).toContain('**73%** | all cases but three |');
    expect(problemsOf(beyond, 'structure').map(({ message, fix }) => [message, fix])).toEqual([
      [
        "This row has three cells, its table two: 'all cases but three' is beyond its last column and is not printed.",
        undefined,
      ],
    ]);
  });
});

describe('what an author has put beside the words of the framework', () => {
  it.each([
    'Assessment is Well-informed, analytical and personalised, <!-- agreed --> actively involving the [child](https://x.org) and their parents or carers.',
    'Assessment is well-informed, analytical and *personalised* actively involving the child and their parents or carers.',
  ])('stays in a statement: %s', (statement) => {
    expect(fixAll(draft('### 2.1. Assessment', '', statement)).text).toContain(statement);
  });

  it('stays in a key question', () => {
    const row = '| Does assessment *sufficently* <!-- check --> analyse how to keep the child safe? |';
    expect(fixAll(table("| Key question | % 'Yes' |", `${row} 91% |`, `| ${others} | 73% |`)).text).toContain(
      row,
    );
  });
});

describe('a list below the heading Contents', () => {
  const withList = (...list: readonly string[]) =>
    draft(
      '## Contents',
      '',
      ...list,
      '',
      '## Foreword',
      '',
      'A.',
      '',
      '## Ratings',
      '',
      'B.',
      '',
      '## Further information',
      '',
      'C.',
    );

  it('is none of contents where no entry is a heading', () => {
    const text = withList('- Published in November 2026', '- Embargoed until 9.30am');
    expect(problemsOf(text, 'contents')).toEqual([]);
    expect(fixAll(text).text).toBe(text);
  });

  it('has a missing entry put in its place, and keeps all else', () => {
    const kept = [
      '- [Foreword](#foreword) … 3',
      '  <!-- by hand -->',
      '- Further information 9',
      '- Annexe A: [data workbook](https://x.org)',
    ];
    const text = withList(...kept);
    expect(fixAll(text).text).toBe(text.replace('- Further', '- Ratings\n- Further'));
    expect(
      problemsOf(text, 'contents')
        .map(({ fix }) => fix?.safe)
        .sort(),
    ).toEqual([false, true]);
  });
});

it('a fix that leaves its problem is neither offered nor made', () => {
  const text = draft('## Ratings', '', 'x', '', '<!-- not closed', '');
  // With the rule on what is misread, the comment itself is the problem, and nothing is read as part of it.
  const options = { settings: [{ source: 'a test', rules: new Map([['structure', 'off'] as const]) }] };
  const result = checkReport(text, options);
  const inserted = must(result.problems.find((each) => each.fix?.title.startsWith('Insert a section')));
  expect(offeredFixes(result, inserted, options)).toEqual([]);
  expect(
    fixAll(
      text,
      options,
      ({ problems }) => problems.find((each) => each.rule === inserted.rule)?.fix?.edits ?? [],
    ).text,
  ).toBe(text);
});
