/** Something of a draft that could not be taken over, in a sentence for its author. */
export interface LeftOut {
  readonly message: string;
  /** Line in the draft, from 1; undefined for what has no place in it. */
  readonly line?: number;
}

/** What a step hands on: its value, and what it had to leave out. */
export interface Outcome<T> {
  readonly value: T;
  readonly leftOut: readonly LeftOut[];
}

/** The same, each sentence once however often it holds: with the first place. */
export function said(leftOut: readonly LeftOut[]): LeftOut[] {
  const messages = new Set<string>();
  return leftOut.filter(({ message }) => {
    const isNew = !messages.has(message);
    messages.add(message);
    return isNew;
  });
}
