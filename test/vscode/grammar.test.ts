import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IRawGrammar, type IRawTheme } from 'vscode-textmate';
import { frameworkIds } from '../../src/framework/frameworks';
import { root } from '../unit/built';
import { frameworkOf, must } from '../unit/kit';

// The real VS Code of the other tests: its Markdown grammar and its themes.
const { installVsCode } = (await import(pathToFileURL(path.join(root, 'test/vscode/install.mjs')).href)) as {
  installVsCode: () => string;
};
const extensions = path.join(installVsCode(), 'extensions');
const contributed = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    contributes: { grammars: { path: string; scopeName: string; injectTo: string[] }[] };
  }
).contributes.grammars;

const files = new Map([
  ['text.html.markdown', path.join(extensions, 'markdown-basics/syntaxes/markdown.tmLanguage.json')],
  ['source.yaml', path.join(extensions, 'yaml/syntaxes/yaml.tmLanguage.json')],
  ...contributed.map((each) => [each.scopeName, path.join(root, each.path)] as const),
]);

let grammar: IGrammar;
let plainGrammar: IGrammar;
let registry: textmate.Registry;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm).buffer);
  const registryWith = (ours: boolean) =>
    new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: (scopeName) => {
        const file = files.get(scopeName);
        return Promise.resolve(
          file !== undefined && existsSync(file)
            ? (JSON.parse(readFileSync(file, 'utf8')) as IRawGrammar)
            : null,
        );
      },
      getInjections: (scopeName) =>
        ours
          ? contributed.filter((each) => each.injectTo.includes(scopeName)).map((each) => each.scopeName)
          : [],
    });
  registry = registryWith(true);
  grammar = must(await registry.loadGrammar('text.html.markdown'));
  plainGrammar = must(await registryWith(false).loadGrammar('text.html.markdown'));
});

/** The words of a text that a grammar gives scopes, with all their scopes. */
function tokens(text: string, using = grammar): { words: string; scopes: string[] }[] {
  let stack = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const result = using.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      words: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
}

/** What our grammars colour, as `words → scope`. */
function coloured(...lines: string[]): string[] {
  return tokens(lines.join('\n')).flatMap(({ words, scopes }) => {
    const own = scopes
      .filter((each) => /^(?:constant|keyword|support|variable).*\.inspection-report$/.test(each))
      .at(-1);
    return own === undefined ? [] : [`${words} → ${own.replace('.inspection-report', '')}`];
  });
}

const questions = ["| Key question | % 'Yes' |", '| --- | ---: |'];
const ratings = ['| Standard | Rating |', '| --- | --- |'];

describe('a draft is coloured where it states something', () => {
  it('the rating of a standard and the overall rating', () => {
    expect(coloured('Rating: **Good**', '', 'Overall rating: **Requires improvement**')).toEqual([
      'Rating → keyword.other',
      'Good → variable.other.enummember.rating',
      'Overall rating → keyword.other',
      'Requires improvement → variable.other.enummember.rating',
    ]);
  });

  it('every rating of every framework', () => {
    for (const id of frameworkIds)
      for (const rating of frameworkOf(id).ratingNames) {
        expect(coloured(`Rating: **${rating}**`)).toContain(`${rating} → variable.other.enummember.rating`);
        expect(coloured(...ratings, `| 2.1. Assessment | ${rating} |`)).toContain(
          `${rating} → variable.other.enummember.rating`,
        );
      }
  });

  it('a rating stays bold, and a footnote after it stays one', () => {
    const all = tokens('Rating: **Good**[^why] *then*\n\nMore');
    expect(all.find((each) => each.words === 'Good')?.scopes).toContain('markup.bold.markdown');
    const after = (using: IGrammar) => tokens('Rating: **Good**[^why] *then*', using).slice(-6);
    expect(after(grammar).map((each) => each.scopes)).toEqual(after(plainGrammar).map((each) => each.scopes));
    expect(all.at(-1)).toEqual(tokens('More', plainGrammar).at(-1));
  });

  it.each(['Score: 19/36', 'Score 19/36', '**Score 19/36**'])('the score in %s', (line) => {
    expect(coloured(line)).toEqual(['Score → keyword.other', '19/36 → constant.numeric.score']);
  });

  it('the number of a standard in its heading', () => {
    expect(coloured('### 2.1. Assessment')).toEqual(['2.1. → constant.numeric.standard']);
    const heading = tokens('### 2.1. Assessment').find((each) => each.words.includes('Assessment'));
    expect(heading?.scopes).toContain('entity.name.section.markdown');
  });

  it('percentages of key questions, bold or not, with a footnote or without', () => {
    expect(coloured(...questions, '| Is it? | 91% |', '| Is that? | **45%**[^discretion] |')).toEqual([
      '91% → constant.numeric.percentage',
      '45% → constant.numeric.percentage',
    ]);
    const bold = tokens([...questions, '| Is it? | **45%** |'].join('\n'));
    expect(bold.find((each) => each.words === '45%')?.scopes).toContain('markup.bold.markdown');
  });

  it('counts that are still to become percentages, and cells that are not known yet', () => {
    expect(coloured(...questions, '| Is it? | 8/11 |', '| Is that? | TBC |', '| And that? | – |')).toEqual([
      '8/11 → keyword.control.to-fill-in',
      'TBC → keyword.control.to-fill-in',
      '– → keyword.control.to-fill-in',
    ]);
  });

  it('the rows of the ratings table', () => {
    expect(
      coloured(
        ...ratings,
        '| **1. Organisational delivery** | |',
        '| 1.1. Governance | Good |',
        '| 1.2. Staff | TBC |',
      ),
    ).toEqual([
      '1.1. → constant.numeric.standard',
      'Good → variable.other.enummember.rating',
      '1.2. → constant.numeric.standard',
      'TBC → keyword.control.to-fill-in',
    ]);
  });

  it('slots wherever they stand', () => {
    const slot = '‹place› → keyword.control.to-fill-in';
    expect(
      coloured(
        '---',
        'area: ‹place›',
        '---',
        '# In ‹place›',
        '',
        'In ‹place›.',
        '',
        '- in ‹place›',
        '',
        '> ‹place›',
      ),
    ).toEqual([slot, slot, slot, slot, slot]);
    expect(coloured('| a | b |', '| --- | --- |', '| ‹place› | c |')).toEqual([slot]);
    expect(coloured(...questions, '| ‹place› | 5% |')).toEqual([slot, '5% → constant.numeric.percentage']);
  });
});

describe('nothing else is touched', () => {
  it.each([
    [
      'prose',
      'Rating: good things, and a Score of 3/4 for 50% | 8/11 | TBC',
      'Score: see below',
      'Rating: Good',
    ],
    ['headings', '## 2.1. Assessment', '### 2.1 Notes', '#### 2.1. More'],
    [
      'other tables',
      '| Name | Share |',
      '| --- | --- |',
      '| a | 50% |',
      '| b | 8/11 |',
      '| c | TBC | Good |',
    ],
    ['code', '```text', 'Rating: **Good**', '### 2.1. Assessment', '‹slot›', '```', '', 'and `‹slot›` too'],
    ['code set in', '    Rating: **Good**', '    Score: 1/36'],
    ['comments', '<!-- ‹slot› -->'],
  ])('%s', (_, ...lines) => {
    expect(coloured(...lines)).toEqual([]);
    const text = lines.join('\n');
    expect(tokens(text)).toEqual(tokens(text, plainGrammar));
  });

  it('a table stays a table, and what follows it is plain again', () => {
    const strip = (text: string, using?: IGrammar) =>
      tokens(text, using).flatMap(({ words, scopes }) =>
        words
          .split('')
          .map((each) => [each, scopes.filter((one) => !one.endsWith('.inspection-report')).join(' ')]),
      );
    for (const header of [questions, ratings]) {
      const text = [...header, '| 2.1. *Is* it `a|b`?[^x] | **5%** |', '', 'After', '', '| x | y |'].join(
        '\n',
      );
      expect(strip(text)).toEqual(strip(text, plainGrammar));
    }
  });
});

describe('the scopes are coloured by', () => {
  const read = (name: string): IRawTheme => {
    const file = path.join(extensions, 'theme-defaults/themes', name);
    const theme = JSON.parse(readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, '')) as {
      include?: string;
      tokenColors?: IRawTheme['settings'];
    };
    const base = theme.include === undefined ? [] : read(theme.include).settings;
    return { settings: [...base, ...(theme.tokenColors ?? [])] };
  };

  it.each(['light_modern.json', 'dark_modern.json', 'hc_black.json', 'hc_light.json'])('%s', (name) => {
    const theme = read(name);
    registry.setTheme({
      settings: [{ settings: { foreground: '#010203', background: '#fdfcfb' } }, ...theme.settings],
    });
    const plainColour = registry.getColorMap().indexOf('#010203');
    const text = [
      'Rating: **Good**',
      'Score: 19/36',
      '### 2.1. Assessment',
      ...questions,
      '| Is it? | 91% |',
      '| Is it? | 8/11 |',
      '',
      'In ‹place› **bold**.',
    ];
    let stack = textmate.INITIAL;
    const colours = new Map<string, number>();
    for (const line of text) {
      const result = grammar.tokenizeLine2(line, stack);
      stack = result.ruleStack;
      for (let index = 0; index < result.tokens.length; index += 2) {
        const words = line.slice(result.tokens[index], result.tokens[index + 2] ?? line.length);
        // Bits 15 to 23 are the index of the colour.
        colours.set(words, ((result.tokens[index + 1] ?? 0) >>> 15) & 0x1ff);
      }
    }
    for (const words of ['Rating', 'Good', '19/36', '2.1.', '91%', '8/11', '‹place›'])
      expect(must(colours.get(words), `${words} in ${JSON.stringify([...colours])}`), words).not.toBe(
        plainColour,
      );
    expect(colours.get('In ')).toBe(plainColour);
    expect(colours.get('Good')).not.toBe(colours.get('bold'));
    expect(colours.get('91%')).not.toBe(colours.get('8/11'));
  });
});
