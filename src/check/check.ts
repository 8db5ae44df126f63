import type { Framework } from '../framework/framework.js';
import type { ReportRating } from '../rating/rate.js';
import { rateReport } from '../report/evidence.js';
import { readReport, type ReadOptions } from '../report/read.js';
import { plainText } from '../report/plainText.js';
import { contains, type Range } from '../report/range.js';
import type { Directive, Report } from '../report/report.js';
import { fixed } from '../report/text/place.js';
import {
  ruleContext,
  type DirectiveRule,
  type Finding,
  type Fix,
  type Related,
  type Rule,
  type TextEdit,
  type Severity,
} from '../rules/rule.js';
import { ruleIds, rules } from '../rules/rules.js';
import type { Words } from '../rules/words/words.js';
import { rank, resolveSettings, resolveWords, severityOf, type RuleSettings } from './settings.js';
import { Suppression } from './suppression.js';

/** Something in a draft that an author should look at. */
export interface Problem {
  /** Id of the rule that reports it. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly Related[];
  readonly fix?: Fix;
  /** Only not written yet. */
  readonly unfinished?: true;
  /** Other fixes that may be right instead. */
  readonly alternatives?: readonly Fix[];
}

/** What comments suppressed is known when all other rules have run. */
const inOrder = [...rules].sort((a, b) => Number('checkDirectives' in a) - Number('checkDirectives' in b));

const needFramework = new Set(rules.filter((each) => 'check' in each).map((each) => each.id));

export interface CheckOptions extends ReadOptions {
  /** Who sets rules, nearest first. */
  readonly settings?: readonly RuleSettings[];
  /** Check for publication: what is unfinished is an error. */
  readonly publication?: boolean;
}

export interface CheckResult {
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** Undefined where the framework is not known. */
  readonly rating: ReportRating | undefined;
  readonly framework: Framework | undefined;
  readonly report: Report;
}

/**
 * Reads, rates and checks a draft. Never throws on what an author typed.
 * @param text the whole text; ranges are 0-based UTF-16 offsets into it.
 * @throws TypeError where `text` is no string.
 */
export function checkReport(text: string, options: CheckOptions = {}): CheckResult {
  refuseUnlessText(text, 'checkReport');
  return new Checker(readReport(text, options), options).check();
}

/** @throws TypeError for what is no text, from a program that is not checked by types. */
export function refuseUnlessText(text: unknown, what: string): void {
  if (typeof text !== 'string')
    throw new TypeError(`${what} needs the text of a draft as a string, not ${kindOf(text)}.`);
}

/** What a value is, for whoever handed over the wrong one. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'number' ? String(value) : Array.isArray(value) ? 'an array' : typeof value;
}

/** The rules that run over one report, each again only when something that it has read is another. */
export class Checker {
  readonly #rules: { readonly rule: Rule; readonly found: () => readonly Found[] }[];
  readonly #settings;
  readonly #publication: boolean;

  constructor(
    readonly report: Report,
    options: CheckOptions,
  ) {
    const words = resolveWords(options.settings ?? []);
    this.#settings = resolveSettings(options.settings ?? []);
    this.#publication = options.publication === true;
    const off = new Set([...this.#settings].filter(([, { value }]) => value === 'off').map(([id]) => id));
    this.#rules = inOrder
      .filter(({ id }) => !off.has(id))
      .map((rule) => {
        if ('checkDirectives' in rule)
          return {
            rule,
            found: () => this.#prepared(rule.checkDirectives(report, this.#used(off), ruleIds)),
          };
        const findings = report.derived(() => this.#prepared(findingsOf(rule, report, words)));
        return { rule, found: () => findings.value };
      });
  }

  check(): CheckResult {
    const { report } = this;
    const suppression = (this.#suppression = new Suppression(report));
    const problems: Problem[] = [];
    for (const { rule, found } of this.#rules) {
      const setting = this.#settings.get(rule.id)?.value ?? 'default';
      for (const each of found()) {
        const severity = severityOf(rule, each, setting, this.#publication);
        if (severity === undefined) continue;
        // A comment can't turn off the rule on comments: it would have to suppress itself.
        if (!('checkDirectives' in rule) && suppression.suppresses(rule.id, each.range.start)) continue;
        problems.push(problemOf(rule, severity, each));
      }
    }
    // Sorting is stable: at one place the catalogue's order stays.
    problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    return { problems, rating: rateReport(report), framework: report.framework, report };
  }

  #suppression: Suppression | undefined;

  /** With a rule turned off, or without a framework, nobody can tell whether a comment would be of use. */
  #used(off: ReadonlySet<string>): (directive: Directive, rule: string) => boolean {
    return (directive, id) =>
      off.has(id) ||
      (!this.report.framework && needFramework.has(id)) ||
      this.#suppression?.used(directive, id) === true;
  }

  /** Findings with their ranges made to move with the text, and without a fix that changes nothing. */
  #prepared(findings: Iterable<Finding>): Found[] {
    const { report } = this;
    const moving = ({ range, text }: TextEdit) => ({ range: report.moving(range), text });
    const prepared = (fix: Fix): Fix => ({
      ...fix,
      title: plainText(fix.title),
      edits: fix.edits.map(moving),
    });
    return Array.from(findings, ({ message, range, related, fix, alternatives, ...rest }) => ({
      ...rest,
      // It quotes the draft.
      message: plainText(message),
      range: report.moving(range),
      related: (related ?? []).map((each) => ({
        message: plainText(each.message),
        range: report.moving(each.range),
      })),
      ...(fix && changes(report, fix)
        ? { fix: prepared(fix.safe && losesReference(report, fix) ? { ...fix, safe: false } : fix) }
        : {}),
      ...(alternatives && alternatives.length > 0 ? { alternatives: alternatives.map(prepared) } : {}),
    }));
  }
}

/** A finding whose ranges move with the text. */
type Found = Finding & { readonly related: readonly Related[] };

function findingsOf(rule: Exclude<Rule, DirectiveRule>, report: Report, words: Words): Iterable<Finding> {
  if ('checkReport' in rule) return rule.checkReport(report, words);
  const context = ruleContext(report, words);
  return context ? rule.check(context) : [];
}

/** What a rule found, as it stands in the text now. */
function problemOf(
  { id }: Rule,
  severity: Severity,
  { message, range, related, unfinished, fix, alternatives }: Found,
): Problem {
  const edits = (each: Fix): Fix => ({
    ...each,
    edits: each.edits.map((edit) => ({ range: fixed(edit.range), text: edit.text })),
  });
  return {
    rule: id,
    severity,
    message,
    range: fixed(range),
    related: related.map((each) => ({ message: each.message, range: fixed(each.range) })),
    ...(unfinished === true ? { unfinished } : {}),
    ...(fix ? { fix: edits(fix) } : {}),
    ...(alternatives ? { alternatives: alternatives.map(edits) } : {}),
  };
}

/** Whether a fix does anything at all. */
function changes(report: Report, { edits }: Fix): boolean {
  return edits.some(({ range, text }) => report.slice(range.start, range.end) !== text);
}

/** Whether a fix takes a footnote reference out: then the author should see it happen. */
function losesReference(report: Report, { edits }: Fix): boolean {
  return edits.some(({ range, text }) =>
    report.footnotes.references.some(
      ({ range: place }) => contains(range, place) && !text.includes(report.slice(place.start, place.end)),
    ),
  );
}

/** The most problems of one file that are shown. */
export const mostProblems = 500;

/**
 * At most `mostProblems`, the most severe, in the order of the text; and how many are left out, which
 * is to be said wherever they are shown.
 */
export function limitProblems(problems: readonly Problem[]): { shown: readonly Problem[]; leftOut: number } {
  if (problems.length <= mostProblems) return { shown: problems, leftOut: 0 };
  const kept = new Set(
    [...problems].sort((a, b) => rank(a.severity) - rank(b.severity)).slice(0, mostProblems),
  );
  return { shown: problems.filter((each) => kept.has(each)), leftOut: problems.length - mostProblems };
}
