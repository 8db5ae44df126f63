import { describe, expect, it } from 'vitest';
import { standardViews } from '../../src/report/evidence.js';
import { claimsOf } from '../../src/report/prose/claims.js';
import { readReport } from '../../src/index.js';
import { published, publishedThere } from './reports.js';

/** What is read as a claim, with the percentage of its table: every line was read against its sentence. */
function recognised(text: string): string[] {
  const report = readReport(text);
  const { framework } = report;
  if (!framework) return [];
  const views = standardViews(report);
  return claimsOf(report).map(({ standard, keyQuestion, negative, raw, text: clause, range }) => {
    const figure = views.get(standard.id)?.tableSection?.table.figures[keyQuestion];
    const table = typeof figure === 'object' ? `${String(figure.percent)}%` : 'no figure';
    const line = report.lines.position(range.start).line;
    const words = clause.split(' ').slice(0, 5).join(' ');
    return `${String(line)}: ${standard.id} question ${String(keyQuestion + 1)}, ${negative ? 'not ' : ''}${raw} (${table}): ${words} …`;
  });
}

describe.skipIf(!publishedThere)('claims about key questions in the published reports', () => {
  it('are those that were read and found to be about a key question as a whole', async () => {
    const all = Object.fromEntries(published.map(({ name, text }) => [name, recognised(text)]));
    expect(Object.values(all).flat().length).toBeGreaterThanOrEqual(30);
    await expect(`${JSON.stringify(all, null, 2)}\n`).toMatchFileSnapshot('claims.snapshot.json');
  });
});
