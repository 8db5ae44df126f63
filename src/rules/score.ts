import { repeated } from './repeated.js';
import { insertBlock, referencesIn } from './edits.js';
import type { Finding, Fix, Rule, RuleContext } from './rule.js';
import { disputedScore } from './disputedScore.js';
import { listed, named } from './wording.js';
import type { Standard } from '../framework/pack.js';

export const score: Rule = {
  id: 'score',
  category: 'Ratings',
  severity: 'error',
  summary:
    'A printed score that is not the sum of the ratings, or is out of another total than the framework’s.',
  *check(context) {
    const page = context.report.ratingsPage;
    if (!page) return;
    const stated = page.score;
    yield* repeated(page, 'score', 'The score', stated?.line);
    const { labels, outOf } = context.framework;
    const { computed } = context.rating.score;
    if (!stated) {
      if (!context.layout.scorePrinted) return;
      const line =
        `${labels.score}: ${computed === null ? '' : `${String(computed)}/${String(outOf)}`}`.trim();
      const offset = page.overall?.line.start ?? page.heading.range.end;
      yield {
        range: page.heading.content,
        message: `The ratings page does not give the score.`,
        fix: { title: `Insert '${line}'`, safe: false, edits: [insertBlock(context.report, offset, [line])] },
      };
      return;
    }
    if (stated.unfinished) {
      yield {
        range: stated.raw === '' ? stated.line : stated.range,
        message:
          computed === null
            ? 'The score is not filled in yet.'
            : `The score is not filled in yet; the ratings add up to ${String(computed)}/${String(outOf)}.`,
        unfinished: true,
        ...setScore(context),
      };
      return;
    }
    if (stated.score === null || stated.outOf === null) {
      yield {
        range: stated.range,
        message: `'${stated.raw}' can't be read as a score; it is written like ${String(computed ?? 19)}/${String(outOf)}.`,
        ...setScore(context),
      };
      return;
    }
    yield* value(context, stated.score, stated.outOf);
  },
};

function* value(context: RuleContext, stated: number, statedOutOf: number): Iterable<Finding> {
  const { rating, framework, report } = context;
  const { computed, soFar, atMost, missing } = rating.score;
  const range = report.ratingsPage?.score?.range ?? { start: 0, end: 0 };
  const outOf = String(framework.outOf);
  const unscored = framework.standards.filter((each) => !each.scored);
  const extra = unscored.reduce(
    (sum, each) =>
      sum +
      (framework.ratings.find((one) => one.rating === rating.standards[each.id]?.effective)?.score ?? 0),
    0,
  );
  const scored = framework.standards.filter((each) => each.scored).length;
  if (statedOutOf !== framework.outOf) {
    yield {
      range,
      message: `The score is out of ${outOf} (${String(scored)} standards), not ${String(statedOutOf)}${unscoredNote(unscored)}.`,
      ...setScore(context),
    };
    return;
  }
  if (computed === null) {
    if (stated >= soFar && stated <= atMost) return;
    yield {
      range,
      message: `The score can't be ${String(stated)}: the ratings that are known add up to ${String(soFar)}, and ${listed(missing)} can add ${String(atMost - soFar)} at most.`,
    };
    return;
  }
  if (stated === computed || stated === disputedScore(context)) return;
  const counted =
    extra > 0 && stated === computed + extra
      ? `; it would be ${String(stated)} with ${listed(unscored.map(named))}, which is not counted`
      : '';
  yield {
    range,
    message: `The score is given as ${String(stated)}/${outOf}, but the ratings of the ${String(scored)} scored standards add up to ${String(computed)}/${outOf}${counted}.`,
    ...setScore(context),
  };
}

function unscoredNote(unscored: readonly Standard[]): string {
  return unscored.length === 0 ? '' : `; ${listed(unscored.map(named))} is not counted`;
}

function setScore({ rating, framework, report }: RuleContext): { fix?: Fix } {
  const { computed } = rating.score;
  const stated = report.ratingsPage?.score;
  if (computed === null || !stated) return {};
  const text = `${String(computed)}/${String(framework.outOf)}`;
  // Where nothing is stated yet, or marks go through the figures, the whole line is written anew.
  const edit =
    !stated.unfinished && report.slice(stated.range.start, stated.range.end) === stated.raw
      ? { range: stated.range, text }
      : {
          range: stated.line,
          text: `${framework.labels.score}: ${text}${referencesIn(report, stated.line)}`,
        };
  return { fix: { title: `Set the score to ${text}`, safe: false, edits: [edit] } };
}
