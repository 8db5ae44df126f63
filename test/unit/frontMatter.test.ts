import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import { applyEdits } from '../../src/check/change';
import { createSession } from '../../src/check/session';
import { builtInFramework } from '../../src/framework/frameworks';
import { findFrontMatter, isDraft } from '../../src/report/draft';
import { readFrontMatter } from '../../src/report/frontMatter';
import { linesIn } from '../../src/report/lines';
import { fillSlots } from '../../src/template/slots';
import { must, textAt } from './kit';

const head = (...lines: readonly string[]) =>
  ['---', 'framework: youth-2021', 'area: Northbridge', ...lines, '---', ''].join('\n');

/** What the rule says of a front matter, with the words at its place. */
const told = (text: string) =>
  checkReport(text)
    .problems.filter(
      ({ rule, unfinished, message }) => rule === 'front-matter' && !unfinished && !message.includes('lacks'),
    )
    .map(({ severity, range, message, fix }) => ({
      severity,
      at: textAt(text, range),
      message,
      fixed: fix && applyEdits(text, fix.edits),
    }));

describe('a value that a # cuts off', () => {
  it.each([
    ['service: Northbridge #1 Youth Justice Service', '#1 Youth Justice Service'],
    ['service: Northbridge # 1 Youth Justice Service', '# 1 Youth Justice Service'],
    ['service: #1 Youth Justice Service', '#1 Youth Justice Service'],
    ['abbreviation: YJS #2', '#2'],
    ['fieldwork: 2026-09-14 #first', '#first'],
  ])('%s is one problem, and its fix keeps all words', (line, cut) => {
    const text = head(line);
    const [problem, ...others] = told(text);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ severity: 'error', at: cut });
    expect(problem?.message).toMatch(/is cut off from '.*': behind a space, '#' begins a note\./);
    const [key = '', value] = line.split(/: (.*)/);
    expect(problem?.fixed).toBe(head(`${key}: "${must(value)}"`));
    expect(readFrontMatter(must(problem?.fixed)).values.get(key)?.value).toBe(value);
  });

  it('is read whole all the same, so that nothing else is said of what follows from it', () => {
    expect(readFrontMatter(head('service: Northbridge #1 YJS')).values.get('service')?.value).toBe(
      'Northbridge #1 YJS',
    );
  });

  it('may be meant where words with a capital follow, which is said mildly', () => {
    expect(told(head('service: Northbridge # Youth Justice Service'))).toMatchObject([
      { severity: 'information', at: '# Youth Justice Service' },
    ]);
  });

  it.each([
    'service: Northbridge YJS # agreed with the service',
    'service: Northbridge YJS   # Agreed with the service',
    'abbreviation: YJS # agreed',
    'abbreviation: YJS # Agreed',
    'service: "Northbridge #1"',
    'service: "Northbridge" #1',
    'service: Northbridge#1',
    'isbn: # to come',
    'fieldwork: 2026-09-14 # first day',
    '# all of this is agreed',
  ])('is none in %s', (line) => {
    expect(told(head(line))).toEqual([]);
  });
});

describe('a long front matter', () => {
  const entries = (count: number) => Array.from({ length: count }, (_, index) => `note-${String(index)}: x`);

  it('is read as far as 64 kB', () => {
    const text = head(...entries(4000));
    expect(text.length).toBeGreaterThan(40_000);
    expect(readFrontMatter(text).values.get('note-3999')?.value).toBe('x');
  });

  it('is refused beyond, and that is said once', () => {
    const text = head(...entries(8000));
    expect(text.length).toBeGreaterThan(70_000);
    expect(readFrontMatter(text)).toMatchObject({ raw: { closed: true }, values: new Map() });
    expect(told(text)).toMatchObject([{ message: expect.stringContaining('longer than 64 kB') as string }]);
  });

  it('is not taken for closed by a rule far down in a report', () => {
    const report = `---\nA report.\n\n${'Some words of it.\n'.repeat(5000)}\n---\n`;
    expect(findFrontMatter(report)?.closed).toBe(false);
  });
});

describe('a line end', () => {
  it('is LF, CRLF or CR', () => {
    expect([...linesIn('a\nb\r\nc\rd\n')]).toEqual([
      { text: 'a', start: 0, end: 2 },
      { text: 'b', start: 2, end: 5 },
      { text: 'c', start: 5, end: 7 },
      { text: 'd', start: 7, end: 9 },
    ]);
    expect([...linesIn('')]).toEqual([]);
    expect([...linesIn('a\n\n')].map(({ text }) => text)).toEqual(['a', '']);
    expect([...linesIn('a\nb', 2)]).toEqual([{ text: 'b', start: 2, end: 3 }]);
  });

  const signs = ['\u2028', '\u2029', '\u0085', '\v', '\f'];
  it.each(signs)('is not %j', (sign) => {
    expect([...linesIn(`a${sign}b`)]).toHaveLength(1);
    const text = head(`service: North${sign}bridge`);
    expect(readFrontMatter(text).raw?.closed).toBe(true);
    expect(isDraft('a.md', text)).toBe(true);
    expect(isDraft('a.md', `---\nnote: a${sign}framework: youth-2021\n---\n`)).toBe(false);
  });

  it.each(signs.flatMap((sign) => ['', '\ufeff', '\ufeff\ufeff'].map((mark) => ({ sign, mark }))))(
    'is not $sign behind $mark, which a check and a session say alike',
    ({ sign, mark }) => {
      for (const opening of [
        '---',
        '---\n',
        `---\nservice: a${sign}b\n---\n`,
        `---\na${sign}b`,
        `---${sign}`,
      ]) {
        const text = `${mark}${opening}\n${sign}\n## Foreword\n\nWords${sign}words.[^a]\n`;
        const session = createSession(mark + opening);
        session.update([{ offset: session.text.length, length: 0, text: text.slice(session.text.length) }]);
        expect(session.check().problems).toEqual(checkReport(text).problems);
        session.update([{ offset: mark.length, length: 1, text: '' }]);
        expect(session.check().problems).toEqual(checkReport(session.text).problems);
      }
    },
  );
});

describe('a place to fill in', () => {
  const framework = must(builtInFramework('youth-2021'));
  const filled = (text: string, values: Record<string, string>) =>
    fillSlots(framework, text, new Map(Object.entries(values).map(([key, value]) => [key, { value }])));

  it.each(['', 'TBC', 'one', '1?', '-', '2.5', '‹how many›', '123456'])(
    'stays one where the number of cases is %j',
    (value) => {
      expect(filled('we inspected {resettlement} cases', { 'cases.resettlement': value })).toBe(
        'we inspected ‹how many› cases',
      );
    },
  );

  it('is filled in where it is a number', () => {
    expect(filled('we inspected {resettlement} cases', { 'cases.resettlement': '1' })).toBe(
      'we inspected one case',
    );
  });

  it.each(['TBC', 'tbc', '–', '‹where›'])('stays one where a name is %j', (value) => {
    expect(filled('in {place} by {service}, ISBN {isbn}', { area: value, service: value, isbn: value })).toBe(
      'in ‹place› by ‹service›, ISBN ‹ISBN›',
    );
  });
});
