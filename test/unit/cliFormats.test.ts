import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { CheckOutput } from '../../src/cli/outputSchema';
import { rules } from '../../src/rules/rules';
import { cleanDraft, draftAsItStands, readText } from '../examples';
import {
  checkJson,
  complaintsIn,
  folder,
  inFolders,
  missing,
  put,
  run,
  withManyProblems,
} from './commandLine';
import { must } from './kit';

inFolders();

const withSlips = draftAsItStands('northbridge.report.md');
const clean = cleanDraft('northbridge.report.md');
/** With information, a hint, a warning and an error. */
const ofAllKinds = withSlips.replace('published: 2026-11\n', '');

type Problem = CheckOutput['files'][number]['problems'][number];

describe('check --format github', () => {
  /** The commands in an output, as GitHub's runner reads them. */
  function commandsIn(output: string) {
    return output.split('\n').flatMap((line) => {
      const [, kind = '', properties = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
      if (kind === '') return [];
      const data = (value: string) =>
        value.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
      const property = (value: string) => data(value.replaceAll('%3A', ':').replaceAll('%2C', ','));
      const entries = properties.split(',').map((each): [string, string] => {
        const at = each.indexOf('=');
        return [each.slice(0, at), property(each.slice(at + 1))];
      });
      return [{ kind, message: data(message), properties: Object.fromEntries(entries) }];
    });
  }

  const github = (...args: readonly string[]) => run(['check', ...args, '--format', 'github']);

  it('has a command for each problem, of the kind of its severity, at its place', () => {
    put('a.report.md', ofAllKinds);
    const { problems } = must(checkJson('a.report.md').files[0]);
    const severities = new Set(problems.map(({ severity }) => severity));
    expect(severities).toEqual(new Set(['error', 'warning', 'information', 'hint']));
    const kinds = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };
    const oneLine = problems.filter(({ range }) => range.start.line === range.end.line);
    const commands = commandsIn(github('a.report.md').stdout);
    expect(commands).toHaveLength(problems.length);
    expect(commands).toEqual(
      expect.arrayContaining(
        oneLine.map(({ rule, severity, message, range: { start, end }, related }) => ({
          kind: kinds[severity],
          message: [
            message,
            ...related.map((each) => `Line ${String(each.range.start.line)}: ${each.message}`),
          ].join('\n'),
          properties: {
            file: 'a.report.md',
            line: String(start.line),
            col: String(start.column),
            endLine: String(end.line),
            endColumn: String(end.column),
            title: rule,
          },
        })),
      ),
    );
  });

  it('is written so, to the letter', () => {
    put('a.report.md', withSlips);
    expect(github('a.report.md').stdout.split('\n')).toContain(
      '::warning file=a.report.md,line=393,col=71,endLine=393,endColumn=74,title=percentage-reachable::No whole number of 14 cases is 95%25: 13 of 14 is 93%25, 14 of 14 is 100%25.%0ALine 12: The sample: 14 cases',
    );
  });

  it('gives no columns for what spans lines, which GitHub takes none for', () => {
    put('a.report.md', clean.replace('## Background\n', '## Background\n\nIt was 46 per\ncent (21/45).\n'));
    const [spanning] = must(checkJson('a.report.md').files[0]).problems.filter(
      ({ range }) => range.start.line < range.end.line,
    );
    const { start, end } = must(spanning).range;
    expect(commandsIn(github('a.report.md').stdout).map((each) => each.properties)).toContainEqual({
      file: 'a.report.md',
      line: String(start.line),
      endLine: String(end.line),
      title: must(spanning).rule,
    });
  });

  it.skipIf(process.platform === 'win32')('keeps names apart from what separates them, on one line', () => {
    const name = '100%, a: b\nc.report.md';
    put(name, withSlips);
    const commands = commandsIn(github(name).stdout);
    expect(commands.length).toBeGreaterThan(5);
    expect(new Set(commands.map((each) => each.properties.file))).toEqual(
      new Set(['100%, a: b c.report.md']),
    );
  });

  it('counts paths from the repository, or else from the working directory', () => {
    put('repository/drafts/a.report.md', missing('x'));
    const cwd = path.join(folder, 'repository', 'drafts');
    const fileWith = (env: object) =>
      must(commandsIn(run(['check', '.', '--format', 'github'], { cwd, env }).stdout)[0]).properties.file;
    expect(fileWith({ GITHUB_WORKSPACE: path.join(folder, 'repository') })).toBe('drafts/a.report.md');
    expect(fileWith({ GITHUB_WORKSPACE: path.join(folder, 'elsewhere') })).toBe('a.report.md');
    expect(fileWith({})).toBe('a.report.md');
  });

  it('sums up, says what it leaves out, and needs no file name for standard input', () => {
    const ran = run(['check', '-', '--format', 'github'], { input: withManyProblems(600) });
    const commands = commandsIn(ran.stdout);
    expect(ran.stdout).toMatch(/\n1 draft: \d+ errors, \d+ warnings.*\n$/);
    expect(commands).toHaveLength(501);
    expect(commands.at(-1)?.message).toMatch(/^… and \d+ more problems/);
    expect(commands.some((each) => 'file' in each.properties)).toBe(false);
  });
});

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
interface Place {
  readonly message?: { readonly text: string };
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: Region;
  };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Place[];
  readonly relatedLocations?: readonly Place[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly {
      readonly artifactLocation: Place['physicalLocation']['artifactLocation'];
      readonly replacements: readonly {
        readonly deletedRegion: Region;
        readonly insertedContent: { readonly text: string };
      }[];
    }[];
  }[];
}
interface Sarif {
  readonly runs: readonly {
    readonly columnKind: string;
    readonly tool: { readonly driver: { readonly version: string; readonly rules: readonly Described[] } };
    readonly results: readonly Result[];
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
    }[];
  }[];
}
interface Described {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly helpUri?: string;
}

describe('check --format sarif', () => {
  // The schema has a pattern that is none with the flag u.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const isSarif = ajv.compile(JSON.parse(readText('test/schemas/sarif-schema-2.1.0.json')) as object);

  function sarif(args: readonly string[], input = '') {
    const ran = run(['check', ...args, '--format', 'sarif'], { input });
    const log = JSON.parse(ran.stdout) as Sarif;
    isSarif(log);
    expect(isSarif.errors).toBeNull();
    expect(log.runs).toHaveLength(1);
    return { ...ran, ...must(log.runs[0]) };
  }

  it('the schema refuses what is no SARIF', () => {
    put('a.report.md', missing('x'));
    const { results } = sarif(['a.report.md']);
    const log = { version: '2.1.0', runs: [{ tool: { driver: { name: 'a' } }, results }] };
    expect(isSarif(log)).toBe(true);
    expect(isSarif({ ...log, version: '2.2.0' })).toBe(false);
    expect(isSarif({ ...log, runs: [{ ...log.runs[0], results: [{ ...results[0], level: 'hint' }] }] })).toBe(
      false,
    );
  });

  it('is valid for many drafts, for none, for a clean one, and for one with too many problems', () => {
    put('drafts/a.report.md', withSlips);
    put('drafts/b.report.md', draftAsItStands('westmarch-2019.report.md'));
    put('drafts/c.report.md', clean);
    put('notes.md', '# Notes\n');
    put('many.report.md', withManyProblems(600));
    expect(sarif(['drafts']).results.length).toBeGreaterThan(10);
    expect(sarif(['drafts/c.report.md']).results).toEqual([]);
    expect(sarif(['notes.md', '--drafts-only']).results).toEqual([]);
    const { results, invocations } = sarif(['many.report.md']);
    expect(results).toHaveLength(500);
    expect(invocations[0]?.toolExecutionNotifications[0]?.message.text).toMatch(
      /^many\.report\.md: there are \d+ more problems, the least severe, that are not shown$/,
    );
  });

  it('tells what JSON tells: rule, severity, message, place, related places and fix', () => {
    put('a.report.md', ofAllKinds);
    const { problems } = must(checkJson('a.report.md').files[0]);
    expect(problems.some(({ related }) => related.length > 0)).toBe(true);
    expect(problems.some(({ fix }) => fix)).toBe(true);
    const { results, columnKind } = sarif(['a.report.md']);
    expect(columnKind).toBe('utf16CodeUnits');
    const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };
    const regionOf = ({ start, end }: Problem['range']): Region => ({
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    });
    const artifactLocation = { uri: 'a.report.md', uriBaseId: '%SRCROOT%' };
    const placeOf = (range: Problem['range']) => ({ artifactLocation, region: regionOf(range) });
    expect(
      results.map(({ ruleId, level, message, locations, relatedLocations, fixes }) => ({
        ruleId,
        level,
        text: message.text,
        places: locations.map((each) => each.physicalLocation),
        related: (relatedLocations ?? []).map((each) => [each.message?.text, each.physicalLocation]),
        fixes,
      })),
    ).toEqual(
      problems.map(({ rule, severity, message, range, related, fix }) => ({
        ruleId: rule,
        level: levels[severity],
        text: message,
        places: [placeOf(range)],
        related: related.map((each) => [each.message, placeOf(each.range)]),
        fixes: fix && [
          {
            description: { text: fix.title },
            artifactChanges: [
              {
                artifactLocation,
                replacements: fix.edits.map((each) => ({
                  deletedRegion: regionOf(each.range),
                  insertedContent: { text: each.text },
                })),
              },
            ],
          },
        ],
      })),
    );
  });

  it('describes every rule, and each result says which it is', () => {
    put('a.report.md', withSlips);
    const { tool, results } = sarif(['a.report.md']);
    const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };
    expect(
      tool.driver.rules.map(({ id, shortDescription, defaultConfiguration }) => [
        id,
        shortDescription.text,
        defaultConfiguration.level,
      ]),
    ).toEqual(rules.map(({ id, summary, severity }) => [id, summary, levels[severity]]));
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('names the version of the package, and a page of a rule where the package has a place for one', () => {
    const manifest = JSON.parse(readText('package.json')) as { version: string; homepage?: string };
    put('a.report.md', clean);
    const { driver } = sarif(['a.report.md']).tool;
    expect(driver.version).toBe(manifest.version);
    expect(driver.rules.some((each) => each.helpUri !== undefined)).toBe(manifest.homepage !== undefined);
  });

  it('encodes paths, and names a file from elsewhere in full', () => {
    const name = 'a b/ü#%?.report.md';
    put(`work/${name}`, missing('x'));
    const elsewhere = put('elsewhere/é.report.md', missing('x'));
    const cwd = path.join(folder, 'work');
    const { stdout } = run(['check', name, elsewhere, '--format', 'sarif'], { cwd });
    const { results } = must((JSON.parse(stdout) as Sarif).runs[0]);
    const places = results.map((each) => must(each.locations[0]).physicalLocation.artifactLocation);
    const [first, last] = [must(places[0]), must(places.at(-1))];
    expect(first).toEqual({ uri: 'a%20b/%C3%BC%23%25%3F.report.md', uriBaseId: '%SRCROOT%' });
    expect(last.uriBaseId).toBeUndefined();
    expect(fileURLToPath(last.uri)).toBe(elsewhere);
  });

  it('has a fingerprint for each problem, which stays when lines move', () => {
    const prints = (content: string) => {
      put('a.report.md', content);
      const found = sarif(['a.report.md']).results;
      return found.map((each) => `${each.ruleId} ${must(Object.values(each.partialFingerprints)[0])}`);
    };
    const before = prints(missing('one', 'two', 'one'));
    expect(new Set(before).size).toBe(before.length);
    const after = prints(missing('one', 'two', 'one').replace('# Title\n', '# Title\n\nOne more.\n\n'));
    expect(after).toEqual(before);
  });

  it('has braces doubled, for a single one would ask for an argument', () => {
    put('a.report.md', missing('{0}'));
    const { message } = must(sarif(['a.report.md']).results.find((each) => each.ruleId === 'footnote'));
    expect(message.text).toContain("'{{0}}'");
  });

  it('says what could not be checked', () => {
    put('a.report.md', clean);
    expect(sarif(['a.report.md']).invocations).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [] },
    ]);
    const ran = sarif(['nowhere.report.md', 'a.report.md']);
    expect(ran.status).toBe(2);
    expect(complaintsIn(ran)).toHaveLength(1);
    expect(ran.invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { message: { text: 'nowhere.report.md: there is no such file or folder' } },
        ],
      },
    ]);
  });

  it('takes standard input', () => {
    const { results } = sarif(['-'], missing('x'));
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('-');
  });
});
