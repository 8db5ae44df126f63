import type { Rule } from './rule.js';

export const altText: Rule = {
  id: 'alt-text',
  category: 'Publication',
  severity: 'warning',
  summary: 'An image without alternative text.',
  *checkReport({ links }) {
    for (const { kind, alternative = '', range } of links)
      if (kind === 'image' && alternative.trim() === '')
        yield {
          range,
          message:
            'This image has no alternative text: people who listen to the report are not told what it shows. Write it between the square brackets.',
        };
  },
};
