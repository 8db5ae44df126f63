import type { Element } from 'xast';
import { x } from '../xml/x.js';
import { colour } from './page.js';

/** A box has a line on all sides and a tint; a quotation a bar at its left. */
export type FrameKind = 'box' | 'quotation';

/**
 * The borders of a paragraph in a box or quotation (`w:pBdr`, `w:shd`). Word draws one frame round paragraphs
 * whose borders are the same.
 */
export function frameBorders(kind: FrameKind): Element[] {
  const side = (name: string, width: number, space: number, hex: string) =>
    x(`w:${name}`, { 'w:val': 'single', 'w:sz': width, 'w:space': space, 'w:color': hex });
  if (kind === 'quotation') return [x('w:pBdr', side('left', 24, 10, colour.line))];
  return [
    x(
      'w:pBdr',
      ['top', 'left', 'bottom', 'right'].map((name) => side(name, 8, 6, colour.heading)),
    ),
    x('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': colour.box }),
  ];
}

/** How far a paragraph in a box or quotation stands in at both sides, in twips. */
export const frameIndent: Readonly<Record<FrameKind, number>> = { box: 170, quotation: 567 };
