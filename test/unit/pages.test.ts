import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import { ratingSections } from '../../src/language/hover';
import { root } from './built';
import { putIn, type Example } from './rulePage';

const page = (name: string) => readFileSync(path.join(root, 'docs', name), 'utf8');
const headingsOf = (text: string) => [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => title);

describe('the page on the draft format', () => {
  const examples = [...page('format.md').matchAll(/^```markdown\n([^]*?)\n```\n((?:\n|> .*\n)*)/gm)].map(
    ([, text = '', below = '']) => ({
      text,
      listed: [...below.matchAll(/^> (.+)$/gm)].map(([, said = '']) => said),
      name: text.split('\n')[text.startsWith('---') ? 1 : 0],
    }),
  );

  it('has an example of each shape', () => {
    expect(examples.length).toBeGreaterThanOrEqual(8);
  });

  it.each(examples)(
    '$name: the example gives the problems listed below it, and no other',
    ({ text, listed }) => {
      const example: Example = {
        text,
        kind: 'right',
        draft: '2021',
        replaces: undefined,
        whole: false,
        publication: false,
        of: undefined,
        by: undefined,
        listed: [],
      };
      const said = checkReport(putIn(example)).problems.map(
        ({ severity, message }) => `${severity}: ${message}`,
      );
      expect(said).toEqual(listed);
    },
  );
});

describe('pages that are named', () => {
  /** `docs/rating.md, Bands` in a comment. */
  const named = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|mjs)$/.test(name))
      .flatMap((name) => {
        const text = readFileSync(path.join(root, folder, name), 'utf8');
        const comments = text.match(/\/\*\*.*?\*\/|\/\/.*$/gms) ?? [];
        return comments.flatMap((comment) =>
          [
            ...comment
              .replace(/\s*\n\s*(?:\*|\/\/) ?/g, ' ')
              .matchAll(/([\w./-]+\.md)\b(?:, ([A-Z][\w ]+(?:, [A-Z][\w ]+)*))?/g),
          ].map(([, file = '', sections]) => ({
            where: `${folder}/${name}`,
            file,
            sections: sections?.split(', ') ?? [],
          })),
        );
      }),
  );
  // An author's own files are no pages.
  const pages = named.filter(({ file }) => !file.endsWith('.report.md'));

  it('are cited in the code', () => {
    expect(pages.length).toBeGreaterThan(10);
  });

  it.each(pages)('$where cites $file $sections, which is there', ({ file, sections }) => {
    const place = path.join(root, file);
    expect(existsSync(place), file).toBe(true);
    const headings = headingsOf(readFileSync(place, 'utf8'));
    for (const section of sections) expect(headings).toContain(section);
  });
});

it('every section that a hover leads to is on the page on the rating rules', () => {
  expect(headingsOf(page('rating.md'))).toEqual(expect.arrayContaining([...ratingSections]));
});
