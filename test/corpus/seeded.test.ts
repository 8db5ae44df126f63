import { describe, expect, it } from 'vitest';
import type { CheckResult, Problem } from '../../src/index.js';
import { checkNext } from './checkNext.js';
import { faults, Subject, type Planted } from './faults.js';
import { corpus, publishedThere } from './reports.js';

/** At most so many of one kind in one draft, spread over all places where it can stand. */
const mostOfAKind = Number(process.env.CORPUS_MOST ?? 1);

const key = (each: { readonly rule: string; readonly message: string }) => `${each.rule}: ${each.message}`;

/** How often each problem is reported: the slips of the published reports may be the planted one's twins. */
function counted(problems: readonly Problem[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of problems) counts.set(key(each), (counts.get(key(each)) ?? 0) + 1);
  return counts;
}

/** The problems that are not, or not so often, among those counted before. */
function freshOf(problems: readonly Problem[], before: ReadonlyMap<string, number>): Problem[] {
  const left = new Map(before);
  return problems.filter((each) => {
    const count = left.get(key(each)) ?? 0;
    left.set(key(each), count - 1);
    return count <= 0;
  });
}

/** Every how-manieth so that `most` are left, from the first to the last. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from(
    { length: most },
    // Of one, the one in the middle.
    (_, index) =>
      list[Math.floor(((index + (most === 1 ? 0.5 : 0)) * (list.length - 1)) / Math.max(1, most - 1))],
  ).filter((each): each is T => each !== undefined);
}

interface Outcome extends Planted {
  readonly kind: string;
  readonly found: boolean;
  /** New problems of other rules than the expected ones. */
  readonly others: readonly string[];
}

function outcomeOf(
  kind: string,
  planted: Planted,
  before: ReadonlyMap<string, number>,
  check: (text: string) => CheckResult,
): Outcome {
  let result: CheckResult | undefined;
  let thrown: unknown;
  try {
    result = check(planted.text);
  } catch (error) {
    thrown = error;
  }
  const fresh = freshOf(result?.problems ?? [], before);
  return {
    ...planted,
    kind,
    found: thrown === undefined && fresh.some((each) => planted.expected.includes(each.rule)),
    others:
      thrown === undefined
        ? fresh.filter((each) => !planted.expected.includes(each.rule)).map(key)
        : [`threw: ${thrown instanceof Error ? thrown.message : 'something that is no error'}`],
  };
}

describe('seeded faults', () => {
  const outcomes: Outcome[] = [];

  it.each(corpus)(
    '$name: slips are planted and looked for',
    (draft) => {
      const subject = new Subject(draft);
      const check = checkNext();
      const before = counted(check(draft.text).problems);
      for (const { kind, plant } of faults)
        // A slip that changes nothing is none.
        for (const planted of spread(
          [...plant(subject)].filter((each) => each.text !== draft.text),
          mostOfAKind,
        ))
          outcomes.push(outcomeOf(kind, planted, before, check));
    },
    600_000,
  );

  it('finds at least 97 in 100', () => {
    const kinds = faults.map(({ kind }) => {
      const of = outcomes.filter((each) => each.kind === kind);
      const found = of.filter((each) => each.found).length;
      const cascade = of.reduce((sum, each) => sum + each.others.length, 0) / Math.max(1, of.length);
      return { kind, planted: of.length, found, cascade };
    });
    const missed = outcomes.filter((each) => !each.found);
    const all = outcomes.length;
    const lines = [
      'found/planted, then the mean number of other new problems:',
      ...kinds.map(
        ({ kind, planted, found, cascade }) =>
          `${String(found).padStart(5)}/${String(planted).padEnd(5)} ${cascade.toFixed(2).padStart(6)}  ${kind}`,
      ),
      `${String(all - missed.length).padStart(5)}/${String(all).padEnd(5)}`,
      'the slips with the most other new problems:',
      ...[...kinds]
        .filter(({ cascade }) => cascade >= 0.7)
        .sort((a, b) => b.cascade - a.cascade)
        .flatMap(({ kind }) =>
          outcomes
            .filter((each) => each.kind === kind)
            .sort((a, b) => b.others.length - a.others.length)
            .slice(0, 1)
            .map((each) => `${kind}: ${each.where}\n      ${each.others.slice(0, 6).join('\n      ')}`),
        ),
      ...missed.map((each) => `missed: ${each.kind}: ${each.where} (expected ${each.expected.join(' or ')})`),
    ];
    console.log(lines.join('\n'));
    // The examples alone have no place for some kinds.
    if (publishedThere)
      for (const { kind, planted } of kinds) expect(planted, `planted of '${kind}'`).toBeGreaterThan(0);
    expect((all - missed.length) / all).toBeGreaterThanOrEqual(0.97);
    const weak = kinds.filter(({ planted, found }) => found / planted < 0.97).map(({ kind }) => kind);
    expect(weak, 'kinds of which fewer than 97 in 100 are found').toEqual([]);
  });
});
