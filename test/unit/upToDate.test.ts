import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check.js';
import { applyEdits } from '../../src/check/change.js';
import { builtInFramework, frameworkIds } from '../../src/framework/frameworks.js';
import { renumberRecommendations } from '../../src/language/recommendations.js';
import { bringUpToDate, turnCounts } from '../../src/language/upToDate.js';
import { ratingDue, stateRating } from '../../src/rules/statedRating.js';
import { newDraft } from '../../src/template/draft.js';
import { cleanDraft } from '../examples.js';
import { runs } from '../random.js';

const draft = cleanDraft('northbridge.report.md');
const broughtUp = (text: string) => applyEdits(text, bringUpToDate(checkReport(text)));

describe('Bring the ratings page up to date', () => {
  it('leaves a draft alone in which all agrees', () => {
    expect(bringUpToDate(checkReport(draft))).toEqual([]);
  });

  it.each([
    ['a row', '| 2.2. Planning | Good |', '| 2.2. Planning | Inadequate |'],
    ['an empty row', '| 2.2. Planning | Good |', '| 2.2. Planning | |'],
    ['a row with TBC', '| 2.2. Planning | Good |', '| 2.2. Planning | TBC |'],
    ['a row that is missing', '| 2.2. Planning | Good |\n', ''],
    ['the score', 'Score: 23/36', 'Score: 30/36'],
    ['an empty score', 'Score: 23/36', 'Score:'],
    ['the score line', 'Score: 23/36\n\n', ''],
    ['the overall rating', 'Overall rating: **Good**', 'Overall rating: **Outstanding**'],
    ['an empty overall rating', 'Overall rating: **Good**', 'Overall rating:'],
    ['the sentence of the Foreword', "was rated as 'Good'. We also", "was rated as 'Inadequate'. We also"],
    [
      'its sentence on resettlement',
      "separately rated as 'Requires improvement'",
      "separately rated as 'Good'",
    ],
    ['a slot in it', "was rated as 'Good'. We also", "was rated as '‹overall rating›'. We also"],
  ])('puts right %s', (_, right, wrong) => {
    expect(draft.split(right)).toHaveLength(2);
    expect(broughtUp(draft.replace(right, wrong))).toBe(draft);
  });

  it('follows a rating that was changed in its section, through page, score, overall rating and Foreword', () => {
    const { report, framework } = checkReport(draft);
    if (!framework) throw new Error('the example has a framework');
    // All that is judged becomes 'Inadequate'; what has a table stays.
    const judged = report.sections.filter((each) => each.standard.judged === 'qualitative');
    const text = applyEdits(
      draft,
      judged.map((section) => stateRating({ report, framework }, section, 'Inadequate')),
    );
    const result = broughtUp(text);
    expect(result).toContain('Score: 13/36');
    expect(result).toContain('Overall rating: **Requires improvement**');
    expect(result).toContain("Overall, Northbridge YJS was rated as 'Requires improvement'.");
    expect(result).toContain("separately rated as 'Inadequate'");
    expect(checkReport(result).problems).toEqual([]);
  });

  it('puts in all rows of a ratings table at once, each domain under its own row', () => {
    const rows = /(?<=\| --- \| --- \|\n)(?:\|.*\n)+(?=\n\[\^resettlement\])/.exec(draft)?.[0] ?? '';
    for (const kept of [0, 1, 2]) {
      const left = rows
        .split(/(?<=\n)/)
        .slice(0, kept)
        .join('');
      const result = broughtUp(draft.replace(rows, left));
      expect(result).toBe(draft.replace('**4. Resettlement**[^resettlement]', '**4. Resettlement**'));
      expect(broughtUp(result)).toBe(result);
    }
  });

  it.each(['<!--', '```', '~~~', '<script>', '<pre>'])('does not write into what %s leaves open', (mark) => {
    const open = draft.replace('## Ratings\n', `## Ratings\n\n${mark}\n`);
    const once = broughtUp(open);
    expect(once.length).toBeLessThan(open.length + 200);
    expect(broughtUp(once)).toBe(once);
  });

  it.each([
    ['Overall rating: **Good**', '**Overall rating: TBC**'],
    ['Overall rating: **Good**', 'Overall rating: ****'],
    ['Overall rating: **Good**', 'Overall rating: `TBC`'],
    ['Overall rating: **Good**', 'Overall rating: “TBC”'],
    ['Overall rating: **Good**', 'Overall rating:**TBC**'],
    ['Overall rating: **Good**', 'Overall rating: **T**BC'],
    ['Score: 23/36', 'Score: TBC/36'],
    ['Score: 23/36', 'Score:/36'],
    ['Score: 23/36', 'Score:'],
  ])('writes %s over %s', (right, wrong) => {
    expect(broughtUp(draft.replace(right, wrong))).toBe(draft);
  });

  it('leaves what else stands in an empty cell', () => {
    const noted = draft.replace('| 2.2. Planning | Good |', '| 2.2. Planning | [^resettlement] |');
    expect(broughtUp(noted)).toContain('| 2.2. Planning | [^resettlement] |');
  });

  it('leaves what is not known yet, and says nothing that does not follow', () => {
    const open = draft.replace(
      '| Does planning focus sufficiently on keeping the child safe? | **73%** |',
      '| Does planning focus sufficiently on keeping the child safe? | TBC |',
    );
    expect(broughtUp(open)).toBe(open);
  });

  it('leaves sentences alone that are not stock sentences of Foreword and summary', () => {
    const said = draft.replace(
      'Plans were short',
      "Overall, we rated this standard as 'Inadequate'. Plans were short",
    );
    expect(broughtUp(said)).toBe(said);
  });
});

const forms = frameworkIds.flatMap((id) => {
  const framework = builtInFramework(id);
  return framework
    ? framework.layouts.map((layout) => ({ name: `${id}, ${layout.id}`, framework, layout }))
    : [];
});

describe.each(forms)('A new draft, filled in and brought up to date ($name)', ({ framework, layout }) => {
  it('has no error, and states what is computed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 20 }), { minLength: 40, maxLength: 40 }),
        fc.array(fc.constantFrom(...framework.ratingNames), { minLength: 13, maxLength: 13 }),
        fc.constantFrom('0', '3'),
        fc.boolean(),
        (shares, judged, resettlement, asCounts) => {
          const values = new Map(
            Object.entries({
              area: 'Westmarch',
              service: `Westmarch ${framework.service}`,
              abbreviation: 'YJS',
              fieldwork: '2026-09-14',
              'cases.court-disposals': '20',
              'cases.out-of-court-disposals': '20',
              ...(Object.hasOwn(framework.cases, 'resettlement')
                ? { 'cases.resettlement': resettlement }
                : {}),
            }).map(([key, value]) => [key, { value }] as const),
          );
          let next = 0;
          // Each question with a share of the 20 cases, one with the lowest in bold as the layout wants it.
          let text = `${newDraft(framework, layout, values).join('\n')}\n`.replace(
            /^(\| [^|*\n]{20,} \|) \|$/gm,
            (line, question: string) => {
              if (/^\| \d\.\d\. /.test(question)) return line;
              const cases = shares[next++ % shares.length] ?? 0;
              return `${question} ${asCounts ? `${String(cases)}/20` : `${String(cases * 5)}%`} |`;
            },
          );
          text = applyEdits(text, turnCounts(checkReport(text)));
          const { report, rating: first } = checkReport(text);
          const ratings = report.sections.flatMap((section) => {
            const { id } = section.standard;
            const own = first?.standards[id];
            if (!own || section.ratings.length === 0) return [];
            const rated =
              ratingDue(own) ?? judged[framework.standards.findIndex((each) => each.id === id)] ?? '';
            return [stateRating({ report, framework }, section, rated)];
          });
          text = applyEdits(text, ratings);
          const done = broughtUp(text);
          const { problems, rating } = checkReport(done);
          expect(problems.filter((each) => each.severity === 'error')).toEqual([]);
          expect(rating?.score.computed).not.toBeNull();
          if (layout.scorePrinted) expect(rating?.score.stated).toBe(rating?.score.computed);
          expect(rating?.overall.stated).toBe(rating?.overall.computed);
          for (const id of rating?.covers ?? [])
            expect(rating?.standards[id]?.stated).toBe(rating?.standards[id]?.effective);
          expect(broughtUp(done)).toBe(done);
        },
      ),
      { numRuns: runs(2) },
    );
  }, 120_000);
});

describe('Turn counts into percentages', () => {
  it('turns every count of a table, rounded half up, and leaves prose alone', () => {
    const counted = draft
      .replace('keep the child safe? | **82%** |', 'keep the child safe? | **9/11** |')
      .replace('Plans were short', 'In 8/11 cases plans were short');
    const turned = applyEdits(counted, turnCounts(checkReport(counted)));
    expect(turned).toBe(counted.replace('**9/11**', '**82%**'));
  });
});

describe('Renumber recommendations', () => {
  it('numbers through from 1, across addressees, and leaves lists in other parts alone', () => {
    const muddled = draft
      .replace('\n2. review', '\n7. review')
      .replace('\n4. secure', '\n1. secure')
      .replace('\n6. fill', '\n3) fill');
    const text = applyEdits(muddled, renumberRecommendations(checkReport(muddled).report));
    expect(text).toBe(draft.replace('\n6. fill', '\n6) fill'));
    expect(renumberRecommendations(checkReport(draft).report)).toEqual([]);
  });

  it.each([
    ['a year at the start of a line', '\n6. fill', '\nWe first said so in\n2019. Since then\n\n6. fill'],
    ['code', '\n6. fill', '\n```\n7. code\n```\n\n6. fill'],
    ['a comment', '\n6. fill', '\n<!--\n7. left out\n-->\n\n6. fill'],
    ['a list within a recommendation', '\n2. review', '\n   1. first\n   2. second\n2. review'],
  ])('leaves %s alone', (_, from, to) => {
    const text = draft.replace(from, to);
    expect(renumberRecommendations(checkReport(text).report)).toEqual([]);
  });

  it('sets what belongs to an item in further where its number grows longer', () => {
    const items = Array.from({ length: 9 }, (_, index) => `${String(index + 1)}. one\n`).join('');
    const text = `---\nframework: youth-2021\n---\n\n## Recommendations\n\n${items}9. ten\n   - below\n\n   more\n`;
    const done = applyEdits(text, renumberRecommendations(checkReport(text).report));
    expect(done).toContain('10. ten\n    - below\n\n    more\n');
  });

  it('numbers also the last line of a draft that ends with them', () => {
    const short = '---\nframework: youth-2021\n---\n\n## Recommendations\n\n1. one\n1. two';
    expect(applyEdits(short, renumberRecommendations(checkReport(short).report))).toMatch(
      /1\. one\n2\. two$/,
    );
  });
});
