/**
 * Writes the case data in `examples`, all of it made up: the answers that give the percentages of the example
 * drafts, as a row a case, as a row an answer, and as an Excel workbook with a formula.
 *
 *     node scripts/exampleCases.mjs
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { workbook } from './workbook.mjs';

const examples = path.resolve(import.meta.dirname, '../examples');

/** Cases answered yes, by key question, out of 11 court and 14 out-of-court disposals. */
const northbridge = {
  'court-disposals': {
    cases: 11,
    yes: {
      '2.1.1': 10,
      '2.1.2': 9,
      '2.1.3': 9,
      '2.2.1': 10,
      '2.2.2': 8,
      '2.2.3': 9,
      '2.3.1': 10,
      '2.3.2': 7,
      '2.3.3': 8,
      '2.4.1': 8,
      '2.4.2': 8,
      '2.4.3': 6,
    },
  },
  'out-of-court-disposals': {
    cases: 14,
    yes: {
      '3.1.1': 11,
      '3.1.2': 9,
      '3.1.3': 8,
      '3.2.1': 12,
      '3.2.2': 10,
      '3.2.3': 10,
      '3.3.1': 13,
      '3.3.2': 11,
      '3.3.3': 10,
    },
  },
};

const questions = Object.values(northbridge).flatMap(({ yes }) => Object.keys(yes));

/** One case after another; who says no is spread over them. */
const cases = Object.entries(northbridge).flatMap(([sample, { cases: size, yes }]) =>
  Array.from({ length: size }, (_, index) => ({
    name: `${sample === 'court-disposals' ? 'C' : 'D'}-${String(index + 1).padStart(2, '0')}`,
    sample: sample.replaceAll('-', ' '),
    answers: Object.fromEntries(
      Object.entries(yes).map(([question, count], column) => [
        question,
        (index * 5 + column * 3) % size < count ? 'Yes' : 'No',
      ]),
    ),
  })),
);

const wide = [
  ['case', 'sample', ...questions],
  ...cases.map(({ name, sample, answers }) => [
    name,
    sample,
    ...questions.map((each) => answers[each] ?? ''),
  ]),
];
const long = [
  ['case', 'question', 'answer'],
  ...cases.flatMap(({ name, answers }) =>
    Object.entries(answers).map(([question, answer]) => [name, question, answer]),
  ),
];
const csv = (rows) => `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;

writeFileSync(path.join(examples, 'northbridge-cases.csv'), csv(wide));
writeFileSync(path.join(examples, 'northbridge-answers.csv'), csv(long));
// One answer is worked out by a formula, as people do.
const withFormula = wide.map((row, index) =>
  row.map((cell, column) => (index === 1 && column === 2 ? { formula: 'D2', value: cell } : cell)),
);
writeFileSync(path.join(examples, 'northbridge-cases.xlsx'), workbook(withFormula));
