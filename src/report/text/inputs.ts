/** Something that may be another after an edit of the draft. */
export interface Input {
  /** Whether it has changed since a revision. */
  changedSince(revision: number): boolean;
}

/** What counts the edits of a draft. */
export interface Revisions {
  readonly revision: number;
}

/** The inputs of what is being worked out, or why there may be none. */
let reading: Set<Input> | string | undefined;

/** Notes that what is being worked out depends on an input. */
export function read(input: Input): void {
  if (typeof reading === 'string') throw new Error(reading);
  reading?.add(input);
}

/** Works something out that may read nothing that an edit elsewhere can change. */
export function alone<T>(compute: () => T): T {
  const outer = reading;
  reading = 'What a passage holds must not depend on the rest of the draft.';
  try {
    return compute();
  } finally {
    reading = outer;
  }
}

/**
 * A value that is worked out when it is asked for, and again only when something that was read for it
 * has changed. What it holds must move with the text by itself: places, not offsets.
 */
export class Query<T> implements Input {
  #result: { readonly value: T } | undefined;
  #inputs: readonly Input[] = [];
  #checkedAt = -1;
  #changedAt = -1;

  constructor(
    readonly revisions: Revisions,
    readonly compute: () => T,
  ) {}

  get value(): T {
    const value = this.#upToDate();
    read(this);
    return value;
  }

  changedSince(revision: number): boolean {
    this.#upToDate();
    return this.#changedAt > revision;
  }

  #upToDate(): T {
    const { revision } = this.revisions;
    const checkedAt = this.#checkedAt;
    if (this.#result) {
      if (checkedAt === revision) return this.#result.value;
      if (!this.#inputs.some((each) => each.changedSince(checkedAt))) {
        this.#checkedAt = revision;
        return this.#result.value;
      }
    }
    const outer = reading;
    const inputs = new Set<Input>();
    reading = inputs;
    try {
      const value = this.compute();
      this.#inputs = [...inputs];
      this.#checkedAt = revision;
      if (!this.#result || !sameItems(this.#result.value, value)) {
        this.#result = { value };
        this.#changedAt = revision;
      }
      return this.#result.value;
    } finally {
      reading = outer;
    }
  }
}

/** Whether two lists hold the very same things: then nothing that was worked out from them is another. */
function sameItems(one: unknown, other: unknown): boolean {
  return (
    Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((each, index) => each === other[index])
  );
}
