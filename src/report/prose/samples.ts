import type { Framework } from '../../framework/framework.js';
import { escapeRegExp } from '../../framework/wording.js';
import { derived, inParagraphs } from '../derived.js';
import { contains, type Range } from '../range.js';
import type { Report } from '../report.js';
import { numberSource, readNumber } from './numbers.js';
import { sentencesOf } from './sentences.js';

/** A sample size as a stock sentence gives it: `We inspected nine cases … out-of-court disposal`. */
export interface StatedSample {
  /** Name of the sample under `cases` in the front matter. */
  readonly sample: string;
  readonly cases: number;
  /** Of the number. */
  readonly range: Range;
  /** The words, from the verb to what was counted. */
  readonly text: string;
}

const patterns = new WeakMap<Framework, readonly (readonly [sample: string, pattern: RegExp])[]>();

/** The cases of each sample, as sentences name them. */
function kindsOf(framework: Framework): readonly (readonly [sample: string, pattern: RegExp])[] {
  let made = patterns.get(framework);
  if (!made) {
    made = Object.entries(framework.samples).map(([sample, { named, received }]) => [
      sample,
      new RegExp(
        `^(?:${named.map(escapeRegExp).join('|')}|cases? .{0,80}\\breceived ${escapeRegExp(received)})`,
        'i',
      ),
    ]);
    patterns.set(framework, made);
  }
  return made;
}

const verbs =
  'inspected|examined|reviewed|looked at|assessed|took a detailed look at|conducted a detailed examination of';
const opening = new RegExp(
  `^(?:[a-z ]{0,60}, )?we (?:also )?(?:${verbs}) (?:a (?:total|sample) of )?(?<cases>${numberSource}) (?<what>.{1,200})`,
  'di',
);
const second = new RegExp(` (?:and|as well as) (?<cases>${numberSource}) (?<what>.{1,120})`, 'di');

/** Sentences that may say what was inspected. */
const openings = inParagraphs(
  /\bwe (?:also )?(?:inspected|examined|reviewed|looked|assessed|took|conducted)\b/i,
  (paragraph) =>
    paragraph.quoted || paragraph.inFootnote
      ? []
      : sentencesOf(paragraph).filter(({ text }) => opening.test(text)),
);

/** The sample sizes that the report's stock sentences give, in the order of the text. */
export const statedSamples = derived((report): readonly StatedSample[] =>
  report.framework ? [...read(report, report.framework)] : [],
);

function* read(report: Report, framework: Framework): Iterable<StatedSample> {
  for (const sentence of report.all(openings)) {
    const { paragraph } = sentence;
    const domain = report.parts.find((each) => contains(each.range, paragraph.range))?.heading.domain;
    const own = framework.domains.find((each) => each.number === domain)?.sample;
    const match = opening.exec(sentence.text);
    const place = match?.indices?.groups?.cases;
    if (!match || !place) continue;
    const what = match.groups?.what ?? '';
    const cases = readNumber(match.groups?.cases ?? '');
    const sample = kindOf(framework, what, own);
    const next = second.exec(what);
    const nextWhat = next?.groups?.what ?? '';
    const nextCases = next ? readNumber(next.groups?.cases ?? '') : 0;
    // Community and custodial sentences are one sample.
    const custody = /^community sentences?\b/i.test(what) && /^custodial sentences?\b/i.test(nextWhat);
    const range = (start: number, end: number) =>
      paragraph.flat.range(sentence.start + start, sentence.start + end);
    const text = sentence.text;
    if (sample !== undefined && Object.hasOwn(framework.cases, sample))
      yield { sample, cases: cases + (custody ? nextCases : 0), range: range(...place), text };
    const nextPlace = next?.indices?.groups?.cases;
    const nextSample = next && !custody ? kindOf(framework, nextWhat, undefined) : undefined;
    const offset = match.indices?.groups?.what?.[0];
    if (!nextPlace || offset === undefined || nextSample === undefined) continue;
    if (Object.hasOwn(framework.cases, nextSample))
      yield {
        sample: nextSample,
        cases: nextCases,
        range: range(offset + nextPlace[0], offset + nextPlace[1]),
        text,
      };
  }
}

/** Which sample is meant; in a domain's part plain `cases` are its own. */
function kindOf(framework: Framework, what: string, own: string | undefined): string | undefined {
  const words = what.toLowerCase();
  return (
    kindsOf(framework).find(([, pattern]) => pattern.test(words))?.[0] ??
    (/^cases[.,;]?$/.test(words) ? own : undefined)
  );
}

/** How many cases a sample holds: as the front matter says, else as all stock sentences say. */
export function sampleSize(report: Report, sample: string | undefined): number | undefined {
  if (sample === undefined) return undefined;
  const given = report.frontMatter.cases.get(sample)?.value;
  if (given !== undefined) return given;
  const stated = new Set(
    statedSamples(report)
      .filter((each) => each.sample === sample)
      .map((each) => each.cases),
  );
  return stated.size === 1 ? [...stated][0] : undefined;
}
