import type { Range } from '../report/range.js';
import {
  dateInWords,
  dateSource,
  firstDay,
  lastDay,
  readDate,
  readIsoDate,
  type CalendarDate,
} from '../report/prose/dates.js';
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
}

const fieldworkLine = new RegExp(`^fieldwork (?:started|began)(?: in| on)?:? (?<date>${dateSource})`, 'di');
const fieldworkSentence = new RegExp(
  `\\bwe (?:conducted|carried out|undertook) (?:our )?fieldwork\\b.{0,160}?\\b(?:beginning|starting|commencing|from)(?: on)? (?<date>${dateSource})`,
  'di',
);
const window = new RegExp(
  `\\b(?:between|from) (?<from>${dateSource}) (?:and|to|until) (?<to>${dateSource})`,
  'dgi',
);
/** A window that cases were chosen from, which can't go on after fieldwork began. */
const sampling =
  /\b(?:cases?|disposals?|sentences?|licences?)\b.{0,120}\b(?:began|begun|started|delivered|sentenced|released|made|imposed|given|received) $/i;

export const dates: Rule = {
  id: 'dates',
  category: 'Evidence',
  severity: 'warning',
  summary: 'Dates of fieldwork, publication or the sample that can’t all be right.',
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
    yield* publication(report, first);
    for (const paragraph of report.paragraphs) {
      if (paragraph.quoted || paragraph.inFootnote) continue;
      const source = report.text.slice(paragraph.range.start, paragraph.range.end);
      if (!/\b(?:between|from)\s+(?:\d|[JFMASOND])/.test(source)) continue;
      const samples: Window[] = [];
      for (const sentence of sentencesOf(paragraph))
        for (const match of sentence.text.matchAll(window)) {
          const placed = (name: 'from' | 'to'): Placed | undefined => {
            const [start, end] = match.indices?.groups?.[name] ?? [0, 0];
            const date = readDate(match.groups?.[name] ?? '');
            return (
              date && { date, range: paragraph.flat.range(sentence.start + start, sentence.start + end) }
            );
          };
          const from = placed('from');
          const to = placed('to');
          if (!from || !to) continue;
          const isSample = sampling.test(sentence.text.slice(Math.max(0, match.index - 240), match.index));
          const wrong = order(from, to) ?? (isSample ? afterFieldwork(to, first) : undefined);
          if (wrong) yield wrong;
          else if (isSample) samples.push({ from, to });
        }
      yield* yearBefore(samples, first);
    }
  },
};

interface FieldworkDate extends Placed {
  /** The place, as a message names it. */
  readonly where: string;
}

/** When fieldwork began: in the front matter, on the ratings page and in the text, in this order. */
function fieldworkDates(report: Report): FieldworkDate[] {
  const found: FieldworkDate[] = [];
  const given = report.frontMatter.values.get('fieldwork');
  const date = given && readIsoDate(given.value);
  if (given && date) found.push({ date, range: given.range, where: 'in the front matter' });
  for (const paragraph of report.paragraphs) {
    if (paragraph.quoted || paragraph.inFootnote) continue;
    if (!/\bfieldwork\b/i.test(report.text.slice(paragraph.range.start, paragraph.range.end))) continue;
    for (const sentence of sentencesOf(paragraph)) {
      const match = fieldworkLine.exec(sentence.text) ?? fieldworkSentence.exec(sentence.text);
      const [start, end] = match?.indices?.groups?.date ?? [0, 0];
      const read = readDate(sentence.text.slice(start, end));
      if (read)
        found.push({
          date: read,
          range: paragraph.flat.range(sentence.start + start, sentence.start + end),
          where: 'in the text before',
        });
    }
  }
  return found;
}

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
