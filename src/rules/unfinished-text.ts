import type { Collector } from '../report/text/passage.js';
import { walk } from '../report/walk.js';
import type { Paragraph, Report } from '../report/report.js';
import { proseLists } from './proseLists.js';
import type { Finding, Rule } from './rule.js';

export const unfinishedText: Rule = {
  id: 'unfinished-text',
  category: 'Publication',
  severity: 'information',
  summary:
    'Text that breaks off: a paragraph without an end, a quotation that does not close, a heading with nothing below it.',
  beforePublication: true,
  *checkReport(report) {
    const items = new Set(
      proseLists(report).flatMap((list) => list.map(({ paragraph }) => paragraph.range.start)),
    );
    for (const { paragraph, word, isCut } of report.all(endings)) {
      const isItem = items.has(paragraph.range.start);
      // An item of a list needs no full stop; no text ends with `and`.
      if (isItem && !isCut) continue;
      if (!isItem && !isCut && !isRunningText(report, paragraph)) continue;
      const { length } = paragraph.flat.text;
      yield {
        range: paragraph.flat.range(Math.max(0, paragraph.flat.text.trimEnd().length - word.length), length),
        message: isCut
          ? `This text breaks off after '${word}'.`
          : `This paragraph ends with '${word}', without a full stop.`,
      };
    }
    yield* report.all(openQuotations);
    yield* emptySections(report);
  },
};

interface Ending {
  readonly paragraph: Paragraph;
  /** The last word. */
  readonly word: string;
  /** No sentence ends with such a word. */
  readonly isCut: boolean;
}

/** Words that no text ends with. */
const neverLast =
  /(?<![\w'’-])(?:the|a|an|and|or|of|with|from|which|whose|their|its|our|your|than|because|although|whether|into|between|during|towards)$/;

const endings: Collector<Ending> = {
  of: (passage) =>
    walk(passage).paragraphs.flatMap((paragraph): Ending[] => {
      if (paragraph.quoted || paragraph.inFootnote) return [];
      const text = paragraph.flat.folded.trimEnd();
      if (!/[a-z]$/.test(text)) return [];
      const [word = ''] = /[\w'’-]{1,40}$/.exec(text.slice(-41)) ?? [];
      // `, and` at the end of an item leads to the next.
      const isCut = neverLast.test(text.slice(-20)) && !/[;,] (?:and|or)$/.test(text.slice(-5));
      return isCut || text.length >= shortest
        ? [{ paragraph, word: paragraph.flat.text.trimEnd().slice(-word.length), isCut }]
        : [];
    }),
};

/** A paragraph of so many characters, in whole sentences before its last, is running text. */
const shortest = 80;

function isRunningText(report: Report, { flat, range }: Paragraph): boolean {
  const text = flat.folded;
  if (
    flat.lines.length > 1 ||
    flat.marked.some(({ kind, start, end }) =>
      kind !== 'link' ? end - start > text.length / 2 : end >= text.trimEnd().length,
    )
  )
    return false;
  // One sentence alone may be a caption, an address, a line of the imprint.
  if (!/[a-z)][.?!] [A-Z]/.test(text) || /https?:|www\.|@/.test(text.slice(-200))) return false;
  return !report.inAnnexe(range);
}

/** Quotations that open and don't close. */
const openQuotations: Collector<Finding> = {
  of: (passage) => {
    const { paragraphs } = walk(passage);
    const found: Finding[] = [];
    for (const block of passage.blocks) {
      if (block.type !== 'blockquote') continue;
      const place = passage.range(block);
      const inside = paragraphs.filter(
        ({ range, quoted }) => quoted && range.start >= place.start && range.end <= place.end,
      );
      const text = inside.map(({ flat }) => flat.text).join('\n');
      const last = inside.at(-1);
      // A quotation of several paragraphs opens in each and closes in the last; straight marks don't tell.
      const opens = /^[“]/.test(text.trimStart());
      const straightMarks = text.trimStart().startsWith('"') ? text.split('"').length - 1 : 0;
      const isOpen = opens
        ? !text.includes('”') && !/["“]\W{0,2}$/.test(text)
        : straightMarks === 1 && !text.includes('”');
      if (!last || !isOpen) continue;
      const { length } = last.flat.text;
      found.push({
        range: last.flat.range(Math.max(0, length - 1), length),
        message: 'This quotation opens and does not close: its quotation mark is missing.',
      });
    }
    return found;
  },
};

/** Headings with another of their own or a higher level right below them, or nothing. */
const emptyHeadings: Collector<Finding> = {
  // What stands below a heading is read with it.
  of: (passage) =>
    passage.blocks.flatMap((heading, index): Finding[] => {
      if (heading.type !== 'heading' || heading.depth === 1) return [];
      const next = passage.blocks[index + 1];
      if (next && (next.type !== 'heading' || next.depth > heading.depth)) return [];
      const text = passage.flatten(heading).text.trim();
      if (text === '') return [];
      return [{ range: passage.content(heading), message: `There is nothing below the heading '${text}'.` }];
    }),
};

/** Sections without anything in them, and lists of strengths twice in a section. */
function* emptySections(report: Report): Iterable<Finding> {
  for (const finding of report.all(emptyHeadings)) if (!report.inAnnexe(finding.range)) yield finding;
  const { headings } = report;
  for (const section of report.sections) {
    // Strengths are told once; there may be several practice examples.
    if (section.inAnnexe) continue;
    const seen = new Map<string, Finding['range']>();
    for (const heading of headings) {
      if (heading.range.start < section.heading.range.end || heading.range.end > section.range.end) continue;
      const title = heading.text.trim().toLowerCase();
      const first = seen.get(title);
      if (first && /^(?:key )?(?:strengths?|areas? for improvement|areas? of strength)$/.test(title))
        yield {
          range: heading.content,
          message: `'${heading.text}' stands twice in this section.`,
          related: [{ message: 'It stands here first', range: first }],
        };
      seen.set(title, heading.content);
    }
  }
}
