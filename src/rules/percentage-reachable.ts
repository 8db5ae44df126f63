import { isReachable, isReachableUpTo, reachableAround } from '../rating/figures.js';
import { figureCells } from './figureCells.js';
import type { Rule } from './rule.js';
import { percent } from './wording.js';

export const percentageReachable: Rule = {
  id: 'percentage-reachable',
  category: 'Key-question tables',
  severity: 'warning',
  summary: 'A percentage that no whole number of cases gives.',
  *check(context) {
    const ofSample = context.framework.percentageOf === 'sample';
    for (const { figure, sample } of figureCells(context)) {
      if (
        !figure ||
        !sample ||
        sample.value === 0 ||
        typeof figure.figure !== 'object' ||
        figure.kind === 'count'
      )
        continue;
      const { percent: value } = figure.figure;
      const size = sample.value;
      if (ofSample ? isReachable(value, size) : isReachableUpTo(value, size)) continue;
      const { below, above } = reachableAround(value, size);
      const near = [below, above]
        .flatMap((each) =>
          each?.count ? [`${String(each.count.cases)} of ${String(size)} is ${percent(each.percent)}`] : [],
        )
        .join(', ');
      yield {
        range: figure.range,
        message: ofSample
          ? `No whole number of ${String(size)} cases is ${percent(value)}: ${near}.`
          : `No whole number of up to ${String(size)} cases is ${percent(value)}.`,
        related: [{ message: `The sample: ${String(size)} cases`, range: sample.range }],
      };
    }
  },
};
