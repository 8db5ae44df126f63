import type { Framework } from '../framework/framework.js';
import { isUnfinished } from '../report/frontMatter.js';
import { dateInWords, readIsoDate } from '../report/prose/dates.js';
import { monthNames, numberInWords } from '../report/prose/numbers.js';

/** Entries of the front matter, by path (`area`, `cases.resettlement`). */
export type Values = ReadonlyMap<string, { readonly value: string }>;

/** What a slot is called where its own name would not tell the author what to fill in. */
const askedFor: Readonly<Record<string, string>> = {
  'n in words': 'how many',
  date: 'first day of fieldwork',
  month: 'month of fieldwork',
  year: 'year of fieldwork',
  isbn: 'ISBN',
};

/** A stock text with its {slots} filled from the front matter; what that does not give is a slot ‹…›. */
export function fillSlots(framework: Framework, text: string, values: Values): string {
  const given = (key: string) => {
    const value = values.get(key)?.value ?? '';
    return isUnfinished(value) ? '' : value;
  };
  const fieldwork = inWords(given('fieldwork'));
  const published = inWords(given('published'));
  const slots: Record<string, string> = {
    place: given('area-short') || given('area'),
    service: given('service'),
    abbreviation: given('abbreviation'),
    'short-name': given('short-name') || `${given('area')} ${given('abbreviation')}`.trim(),
    isbn: given('isbn'),
    date: fieldwork.date,
    month: fieldwork.month,
    year: fieldwork.year,
    'publication month': published.month,
    'publication year': published.year,
  };
  return text.replace(/\{([a-z -]+)\}( cases)?/g, (_, slot: string, noun = '') => {
    if (Object.hasOwn(framework.cases, slot)) {
      // `TBC` or `one` is no number to print: it stays to be filled in.
      const cases = given(`cases.${slot}`);
      return /^\d{1,5}$/.test(cases) ? counted(Number(cases), String(noun)) : `‹how many›${String(noun)}`;
    }
    const value = slots[slot] ?? '';
    return (value === '' ? `‹${askedFor[slot] ?? slot}›` : value) + String(noun);
  });
}

/** What a slot ‹…› of a stock text is filled in with, as the front matter gives it now; undefined where it gives nothing. */
export function slotValue(framework: Framework, slot: string, values: Values): string | undefined {
  const words = slot.slice(1, -1);
  const name = Object.keys(askedFor).find((each) => askedFor[each] === words) ?? words;
  // How many of what, the slot does not say.
  if (name === 'n in words' || Object.hasOwn(framework.cases, name)) return undefined;
  const filled = fillSlots(framework, `{${name}}`, values);
  return /[‹{]/.test(filled) || filled === '' ? undefined : filled;
}

/** `2026-09-14` as `14 September 2026`; what it does not give is empty. */
function inWords(value: string): { date: string; month: string; year: string } {
  const date = readIsoDate(value);
  if (!date) return { date: '', month: '', year: '' };
  return {
    year: String(date.year),
    month: monthNames[date.month - 1] ?? '',
    date: date.day === undefined ? '' : dateInWords(date),
  };
}

/** A number as reports print it, words up to nine, with its noun. */
function counted(number: number, noun: string): string {
  const words = number === 0 ? 'no' : number < 10 ? numberInWords(number) : undefined;
  return (words ?? String(number)) + (number === 1 ? noun.replace(/s$/, '') : noun);
}
