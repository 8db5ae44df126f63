import type { Heading, Paragraph } from 'mdast';
import type { Framework } from '../../framework/framework.js';
import { wordsOnly } from '../../framework/wording.js';
import { readNumbered } from '../headings.js';
import { layoutParts } from '../parts.js';
import type { Range } from '../range.js';
import type { Report } from '../report.js';
import type { Collector, Passage } from '../text/passage.js';
import { linesOf, quoted, type Misreading } from './misreading.js';
import { nodesOf } from './nodes.js';

/** Spaces that are no space to Markdown, and what can't be seen at all. */
const unseen = String.raw`\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff`;
const sign = new RegExp(`(?:^|[\\r\\n])[ \\t${unseen}]*\\\\?[#＃]`, 'u');
const line = new RegExp(`^([ \\t${unseen}]*)(\\\\?)([#＃]{1,9})([ \\t${unseen}]*)`, 'u');

/** A line with number signs in front; of one sign and a word only the title of the report is sure to be meant. */
export interface LostHeading extends Misreading {
  readonly perhapsTitle: boolean;
}

/** Lines that begin with number signs and are no headings. */
export const lostHeadings: Collector<LostHeading> = {
  of: (passage) => {
    if (!sign.test(passage.text)) return [];
    return nodesOf(passage, 'paragraph', { inQuotations: false }).flatMap(({ node, isBlock }) => [
      ...inParagraph(passage, node, isBlock),
    ]);
  },
};

function* inParagraph(passage: Passage, node: Paragraph, isBlock: boolean): Iterable<LostHeading> {
  const { from, to } = passage.range(node);
  for (const [index, each] of linesOf(passage.text, from, to).entries()) {
    // Within a list or a footnote the first line stands behind a mark.
    if (index === 0 && !isBlock) continue;
    const match = line.exec(each.text);
    if (!match) continue;
    const [opening, lead = '', escape = '', signs = '', gap = ''] = match;
    const words = each.text.slice(opening.length);
    if (!/[\p{L}\p{N}]/u.test(words)) continue;
    // `\# 5` is written so by those who want a number sign; `#1 priority` and `#YJS` may be meant.
    if (escape !== '' && (signs.length < 2 || gap === '')) continue;
    const perhapsTitle = signs.length === 1 && gap === '' && lead === '';
    const start = each.from + lead.length + escape.length;
    const afterSigns = start + signs.length;
    const tooMany = signs.length > 6;
    const wide = signs.includes('＃');
    const depth = tooMany ? (/^\d{1,2}\.\s?\d/.test(words) ? 3 : 2) : signs.length;
    const edit = (begin: number, end: number, text: string) => ({ range: passage.place(begin, end), text });
    const repair = [
      ...(lead + escape === '' ? [] : [edit(each.from, start, '')]),
      ...(tooMany || wide ? [edit(start, afterSigns, '#'.repeat(depth))] : []),
      ...(gap === ' ' ? [] : [edit(afterSigns, afterSigns + gap.length, ' ')]),
    ];
    if (repair.length === 0) continue;
    const why =
      escape !== ''
        ? 'a backslash stands before its number signs'
        : lead !== ''
          ? /[^ \t]/.test(lead)
            ? 'a character that can’t be seen stands before its number signs'
            : 'it is set in'
          : tooMany
            ? `a heading has at most six number signs, not ${String(signs.length)}`
            : wide
              ? 'its number signs are not those of the keyboard'
              : gap === ''
                ? 'the space after its number signs is missing'
                : 'the space after its number signs is not an ordinary one';
    yield {
      range: passage.place(each.from, each.to),
      message: `${quoted(each.text)} is not read as a heading: ${why}.`,
      repair,
      fix: { title: 'Make it a heading', safe: !tooMany && escape === '' && !perhapsTitle },
      perhapsTitle,
    };
  }
}

/** Headings that belong to a list or a footnote, because they are set in. */
export const insetHeadings: Collector<Misreading> = {
  of: (passage) => {
    if (!/[\r\n][ \t]+#/.test(passage.text)) return [];
    return nodesOf(passage, 'heading', { inQuotations: false }).flatMap(({ node, isBlock }): Misreading[] => {
      const { from, to } = passage.range(node);
      const lead = /(?:^|[\r\n])([ \t]+)$/.exec(passage.text.slice(0, from))?.[1];
      if (isBlock || lead === undefined) return [];
      return [
        {
          range: passage.place(from, to),
          message: `${quoted(passage.text.slice(from, to))} is read as part of the list or footnote above, because it is set in.`,
          repair: [{ range: passage.place(from - lead.length, from), text: '' }],
          fix: { title: 'Begin at the left', safe: true },
        },
      ];
    });
  },
};

/** Paragraphs that a line of hyphens or equals signs below them has made headings of. */
export const accidentalHeadings: Collector<Misreading> = {
  of: (passage) => {
    if (!/^ {0,3}(?:-+|=+)[ \t]*$/m.test(passage.text)) return [];
    return nodesOf(passage, 'heading', { inQuotations: true }).flatMap(({ node }) =>
      underlined(passage, node),
    );
  },
};

function underlined(passage: Passage, node: Heading): Misreading[] {
  const { from, to } = passage.range(node);
  const lines = linesOf(passage.text, from, to);
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last || first === last || !/^[ \t>]*(?:-+|=+)[ \t]*$/.test(last.text)) return [];
  const text = passage.flatten(node).text.trim();
  const isText =
    lines.length > 2 ||
    text.length > 100 ||
    /[.?!;,:]['"’”)\]]*$/.test(text) ||
    /^[\p{L} ]{3,20}:/u.test(text);
  if (!isText) return [];
  return [
    {
      range: passage.place(first.from, lines.at(-2)?.to ?? first.to),
      message: `This text is read as a heading, because a line of ${last.text.includes('=') ? 'equals signs' : 'hyphens'} stands right below it.`,
      repair: [{ range: passage.place(last.from, last.from), text: lineEnding(passage) }],
      fix: { title: 'Put a blank line above that line', safe: true },
    },
  ];
}

/** The line ending of a passage. */
export function lineEnding({ text }: Passage): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** A paragraph of one short line that says what a heading of the report may say. */
interface BareTitle {
  readonly range: Range;
  readonly text: string;
  readonly kind: 'standard' | 'domain' | 'part';
  /** Number of the domain, id of the standard, or the part's words. */
  readonly of: string;
  /** The marks round it, or its number as a list has it. */
  readonly before: Range;
  readonly after: Range;
}

const collectors = new WeakMap<Framework, Collector<BareTitle>>();

function bareTitles(framework: Framework): Collector<BareTitle> {
  let collector = collectors.get(framework);
  if (!collector) {
    const titles = new Map<string, Pick<BareTitle, 'kind' | 'of'>>();
    for (const part of layoutParts(framework))
      for (const heading of [part.heading, ...part.accepted])
        titles.set(wordsOnly(heading), { kind: 'part', of: wordsOnly(part.heading) });
    collector = {
      of: (passage) =>
        passage.blocks.flatMap((node): BareTitle[] => {
          if (node.type !== 'paragraph' && node.type !== 'list') return [];
          const { from, to } = passage.range(node);
          if (to - from > 120 || to - from < 4 || /[\r\n]/.test(passage.text.slice(from, to))) return [];
          const raw = passage.text.slice(from, to);
          const match = /^(\*\*|__|)([^*_]{2,110})\1$/.exec(raw.trimEnd());
          const [, mark = '', words = ''] = match ?? [];
          if (mark === '' && node.type === 'paragraph' && !/^\d/.test(words)) return [];
          if (node.type === 'list' && !/^\d{1,2}\.[ \t]/.test(words)) return [];
          const plain = words.replace(/\[\^[^\]]{1,60}\]/g, '').trim();
          const said = titleOf(framework, titles, plain);
          if (!said) return [];
          return [
            {
              ...said,
              text: plain,
              range: passage.place(from, to),
              before: passage.place(from, from + mark.length),
              after: passage.place(from + mark.length + words.length, from + 2 * mark.length + words.length),
            },
          ];
        }),
    };
    collectors.set(framework, collector);
  }
  return collector;
}

function titleOf(
  framework: Framework,
  titles: ReadonlyMap<string, Pick<BareTitle, 'kind' | 'of'>>,
  text: string,
): Pick<BareTitle, 'kind' | 'of'> | undefined {
  const numbered = readNumbered(framework, text);
  const title = wordsOnly(text.slice(numbered.titleStart, numbered.titleEnd));
  if (numbered.kind === 'standard') {
    const standard = framework.standardById.get(numbered.standard ?? '');
    return standard && wordsOnly(standard.title) === title
      ? { kind: 'standard', of: standard.id }
      : undefined;
  }
  if (numbered.kind === 'domain') {
    const domain = framework.domainByNumber.get(numbered.domain ?? 0);
    return domain && wordsOnly(domain.title) === title
      ? { kind: 'domain', of: String(domain.number) }
      : undefined;
  }
  return titles.get(wordsOnly(text));
}

/** Titles of standards, domains and parts that stand on a line of their own where the heading of that is missing. */
export function bareHeadings(report: Report): Misreading[] {
  const { framework } = report;
  if (!framework) return [];
  const candidates = report.all(bareTitles(framework));
  if (candidates.length === 0) return [];
  const isHeading = (title: BareTitle) =>
    report.headings.some((heading) =>
      title.kind === 'standard'
        ? (heading.resolved ?? heading.standard) === title.of && !heading.inAnnexe
        : title.kind === 'domain'
          ? String(heading.domain) === title.of && heading.kind === 'domain'
          : wordsOnly(heading.text) === title.of || wordsOnly(heading.title) === title.of,
    );
  const places = new Set<string>();
  const starts = new Set(candidates.map((title) => title.range.start));
  return candidates.flatMap((title): Misreading[] => {
    const { range } = title;
    const key = `${title.kind} ${title.of}`;
    // Of a list of contents each is followed by the next; a summary or an annexe names standards too.
    const next = report.blocks.find((block) => block.start >= range.end);
    const listed = next !== undefined && starts.has(next.start);
    const previous = report.blocks.findLast((block) => block.end <= range.start);
    const closes = previous !== undefined && starts.has(previous.start);
    const part = report.parts.findLast((each) => each.range.start <= range.start);
    const elsewhere =
      (part && ['ratings', 'recommendations', 'summary', 'annexe', 'foreword'].includes(part.kind)) ?? false;
    const inPart = title.kind === 'part' ? false : elsewhere;
    const contents = part !== undefined && /^(?:table of )?contents$/i.test(part.heading.text);
    if (
      isHeading(title) ||
      places.has(key) ||
      inPart ||
      contents ||
      (title.kind !== 'domain' && listed) ||
      closes
    )
      return [];
    places.add(key);
    const signs = title.kind === 'standard' ? '###' : '##';
    const isBold = title.before.end > title.before.start;
    return [
      {
        range,
        message: `'${title.text}' is not read as a heading: it ${isBold ? 'stands in bold; a heading begins' : 'does not begin'} with ${signs} and a space.`,
        repair: [
          { range: title.before, text: `${signs} ` },
          ...(isBold ? [{ range: title.after, text: '' }] : []),
        ],
        fix: { title: 'Make it a heading', safe: false },
      },
    ];
  });
}
