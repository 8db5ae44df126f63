import type { Framework } from '../framework/framework.js';
import type { ReportRating } from '../rating/rate.js';
import { readReport, type ReadOptions } from '../report/read.js';
import type { Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import {
  ruleContext,
  type Finding,
  type Fix,
  type Related,
  type Rule,
  type RuleContext,
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
 */
export function checkReport(text: string, options: CheckOptions = {}): CheckResult {
  const report = readReport(text, options);
  const words = resolveWords(options.settings ?? []);
  const context = ruleContext(report, words);
  const settings = resolveSettings(options.settings ?? []);
  const suppression = new Suppression(report);
  const off = new Set([...settings].filter(([, { value }]) => value === 'off').map(([id]) => id));
  const problems: Problem[] = [];
  for (const rule of inOrder) {
    if (off.has(rule.id)) continue;
    const setting = settings.get(rule.id)?.value ?? 'default';
    for (const finding of run(rule, report, words, context, suppression, off)) {
      const severity = severityOf(rule, finding, setting, options.publication === true);
      if (severity === undefined) continue;
      // A comment can't turn off the rule on comments: it would have to suppress itself.
      if (!('checkDirectives' in rule) && suppression.suppresses(rule.id, finding.range.start)) continue;
      problems.push(problemOf(rule, severity, finding, report));
    }
  }
  // Sorting is stable: at one place the catalogue's order stays.
  problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return { problems, rating: context?.rating, framework: report.framework, report };
}

function run(
  rule: Rule,
  report: Report,
  words: Words,
  context: RuleContext | undefined,
  suppression: Suppression,
  off: ReadonlySet<string>,
): Iterable<Finding> {
  if ('checkReport' in rule) return rule.checkReport(report, words);
  if ('check' in rule) return context ? rule.check(context) : [];
  // With a rule turned off, or without a framework, nobody can tell whether a comment would be of use.
  const used: Parameters<typeof rule.checkDirectives>[1] = (directive, id) =>
    off.has(id) || (!context && needFramework.has(id)) || suppression.used(directive, id);
  return rule.checkDirectives(report, used, ruleIds);
}

function problemOf(
  rule: Rule,
  severity: Severity,
  { message, range, related, unfinished, fix, alternatives }: Finding,
  report: Report,
): Problem {
  return {
    rule: rule.id,
    severity,
    message,
    range,
    related: related ?? [],
    ...(unfinished === true ? { unfinished } : {}),
    ...(fix && changes(report, fix)
      ? { fix: fix.safe && losesReference(report, fix) ? { ...fix, safe: false } : fix }
      : {}),
    ...(alternatives && alternatives.length > 0 ? { alternatives } : {}),
  };
}

/** Whether a fix does anything at all. */
function changes({ text }: Report, { edits }: Fix): boolean {
  return edits.some(({ range, text: replacement }) => text.slice(range.start, range.end) !== replacement);
}

/** Whether a fix takes a footnote reference out: then the author should see it happen. */
function losesReference({ text, footnotes }: Report, { edits }: Fix): boolean {
  return edits.some(({ range, text: replacement }) =>
    footnotes.references.some(
      ({ range: place }) =>
        place.start >= range.start &&
        place.end <= range.end &&
        !replacement.includes(text.slice(place.start, place.end)),
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
