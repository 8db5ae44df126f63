import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { accuracy } from '../../scripts/accuracy.js';
import { publishedThere } from './reports.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe.skipIf(!publishedThere)('docs/accuracy.md', () => {
  it('is what npm run accuracy writes, with every passage read and nothing serious on what is sound', async () => {
    const text = (await accuracy(root)) ?? '';
    expect(readFileSync(`${root}docs/accuracy.md`, 'utf8')).toBe(text);
    expect(text).not.toMatch(/\| unread/);
    expect(text).toMatch(/## Warnings and errors on doubtful and sound passages\n\nNone\./);
    const wrong = text.match(/\| wrong/g) ?? [];
    expect(wrong.length).toBeLessThanOrEqual(8);
  });
});
