import type { Element, ElementContent, Nodes as HastNodes } from 'hast';
import { h } from 'hastscript';
import type {
  Blockquote,
  Code,
  FootnoteReference,
  Heading,
  Image,
  Link,
  List,
  ListItem,
  Nodes,
  Paragraph,
  Table,
} from 'mdast';
import { defaultHandlers, toHast, type Handlers, type State } from 'mdast-util-to-hast';
import type { ReportDocument } from '../document/document.js';
import type { Rating, Score, Subscript, Superscript, Unfinished } from '../document/nodes.js';
import { reference } from './footnotes.js';
import { badge, note, unfinished } from './ratings.js';
import type { Setting } from './setting.js';
import { withProperties } from './setting.js';
import { Tables } from './tables.js';

/** Makes elements of the blocks of a report; there is one handler for each kind of node. */
export class Blocks {
  readonly #handlers: Handlers;

  constructor({ report }: ReportDocument, setting: Setting) {
    const tables = new Tables(report.framework, setting);
    const all = (state: State, node: Nodes) => ('children' in node ? state.all(node) : []);
    const place = (node: Nodes) => setting.placeProperties(node);
    this.#handlers = {
      heading: (state: State, node: Heading) => {
        const { level = node.depth } = node.data?.mark ?? {};
        // Where a level of the draft was left out, the words look as they do elsewhere.
        const name =
          node.depth > 2 && node.depth !== level ? { className: [`ir-depth-${String(node.depth)}`] } : {};
        return withProperties(
          withProperties(h(`h${String(level)}`, name, all(state, node)), place(node)),
          setting.headingProperties(node),
        );
      },
      paragraph: (state: State, node: Paragraph) => {
        const { kind, note: words } = node.data?.mark ?? {};
        return withProperties(
          h('p', kind === undefined ? {} : { className: `ir-${kind}-line` }, [
            ...all(state, node),
            ...(words !== undefined && setting.notes ? note(words) : []),
          ]),
          place(node),
        );
      },
      blockquote: (state: State, node: Blockquote) =>
        node.data?.mark === 'box'
          ? h('div', { className: 'ir-box' }, state.wrap(state.all(node), true))
          : h('blockquote', { className: 'ir-quotation' }, state.wrap(state.all(node), true)),
      list: (state: State, node: List) => {
        const list = defaultHandlers.list(state, node);
        return node.data?.mark === 'recommendations'
          ? withProperties(list, { className: ['ir-recommendations'] })
          : list;
      },
      listItem: (state: State, node: ListItem, parent: Parameters<typeof defaultHandlers.listItem>[2]) =>
        withProperties(defaultHandlers.listItem(state, node, parent), place(node)),
      table: (state: State, node: Table) => tables.table(state, node),
      code: (_: State, node: Code) => h('pre', { tabIndex: 0 }, h('code', `${node.value}\n`)),
      link: (state: State, node: Link) =>
        h(
          'a',
          { ...setting.linkProperties(node.url), ...(node.title == null ? {} : { title: node.title }) },
          all(state, node),
        ),
      image: (_: State, node: Image) => setting.picture(node),
      footnoteReference: (_: State, node: FootnoteReference) => reference(node),
      rating: (state: State, node: Rating) => badge(node, all(state, node)),
      score: (state: State, node: Score) => h('span', { className: 'ir-score' }, all(state, node)),
      unfinished: (state: State, node: Unfinished) => unfinished(node, all(state, node)),
      superscript: (state: State, node: Superscript) => h('sup', all(state, node)),
      subscript: (state: State, node: Subscript) => h('sub', all(state, node)),
    };
  }

  /** The elements of some blocks. */
  elements(nodes: readonly Nodes[]): ElementContent[] {
    return nodes.flatMap((node) => contentOf(toHast(node, { handlers: this.#handlers })));
  }
}

function contentOf(node: HastNodes): ElementContent[] {
  return (node.type === 'root' ? node.children : [node]) as Element[];
}
