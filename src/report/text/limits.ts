import { lineEnd } from '../lines.js';

// Markdown takes the longer for a sign, the more others stand before it in its paragraph, and for a line, the
// deeper it is nested. Beyond these limits, which no report comes near, signs are read as letters.

/** How deep quotations, list items and footnotes are read in each other. */
export const deepest = 50;

/** How many signs that may mean something to Markdown are read in one paragraph. */
export const mostSigns = 2000;

/** What quotations, list items and footnotes begin with, so many of them in a line. */
const nested = (count: string) =>
  String.raw`(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,999}\]:)){${count}}`;
const tooDeep = new RegExp(`^(${nested(String(deepest))})(${nested('1,')})`);

const sign = /[[\]*_<`&!\\~]/g;

/** A line that begins a paragraph of its own: behind a blank one, in a list, a quotation or a table. */
const opening = /^[ \t]*(?:$|[|>#]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/;

/** A stretch of a text that is beyond the limits, by offsets into it. */
export interface Beyond {
  readonly from: number;
  readonly to: number;
  readonly why: 'depth' | 'signs';
}

/** What of a text is beyond the limits, in its order. */
export function beyondLimits(text: string): Beyond[] {
  // A look spares nearly every text the rest.
  if (text.length < 2 * deepest) return [];
  const beyond: Beyond[] = [];
  let signs = 0;
  let from = 0;
  for (const line of text.split(new RegExp(`(${lineEnd.source})`))) {
    const deep = tooDeep.exec(line);
    if (deep) {
      const start = from + (deep[1] ?? '').length;
      beyond.push({ from: start, to: start + (deep[2] ?? '').length, why: 'depth' });
    }
    if (opening.test(line) && !/^[\r\n]+$/.test(line)) signs = 0;
    // A text that is short as a whole can't have too many.
    const found = text.length > mostSigns ? Array.from(line.matchAll(sign), ({ index }) => index) : [];
    const first = found[Math.max(0, mostSigns - signs)];
    signs += found.length;
    if (first !== undefined && signs > mostSigns)
      beyond.push({ from: from + first, to: from + line.length, why: 'signs' });
    from += line.length;
  }
  return beyond;
}

/** A text of the same length in which what is beyond the limits is letters. */
export function withinLimits(text: string): string {
  let within = '';
  let end = 0;
  for (const { from, to, why } of beyondLimits(text)) {
    const stretch = text.slice(from, to);
    within += text.slice(end, from);
    within += why === 'depth' ? 'a'.repeat(stretch.length) : stretch.replace(sign, 'a');
    end = to;
  }
  return within + text.slice(end);
}
