import { statedSamples } from '../report/prose/samples.js';
import type { Rule } from './rule.js';

export const sampleSize: Rule = {
  id: 'sample-size',
  category: 'Evidence',
  severity: 'warning',
  summary: 'Sample sizes that differ between the text, the block at the top and the annexe.',
  *check({ report, framework }) {
    const stated = statedSamples(report);
    for (const [sample, what] of Object.entries(framework.cases)) {
      const all = stated.filter((each) => each.sample === sample);
      const given = report.frontMatter.cases.get(sample);
      const reference = given
        ? { cases: given.value, range: given.range, place: 'the block at the top' }
        : all[0] && { ...all[0], place: 'the text before' };
      if (!reference) continue;
      for (const each of all) {
        if (each.cases === reference.cases) continue;
        yield {
          range: each.range,
          message: `The sample (${what}) is ${String(each.cases)} here and ${String(reference.cases)} in ${reference.place}.`,
          related: [{ message: `${String(reference.cases)} here`, range: reference.range }],
        };
      }
    }
  },
};
