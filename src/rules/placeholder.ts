import { escapeRegExp } from '../framework/wording.js';
import { contains, type Range } from '../report/range.js';
import { asTyped, inWords } from '../report/derived.js';
import { fold, readText } from '../report/words.js';
import type { Report } from '../report/report.js';
import type { Collector } from '../report/text/passage.js';
import { slotValue } from '../template/slots.js';
import { walk } from '../report/walk.js';
import { proseRatings } from './proseRatings.js';
import type { Finding, Rule } from './rule.js';
import type { Entry } from './words/words.js';

export const placeholder: Rule = {
  id: 'placeholder',
  category: 'Publication',
  severity: 'warning',
  summary: 'Text that must not be printed: a note to colleagues, or a place that is still to be filled in.',
  beforePublication: true,
  *checkReport(report, words) {
    const told = toldElsewhere(report);
    for (const finding of [
      ...slots(report),
      ...report.all(blanksIn),
      ...report.all(notesIn(words.placeholders)),
      ...report.all(leftovers),
    ])
      if (!told.some((each) => contains(each, finding.range))) yield finding;
  },
};

/** A slot ‹…› of a template: on one line, or on two that are one in print. */
const slot = /‹[^‹›\r\n]{0,200}(?:(?:\r\n|\r|\n)[^‹›\r\n]{1,200})?›/g;

/** The slots in the text, with what the front matter gives for them by now. */
function slots(report: Report): readonly Finding[] {
  const {
    framework,
    frontMatter: { values },
  } = report;
  const found = report.all(slotsIn);
  const bySlot = new Map<string, Finding[]>();
  for (const { slot, finding } of found) {
    const same = bySlot.get(slot);
    if (same) same.push(finding);
    else bySlot.set(slot, [finding]);
  }
  const fixes = new Map(
    [...bySlot].map(([slot, same]) => {
      const value = framework && slotValue(framework, slot, values);
      if (value === undefined) return [slot, undefined] as const;
      const title = `Fill in '${value}'${same.length > 1 ? `, at all ${String(same.length)} places` : ''}`;
      const edits = same.map((each) => ({ range: each.range, text: value }));
      return [slot, { title, safe: false, edits }] as const;
    }),
  );
  return found.map(({ slot, finding }) => {
    const fix = fixes.get(slot);
    return fix ? { ...finding, fix } : finding;
  });
}

const typedSlots = asTyped(slot, (typed, range) => ({ typed, range }));

const slotsIn: Collector<{ readonly slot: string; readonly finding: Finding }> = {
  of: (passage) =>
    typedSlots.of(passage).map(({ typed, range }) => ({
      slot: readText(typed).text,
      finding: {
        range,
        message: `'${slotInWords(passage.text, range.from, typed)}' is still to be filled in.`,
        unfinished: true,
      },
    })),
};

/** A slot and the words that say what it is of: `‹how many› community sentences`. */
export function slotInWords(text: string, start: number, slot: string): string {
  const inSentence = (words: string) => words.split(/[.,;:|()[\]‹›*_^#>"“”\r\n]/);
  const end = start + slot.length;
  const [after = ''] = inSentence(text.slice(end, end + 80));
  const words = readText(slot).text;
  const next = firstWords(after);
  if (next !== '') return `${words} ${next}`;
  const before = inSentence(text.slice(Math.max(0, start - 80), start)).at(-1) ?? '';
  return `${lastWords(before.replace(/['‘’]\s*$/, ''))} ${words}`.trim();
}

/** Enough words to tell a place from its sisters. */
const told = 3;

function firstWords(text: string): string {
  return /^\s/.test(text) ? text.trim().split(/\s+/).slice(0, told).join(' ') : '';
}

function lastWords(text: string): string {
  return text.trim().split(/\s+/).slice(-told).join(' ');
}

/** More blanks between two words than anybody types by mistake. */
const gap =
  /([\p{L}\p{N}’']{1,40}[,;]?)([ \u00a0]{3,20}|[ \u00a0]{0,20}\t[ \t\u00a0]{0,20})(?=([\p{L}\p{N}]{1,40}))/gu;

/** Blanks in the middle of a sentence, where something was and is not any more. */
const blanksIn: Collector<Finding> = {
  of: (passage) =>
    /[ \u00a0]{3}|\t/.test(passage.text)
      ? walk(passage).paragraphs.flatMap(({ quoted, range }) => {
          const typed = passage.slice(range);
          // Code and comments may be set out in columns.
          if (quoted || /`|<!--/.test(typed)) return [];
          return [...typed.matchAll(gap)].map(([, before = '', blanks = '', after = ''], index, all) => {
            const start = range.start - passage.start + (all[index]?.index ?? 0) + before.length;
            return {
              range: passage.place(start, start + blanks.length),
              message: `Between '${before}' and '${after}' there are only blanks: something was to be filled in.`,
              unfinished: true,
            };
          });
        })
      : [],
};

/** `XX`, `20XX`, `XX/XX/XXXX`; a Roman number has its noun in front. */
const crosses = String.raw`\d{0,2}X{2,8}(?:\/X{2,8}){0,2}`;
const roman = /\b(?:part|schedule|article|chapter|title|volume|section|appendix) $/i;

const notesOf = new WeakMap<readonly Entry[], Collector<Finding>>();

/** Notes to colleagues and marks of what is to come, outside other people's words. */
function notesIn(list: readonly Entry[]): Collector<Finding> {
  let collector = notesOf.get(list);
  if (!collector) notesOf.set(list, (collector = notes(list)));
  return collector;
}

function notes(list: readonly Entry[]): Collector<Finding> {
  const why = new Map(list.map((each) => [fold(each.text), each.why]));
  const words = [...why.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
  const pattern = new RegExp(
    String.raw`\[[^\][]{1,200}\](?![(:])|(?<![\w/@.-])(?:${[...words, crosses].join('|')})(?![\w/@])`,
    'g',
  );
  const cue = new RegExp([...words, 'XX', String.raw`\[(?!\^)`].join('|'));
  return inWords(cue, function* ({ quoted, flat }): Iterable<Finding> {
    if (quoted) return;
    for (const match of flat.folded.matchAll(pattern)) {
      const [found] = match;
      const end = match.index + found.length;
      const before = flat.folded.slice(Math.max(0, match.index - 20), match.index);
      const after = flat.folded.slice(end, end + 1);
      // Named, not used.
      if (/['"‘“]$/.test(before) && /^['"’”]/.test(after)) continue;
      if (found.startsWith('[') ? !isInstruction(found.slice(1, -1)) : roman.test(before)) continue;
      yield {
        range: flat.range(match.index, match.index + found.length),
        message: `'${flat.text.slice(match.index, end)}' must not be printed: ${why.get(found) ?? (found.startsWith('[') ? 'a note on what is to be put here' : 'it stands for what is not known yet')}.`,
      };
    }
  });
}

/** Words that ask a colleague to do something. */
const asks =
  '(?:check|confirm|clear|verify|approve|advise|add|supply|provide|update|insert|amend|review|source)';

/** What is left over from writing, each with why it must not be printed. */
const remains: readonly (readonly [pattern: RegExp, why: string])[] = [
  // `(Sam to check)`, `(Alex - can you check?)`, `(check with the data team)`, `(figure to follow)`.
  [
    new RegExp(
      `\\((?:${[
        `[A-Z][A-Za-z]{1,20}(?: [A-Z][a-z]{1,20})? to ${asks}(?: (?:this|these|with|the (?:figures?|dates?|numbers?)|figures?|dates?|before|by|please|again|whether|if)\\b[^()]{0,80})?`,
        '[A-Z][a-z]{1,20} ?[,:–—-] ?(?:can|could|please|pls|is this|do we|have we|are we|what|should)\\b[^()]{0,80}',
        `(?:please |pls |to )?(?:check|confirm|clear|verify) with [^()]{1,60}`,
        '(?:please|pls) [a-z][^()]{0,60}',
        '(?:source|reference|citation|figures?|date|number|name|quote|link|evidence)s? (?:needed|missing|to (?:follow|come|be (?:added|confirmed|checked|updated)))[^()]{0,40}',
      ].join('|')})\\)`,
      'g',
    ),
    'a note to a colleague who has still to do something',
  ],
  [
    new RegExp(
      `(?<![\\w-])(?:NB|N\\.B\\.),?:? [^.?!]{0,80}?\\b(?:to ${asks}|(?:before|prior to|not for) publication|please|needs? (?:to be )?(?:check|confirm|clear)(?:ed|ing))\\b[^.?!]{0,60}`,
      'g',
    ),
    'a note to a colleague who has still to do something',
  ],
  [
    new RegExp(
      `(?:^|(?<=[.?!:–—-] ))(?:To (?:check|confirm) (?:with|whether|if|that)|(?:Legal|Comms|Policy|Research|Data team|Lead inspector|Editors?) to ${asks})\\b[^.?!]{0,80}`,
      'g',
    ),
    'a note to a colleague who has still to do something',
  ],
  [/\?{2,20}/g, 'question marks stand for what is not known yet'],
  [
    /(?<![\w.£$-])(?:[Xx] ?per cent|[Xx] (?=(?:cases|children|young people|staff|interviews|meetings|recommendations)\b)|x{2,4}(?![\w-]))/g,
    'it stands for a number that is not known yet',
  ],
  [/£(?= ?(?:[,;)]|[a-z]))(?! ?(?:sign|symbol|coin)s?\b)/g, 'an amount without its figure'],
  [/(?<![_\w])_{2,}(?![_\w])/g, 'a gap that is still to be filled in'],
  [/(?<=[A-Za-z\d)'’”"])(?:\.\.(?![./\w])|, ?,|;;)/g, 'a mark that stands twice'],
  [/Commented ?\[[A-Za-z]{1,4}\d{1,4}\]:?/g, 'left over from a comment in Word'],
  [
    /Error! (?:Reference source|Bookmark|Hyperlink|Unknown|No text)[^.!?]{0,60}/g,
    'left over from a reference in Word',
  ],
  [/~~/g, 'marks of text that was struck out'],
];

const leftovers = inWords(
  /\((?:[A-Za-z]{2,20}(?: [A-Z][a-z]{1,20})? to |[A-Z][a-z]{1,20} ?[,:–—-] ?[a-z]|please|pls|to (?:check|confirm)|check|confirm|clear|verify|[a-z]{4,9} (?:needed|missing|to ))|\bN\.?B\b|\?\?|£ ?[a-z,;)]|__|\.\.|, ?,|;;|~~|\bTo (?:check|confirm)|(?:egal|omms|olicy|esearch|team|nspector|ditors?) to |Commented ?\[|Error! |(?<![\w-])[Xx]{1,4} ?(?:[a-z]|[.,;)]|$)/,
  function* ({ quoted, flat }): Iterable<Finding> {
    if (quoted) return;
    const text = flat.folded;
    for (const [pattern, why] of remains)
      for (const { 0: found, index } of text.matchAll(pattern)) {
        const end = index + found.length;
        const before = text.slice(Math.max(0, index - 20), index);
        // In an address or code; a Roman number; named, not used.
        if (flat.marked.some(({ kind, start, end: to }) => kind === 'code' && start <= index && to >= end))
          continue;
        if (/(?:https?:|www\.)[^ ]*$/.test(text.slice(Math.max(0, index - 200), index))) continue;
        // Somebody else's words.
        if (text.slice(0, index).split(/["“”]/).length % 2 === 0) continue;
        if (/^x+$/.test(found) && (roman.test(before) || /\b(?:pp?|pages?)\.? $/.test(before))) continue;
        if (/['"‘“]$/.test(before) && /^['"’”]/.test(text.slice(end, end + 1))) continue;
        yield {
          range: flat.range(index, end),
          message: `'${flat.text.slice(index, end).trim()}' must not be printed: ${why}.`,
        };
      }
  },
);

/** Whether words in square brackets say what is to be done; most say what a quotation leaves out. */
function isInstruction(words: string): boolean {
  return (
    /^ ?(?:insert|comms|tbc|tbd|to be (?:added|completed|confirmed|inserted|updated)|add (?:date|figure|footnote|link|name|number|quote|reference|table|text))\b/i.test(
      words,
    ) ||
    /^(?:date|month|number|year|x{2,8}|source|reference|citation|figure)$/i.test(words) ||
    // `[source needed]`, `[figure to follow]`, `[Sam to check]`, `[DN: ask the data team]`.
    /\b(?:needed|required|missing|to (?:follow|come|check|confirm|clear|add|be (?:checked|cleared|supplied)))[.?!]?$/i.test(
      words,
    ) ||
    /^(?:can|could|do|does|is|are|should|have|has|what|which|who|where|when|why|how)\b.{1,120}\?$/i.test(
      words,
    ) ||
    /^ ?(?:DN|NB|AQ|query|drafting note|note to|editor|ed\. note|check|please|pls|confirm)\b/i.test(words) ||
    // In capitals throughout, and long enough to be no abbreviation.
    (!/[a-z]/.test(words) && /^[A-Z\d'’]{2,20}(?:[ ,:]{1,2}[A-Z\d'’]{1,20}){2}/.test(words))
  );
}

/** Where the rule on the value that is to come says that it is not there yet. */
function toldElsewhere(report: Report): Range[] {
  const { framework, ratingsPage, sections } = report;
  const page = [ratingsPage?.score?.line, ratingsPage?.overall?.line, ratingsPage?.table?.range];
  const own = sections.flatMap(({ ratings, table, otherTables, promptTables }) => [
    ...ratings.map((each) => each.line),
    ...[table, ...otherTables, ...promptTables].flatMap((each) => (each ? [each.table.range] : [])),
  ]);
  const prose = framework ? proseRatings(report).map((each) => each.range) : [];
  return [...prose, ...page.filter((each) => each !== undefined), ...own];
}
