import path from 'node:path';
import { exportedName } from '../document/generator.js';
import { baseOf, type Base } from '../word/base.js';
import { PackageError } from '../word/package/zip.js';
import { sentEnding } from '../word/purposes.js';
import { readWord, type WordDocument } from '../word/read/readWord.js';
import { review, type Review, type ReviewChange } from '../word/review.js';
import { signOffList, stateOf, type Settled } from '../word/signOff.js';
import { jsonText } from '../report/plainText.js';
import { readBytes, readDraft, reason, UsageError, type DraftFile } from './files.js';
import type { ReviewOutput } from './outputSchema.js';
import { printed } from './printed.js';
import type { reviewFormats } from './reviewFormats.js';
import { tell } from './standardError.js';
import { print } from './standardOutput.js';
import { replaceFile } from './writing.js';

/** What `review` is told on the command line. */
export interface ReviewCommand {
  readonly format: (typeof reviewFormats)[number];
  readonly apply: boolean;
}

/**
 * Lists what came back with a Word copy of a draft, and writes into the draft what has no conflict, if asked.
 * @returns the exit status: 1 where changes are in conflict, or were made without being tracked.
 * @throws UsageError where the draft or the copy can't be read.
 */
export async function reviewCopy(file: string, copy: string, command: ReviewCommand): Promise<number> {
  const draft = await readDraft(file);
  const returned = await readCopy(copy);
  const [base, kept] = await findBase(draft, returned);
  const result = await review(returned, base.text, draft.text);
  const settled: Settled = command.apply ? 'applied' : 'listed';
  const output = outputOf(result, base, kept);
  await print(
    {
      text: () => textOf(file, copy, result, kept ?? bases[base.kind], settled),
      json: () => `${jsonText(output, 2)}\n`,
      csv: () => signOffList(result, settled),
    }[command.format](),
  );
  for (const { message } of result.leftOut) tell(`${copy}: ${message}`);
  if (command.apply) await apply(draft, result);
  return result.changes.some(({ isInConflict, isTracked }) => isInConflict || !isTracked) ? 1 : 0;
}

async function readCopy(file: string): Promise<WordDocument> {
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(file);
  } catch (error) {
    throw new UsageError(`${file}: ${reason(error)}`);
  }
  try {
    return await readWord(bytes);
  } catch (error) {
    if (error instanceof PackageError) throw new UsageError(`${file}: can't be read: ${error.message}`);
    throw error;
  }
}

/** The draft as it was sent, with the file that it was kept in; says so where that is not there. */
async function findBase(draft: DraftFile, { source }: WordDocument): Promise<[Base, string | null]> {
  const fileOf = (ending: string) =>
    path.join(path.dirname(draft.path), exportedName(path.basename(draft.path), ending));
  const base = await baseOf(source, draft.text, (ending) =>
    readDraft(fileOf(ending)).then(
      ({ text }) => text,
      () => undefined,
    ),
  );
  if (base.missing !== undefined)
    tell(
      `${fileOf(base.missing)}: is not there, or is not the text that was sent, so the copy is held against the draft as it is now; what was changed in the draft since is listed, too`,
    );
  return [base, base.kind === 'sent' && source ? fileOf(sentEnding(source.digest)) : null];
}

function outputOf({ changes, comments }: Review, base: Base, baseFile: string | null): ReviewOutput {
  return {
    version: 1,
    base: base.kind,
    baseFile,
    changes: changes.map(
      ({ kind, isTracked, author, date, line, paragraph, before, after, isInConflict }) => ({
        kind,
        tracked: isTracked,
        author,
        date,
        line,
        paragraph,
        before,
        after,
        conflict: isInConflict,
      }),
    ),
    comments: comments.map(({ author, date, text, line, isResolved, replies }) => ({
      author,
      date,
      text,
      line,
      resolved: isResolved,
      replies: replies.map((reply) => ({ author: reply.author, date: reply.date, text: reply.text })),
    })),
  };
}

async function apply(draft: DraftFile, { edits, changes }: Review): Promise<void> {
  const count = changes.filter(({ isInConflict }) => !isInConflict).length;
  if (edits.length === 0) {
    tell(`${draft.path}: is left as it is, for there is nothing to take over`);
    return;
  }
  let text = draft.text;
  for (const { range, text: words } of edits.toReversed())
    text = text.slice(0, range.start) + words + text.slice(range.end);
  await replaceFile(draft.path, draft.mark + text);
  tell(`${draft.path}: is written, with ${String(count)} of ${String(changes.length)} changes`);
}

const bases: Readonly<Record<Base['kind'], string>> = {
  embedded: 'the draft that is in it',
  sent: 'the draft as it was sent',
  current: 'the draft as it is now',
};

function textOf(file: string, copy: string, result: Review, base: string, settled: Settled): string {
  const { changes, comments } = result;
  const silent = changes.filter(({ isTracked }) => !isTracked).length;
  const conflicts = changes.filter(({ isInConflict }) => isInConflict).length;
  return [
    `${printed(copy)}, held against ${printed(base)}:`,
    '',
    ...changes.flatMap((change) => [
      `${place(file, change.line)}  ${wordsOf(change)}`,
      `    ${printed(quoted(change))}`,
      `    ${stateOf(change, settled).why}`,
    ]),
    ...comments.flatMap(({ line, author, text, isResolved, replies }) => [
      `${place(file, line)}  Comment by ${printed(author) || 'somebody'}${isResolved ? ', resolved' : ''}`,
      `    ${printed(text)}`,
      ...replies.map((reply) => `    ${printed(reply.author) || 'Somebody'}: ${printed(reply.text)}`),
    ]),
    ...(changes.length + comments.length > 0 ? [''] : []),
    `${count(changes.length - silent, 'tracked change')}, ${count(silent, 'change')} that nobody tracked; ${count(conflicts, 'of them', 'of them')} in conflict. ${count(comments.length, 'comment')}.`,
    '',
  ].join('\n');
}

function place(file: string, line: number | null): string {
  return line === null ? `${printed(file)}: gone from the draft` : `${printed(file)}:${String(line)}`;
}

const verbs: Readonly<Record<ReviewChange['kind'], string>> = {
  insertion: 'Added',
  deletion: 'Taken out',
  replacement: 'Replaced',
  move: 'Moved',
};

function wordsOf({ kind, isTracked, author, date }: ReviewChange): string {
  const who = isTracked ? `by ${printed(author ?? 'somebody')}` : 'without being tracked';
  return `${verbs[kind]} ${who}${date === null ? '' : `, ${printed(date.slice(0, 10))}`}`;
}

function quoted({ kind, before, after }: ReviewChange): string {
  if (kind === 'move' || kind === 'deletion') return `'${before}'`;
  return kind === 'insertion' ? `'${after}'` : `'${before}' becomes '${after}'`;
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${String(number)} ${number === 1 ? singular : plural}`;
}
