/** The project's example drafts, with and without their slips. */
import { readFileSync } from 'node:fs';

export interface Slip {
  readonly draft: string;
  /** The rule that reports it. */
  readonly rule: string;
  readonly wrong: string;
  readonly right: string;
}

const root = new URL('../', import.meta.url);

/** A file of the project. */
export function readText(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

export const slips = JSON.parse(readText('test/slips.json')) as Slip[];

export const exampleNames: readonly string[] = [...new Set(slips.map((each) => each.draft))];

/** A draft as its slips left it. */
export function draftAsItStands(name: string): string {
  return readText(`examples/${name}`);
}

/** A draft without its slips, save those that are to stay. */
export function cleanDraft(name: string, staying: readonly Slip[] = []): string {
  return slips
    .filter((each) => each.draft === name && !staying.includes(each))
    .reduce((text, { wrong, right }) => {
      const [before, after, ...more] = text.split(wrong);
      if (before === undefined || after === undefined || more.length > 0)
        throw new Error(`${name} should hold this slip once: ${wrong}`);
      return before + right + after;
    }, draftAsItStands(name));
}
