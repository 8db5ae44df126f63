import type { Nodes, Root } from 'mdast';
import { align, likenessOf } from '../document/alignment.js';
import {
  editsBetween,
  lineDifferences,
  linesWithRanges,
  pairLines,
  silentChanges,
  Since,
  type ChangeEdit,
  type LineRange,
} from '../document/changes.js';
import { documentOf, type ReportDocument } from '../document/document.js';
import { draftLines, keyOf, type DraftLine } from '../document/draftLines.js';
import type { LeftOut } from '../document/outcome.js';
import type { Range } from '../report/range.js';
import { readReport } from '../report/read.js';
import { paragraphsOf } from './read/tables.js';
import { readWord, type WordDocument } from './read/readWord.js';
import type { Made } from './read/taking.js';
import { writeWord } from './write/writeWord.js';

/** A change that came back, and what stands against it. */
export interface ReviewChange extends Made {
  readonly kind: 'insertion' | 'deletion' | 'replacement' | 'move';
  /** Whether Word kept track of it: else nobody was to notice it, or somebody forgot. */
  readonly isTracked: boolean;
  /** The line of the draft as it is now, from 1; null where it is gone. */
  readonly line: number | null;
  /** The words of the paragraph in which it was made, before it. */
  readonly paragraph: string;
  readonly before: string;
  readonly after: string;
  /** Whether the draft was changed at the same place since it was sent. */
  readonly isInConflict: boolean;
  /** Whether somebody has made it in the draft already. */
  readonly isMade: boolean;
}

export interface ReviewRemark {
  readonly author: string;
  readonly date: string;
  readonly text: string;
}

export interface ReviewComment extends ReviewRemark {
  /** As of a change. */
  readonly line: number | null;
  /** The words of the paragraph at which it begins. */
  readonly paragraph: string;
  /** The last line that it is about. */
  readonly lastLine: number | null;
  readonly isResolved: boolean;
  readonly replies: readonly ReviewRemark[];
}

/** An edit of the draft as it is now. */
export interface ReviewEdit {
  readonly range: Range;
  readonly text: string;
  /** The indexes of the changes that it makes. */
  readonly changes: readonly number[];
}

/** What came back with a Word copy. */
export interface Review {
  readonly changes: readonly ReviewChange[];
  readonly comments: readonly ReviewComment[];
  /** The edits that make all changes against which nothing stands; none touches another. */
  readonly edits: readonly ReviewEdit[];
  /** What the copy holds that no draft can. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Holds a copy that came back against the draft as it was sent and as it is now.
 * @param sentText the draft as it was sent
 * @param nowText the draft as it is now
 */
export async function review(returned: WordDocument, sentText: string, nowText: string): Promise<Review> {
  const document = documentOf(readReport(sentText));
  const sent = await sentLines(document);
  const rejected = labelled(returned.text('reject').tree, sent.lines);
  const accepted = labelled(returned.text('accept').tree, sent.lines, rejected.labels);
  const silentPairs = pairLines(
    sent.lines.map(([line]) => line),
    rejected.lines,
  );
  const trackedPairs = trackedPartners(rejected.lines, accepted.lines);
  const partners = composed(silentPairs, trackedPairs);
  const { edits, unsure } = editsBetween(sentText, sent.lines, accepted.lines, partners);
  const since = new Since(sentText, nowText);
  const places = new Places(sent.lines, rejected.lines, accepted.lines, silentPairs, partners, since);
  const silent = silentChanges(
    sent.lines.map(([line]) => line),
    rejected.lines,
    silentPairs,
  );
  const together = [
    ...notesWithReferences(sent.lines.map(([line]) => line)),
    ...mergedLines(rejected.lines, accepted.lines, places),
    ...returned.changes.flatMap(({ paragraph, movedTo }) =>
      movedTo === undefined ? [] : [[places.ofParagraph(paragraph).sent, places.ofParagraph(movedTo).sent]],
    ),
    ...silent.flatMap(({ kind, sent: index, returned: to }) =>
      kind === 'move' && to !== undefined ? [[index, places.ofReturned(to).sent]] : [],
    ),
  ];
  const settled = settle(edits, sent.lines, unsure, together, since);
  const found: Placed[] = [];
  for (const change of returned.changes) {
    const place = places.ofParagraph(change.paragraph);
    found.push({
      kind: change.kind,
      isTracked: true,
      author: change.author,
      date: change.date,
      line: place.line,
      paragraph: place.words,
      before: change.before,
      after: change.after,
      isInConflict: settled.isBlocked(place.sent),
      isMade: settled.isMade(place.sent),
      sent: place.sent,
    });
  }
  found.push(...unlisted(returned, rejected.lines, accepted.lines, trackedPairs, places, settled));
  for (const { kind, before, after, sent: index, returned: at } of silent) {
    const place = index === undefined ? places.ofReturned(at ?? 0) : places.ofSent(index);
    found.push({
      kind,
      isTracked: false,
      author: null,
      date: null,
      line: place.line,
      paragraph: place.words,
      before,
      after,
      isInConflict: settled.isBlocked(place.sent),
      isMade: settled.isMade(place.sent),
      sent: place.sent,
    });
  }
  found.sort((one, other) => (one.sent ?? -1) - (other.sent ?? -1));
  const byLine = new Map<number | undefined, number[]>();
  found.forEach(({ sent: line }, index) => {
    const ofLine = byLine.get(line);
    if (ofLine) ofLine.push(index);
    else byLine.set(line, [index]);
  });
  return {
    changes: found.map(withoutPlace),
    comments: returned.comments.map(
      ({ author, date, text, paragraph, lastParagraph, isResolved, replies }) => ({
        author,
        date,
        text,
        line: paragraph === undefined ? null : places.ofParagraph(paragraph).line,
        paragraph: paragraph === undefined ? '' : places.ofParagraph(paragraph).words,
        lastLine: lastParagraph === undefined ? null : places.ofParagraph(lastParagraph).line,
        isResolved,
        replies,
      }),
    ),
    edits: settled.edits.map(({ range, text, line }) => {
      const changes = byLine.get(line) ?? [];
      const removed = nowText.slice(range.start, range.end);
      const own = changes.filter((index) => isMadeOf(found[index], removed, text));
      return { range, text, changes: own.length > 0 ? own : changes };
    }),
    leftOut: returned.text('accept').leftOut,
  };
}

type Placed = ReviewChange & { readonly sent: number | undefined };

function withoutPlace(change: Placed): ReviewChange {
  const { kind, isTracked, author, date, line, paragraph, before, after, isInConflict, isMade } = change;
  return { kind, isTracked, author, date, line, paragraph, before, after, isInConflict, isMade };
}

/** Whether an edit, that takes out some words and puts in others, can be of a change. */
function isMadeOf(change: Placed | undefined, removed: string, put: string): boolean {
  const isPart = (one: string, other: string) => one.includes(other) || other.includes(one);
  return change !== undefined && isPart(change.before, removed) && isPart(change.after, put);
}

/** The draft as it was sent, as it is after a way to Word and back. */
async function sentLines(
  document: ReportDocument,
): Promise<{ readonly lines: (readonly [DraftLine, LineRange | undefined])[] }> {
  const { value } = await writeWord(document, new Map(), 'final');
  const { tree } = (await readWord(value)).text('accept');
  const inDraft = linesWithRanges(document);
  relabel(tree, labelsOf(document));
  const lines = draftLines(tree);
  const pairs = new Map(
    align(
      lines.map(({ words }) => words),
      inDraft.map(([{ words }]) => words),
      (index, otherIndex) => likenessOf(lines[index]?.words ?? '', inDraft[otherIndex]?.[0].words ?? ''),
    ),
  );
  return {
    lines: lines.map((line, index) => [line, inDraft[pairs.get(index) ?? -1]?.[1]] as const),
  };
}

/** What the draft calls its footnotes, by what the reader of Word calls them: the order of the first references. */
function labelsOf({ tree, footnotes }: ReportDocument): Map<string, string> {
  const names = new Map(
    footnotes.map(({ definition }) => [definition.identifier, definition.label ?? definition.identifier]),
  );
  const order = new Set<string>();
  walk(tree, (node) => {
    if (node.type === 'footnoteReference' && names.has(node.identifier)) order.add(node.identifier);
  });
  return new Map(
    [...order].map((identifier, index) => [String(index + 1), names.get(identifier) ?? identifier]),
  );
}

function walk(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}

function relabel(tree: Root, labels: ReadonlyMap<string, string>): void {
  walk(tree, (node) => {
    if (node.type !== 'footnoteReference' && node.type !== 'footnoteDefinition') return;
    const label = labels.get(node.identifier);
    if (label !== undefined) node.label = node.identifier = label;
  });
}

/** The lines of a copy, its footnotes called what the draft calls them; new ones by a name of their own. */
function labelled(
  tree: Root,
  sent: readonly (readonly [DraftLine, LineRange | undefined])[],
  known: ReadonlyMap<string, string> = new Map(),
): { readonly lines: DraftLine[]; readonly labels: ReadonlyMap<string, string> } {
  const copy = structuredClone(tree);
  const labels = new Map(known);
  const notesOf = (lines: readonly DraftLine[]) => {
    const notes = new Map<string, string>();
    for (const { note, words } of lines)
      if (note !== undefined) notes.set(note, `${notes.get(note) ?? ''}${words}`);
    return [...notes];
  };
  const sentNotes = notesOf(sent.map(([line]) => line));
  const notes = notesOf(draftLines(copy)).filter(([label]) => !labels.has(label));
  const taken = new Set(labels.values());
  const free = sentNotes.filter(([label]) => !taken.has(label));
  const pairs = align(
    notes.map(([, words]) => words),
    free.map(([, words]) => words),
    // Notes keep their order, and their words are few: those between the same neighbours are the same note.
    (index, otherIndex) => 0.5 + likenessOf(notes[index]?.[1] ?? '', free[otherIndex]?.[1] ?? '') / 2,
  );
  for (const [index, otherIndex] of pairs) labels.set(notes[index]?.[0] ?? '', free[otherIndex]?.[0] ?? '');
  const names = new Set([...sentNotes.map(([label]) => label), ...labels.values()]);
  for (const [label] of notes) {
    if (labels.has(label)) continue;
    let number = 1;
    while (names.has(`note-${String(number)}`)) number++;
    names.add(`note-${String(number)}`);
    labels.set(label, `note-${String(number)}`);
  }
  relabel(copy, labels);
  return { lines: draftLines(copy), labels };
}

function numbersOf({ node }: DraftLine): readonly number[] {
  return paragraphsOf(node as Root['children'][number]);
}

/** Pairs the lines as they were and as they are with all changes made: those made of the same paragraphs. */
function trackedPartners(
  rejected: readonly DraftLine[],
  accepted: readonly DraftLine[],
): Map<number, number> {
  const byParagraph = new Map<number, number>();
  rejected.forEach((line, index) => {
    for (const number of numbersOf(line)) if (!byParagraph.has(number)) byParagraph.set(number, index);
  });
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  const wishes = accepted.map((line) => [
    ...new Set(numbersOf(line).flatMap((number) => byParagraph.get(number) ?? [])),
  ]);
  // Of several lines that one was made of, the one that is most like it.
  const candidates = wishes.flatMap((indexes, index) =>
    indexes.map((other) => ({
      index,
      other,
      likeness: likenessOf(accepted[index]?.words ?? '', rejected[other]?.words ?? ''),
    })),
  );
  candidates.sort((one, other) => other.likeness - one.likeness || one.index - other.index);
  for (const { index, other } of candidates) {
    if (partners.has(index) || taken.has(other)) continue;
    partners.set(index, other);
    taken.add(other);
  }
  return partners;
}

/** Each line of a note with the lines that refer to it: what is done to the one has to be done to the other. */
function notesWithReferences(sent: readonly DraftLine[]): number[][] {
  const referring = new Map<string, number[]>();
  sent.forEach(({ texts }, index) => {
    for (const [, label = ''] of texts.join('').matchAll(/\[\^([^\]\n]{1,200})\]/g))
      referring.set(label, [...(referring.get(label) ?? []), index]);
  });
  return sent.flatMap(({ note }, index) => {
    const lines = note === undefined ? undefined : referring.get(note);
    // A note that many refer to goes with none of them.
    return lines?.length === 1 ? [[index, ...lines]] : [];
  });
}

/** Lines as they were sent of which one was made, or that one was made into. */
function mergedLines(
  rejected: readonly DraftLine[],
  accepted: readonly DraftLine[],
  places: Places,
): (number | undefined)[][] {
  const lines = new Map<DraftLine, Set<number | undefined>>();
  for (const line of [...rejected, ...accepted]) {
    const numbers = numbersOf(line);
    if (line.kind !== 'row' && numbers.length > 1)
      lines.set(line, new Set(numbers.map((number) => places.ofParagraph(number).sent)));
  }
  return [...lines.values()].filter((sent) => sent.size > 1).map((sent) => [...sent]);
}

/** From lines with all changes made to those that were sent. */
function composed(
  silent: readonly (readonly [number, number])[],
  tracked: ReadonlyMap<number, number>,
): Map<number, number> {
  const sentOf = new Map(silent.map(([sent, rejected]) => [rejected, sent]));
  return new Map(
    [...tracked]
      .flatMap(([accepted, rejected]) => {
        const sent = sentOf.get(rejected);
        return sent === undefined ? [] : [[accepted, sent] as const];
      })
      .sort(([one], [other]) => one - other),
  );
}

interface Settled {
  readonly edits: readonly {
    readonly range: Range;
    readonly text: string;
    readonly line: number | undefined;
  }[];
  isBlocked(line: number | undefined): boolean;
  isMade(line: number | undefined): boolean;
}

/** Brings edits over to the draft as it is now; a line that was changed there since blocks all edits of it. */
function settle(
  edits: readonly ChangeEdit[],
  sent: readonly (readonly [DraftLine, LineRange | undefined])[],
  unsure: ReadonlySet<number>,
  together: readonly (readonly (number | undefined)[])[],
  since: Since,
): Settled {
  const blocked = new Set<number | undefined>(unsure);
  const moved = edits.map((edit) => ({ edit, range: rangeNow(edit, since) }));
  const byLine = new Map<number | undefined, typeof moved>();
  for (const each of moved) {
    const ofLine = byLine.get(each.edit.line);
    if (ofLine) ofLine.push(each);
    else byLine.set(each.edit.line, [each]);
  }
  const made = new Set<number | undefined>();
  for (const [line, group] of byLine) {
    if (group.every(({ range }) => range)) continue;
    const ofLine = group.map(({ edit }) => edit);
    (isMade(ofLine, sent[line ?? -1]?.[1], since) ? made : blocked).add(line);
  }
  const block = () => {
    // What was moved or put together is made whole or not at all: else words were lost, or there twice.
    for (let size = -1; size !== blocked.size;) {
      size = blocked.size;
      for (const lines of together)
        if (lines.some((line) => blocked.has(line))) for (const line of lines) blocked.add(line);
    }
  };
  block();
  const kept = moved.flatMap(({ edit, range }) =>
    range && !blocked.has(edit.line) && !made.has(edit.line)
      ? [{ range, text: edit.text, line: edit.line }]
      : [],
  );
  kept.sort((one, other) => one.range.start - other.range.start || one.range.end - other.range.end);
  const apart: typeof kept = [];
  for (const edit of kept) {
    const last = apart.at(-1);
    if (last && edit.range.start < last.range.end) blocked.add(edit.line);
    else apart.push(edit);
  }
  block();
  return {
    edits: apart.filter(({ line }) => !blocked.has(line)),
    isBlocked: (line) => blocked.has(line),
    isMade: (line) => made.has(line) && !blocked.has(line),
  };
}

function rangeNow({ range, isBetween }: ChangeEdit, since: Since): Range | undefined {
  if (!isBetween) return since.rangeNow(range);
  const place = since.placeNow(range.start);
  return place === undefined ? undefined : { start: place, end: place };
}

/** Whether somebody has made the edits of a line in the draft already. */
function isMade(edits: readonly ChangeEdit[], range: LineRange | undefined, since: Since): boolean {
  const between = edits.filter(({ isBetween }) => isBetween);
  if (between.some((edit) => !since.stands(edit.range.start, edit.text.trim()))) return false;
  const within = edits.filter(({ isBetween }) => !isBetween);
  if (within.length === 0) return true;
  if (!range) return false;
  const { start, end } = range.whole;
  let line = since.sentText.slice(start, end);
  for (const edit of within.toSorted((one, other) => other.range.start - one.range.start))
    line = line.slice(0, edit.range.start - start) + edit.text + line.slice(edit.range.end - start);
  const number = since.lineOf(start);
  return number === null ? line.trim() === '' : since.nowLine(number - 1) === line;
}

interface Place {
  readonly line: number | null;
  readonly words: string;
  readonly sent: number | undefined;
}

/** Where in the draft what came back stands. */
class Places {
  readonly #rejectedByParagraph = new Map<number, number>();
  readonly #acceptedByParagraph = new Map<number, number>();
  readonly #sentOfRejected: ReadonlyMap<number, number>;

  constructor(
    readonly sent: readonly (readonly [DraftLine, LineRange | undefined])[],
    readonly rejected: readonly DraftLine[],
    readonly accepted: readonly DraftLine[],
    pairs: readonly (readonly [number, number])[],
    readonly partners: ReadonlyMap<number, number>,
    readonly since: Since,
  ) {
    const index = (lines: readonly DraftLine[], into: Map<number, number>) => {
      lines.forEach((line, at) => {
        for (const number of numbersOf(line)) if (!into.has(number)) into.set(number, at);
      });
    };
    index(rejected, this.#rejectedByParagraph);
    index(accepted, this.#acceptedByParagraph);
    this.#sentOfRejected = new Map(pairs.map(([sentIndex, at]) => [at, sentIndex]));
  }

  ofParagraph(number: number): Place {
    const rejected = this.#rejectedByParagraph.get(number);
    const accepted = this.#acceptedByParagraph.get(number);
    if (rejected !== undefined) return this.ofReturned(rejected);
    if (accepted !== undefined) return this.#near(accepted, this.accepted, (at) => this.partners.get(at));
    // An empty paragraph, or one of the cover: what stands before it.
    for (let before = number - 1; before >= 0 && before > number - 50; before--) {
      const place = this.#rejectedByParagraph.get(before);
      if (place !== undefined) return this.ofReturned(place);
    }
    return { line: null, words: '', sent: undefined };
  }

  /** Of a line of what came back, all changes rejected. */
  ofReturned(index: number): Place {
    return this.#near(index, this.rejected, (at) => this.#sentOfRejected.get(at));
  }

  ofSent(index: number): Place {
    const [line, range] = this.sent[index] ?? [];
    return {
      line: range ? this.since.lineOf(range.texts[0]?.start ?? range.whole.start) : null,
      words: line?.words ?? '',
      sent: index,
    };
  }

  /** The line itself, or the last before it that was sent. */
  #near(index: number, lines: readonly DraftLine[], sentOf: (index: number) => number | undefined): Place {
    const note = lines[index]?.note;
    const isNew =
      note !== undefined && !lines.some((line, at) => line.note === note && sentOf(at) !== undefined);
    // The text of a new note belongs to where it is referred to.
    const start = isNew
      ? lines.findIndex(({ texts }) => texts.some((text) => text.includes(`[^${note}]`)))
      : index;
    for (let at = start; at >= 0; at--) {
      const sent = sentOf(at);
      if (sent !== undefined) return { ...this.ofSent(sent), words: lines[index]?.words ?? '' };
    }
    return { line: null, words: lines[index]?.words ?? '', sent: undefined };
  }
}

/** What differs between the two texts of a copy though no words are marked: another style, another list. */
function unlisted(
  returned: WordDocument,
  rejected: readonly DraftLine[],
  accepted: readonly DraftLine[],
  partners: ReadonlyMap<number, number>,
  places: Places,
  settled: Settled,
): Placed[] {
  const listed = new Set(returned.changes.flatMap(({ paragraph, movedTo }) => [paragraph, movedTo]));
  return [...partners].flatMap(([index, rejectedIndex]) => {
    const [line, other] = [rejected[rejectedIndex], accepted[index]];
    if (!line || !other || keyOf(line) === keyOf(other)) return [];
    if ([...numbersOf(line), ...numbersOf(other)].some((number) => listed.has(number))) return [];
    const place = places.ofReturned(rejectedIndex);
    const made = numbersOf(other)
      .map((number) => returned.looks.get(number))
      .find(Boolean);
    return lineDifferences(line, other).map(({ before, after }) => ({
      kind: 'replacement' as const,
      isTracked: true,
      author: made?.author ?? null,
      date: made?.date ?? null,
      line: place.line,
      paragraph: place.words,
      before,
      after,
      isInConflict: settled.isBlocked(place.sent),
      isMade: settled.isMade(place.sent),
      sent: place.sent,
    }));
  });
}
