import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Problem } from '../check/check.js';
import { isCode, readText, reason, UsageError } from './files.js';
import { removeLeftOver, writeFileWhole } from './writing.js';

/** Problems of one draft that were there before: so many of a rule, at places with the same words. */
export interface KnownProblem {
  readonly rule: string;
  /** What `wordsPrint` makes of the words; the words themselves may be about a child. */
  readonly words: string;
  readonly count: number;
}

/** What a baseline holds. */
interface BaselineFile {
  readonly version: typeof version;
  /** By the path of the draft from the folder of the baseline, with `/` between folders. */
  readonly drafts: Readonly<Record<string, readonly KnownProblem[]>>;
}

const version = 1;

/** What a problem is recognised by when the draft around it has changed. */
export interface Fingerprint {
  readonly rule: string;
  readonly words: string;
  /** Which it is of those with the same rule and words, from 1. */
  readonly occurrence: number;
}

/** The fingerprints of all problems of a text, in their order. */
export function fingerprintsOf(text: string, problems: readonly Problem[]): Fingerprint[] {
  const counts = new Map<string, number>();
  return problems.map(({ rule, range, message }) => {
    const words = wordsPrint(rule, text.slice(range.start, range.end), message);
    const occurrence = (counts.get(words) ?? 0) + 1;
    counts.set(words, occurrence);
    return { rule, words, occurrence };
  });
}

/** A short hash of a rule and the words at a place, however they are wrapped into lines. */
function wordsPrint(rule: string, words: string, message: string): string {
  // What is missing has no words; there the message says what it is. Numbers in it follow from
  // elsewhere, save those of standards.
  const telling = /[\p{L}\p{N}]/u.test(words) ? words : message.replace(/\d+(?:\.\d+)*/g, withoutAmount);
  const normal = telling.normalize('NFC').replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(`${rule}\n${normal}`).digest('hex').slice(0, 12);
}

function withoutAmount(number: string): string {
  return number.includes('.') ? number : '';
}

/** The problems that fingerprints stand for, as a baseline has them. */
export function knownProblems(fingerprints: readonly Fingerprint[]): KnownProblem[] {
  const found = new Map<string, KnownProblem>();
  for (const { rule, words, occurrence } of fingerprints)
    found.set(words, { rule, words, count: occurrence });
  return [...found.values()].sort((a, b) => inOrder(a.rule, b.rule) || inOrder(a.words, b.words));
}

/** Which problems a baseline holds, by their place in `fingerprints`, and what it holds that is gone. */
export function compare(
  fingerprints: readonly Fingerprint[],
  known: readonly KnownProblem[],
): { isKnown: boolean[]; gone: KnownProblem[] } {
  const counts = new Map(known.map(({ words, count }) => [words, count]));
  const there = new Map(knownProblems(fingerprints).map(({ words, count }) => [words, count]));
  return {
    isKnown: fingerprints.map(({ words, occurrence }) => occurrence <= (counts.get(words) ?? 0)),
    gone: known.flatMap((each) => {
      const count = each.count - (there.get(each.words) ?? 0);
      return count > 0 ? [{ ...each, count }] : [];
    }),
  };
}

/** The problems that a team knows of, by draft. */
export class Baseline {
  readonly #folder: string;
  readonly #drafts = new Map<string, readonly KnownProblem[]>();

  constructor(readonly file: string) {
    this.#folder = path.dirname(path.resolve(file));
  }

  /**
   * Reads a baseline that was written before.
   * @throws UsageError naming the file and what to do.
   */
  static async read(file: string): Promise<Baseline> {
    const remedy = `--write-baseline ${file}`;
    let text: string;
    try {
      text = await readText(file);
    } catch (error) {
      throw new UsageError(
        isCode(error, 'ENOENT')
          ? `${file}: there is no such file; ${remedy} writes it`
          : `${file}: ${reason(error)}`,
      );
    }
    let content: unknown;
    try {
      content = JSON.parse(text);
    } catch {
      throw new UsageError(`${file}: is not JSON, so it is no baseline; remove it, and ${remedy} writes one`);
    }
    if (isRecord(content) && typeof content.version === 'number' && content.version !== version)
      throw new UsageError(
        `${file}: is a baseline of version ${String(content.version)}, and this program reads version ${String(version)}; remove it, and ${remedy} writes one`,
      );
    if (!isBaselineFile(content))
      throw new UsageError(`${file}: is JSON, but no baseline; remove it, and ${remedy} writes one`);
    const baseline = new Baseline(file);
    for (const [name, known] of Object.entries(content.drafts)) baseline.#drafts.set(name, known);
    return baseline;
  }

  /**
   * A baseline that is to be written: in the place of none, or of another.
   * @throws UsageError where something else stands there.
   */
  static async toWrite(file: string): Promise<Baseline> {
    let text: string;
    try {
      text = await readText(file);
    } catch (error) {
      if (isCode(error, 'ENOENT')) return new Baseline(file);
      throw new UsageError(`${file}: can't be written: ${reason(error)}`);
    }
    if (!isBaselineText(text))
      throw new UsageError(
        `${file}: is no baseline, so it is left as it is; name another file with --write-baseline`,
      );
    return new Baseline(file);
  }

  /** What is known of a draft. */
  of(file: string): readonly KnownProblem[] {
    return this.#drafts.get(this.#name(file)) ?? [];
  }

  /** Says what is known of a draft. */
  set(file: string, known: readonly KnownProblem[]): void {
    if (known.length > 0) this.#drafts.set(this.#name(file), known);
  }

  /** The paths of all drafts of which a problem is known. */
  get files(): string[] {
    return [...this.#drafts.keys()].map((name) => path.join(this.#folder, name));
  }

  /**
   * Writes the baseline, a line for each known problem, always in the same order.
   * @throws UsageError naming the file.
   */
  async write(): Promise<void> {
    const drafts = [...this.#drafts]
      .sort(([a], [b]) => inOrder(a, b))
      .map(([name, known]) => {
        const lines = known.map(
          ({ rule, words, count }) =>
            `      { "rule": ${JSON.stringify(rule)}, "words": ${JSON.stringify(words)}, "count": ${String(count)} }`,
        );
        return `    ${JSON.stringify(name)}: [\n${lines.join(',\n')}\n    ]`;
      });
    const content = drafts.length === 0 ? '{}' : `{\n${drafts.join(',\n')}\n  }`;
    await removeLeftOver(this.#folder);
    await writeFileWhole(this.file, `{\n  "version": ${String(version)},\n  "drafts": ${content}\n}\n`);
  }

  #name(file: string): string {
    return path.relative(this.#folder, path.resolve(file)).split(path.sep).join('/');
  }
}

function isBaselineText(text: string): boolean {
  try {
    return isBaselineFile(JSON.parse(text));
  } catch {
    return false;
  }
}

function isBaselineFile(content: unknown): content is BaselineFile {
  return (
    isRecord(content) &&
    content.version === version &&
    isRecord(content.drafts) &&
    Object.values(content.drafts).every((known) => Array.isArray(known) && known.every(isKnownProblem))
  );
}

function isKnownProblem(value: unknown): value is KnownProblem {
  return (
    isRecord(value) &&
    typeof value.rule === 'string' &&
    typeof value.words === 'string' &&
    typeof value.count === 'number' &&
    Number.isInteger(value.count) &&
    value.count > 0
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same order on every machine. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
