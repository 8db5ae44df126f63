/** What `npm run generate` writes: everything that follows from the rules, the packs and the schemas. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transform } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import * as z from 'zod';
import { settingValues } from '../src/check/settings.js';
import { settingsFileName, wordLists } from '../src/check/settingsFile.js';
import { settingsSchema } from '../src/check/settingsSchema.js';
import { casesOutput, checkOutput, rateOutput, reviewOutput } from '../src/cli/outputSchema.js';
import { builtInFramework, frameworkIds } from '../src/framework/frameworks.js';
import type { Rule } from '../src/rules/rule.js';
import { rules } from '../src/rules/rules.js';
import { builtInWords } from '../src/rules/words/words.js';
import { snippets } from '../src/template/snippets.js';
import { ratingPage } from './ratingPage.js';

/** The text of each generated file, by its path from the project's root. */
export async function generated(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>([
    ['package.json', manifest(root)],
    ['package.nls.json', strings(root)],
    ['docs/rules/README.md', ruleTable()],
    ['docs/words.md', wordPage()],
    ['docs/rating.md', ratingPage()],
    ['docs/schema/settings.schema.json', settingsFileSchema()],
    [
      'docs/schema/check.schema.json',
      outputSchema('Output of inspection-report check --format json', checkOutput),
    ],
    [
      'docs/schema/rate.schema.json',
      outputSchema('Output of inspection-report rate --format json', rateOutput),
    ],
    [
      'docs/schema/review.schema.json',
      outputSchema('Output of inspection-report review --format json', reviewOutput),
    ],
    [
      'docs/schema/cases.schema.json',
      outputSchema('Output of inspection-report cases --format json', casesOutput),
    ],
    ...frameworkIds.map((id): [string, string] => [`snippets/${id}.json`, snippetFile(id)]),
    ['src/page/stylesheet.ts', await pageStyle(root)],
  ]);
  for (const [name, text] of files) {
    const options = await resolveConfig(path.join(root, name));
    files.set(
      name,
      await format(text, { ...options, filepath: name === 'package.json' ? 'package.json' : name }),
    );
  }
  return files;
}

function manifest(root: string): string {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    contributes: { configuration: { properties: Record<string, unknown> }[]; snippets: unknown };
  };
  const [, ruleSettings] = manifest.contributes.configuration;
  if (!ruleSettings)
    throw new Error('package.json: contributes.configuration lacks its second group, for the rules');
  ruleSettings.properties = Object.fromEntries(
    rules.map(({ id }, order) => [
      `inspectionReports.rules.${id}`,
      {
        type: 'string',
        enum: ['default', ...settingValues],
        default: 'default',
        scope: 'resource',
        order,
        description: `%rule.${id}%`,
      },
    ]),
  );
  manifest.contributes.snippets = frameworkIds.map((id) => ({
    language: 'markdown',
    path: `./snippets/${id}.json`,
  }));
  return JSON.stringify(manifest);
}

/** The texts that package.json refers to: those for its rules follow from the rules, the others are written by hand. */
function strings(root: string): string {
  const strings = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<
    string,
    string
  >;
  const byHand = Object.entries(strings).filter(([key]) => !key.startsWith('rule.'));
  return JSON.stringify(
    Object.fromEntries([
      ...byHand,
      ...rules.map((rule): [string, string] => [`rule.${rule.id}`, described(rule)]),
    ]),
  );
}

function described({ summary, severity }: Rule): string {
  return `${summary} By default: ${severity}.`;
}

function ruleTable(): string {
  const categories = [...new Set(rules.map((each) => each.category))];
  const tables = categories.map((category) => {
    const rows = rules
      .filter((each) => each.category === category)
      .map(({ id, severity, summary }) => `| [\`${id}\`](${id}.md) | ${severity} | ${summary} |`);
    return `## ${category}\n\n| Rule | Severity | Reports |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# Rules\n\nEach rule has a page of its own. An unfinished entry is a hint, whichever rule meets it, and an error in a check for publication.\n\n${tables.join('\n')}`;
}

function wordPage(): string {
  const { placeholders, neverRight, knownAbbreviations, twoForms } = builtInWords;
  const table = (head: string, rows: readonly (readonly string[])[]) => {
    const cells = head.split(' | ');
    return `| ${head} |\n| ${cells.map(() => '---').join(' | ')} |\n${rows.map((each) => `| ${each.join(' | ')} |`).join('\n')}\n`;
  };
  const code = (text: string) => `\`${text}\``;
  const byReason = (entries: readonly { readonly text: string; readonly why: string }[]) =>
    [...new Set(entries.map(({ why }) => why))].map((why) => [
      entries.flatMap((each) => (each.why === why ? [code(each.text)] : [])).join(', '),
      why,
    ]);
  return [
    '# Word lists',
    'Some rules go by lists of words. A team can add to each in `.inspection-report.yaml`, under `words:`; what is added wins over what stands here.',
    `\`\`\`yaml\nwords:\n${Object.entries(wordLists)
      .map(([name, example]) => `  ${name}: ${example}`)
      .join('\n')}\n\`\`\``,
    '## Placeholders',
    'Under `placeholders:`. Text that must not be printed, in just these capitals: [`placeholder`](rules/placeholder.md).',
    table('Text | Why', byReason(placeholders)),
    '## Never right',
    'Under `never-right:`, each with what is right. Capitals make no difference: [`repeated-word`](rules/repeated-word.md).',
    table(
      'Text | Right | Why',
      neverRight.map(({ text, right, why }) => [code(text), code(right), why]),
    ),
    '## Known abbreviations',
    'Under `known-abbreviations:`. They need no full name: [`abbreviation`](rules/abbreviation.md). Nor do the words for the service.',
    table('Abbreviations | Why', byReason(knownAbbreviations)),
    '## Two forms',
    'Under `two-forms:`, in pairs. A report keeps to one: [`consistency`](rules/consistency.md). A star stands for any ending.',
    table(
      'One form | The other | Difference',
      twoForms.map(({ forms, why }) => [...forms.map(code), why]),
    ),
  ].join('\n\n');
}

/** The style of the web page, as short as it can be, with what its security policy knows it by. */
async function pageStyle(root: string): Promise<string> {
  const css = ['report.css', 'page.css'].map((name) => readFileSync(path.join(root, 'media', name), 'utf8'));
  const { code } = await transform(css.join('\n'), { loader: 'css', minify: true, charset: 'utf8' });
  const style = code.trim();
  const hash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
  return [
    '// Written by `npm run generate` from media/report.css and media/page.css.',
    `export const stylesheet = ${JSON.stringify(style)};`,
    `export const stylesheetHash = ${JSON.stringify(hash)};`,
  ].join('\n');
}

function settingsFileSchema(): string {
  const schema = settingsSchema(settingsFileName, rules, settingValues);
  return JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7' }));
}

function outputSchema(title: string, schema: z.ZodType): string {
  return JSON.stringify({ title, ...z.toJSONSchema(schema, { target: 'draft-7' }) });
}

function snippetFile(id: string): string {
  const framework = builtInFramework(id);
  if (!framework) throw new Error(`there is no framework ${id}`);
  // Those of an older edition have its year in their prefix.
  const prefix = id === frameworkIds[0] ? 'ir-' : `ir-${id.replace(/^\D+/, '')}-`;
  return JSON.stringify(snippets(framework, prefix));
}
