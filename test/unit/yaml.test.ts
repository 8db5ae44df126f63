import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, isSeq, parse, parseDocument, Parser, stringify, type CST } from 'yaml';
import { readSettings } from '../../src/check/settings';
import { readFrontMatter } from '../../src/report/frontMatter';
import { readYaml, yamlText, type YamlNode } from '../../src/report/yaml';
import { runs } from '../random';

const numRuns = runs(500);

/** A node as data that can be compared: what it holds, and its range. */
const plainOf = (node: YamlNode): unknown[] => {
  const { start, end } = node.range;
  if (node.kind === 'scalar') return [node.value, start, end];
  if (node.kind === 'list') return [node.items.map(plainOf), start, end];
  return [
    { entries: node.entries.map(({ key, value }) => [plainOf(key), value ? plainOf(value) : null]) },
    start,
    end,
  ];
};

function read(text: string) {
  const { contents, errors } = readYaml(text);
  return {
    contents: contents ? plainOf(contents) : null,
    hasOpenQuote: errors.some(({ code }) => code === 'MISSING_QUOTE'),
    errors: errors.map(({ code, range }) => [
      code === 'MISSING_QUOTE' ? 'MISSING_CHAR' : code,
      range.start,
      range.end,
    ]),
  };
}

/** The same of a node as the package `yaml` makes it. */
const packagePlainOf = (node: unknown): unknown[] | null => {
  if (isScalar(node)) return [node.value, ...(node.range?.slice(0, 2) ?? [])];
  if (isSeq(node)) return [node.items.map(packagePlainOf), ...(node.range?.slice(0, 2) ?? [])];
  if (!isMap(node)) return null;
  const entries = node.items.map(({ key, value }) => [packagePlainOf(key), packagePlainOf(value)]);
  return [{ entries }, ...(node.range?.slice(0, 2) ?? [])];
};

function readByPackage(text: string) {
  const { contents, errors } = parseDocument(text, {
    schema: 'failsafe',
    prettyErrors: false,
    logLevel: 'silent',
  });
  return {
    contents: packagePlainOf(contents),
    errors: errors.map(({ code, pos: [start, end] }) => [code, start, Math.min(end, text.length)]),
  };
}

/** Whether a text keeps to the YAML that is read here; whether it is right is another question. */
function isPlainYaml(text: string): boolean {
  const tokens = [...new Parser().parse(text)];
  return tokens.filter(({ type }) => type === 'document').length <= 1 && tokens.every(isPlainToken);
}

function isPlainToken(token: CST.Token): boolean {
  const arePlain = (each: readonly (CST.Token | null | undefined)[] = []) =>
    each.every((one) => !one || isPlainToken(one));
  switch (token.type) {
    case 'alias':
    case 'anchor':
    case 'tag':
    case 'explicit-key-ind':
    case 'directive':
    case 'doc-end':
      return false;
    case 'document':
      return arePlain([...token.start, token.value, ...(token.end ?? [])]);
    case 'double-quoted-scalar':
      // The package takes an escaped mark at the end of the text for one that closes.
      return !/^"(?:[^\\"]|\\.)*\\"$/s.test(token.source);
    case 'single-quoted-scalar':
      return !/^'(?:[^']|'')*''$/.test(token.source) || /^'(?:[^']|'')*'$/.test(token.source);
    case 'block-map':
    case 'block-seq':
    case 'flow-collection': {
      const isList = token.type === 'flow-collection' && token.start.source === '[';
      return token.items.every(
        ({ start, key, sep, value }) =>
          (!key || 'source' in key) &&
          !(isList && (key !== undefined || sep)) &&
          arePlain([...start, key, ...(sep ?? []), value]),
      );
    }
    default:
      return true;
  }
}

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
const signs = among(
  `\n¦\n¦\t¦ ¦ ¦:¦:¦-¦?¦,¦[¦]¦{¦}¦#¦"¦'¦|¦>¦\\¦&¦*¦!¦%¦@¦\r¦a¦b¦1¦+¦¦: ¦- ¦ #¦\n  ¦\n- ¦\r\n¦a: ¦`,
  `|\n¦>-\n  ¦---¦...¦\ufeff¦\0¦\x02¦\x18¦\x1f`,
);
const damages = fc.array(fc.record({ at: fc.nat(), length: fc.nat(3), insert: signs }), { maxLength: 4 });

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
  fc.array(signs, { maxLength: 40 }).map((each) => each.join('')),
);

describe('YAML', () => {
  it('is read as the package yaml reads it, mistakes and ranges included', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { hasOpenQuote, ...ours } = read(text);
        const theirs = readByPackage(text);
        if (ours.errors.length === 0) expect(ours).toEqual(theirs);
        if (!isPlainYaml(text)) return;
        // What is meant by a text without its closing quotation mark is anybody's guess.
        if (hasOpenQuote) expect(theirs.errors.map(([code]) => code)).toContain('MISSING_CHAR');
        else expect(ours.errors).toEqual(theirs.errors);
        // And so is what a wrong escape means.
        const isSure = !hasOpenQuote && !ours.errors.some(([code]) => code === 'BAD_DQ_ESCAPE');
        if (isSure) expect(ours.contents).toEqual(theirs.contents);
      }),
      { numRuns },
    );
  });

  it('has no range outside the text', () => {
    const all = (node: YamlNode): YamlNode[] => [
      node,
      ...(node.kind === 'list' ? node.items.flatMap(all) : []),
      ...(node.kind === 'map'
        ? node.entries.flatMap(({ key, value }) => [...all(key), ...(value ? all(value) : [])])
        : []),
    ];
    fc.assert(
      fc.property(texts, (text) => {
        const { contents, errors } = readYaml(text);
        for (const { range } of [...errors, ...(contents ? all(contents) : [])]) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns },
    );
  });

  it('holds texts, lists and maps', () => {
    const text = `area: 'it''s' # here\nempty:\nnames: [a, {b: "\\u00e9"}]\nlines: >-\n  two\n  lines\n`;
    const { contents, errors } = readYaml(text);
    expect(errors).toEqual([]);
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

  it.each(['*Northbridge*', '&Northbridge', '!Northbridge', '{{area}}', '[Area: name]', '%area', '? area'])(
    'that is more than that is not guessed at: %s',
    (value) => {
      const text = `---\nframework: youth-2021\narea: ${value}\n---\n`;
      const [issue] = readFrontMatter(text).issues;
      expect(issue?.kind).toBe('yaml');
      expect(readFrontMatter(text.replace(value, `"${value}"`)).values.get('area')?.value).toBe(value);
    },
  );

  it.each(['*a', '&a b', '!t b', '{{a}}', '[a: b]', '%a', '@a'])('says what to do about %s', (value) => {
    const [issue] = readFrontMatter(`---\narea: ${value}\n---\n`).issues;
    expect(issue?.message).toMatch(
      /^The front matter can't be read: a value that begins with .* quotation marks\.$/,
    );
    expect(() => readSettings(`rules:\n  score: ${value}\n`, 'team.yaml')).toThrow(
      /^team\.yaml:2: can't be read: a value that begins with .* quotation marks$/,
    );
  });

  it('is one document', () => {
    expect(readYaml('---\na: b\n').errors).toEqual([]);
    expect(readYaml('a: b\n---\nc: d\n').errors).toMatchObject([{ code: 'MULTIPLE_DOCS' }]);
    expect(readYaml('a: b\n...\n').errors).toMatchObject([{ code: 'MULTIPLE_DOCS' }]);
  });

  it.each([
    { what: 'lists in one line', text: '- '.repeat(500_000) },
    { what: 'lists that go on below', text: `a: b\nc:\n  ${'- '.repeat(50_000)}d\ne: f` },
    { what: 'brackets', text: `a: ${'['.repeat(1_000_000)}` },
    { what: 'closed brackets', text: `a: ${'['.repeat(5000)}${']'.repeat(5000)}` },
    { what: 'braces', text: '{a: '.repeat(250_000) },
    { what: 'question marks', text: '? '.repeat(500_000) },
    {
      what: 'names below names',
      text: `${Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\nb: c`,
    },
  ])('without end is given up early: $what', ({ text }) => {
    const started = performance.now();
    expect(readYaml(text).errors).toMatchObject([{ code: 'RESOURCE_EXHAUSTION' }]);
    // Far from what reading it all would take, even on a slow machine.
    expect(performance.now() - started).toBeLessThan(1000);
    expect(readFrontMatter(`---\n${text}\n---\n`).issues).not.toEqual([]);
  });

  it('may be a hundred levels deep at most, and fifty are fine', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readYaml(nested(50)).errors).toEqual([]);
    expect(readYaml(nested(101)).errors).toMatchObject([{ code: 'RESOURCE_EXHAUSTION' }]);
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
          errors: [],
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
