import type { Framework } from '../framework/framework.js';
import { wordsOnly } from '../framework/wording.js';
import { draftOf, type Draft } from './draft.js';
import type { SourceDocument } from './source.js';
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
