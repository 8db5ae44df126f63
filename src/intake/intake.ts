import type { Framework } from '../framework/framework.js';
import { wordsOnly } from '../framework/wording.js';
import { PackageError } from '../word/package/zip.js';
import { readWord } from '../word/read/readWord.js';
import { draftOf, type Draft } from './draft.js';
import { readPublishedText } from './publishedText.js';
import type { SourceDocument } from './source.js';
import { readWebPage } from './webPage.js';
import { wordsIn } from './words.js';

export { draftOf, unplacedSlot, type Draft } from './draft.js';
export { readPublishedText } from './publishedText.js';
export { readWebPage } from './webPage.js';
export type { SourceDocument } from './source.js';

/** How much of a framework is in a document: the number of its titles, statements and questions. */
export interface Match {
  readonly framework: Framework;
  readonly matches: number;
}

/** The frameworks of whose titles, statements and key questions the document has the most: several, where it is a tie. */
export function bestFrameworks(document: SourceDocument, frameworks: readonly Framework[]): readonly Match[] {
  const words = ` ${wordsOnly([...document.contents, wordsIn(document.tree)].join(' '))} `;
  const matches = frameworks.map((framework) => {
    const phrases = new Set(
      framework.standards
        .flatMap((standard) => [
          `${standard.id} ${standard.title}`,
          standard.statement,
          ...standard.keyQuestions.map(({ text }) => text),
        ])
        .map(wordsOnly),
    );
    return { framework, matches: [...phrases].filter((each) => words.includes(` ${each} `)).length };
  });
  const most = Math.max(...matches.map((each) => each.matches));
  return matches.filter((each) => each.matches === most);
}

/** The framework of a document cannot be told from its titles and questions. */
export class FrameworkUnclear extends Error {
  override name = 'FrameworkUnclear';

  constructor(readonly candidates: readonly Framework[]) {
    super(
      `which framework it was inspected against is not clear: ${candidates.map(({ id }) => id).join(' or ')}`,
    );
  }
}

/**
 * Makes a draft of a document: for the framework of whose titles and questions it has the most.
 * @throws FrameworkUnclear where two have as many.
 */
export function importDocument(document: SourceDocument, frameworks: readonly Framework[]): Draft {
  const [best, ...others] = bestFrameworks(document, frameworks);
  if (!best || others.length > 0)
    throw new FrameworkUnclear([best, ...others].flatMap((each) => each?.framework ?? []));
  return draftOf(document, best.framework);
}

/** Something about a file that keeps it from coming in, in one line without the file's name. */
export class IntakeError extends Error {
  override name = 'IntakeError';
}

/** The kinds of file that a report comes in as, by the end of the name. */
export const importedKinds = ['.docx', '.html', '.htm', '.txt'] as const;

/** The most that a file may hold, in bytes. */
export const largestImport = 20_000_000;

/** Whether a file can come in, by its name. */
export function canImport(name: string): boolean {
  return kindOf(name) !== undefined;
}

function kindOf(name: string): (typeof importedKinds)[number] | undefined {
  return importedKinds.find((kind) => name.toLowerCase().endsWith(kind));
}

/** The name of the draft that is made of a file: `barnsley.txt` becomes `barnsley.report.md`. */
export function draftName(name: string): string {
  const kind = kindOf(name);
  return `${kind === undefined ? name : name.slice(0, -kind.length)}.report.md`;
}

/**
 * Makes a draft of a file.
 * @param name what the file is called: its end tells what it is
 * @param bytes what is in it; text is UTF-8
 * @param frameworks those that it may have been inspected against
 * @throws FrameworkUnclear where two have as many of its titles and questions; IntakeError where the file can't be read.
 */
export async function importReport(
  name: string,
  bytes: Uint8Array,
  frameworks: readonly Framework[],
): Promise<Draft> {
  const kind = kindOf(name);
  if (kind === undefined) throw new IntakeError(`a report comes in as ${importedKinds.join(', ')}`);
  if (kind === '.docx') return importDocument(await wordDocumentOf(bytes), frameworks);
  return importText(name, textOf(bytes), frameworks);
}

/** The same for what is text: that of a PDF, or a web page. */
export function importText(name: string, text: string, frameworks: readonly Framework[]): Draft {
  const kind = kindOf(name);
  if (kind === undefined || kind === '.docx')
    throw new IntakeError(`a report comes in as ${importedKinds.join(', ')}`);
  if (text.trim() === '') throw new IntakeError('there is nothing in it');
  return importDocument(kind === '.txt' ? readPublishedText(text, frameworks) : pageOf(text), frameworks);
}

/** The text as it stands when all tracked changes are made, without comments; that is said. */
async function wordDocumentOf(bytes: Uint8Array): Promise<SourceDocument> {
  try {
    const word = await readWord(bytes);
    const { changes, comments } = word;
    const { tree, leftOut } = word.text('accept');
    const count = (number: number, one: string) => `${String(number)} ${one}${number === 1 ? '' : 's'}`;
    return {
      tree,
      contents: [],
      leftOut: [
        ...leftOut.map(({ message }) => message),
        ...(changes.length > 0
          ? [
              `${count(changes.length, 'tracked change')}, which ${changes.length === 1 ? 'is' : 'are'} taken as made`,
            ]
          : []),
        ...(comments.length > 0 ? [count(comments.length, 'comment')] : []),
      ],
    };
  } catch (error) {
    if (error instanceof PackageError) throw new IntakeError(error.message);
    throw error;
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new IntakeError('it is not a UTF-8 text file; save it as UTF-8');
  }
}

function pageOf(html: string): SourceDocument {
  try {
    return readWebPage(html);
  } catch (error) {
    // What is nested without end exhausts the stack of whoever reads it.
    if (error instanceof RangeError) throw new IntakeError('its elements are nested too deep');
    throw error;
  }
}
