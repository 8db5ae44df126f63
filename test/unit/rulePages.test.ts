import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkReport, type Problem } from '../../src/check/check';
import { applyEdits } from '../../src/check/change';
import { fixAll, safeEdits } from '../../src/check/fixes';
import { rules } from '../../src/rules/rules';
import { cleanDraft, draftAsItStands, readText, slips } from '../examples';
import { drafts, fixesOf, metaLine, problemsOf, putIn, readPage, type Example } from './rulePage';

const folder = new URL('../../docs/rules/', import.meta.url);
const names = readdirSync(folder)
  .filter((each) => each !== 'README.md')
  .sort();
const said = ({ severity, message }: { severity: string; message: string }) => `${severity}: ${message}`;

describe('the example drafts', () => {
  it.each(Object.values(drafts))('%s has no problem once its slips are undone', (name) => {
    const text = cleanDraft(name);
    expect(checkReport(text).problems.map(said)).toEqual([]);
    expect(checkReport(text, { publication: true }).problems.map(said)).toEqual([]);
  });

  it.each(Object.values(drafts))('%s as it stands has one problem for each slip, and no other', (name) => {
    const found = checkReport(draftAsItStands(name)).problems.map(({ rule }) => rule);
    const own = slips.filter(({ draft }) => draft === name).map(({ rule }) => rule);
    expect([...found].sort()).toEqual([...own].sort());
  });

  it.each(slips)('$draft: the slip of $rule gives a problem of its own', (slip) => {
    const { problems } = checkReport(cleanDraft(slip.draft, [slip]));
    expect(problems.map(({ rule }) => rule)).toEqual([slip.rule]);
  });
});

it('every rule has a page, and every page a rule', () => {
  expect(names).toEqual(rules.map(({ id }) => `${id}.md`).sort());
});

describe.each(rules.filter(({ id }) => names.includes(`${id}.md`)))('the page on $id', (rule) => {
  const { id } = rule;
  const page = readPage(readText(`docs/rules/${id}.md`));
  const { examples } = page;
  const of = (kind: Example['kind']) =>
    examples
      .filter((each) => each.kind === kind)
      .map((example, index) => ({ example, name: `${kind} ${String(index + 1)}` }));
  const wrong = of('wrong');

  it('has the headings that every page has', () => {
    expect(page.title).toMatch(new RegExp(`^# \`${id}\`: [A-Za-z%].*[^.]$`));
    expect(page.headings.slice(1)).toEqual([
      '## What it reports',
      '## Why',
      '## Wrong',
      '## Right',
      '## How to put it right',
      '## When to turn it off',
    ]);
  });

  it('says what the rule is and what fixes it has', () => {
    const problems = wrong.flatMap(({ example }) => problemsOf(id, putIn(example), example));
    expect(page.meta).toBe(metaLine(rule, problems));
  });

  it('says how to turn the rule off', () => {
    const [, last = ''] = page.text.split('\n## When to turn it off\n');
    expect(last).toContain(`\`inspectionReports.rules.${id}\``);
    expect(last).toContain('`.inspection-report.yaml`');
    for (const [, named] of last.matchAll(/<!-- inspection-report-[a-z-]+ ([a-z-]+)/g))
      expect(named).toBe(id);
  });

  it('has examples of both kinds, all different', () => {
    expect(wrong).not.toEqual([]);
    expect(of('right')).not.toEqual([]);
    const checked = examples
      .filter(({ kind }) => kind !== 'fixed')
      .map((each) => `${String(each.publication)} ${putIn(each)}`);
    expect(new Set(checked).size).toBe(checked.length);
  });

  it.each(wrong)('$name gives just the problems that are listed', ({ example }) => {
    const problems = problemsOf(id, putIn(example), example).map(said);
    expect(problems).toEqual(example.listed.map(said));
    expect(problems).not.toEqual([]);
  });

  it.each(wrong)('$name: every fix takes its problem away', ({ example }) => {
    const text = putIn(example);
    const problems = problemsOf(id, text, example);
    for (const problem of problems)
      for (const { edits, title } of fixesOf(problem)) {
        const same = (all: readonly Problem[]) => all.filter((each) => said(each) === said(problem)).length;
        expect(same(problemsOf(id, applyEdits(text, edits), example)), title).toBeLessThan(same(problems));
      }
  });

  it.each(wrong)('$name: what is fixed on save comes to an end', ({ example }) => {
    const { text, result } = fixAll(putIn(example));
    expect(safeEdits(result)).toEqual([]);
    expect(problemsOf(id, text, example).filter(({ fix }) => fix?.safe === true)).toEqual([]);
  });

  it.each(of('right'))('$name gives none', ({ example }) => {
    expect(example.listed).toEqual([]);
    expect(problemsOf(id, putIn(example), example).map(said)).toEqual([]);
  });

  it.each(of('fixed'))('$name is what the fix makes, and nothing is left', ({ example }) => {
    const source = example.of === undefined ? wrong.at(-1) : wrong[example.of - 1];
    if (!source) throw new Error('there is no such example to fix');
    const text = putIn(source.example);
    const [problem] = problemsOf(id, text, source.example);
    const fixes = problem ? fixesOf(problem) : [];
    const fix = example.by === undefined ? problem?.fix : fixes.find(({ title }) => title === example.by);
    if (!fix)
      throw new Error(`the fix is not offered; there is ${fixes.map(({ title }) => title).join(', ')}`);
    const fixed = applyEdits(text, fix.edits);
    expect(fixed).toBe(putIn(example));
    expect(problemsOf(id, fixed, source.example).map(said)).toEqual([]);
  });
});
