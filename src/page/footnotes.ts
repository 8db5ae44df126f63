import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { FootnoteReference } from 'mdast';
import type { Footnote } from '../document/footnotes.js';
import type { Blocks } from './blocks.js';

// An underline keeps these names apart from those of headings, which are made of letters, figures and hyphens.
const noteName = (number: number) => `note_${String(number)}`;
const referenceName = (number: number, occurrence: number) =>
  `note_${String(number)}_from${occurrence === 1 ? '' : `_${String(occurrence)}`}`;

/** The number in the text that leads to a footnote. */
export function reference({ data }: FootnoteReference): Element | undefined {
  const { number, occurrence } = data?.mark ?? {};
  if (number === undefined || occurrence === undefined) return undefined;
  return h(
    'sup',
    { className: 'ir-reference' },
    h(
      'a',
      {
        href: `#${noteName(number)}`,
        id: referenceName(number, occurrence),
        role: 'doc-noteref',
        ariaLabel: `${String(number)}, footnote`,
      },
      String(number),
    ),
  );
}

/** The footnotes at the end, each with a way back to every place that refers to it. */
export function endnotes(footnotes: readonly Footnote[], blocks: Blocks): Element | undefined {
  if (footnotes.length === 0) return undefined;
  return h(
    'section',
    { className: 'ir-footnotes', id: 'footnotes_', role: 'doc-endnotes', ariaLabelledBy: 'footnotes_title' },
    [
      h('h2', { id: 'footnotes_title' }, 'Footnotes'),
      h(
        'ol',
        footnotes.map((footnote) => endnote(footnote, blocks)),
      ),
    ],
  );
}

function endnote({ number, definition, references }: Footnote, blocks: Blocks): Element {
  const content = blocks.elements(definition.children);
  const back = Array.from({ length: references }, (_, index) =>
    backLink(number, index + 1, references),
  ).flatMap((link): ElementContent[] => [{ type: 'text', value: ' ' }, link]);
  const last = content.at(-1);
  // In the line where the text ends, where that is a paragraph.
  if (last?.type === 'element' && last.tagName === 'p') last.children.push(...back);
  else content.push(h('p', back));
  return h('li', { id: noteName(number) }, content);
}

/** A label begins with the words that are seen, so that those who speak to their computer can say them. */
function backLink(number: number, occurrence: number, references: number): Element {
  const words = references === 1 ? 'Back' : `Back ${String(occurrence)}`;
  return h(
    'a',
    {
      href: `#${referenceName(number, occurrence)}`,
      className: 'ir-back',
      role: 'doc-backlink',
      ariaLabel: `${words}: to the text at footnote ${String(number)}`,
    },
    words,
  );
}
