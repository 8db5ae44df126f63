import { replacement } from './edits.js';
import type { DiscretionFootnote, StandardSection } from '../report/report.js';
import { ratingOf, type Finding, type Rule, type RuleContext } from './rule.js';
import { lowestRows } from './lowestRows.js';
import { named, percent } from './wording.js';

export const discretion: Rule = {
  id: 'discretion',
  category: 'Ratings',
  severity: 'error',
  summary:
    'A discretion footnote that does not say what the table gives and what is stated, or moves more than a panel may.',
  *check(context) {
    for (const section of context.report.sections)
      if (section.discretion) yield* footnote(context, section, section.discretion);
  },
};

function* footnote(
  context: RuleContext,
  section: StandardSection,
  found: DiscretionFootnote,
): Iterable<Finding> {
  const { framework } = context;
  const { standard } = section;
  const { definition, from, to, direction } = found;
  const rating = ratingOf(context, standard);
  const whole = definition.content;
  const stated = context.views.get(standard.id)?.statedIn?.ratings[0];
  if (!from || !to) {
    yield {
      range: whole,
      message: `A discretion footnote says from which rating to which: '${framework.discretion.footnote.replace('{direction}', 'raise').replace('{from}', '…').replace('{to}', '…')}'.`,
    };
    return;
  }
  if (from.rating === null || to.rating === null) return; // rating-spelling's
  if (standard.judged === 'qualitative') {
    yield {
      range: whole,
      severity: 'warning',
      message: `${named(standard)} is rated by judgement, not by percentages, so there is nothing for discretion to move.`,
    };
    return;
  }
  if (from.rating === to.rating && (rating.computed === null || from.rating === rating.computed)) {
    yield {
      range: whole,
      severity: 'warning',
      message: `This footnote moves '${from.rating}' to itself: discretion moves nothing.`,
    };
    return;
  }
  const moved = rating.discretion;
  const related = stated
    ? [{ message: `Stated '${stated.rating ?? stated.raw}' here`, range: stated.range }]
    : [];
  if (rating.computed !== null && from.rating !== rating.computed) {
    yield {
      range: from.range,
      message: `This footnote moves ${standard.id} from '${from.rating}', but its lowest key question, ${percent(rating.lowest ?? 0)}, gives '${rating.computed}'.`,
      related: lowestRows(context, standard),
      ...(rating.computed === to.rating
        ? {}
        : {
            fix: replacement(from.range, rating.computed),
          }),
    };
  }
  if (rating.stated !== null && to.rating !== rating.stated) {
    yield {
      range: to.range,
      message: `This footnote moves ${standard.id} to '${to.rating}', but its section states '${rating.stated}'.`,
      related,
      ...(rating.stated === from.rating
        ? {}
        : {
            fix: replacement(to.range, rating.stated),
          }),
    };
  }
  if (!moved) return;
  const upwards = moved.bands > 0;
  const said = direction?.toLowerCase() ?? '';
  if ((said.startsWith('rais') && !upwards) || (said.startsWith('lower') && upwards)) {
    const right = upwards ? 'raise' : 'lower';
    const at = definition.flat.folded.search(new RegExp(`\\b${said}\\b`, 'i'));
    const range = at < 0 ? whole : definition.flat.range(at, at + said.length);
    yield {
      range,
      message: `From '${from.rating}' to '${to.rating}' is to ${right} the rating, not to ${said} it.`,
      fix: replacement(range, right),
    };
  }
  if (moved.valid && !moved.withinLimits) {
    const { bands, points } = framework.discretion;
    const distance = moved.points ?? 0;
    yield {
      range: whole,
      severity: 'warning',
      message:
        Math.abs(moved.bands) > bands
          ? `Discretion moves a rating by ${plural(bands, 'band')} at most; this footnote moves ${standard.id} by ${String(Math.abs(moved.bands))}.`
          : `Discretion is for a percentage within ${plural(points, 'point')} of the next band; ${percent(rating.lowest ?? 0)} is ${String(distance)} away.`,
      related,
    };
  }
}

function plural(count: number, noun: string): string {
  return `${count === 1 ? 'one' : String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
