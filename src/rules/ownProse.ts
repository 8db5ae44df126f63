import { footnoteReference } from '../report/flatten.js';
import { contains, type Range } from '../report/range.js';
import type { Collector, Passage } from '../report/text/passage.js';
import { walk } from '../report/walk.js';
import type { Paragraph, Report, ReportPart } from '../report/report.js';

/** Something found in the inspectorate's own words. */
export interface Found {
  readonly match: RegExpExecArray;
  /** Moves with the paragraph. */
  readonly range: Range;
  readonly paragraph: Paragraph;
  /** The paragraph's source, and where the match stands in it. */
  readonly source: string;
  readonly at: number;
}

/**
 * What a pattern finds in running text that is the inspectorate's own: not in front matter, headings,
 * tables, quotations of either kind, titles in italics, links, code, template slots or footnote labels
 * (rules.md, "Consistency and style"). It is looked for in the source, so that a paragraph's words need
 * not be put together.
 * @param pattern global, and linear on any text.
 */
export function inOwnProse(report: Report, pattern: RegExp): readonly Found[] {
  return report.all(ownProse(pattern));
}

/** The same in a passage. */
export function ownProse(pattern: RegExp): Collector<Found> {
  let collector = collectors.get(pattern);
  if (!collector) collectors.set(pattern, (collector = { of: (passage) => find(passage, pattern) }));
  return collector;
}

const collectors = new WeakMap<RegExp, Collector<Found>>();

const signs = new WeakMap<RegExp, string>();

/** A pattern all of whose matches hold a sign, so that most passages need not be searched. */
export function withSign(sign: string, pattern: RegExp): RegExp {
  signs.set(pattern, sign);
  return pattern;
}

function find(passage: Passage, pattern: RegExp): Found[] {
  const found: Found[] = [];
  const { text } = passage;
  let index = 0;
  const sign = signs.get(pattern);
  if (sign !== undefined && !text.includes(sign)) return found;
  // Not `matchAll`, which makes a new pattern of it for each of a thousand passages.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { paragraphs } = walk(passage);
    const range = passage.place(match.index, match.index + match[0].length);
    while ((paragraphs[index]?.range.end ?? Infinity) <= range.start) index++;
    const paragraph = paragraphs[index];
    if (!paragraph) break;
    if (paragraph.quoted || !contains(paragraph.range, range)) continue;
    const at = range.start - paragraph.range.start;
    if (isForeign(paragraph, at, at + match[0].length)) continue;
    found.push({ match, range, paragraph, source: paragraph.source, at });
  }
  return found;
}

/** What stands before and after a match in its sentence, as far as 300 characters on either side. */
export function aroundIn({ source, at, match }: Found): { before: string; after: string } {
  const end = at + match[0].length;
  return {
    before:
      source
        .slice(Math.max(0, at - 300), at)
        .split(/(?<=[.?!])\s|\n/)
        .at(-1) ?? '',
    after: source.slice(end, end + 300).split(/(?<=[.?!])(?:\s|$)|\n/)[0] ?? '',
  };
}

/** Whether nothing of a sentence stands before an offset of a paragraph. */
export function beginsSentence(source: string, at: number): boolean {
  return /(?:^|[.?!:][’”'")\]*_]{0,4}\s{1,3}|\n\s{0,3})[‘“'"([*_]{0,4}$/.test(
    source.slice(Math.max(0, at - 12), at),
  );
}

/** The part of the report that holds an offset. */
export function partAt({ parts }: Report, offset: number): ReportPart | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1];
}

const foreignRanges = new WeakMap<Paragraph, readonly Range[]>();

/** Whether a stretch of a paragraph's source touches what is not the inspectorate's own. */
function isForeign(paragraph: Paragraph, start: number, end: number): boolean {
  let ranges = foreignRanges.get(paragraph);
  if (!ranges) foreignRanges.set(paragraph, (ranges = foreignIn(paragraph.source)));
  // They are in order and apart: the last that begins before the end is the only one that can touch.
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return (ranges[low - 1]?.end ?? -1) > start;
}

/** What is no running text, by a sign that each must have. */
const foreign: readonly (readonly [sign: string, pattern: RegExp])[] = [
  ['[', /\]\([^()\s]{0,1000}\)|\[[^[\]]{1,300}\](?=[([])/g], // links
  ['<', /<[^<>\s]{1,1000}>/g],
  ['://', /https?:\/\/[^\s<>]{1,1000}/g],
  ['www.', /www\.[^\s<>]{1,1000}/g],
  ['@', /[^\s<>@]{1,64}@[^\s<>@]{1,100}/g], // e-mail addresses
  ['`', /`[^`]{1,300}`/g],
  ['‹', /‹[^‹›]{0,200}›/g],
  ['*', /(?<![*\\\w])\*(?![*\s])[^*\n]{1,300}\*(?!\*)/g], // titles in italics
  ['_', /(?<![_\\\w])_(?![_\s])[^_\n]{1,300}_(?![_\w])/g],
  ['[^', footnoteReference],
];

/** What a paragraph holds that is no running text of the inspectorate's, in order, without overlaps. */
function foreignIn(source: string): Range[] {
  const found: Range[] = [];
  const add = (start: number, end: number) => found.push({ start, end });
  for (const [sign, pattern] of foreign)
    if (source.includes(sign))
      for (const match of source.matchAll(pattern)) add(match.index, match.index + match[0].length);
  for (const [start, end] of quotationsIn(source)) add(start, end);
  found.sort((a, b) => a.start - b.start);
  const apart: Range[] = [];
  for (const each of found) {
    const last = apart.at(-1);
    if (last && each.start <= last.end)
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, each.end) };
    else apart.push(each);
  }
  return apart;
}

/** The longest quotation between single quotes that is looked for: they are apostrophes as well. */
const longestSingle = 400;

/** Where words stand between quotation marks; double ones that are not closed quote all that follows. */
function quotationsIn(source: string): [number, number][] {
  const found: [number, number][] = [];
  let open: { at: number; double: boolean } | undefined;
  for (const match of source.matchAll(/["“”„'‘’]/g)) {
    const at = match.index;
    const double = /["“”„]/.test(match[0]);
    const before = source[at - 1] ?? ' ';
    const after = source[at + 1] ?? ' ';
    if (open && !open.double && at - open.at > longestSingle) open = undefined;
    if (open?.double === true) {
      if (double) {
        found.push([open.at, at + 1]);
        open = undefined;
      }
    } else if (double) open = { at, double };
    else if (open) {
      if (/\S/.test(before) && !/[\p{L}\p{N}]/u.test(after)) {
        found.push([open.at, at + 1]);
        open = undefined;
      }
    } else if (/[\s([—–-]/.test(before) && /\S/.test(after)) open = { at, double };
  }
  if (open?.double === true) found.push([open.at, source.length]);
  return found;
}
