import type { Paragraph, Report } from './report.js';
import type { Collector } from './text/passage.js';
import type { Place } from './text/place.js';
import { walk } from './walk.js';
import { lastUpTo } from './words.js';

/** A function of a report that is worked out once, and again when an edit has changed what it reads. */
export function derived<T>(compute: (report: Report) => T): (report: Report) => T {
  const values = new WeakMap<Report, { readonly value: T }>();
  return (report) => {
    let value = values.get(report);
    if (!value) values.set(report, (value = report.derived(() => compute(report))));
    return value.value;
  };
}

/**
 * What paragraphs hold, each looked at by itself. Ranges must move with them: those of their flat text.
 * @param cue what the folded words of a paragraph have where there is anything in it; not global.
 */
export function inParagraphs<T>(cue: RegExp, of: (paragraph: Paragraph) => Iterable<T>): Collector<T> {
  return { of: (passage) => inEach(walk(passage).paragraphs, cue, of) };
}

/** The paragraphs with a cue that are no quotation and stand in no footnote. */
export function ownParagraphs(cue: RegExp): Collector<Paragraph> {
  return inParagraphs(cue, (each) => (each.quoted || each.inFootnote ? [] : [each]));
}

/** What all words hold, headings and cells of tables included. */
export function inWords<T>(cue: RegExp, of: (paragraph: Paragraph) => Iterable<T>): Collector<T> {
  return {
    of: (passage) => {
      const { paragraphs, shortTexts } = walk(passage);
      return [...inEach(paragraphs, cue, of), ...inEach(shortTexts, cue, of)];
    },
  };
}

/**
 * Where a pattern stands in a passage as it was typed, but not in comments: for addresses and places to fill
 * in, which are no prose and may stand in any part of the markup.
 * @param pattern global.
 */
export function asTyped<T>(pattern: RegExp, of: (typed: string, range: Place) => T): Collector<T> {
  return {
    of: (passage) =>
      [...passage.text.matchAll(pattern)].flatMap(({ 0: typed, index }) => {
        const { comments } = walk(passage);
        const before = comments[lastUpTo(comments, ({ from }) => from, index)];
        if (before && index < before.to) return [];
        return [of(typed, passage.place(index, index + typed.length))];
      }),
  };
}

function inEach<T>(
  paragraphs: readonly Paragraph[],
  cue: RegExp,
  of: (paragraph: Paragraph) => Iterable<T>,
): T[] {
  return paragraphs.flatMap((each) => (cue.test(each.flat.folded) ? [...of(each)] : []));
}
