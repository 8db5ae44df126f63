import { builtInFramework, frameworkIds } from '../framework/frameworks.js';
import { nearest } from '../framework/nearest.js';
import { frontMatterShape, isUnfinished } from '../report/frontMatter.js';
import { yamlText } from '../report/yaml.js';
import { frontMatterTemplate, valuesInTitle } from '../template/draft.js';
import { insertBlock, replacement } from './edits.js';
import type { Report } from '../report/report.js';
import type { Finding, Fix, Rule } from './rule.js';
import { listed } from './wording.js';

export const frontMatter: Rule = {
  id: 'front-matter',
  category: 'Structure',
  severity: 'error',
  summary: 'A block at the top that can’t be read, lacks an entry, or has a value that can’t be right.',
  *checkReport(report) {
    const { issues } = report.frontMatter;
    // Where it can't be read as YAML, whatever else seems wrong with it may follow from that.
    const broken =
      issues.find((each) => each.kind === 'yaml') &&
      issues.find((each) => ['not-closed', 'yaml'].includes(each.kind));
    if (broken) {
      yield { range: broken.range, message: broken.message };
      return;
    }
    for (const issue of issues) {
      const { range, kind, whole } = issue;
      if (whole) {
        const quoted = replacement(whole, yamlText(report.slice(whole.start, whole.end)));
        const severity = kind === 'maybe-cut' ? { severity: 'information' as const } : {};
        yield { range, message: issue.message, fix: quoted, ...severity };
        continue;
      }
      const message =
        kind === 'missing-key' && issue.key === 'framework'
          ? `${issue.message} Known are ${listed(frameworkIds.map((id) => `'${id}'`))}; without it ratings, tables and headings can't be checked.`
          : issue.message;
      if (kind === 'absent') {
        yield { range, message, fix: insertFrontMatter(report) };
        continue;
      }
      yield kind === 'unfinished' ? { range, message, unfinished: true } : { range, message };
    }
    yield* layout(report);
    yield* unknownKeys(report);
  },
};

/** The front matter with slots for what the draft does not tell; the author says under which framework it was inspected. */
function insertFrontMatter(report: Report): Fix {
  const [framework] = frameworkIds.flatMap((id) => builtInFramework(id) ?? []);
  if (!framework) throw new RangeError('there is at least one framework');
  const title = report.headings.find(({ depth }) => depth === 1)?.text ?? '';
  const lines = frontMatterTemplate(framework, valuesInTitle(framework, title));
  return {
    title: 'Insert the block at the top',
    safe: false,
    edits: [insertBlock(report, report.start, lines)],
  };
}

function* layout({ frontMatter: { values }, framework }: Report): Iterable<Finding> {
  const value = values.get('layout');
  if (!framework || !value || isUnfinished(value.value)) return;
  const ids = framework.layouts.map((each) => each.id);
  if (ids.includes(value.value)) return;
  const meant = nearest(value.value, ids);
  yield {
    range: value.range,
    message: `'${value.value}' is no layout of ${framework.id}; it has ${ids.map((id) => `'${id}'`).join(', ')}.`,
    ...(meant === undefined
      ? {}
      : {
          fix: replacement(value.range, meant),
        }),
  };
}

function* unknownKeys({ frontMatter: { keys }, framework }: Report): Iterable<Finding> {
  const known = [...Object.keys(frontMatterShape), 'cases'];
  const cases = framework && Object.keys(framework.cases).map((name) => `cases.${name}`);
  for (const [key, range] of keys) {
    const candidates = key.startsWith('cases.') ? cases : known;
    if (!candidates || candidates.includes(key)) continue;
    const name = key.replace(/^cases\./, '');
    const meant = nearest(
      key,
      candidates.filter((each) => !keys.has(each)),
    )?.replace(/^cases\./, '');
    if (!key.startsWith('cases.') && framework && Object.hasOwn(framework.cases, key)) {
      yield { range, message: `'${key}' belongs under 'cases:', on a line that is set in by two spaces.` };
      continue;
    }
    const message = key.startsWith('cases.')
      ? `${framework?.title ?? ''} has no sample called '${name}'.`
      : `'${name}' is not an entry that is read here; it may stay for your own use.`;
    yield {
      range,
      severity: 'hint',
      message: meant === undefined ? message : `${message} Did you mean '${meant}'?`,
      ...(meant === undefined ? {} : { fix: replacement(range, meant) }),
    };
  }
}
