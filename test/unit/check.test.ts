import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { checkReport, limitProblems, type CheckOptions, type Problem } from '../../src/check/check';
import { disableHere } from '../../src/check/disable';
import { applyEdits, type Change } from '../../src/check/change';
import { fixAll, safeEdits } from '../../src/check/fixes';
import { createSession } from '../../src/check/session';
import {
  resolveSettings,
  settingValues,
  type RuleSettings,
  type SettingValue,
} from '../../src/check/settings';
import { readSettings, readSettingsOfFolder, SettingsError } from '../../src/check/settingsFile';
import type { Severity } from '../../src/rules/rule';
import { rules } from '../../src/rules/rules';
import { assessment, draft, must, placeOf, textAt } from './kit';
import { cleanDraft, draftAsItStands } from '../examples';
import { drafts } from './rulePage';
import { runs } from '../random';

const clean = cleanDraft('northbridge.report.md');
const setting = (source: string, rules: Record<string, SettingValue>): RuleSettings => ({
  source,
  rules: new Map(Object.entries(rules)),
});
const said = ({ rule, severity, message }: Problem) => `${rule} ${severity}: ${message}`;
const foundBy = (rule: string, text: string, options?: CheckOptions) =>
  checkReport(text, options).problems.filter((each) => each.rule === rule);

describe('the severity of a problem', () => {
  // One error, one warning, one information and what is unfinished.
  const text = draft('A claim.[^nowhere]', '', ...assessment('8/11', '91%', '73%'));
  const severityWith = (rule: string, value: SettingValue | undefined, publication = false) =>
    foundBy(rule, text, {
      publication,
      settings: value === undefined ? [] : [setting('a test', { [rule]: value })],
    }).map(({ severity }) => severity)[0];

  it.each([
    ['standard-missing', 'error'],
    ['footnote', 'warning'],
    ['rating-introduction', 'information'],
    ['count-shorthand', 'hint'],
  ])('of %s is by default %s', (rule, severity) => {
    expect(severityWith(rule, undefined)).toBe(severity);
  });

  it.each(settingValues)('is what its rule is set to: %s', (value) => {
    for (const rule of ['standard-missing', 'footnote', 'rating-introduction', 'count-shorthand'])
      expect(severityWith(rule, value), rule).toBe(value === 'off' ? undefined : value);
  });

  it('of another rule stays what it was', () => {
    const before = checkReport(text).problems.filter(({ rule }) => rule !== 'footnote');
    const after = checkReport(text, { settings: [setting('a test', { footnote: 'error' })] });
    expect(after.problems.filter(({ rule }) => rule !== 'footnote').map(said)).toEqual(before.map(said));
  });

  it('replaces all severities of a rule, also those that are not its own', () => {
    const unknown = draft(...assessment('100%', '91%', '73%')).replace('**Good**', '**Decent**');
    expect(foundBy('rating-spelling', unknown)).toMatchObject([{ severity: 'error' }]);
    expect(
      foundBy('rating-spelling', unknown, { settings: [setting('a test', { 'rating-spelling': 'hint' })] }),
    ).toMatchObject([{ severity: 'hint' }]);
  });

  describe('of what is unfinished', () => {
    const open = clean
      .replace('Score: 23/36', 'Score:')
      .replace('published: 2026-11\n', '')
      .replace('| 1.2. Staff | Good |', '| 1.2. Staff | |')
      .replace('Rating: **Good**', 'Rating: ‹rating›')
      .replace('| **71%** |', '| TBC |');
    const problems = (options?: CheckOptions) => checkReport(open, options).problems;

    it('is a hint, whatever rule meets it', () => {
      expect(problems().map(said)).not.toEqual([]);
      expect(problems().map(({ severity }) => severity)).toEqual(problems().map(() => 'hint'));
      for (const rule of ['score', 'front-matter', 'ratings-page', 'percentage'])
        expect(problems().map((each) => each.rule)).toContain(rule);
    });

    it('stays a hint where its rule is set to something', () => {
      for (const value of ['information', 'warning', 'error'] as const) {
        const all = Object.fromEntries(rules.map(({ id }) => [id, value]));
        expect(problems({ settings: [setting('a test', all)] }).map(said)).toEqual(problems().map(said));
      }
    });

    it('is an error for publication, unless its rule is off', () => {
      const found = problems({ publication: true });
      expect(found.map(({ severity }) => severity)).toEqual(problems().map(() => 'error'));
      const off = setting('a test', { score: 'off' });
      expect(foundBy('score', open, { publication: true, settings: [off] })).toEqual([]);
    });
  });

  it('of a count that is still to become a percentage is an error for publication', () => {
    expect(severityWith('count-shorthand', undefined, true)).toBe('error');
    expect(severityWith('count-shorthand', 'hint', true)).toBe('error');
    expect(severityWith('count-shorthand', 'off', true)).toBeUndefined();
  });

  it('of what is finished is the same for publication', () => {
    expect(severityWith('footnote', undefined, true)).toBe('warning');
    expect(severityWith('rating-introduction', undefined, true)).toBe('information');
  });
});

describe('a settings file', () => {
  const read = (text: string) => readSettings(text, 'team.yaml');

  it('sets rules', async () => {
    expect(await read('rules:\n  score: off\n  heading: "error"\n')).toEqual(
      setting('team.yaml', { score: 'off', heading: 'error' }),
    );
  });

  it.each(['', '\n', '# nothing yet\n', 'rules:\n', 'rules:\n  # nothing yet\n', 'rules: {}\n'])(
    'may set nothing: %j',
    async (text) => {
      expect(await read(text)).toEqual(setting('team.yaml', {}));
    },
  );

  it('reads off as the word that it is', async () => {
    // In YAML 1.1 `off` is false.
    expect((await read('rules: {score: off}')).rules.get('score')).toBe('off');
  });

  it('may have CRLF and a byte order mark', async () => {
    expect((await read('\ufeffrules:\r\n  score: off\r\n')).rules.get('score')).toBe('off');
  });

  it.each([
    ['rules: [', /^team\.yaml:1: can't be read: /],
    ['rules:\n\tscore: off\n', /^team\.yaml:2: can't be read: a line is set in by a tab; use two spaces$/],
    ['rules:\n  score: off\n  score: error\n', /^team\.yaml:3: can't be read: 'score' stands twice$/],
    [
      "words:\n  two-forms: [ ['*', 'b'] ]\n",
      /^team\.yaml:2: an entry holds a letter; 'two-forms' is written like/,
    ],
    ["words:\n  two-forms:\n    - ['a', '-']\n", /^team\.yaml:3: an entry holds a letter/],
    ["words:\n  two-forms: [ ['co*ordinate', 'b'] ]\n", /^team\.yaml:2: a star stands for any ending/],
    ["words:\n  placeholders: [ '...' ]\n", /^team\.yaml:2: an entry holds a letter/],
    ["words:\n  never-right:\n    ok: fine\n    '-': fine\n", /^team\.yaml:4: an entry holds a letter/],
    ["words:\n  never-right:\n    ok: '!'\n", /^team\.yaml:3: an entry holds a letter/],
    [
      'words:\n  placeholders:\n    - FYI #2\n',
      /^team\.yaml:3: '#2' is cut off, since behind a space '#' begins/,
    ],
    ['score\n', /^team\.yaml:1: the file holds entries such as 'rules:'/],
    ['- score\n', /^team\.yaml:1: the file holds entries/],
    ['# mine\nrule:\n  score: off\n', /^team\.yaml:2: there is no entry 'rule'; did you mean 'rules'\?/],
    ['severity: off\n', /^team\.yaml:1: there is no entry 'severity'; it may hold 'rules'/],
    ['rules: off\n', /^team\.yaml:1: 'rules' holds a line for each rule/],
    ['rules:\n  - score\n', /^team\.yaml:1: 'rules' holds a line for each rule/],
    [
      'rules:\n  score: off\n\n  fotnote: off\n',
      /^team\.yaml:4: there is no rule 'fotnote'; did you mean 'footnote'\?/,
    ],
    ['rules:\n  spelling-of-names: off\n', /^team\.yaml:2: there is no rule 'spelling-of-names'$/],
    [
      'rules:\n  score: warn\n',
      /^team\.yaml:2: 'score' can be set to off, hint, information, warning, error$/,
    ],
    ['rules:\n  score:\n', /^team\.yaml:2: 'score' can be set to/],
    ['rules:\n  score: [off]\n', /^team\.yaml:2: 'score' can be set to/],
    ['rules:\r\n  footnote: off\r\n  score: Off\r\n', /^team\.yaml:3: 'score' can be set to/],
    ['word:\n  placeholders: []\n', /^team\.yaml:1: there is no entry 'word'; did you mean 'words'\?/],
    ['words: [FYI]\n', /^team\.yaml:1: 'words' holds lists, such as ' {2}known-abbreviations: \[ 'ETE' \]'$/],
    [
      'words:\n  placeholder: [X]\n',
      /^team\.yaml:2: there is no word list 'placeholder'; did you mean 'placeholders'\?/,
    ],
    [
      'words:\n  names: [X]\n',
      /^team\.yaml:2: there is no word list 'names'; there are placeholders, never-right, known-abbreviations, two-forms$/,
    ],
    [
      'words:\n  placeholders: FYI\n',
      /^team\.yaml:2: 'placeholders' is written like 'placeholders: \[ 'FOR LEGAL' \]'$/,
    ],
    ["words:\n  placeholders:\n    - FYI\n    - ''\n", /^team\.yaml:4: 'placeholders' is written like/],
    ['words:\n  known-abbreviations: [ETE, [QA]]\n', /^team\.yaml:2: 'known-abbreviations' is written like/],
    [
      'words:\n  never-right: [teh]\n',
      /^team\.yaml:2: 'never-right' is written like 'never-right: \{ 'principle inspector'/,
    ],
    ['words:\n  never-right:\n    teh:\n', /^team\.yaml:3: 'never-right' is written like/],
    ['words:\n  two-forms: [wellbeing, well-being]\n', /^team\.yaml:2: 'two-forms' is written like/],
    ['words:\n  two-forms:\n    - [wellbeing]\n', /^team\.yaml:3: 'two-forms' is written like/],
    ['words:\n  two-forms:\n    - [a b, a-b, ab]\n', /^team\.yaml:3: 'two-forms' is written like/],
    ['words:\n  two-forms:\n    - [a-b, a-b]\n', /^team\.yaml:3: 'two-forms' is written like/],
  ])('%j is refused, with its line', async (text, message) => {
    await expect(read(text)).rejects.toThrow(SettingsError);
    await expect(read(text)).rejects.toThrow(message);
  });

  it('takes a note behind an entry for a note', async () => {
    const { rules, words } = await read(
      "rules:\n  score: off #mine\nwords:\n  placeholders:\n    - FYI # to all\n    - 'FYI #2'\n",
    );
    expect(rules.get('score')).toBe('off');
    expect(words?.placeholders.map(({ text }) => text)).toEqual(['FYI', 'FYI #2']);
  });

  it('is not read where it is longer than 256 kB', async () => {
    const long = 'rules:\n' + '# note\n'.repeat(40_000);
    await expect(read(long)).rejects.toThrow(/^team\.yaml: is longer than 256 kB/);
    expect((await read(long.slice(0, 200_000))).rules.size).toBe(0);
  });

  it('says what is wrong with the first of many entries soon', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `  k${String(index)}: v\n`).join('');
    await expect(read(`rules:\n${keys}`)).rejects.toThrow(/^team\.yaml:2: there is no rule 'k0'/);
  });

  it('may end in .yml, but there may not be two', async () => {
    const inFolder = (files: Record<string, string>) =>
      readSettingsOfFolder(
        (name) => Promise.resolve(files[name]),
        (name) => `drafts/${name}`,
      );
    const text = 'rules: {score: off}';
    expect(await inFolder({})).toBeUndefined();
    for (const name of ['.inspection-report.yaml', '.inspection-report.yml'])
      expect(await inFolder({ [name]: text })).toEqual(setting(`drafts/${name}`, { score: 'off' }));
    await expect(
      inFolder({ '.inspection-report.yaml': text, '.inspection-report.yml': text }),
    ).rejects.toThrow(/^drafts\/\.inspection-report\.yml: there is \.inspection-report\.yaml beside it/);
  });
});

describe('word lists in a settings file', async () => {
  const text = `words:
  placeholders: [ 'FOR LEGAL' ]
  never-right: { 'principal officer': 'principle officer' }
  known-abbreviations: [ 'QZX' ]
  two-forms: [ ['check-in', 'check in'] ]
`;
  const words = must((await readSettings(text, 'team.yaml')).words);
  const why = 'set in team.yaml';

  it('are read, each entry with where it comes from', () => {
    expect(words).toEqual({
      placeholders: [{ text: 'FOR LEGAL', why }],
      neverRight: [{ text: 'principal officer', right: 'principle officer', why }],
      knownAbbreviations: [{ text: 'QZX', why }],
      twoForms: [{ forms: ['check-in', 'check in'], why }],
    });
  });

  it.each(['words:\n', 'words: {}\n', 'words:\n  placeholders:\n', 'words: {two-forms: []}\n'])(
    'may be empty: %j',
    async (empty) => {
      expect(Object.values((await readSettings(empty, 'team.yaml')).words ?? {}).flat()).toEqual([]);
    },
  );

  const settings: RuleSettings[] = [{ source: 'team.yaml', rules: new Map(), words }];
  it.each([
    ['placeholder', 'This part is FOR LEGAL to read.', true],
    ['repeated-word', 'A principal officer leads the team.', true],
    ['consistency', 'There is a check-in each week, and a check in each month.', true],
    ['abbreviation', 'Staff refer children to QZX at once.', false],
  ])('hold for %s', (rule, line, found) => {
    const put = draft('## Foreword', '', line);
    expect(foundBy(rule, put).length > 0).toBe(!found);
    expect(foundBy(rule, put, { settings }).length > 0).toBe(found);
  });

  it('are added to the lists that there are', () => {
    expect(
      foundBy('repeated-word', draft('## Foreword', '', 'A principle inspector.'), { settings }),
    ).toHaveLength(1);
  });
});

describe('word lists that somebody made up', () => {
  const why = 'made up';
  const nothing = {
    placeholders: [{ text: '', why }],
    neverRight: [{ text: '', right: 'a', why }],
    knownAbbreviations: [{ text: '', why }],
    twoForms: [{ forms: ['*', 'b'] as const, why }],
  };

  it('never match nothing at all', () => {
    const text = draft('## Foreword', '', 'A plan, a *b*, and b again.');
    const settings = [{ source: why, rules: new Map(), words: nothing }];
    expect(checkReport(text, { settings }).problems).toEqual(checkReport(text).problems);
  });
});

describe('which settings hold', () => {
  const near = setting('drafts/.inspection-report.yaml', { score: 'off' });
  const far = setting("the editor's settings", { score: 'error', footnote: 'hint' });

  it('those of the nearest who sets the rule, and where they come from is known', () => {
    const resolved = resolveSettings([near, far]);
    expect(resolved.get('score')).toEqual({ value: 'off', source: 'drafts/.inspection-report.yaml' });
    expect(resolved.get('footnote')).toEqual({ value: 'hint', source: "the editor's settings" });
    expect(resolved.get('heading')).toEqual({ value: 'default', source: 'default' });
    expect([...resolved.keys()]).toEqual(rules.map(({ id }) => id));
  });

  it('in a check as well', () => {
    const text = draft('A claim.[^nowhere]');
    const twice = [setting('near', { footnote: 'error' }), setting('far', { footnote: 'off' })];
    expect(foundBy('footnote', text, { settings: twice })).toMatchObject([{ severity: 'error' }]);
    expect(foundBy('footnote', text, { settings: [...twice].reverse() })).toEqual([]);
  });
});

describe('a comment that turns a rule off', () => {
  /** Places of missing footnotes that are reported, and what is said of comments. */
  const check = (lines: readonly string[], options?: CheckOptions) => {
    const text = draft(...lines);
    return {
      footnotes: foundBy('footnote', text, options).map(({ range }) => textAt(text, range)),
      comments: foundBy('disable-directive', text, options).map(({ range, message, severity }) => ({
        at: textAt(text, range),
        message,
        severity,
      })),
    };
  };
  const nextLine = '<!-- inspection-report-disable-next-line footnote -- to come -->';
  const disable = '<!-- inspection-report-disable footnote -- to come -->';
  const enable = '<!-- inspection-report-enable footnote -->';
  const bareEnable = '<!-- inspection-report-enable -->';

  it.each([
    { what: 'nothing', lines: ['One.[^1]', '', 'Two.[^2]'], left: ['[^1]', '[^2]'] },
    { what: 'the next line', lines: [nextLine, 'One.[^1]', '', 'Two.[^2]'], left: ['[^2]'] },
    {
      what: 'the next line after a blank one',
      lines: [nextLine, '', 'One.[^1]', '', 'Two.[^2]'],
      left: ['[^2]'],
    },
    { what: 'the next line alone', lines: [nextLine, 'One.[^1]', 'Two.[^2]'], left: ['[^2]'] },
    {
      what: 'all that follows',
      lines: ['One.[^1]', '', disable, '', 'Two.[^2]', '', 'Three.[^3]'],
      left: ['[^1]'],
    },
    { what: 'a block', lines: [disable, '', 'One.[^1]', '', enable, '', 'Two.[^2]'], left: ['[^2]'] },
    {
      what: 'a block up to a bare enable',
      lines: [disable, '', 'One.[^1]', '', bareEnable, '', 'Two.[^2]'],
      left: ['[^2]'],
    },
    {
      what: 'a block with another comment in it',
      lines: [
        disable,
        '',
        'One.[^1]',
        '',
        disable.replace('footnote', 'heading'),
        '',
        'Two.[^2]',
        '',
        enable,
        '',
        'Three.[^3]',
      ],
      left: ['[^3]'],
    },
  ])('turns off $what', ({ lines, left }) => {
    expect(check(lines).footnotes).toEqual(left);
  });

  it('turns off the rules that it names and no other', () => {
    const both = nextLine.replace('footnote', 'heading, footnote');
    expect(check([both, 'One.[^1]']).footnotes).toEqual([]);
    expect(check([nextLine.replace('footnote', 'heading'), 'One.[^1]']).footnotes).toEqual(['[^1]']);
    expect(check([nextLine.replace('footnote', 'foot'), 'One.[^1]']).footnotes).toEqual(['[^1]']);
  });

  it('needs no reason', () => {
    expect(check(['<!-- inspection-report-disable-next-line footnote -->', 'One.[^1]'])).toEqual({
      footnotes: [],
      comments: [],
    });
  });

  it('is no problem while it is of use', () => {
    expect(check([disable, '', 'One.[^1]', '', enable, '', nextLine, 'Two.[^2]']).comments).toEqual([]);
    expect(check([disable, '', 'One.[^1]', '', bareEnable]).comments).toEqual([]);
  });

  it('is of use wherever its rule stands in the catalogue', () => {
    const claim = 'A claim.[^1]';
    const text = draft(claim, '', '## Ratings', '', 'Score: 30/36', '', ...assessment('8/11', '74%', '64 %'));
    const ids = new Set(
      checkReport(text)
        .problems.filter(({ range }) => range.start > text.indexOf(claim))
        .map(({ rule }) => rule),
    );
    for (const rule of ['section-missing', 'footnote', 'standard-rating', 'percentage'])
      expect(ids).toContain(rule);
    for (const id of ids) {
      const off = text.replace(claim, `<!-- inspection-report-disable ${id} -- why -->\n\n${claim}`);
      expect(foundBy(id, off).length, id).toBeLessThan(foundBy(id, text).length);
      expect(foundBy('disable-directive', off), id).toEqual([]);
    }
  });

  it.each([
    {
      what: 'suppresses nothing',
      lines: [nextLine, 'One.'],
      comments: [
        { at: 'footnote', message: "'footnote' reports nothing here, so this comment suppresses nothing." },
      ],
    },
    {
      what: 'names a rule that is not there',
      lines: [nextLine.replace('footnote', 'fotnote'), 'One.'],
      comments: [{ at: 'fotnote', message: "There is no rule 'fotnote'. Did you mean 'footnote'?" }],
    },
    {
      what: 'names no rule',
      lines: ['<!-- inspection-report-disable -- why -->'],
      comments: [
        {
          at: '<!-- inspection-report-disable -- why -->',
          message: 'This comment names no rule, so it turns nothing off.',
        },
      ],
    },
    {
      what: 'turns on what is not off',
      lines: [enable],
      comments: [
        {
          at: 'footnote',
          message: "'footnote' is not turned off here, so there is nothing to turn on again.",
        },
      ],
    },
    {
      what: 'suppresses nothing with one of its rules',
      lines: [nextLine.replace('footnote', 'heading footnote'), 'One.[^1]'],
      comments: [
        { at: 'heading', message: "'heading' reports nothing here, so this comment suppresses nothing." },
      ],
    },
    {
      what: 'is the second to turn it off',
      lines: [disable, '', 'One.[^1]', '', disable, '', 'Two.[^2]'],
      comments: [
        { at: 'footnote', message: "'footnote' reports nothing here, so this comment suppresses nothing." },
      ],
    },
  ])('is a hint where it $what', ({ lines, comments }) => {
    expect(check(lines).comments).toEqual(comments.map((each) => ({ ...each, severity: 'hint' })));
  });

  it('is no problem where the settings turn its rule off: nobody can tell whether it is of use', () => {
    const settings = [setting('a test', { footnote: 'off' })];
    expect(check([nextLine, 'One.[^1]', '', nextLine, 'Two.'], { settings })).toEqual({
      footnotes: [],
      comments: [],
    });
  });

  it('can not turn off the rule on comments', () => {
    const comment = nextLine.replace('footnote', 'disable-directive');
    expect(check([comment, nextLine, 'One.']).comments.map(({ at }) => at)).toContain('footnote');
  });

  it('goes away with its line by the fix that is offered', () => {
    const text = draft('One.', '', nextLine, 'Two.');
    const [problem] = foundBy('disable-directive', text);
    expect(applyEdits(text, must(problem?.fix).edits)).toBe(draft('One.', '', 'Two.'));
  });

  it('loses the rule that is of no use and keeps the other', () => {
    const text = draft(nextLine.replace('footnote', 'heading, footnote'), 'One.[^1]');
    const [problem] = foundBy('disable-directive', text);
    expect(applyEdits(text, must(problem?.fix).edits)).toBe(draft(nextLine, 'One.[^1]'));
  });
});

describe('disableHere', () => {
  /** The text with the comments that turn a problem off. */
  const withComments = (text: string, problem: Problem): string | undefined => {
    const { report } = checkReport(text);
    const comments = disableHere(report, problem);
    if (!comments) return undefined;
    const { start, opening, close, reason } = comments;
    expect(opening.slice(reason.start, reason.end)).toBe('reason');
    const insertion = (offset: number, text: string) => ({ range: { start: offset, end: offset }, text });
    return applyEdits(text, [
      insertion(start, opening),
      ...(close ? [insertion(close.offset, close.text)] : []),
    ]);
  };

  /** Expects the problem, and none but those of its rule at the same place, to be gone. */
  function expectGone(text: string, problem: Problem) {
    const after = checkReport(must(withComments(text, problem), `a place for ${said(problem)}`)).problems;
    const before = checkReport(text).problems;
    const others = before.filter(({ rule }) => rule !== problem.rule).map(said);
    expect(after.filter(({ rule }) => rule !== problem.rule).map(said)).toEqual(others);
    const same = before.filter(({ rule }) => rule === problem.rule).map(said);
    const left = after.filter(({ rule }) => rule === problem.rule).map(said);
    expect(left.length).toBeLessThan(same.length);
    expect(same).toEqual(expect.arrayContaining(left));
    expect(left.filter((each) => each === said(problem)).length).toBeLessThan(
      same.filter((each) => each === said(problem)).length,
    );
  }

  const places: { where: string; change: (text: string) => string; rule: string }[] = [
    {
      where: 'a paragraph',
      rule: 'footnote',
      change: (text) => text.replace('of a week,', 'of a week,[^nowhere]'),
    },
    {
      where: 'the second line of a paragraph',
      rule: 'footnote',
      change: (text) => text.replace('Published by:\\\n', 'Published by:\\\nThe inspectorate[^nowhere]\\\n'),
    },
    { where: 'a heading', rule: 'heading', change: (text) => text.replace('### 2.4. R', '### 2. 4. R') },
    {
      where: 'the head of a table',
      rule: 'table-header',
      change: (text) => text.replace("| Key question | % 'Yes' |", '| Key question | % Yes |'),
    },
    {
      where: 'a row of a table',
      rule: 'percentage-reachable',
      change: (text) => text.replace(/(\| Does [^|]+ \| )93%/, '$195%'),
    },
    {
      where: 'the last item of a list',
      rule: 'footnote',
      change: (text) => text.replace(/(\n- [^\n]+)(\n\n#### Areas)/, '$1[^nowhere]$2'),
    },
    {
      where: 'the first item of a list',
      rule: 'footnote',
      change: (text) => text.replace(/(#### Strengths\n\n- [^\n]+)/, '$1[^nowhere]'),
    },
    {
      where: 'a block quote',
      rule: 'footnote',
      change: (text) => text.replace(/(> \*\*Good practice\*\*\n>\n> [^\n]+)/, '$1[^nowhere]'),
    },
    {
      where: 'a footnote',
      rule: 'footnote',
      change: (text) => text.replace(/(\[\^outcome-22\]: [^\n]+)/, '$1[^nowhere]'),
    },
    {
      where: 'the text of a footnote with two lines',
      rule: 'footnote',
      change: (text) => text.replace(/(\[\^outcome-22\]: [^\n]+)/, '$1\n\n    More.[^nowhere]'),
    },
  ];

  it.each(places)('in $where makes the problem go away, and no other come', ({ change, rule }) => {
    const text = change(clean);
    const { problems } = checkReport(text);
    expect(problems.map((each) => each.rule)).toEqual([rule]);
    expectGone(text, must(problems[0]));
  });

  it.each(places)('in $where does so with CRLF as well', ({ change }) => {
    const text = change(clean).replaceAll('\n', '\r\n');
    const { problems } = checkReport(text);
    expect(problems).not.toHaveLength(0);
    for (const each of problems) expectGone(text, each);
  });

  it.each(Object.values(drafts))('does so for each problem of %s as it stands', (name) => {
    const text = draftAsItStands(name);
    for (const each of checkReport(text).problems) expectGone(text, each);
  });

  it('does so at the very end of a draft', () => {
    const text = draft('A claim.', 'A second.[^nowhere]').trimEnd();
    expectGone(text, must(foundBy('footnote', text)[0]));
  });

  it('puts the comment on the line before, or encloses the block', () => {
    const text = draft('## Background', '', 'One.[^1]', 'Two.[^2]');
    const [first, second] = foundBy('footnote', text);
    expect(withComments(text, must(first))).toContain(
      '\n<!-- inspection-report-disable-next-line footnote -- reason -->\nOne.[^1]\nTwo.[^2]\n',
    );
    expect(withComments(text, must(second))).toContain(
      '\n<!-- inspection-report-disable footnote -- reason -->\nOne.[^1]\nTwo.[^2]\n<!-- inspection-report-enable footnote -->\n',
    );
  });

  it('has no place in the front matter', () => {
    const text = clean.replace('area: Northbridge\n', '').replace('2026-09-14', 'soon');
    const problems = foundBy('front-matter', text);
    expect(problems).toHaveLength(2);
    for (const each of problems) expect(withComments(text, each)).toBeUndefined();
  });

  it('is not offered for a comment of no use, which nothing can turn off', () => {
    const text = draft('<!-- inspection-report-disable-next-line footnote -- why -->', 'One.');
    const [problem] = foundBy('disable-directive', text);
    expect(withComments(text, must(problem))).toBeUndefined();
  });
});

describe('problems', () => {
  it.each(Object.values(drafts))('of %s stand in the order of the text', (name) => {
    const starts = checkReport(draftAsItStands(name)).problems.map(({ range }) => range.start);
    expect(starts.length).toBeGreaterThan(3);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  it('at one place stand in the order of the catalogue', () => {
    const { problems } = checkReport(draft('# Title'));
    const ids = rules.map(({ id }) => id);
    const pairs = problems.slice(1).map((each, index) => [must(problems[index]), each] as const);
    const atOnePlace = pairs.filter(
      ([a, b]) => a.range.start === b.range.start && a.range.end === b.range.end,
    );
    expect(atOnePlace).not.toHaveLength(0);
    for (const [a, b] of atOnePlace) expect(ids.indexOf(a.rule)).toBeLessThanOrEqual(ids.indexOf(b.rule));
  });

  const problem = (start: number, severity: Severity): Problem => ({
    rule: 'footnote',
    severity,
    message: `at ${String(start)}`,
    range: { start, end: start + 1 },
    related: [],
  });

  it('up to 500 are all shown', () => {
    const problems = Array.from({ length: 500 }, (_, index) => problem(index, 'hint'));
    expect(limitProblems(problems)).toEqual({ shown: problems, leftOut: 0 });
  });

  it('of more than 500 the most severe are shown, in the order of the text', () => {
    const severities: Severity[] = ['hint', 'information', 'warning', 'error'];
    // 200 of each kind, mixed.
    const problems = Array.from({ length: 800 }, (_, index) => problem(index, must(severities[index % 4])));
    const { shown, leftOut } = limitProblems(problems);
    expect(leftOut).toBe(300);
    const counted = (severity: Severity) => shown.filter((each) => each.severity === severity).length;
    expect(severities.map(counted)).toEqual([0, 100, 200, 200]);
    expect(shown).toEqual(problems.filter((each) => shown.includes(each)));
    // Of those that are equally severe, the first.
    expect(shown.findLast(({ severity }) => severity === 'information')?.range.start).toBe(397);
  });
});

describe('fixAll', () => {
  /** A draft with many things that can be put right safely, some of them twice. */
  const untidy = clean
    .replace('### 2.4. Reviewing', '### 2. 4. Reviewing')
    .replace('Rating: **Good**', 'Rating: **GOOD**')
    .replace("| Key question | % 'Yes' |", '| Key question | % Yes |')
    .replace('**71%**', '71 %')
    .replace('**82%**', '82 per cent')
    .replace('91%', '**91%**')
    .replace('| 1.2. Staff | Good |', '| 1.2. Staff | good |');

  it.each([
    { name: 'an untidy draft', text: untidy },
    { name: 'an untidy draft with CRLF', text: untidy.replaceAll('\n', '\r\n') },
    { name: 'northbridge as it stands', text: draftAsItStands('northbridge.report.md') },
    { name: 'westmarch as it stands', text: draftAsItStands('westmarch-2019.report.md') },
    { name: 'a clean draft', text: clean },
    { name: 'an empty text', text: '' },
  ])('in $name leaves no safe fix, and its edits make its text out of the original', ({ text }) => {
    const fixed = fixAll(text);
    expect(applyEdits(text, fixed.edits)).toBe(fixed.text);
    expect(fixed.result.problems.map(said)).toEqual(checkReport(fixed.text).problems.map(said));
    expect(safeEdits(fixed.result)).toEqual([]);
    expect(fixAll(fixed.text)).toMatchObject({ text: fixed.text, edits: [] });
    const ends = fixed.edits.map(({ range }) => range);
    for (const [index, range] of ends.slice(1).entries())
      expect(must(ends[index]).end).toBeLessThanOrEqual(range.start);
  });

  it('takes more than one round where a fix uncovers another', () => {
    // Only once it reads as a percentage can 71 be seen to be the lowest that is not bold.
    const { text } = fixAll(clean.replace('**71%**', '71 per cent'));
    expect(text).toBe(clean);
  });

  it('puts the untidy draft right, all but what is not certain', () => {
    expect(safeEdits(checkReport(untidy)).length).toBeGreaterThan(4);
    expect(fixAll(untidy).text).toBe(clean);
  });

  it('does nothing that may be wrong', () => {
    const text = clean.replace('Score: 23/36', 'Score: 25/36');
    expect(fixAll(text).text).toBe(text);
    expect(fixAll(text).result.problems).toMatchObject([{ rule: 'score', fix: { safe: false } }]);
  });

  it('makes no fix of a rule that is off, or turned off by a comment', () => {
    const text = clean.replace('Rating: **Good**', 'Rating: **good**');
    expect(fixAll(text, { settings: [setting('a test', { 'rating-spelling': 'off' })] }).text).toBe(text);
    const commented = text.replace(
      'Rating: **good**',
      '<!-- inspection-report-disable-next-line rating-spelling -- quoted -->\nRating: **good**',
    );
    expect(fixAll(commented).text).toBe(commented);
  });
});

describe('a session', () => {
  const rest = ({ problems, rating, framework }: ReturnType<typeof checkReport>) => ({
    problems,
    rating,
    framework: framework?.id,
  });
  const text = draft('## Ratings', '', 'Score: 30/36', '', ...assessment('100%', '91%', '**64%**'));

  it('takes changes one after the other, each into the text as the one before left it', () => {
    const session = createSession('abcdef');
    session.update([
      { offset: 0, length: 1, text: 'XYZ' },
      { offset: 3, length: 2, text: '' },
      { offset: 5, length: 0, text: '!' },
    ]);
    expect(session.text).toBe('XYZde!f');
    session.update([]);
    expect(session.text).toBe('XYZde!f');
  });

  it('answers what checkReport answers, before and after a change', () => {
    const session = createSession(text, { publication: true });
    expect(rest(session.check())).toEqual(rest(checkReport(text, { publication: true })));
    const { start } = placeOf(text, '64%');
    session.update([{ offset: start, length: 3, text: '73%' }]);
    const changed = text.replace('64%', '73%');
    expect(session.text).toBe(changed);
    expect(rest(session.check())).toEqual(rest(checkReport(changed, { publication: true })));
    expect(session.check().rating?.standards['2.1']?.computed).toBe('Good');
  });

  it.each([
    { what: 'before the text', offset: -1, length: 0 },
    { what: 'past the end', offset: text.length + 1, length: 0 },
    { what: 'over the end', offset: text.length - 1, length: 2 },
    { what: 'of less than nothing', offset: 5, length: -1 },
    { what: 'at no number', offset: NaN, length: 0 },
  ])('refuses a change $what, and with it all that came along', ({ offset, length }) => {
    const session = createSession(text);
    const before = session.check();
    expect(() => {
      session.update([
        { offset: 0, length: 0, text: 'X' },
        { offset: offset > 0 ? offset + 1 : offset, length, text: '' },
      ]);
    }).toThrow(RangeError);
    expect(session.text).toBe(text);
    expect(session.check()).toBe(before);
  });

  it('runs a rule again only when what it has read is another', () => {
    const session = createSession(draftAsItStands('northbridge.report.md'));
    session.check();
    const ran = (from: string, to: string): string[] => {
      const spies = rules.map((rule) => {
        const name = Object.keys(rule).find((each) => each.startsWith('check')) ?? '';
        return [rule.id, vi.spyOn(rule as unknown as Record<string, () => unknown>, name)] as const;
      });
      const offset = session.text.indexOf(from);
      expect(offset).toBeGreaterThan(0);
      session.update([{ offset, length: from.length, text: to }]);
      session.check();
      const called = spies.filter(([, spy]) => spy.mock.calls.length > 0).map(([id]) => id);
      for (const [, spy] of spies) spy.mockRestore();
      return called;
    };
    // What comments suppressed is asked anew each time, and what stands twice may stand anywhere.
    const always = ['disable-directive', 'repeated-text'];
    expect(ran('thoughtful', 'so thoughtful')).toEqual(always);
    expect(ran('so thoughtful', '5 per cent thoughtful').sort()).toEqual(
      ['claims-agree', 'consistency', ...always].sort(),
    );
    expect(ran('64%', '63%')).toEqual(
      expect.arrayContaining(['score', 'lowest-in-bold', 'standard-rating', 'claim-vs-table']),
    );
    expect(ran('63%', '64%')).not.toContain('breakdown');
  });

  it('runs the rule on abbreviations again when a word is written small far away', () => {
    const session = createSession(`${text}\nWe saw ABC at work there.\n\nThis is it.\n`);
    const told = () =>
      session.check().problems.some((each) => each.message.startsWith("'ABC' is nowhere written out"));
    expect(told()).toBe(true);
    const offset = session.text.indexOf('This is it.');
    session.update([{ offset: offset + 8, length: 0, text: 'abc ' }]);
    expect(told()).toBe(false);
    session.update([{ offset: offset + 8, length: 4, text: '' }]);
    expect(told()).toBe(true);
  });

  it('answers what checkReport answers after whatever was typed', () => {
    const pieces = [
      '\n',
      '\r\n',
      '| ',
      '**',
      '#### ',
      '[^1]',
      '64%',
      '> ',
      'Rating: ',
      '<!--',
      '---\n',
      '😀',
      '',
    ];
    const change = fc.record({
      offset: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(30),
      text: fc.constantFrom(...pieces),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const session = createSession(text);
        let expected = text;
        for (const each of changes) {
          const offset = Math.floor(each.offset * expected.length);
          const length = Math.min(each.length, expected.length - offset);
          session.update([{ offset, length, text: each.text }]);
          expected = expected.slice(0, offset) + each.text + expected.slice(offset + length);
          expect(session.text).toBe(expected);
          expect(rest(session.check())).toEqual(rest(checkReport(expected)));
        }
      }),
      { numRuns: runs(20) },
    );
  });
});

describe('a program that hands over the wrong thing is told so in one error, and nothing is changed', () => {
  it.each([undefined, null, 5, ['# A'], {}, Buffer.from('# A')])('as a text: %o', (text) => {
    expect(() => checkReport(text as string)).toThrow(/^checkReport needs .* a string, not /);
    expect(() => createSession(text as string)).toThrow(/^createSession needs .* a string, not /);
  });

  it.each<[unknown, new (message: string) => Error]>([
    [undefined, TypeError],
    [{ offset: 0, length: 0, text: 'a' }, TypeError],
    ['abc', TypeError],
    [[undefined], TypeError],
    [[{ offset: '1', length: 1, text: 'x' }], TypeError],
    [[{ offset: 1, length: '1', text: 'x' }], TypeError],
    [[{ offset: 1, length: 1 }], TypeError],
    [[{ offset: 1, length: 1, text: null }], TypeError],
    [[{ offset: 1, length: 1, text: 5 }], TypeError],
    [[{ offset: NaN, length: 1, text: 'x' }], RangeError],
    [[{ offset: 0, length: Infinity, text: 'x' }], RangeError],
    [[{ offset: 1.5, length: 1, text: 'x' }], RangeError],
    [[{ offset: -1, length: 1, text: 'x' }], RangeError],
    [[{ offset: 1, length: -1, text: 'x' }], RangeError],
    [[{ offset: 8, length: 0, text: 'x' }], RangeError],
    // The first is right, and so it would be made were they not all looked at before.
    [
      [
        { offset: 0, length: 7, text: 'x' },
        { offset: 2, length: 1, text: 'y' },
      ],
      RangeError,
    ],
  ])('as changes: %j', (changes, error) => {
    const session = createSession('# A\n\nb.');
    const before = session.check();
    expect(() => {
      session.update(changes as Change[]);
    }).toThrow(error);
    expect(session.text).toBe('# A\n\nb.');
    expect(session.check()).toBe(before);
  });
});
