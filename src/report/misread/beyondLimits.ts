import { beyondLimits, deepest, mostSigns } from '../text/limits.js';
import type { Collector } from '../text/passage.js';
import type { Misreading } from './misreading.js';

/** What is nested too deep, or has too many signs, to be read as Markdown. */
export const readAsWords: Collector<Misreading> = {
  of: (passage) =>
    // One problem a passage: what is beyond a limit is so on line after line.
    beyondLimits(passage.text)
      .slice(0, 1)
      .map(({ from, to, why }) => ({
        range: passage.place(from, to),
        message:
          why === 'depth'
            ? `Quotations, lists and footnotes are nested deeper than ${String(deepest)} here; what goes deeper is read as text.`
            : `This paragraph has more than ${mostSigns.toLocaleString('en-GB')} brackets, asterisks and other signs of Markdown; from here on they are read as text.`,
        repair: [],
      })),
};
