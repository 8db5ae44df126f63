import { monthNames } from './numbers.js';

/** A day or a month as prose or the front matter gives it. */
export interface CalendarDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  /** Undefined for a whole month. */
  readonly day: number | undefined;
}

const month = monthNames.join('|');

/** `14 September 2026`, `14th September 2026` or `September 2026`, as a regular expression. */
export const dateSource = `(?:\\b(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)? )?(?:\\b(?:${month})) (?:19|20)\\d\\d\\b`;

const parts = new RegExp(`^(?:(\\d{1,2})[a-z]* )?(${month}) (\\d{4})$`, 'i');

/** The value of what `dateSource` matches; undefined for a day that no calendar has. */
export function readDate(text: string): CalendarDate | undefined {
  const [, day, name = '', year] = parts.exec(text) ?? [];
  if (year === undefined) return undefined;
  return valid(
    Number(year),
    monthNames.findIndex((each) => each.toLowerCase() === name.toLowerCase()) + 1,
    day,
  );
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
