import leven from 'leven';
import type { Layout } from '../framework/pack.js';
import { likeness, plain } from '../framework/wording.js';
import { derived } from '../report/derived.js';
import type { FootnoteDefinition, Report, StandardSection } from '../report/report.js';
import { inSentence, ratingIntroduction as introductionTemplate } from '../template/section.js';
import { freeLabel, insertBlock, trimmedEnd } from './edits.js';
import type { Finding, Rule, RuleContext, TextEdit } from './rule.js';
import { named } from './wording.js';

export const ratingIntroduction: Rule = {
  id: 'rating-introduction',
  category: 'Structure',
  severity: 'information',
  summary:
    'A key-question table without its introductory sentence or the footnote on the lowest score, or such a footnote in other words.',
  *check(context) {
    if (context.layout.ratingIntroduction === undefined) return;
    for (const section of context.report.sections)
      if (!section.inAnnexe && section.table) yield* introduction(context, section);
    yield* footnoteWording(context);
  },
};

/** The footnotes that say, or were meant to say, what drives a rating. */
const lowestScoreFootnotes = derived((report): readonly FootnoteDefinition[] =>
  report.footnotes.definitions.filter((each) => isLowestScore(report.layout, each)),
);

function isLowestScore(layout: Layout | undefined, definition: FootnoteDefinition): boolean {
  const opening = (text: string) => plain(text.slice(0, 100)).toLowerCase().split(' ').slice(0, 7).join(' ');
  const stock = layout?.lowestScoreFootnotes[0];
  return stock !== undefined && leven(opening(stock), opening(definition.flat.text)) <= 8;
}

/** The label of the draft's footnote on the lowest score, or one to give to a new one. */
export function lowestScoreFootnote(report: Report): { label: string; exists: boolean } {
  const [found] = lowestScoreFootnotes(report);
  return found ? { label: found.label, exists: true } : { label: freeLabel(report, 'lowest'), exists: false };
}

function* introduction(context: RuleContext, section: StandardSection): Iterable<Finding> {
  const { report, layout } = context;
  const { standard, table, introduction: found } = section;
  if (!table) return;
  const sentence = layout.ratingIntroduction?.replace('{standard}', inSentence(standard.title)) ?? '';
  const referred = section.references.some((reference) =>
    lowestScoreFootnotes(report).some((each) => each.label === reference.label),
  );
  const { label, exists } = lowestScoreFootnote(report);
  const [stock = ''] = layout.lowestScoreFootnotes;
  const definition: TextEdit[] = exists
    ? []
    : [insertBlock(report, trimmedEnd(report, section.range), [`[^${label}]: ${stock}`])];
  if (!found) {
    yield {
      range: table.table.header.range,
      message:
        `The table of ${named(standard)} stands without the sentence '${sentence}'` +
        (referred ? '.' : ' and its footnote on the lowest score.'),
      fix: {
        title: 'Insert the sentence',
        safe: false,
        edits: [
          insertBlock(report, table.table.range.start, [
            referred ? sentence : (introductionTemplate(standard, layout, label) ?? sentence),
          ]),
          ...(referred ? [] : definition),
        ],
      },
    };
    return;
  }
  if (plain(found.flat.text).replace(/ (?=[:.,])/g, '') !== plain(sentence)) {
    const text = introductionTemplate(standard, layout, referenceIn(section) ?? label) ?? sentence;
    yield {
      range: found.range,
      message: `The sentence above the table of ${named(standard)} should read '${sentence}'`,
      fix: {
        title: 'Replace the sentence',
        safe: false,
        edits: [{ range: found.range, text }, ...(referenceIn(section) === undefined ? definition : [])],
      },
    };
  } else if (!referred && !refersToNothing(section)) {
    // Behind 'Our rating', where the layout has its reference.
    const [lead = ''] = /^\S+\s+\S+/.exec(report.slice(found.range.start, found.range.end)) ?? [];
    const place = found.range.start + lead.length;
    yield {
      range: found.range,
      message: `The sentence above the table of ${named(standard)} lacks the footnote on the lowest score, which drives the rating.`,
      fix: {
        title: 'Insert the footnote',
        safe: false,
        edits: [{ range: { start: place, end: place }, text: `[^${label}]` }, ...definition],
      },
    };
  }
}

function referenceIn({ references, introduction: found }: StandardSection): string | undefined {
  return references.find(
    ({ range }) => found && range.start >= found.range.start && range.end <= found.range.end,
  )?.label;
}

/** The sentence has a reference whose footnote is gone: that is `footnote`'s problem. */
function refersToNothing(section: StandardSection): boolean {
  const label = referenceIn(section);
  return section.references.some((each) => each.label === label && !each.defined);
}

function* footnoteWording(context: RuleContext): Iterable<Finding> {
  const stocks = context.layout.lowestScoreFootnotes;
  const footnotes = lowestScoreFootnotes(context.report);
  const isStock = (each: FootnoteDefinition) =>
    stocks.some((stock) => plain(stock) === plain(each.flat.text));
  for (const each of footnotes) {
    if (isStock(each)) continue;
    const text = plain(each.flat.text);
    const [first = '', ...others] = stocks;
    const right = others.reduce(
      (best, stock) => (likeness(text, stock) > likeness(text, best) ? stock : best),
      first,
    );
    const other = footnotes.find((one) => isStock(one));
    yield {
      range: each.content,
      message: `The footnote on the lowest score should read '${right}'`,
      related: other ? [{ message: 'The same footnote elsewhere', range: other.content }] : [],
      fix: { title: 'Replace the footnote', safe: false, edits: [{ range: each.content, text: right }] },
    };
  }
}
