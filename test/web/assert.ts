/** What the tests use of `node:assert/strict`, for a host without Node. */

class AssertionError extends Error {
  override readonly name = 'AssertionError';

  constructor(
    message: string,
    /** Mocha shows the difference of the two. */
    readonly actual?: unknown,
    readonly expected?: unknown,
  ) {
    super(message);
  }
}

export function ok(value: unknown, message = 'expected something'): asserts value {
  if (!value) throw new AssertionError(message, value, true);
}

export function equal(actual: unknown, expected: unknown, message = 'expected the same'): void {
  if (!Object.is(actual, expected)) throw new AssertionError(message, actual, expected);
}

export function notEqual(actual: unknown, expected: unknown, message = 'expected another'): void {
  if (Object.is(actual, expected)) throw new AssertionError(message, actual, expected);
}

export function deepEqual(actual: unknown, expected: unknown, message = 'expected the same'): void {
  if (!alike(actual, expected)) throw new AssertionError(message, actual, expected);
}

export function match(actual: string, expected: RegExp, message = 'expected a match'): void {
  if (!expected.test(actual)) throw new AssertionError(message, actual, String(expected));
}

export function doesNotMatch(actual: string, unexpected: RegExp, message = 'expected no match'): void {
  if (unexpected.test(actual)) throw new AssertionError(message, actual, String(unexpected));
}

/** Values, arrays and objects of plain properties; there are no maps and sets in what tests compare. */
function alike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  const entries = Object.entries(one);
  const others = new Map(Object.entries(other));
  return (
    entries.length === others.size &&
    entries.every(([name, value]) => others.has(name) && alike(value, others.get(name)))
  );
}

export default { ok, equal, notEqual, deepEqual, match, doesNotMatch };
