import type { Framework } from '../framework/framework.js';
import { level, sentencePattern } from '../framework/sentence.js';
import { escapeRegExp, wordsOnly } from '../framework/wording.js';
import type { FlatParagraph, Paragraph, Report, StandardSection } from '../report/report.js';
import type { Range } from '../report/range.js';
import { recogniseRating } from '../report/ratings.js';

/** A sentence of the prose that states a rating of this inspection. */
export interface ProseRating {
  readonly of: 'service' | StandardSection;
  /** In the framework's spelling; null for a slot ‹…› in its place. */
  readonly rating: string | null;
  readonly raw: string;
  readonly range: Range;
  /** Between single quotes, or bold, or the last word after a colon as in `is rated as: Good`. */
  readonly setOff: boolean;
}

const patterns = new WeakMap<Framework, { of: string; pattern: RegExp }[]>();

function sentencePatterns(framework: Framework): { of: string; pattern: RegExp }[] {
  let made = patterns.get(framework);
  if (!made) {
    const rating = framework.ratingNames.map((each) => escapeRegExp(each).replace(/ /g, ' {1,4}')).join('|');
    made = framework.ratingSentences.map(({ of, text }) => ({
      of,
      // The full stop is where a sentence ends, and many go on.
      pattern: new RegExp(
        sentencePattern(text.replace(/\.$/, ''), {
          rating: `(?:${rating})\\b|‹[^‹›]{0,80}›`,
          service: '[^.;:]{1,160}?',
        }).source,
        'dgi',
      ),
    }));
    patterns.set(framework, made);
  }
  return made;
}

/**
 * The ratings that the prose states in a stock sentence (rules.md, `rating-in-prose`). Never in
 * annexes, footnotes and quotations, in a sentence with `if` or `any`, or of another inspectorate or year.
 */
export function proseRatings(report: Report, framework: Framework): readonly ProseRating[] {
  let ratings = ratingsOf.get(report);
  if (!ratings) ratingsOf.set(report, (ratings = [...read(report, framework)]));
  return ratings;
}

const ratingsOf = new WeakMap<Report, readonly ProseRating[]>();

function* read(report: Report, framework: Framework): Iterable<ProseRating> {
  const names = serviceNames(report);
  const body = report.sections.filter((each) => !each.inAnnexe);
  const mentionsRating = new RegExp(
    [...framework.ratingNames.map((each) => escapeRegExp(each).replace(/ /g, '\\s+')), '‹'].join('|'),
    'i',
  );
  for (const paragraph of report.paragraphs) {
    if (paragraph.inAnnexe || paragraph.inFootnote || paragraph.quoted) continue;
    const source = report.text.slice(paragraph.range.start, paragraph.range.end);
    if (!mentionsRating.test(source)) continue;
    if (isStatement(report, paragraph)) continue;
    const text = level(paragraph.flat.text);
    for (const { of, pattern } of sentencePatterns(framework)) {
      for (const match of text.matchAll(pattern)) {
        const place = match.indices?.groups?.rating;
        if (!place || isElsewhere(sentenceAround(text, match.index))) continue;
        const service = match.groups?.service;
        if (service !== undefined && !names.has(wordsOnly(service.replace(/\([^()]*\)/g, ' ')))) continue;
        const subject =
          of === 'service'
            ? 'service'
            : of === 'section'
              ? body.find(
                  (each) =>
                    paragraph.range.start >= each.range.start && paragraph.range.end <= each.range.end,
                )
              : body.find((each) => each.standard.id === of);
        const found = subject && reading(framework, report, paragraph, text, place);
        if (found) yield { of: subject, ...found };
      }
    }
  }
}

function reading(
  framework: Framework,
  report: Report,
  paragraph: Paragraph,
  text: string,
  [start, end]: readonly [number, number],
): Omit<ProseRating, 'of'> | undefined {
  const raw = paragraph.flat.text.slice(start, end);
  const { rating, kind } = recogniseRating(framework, raw);
  if (rating === null && kind !== 'unfinished') return undefined;
  // Double quotes are part of what is to be replaced.
  const doubled = text[start - 1] === '"' && text[end] === '"' ? 1 : 0;
  const range = paragraph.flat.range(start - doubled, end + doubled);
  const around = report.text.slice(Math.max(0, range.start - 2), range.end + 2);
  // A full stop or comma inside the quotes is a matter of taste.
  const quoted = text[start - 1] === "'" && /^[.,]?'/.test(text.slice(end, end + 2));
  return { rating, raw, range, setOff: quoted || /^..*[*_].*[*_]/s.test(`.${around}`) };
}

/** What this report calls its service, as words: its name, its short name, `the YJS`. */
function serviceNames({ frontMatter: { values } }: Report): Set<string> {
  const given = (key: string) => values.get(key)?.value ?? '';
  const abbreviation = given('abbreviation');
  const names = [
    given('service'),
    given('short-name'),
    abbreviation,
    ...[given('area'), given('area-short')].map((area) => `${area} ${abbreviation}`),
    'service',
  ].map(wordsOnly);
  return new Set(names.filter((each) => each !== '').flatMap((each) => [each, `the ${each}`]));
}

/** The statement on the ratings page or of a section is not prose: other rules hold it against the rest. */
function isStatement(report: Report, { range }: FlatParagraph): boolean {
  const page = report.ratingsPage;
  return page !== undefined && range.start >= page.range.start && range.end <= page.range.end;
}

/** The sentence that holds an offset, as far as 500 characters on either side: longer ones are no sentences. */
function sentenceAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 500), at);
  const after = text.slice(at, at + 500);
  const start = Math.max(before.lastIndexOf('. '), before.lastIndexOf('? ')) + 1;
  const end = after.search(/[.?!](?:\s|$)/);
  return before.slice(start) + (end < 0 ? after : after.slice(0, end));
}

function isElsewhere(sentence: string): boolean {
  return (
    /\b(?:if|any|whether|would|could)\b/i.test(sentence) ||
    /\b(?:Ofsted|HMICFRS|CQC|Estyn|HMIP? Prisons)\b/i.test(sentence) ||
    /\b(?:previous(?:ly)?|last|earlier|formerly|in (?:19|20)\d\d)\b/i.test(sentence)
  );
}
