import type { Framework } from '../../src/framework/framework';
import { builtInFramework } from '../../src/framework/frameworks';
import { createFramework } from '../../src/framework/pack';
import youth2021 from '../../src/framework/packs/youth-2021.json';
import type { Range } from '../../src/report/range';

/** A value that a test can't go on without. */
export function must<T>(value: T | null | undefined, what = 'a value'): T {
  if (value === null || value === undefined) throw new Error(`the test needs ${what}`);
  return value;
}

export function frameworkOf(id: string): Framework {
  return must(builtInFramework(id), `the framework ${id}`);
}

/** `youth-2021` as it would be with one choice made otherwise. */
export function youth2021With(change: object): Framework {
  return createFramework({ ...structuredClone(youth2021), ...change });
}

/** What stands in a text at a range. */
export function textAt(text: string, { start, end }: Range): string {
  return text.slice(start, end);
}

/** The range of the one place where a text holds something. */
export function placeOf(text: string, what: string): Range {
  const start = text.indexOf(what);
  if (start < 0 || text.includes(what, start + 1)) throw new Error(`the text should hold this once: ${what}`);
  return { start, end: start + what.length };
}

export const frontMatter = `---
framework: youth-2021
area: Northbridge
service: Northbridge Youth Justice Service
abbreviation: YJS
published: 2026-11
fieldwork: 2026-09-14
isbn: 978-1-9999999-0-2
cases:
  court-disposals: 11
  out-of-court-disposals: 14
  resettlement: 0
---
`;

/** A draft on `youth-2021` that consists of these lines. */
export function draft(...lines: readonly string[]): string {
  return `${frontMatter}\n${lines.join('\n')}\n`;
}

/** The section of 2.1 with a key-question table that holds these cells. */
export function assessment(desistance: string, safety: string, others: string): string[] {
  return [
    '### 2.1. Assessment',
    '',
    'Assessment is well-informed, analytical and personalised, actively involving the child and their parents or carers.',
    '',
    'Rating: **Good**',
    '',
    'Our rating for assessment is based on the following key questions:',
    '',
    "| Key question | % 'Yes' |",
    '| --- | ---: |',
    `| Does assessment sufficiently analyse how to support the child's desistance? | ${desistance} |`,
    `| Does assessment sufficiently analyse how to keep the child safe? | ${safety} |`,
    `| Does assessment sufficiently analyse how to keep other people safe? | ${others} |`,
  ];
}
