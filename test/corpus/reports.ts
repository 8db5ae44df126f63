import { cleanDraft, exampleNames } from '../examples';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A draft that tests damage or plant slips in. */
export interface Draft {
  readonly name: string;
  readonly text: string;
}

/** One entry of the audit of the published reports: lines are lines of the draft, from 1. */
export interface LedgerEntry {
  readonly id: string;
  readonly draft: string;
  readonly verdict: 'proved' | 'doubtful' | 'sound';
  readonly rules?: readonly string[];
  readonly scope?: 'rules' | 'stretch' | 'outside';
  readonly refs: readonly { readonly line: number | null; readonly quote: string }[];
}

const reportsFolder = fileURLToPath(new URL('../../../shared/reports/', import.meta.url));
const names = [
  'banes-2025.report.md',
  'barnet-2022.report.md',
  'barnsley-2023.report.md',
  'leicester-2019.report.md',
];
const missing = [...names, 'ledger.json'].filter((each) => !existsSync(reportsFolder + each));

/** Whether the published reports and their ledger are all there. */
export const publishedThere = missing.length === 0;

if (!publishedThere)
  console.warn(
    `test/corpus: ${missing.map((each) => reportsFolder + each).join(', ')} missing, ` +
      'so NOTHING IS CHECKED AGAINST THE PUBLISHED REPORTS; the examples of this project stand in for them.',
  );

/** The four published reports; none where they are not all there. */
export const published: readonly Draft[] = publishedThere
  ? names.map((name) => ({ name, text: readFileSync(reportsFolder + name, 'utf8') }))
  : [];

/** What an audit of two of them found. */
export const ledger: readonly LedgerEntry[] = publishedThere
  ? (JSON.parse(readFileSync(`${reportsFolder}ledger.json`, 'utf8')) as LedgerEntry[])
  : [];

/** The project's own examples as they would be without their slips. */
export const examples: readonly Draft[] = exampleNames.map((name) => ({
  name,
  text: cleanDraft(name),
}));

/** Every draft there is. */
export const corpus: readonly Draft[] = [...published, ...examples];

export function publishedReport(name: string): string {
  return published.find((each) => each.name === name)?.text ?? '';
}
