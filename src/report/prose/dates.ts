import { monthNames } from './numbers.js';

/** A day or a month as prose or the front matter gives it. */
export interface CalendarDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  /** Undefined for a whole month. */
  readonly day: number | undefined;
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const weekday = `(?:${weekdays.map((name) => `${name}|${name.slice(0, 3)}`).join('|')})\\.?,?`;
/** A month in full, or as it is shortened. */
const month = `(?:${[...monthNames, 'Sept', ...monthNames.map((name) => name.slice(0, 3))].join('|')})\\b\\.?`;
const day = '\\d{1,2}(?:st|nd|rd|th)?';
const year = '(?:19|20)\\d\\d\\b';

/**
 * A day or a month with its year, in every form in which British reports write them, as a regular expression:
 * `14 September 2026`, `Monday, 14th of Sept. 2026`, `September 14, 2026`, `14/09/2026`, `2026-09-14`, `September 2026`.
 */
export const dateSource = `(?:${[
  `(?:\\b${weekday} )?(?:the )?\\b${day}(?: of)? ${month},? ${year}`,
  `(?:\\b${weekday} )?\\b${month} ${day},? ${year}`,
  `\\b${month},? ${year}`,
  '(?<![\\d/.-])\\d{1,2}(?:/\\d{1,2}/(?:(?:19|20)\\d\\d|\\d\\d)|\\.\\d{1,2}\\.(?:19|20)\\d\\d|-\\d{1,2}-(?:19|20)\\d\\d)(?![\\d/.-]\\d|\\d)',
  '(?<![\\d/.-])(?:19|20)\\d\\d-\\d\\d-\\d\\d(?![\\d-])',
].join('|')})`;

/** The same, and a day of a month without its year. */
export const dayOrDateSource = `(?:${dateSource}|\\b${day}(?: of)? ${month}(?!,? \\d{4}))`;

/** A date as it is written, whether or not there is such a day. */
export interface WrittenDate {
  readonly year: number | undefined;
  /** From 1; 0 for what is no month. */
  readonly month: number;
  readonly day: number | undefined;
  /** From 0, Sunday. */
  readonly weekday: number | undefined;
}

const parts = {
  weekday: new RegExp(`^${weekday} `, 'i'),
  month: new RegExp(month, 'i'),
  day: /(?<!\d)\d{1,2}(?!\d)/,
  year: new RegExp(year),
};

/** What a date that `dayOrDateSource` matches says. */
export function readWritten(text: string): WrittenDate {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const name = parts.month.exec(text)?.[0].slice(0, 3).toLowerCase();
  if (name === undefined) {
    const [first = 0, second = 0, third = 0] = numbers;
    // Year, month, day as computers write it; else day, month, year.
    return first > 99
      ? { year: first, month: second, day: third, weekday: undefined }
      : { year: third < 100 ? 2000 + third : third, month: second, day: first, weekday: undefined };
  }
  const typedYear = parts.year.exec(text)?.[0];
  const typedDay = parts.day.exec(text)?.[0];
  const named = parts.weekday.exec(text)?.[0].slice(0, 3).toLowerCase();
  return {
    year: typedYear === undefined ? undefined : Number(typedYear),
    month: monthNames.findIndex((each) => each.slice(0, 3).toLowerCase() === name) + 1,
    day: typedDay === undefined ? undefined : Number(typedDay),
    weekday:
      named === undefined ? undefined : weekdays.findIndex((each) => each.toLowerCase().startsWith(named)),
  };
}

/** How many days a month has; the most that it can have where the year is not known. */
export function daysIn(number: number, inYear: number | undefined): number {
  return new Date(Date.UTC(inYear ?? 2000, number, 0)).getUTCDate();
}

/** The day of the week of a date, from 0, Sunday. */
export function weekdayOf(inYear: number, number: number, date: number): number {
  return new Date(Date.UTC(inYear, number - 1, date)).getUTCDay();
}

/** The name of a day of the week, from 0, Sunday. */
export function weekdayName(index: number): string {
  return weekdays[index] ?? '';
}

/** The value of what `dateSource` matches; undefined for a day that no calendar has. */
export function readDate(text: string): CalendarDate | undefined {
  const written = readWritten(text);
  return written.year === undefined
    ? undefined
    : valid(written.year, written.month, written.day === undefined ? undefined : String(written.day));
}

/** A date as the front matter writes it: `2026-09` or `2026-09-14`. */
export function readIsoDate(text: string): CalendarDate | undefined {
  const [, year, number, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text) ?? [];
  return year === undefined ? undefined : valid(Number(year), Number(number), day);
}

function valid(year: number, number: number, day: string | undefined): CalendarDate | undefined {
  const date = day === undefined ? undefined : Number(day);
  const stamp = new Date(Date.UTC(year, number - 1, date ?? 1));
  if (number < 1 || number > 12 || stamp.getUTCMonth() + 1 !== number) return undefined;
  return { year, month: number, day: date };
}

/** Its first day, as days since 1970. */
export function firstDay({ year, month: number, day }: CalendarDate): number {
  return Date.UTC(year, number - 1, day ?? 1) / 86_400_000;
}

/** Its last day, as days since 1970. */
export function lastDay({ year, month: number, day }: CalendarDate): number {
  return Date.UTC(year, day === undefined ? number : number - 1, day ?? 0) / 86_400_000;
}

/** A date as a report writes it: `14 September 2026`. */
export function dateInWords({ year, month: number, day }: CalendarDate): string {
  const words = `${monthNames[number - 1] ?? ''} ${String(year)}`;
  return day === undefined ? words : `${String(day)} ${words}`;
}
