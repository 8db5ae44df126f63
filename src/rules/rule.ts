import type { Framework } from '../framework/framework.js';
import type { Layout, Standard } from '../framework/pack.js';
import type { ReportRating, StandardRating } from '../rating/rate.js';
import { rateReport, standardViews, type StandardView } from '../report/evidence.js';
import type { Range, TextEdit } from '../report/range.js';
import type { Directive, Report } from '../report/report.js';
import { builtInWords, type Words } from './words/words.js';

/** What is at stake, most severe first. */
export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type { TextEdit };

export type Severity = (typeof severities)[number];

export interface Fix {
  /** What it does, as a menu says it. */
  readonly title: string;
  /** Right whatever the author meant, so that it may be applied to the whole file on save. */
  readonly safe: boolean;
  /**
   * The words and marks of the author's that it is there to take away, as they are written: the second of a
   * word that stands twice, `RI`, `**`. A fix that loses any other is not safe, whatever its rule says.
   */
  readonly takesAway?: readonly string[];
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

/** What a rule looks at. Everything in it is worked out once, and again when an edit has changed what it reads. */
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
  if (!report.framework || !report.layout) return undefined;
  let byWords = contexts.get(report);
  if (!byWords) contexts.set(report, (byWords = new WeakMap<Words, RuleContext>()));
  let context = byWords.get(words);
  if (!context) byWords.set(words, (context = new LiveContext(report, words)));
  return context;
}

const contexts = new WeakMap<Report, WeakMap<Words, RuleContext>>();

/** Reads from the report what a rule asks for, so that it is known what the rule depends on. */
class LiveContext implements RuleContext {
  constructor(
    readonly report: Report,
    readonly words: Words,
  ) {}

  get framework(): Framework {
    return there(this.report.framework);
  }

  get layout(): Layout {
    return there(this.report.layout);
  }

  get rating(): ReportRating {
    return there(rateReport(this.report));
  }

  get views(): ReadonlyMap<string, StandardView> {
    return standardViews(this.report);
  }
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('a context is for a report on a framework that is known');
  return value;
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

/** The rule on disable comments, which is told what they suppressed. */
export type DirectiveRule = RuleMeta & {
  readonly checkDirectives: (
    report: Report,
    used: (directive: Directive, rule: string) => boolean,
    ruleIds: ReadonlySet<string>,
  ) => Iterable<Finding>;
};

/**
 * Reads a Report, yields problems, touches nothing. A rule that can't be sure yields nothing. It runs
 * again when an edit has changed what it has read: what it collects from paragraphs (`report.all`) costs
 * nothing where they hold nothing of the kind, `report.text` and `report.paragraphs` are others after
 * every edit.
 */
export type Rule =
  | (RuleMeta & { readonly check: (context: RuleContext) => Iterable<Finding> })
  /** For rules that need no framework. */
  | (RuleMeta & { readonly checkReport: (report: Report, words: Words) => Iterable<Finding> })
  | DirectiveRule;

/** The standard's rating as the engine computed it. */
export function ratingOf(context: RuleContext, standard: Standard): StandardRating {
  const rating = context.rating.standards[standard.id];
  if (!rating) throw new RangeError(`standard ${standard.id} is not the framework's`);
  return rating;
}
