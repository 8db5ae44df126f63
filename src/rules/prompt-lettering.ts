import type { Rule } from './rule.js';

export const promptLettering: Rule = {
  id: 'prompt-lettering',
  category: 'Key-question tables',
  severity: 'information',
  summary: 'Lettered prompts that repeat or skip a letter.',
  *check({ report }) {
    for (const { promptTables } of report.sections)
      for (const { rows, table } of promptTables) {
        const wrong = rows.flatMap((row, index) => {
          const right = String.fromCharCode('a'.charCodeAt(0) + index);
          return index < 26 && row.letter.toLowerCase() !== right ? [{ ...row, right }] : [];
        });
        const [first] = wrong;
        if (!first) continue;
        yield {
          range: first.letterRange,
          message: `The prompts are lettered a), b), c) …: here should be ${first.right}), not ${first.letter}).`,
          fix: {
            title: 'Letter the prompts in order',
            // A row without a letter may be meant for one of those in between.
            safe: rows.length === table.rows.length,
            takesAway: wrong.map((each) => each.letter),
            edits: wrong.map((each) => ({ range: each.letterRange, text: each.right })),
          },
        };
      }
  },
};
