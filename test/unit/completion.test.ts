import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check.js';
import { applyEdits } from '../../src/check/change.js';
import { completionsAt, mayComplete, type Completion } from '../../src/language/completion.js';
import { cleanDraft } from '../examples.js';
import { runs } from '../random.js';

const draft = cleanDraft('northbridge.report.md');
const old = cleanDraft('westmarch-2019.report.md');

/** A draft with the first of such stretches in another form; it may hold the cursor ‸. */
function changed(text: string, from: string, to: string): { text: string; offset: number } {
  expect(from, 'the draft should hold it').not.toBe('');
  expect(text).toContain(from);
  const made = text.replace(from, () => to);
  return { text: made.replace('‸', ''), offset: made.indexOf('‸') };
}

/** What the editor makes of a snippet when every tab stop is left as it is. */
function leftAsItIs(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\$\{?\d+\}?/g, '')
    .replace(/\\([$}\\])/g, '$1');
}

function taken(text: string, { range, text: inserted, snippet, others = [] }: Completion): string {
  return applyEdits(text, [{ range, text: snippet ? leftAsItIs(inserted) : inserted }, ...others]);
}

const severe = (text: string) =>
  checkReport(text)
    .problems.filter((each) => each.severity !== 'hint')
    .map((each) => `${each.rule}: ${each.message}`);

function completions({ text, offset }: { text: string; offset: number }): Completion[] {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  expect(mayComplete(before), `'${before}' opens no list`).toBe(true);
  return completionsAt(checkReport(text), offset);
}

/** Takes an item and expects that it brings no problem that the whole draft does not have. */
function take(place: { text: string; offset: number }, label: string): string {
  const items = completions(place);
  const item = items.find((each) => each.label === label);
  expect(item, `'${label}' among ${items.map((each) => `'${each.label}'`).join(', ')}`).toBeDefined();
  const result = item ? taken(place.text, item) : '';
  expect(severe(result)).toEqual([]);
  return result;
}

const labels = (place: { text: string; offset: number }) => completions(place).map((each) => each.label);

/** The draft without its section 2.2, and the text of that. */
const planning = /### 2\.2\. Planning[^]*?(?=### 2\.3\.)/.exec(draft)?.[0] ?? '';

describe('Completion', () => {
  it('offers the next standard in a heading, with its whole section', () => {
    const place = changed(draft, planning, '### ‸\n\n');
    expect(labels(place)[0]).toBe('2.2. Planning');
    const result = take(place, '2.2. Planning');
    expect(result).toContain('Does planning focus sufficiently on keeping the child safe?');
    for (const typed of ['#‸', '##‸', '### 2‸', '### 2.2. Pl‸'])
      if (!typed.startsWith('##‸')) take(changed(draft, planning, `${typed}\n\n`), '2.2. Planning');
  });

  it('keeps what is below a heading that is only corrected', () => {
    const place = changed(draft, '### 2.2. Planning\n', '### 2.2‸\n');
    expect(take(place, '2.2. Planning')).toBe(draft);
  });

  it('offers the parts of the layout that are missing, the next first', () => {
    const foreword = /## Foreword[^]*?(?=## Ratings)/.exec(draft)?.[0] ?? '';
    const place = changed(draft, foreword, '## ‸\n\n');
    expect(labels(place)).toEqual(['Foreword']);
    expect(take(place, 'Foreword')).toContain("Overall, Northbridge YJS was rated as '‹overall rating›'.");
  });

  it('offers the key questions as sub-headings', () => {
    const place = changed(
      draft,
      'Plans were short, practical and written',
      '#### ‸\n\nPlans were short, practical and written',
    );
    expect(labels(place)).toContain("Does planning focus sufficiently on supporting the child's desistance?");
  });

  it('offers the question that is missing in a cell', () => {
    const row = '| Does planning focus sufficiently on keeping the child safe? | **73%** |\n';
    for (const typed of ['|‸', '| ‸', '| Does planning‸', '| ‸ | 73% |', '| Does | ‸'.replace('| ‸', '‸')]) {
      const place = changed(draft, row, `${typed}\n`);
      const items = completions(place);
      expect(items.map((each) => each.label)).toEqual([
        'Does planning focus sufficiently on keeping the child safe?',
      ]);
      const [item] = items;
      const result = item ? taken(place.text, item) : '';
      // Without its figure nothing follows from the table; with it, it is the draft again.
      expect(checkReport(result).problems.map((each) => each.rule)).not.toContain('key-question-missing');
      expect(checkReport(result).problems.map((each) => each.rule)).not.toContain('key-question-wording');
    }
  });

  it("offers the ratings after 'Rating:', the engine's first", () => {
    const [whole = ''] = /Rating: \*\*Good\*\*\n\nOur rating\[\^lowest\] for planning/.exec(draft) ?? [];
    const below = whole.replace('Rating: **Good**', '');
    for (const typed of [
      'Rating:‸',
      'Rating: ‸',
      'Rating: Go‸',
      'Rating: **‸**',
      'Rating: ‸**Inadequate**',
    ]) {
      const place = changed(draft, whole, typed + below);
      expect(labels(place)).toEqual(['Good', 'Outstanding', 'Requires improvement', 'Inadequate']);
      expect(take(place, 'Good')).toBe(draft);
    }
  });

  it('offers overall rating and score as they follow from the sections', () => {
    const overall = changed(draft, 'Overall rating: **Good**', 'Overall rating:‸');
    expect(labels(overall)[0]).toBe('Good');
    expect(take(overall, 'Good')).toBe(draft);
    expect(take(changed(draft, 'Score: 23/36', 'Score: ‸'), '23/36')).toBe(draft);
  });

  it('offers the rating of its section in a row of the ratings table', () => {
    const place = changed(draft, '| 2.2. Planning | Good |', '| 2.2. Planning | ‸ |');
    expect(labels(place)[0]).toBe('Good');
    expect(take(place, 'Good')).toBe(draft);
  });

  it('offers the row that the ratings table lacks', () => {
    for (const typed of ['|‸', '| 2‸'])
      expect(take(changed(draft, '| 2.2. Planning | Good |', typed), '2.2. Planning')).toBe(draft);
  });

  it('offers what is missing at an empty line in a standard', () => {
    const statement =
      'Planning is well-informed, holistic and personalised, actively involving the child and their parents or carers.';
    const place = changed(draft, `### 2.2. Planning\n\n${statement}\n`, '### 2.2. Planning\n\n‸');
    expect(labels(place)).toContain('The statement');
    expect(take(place, 'The statement')).toBe(draft);
  });

  it('offers the rating line and the key-question table that a section lacks', () => {
    const [rated = ''] = /Rating: \*\*Good\*\*\n\nOur rating\[\^lowest\] for planning/.exec(draft) ?? [];
    const unrated = changed(draft, rated, '‸\nOur rating[^lowest] for planning');
    expect(take(unrated, "'Rating: Good'")).toBe(draft);
    const table = /Our rating\[\^lowest\] for planning.*\n\n[^]*?\n\n/.exec(draft)?.[0] ?? '';
    const result = take(changed(draft, table, '‸\n\n'), 'The key-question table');
    expect(result).toMatch(/\| Does planning focus sufficiently on keeping the child safe\? \| +\|/);
  });

  it('offers the section that the domain lacks at the end of the one before', () => {
    const place = changed(draft, planning, '‸\n\n');
    const result = take(place, '2.2 Planning');
    expect(result.indexOf('### 2.1.')).toBeLessThan(result.indexOf('### 2.2.'));
    expect(result.indexOf('### 2.2.')).toBeLessThan(result.indexOf('### 2.3.'));
  });

  it('offers a quotation and a practice example in a domain, and nothing in the middle of a paragraph', () => {
    const place = changed(
      draft,
      'Plans were short, practical and written',
      '‸\n\nPlans were short, practical and written',
    );
    expect(labels(place)).toEqual(expect.arrayContaining(['Quotation', 'Practice example (good practice)']));
    take(place, 'Quotation');
    take(place, 'Practice example (good practice)');
    const inside = changed(draft, 'Plans were short, practical', 'Plans were short, ‸practical');
    expect(completionsAt(checkReport(inside.text), inside.offset)).toEqual([]);
  });

  it('goes on with the numbers of the recommendations', () => {
    const place = changed(draft, '\n## Background', '‸\n\n## Background');
    expect(take(place, 'Recommendations to somebody else')).toContain('\n7. ‹recommendation›');
  });

  it("offers the snippets after 'ir-', with what the draft gives filled in", () => {
    const place = changed(draft, planning, 'ir-‸\n\n');
    expect(labels(place)).toEqual(
      expect.arrayContaining(['ir-2.2', 'ir-ratings', 'ir-quotation', 'ir-discretion']),
    );
    expect(take(place, 'ir-2.2')).toContain('Our rating[^lowest] for planning');
    expect(take(changed(draft, planning, 'ir-2.‸\n\n'), 'ir-2.2')).not.toContain('ir-');
  });

  it('offers keys and values of the front matter, with what they mean', () => {
    const place = changed(draft, 'short-name: Northbridge YJS\n', '‸\n');
    expect(labels(place)).toEqual(expect.arrayContaining(['short-name', 'layout', 'area-short']));
    expect(labels(place)).not.toContain('area');
    expect(completions(place).every((each) => each.detail !== undefined && each.detail !== '')).toBe(true);
    expect(labels(changed(draft, 'framework: youth-2021', 'framework:‸'))).toEqual([
      'youth-2021',
      'youth-2018',
    ]);
    expect(take(changed(draft, 'framework: youth-2021', 'framework: ‸'), 'youth-2021')).toBe(draft);
    expect(take(changed(draft, 'framework: youth-2021', 'framework:‸'), 'youth-2021')).toBe(draft);
    expect(labels(changed(draft, 'area: Northbridge\n', 'area: Northbridge\nlayout: ‸\n'))).toEqual([
      'short',
      'short-2024',
      'long',
    ]);
    expect(labels(changed(draft, '  resettlement: 2', '  re‸'))).toEqual(['resettlement']);
    expect(take(changed(draft, 'short-name: Northbridge YJS', 'short-name: ‸'), 'Northbridge YJS')).toBe(
      draft,
    );
  });

  it('offers the labels of footnotes, and the stock footnotes that are not there yet', () => {
    expect(
      take(changed(draft, 'Our rating[^lowest] for planning', 'Our rating[^‸ for planning'), 'lowest'),
    ).toBe(draft);
    expect(
      take(changed(draft, 'Our rating[^lowest] for planning', 'Our rating[^lo‸] for planning'), 'lowest'),
    ).toBe(draft);
    const without = draft
      .replaceAll('[^resettlement]', '')
      .replace(/^: The rating for resettlement.*\n\n/m, '');
    const result = take(
      changed(without, '| **4. Resettlement** | |', '| **4. Resettlement**[^‸ | |'),
      'resettlement',
    );
    expect(result).toContain(
      '[^resettlement]: The rating for resettlement does not influence the overall YJS rating.',
    );
  });

  it('offers the label that has no text yet where a footnote begins', () => {
    const place = changed(draft, '[^outcome-22]: Outcome', '[^‸ Outcome');
    expect(labels(place)).toContain('outcome-22');
    expect(take(place, 'outcome-22')).toContain('[^outcome-22]: ');
  });

  it('offers the rules in a comment that turns one off, those that have something to say first', () => {
    const slip = draft.replace('Score: 23/36', 'Score: 24/36').replace('Overall rating:', 'Overall rating :');
    const place = changed(
      slip,
      '\nScore: 24/36',
      '\n<!-- inspection-report-disable-next-line ‸ -- as agreed -->\nScore: 24/36',
    );
    expect(labels(place)[0]).toBe('score');
    expect(take(place, 'score')).toContain('<!-- inspection-report-disable-next-line score -- as agreed -->');
    expect(labels(changed(draft, '\nScore: 23/36', '\n<!--‸\nScore: 23/36'))).toContain(
      'inspection-report-disable-next-line',
    );
  });

  it('keeps the footnotes of what it replaces, and what an escaped bar belongs to', () => {
    const cell =
      '| Does the implementation and delivery of services effectively support the safety of the child?[^discretion-2.3] | **64%** |';
    expect(
      take(
        changed(draft, cell, cell.replace('| ', '| ‸')),
        'Does the implementation and delivery of services effectively support the safety of the child?',
      ),
    ).toBe(draft);
    const heading = draft.replace('### 2.2. Planning', '### 2.2. Planning[^lowest]');
    expect(take(changed(heading, '### 2.2.', '### ‸2.2.'), '2.2. Planning')).toBe(heading);
    const barred = draft.replace('the child safe? | **73%** |', 'the child \\| safe? | **73%** |');
    const place = changed(
      barred,
      '| Does planning focus sufficiently on keeping the child \\|',
      '| ‸Does planning focus sufficiently on keeping the child \\|',
    );
    expect(take(place, 'Does planning focus sufficiently on keeping the child safe?')).toBe(draft);
  });

  it.each([
    ['abbreviation: YJS', 'abbreviation: ‸YJS # agreed', 'YOT', 'abbreviation: YOT # agreed'],
    ['abbreviation: YJS', 'abbreviation:‸ # agreed', 'YOT', 'abbreviation: YOT # agreed'],
    ['abbreviation: YJS', 'abbreviation: ‸"YJS" # agreed', 'YOT', 'abbreviation: YOT # agreed'],
    [
      'Overall rating: **Good**',
      'Overall rating: ‸ <!-- panel decided -->',
      'Good',
      'Overall rating: **Good** <!-- panel decided -->',
    ],
    [
      'Overall rating: **Good**',
      'Overall rating:‸ <!-- panel -->',
      'Good',
      'Overall rating: **Good** <!-- panel -->',
    ],
    [
      'Overall rating: **Good**',
      'Overall rating: ‸**Inadequate** (raised by the panel)',
      'Good',
      'Overall rating: **Good** (raised by the panel)',
    ],
    ['Overall rating: **Good**', 'Overall rating: ‸\\\n', 'Good', 'Overall rating: **Good**\\\n'],
    [
      'Overall rating: **Good**',
      'Overall rating: ‸RI, was [another](https://x.org)',
      'Good',
      'Overall rating: **Good**, was [another](https://x.org)',
    ],
    [
      'Overall rating: **Good**',
      'Overall rating: ‸as the *panel* said',
      'Good',
      'Overall rating: **Good** as the *panel* said',
    ],
    ['Overall rating: **Good**', 'Overall rating: Go‸ (raised)', 'Good', 'Overall rating: **Good** (raised)'],
    ['Score: 23/36', 'Score: ‸24/36 <!-- check -->', '23/36', 'Score: 23/36 <!-- check -->'],
    [
      '### 2.2. Planning\n',
      '### 2.2. ‸Planing (court disposals) <!-- check -->\n',
      '2.2. Planning',
      '### 2.2. Planning (court disposals) <!-- check -->\n',
    ],
    ['### 2.2. Planning\n', '### 2.2. Pl‸ \\\n', '2.2. Planning', '### 2.2. Planning \\\n'],
    [
      '| 2.2. Planning | Good |',
      '| 2.2. Planning | ‸**RI** <!-- panel --> (raised) |',
      'Good',
      '| 2.2. Planning | Good <!-- panel --> (raised) |',
    ],
    [
      '| 2.2. Planning | Good |',
      '| ‸2.2. Planing <!-- check --> | Good |',
      '2.2. Planning',
      '| 2.2. Planning <!-- check --> | Good |',
    ],
    [
      '| Does planning focus sufficiently on keeping the child safe? |',
      '| Does ‸ (see annexe) <!-- check --> |',
      'Does planning focus sufficiently on keeping the child safe?',
      '| Does planning focus sufficiently on keeping the child safe? (see annexe) <!-- check --> |',
    ],
  ])('%j as %j: %s leaves what stands beside it', (from, typed, label, expected) => {
    const place = changed(draft, from, typed);
    const item = completions(place).find((each) => each.label === label);
    expect(item && taken(place.text, item)).toBe(draft.replace(from, () => expected));
  });

  it('changes only the name in a comment that is there already', () => {
    const noted = draft.replace(
      '\nScore: 23/36',
      '\n<!-- inspection-report-disable score -- why -->\nScore: 23/36',
    );
    const place = changed(noted, 'inspection-report-disable score', 'inspection-report-dis‸able score');
    const item = completions(place).find((each) => each.label === 'inspection-report-disable-next-line');
    expect(item && taken(place.text, item)).toContain(
      '<!-- inspection-report-disable-next-line score -- why -->',
    );
  });

  it('offers nothing on the closing hyphens, and sample sizes where they belong', () => {
    const end = changed(draft, '  resettlement: 2\n---', '  resettlement: 2\n‸---');
    expect(completionsAt(checkReport(end.text), end.offset)).toEqual([]);
    const between = changed(draft, 'cases:\n  court-disposals: 11\n', 'cases:\n‸\n');
    expect(labels(between)).toEqual(['court-disposals']);
    const set = changed(draft, '  court-disposals: 11\n', '      ‸\n');
    const [item] = completions(set);
    expect(item && taken(set.text, item)).toContain('\n  court-disposals: \n');
  });

  it('puts blank lines round a block, whatever ends a line', () => {
    const windows = draft.replaceAll('\n', '\r\n');
    for (const text of [draft, windows]) {
      const eol = text === draft ? '\n' : '\r\n';
      const offset = text.indexOf(`${eol}### 2.3.`);
      const item = completionsAt(checkReport(text), offset).find((each) => each.label === 'Quotation');
      const result = item ? taken(text, item) : '';
      expect(result).toContain(
        `${eol}${eol}‹who› told us:${eol}${eol}> "‹what they said›"${eol}${eol}### 2.3.`,
      );
    }
  });

  it('offers what is missing also behind the first letters of it', () => {
    const place = changed(draft, '\n\n### 2.3.', '\n\nQuo‸\n\n### 2.3.');
    expect(take(place, 'Quotation')).toContain('‹who› told us:');
  });

  it('puts nothing between the heading of a standard and its table', () => {
    for (const before of [
      '\n\nRating: **Good**\n\nOur rating[^lowest] for planning',
      '\n\nOur rating[^lowest] for planning',
    ]) {
      const place = changed(draft, before, `\n‸${before.slice(1)}`);
      expect(labels(place)).not.toContain('Quotation');
    }
  });

  it('offers no rating first where none follows', () => {
    const place = changed(draft, 'Rating: **Outstanding**', 'Rating: ‸');
    expect(labels(place)[0]).toBe('TBC');
    const [first] = completions(place);
    expect(first && taken(place.text, first)).toContain('Rating: TBC');
  });

  it('offers the right rows in the numbered tables of the 2018 annexe', () => {
    const row = /\| 2\.1\.2\. .*\n/.exec(old)?.[0] ?? '';
    const place = changed(old, row, '| ‸\n');
    expect(labels(place)).toEqual([
      '2.1.2. Does assessment sufficiently analyse how to keep the child or young person safe?',
    ]);
  });

  it('never throws, and what it replaces is on the line of the cursor', () => {
    const pieces = [
      '\n',
      '\r\n',
      '#',
      '### ',
      '| ',
      ' |',
      'Rating:',
      '[^',
      ']',
      '<!-- inspection-report-disable ',
      '---\n',
      'cases:\n  ',
      '‹x›',
      '- ',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(draft, old),
        fc.nat(),
        fc.nat(400),
        fc.array(fc.constantFrom(...pieces), { maxLength: 3 }),
        (whole, at, cut, typed) => {
          const start = at % whole.length;
          const inserted = typed.join('');
          const text = whole.slice(0, start) + inserted + whole.slice(start + cut);
          const offset = start + inserted.length;
          for (const each of completionsAt(checkReport(text), offset)) {
            expect(text.slice(each.range.start, each.range.end)).not.toMatch(/[\r\n]/);
            expect(each.range.start).toBeLessThanOrEqual(offset);
            expect(each.range.end).toBeGreaterThanOrEqual(offset);
            for (const other of each.others ?? [])
              expect(other.range.end <= each.range.start || other.range.start >= each.range.end).toBe(true);
          }
        },
      ),
      { numRuns: runs(30) },
    );
  }, 60_000);
});
