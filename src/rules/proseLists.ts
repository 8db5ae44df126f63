import { contains } from '../report/range.js';
import type { Paragraph, Report } from '../report/report.js';
import type { Collector, Passage } from '../report/text/passage.js';
import { walk } from '../report/walk.js';

/** An item of a list that is one paragraph. */
export interface ListItem {
  readonly paragraph: Paragraph;
  /** Where it ends in the paragraph's words: behind the last one and its mark. */
  readonly end: number;
  /** The mark it ends with: `.`, `;`, `,` or none; undefined for another, or with a list or a slot in it. */
  readonly mark: '.' | ';' | ',' | '' | undefined;
  /** Undefined where it begins with something else than a letter. */
  readonly capital: boolean | undefined;
  readonly sentences: number;
  /** The last item of its list, or the last recommendation to an addressee. */
  readonly last: boolean;
  /** It ends with an abbreviation, whose full stop is its own. */
  readonly abbreviated: boolean;
}

/** A list of a passage. */
interface FoundList {
  readonly items: readonly ListItem[];
  /** Numbered, and in no other list: then it may be one of recommendations. */
  readonly numbered: boolean;
}

/**
 * The lists of the inspectorate's own text. Recommendations are one list across their addressees, which
 * comes first. A list whose items hold several paragraphs is left out.
 */
export function proseLists(report: Report): ListItem[][] {
  const recommendations = report.parts.find((each) => each.kind === 'recommendations')?.range;
  const recommended: ListItem[] = [];
  const lists: ListItem[][] = [recommended];
  for (const { items, numbered } of report.all(listsIn)) {
    const own = items.filter(
      ({ paragraph }) => !report.contents || !contains(report.contents.range, paragraph.range),
    );
    const [first] = own;
    if (numbered && first && recommendations && contains(recommendations, first.paragraph.range))
      recommended.push(...own);
    else lists.push(own);
  }
  return lists;
}

const listsIn: Collector<FoundList> = { of: findLists };

function findLists(passage: Passage): FoundList[] {
  const { text } = passage;
  const lists: (FoundList & { readonly items: ListItem[] })[] = [];
  /** The lists that can go on, from the outermost: how far their items are indented, and with what mark. */
  let open: { indent: number; mark: string; items: ListItem[] }[] = [];
  let end = 0;
  let line = 0;
  let next = 0;
  const ending = /\r\n|\n|\r/g;
  for (const paragraph of walk(passage).paragraphs) {
    if (paragraph.quoted || paragraph.inFootnote) continue;
    const start = paragraph.range.start - passage.start;
    // Forwards, for a search back may find nothing in the whole passage.
    while (next <= start) {
      line = next;
      next = ending.exec(text) ? ending.lastIndex : Infinity;
    }
    const lead =
      start - line > 60 ? null : /^([ \t>]*)(?:([-*+])|\d{1,9}([.)]))[ \t]+$/.exec(text.slice(line, start));
    if (text.slice(end, Math.max(end, lead ? line : start)).trim() !== '') open = [];
    end = paragraph.range.end - passage.start;
    if (!lead) {
      // A paragraph that goes on an item, or stands between lists.
      if (start > line) for (const each of open) each.items.length = 0;
      open = [];
      continue;
    }
    const indent = lead[1]?.length ?? 0;
    const mark = lead[2] ?? lead[3] ?? '';
    const inner = open.filter((each) => each.indent <= indent);
    let list = inner.find((each) => each.indent === indent && each.mark === mark);
    if (!list) {
      list = { indent, mark, items: [] };
      lists.push({ items: list.items, numbered: lead[3] !== undefined && indent === 0 });
      const above = inner.at(-1)?.items;
      const parent = above?.at(-1);
      // What has a list of its own ends with a colon, or with nothing.
      if (above && parent && indent > (inner.at(-1)?.indent ?? 0))
        above[above.length - 1] = { ...parent, mark: undefined };
      open = [...inner.filter((each) => each.indent < indent), list];
    } else open = inner;
    list.items.push(readItem(paragraph));
  }
  for (const { items } of lists) closeLast(items);
  return lists;
}

function closeLast(items: ListItem[]): void {
  const last = items.pop();
  if (last) items.push({ ...last, last: true });
}

function readItem(paragraph: Paragraph): ListItem {
  const text = paragraph.flat.folded;
  const kept = text.trimEnd();
  const letter = text.charAt(0);
  const [mark] = /[.;,]?(?:(?<=[;,]) (?:and|or))?$/.exec(kept.slice(-5)) ?? [''];
  const [ending = ''] = /[;,] (?:and|or)$/.exec(kept.slice(-5)) ?? [];
  const last = kept.slice(-1);
  const plain = /[A-Za-z\d%][’'”")]{0,2}$/.test(kept.slice(-3)) && ending === '';
  return {
    paragraph,
    end: kept.length - (ending === '' ? 0 : ending.length - 1),
    mark: text.includes('‹')
      ? undefined
      : ending !== ''
        ? (ending.charAt(0) as ';' | ',')
        : plain
          ? ''
          : mark === '.' || last === ';' || last === ','
            ? (last as '.' | ';' | ',')
            : undefined,
    capital: /[A-Z]/.test(letter) ? true : /[a-z]/.test(letter) ? false : undefined,
    sentences: (text.match(/[.?!] [A-Z]/g)?.length ?? 0) + 1,
    last: false,
    abbreviated: /\b(?:etc|e\.g|i\.e|al|[A-Z])\.$/.test(kept.slice(-12)),
  };
}
