import type { CheckResult } from '../check/check.js';
import type { Range } from '../report/range.js';
import { rules } from '../rules/rules.js';

/** A rule that a comment names. */
export interface RuleLink {
  /** Of its id: 0-based UTF-16 offsets. */
  readonly range: Range;
  readonly rule: string;
  /** What the rule reports. */
  readonly summary: string;
}

/** The rules that comments turn off or on; names that are no rule's lead nowhere. */
export function ruleLinks({ report }: CheckResult): RuleLink[] {
  return report.directives
    .flatMap((each) => each.rules)
    .flatMap(({ id, range }) => {
      const rule = rules.find((each) => each.id === id);
      return rule ? [{ range, rule: id, summary: rule.summary }] : [];
    });
}
