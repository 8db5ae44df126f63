import type { Framework } from '../framework/framework.js';
import { wordsOnly } from '../framework/wording.js';

/** A sample as sentences name it: `out-of-court disposals`. */
export function sampleWords(sample: string): string {
  return sample.replace(/-(?=[^-]*$)/, ' ');
}

/** The samples whose cases have percentages, in the framework's order. */
export function samplesOf(framework: Framework): readonly string[] {
  return framework.domains.flatMap(({ sample, standards }) =>
    sample !== undefined && standards.some((each) => each.judged === 'percentages') ? [sample] : [],
  );
}

/** The sample that a cell names: by its name, how sentences name it, its initials, or its domain. */
export function sampleNamed(framework: Framework, text: string): string | undefined {
  const words = wordsOnly(text);
  if (words === '') return undefined;
  const samples = samplesOf(framework);
  const nameOf = (sample: string) => wordsOnly(sample);
  const initials = (sample: string) =>
    nameOf(sample)
      .split(' ')
      .map((each) => each.charAt(0))
      .join('');
  const byName = samples.find((each) => nameOf(each) === words || initials(each) === words);
  if (byName !== undefined) return byName;
  const domain = framework.domains.find(({ number, title }) =>
    [String(number), `domain ${String(number)}`, wordsOnly(title)].includes(words),
  );
  if (domain) return samples.find((each) => each === domain.sample);
  // `Out-of-court` begins as its name does, and so does `court disposal`.
  return (
    samples.find((each) => nameOf(each).startsWith(words)) ??
    samples.find((each) =>
      (framework.samples[each]?.named ?? []).some((name) => words.startsWith(wordsOnly(name))),
    )
  );
}
