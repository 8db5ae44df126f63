import type { Range } from '../report/range.js';
import type { Collector, Passage } from '../report/text/passage.js';
import { walk } from '../report/walk.js';
import { lastUpTo } from '../report/words.js';
import type { Paragraph, Report, ReportPart } from '../report/report.js';

/** Something found in the inspectorate's own words. */
export interface Found {
  readonly match: RegExpExecArray;
  /** Moves with the paragraph. */
  readonly range: Range;
  readonly paragraph: Paragraph;
  /** The paragraph's words, folded, and where the match stands in them. */
  readonly text: string;
  readonly at: number;
  /** What was matched, in its own letters. */
  readonly typed: string;
}

/**
 * What a pattern finds in running text that is the inspectorate's own: not in front matter, headings,
 * tables, quotations of either kind, titles in italics, links, code, template slots or comments.
 * @param pattern for folded words; global, and linear on any text.
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
  const sign = signs.get(pattern);
  for (const paragraph of walk(passage).paragraphs) {
    if (paragraph.quoted) continue;
    const { flat } = paragraph;
    const text = flat.folded;
    if (sign !== undefined && !text.includes(sign)) continue;
    // Not `matchAll`, which makes a new pattern of it for each of a thousand paragraphs.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const at = match.index;
      const end = at + match[0].length;
      if (isForeign(paragraph, at, end)) continue;
      found.push({ match, range: flat.range(at, end), paragraph, text, at, typed: flat.text.slice(at, end) });
    }
  }
  return found;
}

/** What stands before and after a match in its sentence, as far as 300 characters on either side. */
export function aroundIn({ text, at, match }: Found): { before: string; after: string } {
  const end = at + match[0].length;
  return {
    before:
      text
        .slice(Math.max(0, at - 300), at)
        .split(/(?<=[.?!]) /)
        .at(-1) ?? '',
    after: text.slice(end, end + 300).split(/(?<=[.?!])(?: |$)/)[0] ?? '',
  };
}

/** Whether nothing of a sentence stands before an offset of a paragraph's words. */
export function beginsSentence(text: string, at: number): boolean {
  return /(?:^|[.?!:][’”'")\]]{0,4} )[‘“'"([]{0,4}$/.test(text.slice(Math.max(0, at - 12), at));
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

/** Whether a stretch of a paragraph's words touches what is not the inspectorate's own. */
function isForeign(paragraph: Paragraph, start: number, end: number): boolean {
  let ranges = foreignRanges.get(paragraph);
  if (!ranges) foreignRanges.set(paragraph, (ranges = foreignIn(paragraph)));
  // They are in order and apart: the last that begins before the end is the only one that can touch.
  const last = ranges[lastUpTo(ranges, (each) => each.start, end - 1)];
  return last !== undefined && last.end > start;
}

/** What is no running text, by a sign that each must have. */
const foreign: readonly (readonly [sign: string, pattern: RegExp])[] = [
  ['<', /<[^<> ]{1,1000}>/g],
  ['://', /https?:\/\/[^ <>]{1,1000}/g],
  ['www.', /www\.[^ <>]{1,1000}/g],
  ['@', /[^ <>@]{1,64}@[^ <>@]{1,100}/g], // e-mail addresses
  ['‹', /‹[^‹›]{0,200}›/g],
];

/** What a paragraph holds that is no running text of the inspectorate's, in order, without overlaps. */
function foreignIn({ flat }: Paragraph): Range[] {
  const text = flat.folded;
  // Links, code, and titles in italics.
  const found: Range[] = flat.marked.filter(({ kind }) => kind !== 'strong');
  const add = (start: number, end: number) => found.push({ start, end });
  for (const [sign, pattern] of foreign)
    if (text.includes(sign))
      for (const match of text.matchAll(pattern)) add(match.index, match.index + match[0].length);
  for (const [start, end] of quotationsIn(text)) add(start, end);
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
function quotationsIn(text: string): [number, number][] {
  const found: [number, number][] = [];
  let open: { at: number; double: boolean } | undefined;
  for (const match of text.matchAll(/["“”„'‘’]/g)) {
    const at = match.index;
    const double = /["“”„]/.test(match[0]);
    const before = text[at - 1] ?? ' ';
    const after = text[at + 1] ?? ' ';
    if (open && !open.double && at - open.at > longestSingle) open = undefined;
    if (open?.double === true) {
      if (double) {
        found.push([open.at, at + 1]);
        open = undefined;
      }
    } else if (double) open = { at, double };
    else if (open) {
      if (before !== ' ' && !/[A-Za-z\d]/.test(after)) {
        found.push([open.at, at + 1]);
        open = undefined;
      }
    } else if (/[ ([—–-]/.test(before) && after !== ' ') open = { at, double };
  }
  if (open?.double === true) found.push([open.at, text.length]);
  return found;
}
