import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import footnotePlugin from 'markdown-it-footnote';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../src/document/document';
import { draftReader } from '../../src/preview/draftReader';
import { previewPlugin } from '../../src/preview/preview';
import { reportView } from '../../src/preview/show';
import { readReport } from '../../src/report/read';
import { corpus } from '../corpus/reports';
import { draftAsItStands, exampleNames } from '../examples';
import { root } from './built';
import { assessment, draft } from './kit';

/** markdown-it as VS Code's preview sets it up, as far as it matters here. */
function preview(...plugins: ((md: MarkdownIt) => void)[]): MarkdownIt {
  const md = new MarkdownIt({ html: true, linkify: true, typographer: true });
  const { rules } = md.renderer;
  const [image, link] = [rules.image, rules.link_open];
  rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index];
    token?.attrSet('data-src', token.attrGet('src') ?? '');
    (env as { pictures?: string[] }).pictures?.push(token?.attrGet('src') ?? '');
    return image?.(tokens, index, options, env, self) ?? '';
  };
  rules.link_open = (tokens, index, options, env, self) => {
    tokens[index]?.attrPush(['data-href', tokens[index].attrGet('href') ?? '']);
    return link?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
  };
  rules.heading_open = (tokens, index, options, env, self) => {
    const counts = ((env as { slugs?: Map<string, number> }).slugs ??= new Map<string, number>());
    const slug = (tokens[index + 1]?.children ?? [])
      .map(({ content }) => content)
      .join('')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-');
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    tokens[index]?.attrSet('id', count === 0 ? slug : `${slug}-${String(count)}`);
    return self.renderToken(tokens, index, options);
  };
  for (const plugin of plugins) md.use(plugin);
  return md;
}

// Its types are those of another build of markdown-it.
const theirFootnotes = footnotePlugin as unknown as (md: MarkdownIt) => void;
const plain = preview();
const ourPlugin = (md: MarkdownIt) => {
  const [read, show] = [draftReader(), reportView()];
  previewPlugin(md, { show: (text, rules) => show(read(text), rules) });
};
const ours = preview(ourPlugin);

/** The HTML of a draft of these lines, without what scrolling needs. */
function shown(...lines: string[]): string {
  return ours
    .render(draft(...lines))
    .replace(/ data-line="\d+"/g, '')
    .replace(/ class="code-line"/g, '')
    .replace(/ code-line"/g, '"');
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

describe('a draft is shown as its page', () => {
  it('from the title to the footnotes, in parts that keep their names', () => {
    const html = shown(
      '# Title',
      '',
      '## Ratings',
      '',
      'Score: 1/36[^a]',
      '',
      '## Foreword',
      '',
      '[^a]: Note.',
    );
    expect(html).toMatch(
      /^<div class="ir-report" id="report_">\n<div class="ir-front" id="front_">\n+<h1 id="title">Title<\/h1>/,
    );
    expect(html).toContain(
      '<section id="ratings_part" class="ir-ratings-page">\n<h2 id="ratings">Ratings</h2>',
    );
    expect(html).toMatch(
      /<section id="foreword_part">[^]*<\/section>\n<section class="ir-footnotes"[^]*<\/section>\n<\/div>\n$/,
    );
  });

  it('with badges, bars, boxes and what is unfinished', () => {
    const html = shown(
      ...assessment('91%', '**45%**', ''),
      '',
      '> **Good practice**',
      '',
      '> "Words"',
      '',
      'In ‹place›.',
    );
    expect(html).toContain(
      '<p class="ir-rating-line">Rating: <strong><span class="ir-rating ir-rank-2">Good</span></strong>',
    );
    expect(html).toContain('<rect class="ir-fill" width="91" height="10">');
    expect(html).toContain('<span class="ir-percent"><strong>45%</strong></span>');
    expect(html).toContain('<mark class="ir-slot">not known yet</mark>');
    expect(html).toContain('<div class="ir-box">');
    expect(html).toContain('<blockquote class="ir-quotation">');
    expect(html).toContain('<mark class="ir-slot">‹place›</mark>');
  });

  it('and each percentage has no words beside it that compete with the rating', () => {
    expect(words(shown(...assessment('91%', '73%', '73%')))).not.toMatch(/Outstanding|Inadequate/);
  });

  it('comments, front matter and typed contents are not there', () => {
    const html = shown('<!-- secret -->', '', '## Contents', '', '- Foreword', '', '## Foreword');
    expect(html).not.toMatch(/secret|framework|<li>Foreword/);
  });

  it.each(corpus)('$name has every word of its document', ({ text }) => {
    const seen = words(ours.render(text)).replace(/\s/g, '');
    const { report } = documentOf(readReport(text));
    for (const { range } of report.paragraphs.slice(0, 40)) {
      const source = report.slice(range.start, range.end);
      if (!/[&<>"'*_[\]\\]/.test(source)) expect(seen).toContain(source.replace(/\s/g, ''));
    }
  });
});

describe('notes for authors say where something else follows from the draft', () => {
  it('than a rating states', () => {
    const html = shown(...assessment('91%', '64%', '73%'));
    expect(html).toContain('<span class="ir-note">the key questions give ');
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

  it('or that a rating is still to come, with what is known', () => {
    const open = (...cells: [string, string, string]) =>
      words(shown(...assessment(...cells).map((line) => line.replace('Rating: **Good**', 'Rating:'))));
    expect(open('91%', '64%', '73%')).toContain(
      "Rating: not filled in yet the key questions give 'Requires improvement'",
    );
    expect(open('91%', '', '73%')).toMatch(/Rating: not filled in yet Our rating/);
  });

  it('than the score, the overall rating or a row of the ratings page', () => {
    const [name = ''] = exampleNames;
    const change = (from: string, to: string) => words(ours.render(draftAsItStands(name).replace(from, to)));
    expect(change('', '')).toContain('Score: 25/36 the ratings add up to 23/36');
    expect(change('Score: 25/36', 'Score: 23/36')).not.toContain('add up');
    expect(change('Overall rating: **Good**', 'Overall rating: **Outstanding**')).toContain(
      "Overall rating: Outstanding the ratings give 'Good': score 23 of 36",
    );
    const staff = ['### 1.2. Staff', '', 'Staff.', '', 'Rating: Good'];
    expect(
      words(shown(...ratingsPage('1/36', 'Good', '| 1.2. Staff | Outstanding |'), '', ...staff)),
    ).toContain("Outstanding its section says 'Good'");
  });

  it('and what a count becomes', () => {
    expect(words(shown(...assessment('8/11', '', '')))).toContain('8/11 = 73%');
  });
});

describe('what VS Code adds to Markdown', () => {
  it('headings have the names that it gives them, the contents lead there', () => {
    const html = shown('# T', '', '## Same', '', '## Same[^a]', '', '[^a]: A');
    expect([...html.matchAll(/<h2 id="([^"]*)">Same/g)].map(([, id]) => id)).toEqual(['same', 'same-1']);
    expect(html).toContain('<a href="#same-1" data-href="#same-1">Same</a>');
  });

  it('links and pictures are those that it follows', () => {
    const env = { pictures: [] as string[] };
    const text = draft('[a](other.md "Title") ![b](c.png)');
    // Also where nothing has changed since.
    for (const html of [ours.render(text, env), ours.render(text, env)]) {
      expect(html).toContain('<a href="other.md" data-href="other.md" title="Title">a</a>');
      expect(html).toContain('<img src="c.png" alt="b" data-src="c.png">');
    }
    expect(env.pictures).toEqual(['c.png', 'c.png']);
  });

  it('lines only ever rise, in everything but contents and footnotes', () => {
    for (const { text } of corpus) {
      const html = ours.render(text);
      const lines = [...html.matchAll(/data-line="(\d+)"/g)].map(([, line]) => Number(line));
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      expect(lines.length).toBeGreaterThan(100);
      expect(html.slice(html.indexOf('ir-footnotes'))).not.toContain('data-line');
    }
  });

  it('lines are those of the draft', () => {
    const text = draft('# T', '', 'Paragraph', '', '- item', '', '| a |', '| - |', '| row |');
    const lines = text.split('\n');
    const html = ours.render(text);
    for (const [line, tag] of [
      ['# T', 'h1'],
      ['Paragraph', 'p'],
      ['- item', 'li'],
      ['| row |', 'tr'],
    ] as const)
      expect(html).toMatch(new RegExp(`<${tag}[^>]* data-line="${String(lines.indexOf(line))}"`));
  });
});

describe('what has not changed is not rendered again, and what is shown is the same', () => {
  it.each(corpus)('while $name is edited', ({ text }) => {
    const md = preview(ourPlugin);
    let edited = text;
    md.render(edited, {});
    for (const [from, to] of [
      ['Foreword', 'Foreword and more'],
      ['\n\n', '\n\n\n\n'],
      ['Good', 'Outstanding'],
      ['## ', '## ‹'],
      ['[^', '[^x'],
    ] as const) {
      const place = edited.indexOf(from, edited.length / 3);
      edited = edited.slice(0, place) + to + edited.slice(place + from.length);
      expect(md.render(edited, {})).toBe(preview(ourPlugin).render(edited, {}));
    }
  });
});

describe('a preview is safe', () => {
  it('what an author typed is escaped', () => {
    const html = ours.render(
      draft(
        ...assessment('<b>9</b>', '‹<img src=x onerror=alert(1)>›', '91%'),
        '',
        'TBC ‹<script>›[^"><i>] [a](javascript:alert(1))',
        '',
        '[^"><i>]: <u>',
        ...ratingsPage('<i>1</i>/36', '<u>Good</u>', '| 1.2. Staff | <b>Good</b> |'),
      ),
    );
    expect([...html.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(b|i|u|img|script)$/)]),
    );
    expect(html).not.toContain('href="javascript');
  });

  it('shows plain Markdown when something goes wrong', () => {
    const text = draft(...assessment('91%', '64%', '73%'));
    const failing = preview((md) => {
      previewPlugin(md, {
        show: () => {
          throw new Error('no report');
        },
      });
    });
    expect(failing.render(text)).toBe(plain.render(text));
  });

  it('of a draft whatever', () => {
    const lines = draftAsItStands(exampleNames[0] ?? '').split('\n');
    const bits = [
      '|',
      '**',
      '[^lowest]',
      '‹',
      'TBC',
      '<',
      '&',
      '`',
      '#',
      '- ',
      '\\',
      '8/11',
      'Rating:',
      '\r\n',
      '😀',
      '\0',
      '__proto__',
      '> ',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...lines), fc.constantFrom(...bits)), { maxLength: 60 }),
        (pieces) => {
          const text = draft(...pieces);
          expect(ours.render(text)).toBe(preview(ourPlugin).render(text));
          expect(ours.render(text)).toMatch(/^<div class="ir-report"/);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('reading is done when a draft is rendered, and not when it is only parsed', () => {
  let times = 0;
  const md = preview((each) => {
    previewPlugin(each, {
      show: () => {
        times++;
        return 'shown';
      },
    });
  });
  const tokens = md.parse(draft('# Title'), {});
  expect(times).toBe(0);
  expect(md.renderer.render(tokens, md.options, {})).toBe('shown');
  expect(times).toBe(1);
});
