import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './built';
import { must } from './kit';

const read = (name: string) =>
  readFileSync(path.join(root, 'media', name), 'utf8').replace(/\/\*[^]*?\*\//g, '');
const [report, preview] = [read('report.css'), read('preview.css')];
const css = report + preview;

/** The colours that a rule sets, as the style sheet gives them. */
const coloursOf = (block: string) =>
  new Map([...block.matchAll(/--(ir-[\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));

const both = coloursOf(must(/\n\.ir-report \{([^}]*)\}/.exec(report))[1] ?? '');
const half = (index: number) =>
  new Map(
    [...both].map(([name, value]) => [
      name,
      /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value)?.[index] ?? value,
    ]),
  );

/** What the style sheets give in each theme of VS Code, and on the page and on paper, by what they are called. */
const themes = new Map([
  ['light and paper', half(1)],
  ['dark', half(2)],
  ...[...preview.matchAll(/\.(vscode-high-contrast[\w-]*) \.ir-report \{([^}]*)\}/g)].map(
    ([, theme = '', block = '']) => [theme, coloursOf(block)] as const,
  ),
]);

/** The page behind the elements, as the default themes have it; the web page's is as dark. */
const pages: Readonly<Record<string, string>> = {
  'light and paper': '#ffffff',
  dark: '#1f1f1f',
  'vscode-high-contrast': '#000000',
  'vscode-high-contrast-light': '#ffffff',
};

/** WCAG 2.2, relative luminance of a colour `#rrggbb`. */
function luminance(colour: string): number {
  const parts = must(/^#(\w\w)(\w\w)(\w\w)$/.exec(colour), `a colour, not ${colour}`).slice(1);
  const [red = 0, green = 0, blue = 0] = parts.map((part) => {
    const value = parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

it('contrast is reckoned as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

it('every theme of VS Code has its colours', () => {
  expect([...themes.keys()]).toEqual(Object.keys(pages));
  const [first, ...others] = [...themes.values()].map((each) => [...each.keys()]);
  for (const names of others) expect(must(first)).toEqual(expect.arrayContaining(names));
});

describe.each([...themes])('in %s', (theme, own) => {
  const colours = new Map([...must(themes.get('light and paper')), ...own]);
  const colour = (name: string) => must(colours.get(name), name);
  const pairs = [...colours.keys()].flatMap((name) =>
    name.endsWith('-text') ? [name.replace('-text', '')] : [],
  );

  it('there are four ratings, slots and notes', () => {
    expect(pairs).toEqual(['ir-rank-0', 'ir-rank-1', 'ir-rank-2', 'ir-rank-3', 'ir-slot', 'ir-note']);
  });

  it.each(pairs)('%s can be read: at least 4.5 to 1', (pair) => {
    expect(contrast(colour(`${pair}-text`), colour(`${pair}-background`))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs.slice(0, 4))('the bar of %s stands out from the page: at least 3 to 1', (pair) => {
    expect(contrast(colour(`${pair}-bar`), must(pages[theme]))).toBeGreaterThanOrEqual(3);
  });
});

describe('the style sheet', () => {
  const rules = [...css.matchAll(/([^{}]+)\{/g)].flatMap(([, selector = '']) =>
    selector.split(',').map((each) => each.trim()),
  );

  it('is about elements of ours alone: no other Markdown looks otherwise', () => {
    expect(rules.filter((each) => !each.startsWith('@') && !each.includes('.ir-'))).toEqual([]);
  });

  it('leaves light or dark to the theme', () => {
    expect(preview).toMatch(/\.vscode-light \.ir-report \{\s*color-scheme: light;/);
    expect(preview).toMatch(/\.vscode-dark \.ir-report \{\s*color-scheme: dark;/);
    expect(report).toMatch(/@media print \{\s*\.ir-report \{\s*color-scheme: light;/);
  });

  it('loads nothing', () => {
    expect(css).not.toMatch(/url\(|@import|@font-face/);
  });

  it('uses every colour that it sets, and sets every one that it uses', () => {
    const used = new Set([...css.matchAll(/var\(--(ir-[\w-]+)/g)].map(([, name]) => name));
    const set = new Set([...css.matchAll(/--(ir-[\w-]+):/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual([...set].sort());
  });

  it('gives each rating steps of its own, so that colour is never alone', () => {
    const steps = [...css.matchAll(/\.ir-rating\.ir-rank-(\d)::before \{\s*content: '([○●]+)' \/ '';/g)];
    expect(steps.map(([, rank, marks = '']) => [rank, marks.split('●').length - 1])).toEqual([
      ['0', 0],
      ['1', 1],
      ['2', 2],
      ['3', 3],
    ]);
  });
});
