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
 * what a draft alone may have, is an error.
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
