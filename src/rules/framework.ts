import { frameworkIds } from '../framework/frameworks.js';
import { nearest } from '../framework/nearest.js';
import { isUnfinished } from '../report/frontMatter.js';
import { replacement } from './edits.js';
import type { Rule } from './rule.js';

export const framework: Rule = {
  id: 'framework',
  category: 'Structure',
  severity: 'error',
  summary: 'A framework that is not known, so that nothing can be checked against it.',
  *checkReport(report) {
    const value = report.frontMatter.values.get('framework');
    if (!value || report.framework || isUnfinished(value.value)) return;
    const meant = nearest(value.value, frameworkIds);
    yield {
      range: value.range,
      message:
        `There is no framework '${value.value}', so ratings, tables and headings can't be checked. ` +
        `Known are ${frameworkIds.map((id) => `'${id}'`).join(' and ')}.`,
      ...(meant === undefined
        ? {}
        : {
            fix: replacement(value.range, meant),
          }),
    };
  },
};
