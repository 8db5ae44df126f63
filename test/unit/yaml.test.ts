import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readSettings } from '../../src/check/settingsFile';
import { readFrontMatter } from '../../src/report/frontMatter';
import { readYaml, yamlText, type YamlNode } from '../../src/report/yaml';
import { runs } from '../random';

const numRuns = runs(500);

/** The nodes of a text, outermost first. */
const nodesIn = (node: YamlNode | undefined): YamlNode[] =>
  node
    ? [
        node,
        ...(node.kind === 'list' ? node.items.flatMap(nodesIn) : []),
        ...(node.kind === 'map'
          ? node.entries.flatMap(({ key, value }) => [...nodesIn(key), ...nodesIn(value)])
          : []),
      ]
    : [];

/** What is wrong with a text, each with the words at its place. */
const problemsOf = (text: string) =>
  readYaml(text).problems.map(({ message, range }) => [text.slice(range.start, range.end), message]);

/** The value of `a`. */
const valueOf = (text: string) => {
  const { contents } = readYaml(text);
  const entry = contents?.kind === 'map' ? contents.entries.find(({ key }) => key.value === 'a') : undefined;
  return entry?.value?.kind === 'scalar' ? entry.value.value : undefined;
};

const signs = expect.stringMatching(/^a value that begins with .* stands in quotation marks$/) as string;

// --- texts: lines as they stand in front matter and settings files, and damage to them ---

/** One of the pieces between the bars. */
const among = (...pieces: string[]) => fc.constantFrom(...pieces.join('').split('¦'));

const values = among(
  `¦Northbridge¦youth-2021¦2026-09¦11¦O'Brien's¦‹slot›¦a: b¦a #b¦#c¦- a¦[YJS, YOS]¦`,
  `[a, [b, "c"], {d: e}]¦{a: b, c: , d}¦[\n  a,\n  b\n]¦{\n  a: b\n  }¦[a]: b¦`,
  `"quo\\"ted: \\x41\\u00e9"¦'it''s'¦"a\n   b\n\n   c"¦'a\n  b'¦"\\\n  x  \n y"¦"a" b¦"a": b¦`,
  `|\n    text\n     more\n\n¦>-\n    folded\n    text\n\n      more\n    end¦|¦>¦|-¦>+¦|2¦|x¦`,
  `a\n  b\n\n  c¦\n    - a\n    - b¦\n  - a\n  -\n  - b: c\n    d: e¦\n    deep:\n      er: x¦`,
  `\n\tx: y¦"open¦'open¦[open¦{open: ¦a]¦}¦- - a¦\ta¦a\t# c¦:¦::¦a:¦?¦-¦---¦@x¦\`x\`¦%x¦,x¦&a b¦`,
  `*a¦!t x¦? a¦...`,
);
const lines = fc.oneof(
  fc
    .record({
      indent: fc.constantFrom('', '', '', '  ', '    ', ' ', '\t', '- ', '  - '),
      key: fc.constantFrom(
        'area',
        'service',
        'cases',
        'court-disposals',
        '"q"',
        "'s'",
        'a b',
        '',
        '-',
        '[',
        '"',
      ),
      colon: fc.constantFrom(': ', ': ', ': ', ':', ' : ', '', ':\t'),
      value: fc.oneof({ arbitrary: values, weight: 3 }, fc.string({ maxLength: 8 })),
      end: fc.constantFrom('', '', '', ' ', ' # note', '#x', '\t'),
    })
    .map(({ indent, key, colon, value, end }) => `${indent}${key}${colon}${value}${end}`),
  fc.constantFrom('', '# note', '  # note', 'cases:', '  resettlement: 2', '---', '- a', '  - b'),
  fc.constantFrom('words:', '  two-forms:', "    - [a, 'b']", 'rules: {score: off}', '  heading: "error"'),
);
const pieces = among(
  `\n¦\n¦\t¦ ¦ ¦:¦:¦-¦?¦,¦[¦]¦{¦}¦#¦"¦'¦|¦>¦\\¦&¦*¦!¦%¦@¦\r¦a¦b¦1¦+¦¦: ¦- ¦ #¦\n  ¦\n- ¦\r\n¦a: ¦`,
  `|\n¦>-\n  ¦---¦...¦\ufeff¦\0¦\x02¦\x18¦\x1f`,
);
const damages = fc.array(fc.record({ at: fc.nat(), length: fc.nat(3), insert: pieces }), { maxLength: 4 });

const texts = fc.oneof(
  fc
    .record({
      lines: fc.array(lines, { maxLength: 12 }),
      ending: fc.constantFrom('\n', '\n', '\r\n'),
      last: fc.constantFrom('\n', ''),
      damages,
    })
    .map(({ lines, ending, last, damages }) => {
      const text = `${lines.join('\n')}${last}`.replaceAll('\n', ending);
      return damages.reduce((damaged, { at, length, insert }) => {
        const place = at % (damaged.length + 1);
        return damaged.slice(0, place) + insert + damaged.slice(place + length);
      }, text);
    }),
  fc.array(pieces, { maxLength: 40 }).map((each) => each.join('')),
);

describe('YAML', () => {
  it('has no range outside the text, and no key twice without a word', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { contents, problems } = readYaml(text);
        const nodes = nodesIn(contents);
        for (const { range } of [...problems, ...nodes]) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
        for (const node of nodes)
          if (
            node.kind === 'map' &&
            new Set(node.entries.map(({ key }) => key.value)).size < node.entries.length
          )
            expect(problems).not.toEqual([]);
      }),
      { numRuns },
    );
  });

  it('holds texts, lists and maps', () => {
    const text = `area: 'it''s' # here\nempty:\nnames: [a, {b: "\\u00e9"}]\nlines: >-\n  two\n  lines\n`;
    const { contents, problems } = readYaml(text);
    expect(problems).toEqual([]);
    const a = { kind: 'scalar', value: 'a', range: { start: 36, end: 37 } };
    const b = { key: { value: 'b' }, value: { value: 'é', range: { start: 43, end: 51 } } };
    expect(contents).toMatchObject({
      kind: 'map',
      entries: [
        { key: { value: 'area' }, value: { value: "it's", range: { start: 6, end: 13 } } },
        { key: { value: 'empty' }, value: { value: '' } },
        { key: { value: 'names' }, value: { kind: 'list', items: [a, { kind: 'map', entries: [b] }] } },
        { key: { value: 'lines' }, value: { value: 'two lines' } },
      ],
    });
  });

  it.each(['2026-09', '2026-09-14', '12', '0x1f', '1e3', 'true', 'off', 'null', '~', '.nan', '978-1-0'])(
    'has texts alone: %s',
    (value) => {
      expect(valueOf(`a: ${value}\n`)).toBe(value);
    },
  );

  it.each([
    ['\n', 'a: b\nc: d\ne: f\n'],
    ['\r\n', 'a: b\r\nc: d\r\ne: f\r\n'],
    ['\r', 'a: b\rc: d\re: f\r'],
    ['all of them', 'a: b\r\nc: d\re: f\n'],
  ])('has lines that end in %j', (_, text) => {
    const nodes = nodesIn(readYaml(text).contents);
    expect(nodes.slice(1).map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
    ]);
  });

  it('has no line that ends in U+2028 or U+2029', () => {
    expect(readYaml('a: b\u2028c: d\u2029e\n').contents).toMatchObject({ kind: 'map', entries: [{}] });
    expect(valueOf('a: b\u2028c\u2029d\n')).toBe('b\u2028c\u2029d');
  });

  it.each([
    ['a: b\na: c\n', ['a', "'a' stands twice"]],
    ['{a: b, a: c}', ['a', "'a' stands twice"]],
    ['a: "b\n', ['"b', 'a closing quotation mark is missing']],
    ["a: 'b\nc: d\n", ["'b", 'a closing quotation mark is missing']],
    [
      'a: b: c\n',
      [expect.anything(), expect.stringMatching(/^a value with a colon in it stands in quotation/)],
    ],
    ['a:\n\tb: c\n', ['\t', 'a line is set in by a tab; use two spaces']],
    ['a: *b\n', ['*b', signs]],
    ['a: &b c\n', ['&b c', signs]],
    ['a: !b c\n', ['!b c', signs]],
    ['a: !!int 1\n', [expect.stringContaining('1'), signs]],
    ['a: @b\n', ['@', signs]],
    ['a: {{b}}\n', ['{b}', signs]],
    ['a: [b: c]\n', ['b: c', signs]],
    ['? a\n: b\n', ['? a', signs]],
    ['%a\n', ['%a', signs]],
    ['%YAML 1.2\n---\na: b\n', ['%YAML 1.2', signs]],
    ['a: b\n---\nc: d\n', [expect.anything(), 'a line of --- or ... may not stand in between']],
  ])('%j is told at its place, in plain words', (text, problem) => {
    expect(problemsOf(text)[0]).toEqual(problem);
  });

  it.each(['*Northbridge*', '&Northbridge', '!Northbridge', '{{area}}', '[Area: name]', '%area', '? area'])(
    'that is more than that is not guessed at: %s',
    async (value) => {
      const text = `---\nframework: youth-2021\narea: ${value}\n---\n`;
      const [issue] = readFrontMatter(text).issues;
      expect(issue?.kind).toBe('yaml');
      expect(readFrontMatter(text.replace(value, `"${value}"`)).values.get('area')?.value).toBe(value);
      await expect(readSettings(`rules:\n  score: ${value}\n`, 'team.yaml')).rejects.toThrow(
        /^team\.yaml:2: /,
      );
    },
  );

  it.each([
    { what: 'lists in one line', text: '- '.repeat(32_000) },
    { what: 'lists that go on below', text: `a: b\nc:\n  ${'- '.repeat(30_000)}d\ne: f` },
    { what: 'brackets', text: `a: ${'['.repeat(60_000)}` },
    { what: 'closed brackets', text: `a: ${'['.repeat(5000)}${']'.repeat(5000)}` },
    { what: 'braces', text: '{a: '.repeat(16_000) },
    { what: 'question marks', text: '? '.repeat(32_000) },
    {
      what: 'names below names',
      text: `${Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\nb: c`,
    },
  ])('without end is given up: $what', ({ text }) => {
    expect(readYaml(text).problems).not.toEqual([]);
    expect(readFrontMatter(`---\n${text}\n---\n`).issues).not.toEqual([]);
  });

  it('may be a hundred levels deep at most, and fifty are fine', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readYaml(nested(50)).problems).toEqual([]);
    expect(problemsOf(nested(105))[0]?.[1]).toBe('too much is set in below one another');
  });

  it('may have 20,000 keys, of which one stands twice', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${String(index)}: v`);
    expect(readYaml([...keys, 'k7: v'].join('\n')).problems.map(({ message }) => message)).toEqual([
      "'k7' stands twice",
    ]);
  });
});

describe('a text in YAML', () => {
  it('is read as the same text, by everybody', () => {
    const hard = among(
      `¦ a¦a ¦a: b¦a:¦a #b¦#a¦- a¦-¦?¦null¦~¦True¦12¦1e3¦0x1f¦.5¦.inf¦-.NaN¦"a"¦'a'¦it's¦a\nb¦`,
      `a\tb¦\u00a0¦*a¦&a¦!a¦|¦>¦%¦@¦\`a\`¦{a}¦[a]¦a, b¦2026-09-14¦2026-09¦10:30¦a\\b¦\ud800¦`,
      `---¦...¦<<¦=¦é – ‹x›`,
    );
    fc.assert(
      fc.property(fc.oneof(hard, fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const line = `name: ${yamlText(text)}`;
        expect(line).not.toMatch(/[\r\n]/);
        expect(parse(line)).toEqual({ name: text });
        expect(readYaml(line)).toMatchObject({
          problems: [],
          contents: { entries: [{ value: { value: text } }] },
        });
      }),
      { numRuns },
    );
  });

  it.each([
    'Northbridge',
    'Stoke-on-Trent',
    "King's Lynn & West Norfolk",
    'Ynys Môn',
    'youth-2021',
    '2026-09-14',
    'TBC',
  ])('has no quotation marks where it needs none: %s', (text) => {
    expect(yamlText(text)).toBe(text);
    expect(stringify(text).trimEnd()).toBe(text);
  });
});
