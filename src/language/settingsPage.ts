import type { ResolvedSetting } from '../check/settings.js';
import { rules } from '../rules/rules.js';

/**
 * The page, in Markdown, that tells what each rule is set to for a draft, and who set it.
 * @param draft its name
 */
export function settingsPage(draft: string, settings: ReadonlyMap<string, ResolvedSetting>): string {
  const lines = rules.map((rule) => {
    const { value, source } = settings.get(rule.id) ?? { value: 'default', source: 'default' };
    const isChanged = source !== 'default';
    return {
      rule,
      isChanged,
      value: value === 'default' ? rule.severity : value,
      by: source,
    };
  });
  const table = (of: typeof lines, withBy: boolean) =>
    [
      `| Rule | What it reports | Set to |${withBy ? ' By |' : ''}`,
      `| --- | --- | --- |${withBy ? ' --- |' : ''}`,
      ...of.map(
        ({ rule, value, by, isChanged }) =>
          `| \`${rule.id}\` | ${inCell(rule.summary)} | ${isChanged ? `**${value}**` : value} |${withBy ? ` ${inCell(by)} |` : ''}`,
      ),
    ].join('\n');
  const changed = lines.filter(({ isChanged }) => isChanged);
  return [
    '# What the rules are set to',
    `For the draft ${inCell(draft)}.`,
    changed.length === 0 ? 'Nobody has changed a rule: all are as delivered.' : '## Changed',
    ...(changed.length === 0 ? [] : [table(changed, true)]),
    ...[...new Set(rules.map(({ category }) => category))].flatMap((category) => [
      `## ${category}`,
      table(
        lines.filter(({ rule }) => rule.category === category),
        false,
      ),
    ]),
    '## To change one',
    "For yourself: open the settings (`Ctrl+,`), look for _inspection reports rules_, and choose a severity. For everybody who works on these drafts: a file `.inspection-report.yaml` beside the drafts or in a folder above, which wins over everybody's own settings.",
    '```yaml\nrules:\n  statement: off\n```',
  ].join('\n\n');
}

/** Words from outside as plain text in a cell. */
function inCell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#|~&!]/g, '\\$&');
}
