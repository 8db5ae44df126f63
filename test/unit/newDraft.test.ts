import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check.js';
import { builtInFramework, frameworkIds } from '../../src/framework/frameworks.js';
import type { Framework } from '../../src/framework/framework.js';
import type { Layout } from '../../src/framework/pack.js';
import { readReport } from '../../src/report/read.js';
import { newDraft } from '../../src/template/draft.js';
import { runs } from '../random.js';

const forms = frameworkIds.flatMap((id) => {
  const framework = builtInFramework(id);
  return (framework?.layouts ?? []).map((layout) => ({ name: `${id}, ${layout.id}`, framework, layout }));
}) as { name: string; framework: Framework; layout: Layout }[];

const northbridge = {
  area: 'Northbridge',
  service: 'Northbridge Youth Justice Service',
  abbreviation: 'YJS',
  fieldwork: '2026-09-14',
  'cases.court-disposals': '8',
  'cases.out-of-court-disposals': '12',
};

function draft(framework: Framework, layout: Layout, entries: Record<string, string>): string {
  const values = new Map(Object.entries(entries).map(([key, value]) => [key, { value }]));
  return `${newDraft(framework, layout, values).join('\n')}\n`;
}

describe.each(forms)('A new draft ($name)', ({ framework, layout }) => {
  const withResettlement = Object.hasOwn(framework.cases, 'resettlement');
  const variants: Record<string, string>[] = withResettlement
    ? [
        { ...northbridge, 'cases.resettlement': '0' },
        { ...northbridge, 'cases.resettlement': '1' },
        northbridge,
      ]
    : [northbridge];

  it.each(variants)('checks clean but for hints of what is unfinished (%o)', (entries) => {
    const { problems } = checkReport(draft(framework, layout, entries));
    expect(problems.filter((each) => each.severity !== 'hint')).toEqual([]);
    expect(problems.length).toBeGreaterThan(20);
  });

  it('lists all that is unfinished in a check for publication', () => {
    const text = draft(framework, layout, northbridge);
    const hints = checkReport(text).problems;
    const errors = checkReport(text, { publication: true }).problems;
    expect(errors.every((each) => each.severity === 'error')).toBe(true);
    expect(errors.map((each) => each.range)).toEqual(hints.map((each) => each.range));
  });

  it('says every slot in its own place', () => {
    const text = draft(framework, layout, northbridge);
    const told = checkReport(text).problems.map((each) => text.slice(each.range.start, each.range.end));
    for (const [slot] of text.matchAll(/‹[^›]+›/g)) expect(told).toContain(slot);
  });

  it('is of the layout that was chosen, and rates nothing yet', () => {
    const { report, rating } = checkReport(draft(framework, layout, northbridge));
    expect(report.layout?.id).toBe(layout.id);
    expect(rating?.score).toMatchObject({ computed: null, soFar: 0 });
    expect(rating?.score.missing).toHaveLength(framework.standards.filter((each) => each.scored).length);
  });

  if (withResettlement)
    it('has no section 4 and no word of resettlement ratings where there were no resettlement cases', () => {
      const text = draft(framework, layout, { ...northbridge, 'cases.resettlement': '0' });
      expect(text).not.toMatch(/^#+ 4\./m);
      expect(text).not.toContain('[^resettlement]');
      expect(text).not.toMatch(/separately rated|rated this work/);
    });

  it('asks for every sample size that was not given', () => {
    const others = { ...northbridge, 'cases.court-disposals': '' };
    const { problems } = checkReport(draft(framework, layout, others), { publication: true });
    expect(problems.map((each) => each.message)).toContain(
      "The number of cases inspected ('court-disposals') is not filled in yet; it is needed before publication.",
    );
  });

  it('takes any text for a name', () => {
    fc.assert(
      fc.property(
        fc.record({
          area: fc
            .string({ minLength: 1, unit: 'grapheme' })
            .filter((each) => each.trim() === each && !/[\r\n\u0085\u2028\u2029‹›]/.test(each)),
          abbreviation: fc.constantFrom('YJS', 'YOS', 'CYPJS', 'no', '12', 'a: b', "x 'y'", '#1', '- z'),
          cases: fc.nat({ max: 99999 }),
        }),
        ({ area, abbreviation, cases }) => {
          const text = draft(framework, layout, {
            ...northbridge,
            area,
            abbreviation,
            'cases.court-disposals': String(cases),
          });
          const { frontMatter } = readReport(text);
          expect(frontMatter.values.get('area')?.value).toBe(area);
          expect(frontMatter.values.get('abbreviation')?.value).toBe(abbreviation);
          expect(frontMatter.cases.get('court-disposals')?.value).toBe(cases);
        },
      ),
      { numRuns: runs(10) },
    );
  });
});
