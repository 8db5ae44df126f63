import { withStrings } from '../report/plainText.js';
import type { Severity } from '../rules/rule.js';
import type { Format } from './format.js';
import type { CheckOutput } from './outputSchema.js';
import { printed } from './printed.js';
import { repositoryPath } from './repositoryPath.js';
import { leftOutText, summaryText } from './text.js';

const commands: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Workflow commands that GitHub Actions makes annotations of, and the line that sums up. */
export function githubFormat(): Format {
  return {
    begin: () => '',
    draft: ({ file }) => annotations(withStrings(file, printed)).join(''),
    end: (run) => (run.drafts > 0 ? summaryText(run) : ''),
  };
}

function annotations({ path, problems, leftOut }: CheckOutput['files'][number]): string[] {
  const file = path === '-' ? [] : [`file=${property(repositoryPath(path) ?? path)}`];
  const lines = problems.map(({ severity, rule, message, range: { start, end }, related }) => {
    const where = [
      `line=${String(start.line)}`,
      // GitHub takes columns within one line only.
      ...(start.line === end.line ? [`col=${String(start.column)}`] : []),
      `endLine=${String(end.line)}`,
      ...(start.line === end.line ? [`endColumn=${String(end.column)}`] : []),
    ];
    const places = related.map((each) => `Line ${String(each.range.start.line)}: ${each.message}`);
    const properties = [...file, ...where, `title=${property(rule)}`];
    return `::${commands[severity]} ${properties.join(',')}::${data([message, ...places].join('\n'))}\n`;
  });
  if (leftOut !== undefined)
    lines.push(`::notice ${[...file, 'title=inspection-report'].join(',')}::… and ${leftOutText(leftOut)}\n`);
  return lines;
}

/** A message, so that it stays one line. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property, which a comma or a colon would end. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
