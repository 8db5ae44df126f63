import { describe, expect, it } from 'vitest';
import { fixed } from '../../src/report/text/place';
import { checkReport } from '../../src/check/check';
import { definitionAt, footnoteAt } from '../../src/language/definition';
import { folds } from '../../src/language/folding';
import { ruleLinks } from '../../src/language/links';
import { outline, type OutlineEntry } from '../../src/language/symbols';
import { cleanDraft } from '../examples';
import { assessment, draft, must, placeOf, textAt } from './kit';

const clean = cleanDraft('northbridge.report.md');
const westmarch = cleanDraft('westmarch-2019.report.md');

describe('the outline', () => {
  const shown = (text: string) => {
    const lines = (entries: readonly OutlineEntry[], level: number): string[] =>
      entries.flatMap(({ name, detail, children }) => [
        `${'  '.repeat(level)}${name}${detail === '' ? '' : `: ${detail}`}`,
        ...lines(children, level + 1),
      ]);
    return lines(outline(checkReport(text)), 0);
  };

  it('has the parts, the standards in them and what stands below, with ratings and score', () => {
    const lines = shown(clean);
    expect(lines).toContain('Ratings: 23/36 Good');
    const start = lines.indexOf('Domain one: Organisational delivery');
    expect(lines.slice(start, start + 4)).toEqual([
      'Domain one: Organisational delivery',
      '  1.1. Governance and leadership: Good',
      '    Strengths',
      '    Areas for improvement',
    ]);
  });

  it('has the rating that follows beside the one that is stated', () => {
    expect(shown(draft('## 2. Court disposals', '', ...assessment('91%', '73%', '64%')))).toEqual([
      '2. Court disposals',
      '  2.1. Assessment: Requires improvement · stated Good',
    ]);
  });

  it('puts a standard into its domain whatever depth was typed', () => {
    expect(
      shown(draft('### 2. Court disposals', '', '## 2.1. Assessment', '', '##### 2.2. Planning')),
    ).toEqual(['2. Court disposals', '  2.1. Assessment: not rated yet', '  2.2. Planning: not rated yet']);
  });

  it('has every heading, also those without words, of a draft on no framework', () => {
    expect(shown('---\nframework: none\n---\n\n## One\n\n### \n\n#### Two\n\n# Three\n')).toEqual([
      'One',
      '  Heading without words',
      '    Two',
      'Three',
    ]);
  });

  it('ends each entry where the next begins', () => {
    const result = checkReport(clean);
    const [, second, third] = outline(result);
    expect(second?.range.end).toBe(third?.range.start);
    expect(textAt(clean, must(second).selection)).toBe('## Acknowledgements');
    expect(outline(result).at(-1)?.range.end).toBe(clean.length);
  });
});

describe('folds', () => {
  /** First and last line of each fold, as they stand in the text. */
  const folded = (text: string) => {
    const result = checkReport(text);
    return folds(result).map(({ kind, range }) => {
      const lines = textAt(text, range).split('\n');
      return [kind, lines[0], lines.at(-1)];
    });
  };
  const opening = ['front-matter', '---', '---'];

  it('are the front matter, also one that is not closed', () => {
    expect(folded(draft('Text'))).toEqual([opening]);
    expect(folded('---\nframework: youth-2021\narea: X\n\nText')).toEqual([
      ['front-matter', '---', 'area: X'],
    ]);
  });

  it('are footnotes that stand together', () => {
    const text = draft('A[^a] b[^b] c[^c]', '', '[^a]: One.', '[^b]: Two.', '', 'Text', '', '[^c]: Three.');
    expect(folded(text)).toEqual([opening, ['footnotes', '[^a]: One.', '[^b]: Two.']]);
  });

  it('are stretches in which a rule is turned off', () => {
    const off = '<!-- inspection-report-disable score -- why -->';
    const on = '<!-- inspection-report-enable score -->';
    expect(folded(draft(off, '', 'Text', '', on))).toEqual([opening, ['disabled', off, on]]);
    expect(folded(draft(off, '', 'Text', '', '<!-- inspection-report-enable -->'))).toHaveLength(2);
    expect(folded(draft(off, '', 'Text', '', '<!-- inspection-report-enable heading -->'))).toEqual([
      opening,
    ]);
    expect(folded(draft(off, '', 'Text'))).toEqual([opening]);
    const next = '<!-- inspection-report-disable-next-line score -- why -->';
    expect(folded(draft(next, '', 'Text', '', on))).toEqual([opening]);
  });

  it('never end within a section that begins in them, whose own fold would be lost', () => {
    const off = '<!-- inspection-report-disable score -- why -->';
    const on = '<!-- inspection-report-enable score -->';
    expect(folded(draft(off, '', '## Ratings', '', on, '', 'Text'))).toEqual([opening]);
    expect(folded(draft(off, '', '## Ratings', '', 'Text', '', on))).toHaveLength(2);
  });

  it('are domains where Markdown would fold less', () => {
    const part = ['## 2. Court disposals', '', '## 2.1. Assessment', '', 'Text', ''];
    expect(folded(draft(...part, '## Annexe'))).toEqual([opening, ['part', '## 2. Court disposals', 'Text']]);
    // Here Markdown folds it all.
    expect(folded(draft(...part.map((line) => line.replace('## 2.1', '### 2.1')), '## Annexe'))).toEqual([
      opening,
    ]);
  });
});

describe('going to where something is', () => {
  /** The lines that the words at a place lead to. */
  function leads(text: string, place: string, within = 0): { from: string; to: string[] } | undefined {
    const found = definitionAt(checkReport(text), placeOf(text, place).start + within);
    return (
      found && {
        from: textAt(text, found.origin),
        to: found.targets.map(({ selection }) => textAt(text, selection)),
      }
    );
  }

  it('leads from a row of the ratings page to its section, and shows all of that', () => {
    const row = '| 2.1. Assessment | Outstanding';
    expect(leads(clean, row, 3)).toEqual({ from: '2.1. Assessment', to: ['2.1. Assessment'] });
    expect(leads(clean, row, row.length - 2)).toEqual({ from: 'Outstanding', to: ['2.1. Assessment'] });
    const found = must(definitionAt(checkReport(clean), placeOf(clean, row).start + 3));
    const [target] = found.targets;
    expect(target?.selection.start).toBe(placeOf(clean, '### 2.1. Assessment').start + 4);
    expect(textAt(clean, must(target).range)).toContain('keep other people safe?');
  });

  it('leads from a domain to its row and back', () => {
    const heading = 'Domain two: Court disposals';
    expect(leads(clean, '**2. Court disposals**', 4)?.to).toEqual([heading]);
    expect(leads(clean, `## ${heading}`, 5)?.to).toEqual(['Court disposals']);
  });

  it('leads from the heading and the rating of a section to its row', () => {
    const start = placeOf(clean, '### 2.1. Assessment').start;
    const result = checkReport(clean);
    const row = placeOf(clean, '| 2.1. Assessment | Outstanding |');
    for (const offset of [start + 6, clean.indexOf('Outstanding', start) + 1]) {
      const [target] = must(definitionAt(result, offset)).targets;
      expect(target && fixed(target.range)).toEqual(row);
    }
  });

  it('leads from the section of an annexe to the row as well', () => {
    const row = westmarch.indexOf('| 2.1. Assessment |');
    const annexe = westmarch.lastIndexOf('### 2.1. Assessment');
    const [target] = must(definitionAt(checkReport(westmarch), annexe + 6)).targets;
    expect(target?.range.start).toBe(row);
  });

  it('leads from a rating in a sentence to where the report states it', () => {
    const sentence = "YJS was rated as '";
    const [target] = must(
      definitionAt(checkReport(clean), placeOf(clean, `${sentence}Good'`).start + sentence.length),
    ).targets;
    expect(textAt(clean, must(target).range)).toBe('Overall rating: **Good**');
  });

  it('leads from a footnote reference to its text, and from there to its references', () => {
    const text = draft('A[^a] b[^a].', '', '[^a]: The text.');
    expect(leads(text, 'A[^a]', 2)).toEqual({ from: '[^a]', to: ['The text.'] });
    expect(leads(text, '[^a]: ')).toEqual({ from: '[^a]', to: ['[^a]', '[^a]'] });
    expect(leads(draft('A[^a].'), '[^a]')).toBeUndefined();
  });

  it('leads from the heading of a domain to its footnote where the reference is asked about', () => {
    expect(leads(clean, '**4. Resettlement**[^resettlement]', 25)?.from).toBe('[^resettlement]');
  });

  it('leads from whom a recommendation is addressed to', () => {
    const target = (place: string) =>
      must(definitionAt(checkReport(clean), placeOf(clean, place).start + 8)?.targets[0]).selection;
    const service = target('The Northbridge Youth Justice Service should:');
    expect(clean.slice(0, service.start).endsWith('\nservice: ')).toBe(true);
    expect(textAt(clean, service)).toBe('Northbridge Youth Justice Service');
    const police = target('Fellshire Police should:');
    expect(textAt(clean, police)).toBe('Fellshire Police');
    expect(clean.slice(0, police.start)).toContain('Northbridge is a port town');
  });

  it('leads from whom a recommendation is addressed to past the front matter', () => {
    const text = draft('Northbridge Council runs it.', '', '## Recommendations', '', 'Northbridge should:');
    const [target] = must(
      definitionAt(checkReport(text), placeOf(text, 'Northbridge should:').start),
    ).targets;
    expect(target?.selection.start).toBe(text.indexOf('Northbridge Council'));
  });

  it('leads nowhere from anywhere else', () => {
    expect(leads(clean, 'Northbridge is a port town')).toBeUndefined();
    expect(
      leads(draft('## 2. Court disposals', '', ...assessment('91%', '73%', '64%')), '2.1. Ass'),
    ).toBeUndefined();
  });

  it('knows all places of a footnote', () => {
    const text = draft('A[^a] b[^a].', '', '[^a]: The text.');
    const found = must(footnoteAt(checkReport(text), placeOf(text, 'A[^a]').start + 3));
    expect(found.references.map((each) => each.start)).toEqual([text.indexOf('[^a]'), text.indexOf('[^a].')]);
    expect(found.labels.map((each) => textAt(text, each))).toEqual(['[^a]']);
    expect(footnoteAt(checkReport(text), placeOf(text, 'The text').start + 3)).toBeUndefined();
  });
});

describe('links', () => {
  it('stand on the rules that a comment names, and tell what they report', () => {
    const text = draft('<!-- inspection-report-disable score, nonsense heading -- why -->', '', 'Text');
    const found = ruleLinks(checkReport(text));
    expect(found.map(({ range }) => textAt(text, range))).toEqual(['score', 'heading']);
    expect(found.map(({ rule }) => rule)).toEqual(['score', 'heading']);
    expect(found[0]?.summary).toContain('A printed score');
  });
});
