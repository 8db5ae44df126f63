import { describe, expect, it } from 'vitest';
import { applyEdits, changeBetween } from '../../src/check/change';
import { checkReport, type CheckResult } from '../../src/check/check';
import { disableHere } from '../../src/check/disable';
import { createSession } from '../../src/check/session';
import { insertionsAt } from '../../src/language/insertions';
import { cleanDraft } from '../examples';

const clean = cleanDraft('northbridge.report.md');
const heading = '### 2.2. Planning';
const head = "| Key question | % 'Yes' |\n| --- | ---: |\n| Does planning";
const row = '| Does planning focus sufficiently on keeping the child safe? | **73%** |';
const rating = 'Rating: **Good**\n\nOur rating[^lowest] for planning';
const prose = 'Plans were short, practical and written with the child.';
const note = '[^resettlement]: The rating';
const item =
  '- There is no housing representative on the board, and this has weakened the support for children leaving custody.';

/** What is typed, in whose place, and what the one problem says. */
const mistakes: readonly (readonly [name: string, right: string, wrong: string, message: RegExp])[] = [
  ['a heading without its space', heading, '###2.2. Planning', /the space after its number signs is missing/],
  ['a heading with a no-break space', heading, '###\u00a02.2. Planning', /not an ordinary one/],
  ['a heading behind a byte order mark', heading, `\ufeff${heading}`, /a character that can’t be seen/],
  ['a heading behind a zero-width space', heading, `\u200b${heading}`, /a character that can’t be seen/],
  ['a heading behind a tab', heading, `\t${heading}`, /because it is set in/],
  ['a heading set in by four spaces', heading, `    ${heading}`, /because it is set in/],
  ['a heading behind a backslash', heading, `\\${heading}`, /a backslash stands before/],
  ['a heading with seven signs', heading, '####### 2.2. Planning', /at most six number signs, not 7/],
  ['a heading with wide signs', heading, '＃＃＃ 2.2. Planning', /not those of the keyboard/],
  ['a heading in bold', heading, '**2.2. Planning**', /it stands in bold/],
  ['a heading without signs', heading, '2.2. Planning', /does not begin with ###/],
  ['a domain in bold', '## Domain two: Court disposals', '**Domain two: Court disposals**', /stands in bold/],
  ['a part in bold', '## Recommendations', '**Recommendations**', /stands in bold/],
  ['the title without its space', '# An inspection', '#An inspection', /the space after its number signs/],
  [
    'text that a line of hyphens makes a heading',
    `${prose} `,
    'Plans were short.\n---\n\nPlans were practical. ',
    /read as a heading/,
  ],
  [
    'a rating that a line of hyphens makes a heading',
    rating,
    rating.replace('\n\n', '\n---\n\n'),
    /read as a heading/,
  ],
  [
    'a second line that is too short',
    head,
    head.replace('| --- | ---: |', '| --- |'),
    /2 cells and its second line 1/,
  ],
  [
    'a second line that is too long',
    head,
    head.replace('| --- |', '| --- | --- |'),
    /2 cells and its second line 3/,
  ],
  ['a second line of dashes', head, head.replace('| --- | ---: |', '| — | —: |'), /hyphens, not of dashes/],
  ['a second line of equals signs', head, head.replaceAll('---', '==='), /bars, hyphens and colons alone/],
  [
    'a table without its second line',
    head,
    head.replace('| --- | ---: |\n', ''),
    /the line of hyphens .* is missing/,
  ],
  ['a blank line above the second line', head, head.replace('\n', '\n\n'), /A blank line ends the table/],
  [
    'text straight below a table',
    `safe? | 82% |\n\n${prose}`,
    `safe? | 82% |\n${prose}`,
    /read as a row of the table/,
  ],
  ['a comment inside a table', row, `<!-- check -->\n${row}`, /A comment inside a table ends the table/],
  ['a comment between blank lines in a table', row, `\n<!-- check -->\n\n${row}`, /A comment ends the table/],
  ['a blank line in a table', row, `\n${row}`, /A blank line ends the table/],
  [
    'a bar in a cell',
    row,
    row.replace('child safe', 'child|family safe'),
    /a bar inside a cell is written \\\|/,
  ],
  ['a cell beyond the header’s', row, `${row} all cases but three |`, /beyond its last column/],
  ['a table right below a list', item, `${item}\n| A | B |\n| --- | --- |\n| c | d |`, /right above it/],
  ['an unclosed fence', heading, `\`\`\`\n\n${heading}`, /never closed/],
  ['an unclosed fence of tildes', heading, `~~~\n${heading}`, /never closed/],
  ['an unclosed comment', heading, `<!-- note to self\n\n${heading}`, /never closed by -->/],
  [
    'an unclosed comment right above a heading',
    heading,
    `<!-- note to self\n${heading}`,
    /never closed by -->/,
  ],
  [
    'an unclosed comment in a sentence',
    'Plans were short,',
    'Plans <!-- ask were short,',
    /so it is printed/,
  ],
  ['<details> without its end', heading, `<details>\n\n${heading}`, /<details> is never closed/],
  ['<details> right above a heading', heading, `<details>\n${heading}`, /<details> is never closed/],
  ['<script> without its end', heading, `<script>\n\n${heading}`, /'<script>' is never closed/],
  ['a heading on the line of a comment', heading, `<!-- agreed --> ${heading}`, /on the line of a comment/],
  ['a rating on the line of a comment', rating, `<!-- agreed --> ${rating}`, /on the line of a comment/],
  ['a footnote whose text is on the next line', note, note.replace(' ', '\n  '), /stands on the line below/],
  [
    'a footnote without its colon',
    note,
    note.replace(':', ''),
    /begins with \[\^resettlement\]: and a space/,
  ],
  ['a line set in by a tab', 'Plans were short,', '\tPlans were short,', /read as code, because a tab/],
  [
    'a rating right below a list',
    'Rating: **Good**\n\n#### Strengths',
    '- x\nRating: **Good**\n\n#### Strengths',
    /no blank line stands between/,
  ],
  ['bold with a space inside', rating, rating.replace('**Good**', '** Good **'), /a space stands inside/],
  [
    'a list with typed dots',
    `${item}\n`,
    `- x\n\nThey said:\n\n• One thing.\n• Another thing.\n`,
    /not read as a list/,
  ],
  [
    'a list that goes on right below its lead',
    'board should:\n\n4.',
    'board should:\n4.',
    /needs a blank line above it/,
  ],
];

const cleanResult = checkReport(clean);

/** What a draft reports that the clean one does not. */
function fresh(result: CheckResult): CheckResult['problems'] {
  const known = cleanResult.problems.map(({ rule, message }) => `${rule} ${message}`);
  return result.problems.filter(({ rule, message }) => {
    const index = known.indexOf(`${rule} ${message}`);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

const serious = (result: CheckResult) =>
  fresh(result).filter(({ severity }) => severity === 'error' || severity === 'warning');

function changed(right: string, wrong: string): string {
  expect(clean.includes(right), right).toBe(true);
  return clean.replace(right, () => wrong);
}

describe('one mistake is one problem, which names the cause', () => {
  const session = createSession(clean);
  session.check();

  it.each(mistakes)('%s', (_, right, wrong, message) => {
    const text = changed(right, wrong);
    const result = checkReport(text);
    expect(serious(result).map((each) => [each.rule, each.message])).toEqual([
      ['structure', expect.stringMatching(message)],
    ]);
    expect(result.rating).toEqual(cleanResult.rating);
    // Typed into the draft, it is the same.
    session.update(changeBetween(session.text, text));
    expect(session.check().problems).toEqual(result.problems);
    // Its fix puts it right.
    const fix = result.problems.find(({ rule }) => rule === 'structure')?.fix;
    if (!fix) return;
    session.update(changeBetween(text, applyEdits(text, fix.edits)));
    expect(serious(session.check())).toEqual([]);
  });

  it.each(mistakes.filter((_, index) => index % 4 === 0))('%s, with CRLF', (_, right, wrong, message) => {
    const result = checkReport(changed(right, wrong).replaceAll('\n', '\r\n'));
    expect(serious(result).map((each) => each.message)).toEqual([expect.stringMatching(message)]);
  });

  it('something else that is typed while a mistake stands is read as ever', () => {
    const text = changed(heading, '###2.2. Planning');
    session.update(changeBetween(session.text, text));
    const offset = text.indexOf('Work with children on court orders');
    session.update([{ offset, length: 0, text: 'the the ' }]);
    expect(session.check().problems).toEqual(checkReport(session.text).problems);
  });

  it('two mistakes are two problems, and a real slip beside them is a third', () => {
    const text = changed(heading, '###2.2. Planning')
      .replace('### 3.2. Planning', '**3.2. Planning**')
      .replace('Score: 23/36', 'Score: 22/36');
    expect(serious(checkReport(text)).map(({ rule }) => rule)).toEqual(['score', 'structure', 'structure']);
  });

  it('a fence that hides a second mistake: both are said', () => {
    const text = changed(heading, '```\n\n###2.2. Planning');
    expect(serious(checkReport(text)).map(({ message }) => message)).toEqual([
      expect.stringContaining('never closed'),
      expect.stringContaining('the space after its number signs'),
    ]);
  });

  it('what a comment lets stand is meant so', () => {
    const lead = '<!-- inspection-report-disable-next-line structure -- as typed -->\n';
    const rules = serious(checkReport(changed(heading, `${lead}###2.2. Planning`))).map(({ rule }) => rule);
    expect(rules).not.toContain('structure');
    expect(rules).toContain('standard-missing');
  });
});

describe('conflict markers', () => {
  const conflict = `<<<<<<< mine\n${prose} They were were good.\n=======\nPlans were long long.\n>>>>>>> theirs\n`;
  const text = changed(`${prose} `, conflict);

  it('are one error, with a fix for either version and none that is safe', () => {
    const result = checkReport(text);
    expect(serious(result).map(({ rule, severity }) => [rule, severity])).toEqual([['structure', 'error']]);
    const [problem] = result.problems.filter(({ rule }) => rule === 'structure');
    expect(problem?.fix?.safe).toBe(false);
    expect(applyEdits(text, problem?.fix?.edits ?? [])).toContain(
      `\n${prose} They were were good.\nPlanning`,
    );
    expect(applyEdits(text, problem?.alternatives?.[0]?.edits ?? [])).toContain(
      '\nPlans were long long.\nPlanning',
    );
    const start = text.indexOf('<<<<<<<');
    const end = text.indexOf('>>>>>>> theirs');
    const inside = result.problems.flatMap(({ fix }) => (fix?.safe === true ? fix.edits : []));
    expect(inside.filter(({ range }) => range.start >= start && range.end <= end)).toEqual([]);
  });

  it('left over alone are an error each', () => {
    const result = checkReport(changed(`${prose} `, `${prose}\n>>>>>>> theirs\n`));
    expect(serious(result).map(({ severity, message }) => [severity, message])).toEqual([
      ['error', expect.stringContaining('left over')],
    ]);
  });

  it('that split a table', () => {
    const other = row.replace('73%', '45%');
    const result = checkReport(changed(row, `<<<<<<< a\n${row}\n=======\n${other}\n>>>>>>> b`));
    expect(serious(result).map(({ rule }) => rule)).toEqual(['structure']);
    expect(result.rating).toEqual(cleanResult.rating);
  });
});

describe('a draft with one half only', () => {
  it('front matter without a draft is one problem, whose fix is the whole draft', () => {
    const text = clean.slice(0, clean.indexOf('\n# '));
    for (const each of [text, `${text}\n`, `${text}\n\n\n`, text.trimEnd()]) {
      const { problems } = checkReport(each);
      expect(problems.map(({ rule }) => rule)).toEqual(['structure']);
      const whole = checkReport(applyEdits(each, problems[0]?.fix?.edits ?? []));
      expect(whole.problems.filter(({ severity }) => severity !== 'hint')).toEqual([]);
      expect(whole.report.sections.length).toBeGreaterThan(12);
    }
  });

  it('a draft without front matter is one problem, whose fix puts it in', () => {
    const text = clean.slice(clean.indexOf('# An inspection'));
    const { problems } = checkReport(text);
    expect(problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
      'front-matter',
    ]);
    const fixed = applyEdits(text, problems[0]?.fix?.edits ?? []);
    expect(fixed.startsWith('---\nframework: youth-2021\n')).toBe(true);
    const { problems: left, framework } = checkReport(fixed);
    expect(framework?.id).toBe('youth-2021');
    expect(left.filter(({ rule, severity }) => rule === 'front-matter' && severity !== 'hint')).toEqual([]);
  });
});

describe('comments that turn a rule off', () => {
  /** Places, and what is typed there that two rules or more report. */
  const places: readonly (readonly [string, string, string])[] = [
    ['a paragraph', prose, 'Plans were the the TBC short.'],
    ['the second line of a paragraph', prose, 'Plans were short,\nand the the TBC were written.'],
    ['an item of a list', '- Supervision is regular', '- Supervision the the TBC is regular'],
    ['a row of a table', row, '| Does planning focus sufficently on keeping the child safe? | 73 % |'],
    ['a footnote', note, '[^resettlement]: The the TBC rating'],
    ['a box', "> Northbridge's fire", '> Northbridge the the TBC fire'],
  ];

  it.each(places)('written above %s hold, and several of them', (_, right, wrong) => {
    const base = changed(right, wrong);
    const unwanted = fresh(checkReport(base));
    expect(new Set(unwanted.map(({ rule }) => rule)).size).toBeGreaterThan(1);
    let text = base;
    for (const { rule } of unwanted) {
      const result = checkReport(text);
      const problem = fresh(result).find((each) => each.rule === rule);
      if (!problem) continue;
      const comments = disableHere(result.report, problem);
      if (!comments) throw new Error('a rule can be turned off anywhere in the text');
      const { start, opening, close } = comments;
      text = applyEdits(text, [
        { range: { start, end: start }, text: opening },
        ...(close ? [{ range: { start: close.offset, end: close.offset }, text: close.text }] : []),
      ]);
    }
    expect(fresh(checkReport(text))).toEqual([]);
  });

  it('a block of comments above a line counts as one', () => {
    const lead = [
      '<!-- inspection-report-disable-next-line repeated-word -- a -->',
      '<!-- inspection-report-disable imprint -- b --> <!-- inspection-report-enable imprint -->',
      '',
      '<!-- inspection-report-disable-next-line placeholder -- c -->',
    ].join('\n');
    const { problems } = checkReport(changed(prose, `${lead}\nPlans are are XX short.`));
    expect(problems.filter(({ rule }) => rule === 'repeated-word' || rule === 'placeholder')).toEqual([]);
  });
});

describe('what is inserted takes effect', () => {
  it.each([
    ['a comment', '<!-- note\n\nmore\n'],
    ['a fence', '```\n\nmore\n'],
    ['a tag', '<script>\n\nmore\n'],
  ])('in %s that is not closed nothing is put', (_, opening) => {
    const text = changed(prose, `${opening}\n${prose}`);
    const result = checkReport(text);
    const offset = text.indexOf('\nmore') - 1;
    const insertions = insertionsAt(result, offset);
    expect(insertions.length).toBeGreaterThan(0);
    for (const { edits } of insertions)
      for (const { range } of edits)
        expect(range.start).toBeLessThanOrEqual(text.indexOf(opening.slice(0, 3)));
  });
});
