import { layoutsCurrentFirst } from '../framework/framework.js';
import { builtInFramework, frameworkIds } from '../framework/frameworks.js';
import { nearest } from '../framework/nearest.js';
import { askedFor } from '../language/newReport.js';
import { newDraft } from '../template/draft.js';
import { UsageError } from './files.js';

/** What a new draft is told on the command line. */
export interface NewDraftOptions {
  readonly framework?: string | undefined;
  readonly layout?: string | undefined;
  readonly area?: string | undefined;
  readonly service?: string | undefined;
  readonly abbreviation?: string | undefined;
  readonly fieldwork?: string | undefined;
  readonly published?: string | undefined;
  readonly isbn?: string | undefined;
  /** `court-disposals=8` */
  readonly cases?: readonly string[] | undefined;
}

/** What may be left out, and what then stands in its place: the draft says itself that it is to come. */
const toCome: Readonly<Record<string, string>> = { fieldwork: 'TBC' };

/**
 * The text of a new draft.
 * @throws UsageError for what is missing or can't be right.
 */
export function newDraftText(options: NewDraftOptions): string {
  const id = chosen('--framework', options.framework, frameworkIds);
  const framework = builtInFramework(id);
  if (!framework) throw new UsageError(`there is no framework '${id}'`);
  const layoutIds = layoutsCurrentFirst(framework).map((each) => each.id);
  const layoutId =
    options.layout === undefined ? layoutIds[0] : chosen('--layout', options.layout, layoutIds);
  const layout = framework.layouts.find((each) => each.id === layoutId);
  if (!layout) throw new UsageError(`${id} has no layout '${String(layoutId)}'`);
  const given = new Map<string, string | undefined>([
    ['area', options.area],
    ['service', options.service],
    ['abbreviation', options.abbreviation],
    ['fieldwork', options.fieldwork],
    ['published', options.published],
    ['isbn', options.isbn],
    ...casesOf(options.cases ?? [], Object.keys(framework.cases)),
  ]);
  const values = new Map<string, { value: string }>();
  for (const { key, suggested, mistake, entry } of askedFor(framework)) {
    const option = given.get(key)?.trim();
    if (option === undefined && (key === 'area' || key === 'service'))
      throw new UsageError(`new needs --${key}`);
    const value = option ?? toCome[key] ?? suggested(values);
    const wrong = option === undefined && key in toCome ? undefined : mistake(value);
    if (wrong !== undefined && option === undefined)
      throw new UsageError(`new needs --${key.replace(/^cases\./, 'cases ')}. ${wrong}`);
    if (wrong !== undefined)
      throw new UsageError(`--${key.replace(/^cases\./, 'cases ')}: '${value}' won't do. ${wrong}`);
    values.set(key, { value: option === undefined ? value : entry(value) });
  }
  return `${newDraft(framework, layout, values).join('\n')}\n`;
}

function chosen(option: string, value: string | undefined, from: readonly string[]): string {
  if (value !== undefined && from.includes(value)) return value;
  if (value === undefined) throw new UsageError(`new needs ${option}: ${from.join(', ')}`);
  const meant = nearest(value, from);
  throw new UsageError(
    `${option}: there is no '${value}'${meant === undefined ? `; there is ${from.join(', ')}` : `; did you mean '${meant}'?`}`,
  );
}

function casesOf(entries: readonly string[], names: readonly string[]): [string, string][] {
  return entries.map((entry) => {
    const [name = '', number] = entry.split('=');
    if (number === undefined)
      throw new UsageError(`--cases is written like ${names[0] ?? ''}=8, not '${entry}'`);
    return [`cases.${chosen('--cases', name, names)}`, number];
  });
}
