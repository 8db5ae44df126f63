/** The page on the rating rules: what the packs say, in words. */
import { builtInFramework, frameworkIds } from '../src/framework/frameworks.js';
import type { Framework } from '../src/framework/framework.js';
import { bandSpan } from '../src/rating/figures.js';
import { numberInWords } from '../src/report/prose/numbers.js';

/** What a page says once must hold for every edition; what differs is told for each. */
export function ratingPage(): string {
  const editions = frameworkIds.flatMap((id) => builtInFramework(id) ?? []);
  const [first] = editions;
  if (!first) throw new Error('there is no framework');
  const shared = ({ ratings, overall, banding, discretion, rounding }: Framework) =>
    JSON.stringify([
      ratings.map(({ rating, from, words, score }) => [rating, from, words, score]),
      overall,
      banding,
      discretion,
      rounding,
    ]);
  if (editions.some((each) => shared(each) !== shared(first)))
    throw new Error(
      'docs/rating.md gives one set of bands: the editions have come to differ, so it must give one for each',
    );
  const { ratings, overall, discretion } = first;
  const outOf = [...new Set(editions.map((each) => each.outOf))];
  return (
    [
      '# The rating rules',
      'How a rating follows from the key questions, the score from the ratings, and the overall rating from the score. The numbers on this page are those that the extension reckons with.',
      'Each rule names its source. Where the inspectorate has published nothing, the rule is marked **our choice**.',
      '## Bands',
      'A standard that is rated by percentages takes the band of its **lowest** key question, whatever the others are.',
      table(
        ['Lowest key question', 'Words for it', 'Rating', 'Adds to the score'],
        ratings.map(({ rating, words, score }) => [
          bandSpan(ratings, rating, { unit: '%' }),
          words,
          rating,
          String(score),
        ]),
      ),
      ...list([
        'Percentages are whole numbers, and a half is rounded up: 5 of 8 cases is 62.5 per cent, printed 63%.',
        first.banding === 'rounded'
          ? "The printed percentage decides the band (**our choice**). 11 of 17 cases is 64.7 per cent: printed 65%, it is 'Good', though the exact figure is below 65. Where a count makes such a difference, the rule [`banding-sensitive`](rules/banding-sensitive.md) says so."
          : 'The exact percentage decides the band, not the printed one (**our choice**).',
        'While one cell of a table is empty or `TBC`, no rating follows from it.',
        'A key question that applies to no case is left out when the lowest is looked for.',
      ]),
      sources(
        'the table of bands in Annex 2 of _An inspection of youth offending services in Leicester City_ (November 2019) and Annexe 2 of _An inspection of youth offending services in Barnet_ (May 2022); the footnote on the lowest score in every report.',
      ),
      '## Professional discretion',
      "A ratings panel may move the rating of a standard by its professional discretion. The percentages are printed unchanged, and a footnote in the standard's section says so:",
      `> ${sentence(discretion.footnote, 'raise', 'Requires improvement', 'Good')}${discretion.ending}`,
      ...list([
        'It moves a rating only where the footnote gives what the table gives, and what the section states. Nothing is moved by itself, however near the boundary.',
        `${capital(numberInWords(discretion.bands) ?? '')} band at most, and from no more than ${numberInWords(discretion.points) ?? ''} percentage points away (**our choice**, after the uses in print). What goes beyond is a warning.`,
        'The score goes by the rating as it was moved.',
      ]),
      sources(
        "footnotes 25 and 28 of _An inspection of youth offending services in Barnet_ (May 2022): 45% raised from 'Inadequate' to 'Requires improvement', 64% from 'Requires improvement' to 'Good'; 64% on another standard of that report was not raised.",
      ),
      '## Score and overall rating',
      `The score is the sum of what the ratings of the standards add, out of ${outOf.map(String).join(' or ')}. The overall rating is the band that the score falls in:`,
      table(
        ['Score', 'Overall rating'],
        overall.map(({ rating }) => [bandSpan(overall, rating, { highest: first.outOf }), rating]),
      ),
      'While a rating is missing, the score is not known: what it is so far is shown, and which ratings are missing.',
      sources(
        'footnote 2 and Annexe 2 of _An inspection of youth offending services in Barnet_ (May 2022); Annex 2 of _An inspection of youth offending services in Leicester City_ (November 2019).',
      ),
      '## Limiting judgements',
      ...editions.flatMap((each) =>
        each.limits.map(({ standard, rating, atMost }) => {
          const { title, scored } = each.standardById.get(standard) ?? { title: '', scored: true };
          return `${each.title}: with ${standard} ${title} rated '${rating}', the overall rating is '${atMost}' at most, whatever the score.${scored ? '' : ` ${standard} itself is never counted in the score.`}`;
        }),
      ),
      ...editions.flatMap((each) => {
        const due = each.standards.filter(({ dueWith }) => dueWith !== undefined);
        return due.map(
          ({ id, title, dueWith = '' }) =>
            `${each.title}: with no ${each.cases[dueWith] ?? ''}, ${id} ${title} is not rated, and its section is left out of the report.`,
        );
      }),
      sources(
        'Annexe 2 of _An inspection of youth offending services in Barnet_ (May 2022), on resettlement.',
      ),
      '## Qualitative standards',
      "Some standards are rated by the inspectors' judgement. No percentage drives them: the rating that is stated counts, and is held against the other places that state it.",
      table(
        ['Edition', "Rated by the inspectors' judgement"],
        editions.map((each) => [
          each.title,
          each.standards
            .filter(({ judged }) => judged === 'qualitative')
            .map(({ id, title }) => `${id} ${title}`)
            .join('; '),
        ]),
      ),
      sources('the section on each of these standards in the published reports.'),
      '## What a percentage can be',
      'Of 8 cases, 5 are 63% and 6 are 75%; nothing between can be the share of whole cases.',
      table(
        ['Edition', 'A percentage in a table is the share of', 'Reported as impossible'],
        editions.map((each) =>
          each.percentageOf === 'sample'
            ? [
                each.title,
                'all cases of the sample that were inspected',
                'a percentage that no whole number of them gives',
              ]
            : [
                each.title,
                'the cases to which the question is relevant, a number that is not printed',
                'a percentage that no whole number of any of the cases gives',
              ],
        ),
      ),
      'Percentages in sentences are not looked at in this way: they may be shares of something else.',
      sources('reckoned from the tables and sample sizes of published reports of both editions.'),
      '## The editions',
      table(
        ['`framework:`', 'Edition', 'Standards', 'Score in print'],
        editions.map((each) => [
          `\`${each.id}\``,
          each.title,
          each.domains
            .map(({ standards }) =>
              `${standards[0]?.id ?? ''}–${standards.at(-1)?.id ?? ''}`.replace(/^(.+)–\1$/, '$1'),
            )
            .join(', '),
          each.layouts.some(({ scorePrinted }) => scorePrinted) ? 'yes' : 'no',
        ]),
      ),
    ].join('\n\n') + '\n'
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function list(items: readonly string[]): string[] {
  return [items.map((each) => `- ${each}`).join('\n')];
}

function sources(what: string): string {
  return `Source: ${what}`;
}

function sentence(pattern: string, direction: string, from: string, to: string): string {
  return pattern.replace('{direction}', direction).replace('{from}', from).replace('{to}', to);
}

function capital(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}
