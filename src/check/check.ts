import type { Framework } from '../framework/framework.js';
import type { ReportRating } from '../rating/rate.js';
import { rateReport } from '../report/evidence.js';
import { LiveReport, readReport, type ReadOptions } from '../report/read.js';
import { DraftText } from '../report/text/draftText.js';
import { plainText } from '../report/plainText.js';
import type { Range } from '../report/range.js';
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
import { mistakes, structure } from '../rules/structure.js';
import type { Words } from '../rules/words/words.js';
import { losesWords } from './lostWords.js';
import { changeBetween } from './change.js';
import { mend } from './mended.js';
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

const catalogue: ReadonlyMap<string, number> = new Map(rules.map(({ id }, index) => [id, index]));

/** How often a text is mended: a fence that is taken out may have hidden a heading without its space. */
const mostMending = 4;

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
  readonly #rules: readonly RunningRule[];
  readonly #settings;
  readonly #publication: boolean;

  constructor(
    readonly report: Report,
    readonly options: CheckOptions,
    /** How many times the text has been mended: putting one mistake right can bring another to light. */
    readonly depth = 0,
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
    this.#suppression = new Suppression(report);
    const { problems, rating } = this.#problems();
    for (const { rule, found } of this.#rules)
      if ('checkDirectives' in rule)
        for (const each of found()) {
          const severity = this.#severity(rule, each);
          if (severity !== undefined) problems.push(problemOf(rule, severity, each));
        }
    // At one place the catalogue's order stays.
    problems.sort(
      (a, b) =>
        a.range.start - b.range.start ||
        a.range.end - b.range.end ||
        (catalogue.get(a.rule) ?? 0) - (catalogue.get(b.rule) ?? 0),
    );
    return { problems, rating, framework: report.framework, report };
  }

  /**
   * What all rules but that on comments report and no comment suppresses. Where Markdown misreads something, the
   * mistake is reported, and what is to be said of the text with it put right: nothing that only follows from it.
   */
  #problems(): { problems: Problem[]; rating: ReportRating | undefined } {
    const { report } = this;
    const suppression = this.#suppression;
    const problems: Problem[] = [];
    const add = (problem: Problem) => {
      if (suppression?.suppresses(problem.rule, problem.range.start) !== true) problems.push(problem);
    };
    const run = ({ rule, found }: RunningRule, isOf: (finding: Found, index: number) => boolean) => {
      if ('checkDirectives' in rule) return;
      for (const [index, each] of found().entries()) {
        const severity = isOf(each, index) ? this.#severity(rule, each) : undefined;
        if (severity !== undefined) add(problemOf(rule, severity, each));
      }
    };
    const forMistakes = this.#rules.find(({ rule }) => rule === structure);
    // What a comment lets stand is meant as Markdown reads it.
    const reported =
      forMistakes && this.depth < mostMending
        ? mistakes(report).filter(({ range }) => suppression?.suppresses(structure.id, range.start) !== true)
        : [];
    const mended = mend(report, reported);
    if (!forMistakes || !mended) {
      for (const each of this.#rules) run(each, () => true);
      return { problems, rating: rateReport(report) };
    }
    const all = mistakes(report);
    run(forMistakes, (_, index) => (all[index]?.repair.length ?? 0) > 0);
    const inner = this.#mendedChecker(mended.text).#problems();
    const said = new Set(problems.map(({ range }) => range.start));
    for (const each of inner.problems) {
      const problem = mended.original(each);
      if (problem && !(each.rule === structure.id && said.has(problem.range.start))) add(problem);
    }
    return { problems, rating: inner.rating };
  }

  #mended: { readonly draft: DraftText; readonly checker: Checker } | undefined;

  /** Checks the mended text; an edit costs only what it changes there too. */
  #mendedChecker(text: string): Checker {
    if (this.#mended) {
      const { draft } = this.#mended;
      for (const change of changeBetween(draft.now, text))
        draft.update(change.offset, change.length, change.text);
    } else {
      const draft = new DraftText(text);
      this.#mended = {
        draft,
        checker: new Checker(new LiveReport(draft, this.options), this.options, this.depth + 1),
      };
    }
    const { checker } = this.#mended;
    checker.#suppression = new Suppression(checker.report);
    return checker;
  }

  #severity(rule: Rule, finding: Finding): Severity | undefined {
    const setting = this.#settings.get(rule.id)?.value ?? 'default';
    return severityOf(rule, finding, setting, this.#publication);
  }

  #suppression: Suppression | undefined;

  /** With a rule turned off, or without a framework, nobody can tell whether a comment would be of use. */
  #used(off: ReadonlySet<string>): (directive: Directive, rule: string) => boolean {
    return (directive, id) =>
      off.has(id) ||
      (!this.report.framework && needFramework.has(id)) ||
      this.#suppression?.used(directive, id) === true;
  }

  /** Findings with their ranges made to move with the text, and with the fixes that may be offered. */
  #prepared(findings: Iterable<Finding>): Found[] {
    const { report } = this;
    const mayOffer = (fix: Fix) => changes(report, fix);
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
      ...(fix && mayOffer(fix)
        ? { fix: prepared(fix.safe && losesWords(report, fix) ? { ...fix, safe: false } : fix) }
        : {}),
      ...alternativesOf((alternatives ?? []).filter(mayOffer).map(prepared)),
    }));
  }
}

/** A rule, and what it finds in the report as it is now. */
interface RunningRule {
  readonly rule: Rule;
  readonly found: () => readonly Found[];
}

/** A finding whose ranges move with the text. */
type Found = Finding & { readonly related: readonly Related[] };

function findingsOf(rule: Exclude<Rule, DirectiveRule>, report: Report, words: Words): Iterable<Finding> {
  if ('checkReport' in rule) return rule.checkReport(report, words);
  const context = ruleContext(report, words);
  return context ? rule.check(context) : [];
}

/** What one rule finds in a text, whatever comments suppress and settings say of it. */
export function findingsIn(text: string, id: string, options: CheckOptions = {}): readonly Finding[] {
  const rule = rules.find((each) => each.id === id);
  if (!rule) return [];
  const report = readReport(text, options);
  // What comments suppress is known only when all rules have run, and what is misread is put right first.
  if ('checkDirectives' in rule || mistakes(report).some(({ repair }) => repair.length > 0))
    return checkReport(text, options).problems.filter((each) => each.rule === id);
  return [...findingsOf(rule, report, resolveWords(options.settings ?? []))];
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

function alternativesOf(alternatives: readonly Fix[]): Pick<Finding, 'alternatives'> {
  return alternatives.length > 0 ? { alternatives } : {};
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
