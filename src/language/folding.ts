import type { CheckResult } from '../check/check.js';
import type { Range } from '../report/range.js';
import type { Heading, Report } from '../report/report.js';
import { sectionEnds } from './levels.js';

/** A stretch that folds away behind its first line. */
export interface Fold {
  /** 0-based UTF-16 offsets; it begins and ends on different lines. */
  readonly range: Range;
  readonly kind: 'front-matter' | 'footnotes' | 'disabled' | 'part';
}

/** What folds in a draft and in no other Markdown: headings, lists and tables are the editor's own. */
export function folds({ report }: CheckResult): Fold[] {
  const { raw } = report.frontMatter;
  const sections = markdownSections(report);
  const all: Fold[] = [
    ...(raw ? [{ kind: 'front-matter' as const, range: { start: raw.start, end: raw.end } }] : []),
    ...disabledStretches(report).map((range) => ({ kind: 'disabled' as const, range })),
    ...footnoteBlocks(report).map((range) => ({ kind: 'footnotes' as const, range })),
    ...domainParts(report, sections).map((range) => ({ kind: 'part' as const, range })),
  ];
  const ends = [...sections.values()].map((each) => trimmed(report, each));
  return all
    .map((fold) => ({ ...fold, range: trimmed(report, fold.range) }))
    .filter(({ range }) => report.lines.lineAt(range.start) < report.lines.lineAt(range.end))
    .filter(({ range }) => !ends.some((section) => cutsOff(range, section)));
}

/** Whether a fold would end within a section that begins in it: VS Code leaves such a section without its fold. */
function cutsOff(fold: Range, section: Range): boolean {
  return fold.start < section.start && section.start < fold.end && fold.end < section.end;
}

/** From a comment that turns rules off to the one that turns them on again. */
function disabledStretches({ directives }: Report): Range[] {
  return directives.flatMap((opening, index) => {
    if (opening.kind !== 'disable') return [];
    const ids = new Set(opening.rules.map((each) => each.id));
    const closing = directives.find(
      ({ kind, rules }, at) =>
        at > index && kind === 'enable' && (rules.length === 0 || rules.some((each) => ids.has(each.id))),
    );
    return closing ? [{ start: opening.range.start, end: closing.range.end }] : [];
  });
}

/** Footnotes that follow one another with nothing but blank lines between. */
function footnoteBlocks({ text, footnotes }: Report): Range[] {
  const blocks: Range[] = [];
  for (const { range } of footnotes.definitions) {
    const last = blocks.at(-1);
    const follows =
      last !== undefined && range.start >= last.end && text.slice(last.end, range.start).trim() === '';
    if (follows) blocks[blocks.length - 1] = { start: last.start, end: range.end };
    else blocks.push(range);
  }
  return blocks;
}

/** Domains whose part does not end where Markdown lets the section of their heading end. */
function domainParts({ parts }: Report, sections: ReadonlyMap<Heading, Range>): Range[] {
  return parts.flatMap(({ kind, heading, range }) =>
    kind === 'domain' && sections.get(heading)?.end !== range.end ? [range] : [],
  );
}

/** What Markdown takes for the section of each heading: up to the next that is not below it. */
function markdownSections({ headings, text }: Report): ReadonlyMap<Heading, Range> {
  const ends = sectionEnds(headings.map(({ depth }) => depth));
  return new Map(
    headings.map((heading, index) => [
      heading,
      {
        start: heading.range.start,
        end: headings[ends[index] ?? headings.length]?.range.start ?? text.length,
      },
    ]),
  );
}

/** Without the blank lines at its end. */
function trimmed({ text }: Report, { start, end }: Range): Range {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
