import type { Paragraph, Report } from '../report/report.js';

/** An item of a list that is one paragraph. */
export interface ListItem {
  readonly start: number;
  /** Behind its last word and mark; before footnote references and markup. */
  readonly end: number;
  /** Of its first letter. */
  readonly first: number;
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

/**
 * The lists of the inspectorate's own text, in the order of the text. Recommendations are one list
 * across their addressees. A list whose items hold several paragraphs is left out.
 */
export function proseLists(report: Report): ListItem[][] {
  const recommendations = report.parts.find((each) => each.kind === 'recommendations')?.range;
  const recommended: ListItem[] = [];
  const lists: ListItem[][] = [recommended];
  /** The lists that can go on, from the outermost: how far their items are indented, and with what mark. */
  let open: { indent: number; mark: string; items: ListItem[] }[] = [];
  let end = 0;
  for (const paragraph of report.paragraphs) {
    if (paragraph.quoted || paragraph.inFootnote) continue;
    const { range } = paragraph;
    const line = report.lines.start(report.lines.lineAt(range.start));
    const lead =
      range.start - line > 60
        ? null
        : /^([ \t>]*)(?:([-*+])|\d{1,9}([.)]))[ \t]+$/.exec(report.text.slice(line, range.start));
    if (report.text.slice(end, Math.max(end, lead ? line : range.start)).trim() !== '') open = [];
    end = range.end;
    if (!lead) {
      // A paragraph that goes on an item, or stands between lists.
      if (range.start > line) for (const each of open) each.items.length = 0;
      open = [];
      continue;
    }
    const indent = lead[1]?.length ?? 0;
    const mark = lead[2] ?? lead[3] ?? '';
    if (
      report.contents &&
      range.start >= report.contents.range.start &&
      range.end <= report.contents.range.end
    )
      continue;
    const inner = open.filter((each) => each.indent <= indent);
    let list = inner.find((each) => each.indent === indent && each.mark === mark);
    const numbered = lead[3] !== undefined;
    if (!list) {
      const ofRecommendations =
        numbered &&
        indent === 0 &&
        recommendations !== undefined &&
        range.start >= recommendations.start &&
        range.end <= recommendations.end;
      list = { indent, mark, items: ofRecommendations ? recommended : [] };
      if (!ofRecommendations) lists.push(list.items);
      closeLast(list.items);
      const above = inner.at(-1)?.items;
      const parent = above?.at(-1);
      // What has a list of its own ends with a colon, or with nothing.
      if (above && parent && indent > (inner.at(-1)?.indent ?? 0))
        above[above.length - 1] = { ...parent, mark: undefined };
      open = [...inner.filter((each) => each.indent < indent), list];
    } else open = inner;
    list.items.push(readItem(report, paragraph));
  }
  for (const items of lists) closeLast(items);
  return lists;
}

function closeLast(items: ListItem[]): void {
  const last = items.pop();
  if (last) items.push({ ...last, last: true });
}

function readItem({ text }: Report, { range }: Paragraph): ListItem {
  const source = text.slice(range.start, range.end);
  // No more than the end tells how it ends.
  const tail = source.slice(-400);
  const kept = tail.replace(/(?:\[\^[^\]\s]{1,100}\]|[*_\s]){1,20}$/, '');
  const end = range.end - (tail.length - kept.length);
  const [, lead = ''] = /^([*_]{0,3})\p{L}/u.exec(source) ?? [];
  const first = range.start + lead.length;
  const letter = text.charAt(first);
  const [mark] = /[.;,]?(?:(?<=[;,]) (?:and|or))?$/.exec(kept) ?? [''];
  const [ending = ''] = /(?:;|,) (?:and|or)$/.exec(kept) ?? [];
  const last = kept.slice(-1);
  const plain = /[\p{L}\p{N}%][’'”")]{0,2}$/u.test(kept) && ending === '';
  return {
    start: range.start,
    end: end - (ending === '' ? 0 : ending.length - 1),
    first,
    mark: source.includes('‹')
      ? undefined
      : ending !== ''
        ? (ending.charAt(0) as ';' | ',')
        : plain
          ? ''
          : mark === '.' || last === ';' || last === ','
            ? (last as '.' | ';' | ',')
            : undefined,
    capital: /\p{Lu}/u.test(letter) ? true : /\p{Ll}/u.test(letter) ? false : undefined,
    sentences: (source.match(/[.?!]\s+\p{Lu}/gu)?.length ?? 0) + 1,
    last: false,
    abbreviated: /\b(?:etc|e\.g|i\.e|al|[A-Z])\.$/.test(kept),
  };
}
