import type { CheckResult } from '../check/check.js';
import { builtInFramework, frameworkIds } from '../framework/frameworks.js';
import { keyQuestionText, type Framework } from '../framework/framework.js';
import { explainStandard } from '../rating/explain.js';
import { dueness, standardViews } from '../report/evidence.js';
import { frontMatterShape } from '../report/frontMatter.js';
import { trim } from '../report/trim.js';
import type { Range } from '../report/range.js';
import { recogniseRating } from '../report/ratings.js';
import type { KeyQuestionTable, RatingsPage, Report, StandardSection } from '../report/report.js';
import {
  freeLabel,
  insertBlock,
  referencesIn,
  replaceByBlock,
  tableRow,
  trimmedEnd,
} from '../rules/edits.js';
import type { TextEdit } from '../rules/rule.js';
import { rules } from '../rules/rules.js';
import { lowestScoreFootnote } from '../rules/rating-introduction.js';
import { ratingDue } from '../rules/statedRating.js';
import { shortQuestion } from '../rules/wording.js';
import { partTemplate, unscoredLabel, unscoredNote } from '../template/part.js';
import { questionInRow, standardSection, type MarkdownLines } from '../template/section.js';
import { fillSlots } from '../template/slots.js';
import { snippetLines } from '../template/snippet.js';
import { snippets } from '../template/snippets.js';
import { blankLine, insertionsAt } from './insertions.js';

/** Something that can be completed at the cursor. */
export interface Completion {
  readonly kind: 'block' | 'heading' | 'question' | 'rating' | 'key' | 'value' | 'footnote' | 'rule';
  readonly label: string;
  readonly detail?: string;
  /** What it replaces; on the cursor's line. */
  readonly range: Range;
  /** What it puts there: plain text, or a snippet. */
  readonly text: string;
  readonly snippet: boolean;
  /** What is compared with what has been typed in `range`, where it is not the label. */
  readonly filter?: string;
  /** What goes with it elsewhere. */
  readonly others?: readonly TextEdit[];
  /** More is to be completed right behind it. */
  readonly goOn?: boolean;
}

/** The line that the cursor is in. */
interface Line {
  readonly start: number;
  readonly text: string;
  /** What stands before the cursor, and behind it. */
  readonly before: string;
  readonly after: string;
}

/** Characters that open the list of completions when they are typed. */
export const triggerCharacters = ['#', '|', ':', '[', '-', '^', ' '];

/** Whether anything can be completed with this before the cursor: asked before a draft is checked for it. */
export function mayComplete(before: string): boolean {
  return (
    /^\s*[\w.-]*$/.test(before) ||
    /^#{1,6}( |$)|^\s*\||^\s*<!--|\[\^[^\]\s]*$/.test(before) ||
    /^\s*[*_]{0,3}[\w -]{1,40}:[^:]*$/.test(before)
  );
}

/**
 * What can be completed at an offset (0-based UTF-16) of a draft: the likeliest first. What is taken first leaves a
 * draft that checks as it did.
 */
export function completionsAt(result: CheckResult, offset: number): Completion[] {
  const { report, framework } = result;
  const { lines } = report;
  const index = lines.lineAt(offset);
  const start = lines.start(index);
  const text = lines.line(index);
  const line: Line = {
    start,
    text,
    before: text.slice(0, offset - start),
    after: text.slice(offset - start),
  };
  const { raw } = report.frontMatter;
  // The closing hyphens begin where the content ends.
  if (
    raw &&
    start >= raw.contentStart &&
    (start < raw.contentEnd || (!raw.closed && start === raw.contentEnd))
  )
    return frontMatterCompletions(report, line);
  if (/^\s*<!--/.test(line.before)) return commentCompletions(result, line);
  if (!framework || !report.layout) return [];
  const label = /\[\^([^\]\s]*)$/.exec(line.before);
  if (label) return footnoteCompletions(result, framework, line, label[1] ?? '');
  const section = sectionAt(report, offset);
  if (/^#{1,6}( |$)/.test(line.before)) return headingCompletions(result, framework, line, section);
  if (/^\s*\|/.test(line.before)) return cellCompletions(result, framework, line, section);
  if (/^\s*ir-[\w.-]*$/.test(line.before)) return snippetCompletions(framework, report, line);
  const stated = statedCompletions(result, framework, line, section);
  if (stated.length > 0) return stated;
  return blockCompletions(result, framework, line, offset);
}

function sectionAt({ sections }: Report, offset: number): StandardSection | undefined {
  return sections.findLast(({ range }) => range.start <= offset && offset <= range.end);
}

/** The rest of the cursor's line from a column. */
function rest({ start, text }: Line, column: number): Range {
  return { start: start + column, end: start + text.length };
}

/**
 * Where something begins that no item says again, and that stays whatever is taken: a comment, a note in
 * parentheses, a link, a footnote mark, emphasis, a hard break.
 */
const besides = /\\?[<([{*_`~#]|\\?$/;

/** How much of a text comes before that, without the spaces in front of it. */
function plainLength(text: string): number {
  return text.slice(0, besides.exec(text)?.index).trimEnd().length;
}

/** Whether words that an item says again begin with marks: they would stand there twice. */
function isHalfMarked(behind: string): boolean {
  return /^\s*(?:[*_`~]|\[(?!\^))/.test(behind);
}

/** From a column to where a value ends, or to the cursor where only spaces are between; undefined where it is behind. */
function valueRange({ start, text, before }: Line, column: number, length: number): Range | undefined {
  const end = column + length;
  if (before.length > end && text.slice(end, before.length).trim() !== '') return undefined;
  return { start: start + column, end: start + Math.max(end, before.length) };
}

/** What keeps an item from what stays behind it. */
function gapBefore({ start, text }: Line, { end }: Range): string {
  return /^[\p{L}\p{N}<({*_`~#]/u.test(text.slice(end - start)) ? ' ' : '';
}

/**
 * How many characters of what follows a label, or stands in a cell, are a value: emphasis with all in it, or
 * plain words that can be taken for one; else those of the word at the cursor. Undefined where more than a
 * value stands within the marks of emphasis.
 */
function valueLength(text: string, cursor: number, isValue: (words: string) => boolean): number | undefined {
  const marked = /^\s*([*_]{1,3})((?:(?!\1).)*)\1/.exec(text);
  if (marked) return /[<(`\\]|\]\(/.test(marked[2] ?? '') ? undefined : marked[0].length;
  const run = text.slice(0, plainLength(text));
  const ends = [...run.matchAll(/[\p{L}\p{N}.'"’”›](?![\p{L}\p{N}.'"’”›])/gu)]
    .map(({ index }) => index + 1)
    .reverse();
  const isInWord = /[\p{L}\p{M}\p{N}]$/u.test(run.slice(0, cursor));
  const ending = /^[\p{L}\p{M}\p{N}-]*/u.exec(run.slice(cursor))?.[0] ?? '';
  const word = isInWord ? ending.length : 0;
  return ends.find((end) => isValue(run.slice(0, end))) ?? Math.min(run.length, cursor + word);
}

function isRating(framework: Framework): (words: string) => boolean {
  return (words) => recogniseRating(framework, trim(words, /[\s'"‘“’”.]/).text).kind !== 'unknown';
}

const isScore = (words: string) =>
  /^\s*(?:\d{1,5}(?:\s*(?:\/|out of|of)\s*\d{0,5})?|TBC|‹[^›]*›)$/i.test(words);

/** Front matter: its keys, and the values of those that have a choice. */
function frontMatterCompletions(report: Report, line: Line): Completion[] {
  const entry = /^(\s*)([\w-]+):\s*/.exec(line.text);
  const column = entry?.[0].length ?? 0;
  if (entry && line.before.length >= entry[0].trimEnd().length) {
    const key = `${entry[1] === '' ? '' : 'cases.'}${entry[2] ?? ''}`;
    const from = Math.max(entry[0].trimEnd().length, Math.min(column, line.before.length));
    const value = /^(?:\s*(["'])(?:(?!\1).)*\1|(?:(?!(?:\s|^)#).)*)/.exec(line.text.slice(from))?.[0] ?? '';
    const range = valueRange(line, from, value.trimEnd().length);
    if (!range) return [];
    const lead = line.text.charAt(range.start - line.start - 1) === ':' ? ' ' : '';
    return valuesOf(report, key).map(({ value, about }) => ({
      kind: 'value',
      label: value,
      ...(about === undefined ? {} : { detail: about }),
      range,
      text: lead + value + gapBefore(line, range),
      filter: lead + value,
      snippet: false,
    }));
  }
  if (!/^\s*[\w-]*$/.test(line.text)) return [];
  const { framework, frontMatter, lines } = report;
  // Among the sample sizes an entry is set in as they are, also where the line is still empty.
  const own = frontMatter.keys.get('cases');
  const entries = [...frontMatter.keys].filter(([key]) => key.startsWith('cases.'));
  const number = lines.lineAt(line.start);
  const typedIn = /^\s+/.test(line.text);
  const above = own && lines.lineAt(own.start) < number;
  const inCases = above === true && (typedIn || /^\s+\S/.test(lines.line(number + 1)));
  const [first] = entries;
  const indent =
    inCases && first
      ? ' '.repeat(first[1].start - lines.start(lines.lineAt(first[1].start)))
      : inCases
        ? '  '
        : '';
  const known: [string, string][] = inCases
    ? Object.entries(framework?.cases ?? {}).map(([name, what]) => [name, `How many ${what}.`])
    : [
        ...Object.entries(frontMatterShape).map(([name, { description }]): [string, string] => [
          name,
          description,
        ]),
        ['cases', 'Sizes of the samples, a line each, set in by two spaces.'],
      ];
  return known
    .filter(([name]) => !frontMatter.keys.has(inCases ? `cases.${name}` : name))
    .map(([name, about]) => ({
      kind: 'key',
      label: name,
      detail: about,
      range: rest(line, 0),
      text: indent + (name === 'cases' ? `cases:${report.eol}  ` : `${name}: `),
      filter: (/^\s*/.exec(line.text)?.[0] ?? '') + name,
      snippet: false,
      goOn: true,
    }));
}

function valuesOf({ framework, frontMatter }: Report, key: string): { value: string; about?: string }[] {
  const given = (name: string) => frontMatter.values.get(name)?.value ?? '';
  switch (key) {
    case 'framework':
      return frameworkIds.map((id) => ({ value: id, about: builtInFramework(id)?.title ?? '' }));
    case 'layout':
      return (framework?.layouts ?? []).map(({ id, title }) => ({ value: id, about: title }));
    case 'abbreviation':
      return (framework?.serviceWords ?? []).map((value) => ({ value }));
    case 'short-name': {
      const value = `${given('area-short') || given('area')} ${given('abbreviation')}`.trim();
      return value === '' ? [] : [{ value, about: 'Area and abbreviation' }];
    }
    default: {
      const only = framework?.standards.find((each) => each.dueWith === key.replace(/^cases\./, ''));
      return key.startsWith('cases.') && only
        ? [{ value: '0', about: `No such cases: the report has no section on ${only.id}` }]
        : [];
    }
  }
}

/** A comment that turns a rule off: its name, and the rules that have something to say in this draft first. */
function commentCompletions({ problems }: CheckResult, line: Line): Completion[] {
  const opening = /^(\s*<!--\s*)([\w-]*)$/.exec(line.before);
  if (opening) {
    const start = opening[1]?.length ?? 0;
    const word = /^[\w-]*/.exec(line.text.slice(start))?.[0].length ?? 0;
    // Where the comment is there already, only its name is changed.
    const whole = /^\s*(?:-{0,2}>\s*)?$/.test(line.text.slice(start + word));
    const range = whole ? rest(line, start) : { start: line.start + start, end: line.start + start + word };
    const lead = opening[1]?.endsWith('--') === true ? ' ' : '';
    return [
      ['disable-next-line', 'Turns a rule off for the next line.'],
      ['disable', 'Turns a rule off from here on.'],
      ['enable', 'Turns a rule on again.'],
    ].map(([name = '', about = '']) => ({
      kind: 'rule',
      label: `inspection-report-${name}`,
      detail: about,
      range,
      text: whole
        ? `${lead}inspection-report-${name} $1${name === 'enable' ? '' : ' -- ${2:reason}'} -->`
        : `${lead}inspection-report-${name}`,
      filter: `${lead}inspection-report-${name}`,
      snippet: whole,
      goOn: true,
    }));
  }
  const named =
    /^\s*<!--\s*inspection-report-(?:disable-next-line|disable|enable)\s+((?:[\w-]+[\s,]+)*)([\w-]*)$/.exec(
      line.before,
    );
  if (!named || /\s--\s/.test(line.before)) return [];
  const already = (named[1] ?? '').split(/[\s,]+/);
  const reported = new Set(problems.map((each) => each.rule));
  const typed = named[2] ?? '';
  const end = line.start + line.before.length;
  return (
    rules
      // Nothing turns off the rule on comments.
      .filter((each) => !('checkDirectives' in each) && !already.includes(each.id))
      .sort((a, b) => Number(reported.has(b.id)) - Number(reported.has(a.id)))
      .map(({ id, summary }) => ({
        kind: 'rule',
        label: id,
        detail: summary,
        range: { start: end - typed.length, end: end + (/^[\w-]*/.exec(line.after)?.[0].length ?? 0) },
        text: id,
        snippet: false,
      }))
  );
}

/** Labels of footnotes, and the stock footnotes that the draft does not have yet, with their text. */
function footnoteCompletions(
  { report }: CheckResult,
  framework: Framework,
  line: Line,
  typed: string,
): Completion[] {
  const { definitions, references } = report.footnotes;
  const end = line.start + line.before.length;
  const behind = /^[^\]\s[|]*\]?/.exec(line.after)?.[0] ?? '';
  const range = { start: end - typed.length, end: end + (behind.endsWith(']') ? behind.length : 0) };
  const isDefinition = /^\[\^[^\]]*$/.test(line.before);
  const item = (label: string, detail: string, others?: readonly TextEdit[]): Completion => ({
    kind: 'footnote',
    label,
    detail,
    range,
    text: `${label}]${isDefinition && !line.after.includes(':') ? ': ' : ''}`,
    snippet: false,
    ...(others ? { others } : {}),
  });
  if (isDefinition)
    return references
      .filter(
        (each, index) =>
          !each.defined &&
          each.range.start !== line.start &&
          references.findIndex((one) => one.label === each.label) === index,
      )
      .map((each) => item(each.label, 'Has no text yet'));
  const own = definitions.map((each) => item(each.label, each.flat.text));
  const section = sectionAt(report, end);
  const stock: [string, string | undefined][] = [
    ['lowest', section?.table ? report.layout?.lowestScoreFootnotes[0] : undefined],
    [
      unscoredLabel(framework),
      report.ratingsPage && end >= report.ratingsPage.range.start && end <= report.ratingsPage.range.end
        ? unscoredNote(framework)
        : undefined,
    ],
  ];
  const around = section?.range ?? report.parts.findLast((each) => each.range.start <= end)?.range;
  const fresh = stock.flatMap(([label, text]) => {
    if (text === undefined || !around) return [];
    const words = fillSlots(framework, text, report.frontMatter.values);
    if (definitions.some((each) => each.flat.text.startsWith(words.slice(0, 40)))) return [];
    const free = freeLabel(report, label);
    return [
      item(free, `New: ${words}`, [
        insertBlock(report, trimmedEnd(report, around), [`[^${free}]: ${words}`]),
      ]),
    ];
  });
  return [...own, ...fresh];
}

/** Headings: the next standards and parts, with the section below where nothing stands there yet. */
function headingCompletions(
  result: CheckResult,
  framework: Framework,
  line: Line,
  section: StandardSection | undefined,
): Completion[] {
  const { report } = result;
  const { layout } = report;
  if (!layout) return [];
  const depth = /^#+/.exec(line.before)?.[0].length ?? 0;
  const range = rest(line, 0);
  // Marks that have opened would be left without their end.
  if (plainLength(line.before.slice(depth)) < line.before.slice(depth).trimEnd().length) return [];
  const behind = line.after.slice(plainLength(line.after)).trimEnd();
  if (isHalfMarked(behind)) return [];
  // A heading that is only being corrected keeps what is below it.
  const below = report.text.slice(range.end).trimStart();
  const bare = below === '' || below.startsWith('#');
  const heading = (label: string, detail: string, lines: MarkdownLines): Completion => {
    const [first = '', ...others] = lines;
    const kept = first + behind;
    return {
      kind: 'heading',
      label,
      detail,
      range,
      ...blockText(framework, report, range, bare ? [kept, ...others] : [kept]),
      filter: first,
    };
  };
  const items: Completion[] = [];
  const views = standardViews(report);
  const isTyped = (start: number) => start >= line.start && start <= line.start + line.text.length;
  if (depth === 1 || depth === 3) {
    const missing = framework.standards.filter((each) => {
      const body = views.get(each.id)?.body;
      return dueness(report, each) !== 'out-of-place' && (!body || isTyped(body.range.start));
    });
    const above = report.sections.findLast((each) => !each.inAnnexe && each.range.start < line.start);
    const next = above ? framework.standards.indexOf(above.standard) + 1 : 0;
    const domain = report.parts.findLast((each) => each.range.start < line.start)?.heading.domain;
    const footnote = lowestScoreFootnote(report);
    for (const each of [...missing].sort(
      (a, b) =>
        nextFirst(framework.standards.indexOf(a), next) - nextFirst(framework.standards.indexOf(b), next),
    )) {
      const isNext = domain === undefined || each.id.startsWith(`${String(domain)}.`);
      const lines = standardSection(framework, each, layout, {
        footnote: footnote.label,
        footnoteExists: footnote.exists,
        values: report.frontMatter.values,
      });
      const item = heading(`${each.id}. ${each.title}`, 'Standard', lines);
      if (isNext) items.push(item);
    }
  }
  if (depth <= 2) {
    const present = new Set(
      report.parts.filter((each) => !isTyped(each.range.start)).map((each) => each.part),
    );
    const above = report.parts.findLast((each) => each.range.start < line.start)?.part;
    const next = above ? layout.parts.indexOf(above) + 1 : 0;
    const covers = framework.standards.filter((each) => result.rating?.covers.includes(each.id));
    for (const part of layout.parts
      .filter((each) => !present.has(each))
      .sort((a, b) => nextFirst(layout.parts.indexOf(a), next) - nextFirst(layout.parts.indexOf(b), next))) {
      const domain = part.domain === undefined ? undefined : framework.domainByNumber.get(part.domain);
      if (domain?.standards.every((each) => dueness(report, each) === 'out-of-place') === true) continue;
      items.push(
        heading(
          part.heading,
          'Part of the report',
          partTemplate(framework, layout, part, {
            values: report.frontMatter.values,
            standards: covers,
            label: freeLabel(report, unscoredLabel(framework)),
          }),
        ),
      );
    }
  }
  if (depth === 4 && section) {
    const asked = new Set(
      section.questions.filter((each) => !isTyped(each.range.start - 5)).map((each) => each.keyQuestion),
    );
    section.standard.keyQuestions.forEach((each, index) => {
      if (!asked.has(index))
        items.push(
          heading(keyQuestionText(each, section.standard, layout), 'Key question', [
            `#### ${keyQuestionText(each, section.standard, layout)}`,
          ]),
        );
    });
    for (const each of ['Strengths', 'Areas for improvement'])
      items.push(
        heading(each, 'Findings as a list', [
          `#### ${each}`,
          '',
          `- ‹${each === 'Strengths' ? 'strength' : 'area for improvement'}›`,
        ]),
      );
  }
  return items;
}

/** Cells: the question that is missing from a key-question table, the standard or rating from the ratings table. */
function cellCompletions(
  result: CheckResult,
  framework: Framework,
  line: Line,
  section: StandardSection | undefined,
): Completion[] {
  const { report, rating } = result;
  const { layout, ratingsPage } = report;
  if (!layout) return [];
  // An escaped bar is part of what a cell says.
  const bars = [...line.text.matchAll(/\\.|\|/g)].filter(([bar]) => bar === '|').map(({ index }) => index);
  const before = bars.filter((each) => each < line.before.length);
  const column = before.length - 1;
  const cellStart = line.start + (before.at(-1) ?? 0) + 1;
  const close = bars[before.length];
  const cell = { start: cellStart, end: line.start + (close ?? line.text.length) };
  const typed = report.slice(cell.start, line.start + line.before.length);
  const following = report.slice(line.start + line.before.length, cell.end);
  const whole = typed + following;
  // What the cell says is replaced, marked as a whole or not at all; what stands beside it stays.
  const isMarked = /^\s*([*_]{1,3})[^*_<([\\`]*\1\s*$/.test(whole);
  const isOpen = !isMarked && plainLength(typed) < typed.trimEnd().length;
  const kept = isMarked ? '' : following.slice(plainLength(following)).trimEnd();
  const isHalf = isOpen || isHalfMarked(kept);
  const isOnPage = (page: { range: Range }) => page.range.start <= line.start && line.start < page.range.end;
  const page = ratingsPage && isOnPage(ratingsPage) ? ratingsPage : undefined;
  if (page) {
    const row = page.rows.find(
      (each) => each.row.range.start >= line.start && each.row.range.start <= line.start + line.text.length,
    );
    if (column === page.column) {
      const length = valueLength(whole, typed.length, isRating(framework));
      if (length === undefined || (typed.length > length && typed.slice(length).trim() !== '')) return [];
      const beside = whole.slice(length).trimEnd();
      const gap = /^[^\s[]/.test(beside) ? ' ' : '';
      const marks = referencesIn(report, { start: cell.start, end: cell.start + length });
      const own = rating?.standards[row?.standard ?? ''];
      return row?.standard === undefined
        ? []
        : ratingItems(
            framework,
            cell,
            own?.stated ?? null,
            () => 'Stated in its section',
            (each) => ` ${each}${marks}${gap}${beside} ${close === undefined ? '|' : ''}`,
          );
    }
    if (column !== 0 || isHalf) return [];
    const present = new Set(page.rows.filter((each) => each !== row).map((each) => each.standard));
    const above = page.rows.findLast(
      (each) => each.row.range.start < line.start && each.standard !== undefined,
    );
    const next = framework.standards.findIndex((each) => each.id === above?.standard) + 1;
    return framework.standards
      .filter((each) => !present.has(each.id) && dueness(report, each) !== 'out-of-place')
      .sort(
        (a, b) =>
          nextFirst(framework.standards.indexOf(a), next) - nextFirst(framework.standards.indexOf(b), next),
      )
      .map((each): Completion => ({
        kind: 'heading',
        label: `${each.id}. ${each.title}`,
        detail: 'Standard',
        range: cell,
        text: ` ${each.id}. ${each.title}${kept} ${close === undefined ? restOfRow(page, rating?.standards[each.id]?.stated ?? '') : ''}`,
        filter: ` ${each.id}. ${each.title}`,
        snippet: false,
      }));
  }
  if (section?.standard.judged !== 'percentages') return [];
  const { standard, table } = section;
  if (column !== table?.questionColumn || isHalf) return [];
  const { start, end } = table.table.range;
  if (line.start < start || line.start > end + report.eol.length) return [];
  const row = table.rows.find(
    (each) => each.row.range.start >= line.start && each.row.range.start <= line.start + line.text.length,
  );
  const present = new Set(table.rows.filter((each) => each !== row).map((each) => each.keyQuestion));
  return standard.keyQuestions.flatMap((_, index): Completion[] => {
    if (present.has(index)) return [];
    const question = questionInRow(standard, index, layout);
    return [
      {
        kind: 'question',
        label: question,
        detail: `Key question ${standard.id}.${String(index + 1)}: ${shortQuestion({ layout }, standard, index)}`,
        range: cell,
        text: ` ${escaped(question + kept)} ${close === undefined ? restOfQuestionRow(table) : ''}`,
        filter: ` ${question}`,
        snippet: true,
      },
    ];
  });
}

/** What follows the name of a standard in its row of the ratings table. */
function restOfRow({ table, column }: RatingsPage, rating: string): string {
  return tableRow(Math.max(2, table?.header.cells.length ?? 0), { [column]: rating }).slice('| '.length);
}

/** What follows a question in its row, with a place for each cell; that of the percentage first. */
function restOfQuestionRow({ table, questionColumn, column }: KeyQuestionTable): string {
  const columns = Math.max(2, table.header.cells.length) - questionColumn - 1;
  const places = Array.from({ length: columns }, (_, index) =>
    columns === 1 || index + questionColumn + 1 === column ? ' $1 |' : ' |',
  );
  return `|${places.join('')}`;
}

/** For an order that begins with what comes next. */
function nextFirst(index: number, next: number): number {
  return index >= next ? index - next : index + 1000;
}

/** Ratings, the one that was worked out first. */
function ratingItems(
  framework: Framework,
  range: Range,
  due: string | null,
  why: () => string,
  textOf: (rating: string) => string,
): Completion[] {
  const ratings = framework.ratingNames.toReversed().sort((a, b) => Number(b === due) - Number(a === due));
  // Where none follows, going on without a choice must not rate anything.
  return (due === null ? ['TBC', ...ratings] : ratings).map((each) => ({
    kind: 'rating',
    label: each,
    ...(each === due ? { detail: why() } : each === 'TBC' ? { detail: 'Not known yet' } : {}),
    range,
    text: textOf(each),
    filter: textOf(each),
    snippet: false,
  }));
}

/** After `Rating:`, `Overall rating:` and `Score:`. */
function statedCompletions(
  { report, rating }: CheckResult,
  framework: Framework,
  line: Line,
  section: StandardSection | undefined,
): Completion[] {
  const { labels } = framework;
  const match = /^([*_]{0,3})([A-Za-z ]{1,40}):(\s*)/.exec(line.text);
  if (!match || !rating || line.before.length < match[0].trimEnd().length) return [];
  const label = (match[2] ?? '').toLowerCase();
  const column = match[0].trimEnd().length;
  const isValue = label === labels.score.toLowerCase() ? isScore : isRating(framework);
  const length = valueLength(line.text.slice(column), line.before.length - column, isValue);
  const range = length === undefined ? undefined : valueRange(line, column, length);
  if (!range) return [];
  const kept = referencesIn(report, range) + gapBefore(line, range);
  const bold = (value: string) => (value === 'TBC' ? ` TBC${kept}` : ` **${value}**${kept}`);
  if (section && label === labels.rating.toLowerCase()) {
    const own = rating.standards[section.standard.id];
    const due = own ? ratingDue(own) : null;
    return ratingItems(
      framework,
      range,
      due,
      () => (own ? explainStandard(framework, section.standard, own) : ''),
      bold,
    );
  }
  const { ratingsPage: page } = report;
  if (!page || line.start < page.range.start || line.start >= page.range.end) return [];
  if (label === labels.overallRating.toLowerCase())
    return ratingItems(
      framework,
      range,
      rating.overall.computed,
      () => `Score ${String(rating.score.computed)}`,
      bold,
    );
  const { computed, outOf } = rating.score;
  if (label !== labels.score.toLowerCase() || computed === null) return [];
  const text = ` ${String(computed)}/${String(outOf)}${kept}`;
  return [
    {
      kind: 'value',
      label: text.trim(),
      detail: 'The sum of the ratings',
      range,
      text,
      filter: text,
      snippet: false,
    },
  ];
}

/** After `ir-`: the snippets, with what the draft gives filled in. */
function snippetCompletions(framework: Framework, report: Report, line: Line): Completion[] {
  const { layout, frontMatter } = report;
  if (!layout) return [];
  const lead = /^\s*/.exec(line.before)?.[0].length ?? 0;
  const lowest = lowestScoreFootnote(report);
  const draft = {
    layout,
    values: frontMatter.values,
    lowest,
    freeLabel: (wished: string) => freeLabel(report, wished),
  };
  return Object.values(snippets(framework, 'ir-', draft)).map(
    ({ prefix, description, body }): Completion => ({
      kind: 'block',
      label: prefix,
      detail: description,
      range: { start: line.start + lead, end: line.start + line.before.length },
      text: body.join(report.eol),
      snippet: true,
    }),
  );
}

/** On an empty line, or one with the first letters of what is wanted: what is missing there. */
function blockCompletions(
  result: CheckResult,
  framework: Framework,
  line: Line,
  offset: number,
): Completion[] {
  const { report } = result;
  const empty = blankLine(report, offset);
  if (!empty) return [];
  return insertionsAt(result, offset).flatMap(
    ({ title, detail, block, edits: [, ...others], group }): Completion[] => {
      if (!block || group === 'report') return [];
      return [
        {
          kind: 'block',
          label: title,
          detail,
          range: empty,
          ...blockText(framework, report, empty, block),
          filter: line.text + title,
          ...(others.length > 0 ? { others } : {}),
        },
      ];
    },
  );
}

/** Lines of a template as a snippet that takes the place of a line, set off by blank lines. */
export function blockText(
  framework: Framework,
  report: Report,
  range: Range,
  lines: MarkdownLines,
): { text: string; snippet: true } {
  const { text } = replaceByBlock(report, range, snippetLines(framework, lines));
  return { text, snippet: true };
}

function escaped(text: string): string {
  return text.replace(/[$}\\]/g, '\\$&');
}
