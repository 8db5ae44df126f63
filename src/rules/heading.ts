import { plain, wordsOnly } from '../framework/wording.js';
import { replacement } from './edits.js';
import { withoutParenthesis } from '../report/headings.js';
import type { Heading, RatingsRow, Report } from '../report/report.js';
import type { Finding, Fix, Rule, RuleContext } from './rule.js';
import { named } from './wording.js';

export const heading: Rule = {
  id: 'heading',
  category: 'Structure',
  severity: 'warning',
  summary: 'A domain or standard whose number or title is not the framework’s, or not in the house form.',
  *check(context) {
    const seen = new Map<string, Heading>();
    for (const each of context.report.headings) {
      if (each.misnumbered) yield* misnumberedDomain(context, each);
      else if (each.kind === 'domain') yield* domain(context, each, seen);
      else if (each.kind === 'standard') yield* standard(context, each, seen);
    }
    for (const row of context.report.ratingsPage?.rows ?? []) yield* ratingsRow(context, row);
  },
};

function* misnumberedDomain(context: RuleContext, each: Heading): Iterable<Finding> {
  const right = domainHeading(context, each.domain ?? 0);
  if (right === undefined) return;
  yield {
    range: each.content,
    message: `This heading opens domain ${String(each.domain)}, but carries the number of standard ${each.misnumbered?.standard ?? ''}. It should be '${right}'.`,
    related: each.misnumbered
      ? [{ message: 'The standard with this number', range: each.misnumbered.content }]
      : [],
    fix: replaceText(context.report, each, right, false),
  };
}

function* domain(context: RuleContext, each: Heading, seen: Map<string, Heading>): Iterable<Finding> {
  const number = each.domain ?? 0;
  const known = context.framework.domainByNumber.get(number);
  if (!known) {
    const titled = context.framework.domains.find((one) => wordsOnly(one.title) === wordsOnly(each.title));
    const right = titled && domainHeading(context, titled.number);
    yield {
      range: each.content,
      message:
        `The framework has no domain ${String(number)}` +
        (right === undefined ? '.' : `; '${each.title}' should be '${right}'.`),
      ...(right === undefined ? {} : { fix: replaceText(context.report, each, right, false) }),
    };
    return;
  }
  yield* twice(context.report, each, `domain ${String(number)}`, seen);
  const right = domainHeading(context, number);
  if (right === undefined || plain(withoutParenthesis(each.text)) === plain(right)) {
    yield* level(each, 2, `domain ${String(number)}`);
    return;
  }
  const sameTitle = wordsOnly(each.title) === wordsOnly(known.title);
  const form = sameTitle && each.typedDomain === undefined;
  yield {
    range: each.content,
    message: sameTitle
      ? `The heading of domain ${String(number)} should be written '${right}'.`
      : `Domain ${String(number)} is called '${known.title}' in the framework, not '${each.title}'.`,
    fix: replaceText(context.report, each, right, form),
  };
}

function* standard(context: RuleContext, each: Heading, seen: Map<string, Heading>): Iterable<Finding> {
  const { framework } = context;
  if (each.standard === undefined) {
    const right = `${each.resolved ?? ''}. ${framework.standardById.get(each.resolved ?? '')?.title ?? ''}`;
    yield {
      range: each.content,
      message: `This heading lacks the number of its standard; it should be '${right}'.`,
      fix: replaceText(context.report, each, right, false),
    };
    return;
  }
  const typed = framework.standardById.get(each.standard);
  if (!typed) return; // standard-unknown's
  if (each.resolved !== undefined) {
    const meant = framework.standardById.get(each.resolved);
    const other = context.report.headings.find(
      (one) => one !== each && one.standard === each.standard && one.resolved === undefined && !one.inAnnexe,
    );
    yield {
      range: each.content,
      message: `The number ${typed.id} stands on two headings; '${each.title}' here is ${each.resolved}.`,
      related: other ? [{ message: `The other ${typed.id}`, range: other.content }] : [],
      ...(meant ? { fix: replaceText(context.report, each, `${meant.id}. ${each.title}`, false) } : {}),
    };
    return;
  }
  if (!each.inAnnexe) yield* twice(context.report, each, `standard ${typed.id}`, seen);
  const right = `${typed.id}. ${typed.title}`;
  const said = plain(withoutParenthesis(each.text));
  if (said === plain(right)) {
    if (!each.inAnnexe) yield* level(each, 3, `standard ${typed.id}`);
    return;
  }
  const sameTitle = wordsOnly(each.title) === wordsOnly(typed.title);
  const form = plain(each.title) === plain(typed.title) ? 'number' : 'title';
  yield {
    range: sameTitle && form === 'number' ? each.numberRange : each.content,
    message: sameTitle
      ? `The heading of standard ${typed.id} should be written '${right}'.`
      : each.title === ''
        ? `The heading of standard ${typed.id} lacks its title, '${typed.title}'.`
        : `Standard ${typed.id} is called '${typed.title}' in the framework, not '${each.title}'.`,
    fix: replaceText(context.report, each, right, sameTitle),
  };
}

function* twice(report: Report, each: Heading, name: string, seen: Map<string, Heading>): Iterable<Finding> {
  const before = seen.get(name);
  seen.set(name, before ?? each);
  if (!before) return;
  yield {
    range: each.content,
    message: `There are two headings of ${name}; a report has one.`,
    related: [{ message: 'The first one', range: before.content }],
    ...(report.slice(before.range.end, each.range.start).trim() === ''
      ? {
          fix: {
            title: 'Remove the first one, which has nothing below it',
            safe: false,
            edits: [{ range: { start: before.range.start, end: each.range.start }, text: '' }],
          },
        }
      : {}),
  };
}

function* level(each: Heading, depth: number, name: string): Iterable<Finding> {
  if (each.depth === depth) return;
  const { start } = each.range;
  const marks = each.content.start - start;
  // A heading underlined with === or --- has no marks in front that could be changed.
  const hasMarks = marks > each.depth;
  yield {
    range: each.content,
    message: `The heading of ${name} should have ${String(depth)} number signs (${'#'.repeat(depth)}), not ${String(each.depth)}.`,
    ...(hasMarks
      ? {
          fix: {
            title: `Make it a heading with ${'#'.repeat(depth)}`,
            safe: true,
            edits: [{ range: { start, end: start + each.depth }, text: '#'.repeat(depth) }],
          },
        }
      : {}),
  };
}

function* ratingsRow({ framework, report }: RuleContext, row: RatingsRow): Iterable<Finding> {
  const known =
    row.standard === undefined
      ? framework.domainByNumber.get(row.domain ?? 0)
      : framework.standardById.get(row.standard);
  if (!known) return;
  const number = 'id' in known ? known.id : String(known.number);
  const cell = row.row.cells[0];
  const right = `${number}. ${known.title}`;
  if (!cell || plain(withoutParenthesis(cell.text)) === plain(right)) return;
  const sameTitle = wordsOnly(row.title) === wordsOnly(known.title);
  const range = { start: row.numberRange.start, end: row.titleRange.end };
  yield {
    range,
    message: sameTitle
      ? `On the ratings page, ${number} should be written '${right}'.`
      : `${'id' in known ? named(known) : `Domain ${right}`} is called '${row.title}' on the ratings page.`,
    fix: replacement(range, right, { safe: sameTitle, takesAway: numberOf(report, row) }),
  };
}

/** The layout's heading for a domain; undefined where the layout has none. */
function domainHeading({ layout }: RuleContext, number: number): string | undefined {
  return layout.parts.find((each) => each.domain === number)?.heading;
}

/** Replaces what a heading says, up to its first footnote reference. */
function replaceText(report: Report, each: Heading, right: string, safe: boolean): Fix {
  const end = each.isPlain ? each.titleRange.end : each.content.end;
  const range = { start: each.content.start, end: Math.max(end, each.numberRange.end) };
  return replacement(range, right, { safe, takesAway: numberOf(report, each) });
}

/** The number as it is typed, which is written in the house form. */
function numberOf(report: Report, { numberRange }: Pick<Heading, 'numberRange'>): string[] {
  const typed = report.slice(numberRange.start, numberRange.end);
  return [typed.replace(/\[\^[^\]]{1,100}\]|<!--[^]*?-->/g, '')];
}
