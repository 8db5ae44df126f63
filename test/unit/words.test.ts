import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { checkReport, type Problem } from '../../src/check/check';
import { fold, readPlace, readText, typedPlace } from '../../src/report/words';
import { draft, textAt } from './kit';
import { putIn, readPage } from './rulePage';

/** What a writer, a word processor or a web page puts between two words. */
const gaps: Record<string, string> = {
  'one space': ' ',
  'two spaces': '  ',
  'a no-break space': '\u00a0',
  'a narrow no-break space': '\u202f',
  'a thin space': '\u2009',
  'an ideographic space': '\u3000',
  'a no-break space as a reference': '&nbsp;',
  'a space and a soft hyphen': ' \u00ad',
  'a zero-width space beside a space': '\u200b ',
  'a line break': '\n',
  'a line break with CRLF': '\r\n',
  'a line break with CR': '\r',
  'a hard break': '\\\n',
  'a break in HTML': '<br>',
  'a comment': ' <!-- was 35%, the the RI --> ',
};

/** What stands in words and is not seen. */
const unseen = ['\u00ad', '&shy;', '\u2060', '\u200b', '\u200c', '\u200d', '\ufeff'];

function problemsIn(paragraph: string, rule?: string): Problem[] {
  const text = draft('# Report', '', '## Background', '', paragraph);
  return checkReport(text).problems.filter((each) =>
    rule === undefined
      ? ['Evidence', 'Privacy', 'Consistency and style'].includes(categoryOf(each))
      : each.rule === rule,
  );
}

const ofStyle = new Set([
  ...['abbreviation', 'consistency', 'number-style', 'repeated-word', 'placeholder', 'edition-wording'],
  ...['percentage-of-fraction', 'personal-data', 'service-abbreviation', 'list-punctuation', 'breakdown'],
]);
const categoryOf = ({ rule }: Problem): string => (ofStyle.has(rule) ? 'Evidence' : '');

describe('a text as it is read', () => {
  const piece = fc.oneof(
    fc.constantFrom('a', 'the', 'Ŷ', 'Y\u0302', 'W\u0331', 'e\u0301', '‑', '😀', 'ß', '’', '½', 'Ω', '٣'),
    fc.constantFrom(
      ' ',
      '  ',
      '\u00a0',
      '\n',
      '\u2028',
      '\u0085',
      ...unseen.filter((each) => !each.startsWith('&')),
    ),
  );
  const typed = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  it('has single spaces, plain hyphens, and nothing that is not seen', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const { text: read } = readText(text);
        expect(read).not.toMatch(/ {2}|[^\S ]|\u0085|‑|\p{DI}/u);
        expect(read.normalize('NFC')).toBe(read);
        expect(readText(read)).toEqual({ text: read, changes: [] });
        // Every letter is still there.
        const letters = (each: string) =>
          each
            .normalize('NFC')
            .replace(/[\s\x85\p{DI}]/gu, '')
            .replace(/‑/g, '-');
        expect(letters(read)).toBe(letters(text.replace(/[\p{DI}]/gu, '')));
      }),
    );
  });

  it('knows where each character was typed', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const reading = readText(text);
        let last = 0;
        for (let at = 0; at < reading.text.length; at++) {
          const { start, end } = typedPlace(reading, at);
          expect(start).toBeGreaterThanOrEqual(last);
          // What is left out between two characters is not seen.
          expect(text.slice(last, start)).toMatch(/^\p{DI}*$/u);
          expect(readText(text.slice(start, end)).text).toBe(reading.text[at]);
          expect(readPlace(reading, start)).toBe(at);
          last = end;
        }
        expect(text.slice(last)).toMatch(/^\p{DI}*$/u);
      }),
    );
  });

  it('has borders of words, folded, just where Unicode has them', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const { text: read } = readText(text);
        const folded = fold(read);
        expect(folded).toHaveLength(read.length);
        for (let at = 0; at < read.length; at++)
          if (read.charAt(at) >= ' ' && !/[\ud800-\udfff]/.test(read.charAt(at)))
            expect(/\w/.test(folded.charAt(at))).toBe(/[\p{L}\p{M}\p{Nd}_]/u.test(read.charAt(at)));
      }),
    );
  });

  it.each([
    ['GŴYR a ThŶ', 'GWYR a ThY'],
    ['Caffè ÅÉÎ', 'Caffe AEI'],
    ['Straße Ωμ ½ £5 ‘x’', 'Straqe Qq ½ £5 ‘x’'],
  ])('%s is folded to %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

describe('what could identify a child is found', () => {
  const data: readonly (readonly [string, string])[] = [
    ['He was born on 3 March 2010 in the town.', '3 March 2010'],
    ['His date of birth is 3rd of March 2010, he said.', '3rd of March 2010'],
    ['Her number was 943 476 5919 then.', '943 476 5919'],
    ['The NHS number 9434765919 was given.', '9434765919'],
    ['They live near ZX4 7QT now.', 'ZX4 7QT'],
    ['His mother is on 07700 900123 today.', '07700 900123'],
    ['His mother is on +44 7700 900123 today.', '+44 7700 900123'],
    ['The home telephone number 01632 960456 was old.', '01632 960456'],
    ['See case ref. YJS/1234 for more.', 'YJS/1234'],
    ['See case file number 20231145 for more.', '20231145'],
    ['The record of the PNC 2010/0123456X was there.', '2010/0123456X'],
    ['Jamie lives at 14 Elm Road with them.', '14 Elm Road'],
    ['Write to jamies.mum@gmail.com for more.', 'jamies.mum@gmail.com'],
  ];
  const places: Record<string, (text: string) => string> = {
    'a paragraph': (text) => text,
    'a quotation': (text) => `> ${text.replace(/\r\n|\r|\n/g, '$&> ')}`,
    'a list item': (text) => `- One.\n- ${text.replace(/\r\n|\r|\n/g, '$&  ')}`,
  };

  const foundIn = (paragraphs: readonly string[]) => {
    const text = draft('# Report', '', paragraphs.join('\n\nText.\n\n'));
    const problems = checkReport(text).problems.filter(({ rule }) => rule === 'personal-data');
    return problems.map(({ range }) => textAt(text, range));
  };
  const without = (typed: string) => typed.replace(/&nbsp;|<br>|<!--.*?-->|[\s\u00ad\u200b\\>]+/g, '');

  describe.each(Object.entries(places))('in %s', (_, place) => {
    it.each(data)('%s', (sentence, found) => {
      const typed = foundIn(Object.values(gaps).map((gap) => place(sentence.replaceAll(' ', gap))));
      expect(typed.map(without)).toEqual(Object.keys(gaps).map(() => found.replaceAll(' ', '')));
      const marked = unseen.map((mark) => found.replace(/(?<=[A-Za-z\d])(?=[A-Za-z\d])/g, mark));
      expect(foundIn(marked.map((each) => place(sentence.replace(found, each))))).toEqual(marked);
    });
  });

  it.each(['943-476-5919', '943‑476‑5919', '943–476–5919', '943\u00a0476‑5919'])(
    'with the hyphens of %s',
    (number) => {
      expect(problemsIn(`Her number was ${number} then.`, 'personal-data')).toHaveLength(1);
    },
  );

  it.each([
    'The YJS moved to its present building at 10 Kingsmead Square in 2020.',
    'The team has moved to 10 Kingsmead Square since then.',
    'Staff were placed at 4 High Street for a year.',
    'The service moved its base to 4 High Street.',
    'In 2020/21 A review was held.',
    'The file number of 1234 was a surprise.',
  ])('but not where there is none: %s', (sentence) => {
    expect(problemsIn(sentence, 'personal-data')).toEqual([]);
  });

  it.each([
    'The YJS moved him to 10 Kingsmead Square in 2020.',
    'She was placed by the YJS at 4 High Street for a year.',
    'The family moved to 4 High Street then.',
  ])('also where a service has a part in it: %s', (sentence) => {
    expect(problemsIn(sentence, 'personal-data')).toHaveLength(1);
  });
});

describe('true words are no slip', () => {
  it.each(unseen)('with %j in them', (mark) => {
    expect(problemsIn(`We saw the the${mark}rapist and child${mark}ren${mark} there.`)).toEqual([]);
  });
  it.each([
    'Children went to GŴYR and TŶ HAFAN with staff.',
    'Children went to GW\u0302YR and TY\u0302 HAFAN with staff.',
    'We met <!-- was 35%, the the RI --> in the office.',
    'All but one of the 63 children (98 per cent) were seen.',
    'All but two of the 63 children (97 per cent) were seen.',
    'We saw every one of the 63 (100 per cent) there.',
    'We saw each one of the 63 (100 per cent) there.',
    'All 63 (100 per cent) were seen.',
    'None of the 12 (0 per cent) were seen.',
    'Not one of the 12 (0 per cent) was seen.',
    'Two or three of the 12 (17 per cent) were seen.',
    'They were 98 per cent (all but one of the 63).',
  ])('%s', (sentence) => {
    expect(problemsIn(sentence)).toEqual([]);
  });

  it.each([
    ['All but one of the 63 children (90 per cent) were seen.', 'percentage-of-fraction'],
    ['We saw every one of the 63 (98 per cent) there.', 'percentage-of-fraction'],
    ['The figure is TO BE CONFIRMED by then.', 'placeholder'],
    ['This was so in all but once case of them.', 'repeated-word'],
    ['We saw the the therapist there.', 'repeated-word'],
  ])('and a slip is one, whatever stands between its words: %s', (sentence, rule) => {
    const paragraphs = Object.values(gaps).map((gap) => sentence.replaceAll(' ', gap));
    expect(problemsIn(paragraphs.join('\n\n'), rule)).toHaveLength(paragraphs.length);
  });
});

describe('the examples of the pages', () => {
  /** Rules on prose: what they say of a text does not depend on what its gaps were typed with. */
  const examples = [
    ...ofStyle,
    'dates',
    'claim-vs-table',
    'claims-agree',
    'isbn',
    'imprint',
    'sample-size',
    'proportion-word',
  ].flatMap((rule) =>
    readPage(readFileSync(new URL(`../../docs/rules/${rule}.md`, import.meta.url), 'utf8'))
      .examples.filter(({ kind }) => kind !== 'fixed')
      .map(
        (example, index) => [`${rule} ${example.kind} ${String(index + 1)}`, rule, putIn(example)] as const,
      ),
  );
  /** A place between two words of a line of prose. */
  const between = /(?<=^[A-Za-z‘“][^|\n]*[A-Za-z,;]) (?=[A-Za-z])/gm;

  it.each(examples)('%s has the same problems with other spaces and line breaks', (_, rule, text) => {
    const body = text.indexOf('\n---\n') + 5;
    const told = (typed: string) =>
      checkReport(typed)
        .problems.filter((each) => each.rule === rule)
        .map(({ message, range }) => [
          readText(message).text,
          textAt(typed, range).replace(/\s+|\u00ad/g, ' ').length,
        ]);
    const before = told(text);
    const others = ['\u00a0', '\n', '\u2009'];
    let count = 0;
    // Not at a label, which stands on a line of its own.
    const changed =
      text.slice(0, body) +
      text.slice(body).replace(between, (space, at: number, whole: string) => {
        const line = whole.slice(whole.lastIndexOf('\n', at) + 1, at);
        return line.length < 24 ? space : (others[count++ % 4] ?? space);
      });
    expect(count).toBeGreaterThan(0);
    expect(told(changed)).toEqual(before);
  });
});

describe('no rule has a notion of its own', () => {
  // Folded words have no other characters than these patterns can name: `\b`, `\w`, `[A-Z]` and a space are
  // right in them, and only in them. So what is held is that patterns are for folded words.
  const roots = ['src/rules', 'src/report/prose'];
  const files = roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((each) => each.endsWith('.ts'))
      .map((each) => `${root}/${each}`),
  );
  /** What reads the text as it was typed, and why it may. */
  const mayReadTyped: Record<string, string> = {
    'src/rules/proseLists.ts': 'the marks of list items stand before their words',
    'src/rules/structure.ts': 'whether anything stands below the block at the top, and where the draft goes',
    'src/rules/edits.ts': 'an insertion fits in with the lines round it',
    'src/rules/key-question-missing.ts': 'an insertion goes behind the end of a line',
    'src/rules/standard-missing.ts': 'an insertion goes to the end of the text',
    'src/rules/section-missing.ts': 'an insertion goes to the end of the text',
  };
  const sources = files.map((file) => [file, readFileSync(file, 'utf8')] as const);

  it.each(sources)('%s reads words, not what they were typed with', (file, text) => {
    if (mayReadTyped[file] !== undefined) return;
    const code = text.replace(/\/\*.*?\*\/|\/\/.*$/gms, '');
    expect(code).not.toMatch(/passage\.text|report\.text|\{ text(?:, \w+)* \}: Passage/);
  });

  it('and every exception is one', () => {
    for (const [file] of Object.entries(mayReadTyped))
      expect(readFileSync(file, 'utf8')).toMatch(/passage|text, eol|report\.text/);
  });

  it.each(sources)('%s searches folded words, and has no other space in a pattern than one', (file, text) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (
        ts.isRegularExpressionLiteral(node) ||
        ts.isStringLiteralLike(node) ||
        ts.isTemplateExpression(node)
      ) {
        const pattern = node.getText(source);
        // In a pattern for words no space but the plain one can match.
        if (
          mayReadTyped[file] === undefined &&
          /\\u00a0|\\xa0|\\u202f|\\u00ad|\\s[*+{?]|\[ \\t|\[\\r\\n/.test(pattern)
        )
          found.push(pattern);
      }
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        const { name, expression } = node.expression;
        const of = ['exec', 'test'].includes(name.text) ? node.arguments[0] : expression;
        if (
          ['exec', 'test', 'match', 'matchAll', 'search', 'split'].includes(name.text) &&
          of?.getText(source).endsWith('flat.text') === true
        )
          found.push(node.getText(source));
      }
      ts.forEachChild(node, visit);
    };
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    visit(source);
    expect(found.filter((each) => !isAllowed(file, each))).toEqual([]);
  });

  /** What is no pattern for prose. */
  const allowed: Record<string, readonly [why: string, ...patterns: RegExp[]]> = {
    'src/rules/contents.ts': ['page numbers and leaders of a typed list of contents', /\\d/],
    'src/rules/rating-introduction.ts': ['the place of a footnote mark among what was typed', /^\/\^\\S\+/],
  };
  const isAllowed = (file: string, found: string): boolean =>
    allowed[file]?.slice(1).some((each) => each instanceof RegExp && each.test(found)) === true;
});
