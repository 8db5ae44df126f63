import type { Nodes } from 'mdast';
import { Lines } from '../report/lines.js';
import type { Range } from '../report/range.js';
import { align, differencesOf, likenessOf, stretchIn, type Pairs } from './alignment.js';
import { draftLines, keyOf, lineText, type DraftLine } from './draftLines.js';
import type { ReportDocument } from './document.js';
import { toMarkdown } from './toMarkdown.js';

/** Where a line stands in the text of a draft. */
export interface LineRange {
  /** From the beginning of its first line to the end of its last, without the line ending. */
  readonly whole: Range;
  /** Its words, of a row those of each cell. */
  readonly texts: readonly Range[];
  /** The whole table that it is a row of. */
  readonly table: Range | undefined;
}

/** An edit of the draft as it was sent, or as it is now; offsets are of that text. */
export interface ChangeEdit {
  readonly range: Range;
  readonly text: string;
  /** The index of the line as it was sent to which it belongs. */
  readonly line: number | undefined;
  /** Lines that are put in stand behind another, and don't touch it. */
  readonly isBetween: boolean;
}

/** The lines of a report, with where each stands in its text. */
export function linesWithRanges({
  report,
  tree,
  footnotes,
}: ReportDocument): [DraftLine, LineRange | undefined][] {
  const lines = draftLines({
    type: 'root',
    children: [...tree.children, ...footnotes.map(({ definition }) => definition)],
  });
  return lines.map((line) => [line, rangeOf(line, report.text, report.lines)]);
}

function rangeOf(line: DraftLine, text: string, lines: Lines): LineRange | undefined {
  const node = offsetsOf(line.node);
  if (!node) return undefined;
  const last = lines.lineAt(node.end);
  const whole = {
    start: lines.start(lines.lineAt(node.start)),
    end: lines.start(last) + lines.line(last).length,
  };
  const table = line.kind === 'row' ? offsetsOf(line.parents.at(-1)) : undefined;
  return { whole, table, texts: textRanges(line, node, text) };
}

function textRanges({ kind, node }: DraftLine, range: Range, text: string): Range[] {
  const within = ({ start, end }: Range, before: RegExp, endOf: (slice: string) => string): Range => {
    const from = start + (before.exec(text.slice(start, end))?.[0].length ?? 0);
    return { start: from, end: from + endOf(text.slice(from, end)).length };
  };
  if (kind === 'heading') return [within(range, /^#{1,6}[ \t]*/, withoutClosing)];
  if (kind !== 'row' || !('children' in node)) return [range];
  return node.children.map((cell) =>
    within(offsetsOf(cell) ?? { start: range.end, end: range.end }, /^\|?[ \t]*/, withoutBar),
  );
}

/** A heading without the signs that may close it. */
function withoutClosing(heading: string): string {
  const words = heading.trimEnd();
  let end = words.length;
  while (words[end - 1] === '#') end--;
  return end === 0 || /[ \t]/.test(words[end - 1] ?? '') ? words.slice(0, end).trimEnd() : words;
}

/** A cell without the bar that ends it. */
function withoutBar(cell: string): string {
  const isEnded = cell.endsWith('|') && !cell.endsWith('\\|');
  return (isEnded ? cell.slice(0, -1) : cell).trimEnd();
}

function offsetsOf(node: Nodes | undefined): Range | undefined {
  const [start, end] = [node?.position?.start.offset, node?.position?.end.offset];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** Pairs lines that are the same, or alike and of one kind. */
export function pairLines(one: readonly DraftLine[], other: readonly DraftLine[]): Pairs {
  return align(one.map(keyOf), other.map(keyOf), (index, otherIndex) => {
    const [line, otherLine] = [one[index], other[otherIndex]];
    if (!line || !otherLine || line.note !== otherLine.note) return 0;
    if ((line.kind === 'row') !== (otherLine.kind === 'row')) return 0;
    const likeness = likenessOf(line.words, otherLine.words);
    if (line.kind !== otherLine.kind || line.shape !== otherLine.shape) return likeness - 0.1;
    // A heading has few words; one between the same neighbours is the same, however it reads now.
    return line.kind === 'heading' ? Math.max(0.5, likeness) : likeness;
  });
}

/** What was changed without being tracked, in words. */
export interface SilentChange {
  readonly kind: 'insertion' | 'deletion' | 'replacement' | 'move';
  readonly before: string;
  readonly after: string;
  /** The index of the line as it was sent; undefined where there was none. */
  readonly sent: number | undefined;
  /** The index of the line as it came back; undefined where it is gone. */
  readonly returned: number | undefined;
}

/** What differs between the lines as they were sent and as they came back. */
export function silentChanges(
  sent: readonly DraftLine[],
  returned: readonly DraftLine[],
  pairs: Pairs,
): SilentChange[] {
  const partner = new Map(pairs);
  const paired = new Set(partner.values());
  const references = new Set(
    returned.flatMap(({ texts }) => texts.flatMap((text) => text.match(/\[\^[^\]\n]{1,200}\]/g) ?? [])),
  );
  const gone = sent.flatMap((line, index) => {
    // A note goes with the last reference to it, which is told.
    const isTold = line.note !== undefined && !references.has(`[^${line.note}]`);
    return partner.has(index) || isTold ? [] : [{ line, index }];
  });
  const come = new Map(
    returned.flatMap((line, index) => (paired.has(index) ? [] : [[index, line] as const])),
  );
  const byWords = new Map<string, number[]>();
  for (const [index, { words }] of come) {
    const sameWords = byWords.get(words);
    if (sameWords) sameWords.push(index);
    else byWords.set(words, [index]);
  }
  const changes: SilentChange[] = [];
  for (const { line, index } of gone) {
    const to = line.words === '' ? undefined : byWords.get(line.words)?.shift();
    const moved = to === undefined ? undefined : come.get(to);
    if (to === undefined || !moved)
      changes.push({ kind: 'deletion', before: shown(line), after: '', sent: index, returned: undefined });
    else {
      come.delete(to);
      changes.push({ kind: 'move', before: line.words, after: moved.words, sent: index, returned: to });
    }
  }
  for (const [index, line] of come)
    changes.push({ kind: 'insertion', before: '', after: shown(line), sent: undefined, returned: index });
  for (const [index, returnedIndex] of pairs) {
    const [line, other] = [sent[index], returned[returnedIndex]];
    if (!line || !other || keyOf(line) === keyOf(other)) continue;
    for (const { before, after } of lineDifferences(line, other))
      changes.push({
        kind: before === '' ? 'insertion' : after === '' ? 'deletion' : 'replacement',
        before,
        after,
        sent: index,
        returned: returnedIndex,
      });
  }
  return changes;
}

/** What a line says, with what tells it from a paragraph. */
export function shown({ kind, shape, texts }: DraftLine): string {
  return kind === 'row' ? texts.join(' | ') : `${kind === 'heading' ? shape : ''}${texts[0] ?? ''}`;
}

export function lineDifferences(
  line: DraftLine,
  other: DraftLine,
): { readonly before: string; readonly after: string }[] {
  if (line.shape !== other.shape || line.kind !== other.kind || line.texts.length !== other.texts.length)
    return [
      {
        before: line.shape + shown({ ...line, shape: '' }),
        after: other.shape + shown({ ...other, shape: '' }),
      },
    ];
  return line.texts.flatMap((text, index) => differencesOf(text, other.texts[index] ?? ''));
}

/**
 * The edits that make of a draft as it was sent what came back.
 * @param text the draft as it was sent
 * @param sent its lines, as they are after a way to Word and back, with where they stand in the text
 * @param returned the lines that came back
 * @param partners the indexes of the lines as they were sent, by those of the returned ones
 * @returns undefined as the text of an edit that can't be made surely
 */
export function editsBetween(
  text: string,
  sent: readonly (readonly [DraftLine, LineRange | undefined])[],
  returned: readonly DraftLine[],
  partners: ReadonlyMap<number, number>,
): { readonly edits: ChangeEdit[]; readonly unsure: ReadonlySet<number> } {
  const edits: ChangeEdit[] = [];
  const unsure = new Set<number>();
  const kept = new Set(partners.values());
  for (const [index, sentIndex] of partners) {
    const [line, range] = sent[sentIndex] ?? [];
    const other = returned[index];
    if (!line || !other || keyOf(line) === keyOf(other)) continue;
    const within = range && editsWithin(text, line, range, other, sentIndex);
    if (within) edits.push(...within);
    else unsure.add(sentIndex);
  }
  edits.push(...removals(text, sent, kept, unsure));
  edits.push(...additions(text, sent, returned, partners));
  return { edits, unsure };
}

function editsWithin(
  text: string,
  line: DraftLine,
  range: LineRange,
  other: DraftLine,
  index: number,
): ChangeEdit[] | undefined {
  if (
    line.kind === 'code' ||
    line.kind !== other.kind ||
    line.shape !== other.shape ||
    line.texts.length !== range.texts.length ||
    line.texts.length !== other.texts.length
  ) {
    if (line.kind === 'row' || other.kind === 'row' || line.note !== undefined) return undefined;
    const depth = /^[\s>]*/.exec(line.shape)?.[0] ?? '';
    if (depth !== '' && line.kind !== 'code') return undefined;
    return [{ range: range.whole, text: lineText(other, 1), line: index, isBetween: false }];
  }
  const edits: ChangeEdit[] = [];
  for (const [column, before] of line.texts.entries()) {
    const place = range.texts[column];
    const after = other.texts[column] ?? '';
    if (before === after) continue;
    if (!place) return undefined;
    const source = text.slice(place.start, place.end);
    if (source === '' && line.kind === 'row') {
      edits.push({ range: place, text: roomFor(after, text, place.start), line: index, isBetween: false });
      continue;
    }
    for (const { start, end, after: words } of differencesOf(before, after)) {
      const stretch = stretchIn(before, start, end, source);
      if (!stretch) return undefined;
      const [from, to] = stretch;
      edits.push({
        range: { start: place.start + from, end: place.start + to },
        text: words,
        line: index,
        isBetween: false,
      });
    }
  }
  return edits;
}

/** What is put into an empty cell, with a space at each side. */
function roomFor(words: string, text: string, offset: number): string {
  return `${text[offset - 1] === '|' ? ' ' : ''}${words}${text[offset] === '|' ? ' ' : ''}`;
}

function removals(
  text: string,
  sent: readonly (readonly [DraftLine, LineRange | undefined])[],
  kept: ReadonlySet<number>,
  unsure: Set<number>,
): ChangeEdit[] {
  const edits: ChangeEdit[] = [];
  const rowsKept = new Set<Nodes>();
  sent.forEach(([{ parents, kind }], index) => {
    const table = parents.at(-1);
    if (kind === 'row' && table && kept.has(index)) rowsKept.add(table);
  });
  const tablesGone = new Set<number>();
  sent.forEach(([line, range], index) => {
    if (kept.has(index)) return;
    if (!range) {
      unsure.add(index);
      return;
    }
    const table = line.parents.at(-1);
    if (line.kind === 'row' && table && !rowsKept.has(table) && range.table) {
      const isFirst = !tablesGone.has(range.table.start);
      tablesGone.add(range.table.start);
      if (isFirst)
        edits.push({ range: withBlankLine(text, range.table), text: '', line: index, isBetween: false });
      return;
    }
    if (line.isHeader) {
      const { start, end } = range.whole;
      edits.push({
        range: { start, end },
        text: `|${' |'.repeat(line.texts.length)}`,
        line: index,
        isBetween: false,
      });
      return;
    }
    edits.push({
      range: line.kind === 'row' ? withLineEnd(text, range.whole) : withBlankLine(text, range.whole),
      text: '',
      line: index,
      isBetween: false,
    });
  });
  return edits;
}

function withLineEnd(text: string, { start, end }: Range): Range {
  const after = /^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return { start, end: end + after };
}

/** With the line ending, and one of the blank lines between which it stands. */
function withBlankLine(text: string, range: Range): Range {
  const line = withLineEnd(text, range);
  const isBlankBefore = /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(Math.max(0, line.start - 80), line.start));
  const blank = /^[ \t]{0,40}\r?\n/.exec(text.slice(line.end, line.end + 44))?.[0].length ?? 0;
  return { start: line.start, end: line.end + (isBlankBefore ? blank : 0) };
}

function additions(
  text: string,
  sent: readonly (readonly [DraftLine, LineRange | undefined])[],
  returned: readonly DraftLine[],
  partners: ReadonlyMap<number, number>,
): ChangeEdit[] {
  const edits: ChangeEdit[] = [];
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const written = new Set<Nodes>();
  const tablesThere = new Map<Nodes, Nodes>();
  for (const [index, sentIndex] of partners) {
    const [table, sentTable] = [returned[index]?.parents.at(-1), sent[sentIndex]?.[0].parents.at(-1)];
    if (returned[index]?.kind === 'row' && table && sentTable) tablesThere.set(table, sentTable);
  }
  let anchor: number | undefined;
  let before: DraftLine | undefined;
  let number = 0;
  let pending: { lines: string; offset: number; isTight: boolean; anchor: number | undefined } | undefined;
  const flush = () => {
    if (!pending) return;
    const { offset, lines } = pending;
    const next = text.slice(offset, offset + 400);
    const closing = pending.isTight || /^\s*$/.test(next) || /^\r?\n[ \t]*\r?\n/.test(next) ? '' : '\n';
    const words =
      offset === 0 || pending.anchor === undefined ? `${lines.replace(/^\n+/, '')}\n\n` : lines + closing;
    edits.push({
      range: { start: offset, end: offset },
      text: words.replaceAll('\n', newLine),
      line: pending.anchor,
      isBetween: true,
    });
    pending = undefined;
  };
  returned.forEach((line, index) => {
    const sentIndex = partners.get(index);
    if (sentIndex !== undefined) {
      flush();
      if (sent[sentIndex]?.[1]) anchor = sentIndex;
      before = line;
      number = numberIn(text, sent[sentIndex]?.[1]);
      return;
    }
    if (line.note !== undefined && line.parents.length === 1 && line.note !== before?.note) {
      flush();
      edits.push(noteAddition(text, sent, returned, partners, line, newLine));
      return;
    }
    const table = line.parents.at(-1);
    const isNewTable = line.kind === 'row' && table && !tablesThere.has(table);
    if (isNewTable && written.has(table)) return;
    if (isNewTable) written.add(table);
    const there = anchor === undefined ? undefined : sent[anchor];
    number++;
    const content =
      isNewTable && table.type === 'table'
        ? toMarkdown({ type: 'root', children: [table] }).trimEnd()
        : lineText({ ...line, isHeader: false }, number);
    const isTight = !isNewTable && (isNextRow(line, before) || isNextItem(line, before));
    const quoted = /^(?:> ?)+/.exec(line.shape)?.[0];
    const parting = isTight
      ? '\n'
      : quoted !== undefined && before?.shape.startsWith(quoted)
        ? `\n${quoted.trimEnd()}\n`
        : '\n\n';
    pending ??= { lines: '', offset: offsetAfter(text, sent, there, line), isTight, anchor };
    pending.lines += parting + content;
    pending.isTight = isTight;
    before = line;
  });
  flush();
  return edits;
}

/** Where a line is put in that follows another: behind it, or behind the line below a table's header. */
function offsetAfter(
  text: string,
  sent: readonly (readonly [DraftLine, LineRange | undefined])[],
  there: readonly [DraftLine, LineRange | undefined] | undefined,
  line: DraftLine,
): number {
  const range = there?.[1];
  if (!there || !range) return sent.find(([, first]) => first)?.[1]?.whole.start ?? text.length;
  if (there[0].kind !== 'row') return range.whole.end;
  if (line.kind !== 'row') return range.table?.end ?? range.whole.end;
  if (!there[0].isHeader) return range.whole.end;
  const below = /^\r?\n[^\r\n]*/.exec(text.slice(range.whole.end))?.[0].length ?? 0;
  return range.whole.end + below;
}

function isNextRow(line: DraftLine, before: DraftLine | undefined): boolean {
  return line.kind === 'row' && before?.kind === 'row' && line.parents.at(-1) === before.parents.at(-1);
}

function isNextItem(line: DraftLine, before: DraftLine | undefined): boolean {
  const isItem = (shape: string) => /(?:-|#\.) $/.test(shape);
  return (
    isItem(line.shape) &&
    before !== undefined &&
    /(?:-|#\.) +$/.test(before.shape) &&
    line.parents[0] === before.parents[0]
  );
}

function numberIn(text: string, range: LineRange | undefined): number {
  if (!range) return 0;
  return Number(/^[\s>]*(\d{1,9})[.)]/.exec(text.slice(range.whole.start, range.whole.end))?.[1] ?? 0);
}

/** The text of a new footnote stands at the end of the section that refers to it. */
function noteAddition(
  text: string,
  sent: readonly (readonly [DraftLine, LineRange | undefined])[],
  returned: readonly DraftLine[],
  partners: ReadonlyMap<number, number>,
  line: DraftLine,
  newLine: string,
): ChangeEdit {
  const reference = `[^${line.note ?? ''}]`;
  const referring = returned.findIndex(({ texts }) => texts.some((words) => words.includes(reference)));
  let anchor: number | undefined;
  for (let index = referring; index >= 0 && anchor === undefined; index--) anchor = partners.get(index);
  const next = sent.findIndex(
    ([{ kind }, range], index) => index > (anchor ?? -1) && kind === 'heading' && range,
  );
  const nextStart = sent[next]?.[1]?.whole.start;
  const content = lineText(line, 1);
  const offset = nextStart ?? text.trimEnd().length;
  return {
    range: { start: offset, end: offset },
    text: nextStart === undefined ? newLine + newLine + content : content + newLine + newLine,
    line: anchor,
    isBetween: true,
  };
}

/** The draft as it was sent held against the draft as it is now, line by line. */
export class Since {
  readonly #sent: Lines;
  readonly #now: Lines;
  readonly #lines: ReadonlyMap<number, number>;
  readonly #known: ReadonlySet<number>;

  constructor(
    readonly sentText: string,
    readonly nowText: string,
  ) {
    this.#sent = new Lines(sentText);
    this.#now = new Lines(nowText);
    const [sent, now] = [this.#sent, this.#now].map((lines) =>
      Array.from({ length: lines.count }, (_, index) => lines.line(index)),
    );
    const pairs = align(sent ?? [], now ?? [], (index, nowIndex) => {
      const [one, other] = [sent?.[index] ?? '', now?.[nowIndex] ?? ''];
      return one.trim() === '' || other.trim() === '' ? 0 : likenessOf(one, other);
    });
    this.#lines = new Map(pairs);
    this.#known = new Set(this.#lines.values());
  }

  /** The line of now, from 1, on which stands what was sent at an offset; null where it is gone. */
  lineOf(offset: number): number | null {
    const line = this.#lines.get(this.#sent.lineAt(offset));
    return line === undefined ? null : line + 1;
  }

  /** A line of now, from 0, without its ending. */
  nowLine(index: number): string {
    return this.#now.line(index);
  }

  /** A range of the text as it was sent in the text of now; undefined where its lines were changed since. */
  rangeNow({ start, end }: Range): Range | undefined {
    const first = this.#sent.lineAt(start);
    const last = this.#sent.lineAt(end > start ? end - 1 : end);
    const line = this.#lines.get(first);
    if (line === undefined) return undefined;
    for (let index = first; index <= last; index++)
      if (this.#sent.line(index) !== this.#now.line(line + index - first)) return undefined;
    const from = this.#now.start(line) + start - this.#sent.start(first);
    return { start: from, end: Math.min(this.nowText.length, from + end - start) };
  }

  /** Whether some text stands in the draft of now behind the line that was sent at an offset. */
  stands(offset: number, text: string): boolean {
    const line = this.#lines.get(this.#sent.lineAt(offset));
    if (line === undefined) return false;
    const rest = this.nowText.slice(this.#now.start(line + 1));
    return rest.slice(rest.search(/\S|$/)).startsWith(text);
  }

  /** The place in the text of now for what is put in at an end or beginning of a line; undefined where something else came there. */
  placeNow(offset: number): number | undefined {
    const first = this.#sent.lineAt(offset);
    const line = this.#lines.get(first);
    if (line === undefined) return undefined;
    if (offset === this.#sent.start(first) && this.#sent.line(first) !== '') return this.#now.start(line);
    let next = line + 1;
    while (next < this.#now.count && this.#now.line(next).trim() === '') next++;
    if (next < this.#now.count && !this.#known.has(next)) return undefined;
    return this.#now.start(line) + this.#now.line(line).length;
  }
}
