import type { Framework } from '../framework/framework.js';
import { escapeRegExp, straight } from '../framework/wording.js';
import { inWords as ofAllWords } from '../report/derived.js';
import { placeOf } from '../report/prose/claims.js';
import { numberSource, readNumber } from '../report/prose/numbers.js';
import { isQuoted, rangeIn, sentencesOf, type Sentence } from '../report/prose/sentences.js';
import type { Range } from '../report/range.js';
import type { Paragraph } from '../report/report.js';
import type { Collector } from '../report/text/passage.js';
import { replacement } from './edits.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { inWords, listed, named } from './wording.js';

export const frameworkWords: Rule = {
  id: 'framework-words',
  category: 'Structure',
  severity: 'warning',
  summary:
    'What the report says of the framework itself: points, bands, numbers of domains and standards, numbers of questions.',
  *check(context) {
    yield* context.report.all(pointsAndBands(context.framework));
    for (const { sentence, number, range, counts } of context.report.all(
      countsOfFramework(context.framework),
    )) {
      const finding = miscounted(context, sentence, number, range, counts);
      if (finding) yield finding;
    }
    yield* questionNumbers(context);
  },
};

const whole = (name: string) => `(?<${name}>${numberSource})`;

const pointsCollectors = new WeakMap<Framework, Collector<Finding>>();

/** What is said of points, bands of scores and bands of percentages, wherever it stands. */
function pointsAndBands(framework: Framework): Collector<Finding> {
  let collector = pointsCollectors.get(framework);
  if (collector) return collector;
  const rating = framework.ratingNames.map(escapeRegExp).join('|');
  const point = new RegExp(
    `['"]?(?<rating>${rating})['"]? ?(?:=|scores|is worth|counts) ?(?<points>\\d{1,2})\\b`,
    'dgi',
  );
  const band = new RegExp(
    `(?<![\\d.])(?<low>\\d{1,2}) ?(?:-|to) ?(?<high>\\d{1,2}) ?(?:=|:|is|means|gives) ?['"]?(?<rating>${rating})\\b`,
    'dgi',
  );
  const range =
    /\b(?:total )?scores? (?:ranging|that ranges?|which ranges?|can range|ranges?|runs?) from (?<low>\d{1,2}) to (?<high>\d{1,3})\b/dgi;
  const cue = new RegExp(
    `(?:${rating}).{0,12}(?:=|scores|worth|counts)|\\d ?(?:=|:)|ranging|ranges?\\b|per cent or (?:more|above)|\\bbetween \\d{1,3} ?(?:per cent|%)|less than \\d{1,3} ?(?:per cent|%)|\\bscores? (?:of|between|from) \\d|\\d scale`,
    'i',
  );
  collector = ofAllWords(cue, function* (paragraph): Iterable<Finding> {
    if (paragraph.quoted) return;
    const text = straight(paragraph.flat.folded);
    const place = (match: RegExpMatchArray, name: string): Range => {
      const [start, end] = match.indices?.groups?.[name] ?? [0, 0];
      return paragraph.flat.range(start, end);
    };
    const points = [...text.matchAll(point)];
    // One alone may count something else: `'Inadequate' = 3 standards`.
    if (points.length > 1)
      for (const match of points) {
        const right = framework.ratings.find(
          (each) => each.rating.toLowerCase() === match.groups?.rating?.toLowerCase(),
        );
        if (!right || right.score === Number(match.groups?.points)) continue;
        yield {
          range: place(match, 'points'),
          message: `In this framework '${right.rating}' adds ${String(right.score)} to the score, not ${match.groups?.points ?? ''}.`,
        };
      }
    for (const match of text.matchAll(band)) {
      const at = framework.overall.findIndex(
        (each) => each.rating.toLowerCase() === match.groups?.rating?.toLowerCase(),
      );
      const right = framework.overall[at];
      if (!right) continue;
      const high = (framework.overall[at + 1]?.from ?? framework.outOf + 1) - 1;
      // Percentages are banded too, and those bands end at 100.
      if (/per cent|%/.test(text.slice(match.index, match.index + match[0].length + 2))) continue;
      const [saidLow, saidHigh] = [Number(match.groups?.low), Number(match.groups?.high)];
      if (saidHigh > framework.outOf + 10 || (saidLow === right.from && saidHigh === high)) continue;
      const wrong = saidLow === right.from ? 'high' : 'low';
      yield {
        range: place(match, wrong),
        message: `In this framework a score of ${String(right.from)}–${String(high)} is '${right.rating}', not ${String(saidLow)}–${String(saidHigh)}.`,
      };
    }
    for (const match of text.matchAll(range)) {
      const [low, high] = [Number(match.groups?.low), Number(match.groups?.high)];
      if (low === 0 && high === framework.outOf) continue;
      yield {
        range: paragraph.flat.range(
          match.indices?.groups?.low?.[0] ?? 0,
          match.indices?.groups?.high?.[1] ?? 0,
        ),
        message: `In this framework the score ranges from 0 to ${String(framework.outOf)}, not from ${String(low)} to ${String(high)}.`,
      };
    }
    const highest = Math.max(...framework.ratings.map((each) => each.score));
    for (const match of text.matchAll(/\b(?<low>0) ?(?:-|to) ?(?<high>\d{1,2})(?: points?)? scale\b/dgi)) {
      if (Number(match.groups?.high) === highest || !/\bstandards?\b/i.test(text)) continue;
      yield {
        range: place(match, 'high'),
        message: `In this framework standards are scored from 0 to ${String(highest)}, not from 0 to ${match.groups?.high ?? ''}.`,
      };
    }
    yield* percentages(framework, paragraph, text, rating);
  });
  pointsCollectors.set(framework, collector);
  return collector;
}

/** `80 per cent or more … 'Outstanding'`, `between 65 per cent and 79 per cent … 'Good'`, `less than 50 per cent … 'Inadequate'`. */
function* percentages(
  framework: Framework,
  { flat }: Paragraph,
  text: string,
  rating: string,
): Iterable<Finding> {
  if (!/\b(?:judged|assessed|sufficient|band)/i.test(text) || !/per cent|%/.test(text)) return;
  const per = '(?: ?per cent| ?%)';
  const forms = [
    new RegExp(
      `\\b(?:between )(?<low>\\d{1,3})${per}? ?(?:and|to|-) ?(?<high>\\d{1,3})${per}[^.;]{0,120}?['"](?<rating>${rating})['"]`,
      'dgi',
    ),
    new RegExp(
      `['"](?<rating>${rating})['"][^.;\\d]{0,120}?(?<low>\\d{1,3})${per} (?:or more|or above|and above)`,
      'dgi',
    ),
    new RegExp(
      `\\b(?:less|fewer|lower) than (?<below>\\d{1,3})${per}[^.;\\d]{0,120}?['"](?<rating>${rating})['"]`,
      'dgi',
    ),
  ];
  for (const form of forms)
    for (const match of text.matchAll(form)) {
      const at = framework.ratings.findIndex(
        (each) => each.rating.toLowerCase() === match.groups?.rating?.toLowerCase(),
      );
      const right = framework.ratings[at];
      if (!right) continue;
      const next = framework.ratings[at + 1]?.from ?? 101;
      for (const [name, value] of [
        ['low', right.from],
        ['high', next - 1],
        ['below', next],
      ] as const) {
        const said = match.indices?.groups?.[name];
        if (!said || Number(text.slice(...said)) === value) continue;
        yield {
          range: flat.range(...said),
          message: `In this framework '${right.rating}' is ${next > 100 ? `${String(right.from)} per cent or more` : right.from === 0 ? `less than ${String(next)} per cent` : `${String(right.from)} to ${String(next - 1)} per cent`}.`,
        };
      }
    }
}

/** A number that a sentence gives of the framework's own things. */
interface FrameworkCount {
  readonly sentence: Sentence;
  readonly number: number;
  readonly range: Range;
  readonly counts:
    'domains' | 'standards of a domain' | 'standards' | { readonly listed: number } | 'rated apart';
}

const domainCount = new RegExp(
  `\\b(?:the|in|across|of|into|covers?|covered|has|inspect(?:ed)?) ${whole('number')} (?:broad |main )?'?(?:domains|areas, referred to as)'?(?: of (?:its|their|the service's|our) (?:work|inspection)| (?:in|of) (?:our|the) (?:standards |inspection )?framework)`,
  'dgi',
);
const inspectAgainst = new RegExp(
  `\\binspect(?:ed|s|ing)? (?:(?:youth (?:offending|justice) )?services |them |it |each case |work )?against (?:the |our |a total of )?${whole('number')} (?:core )?'?standards'?(?<list>(?: ?[:(-] ?| - |, (?:namely|which are) )[a-z][^.;:()]{5,200})?`,
  'dgi',
);
const ofAll = new RegExp(
  `\\b(?:each|all|every one) of (?:the|our) ${whole('number')} (?:core )?'?standards'? (?:is|are|was|were) (?:scored|given|awarded)`,
  'dgi',
);
const counting =
  /\b(?:contribut(?:es?|ed|ing)|counts?|counted|counting|is included|are included|adds?|added|feeds?|fed) (?:directly |also )?(?:to|towards|in|into) (?:the|its|their|our|this) (?:[A-Za-z&' -]{1,60}? )?(?:rating|score)\b|\binfluences? (?:the|its|their|our) (?:[A-Za-z&' -]{1,60}? )?(?:rating|score)\b/i;
const denied =
  /\b(?:not|n't|no|nor|neither|never|without|rather than|nothing|limit(?:s|ed|ing)?|cap(?:s|ped)?|unable|inadequate|if)\b|n't\b/i;

const countCollectors = new WeakMap<Framework, Collector<FrameworkCount>>();

function countsOfFramework(framework: Framework): Collector<FrameworkCount> {
  let collector = countCollectors.get(framework);
  if (collector) return collector;
  const apart = framework.standards
    .filter((each) => !each.scored)
    .map((each) => escapeRegExp((each.title.split(' ')[0] ?? '').toLowerCase()));
  const unscored = apart.length > 0 ? new RegExp(`\\b(?:${apart.join('|')})\\b`, 'i') : undefined;
  const cue = new RegExp(
    `\\bdomains\\b|\\bstandards\\b|'domains'${apart.length > 0 ? `|\\b(?:${apart.join('|')})\\b` : ''}`,
    'i',
  );
  // Footnotes speak of the framework too.
  collector = ofAllWords(cue, function* (paragraph): Iterable<FrameworkCount> {
    if (paragraph.quoted) return;
    for (const sentence of sentencesOf(paragraph)) {
      const { text } = sentence;
      const each = function* (
        pattern: RegExp,
      ): Iterable<{ match: RegExpMatchArray; number: number; range: Range }> {
        for (const match of text.matchAll(pattern)) {
          const place = match.indices?.groups?.number;
          if (!place || isQuoted(sentence, match.index)) continue;
          yield { match, number: readNumber(text.slice(...place)), range: rangeIn(sentence, ...place) };
        }
      };
      for (const { number, range } of each(domainCount)) yield { sentence, number, range, counts: 'domains' };
      for (const { number, range } of each(ofAll)) yield { sentence, number, range, counts: 'standards' };
      for (const { match, number, range } of each(inspectAgainst)) {
        const items = itemsOf(framework, match.groups?.list ?? '');
        yield { sentence, number, range, counts: items > 1 ? { listed: items } : 'standards of a domain' };
      }
      const says = unscored?.test(text) === true ? counting.exec(text) : null;
      if (says && !denied.test(text))
        yield {
          sentence,
          number: 0,
          range: rangeIn(sentence, says.index, says.index + says[0].length),
          counts: 'rated apart',
        };
    }
  });
  countCollectors.set(framework, collector);
  return collector;
}

/** How many standards a list names; titles may hold `and` themselves. */
function itemsOf(framework: Framework, list: string): number {
  if (list === '') return 0;
  const titles = [...framework.standards]
    .map((each) => each.title.toLowerCase())
    .sort((a, b) => b.length - a.length);
  const text = titles.reduce(
    (rest, title) => rest.replaceAll(title, title.replaceAll(/[ ,]+/g, '_')),
    list.toLowerCase(),
  );
  return text.split(/, and |,? and |, /).filter((each) => /[a-z]/.test(each)).length;
}

function miscounted(
  { report, framework }: RuleContext,
  sentence: Sentence,
  number: number,
  range: Range,
  counts: FrameworkCount['counts'],
): Finding | undefined {
  const scored = framework.standards.filter((each) => each.scored).length;
  if (counts === 'rated apart') {
    const [apart] = framework.standards.filter((each) => !each.scored);
    return {
      range,
      message: `In this framework ${apart ? named(apart) : 'it'} is rated apart: it does not count towards the score or the overall rating.`,
    };
  }
  if (counts === 'domains') {
    const domains = framework.domains.filter((each) =>
      each.standards.some((standard) => standard.scored),
    ).length;
    if (number === domains || number === framework.domains.length) return undefined;
    return { range, message: `The framework has ${inWords(domains)} domains, not ${inWords(number)}.` };
  }
  if (counts === 'standards') {
    if (number === scored || number === framework.standards.length) return undefined;
    return {
      range,
      message: `The framework scores ${inWords(scored)} standards, not ${inWords(number)}.`,
    };
  }
  if (typeof counts === 'object') {
    if (number === counts.listed) return undefined;
    return {
      range,
      message: `This sentence speaks of ${inWords(number)} standards and names ${inWords(counts.listed)}.`,
    };
  }
  const domain = placeOf(report, framework, sentence.paragraph)?.domain;
  const possible = [
    ...(domain
      ? [domain.standards.length, domain.standards.filter((each) => each.judged === 'percentages').length]
      : framework.domains.map((each) => each.standards.length)),
    scored,
    framework.standards.length,
  ];
  if (possible.includes(number)) return undefined;
  const right = domain ? `${inWords(domain.standards.length)} in this domain` : `${inWords(scored)} in all`;
  return { range, message: `The framework has ${right}, not ${inWords(number)} standards.` };
}

/** A number in front of a question that is not its section's. */
function* questionNumbers({ report, framework }: RuleContext): Iterable<Finding> {
  for (const { standard, table } of report.sections) {
    const typed = table?.rows.flatMap(({ row, keyQuestion }) => {
      const cell = row.cells[table.questionColumn];
      const number = cell && /^(\d\.\d\.\d{1,2})\.? /.exec(cell.flat.folded)?.[1];
      return cell && number !== undefined && keyQuestion !== undefined ? [{ cell, number, keyQuestion }] : [];
    });
    for (const { cell, number, keyQuestion } of typed ?? []) {
      const right = `${standard.id}.${String(keyQuestion + 1)}`;
      if (number === right || framework.standardById.get(number.slice(0, 3)) === standard) continue;
      const at = cell.flat.folded.indexOf(number);
      yield {
        range: cell.flat.range(at, at + number.length),
        message: `This question is ${right}: it stands in the section of ${named(standard)}, not of ${listed([number.slice(0, 3)])}.`,
        fix: replacement(cell.flat.range(at, at + number.length), right),
      };
    }
  }
}
