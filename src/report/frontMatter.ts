import { findFrontMatter, type RawFrontMatter } from './draft.js';
import { at, type Located, type Range } from './range.js';
import { quoteSigns, readYaml, type YamlError, type YamlMap } from './yaml.js';

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

/** What the front matter says of an entry that it may hold. */
interface Entry {
  readonly description: string;
  readonly isOptional?: true;
  readonly isDate?: true;
}

/** What the front matter may hold, apart from `cases`, whose names are the framework's. */
export const frontMatterShape: Readonly<Record<string, Entry>> = {
  framework: { description: 'Id of the framework that the inspection was carried out under.' },
  layout: { description: "Form of the report: one of the framework's layouts.", isOptional: true },
  area: { description: 'The place in the title.' },
  'area-short': { description: 'How running text shortens the place.', isOptional: true },
  service: { description: 'Full name of the inspected service.' },
  'short-name': { description: 'How the Foreword names the service.', isOptional: true },
  abbreviation: { description: 'The short form by which the report calls the service.' },
  published: { description: 'Month or day of publication.', isOptional: true, isDate: true },
  fieldwork: { description: 'First day, or month, of fieldwork.', isDate: true },
  isbn: { description: 'ISBN of the published report.', isOptional: true },
};

const dueBeforePublication = ['published', 'isbn'];

/** Marks of what is not known yet: nothing, a dash, TBC, or a template slot. */
export function isUnfinished(text: string): boolean {
  return /^(?:|[-–—]+|tbc\.?|‹[^›]*›)$/i.test(text.trim());
}

/** Whether this is a month or a day that there is, written like 2026-09 or 2026-09-14. */
export function isCalendarDate(value: string): boolean {
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
  const put = (offset: number) => raw.contentStart + offset + dropped.filter((each) => each < offset).length;
  const shift: Shift = ({ start, end }) => ({ start: put(start), end: put(end) });
  const { contents, errors } = readYaml(source);
  for (const { code, range } of errors)
    issues.push({
      kind: 'yaml',
      range: shift(range),
      message: `The front matter can't be read: ${plainYamlError(code)}.`,
    });
  if (contents?.kind === 'map') collect(contents, '', shift, values, keys);
  else if (errors.length === 0 && source.trim() !== '')
    issues.push({
      kind: 'yaml',
      range: { start: raw.contentStart, end: raw.contentEnd },
      message: "The front matter can't be read: each line is a name, a colon and a value.",
    });

  for (const [key, range] of keys) {
    if (key.startsWith('cases.')) {
      const value = values.get(key);
      const name = key.slice('cases.'.length);
      if (!value) bad(key, range, 'a whole number of cases');
      else if (isUnfinished(value.value))
        unfinished(key, value.range.end > value.range.start ? value.range : range);
      else if (/^\d{1,5}$/.test(value.value))
        cases.set(name, { value: Number(value.value), range: value.range });
      else bad(key, value.range, 'a whole number of cases');
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
    } else if (frontMatterShape[key]?.isDate && !isCalendarDate(value.value))
      bad(key, value.range, 'written like 2026-09 or 2026-09-14');
  }
  // Broken YAML may hide a key that is there: then its absence is not certain.
  if (errors.length === 0)
    for (const key of Object.keys(frontMatterShape)) {
      if (keys.has(key)) continue;
      if (dueBeforePublication.includes(key)) unfinished(key, opening, true);
      else if (!isOptional(key)) missing(key, opening);
    }
  return result;

  function isOptional(key: string): boolean {
    return frontMatterShape[key]?.isOptional === true;
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
    const description = frontMatterShape[key]?.description ?? '';
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
type Shift = (range: Range) => Range;

function collect(
  map: YamlMap,
  prefix: string,
  shift: Shift,
  values: Map<string, Located<string>>,
  keys: Map<string, Range>,
): void {
  for (const item of map.entries) {
    const key = `${prefix}${item.key.value}`;
    const keyRange = shift(item.key.range);
    // Duplicates are YAML errors already; the first stands.
    if (keys.has(key)) continue;
    keys.set(key, keyRange);
    if (!item.value) values.set(key, { value: '', range: at(keyRange.end) });
    else if (item.value.kind === 'map' && prefix === '') collect(item.value, `${key}.`, shift, values, keys);
    else if (item.value.kind === 'scalar')
      values.set(key, { value: item.value.value, range: shift(item.value.range) });
  }
}

function plainYamlError(code: YamlError['code']): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'a name stands twice';
    case 'MISSING_QUOTE':
      return 'a closing quotation mark is missing';
    case 'MISSING_CHAR':
      return 'a character is missing here';
    case 'UNSUPPORTED':
    case 'BAD_SCALAR_START':
      return quoteSigns;
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
