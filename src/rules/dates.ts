import { inParagraphs, inWords } from '../report/derived.js';
import type { Range } from '../report/range.js';
import {
  dateInWords,
  dateSource,
  dayOrDateSource,
  daysIn,
  firstDay,
  lastDay,
  readDate,
  readIsoDate,
  readWritten,
  weekdayName,
  weekdayOf,
  type CalendarDate,
} from '../report/prose/dates.js';
import { monthNames, numberInWords, numberSource, readNumber } from '../report/prose/numbers.js';
import { sentencesOf } from '../report/prose/sentences.js';
import type { Report } from '../report/report.js';
import type { Finding, Rule } from './rule.js';

interface Placed {
  readonly date: CalendarDate;
  readonly range: Range;
}

interface Window {
  readonly from: Placed;
  readonly to: Placed;
  /** One that cases were taken from. */
  readonly isSample: boolean;
}

const fieldworkLine = new RegExp(`^fieldwork (?:started|began)(?: in| on)?:? (?<date>${dateSource})`, 'di');
const fieldworkSentence = new RegExp(
  `\\bwe (?:conducted|carried out|undertook) (?:our )?fieldwork\\b.{0,160}?\\b(?:beginning|starting|commencing|from)(?: on)? (?<date>${dateSource})`,
  'di',
);
const anyDay =
  /\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d[/.-]\d|(?:y|r|h|l|n|t|p|c)\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d/i;
const window = new RegExp(
  `(?:\\b(?:between|from|years?|period|quarter|months|window)|\\() ?(?<from>${dateSource}) (?:and|to|until|-) (?<to>${dateSource})`,
  'dgi',
);
/** A window that cases were chosen from, which can't go on after fieldwork began. */
const sampling =
  /\b(?:cases?|disposals?|sentences?|licences?)\b.{0,120}\b(?:began|begun|started|delivered|sentenced|released|made|imposed|given|received) $/i;

export const dates: Rule = {
  id: 'dates',
  category: 'Evidence',
  severity: 'warning',
  summary: 'Dates that can’t all be right, or that never were.',
  *checkReport(report) {
    const fieldwork = fieldworkDates(report);
    const [first] = fieldwork;
    for (const each of fieldwork.slice(1)) {
      if (!first || agree(first.date, each.date)) continue;
      // What disagrees with the date given first is told once, with all the others beside it.
      yield {
        range: each.range,
        message: `Fieldwork began ${inOrOn(each.date)} here and ${inOrOn(first.date)} ${first.where}.`,
        related: fieldwork
          .filter((other) => other !== each && !agree(other.date, each.date))
          .map((other) => ({ message: `${dateInWords(other.date)} here`, range: other.range })),
      };
    }
    const early = [...publication(report, first)];
    yield* early;
    // One mistake in the month of publication is one problem.
    if (early.length === 0) yield* underTitle(report);
    yield* afterPublication(report, first);
    yield* report.all(neverDays);
    yield* report.all(neverYears);
    yield* sampledMonths(report);
    for (const windows of report.all(windowsIn)) {
      const samples: Window[] = [];
      for (const each of windows) {
        const wrong =
          order(each.from, each.to) ?? (each.isSample ? afterFieldwork(each.to, first) : undefined);
        if (wrong) yield wrong;
        else if (each.isSample) samples.push(each);
      }
      yield* yearBefore(samples, first);
    }
  },
};

const anyDate = new RegExp(dayOrDateSource, 'gi');

/** Days that no calendar has, and days of the week that were others. */
const neverDays = inWords(anyDay, (paragraph): Finding[] =>
  paragraph.quoted
    ? []
    : sentencesOf(paragraph).flatMap((sentence) =>
        [...sentence.text.matchAll(anyDate)].flatMap((match): Finding[] => {
          const message = neverWas(match[0]);
          const start = sentence.start + match.index;
          return message === undefined
            ? []
            : [{ range: paragraph.flat.range(start, start + match[0].length), message }];
        }),
      ),
);

function neverWas(text: string): string | undefined {
  const { year, month, day, weekday } = readWritten(text);
  if (month < 1 || month > 12)
    return `'${text}' is no date: written as day, month and year, it has no such month.`;
  if (day === undefined) return undefined;
  const name = monthNames[month - 1] ?? '';
  const days = daysIn(month, year);
  if (day < 1 || day > days)
    return `There is no ${String(day)} ${name}${month === 2 && year !== undefined ? ` ${String(year)}` : ''}: the month has ${String(days)} days.`;
  if (weekday === undefined || year === undefined) return undefined;
  const actual = weekdayOf(year, month, day);
  return actual === weekday
    ? undefined
    : `${String(day)} ${name} ${String(year)} was a ${weekdayName(actual)}, not a ${weekdayName(weekday)}.`;
}

/** The periods of each paragraph that gives any. */
const windowsIn = inParagraphs(
  /(?:\b(?:between|from|years?|period|quarter|months|window) |\()(?:the )?(?:\d|[JFMASONDTW])/,
  (paragraph): Window[][] => {
    if (paragraph.quoted || paragraph.inFootnote) return [];
    const windows = sentencesOf(paragraph).flatMap((sentence) =>
      [...sentence.text.matchAll(window)].flatMap((match) => {
        const placed = (name: 'from' | 'to'): Placed | undefined => {
          const [start, end] = match.indices?.groups?.[name] ?? [0, 0];
          const date = readDate(match.groups?.[name] ?? '');
          return date && { date, range: paragraph.flat.range(sentence.start + start, sentence.start + end) };
        };
        const from = placed('from');
        const to = placed('to');
        const isSample = sampling.test(sentence.text.slice(Math.max(0, match.index - 240), match.index));
        return from && to ? [{ from, to, isSample }] : [];
      }),
    );
    return windows.length > 0 ? [windows] : [];
  },
);

interface FieldworkDate extends Placed {
  /** The place, as a message names it. */
  readonly where: string;
}

/** When fieldwork began: in the front matter, on the ratings page and in the text, in this order. */
function fieldworkDates(report: Report): FieldworkDate[] {
  const found: FieldworkDate[] = [];
  const given = report.frontMatter.values.get('fieldwork');
  const date = given && readIsoDate(given.value);
  if (given && date) found.push({ date, range: given.range, where: 'in the block at the top' });
  return [...found, ...report.all(fieldworkInText)];
}

const fieldworkInText = inParagraphs(/\bfieldwork\b/i, (paragraph): FieldworkDate[] => {
  if (paragraph.quoted || paragraph.inFootnote) return [];
  return sentencesOf(paragraph).flatMap((sentence) => {
    const match = fieldworkLine.exec(sentence.text) ?? fieldworkSentence.exec(sentence.text);
    const [start, end] = match?.indices?.groups?.date ?? [0, 0];
    const date = readDate(sentence.text.slice(start, end));
    const range = paragraph.flat.range(sentence.start + start, sentence.start + end);
    return date ? [{ date, range, where: 'in the text before' }] : [];
  });
});

/** Two dates agree when they are the same as far as both say. */
function agree(a: CalendarDate, b: CalendarDate): boolean {
  return (
    a.year === b.year &&
    a.month === b.month &&
    (a.day === undefined || b.day === undefined || a.day === b.day)
  );
}

function inOrOn(date: CalendarDate): string {
  return `${date.day === undefined ? 'in' : 'on'} ${dateInWords(date)}`;
}

function* publication(report: Report, fieldwork: FieldworkDate | undefined): Iterable<Finding> {
  const published = report.frontMatter.values.get('published');
  const date = published && readIsoDate(published.value);
  if (!published || !date || !fieldwork || lastDay(date) >= firstDay(fieldwork.date)) return;
  yield {
    range: published.range,
    message: `The report is published in ${dateInWords({ ...date, day: undefined })}, before fieldwork began ${inOrOn(fieldwork.date)}.`,
    related: [{ message: `Fieldwork: ${dateInWords(fieldwork.date)}`, range: fieldwork.range }],
  };
}

const monthAlone = new RegExp(
  `^(?:[A-Z][A-Za-z ]{2,60}, )?(?:published (?:in )?)?(?<date>${dateSource})\\.?$`,
  'di',
);

/** Paragraphs that give a month, and perhaps who publishes. */
const monthsAlone = inParagraphs(/\b(?:19|20)\d\d\b/, (paragraph): Placed[] => {
  if (paragraph.quoted || paragraph.inFootnote || paragraph.flat.text.length > 120) return [];
  const match = monthAlone.exec(paragraph.flat.folded);
  const place = match?.indices?.groups?.date;
  const date = readDate(match?.groups?.date ?? '');
  return place && date ? [{ date, range: paragraph.flat.range(...place) }] : [];
});

/** The month under the title, and the one of publication in the front matter. */
function* underTitle(report: Report): Iterable<Finding> {
  const published = report.frontMatter.values.get('published');
  const date = published && readIsoDate(published.value);
  const [title, next] = report.headings;
  if (!published || !date || title?.depth !== 1) return;
  const end = next?.range.start ?? report.end.start;
  for (const { date: typed, range } of report.all(monthsAlone)) {
    if (range.start < title.range.end || range.start >= end) continue;
    if (typed.year === date.year && typed.month === date.month) continue;
    yield {
      range,
      message: `The title page says ${dateInWords(typed)}; the report is published in ${dateInWords({ ...date, day: undefined })}.`,
      related: [
        { message: `Published: ${dateInWords({ ...date, day: undefined })}`, range: published.range },
      ],
    };
  }
}

/** A year, with or without its month and day, that something has happened in or since. */
const happened = new RegExp(
  `\\b(?:since|in|by|during|on|until|from)(?: (?:early|late|mid-?|the (?:spring|summer|autumn|winter|end|beginning|start) of|spring|summer|autumn|winter))? (?<date>${dateSource}|(?:19|20)\\d\\d(?![\\d/-]))`,
  'dgi',
);
const past =
  /\b(?:was|were|had|has|have|did|took|began|became|introduced|started|opened|joined|rose|fell|saw|found|held|received)\b/i;
const toCome =
  /\b(?:will|shall|plan(?:s|ned|ning)?|expect(?:s|ed)?|due|target(?:s|ed)?|strateg(?:y|ies|ic)|aim(?:s|ed)?|intend(?:s|ed)?|forecast|project(?:ed|ions?)|propos(?:ed|als?)|scheduled?|would|should|could|may|might|fund(?:ed|ing|s)?|secured|commission(?:ed|ing)?|contract(?:s|ed)?|budget|agreed|commit(?:s|ted|ment)|extended|ends?|until|up to|going to|set to|to be|runs?|running|next|future|ambition|vision|predict(?:ed|s)?|estimate[sd]?|guaranteed|approved)\b/i;

interface Happened {
  readonly date: CalendarDate;
  readonly range: Range;
}

const happenings = inParagraphs(/\b(?:19|20)\d\d\b/, (paragraph): Happened[] =>
  paragraph.quoted || paragraph.inFootnote
    ? []
    : sentencesOf(paragraph).flatMap((sentence): Happened[] => {
        if (!past.test(sentence.text) || toCome.test(sentence.text)) return [];
        return [...sentence.text.matchAll(happened)].flatMap((match): Happened[] => {
          const [start, end] = match.indices?.groups?.date ?? [0, 0];
          const text = sentence.text.slice(start, end);
          const date = /^\d{4}$/.test(text)
            ? { year: Number(text), month: 1, day: undefined }
            : readDate(text);
          return date
            ? [{ date, range: paragraph.flat.range(sentence.start + start, sentence.start + end) }]
            : [];
        });
      }),
);

/** What is told as done and would lie in a year after the report's. */
function* afterPublication(report: Report, fieldwork: FieldworkDate | undefined): Iterable<Finding> {
  const published = report.frontMatter.values.get('published');
  const date = (published && readIsoDate(published.value)) ?? fieldwork?.date;
  if (!date) return;
  for (const each of report.all(happenings)) {
    if (each.date.year <= date.year) continue;
    yield {
      range: each.range,
      message: `This tells of ${String(each.date.year)} as past; the report is ${published ? 'published in' : 'of'} ${String(date.year)}.`,
      related: published ? [{ message: 'The month of publication', range: published.range }] : [],
    };
  }
}

const earlier = new RegExp(
  `\\breceived (?<what>(?:an? )?[a-z -]{5,40}?) (?<months>(?<from>${numberSource}) to (?<to>${numberSource}) months (?:earlier|before|previously))`,
  'di',
);

/** When the cases of a sample received their disposals, as the methodology says it. */
const monthsEarlier = inParagraphs(/ months (?:earlier|before|previously)/, (paragraph) =>
  paragraph.quoted
    ? []
    : sentencesOf(paragraph).flatMap((sentence) => {
        const match = earlier.exec(sentence.text);
        const place = match?.indices?.groups?.months;
        const number = (name: string) => readNumber(match?.groups?.[name] ?? '');
        return match && place
          ? [
              {
                what: (match.groups?.what ?? '').toLowerCase(),
                from: number('from'),
                to: number('to'),
                range: paragraph.flat.range(sentence.start + place[0], sentence.start + place[1]),
              },
            ]
          : [];
      }),
);

function* sampledMonths(report: Report): Iterable<Finding> {
  const { framework } = report;
  if (!framework) return;
  for (const { what, from, to, range } of report.all(monthsEarlier)) {
    const sample = Object.values(framework.samples).find(({ named }) =>
      named.some((each) => what.includes(each)),
    );
    const { from: least, to: most } = sample?.months ?? { from, to };
    if (from === least && to === most) continue;
    // A small service may be inspected on a longer period: it is asked, not said.
    yield {
      range,
      severity: 'information',
      message: `Such cases are taken from ${numberInWords(least) ?? ''} to ${numberInWords(most) ?? ''} months before an inspection. Were these from ${numberInWords(from) ?? String(from)} to ${numberInWords(to) ?? String(to)} months before?`,
    };
  }
}

const twoYears = /(?<![\d/.-])(?<from>(?:19|20)\d\d) ?(?:\/|-) ?(?<to>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)/g;

/** Financial and academic years that are none: they end before they begin, or take longer than a year. */
const neverYears = inWords(/(?:19|20)\d\d ?[/–-] ?\d\d/, (paragraph): Finding[] =>
  paragraph.quoted
    ? []
    : sentencesOf(paragraph).flatMap((sentence) =>
        [...sentence.text.matchAll(twoYears)].flatMap((match): Finding[] => {
          const from = Number(match.groups?.from);
          const typed = match.groups?.to ?? '';
          // `2023-06` is a month.
          if (typed.length === 2 && Number(typed) <= 12 && from % 100 > 12) return [];
          const to = typed.length === 2 ? Math.floor(from / 100) * 100 + Number(typed) : Number(typed);
          const isYear = /\b(?:financial|academic|school|reporting|fiscal) years?(?: of| in|,)? $/i.test(
            sentence.text.slice(Math.max(0, match.index - 30), match.index),
          );
          if (to > from && (!isYear || to === from + 1)) return [];
          if (to <= from && typed.length === 2 && from % 100 === 99) return [];
          const range = paragraph.flat.range(
            sentence.start + match.index,
            sentence.start + match.index + match[0].length,
          );
          return [
            {
              range,
              message:
                to <= from
                  ? `'${match[0]}' ends in the year in which it begins, or before.`
                  : `'${match[0]}' is no ${/\bacademic|school/.test(sentence.text) ? 'school' : 'financial'} year: it takes ${String(to - from)} years.`,
            },
          ];
        }),
      ),
);

function order(from: Placed, to: Placed): Finding | undefined {
  if (lastDay(to.date) >= firstDay(from.date)) return undefined;
  return {
    range: { start: from.range.start, end: to.range.end },
    message: `This period ends, ${inOrOn(to.date)}, before it begins, ${inOrOn(from.date)}.`,
    related: [
      { message: 'It begins here', range: from.range },
      { message: 'It ends here', range: to.range },
    ],
  };
}

function afterFieldwork(to: Placed, fieldwork: FieldworkDate | undefined): Finding | undefined {
  if (!fieldwork || firstDay(to.date) <= lastDay(fieldwork.date)) return undefined;
  return {
    range: to.range,
    message: `The cases were taken from a period up to ${dateInWords(to.date)}, but fieldwork began ${inOrOn(fieldwork.date)}.`,
    related: [{ message: `Fieldwork: ${dateInWords(fieldwork.date)}`, range: fieldwork.range }],
  };
}

/** Fewer days apart than this, two periods are neighbours. */
const farApart = 120;

/** A period that lies far before all others and would stand beside them a year later. */
function* yearBefore(windows: readonly Window[], fieldwork: FieldworkDate | undefined): Iterable<Finding> {
  for (const each of windows) {
    const others = windows.filter((other) => other !== each);
    if (others.length === 0) continue;
    const begin = Math.min(...others.map(({ from }) => firstDay(from.date)));
    const end = Math.max(...others.map(({ to }) => lastDay(to.date)));
    const gap = begin - lastDay(each.to.date);
    if (gap < farApart) continue;
    const later = ({ year, ...rest }: CalendarDate) => ({ ...rest, year: year + 1 });
    const laterGap = Math.max(0, firstDay(later(each.from.date)) - end, begin - lastDay(later(each.to.date)));
    if (laterGap >= farApart / 2) continue;
    if (fieldwork && lastDay(later(each.to.date)) > lastDay(fieldwork.date)) continue;
    yield {
      range: { start: each.from.range.start, end: each.to.range.end },
      severity: 'information',
      message: `This period ends months before the other periods begin; with ${String(each.from.date.year + 1)} for ${String(each.from.date.year)} it would stand beside them. Is it the right year?`,
      related: others.map(({ from, to }) => ({
        message: 'Another period',
        range: { start: from.range.start, end: to.range.end },
      })),
    };
  }
}
