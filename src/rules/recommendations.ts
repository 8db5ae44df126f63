import { asTyped, ownParagraphs } from '../report/derived.js';
import { recommendationLists } from '../report/recommendations.js';
import { contains } from '../report/range.js';
import { numberSource, readNumber } from '../report/prose/numbers.js';
import { sentencesOf } from '../report/prose/sentences.js';
import type { OrderedList, Report, ReportPart } from '../report/report.js';
import type { Finding, Rule } from './rule.js';

/** `We have made six recommendations`; `We make several recommendations, seven in all`. */
const stated = [
  `\\b(?:we (?:have made|have also made|make|made)|our) (?:a total of |the following )?(?<count>${numberSource})(?: (?!further|additional|other|more|new)[a-z]{3,20})? recommendations\\b`,
  `\\b(?:we|our|this report)\\b[^.;:]{0,80}? recommendations\\b[^.;:\\d]{0,60}?,? (?:\\(|- ?)?(?<count>${numberSource}) (?:in all|in total|altogether)\\b`,
].map((source) => new RegExp(source, 'di'));
/** A sentence about other recommendations than this report's. */
const elsewhere = /\b(?:previous|last|earlier|former|prior|(?:19|20)\d\d)\b/i;

export const recommendations: Rule = {
  id: 'recommendations',
  category: 'Evidence',
  severity: 'warning',
  summary:
    'Another number of recommendations than the report says it makes, numbers that restart or skip, or an addressee without should:.',
  *checkReport(report) {
    const parts = report.parts.filter((each) => each.kind === 'recommendations');
    const [part] = parts;
    if (!part || parts.length > 1) return;
    const lists = recommendationLists(report);
    const items = lists.flatMap((each) => each.items);
    const [first] = items;
    if (!first) return;
    yield* counted(report, part, items.length);
    const wrong = items.find((each, index) => each.number !== index + 1);
    if (wrong) {
      const right = items.indexOf(wrong) + 1;
      const before = items[right - 2];
      yield {
        range: wrong.numberRange,
        message:
          before === undefined
            ? `The recommendations begin with ${String(wrong.number)}; the first is 1.`
            : `This recommendation is numbered ${String(wrong.number)} and comes after ${String(before.number)}; the numbers go on through all addressees, so it is ${String(right)}.`,
        related: before
          ? [{ message: `The one before: ${String(before.number)}`, range: before.numberRange }]
          : [],
      };
    }
    for (const list of lists) yield* addressee(part, list);
  },
};

/** Where a place to fill in begins. */
const slots = asTyped(/‹/g, (_, range) => range);

const speakOfThem = ownParagraphs(/recommendations\b/);

function* counted(report: Report, part: ReportPart, count: number): Iterable<Finding> {
  // A slot that is still to be filled in may become several.
  if (report.all(slots).some((each) => contains(part.range, each))) return;
  for (const paragraph of report.all(speakOfThem)) {
    if (report.inAnnexe(paragraph.range)) continue;
    for (const sentence of sentencesOf(paragraph)) {
      const match = stated.map((each) => each.exec(sentence.text)).find((each) => each !== null);
      const place = match?.indices?.groups?.count;
      const raw = match?.groups?.count;
      if (!place || raw === undefined || elsewhere.test(sentence.text)) continue;
      if (readNumber(raw) === count) continue;
      yield {
        range: paragraph.flat.range(sentence.start + place[0], sentence.start + place[1]),
        message: `This sentence speaks of ${raw} recommendations; there are ${String(count)} in the list.`,
        related: [{ message: `The recommendations: ${String(count)}`, range: part.heading.content }],
      };
    }
  }
}

/** What stands above a list says who should act (docs/format.md, Recommendations). */
function* addressee(part: ReportPart, { above }: OrderedList): Iterable<Finding> {
  if (!above || above.content.start < part.heading.range.end) return;
  const { text } = above;
  // A whole sentence, or a text of some length, is no addressee.
  if (text === '' || text.length > 160 || /[.!?]$/.test(text) || /\bshould ?:$/i.test(text)) return;
  if (text.includes('‹') || (text.endsWith(':') && /\brecommend/i.test(text))) return;
  yield {
    range: above.content,
    message: `What stands above recommendations says to whom they are made and ends in 'should:'.`,
  };
}
