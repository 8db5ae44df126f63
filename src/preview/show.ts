import type { ElementContent, Properties } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Heading, Nodes, RootContent } from 'mdast';
import { documentOf, type ReportDocument } from '../document/document.js';
import { wordsOf } from '../document/words.js';
import { Blocks } from '../page/blocks.js';
import { contents } from '../page/contents.js';
import { endnotes } from '../page/footnotes.js';
import { sectionsOf } from '../page/sections.js';
import type { Setting } from '../page/setting.js';
import type { Report } from '../report/report.js';
import type { TheirRules } from './theirRules.js';

/** Stands before a number of lines in what is kept of a block; no text of a document has this character. */
const lineMark = '\ufffe';

/**
 * Shows reports in VS Code's Markdown preview as their page will be, with notes for their authors. What has
 * not changed since the last time is not rendered again: a block is known by all that it is made of, and
 * the lines in it count from its own.
 */
export function reportView(): (report: Report, rules: TheirRules) => string {
  let known = new Map<string, readonly string[]>();
  return (report, rules) => {
    const document = documentOf(report);
    const view = new View(document, rules, known);
    const html = view.html();
    known = view.shown;
    return html;
  };
}

class View {
  /** What this view is made of, by what it is known by. */
  readonly shown = new Map<string, readonly string[]>();
  readonly #headings: ReadonlyMap<Heading, Properties>;
  readonly #setting: Setting;
  readonly #blocks: Blocks;
  /** The line, from 0, at which the block stands that is being rendered. */
  #line = 0;

  constructor(
    readonly document: ReportDocument,
    readonly rules: TheirRules,
    readonly known: ReadonlyMap<string, readonly string[]>,
  ) {
    this.#headings = new Map(
      document.headings.map(({ node, level, text }) => [node, rules.heading(level, text)]),
    );
    this.#setting = {
      headingProperties: (node) =>
        this.#headings.get(node) ?? rules.heading(node.data?.mark?.level ?? node.depth, wordsOf(node)),
      linkProperties: (target) => rules.link(target),
      picture: ({ url, alt, title }) =>
        h('img', { ...rules.picture(url, alt ?? ''), ...(title == null ? {} : { title }) }),
      placeProperties: (node) => ({
        className: ['code-line'],
        dataLine: `${lineMark}${String(lineOf(node) - this.#line)}`,
      }),
      notes: true,
      contentsOpen: false,
    };
    this.#blocks = new Blocks(document, this.#setting);
  }

  html(): string {
    const { title, headings } = this.document;
    const { front, parts } = sectionsOf(this.document);
    const hasTitle = headings.some(({ level }) => level === 1);
    return [
      '<div class="ir-report" id="report_">',
      '<div class="ir-front" id="front_">',
      hasTitle ? '' : toHtml(h('h1', title)),
      ...front.map((block) => this.#block(block)),
      '</div>',
      this.#contents(),
      ...parts.flatMap(({ id, isRatings, blocks }) => [
        toHtml(h('section', { id, ...(isRatings ? { className: 'ir-ratings-page' } : {}) })).replace(
          '</section>',
          '',
        ),
        ...blocks.map((block) => this.#block(block)),
        '</section>',
      ]),
      this.#endnotes(),
      '</div>',
      '',
    ].join('\n');
  }

  #contents(): string {
    const entries = this.document.headings.map(({ node, level, text }) => [
      level,
      text,
      this.#headings.get(node)?.id,
    ]);
    return this.#kept(`contents ${JSON.stringify(entries)}`, () => {
      const list = contents(this.document.headings, this.#setting);
      return list ? [list] : [];
    }).join('');
  }

  #endnotes(): string {
    const { footnotes } = this.document;
    const keys = footnotes.map(({ definition, references }) => [references, keyOf(definition, 0)]);
    const make = () => {
      // Footnotes stand away from their lines, and lines must rise for the preview to scroll by them.
      const blocks = new Blocks(this.document, { ...this.#setting, placeProperties: () => ({}) });
      const notes = endnotes(footnotes, blocks);
      return notes ? [notes] : [];
    };
    const isKept = keys.every(([, key]) => key !== undefined);
    return (isKept ? this.#kept(`footnotes ${JSON.stringify(keys)}`, make) : piecesOf(make())).join('');
  }

  #block(block: RootContent): string {
    const line = (this.#line = lineOf(block));
    const make = () => this.#blocks.elements([block]);
    const key = keyOf(block, line);
    const pieces = key === undefined ? piecesOf(make()) : this.#kept(key, make);
    return pieces.map((piece, index) => (index % 2 === 0 ? piece : String(line + Number(piece)))).join('');
  }

  #kept(key: string, make: () => ElementContent[]): readonly string[] {
    const pieces = this.shown.get(key) ?? this.known.get(key) ?? piecesOf(make());
    this.shown.set(key, pieces);
    return pieces;
  }
}

/** HTML, cut at the numbers of lines: every other piece is one. */
function piecesOf(elements: ElementContent[]): readonly string[] {
  return toHtml({ type: 'root', children: elements }).split(new RegExp(`${lineMark}(\\d+)`));
}

/** The line of a node in the draft, from 0. */
function lineOf({ position }: Nodes): number {
  return (position?.start.line ?? 1) - 1;
}

/**
 * All that the HTML of a node follows from, as a text; undefined where VS Code must be asked each time,
 * since it counts headings and notes which pictures there are.
 */
function keyOf(node: Nodes, line: number): string | undefined {
  if (node.type === 'heading' || node.type === 'image') return undefined;
  const { children, position, ...rest } = node as Nodes & { children?: Nodes[] };
  const keys: string[] = [JSON.stringify(rest), String((position?.start.line ?? 1) - 1 - line)];
  for (const child of children ?? []) {
    const key = keyOf(child, line);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return `(${keys.join(' ')})`;
}
