import { replacement } from './edits.js';
import { inOwnProse } from './ownProse.js';
import type { Framework } from '../framework/framework.js';
import type { Rule } from './rule.js';

/** Terms of the 2018 edition, with the 2021 edition's. */
const terms = [
  { old: 'children and young people', now: 'children' },
  { old: 'children or young people', now: 'children' },
  { old: 'child or young person', now: 'child' },
  { old: 'child/young person', now: 'child' },
  { old: 'parents/carers', now: 'parents or carers' },
  { old: 'parent/carer', now: 'parent or carer' },
];

// In just these letters: `the Children and Young People's Plan` is a name. Neither is a service that is called by them.
const pattern = new RegExp(
  `(?<![\\w/-])(?:${terms.map(({ old }) => old).join('|')})(?!['’]s services?\\b|['’]s plan\\b|[\\w/-])`,
  'g',
);

export const editionWording: Rule = {
  id: 'edition-wording',
  category: 'Consistency and style',
  severity: 'information',
  summary: 'A term of an earlier edition in the inspectorate’s own text.',
  *check({ report, framework }) {
    const gone = goneFrom(framework);
    if (gone.size === 0) return;
    for (const { match, range, paragraph } of inOwnProse(report, pattern)) {
      const now = gone.get(match[0]);
      // Footnotes give sources, and annexes explain the terms of others.
      if (now === undefined || paragraph.inFootnote || report.inAnnexe(range)) continue;
      yield {
        range,
        message: `${framework.title} say '${now}', not '${match[0]}'.`,
        fix: replacement(range, now),
      };
    }
  },
};

const goneOf = new WeakMap<Framework, ReadonlyMap<string, string>>();

/** The terms that this framework's own wording does not use, but their successors. */
function goneFrom(framework: Framework): ReadonlyMap<string, string> {
  let gone = goneOf.get(framework);
  if (!gone) {
    const own = JSON.stringify([framework.domains, framework.layouts, framework.stock]);
    const earlier = terms.some(({ old }) => own.includes(old)) || !own.includes('children');
    goneOf.set(framework, (gone = new Map(earlier ? [] : terms.map(({ old, now }) => [old, now]))));
  }
  return gone;
}
