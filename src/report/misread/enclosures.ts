import type { Code, Html } from 'mdast';
import type { Report } from '../report.js';
import type { Collector, Passage } from '../text/passage.js';
import { lineEnding } from './headings.js';
import { linesOf, quoted, type Misreading } from './misreading.js';
import { nodesOf } from './nodes.js';

/** What opens and is not closed, so that all behind it is swallowed; and what is set in and so taken for code. */
export const unclosed: Collector<Misreading> = {
  of: (passage) => [
    ...(/`{3}|~{3}| {4}|\t/.test(passage.text)
      ? nodesOf(passage, 'code', { inQuotations: true }).flatMap(({ node }) => code(passage, node))
      : []),
    ...(passage.text.includes('<')
      ? [
          ...nodesOf(passage, 'html', { inQuotations: true }).flatMap(({ node, isBlock }) =>
            html(passage, node, isBlock),
          ),
          ...nodesOf(passage, 'paragraph', { inQuotations: true }).flatMap(({ node }) => {
            const { from, to } = passage.range(node);
            return openInText(passage, from, to);
          }),
        ]
      : []),
  ],
};

const fence = /^[ \t>]*(`{3,}|~{3,})/;

function code(passage: Passage, node: Code): Misreading[] {
  const { from, to } = passage.range(node);
  const lines = linesOf(passage.text, from, to);
  const [first] = lines;
  if (!first) return [];
  const marks = fence.exec(first.text)?.[1];
  if (marks !== undefined) {
    const last = lines.at(-1);
    const closing = fence.exec(last?.text ?? '')?.[1] ?? '';
    const isClosed =
      lines.length > 1 &&
      closing.length >= marks.length &&
      closing.startsWith(marks.charAt(0)) &&
      last?.text.trim() === closing;
    if (isClosed) return [];
    return [
      {
        range: passage.place(first.from, first.to),
        message: `${quoted(first.text)} opens a block of code that is never closed: nothing below it is read or printed as part of the report.`,
        repair: [{ range: passage.place(first.from, first.to), text: '' }],
        fix: { title: 'Take out this line', safe: false },
        isOpen: true,
      },
    ];
  }
  let start = from;
  while (/[ \t]/.test(passage.text.charAt(start - 1))) start--;
  const indented = linesOf(passage.text, start, to);
  const indents = indented.flatMap(({ from: begin, text }) => {
    const width = /^[ \t]*/.exec(text)?.[0].length ?? 0;
    return width > 0 ? [{ range: passage.place(begin, begin + width), text: '' }] : [];
  });
  if (indents.length === 0) return [];
  const tab = indented[0]?.text.slice(0, 4).includes('\t') === true;
  return [
    {
      range: passage.place(from, to),
      message: `${quoted(first.text)} is read as code, because ${tab ? 'a tab stands' : 'four spaces or more stand'} before it.`,
      repair: indents,
      fix: { title: 'Begin at the left', safe: /^#{1,6} /.test(first.text.trimStart()) },
    },
  ];
}

/** Lines that only the report itself can have, so that a comment or tag above them was to end before. */
const ofReport = /^ {0,3}(?:#{1,6} |\||\[\^[^\]]+\]:|[A-Z][a-z]+(?: rating)?: )/;

/** Where a comment that is not closed was to end: before a blank line, or before what is surely the report's. */
function meantEnd(passage: Passage, from: number, to: number): number {
  const lines = linesOf(passage.text, from, to);
  const next = lines.findIndex(({ text }, index) => index > 0 && (text.trim() === '' || ofReport.test(text)));
  return (next > 0 ? lines[next - 1] : lines.at(-1))?.to ?? to;
}

const swallowing = /<(script|style|pre|textarea)(?=[\s>])[^>]*>/i;

function html(passage: Passage, node: Html, isBlock: boolean): Misreading[] {
  const { from, to } = passage.range(node);
  const raw = passage.text.slice(from, to);
  const comment = openComment(raw);
  if (comment !== undefined) {
    const end = meantEnd(passage, from + comment, to);
    return [
      {
        range: passage.place(from + comment, end),
        message:
          'This comment is never closed by -->: nothing below it is read or printed as part of the report.',
        repair: [{ range: passage.place(end, end), text: ` -->${isBlock ? lineEnding(passage) : ''}` }],
        fix: { title: 'Close the comment here', safe: false },
        isOpen: true,
      },
    ];
  }
  if (!isBlock) return [];
  const tag = swallowing.exec(raw);
  if (tag && !new RegExp(`</${tag[1] ?? ''}\\s*>`, 'i').test(raw)) {
    const start = from + tag.index;
    return [
      {
        range: passage.place(start, start + tag[0].length),
        message: `${quoted(tag[0])} is never closed: nothing below it is read or printed as part of the report.`,
        repair: [{ range: passage.place(start, start + tag[0].length), text: '' }],
        fix: { title: `Take out ${tag[0]}`, safe: false },
        isOpen: true,
      },
    ];
  }
  return behind(passage, from, raw);
}

/** Where a comment opens in a piece of HTML that is not closed, or closed only by the end of the next one. */
function openComment(raw: string): number | undefined {
  for (let start = raw.indexOf('<!--'); start >= 0;) {
    const end = raw.indexOf('-->', start + 4);
    const next = raw.indexOf('<!--', start + 4);
    if (end < 0 || (next >= 0 && next < end)) return start;
    start = next;
  }
  return undefined;
}

/** What stands on the line of a comment, or right below a tag, and is therefore not read. */
function behind(passage: Passage, from: number, raw: string): Misreading[] {
  // See openDetails.
  if (/<details\b/i.test(raw) && !/<\/details/i.test(raw)) return [];
  const bare = raw.replace(/<!--[\s\S]*?-->/g, (match) => ' '.repeat(match.length));
  const tagged = bare.replace(/<\/?[A-Za-z][^<>]*>/g, (match) => ' '.repeat(match.length));
  const isComment = bare.trim() === tagged.trim();
  const lines = linesOf(tagged, 0, tagged.length);
  const lost = lines.find(({ text }, index) =>
    isComment ? text.trim() !== '' : index > 0 && ofReport.test(text),
  );
  if (!lost) return [];
  const start = from + lost.from + (lost.text.length - lost.text.trimStart().length);
  const eol = lineEnding(passage);
  const onLine = isComment;
  return [
    {
      range: passage.place(start, from + lost.from + lost.text.trimEnd().length),
      message: onLine
        ? `${quoted(lost.text)} is not read or printed, because it stands on the line of a comment.`
        : `${quoted(lost.text)} is not read as part of the report, because it stands right below an HTML tag.`,
      repair: [{ range: passage.place(start, start), text: onLine ? eol + eol : eol }],
      fix: { title: onLine ? 'Put it on a line of its own' : 'Put a blank line above it', safe: true },
    },
  ];
}

/** A comment that begins in a paragraph and is not closed there: it is printed. */
function openInText(passage: Passage, from: number, to: number): Misreading[] {
  const raw = passage.text.slice(from, to);
  const start = openComment(raw);
  if (start === undefined || raw.slice(0, start).endsWith('`')) return [];
  const end = meantEnd(passage, from + start, to);
  return [
    {
      range: passage.place(from + start, end),
      message: 'This comment is not closed by -->, so it is printed.',
      repair: [{ range: passage.place(end, end), text: ' -->' }],
      fix: { title: 'Close the comment here', safe: false },
    },
  ];
}

interface Tag {
  readonly closes: boolean;
  readonly range: Misreading['range'];
  /** Where a blank line is missing below it. */
  readonly gap: Misreading['range'] | undefined;
  readonly eol: string;
}

const detailTags: Collector<Tag> = {
  of: (passage) =>
    /<\/?details/i.test(passage.text)
      ? nodesOf(passage, 'html', { inQuotations: true }).flatMap(({ node }) => {
          const { from, to } = passage.range(node);
          const raw = passage.text
            .slice(from, to)
            .replace(/<!--[\s\S]*?-->/g, (match) => ' '.repeat(match.length));
          const lost = linesOf(raw, 0, raw.length).find(
            ({ text }, index) => index > 0 && ofReport.test(text),
          );
          return Array.from(raw.matchAll(/<(\/?)details\b[^<>]*>/gi), (match) => ({
            closes: match[1] === '/',
            range: passage.place(from + match.index, from + match.index + match[0].length),
            gap: lost && passage.place(from + lost.from, from + lost.from),
            eol: lineEnding(passage),
          }));
        })
      : [],
};

/** `<details>` without its end: what is behind it is folded away. */
export function openDetails(report: Report): Misreading[] {
  const open: Tag[] = [];
  for (const tag of report.all(detailTags))
    if (!tag.closes) open.push(tag);
    else open.pop();
  return open.map(({ range, gap, eol }) => ({
    range,
    message: '<details> is never closed by </details>: all that stands below it is folded away.',
    repair: gap ? [{ range: gap, text: eol }] : [],
    fix: { title: 'Take out <details>', safe: false, edits: [{ range, text: '' }] },
  }));
}
