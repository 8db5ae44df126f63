import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import { definitionAt, footnoteAt } from '../../src/language/definition';
import { folds } from '../../src/language/folding';
import { hints } from '../../src/language/hints';
import { hoverAt } from '../../src/language/hover';
import { lenses } from '../../src/language/lenses';
import { ruleLinks } from '../../src/language/links';
import { ratingsTree } from '../../src/language/ratingsTree';
import { outline, type OutlineEntry } from '../../src/language/symbols';
import { contains, type Range } from '../../src/report/range';
import { corpus, published, type Draft } from '../corpus/reports';
import { runs } from '../random';

/** Asks for everything, and complains of what lies outside the text or is not nested. */
function complaints(text: string, offsets: readonly number[]): string[] {
  const result = checkReport(text);
  const found: string[] = [];
  const within = (what: string, range: Range | undefined, outer: Range = { start: 0, end: text.length }) => {
    if (range && (range.start > range.end || !contains(outer, range))) found.push(what);
  };
  for (const { range, title } of lenses(result)) {
    within('lens', range);
    if (title === '') found.push('lens without words');
  }
  for (const { offset } of hints(result)) within('hint', { start: offset, end: offset });
  for (const { range } of ruleLinks(result)) within('link', range);
  for (const { range } of folds(result)) {
    within('fold', range);
    if (result.report.lines.lineAt(range.start) >= result.report.lines.lineAt(range.end))
      found.push('fold of one line');
  }
  for (const entry of ratingsTree(result))
    for (const each of [entry, ...entry.children]) within('list', each.range);
  const nested = (entries: readonly OutlineEntry[], outer?: Range) => {
    let last = -1;
    for (const { name, range, selection, children } of entries) {
      // VS Code refuses an entry without a name, or whose own words lie outside it.
      if (name === '') found.push('entry without a name');
      within('entry', range, outer);
      within('selection', selection, range);
      if (range.start < last) found.push('entries overlap');
      last = range.end;
      nested(children, range);
    }
  };
  nested(outline(result));
  for (const offset of offsets) {
    const hover = hoverAt(result, offset);
    within('hover', hover?.range);
    if (hover && (hover.range.start > offset || hover.range.end <= offset)) found.push('hover elsewhere');
    const definition = definitionAt(result, offset);
    within('origin', definition?.origin);
    for (const { range, selection } of definition?.targets ?? []) {
      within('target', range);
      within('place in a target', selection, range);
    }
    for (const each of footnoteAt(result, offset)?.references ?? []) within('reference', each);
  }
  return found;
}

const offsetsIn = (text: string, shares: readonly number[]) =>
  shares.map((share) => Math.floor(share * text.length));
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 10 });

describe('a draft that is cut off anywhere', () => {
  it.each(corpus)('still gets all of it: $name', ({ text }: Draft) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), shares, (end, places) => {
        const half = text.slice(0, Math.floor(end * text.length));
        expect(complaints(half, offsetsIn(half, places))).toEqual([]);
      }),
      { numRuns: runs(10) },
    );
  });
});

describe('whatever is typed', () => {
  const pieces = [
    '---\nframework: youth-2021\n',
    '---\n',
    '# ',
    '## ',
    '### 2.1. Assessment',
    '#### ',
    '## 2. Court disposals',
    '## Ratings\n',
    '## Recommendations\n',
    'Score: 1/36',
    'Rating: **Good**',
    'Overall rating: ',
    "| Key question | % 'Yes' |\n| --- | --- |\n",
    '| Does assessment sufficiently analyse how to keep the child safe? | 67% |\n',
    '| Standard | Rating |\n| --- | --- |\n',
    '| 2.1. Assessment | Good |\n',
    '[^a]',
    '[^a]: ',
    'The service should:',
    ' should',
    '<!-- inspection-report-disable score -- x -->',
    '<!-- inspection-report-enable -->',
    '> ',
    '- ',
    '|',
    '**',
    '\ufeff',
    '\r\n',
    '\r',
    '\n',
    '\n\n',
    '\u{1f600}',
    ' ',
  ];

  it('nothing throws, and every range lies in the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), shares, (some, places) => {
        const text = some.join('');
        const about = `---\nframework: youth-2021\n---\n${text}`;
        expect(complaints(text, offsetsIn(text, places))).toEqual([]);
        expect(complaints(about, offsetsIn(about, places))).toEqual([]);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('the longest draft', () => {
  const [longest] = [...published, ...corpus].sort((a, b) => b.text.length - a.text.length);

  it('gets all of it, and a hover in no time', () => {
    const text = longest?.text ?? '';
    const result = checkReport(text);
    expect(lenses(result).length).toBeGreaterThan(20);
    expect(hints(result).length).toBeGreaterThan(10);
    expect(outline(result).length).toBeGreaterThan(5);
    expect(folds(result).length).toBeGreaterThan(0);
    expect(ratingsTree(result).length).toBeGreaterThan(4);
    const places = Array.from({ length: 200 }, (_, index) => Math.floor((index / 200) * text.length));
    const start = performance.now();
    for (const offset of places) {
      hoverAt(result, offset);
      definitionAt(result, offset);
    }
    // Measured: a millisecond each; a machine under load takes longer.
    expect((performance.now() - start) / places.length).toBeLessThan(20);
  });
});
