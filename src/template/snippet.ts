import type { Framework } from '../framework/framework.js';
import { percentDelimiter, type MarkdownLines } from './section.js';

/**
 * Markdown of a template as a snippet's lines, with a tab stop for each slot ‹…›, each rating that is not stated
 * yet and each empty cell of percentages, in the order of the text; what is left as it is stays unfinished.
 */
export function snippetLines(framework: Framework, lines: MarkdownLines): string[] {
  let stop = 0;
  // First what states nothing: going on without a choice must not rate the standard.
  const choice = ['TBC', ...framework.ratingNames.toReversed()]
    .map((each) => each.replace(/[\\,|]/g, '\\$&'))
    .join(',');
  let percentages = false;
  return lines.map((line) => {
    percentages = line === percentDelimiter || (percentages && line.startsWith('|'));
    if (line === `${framework.labels.rating}:`) return `${line} **\${${String(++stop)}|${choice}|}**`;
    const filled = line
      .split(/(‹[^‹›]*›)/)
      .map((piece, index) => {
        const text = piece.replace(/[$}\\]/g, '\\$&');
        return index % 2 === 1 ? `\${${String(++stop)}:${text}}` : text;
      })
      .join('');
    return percentages && filled.endsWith('| |') ? `${filled.slice(0, -1)}\${${String(++stop)}} |` : filled;
  });
}
