import { nearest } from '../framework/nearest.js';
import { replacement } from './edits.js';
import type { Directive, Report } from '../report/report.js';
import type { Finding, Rule } from './rule.js';

export const disableDirective: Rule = {
  id: 'disable-directive',
  category: 'Structure',
  severity: 'hint',
  summary: 'A comment that turns a check off and suppresses nothing, or names no rule.',
  *checkDirectives(report, used, ruleIds) {
    for (const directive of report.directives) {
      if (directive.kind === 'unknown') {
        const { value, range } = directive.name;
        const meant = nearest(value, ['disable-next-line', 'disable', 'enable']);
        yield {
          range,
          message: `There is no comment 'inspection-report-${value}', so it turns nothing off.${meant === undefined ? '' : ` Did you mean '${meant}'?`}`,
          fix: meant === undefined ? removal(report, directive, range) : replacement(range, meant),
        };
        continue;
      }
      if (directive.rules.length === 0 && directive.kind !== 'enable') {
        yield {
          range: directive.range,
          message: 'This comment names no rule, so it turns nothing off.',
          fix: removal(report, directive, directive.range),
        };
        continue;
      }
      for (const { id, range } of directive.rules) {
        const meant = ruleIds.has(id) ? undefined : nearest(id, ruleIds);
        if (!ruleIds.has(id))
          yield {
            range,
            message: `There is no rule '${id}'.${meant === undefined ? '' : ` Did you mean '${meant}'?`}`,
            fix: meant === undefined ? removal(report, directive, range) : replacement(range, meant),
          };
        else if (!used(directive, id))
          yield {
            range,
            message:
              directive.kind === 'enable'
                ? `'${id}' is not turned off here, so there is nothing to turn on again.`
                : `'${id}' reports nothing here, so this comment suppresses nothing.`,
            fix: removal(report, directive, range),
          };
      }
    }
  },
};

/** Takes out the rule's id, or the whole comment with its line where it names no other rule. */
function removal(
  report: Report,
  directive: Directive,
  range: Directive['range'],
): NonNullable<Finding['fix']> {
  const { text } = report;
  if (directive.rules.length > 1 && range !== directive.name.range) {
    const end = range.end + (/^[\s,]+/.exec(text.slice(range.end, range.end + 20))?.[0].length ?? 0);
    return {
      title: 'Remove the rule from the comment',
      safe: false,
      edits: [{ range: { start: range.start, end }, text: '' }],
    };
  }
  const { start, end } = directive.range;
  const lineStart = report.lines.start(report.lines.lineAt(start));
  const nextLine = report.lines.start(report.lines.lineAt(end) + 1);
  const alone = text.slice(lineStart, start).trim() === '' && text.slice(end, nextLine).trim() === '';
  return {
    title: 'Remove the comment',
    safe: false,
    edits: [{ range: alone ? { start: lineStart, end: nextLine } : { start, end }, text: '' }],
  };
}
