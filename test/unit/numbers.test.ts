import { describe, expect, it } from 'vitest';
import { numberExpressions } from '../../src/report/prose/numbers';

const read = (text: string) =>
  numberExpressions(text).map(({ kind, start, end, value: { low, high } }) => {
    const bounds = [low, high].map((each) => String(Math.round(each * 1000) / 1000));
    return `${kind} '${text.slice(start, end)}' ${bounds.join(' to ')}`;
  });

describe('numbers in prose', () => {
  it.each([
    ['in five of the nine cases', ["count 'five of the nine' 0.556 to 0.556"]],
    ['Twenty-two out of 23 staff', ["count 'Twenty-two out of 23' 0.957 to 0.957"]],
    ['in all but one of the nine cases', ["all-but 'all but one of the nine' 0.889 to 0.889"]],
    ['in 91 per cent of cases', ["percent '91 per cent' 0.905 to 0.915"]],
    ['in over 50% of cases', ["percent 'over 50%' 0.5 to 1"]],
    ['in a third of cases', ["fraction 'a third' 0.293 to 0.373"]],
    ['in just over half of the cases', ["fraction 'just over half' 0.5 to 0.62"]],
    ['in fewer than half of cases', ["fraction 'fewer than half' 0 to 0.5"]],
    ['in every case', ["words 'every' 1 to 1"]],
    ['in nearly all cases', ["words 'nearly all' 0.75 to 1"]],
    ['in a reasonable majority of cases', ["words 'a reasonable majority' 0.5 to 0.9"]],
    ['402,700, of which', ["number '402,700' 402700 to 402700"]],
    ['one hundred and five children', ["number 'one hundred and five' 105 to 105"]],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    'a third party',
    'a score of 10 out of 10',
    'on 24 April 2023',
    'at 10:30',
    'a child aged 16',
    'not every case',
    'in 2019/2020',
    'Outcome 22',
    'the 3rd meeting',
    'half-term',
  ])('%s is no count', (text) => {
    expect(read(text)).toEqual([]);
  });
});
