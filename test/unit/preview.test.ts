import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import footnotePlugin from 'markdown-it-footnote';
import Token from 'markdown-it/lib/token.mjs';
import { describe, expect, it } from 'vitest';
import { asReport } from '../../src/preview/asReport';
import { draftReader } from '../../src/preview/draftReader';
import { previewPlugin } from '../../src/preview/preview';
import { corpus } from '../corpus/reports';
import { draftAsItStands, exampleNames } from '../examples';
import { root } from './built';
import { assessment, draft, must } from './kit';
import { runs } from '../random';

/** markdown-it as VS Code's preview sets it up, as far as it matters here. */
function preview(...plugins: ((md: MarkdownIt) => void)[]): MarkdownIt {
  const md = new MarkdownIt({ html: true, linkify: true, typographer: true });
  for (const plugin of plugins) md.use(plugin);
  md.core.ruler.push('source_map_data_attribute', ({ tokens }) => {
    for (const token of tokens)
      if (token.map && token.type !== 'inline') {
        token.attrSet('data-line', String(token.map[0]));
        token.attrJoin('class', 'code-line');
      }
  });
  return md;
}

// Its types are those of another build of markdown-it.
const theirFootnotes = footnotePlugin as unknown as (md: MarkdownIt) => void;
const plain = preview();
const ourPlugin = (md: MarkdownIt) => {
  previewPlugin(md);
};
const ours = preview(ourPlugin);

/** The HTML of a draft of these lines, without what scrolling needs. */
function shown(...lines: string[]): string {
  return ours
    .render(draft(...lines))
    .replace(/ data-line="\d+"/g, '')
    .replace(/ class="code-line"/g, '')
    .replace(/ class="code-line /g, ' class="');
}

/** What a reader sees, a space between elements. */
function words(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

const ratingsPage = (score: string, overall: string, ...rows: string[]) => [
  '## Ratings',
  '',
  `Score: ${score}`,
  '',
  `Overall rating: ${overall}`,
  '',
  '| Standard | Rating |',
  '| --- | --- |',
  '| **1. Organisational delivery** | |',
  ...rows,
];

describe('other Markdown is rendered byte for byte as before', () => {
  const folders = ['', 'docs/rules', 'test/host/workspace'];
  const own = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join(folder, name)),
  );
  const packages = readdirSync(path.join(root, 'node_modules'))
    .map((name) => path.join('node_modules', name, 'README.md'))
    .filter((name) => {
      try {
        return readFileSync(path.join(root, name)).length < 100_000;
      } catch {
        return false;
      }
    });
  const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

  it('is a corpus', () => {
    expect(own.length).toBeGreaterThan(30);
    expect(packages.length).toBeGreaterThan(100);
  });

  it.each(own)('%s', (name) => {
    expect(ours.render(read(name))).toBe(plain.render(read(name)));
  });

  it('the documentation of the packages used here', () => {
    for (const name of packages) expect(ours.render(read(name)), name).toBe(plain.render(read(name)));
  });

  it('a report without its front matter, from a file of another name', () => {
    const text = assessment('91%', '8/11', '').join('\n');
    expect(ours.render(text)).toBe(plain.render(text));
    expect(ours.render(text, { currentDocument: { path: '/notes/one.md' } })).toBe(plain.render(text));
    expect(ours.render(`${text}\n\n‹slot›`, { currentDocument: { path: '/notes/one.report.md' } })).toContain(
      '<mark class="ir-slot">',
    );
  });

  it('with the footnote plugin of another extension, in whichever order they come', () => {
    const text = 'One[^a], two^[inline].\n\n[^a]: Note\n\n    > more\n\n[ref]: x\n\n[ref] [^b]';
    const theirs = preview(theirFootnotes).render(text);
    expect(theirs).toContain('footnote-ref');
    expect(preview(theirFootnotes, ourPlugin).render(text)).toBe(theirs);
    expect(preview(ourPlugin, theirFootnotes).render(text)).toBe(theirs);
  });

  it('inline, whatever it says', () => {
    expect(ours.renderInline('Rating: **Good** ‹slot›')).toBe(plain.renderInline('Rating: **Good** ‹slot›'));
  });
});

describe('stated ratings are badges', () => {
  it.each([
    ['Inadequate', 0],
    ['Requires improvement', 1],
    ['Good', 2],
    ['Outstanding', 3],
  ])('%s stands %i steps up', (rating, rank) => {
    expect(shown('### 1.2. Staff', '', 'Staff.', '', `Rating: **${rating}**`)).toContain(
      `<p>Rating: <strong><span class="ir-rating ir-rank-${String(rank)}">${rating}</span></strong></p>`,
    );
  });

  it('with the words as they were typed, and the footnote after them', () => {
    const html = shown('### 1.2. Staff', '', 'Staff.', '', 'Rating: good[^a]', '', '[^a]: Note');
    expect(html).toMatch(/<span class="ir-rating ir-rank-2">good<\/span><sup/);
  });

  it('and say in words where the key questions give another', () => {
    const html = shown(...assessment('91%', '64%', '73%'));
    expect(html).toContain(
      '<span class="ir-rating ir-rank-2">Good</span></strong> <span class="ir-note">the key questions give ',
    );
    expect(words(html)).toContain(
      "Good the key questions give 'Requires improvement': lowest 64% (2.1.2): too few",
    );
    expect(shown(...assessment('91%', '65%', '73%'))).not.toContain('ir-note');
  });

  it('not where a discretion footnote has moved the rating', () => {
    const moved = [
      ...assessment('91%', '64%[^d]', '73%'),
      '',
      "[^d]: Professional discretion was used to raise the rating from 'Requires improvement' to 'Good'.",
    ];
    expect(shown(...moved)).not.toContain('ir-note');
  });

  it('or that they are still to come, with what is known', () => {
    const open = (...cells: [string, string, string]) =>
      words(shown(...assessment(...cells).map((line) => line.replace('Rating: **Good**', 'Rating:'))));
    expect(open('91%', '64%', '73%')).toContain(
      "Rating: not filled in yet the key questions give 'Requires improvement'",
    );
    expect(open('91%', '', '73%')).toMatch(/Rating: not filled in yet Our rating/);
  });

  it('a word that is no rating is left alone', () => {
    expect(shown('### 1.2. Staff', '', 'Staff.', '', 'Rating: **Adequate**')).toContain(
      '<p>Rating: <strong>Adequate</strong></p>',
    );
  });

  it('wherever marks of emphasis are in the way, the words stay as they are', () => {
    const html = shown('### 1.2. Staff', '', 'Staff.', '', 'Rating: **Requires** improvement');
    expect(html).toContain(
      '<p>Rating: <span class="ir-rating ir-rank-1"><strong>Requires</strong> improvement</span></p>',
    );
    expect(shown('### 1.2. Staff', '', 'Staff.', '', '**Rating: Requires** improvement')).toContain(
      '<p><strong>Rating: Requires</strong> improvement</p>',
    );
  });

  it('also in a paragraph of several lines', () => {
    const html = shown(...ratingsPage('19/36\\\nOverall rating: **Good**', 'Inadequate'));
    expect(html).toContain(
      '<span class="ir-figures">19/36</span><br>\nOverall rating: <strong><span class="ir-rating',
    );
  });
});

describe('the ratings page', () => {
  const staff = ['### 1.2. Staff', '', 'Staff.', '', 'Rating: **Good**'];

  it('is a card from its heading to the next part', () => {
    const html = shown('# Title', '', ...ratingsPage('1/36', 'Good'), '', '## Foreword', '', 'Words.');
    const [before = '', card = '', after = ''] = html.split(
      /<section class="ir-ratings-page">\n|<\/section>\n/,
    );
    expect(before).toContain('<h1>Title</h1>');
    expect(card).toMatch(/^<h2>Ratings<\/h2>[^]*<\/table>\s*$/);
    expect(after).toMatch(/^<h2>Foreword<\/h2>/);
  });

  it('groups its table by domain, and its cells are badges', () => {
    const html = shown(
      ...ratingsPage('1/36', 'Good', '| 1.2. Staff | Good |', '| 1.3. Partnerships and services | |'),
    );
    expect(html).toContain('<table class="ir-ratings">');
    expect(html).toMatch(/<tr class="ir-domain">\n<td><strong>1\. Organisational delivery/);
    expect(html).toContain('<td><span class="ir-rating ir-rank-2">Good</span></td>');
    expect(html).toMatch(
      /Partnerships and services<\/td>\n<td> <mark class="ir-slot">not filled in yet<\/mark><\/td>/,
    );
  });

  it('says where a cell is not what the section says', () => {
    const html = shown(...ratingsPage('1/36', 'Good', '| 1.2. Staff | Outstanding |'), '', ...staff);
    expect(words(html)).toContain("Outstanding its section says 'Good'");
  });

  const complete = exampleNames.map((name) => draftAsItStands(name));

  it('says where score and overall rating are not what the ratings give', () => {
    const [example = ''] = complete;
    const change = (from: string, to: string) => words(ours.render(example.replace(from, to)));
    expect(change('', '')).toContain('Score: 25/36 the ratings add up to 23/36');
    expect(change('Score: 25/36', 'Score: 23/36')).not.toContain('add up');
    expect(change('Score: 25/36', 'Score:')).toContain(
      'Score: not filled in yet the ratings add up to 23/36',
    );
    expect(change('Score: 25/36', 'Score: 23/39')).toContain('Score: 23/39 the ratings add up to 23/36');
    expect(change('', '')).not.toContain('the ratings give');
    expect(change('Overall rating: **Good**', 'Overall rating: **Outstanding**')).toContain(
      "Overall rating: Outstanding the ratings give 'Good': score 23 of 36",
    );
    expect(change('Overall rating: **Good**', 'Overall rating: TBC')).toContain(
      "Overall rating: TBC not filled in yet the ratings give 'Good': score 23 of 36",
    );
  });
});

describe('key questions', () => {
  const cells = (...values: [string, string, string]) =>
    [...shown(...assessment(...values)).matchAll(/<td style="text-align:right">(.*)<\/td>/g)].map(
      ([, cell = '']) => cell,
    );

  it('have a bar as long as the percentage, and the rating of its band in words', () => {
    const [first = '', second = ''] = cells('91%', '**45%**', '65%');
    expect(first).toMatch(
      /^<span class="ir-share"><span class="ir-percent">91%<\/span><svg class="ir-bar ir-rank-3"/,
    );
    expect(first).toContain('<rect class="ir-fill" width="91" height="10">');
    expect(first).toMatch(/<span class="ir-band">Outstanding<\/span><\/span>$/);
    expect(second).toContain(
      '<span class="ir-percent"><strong>45%</strong></span><svg class="ir-bar ir-rank-0"',
    );
    expect(second).toContain('<span class="ir-band">Inadequate</span>');
  });

  it('show the bounds of the bands', () => {
    expect(cells('91%', '', '')[0]).toContain('<path class="ir-bounds" d="M50 0V10M65 0V10M80 0V10"></path>');
  });

  it('show a count with the percentage that it becomes', () => {
    expect(words(must(cells('8/11', '', '')[0]))).toBe(' 8/11 = 73% Good ');
  });

  it.each(['', 'TBC', '–', '‹per cent›'])("say of '%s' that it is not known yet", (cell) => {
    const html = must(cells(cell, '50%', '50%')[0]);
    expect(html).toMatch(/ <mark class="ir-slot">not known yet<\/mark>$/);
    expect(html).not.toContain('ir-bar');
  });

  it('say so of a cell that is missing', () => {
    const lines = assessment('91%', '91%', '91%').map((line) =>
      line.replace('people safe? | 91% |', 'people safe? |'),
    );
    expect(shown(...lines).match(/not known yet/g)).toHaveLength(1);
  });

  it.each(['n/a', '101%', '12.5%', 'most'])("leave '%s' as it is", (cell) => {
    expect(cells(cell, '50%', '50%')[0]).toBe(cell);
  });

  it('do so in no other table', () => {
    expect(
      shown('### 2.1. Assessment', '', '| Group | Share |', '| --- | --- |', '| a | 50% |'),
    ).not.toContain('ir-');
  });
});

describe('what is still to be filled in is marked', () => {
  it.each([
    ['in ‹how many› cases', 'in <mark class="ir-slot">‹how many›</mark> cases'],
    ['the date is TBC.', 'the date is <mark class="ir-slot">TBC</mark>.'],
    [
      '**‹a› and ‹b›**',
      '<strong><mark class="ir-slot">‹a›</mark> and <mark class="ir-slot">‹b›</mark></strong>',
    ],
  ])('%s', (line, html) => {
    expect(shown(line)).toContain(html);
  });

  it('in headings, lists, quotations and cells too, and not in code', () => {
    const html = shown('## ‹h›', '', '- ‹l›', '', '> ‹q›', '', '| ‹c› |', '| --- |', '', '`‹code›`');
    expect(html.match(/<mark class="ir-slot">/g)).toHaveLength(4);
    expect(html).toContain('<code>‹code›</code>');
  });

  it('and ETBC or TBCs are not', () => {
    expect(shown('ETBC and TBCs')).not.toContain('mark');
  });
});

describe('block quotes', () => {
  it('with a bold label are boxes, any other are quotations', () => {
    expect(shown('> **Good practice**', '>', '> Words.')).toContain('<blockquote class="ir-box">');
    expect(shown("> 'They listened to me.'")).toContain('<blockquote class="ir-quotation">');
    expect(shown('> Words, **bold**.')).toContain('<blockquote class="ir-quotation">');
    expect(shown('> - **item**')).toContain('<blockquote class="ir-quotation">');
  });
});

describe('footnotes', () => {
  const numbers = (html: string) =>
    [...html.matchAll(/<sup class="footnote-ref">.*?>(\d+)<\/a><\/sup>/g)].map(([, n]) => n);

  it('are numbered by their first reference, in headings and cells too', () => {
    const html = shown(
      'Text[^z].',
      '',
      '## Heading[^y]',
      '',
      '| a[^x] |',
      '| --- |',
      '| b[^z] |',
      '',
      ...['x', 'y', 'z'].map((each) => `[^${each}]: Note ${each}.\n`),
    );
    expect(numbers(html)).toEqual(['1', '2', '3', '1']);
    expect(html).toMatch(/<h2>Heading<sup class="footnote-ref">/);
    expect(words(html.slice(html.indexOf('ir-footnotes')))).toMatch(/Note z\..*Note y\..*Note x\./);
  });

  it('stand at the end, below the last part and outside the ratings page', () => {
    const html = shown(...ratingsPage('1/36[^a]', 'Good'), '', '[^a]: Note.');
    expect(html).toMatch(
      /<\/section>\n<section class="footnotes ir-footnotes">\n<ol[^]*<\/ol>\n<\/section>\n$/,
    );
  });

  it('are out of the way of scrolling: lines only ever go up', () => {
    for (const { text } of corpus) {
      const lines = [...ours.render(text).matchAll(/data-line="(\d+)"/g)].map(([, line]) => Number(line));
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      expect(lines.length).toBeGreaterThan(100);
    }
  });

  it('are forgotten when the next text is rendered in the same environment', () => {
    const env = {};
    const text = draft('One[^a].', '', '[^a]: Note.');
    expect(ours.render(text, env)).toBe(ours.render(text, env));
    expect(ours.render('One[^a].', env)).toBe(plain.render('One[^a].'));
  });

  it('a reference without its footnote, and an inline one, are text as in other viewers', () => {
    expect(shown('One[^nowhere], two^[inline].')).toContain('One[^nowhere], two^[inline].');
  });

  it('inside a footnote, another is text', () => {
    const html = shown('One[^a].', '', '[^a]: > [^b]: Another note.');
    expect(html).toContain('<blockquote class="ir-quotation">\n<p>[^b]: Another note.');
    expect(html.match(/<blockquote/g)).toHaveLength(1);
    expect(html.match(/<\/blockquote/g)).toHaveLength(1);
  });

  it('go on working beside the plugin of another extension', () => {
    const text = draft('One[^a].', '', '[^a]: Note.', '', '## Two[^a]');
    for (const plugins of [
      [theirFootnotes, ourPlugin],
      [ourPlugin, theirFootnotes],
    ]) {
      const html = preview(...plugins).render(text);
      expect(html.match(/<sup class="footnote-ref">/g)).toHaveLength(2);
      expect(html.match(/class="footnote-item"/g)).toHaveLength(1);
      expect(html.match(/Note\./g)).toHaveLength(1);
    }
    const both = preview(ourPlugin, theirFootnotes).render(
      draft('One[^a], two^[theirs].', '', '[^a]: Ours.'),
    );
    expect(words(both)).toMatch(/Ours\..*theirs|theirs.*Ours\./);
  });
});

describe('a preview is safe', () => {
  it('what an author typed is escaped', () => {
    const strict = new MarkdownIt().use(previewPlugin);
    const html = strict.render(
      draft(
        ...assessment('<b>9</b>', '‹<img src=x onerror=alert(1)>›', '91%'),
        '',
        'TBC ‹<script>›[^"><i>]',
        '',
        '[^"><i>]: <u>',
        ...ratingsPage('<i>1</i>/36', '<u>Good</u>', '| 1.2. Staff | <b>Good</b> |'),
      ),
    );
    expect([...html.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(b|i|u|img|script)$/)]),
    );
    expect(html).toContain('&lt;img src=x');
  });

  it('needs no style, script or handler of its own', () => {
    for (const { text } of corpus) {
      const added = ours.render(text).match(/<(?:span|svg|rect|path|mark|section)[^>]*>/g) ?? [];
      expect(added.length).toBeGreaterThan(20);
      for (const tag of added) expect(tag).not.toMatch(/\s(?:style|on\w+|href|src)=/);
    }
  });

  it('shows plain Markdown when something goes wrong', () => {
    const text = draft(...assessment('91%', '64%', '73%'));
    const failing = preview((md) => {
      previewPlugin(md, {
        read: () => {
          throw new Error('no reading');
        },
      });
    });
    expect(failing.render(text)).toBe(plain.render(text));
    const reading = draftReader()('');
    const broken = preview((md) => {
      previewPlugin(md, {
        read: () => ({
          ...reading,
          report: {
            ...reading.report,
            get ratingsPage(): never {
              throw new Error('no ratings page');
            },
          },
        }),
      });
    });
    expect(broken.render(`${text}\n> quotation`)).toBe(plain.render(`${text}\n> quotation`));
  });
});

/** The HTML without what the preview adds: its elements unwrapped, and those with words of its own left out. */
function withoutOurs(html: string): string {
  let result = '';
  let left = 0;
  const open: ('theirs' | 'wrapped' | 'left out')[] = [];
  const isVoid = /^(?:br|hr|img|input|wbr|col)$/;
  let at = 0;
  for (const piece of html.split(/(<[^>]*>\n?)/)) {
    at += piece.length;
    const [, slash, tag = '', attributes = ''] = /^<(\/?)([a-z]\w*)([^>]*)>/.exec(piece) ?? [];
    if (tag === '') {
      if (left === 0) result += piece;
    } else if (slash === '/') {
      const kind = open.pop();
      if (kind === 'left out') left--;
      if (kind === 'theirs' && left === 0) result += piece;
      else if (left === 0 && piece.endsWith('\n') && tag !== 'section') result += '\n';
    } else {
      const names = /class="([^"]*)"/.exec(attributes)?.[1]?.split(' ') ?? [];
      const own =
        names.some((each) => each.startsWith('ir-')) && /^(?:span|svg|rect|path|mark|section)$/.test(tag);
      const next = html.slice(at - piece.length);
      const isAdded =
        names.some((each) => /^ir-(?:note|band|bar|becomes)$/.test(each)) ||
        /^<mark class="ir-slot">not (?:known|filled in) yet</.test(next);
      const kind = !own ? 'theirs' : isAdded ? 'left out' : 'wrapped';
      if (kind === 'left out') {
        if (left++ === 0 && /^(?:mark|span)$/.test(tag) && names[0] !== 'ir-band')
          result = result.replace(/ $/, '');
      }
      if (kind === 'theirs' && left === 0) {
        const kept = [...attributes.matchAll(/\s([\w-]+)="([^"]*)"/g)].flatMap(
          ([, name = '', value = '']) => {
            const rest = name === 'class' ? value.replace(/\bir-[\w-]+ ?/g, '').trim() : value;
            return rest === '' && name === 'class' ? [] : [`${name}="${rest}"`];
          },
        );
        result += `<${[tag, ...kept.sort()].join(' ')}>${piece.endsWith('\n') ? '\n' : ''}`;
      }
      if (!isVoid.test(tag)) open.push(kind);
    }
  }
  return result;
}

describe('of a draft whatever', () => {
  const lines = exampleNames
    .flatMap((name) => draftAsItStands(name).split('\n'))
    .filter((line) => line !== '');
  const tables = [assessment('8/11', 'TBC', '‹n›'), assessment('9/11', '', '**64%**')].map((all) =>
    all.join('\n'),
  );
  const bits = [
    '|',
    '**',
    '[^lowest]',
    '‹',
    '›',
    'TBC',
    '<',
    '>',
    '&',
    '`',
    '#',
    '- ',
    '\\',
    '\u00a0',
    '"',
    '8/11',
    '50%',
    'Good',
    'Rating:',
    '\n',
    '\r\n',
    ' ',
    'é',
    '😀',
    '\0',
    '__proto__',
  ];
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...lines) },
    { weight: 1, arbitrary: fc.constantFrom(...tables) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...bits), maxLength: 12 }) },
    { weight: 1, arbitrary: fc.constant('') },
  );
  const body = fc
    .array(fc.tuple(piece, fc.constantFrom('\n', '\n\n', '\n\n', '\r\n', '')), { maxLength: 60 })
    .map((all) => draft(...all.map(([text, end]) => text + end)));

  it('the report is made without an error', () => {
    const read = draftReader();
    fc.assert(
      fc.property(body, (text) => {
        asReport(plain.parse(text, {}), read(text), Token)();
        ours.render(text);
      }),
      { numRuns: runs(50) },
    );
  });

  it('nothing but elements and classes of ours is added, and every word and line stays in its place', () => {
    // Without HTML, which need not be whole; footnotes are moved, which is another test's matter.
    const set = (md: MarkdownIt) => md.set({ html: false, typographer: false });
    const [with_, without] = [set(preview(ourPlugin)), set(preview())];
    fc.assert(
      fc.property(body, (text) => {
        const bare = text.replaceAll('[^', '[');
        expect(withoutOurs(with_.render(bare))).toBe(withoutOurs(without.render(bare)));
      }),
      { numRuns: runs(50) },
    );
  });

  it.each(corpus)('$name keeps every word', ({ text }) => {
    const counted = (html: string) => {
      const counts = new Map<string, number>();
      for (const word of words(html).split(/[^\p{L}\d%/]+/u)) counts.set(word, (counts.get(word) ?? 0) + 1);
      return counts;
    };
    const after = counted(ours.render(text));
    const marks = /\[\^[^\]]*\]:?/g;
    for (const [word, count] of counted(plain.render(text.replace(marks, ' '))))
      expect(after.get(word) ?? 0, word).toBeGreaterThanOrEqual(count);
  });
});

describe('reading, which costs more than parsing,', () => {
  const [name = ''] = exampleNames;
  const text = draftAsItStands(name);

  it('is done once, however often a text is rendered', () => {
    const read = draftReader();
    expect(read(text)).toBe(read(text));
    expect(read(text)).not.toBe(read(`${text}.`));
  });

  it('is done when a draft is rendered, and not when it is only parsed', () => {
    let times = 0;
    const md = preview((each) => {
      previewPlugin(each, {
        read: (draftText) => {
          times++;
          return draftReader()(draftText);
        },
      });
    });
    const tokens = md.parse(text, {});
    expect(times).toBe(0);
    const html = md.renderer.render(tokens, md.options, {});
    expect(html).toBe(ours.render(text));
    expect(md.renderer.render(tokens, md.options, {})).toBe(html);
    expect(times).toBe(1);
  });
});
