import { at } from '../report/range.js';
import type { StandardSection } from '../report/report.js';
import { keyQuestionTable, questionInRow, ratingIntroduction } from '../template/section.js';
import { lowestScoreFootnote } from './rating-introduction.js';
import { insertBlock, insertLinesAfter, tableRow, trimmedEnd } from './edits.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { named, shortQuestion } from './wording.js';

export const keyQuestionMissing: Rule = {
  id: 'key-question-missing',
  category: 'Key-question tables',
  severity: 'error',
  summary: 'A key question without a row, or a standard by percentages without its table.',
  *check(context) {
    for (const view of context.views.values()) {
      if (view.standard.judged !== 'percentages' || !view.body) continue;
      const place = context.layout.tables === 'annexe' ? view.annexes[0] : view.body;
      if (view.tableSection) yield* missingRows(context, view.tableSection);
      else yield missingTable(context, place ?? view.body, place !== undefined);
    }
  },
};

function missingTable(context: RuleContext, section: StandardSection, inPlace: boolean): Finding {
  const { framework, layout, report } = context;
  const { standard, ratings, introduction } = section;
  const where = layout.tables === 'annexe' ? ' in the annexe' : '';
  const after = introduction?.range ?? ratings.at(-1)?.line;
  const { label, exists } = lowestScoreFootnote(context.report);
  const sentence = introduction || !exists ? undefined : ratingIntroduction(standard, layout, label);
  const lead = sentence === undefined ? [] : [sentence, ''];
  return {
    range: section.heading.content,
    message: `There is no key-question table for ${named(standard)}${where}, so its rating does not follow from anything.`,
    ...(inPlace
      ? {
          fix: {
            title: 'Insert the key-question table',
            safe: false,
            edits: [
              insertBlock(
                report,
                after ? paragraphEnd(report.text, after.end) : trimmedEnd(report, section.heading.range),
                [...lead, ...keyQuestionTable(framework, standard, layout)],
              ),
            ],
          },
        }
      : {}),
  };
}

/** The end of the line that an offset stands in. */
function paragraphEnd(text: string, offset: number): number {
  const length = text.slice(offset).search(/[\r\n]|$/);
  return offset + length;
}

function* missingRows(
  context: RuleContext,
  section: StandardSection & { readonly table: NonNullable<StandardSection['table']> },
): Iterable<Finding> {
  const { standard, table } = section;
  const present = new Set(table.rows.map((row) => row.keyQuestion));
  for (const index of standard.keyQuestions.keys()) {
    if (present.has(index)) continue;
    const before = table.rows.findLast((row) => row.keyQuestion !== undefined && row.keyQuestion < index);
    const next = table.rows.find((row) => row.keyQuestion !== undefined);
    const question = standard.keyQuestions[index]?.text ?? '';
    const columns = Math.max(2, table.table.header.cells.length);
    const row = tableRow(columns, { [table.questionColumn]: questionInRow(standard, index, context.layout) });
    const edit = before
      ? insertLinesAfter(context.report, before.row.range.end, [row])
      : next && { range: at(next.row.range.start), text: row + context.report.eol };
    yield {
      range: table.table.header.range,
      message: `The table of ${named(standard)} has no row for '${question}', so the lowest percentage is not certain.`,
      ...(edit
        ? {
            fix: {
              title: `Insert the row on '${shortQuestion(context, standard, index)}'`,
              safe: false,
              edits: [edit],
            },
          }
        : {}),
    };
  }
}
