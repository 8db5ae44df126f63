import type { CheckResult } from '../check/check.js';
import type { Framework } from '../framework/framework.js';
import { plain } from '../framework/wording.js';
import { dueness } from '../report/evidence.js';
import { misreadings } from '../report/misread/misreadings.js';
import { contains, type Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import { insertBlock, replaceByBlock } from '../rules/edits.js';
import type { Fix, TextEdit } from '../rules/rule.js';
import { recommendations } from './recommendations.js';
import { paragraphLines } from '../template/part.js';
import type { MarkdownLines } from '../template/section.js';

/** Something that can be put into a draft. */
export interface Insertion {
  readonly title: string;
  /** Why it is offered: what the draft lacks, or where such a thing stands. */
  readonly detail: string;
  /** `here`: what the section or part at the cursor lacks; `report`: what another lacks; `more`: what may stand here. */
  readonly group: 'here' | 'report' | 'more';
  /** The edits that put it where it belongs; the first is the text itself, the others what goes with it. */
  readonly edits: readonly [TextEdit, ...TextEdit[]];
  /** The text as a block of its own that may stand on the empty line at the cursor. */
  readonly block?: MarkdownLines;
}

/** Rules whose blocks do not have to stand just where their fix puts them, but anywhere in their section. */
const movable: readonly string[] = ['key-question-missing'];

/**
 * What can be inserted with the cursor at an offset: what is missing there, what is missing elsewhere, and what
 * reports hold in such a place. In the order of the text, what is missing here first.
 */
export function insertionsAt(result: CheckResult, offset: number): Insertion[] {
  const { report, problems, framework } = result;
  if (!framework) return [];
  const here = placeAt(report, offset);
  const line = blankLine(report, offset);
  const missing = problems.flatMap((problem) =>
    [problem.fix, ...(problem.alternatives ?? [])].flatMap((fix): (Insertion & { own: boolean })[] => {
      const [first, ...others] = insertedBy(fix);
      if (!first || !fix) return [];
      const isHere = here !== undefined && contains(here, first.range);
      const lines = blockLines(report, first);
      const fits =
        line !== undefined &&
        !isInBlock(report, line.start) &&
        lines !== undefined &&
        isHere &&
        (movable.includes(problem.rule) || isNextTo(report, first.range, line));
      return [
        {
          title: fix.title
            .replace(/^Insert (?:a section on )?/, '')
            .replace(/^./, (letter) => letter.toUpperCase()),
          detail: problem.message,
          group: isHere ? 'here' : 'report',
          // What the place itself lacks, before what belongs behind it.
          own: isHere && contains(here, problem.range) && first.range.start < here.end - 1,
          edits: [first, ...others],
          ...(fits ? { block: lines } : {}),
        },
      ];
    }),
  );
  const place = Math.max(blockEnd(report, offset), openingEnd(report, offset));
  const free =
    line && line.start >= openingEnd(report, offset) && !isInBlock(report, line.start) ? line : undefined;
  const more = stockTexts(framework, report, free?.start ?? place).map(({ title, lines }): Insertion => {
    const edit = free ? replaceByBlock(report, free, lines) : insertBlock(report, place, lines);
    return {
      title,
      detail: wordsOf(lines),
      group: 'more',
      edits: [edit],
      ...(free ? { block: lines } : {}),
    };
  });
  const order = ({ group, own }: Insertion & { own?: boolean }) =>
    group === 'here' ? (own === true ? 0 : 1) : group === 'more' ? 2 : 3;
  return [...missing, ...more].sort((a, b) => order(a) - order(b));
}

/** What a text says, without its marks. */
function wordsOf(lines: MarkdownLines): string {
  return lines
    .map((line) => line.replace(/^[>\s]+/, '').replaceAll('**', ''))
    .filter((line) => line !== '')
    .join(' ');
}

/** The edits of a fix that takes nothing away. */
function insertedBy(fix: Fix | undefined): readonly TextEdit[] {
  const inserts = fix?.edits.every(({ range, text }) => range.start === range.end && text.trim().length > 1);
  return fix && inserts === true && fix.title.startsWith('Insert') ? fix.edits : [];
}

/** The section of a standard or the part that an offset is in. */
function placeAt({ sections, parts }: Report, offset: number): Range | undefined {
  const holds = ({ range }: { range: Range }) => range.start <= offset && offset <= range.end;
  return (sections.findLast(holds) ?? parts.findLast(holds))?.range;
}

/** The line at an offset, where nothing stands on it, or the first letters of a word between blank lines. */
export function blankLine({ lines, frontMatter: { raw } }: Report, offset: number): Range | undefined {
  const index = lines.lineAt(offset);
  const start = lines.start(index);
  const text = lines.line(index);
  const isBlank = (line: number) => lines.line(line).trim() === '';
  const typed = /^\s*\p{L}{1,20}$/u.test(text) && isBlank(index - 1) && isBlank(index + 1);
  return (text.trim() === '' || typed) && !(raw && start < raw.end)
    ? { start, end: start + text.length }
    : undefined;
}

/** Where the opening of a standard's section ends: heading, statement, rating, table. Nothing goes in between. */
function openingEnd({ sections }: Report, offset: number): number {
  const section = sections.findLast(({ range }) => range.start <= offset && offset <= range.end);
  if (!section) return 0;
  const { heading, statement, ratings, introduction, table } = section;
  const ends = [statement?.range, ratings.at(-1)?.line, introduction?.range, table?.table.range];
  return Math.max(heading.range.end, ...ends.map((each) => each?.end ?? 0));
}

/** The lines of a block that an edit inserts; undefined for what is a part of one, such as a row of a table. */
function blockLines({ eol }: Report, { text }: TextEdit): MarkdownLines | undefined {
  const lines = text.trim().split(eol);
  return lines[0]?.startsWith('|') === true && lines.length < 3 ? undefined : lines;
}

/** Whether between a place and a line there is nothing but white space. */
function isNextTo({ text }: Report, place: Range, line: Range): boolean {
  return text.slice(Math.min(place.start, line.start), Math.max(place.start, line.start)).trim() === '';
}

function blockEnd(report: Report, offset: number): number {
  const { blocks, frontMatter } = report;
  const block = blocks.find((each) => each.start <= offset && offset <= each.end);
  if (!block) return Math.max(offset, frontMatter.raw?.end ?? 0);
  // What is not closed swallows whatever is put in or behind it.
  return isSwallowed(report, offset) ? block.start : block.end;
}

/** Whether a blank line belongs to a block: a comment, a block of code, a list. */
function isInBlock({ blocks }: Report, offset: number): boolean {
  return blocks.some((block) => block.start < offset && offset < block.end);
}

/** Whether an offset is in a comment, a fence or a tag that is never closed. */
function isSwallowed(report: Report, offset: number): boolean {
  const block = report.blocks.find((each) => each.start <= offset && offset <= each.end);
  return (
    block !== undefined &&
    misreadings(report).some(({ isOpen, range }) => isOpen === true && contains(block, range))
  );
}

/** Stock texts that have their place where the cursor is, and are not there yet or may stand there again. */
function stockTexts(
  framework: Framework,
  report: Report,
  offset: number,
): { title: string; lines: MarkdownLines }[] {
  const { values } = report.frontMatter;
  const holds = ({ range }: { range: Range }) => range.start <= offset && offset <= range.end;
  const section = report.sections.findLast(holds);
  const part = report.parts.findLast(holds);
  if (!section && !part) return [];
  const heading = report.headings.findLast((each) => each.range.start <= offset && each.depth <= 3);
  const own = [
    ...(section
      ? (report.layout?.sectionBody[section.standard.judged] ?? []).map(
          (each) => `${section.standard.id}-${each.replace(/[{}]/g, '')}`,
        )
      : []),
    ...(part?.kind === 'domain' && !section
      ? Object.keys(framework.stock).filter((each) =>
          each.startsWith(`domain-${String(part.heading.domain)}-`),
        )
      : []),
    ...(/involvement/i.test(heading?.text ?? '') ? ['text-survey', 'text-survey-scores'] : []),
    ...(/diversity/i.test(heading?.text ?? '') ? ['diversity-lead'] : []),
  ];
  const text = plain(report.text.slice((part ?? section)?.range.start, (part ?? section)?.range.end));
  const once = own.filter((name) => {
    const stock = framework.stock[name];
    // By its opening words: what follows are slots that the author has filled in.
    return stock !== undefined && !text.includes(plain(stock.split(/[{‹]/)[0] ?? ''));
  });
  const often = [
    ...(part?.kind === 'recommendations' ? ['recommendations'] : []),
    ...(part?.kind === 'domain' ? ['practice-example', 'quotation'] : []),
  ].filter((name) => framework.stock[name] !== undefined);
  const due = once.filter((name) => {
    const standard = framework.standardById.get(name.split('-')[0] ?? '');
    return !standard || dueness(report, standard) !== 'out-of-place';
  });
  const before = recommendations(report).filter(({ range }) => range.start < offset);
  const next = String(before.length + 1);
  return [...due, ...often].map((name) => ({
    title:
      titles[name] ??
      `Opening sentence of ${name.replace(/-(lead|judgement|key-findings)$/, '').replaceAll('-', ' ')}`,
    lines: paragraphLines(framework, [{ stock: name }], values)
      .slice(1)
      .map((line) => (name === 'recommendations' ? line.replace(/^1/, next) : line)),
  }));
}

const titles: Readonly<Record<string, string>> = {
  recommendations: 'Recommendations to somebody else',
  'practice-example': 'Practice example (good practice)',
  quotation: 'Quotation',
  'text-survey': 'Text survey',
  'text-survey-scores': 'Scores of the text survey',
  'diversity-lead': 'Opening of the part on diversity',
};
