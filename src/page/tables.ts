import type { Element, Properties } from 'hast';
import { h } from 'hastscript';
import type { Table, TableCell, TableRow } from 'mdast';
import type { State } from 'mdast-util-to-hast';
import type { Framework } from '../framework/framework.js';
import { note, share } from './ratings.js';
import { withProperties, type Setting } from './setting.js';

/** From so many columns on a table may be wider than a narrow screen: it is moved by itself then. */
const manyColumns = 4;

/** Makes tables: each with a caption, with headers that say what they head, and a group of rows for each domain. */
export class Tables {
  constructor(
    readonly framework: Framework | undefined,
    readonly setting: Setting,
  ) {}

  table(state: State, node: Table): Element {
    const { kind = 'figures', caption = '', emptyHeader = false } = node.data?.mark ?? {};
    const columns = node.children.reduce((most, { children }) => Math.max(most, children.length), 0);
    const [header, ...rows] = node.children;
    const table = h('table', { className: ['ir-table', `ir-${kind}`] }, [
      h('caption', caption),
      ...(header && !emptyHeader ? [h('thead', this.#header(state, node, header, columns))] : []),
      ...groups(rows).map((group) =>
        h(
          'tbody',
          group.map((row) => this.#row(state, node, row, columns)),
        ),
      ),
    ]);
    return columns < manyColumns
      ? table
      : h('div', { className: 'ir-scroll', role: 'region', ariaLabel: caption, tabIndex: 0 }, table);
  }

  #header(state: State, table: Table, row: TableRow, columns: number): Element {
    const cells = filled(row, columns).map((cell, column) => {
      const words = cell ? state.all(cell) : [];
      // An empty header heads nothing.
      return words.length === 0 ? h('td') : h('th', { scope: 'col', ...this.#side(table, column) }, words);
    });
    return h('tr', this.setting.placeProperties(row), cells);
  }

  #row(state: State, table: Table, row: TableRow, columns: number): Element {
    const [first, ...others] = filled(row, columns);
    const isDomain = row.data?.mark?.kind === 'domain';
    const isAlone = isDomain && others.every((cell) => !cell || cell.children.length === 0);
    const cells = [
      this.#head(state, table, first, isDomain, isAlone ? columns : 1),
      ...(isAlone ? [] : others.map((cell, index) => this.#cell(state, table, cell, index + 1))),
    ];
    const names = [isDomain ? 'ir-domain' : '', row.data?.mark?.lowest === true ? 'ir-lowest' : ''];
    const marked = withProperties(h('tr', cells), { className: names.filter((name) => name !== '') });
    return withProperties(marked, this.setting.placeProperties(row));
  }

  /** The first cell of a row, which says what the row is about. */
  #head(state: State, table: Table, cell: TableCell | undefined, isDomain: boolean, span: number): Element {
    const words = cell ? state.all(cell) : [];
    if (words.length === 0) return this.#cell(state, table, cell, 0);
    return h(
      'th',
      {
        scope: isDomain ? 'rowgroup' : 'row',
        ...(span > 1 ? { colSpan: span } : {}),
        ...this.#side(table, 0),
      },
      words,
    );
  }

  #cell(state: State, table: Table, cell: TableCell | undefined, column: number): Element {
    const { share: figure, rank, note: words } = cell?.data?.mark ?? {};
    const said = cell ? state.all(cell) : [];
    const shown =
      this.framework && figure && rank !== undefined
        ? [share(this.framework, { share: figure, rank }, said, this.setting.notes)]
        : said;
    return h('td', this.#side(table, column), [
      ...shown,
      ...(words !== undefined && this.setting.notes ? note(words) : []),
    ]);
  }

  /** On which side the words of a column stand. */
  #side({ align, data }: Table, column: number): Properties {
    const side = data?.mark?.percentages === column ? 'right' : align?.[column];
    return side === 'right' || side === 'center' ? { className: [`ir-${side}`] } : {};
  }
}

/** The cells of a row, one for each column. */
function filled({ children }: TableRow, columns: number): (TableCell | undefined)[] {
  return Array.from({ length: columns }, (_, index) => children[index]);
}

/** The rows of each domain, with the row that heads them, and those before the first. */
function groups(rows: readonly TableRow[]): TableRow[][] {
  const result: TableRow[][] = [];
  for (const row of rows) {
    const last = result.at(-1);
    if (!last || row.data?.mark?.kind === 'domain') result.push([row]);
    else last.push(row);
  }
  return result;
}
