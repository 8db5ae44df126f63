import type { Collector } from '../text/passage.js';
import type { Misreading } from './misreading.js';
import { nodesOf } from './nodes.js';

const spaced = /(?<!\*)\*\*([ \t\u00a0]*)([^*\s][^*\r\n]{0,100}?)([ \t\u00a0]*)\*\*(?!\*)/g;

/** Words between two pairs of asterisks that are printed as asterisks, because a space stands inside them. */
export const lostBold: Collector<Misreading> = {
  of: (passage) =>
    /\*\*[ \t\u00a0]|[ \t\u00a0]\*\*/.test(passage.text)
      ? nodesOf(passage, 'text', { inQuotations: true }).flatMap(({ node }) => {
          const { from, to } = passage.range(node);
          return Array.from(passage.text.slice(from, to).matchAll(spaced)).flatMap((match): Misreading[] => {
            const [whole, before = '', words = '', after = ''] = match;
            if (before === '' && after === '') return [];
            const start = from + match.index;
            const inner = start + 2 + before.length;
            const gaps = [
              passage.place(start + 2, inner),
              passage.place(inner + words.length, inner + words.length + after.length),
            ];
            return [
              {
                range: passage.place(start, start + whole.length),
                message: `'${words}' is not read as bold, and its asterisks are printed, because a space stands inside them.`,
                repair: gaps.flatMap((range) => (range.to > range.from ? [{ range, text: '' }] : [])),
                fix: { title: 'Take out the space', safe: true },
              },
            ];
          });
        })
      : [],
};
