import { nearest } from '../framework/nearest.js';
import { quoteSigns, readYaml, type YamlNode } from '../report/yaml.js';
import { ruleIds, rules } from '../rules/rules.js';
import { severities, type Rule, type Severity } from '../rules/rule.js';
import { builtInWords, withWords, type Words } from '../rules/words/words.js';

/** What a rule can be set to. */
export const settingValues = ['off', 'hint', 'information', 'warning', 'error'] as const;
export type SettingValue = (typeof settingValues)[number];

/** What somebody set, with where: `the editor's settings`, or a file's name. */
export interface RuleSettings {
  readonly source: string;
  readonly rules: ReadonlyMap<string, SettingValue>;
  /** Entries for the word lists. */
  readonly words?: Words;
}

/** The name of the file that sets rules for a folder and all below it. */
export const settingsFileName = '.inspection-report.yaml';

/** A settings file that can't be used; the message names file, place and remedy. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** Gives a file up, naming the line of an offset in it. */
type Refuse = (offset: number, message: string) => never;

/**
 * Reads a settings file.
 * @param source its name, for messages.
 * @throws SettingsError for what is not YAML, an unknown entry, an unknown rule (with the nearest), or a bad value.
 */
export function readSettings(text: string, source: string): RuleSettings {
  const { contents, errors } = readYaml(text);
  const refuse: Refuse = (offset, message) => {
    throw new SettingsError(`${source}:${String(text.slice(0, offset).split('\n').length)}: ${message}`);
  };
  const [error] = errors;
  if (error?.code === 'UNSUPPORTED' || error?.code === 'BAD_SCALAR_START')
    refuse(error.range.start, `can't be read: ${quoteSigns}`);
  if (error) refuse(error.range.start, 'is not YAML: each line is a name, a colon and a value');
  const rules = new Map<string, SettingValue>();
  let words: Words | undefined;
  if (isEmpty(contents)) return { source, rules };
  if (contents?.kind !== 'map') return refuse(0, "the file holds entries such as 'rules:'");
  for (const { key, value } of contents.entries) {
    const name = key.value;
    const offset = key.range.start;
    if (name === 'rules') readRules(value, offset, refuse, rules);
    else if (name === 'words') words = readWords(value, offset, refuse, source);
    else {
      const meant = nearest(name, ['rules', 'words']);
      refuse(
        offset,
        `there is no entry '${name}'${meant === undefined ? "; it may hold 'rules' and 'words'" : `; did you mean '${meant}'?`}`,
      );
    }
  }
  return { source, rules, ...(words ? { words } : {}) };
}

function readRules(
  value: YamlNode | undefined,
  offset: number,
  refuse: Refuse,
  found: Map<string, SettingValue>,
): void {
  if (isEmpty(value)) return;
  if (value?.kind !== 'map')
    return refuse(offset, "'rules' holds a line for each rule, such as '  statement: off'");
  for (const { key, value: set } of value.entries) {
    const id = key.value;
    const place = key.range.start;
    if (!ruleIds.has(id)) {
      const meant = nearest(id, ruleIds);
      refuse(place, `there is no rule '${id}'${meant === undefined ? '' : `; did you mean '${meant}'?`}`);
    }
    const setting = settingValues.find((each) => set?.kind === 'scalar' && each === set.value);
    if (setting) found.set(id, setting);
    else refuse(place, `'${id}' can be set to ${settingValues.join(', ')}`);
  }
}

/** The word lists of a settings file, by their names there, each with an example of what it holds. */
export const wordLists = {
  placeholders: "[ 'FOR LEGAL' ]",
  'never-right': "{ 'principle inspector': 'principal inspector' }",
  'known-abbreviations': "[ 'ETE' ]",
  'two-forms': "[ ['wellbeing', 'well-being'] ]",
} as const;

function readWords(value: YamlNode | undefined, offset: number, refuse: Refuse, source: string): Words {
  const lists = new Map<string, [string, string][]>();
  const names = Object.keys(wordLists) as (keyof typeof wordLists)[];
  if (!isEmpty(value)) {
    if (value?.kind !== 'map')
      return refuse(
        offset,
        `'words' holds lists, such as '  known-abbreviations: ${wordLists['known-abbreviations']}'`,
      );
    for (const { key, value: list } of value.entries) {
      const typed = key.value;
      const place = key.range.start;
      const name = names.find((each) => each === typed);
      if (name === undefined) {
        const meant = nearest(typed, names);
        return refuse(
          place,
          `there is no word list '${typed}'; ${meant === undefined ? `there are ${names.join(', ')}` : `did you mean '${meant}'?`}`,
        );
      }
      const wrong = (at = place) => refuse(at, `'${name}' is written like '${name}: ${wordLists[name]}'`);
      lists.set(name, isEmpty(list) ? [] : readList(name, list, wrong));
    }
  }
  const why = `set in ${source}`;
  const entries = (name: keyof typeof wordLists) => lists.get(name) ?? [];
  return {
    placeholders: entries('placeholders').map(([text]) => ({ text, why })),
    neverRight: entries('never-right').map(([text, right]) => ({ text, right, why })),
    knownAbbreviations: entries('known-abbreviations').map(([text]) => ({ text, why })),
    twoForms: entries('two-forms').map((forms) => ({ forms, why })),
  };
}

/** The entries of a word list; for one of single words, each twice. */
function readList(
  name: keyof typeof wordLists,
  value: YamlNode | undefined,
  wrong: (offset?: number) => never,
): [string, string][] {
  const word = (node: YamlNode) => {
    const text = textOf(node).trim();
    return text === '' ? wrong(node.range.start) : text;
  };
  if (name === 'never-right')
    return value?.kind === 'map'
      ? value.entries.map(({ key, value: right }) => [
          word(key),
          right && !isEmpty(right) ? word(right) : wrong(key.range.start),
        ])
      : wrong();
  if (value?.kind !== 'list') return wrong();
  return value.items.map((item) => {
    if (name !== 'two-forms') return [word(item), word(item)];
    if (item.kind !== 'list' || item.items.length !== 2) return wrong(item.range.start);
    const [one = '', other = ''] = item.items.map(word);
    return one === other ? wrong(item.range.start) : [one, other];
  });
}

function isEmpty(node: YamlNode | undefined): boolean {
  return !node || (node.kind === 'scalar' && node.value === '');
}

function textOf(node: YamlNode): string {
  return node.kind === 'scalar' ? node.value : '';
}

/** The word lists with what was added to them. */
export function resolveWords(settings: readonly RuleSettings[]): Words {
  return settings.reduceRight(
    (words, each) => (each.words ? withWords(words, each.words) : words),
    builtInWords,
  );
}

/** What a rule is set to, and by whom. */
export interface ResolvedSetting {
  readonly value: SettingValue | 'default';
  readonly source: string;
}

/** The setting that holds for each rule: of the first settings that name it, nearest first. */
export function resolveSettings(settings: readonly RuleSettings[]): ReadonlyMap<string, ResolvedSetting> {
  return new Map(
    rules.map(({ id }): [string, ResolvedSetting] => {
      const by = settings.find((each) => each.rules.has(id));
      return [id, { value: by?.rules.get(id) ?? 'default', source: by?.source ?? 'default' }];
    }),
  );
}

/** A line for each rule: what it is set to, and by whom. */
export function describeSettings(settings: ReadonlyMap<string, ResolvedSetting>): string[] {
  const widest = (texts: readonly string[]) => Math.max(...texts.map((each) => each.length));
  const [ids, values] = [widest([...ruleIds]), widest(settingValues)];
  return rules.map(({ id, severity }) => {
    const { value, source } = settings.get(id) ?? { value: 'default', source: 'default' };
    return `${id.padEnd(ids)}  ${(value === 'default' ? severity : value).padEnd(values)}  ${source}`;
  });
}

/**
 * The severity with which a finding is reported; undefined where the rule is off. A setting replaces
 * all severities of its rule, except that what is unfinished stays a hint; for publication that, and
 * what a draft alone may have, is an error (rules.md).
 */
export function severityOf(
  rule: Rule,
  finding: { readonly severity?: Severity; readonly unfinished?: boolean },
  setting: SettingValue | 'default',
  publication: boolean,
): Severity | undefined {
  if (setting === 'off') return undefined;
  if (publication && (finding.unfinished === true || rule.beforePublication === true)) return 'error';
  if (finding.unfinished === true) return 'hint';
  return setting === 'default' ? (finding.severity ?? rule.severity) : setting;
}

/** The place of a severity: 0 for the most severe. */
export function rank(severity: Severity): number {
  return severities.indexOf(severity);
}
