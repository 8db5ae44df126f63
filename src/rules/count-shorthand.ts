import { figureCells } from './figureCells.js';
import type { Rule } from './rule.js';
import { percent } from './wording.js';

export const countShorthand: Rule = {
  id: 'count-shorthand',
  category: 'Key-question tables',
  severity: 'hint',
  summary: 'A count such as 8/11 that is still to become a percentage, or that is not out of the sample.',
  beforePublication: true,
  *check(context) {
    const { percentageOf } = context.framework;
    for (const { figure, sample } of figureCells(context)) {
      if (figure?.kind !== 'count' || typeof figure.figure !== 'object') continue;
      const { percent: value, count } = figure.figure;
      const of = count?.of ?? 0;
      const text = percent(value);
      const wrong =
        sample !== undefined && (percentageOf === 'sample' ? of !== sample.value : of > sample.value)
          ? sample
          : undefined;
      yield {
        range: figure.range,
        ...(wrong ? { severity: 'warning' as const } : {}),
        message: wrong
          ? `This count is out of ${String(of)}, but the sample is ${String(wrong.value)} cases.`
          : `${figure.raw} is ${text}; it becomes the percentage before publication.`,
        ...(wrong
          ? { related: [{ message: `The sample: ${String(wrong.value)} cases`, range: wrong.range }] }
          : {}),
        ...(wrong
          ? {}
          : { fix: { title: `Turn into ${text}`, safe: false, edits: [{ range: figure.range, text }] } }),
      };
    }
  },
};
