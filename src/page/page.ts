import type { Element, ElementContent, Properties } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { dateInWords, dateOf } from '../document/dates.js';
import type { ReportDocument } from '../document/document.js';
import { generator } from '../document/generator.js';
import type { Picture, Pictures } from '../document/pictures.js';
import { Blocks } from './blocks.js';
import { contents } from './contents.js';
import { endnotes } from './footnotes.js';
import { sectionsOf } from './sections.js';
import type { Setting } from './setting.js';
import { stylesheet, stylesheetHash } from './stylesheet.js';

/** Nothing but this style sheet and pictures that stand in the file; no script, no form, no frame, no request. */
const policy = [
  "default-src 'none'",
  `style-src '${stylesheetHash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * The web page of a report, as HTML: one file that needs nothing else. The same report gives the same page.
 * @param pictures those that the page is to hold; others are shown by their alternative text.
 */
export function pageOf(document: ReportDocument, pictures: Pictures): string {
  const { report, title, language, headings, footnotes } = document;
  const setting = pageSetting(pictures);
  const blocks = new Blocks(document, setting);
  const { front, parts } = sectionsOf(document);
  const date = dateOf(report);
  const hasTitle = headings.some(({ level }) => level === 1);
  const page = h('html', { lang: language }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('title', title),
      h('meta', { name: 'generator', content: generator }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      ...(date === undefined ? [] : [h('meta', { name: 'dcterms.date', content: date })]),
      h('style', stylesheet),
    ]),
    h('body', { className: 'ir-report' }, [
      h('a', { className: 'ir-skip', href: '#report_' }, 'Skip to the report'),
      h('header', { className: 'ir-band' }, [h('p', 'Inspection report'), colours()]),
      h('main', { id: 'report_', tabIndex: -1 }, [
        h('div', { className: 'ir-front' }, [
          ...(hasTitle ? [] : [h('h1', title)]),
          ...lines(blocks.elements(front)),
        ]),
        ...present(contents(headings, setting)),
        h('div', { className: 'ir-body' }, [
          ...parts.map(({ id, isRatings, blocks: nodes }) =>
            h(
              'section',
              { id, ...(isRatings ? { className: 'ir-ratings-page' } : {}) },
              lines(blocks.elements(nodes)),
            ),
          ),
          ...present(endnotes(footnotes, blocks)),
        ]),
      ]),
      h('footer', { className: 'ir-foot' }, [
        h('p', date === undefined ? title : `${title}, ${dateInWords(date)}`),
        h('p', h('a', { href: '#report_' }, 'Back to the top')),
      ]),
    ]),
  ]);
  return `${toHtml({ type: 'root', children: [{ type: 'doctype' }, { type: 'text', value: '\n' }, page] })}\n`;
}

/** Whether a page is one of ours: its head says so. */
export function isOurPage(html: string): boolean {
  return html.slice(0, 2_000).includes(`<meta name="generator" content="${generator}">`);
}

/** Light or dark: as the reader's device has it, unless the reader says otherwise. */
function colours(): Element {
  const choice = (name: string, words: string, more: Properties = {}) => {
    const id = `colours_${name}`;
    return h('label', { htmlFor: id }, [h('input', { type: 'radio', name: 'colours', id, ...more }), words]);
  };
  return h('fieldset', { className: 'ir-colours' }, [
    h('legend', 'Colours'),
    choice('device', 'as on this device', { checked: true }),
    choice('light', 'light'),
    choice('dark', 'dark'),
  ]);
}

function pageSetting(pictures: Pictures): Setting {
  return {
    headingProperties: ({ data }) => (data?.mark ? { id: data.mark.id } : {}),
    linkProperties: (target) => ({ href: target }),
    picture: ({ url, alt, title }) => {
      const picture = pictures.get(url);
      if (!picture) return alt ? h('span', { className: 'ir-picture' }, alt) : undefined;
      const { width, height } = picture;
      return h('img', { src: inFile(picture), alt, width, height, ...(title == null ? {} : { title }) });
    },
    placeProperties: () => ({}),
    notes: false,
    contentsOpen: true,
  };
}

/** A picture as an address that holds it. */
function inFile({ bytes, type }: Picture): string {
  let characters = '';
  // In pieces: a call takes so many arguments and no more.
  for (let start = 0; start < bytes.length; start += 8192)
    characters += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return `data:${type};base64,${btoa(characters)}`;
}

/** Elements each on a line of its own: a page is read by people, too. */
export function lines(elements: readonly ElementContent[]): ElementContent[] {
  return elements.flatMap((element): ElementContent[] => [{ type: 'text', value: '\n' }, element]);
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
