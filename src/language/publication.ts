import type { CheckResult, Problem } from '../check/check.js';
import type { Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import { slotInWords } from '../rules/placeholder.js';
import type { Severity } from '../rules/rule.js';

/** Something that keeps a report from being published. */
export interface PublicationEntry {
  /** The same from check to check while nothing like it is added or taken away. */
  readonly id: string;
  /** Where it is, in words, and what: `Domain two: ‹how many› community sentences`. */
  readonly label: string;
  readonly message: string;
  readonly severity: Severity;
  /** Only not written yet. */
  readonly unfinished: boolean;
  /** Whether there is a fix that only has to be chosen. */
  readonly fixable: boolean;
  /** 0-based UTF-16 offsets. */
  readonly range: Range;
}

export interface PublicationGroup {
  readonly id: 'fill-in' | 'decide' | 'mend';
  readonly label: string;
  readonly entries: readonly PublicationEntry[];
}

const labels: Readonly<Record<PublicationGroup['id'], string>> = {
  'fill-in': 'To fill in',
  decide: 'To decide',
  mend: 'To mend',
};

/**
 * Why a report is not ready, of a check for publication: what is to be filled in, what only its authors can
 * decide, and what is mended by choosing a fix; errors and warnings, in the order of the text. Empty when ready.
 */
export function beforePublication({ problems, report }: CheckResult): PublicationGroup[] {
  const groups = new Map<PublicationGroup['id'], PublicationEntry[]>([
    ['fill-in', []],
    ['decide', []],
    ['mend', []],
  ]);
  const seen = new Map<string, number>();
  for (const problem of problems) {
    const { severity, message, range, rule, fix } = problem;
    if (severity !== 'error' && severity !== 'warning') continue;
    const label = `${placeInWords(report, range.start)}: ${what(report, problem)}`;
    const same = seen.get(`${rule} ${label}`) ?? 0;
    seen.set(`${rule} ${label}`, same + 1);
    groups.get(groupOf(problem))?.push({
      id: `${rule} ${label} ${String(same)}`,
      label,
      message,
      severity,
      unfinished: problem.unfinished === true,
      fixable: fix !== undefined,
      range,
    });
  }
  return [...groups].flatMap(([id, entries]) =>
    entries.length === 0 ? [] : [{ id, label: labels[id], entries }],
  );
}

function groupOf({ unfinished, fix, alternatives = [] }: Problem): PublicationGroup['id'] {
  if (unfinished) return 'fill-in';
  return fix && alternatives.length === 0 ? 'mend' : 'decide';
}

function what({ text }: Report, { range, message }: Problem): string {
  const words = text.slice(range.start, range.end);
  return /^‹[^‹›]*›$/.test(words) ? slotInWords(text, range.start, words) : message;
}

/** Where an offset is, as an inspector calls the place: `2.1 Assessment`, `Domain two`, `Foreword`. */
export function placeInWords({ headings, frontMatter: { raw } }: Report, offset: number): string {
  if (raw && offset < raw.end) return 'The block at the top';
  const heading = headings.findLast((each) => each.range.start <= offset && each.depth <= 3);
  if (!heading || heading.depth === 1) return 'Title';
  if (heading.kind === 'standard' && heading.standard !== undefined)
    return `${heading.standard} ${heading.title.trim()}`;
  const [words = ''] = heading.text.split(':');
  const characters = Array.from(words);
  return characters.length > 40 ? `${characters.slice(0, 39).join('').trimEnd()}…` : words;
}
