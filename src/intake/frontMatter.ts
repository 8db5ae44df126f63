import type { Framework } from '../framework/framework.js';
import { escapeRegExp } from '../framework/wording.js';
import { dateSource, readDate } from '../report/prose/dates.js';
import { statedSamples } from '../report/prose/samples.js';
import { readReport } from '../report/read.js';
import { yamlText } from '../report/yaml.js';

/** What was found of a report while its draft was made. */
export interface Facts {
  readonly place: string | undefined;
  readonly service?: string;
  readonly fieldwork?: string;
}

/**
 * The front matter of a draft, as far as its text tells it; what it must have and the text does not tell is a
 * slot ‹…›.
 * @param body the draft without front matter
 */
export function frontMatterOf(facts: Facts, framework: Framework, body: string): string {
  const { place, service } = facts;
  const short = place === undefined ? undefined : shortPlace(place, body);
  const abbreviation = abbreviationOf(service, framework, body);
  const name = [short ?? place, abbreviation].join(' ');
  const isUsed = place !== undefined && abbreviation !== undefined && body.includes(name);
  const known: [key: string, value: string | undefined][] = [
    ['framework', framework.id],
    ['area', place ?? '‹place in the title›'],
    ['area-short', short],
    ['service', service ?? '‹name of the service›'],
    ['short-name', isUsed ? name : undefined],
    ['abbreviation', abbreviation ?? '‹how the report calls the service›'],
    ['published', published(body)],
    ['fieldwork', fieldworkOf(facts, body) ?? '‹month of fieldwork›'],
    ['isbn', /\bISBN:?\s*(\d[\d -]{8,16}[\dX])\b/i.exec(body)?.[1]],
  ];
  const lines = known.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${yamlText(value)}`]));
  const start = (more: readonly string[]) => `---\n${[...lines, ...more].join('\n')}\n---\n`;
  const report = readReport(`${start([])}\n${body}`);
  const cases = samples(statedSamples(report), framework);
  const own = framework.layouts.length > 1 && report.layout ? [`layout: ${report.layout.id}`] : [];
  return start([...own, ...(cases.length === 0 ? [] : ['cases:', ...cases])]);
}

/** The first size that is given for each sample. */
function samples(stated: ReturnType<typeof statedSamples>, framework: Framework): string[] {
  return Object.keys(framework.cases).flatMap((name) => {
    const first = stated.find(({ sample }) => sample === name);
    return first ? [`  ${yamlText(name)}: ${String(first.cases)}`] : [];
  });
}

/** `Bath and North East Somerset (BANES)` */
function shortPlace(place: string, body: string): string | undefined {
  return new RegExp(`${escapeRegExp(place)} \\((\\p{Lu}[\\p{L}-]{1,20})\\)`, 'u').exec(body)?.[1];
}

/** What stands in parentheses behind the service's name, else the word for such a service that comes most often. */
function abbreviationOf(
  service: string | undefined,
  { serviceWords }: Framework,
  body: string,
): string | undefined {
  const named =
    service === undefined
      ? undefined
      : new RegExp(`${escapeRegExp(service)} \\((?:[^()]{0,60} )?(\\p{Lu}[\\p{Lu}\\p{N}]{1,9})\\)`, 'u').exec(
          body,
        )?.[1];
  if (named !== undefined) return named;
  const counts = serviceWords.map((word) => ({
    word,
    times: body.split(new RegExp(`\\b${word}\\b`)).length - 1,
  }));
  const most = counts.reduce((best, each) => (each.times > best.times ? each : best), { word: '', times: 0 });
  return most.times > 0 ? most.word : undefined;
}

/** The month on the title page, before the first part. */
function published(body: string): string | undefined {
  const cover = body.slice(0, Math.max(0, body.indexOf('\n## ')));
  const date = isoMonth(new RegExp(dateSource, 'i').exec(cover)?.[0]);
  return date ?? /© Crown copyright (\d{4})/i.exec(body)?.[1];
}

function fieldworkOf({ fieldwork }: Facts, body: string): string | undefined {
  const stated = isoMonth(new RegExp(dateSource, 'i').exec(fieldwork ?? '')?.[0]);
  if (stated !== undefined) return stated;
  return isoMonth(new RegExp(`\\bfieldwork\\b[^.]{0,120}?(${dateSource})`, 'i').exec(body)?.[1]);
}

/** A date in words as the front matter writes it. */
function isoMonth(words: string | undefined): string | undefined {
  const date = words === undefined ? undefined : readDate(words);
  if (!date) return undefined;
  const two = (number: number) => String(number).padStart(2, '0');
  const month = `${String(date.year)}-${two(date.month)}`;
  return date.day === undefined ? month : `${month}-${two(date.day)}`;
}
