import { escapeRegExp } from '../framework/wording.js';
import { contains, type Range } from '../report/range.js';
import { asTyped } from '../report/derived.js';
import type { Rule } from './rule.js';

/** Hosts that do not exist, with the one that is meant. */
const hosts = [{ wrong: 'justiceinspectors.gov.uk', right: 'justiceinspectorates.gov.uk' }];

const wrongHosts = asTyped(
  new RegExp(hosts.map(({ wrong }) => escapeRegExp(wrong)).join('|'), 'g'),
  (host, range) => ({ host, range }),
);

export const link: Rule = {
  id: 'link',
  category: 'Publication',
  severity: 'information',
  summary: 'A link that leads nowhere, or to a site that does not exist.',
  *checkReport(report) {
    const targets = report.links.filter(({ kind }) => kind === 'link');
    for (const { target, range } of targets)
      if (/^(?:#|https?:\/{0,2})?$/.test(target?.trim() ?? ''))
        yield {
          range,
          message:
            target === ''
              ? 'This link has no target.'
              : `This link leads nowhere: its target is '${target ?? ''}'.`,
        };
    for (const { wrong, right } of hosts) {
      const all = report.all(wrongHosts).filter((each) => each.host === wrong);
      // An address that is its own link stands there twice.
      const byLink = new Map<Range, Range[]>();
      let at = 0;
      for (const { range: place } of all) {
        while ((targets[at]?.range.end ?? Infinity) < place.end) at++;
        const around = targets[at]?.range;
        const whole = around && contains(around, place) ? around : place;
        const same = byLink.get(whole);
        if (same) same.push(place);
        else byLink.set(whole, [place]);
      }
      for (const places of byLink.values())
        for (const range of places.slice(0, 1))
          yield {
            range,
            message: `There is no site '${wrong}'; it is '${right}'.`,
            fix: {
              title: `Replace with '${right}'`,
              safe: false,
              edits: places.map((each) => ({ range: each, text: right })),
            },
          };
    }
  },
};
