import type { Framework } from '../framework/framework.js';

/** Entries of the front matter, by path (`area`, `cases.resettlement`). */
export type Values = ReadonlyMap<string, { readonly value: string }>;

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

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
  const given = (key: string) => values.get(key)?.value ?? '';
  const fieldwork = dateInWords(given('fieldwork'));
  const published = dateInWords(given('published'));
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
      const cases = given(`cases.${slot}`);
      return cases === '' ? `‹how many›${String(noun)}` : counted(Number(cases), String(noun));
    }
    const value = slots[slot] ?? '';
    return (value === '' ? `‹${askedFor[slot] ?? slot}›` : value) + String(noun);
  });
}

/** `2026-09-14` as `14 September 2026`; what it does not give is empty. */
function dateInWords(value: string): { date: string; month: string; year: string } {
  const [, year = '', number = '', day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value) ?? [];
  const month = months[Number(number) - 1] ?? '';
  return { year, month, date: day === undefined ? '' : `${String(Number(day))} ${month} ${year}` };
}

/** A number as reports print it, words up to nine, with its noun. */
function counted(number: number, noun: string): string {
  const words = 'no one two three four five six seven eight nine'.split(' ');
  return (words[number] ?? String(number)) + (number === 1 ? noun.replace(/s$/, '') : noun);
}
