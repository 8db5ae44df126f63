/** The command as it is built, run in a folder of its own. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach } from 'vitest';
import type { CheckOutput } from '../../src/cli/outputSchema';
import { built, root } from './built';
import { draftAsItStands } from '../examples';
import { frontMatter } from './kit';

export const cli = path.join(root, 'dist/cli.js');

/** The folder of the test that is running. */
export let folder: string;

/** Builds the command, and gives each test of a file a folder. */
export function inFolders(): void {
  beforeAll(built, 180_000);
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'inspection-report-')));
  });
  afterEach(() => {
    try {
      rmSync(folder, { recursive: true });
    } catch {
      // What a test had locked.
      spawnSync('chmod', ['-R', 'u+rwx', folder]);
      rmSync(folder, { recursive: true });
    }
  });
}

export function put(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

export const bytesOf = (name: string) => readFileSync(path.join(folder, name));
export const text = (name: string) => bytesOf(name).toString('utf8');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a command that is run by hand. */
export function environment(env: object = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    FORCE_COLOR: undefined,
    NO_COLOR: undefined,
    NODE_OPTIONS: undefined,
    GITHUB_WORKSPACE: undefined,
    ...env,
  };
}

export function run(
  args: readonly string[],
  { input = '', env = {}, cwd = folder }: { input?: string; env?: object; cwd?: string } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: environment(env),
    maxBuffer: 256 * 1024 * 1024,
    timeout: 50_000,
  });
  return { status, stdout, stderr };
}

export function checkJson(...args: readonly string[]): CheckOutput {
  return JSON.parse(run(['check', ...args, '--format', 'json']).stdout) as CheckOutput;
}

export const complaintsIn = ({ stderr }: Ran) => stderr.split('\n').slice(0, -1);

/** A short draft with a footnote that is not there, named so. */
export function missing(...footnotes: readonly string[]): string {
  return `${frontMatter}\n# Title\n\n${footnotes.map((each) => `A claim.[^${each}]\n`).join('\n')}`;
}

/** A draft in which so many footnotes are missing. */
export function withManyProblems(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => `A claim.[^missing-${String(index)}]\n`);
  return draftAsItStands('northbridge.report.md').replace(
    '## Background\n',
    `## Background\n\n${lines.join('\n')}`,
  );
}

/** The environment of a shell that finds the command by its name. */
export function environmentWithCommand(env: object = {}): NodeJS.ProcessEnv {
  const command = put('bin/inspection-report', `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
  chmodSync(command, 0o755);
  return environment({
    PATH: `${path.dirname(command)}${path.delimiter}${process.env.PATH ?? ''}`,
    ...env,
  });
}

/** Whether there is a program that gives a command a terminal. */
export const hasTerminal = spawnSync('script', ['--version']).status === 0;

/** Runs a line of shell on a terminal, and returns what it wrote there. */
export function onTerminal(line: string, env: object = {}): string {
  return spawnSync('script', ['-qec', line, '/dev/null'], {
    cwd: folder,
    env: environmentWithCommand({ TERM: 'xterm-256color', ...env }),
    encoding: 'utf8',
    input: '',
  }).stdout;
}

/**
 * The environment in which the command also runs a script of ours, in each of its threads. There
 * `whenRead((file) => …)` hears of each Markdown file before it is read.
 */
export function withScript(script: string): { NODE_OPTIONS: string } {
  const file = put(
    'preload/script.cjs',
    `const fs = require('node:fs');
const { open } = fs.promises;
const { isMainThread, threadId } = require('node:worker_threads');
const whenRead = (heard) => {
  fs.promises.open = (file, ...more) => {
    if (file.endsWith('.md')) heard(file);
    return open(file, ...more);
  };
};
${script}`,
  );
  return { NODE_OPTIONS: `--require ${JSON.stringify(file)}` };
}
