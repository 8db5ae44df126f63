import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { generated } from '../../scripts/generated';
import { frameworkIds } from '../../src/framework/frameworks';
import { root } from './built';

const files = await generated(root);

it('the files that follow from the rules, the packs and the schemas are generated', () => {
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([
      'package.json',
      'docs/rules/README.md',
      'docs/schema/settings.schema.json',
      'docs/schema/check.schema.json',
      'docs/schema/rate.schema.json',
      'docs/schema/review.schema.json',
      ...frameworkIds.map((id) => `snippets/${id}.json`),
    ]),
  );
});

it.each([...files])('%s is up to date', (name, text) => {
  const file = path.join(root, name);
  const there = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  expect(there, `${name} is stale: run npm run generate`).toBe(text);
});
