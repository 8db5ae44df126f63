import { findFrontMatter, longestFrontMatter, type RawFrontMatter } from './draft.js';
import { at, type Located, type Range } from './range.js';
import { isCutOff, readYaml, type YamlMap } from './yaml.js';

/** A problem of the front matter's own form; rules turn it into a problem of theirs. */
export interface FrontMatterIssue {
  readonly kind:
    'absent' | 'not-closed' | 'yaml' | 'missing-key' | 'bad-value' | 'unfinished' | 'cut' | 'maybe-cut';
  readonly range: Range;
  readonly key?: string;
  /** Of a value that a ` #` cuts off: with what is cut off. */
  readonly whole?: Range;
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
  /** Its value is words, of which some may be missing without anything looking wrong. */
  readonly isName?: true;
}

/** What the front matter may hold, apart from `cases`, whose names are the framework's. */
export const frontMatterShape: Readonly<Record<string, Entry>> = {
  framework: { description: 'Id of the framework that the inspection was carried out under.' },
  layout: { description: "Form of the report: one of the framework's layouts.", isOptional: true },
  area: { description: 'The place in the title.', isName: true },
  'area-short': { description: 'How running text shortens the place.', isOptional: true, isName: true },
  service: { description: 'Full name of the inspected service.', isName: true },
  'short-name': { description: 'How the Foreword names the service.', isOptional: true, isName: true },
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
        'There is no block at the top that says which report this is: two lines of ---, and between them framework, area, service, abbreviation and fieldwork.',
    });
    return result;
  }
  const opening = { start: raw.start, end: raw.start + 3 };
  if (!raw.closed)
    issues.push({
      kind: 'not-closed',
      range: opening,
      message:
        'The block at the top is not closed: a line of three hyphens (---) is missing after its last entry.',
    });

  const { contentStart, contentEnd } = raw;
  if (contentEnd - contentStart > longestFrontMatter) {
    issues.push({
      kind: 'yaml',
      range: opening,
      message: "The block at the top can't be read: it is longer than 64 kB, and a few lines are enough.",
    });
    return result;
  }
  const source = text.slice(contentStart, contentEnd);
  const shift: Shift = ({ start, end }) => ({ start: contentStart + start, end: contentStart + end });
  const { contents, problems } = readYaml(source);
  for (const { message, range } of problems)
    issues.push({
      kind: 'yaml',
      range: shift(range),
      message: `The block at the top can't be read: ${message}.`,
    });
  const comments = new Map<string, Range>();
  if (contents?.kind === 'map') collect(contents, '', shift, { values, keys, comments });
  else if (problems.length === 0 && source.trim() !== '')
    issues.push({
      kind: 'yaml',
      range: { start: contentStart, end: contentEnd },
      message: "The block at the top can't be read: each line is a name, a colon and a value.",
    });
  const cut = new Set([...comments].flatMap(([key, comment]) => (cutOff(key, comment) ? [key] : [])));

  for (const [key, range] of keys) {
    if (cut.has(key)) continue;
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
  if (problems.length === 0)
    for (const key of Object.keys(frontMatterShape)) {
      if (keys.has(key)) continue;
      if (dueBeforePublication.includes(key)) unfinished(key, opening, true);
      else if (!isOptional(key)) missing(key, opening);
    }
  return result;

  /**
   * Whether ` #` cuts a value off: where a word or a figure goes on behind it (`Northbridge #1 Youth …`). A note
   * begins with a space and a letter (`YJS # agreed`); one that begins as a name does may be a name.
   */
  function cutOff(key: string, comment: Range): boolean {
    const shape = Object.hasOwn(frontMatterShape, key) ? frontMatterShape[key] : undefined;
    if (!shape && !key.startsWith('cases.')) return false;
    const value = values.get(key);
    const typed = text.slice(comment.start, comment.end);
    const start = value && value.range.end > value.range.start ? value.range.start : comment.start;
    const whole = { start, end: comment.end };
    const name = key.replace(/^cases\./, '');
    if (isCutOff(typed)) {
      issues.push({
        kind: 'cut',
        key,
        range: comment,
        whole,
        message: `'${typed}' is cut off from '${name}': behind a space, '#' begins a note. A value with ' #' in it stands in quotation marks.`,
      });
      // What else is said goes by what was meant.
      if (shape?.isName) values.set(key, { value: text.slice(whole.start, whole.end), range: whole });
      return true;
    }
    const isOneSpace = value?.range.end === comment.start - 1;
    if (shape?.isName && isOneSpace && value.value !== '' && /^#\s+\p{Lu}/u.test(typed))
      issues.push({
        kind: 'maybe-cut',
        key,
        range: comment,
        whole,
        message: `'${typed}' is read as a note, so that '${name}' is '${value.value}'. If it belongs to it, the whole stands in quotation marks.`,
      });
    return false;
  }
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
      message: `'${name}' in the block at the top should be ${what}${not}.`,
    });
  }
  function missing(key: string, range: Range): void {
    const description = frontMatterShape[key]?.description ?? '';
    issues.push({
      kind: 'missing-key',
      key,
      range,
      message: `The block at the top lacks '${key}': ${description.charAt(0).toLowerCase()}${description.slice(1)}`,
    });
  }
  function unfinished(key: string, range: Range, absent = false): void {
    issues.push({
      kind: 'unfinished',
      key,
      range,
      message: `${inWords(key)} is not ${absent ? 'given' : 'filled in'} yet; it is needed before publication.`,
    });
  }
}

/** An entry as an author calls it, with its name: `The ISBN of the published report ('isbn')`. */
function inWords(key: string): string {
  const name = key.replace(/^cases\./, '');
  const description = frontMatterShape[key]?.description ?? 'number of cases inspected.';
  const words = description
    .replace(/^The |\.$/g, '')
    .replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
  return `The ${words} ('${name}')`;
}

/** Turns a range of YAML's into one of the text. */
type Shift = (range: Range) => Range;

/** What a front matter holds, by the path of each entry. */
interface Collected {
  readonly values: Map<string, Located<string>>;
  readonly keys: Map<string, Range>;
  /** The comments behind values, each from its `#` on. */
  readonly comments: Map<string, Range>;
}

function collect(map: YamlMap, prefix: string, shift: Shift, collected: Collected): void {
  const { values, keys, comments } = collected;
  for (const { key: typed, value } of map.entries) {
    const key = `${prefix}${typed.value}`;
    const keyRange = shift(typed.range);
    // Duplicates are YAML problems already; the first stands.
    if (keys.has(key)) continue;
    keys.set(key, keyRange);
    if (!value) values.set(key, { value: '', range: at(keyRange.end) });
    else if (value.kind === 'map' && prefix === '') collect(value, `${key}.`, shift, collected);
    else if (value.kind === 'scalar') {
      values.set(key, { value: value.value, range: shift(value.range) });
      if (value.comment) comments.set(key, shift(value.comment));
    }
  }
}
