import { monthNames } from '../report/prose/numbers.js';
import { readIsoDate, type CalendarDate } from '../report/prose/dates.js';

/**
 * A day or a month as people write it in Britain: `9 November 2026`, `Mon 9th Nov 2026`, `November 9, 2026`,
 * `09/11/2026`, `9.11.26`, `November 2026`, `11/2026`, `2026-11-09`. Undefined for what is none, or is in no
 * calendar.
 */
export function readTypedDate(typed: string): CalendarDate | undefined {
  const text = typed
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? /i, '');
  const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const day = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text);
  if (day) return dateOf(day[3], day[2], day[1]);
  const month = /^(\d{1,2})[-/. ](\d{4})$/.exec(text);
  if (month) return dateOf(month[2], month[1], undefined);
  const dayFirst = /^(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? )?(\p{L}{3,9})\.?,? (\d{4})$/iu.exec(text);
  if (dayFirst) return dateOf(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const monthFirst = /^(\p{L}{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu.exec(text);
  if (monthFirst) return dateOf(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  return undefined;
}

/** A date as the block at the top of a draft gives it: `2026-11-09`, `2026-11`. */
export function isoDate({ year, month, day }: CalendarDate): string {
  return [year, month, ...(day === undefined ? [] : [day])]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** By its name or the first letters of it; empty where no month is called so. */
function monthNumber(name = ''): string {
  const index = monthNames.findIndex((each) => each.toLowerCase().startsWith(name.toLowerCase()));
  return index < 0 ? '' : String(index + 1);
}

function dateOf(year = '', month = '', day: string | undefined): CalendarDate | undefined {
  const inFull = year.length === 2 ? `20${year}` : year;
  return readIsoDate(
    [inFull, month, ...(day === undefined ? [] : [day])].map((part) => part.padStart(2, '0')).join('-'),
  );
}
