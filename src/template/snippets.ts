import type { Framework } from '../framework/framework.js';
import type { Layout } from '../framework/pack.js';
import { frontMatterTemplate } from './draft.js';
import { paragraphLines, partTemplate, unscoredLabel } from './part.js';
import { keyQuestionTable, standardSection, type MarkdownLines } from './section.js';
import type { Values } from './slots.js';
import { snippetLines } from './snippet.js';

/** A snippet as VS Code's snippet files hold it. */
export interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** What the draft gives into which snippets go; left out where they are for any draft. */
export interface SnippetOptions {
  readonly layout: Layout;
  readonly values: Values;
  /** The label of the draft's footnote on the lowest score, and whether that has its text already. */
  readonly lowest: { readonly label: string; readonly exists: boolean };
  /** A label for a new footnote: the wished one, or one like it that the draft does not use yet. */
  readonly freeLabel: (wished: string) => string;
}

/**
 * Snippets of all that a report is made of, by name: standards, key-question tables, ratings page, domain
 * openings, and the stock texts. For any draft, they are in the framework's default layout.
 */
export function snippets(
  framework: Framework,
  prefix = 'ir-',
  draft?: SnippetOptions,
): Record<string, Snippet> {
  const layout = draft?.layout ?? framework.layouts[0];
  if (!layout) throw new RangeError('a framework has a layout');
  const values: Values = draft?.values ?? new Map();
  const label = draft?.freeLabel ?? ((wished: string) => wished);
  const found: Record<string, Snippet> = {};
  const add = (word: string, name: string, lines: MarkdownLines) => {
    found[name] = {
      prefix: prefix + word,
      description: `${name} (${framework.title})`,
      body: [...snippetLines(framework, lines), '', '$0'],
    };
  };
  // A draft that is known has its block at the top.
  if (!draft) add('top', 'Block at the top of a draft', frontMatterTemplate(framework, values));
  for (const standard of framework.standards) {
    const name = `${standard.id}. ${standard.title}`;
    add(
      standard.id,
      name,
      standardSection(framework, standard, layout, {
        // A label of its own: the sections of a report may come from this snippet one by one.
        footnote: draft?.lowest.label ?? `lowest-${standard.id}`,
        footnoteExists: draft?.lowest.exists ?? false,
        values,
      }),
    );
    if (standard.judged === 'percentages')
      add(
        `table-${standard.id}`,
        `Key-question table of ${name}`,
        keyQuestionTable(framework, standard, layout),
      );
  }
  for (const part of layout.parts) {
    const options = { values, standards: framework.standards, label: label(unscoredLabel(framework)) };
    if (part.kind === 'ratings')
      add('ratings', 'Ratings page', partTemplate(framework, layout, part, options));
    if (part.kind === 'domain')
      add(
        `domain-${String(part.domain)}`,
        `Opening of ${part.heading}`,
        partTemplate(framework, layout, part, options),
      );
  }
  const { footnote, ending } = framework.discretion;
  const [from, to] = ['‹what the table gives›', '‹what is stated›'];
  add('discretion', 'Footnote on professional discretion', [
    `[^${label('discretion')}]: ${footnote.replace('{direction}', '‹raise or lower›').replace('{from}', from).replace('{to}', to)}${ending}`,
  ]);
  for (const stock of Object.keys(framework.stock))
    add(
      stock,
      `Stock sentence: ${stock.replaceAll('-', ' ')}`,
      paragraphLines(framework, [{ stock }], values).slice(1),
    );
  return found;
}
