import { builtInWords } from '../../src/rules/words/words.js';
import type { Range } from '../../src/index.js';
import type { Paragraph } from '../../src/report/report.js';
import type { Fault, Planted, Subject } from './faults.js';

/** Paragraphs of the inspectorate's own findings. */
function prose(s: Subject): Paragraph[] {
  const findings = s.report.parts.filter(({ kind }) => kind === 'domain' || kind === 'foreword');
  return s.report.paragraphs.filter(
    ({ range, quoted, inFootnote }) =>
      !quoted &&
      !inFootnote &&
      !s.report.inAnnexe(range) &&
      range.end - range.start > 200 &&
      s.text.slice(range.start, range.end).endsWith('.') &&
      findings.some((part) => range.start >= part.range.start && range.end <= part.range.end),
  );
}

/** Each text at the end of a paragraph, as a sentence of its own; the texts take turns. */
function* appended(s: Subject, texts: readonly string[], rule: string): Iterable<Planted> {
  for (const [index, { range }] of prose(s).entries())
    yield s.put({ start: range.end, end: range.end }, ` ${texts[index % texts.length] ?? ''}`, [rule]);
}

/** Each place in the findings that a pattern finds, with what stands there. */
function* places(s: Subject, pattern: RegExp): Iterable<Range & { readonly text: string }> {
  for (const { range } of prose(s))
    for (const match of s.text.slice(range.start, range.end).matchAll(pattern)) {
      const start = range.start + match.index;
      yield { start, end: start + match[0].length, text: match[0] };
    }
}

/** The items of lists with at least three, from the first mark to the last. */
function* items(s: Subject): Iterable<{ readonly list: readonly Range[]; readonly index: number }> {
  for (const match of s.text.matchAll(/(?:^- [^\n]{20,2000}\n){4,40}/gm)) {
    let start = match.index;
    const list = match[0]
      .trimEnd()
      .split('\n')
      .map((line) => {
        const range = { start: start + 2, end: start + line.length };
        start += line.length + 1;
        return range;
      });
    const texts = list.map((each) => s.text.slice(each.start, each.end));
    const alike = texts.every((each) => /^[A-Z].*[^.]\.$/.test(each));
    if (alike) for (const index of list.keys()) yield { list, index };
  }
}

const abbreviationOf = (s: Subject) => s.report.frontMatter.values.get('abbreviation')?.value ?? '';

/** Slips of consistency and style. */
export const styleFaults: readonly Fault[] = [
  {
    kind: 'service-abbreviation: another word for the service',
    *plant(s) {
      const own = abbreviationOf(s);
      const other = s.framework.serviceWords.find((each) => each !== own) ?? '';
      for (const { end } of places(
        s,
        new RegExp(`\\bthe ${own}(?= (?:has|is|and|to|was|uses|works|staff)\\b)`, 'gi'),
      ))
        yield s.put({ start: end - own.length, end }, other, ['service-abbreviation']);
    },
  },
  {
    kind: 'service-abbreviation: staff of the service',
    *plant(s) {
      const other = s.framework.serviceWords.find((each) => each !== abbreviationOf(s)) ?? '';
      yield* appended(s, [`This is well understood by ${other} practitioners.`], 'service-abbreviation');
    },
  },
  {
    kind: 'abbreviation: nowhere written out',
    plant: (s) =>
      appended(s, ['Children are referred to the LADO.', 'The ZQT panel meets every week.'], 'abbreviation'),
  },
  {
    kind: 'abbreviation: written out twice',
    *plant(s) {
      for (const { range } of prose(s))
        yield s.put(
          { start: range.end, end: range.end },
          ' The quality scrutiny group (QSG) meets every week. The quality scrutiny group (QSG) is well led.',
          ['abbreviation'],
        );
    },
  },
  {
    kind: 'consistency: one of several in the other form',
    *plant(s) {
      for (const { forms } of builtInWords.twoForms.filter((each) => !each.forms[0].endsWith('*'))) {
        const [usual, odd] = forms;
        const found = [...places(s, new RegExp(`\\b${usual}\\b`, 'g'))];
        for (const each of found.length < 3 ? [] : found) yield s.put(each, odd, ['consistency']);
      }
    },
  },
  {
    kind: 'number-style: a percentage sign',
    *plant(s) {
      for (const { start, end, text } of places(s, /\b\d{2} per cent\b/g))
        yield s.put({ start, end }, text.replace(' per cent', '%'), ['number-style']);
      yield* appended(s, ['This was so for 41% of the children.'], 'number-style');
    },
  },
  {
    kind: 'number-style: a small count in figures',
    plant: (s) =>
      // A report that has its counts in figures throughout keeps to another form.
      [...s.text.matchAll(/\b[1-9] (?:out )?of (?:the )?\d/g)].length > 3
        ? []
        : appended(
            s,
            ['This was done in 3 out of 8 cases.', 'We saw it in 4 of the 11 relevant cases.'],
            'number-style',
          ),
  },
  {
    kind: 'number-style: a sentence that begins with a figure',
    plant: (s) => appended(s, ['12 of the staff told us so in our survey.'], 'number-style'),
  },
  {
    kind: 'number-style: a day with a zero in front',
    plant: (s) => appended(s, ['The policy was agreed on 03 March that year.'], 'number-style'),
  },
  {
    kind: 'edition-wording: the earlier terms',
    *plant(s) {
      // They are right in the edition whose own standards use them.
      if (JSON.stringify(s.framework.domains).includes('young person')) return;
      yield* appended(
        s,
        [
          'This helped children and young people.',
          'The child or young person was asked.',
          'It was discussed with parents/carers.',
        ],
        'edition-wording',
      );
    },
  },
  {
    kind: 'list-punctuation: an item without its full stop',
    *plant(s) {
      for (const { list, index } of items(s)) {
        const { end } = list[index] ?? { end: 0 };
        yield s.put({ start: end - 1, end }, '', ['list-punctuation']);
      }
    },
  },
  {
    kind: 'list-punctuation: an item with a small letter',
    *plant(s) {
      for (const { list, index } of items(s)) {
        const { start } = list[index] ?? { start: 0 };
        const first = s.text.charAt(start);
        if (/^[A-Z][a-z]/.test(s.text.slice(start, start + 2)))
          yield s.put({ start, end: start + 1 }, first.toLowerCase(), ['list-punctuation']);
      }
    },
  },
  {
    kind: 'repeated-word: a word twice',
    *plant(s) {
      for (const { start, end, text } of places(s, /\b(?:the|of|and|with|service|children)\b(?![ '’-])/g))
        yield s.put({ start, end }, `${text} ${text}`, ['repeated-word']);
      for (const { start, end, text } of places(s, /(?<= )(?:the|of|and|with)(?= )/g))
        yield s.put({ start, end }, `${text} ${text}`, ['repeated-word']);
    },
  },
  {
    kind: 'repeated-word: a slip that is never right',
    plant: (s) =>
      appended(
        s,
        builtInWords.neverRight.map(({ text }) => `We noted ${text} here.`),
        'repeated-word',
      ),
  },
];
