import type { Framework } from '../framework/framework.js';
import type { Layout, Part, Standard } from '../framework/pack.js';
import { yamlText } from '../report/yaml.js';
import { paragraphLines, partTemplate, unscoredLabel } from './part.js';
import { annexeSection, promptTables, standardSection, type MarkdownLines } from './section.js';
import { fillSlots, type Values } from './slots.js';

/** The label of the footnote on what drives a rating, in a draft that has no other yet. */
const lowestLabel = 'lowest';

/** Order of the entries in the front matter of a new draft. */
const entries = [
  'area',
  'area-short',
  'service',
  'short-name',
  'abbreviation',
  'published',
  'fieldwork',
  'isbn',
];

/** Entries that stand there empty until somebody knows them. */
const toCome = ['published', 'isbn'];

/**
 * A complete draft in the order of its layout: stock sentences filled in from what is known, tables with the
 * framework's questions and empty cells, and a slot ‹…› for what is still to be written. It checks clean but for
 * hints of what is unfinished.
 * @param values front matter entries by path; a kind of case that is 0 leaves out what is due with it alone
 */
export function newDraft(framework: Framework, layout: Layout, values: Values): MarkdownLines {
  const standards = framework.standards.filter(
    ({ dueWith }) => dueWith === undefined || values.get(`cases.${dueWith}`)?.value !== '0',
  );
  const { title = '', byline } = framework.stock;
  const lines = [
    ...frontMatterLines(framework, layout, values),
    '',
    `# ${fillSlots(framework, title, values)}`,
  ];
  if (byline !== undefined) lines.push('', fillSlots(framework, byline, values));
  for (const part of layout.parts) {
    const own = standards.filter((each) => isOf(part, each));
    if (part.kind === 'domain' && own.length === 0) continue;
    lines.push(
      '',
      ...partTemplate(framework, layout, part, { values, standards, label: unscoredLabel(framework) }),
    );
    for (const standard of own) {
      const footnoteExists = lines.some((line) => line.startsWith(`[^${lowestLabel}]:`));
      const options = { footnote: lowestLabel, footnoteExists, values };
      lines.push('', ...standardSection(framework, standard, layout, options));
    }
    lines.push(...paragraphLines(framework, part.after, values));
    lines.push(...annexe(framework, layout, part, standards, values));
  }
  return lines;
}

function isOf(part: Part, standard: Standard): boolean {
  return part.domain === Number(standard.id.split('.')[0]);
}

/** What an annexe holds of each standard. */
function annexe(
  framework: Framework,
  layout: Layout,
  { holds }: Part,
  standards: readonly Standard[],
  values: Values,
): string[] {
  if (holds === 'standards')
    return framework.domains.flatMap((domain) => [
      '',
      `### ${String(domain.number)}. ${domain.title}`,
      ...domain.standards.flatMap((each) =>
        standards.includes(each) ? ['', ...annexeSection(framework, each, layout, values)] : [],
      ),
    ]);
  if (holds === 'prompts')
    return standards
      .filter((each) => each.judged === 'percentages')
      .flatMap((each) => ['', ...promptTables(framework, each, layout)]);
  return [];
}

/** What a draft needs at its top; slots for what is not known. */
export function frontMatterTemplate(framework: Framework, values: Values): MarkdownLines {
  const known = new Map(values);
  for (const [key, slot] of Object.entries(neededEntries))
    if (!known.has(key)) known.set(key, { value: `‹${slot}›` });
  return frontMatterLines(framework, undefined, known);
}

/** What the title of a report says of the place, where it is worded as the framework words it. */
export function valuesInTitle({ stock }: Framework, title: string): Values {
  const [before = '', after = ''] = (stock.title ?? '').split('{place}');
  const area =
    title.startsWith(before) && title.endsWith(after)
      ? title.slice(before.length, title.length - after.length)
      : '';
  return new Map(before !== '' && area.trim() !== '' ? [['area', { value: area.trim() }]] : []);
}

/** What stands in the place of an entry that every draft needs, until somebody knows it. */
const neededEntries: Readonly<Record<string, string>> = {
  area: 'place in the title',
  service: 'full name of the service',
  abbreviation: 'short form of the service',
  fieldwork: 'first day of fieldwork',
};

/** The block at the top of a draft, with its two lines of hyphens. */
export function frontMatterLines(framework: Framework, layout: Layout | undefined, values: Values): string[] {
  const line = (key: string, value: string) => `${key}: ${yamlText(value)}`;
  const known = entries.flatMap((key) => {
    const value = values.get(key)?.value ?? '';
    return value !== '' ? [line(key, value)] : toCome.includes(key) ? [`${key}:`] : [];
  });
  const cases = Object.keys(framework.cases).map((name) => {
    const value = values.get(`cases.${name}`)?.value ?? '';
    return `  ${yamlText(name)}: ${value}`.trimEnd();
  });
  return [
    '---',
    line('framework', framework.id),
    ...(layout ? [line('layout', layout.id)] : []),
    ...known,
    'cases:',
    ...cases,
    '---',
  ];
}
