import leven from 'leven';
import { keyQuestionText, sameWording, wordings } from '../framework/framework.js';
import { likeness, plain, wordsOnly } from '../framework/wording.js';
import { replacement } from './edits.js';
import type { Standard } from '../framework/pack.js';
import type { KeyQuestionTable, QuestionRow, StandardSection } from '../report/report.js';
import type { Finding, Fix, Rule, RuleContext } from './rule.js';
import { named, inDraftsWords } from './wording.js';

export const keyQuestionWording: Rule = {
  id: 'key-question-wording',
  category: 'Key-question tables',
  severity: 'information',
  summary:
    'A key question, in a table, a list or a sub-heading, that is worded otherwise than the framework’s.',
  *check(context) {
    for (const section of context.report.sections) {
      for (const table of [section.table, ...section.otherTables])
        if (table) yield* tableWording(context, section, table);
      for (const question of section.questions) {
        if (question.accepted) continue;
        const right = rightWording(context, section, question.keyQuestion, question.text);
        yield {
          range: question.range,
          message: `In the framework this question of ${named(section.standard)} reads '${right}'`,
          fix: {
            title: "Replace with the framework's question",
            ...slip(question.text, right),
            edits: [{ range: question.range, text: right }],
          },
        };
      }
    }
  },
};

/**
 * Nothing but a slip: words left out or mistyped. Where the author has words of their own, nobody
 * else may take them away.
 */
function slip(typed: string, right: string): Pick<Fix, 'safe' | 'takesAway'> {
  const missing = wordsOnly(right).split(' ');
  const own = wordsOnly(typed)
    .split(' ')
    .filter((word) => {
      const at = missing.indexOf(word);
      if (at >= 0) missing.splice(at, 1);
      return at < 0;
    });
  const safe =
    own.every((word) => missing.some((each) => leven(word, each) <= 2)) && likeness(typed, right) >= 0.75;
  return { safe, takesAway: own };
}

/** The accepted wording that is nearest to what was typed: the layout's own, unless another has the same words. */
function rightWording(
  context: RuleContext,
  { standard }: StandardSection,
  index: number,
  typed: string,
): string {
  const question = standard.keyQuestions[index];
  if (!question) return typed;
  const same = wordings(question, context.layout).find((each) => wordsOnly(each) === wordsOnly(typed));
  return inDraftsWords(context, same ?? keyQuestionText(question, standard, context.layout), typed);
}

function* tableWording(
  context: RuleContext,
  section: StandardSection,
  table: KeyQuestionTable,
): Iterable<Finding> {
  const { standard } = section;
  const stem = wrongStem(context, section, table);
  if (stem) {
    const cell = table.table.header.cells[table.questionColumn];
    if (cell)
      yield {
        range: cell.range,
        message: `The rows go on from '${stem}:', not from '${cell.text}'.`,
        fix: replacement(cell.range, `${stem}:`, { safe: true, takesAway: [table.stem ?? ''] }),
      };
    return;
  }
  for (const row of table.rows) {
    if (row.keyQuestion === undefined) {
      if (row.words !== '')
        yield { range: row.wordsRange, severity: 'warning', message: nobodys(context, section, row) };
      continue;
    }
    if (row.accepted) continue;
    const right = rightWording(context, section, row.keyQuestion, row.question);
    const prefix = table.stem === undefined ? '' : `${table.stem} `;
    // With a stem in the header only the rest of the question can be put right in the row.
    const start = plain(right).startsWith(plain(prefix)) ? right.slice(prefix.length) : undefined;
    const whole = prefix === '' ? right : start;
    yield {
      range: row.wordsRange,
      message: `In the framework this question of ${named(standard)} reads '${right}'`,
      ...(whole === undefined
        ? {}
        : {
            fix: {
              title: "Replace with the framework's question",
              ...slip(row.question, right),
              edits: [{ range: row.wordsRange, text: whole }],
            },
          }),
    };
  }
}

/** What a row is that holds none of the standard's key questions, or one that the table has already. */
function nobodys(
  { framework, layout }: RuleContext,
  { standard }: StandardSection,
  { question }: QuestionRow,
): string {
  const asks = (each: Standard) =>
    each.keyQuestions.some((one) =>
      wordings(one, layout).some((text) => sameWording(framework, text, question)),
    );
  if (asks(standard)) return `'${question}' stands twice in the table of ${named(standard)}.`;
  const other = framework.standards.find(asks);
  const whose = other ? `a key question of ${named(other)}, not` : 'no key question';
  return `'${question}' is ${whose} of ${named(standard)}, so its percentage counts for nothing.`;
}

/**
 * The stem that the header should hold, where it holds another: every row is what the framework's
 * questions go on with after one and the same stem.
 */
function wrongStem(
  { framework, layout }: RuleContext,
  { standard }: StandardSection,
  table: KeyQuestionTable,
): string | undefined {
  if (table.stem === undefined || table.rows.length === 0 || table.rows.every((row) => row.accepted))
    return undefined;
  const stems = table.rows.map((row) => {
    if (row.keyQuestion === undefined || row.words === '') return undefined;
    const question = standard.keyQuestions[row.keyQuestion];
    const whole =
      question && wordings(question, layout).find((each) => plain(each).endsWith(` ${plain(row.words)}`));
    return whole?.slice(0, whole.length - row.words.length - 1);
  });
  const [first] = stems;
  if (first === undefined || first === '' || sameWording(framework, first, table.stem)) return undefined;
  return stems.every((each) => each !== undefined && sameWording(framework, each, first)) ? first : undefined;
}
