import type { Fault, Planted, Subject } from './faults.js';
import type { Range } from '../../src/index.js';

/** Paragraphs of the inspectorate's own prose, long enough to be more than a line of the imprint. */
function prose(s: Subject) {
  return s.report.paragraphs.filter(
    ({ range, quoted, inFootnote }) => !quoted && !inFootnote && range.end - range.start > 200,
  );
}

/** Each text at the end of each paragraph, as a sentence of its own; the texts take turns. */
function* appended(s: Subject, texts: readonly string[], rule: string): Iterable<Planted> {
  for (const [index, { range }] of prose(s).entries()) {
    const text = texts[index % texts.length] ?? '';
    yield s.put({ start: range.end, end: range.end }, ` ${text}`, [rule]);
  }
}

function* matches(s: Subject, pattern: RegExp): Iterable<Range & { readonly text: string }> {
  for (const match of s.text.matchAll(pattern))
    yield { start: match.index, end: match.index + match[0].length, text: match[0] };
}

const personal = (kind: string, ...texts: string[]): Fault => ({
  kind: `personal data: ${kind}`,
  plant: (s) => appended(s, texts, 'personal-data'),
});

/** Slips of what is printed round the findings, and details that may not be printed. */
export const publicationFaults: readonly Fault[] = [
  {
    kind: 'placeholder: a note to colleagues',
    plant: (s) =>
      appended(
        s,
        ['FOR COMMS TEAM.', '[COMMS TO ADD A LINK]', '[insert quote from parent]', 'TODO: ask the board.'],
        'placeholder',
      ),
  },
  {
    kind: 'placeholder: what is not known yet',
    plant: (s) =>
      appended(
        s,
        [
          'The start date is TBC.',
          'We spoke to XX staff.',
          'This was in 20XX.',
          'Lorem ipsum dolor sit amet.',
        ],
        'placeholder',
      ),
  },
  {
    kind: 'placeholder: in the place of a word',
    *plant(s) {
      for (const { range } of prose(s)) {
        const word = / [a-z]{6,12} /.exec(s.text.slice(range.start, range.end));
        if (!word) continue;
        const start = range.start + word.index + 1;
        yield s.put({ start, end: start + word[0].length - 2 }, 'XX', ['placeholder']);
      }
    },
  },
  {
    kind: 'isbn: one figure mistyped',
    *plant(s) {
      for (const { start, text } of matches(s, /(?<=isbn: ?)[\d-]{13,17}/gi))
        for (const at of [4, 9, text.length - 1]) {
          const figure = Number(text[at]);
          if (!Number.isInteger(figure)) continue;
          const place = { start: start + at, end: start + at + 1 };
          yield s.put(place, String((figure + 3) % 10), ['isbn']);
        }
    },
  },
  {
    kind: 'isbn: a figure too many or too few',
    *plant(s) {
      for (const { start, end } of matches(s, /(?<=isbn: ?)[\d-]{13,17}/gi)) {
        yield s.put({ start: end - 1, end }, '', ['isbn']);
        yield s.put({ start, end: start }, '9', ['isbn']);
      }
    },
  },
  {
    kind: 'imprint: another copyright year',
    *plant(s) {
      for (const { start, text } of matches(s, /(?<=^© Crown copyright \**)\d{4}/gm))
        for (const by of [-1, 1]) {
          const year = { start, end: start + text.length };
          yield s.put(year, String(Number(text) + by), ['imprint']);
        }
    },
  },
  {
    kind: 'imprint: a notice removed',
    *plant(s) {
      for (const { range } of s.report.paragraphs) {
        const text = s.text.slice(range.start, range.end);
        if (/^(?:Please note that throughout|© Crown copyright|You may re-use)/.test(text))
          yield s.drop(range, ['imprint']);
      }
    },
  },
  {
    kind: 'link: empty, or to a site that does not exist',
    plant: (s) =>
      appended(
        s,
        ['See [our website](#).', 'See [our website]().', 'See www.justiceinspectors.gov.uk/hmiprobation.'],
        'link',
      ),
  },
  {
    kind: 'image without alternative text',
    *plant(s) {
      for (const { range } of prose(s))
        yield s.put({ start: range.start, end: range.start }, '![](chart.png)\n\n', ['alt-text']);
    },
  },
  personal(
    'date of birth',
    'He was born on 3 March 2010.',
    'His date of birth is 03/03/2010.',
    'Sam (DOB: 3.3.10) had moved.',
    'She was born on 21st June, 2009.',
  ),
  personal(
    'NHS number',
    'The record (943 476 5919) was open.',
    'Her NHS number is 943-476-5919.',
    'NHS number: 9434765919.',
  ),
  personal('PNC number', 'The PNC ID was 2010/0123456X.', 'PNC 10/123456A was on the file.'),
  personal(
    'case-file number',
    'The case number is 20231145.',
    'See case file number YJ/2023/0456.',
    'The case reference AB123456 was wrong.',
  ),
  personal(
    'home address',
    'He lives at 14 Elm Road with an aunt.',
    'Their home address is Flat 2, 7 Station Road.',
    'She was placed with a carer at 120 Kings Avenue.',
    'He moved to 3 Mill Lane in May.',
  ),
  personal(
    'postcode',
    'His postcode is ZX4 7QT.',
    'The family lives in SW1A 1AA.',
    'The flat (M60 1NW) was small.',
    'They had to leave B33 8TH.',
  ),
  personal(
    'telephone number',
    'His mother answers on 07700 900123.',
    'The number is +44 7700 900 123.',
    'The home telephone number is 01632 960456.',
  ),
  personal(
    'e-mail address',
    'She wrote from jamies.mum@gmail.com.',
    'Write to sam_2010@hotmail.co.uk.',
    'The address is a.b@icloud.com.',
  ),
  {
    kind: 'personal data: in a table',
    *plant(s) {
      for (const { range, flat } of s.report.shortTexts)
        if (
          /^\d{1,3}%?$/.test(flat.text) &&
          !s.report.sections.some((each) => each.range.start < range.start && each.range.end > range.end)
        )
          yield s.put(range, '2010/0123456T', ['personal-data']);
    },
  },
];
