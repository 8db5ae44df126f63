import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import youth2018 from '../../src/framework/packs/youth-2018.json';
import youth2021 from '../../src/framework/packs/youth-2021.json';
import { complete } from '../../src/framework/framework';
import { builtInFramework, frameworkIds } from '../../src/framework/frameworks';
import { createFramework, packSchema, type Pack, type Standard } from '../../src/framework/pack';

const packs = [
  { id: 'youth-2018', json: youth2018, standards: 12, scored: 12 },
  { id: 'youth-2021', json: youth2021, standards: 13, scored: 12 },
];

const packOf = (json: unknown): Pack => complete(packSchema.parse(json));

const standardsOf = (pack: Pack): Standard[] => pack.domains.flatMap(({ standards }) => standards);

const everyText = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(everyText)
      : [];

describe.each(packs)('the pack $id', ({ id, json, standards, scored }) => {
  it('keeps to the schema', () => {
    expect(packSchema.safeParse(json).error).toBeUndefined();
    expect(packSchema.parse(json).id).toBe(id);
  });

  it('is built in as if it had been checked', () => {
    expect(builtInFramework(id)).toEqual(createFramework(json));
  });

  it('holds every standard, of which 12 make up a score out of 36', () => {
    const pack = packOf(json);
    expect(standardsOf(pack)).toHaveLength(standards);
    expect(standardsOf(pack).filter((each) => each.scored)).toHaveLength(scored);
    expect(Math.max(...pack.ratings.map((each) => each.score)) * scored).toBe(36);
    expect(pack.overall.map(({ rating }) => rating)).toEqual(pack.ratings.map(({ rating }) => rating));
  });

  it('gives each standard key questions', () => {
    for (const { id: number, keyQuestions } of standardsOf(packOf(json)))
      expect(keyQuestions.length, number).toBeGreaterThanOrEqual(2);
  });

  it('is plain text: straight quotes, no footnote marks, no stray spaces', () => {
    for (const each of everyText(json)) {
      expect(each).not.toMatch(/[‘’“”\u00a0]|\[\^|<sup>|[¹²³⁴-⁹]/);
      expect(each).not.toMatch(/ {2}| $/m);
    }
  });

  it('closes every slot that it opens', () => {
    for (const each of everyText(json)) {
      const withoutSlots = each.replaceAll(/\{[a-z][a-z -]*\}|‹[^‹›]+›/g, '');
      expect(withoutSlots).not.toMatch(/[{}‹›]/);
    }
  });

  it('prints the texts of the imprint in some part of every layout', () => {
    const { layouts, stock } = packOf(json);
    for (const layout of layouts)
      for (const name of ['names-changed', 'licence', 'copyright'])
        expect(
          layout.parts.flatMap(({ body }) => body),
          `${layout.id}: ${name}`,
        ).toContain(stock[name]);
  });

  it('has the parts of every domain, in order', () => {
    const { domains, layouts } = packOf(json);
    for (const { id: layout, parts } of layouts)
      expect(
        parts.flatMap(({ domain }) => domain ?? []),
        layout,
      ).toEqual(domains.map(({ number }) => number));
  });

  it('can print every key question below its stem where the layout has the stem in the header', () => {
    const pack = packOf(json);
    for (const layout of pack.layouts.filter(({ stemInHeader }) => stemInHeader))
      for (const { id: number, judged, stem, keyQuestions } of standardsOf(pack)) {
        if (judged === 'qualitative') continue;
        expect(stem, number).toBeDefined();
        for (const question of keyQuestions) {
          const wordings = [
            question,
            ...question.accepted.filter(({ layouts }) => layouts?.includes(layout.id)),
          ];
          const fitting = wordings.filter(({ text }) => text.startsWith(`${stem ?? ''} `));
          expect(fitting, `${number}: ${question.text}`).not.toHaveLength(0);
        }
      }
  });
});

it('these are all the packs that are built in', () => {
  expect([...frameworkIds].sort()).toEqual(packs.map(({ id }) => id));
});

// --- the wording, against the published one ---

const wordingFile = '../shared/spec/frameworks.md';
const wordingPath = fileURLToPath(new URL(`../../${wordingFile}`, import.meta.url));
const wordingThere = existsSync(wordingPath);
if (!wordingThere)
  console.warn(
    `packs.test.ts: ${wordingFile} is missing, so the wording of the packs is NOT compared with it`,
  );

const straight = (text: string) => text.replaceAll(/[‘’]/g, "'");
/** Two wordings that differ by a serial comma or the name of the service are the same. */
const alike = (text: string) =>
  text.replaceAll(', and ', ' and ').replaceAll(/\b(?:YOT|YOS|YJS|CYPJS)\b/g, 'YOT');

interface Published {
  title: string;
  statements: string[];
  questions: string[];
}

const sectionOf = (markdown: string, number: string): string[] => {
  const [, section] = straight(markdown).split(`### ${number} `);
  return (section ?? '').split(/^### /m)[0]?.split('\n') ?? [];
};

/** Statements and key questions by standard, from section 6.1 or 6.2 of the published wording. */
function readStandards(lines: readonly string[]): Map<string, Published> {
  const found = new Map<string, Published>();
  let current: Published = { title: '', statements: [], questions: [] };
  let last: string[] = current.statements;
  for (const line of lines) {
    const standard = /^(?:- )?\*\*(?<id>\d\.\d) (?<title>.+?)\*\*/.exec(line)?.groups;
    if (standard?.id !== undefined) {
      current = found.get(standard.id) ?? {
        title: standard.title ?? '',
        statements: [],
        questions: [],
      };
      found.set(standard.id, current);
      continue;
    }
    // What follows the wording: where it was read, or the percentage printed beside it.
    const wording = line.replace(/ \((?:[A-Z][A-Za-z]+ \d+(?:, )?)+\)$| \(line \d+\)$| - \d+%$/, '');
    const statement = /^- Statement(?: \([^)]+\))?: (.+)$/.exec(wording)?.[1];
    const question = /^- \d\.\d\.\d[.:] (.+)$/.exec(wording)?.[1] ?? /^ {2}- ([A-Z].+\?)$/.exec(wording)?.[1];
    const variant = /^ {2}- variant: (.+)$/.exec(wording)?.[1];
    if (statement !== undefined) (last = current.statements).push(statement);
    else if (question !== undefined) (last = current.questions).push(question);
    else if (variant !== undefined) last.push(variant);
  }
  return found;
}

/** Prompts by key question by standard, from section 6.3. */
function readPrompts(lines: readonly string[]): Record<string, Record<string, string[]>> {
  const found: Record<string, Record<string, string[]>> = {};
  let questions: Record<string, string[]> = {};
  let prompts: string[] = [];
  for (const line of lines) {
    const standard = /^\*\*(\d\.\d)\*\*$/.exec(line)?.[1];
    const question = /^- (.+)$/.exec(line)?.[1];
    const prompt = /^ {2}- [a-z]\) (.+)$/.exec(line)?.[1];
    if (standard !== undefined) found[standard] = questions = {};
    else if (question !== undefined) questions[question] = prompts = [];
    else if (prompt !== undefined) prompts.push(prompt);
  }
  return found;
}

const published = wordingThere ? readFileSync(wordingPath, 'utf8') : '';

describe.skipIf(!wordingThere)(`the wording of the packs, compared with ${wordingFile}`, () => {
  const editions = [
    { id: 'youth-2021', pack: packOf(youth2021), section: '6.1' },
    { id: 'youth-2018', pack: packOf(youth2018), section: '6.2' },
  ];

  describe.each(editions)('$id', ({ pack, section }) => {
    const there = readStandards(sectionOf(published, section));

    it('has the standards that were published, and no other', () => {
      expect(standardsOf(pack).map(({ id, title }) => [id, title])).toEqual(
        [...there].map(([id, { title }]) => [id, title]),
      );
    });

    it.each(standardsOf(pack))('$id: statement and key questions stand there word for word', (standard) => {
      const statements = [standard.statement, ...standard.accepted.map(({ text }) => text)];
      const questions = standard.keyQuestions.flatMap(({ text, accepted }) => [
        text,
        ...accepted.map((each) => each.text),
      ]);
      expect(there.get(standard.id)?.statements).toEqual(expect.arrayContaining(statements));
      expect(there.get(standard.id)?.questions).toEqual(questions);
    });

    it.each(standardsOf(pack))('$id: no published statement is left out', (standard) => {
      const statements = [standard.statement, ...standard.accepted.map(({ text }) => text)].map(alike);
      for (const each of there.get(standard.id)?.statements ?? []) expect(statements).toContain(alike(each));
    });
  });

  it('youth-2021 has the published prompts, in order and no other; youth-2018 has none', () => {
    const promptsOf = (pack: Pack) =>
      Object.fromEntries(
        standardsOf(pack)
          .filter(({ keyQuestions }) => keyQuestions.some(({ prompts }) => prompts.length > 0))
          .map(({ id, keyQuestions }) => [
            id,
            Object.fromEntries(
              keyQuestions.map(({ text, prompts }) => [text, prompts.map((each) => each.text)]),
            ),
          ]),
      );
    expect(promptsOf(packOf(youth2021))).toEqual(readPrompts(sectionOf(published, '6.3')));
    expect(promptsOf(packOf(youth2018))).toEqual({});
  });
});

// --- what the schema refuses ---

/** The youth-2021 pack with the value at `path` replaced. */
function packWith(path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(youth2021);
  let holder = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  holder[path.at(-1) ?? ''] = value;
  return copy;
}

describe('a pack with a mistake is refused, with the place of the bad value', () => {
  const planning = ['domains', 2, 'standards', 1];
  it.each([
    { mistake: 'a misspelt rating', path: ['overall', 2, 'rating'], value: 'Goood' },
    { mistake: 'a standard without a number', path: ['domains', 0, 'standards', 0, 'id'], value: 'x' },
    { mistake: 'a standard of another domain', path: ['domains', 0, 'standards', 0, 'id'], value: '2.5' },
    { mistake: 'a standard twice', path: ['domains', 1, 'standards', 1, 'id'], value: '2.1' },
    { mistake: 'bands of percentages that fall', path: ['ratings', 2, 'from'], value: 49 },
    { mistake: 'score bands that do not begin at 0', path: ['overall', 0, 'from'], value: 1 },
    { mistake: 'a limit on no standard', path: ['limits', 0, 'standard'], value: '4.2' },
    {
      mistake: 'a standard due with unknown cases',
      path: ['domains', 3, 'standards', 0, 'dueWith'],
      value: 'licences',
    },
    { mistake: 'a sample of unknown cases', path: ['domains', 1, 'sample'], value: 'sentences' },
    {
      mistake: 'a wording accepted in an unknown layout',
      path: [...planning, 'keyQuestions', 1, 'accepted', 0, 'layouts', 0],
      value: 'medium',
    },
    { mistake: 'no key questions to give percentages', path: [...planning, 'keyQuestions'], value: [] },
    { mistake: 'a part of an unknown domain', path: ['layouts', 0, 'parts', 6, 'domain'], value: 9 },
    { mistake: 'a sentence without its rating', path: ['ratingSentences', 0, 'text'], value: 'It was good.' },
  ])('$mistake', ({ path, value }) => {
    const { error } = packSchema.safeParse(packWith(path, value));
    expect(error?.issues[0]?.path).toEqual(path);
  });

  it('an unknown key, which is named with the place of its object', () => {
    const { error } = packSchema.safeParse(packWith([...planning, 'statment'], 'Planning is well-informed.'));
    expect(error?.issues[0]).toMatchObject({ path: planning, keys: ['statment'] });
  });
});
