import { nearest } from '../framework/nearest.js';
import { lineEnd } from '../report/lines.js';
import type { Range } from '../report/range.js';
import { isCutOff, readYaml, type YamlEntry, type YamlNode, type YamlScalar } from '../report/yaml.js';
import { ruleIds, rules } from '../rules/rules.js';
import type { Words } from '../rules/words/words.js';
import { settingValues, type RuleSettings } from './settings.js';
import type { settingsSchema } from './settingsSchema.js';

/** The name of the file that sets rules for a folder and all below it. */
export const settingsFileName = '.inspection-report.yaml';

/** The same with the short ending, which some people are used to. */
const shortName = '.inspection-report.yml';

/** All names that a settings file may have. */
export const settingsFileNames = [settingsFileName, shortName];

/** A settings file that can't be used; the message names file, place and remedy. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** How long a settings file may be. */
const longestSettings = 262_144;

/**
 * Reads a settings file.
 * @param source its name, for messages.
 * @throws SettingsError (as a rejection) for what is too long or not YAML, an unknown entry, an unknown rule (with
 * the nearest), or a bad value.
 */
export async function readSettings(text: string, source: string): Promise<RuleSettings> {
  if (text.length > longestSettings)
    throw new SettingsError(
      `${source}: is longer than 256 kB, so it is not read; a settings file is a few lines`,
    );
  const refuse: Refuse = (offset, message) => {
    const line = text.slice(0, offset).split(lineEnd).length;
    throw new SettingsError(`${source}:${String(line)}: ${message}`);
  };
  const { contents, problems } = readYaml(text);
  const [problem] = problems;
  if (problem) refuse(problem.range.start, `can't be read: ${problem.message}`);
  if (!contents || isNothing(contents)) return { source, rules: new Map() };
  const cut = cutOffWord(contents, text);
  if (cut)
    refuse(
      cut.start,
      `'${text.slice(cut.start, cut.end)}' is cut off, since behind a space '#' begins a note; put the whole in quotation marks`,
    );
  // Most folders have no such file, and what checks one takes longer to load than all else together.
  const { settingsSchema } = await import('./settingsSchema.js');
  const parsed = settingsSchema(source, rules, settingValues).safeParse(valuesOf(contents));
  const mistake = firstMistake(parsed.error?.issues ?? [], contents);
  if (mistake) refuse(mistake.node.range.start, mistake.message);
  const { rules: set = {}, words } = parsed.data ?? {};
  return {
    source,
    rules: new Map(Object.entries(set).flatMap(([id, value]) => (value ? [[id, value]] : []))),
    ...(words ? { words: withSource(words, `set in ${source}`) } : {}),
  };
}

/**
 * Reads the settings file of a folder, where it has one.
 * @param textOf the text of a file of the folder; undefined where there is no such file.
 * @param sourceOf what a file of the folder is called in messages.
 * @throws SettingsError as `readSettings` does, and for two files of which one would not hold.
 */
export async function readSettingsOfFolder(
  textOf: (name: string) => Promise<string | undefined>,
  sourceOf: (name: string) => string,
): Promise<RuleSettings | undefined> {
  const [text, short] = await Promise.all([textOf(settingsFileName), textOf(shortName)]);
  if (text !== undefined && short !== undefined)
    throw new SettingsError(
      `${sourceOf(shortName)}: there is ${settingsFileName} beside it; put what both set into one of them, and remove the other`,
    );
  if (text !== undefined) return readSettings(text, sourceOf(settingsFileName));
  return short === undefined ? undefined : readSettings(short, sourceOf(shortName));
}

/** Gives a file up, naming the line of an offset in it. */
type Refuse = (offset: number, message: string) => never;

/** The word lists as a settings file holds them. */
export interface WordSettings {
  readonly placeholders?: readonly string[] | undefined;
  readonly 'never-right'?: Readonly<Record<string, string>> | undefined;
  readonly 'known-abbreviations'?: readonly string[] | undefined;
  readonly 'two-forms'?: readonly (readonly [string, string])[] | undefined;
}

/** The word lists of a settings file, by their names there, each with an example of what it holds. */
export const wordLists: Readonly<Record<keyof WordSettings, string>> = {
  placeholders: "[ 'FOR LEGAL' ]",
  'never-right': "{ 'principle inspector': 'principal inspector' }",
  'known-abbreviations': "[ 'ETE' ]",
  'two-forms': "[ ['wellbeing', 'well-being'] ]",
};

function withSource(words: WordSettings, why: string): Words {
  return {
    placeholders: (words.placeholders ?? []).map((text) => ({ text, why })),
    neverRight: Object.entries(words['never-right'] ?? {}).map(([text, right]) => ({ text, right, why })),
    knownAbbreviations: (words['known-abbreviations'] ?? []).map((text) => ({ text, why })),
    twoForms: (words['two-forms'] ?? []).map((forms) => ({ forms, why })),
  };
}

/** What a ` #` cuts off from an entry of the word lists. */
function cutOffWord(contents: YamlNode, text: string): Range | undefined {
  if (contents.kind !== 'map') return undefined;
  const words = contents.entries.find(({ key }) => key.value === 'words')?.value;
  const comments = words ? scalarsIn(words).flatMap(({ comment }) => comment ?? []) : [];
  return comments.find(({ start, end }) => isCutOff(text.slice(start, end)));
}

function scalarsIn(node: YamlNode): YamlScalar[] {
  switch (node.kind) {
    case 'scalar':
      return [node];
    case 'list':
      return node.items.flatMap(scalarsIn);
    case 'map':
      return node.entries.flatMap(({ key, value }) => [key, ...(value ? scalarsIn(value) : [])]);
  }
}

function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === '';
}

/** A mistake in a settings file: what is wrong, and the node at which it is. */
interface Mistake {
  readonly node: YamlNode;
  readonly message: string;
}

type Path = readonly PropertyKey[];

/** What zod says of a value that is not as it should be. */
type Issue = NonNullable<
  ReturnType<ReturnType<typeof settingsSchema>['safeParse']>['error']
>['issues'][number];

/** A file's values without their places, to be checked. Where nothing stands behind `rules:`, `words:` or a list's name, there is none. */
function valuesOf(node: YamlNode, path: Path = []): unknown {
  const mayBeEmpty = path.length === 1 || (path.length === 2 && path[0] === 'words');
  switch (node.kind) {
    case 'scalar':
      return mayBeEmpty && node.value === '' ? undefined : node.value;
    case 'list':
      return node.items.map((item, index) => valuesOf(item, [...path, index]));
    case 'map':
      return Object.fromEntries(
        node.entries.map(({ key, value }) => [key.value, value && valuesOf(value, [...path, key.value])]),
      );
  }
}

/** The key of a map's entry, or the item of a list, at a path. */
function nodeAt(contents: YamlNode, path: Path): YamlNode {
  let place = contents;
  let node: YamlNode | undefined = contents;
  for (const step of path) {
    if (node?.kind === 'list') place = node = node.items[Number(step)] ?? node;
    if (node?.kind !== 'map') continue;
    const entry: YamlEntry | undefined = node.entries.find(({ key }) => key.value === step);
    place = entry?.key ?? place;
    node = entry?.value;
  }
  return place;
}

/** The first mistake of those that a check of the values has found. */
function firstMistake(issues: readonly Issue[], contents: YamlNode): Mistake | undefined {
  const mistakes = issues.map((issue) => mistakeOf(issue, contents));
  return mistakes.sort((a, b) => a.node.range.start - b.node.range.start)[0];
}

function mistakeOf(issue: Issue, contents: YamlNode): Mistake {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const [name = ''] = issue.keys;
    return { node: nodeAt(contents, [...path, name]), message: unknown(path[0], name) };
  }
  return { node: nodeAt(contents, path), message: messageOf(issue) };
}

function unknown(where: PropertyKey | undefined, name: string): string {
  const suggestion = (names: Iterable<string>, otherwise: string) => {
    const meant = nearest(name, names);
    return meant === undefined ? otherwise : `; did you mean '${meant}'?`;
  };
  if (where === 'rules') return `there is no rule '${name}'${suggestion(ruleIds, '')}`;
  if (where === 'words')
    return `there is no word list '${name}'${suggestion(listNames, `; there are ${listNames.join(', ')}`)}`;
  return `there is no entry '${name}'${suggestion(['rules', 'words'], "; it may hold 'rules' and 'words'")}`;
}

const listNames = Object.keys(wordLists) as (keyof typeof wordLists)[];

function messageOf(issue: Issue): string {
  const {
    path: [where, entry],
  } = issue;
  if (where === undefined) return "the file holds entries such as 'rules:'";
  if (where === 'rules')
    return entry === undefined
      ? "'rules' holds a line for each rule, such as '  statement: off'"
      : `'${String(entry)}' can be set to ${settingValues.join(', ')}`;
  const name = listNames.find((each) => each === entry);
  if (name === undefined)
    return `'words' holds lists, such as '  known-abbreviations: ${wordLists['known-abbreviations']}'`;
  const example = `'${name}' is written like '${name}: ${wordLists[name]}'`;
  const [{ code, message } = issue] = issue.code === 'invalid_key' ? issue.issues : [issue];
  return code === 'invalid_format' ? `${message}; ${example}` : example;
}
