import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import { resolveSettings } from '../../src/check/settings';
import { gapFrom, gaps, isInSlot } from '../../src/language/gaps';
import { beforePublication } from '../../src/language/publication';
import { settingsPage } from '../../src/language/settingsPage';
import { isoDate, readTypedDate } from '../../src/language/typedDate';
import { cleanDraft, draftAsItStands } from '../examples';
import { must, textAt } from './kit';

const clean = cleanDraft('northbridge.report.md');
const example = draftAsItStands('northbridge.report.md');

describe('a date as people write it', () => {
  const read = (typed: string) => {
    const date = readTypedDate(typed);
    return date && isoDate(date);
  };

  it.each([
    '9 November 2026',
    '9th November 2026',
    '9th of November 2026',
    'Monday 9 November 2026',
    'Mon, 9 Nov. 2026',
    '09 nov 2026',
    'November 9, 2026',
    'Nov 9th 2026',
    '09/11/2026',
    '9/11/2026',
    '9.11.2026',
    '9-11-2026',
    '09/11/26',
    '2026-11-09',
    '2026/11/9',
    '  9   November   2026 ',
  ])('%s is the ninth of November', (typed) => {
    expect(read(typed)).toBe('2026-11-09');
  });

  it.each(['November 2026', 'Nov 2026', '11/2026', '2026-11'])('%s is a month', (typed) => {
    expect(read(typed)).toBe('2026-11');
  });

  it.each([
    '',
    '31 September 2026',
    '31/09/2026',
    '13/2026',
    '9 Novembre 2026',
    '9 November',
    '2026',
    'next week',
    '9/11',
  ])('%s is none', (typed) => {
    expect(read(typed)).toBeUndefined();
  });
});

describe('places to fill in', () => {
  const text = clean
    .replace('Score: 23/36', 'Score:')
    .replace('Kai,', '‹who›,')
    .replace('and 11 replied', 'and     replied')
    .replace('isbn: 978-1-9999999-0-2', 'isbn:');
  const all = gaps(checkReport(text));
  const selected = all.map(({ selection }) => textAt(text, selection));

  it('are what stands for something to come; a word and its colon stay', () => {
    expect(selected).toEqual(['', '', '‹who›', '   ']);
    expect(textAt(text, { start: must(all[0]).selection.start - 5, end: must(all[0]).selection.end })).toBe(
      'isbn:',
    );
    expect(textAt(text, { start: must(all[1]).selection.start - 6, end: must(all[1]).selection.end })).toBe(
      'Score:',
    );
  });

  it('follow one another, and after the last comes the first', () => {
    const from = (start: number, end = start) => gapFrom(all, { start, end }, 'next');
    expect(from(0)).toBe(all[0]);
    const [isbn, , who, blanks] = all.map((each) => each.selection);
    expect(gapFrom(all, must(isbn), 'next')).toBe(all[1]);
    // Right before a place that place is next, on it the one after.
    expect(from(must(who).start)).toBe(all[2]);
    expect(gapFrom(all, must(who), 'next')).toBe(all[3]);
    expect(gapFrom(all, must(blanks), 'next')).toBe(all[0]);
    expect(gapFrom(all, must(who), 'previous')).toBe(all[1]);
    expect(gapFrom(all, must(isbn), 'previous')).toBe(all[3]);
    expect(gapFrom([], { start: 0, end: 0 }, 'next')).toBeUndefined();
  });

  it('hold the cursor from edge to edge', () => {
    const line = 'We saw ‹how many› children';
    const at = (start: number, end = start) => isInSlot(line, { start, end });
    expect([at(6), at(7), at(10), at(17), at(18), at(7, 17), at(7, 18)]).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('what stands before publication', () => {
  const groups = (text: string) =>
    Object.fromEntries(
      beforePublication(checkReport(text, { publication: true })).map(({ id, entries }) => [
        id,
        entries.map(({ label }) => label),
      ]),
    );

  it('is nothing where a report is ready', () => {
    expect(groups(clean)).toEqual({});
  });

  it('is told with its place, in three groups', () => {
    const text = clean
      .replace('at 11 community sentences and no', 'at ‹how many› community sentences and ‹how many, or no›')
      .replace('isbn: 978-1-9999999-0-2', 'isbn:')
      .replace('Score: 23/36', 'Score: 25/36')
      .replace('**64%** |', '**63%** |');
    const { 'fill-in': fillIn, decide, mend } = groups(text);
    expect(fillIn).toHaveLength(3);
    expect(fillIn?.[0]).toMatch(/^The block at the top: /);
    expect(fillIn?.slice(1)).toEqual([
      'Domain two: ‹how many› community sentences and',
      'Domain two: ‹how many, or no› custodial sentences managed',
    ]);
    expect(mend?.[0]).toBe(
      'Ratings: The score is given as 25/36, but the ratings of the 12 scored standards add up to 23/36.',
    );
    expect(decide?.some((label) => label.startsWith('2.3 Implementation and delivery: '))).toBe(true);
  });

  it('leaves notes out, and has an entry of its own for each of the same kind', () => {
    expect(JSON.stringify(groups(example))).not.toContain('3.2 Planning');
    const twice = clean.replaceAll('Children received', '‹who› received ‹what›, and children');
    const ids = beforePublication(checkReport(twice, { publication: true })).flatMap(({ entries }) =>
      entries.map(({ id }) => id),
    );
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the page on settings', () => {
  const page = (...by: Parameters<typeof resolveSettings>) =>
    settingsPage('a [b](c).report.md', resolveSettings(...by));

  it('says that all is as delivered', () => {
    expect(page([])).toContain('all are as delivered');
    expect(page([])).not.toContain('## Changed');
    expect(page([])).toContain('| `score` | A printed score that is not the sum of the ratings');
  });

  it('says who has changed what', () => {
    const text = page([{ source: '.inspection-report.yaml', rules: new Map([['statement', 'off']]) }]);
    expect(text).toMatch(
      /## Changed\n\n.*\n.*\n\| `statement` \| .* \| \*\*off\*\* \| \.inspection-report\.yaml \|/,
    );
  });

  it('takes a name for plain text', () => {
    expect(page([])).toContain('For the draft a \\[b\\]\\(c\\).report.md.');
  });
});
