import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtInFramework, frameworkIds } from '../../src/framework/frameworks';
import { rateReport } from '../../src/index';
import { importText } from '../../src/intake/intake';
import { wordsMissing } from '../../src/intake/words';
import { must } from '../unit/kit';
import { manners, mishaps, printedPage, printedText } from './printing';
import { examples, published } from './reports';

const folder = fileURLToPath(new URL('../../../shared/reports/published/', import.meta.url));
const frameworks = frameworkIds.map((id) => must(builtInFramework(id)));
const come = (name: string, text: string) => importText(name, text, frameworks);

/** Lines as they are compared: without labels of footnotes, kinds of quotes, and marks of quotation and bold. */
function comparable(draft: string): string[] {
  return draft
    .split('\n')
    .map((line) =>
      line
        .replace(/\[\^[^\]]*\]/g, '[^]')
        .replace(/[‘’]/g, "'")
        .replace(/[“”]/g, '"')
        .replace(/^> ?|\*+|\\$/g, '')
        .trim(),
    )
    .filter((line) => line !== '');
}

/** How many of a draft's lines stand in another, in per cent. */
function recovered(draft: string, other: string): number {
  const there = new Map<string, number>();
  for (const line of comparable(other)) there.set(line, (there.get(line) ?? 0) + 1);
  const lines = comparable(draft);
  const found = lines.filter((line) => {
    const left = there.get(line) ?? 0;
    there.set(line, left - 1);
    return left > 0;
  });
  return (100 * found.length) / lines.length;
}

/** A text without what no draft keeps: the list of contents, tags, and where links lead. */
function spoken(text: string): string {
  return text
    .replace(
      /^(?:# )?Contents\n[\s\S]*?\n\n(?=(?:## )?(?:Acknowledgements|Foreword|About this report)\n)/m,
      '',
    )
    .replace(/<[^>\n]+>/g, ' ')
    .replace(/\]\((?:#|mailto:)[^)]*\)/g, ']');
}

const bodyOf = (draft: string) => draft.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/<!--[\s\S]*?-->/g, '');

/** All but footnotes that nobody refers to and slots: what rating a draft gives must not depend on its form. */
const ratingOf = (draft: string) => rateReport(draft);

describe.skipIf(published.length === 0)('published texts become drafts', () => {
  const least: Record<string, number> = {
    'barnsley-2023': 97,
    'banes-2025': 97,
    'leicester-2019': 92,
    'barnet-2022': 92,
  };

  describe.each(published)('$name', ({ name: file, text: byHand }) => {
    const name = file.replace('.report.md', '');
    const source = `${folder}${name}.txt`;
    const text = existsSync(source) ? readFileSync(source, 'utf8') : '';

    it('with the ratings, percentages and score that are printed, line by line as by hand, without losing a word', () => {
      const { text: draft } = come(`${name}.txt`, text);
      expect(ratingOf(draft)).toEqual(ratingOf(byHand));
      expect(recovered(byHand, draft)).toBeGreaterThanOrEqual(least[name] ?? 100);
      expect(wordsMissing(spoken(text), draft)).toEqual([]);
    });

    // Each mishap befalls two of the four, in turn: this has to stay quick.
    const turn = published.findIndex((each) => each.name === file);
    const own = Object.entries(mishaps).filter((_, index) => (index + turn) % 2 === 0);

    it.each(own)('%s: the same ratings, and no word lost', (_, happen) => {
      const { text: draft } = come(`${name}.txt`, happen(text));
      expect(ratingOf(draft)).toEqual(ratingOf(byHand));
      expect(wordsMissing(spoken(text), draft)).toEqual([]);
    });

    it('and so does its web page', () => {
      const { text: draft } = come(`${name}.html`, printedPage(byHand));
      expect(ratingOf(draft)).toEqual(ratingOf(byHand));
      expect(recovered(byHand, draft)).toBeGreaterThanOrEqual(95);
    });
  });
});

describe.each(examples)('$name, printed', ({ text: example }) => {
  const words = bodyOf(example).replace(/\[\^[^\]]*\]/g, ' ');

  it.each(Object.entries(manners))('%s', (_, manner) => {
    const { text: draft } = come('example.txt', printedText(example, manner));
    expect(ratingOf(draft)).toEqual(ratingOf(example));
    expect(wordsMissing(words, draft)).toEqual([]);
  });

  it.each(Object.entries(mishaps))('%s', (_, happen) => {
    const printed = printedText(example, must(manners['tabs and raised figures']));
    const { text: draft } = come('example.txt', happen(printed));
    expect(ratingOf(draft)).toEqual(ratingOf(example));
    expect(wordsMissing(words, draft)).toEqual([]);
  });

  it('as a web page', () => {
    const { text: draft } = come('example.html', printedPage(example));
    expect(ratingOf(draft)).toEqual(ratingOf(example));
    expect(recovered(example, draft)).toBeGreaterThanOrEqual(95);
    expect(wordsMissing(words, draft)).toEqual([]);
  });
});
