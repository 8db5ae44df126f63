import { dueness } from '../report/evidence.js';
import type { Heading } from '../report/report.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { named } from './wording.js';

export const standardUnknown: Rule = {
  id: 'standard-unknown',
  category: 'Structure',
  severity: 'error',
  summary: 'A numbered standard that the framework does not have, or that is out of place in this report.',
  *check(context) {
    for (const heading of context.report.headings) {
      if (heading.kind !== 'standard' || heading.standard === undefined) continue;
      yield* check(context, heading, heading.standard);
    }
  },
};

function* check({ framework, report }: RuleContext, heading: Heading, id: string): Iterable<Finding> {
  const standard = framework.standardById.get(id);
  if (!standard) {
    const meant = heading.resolved === undefined ? undefined : framework.standardById.get(heading.resolved);
    yield {
      range: heading.content,
      message:
        `The framework has no standard ${id}` +
        (meant
          ? `; '${meant.title}' is ${meant.id} here.`
          : '; its standards are ' + idRanges(framework) + '.'),
      ...(meant && heading.isPlain
        ? {
            fix: {
              title: `Renumber to ${meant.id}`,
              safe: false,
              edits: [{ range: heading.numberRange, text: `${meant.id}. ` }],
            },
          }
        : {}),
    };
  } else if (!heading.inAnnexe && dueness(report, standard) === 'out-of-place') {
    const cases = report.frontMatter.cases.get(standard.dueWith ?? '');
    yield {
      range: heading.content,
      message:
        `${named(standard)} is out of place: the block at the top says that there were no ${standard.dueWith ?? ''} cases, ` +
        'and without them the standard is not inspected.',
      related: cases ? [{ message: `No ${standard.dueWith ?? ''} cases`, range: cases.range }] : [],
    };
  }
}

function idRanges(framework: RuleContext['framework']): string {
  return framework.domains
    .map(({ standards }) => {
      const first = standards[0]?.id ?? '';
      const last = standards.at(-1)?.id ?? '';
      return first === last ? first : `${first} to ${last}`;
    })
    .join(', ');
}
