import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import { checkStatus, mostCharacters, paceFor } from '../../src/language/checkStatus';
import { hints } from '../../src/language/hints';
import { hoverAt } from '../../src/language/hover';
import { lenses } from '../../src/language/lenses';
import { openText, scoreText, statedOtherwise } from '../../src/language/ratingText';
import { ratingsTree, type RatingsEntry } from '../../src/language/ratingsTree';
import { cleanDraft, draftAsItStands } from '../examples';
import { assessment, draft, must, placeOf, textAt } from './kit';

const example = draftAsItStands('northbridge.report.md');
const clean = cleanDraft('northbridge.report.md');
const westmarch = cleanDraft('westmarch-2019.report.md');

/** Titles of the lenses over the heading that holds these words, the first of its kind. */
function over(text: string, heading: string): string[] {
  return lenses(checkReport(text))
    .filter(({ range }) => textAt(text, range) === heading)
    .map(({ title }) => title);
}

describe('a lens over a standard', () => {
  const lens = (...lines: readonly string[]) => over(draft(...lines), '2.1. Assessment')[1];

  it('says once what the table gives and the section states', () => {
    expect(lens(...assessment('91%', '73%', '82%'))).toBe('Good · lowest 73% (2.1.2, keep the child safe)');
  });

  it('says both where they differ', () => {
    expect(lens(...assessment('91%', '73%', '64%'))).toBe(
      'Requires improvement · lowest 64% (2.1.3, keep other people safe) · stated Good',
    );
  });

  it('names all questions with the lowest percentage by their numbers', () => {
    expect(lens(...assessment('73%', '73%', '73%'))).toBe('Good · lowest 73% (2.1.1, 2.1.2 and 2.1.3)');
  });

  it('says what is missing', () => {
    expect(lens(...assessment('91%', 'TBC', ''))).toBe(
      'Not rated yet · 2.1.2, 2.1.3 not known yet · stated Good',
    );
    expect(lens('### 2.1. Assessment')).toBe('Not rated yet · there is no key-question table');
  });

  it('says what is not stated yet, or is stated and no rating', () => {
    const stating = (rating: string) =>
      lens(...assessment('91%', '73%', '82%').map((line) => line.replace('**Good**', rating)));
    expect(stating('')).toBe('Good · lowest 73% (2.1.2, keep the child safe) · not stated yet');
    expect(stating('**Decent**')).toBe(
      "Good · lowest 73% (2.1.2, keep the child safe) · stated 'Decent', which is no rating",
    );
  });

  it('says that a panel moved the rating', () => {
    expect(over(clean, '2.3. Implementation and delivery')[1]).toBe(
      'Good · lowest 64% (2.3.2, safety of the child) · moved by professional discretion from Requires improvement',
    );
  });

  it('says of a qualitative standard that it was judged, or is not yet', () => {
    expect(over(clean, '1.2. Staff')[1]).toBe("Good · inspectors' judgement");
    expect(over(clean.replace('Rating: **Good**', 'Rating:'), '1.1. Governance and leadership')[1]).toBe(
      "Not rated yet · inspectors' judgement",
    );
  });

  it('leads to setting the rating', () => {
    const found = lenses(checkReport(clean)).filter(({ title }) => title === 'Set rating…');
    expect(found.map(({ action }) => (action?.kind === 'setRating' ? action.standard : undefined))).toEqual([
      ...['1.1', '1.2', '1.3', '1.4', '2.1', '2.2', '2.3', '2.4', '3.1', '3.2', '3.3', '3.4', '4.1'],
    ]);
  });

  it('stands over the section with the table as well, where tables are in an annexe', () => {
    const offsets = lenses(checkReport(westmarch))
      .filter(
        ({ range, title }) => textAt(westmarch, range) === '2.1. Assessment' && title.includes('lowest'),
      )
      .map(({ range }) => range.start);
    const table = westmarch.indexOf('| 2.1.1. ');
    const [body = 0, annexe = 0] = offsets;
    expect(offsets).toHaveLength(2);
    expect(body).toBeLessThan(annexe);
    expect(westmarch.slice(annexe, table)).not.toContain('### 2.2');
  });
});

describe('a lens over the ratings page', () => {
  it('says what the ratings add up to', () => {
    expect(over(clean, 'Ratings')).toEqual(['Score 23/36 · Good']);
  });

  it('offers first to bring the page up to date, where it is not', () => {
    expect(over(example, 'Ratings')[0]).toBe('Bring up to date');
    const sentence = clean.replace("YJS was rated as 'Good'", "YJS was rated as 'Outstanding'");
    expect(sentence).not.toBe(clean);
    expect(over(sentence, 'Ratings')[0]).toBe('Bring up to date');
  });

  it('says what is stated otherwise', () => {
    const text = clean.replace('Overall rating: **Good**', 'Overall rating: **Outstanding**');
    expect(over(text, 'Ratings').at(-1)).toBe('Score 23/36 · Good · stated Outstanding');
    expect(over(example, 'Ratings').at(-1)).toBe('Score 23/36 · Good · stated 25/36');
  });

  it('says what is missing, and what can still come out', () => {
    const text = clean.replace('| **73%** |', '| TBC |').replace('Score: 23/36', 'Score:');
    expect(over(text, 'Ratings').at(-1)).toBe("21/36 so far · 2.2 not rated; it can be 'Good'");
  });
});

describe('score and overall rating at a glance', () => {
  const rated = (text: string) => must(checkReport(text).rating);

  it('are one short text', () => {
    expect(scoreText(rated(clean))).toBe('23/36 Good');
    expect(openText(rated(clean))).toBeUndefined();
    expect(statedOtherwise(rated(clean))).toBeUndefined();
  });

  it('are what is known so far while a rating is missing', () => {
    const nothing = rated(draft());
    expect(scoreText(nothing)).toBe('0/36 so far');
    expect(openText(nothing)).toBe('12 standards not rated');
  });

  it('wait for a standard that can limit the overall rating', () => {
    const outstanding = clean
      .replaceAll(/Rating: \*\*[^*]+\*\*/g, 'Rating: **Outstanding**')
      .replaceAll(/\d+%/g, '100%');
    const at = outstanding.lastIndexOf('Rating: **Outstanding**');
    const open = rated(
      `${outstanding.slice(0, at)}Rating:${outstanding.slice(at + 'Rating: **Outstanding**'.length)}`,
    );
    expect(scoreText(open)).toBe('36/36');
    expect(openText(open)).toBe("4.1 not rated; it can be 'Good' or 'Outstanding'");
  });
});

describe('a hover', () => {
  /** What is told of a place in a text, and of which words. */
  function told(text: string, place: string, within = 0): { words: string; said: string } | undefined {
    const offset = placeOf(text, place).start + within;
    const found = hoverAt(checkReport(text), offset);
    return found && { words: textAt(text, found.range), said: [...found.sentences, found.section].join(' ') };
  }

  const section = (...cells: [string, string, string]) => draft(...assessment(...cells));

  it('on a percentage says its band, the cases behind it, and which one drives the rating', () => {
    const text = section('91%', '73%', '82%');
    expect(told(text, '73%')).toEqual({
      words: '73%',
      said: "73% is 'Good' (65–79%: reasonable majority). 73% of 11 cases is 8. It is the lowest of the key questions of 2.1 Assessment, which drives the rating. Bands",
    });
    expect(told(text, '91%')?.said).toContain(
      'The lowest of the key questions of 2.1 Assessment, 73%, drives the rating.',
    );
  });

  it('on a count says what it is printed as', () => {
    expect(told(section('91%', '8/11', '82%'), '8/11')?.said).toContain('8 of 11 is 72.7%, printed 73%.');
  });

  it('on a percentage that no number of cases gives says nothing of cases', () => {
    expect(told(section('91%', '74%', '82%'), '74%')?.said).not.toContain('cases is');
  });

  it('on a percentage of a second table does not say that it drives the rating', () => {
    const second = assessment('55%', '64%', '100%').slice(-5);
    const said = told(draft(...assessment('91%', '73%', '82%'), '', 'Again:', '', ...second), '55%')?.said;
    expect(said).toContain('The lowest of the key questions of 2.1 Assessment drives the rating.');
  });

  it('on a cell without a percentage says nothing', () => {
    expect(told(section('91%', 'TBC', '82%'), 'TBC')).toBeUndefined();
    expect(told(section('91%', 'n/a', '82%'), 'n/a')?.said).toContain('applies to no case');
  });

  it('on a stated rating says what drives it and what it adds', () => {
    expect(told(section('91%', '73%', '82%'), 'Good')).toEqual({
      words: 'Good',
      said: "The lowest of its key questions drives the rating of 2.1 Assessment: 73% (keep the child safe) is 'Good' (65–79%: reasonable majority). 'Good' adds 2 to the score. Bands",
    });
  });

  it('on a rating that a panel moved says so', () => {
    expect(told(clean, '| 2.3. Implementation and delivery | Good', 40)?.said).toBe(
      "The lowest of its key questions drives the rating of 2.3 Implementation and delivery: 64% (safety of the child) is 'Requires improvement' (50–64%: too few). Professional discretion moved it from 'Requires improvement' to 'Good'. 'Good' adds 2 to the score. Professional discretion",
    );
  });

  it('on a row of the ratings page explains the number and the rating', () => {
    const row = '| 1.2. Staff | Good';
    expect(told(clean, row, 2)?.words).toBe('1.2.');
    expect(told(clean, row, 2)?.said).toContain('Staff within the YOT are empowered');
    expect(told(clean, row, row.length - 1)?.said).toContain("rated by the inspectors' judgement");
    expect(told(clean, row, 7)).toBeUndefined();
  });

  it('on the score adds up', () => {
    expect(told(clean, '23/36')).toEqual({
      words: '23/36',
      said: "The score is the sum of what the ratings of the standards add: 2 'Outstanding', 7 'Good' and 3 'Requires improvement' give 2 × 3 + 7 × 2 + 3 × 1 = 23. 4.1 Resettlement policy and provision is not counted. Score and overall rating",
    });
  });

  it('on the overall rating says which scores give it', () => {
    expect(told(clean, 'Overall rating: **Good**', 18)?.said).toBe(
      "A score of 23 out of 36 is 'Good' (19–30). Score and overall rating",
    );
  });

  it('on an overall rating that is limited says by what', () => {
    const outstanding = clean
      .replaceAll(/Rating: \*\*[^*]+\*\*/g, 'Rating: **Outstanding**')
      .replaceAll(/\d+%/g, '100%');
    const at = outstanding.lastIndexOf('Rating: **Outstanding**');
    const text = `${outstanding.slice(0, at)}Rating: **Inadequate**${outstanding.slice(at + 'Rating: **Outstanding**'.length)}`;
    expect(told(text, 'Overall rating: **Good**', 18)?.said).toBe(
      "A score of 36 out of 36 would be 'Outstanding' (31–36), but with 4.1 rated 'Inadequate' the overall rating can be 'Good' at most. Limiting judgements",
    );
  });

  it('on a rating in a sentence explains the rating that the sentence tells of', () => {
    expect(told(clean, "YJS was rated as 'Good'", "YJS was rated as '".length)?.said).toContain(
      'A score of 23 out of 36',
    );
    expect(
      told(clean, "separately rated as 'Requires improvement'", "separately rated as '".length)?.said,
    ).toContain('4.1 Resettlement policy and provision is rated by');
  });

  it('on a key question says which one it is and what its percentage is of', () => {
    const text = section('91%', '73%', '82%');
    expect(told(text, 'how to keep the child safe?')?.said).toBe(
      'Key question 2.1.2: Does assessment sufficiently analyse how to keep the child safe? Its percentage is the share of all court disposals inspected where the answer is yes. The lowest of the key questions of 2.1 Assessment drives the rating. What a percentage can be',
    );
    const row = '| 2.1.1. ';
    expect(told(westmarch, row, row.length + 3)?.said).toContain('the cases to which it is relevant');
  });

  it('anywhere else says nothing', () => {
    expect(told(clean, 'Northbridge is a port town')).toBeUndefined();
    expect(hoverAt(checkReport('# No draft at all, 73%'), 24)).toBeUndefined();
  });
});

describe('a hint', () => {
  /** Every hint with what stands before it on its line. */
  const shown = (text: string) =>
    hints(checkReport(text)).map(({ offset, text: hint }) => [
      text.slice(text.lastIndexOf('| ', offset) + 2, offset),
      hint,
    ]);

  it('gives the band of a percentage and the cases behind it', () => {
    expect(shown(draft(...assessment('91%', '**73%**', 'TBC')))).toEqual([
      ['91%', 'Outstanding · 10 of 11'],
      ['**73%**', 'Good · 8 of 11'],
    ]);
  });

  it('gives what a count is printed as', () => {
    expect(shown(draft(...assessment('8/11', '', '')))).toEqual([['8/11', '73% · Good']]);
  });

  it('gives no cases where none, or more than one number of them, gives the percentage', () => {
    expect(shown(draft(...assessment('74%', '', '')))).toEqual([['74%', 'Good']]);
    const many = draft(...assessment('73%', '', '')).replace('court-disposals: 11', 'court-disposals: 400');
    expect(shown(many)).toEqual([['73%', 'Good']]);
  });

  it('gives no cases where the sample is not stated', () => {
    const text = draft(...assessment('73%', '', '')).replace('  court-disposals: 11\n', '');
    expect(shown(text)).toEqual([['73%', 'Good']]);
  });

  it('gives no cases where percentages are of the relevant ones', () => {
    const all = shown(westmarch);
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter(([, hint]) => hint?.includes(' of '))).toEqual([]);
  });

  it('gives the cases of a prompt, which has no band', () => {
    const text = draft('### 2.1. Assessment', '', '| | |', '| --- | --- |', '| a) Is it so? | 73% |');
    expect(shown(text)).toEqual([['73%', '8 of 11']]);
  });
});

describe('the list of ratings', () => {
  const flat = (entries: readonly RatingsEntry[]): RatingsEntry[] =>
    entries.flatMap((each) => [each, ...flat(each.children)]);
  const listed = (text: string) => flat(ratingsTree(checkReport(text)));
  const entry = (text: string, id: string) => must(listed(text).find((each) => each.id === id));
  const shown = (text: string, id: string) => {
    const { label, description, worst } = entry(text, id);
    return [label, description, worst];
  };

  it('has the overall rating and the score first, then the domains with their standards', () => {
    expect(listed(clean).map(({ id }) => id)).toEqual([
      'overall',
      'score',
      ...['1', '1.1', '1.2', '1.3', '1.4', '2', '2.1', '2.2', '2.3', '2.4'],
      ...['3', '3.1', '3.2', '3.3', '3.4', '4', '4.1'],
    ]);
    expect(shown(clean, 'overall')).toEqual(['Overall rating: Good', '', undefined]);
    expect(shown(clean, 'score')).toEqual(['Score: 23/36', '', undefined]);
  });

  it('gives the number and the rating first, the title last', () => {
    expect(shown(clean, '2.3')).toEqual(['2.3 Good', 'Implementation and delivery', undefined]);
    expect(entry(clean, '2.3').words).toBe('2.3 Implementation and delivery: Good');
    // Read out in words.
    expect(entry(example, 'score').words).toBe('Score: 23/36 · stated 25/36 · 1 error');
  });

  it('marks a rating by its rank from the lowest, and what is not rated by none', () => {
    expect(entry(clean, '2.1').rank).toBe(3);
    expect(entry(clean, '2.4').rank).toBe(1);
    expect(entry(clean, 'overall').rank).toBe(2);
    expect(entry(clean, 'score').rank).toBeUndefined();
    expect(entry(draft(...assessment('91%', '73%', 'TBC')), '2.1').rank).toBeUndefined();
  });

  it('says between rating and title what is stated otherwise, and how many problems of which kind there are', () => {
    expect(shown(example, 'score')).toEqual(['Score: 23/36', 'stated 25/36 · ✖ 1', 'error']);
    const text = clean.replace('Overall rating: **Good**', 'Overall rating: **Outstanding**');
    expect(shown(text, 'overall')).toEqual(['Overall rating: Good', 'stated Outstanding · ✖ 1', 'error']);
    const other = draft(...assessment('91%', '73%', '64%'));
    expect(entry(other, '2.1').label).toBe('2.1 Requires improvement');
    expect(entry(other, '2.1').description).toMatch(/^stated Good · ✖ \d+ .* · Assessment$/);
    expect(shown(example, '2.3')).toEqual(['2.3 Good', 'Implementation and delivery', undefined]);
    expect(shown(example, '3.3')).toEqual(['3.3 Good', '⚠\ufe0e 1 · Implementation and delivery', 'warning']);
    expect(shown(example, '3.2')).toEqual(['3.2 Good', 'ℹ\ufe0e 1 · Planning', 'information']);
  });

  it('counts the problems of the section and of the row on the ratings page, and no others', () => {
    // The problem stands at the very start of the section, where the one before it ends.
    const heading = clean.replace('### 2.2. Planning', '2.2 Planning\n---');
    expect(entry(heading, '2.2').description).toBe('⚠\ufe0e 1 · Planning');
    expect(entry(heading, '2.1').description).toBe('Assessment');
    const row = clean.replace('| 2.1. Assessment | Outstanding |', '| 2.1. Assessment | Good |');
    expect(entry(row, '2.1').description).toBe('✖ 1 · Assessment');
    // Only a hint: it is not filled in yet.
    const open = clean.replace('| 2.1. Assessment | Outstanding |', '| 2.1. Assessment | |');
    expect(entry(open, '2.1').description).toBe('Assessment');
  });

  it('says what is not there or not rated yet', () => {
    const text = draft(...assessment('91%', '73%', 'TBC').map((line) => line.replace('**Good**', '')));
    expect(entry(text, '2.1').label).toBe('2.1 Not rated yet');
    expect(entry(text, '2.2').label).toBe('2.2 No section yet');
    expect(entry(text, '2.2').range).toBeUndefined();
  });

  it('leaves out what does not belong into the report', () => {
    expect(listed(draft()).map(({ id }) => id)).not.toContain('4.1');
  });

  it('leads to the section, to the score and to the overall rating', () => {
    const at = (id: string) => textAt(clean, must(entry(clean, id).range));
    expect(at('2.1')).toBe('2.1. Assessment');
    expect(at('2')).toBe('Domain two: Court disposals');
    expect(at('score')).toBe('23/36');
    expect(at('overall')).toBe('Good');
  });

  it('is empty where the framework is not known', () => {
    expect(ratingsTree(checkReport(clean.replace('youth-2021', 'youth-1999')))).toEqual([]);
  });
});

describe('when a draft is checked', () => {
  it.each([
    { what: 'while it is written', length: 142_000, wish: 'onType', pace: { when: 'onType' } },
    { what: 'up to the limit', length: 2_000_000, wish: 'onType', pace: { when: 'onType' } },
    {
      what: 'when it is saved, past the limit',
      length: 2_000_001,
      wish: 'onType',
      pace: { when: 'onSave', over: 2_000_000 },
    },
    {
      what: 'when it is saved, as the author wishes',
      length: 142_000,
      wish: 'onSave',
      pace: { when: 'onSave' },
    },
    {
      what: 'when it is saved, up to the most there can be',
      length: mostCharacters,
      wish: 'onType',
      pace: { when: 'onSave', over: 2_000_000 },
    },
    { what: 'never, past that', length: mostCharacters + 1, wish: 'onSave', pace: { when: 'never' } },
  ] as const)('is $what', ({ length, wish, pace }) => {
    expect(paceFor(length, 2_000_000, wish)).toEqual(pace);
  });

  const at = new Date(2026, 8, 14, 10, 30);
  const last = (text: string, publication = false) => ({
    result: checkReport(text),
    publication,
    at,
    duration: 12.3,
  });
  const time = `checked at ${at.toLocaleTimeString()} in 12 ms`;

  it('is said with what it was checked against', () => {
    expect(checkStatus({ when: 'onType' }, last(clean))).toEqual({
      text: '23/36 Good',
      detail: `youth-2021, short · ${time}`,
      warning: false,
    });
    expect(checkStatus({ when: 'onType' }, last(clean, true))?.detail).toContain(`for publication, ${time}`);
    expect(checkStatus({ when: 'onType' }, undefined)).toBeUndefined();
  });

  it('is said with why a large draft waits until it is saved', () => {
    expect(checkStatus({ when: 'onSave', over: 2_000_000 }, last(clean))?.detail).toContain(
      'checked only when it is opened or saved, because it has more than 2 million characters',
    );
    expect(checkStatus({ when: 'onSave', over: 500_000 }, last('# A\n'))).toEqual({
      text: 'Framework not known',
      detail: `${time} · checked only when it is opened or saved, because it has more than 0.5 million characters`,
      warning: true,
    });
  });

  it('is said of a draft that is not checked at all, and why', () => {
    expect(checkStatus({ when: 'never' }, undefined)).toEqual({
      text: 'Not checked',
      detail: 'more than 8 million characters: checking it would hold up the editor',
      warning: true,
    });
  });
});
