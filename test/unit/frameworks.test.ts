import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { checkReport, type CheckOptions } from '../../src/check/check';
import { fixAll } from '../../src/check/fixes';
import { FrameworkError, wordings, type Framework } from '../../src/framework/framework';
import { builtInFramework, frameworkIds } from '../../src/framework/frameworks';
import { nearest } from '../../src/framework/nearest';
import { createFramework, type Pack } from '../../src/framework/pack';
import { likeness, wordingKey } from '../../src/framework/wording';
import { readReport } from '../../src/report/read';
import { root, sources } from './built';
import { frameworkOf, must, placeOf } from './kit';

describe('the built-in frameworks', () => {
  it('are known by their ids', () => {
    expect([...frameworkIds].sort()).toEqual(['youth-2018', 'youth-2021']);
    for (const id of frameworkIds) expect(frameworkOf(id).id).toBe(id);
    expect(builtInFramework('youth-2012')).toBeUndefined();
    expect(builtInFramework('')).toBeUndefined();
    expect(builtInFramework('constructor')).toBeUndefined();
  });

  it.each(frameworkIds)('%s is out of 36', (id) => {
    expect(frameworkOf(id).outOf).toBe(36);
  });
});

/** A pack that shares nothing with the editions that are built in. */
const pack = {
  id: 'wardens-2031',
  title: 'Lighthouse wardens, 2031 yardsticks',
  source: 'Made up for this test.',
  service: 'Lighthouse',
  labels: {
    rating: 'Verdict',
    score: 'Points',
    overallRating: 'Final verdict',
    standard: 'Yardstick',
    keyQuestion: 'Test',
    percentYes: 'Share met',
  },
  ratings: [
    { rating: 'Dim', score: 0, from: 0, words: 'handful' },
    { rating: 'Steady', score: 2, from: 40, words: 'fair share', shorthand: ['S'] },
    { rating: 'Bright', score: 5, from: 75, words: 'great share' },
  ],
  overall: [
    { rating: 'Dim', from: 0 },
    { rating: 'Steady', from: 4 },
    { rating: 'Bright', from: 12 },
  ],
  limits: [{ standard: '2.3', rating: 'Dim', atMost: 'Steady' }],
  discretion: {
    bands: 1,
    points: 3,
    footnote: "The wardens' council chose to {direction} the verdict from '{from}' to '{to}'",
    ending: '.',
  },
  rounding: 'half-up',
  banding: 'raw',
  percentageOf: 'sample',
  serviceWords: ['lighthouse', 'lightship'],
  cases: { nights: 'nights observed' },
  domains: [
    {
      number: 1,
      title: 'Keeping',
      standards: [
        {
          id: '1.1',
          title: 'Wardens',
          statement: 'The wardens know their lighthouse.',
          judged: 'qualitative',
          scored: true,
        },
      ],
    },
    {
      number: 2,
      title: 'Shining',
      sample: 'nights',
      standards: [
        {
          id: '2.1',
          title: 'Lamp',
          statement: 'The lamp is lit at dusk.',
          judged: 'percentages',
          scored: true,
          keyQuestions: [
            { text: 'Was the lamp lit at dusk?' },
            { text: 'Was the glass clean before the lamp was lit?' },
          ],
        },
        {
          id: '2.2',
          title: 'Horn',
          statement: 'The horn is heard in fog.',
          judged: 'percentages',
          scored: true,
          keyQuestions: [{ text: 'Was the horn heard two miles out at sea?' }],
        },
        {
          id: '2.3',
          title: 'Rescue',
          statement: 'Nobody is left at sea.',
          judged: 'qualitative',
          scored: false,
        },
      ],
    },
  ],
  layouts: [
    {
      id: 'ledger',
      title: 'Ledger',
      parts: [
        { heading: 'Verdicts', kind: 'ratings' },
        { heading: '1. Keeping', kind: 'domain', domain: 1 },
        { heading: '2. Shining', kind: 'domain', domain: 2 },
        { heading: 'Tide table' },
      ],
      tables: 'body',
      lowestInBold: true,
      scorePrinted: true,
      stemInHeader: false,
      numberedRows: false,
      ratingIntroduction: 'The verdict for {standard} rests on these tests:',
      lowestScoreFootnotes: ['The lowest share decides.'],
    },
  ],
  ratingSentences: [{ of: 'service', text: "All told, {service} shines '{rating}'." }],
};

const wardens = createFramework(pack);
const frameworks = (id: string): Framework | undefined => (id === pack.id ? wardens : builtInFramework(id));

const draft = `---
framework: wardens-2031
area: Grey Skerry
service: Grey Skerry lighthouse
abbreviation: GSL
published: 2031-11
fieldwork: 2031-09-14
isbn: 978-1-9999999-0-2
cases:
  nights: 51
---

# The light of Grey Skerry

## Verdicts

Points: 9/15

Final verdict: **Steady**

| Yardstick | Verdict |
| --- | --- |
| **1. Keeping** | |
| 1.1. Wardens | Steady |
| **2. Shining** | |
| 2.1. Lamp | Steady |
| 2.2. Horn | Bright |
| 2.3. Rescue | Bright |

## 1. Keeping

### 1.1. Wardens

The wardens know their lightship.

Verdict: **Steady**

## 2. Shining

### 2.1. Lamp

The lamp is lit at dusk.

Verdict: **Steady**

The verdict for lamp rests on these tests:[^lowest]

| Test | Share met |
| --- | --- |
| Was the lamp lit at dusk? | 92% |
| Was the glass clean before the lamp was lit? | **59%** |

[^lowest]: The lowest share decides.

### 2.2. Horn

The horn is heard in fog.

Verdict: **Bright**

The verdict for horn rests on these tests:[^lowest]

| Test | Share met |
| --- | --- |
| Was the horn heard two miles out at sea? | **73%**[^council] |

[^council]: The wardens' council chose to raise the verdict from 'Steady' to 'Bright'.

### 2.3. Rescue

Nobody is left at sea.

Verdict: **Bright**

## Tide table

High water is at noon. All told, Grey Skerry lighthouse shines 'Steady'.
`;

const check = (text: string, options: CheckOptions = {}) => checkReport(text, { frameworks, ...options });
const said = (text: string, options?: CheckOptions) =>
  check(text, options).problems.map(({ rule, severity, message }) => `${rule} ${severity}: ${message}`);

function instead(wrong: string, right: string): string {
  placeOf(draft, right);
  return draft.replace(right, () => wrong);
}

describe('another edition is data alone', () => {
  it('is read and rated', () => {
    const { rating, framework, report } = check(draft);
    expect(framework).toBe(wardens);
    expect(report.layout?.id).toBe('ledger');
    expect(must(rating).score).toMatchObject({ stated: 9, computed: 9, outOf: 15 });
    expect(must(rating).overall).toMatchObject({ stated: 'Steady', computed: 'Steady' });
    expect(must(rating).standards['2.1']).toMatchObject({ computed: 'Steady', lowest: 59 });
    expect(must(rating).standards['2.2']).toMatchObject({
      computed: 'Steady',
      effective: 'Bright',
      discretion: { valid: true, withinLimits: true, points: 2 },
    });
  });

  it('has no problem where it is right, for publication neither', () => {
    expect(said(draft)).toEqual([]);
    expect(said(draft, { publication: true })).toEqual([]);
  });

  it.each([
    { rule: 'score', right: 'Points: 9/15', wrong: 'Points: 11/15' },
    { rule: 'score', right: 'Points: 9/15', wrong: 'Points: 9/36' },
    { rule: 'score', right: 'Points: 9/15\n', wrong: '' },
    { rule: 'overall-rating', right: 'Final verdict: **Steady**', wrong: 'Final verdict: **Bright**' },
    { rule: 'ratings-page', right: '| 2.1. Lamp | Steady |', wrong: '| 2.1. Lamp | Dim |' },
    { rule: 'ratings-page', right: '| 2.2. Horn | Bright |\n', wrong: '' },
    { rule: 'rating-spelling', right: '| 2.2. Horn | Bright |', wrong: '| 2.2. Horn | bright |' },
    { rule: 'rating-spelling', right: '| 2.1. Lamp | Steady |', wrong: '| 2.1. Lamp | S |' },
    { rule: 'rating-in-prose', right: "shines 'Steady'", wrong: "shines 'Bright'" },
    { rule: 'standard-rating', right: '**59%**', wrong: '**39%**' },
    { rule: 'discretion', right: "from 'Steady' to 'Bright'", wrong: "from 'Dim' to 'Bright'" },
    { rule: 'discretion', right: '**73%**', wrong: '**71%**' },
    { rule: 'rating-missing', right: 'Verdict: **Bright**\n\n## Tide', wrong: '## Tide' },
    { rule: 'heading', right: '### 2.1. Lamp', wrong: '### 2.1. Lamps' },
    {
      rule: 'standard-unknown',
      right: '## Tide table',
      wrong: '### 2.4. Bell\n\nVerdict: **Bright**\n\n## Tide table',
    },
    { rule: 'statement', right: 'The lamp is lit at dusk.', wrong: 'The lamp is lit by dusk.' },
    { rule: 'section-missing', right: '## Tide table\n', wrong: '' },
    {
      rule: 'rating-introduction',
      right: 'The verdict for lamp rests on these tests:[^lowest]',
      wrong: '',
    },
    { rule: 'key-question-missing', right: '| Was the lamp lit at dusk? | 92% |\n', wrong: '' },
    {
      rule: 'key-question-wording',
      right: 'Was the lamp lit at dusk?',
      wrong: 'Was the lamp alight at dusk?',
    },
    { rule: 'percentage', right: '92%', wrong: 'most' },
    { rule: 'percentage-reachable', right: '92%', wrong: '91%' },
    { rule: 'count-shorthand', right: '92%', wrong: '47/51' },
    { rule: 'lowest-in-bold', right: '**59%**', wrong: '59%' },
    { rule: 'front-matter', right: '  nights: 51', wrong: '  court-disposals: 51' },
  ])('has a problem of $rule with $wrong', ({ rule, right, wrong }) => {
    const { problems } = check(instead(wrong, right));
    expect(new Set(problems.map((each) => each.rule))).toContain(rule);
  });

  it('uses its own words for labels, in fixes as well', () => {
    const { problems } = check(
      instead(
        '| Test | Share |\n| --- | --- |\n| Was the lamp',
        '| Test | Share met |\n| --- | --- |\n| Was the lamp',
      ),
    );
    expect(problems).toMatchObject([{ rule: 'table-header', fix: { edits: [{ text: 'Share met' }] } }]);
    const fixed = fixAll(instead('| 2.2. Horn | BRIGHT |', '| 2.2. Horn | Bright |'), { frameworks });
    expect(fixed.text).toBe(draft);
    const missing = check(instead('## Tide', 'Verdict: **Bright**\n\n## Tide')).problems;
    expect(missing[0]?.fix?.title ?? missing[0]?.message).toContain('Verdict');
  });

  it('bands the raw percentage: 38 of 51 is 74.5, printed 75, and not Bright', () => {
    const { rating } = check(instead('38/51', '92%').replace('**59%**', '100%'));
    expect(must(rating).standards['2.1']).toMatchObject({ computed: 'Steady', lowest: 75 });
    const rounded = createFramework({ ...pack, banding: 'rounded' });
    const other = checkReport(instead('38/51', '92%').replace('**59%**', '100%'), {
      frameworks: () => rounded,
    });
    expect(must(other.rating).standards['2.1']).toMatchObject({ computed: 'Bright', lowest: 75 });
  });

  it('has a limiting judgement of its own', () => {
    const dim = draft
      .replace('Verdict: **Bright**\n\n## Tide', 'Verdict: **Dim**\n\n## Tide')
      .replace('| 2.3. Rescue | Bright |', '| 2.3. Rescue | Dim |')
      .replace('1.1. Wardens | Steady', '1.1. Wardens | Bright')
      .replace('lightship.\n\nVerdict: **Steady**', 'lightship.\n\nVerdict: **Bright**')
      .replace('Points: 9/15', 'Points: 12/15');
    expect(said(dim)).toEqual([]);
    expect(must(check(dim).rating).overall).toMatchObject({
      computed: 'Steady',
      limitedBy: { standard: '2.3', from: 'Bright' },
    });
  });

  it('is unknown to whoever is not told of it', () => {
    const { framework, problems } = checkReport(draft);
    expect(framework).toBeUndefined();
    expect(problems.map(({ rule }) => rule)).toContain('framework');
    expect(readReport(draft, { frameworks }).framework).toBe(wardens);
  });

  it('with a mistake is refused with its id and the place of the mistake', () => {
    const bad = { ...pack, limits: [{ standard: '2.3', rating: 'Dimm', atMost: 'Steady' }] };
    expect(() => createFramework(bad)).toThrow(FrameworkError);
    expect(() => createFramework(bad)).toThrow(/wardens-2031 .*limits\[0\]\.rating: 'Dimm'/);
    expect(() => createFramework(undefined)).toThrow(FrameworkError);
    expect(() => createFramework({ ...pack, id: undefined })).toThrow(/: id: /);
  });
});

describe('wordings', () => {
  it.each([
    ["the child's desistance", 'the child’s desistance'],
    ['a - b', 'a – b'],
    ['keep the child safe', 'keep\u00a0the  child safe '],
    ['a, b and c', 'a, b, and c'],
    ['the YOT supports', 'the YJS supports'],
  ])('%j and %j are the same', (a, b) => {
    expect(wordingKey(a, ['YOT', 'YJS'])).toBe(wordingKey(b, ['YOT', 'YJS']));
  });

  it.each([
    ['keep the child safe', 'keep the Child safe'],
    ['keep the child safe', 'keep the child safe.'],
    ['the YOT supports', 'the service supports'],
    ['YOTs', 'YJSs'],
  ])('%j and %j are not', (a, b) => {
    expect(wordingKey(a, ['YOT', 'YJS'])).not.toBe(wordingKey(b, ['YOT', 'YJS']));
  });

  it('are alike from 0 to 1', () => {
    expect(likeness('a b c d', 'A, b c d!')).toBe(1);
    expect(likeness('a b c d', 'a b x d')).toBe(0.75);
    expect(likeness('a b', 'c d')).toBe(0);
  });

  it('may be accepted in some layouts only', () => {
    const question = { text: 'a', accepted: [{ text: 'b' }, { text: 'c', layouts: ['ledger'] }] };
    const [layout] = wardens.layouts;
    expect(wordings(question, layout)).toEqual(['a', 'b', 'c']);
    expect(wordings(question, undefined)).toEqual(['a', 'b']);
  });

  it('that are mistyped have a nearest one, where it is near enough to be meant', () => {
    expect(nearest('youth-2022', frameworkIds)).toBe('youth-2021');
    expect(nearest('YOUTH-2018', frameworkIds)).toBe('youth-2018');
    expect(nearest('adult-1999', frameworkIds)).toBeUndefined();
  });
});

describe('nothing about an edition is in the code', () => {
  const packs = frameworkIds.map((id): Pack => frameworkOf(id));
  const phrases = packs.flatMap((each) => [
    ...each.ratings.map(({ rating }) => rating),
    ...each.domains.flatMap(({ title, standards }) => [title, ...standards.map((one) => one.title)]),
    ...each.serviceWords,
    each.id,
  ]);
  const whole = packs.flatMap((each) => [
    ...each.layouts.map(({ id }) => id),
    ...each.domains.flatMap(({ standards }) => standards.map(({ id }) => id)),
    ...Object.keys(each.cases),
  ]);

  const files = sources().filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const literals = files.flatMap((name) =>
    literalsIn(name).map(({ text, line }) => ({ text, place: `${name}:${String(line)}` })),
  );

  it('that this looks at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(literals.length).toBeGreaterThan(1000);
    expect(phrases).toContain('Requires improvement');
    expect(whole).toContain('short-2024');
  });

  it('no rating, no title of a domain or standard, no word for the service, no id', () => {
    const pattern = new RegExp(`\\b(?:${phrases.join('|')})\\b`);
    const found = literals.filter(({ text }) => pattern.test(text) || whole.includes(text));
    expect(found.map(({ text, place }) => `${place}: ${text}`)).toEqual([]);
  });
});

/** The words of a source file that are not code: strings, templates, regular expressions. */
function literalsIn(name: string): { text: string; line: number }[] {
  const source = ts.createSourceFile(
    name,
    readFileSync(path.join(root, name), 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );
  const found: { text: string; line: number }[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) return;
    if (
      ts.isStringLiteralLike(node) ||
      ts.isRegularExpressionLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    )
      found.push({ text: node.text, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
