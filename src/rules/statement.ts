import { sameWording, wordings } from '../framework/framework.js';
import { likeness, plain, withoutSerialComma, wordingKey, wordsOnly } from '../framework/wording.js';
import type { FlatParagraph, StandardSection } from '../report/report.js';
import { insertBlock } from './edits.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { named, inDraftsWords } from './wording.js';

export const statement: Rule = {
  id: 'statement',
  category: 'Structure',
  severity: 'information',
  summary: 'A standard’s statement that is missing, worded otherwise, or punctuated unlike its sisters.',
  *check(context) {
    const body = [...context.views.values()].flatMap((each) => each.body ?? []);
    for (const section of body) yield* wording(context, section);
    yield* punctuation(context, body);
  },
};

/** The first paragraph, where it is meant for the statement. */
function meant({ layout }: RuleContext, section: StandardSection): FlatParagraph | undefined {
  const { statement: first, standard } = section;
  const near = first && wordings(standard, layout).some((each) => likeness(first.flat.text, each) >= 0.5);
  return near === true ? first : undefined;
}

function* wording(context: RuleContext, section: StandardSection): Iterable<Finding> {
  const { framework, layout, report } = context;
  const { standard, heading } = section;
  const found = meant(context, section);
  if (!found) {
    const elsewhere = report.paragraphs.find(
      ({ range, flat }) =>
        range.start >= section.range.start &&
        range.end <= section.range.end &&
        wordings(standard, layout).some((each) => sameWording(framework, each, flat.text)),
    );
    const rating = section.ratings[0]?.line;
    const above = rating ? report.slice(heading.range.end, rating.start) : '';
    if (rating && wordings(standard, layout).some((each) => sameWording(framework, each, above))) {
      yield {
        range: { start: heading.range.end + above.length - above.trimStart().length, end: rating.start },
        message: `A blank line is missing between the statement of ${named(standard)} and its rating.`,
        fix: {
          title: 'Insert a blank line',
          safe: false,
          edits: [{ range: { start: rating.start, end: rating.start }, text: report.eol }],
        },
      };
      return;
    }
    if (elsewhere) {
      yield {
        range: elsewhere.range,
        message: `The statement of ${named(standard)} should be the first paragraph of its section.`,
        related: [{ message: 'The heading it belongs below', range: heading.content }],
      };
      return;
    }
    yield {
      range: heading.content,
      message: `The section on ${named(standard)} does not begin with the standard's statement, '${standard.statement}'`,
      fix: {
        title: 'Insert the statement',
        safe: false,
        edits: [insertBlock(report, heading.range.end, [inDraftsWords(context, standard.statement)])],
      },
    };
    return;
  }
  const accepted = wordings(standard, layout);
  if (accepted.some((each) => sameWording(framework, each, found.flat.text))) return;
  const longer = accepted.some((each) =>
    wordingKey(found.flat.text, framework.serviceWords).startsWith(wordingKey(each, framework.serviceWords)),
  );
  if (longer) {
    yield {
      range: found.range,
      message: `The statement of ${named(standard)} should be a paragraph of its own.`,
    };
    return;
  }
  const words = (text: string) => wordsOnly(wordingKey(text, framework.serviceWords));
  const form = accepted.find((each) => words(each) === words(found.flat.text));
  const right = form ?? standard.statement;
  yield {
    range: found.range,
    message:
      form === undefined
        ? `The statement of ${named(standard)} is worded otherwise in the framework: '${right}'`
        : `The statement of ${named(standard)} differs from the framework's in punctuation or capitals: '${right}'`,
    // A paragraph that holds more than the statement must not be replaced by it.
    ...(form === undefined && likeness(found.flat.text, right) < 0.75
      ? {}
      : {
          fix: {
            title: "Replace with the framework's statement",
            safe: form !== undefined,
            edits: [{ range: found.range, text: inDraftsWords(context, right, found.flat.text) }],
          },
        }),
  };
}

/**
 * Statements of standards with the same title (2.1 and 3.1 Assessment) are punctuated alike in one
 * report: with serial commas or without (Barnsley 2023, statement of 3.3).
 */
function* punctuation(context: RuleContext, body: readonly StandardSection[]): Iterable<Finding> {
  const { framework, layout } = context;
  const found = body.flatMap((section) => {
    const paragraph = meant(context, section);
    const fits =
      paragraph &&
      wordings(section.standard, layout).some((each) => sameWording(framework, each, paragraph.flat.text));
    return fits === true ? [{ section, paragraph, commas: commasOf(paragraph.flat.text) }] : [];
  });
  for (const one of found) {
    const sister = found.find(
      (other) =>
        other !== one &&
        wordsOnly(other.section.standard.title) === wordsOnly(one.section.standard.title) &&
        other.commas !== one.commas,
    );
    if (!sister) continue;
    const house = commasOf(one.section.standard.statement);
    // Of the two the one that departs from the framework's own punctuation; the later where both do.
    const departs = one.commas !== house;
    const sisterDeparts = sister.commas !== commasOf(sister.section.standard.statement);
    if (!departs || (sisterDeparts && one.section.range.start < sister.section.range.start)) continue;
    const text = one.paragraph.flat.text;
    const right = house === 0 ? withoutSerialComma(plain(text)) : one.section.standard.statement;
    yield {
      range: one.paragraph.range,
      message: `The statement of ${named(one.section.standard)} is punctuated otherwise than that of ${named(sister.section.standard)}: '${right}'`,
      related: [
        { message: `The statement of ${named(sister.section.standard)}`, range: sister.paragraph.range },
      ],
      fix: {
        title: 'Punctuate it alike',
        safe: true,
        edits: [{ range: one.paragraph.range, text: inDraftsWords(context, right, text) }],
      },
    };
  }
}

/** How many commas stand before an `and` or `or`. */
function commasOf(text: string): number {
  return text.match(/, (?:and|or) /g)?.length ?? 0;
}
