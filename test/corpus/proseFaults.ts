import type { Range } from '../../src/index.js';
import { placeOf } from '../../src/report/prose/claims.js';
import { sampleSize } from '../../src/report/prose/samples.js';
import type { Fault, Planted, Subject } from './faults.js';

/** Paragraphs of the body that are running text, of more than one sentence. */
function bodyText(s: Subject) {
  return s.report.paragraphs.filter(
    ({ range, quoted, inFootnote, flat }) =>
      !quoted &&
      !inFootnote &&
      !s.report.inAnnexe(range) &&
      flat.text.length > 150 &&
      /[.] [A-Z]/.test(flat.text),
  );
}

/** The draft with a sentence at the end of one paragraph of its running text. */
function* added(
  s: Subject,
  sentences: readonly string[],
  rule: string,
  where: (range: Range) => boolean = () => true,
): Iterable<Planted> {
  const paragraphs = bodyText(s).filter(({ range }) => where(range));
  for (const [index, sentence] of sentences.entries()) {
    const paragraph = paragraphs[(index * 5) % Math.max(1, paragraphs.length)];
    if (!paragraph) continue;
    const { end } = paragraph.range;
    yield s.put({ start: end, end }, ` ${sentence}`, [rule]);
  }
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const inWords = (value: number) => words[value] ?? String(value);

/** How many standards of a kind have a rating. */
function rated(s: Subject, rating: string, domain?: number): number {
  return s.body.filter(
    ({ standard, ratings }) =>
      standard.scored &&
      (domain === undefined || standard.id.startsWith(String(domain))) &&
      ratings[0]?.rating === rating,
  ).length;
}

/** Slips in what sentences say, beside the claims about key questions. */
export const proseFaults: readonly Fault[] = [
  {
    kind: 'ratings-counted: standards of the whole report',
    *plant(s) {
      for (const rating of s.framework.ratingNames) {
        const other = (rated(s, rating) + 2) % 12;
        yield* added(
          s,
          [
            `Of the 12 standards, ${other === 0 ? 'none' : inWords(other)} were rated '${rating}'.`,
            `We rated all 12 standards as '${rating}'.`,
          ],
          'ratings-counted',
        );
      }
    },
  },
  {
    kind: 'ratings-counted: standards of a domain',
    *plant(s) {
      for (const rating of ['Good', 'Outstanding']) {
        const court = rated(s, rating, 2);
        const other = court === 3 ? 'two' : 'three';
        yield* added(
          s,
          [
            `Work with the courts stands out, with ${other} of the four court disposal standards rated '${rating}'.`,
            ...(rated(s, rating, 3) === 4
              ? []
              : [`Every out-of-court standard was judged to be '${rating}'.`]),
          ],
          'ratings-counted',
        );
      }
    },
  },
  {
    kind: 'impossible-count: a part above its whole',
    plant: (s) =>
      added(
        s,
        [
          'We spoke to nine parents, 12 of whom had been involved.',
          'The board had seen 24 of the 19 reports.',
          'Of the eight volunteers, 11 had been trained.',
          'The survey went to the 14 children who consented, and 17 replied.',
        ],
        'impossible-count',
      ),
  },
  {
    kind: 'impossible-count: more cases than were inspected',
    *plant(s) {
      const { report, framework } = s;
      for (const paragraph of bodyText(s)) {
        const place = placeOf(report, framework, paragraph);
        const size = sampleSize(report, place?.domain.sample);
        if (size === undefined || place?.standard?.judged !== 'percentages') continue;
        const { end } = paragraph.range;
        yield s.put(
          { start: end, end },
          ` Victims had been asked in four of the ${String(size + 11)} cases.`,
          ['impossible-count'],
        );
      }
    },
  },
  {
    kind: 'figures-compared: a change the other way',
    plant: (s) =>
      added(
        s,
        [
          'The caseload had risen from 64 to 41.',
          'First-time entrants fell from 112 in 2017 to 140 in 2018.',
          'The number of referrals doubled from 30 to 40.',
          'Reoffending has dropped from 31 per cent to 38 per cent.',
        ],
        'figures-compared',
      ),
  },
  {
    kind: 'figures-compared: higher that is lower',
    plant: (s) =>
      added(
        s,
        [
          'The rate was 31.2 per cent, which is above the national average of 33.5 per cent.',
          'Absence stood at 12 per cent, lower than the regional figure of 9 per cent.',
        ],
        'figures-compared',
      ),
  },
  {
    kind: 'figures-compared: a share of a count',
    plant: (s) =>
      added(
        s,
        ['Of the 80 children on the caseload, 20 were in care. This was 35 per cent of them.'],
        'figures-compared',
      ),
  },
  {
    kind: 'framework-words: domains and standards',
    plant: (s) =>
      added(
        s,
        [
          'The findings follow the five domains of our framework.',
          'Each of the 14 standards is scored.',
          "The ratings are scored: 'Inadequate' = 0, 'Requires improvement' = 1, 'Good' = 3, 'Outstanding' = 3.",
          "The score is banded: 0–6 = 'Inadequate', 7–20 = 'Requires improvement'.",
        ],
        'framework-words',
      ),
  },
  {
    kind: 'own-name: another service in a stock sentence',
    *plant(s) {
      const short = s.report.frontMatter.values.get('short-name')?.value ?? '';
      for (const { range, flat } of s.report.paragraphs) {
        const at = flat.text.search(/^Overall, .{3,80} (?:was|is) rated|(?<=Overall, ).{3,60} is rated/);
        const start = s.text.indexOf(short, range.start);
        if (at < 0 || short === '' || start < 0 || start > range.end) continue;
        yield s.put({ start, end: start + short.length }, 'Eastvale YJS', ['own-name']);
      }
    },
  },
  {
    kind: 'own-name: another service in a recommendation',
    *plant(s) {
      for (const list of s.report.orderedLists)
        for (const { range } of list.items) {
          const part = s.report.parts.find(
            (each) =>
              each.kind === 'recommendations' &&
              each.range.start < range.start &&
              range.end <= each.range.end,
          );
          const text = s.text.slice(range.start, range.end);
          const at = /\b(?:the|its|their)\b/.exec(text);
          if (!part || !at) continue;
          const start = range.start + at.index;
          yield s.put({ start, end: start + at[0].length }, "Eastvale YOT's", ['own-name']);
        }
    },
  },
  {
    kind: 'unfinished-text: a paragraph that breaks off',
    *plant(s) {
      for (const { range, flat } of bodyText(s)) {
        if (!/[a-z]\.$/.test(flat.text) || flat.text.includes('www.')) continue;
        const text = s.text.slice(range.start, range.end);
        const at = text.lastIndexOf(' the ');
        if (at > 0) yield s.put({ start: range.start + at + 4, end: range.end }, '', ['unfinished-text']);
      }
    },
  },
  {
    kind: 'unfinished-text: a quotation that does not close',
    *plant(s) {
      for (const [index, { range, quoted, flat }] of s.report.paragraphs.entries())
        if (
          quoted &&
          /^["“]/.test(flat.text) &&
          /["”]\.?$/.test(flat.text) &&
          !s.report.paragraphs[index + 1]?.quoted
        ) {
          const end = s.text.slice(range.start, range.end).search(/["”]\.?$/) + range.start;
          if (s.text.slice(range.start, end).split(/["“”]/).length === 2)
            yield s.put({ start: end, end: end + 1 }, '', ['unfinished-text']);
        }
    },
  },
  {
    kind: 'repeated-text: a paragraph twice',
    *plant(s) {
      for (const { range } of bodyText(s)) {
        const text = s.text.slice(range.start, range.end);
        if (!/^[A-Z]/.test(text) || !s.text.slice(0, range.start).endsWith('\n\n')) continue;
        yield s.put({ start: range.end, end: range.end }, `\n\n${text}`, ['repeated-text']);
      }
    },
  },
  {
    kind: 'repeated-text: a recommendation twice',
    *plant(s) {
      const part = s.report.parts.find((each) => each.kind === 'recommendations');
      const items = s.report.orderedLists
        .filter(({ range }) => part && range.start > part.range.start && range.end <= part.range.end)
        .flatMap((each) => each.items);
      const [first] = items;
      const last = items.at(-1);
      if (!first || !last || first === last) return;
      const wordsOf = (range: Range) => s.text.slice(range.start, range.end).replace(/^\d+[.)] /, '');
      if (wordsOf(first.range).split(' ').length < 8) return;
      yield s.put(
        { start: last.range.start, end: last.range.end },
        `${String(last.number)}. ${wordsOf(first.range)}`,
        ['repeated-text'],
      );
    },
  },
  {
    kind: 'placeholder: what is left over from writing',
    plant: (s) =>
      added(
        s,
        [
          '[Source needed.]',
          'The budget rose by £ in total.',
          'We read ?? files.',
          'This was so in xx cases.',
          'Policies are in place..',
          '(Alex to confirm)',
          'Error! Reference source not found.',
          'NB the council to check before publication.',
        ],
        'placeholder',
      ),
  },
  {
    kind: 'dates: past and yet to come',
    plant: (s) =>
      added(s, ['A new panel was introduced in 2061.', 'Since March 2071, demand had grown.'], 'dates'),
  },
  {
    kind: 'dates: a year that ends before it begins',
    plant: (s) =>
      added(s, ['In the year April 2018 to March 2018, demand grew.', 'In 2018/2017, demand grew.'], 'dates'),
  },
  {
    kind: 'dates: another month under the title',
    *plant(s) {
      const at =
        /\n[^\n]*?(January|February|March|April|May|June|July|August|September|October|November|December) (20\d\d)\n/i.exec(
          s.text.slice(0, s.text.indexOf('\n## ')),
        );
      if (!at) return;
      const start = at.index + at[0].lastIndexOf(at[2] ?? '');
      yield s.put({ start, end: start + 4 }, '2012', ['dates']);
    },
  },
  {
    kind: 'abbreviation: letters in another order',
    plant: (s) =>
      added(
        s,
        ['Nurses from the Child and Adolescent Mental Health Service (CAHMS) take part.'],
        'abbreviation',
      ),
  },
];
