import type { CheckResult } from '../check/check.js';
import { escapeRegExp, wordsOnly } from '../framework/wording.js';
import { contains, type Range } from '../report/range.js';
import type { RatingsRow, Report } from '../report/report.js';
import { proseRatings } from '../rules/proseRatings.js';
import { ruleContext, type RuleContext } from '../rules/rule.js';

/** Where words of the draft lead. All offsets are 0-based UTF-16. */
export interface Definition {
  /** The words that were asked about. */
  readonly origin: Range;
  readonly targets: readonly Target[];
}

export interface Target {
  /** All of it, as a peek shows it. */
  readonly range: Range;
  /** Where the cursor goes. */
  readonly selection: Range;
}

/** Words that lead somewhere; where to is worked out for those that are asked about. */
interface Lead {
  readonly origin: Range;
  readonly targets: () => readonly Target[];
}

/** Where the words at an offset lead; undefined where they lead nowhere. */
export function definitionAt({ report }: CheckResult, offset: number): Definition | undefined {
  for (const { origin, targets } of leads(report)) {
    if (!holds(origin, offset)) continue;
    const found = targets();
    if (found.length > 0) return { origin, targets: found };
  }
  return undefined;
}

/** Everything that belongs to the footnote whose reference or label is at an offset; undefined where there is none. */
export function footnoteAt(
  { report: { footnotes } }: CheckResult,
  offset: number,
): { readonly references: readonly Range[]; readonly labels: readonly Range[] } | undefined {
  const label =
    footnotes.references.find((each) => holds(each.range, offset))?.label ??
    footnotes.definitions.find((each) => holds(each.labelRange, offset))?.label;
  if (label === undefined) return undefined;
  return {
    references: footnotes.references.filter((each) => each.label === label).map((each) => each.range),
    labels: footnotes.definitions.filter((each) => each.label === label).map((each) => each.labelRange),
  };
}

function* leads(report: Report): Iterable<Lead> {
  // Footnotes first: a reference may stand in a heading or a row that leads elsewhere.
  yield* footnotes(report);
  const context = ruleContext(report);
  if (context) {
    yield* ratingsRows(context);
    yield* sections(context);
    yield* prose(context);
  }
  yield* addressees(report);
}

/** From a reference to the footnote's text; from a text to all its references. */
function* footnotes({ footnotes: { references, definitions } }: Report): Iterable<Lead> {
  for (const { label, range } of references)
    yield {
      origin: range,
      targets: () =>
        definitions
          .filter((each) => each.label === label)
          .slice(0, 1)
          .map((each) => ({ range: each.range, selection: each.content })),
    };
  for (const { label, labelRange } of definitions)
    yield {
      origin: labelRange,
      targets: () =>
        references.filter((each) => each.label === label).map(({ range }) => ({ range, selection: range })),
    };
}

/** From a row of the ratings page to the standard's section, or to the domain's part. */
function* ratingsRows({ report, views }: RuleContext): Iterable<Lead> {
  for (const { standard, domain, rating, numberRange, titleRange } of report.ratingsPage?.rows ?? []) {
    const targets = () => {
      const view = views.get(standard ?? '');
      const place =
        view?.body ??
        view?.annexes[0] ??
        report.parts.find(
          ({ kind, heading }) => domain !== undefined && kind === 'domain' && heading.domain === domain,
        );
      return place ? [{ range: place.range, selection: place.heading.content }] : [];
    };
    yield { origin: { start: numberRange.start, end: titleRange.end }, targets };
    if (rating) yield { origin: rating.range, targets };
  }
}

/** From the heading and the rating of a section to its row on the ratings page, and from a domain to its row. */
function* sections({ report }: RuleContext): Iterable<Lead> {
  const rows = (is: (row: RatingsRow) => boolean) => () =>
    (report.ratingsPage?.rows ?? []).filter(is).map(({ row, titleRange }) => ({
      range: row.range,
      selection: titleRange,
    }));
  for (const { standard, heading, ratings } of report.sections)
    for (const origin of [heading.content, ...ratings.map((each) => each.range)])
      yield { origin, targets: rows((row) => row.standard === standard.id) };
  for (const { kind, heading } of report.parts)
    if (kind === 'domain')
      yield { origin: heading.content, targets: rows((row) => row.domain === heading.domain) };
}

/** From a rating in a sentence to where the report states it. */
function* prose({ report, views }: RuleContext): Iterable<Lead> {
  for (const { of, range: origin } of proseRatings(report))
    yield {
      origin,
      targets: () => {
        const stated =
          of === 'service' ? report.ratingsPage?.overall : views.get(of.standard.id)?.statedIn?.ratings[0];
        return stated ? [{ range: stated.line, selection: stated.range }] : [];
      },
    };
}

/**
 * From whom a recommendation is addressed to (`Fellshire Police should:`) to where the draft names them:
 * the service in the front matter, anybody else where they are first spoken of.
 */
function* addressees(report: Report): Iterable<Lead> {
  for (const part of report.parts) {
    if (part.kind !== 'recommendations') continue;
    for (const { content, text } of report.headings)
      if (contains(part.range, content))
        yield { origin: content, targets: () => addressed(report, content, text) };
    for (const paragraph of report.paragraphs)
      if (contains(part.range, paragraph.range))
        yield {
          origin: paragraph.range,
          targets: () => addressed(report, paragraph.range, paragraph.flat.text),
        };
  }
}

function addressed(report: Report, asking: Range, text: string): Target[] {
  // Nobody has a name as long as that.
  const words = /^(?:the\s{1,9})?(\S.{0,200}?)\s{1,9}should\s{0,9}:?$/is.exec(text.slice(0, 200).trim())?.[1];
  if (words === undefined) return [];
  const { values } = report.frontMatter;
  const named = ['service', 'short-name', 'abbreviation']
    .map((key) => values.get(key))
    .find((value) => value !== undefined && wordsOnly(value.value) === wordsOnly(words));
  const target = named?.range ?? firstMention(report, words, asking);
  return target ? [{ range: target, selection: target }] : [];
}

/** The first place outside the front matter and the asking paragraph that has these words. */
function firstMention(
  { text, frontMatter: { raw } }: Report,
  words: string,
  asking: Range,
): Range | undefined {
  const pattern = new RegExp(words.split(/\s+/).map(escapeRegExp).join('\\s+'), 'gi');
  pattern.lastIndex = raw?.end ?? 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const range = { start: match.index, end: pattern.lastIndex };
    if (!contains(asking, range)) return range;
  }
  return undefined;
}

/** Whether an offset is in a range or right behind it, as the cursor is after a word; never in an empty one. */
function holds({ start, end }: Range, offset: number): boolean {
  return start < end && start <= offset && offset <= end;
}
