import { capitalised } from '../framework/wording.js';
import { replacement } from './edits.js';
import type { Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import { fold } from '../report/words.js';
import { proseLists, type ListItem } from './proseLists.js';
import type { Finding, Fix, Rule } from './rule.js';

export const listPunctuation: Rule = {
  id: 'list-punctuation',
  category: 'Consistency and style',
  severity: 'information',
  summary: 'An item of a list that ends, or begins, otherwise than all its siblings.',
  *checkReport(report) {
    for (const list of proseLists(report)) {
      if (list.length < 3) continue;
      yield* ends(list);
      yield* beginnings(report, list);
    }
  },
};

function* ends(list: readonly ListItem[]): Iterable<Finding> {
  // A full stop on the last item alone is a house form, and so is a semicolon on all but the last.
  const inside = list.filter((each) => !each.last);
  const closed = 2 * inside.filter(({ mark }) => mark === '.').length < inside.length;
  const items = closed ? list.filter((each) => !each.last || each.mark !== '.') : list;
  const odd = oddOne(items, ({ mark }) => mark);
  if (!odd) return;
  const { item, others } = odd;
  // A question, a colon above a list of its own or a bracket is there for a reason.
  if (item.mark === undefined || others.mark === undefined) return;
  // Single stops in a list without any: only where the item is one sentence.
  if (item.mark === '.' && others.mark !== ';' && (item.sentences > 1 || item.abbreviated)) return;
  const range = within(item, item.end - item.mark.length, item.end);
  const what = (mark: string) => names[mark] ?? '';
  yield {
    range: item.mark === '' ? within(item, Math.max(0, item.end - 1), item.end) : range,
    message: `This item ends ${what(item.mark)}; the others of its list end ${what(others.mark)}.`,
    related: [{ message: `Ends ${what(others.mark)}`, range: within(others, others.end - 1, others.end) }],
    fix: endFix(item, others.mark, range),
  };
}

/** A stretch of an item, by offsets into its words. */
function within({ paragraph: { flat } }: ListItem, start: number, end: number): Range {
  return flat.range(start, end);
}

function endFix(item: ListItem, mark: string, range: Range): Fix {
  if (mark === '') return { title: `Remove '${item.mark ?? ''}'`, safe: false, edits: [{ range, text: '' }] };
  return item.mark === ''
    ? {
        title: `Add '${mark}'`,
        safe: false,
        edits: [{ range: within(item, item.end, item.end), text: mark }],
      }
    : replacement(range, mark);
}

const names: Readonly<Record<string, string>> = {
  '': 'without a mark',
  '.': 'with a full stop',
  ';': 'with a semicolon',
  ',': 'with a comma',
};

function* beginnings(report: Report, list: readonly ListItem[]): Iterable<Finding> {
  const odd = oddOne(list, ({ capital }) => capital);
  if (odd?.item.capital === undefined || odd.others.capital === undefined) return;
  const { item, others } = odd;
  const { flat } = item.paragraph;
  const word = flat.text.slice(0, /^[A-Za-z-]{1,30}/.exec(flat.folded)?.[0].length ?? 0);
  const right = others.capital ? capitalised(word) : word.charAt(0).toLowerCase() + word.slice(1);
  // A capital may be a name's: only a word that the report also writes small has it from the list.
  if (item.capital ? !report.hasSmallWord(fold(right)) : /^[a-z]-/.test(word)) return;
  const range = within(item, 0, word.length);
  yield {
    range,
    message: `This item begins ${item.capital ? 'with a capital' : 'with a small letter'}; the others of its list begin ${others.capital ? 'with a capital' : 'with a small letter'}.`,
    related: [
      {
        message: `Begins ${others.capital ? 'with a capital' : 'with a small letter'}`,
        range: within(others, 0, 1),
      },
    ],
    fix: replacement(range, right),
  };
}

/** The one item of three or more that differs from all others, which are alike. */
function oddOne(
  items: readonly ListItem[],
  of: (item: ListItem) => unknown,
): { item: ListItem; others: ListItem } | undefined {
  if (items.length < 3) return undefined;
  const kinds = new Map<unknown, ListItem[]>();
  for (const each of items) {
    const same = kinds.get(of(each));
    if (same) same.push(each);
    else kinds.set(of(each), [each]);
  }
  if (kinds.size !== 2) return undefined;
  const [one = [], other = []] = kinds.values();
  const [odd, rest] = one.length === 1 ? [one, other] : [other, one];
  return odd.length === 1 && odd[0] && rest[0] ? { item: odd[0], others: rest[0] } : undefined;
}
