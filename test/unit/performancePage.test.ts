import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { root } from './built';

const { page } = (await import(pathToFileURL(path.join(root, 'test/bench/page.mjs')).href)) as {
  page: (results: object) => string;
};

/** The headings of a page, and of its tables what each column and each row is about. */
function skeleton(markdown: string): string[] {
  return markdown.split('\n').flatMap((line, at, lines) => {
    if (line.startsWith('#')) return [line];
    if (!line.startsWith('|') || /^\|[ |:-]+$/.test(line)) return [];
    const cells = line.split('|').slice(1, -1);
    const isHead = !lines[at - 1]?.startsWith('|');
    return [(isHead ? cells : cells.slice(0, 1)).map((cell) => cell.trim()).join(' | ')];
  });
}

it('docs/performance.md has the sections, columns and rows that the benchmark writes', () => {
  const written = skeleton(page({}));
  expect(written).toEqual(
    expect.arrayContaining([
      '## Targets',
      '## Checks',
      'Key press in prose',
      '`barnet-2022`',
      '16×',
      'Growth',
    ]),
  );
  const there = readFileSync(path.join(root, 'docs/performance.md'), 'utf8');
  expect(skeleton(there), 'docs/performance.md is stale: run npm run bench -- --write').toEqual(written);
});

it('docs/performance.md says of every target whether it is met', () => {
  const there = readFileSync(path.join(root, 'docs/performance.md'), 'utf8');
  const [, targets = ''] = /^## Targets\n([^]*?)^## /m.exec(there) ?? [];
  const verdicts = targets
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((row) => row.split('|').at(-2)?.trim());
  expect(verdicts.length).toBeGreaterThan(0);
  for (const verdict of verdicts) expect(['yes', '**no**', 'not measured']).toContain(verdict);
});
