import { domainOf } from '../framework/framework.js';
import { bandOf, percentOf } from '../rating/figures.js';
import { ownParagraphs } from '../report/derived.js';
import { claimsOf } from '../report/prose/claims.js';
import { isWithin, numberSource, readNumber } from '../report/prose/numbers.js';
import { sentencesOf } from '../report/prose/sentences.js';
import type { Rule } from './rule.js';
import { percent } from './wording.js';

/** A band word for cases with its figure in brackets: `a reasonable majority of cases (58 per cent)`. */
const inBrackets = new RegExp(
  `\\b(?<words>(?:large|reasonable) majority|too few|minority)(?: of)?(?: the)?(?: inspected)? cases(?: (?:that )?we inspected)? \\((?:(?<percent>${numberSource}) ?(?:per cent|%)|(?<cases>${numberSource})(?: out)? of (?:the )?(?<of>${numberSource}))\\)`,
  'gi',
);

const mayNameBands = ownParagraphs(/\b(?:majority|minority|too few)\b[^()]{0,60}\bcases\b[^()]{0,30}\(/i);

export const proportionWord: Rule = {
  id: 'proportion-word',
  category: 'Evidence',
  severity: 'information',
  summary: 'A word for a band, such as large majority, used of a share of cases in another band.',
  *check({ report, framework, views }) {
    /** What is wrong with a word for a whole per cent; undefined where it is the band's, or no band's. */
    const other = (words: string, value: number): string | undefined => {
      const own = words.toLowerCase();
      if (!framework.ratings.some((each) => each.words === own)) return undefined;
      const right = bandOf(framework, value).words;
      return right === own
        ? undefined
        : `${percent(value)} of cases is called '${right}' in reports; '${own}' stands for another band.`;
    };
    for (const { standard, keyQuestion, negative, expression, met, range } of claimsOf(report)) {
      const section = views.get(standard.id)?.tableSection;
      const figure = section?.table.figures[keyQuestion];
      const row = section?.table.rows.find((each) => each.keyQuestion === keyQuestion);
      if (expression.words === undefined || negative || typeof figure !== 'object') continue;
      // What the table contradicts is `claim-vs-table`'s.
      const message = isWithin(met, figure.percent / 100)
        ? other(expression.words, figure.percent)
        : undefined;
      if (message === undefined || domainOf(framework, standard).sample === undefined) continue;
      const place = row?.figure?.range;
      yield {
        range,
        message,
        related: place ? [{ message: `${percent(figure.percent)} in the table`, range: place }] : [],
      };
    }
    for (const paragraph of report.all(mayNameBands)) {
      if (report.inAnnexe(paragraph.range)) continue;
      for (const { text, start } of sentencesOf(paragraph))
        for (const match of text.matchAll(inBrackets)) {
          const { words = '', percent: said, cases = '', of = '' } = match.groups ?? {};
          const whole = readNumber(of);
          if (said === undefined && whole === 0) continue;
          const value =
            said === undefined ? percentOf(readNumber(cases), whole) : Math.round(readNumber(said));
          const message = other(words, value);
          if (message !== undefined)
            yield {
              range: paragraph.flat.range(start + match.index, start + match.index + match[0].length),
              message,
            };
        }
    }
  },
};
