import { isCalendarDate } from '../report/frontMatter.js';
import type { Report } from '../report/report.js';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * The date that an exported file bears: the day or month of publication, or of fieldwork where there is
 * none yet, like 2026-09-14 or 2026-09. Never today's: the same draft gives the same file.
 */
export function dateOf({ frontMatter }: Report): string | undefined {
  return ['published', 'fieldwork']
    .map((key) => frontMatter.values.get(key)?.value.trim())
    .find((value) => value !== undefined && isCalendarDate(value));
}

/** A date of `dateOf` as it is written in a text: 14 September 2026, September 2026. */
export function dateInWords(date: string): string {
  const [year = '', month = '', day] = date.split('-');
  return [
    day === undefined ? '' : `${String(Number(day))} `,
    months[Number(month) - 1] ?? '',
    ` ${year}`,
  ].join('');
}

/** What a report is called that has no title of its own. */
export function titleOf({ frontMatter }: Report): string {
  const entry = (key: string) => frontMatter.values.get(key)?.value.trim() ?? '';
  const subject = [entry('service'), entry('area')].find((value) => value !== '' && !value.includes('‹'));
  return subject === undefined ? 'Inspection report' : `Inspection report: ${subject}`;
}
