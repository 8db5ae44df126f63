import type { PhrasingContent } from 'mdast';
import type { Framework } from '../framework/framework.js';
import { alike, wordsOf } from '../framework/wording.js';
import type { Line, Piece } from './pieces.js';
import { linesOf, text, withoutEmphasis } from './phrasing.js';

/** The title of a report, as it was printed. */
export interface Title {
  readonly content: PhrasingContent[];
  /** The place in it; undefined where it is not sure. */
  readonly place: string | undefined;
  /** Indexes of the pieces that it was printed in. */
  readonly pieces: readonly number[];
}

/** Finds the title: by the framework's stock title, else the first heading of the highest rank. */
export function findTitle(pieces: readonly Piece[], framework: Framework): Title {
  const [stock = ''] = (framework.stock.title ?? '').split('{');
  const known = wordsOf(stock.trim());
  for (const [index, piece] of pieces.slice(0, 60).entries()) {
    if (piece.kind !== 'line' || piece.text.length > 200) continue;
    const words = piece.text.split(' ');
    if (words.length < known.length || alike(wordsOf(words.slice(0, known.length).join(' ')), known) < 0.7)
      continue;
    const place = words.slice(known.length).join(' ');
    if (place !== '') return { content: inOneLine(piece), place, pieces: [index] };
    const next = pieces[index + 1];
    if (next?.kind !== 'line' || next.text.length > 100) continue;
    return {
      content: [...inOneLine(piece), text(' '), ...inOneLine(next)],
      place: next.text,
      pieces: [index, index + 1],
    };
  }
  const index = pieces.findIndex((piece) => piece.kind === 'line' && piece.depth === 1);
  const first = pieces[index];
  if (first?.kind === 'line' && index < 20)
    return { content: inOneLine(first), place: undefined, pieces: [index] };
  return { content: [text('‹title of the report›')], place: undefined, pieces: [] };
}

function inOneLine(line: Line): PhrasingContent[] {
  return withoutEmphasis(linesOf(line.content).flatMap((each, i) => (i === 0 ? each : [text(' '), ...each])));
}
