import { plainText } from '../report/plainText.js';
import type { Review, ReviewChange } from './review.js';

/** Whether the changes without a conflict were made in the draft, or only listed; or which of them were, by index. */
export type Settled = 'applied' | 'listed' | ReadonlySet<number>;

/** What became of a change, and why. */
export interface ChangeState {
  readonly taken: 'yes' | 'no' | 'open';
  readonly why: string;
}

export function stateOf(change: ReviewChange, settled: Settled, index = -1): ChangeState {
  if (change.isInConflict)
    return { taken: 'no', why: 'In conflict: the draft was changed here since the copy was sent.' };
  if (change.isMade) return { taken: 'yes', why: 'It stands in the draft already.' };
  if (typeof settled !== 'string' && !settled.has(index))
    return { taken: 'no', why: 'Left out in the draft.' };
  if (settled === 'listed')
    return change.isTracked
      ? { taken: 'open', why: 'To be decided.' }
      : { taken: 'open', why: 'To be decided: it was made without being tracked.' };
  return change.isTracked
    ? { taken: 'yes', why: 'Made in the draft.' }
    : { taken: 'yes', why: 'Made in the draft, though nobody tracked it.' };
}

const header = ['Line', 'Passage', 'What they ask', 'By', 'Date', 'Tracked', 'Taken', 'Why'];

/**
 * The sign-off list: for each change and comment the passage, what is asked, whether it is taken and why. It is
 * CSV with a mark at its beginning by which spreadsheets know that it is UTF-8.
 */
export function signOffList({ changes, comments }: Review, settled: Settled): string {
  const rows = [
    header,
    ...changes.map((change, index) => {
      const { line, paragraph, author, date, isTracked } = change;
      const { taken, why } = stateOf(change, settled, index);
      return [
        place(line),
        paragraph,
        asked(change),
        author ?? '',
        date ?? '',
        isTracked ? 'yes' : 'no',
        taken,
        why,
      ];
    }),
    ...comments.map(({ line, text, author, date, isResolved, replies, paragraph }) => [
      place(line),
      paragraph,
      [text, ...replies.map((reply) => `${reply.author}: ${reply.text}`)].join('\n'),
      author,
      date,
      'comment',
      isResolved ? 'resolved' : 'open',
      isResolved ? 'Resolved in Word.' : 'To be answered.',
    ]),
  ];
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

function place(line: number | null): string {
  return line === null ? 'gone' : String(line);
}

function asked({ kind, before, after }: ReviewChange): string {
  switch (kind) {
    case 'insertion':
      return `Add: ${after}`;
    case 'deletion':
      return `Take out: ${before}`;
    case 'move':
      return `Move: ${before}`;
    default:
      return `Replace: ${before}\nby: ${after}`;
  }
}

/** A cell in quotation marks. What a spreadsheet would take for a formula is text. */
function cell(text: string): string {
  const plain = text.split('\n').map(plainText).join('\n');
  const safe = /^\s*[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}
