import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkReport } from '../../src/check/check';
import type { checkReport as CheckReport } from '../../src/index';
import { built, root } from './built';
import { must } from './kit';
import { draftAsItStands } from '../examples';

const bundle = (name: string) => path.join(root, 'dist', name);
const draftPath = path.join(root, 'examples/northbridge.report.md');
const draft = draftAsItStands('northbridge.report.md');
const expected = checkReport(draft).problems.map(({ rule, message }) => `${rule}: ${message}`);

beforeAll(built, 180_000);

/** Names in `require(…)` that a bundle leaves to whoever runs it. */
const required = (code: string) =>
  new Set([...code.matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => name));

// What takes the most of its start is that all of it is read: see `npm run bench -- --before`.
it('the extension and the command line start without what checks settings files', () => {
  // A word that stands in this module of a package, and stays when names are made short.
  const word = 'invalid_type';
  expect(readFileSync(path.join(root, 'node_modules/zod/v4/core/schemas.js'), 'utf8')).toContain(word);
  expect(readFileSync(bundle('settingsSchema.js'), 'utf8')).toContain(word);
  for (const name of ['extension.js', 'cli.js']) {
    const code = readFileSync(bundle(name), 'utf8');
    expect(code).not.toContain(word);
    expect(required(code)).toContain('./settingsSchema.js');
  }
});

it('the extension and the command line start without the ways in and out', () => {
  // A name that the reader of HTML has for what it reads, and nothing else.
  const word = 'annotation-xml';
  expect(readFileSync(bundle('exchange.js'), 'utf8')).toContain(word);
  for (const name of ['extension.js', 'cli.js']) {
    const code = readFileSync(bundle(name), 'utf8');
    expect(code).not.toContain(word);
    expect(required(code)).toContain('./exchange.js');
  }
});

/** What VS Code remembers for an extension: nothing yet. */
const nothingYet = {
  get: (_key: string, otherwise?: unknown) => otherwise,
  update: () => Promise.resolve(),
  keys: () => [],
};
const memory = { workspaceState: nothingYet, globalState: nothingYet };

describe('the bundle for the web', () => {
  const code = () => readFileSync(bundle('web/extension.js'), 'utf8');

  it('asks for nothing but vscode', () => {
    expect([...required(code())]).toEqual(['vscode']);
  });

  it('holds no call that a web worker lacks', () => {
    expect(code()).not.toMatch(/\bimport\(|\bfetch\(|XMLHttpRequest|importScripts/);
  });

  it('is loaded and activated in a worker without process and without code from strings', async () => {
    const extension = inWorker(code());
    const context = {
      subscriptions: [] as { dispose(): void }[],
      extensionUri: uri('/'),
      extensionPath: '/',
      ...memory,
    };
    await extension.exports.activate(context);
    expect([...new Set(extension.asked)]).toEqual(['vscode']);
    expect(context.subscriptions.length).toBeGreaterThan(0);
    expect(extension.registered()).toEqual(
      expect.arrayContaining([
        'inspectionReports.checkForPublication',
        'inspectionReports.checkWorkspace',
        'inspectionReports.fixAll',
        'inspectionReports.showSettings',
        'inspectionReports.showLog',
      ]),
    );
    for (const each of context.subscriptions) each.dispose();
  });
});

describe('the bundle for Node', () => {
  it('is activated without what shows and exports reports, which stands in a file of its own', async () => {
    const code = readFileSync(bundle('extension.js'), 'utf8');
    expect(required(code)).toContain('./exchange.js');
    const extension = inWorker(code);
    await extension.exports.activate({
      subscriptions: [],
      extensionUri: uri('/'),
      extensionPath: '/',
      ...memory,
    });
    expect([...new Set(extension.asked)]).toEqual(['vscode']);
    // Words of the page, which must be there and nowhere else.
    const word = 'Skip to the report';
    expect(readFileSync(bundle('exchange.js'), 'utf8')).toContain(word);
    expect(code).not.toContain(word);
  });

  it('and what it reads then asks for no module at all', () => {
    expect([...required(readFileSync(bundle('exchange.js'), 'utf8'))]).toEqual([]);
  });

  it('asks for vscode, and for nothing that reaches out of the editor', () => {
    const names = required(readFileSync(bundle('extension.js'), 'utf8'));
    expect(names).toContain('vscode');
    for (const name of names)
      expect(name).not.toMatch(/child_process|https?$|\bnet$|\bdgram$|\btls$|^(?:node:)?vm$/);
  });
});

/** Runs a script in a Node that makes no code from strings, as a strict web page does. */
function strictly(script: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script],
    { encoding: 'utf8', cwd: root },
  );
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as string[];
}

const report = `process.stdout.write(JSON.stringify(checkReport(text).problems.map(({ rule, message }) => rule + ': ' + message)));`;
const readDraft = `import { readFileSync } from 'node:fs'; const text = readFileSync(${JSON.stringify(draftPath)}, 'utf8');`;

describe('the library', () => {
  it('is an ES module that checks a report', async () => {
    const library = (await import(pathToFileURL(bundle('index.mjs')).href)) as {
      checkReport: typeof CheckReport;
    };
    expect(library.checkReport(draft).problems.map(({ rule, message }) => `${rule}: ${message}`)).toEqual(
      expected,
    );
  });

  it('is what the package exports', () => {
    const { exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, { import: string }>;
    };
    expect(exports['.']?.import).toBe('./dist/index.mjs');
  });

  it('asks for no module at all', () => {
    const code = readFileSync(bundle('index.mjs'), 'utf8');
    expect([...required(code)]).toEqual([]);
    expect(code).not.toMatch(/^import\b|;import\b/m);
  });

  it('makes no code from strings', () => {
    const index = JSON.stringify(pathToFileURL(bundle('index.mjs')).href);
    expect(strictly(`${readDraft} import { checkReport } from ${index}; ${report}`)).toEqual(expected);
  });

  it('does not even try to', () => {
    // zod asks whether it may, by trying, unless it is told not to.
    const index = JSON.stringify(pathToFileURL(bundle('index.mjs')).href);
    const script = `${readDraft}
      let tries = 0;
      globalThis.Function = new Proxy(Function, {
        construct() { tries++; throw new EvalError('no code from strings'); },
        apply() { tries++; throw new EvalError('no code from strings'); },
      });
      const { checkReport, createFramework, createSession, FrameworkError, readSettings } = await import(${index});
      checkReport(text);
      try { createFramework({ id: 'wardens' }); } catch (error) { if (!(error instanceof FrameworkError)) throw error; }
      createSession(text).check();
      await readSettings('rules: {score: off}', 'a');
      process.stdout.write(JSON.stringify(['tries: ' + tries]));`;
    expect(strictly(script)).toEqual(['tries: 0']);
  });
});

describe('the notices', () => {
  const text = () => readFileSync(bundle('THIRD-PARTY-NOTICES.txt'), 'utf8');

  it('name every package that is bundled, with its copyright', async () => {
    // The bundles themselves say what is in them when they are made again without being written.
    const inputs = await Promise.all(
      ['src/extension.ts', 'src/cli/main.ts', 'src/index.ts'].map(async (entry) => {
        const { metafile } = await build({
          absWorkingDir: root,
          entryPoints: [entry],
          bundle: true,
          write: false,
          metafile: true,
          platform: 'node',
          format: 'esm',
          external: ['vscode'],
          outdir: 'out',
          mainFields: ['module', 'main'],
          logLevel: 'error',
        });
        return Object.keys(metafile.inputs);
      }),
    );
    const packages = new Set(
      inputs.flat().flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
    );
    expect(packages.size).toBeGreaterThan(10);
    for (const name of packages) expect(text()).toMatch(new RegExp(`^${name} \\d\\S* \\([^)]+\\)$`, 'm'));
    expect(text().match(/copyright/gi)?.length).toBeGreaterThanOrEqual(packages.size);
  });

  it('are in what is installed', () => {
    expect(readFileSync(path.join(root, '.vscodeignore'), 'utf8').split('\n')).toContain(
      '!dist/THIRD-PARTY-NOTICES.txt',
    );
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
    expect(packed?.files.map((each) => each.path)).toEqual(
      expect.arrayContaining(['dist/THIRD-PARTY-NOTICES.txt', 'dist/cli.js', 'dist/index.mjs']),
    );
  });
});

it('the command line makes no code from strings', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disallow-code-generation-from-strings', bundle('cli.js'), 'check', draftPath, '--format', 'json'],
    { encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([1, '']);
  const { files } = JSON.parse(stdout) as { files: { problems: { rule: string; message: string }[] }[] };
  expect(must(files[0]).problems.map(({ rule, message }) => `${rule}: ${message}`)).toEqual(expected);
});

function uri(path: string): object {
  return { scheme: 'file', path, fsPath: path, toString: () => `file://${path}`, with: () => uri(path) };
}

interface Loaded {
  readonly exports: { activate(context: object): unknown };
  /** What it asked for by `require`. */
  readonly asked: readonly string[];
  /** Commands that were registered. */
  registered(): string[];
}

/** Loads a bundle as the extension host in a web worker does: with what a worker has, and no more. */
function inWorker(code: string): Loaded {
  const asked: string[] = [];
  const commands: string[] = [];
  const vscode = anything({
    'commands.registerCommand': (id: string) => {
      commands.push(id);
      return { dispose: () => undefined };
    },
    'commands.registerTextEditorCommand': (id: string) => {
      commands.push(id);
      return { dispose: () => undefined };
    },
    'workspace.textDocuments': [],
    'workspace.workspaceFolders': [],
    'window.visibleTextEditors': [],
    'window.activeTextEditor': undefined,
  });
  const module = { exports: {} as Loaded['exports'] };
  const globals = {
    module,
    exports: module.exports,
    require: (name: string) => {
      asked.push(name);
      if (name !== 'vscode') throw new Error(`a web worker has no module ${name}`);
      // A bundle copies what a module holds itself, and looks up all else in what stands behind it.
      return Object.create(vscode as object) as object;
    },
    console,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    performance,
    TextDecoder,
    TextEncoder,
    URL,
    AbortController,
    structuredClone,
  };
  const context = vm.createContext(
    { ...globals, self: globals },
    { codeGeneration: { strings: false, wasm: false } },
  );
  new vm.Script(code, { filename: 'web/extension.js' }).runInContext(context);
  return { exports: module.exports, asked, registered: () => commands };
}

/** A stand-in for an API: every name is a function, a class and a namespace, save what is given by its path. */
function anything(given: Readonly<Record<string, unknown>>, at = ''): unknown {
  const thing = function () {
    return anything({}, `${at}()`);
  };
  return new Proxy(thing, {
    get: (target, name) => {
      if (typeof name === 'symbol') return name === Symbol.toPrimitive ? () => at : undefined;
      const place = at === '' ? name : `${at}.${name}`;
      if (place in given) return given[place];
      // Awaited, it is its own answer.
      if (name === 'then') return undefined;
      return name === 'prototype' ? (target.prototype as unknown) : anything(given, place);
    },
    construct: () => anything({}, `new ${at}`) as object,
  });
}
