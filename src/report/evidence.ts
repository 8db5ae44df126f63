import type { Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { rate, type ReportRating, type StandardEvidence } from '../rating/rate.js';
import { derived } from './derived.js';
import type { KeyQuestionTable, Report, StandardSection } from './report.js';

/** All that a report says of one standard. */
export interface StandardView {
  readonly standard: Standard;
  /** Its section in the body. */
  readonly body: StandardSection | undefined;
  readonly annexes: readonly StandardSection[];
  /** The section that holds its key-question table. */
  readonly tableSection: (StandardSection & { readonly table: KeyQuestionTable }) | undefined;
  /** The section that states its rating for the report: the body's, else an annexe's. */
  readonly statedIn: StandardSection | undefined;
}

/** The sections of each standard, in the framework's order; none where the framework is not known. */
export const standardViews = derived((report) =>
  report.framework ? viewsOf(report.framework, report) : new Map<string, StandardView>(),
);

function viewsOf(framework: Framework, report: Report): ReadonlyMap<string, StandardView> {
  const inPlace = (section: StandardSection) => section.inAnnexe === (report.layout?.tables === 'annexe');
  return new Map(
    framework.standards.map((standard) => {
      const sections = report.sections.filter((each) => each.standard === standard);
      // Of two headings of one standard, the one that has something below it.
      const bodies = sections.filter((each) => !each.inAnnexe);
      const body = bodies.find((each) => each.ratings.length > 0) ?? bodies[0];
      const tabled = sections.filter(hasTable);
      const view: StandardView = {
        standard,
        body,
        annexes: sections.filter((each) => each.inAnnexe),
        tableSection: tabled.find(inPlace) ?? tabled[0],
        statedIn: [body, ...sections].find((each) => each !== undefined && each.ratings.length > 0),
      };
      return [standard.id, view];
    }),
  );
}

function hasTable(
  section: StandardSection,
): section is StandardSection & { readonly table: KeyQuestionTable } {
  return section.table !== undefined;
}

/**
 * Whether a standard belongs into this report: always, or only with cases of its kind (docs/format.md,
 * The block at the top). `open`: the draft does not say.
 */
export function dueness(report: Report, standard: Standard): 'due' | 'out-of-place' | 'open' {
  if (standard.dueWith === undefined) return 'due';
  const cases = report.frontMatter.cases.get(standard.dueWith)?.value;
  if (cases === 0) return 'out-of-place';
  const hasRow = report.ratingsPage?.rows.some((row) => row.standard === standard.id) === true;
  return cases !== undefined || hasRow ? 'due' : 'open';
}

/** Rates a report that has been read; undefined where its framework is not known. */
export const rateReport = derived((report) => rateViews(report, standardViews(report)));

/** The rating that a report would have with these views of its standards. */
export function rateViews(
  report: Report,
  views: ReadonlyMap<string, StandardView>,
): ReportRating | undefined {
  const { framework, ratingsPage } = report;
  if (!framework) return undefined;
  const evidence = new Map<string, StandardEvidence>();
  for (const [id, view] of views) {
    // One that is due and not there yet is not rated yet; one that is not due is none of this report's.
    if (!view.body && view.annexes.length === 0 && dueness(report, view.standard) !== 'due') continue;
    const discretion = [view.body, ...view.annexes].find((each) => each?.discretion)?.discretion;
    evidence.set(id, {
      stated: view.statedIn?.ratings[0]?.rating ?? null,
      keyQuestions: view.tableSection?.table.figures ?? null,
      discretion: discretion && { from: discretion.from?.rating ?? null, to: discretion.to?.rating ?? null },
    });
  }
  return rate(framework, evidence, {
    score: ratingsPage?.score?.score ?? null,
    overall: ratingsPage?.overall?.rating ?? null,
  });
}
