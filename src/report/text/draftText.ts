import { findFrontMatter } from '../draft.js';
import type { Range } from '../range.js';
import { walk } from '../walk.js';
import { borders } from './borders.js';
import { read, type Input, type Revisions } from './inputs.js';
import { labelsIn, possibleDefinitions, sameLabels, type Known } from './labels.js';
import type { Collector, Passage } from './passage.js';
import { Place, Span, type Anchor } from './place.js';
import { following, readPassages } from './readPassages.js';

/** The front matter with its fences, and a byte order mark before it; the passages begin behind it. */
class Head implements Anchor, Input {
  readonly start = 0;
  gone = false;

  private constructor(
    readonly text: string,
    /** How far an edit may make another front matter of it. */
    readonly reach: number,
  ) {}

  static of(text: string): Head {
    const mark = text.startsWith('\ufeff') ? 1 : 0;
    const raw = findFrontMatter(text);
    if (raw) return new Head(text.slice(0, raw.end), raw.closed ? raw.end : Infinity);
    const line = text.search(/[\r\n]/);
    return new Head(text.slice(0, mark), line < 0 ? Infinity : line);
  }

  changedSince(): boolean {
    return this.gone;
  }
}

/** What is kept up to date with the passages. */
interface Follower {
  replaced(gone: readonly Passage[], fresh: readonly Passage[], revision: number): void;
}

/** A passage with what a collector finds in it. */
interface Holder<T> {
  readonly passage: Passage;
  readonly items: readonly T[];
}

/** What a collector finds in a draft. */
class Collection<T> implements Input, Follower {
  #holders: Holder<T>[];
  /** Those that have come since they were put together. */
  #fresh: Holder<T>[] = [];
  #found: readonly T[] | undefined;
  #changedAt = -1;

  constructor(
    readonly collector: Collector<T>,
    passages: readonly Passage[],
  ) {
    this.#holders = this.#holding(passages);
  }

  get found(): readonly T[] {
    if (!this.#found) {
      this.#holders = [...this.#holders.filter(({ passage }) => !passage.gone), ...this.#fresh].sort(
        (a, b) => a.passage.start - b.passage.start,
      );
      this.#fresh = [];
      this.#found = this.#holders.flatMap(({ items }) => items);
    }
    return this.#found;
  }

  changedSince(revision: number): boolean {
    return this.#changedAt > revision;
  }

  replaced(gone: readonly Passage[], fresh: readonly Passage[], revision: number): void {
    const added = this.#holding(fresh);
    if (added.length === 0 && !gone.some((each) => each.collected(this.collector).length > 0)) return;
    this.#fresh = [...this.#fresh.filter(({ passage }) => !passage.gone), ...added];
    this.#found = undefined;
    this.#changedAt = revision;
  }

  #holding(passages: readonly Passage[]): Holder<T>[] {
    return passages.flatMap((passage) => {
      const items = passage.collected(this.collector);
      return items.length > 0 ? [{ passage, items }] : [];
    });
  }
}

/** Whether a word stands anywhere in the text. */
class WordUse implements Input {
  count = 0;
  changedAt = -1;

  changedSince(revision: number): boolean {
    return this.changedAt > revision;
  }
}

/** The words of two to twelve letters that the passages have in small letters. */
class SmallWords implements Follower {
  readonly #uses = new Map<string, WordUse>();

  constructor(passages: readonly Passage[]) {
    this.replaced([], passages, -1);
  }

  has(word: string): boolean {
    const use = this.#use(word);
    read(use);
    return use.count > 0;
  }

  replaced(gone: readonly Passage[], fresh: readonly Passage[], revision: number): void {
    const before = new Map<WordUse, number>();
    const count = (passage: Passage, by: 1 | -1) => {
      const { paragraphs, shortTexts } = walk(passage);
      for (const { flat } of [...paragraphs, ...shortTexts])
        for (const word of flat.folded.match(/(?<=^|[ ,])[a-z]{2,12}(?![\w/.@-])/g) ?? []) {
          const use = this.#use(word);
          if (!before.has(use)) before.set(use, use.count);
          use.count += by;
        }
    };
    for (const each of gone) count(each, -1);
    for (const each of fresh) count(each, 1);
    for (const [use, was] of before) if (was > 0 !== use.count > 0) use.changedAt = revision;
  }

  #use(word: string): WordUse {
    let use = this.#uses.get(word);
    if (!use) this.#uses.set(word, (use = new WordUse()));
    return use;
  }
}

/**
 * The text of a draft, in passages that are read one by one. An edit reads only the passages that it
 * touches anew; those behind it move.
 */
export class DraftText implements Revisions {
  #revision = 0;
  #head: Head;
  #passages: Passage[];
  #length: number;
  #joined: string | undefined;
  /** How often each label is defined. */
  readonly #defined: Record<keyof Known, Map<string, number>> = { links: new Map(), footnotes: new Map() };
  readonly #collections = new Map<Collector<unknown>, Collection<unknown>>();
  #smallWords: SmallWords | undefined;
  readonly #whole: Input = { changedSince: (revision) => this.#revision > revision };

  constructor(text: string) {
    this.#joined = text;
    this.#length = text.length;
    this.#head = Head.of(text);
    const body = text.slice(this.#head.text.length);
    this.#passages = this.#takeApart(body, true, possibleDefinitions(body)) ?? [];
    this.#settle([], this.#passages);
    this.#move(0, this.#head.text.length);
  }

  get revision(): number {
    return this.#revision;
  }

  get length(): number {
    return this.#length;
  }

  /** The whole text. What is worked out from it is worked out anew after every edit. */
  get text(): string {
    read(this.#whole);
    return this.now;
  }

  /** The same for those who only show it. */
  get now(): string {
    return (this.#joined ??= this.#head.text + this.#passages.map((each) => each.text).join(''));
  }

  get head(): Head {
    read(this.#head);
    return this.#head;
  }

  get passages(): readonly Passage[] {
    read(this.#whole);
    return this.#passages;
  }

  /** The end of the text, wherever it is then. */
  get end(): Range {
    const length = () => this.#length;
    return {
      get start() {
        return length();
      },
      get end() {
        return length();
      },
    };
  }

  /** What a collector finds in all passages, in the order of the text. */
  all<T>(collector: Collector<T>): readonly T[] {
    let collection = this.#collections.get(collector) as Collection<T> | undefined;
    if (!collection)
      this.#collections.set(collector, (collection = new Collection(collector, this.#passages)));
    read(collection);
    return collection.found;
  }

  /** Whether a word of two to twelve letters stands in the text in small letters. */
  hasSmallWord(word: string): boolean {
    return (this.#smallWords ??= new SmallWords(this.#passages)).has(word);
  }

  /** The characters between two offsets. */
  slice(start: number, end: number): string {
    const passage = this.#passages[this.#indexAt(start)];
    // At its very end it depends on what comes next whether something else has come between.
    if (passage && start >= passage.start && end < passage.end) {
      read(passage);
      return passage.text.slice(start - passage.start, end - passage.start);
    }
    if (end <= this.#head.text.length) return this.head.text.slice(start, end);
    return this.text.slice(Math.max(0, start), end);
  }

  /** The range as one that moves with what it stands in. Whoever asks depends on that. */
  moving(range: Range): Range {
    if (range instanceof Place || range instanceof Span) return range;
    const at = (offset: number, anchor: Anchor) =>
      new Place(anchor, offset - anchor.start, offset - anchor.start);
    const first = this.#anchorAt(range.start);
    const last = range.end > range.start ? this.#anchorAt(range.end - 1) : first;
    return new Span({ of: at(range.start, first), side: 'start' }, { of: at(range.end, last), side: 'end' });
  }

  #anchorAt(offset: number): Anchor {
    const passage = offset < this.#head.text.length ? undefined : this.#passages[this.#indexAt(offset)];
    if (!passage) return this.head;
    read(passage);
    return passage;
  }

  /** Puts a text in the place of `length` characters at `offset`, which must be there. */
  update(offset: number, length: number, inserted: string): void {
    if (length === 0 && inserted === '') return;
    const passages = this.#passages;
    const head = this.#head;
    if (offset <= head.reach) {
      const now = this.now;
      const text = now.slice(0, offset) + inserted + now.slice(offset + length);
      this.#revision++;
      this.#joined = text;
      this.#length = text.length;
      this.#head = Head.of(text);
      head.gone = true;
      this.#replace(0, passages.length, text.slice(this.#head.text.length));
      return;
    }
    // With those that are touched the one before is read again: it may go on now.
    const first = Math.max(0, this.#indexAt(offset) - 1);
    const behind = this.#indexAt(offset + length) + 1;
    const start = passages[first]?.start ?? head.text.length;
    const text = joined(passages.slice(first, behind));
    this.#revision++;
    this.#joined = undefined;
    this.#length += inserted.length - length;
    this.#replace(
      first,
      behind,
      text.slice(0, offset - start) + inserted + text.slice(offset - start + length),
    );
  }

  /** Reads a text that stands in the place of some passages, and with it those behind that belong to it now. */
  #replace(first: number, given: number, changed: string): void {
    const known = this.#guess(changed);
    let text = changed;
    let behind = Math.min(given, this.#passages.length);
    let fresh: Passage[] | undefined;
    for (let more = 1; !fresh; more *= 2) {
      const isEnd = behind === this.#passages.length;
      fresh = this.#takeApart(text, isEnd, known, this.#passages.slice(first, behind));
      if (fresh) break;
      text += joined(this.#passages.slice(behind, behind + more));
      behind = Math.min(this.#passages.length, behind + more);
    }
    const before = this.#passages.slice(first, behind);
    this.#passages = [...this.#passages.slice(0, first), ...fresh, ...this.#passages.slice(behind)];
    const [old, now] = [new Set(before), new Set(fresh)];
    this.#settle(
      before.filter((each) => !now.has(each)),
      fresh.filter((each) => !old.has(each)),
    );
    const previous = this.#passages[first - 1];
    this.#move(first, previous ? previous.end : this.#head.text.length);
  }

  /**
   * The passages of a text; those of `old` that begin or end it in the same words are kept. Undefined
   * where it can't be told without what stands behind it.
   */
  #takeApart(
    text: string,
    isEnd: boolean,
    known: Known,
    old: readonly Passage[] = [],
  ): Passage[] | undefined {
    if (text === '') return isEnd ? [] : undefined;
    const stops = borders(isEnd ? text : text + following);
    if (isEnd) stops.push(text.length);
    else if (stops.at(-1) !== text.length) return undefined;
    const isStop = new Set(stops);
    const fits = (passage: Passage | undefined, start: number): passage is Passage =>
      passage !== undefined &&
      isStop.has(start) &&
      isStop.has(start + passage.text.length) &&
      passage.isLast === (isEnd && start + passage.text.length === text.length) &&
      text.startsWith(passage.text, start);
    const found: Passage[] = [];
    const kept: Passage[] = [];
    let at = 0;
    let end = text.length;
    for (let each = old[found.length]; fits(each, at); each = old[found.length]) {
      found.push(each);
      at += each.text.length;
    }
    for (let index = old.length - 1; index >= found.length; index--) {
      const each = old[index];
      const start = end - (each?.text.length ?? 0);
      if (start < at || !fits(each, start)) break;
      kept.unshift(each);
      end = start;
    }
    const between = stops.filter((each) => each >= at && each <= end);
    const fresh = readPassages(text.slice(0, end), between, isEnd && end === text.length, known);
    // What is open at the end goes on in those that were to be kept, or behind them.
    if (!fresh) return kept.length > 0 ? this.#takeApart(text, isEnd, known) : undefined;
    return [...found, ...fresh, ...kept];
  }

  #guess(text: string): Known {
    const guess = possibleDefinitions(text);
    const known = (kind: keyof Known) => ({
      has: (label: string) => guess[kind].has(label) || this.#defined[kind].has(label),
    });
    return { links: known('links'), footnotes: known('footnotes') };
  }

  /** Takes over what came and went: the labels it defines, on which others depend, and all that follows the passages. */
  #settle(gone: readonly Passage[], fresh: readonly Passage[]): void {
    // What is defined again, in other words, was never undefined.
    const [added, removed] = [this.#define(fresh, 1), this.#define(gone, -1)];
    const relabelled = added || removed;
    const [went, came] = [[...gone], fresh.filter((each) => this.#hasItsLabels(each))];
    if (relabelled || came.length < fresh.length) {
      const isFresh = new Set(fresh);
      this.#passages = this.#passages.map((each) => {
        if ((!relabelled && !isFresh.has(each)) || this.#hasItsLabels(each)) return each;
        const [again = each] =
          readPassages(each.text, [0, each.text.length], each.isLast, this.#defined) ?? [];
        again.start = each.start;
        if (!isFresh.has(each)) went.push(each);
        came.push(again);
        return again;
      });
    }
    for (const each of went) each.gone = true;
    for (const each of this.#collections.values()) each.replaced(went, came, this.#revision);
    this.#smallWords?.replaced(went, came, this.#revision);
  }

  #hasItsLabels({ text, labels }: Passage): boolean {
    return sameLabels(labels, labelsIn(text, this.#defined));
  }

  /** Counts what passages define; whether that makes a difference to anybody. */
  #define(passages: readonly Passage[], by: 1 | -1): boolean {
    let difference = false;
    for (const passage of passages) {
      const { defined } = walk(passage);
      for (const kind of ['links', 'footnotes'] as const)
        for (const label of defined[kind]) {
          const count = this.#defined[kind].get(label) ?? 0;
          if (count + by === 0) this.#defined[kind].delete(label);
          else this.#defined[kind].set(label, count + by);
          difference ||= count === 0 || count + by === 0;
        }
    }
    return difference;
  }

  /** Says where the passages from an index on start. */
  #move(first: number, start: number): void {
    let at = start;
    for (let index = first; index < this.#passages.length; index++) {
      const passage = this.#passages[index];
      if (!passage) break;
      passage.start = at;
      at += passage.text.length;
    }
  }

  /** The index of the passage that holds an offset; the one behind where it stands between two. */
  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#passages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#passages[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function joined(passages: readonly Passage[]): string {
  return passages.map((each) => each.text).join('');
}
