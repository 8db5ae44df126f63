import { LineCounter, parseDocument, isMap, isScalar } from 'yaml';
import * as z from 'zod';
import { nearest } from '../framework/nearest.js';
import { ruleIds, rules } from '../rules/rules.js';
import { severities, type Rule, type Severity } from '../rules/rule.js';

/** What a rule can be set to. */
export const settingValues = ['off', 'hint', 'information', 'warning', 'error'] as const;
export type SettingValue = (typeof settingValues)[number];

/** Rules that somebody set, with where: `the editor's settings`, or a file's name. */
export interface RuleSettings {
  readonly source: string;
  readonly rules: ReadonlyMap<string, SettingValue>;
}

/** The name of the file that sets rules for a folder and all below it. */
export const settingsFileName = '.inspection-report.yaml';

const settingValue = z.enum(settingValues);

/** A settings file that can't be used; the message names file, place and remedy. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/**
 * Reads a settings file.
 * @param source its name, for messages.
 * @throws SettingsError for what is not YAML, an unknown entry, an unknown rule (with the nearest), or a bad value.
 */
export function readSettings(text: string, source: string): RuleSettings {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const refuse = (offset: number | undefined, message: string): never => {
    const line = offset === undefined ? 1 : lines.linePos(offset).line;
    throw new SettingsError(`${source}:${String(line)}: ${message}`);
  };
  const [error] = document.errors;
  if (error) refuse(error.pos[0], 'is not YAML: each line is a name, a colon and a value');
  const found = new Map<string, SettingValue>();
  const contents: unknown = document.contents;
  if (contents === null || (isScalar(contents) && contents.value === '')) return { source, rules: found };
  if (!isMap(contents)) return refuse(0, "the file holds entries such as 'rules:'");
  for (const { key, value } of contents.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const offset = isScalar(key) ? key.range?.[0] : undefined;
    if (name !== 'rules') {
      const meant = nearest(name, ['rules']);
      refuse(
        offset,
        `there is no entry '${name}'${meant === undefined ? "; it may hold 'rules'" : `; did you mean '${meant}'?`}`,
      );
    }
    if (value === null || (isScalar(value) && (value.value === null || value.value === ''))) continue;
    if (!isMap(value)) {
      refuse(offset, "'rules' holds a line for each rule, such as '  statement: off'");
      continue;
    }
    for (const item of value.items) {
      const id = isScalar(item.key) ? String(item.key.value) : '';
      const place = isScalar(item.key) ? item.key.range?.[0] : offset;
      if (!ruleIds.has(id)) {
        const meant = nearest(id, ruleIds);
        refuse(place, `there is no rule '${id}'${meant === undefined ? '' : `; did you mean '${meant}'?`}`);
      }
      const parsed = settingValue.safeParse(isScalar(item.value) ? item.value.value : undefined);
      if (parsed.success) found.set(id, parsed.data);
      else refuse(place, `'${id}' can be set to ${settingValues.join(', ')}`);
    }
  }
  return { source, rules: found };
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
