import { inParagraphs } from '../report/derived.js';
import { at } from '../report/range.js';
import type { Paragraph, Report } from '../report/report.js';
import { fillSlots } from '../template/slots.js';
import { insertBlock, replacement, trimmedEnd } from './edits.js';
import type { Finding, Rule, RuleContext } from './rule.js';

/** What an imprint says, by the names of the stock texts; recognised however it is worded. */
const notices = [
  {
    stock: 'names-changed',
    what: 'that names in the practice examples have been changed',
    pattern: /\bnames\b[^.]{0,100}\b(?:have been|were|are) (?:changed|altered)/i,
  },
  {
    stock: 'licence',
    what: 'under which licence the report may be used again',
    pattern: /open government licen[cs]e/i,
  },
  {
    stock: 'copyright',
    what: 'whose copyright the report is, and of which year',
    pattern: /crown copyright/i,
  },
] as const;

export const imprint: Rule = {
  id: 'imprint',
  category: 'Publication',
  severity: 'information',
  summary:
    'A licence, copyright or names-changed notice that is missing, or a copyright year that is not the year of publication.',
  *check(context) {
    yield* missing(context);
    yield* copyrightYear(context.report);
  },
};

const anyNotice = new RegExp(notices.map(({ pattern }) => pattern.source).join('|'), 'i');

/** The notices that paragraphs hold. */
const said = inParagraphs(anyNotice, ({ quoted, flat }) =>
  notices.flatMap(({ stock, pattern }) => (!quoted && pattern.test(flat.folded) ? [stock] : [])),
);

/** Notices that the layout has in a part of this report and that stand nowhere in it. */
function* missing({ report, framework, layout }: RuleContext): Iterable<Finding> {
  for (const { stock, what, pattern } of notices) {
    const home = layout.parts.find((part) =>
      part.body.some((each) => typeof each === 'string' && pattern.test(each)),
    );
    const part = report.parts.find((each) => home !== undefined && each.part === home);
    const text = framework.stock[stock];
    // Without its part, that is what is missing.
    if (!part || text === undefined) continue;
    if (report.all(said).some((each) => each === stock)) continue;
    const words = fillSlots(framework, text, report.frontMatter.values);
    yield {
      range: part.heading.content,
      message: `Nothing says ${what}; the stock text begins '${words.split(' ').slice(0, 6).join(' ')}'.`,
      fix: {
        title: `Insert '${words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words}'`,
        safe: false,
        edits: [insertBlock(report, trimmedEnd(report, part.range), words.split('\n'))],
      },
    };
  }
}

const copyrightNotices = inParagraphs(/crown copyright/i, (paragraph) => {
  const year = paragraph.quoted || paragraph.inFootnote ? undefined : yearOf(paragraph);
  return year ? [{ paragraph, year }] : [];
});

function* copyrightYear(report: Report): Iterable<Finding> {
  const published = report.frontMatter.values.get('published');
  const year = /^\d{4}(?=-|$)/.exec(published?.value ?? '')?.[0];
  for (const { paragraph, year: place } of report.all(copyrightNotices)) {
    const { range, flat } = paragraph;
    if (report.inAnnexe(range)) continue;
    const printed = flat.text.slice(...place);
    const own = flat.range(...place);
    if (printed === '')
      yield {
        range,
        message: `The copyright notice does not give the year${year === undefined ? '' : `; the report is published in ${year}`}.`,
        ...(year === undefined
          ? {}
          : {
              fix: {
                title: `Add ${year}`,
                safe: false,
                edits: [{ range: at(range.end), text: ` ${year}` }],
              },
            }),
      };
    else if (year !== undefined && published && printed !== year)
      yield {
        range: own,
        message: `The copyright notice gives ${printed}, but the report is published in ${year}.`,
        related: [{ message: 'The month of publication', range: published.range }],
        fix: replacement(own, year),
      };
  }
}

/** Where a notice of the report's own copyright gives its year, in the flat text; empty where it gives none. */
function yearOf({ flat }: Paragraph): [start: number, end: number] | undefined {
  const match = /^ ?(?:©|\(c\))? ?crown copyright,? ?(\d{4})? ?\.?$/i.exec(flat.folded);
  if (!match) return undefined;
  const year = match[1] ?? '';
  const start = year === '' ? flat.text.length : flat.text.indexOf(year);
  return [start, start + year.length];
}
