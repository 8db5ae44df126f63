import type { Directive, Report } from '../report/report.js';

/** A line that holds nothing, or comments that turn rules off and on. */
const blankOrComment = /^\s*(?:<!--\s*inspection-report-(?:(?!-->).)*-->\s*)*$/;

/** Which problems the disable comments of a report suppress, and which comments did so. */
export class Suppression {
  readonly #used = new Set<string>();
  readonly #byRule = new Map<string, readonly Directive[]>();

  constructor(readonly report: Report) {}

  /** Whether a problem of this rule that starts at this offset is suppressed. */
  suppresses(rule: string, offset: number): boolean {
    let suppressed = false;
    let open: Directive | undefined;
    for (const directive of this.#of(rule)) {
      if (directive.kind === 'disable-next-line') {
        if (this.#nextLine(directive) === this.report.lines.lineAt(offset)) {
          this.#use(directive, rule);
          suppressed = true;
        }
      } else if (directive.kind !== 'unknown' && directive.range.end <= offset) {
        open = directive.kind === 'disable' ? (open ?? directive) : undefined;
      }
    }
    if (open) this.#use(open, rule);
    return suppressed || open !== undefined;
  }

  /** Whether a comment had an effect on a rule; for `enable`, whether there is a `disable` for it to end. */
  used(directive: Directive, rule: string): boolean {
    if (directive.kind !== 'enable') return this.#used.has(`${String(directive.range.start)} ${rule}`);
    let open = false;
    for (const each of this.report.directives) {
      if (each === directive) break;
      if (isBareEnable(each)) open = false;
      if (
        each.kind === 'disable-next-line' ||
        each.kind === 'unknown' ||
        !each.rules.some(({ id }) => id === rule)
      )
        continue;
      open = each.kind === 'disable';
    }
    return open;
  }

  #of(rule: string): readonly Directive[] {
    let found = this.#byRule.get(rule);
    if (!found) {
      const concerns = (each: Directive) => each.rules.some(({ id }) => id === rule) || isBareEnable(each);
      this.#byRule.set(rule, (found = this.report.directives.filter(concerns)));
    }
    return found;
  }

  #use(directive: Directive, rule: string): void {
    this.#used.add(`${String(directive.range.start)} ${rule}`);
  }

  /** The next line that holds anything but comments: a blank line after a comment is a habit of many. */
  #nextLine({ range }: Directive): number {
    const { lines } = this.report;
    let line = lines.lineAt(range.end) + 1;
    while (line < lines.count - 1 && blankOrComment.test(lines.line(line))) line++;
    return line;
  }
}

function isBareEnable(directive: Directive): boolean {
  return directive.kind === 'enable' && directive.rules.length === 0;
}
