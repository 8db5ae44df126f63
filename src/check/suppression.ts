import type { Directive, Report } from '../report/report.js';

/** A line that holds nothing, or comments that turn rules off and on. */
const blankOrComment = /^\s*(?:<!--\s*inspection-report-(?:(?!-->).)*-->\s*)*$/;
/** The comments that concern one rule, so that nobody goes through all of them for each problem. */
interface OfRule {
  /** `disable-next-line`, by the line that it is for. */
  readonly byLine: ReadonlyMap<number, readonly Directive[]>;
  /** From where on the rule is off or on again, in the order of the text. */
  readonly turns: readonly { readonly from: number; readonly open: Directive | undefined }[];
  /** Those `enable` that have a `disable` to end. */
  readonly ending: ReadonlySet<Directive>;
}

/** Which problems the disable comments of a report suppress, and which comments did so. */
export class Suppression {
  readonly #used = new Set<string>();
  readonly #byRule = new Map<string, OfRule>();
  /** For a line of comments the next one that holds anything else, so that many in a row are passed once. */
  readonly #below = new Map<number, number>();

  constructor(readonly report: Report) {}

  /** Whether a problem of this rule that starts at this offset is suppressed. */
  suppresses(rule: string, offset: number): boolean {
    if (this.report.directives.length === 0) return false;
    const { byLine, turns } = this.#of(rule);
    const here = byLine.get(this.report.lines.lineAt(offset)) ?? [];
    for (const directive of here) this.#use(directive, rule);
    const open = turnBefore(turns, offset)?.open;
    if (open) this.#use(open, rule);
    return here.length > 0 || open !== undefined;
  }

  /** Whether a comment had an effect on a rule; for `enable`, whether there is a `disable` for it to end. */
  used(directive: Directive, rule: string): boolean {
    return directive.kind === 'enable'
      ? this.#of(rule).ending.has(directive)
      : this.#used.has(`${String(directive.range.start)} ${rule}`);
  }

  #of(rule: string): OfRule {
    let found = this.#byRule.get(rule);
    if (!found) this.#byRule.set(rule, (found = this.#read(rule)));
    return found;
  }

  #read(rule: string): OfRule {
    const byLine = new Map<number, Directive[]>();
    const turns: OfRule['turns'][number][] = [];
    const ending = new Set<Directive>();
    let open: Directive | undefined;
    for (const directive of this.report.directives) {
      if (!isBareEnable(directive) && !directive.rules.some(({ id }) => id === rule)) continue;
      const { kind, range } = directive;
      if (kind === 'disable-next-line') {
        const line = this.#nextLine(directive);
        byLine.set(line, [...(byLine.get(line) ?? []), directive]);
      } else if (kind !== 'unknown') {
        if (kind === 'enable' && open) ending.add(directive);
        open = kind === 'disable' ? (open ?? directive) : undefined;
        turns.push({ from: range.end, open });
      }
    }
    return { byLine, turns, ending };
  }

  #use(directive: Directive, rule: string): void {
    this.#used.add(`${String(directive.range.start)} ${rule}`);
  }

  /** The next line that holds anything but comments: a blank line after a comment is a habit of many. */
  #nextLine({ range }: Directive): number {
    const { lines } = this.report;
    const passed: number[] = [];
    let line = lines.lineAt(range.end) + 1;
    while (line < lines.count - 1 && !this.#below.has(line) && blankOrComment.test(lines.line(line)))
      passed.push(line++);
    const next = this.#below.get(line) ?? line;
    for (const comment of passed) this.#below.set(comment, next);
    return next;
  }
}

function isBareEnable(directive: Directive): boolean {
  return directive.kind === 'enable' && directive.rules.length === 0;
}

/** The last turn that ends at an offset or before. */
function turnBefore(turns: OfRule['turns'], offset: number): OfRule['turns'][number] | undefined {
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle]?.from ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return turns[low - 1];
}
