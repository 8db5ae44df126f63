import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDraftText } from '../../src/cli/newDraft';
import { documentOf } from '../../src/document/document';
import type { Pictures } from '../../src/document/pictures';
import { wordsOf } from '../../src/document/words';
import { isOurPage, pageOf } from '../../src/page/page';
import { readReport } from '../../src/report/read';
import { corpus } from '../corpus/reports';
import { draftAsItStands, exampleNames } from '../examples';
import { assessment, draft, must } from './kit';

const pageFor = (text: string, pictures: Pictures = new Map()) =>
  pageOf(documentOf(readReport(text)), pictures);
const page = (...lines: string[]) => pageFor(draft(...lines));

/** What stands in the main part of a page. */
const body = (...lines: string[]) => must(/<main[^>]*>([^]*)<\/main>/.exec(page(...lines)))[1] ?? '';

const newReport = newDraftText({
  framework: 'youth-2021',
  area: 'Wye',
  service: 'Wye Team',
  abbreviation: 'WT',
});

/** The drafts whose pages are looked at: published ones, the examples with and without slips, a new one. */
const drafts = [
  ...corpus,
  ...exampleNames.map((name) => ({ name: `${name} as it stands`, text: draftAsItStands(name) })),
  { name: 'a new report', text: newReport },
];

const hostile: Record<string, string> = {
  markup:
    '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> <b onclick="x">b</b> <style>*{}</style>\n\n<iframe src="https://example.org">',
  attributes:
    '# "><script>alert(1)</script>\n\n![" onerror="alert(1)](a.png "\\" x=")\n\n[x](https://e.org/"onclick=alert(1))',
  targets:
    '[a](javascript:alert(1)) [b](<java\tscript:alert(1)>) ![c](javascript:alert(1)) <javascript:alert(1)>',
  'control characters': 'a\u0000b\u0001c\u001b[31md\u007fe\u0085f\u2028g \u202ejust\u202c',
  'lone surrogates': '# \ud800\n\na\ud800b \udfff | c\n\n| \udc00 |\n| --- |\n| \ud83d |',
  'ids that could shadow':
    '# body\n\n## report_\n\n## note_1\n\n## constructor\n\n## __proto__\n\nx[^1]\n\n[^1]: y',
  'nested marks': `${'*a **b '.repeat(2_000)}\n\n${'> '.repeat(2_000)}x\n\n${'<sup>'.repeat(2_000)}x${'</sup>'.repeat(2_000)}`,
  'a table of 1 MB': `## 2. Court disposals\n\n### 2.1. Assessment\n\n| Key question | % 'Yes' |\n| --- | --- |\n${`| ${'words '.repeat(160)} | 50% |\n`.repeat(1_050)}`,
  'a line of 1 MB': `TBC ‹x› ${'*word* and ‹slot› '.repeat(500)}${'words '.repeat(170_000)}`,
  nothing: '',
};

function* elementsIn(node: Nodes): Generator<Element> {
  if (node.type === 'element') yield node;
  if ('children' in node) for (const child of node.children) yield* elementsIn(child);
}

describe('every page is valid and does no harm', () => {
  const elements = [
    'a',
    'blockquote',
    'body',
    'br',
    'caption',
    'code',
    'details',
    'div',
    'em',
    'fieldset',
    'footer',
    'g',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'head',
    'header',
    'hr',
    'html',
    'img',
    'input',
    'label',
    'legend',
    'li',
    'main',
    'mark',
    'meta',
    'nav',
    'ol',
    'p',
    'path',
    'pre',
    'rect',
    'section',
    'span',
    'strong',
    'style',
    'sub',
    'summary',
    'sup',
    'svg',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'title',
    'tr',
    'ul',
  ];

  it.each([...drafts.map(({ name, text }) => [name, text]), ...Object.entries(hostile)])('%s', (_, text) => {
    const html = pageFor(text.startsWith('---') ? text : draft(text));
    const errors: string[] = [];
    const tree = fromHtml(html, {
      onerror: ({ ruleId, line }) => void errors.push(`${ruleId ?? ''} ${String(line)}`),
    });
    expect(errors).toEqual([]);
    expect(html).not.toMatch(/\p{Cs}/u);
    const all = [...elementsIn(tree)];
    expect(all.map(({ tagName }) => tagName).filter((name) => !elements.includes(name))).toEqual([]);
    const properties = all.flatMap((element) => Object.entries(element.properties));
    expect(properties.filter(([name]) => /^on/i.test(name) || name === 'style')).toEqual([]);
    for (const {
      properties: { href, src },
    } of all) {
      if (href !== undefined) expect(href).toMatch(/^(?:#|https?:|mailto:|tel:|[\w./%-]*$)/i);
      if (src !== undefined) expect(src).toMatch(/^data:image\/(?:png|jpeg);base64,/);
    }
    const ids = all.flatMap(({ properties: { id } }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(ids.length);
    const targets = all.flatMap(({ properties: { href } }) =>
      typeof href === 'string' && href.startsWith('#') ? [decodeURIComponent(href.slice(1))] : [],
    );
    expect(targets.filter((target) => !ids.includes(target)).length).toBeLessThanOrEqual(0);
    const levels = all.flatMap(({ tagName }) => /^h(\d)$/.exec(tagName)?.[1] ?? []).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => {
      if (index > 0) expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    });
  });

  it('whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '#',
            '##',
            '####',
            ' ',
            '\n',
            '\n\n',
            '|',
            '| - |',
            '> ',
            '**',
            '[^a]',
            '[^a]: ',
            '<br>',
            '<sup>',
            '</sup>',
            '<!--',
            '-->',
            '"',
            '&',
            '1. ',
            '- ',
            'Rating: ',
            'Good',
            '‹x›',
            '![',
            '](',
            ')',
            '\ud800',
            '\u0000',
            '    ',
          ),
        ),
        (pieces) => {
          const errors: string[] = [];
          fromHtml(page(pieces.join('')), { onerror: ({ ruleId }) => void errors.push(ruleId ?? '') });
          expect(errors).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a page', () => {
  it('is one file that asks for nothing: a strict policy, no script', () => {
    const html = page('# Title').replaceAll('&#x27;', "'");
    expect(html).toMatch(
      /content="default-src 'none'; style-src 'sha256-[^']+'; img-src data:; base-uri 'none'; form-action 'none'"/,
    );
    expect(html).not.toMatch(/<script|<link|@import|url\(/);
  });

  it('says its language, its title, its date and that it is ours', () => {
    const html = page('# An **inspection**');
    expect(html).toContain('<html lang="en-GB">');
    expect(html).toContain('<title>An inspection</title>');
    expect(html).toContain('<meta name="dcterms.date" content="2026-11">');
    expect(isOurPage(html)).toBe(true);
    expect(isOurPage('<!doctype html><html><head><title>Another</title></head></html>')).toBe(false);
  });

  it('is the same for the same draft', () => {
    expect(page(...assessment('91%', '64%', '73%'))).toBe(page(...assessment('91%', '64%', '73%')));
  });

  it('has the words of a draft in their order, and no others but its own', () => {
    for (const { text } of corpus) {
      const document = documentOf(readReport(text));
      const tree = fromHtml(pageOf(document, new Map()));
      const own = (node: Nodes): string => {
        if (node.type === 'text') return node.value;
        if (
          node.type === 'element' &&
          ['caption', 'nav', 'header', 'footer', 'head', 'sup'].includes(node.tagName)
        )
          return '';
        if (node.type === 'element' && node.properties.className?.toString().match(/ir-(?:skip|footnotes)/))
          return '';
        return 'children' in node ? node.children.map(own).join('') : '';
      };
      const letters = (words: string) => words.replace(/\s/g, '');
      expect(letters(own(tree)) === letters(wordsOf(document.tree))).toBe(true);
    }
  });
});

describe('tables', () => {
  it('have a caption, headers with what they head, and a group of rows for each domain', () => {
    const html = body(
      '## Ratings',
      '',
      '| Standard | Rating |',
      '| --- | --- |',
      '| **1. Organisational delivery** | |',
      '| 1.2. Staff | Good |',
      '| **2. Court disposals** | |',
      '| 2.1. Assessment | Good |',
    );
    expect(html).toContain(
      '<caption>Ratings of the standards</caption><thead><tr><th scope="col">Standard</th><th scope="col">Rating</th></tr></thead>',
    );
    expect(html).toContain(
      '<tbody><tr class="ir-domain"><th scope="rowgroup" colspan="2"><strong>1. Organisational delivery</strong></th></tr>',
    );
    expect(html).toContain(
      '<tr><th scope="row">1.2. Staff</th><td><span class="ir-rating ir-rank-2">Good</span></td></tr></tbody><tbody>',
    );
  });

  it('have no empty header, and keep what stands beyond it', () => {
    expect(body('| | |', '| - | - |', '| Staff | 12 |')).toMatch(
      /<\/caption><tbody><tr><th scope="row">Staff<\/th><td>12<\/td>/,
    );
    expect(body('| A | |', '| - | - |', '| Staff | 12 |')).toContain('<th scope="col">A</th><td></td>');
  });

  it('with many columns can be moved by keyboard where they are wider than the window', () => {
    expect(body('| A | B | C | D |', '| - | - | - | -: |', '| 1 | 2 | 3 | 4 |')).toContain(
      '<div class="ir-scroll" role="region" aria-label="Table" tabindex="0"><table',
    );
  });

  it('of key questions show each percentage with a bar that says nothing more', () => {
    const html = body(...assessment('91%', '**64%**', ''));
    expect(html).toContain('aria-hidden="true"');
    expect(html).toContain('<span class="ir-percent"><strong>64%</strong></span>');
    expect(html).toContain('<td class="ir-right"> <mark class="ir-slot">not known yet</mark></td>');
    expect(html).not.toContain('too few');
  });
});

it('notes for authors are not published', () => {
  expect(body(...assessment('91%', '64%', '73%'))).not.toContain('ir-note');
  expect(body(...assessment('91%', '7/11', '73%'))).not.toContain('= 64%');
});

describe('footnotes', () => {
  const html = body('One[^a] two[^a].', '', '[^a]: Text.');

  it('are led to from their numbers, with labels that begin with what is seen', () => {
    expect(html).toContain(
      '<a href="#note_1" id="note_1_from" role="doc-noteref" aria-label="1, footnote">1</a>',
    );
    expect(html).toContain('id="note_1_from_2"');
  });

  it('lead back to every place', () => {
    expect(html).toContain(
      '<section class="ir-footnotes" id="footnotes_" role="doc-endnotes" aria-labelledby="footnotes_title">',
    );
    expect(html).toContain(
      '<a href="#note_1_from" class="ir-back" role="doc-backlink" aria-label="Back 1: to the text at footnote 1">Back 1</a>',
    );
    expect(html).toContain('href="#note_1_from_2"');
  });
});

describe('pictures', () => {
  const picture = {
    bytes: Uint8Array.from({ length: 20_000 }, (_, index) => index % 256),
    type: 'image/png' as const,
    width: 3,
    height: 2,
  };

  it('stand in the file', () => {
    const html = pageFor(draft('![A map](map.png)'), new Map([['map.png', picture]]));
    expect(html).toContain(
      `<img src="data:image/png;base64,${Buffer.from(picture.bytes).toString('base64')}" alt="A map" width="3" height="2">`,
    );
  });

  it('that do not are their words', () => {
    expect(body('![A map](map.png)')).toContain('<p><span class="ir-picture">A map</span></p>');
  });
});

describe('headings', () => {
  it('of a level that was left out look as they do elsewhere', () => {
    expect(body('## Part', '', '#### Strengths')).toContain(
      '<h3 id="strengths" class="ir-depth-4">Strengths</h3>',
    );
  });

  it('are listed, the title aside', () => {
    expect(page('# Title', '', '## 1. A & b', '', '### Below')).toContain(
      '<ol><li><a href="#1-a-b">1. A &#x26; b</a><ol><li><a href="#below">Below</a></li></ol></li></ol>',
    );
  });
});

it('recommendations go on with their numbers', () => {
  expect(body('## Recommendations', '', 'The board should:', '', '4. act', '5. go on.')).toContain(
    '<ol start="4" class="ir-recommendations">',
  );
});

describe('in a browser', { timeout: 180_000 }, () => {
  let browser: Browser;
  let shown: Page;
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

  beforeAll(async () => {
    const { openBrowser } = (await import(new URL('../vscode/browser.mjs', import.meta.url).href)) as {
      openBrowser: () => Promise<{ browser: Browser; page: Page }>;
    };
    ({ browser, page: shown } = await openBrowser());
  }, 120_000);
  afterAll(() => browser.close());

  /** Shows a page as it would be opened from a disk or a server; returns what was asked for besides. */
  async function show(text: string): Promise<string[]> {
    const asked: string[] = [];
    const listener = (request: { url(): string }) => void asked.push(request.url());
    shown.on('request', listener);
    await shown.route('https://report.example/', (route) =>
      route.fulfill({ body: pageFor(text), contentType: 'text/html; charset=utf-8' }),
    );
    await shown.goto('https://report.example/');
    shown.off('request', listener);
    await shown.unroute('https://report.example/');
    return asked.slice(1);
  }

  it.each(drafts.map(({ name, text }) => [name, text] as const))(
    'axe finds nothing in %s',
    async (_, text) => {
      expect(await show(text)).toEqual([]);
      for (const colours of ['light', 'dark']) {
        await shown.check(`#colours_${colours}`);
        const found = await shown.evaluate(async (source) => {
          (0, eval)(source);
          const { axe: checker } = globalThis as unknown as {
            axe: {
              run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
            };
          };
          const { violations } = await checker.run({
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            resultTypes: ['violations'],
          });
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
        }, axe);
        expect(found).toEqual([]);
      }
    },
  );

  it('a reader chooses dark or light by keyboard, whatever the device has', async () => {
    await show(newReport);
    const background = () => shown.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await shown.focus('#colours_device');
    await shown.keyboard.press('ArrowDown');
    expect(await background()).toBe(light);
    await shown.keyboard.press('ArrowDown');
    expect(await background()).not.toBe(light);
  });

  it('the Tab key comes to the skip link first, and that leads to the report', async () => {
    await show(newReport);
    await shown.keyboard.press('Tab');
    expect(await shown.evaluate('document.activeElement.textContent')).toBe('Skip to the report');
    await shown.keyboard.press('Enter');
    expect(await shown.evaluate('document.activeElement.tagName')).toBe('MAIN');
  });

  it.each(drafts.map(({ name, text }) => [name, text] as const))(
    '%s reflows in a window of 320 pixels',
    async (_, text) => {
      await shown.setViewportSize({ width: 320, height: 800 });
      await show(text);
      expect(await shown.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      await shown.setViewportSize({ width: 1280, height: 800 });
    },
  );
});
