import type { Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { standardSection } from './section.js';

/** A snippet as VS Code's snippet files hold it. */
export interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** A snippet for the section of each standard, in the framework's default layout, by its name. */
export function snippets(framework: Framework): Record<string, Snippet> {
  return Object.fromEntries(
    framework.standards.map((standard) => [
      `${standard.id}. ${standard.title}`,
      {
        prefix: `ir-${standard.id}`,
        description: `Section on ${standard.id} ${standard.title} (${framework.title})`,
        body: sectionBody(framework, standard),
      },
    ]),
  );
}

function sectionBody(framework: Framework, standard: Standard): string[] {
  const [layout] = framework.layouts;
  if (!layout) throw new RangeError('a framework has a layout');
  let stop = 1;
  // First what states nothing: going on without a choice must not rate the standard.
  const choice = ['TBC', ...framework.ratingNames].join(',');
  const lines = standardSection(framework, standard, layout, {
    // A label of its own: the sections of a report may come from this snippet one by one.
    footnote: `lowest-${standard.id}`,
    footnoteExists: false,
    values: new Map(),
  }).map((line) => {
    const escaped = line.replace(/[$}\\]/g, '\\$&');
    if (line === `${framework.labels.rating}:`) return `${escaped} **\${${String(stop++)}|${choice}|}**`;
    return line.endsWith('| |') ? `${escaped.slice(0, -1)} \${${String(stop++)}:TBC} |` : escaped;
  });
  return [...lines, '', '$0'];
}
