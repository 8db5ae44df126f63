/**
 * A remark plugin: what does not agree in an inspection report becomes messages of its file, so that
 * remark-cli, unified-engine and editors with remark show it.
 */
import type { Root } from 'mdast';
import type { Plugin } from 'unified';
import type { Position } from 'unist';
import type { VFile } from 'vfile';
import { checkReport, type CheckOptions, type Problem } from './check/check.js';
import { isDraft } from './report/draft.js';
import type { Range } from './report/range.js';
import type { Lines } from './report/lines.js';

export interface InspectionReportOptions extends CheckOptions {
  /** Check every file, also those that are no drafts (default: false). */
  readonly everyFile?: boolean;
}

/**
 * Adds the problems of a draft to its file. A report is read from the text; the tree is left as it is,
 * whatever parser made it. Errors and warnings are warnings of the file, all else is information; `severity`
 * says which it is exactly.
 */
const remarkInspectionReport: Plugin<[InspectionReportOptions?], Root> = function (options = {}) {
  return (_, file) => {
    // Remark does not count a byte order mark.
    const text = String(file.value).replace(/^\ufeff/, '');
    if (options.everyFile !== true && !isDraft(file.path, text)) return;
    const { problems, report } = checkReport(text, options);
    for (const problem of problems) tell(file, problem, report.lines);
  };
};

export default remarkInspectionReport;

function tell(file: VFile, { rule, severity, message, range, related }: Problem, lines: Lines): void {
  const told = file.message(message, {
    place: placeOf(range, lines),
    ruleId: rule,
    source: 'inspection-report',
  });
  if (severity !== 'error' && severity !== 'warning') told.fatal = undefined;
  // The page of the rule lies in this package.
  told.url = new URL(`../docs/rules/${rule}.md`, import.meta.url).href;
  const elsewhere = related.map((place) => ({ message: place.message, place: placeOf(place.range, lines) }));
  Object.assign(told, { severity, related: elsewhere });
  if (elsewhere.length > 0)
    told.note = elsewhere
      .map(
        ({ message: words, place: { start } }) => `${String(start.line)}:${String(start.column)}: ${words}`,
      )
      .join('\n');
}

function placeOf({ start, end }: Range, lines: Lines): Position {
  const point = (offset: number) => ({ ...lines.position(offset), offset });
  return { start: point(start), end: point(end) };
}
