import { describe, expect, it } from 'vitest';
import { applyEdits, checkReport, fixAll, type Problem } from '../../src/index.js';
import { differing, unsettled } from './damage.js';
import { examples } from './reports.js';

/** What planted slips and damage have brought to light, each as small as it gets. */

const northbridge = examples.find((each) => each.name.startsWith('northbridge'))?.text ?? '';
const westmarch = examples.find((each) => each.name.startsWith('westmarch'))?.text ?? '';
const frontMatter = '---\nframework: youth-2021\n---\n\n';

/** The draft with one stretch replaced, which must be there. */
function put(text: string, wrong: string, right: string): string {
  expect(text).toContain(wrong);
  return text.replace(wrong, () => right);
}

const label = (each: Problem) => `${each.rule}: ${each.message}`;
const grave = (text: string) =>
  checkReport(text)
    .problems.filter((each) => each.severity === 'error' || each.severity === 'warning')
    .map(label);
const rulesOf = (text: string) => checkReport(text).problems.map((each) => each.rule);

/** The text after all safe fixes of one check. */
function safelyFixed(text: string): string {
  const edits = checkReport(text).problems.flatMap((each) =>
    each.fix?.safe === true ? [...each.fix.edits] : [],
  );
  return applyEdits(text, edits);
}

/** The text after the fix of the one problem of a rule. */
function fixed(text: string, rule: string): string {
  const fix = checkReport(text).problems.find((each) => each.rule === rule)?.fix;
  expect(fix).toBeDefined();
  return applyEdits(text, fix?.edits ?? []);
}

const lowest = '| Does planning focus sufficiently on keeping other people safe? | **71%** |';
const cell = (figure: string) => put(northbridge, lowest, lowest.replace('**71%**', figure));

it('the examples without their slips are clean', () => {
  expect(grave(northbridge)).toEqual([]);
  expect(grave(westmarch)).toEqual([]);
});

describe('comments', () => {
  it.each([
    ['score', 'Score: 23/36', 'Score: 25/36'],
    ['rating-spelling', 'Overall rating: **Good**', 'Overall rating: **GOOD**'],
  ])('one that suppresses a problem of %s is not called useless', (rule, right, wrong) => {
    const text = put(northbridge, right, `<!-- inspection-report-disable-next-line ${rule} -->\n${wrong}`);
    expect(rulesOf(text)).not.toContain(rule);
    expect(rulesOf(text)).not.toContain('disable-directive');
  });
});

describe('a throw', () => {
  it('an introduction without a plain space and without its footnote', () => {
    const text = northbridge.replace(/^Our rating.* for planning .*$/m, (line) =>
      line.replace(/\[\^.*?\]/, '').replaceAll(' ', '&#32;'),
    );
    expect(text).not.toBe(northbridge);
    expect(rulesOf(text)).toContain('rating-introduction');
  });
});

describe('safe fixes settle and do no harm', () => {
  it.each(['*71%*', '_71%_', '[71%](x)', '`71%`', '71 **%**', '<b>71%</b>'])(
    'a lowest percentage %s',
    (figure) => {
      const text = cell(figure);
      expect(unsettled(text)).toEqual([]);
      expect(grave(safelyFixed(text)).filter((each) => !grave(text).includes(each))).toEqual([]);
    },
  );

  const contents = (text: string) => put(text, '## Foreword', '## Contents\n\n- Foreword\n\n## Foreword');

  it('a list of contents with a heading that ends in a figure', () => {
    const text = `${frontMatter}# T\n\n## Contents\n\n- Foreword\n\n## Foreword\n\n## Annexe 1\n`;
    expect(unsettled(text)).toEqual([]);
  });

  it('a list of contents with a heading that begins with a figure and a point', () => {
    expect(unsettled(contents(westmarch))).toEqual([]);
  });

  it('a list of contents with a heading of several lines', () => {
    const text = `${frontMatter}# T\n\n## Contents\n\n- Foreword\n\none\ntwo\n---\n`;
    expect(unsettled(text)).toEqual([]);
    expect(differing(text)).toEqual([]);
  });

  it.each([
    ['a table header', "| % 'Yes' |", '| % Yes[^n] |'],
    ['a statement', 'holistic and personalised, actively', 'holistic, and personalised,[^n] actively'],
    [
      'a question',
      'Does planning focus sufficiently on keeping',
      'Does planing focus[^n] sufficiently on keeping',
    ],
    ['a heading', '### 2.2. Planning', '### 2. 2.[^n] Planning'],
  ])('keep a footnote reference in %s', (_, right, wrong) => {
    const text = `${put(northbridge, right, wrong)}\n[^n]: A note.\n`;
    expect(grave(safelyFixed(text)).filter((each) => each.startsWith('footnote'))).toEqual([]);
  });
});

describe('fixes that are offered', () => {
  it("a domain's title under the number of another is given its own number", () => {
    const text = put(westmarch, '## 2. Court disposals', '## 3. Court disposals');
    expect(fixed(text, 'heading')).toBe(westmarch);
  });

  it('a missing rating is inserted as discretion moved it', () => {
    const section = northbridge.slice(northbridge.indexOf('### 2.3.'), northbridge.indexOf('### 2.4.'));
    const text = put(northbridge, section, section.replace('Rating: **Good**\n\n', ''));
    expect(grave(fixed(text, 'rating-missing'))).toEqual([]);
  });

  it('a heading of a standard that stands twice does not become a second heading of its domain', () => {
    const text = put(northbridge, '### 2.3.', '### 2.3. Implementation and delivery\n\n### 2.3.');
    const after = grave(fixed(text, 'heading'));
    expect(after).toEqual([]);
  });

  it('a mistyped heading of the ratings page is put right, not joined by a second ratings page', () => {
    const text = put(northbridge, '## Ratings\n', '## Raitngs\n');
    expect(fixed(text, 'section-missing')).toBe(northbridge);
  });

  it('a section of a standard is not inserted under another domain', () => {
    const { report } = checkReport(westmarch);
    const part = report.parts.find((each) => each.heading.domain === 2);
    const text = westmarch.slice(0, part?.range.start) + westmarch.slice(part?.range.end);
    const after = grave(fixed(text, 'standard-missing'));
    expect(after.filter((each) => each.startsWith('section-order'))).toEqual([]);
  });

  it.each([
    [
      'a percentage that moves a rating',
      'keeping other people safe? | **71%** |',
      'keeping other people safe? | **57%** |',
    ],
  ])('the rating of the section goes with its row on the ratings page: %s', (_, right, wrong) => {
    const after = grave(fixed(put(northbridge, right, wrong), 'standard-rating'));
    expect(after.filter((each) => each.startsWith('ratings-page'))).toEqual([]);
  });
});

describe('a footnote reference without its text is one problem', () => {
  it.each([
    ['a rating', 'Overall rating: **Good**', 'Overall rating: **Good**[^gone]'],
    ['a heading', '### 2.2. Planning', '### 2.2. Planning[^gone]'],
    [
      'a question',
      'on keeping other people safe? | **71%** |',
      'on keeping other people safe?[^gone] | **71%** |',
    ],
    ['a percentage', '**71%** |', '**71%**[^gone] |'],
    ['a row of the ratings page', '| 1.2. Staff |', '| 1.2. Staff[^gone] |'],
    ['a statement', 'Planning is well-informed', 'Planning[^gone] is well-informed'],
    ['an introduction', 'Our rating[^lowest] for planning', 'Our rating[^gone] for planning'],
  ])('in %s', (_, right, wrong) => {
    const before = checkReport(northbridge).problems.map(label);
    const fresh = checkReport(put(northbridge, right, wrong)).problems.filter(
      (each) => !before.includes(label(each)),
    );
    expect(fresh.map(label)).toEqual([expect.stringContaining("footnote: Footnote 'gone'")]);
  });
});

describe('what is stated twice', () => {
  it.each([
    ['score', 'Score: 23/36\n', 'Score: 23/36\n\nScore: 12/36\n'],
    [
      'overall-rating',
      'Overall rating: **Good**\n',
      'Overall rating: **Good**\n\nOverall rating: **Inadequate**\n',
    ],
    [
      'ratings-page',
      '## Recommendations',
      '| Standard | Rating |\n| --- | --- |\n| 2.1. Assessment | Outstanding |\n\n## Recommendations',
    ],
  ])('%s: the second statement is held against the report too', (rule, right, wrong) => {
    expect(rulesOf(put(northbridge, right, wrong))).toContain(rule);
  });

  it('a second key-question table that gives another rating is not passed over', () => {
    const { report } = checkReport(northbridge);
    const table = report.sections.find((each) => each.standard.id === '2.2')?.table?.table.range;
    const text = northbridge.slice(table?.start, table?.end);
    const twice = put(northbridge, text, `${text}\n\n${text.replace('71%', '14%')}`);
    expect(grave(twice)).not.toEqual([]);
  });
});

describe('the same problems whatever the line endings', () => {
  it('a draft without a heading, behind a byte order mark', () => {
    expect(differing(frontMatter)).toEqual([]);
  });

  it('front matter with a broken value of several lines', () => {
    expect(differing('---\nframework: youth-(\n\n)\narea: Northbridge\n---\n\n# T\n')).toEqual([]);
  });

  it('an entry of the contents of several lines', () => {
    expect(differing(`${frontMatter}## Contents\n\n- Foreword\nand more\n\n## Foreword\n`)).toEqual([]);
  });
});

describe('the words of the author', () => {
  const question = '| Does planning focus sufficiently on keeping other people safe?';

  it.each([
    ['a note behind a question', question, `${question} NB check with JB`],
    ['a parenthesis behind a question', question, `${question} (court disposals)`],
    ['a row that counts the cases', lowest, `${lowest}\n| Number of cases | 14 |`],
    ['a parenthesis in a row of the ratings page', '| 1.2. Staff |', '| 1.2. Staff (draft) |'],
    [
      'a parenthesis in the heading of a domain',
      '## Domain two: Court disposals',
      '## Domain two: Court disposals (11 cases)',
    ],
  ])('%s stays as it is', (_, right, wrong) => {
    const text = put(northbridge, right, wrong);
    expect(fixAll(text).text).toBe(text);
  });

  it('prompts are not lettered anew on their own where one of them has no letter', () => {
    const prompts = '| | |\n| --- | --- |\n| a) One? | 82% |\n| Two? | 82% |\n| c) Three? | 82% |\n';
    const text = put(northbridge, '### 2.2. Planning', `${prompts}\n### 2.2. Planning`);
    expect(rulesOf(text)).toContain('prompt-lettering');
    expect(fixAll(text).text).toBe(text);
  });
});

describe('what comes from a word processor', () => {
  it.each([
    ['a non-breaking space in a label', 'Overall rating:', 'Overall\u00a0rating:'],
    [
      'a soft hyphen in a statement',
      'well-informed, holistic and personalised',
      'well-informed, holistic and person\u00adalised',
    ],
    ['a zero-width space in a question', 'keeping other people safe?', 'keeping other\u200b people safe?'],
    ['a raised figure for the footnote', 'Our rating[^lowest] for planning', 'Our rating⁴ for planning'],
  ])('%s is no error or warning', (_, right, wrong) => {
    const at = northbridge.indexOf(right);
    expect(at).toBeGreaterThan(0);
    const text = northbridge.slice(0, at) + wrong + northbridge.slice(at + right.length);
    expect(grave(text)).toEqual([]);
  });
});

describe('numbers that are no standard or domain', () => {
  it('a numbered part is that part', () => {
    expect(grave(put(northbridge, '## Ratings\n', '## 4. Ratings\n'))).toEqual([]);
  });

  it('a figure at the start of a heading elsewhere', () => {
    const text = put(northbridge, '## Domain one:', '### 1.1 million people\n\nProse.\n\n## Domain one:');
    expect(grave(text)).toEqual([]);
  });
});

it('a slot of a template is not ready for publication', () => {
  const text = put(northbridge, '## Background\n', '## Background\n\n‹what the area is like›\n');
  const slot = (publication: boolean) =>
    checkReport(text, { publication }).problems.find((each) => each.rule === 'placeholder')?.severity;
  expect([slot(false), slot(true)]).toEqual(['hint', 'error']);
});

describe('large input does not end the check', () => {
  it.each([
    ['many escapes in a heading', `${frontMatter}## ${'\\*'.repeat(130_000)}\n`],
    [
      'many references in a section',
      `${frontMatter}### 2.1. Assessment\n\nGood ${'&amp;'.repeat(130_000)}\n`,
    ],
    [
      'many lines that state a rating',
      `${frontMatter}### 2.1. Assessment\n\n${'Rating: x\n'.repeat(130_000)}`,
    ],
    ['deep quotations', `${frontMatter}${'>'.repeat(10_000)} a\n`],
  ])('%s', (_, text) => {
    expect(checkReport(text).problems.length).toBeGreaterThan(0);
  });
});
