import type { Element, ElementContent } from 'hast';
import { h, s } from 'hastscript';
import type { Framework } from '../framework/framework.js';
import type { CellMark, Rank, Rating, Unfinished } from '../document/nodes.js';

/** A stated rating. Its steps ●●○ are the style sheet's: they say nothing that the words do not. */
export function badge({ rank }: Rating, words: ElementContent[]): Element {
  return h('span', { className: ['ir-rating', rankName(rank)] }, words);
}

/** What is still to come; in words where nothing stands there yet. */
export function unfinished({ absent }: Unfinished, words: ElementContent[]): Element {
  return h('mark', { className: 'ir-slot' }, words.length > 0 ? words : (absent ?? ''));
}

/** What follows from the draft and is not what it states. */
export function note(words: string): ElementContent[] {
  return [{ type: 'text', value: ' ' }, h('span', { className: 'ir-note' }, words)];
}

/**
 * A percentage with a bar, in which lines show where the bands begin. The bar adds nothing to the figure:
 * those who can't see it miss nothing.
 */
export function share(
  framework: Framework,
  { share: figure, rank }: Required<Pick<CellMark, 'share' | 'rank'>>,
  words: ElementContent[],
  notes: boolean,
): Element {
  const bounds = framework.ratings
    .slice(1)
    .map(({ from }) => `M${String(from)} 0V10`)
    .join('');
  const becomes =
    notes && figure.count ? [h('span', { className: 'ir-becomes' }, ` = ${String(figure.percent)}%`)] : [];
  return h('span', { className: 'ir-share' }, [
    s(
      'svg',
      {
        className: ['ir-bar', rankName(rank)],
        viewBox: '0 0 100 10',
        preserveAspectRatio: 'none',
        ariaHidden: 'true',
      },
      [
        s('rect', { className: 'ir-track', width: 100, height: 10 }),
        s('rect', { className: 'ir-fill', width: figure.percent, height: 10 }),
        s('path', { className: 'ir-bounds', d: bounds }),
      ],
    ),
    h('span', { className: 'ir-percent' }, words, becomes),
  ]);
}

function rankName(rank: Rank): string {
  return `ir-rank-${String(rank)}`;
}
