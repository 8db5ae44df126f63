import type { Framework } from '../framework/framework.js';
import type { Layout, Standard } from '../framework/pack.js';
import type { ReportRating, StandardRating } from '../rating/rate.js';
import { rateReport, standardViews, type StandardView } from '../report/evidence.js';
import type { Range } from '../report/range.js';
import type { Directive, Report } from '../report/report.js';
import { builtInWords, type Words } from './words/words.js';

/** What is at stake, most severe first (rules.md). */
export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** Replaces a stretch of the text. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

export interface Fix {
  /** What it does, as a menu says it. */
  readonly title: string;
  /** Right whatever the author meant, so that it may be applied to the whole file on save. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** Another place that the problem is about. */
export interface Related {
  readonly message: string;
  readonly range: Range;
}

/** A problem as a rule yields it. */
export interface Finding {
  readonly range: Range;
  /** What is, what should be, why; in plain words, without line numbers. */
  readonly message: string;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
  /** Only not written yet: a hint whatever the rule's severity, an error for publication. */
  readonly unfinished?: boolean;
  readonly related?: readonly Related[];
  /** The one right answer, where there is one, or the likeliest of several. */
  readonly fix?: Fix;
  /** Other answers that may be right. */
  readonly alternatives?: readonly Fix[];
}

/** What a rule looks at. Everything in it is computed once a check. */
export interface RuleContext {
  readonly report: Report;
  readonly framework: Framework;
  readonly layout: Layout;
  readonly rating: ReportRating;
  readonly views: ReadonlyMap<string, StandardView>;
  /** The word lists, with what a team has added. */
  readonly words: Words;
}

/** The context of a report on a framework that is known. */
export function ruleContext(report: Report, words: Words = builtInWords): RuleContext | undefined {
  const { framework, layout } = report;
  if (!framework || !layout) return undefined;
  const views = standardViews(framework, report);
  const rating = rateReport(report, views);
  return rating && { report, framework, layout, rating, views, words };
}

export type Category =
  | 'Structure'
  | 'Ratings'
  | 'Key-question tables'
  | 'Evidence'
  | 'Publication'
  | 'Consistency and style'
  | 'Privacy';

interface RuleMeta {
  /** Stable and public: in settings, in disable comments, in output. */
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  /** One sentence: what it reports. */
  readonly summary: string;
  /** A draft may have it; what is published may not: an error in a check for publication. */
  readonly beforePublication?: boolean;
}

/** Reads a Report, yields problems, touches nothing. A rule that can't be sure yields nothing. */
export type Rule = RuleMeta &
  (
    | { readonly check: (context: RuleContext) => Iterable<Finding> }
    /** For rules that need no framework. */
    | { readonly checkReport: (report: Report, words: Words) => Iterable<Finding> }
    /** For the rule on disable comments, which is told what they suppressed. */
    | {
        readonly checkDirectives: (
          report: Report,
          used: (directive: Directive, rule: string) => boolean,
          ruleIds: ReadonlySet<string>,
        ) => Iterable<Finding>;
      }
  );

/** The standard's rating as the engine computed it. */
export function ratingOf(context: RuleContext, standard: Standard): StandardRating {
  const rating = context.rating.standards[standard.id];
  if (!rating) throw new RangeError(`standard ${standard.id} is not the framework's`);
  return rating;
}
