import type { Paragraph, Report } from './report.js';
import type { Collector } from './text/passage.js';
import { walk } from './walk.js';

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
 * @param cue what the source of a paragraph has where there is anything in it; not global.
 */
export function inParagraphs<T>(cue: RegExp, of: (paragraph: Paragraph) => Iterable<T>): Collector<T> {
  return { of: (passage) => (cue.test(passage.text) ? inEach(walk(passage).paragraphs, cue, of) : []) };
}

/** The paragraphs with a cue that are no quotation and stand in no footnote. */
export function ownParagraphs(cue: RegExp): Collector<Paragraph> {
  return inParagraphs(cue, (each) => (each.quoted || each.inFootnote ? [] : [each]));
}

/** What all words hold, headings and cells of tables included. */
export function inWords<T>(cue: RegExp, of: (paragraph: Paragraph) => Iterable<T>): Collector<T> {
  return {
    of: (passage) => {
      if (!cue.test(passage.text)) return [];
      const { paragraphs, shortTexts } = walk(passage);
      return [...inEach(paragraphs, cue, of), ...inEach(shortTexts, cue, of)];
    },
  };
}

function inEach<T>(
  paragraphs: readonly Paragraph[],
  cue: RegExp,
  of: (paragraph: Paragraph) => Iterable<T>,
): T[] {
  return paragraphs.flatMap((each) => (cue.test(each.source) ? [...of(each)] : []));
}
