import { cleanDraft } from '../examples';
import type { Problem } from '../../src/check/check';
import { checkNext } from '../corpus/checkNext';
import type { Fix, Severity } from '../../src/rules/rule';

/** The drafts whose parts the examples of the pages stand in for. */
export const drafts = { '2021': 'northbridge.report.md', '2018': 'westmarch-2019.report.md' } as const;

/** An example of a page. */
export interface Example {
  readonly kind: 'wrong' | 'right' | 'fixed';
  /** What stands between the fences, without the last line break. */
  readonly text: string;
  readonly draft: keyof typeof drafts;
  /** What it replaces in the draft, where its own first line does not say so. */
  readonly replaces: string | undefined;
  /** It is a draft of its own. */
  readonly whole: boolean;
  /** It is checked for publication. */
  readonly publication: boolean;
  /** For what a fix makes: which Wrong example it is the fix of, counted from 1; left out: the last. */
  readonly of: number | undefined;
  /** For what a fix makes: the title of the fix; left out: the first one offered. */
  readonly by: string | undefined;
  /** The problems that the page lists below it. */
  readonly listed: readonly { readonly severity: string; readonly message: string }[];
}

export interface Page {
  readonly title: string;
  /** The line below the title. */
  readonly meta: string;
  readonly headings: readonly string[];
  readonly text: string;
  readonly examples: readonly Example[];
}

const sections = {
  '## Wrong': 'wrong',
  '## Right': 'right',
  '## How to put it right': 'fixed',
} as const;

/** Reads a page: its headings, and its examples with the problems listed below them. */
export function readPage(text: string): Page {
  const lines = text.split('\n');
  const headings: string[] = [];
  const examples: Example[] = [];
  let kind: Example['kind'] | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^#{1,6} /.test(line)) {
      headings.push(line);
      kind = sections[line as keyof typeof sections];
    }
    const fence = /^(`{3,})markdown(.*)$/.exec(line);
    if (!fence) {
      if (/^`{3}/.test(line)) throw new Error(`an example is fenced as markdown: ${line}`);
      continue;
    }
    const [, marks = '', info = ''] = fence;
    const end = lines.indexOf(marks, at);
    if (end < 0) throw new Error('an example is not closed');
    if (kind === undefined) throw new Error(`an example stands under ${headings.at(-1) ?? 'no heading'}`);
    const content = lines.slice(at + 1, end).join('\n');
    at = end;
    const listed: { severity: string; message: string }[] = [];
    while (lines[at + 1] === '' || lines[at + 1]?.startsWith('>') === true) {
      const said = /^> (\w+): (.+)$/.exec(lines[++at] ?? '');
      if (said) listed.push({ severity: said[1] ?? '', message: said[2] ?? '' });
    }
    examples.push({ kind, text: content, listed, ...readInfo(info, kind) });
  }
  return { title: lines[0] ?? '', meta: lines[2] ?? '', headings, text, examples };
}

function readInfo(
  info: string,
  kind: Example['kind'],
): Pick<Example, 'draft' | 'replaces' | 'whole' | 'publication' | 'of' | 'by'> {
  const words = new Map<string, string>();
  const rest = info.replace(/\s([a-z]+)(?:="([^"]*)")?/g, (_, name: string, value: string | undefined) => {
    words.set(name, value ?? '');
    return '';
  });
  const known = ['draft', 'replaces', 'whole', 'publication', ...(kind === 'fixed' ? ['fixed', 'by'] : [])];
  const unknown = [...words.keys()].find((each) => !known.includes(each));
  if (rest.trim() !== '' || unknown !== undefined) throw new Error(`fence info is not understood:${info}`);
  if (kind === 'fixed' && !words.has('fixed'))
    throw new Error("an example under 'How to put it right' is marked fixed");
  const draft = words.get('draft') ?? '2021';
  if (!Object.hasOwn(drafts, draft)) throw new Error(`there is no draft of ${draft}`);
  const of = words.get('fixed') ?? '';
  return {
    draft: draft as keyof typeof drafts,
    replaces: words.get('replaces'),
    whole: words.has('whole'),
    publication: words.has('publication'),
    of: of === '' ? undefined : Number(of),
    by: words.get('by'),
  };
}

/**
 * The clean draft with the example in the place of the same part.
 * @throws Error where the draft has no such part.
 */
export function putIn({ text, draft, replaces, whole }: Example): string {
  if (whole) return `${text}\n`;
  const base = cleanDraft(drafts[draft]);
  const { start, end } = placeOf(base, replaces ?? partOf(text));
  // A part of several lines is followed by a blank one; a row of a table is not.
  const blank = base.slice(start, end).endsWith('\n\n') ? '\n' : '';
  return `${base.slice(0, start)}${text}\n${blank}${base.slice(end)}`;
}

/** What an excerpt says that it is: front matter, or what its first heading says. */
function partOf(text: string): string {
  if (text.startsWith('---\n')) return 'front matter';
  const heading = /^#{1,6} (.+)/.exec(text);
  if (!heading) throw new Error(`an example begins with a heading or says what it replaces: ${text}`);
  return heading[1] ?? '';
}

/**
 * Where a part of a draft stands: `front matter`, `2.1`, `Ratings`, a row of a table by its beginning
 * (`| 3.1.`), or with what it stands in in front (`Annex 2 > 2.1`).
 */
function placeOf(text: string, part: string): { start: number; end: number } {
  if (part === 'front matter') {
    const found = /^---\n.*?\n---\n\n/s.exec(text);
    if (!found) throw new Error('the draft has no front matter');
    return { start: 0, end: found[0].length };
  }
  return part.split(' > ').reduce(
    (within, name) => {
      if (name.startsWith('|')) {
        const start = text.indexOf(`\n${name}`, within.start) + 1;
        if (start === 0 || start >= within.end) throw new Error(`the draft has no row '${name}'`);
        return { start, end: text.indexOf('\n', start) + 1 };
      }
      const headings = [...text.matchAll(/^(#{1,6}) (.+)\n/gm)]
        .map((match) => ({ depth: match[1]?.length ?? 0, title: match[2] ?? '', start: match.index }))
        .filter(({ start }) => start >= within.start && start < within.end);
      const at = headings.findIndex(({ title }) => isSame(title, name));
      const found = headings[at];
      if (!found) throw new Error(`the draft has no part '${name}'`);
      const next = headings.slice(at + 1).find(({ depth }) => depth <= found.depth);
      return { start: found.start, end: next?.start ?? within.end };
    },
    { start: 0, end: text.length },
  );
}

/** Whether a heading is the one that is named: by its number where it has one, else by its title. */
function isSame(title: string, name: string): boolean {
  const number = (words: string) => /^\d{1,2}(?:\.\d{1,2})?(?=[.\s]|$)/.exec(words)?.[0];
  const beginning = (words: string) => words.split(/\s[–—-]\s|:\s/)[0]?.toLowerCase();
  return number(name) === undefined
    ? title.toLowerCase() === name.toLowerCase() || beginning(title) === name.toLowerCase()
    : number(title) === number(name);
}

/** The problems of one rule in an example. */
export function problemsOf(
  rule: string,
  text: string,
  { publication }: Pick<Example, 'publication'>,
): Problem[] {
  return checked(text, publication).filter((each) => each.rule === rule);
}

/** Every fix that a problem offers. */
export function fixesOf({ fix, alternatives = [] }: Problem): Fix[] {
  return [...(fix ? [fix] : []), ...alternatives];
}

/** What the line below a page's title says. */
export function metaLine(
  { severity, category }: { severity: Severity; category: string },
  problems: readonly Problem[],
): string {
  const fixes = problems.flatMap(fixesOf);
  const ways = [
    ...(fixes.some(({ safe }) => safe) ? ['on save'] : []),
    ...(fixes.some(({ safe }) => !safe) ? ['one at a time'] : []),
  ];
  const fix = ways.length === 0 ? 'none' : ways.join(' or ');
  return `Severity: **${severity}** · Category: ${category} · Fix: ${fix}`;
}

const results = new Map<string, readonly Problem[]>();
const check = checkNext();
const checkForPublication = checkNext({ publication: true });

/** The problems of a text, which several tests look at. */
function checked(text: string, publication: boolean): readonly Problem[] {
  const key = `${String(publication)} ${text}`;
  const found = results.get(key) ?? (publication ? checkForPublication : check)(text).problems;
  results.set(key, found);
  return found;
}
