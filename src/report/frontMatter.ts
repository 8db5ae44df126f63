import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import * as z from 'zod';
import { findFrontMatter, type RawFrontMatter } from './draft.js';
import { at, type Located, type Range } from './range.js';

/** A problem of the front matter's own form; rules turn it into a problem of theirs. */
export interface FrontMatterIssue {
  readonly kind:
    'absent' | 'not-closed' | 'yaml' | 'missing-key' | 'bad-value' | 'unknown-key' | 'unfinished';
  readonly range: Range;
  readonly key?: string;
  readonly message: string;
}

export interface FrontMatter {
  readonly raw: RawFrontMatter | undefined;
  /** Every scalar entry that could be read, by its path (`area`, `cases.resettlement`). */
  readonly values: ReadonlyMap<string, Located<string>>;
  /** Where each key stands, by its path. */
  readonly keys: ReadonlyMap<string, Range>;
  /** Sample sizes that were given as whole numbers. */
  readonly cases: ReadonlyMap<string, Located<number>>;
  readonly issues: readonly FrontMatterIssue[];
}

const day = z.string().refine(isCalendarDate, { error: 'written like 2026-09 or 2026-09-14' });
const size = z.string().regex(/^\d{1,5}$/, { error: 'a whole number of cases' });
const words = z.string();

/** What the front matter may hold, apart from `cases`, whose names are the framework's. */
export const frontMatterShape = {
  framework: words.describe('Id of the framework that the inspection was carried out under.'),
  layout: words.optional().describe("Form of the report: one of the framework's layouts."),
  area: words.describe('The place in the title.'),
  'area-short': words.optional().describe('How running text shortens the place.'),
  service: words.describe('Full name of the inspected service.'),
  'short-name': words.optional().describe('How the Foreword names the service.'),
  abbreviation: words.describe('The short form by which the report calls the service.'),
  published: day.optional().describe('Month or day of publication.'),
  fieldwork: day.describe('First day, or month, of fieldwork.'),
  isbn: z.string().optional().describe('ISBN of the published report.'),
} as const;

const dueBeforePublication = ['published', 'isbn'];

/** Marks of what is not known yet: nothing, a dash, TBC, or a template slot. */
export function isUnfinished(text: string): boolean {
  return /^(?:|[-–—]+|tbc\.?|‹[^›]*›)$/i.test(text.trim());
}

function isCalendarDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value);
  if (!match) return false;
  const [, year, month, date = '01'] = match;
  const stamp = new Date(`${year ?? ''}-${month ?? ''}-${date}T00:00:00Z`);
  return !Number.isNaN(stamp.getTime()) && stamp.getUTCMonth() + 1 === Number(month);
}

/** Reads the front matter of a draft. Never throws: what can't be read is an issue with a range. */
export function readFrontMatter(text: string): FrontMatter {
  const raw = findFrontMatter(text);
  const values = new Map<string, Located<string>>();
  const keys = new Map<string, Range>();
  const cases = new Map<string, Located<number>>();
  const issues: FrontMatterIssue[] = [];
  const result = { raw, values, keys, cases, issues };
  const top = text.startsWith('\ufeff') ? 1 : 0;
  if (!raw) {
    issues.push({
      kind: 'absent',
      range: { start: top, end: top + (/^[^\r\n]*/.exec(text.slice(top, top + 500))?.[0].length ?? 0) },
      message:
        'The draft has no front matter. It begins with a block between two lines of --- that gives framework, area, service, abbreviation and fieldwork.',
    });
    return result;
  }
  const opening = { start: raw.start, end: raw.start + 3 };
  if (!raw.closed)
    issues.push({
      kind: 'not-closed',
      range: opening,
      message:
        'The front matter is not closed: a line of three hyphens (---) is missing after its last entry.',
    });

  // YAML reads the kinds of line ending in different ways: it gets one kind, and its offsets are put back.
  const original = text.slice(raw.contentStart, raw.contentEnd);
  const source = original.replace(/\r\n?/g, '\n');
  const dropped = [...original.matchAll(/\r\n/g)].map((match, before) => match.index - before);
  const shift: Shift = (range) => {
    if (!range) return opening;
    const limit = (offset: number) => {
      const within = Math.min(Math.max(offset, 0), source.length);
      return raw.contentStart + within + dropped.filter((each) => each < within).length;
    };
    return { start: limit(range[0]), end: limit(range[1]) };
  };
  const document = parseDocument(source, {
    schema: 'failsafe',
    lineCounter: new LineCounter(),
    prettyErrors: false,
    logLevel: 'silent',
  });
  for (const error of document.errors)
    issues.push({
      kind: 'yaml',
      range: shift(error.pos),
      message: `The front matter can't be read: ${plainYamlError(error.code, error.message)}.`,
    });
  const contents: unknown = document.contents;
  if (!isMap(contents)) {
    if (document.errors.length === 0 && source.trim() !== '')
      issues.push({
        kind: 'yaml',
        range: { start: raw.contentStart, end: raw.contentEnd },
        message: "The front matter can't be read: each line is a name, a colon and a value.",
      });
  } else {
    collect(contents, '', shift, values, keys);
  }

  for (const [key, range] of keys) {
    if (key.startsWith('cases.')) {
      const value = values.get(key);
      const name = key.slice('cases.'.length);
      if (!value) bad(key, range, 'a whole number of cases');
      else if (isUnfinished(value.value))
        unfinished(key, value.range.end > value.range.start ? value.range : range);
      else {
        const checked = size.safeParse(value.value);
        if (checked.success) cases.set(name, { value: Number(value.value), range: value.range });
        else bad(key, value.range, checked.error.issues[0]?.message ?? '');
      }
      continue;
    }
    if (key === 'cases') {
      const value = values.get(key);
      if (value && !isUnfinished(value.value))
        bad(
          key,
          value.range,
          'followed by a line for each sample, such as "court-disposals: 8", set in by two spaces',
        );
      continue;
    }
    if (!Object.hasOwn(frontMatterShape, key)) continue;
    const value = values.get(key);
    const place = value && value.range.end > value.range.start ? value.range : range;
    if (!value) bad(key, place, 'a single value');
    else if (isUnfinished(value.value)) {
      if (dueBeforePublication.includes(key)) unfinished(key, place);
      else if (value.value === '' && !isOptional(key)) missing(key, place);
      else if (value.value !== '' && !isOptional(key)) unfinished(key, place);
    } else {
      const checked = frontMatterShape[key as keyof typeof frontMatterShape].safeParse(value.value);
      if (!checked.success) bad(key, value.range, checked.error.issues[0]?.message ?? '');
    }
  }
  // Broken YAML may hide a key that is there: then its absence is not certain.
  if (document.errors.length === 0)
    for (const key of Object.keys(frontMatterShape)) {
      if (keys.has(key)) continue;
      if (dueBeforePublication.includes(key)) unfinished(key, opening, true);
      else if (!isOptional(key)) missing(key, opening);
    }
  return result;

  function isOptional(key: string): boolean {
    return frontMatterShape[key as keyof typeof frontMatterShape].safeParse(undefined).success;
  }
  function bad(key: string, range: Range, what: string): void {
    const value = values.get(key)?.value ?? '';
    const name = key.replace(/^cases\./, '');
    const not = value === '' ? '' : `, not '${value}'`;
    issues.push({
      kind: 'bad-value',
      key,
      range,
      message: `'${name}' in the front matter should be ${what}${not}.`,
    });
  }
  function missing(key: string, range: Range): void {
    const { description = '' } = frontMatterShape[key as keyof typeof frontMatterShape];
    issues.push({
      kind: 'missing-key',
      key,
      range,
      message: `The front matter lacks '${key}': ${description.charAt(0).toLowerCase()}${description.slice(1)}`,
    });
  }
  function unfinished(key: string, range: Range, absent = false): void {
    issues.push({
      kind: 'unfinished',
      key,
      range,
      message: `'${key}' is not ${absent ? 'given' : 'filled in'} yet; it is needed before publication.`,
    });
  }
}

/** Turns a range of YAML's into one of the text. */
type Shift = (range: readonly [number, number, ...number[]] | null | undefined) => Range;

function collect(
  map: YAMLMap,
  prefix: string,
  shift: Shift,
  values: Map<string, Located<string>>,
  keys: Map<string, Range>,
): void {
  for (const item of map.items) {
    if (!isScalar(item.key)) continue;
    const key = `${prefix}${String(item.key.value)}`;
    const keyRange = shift(item.key.range);
    // Duplicates are YAML errors already; the first stands.
    if (keys.has(key)) continue;
    keys.set(key, keyRange);
    if (isMap(item.value) && prefix === '') collect(item.value, `${key}.`, shift, values, keys);
    else if (isScalar(item.value)) {
      const range = item.value.range ? shift([item.value.range[0], item.value.range[1]]) : at(keyRange.end);
      values.set(key, { value: textOf(item.value.value), range });
    } else if (item.value === null) values.set(key, { value: '', range: at(keyRange.end) });
  }
}

/** The failsafe schema knows text alone; nothing at all is empty text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function plainYamlError(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'a name stands twice';
    case 'MISSING_CHAR':
      return message.includes('quote')
        ? 'a closing quotation mark is missing'
        : 'a character is missing here';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a value with a colon in it stands in quotation marks, and what belongs under a name is set in by two spaces';
    case 'TAB_AS_INDENT':
      return 'a line is set in by a tab; use two spaces';
    case 'BAD_INDENT':
      return 'a line is set in further or less than those around it';
    default:
      return 'each line is a name, a colon and a value';
  }
}
