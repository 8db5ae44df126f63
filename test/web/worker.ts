/** Runs the tests in an extension host in a web worker. */
import * as vscode from 'vscode';
import { write } from '../host/documents';
import { runTestFiles } from '../host/index';
import { MemoryFiles } from './memoryFiles';

// Texts by the names of their files, which `bundle.mjs` puts in.
declare const __WORKSPACE__: Readonly<Record<string, string>>;

/** What is used of the proposed API `fileSearchProvider`. */
type RegisterFileSearch = (
  scheme: string,
  provider: { provideFileSearchResults(query: object, options: { folder: vscode.Uri }): vscode.Uri[] },
) => vscode.Disposable;

const withoutMarkdown = 'the VS Code from npm has its own Markdown features for Node alone';

/** Beginnings of the full titles of tests that cannot run here, and why. */
const notHere = {
  'At a glance the outline has one group': withoutMarkdown,
  'At a glance a draft that becomes other Markdown gets the outline': withoutMarkdown,
  'At a glance front matter and footnotes fold, beside what folds in any Markdown': withoutMarkdown,
  'The Markdown preview': withoutMarkdown,
  'Diagnostics name both places, their severity, and link to the page of the rule': withoutMarkdown,
};

/** Brings the files: VS Code calls it before it looks for the first one. */
export function activate(): void {
  const scheme = 'vscode-vfs';
  const files = new MemoryFiles();
  vscode.workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true });
  // VS Code itself finds files on a disk alone; in a virtual workspace the extension that brings it does.
  const { registerFileSearchProvider } = vscode.workspace as unknown as {
    registerFileSearchProvider: RegisterFileSearch;
  };
  registerFileSearchProvider(scheme, {
    // All of them: VS Code keeps those that are looked for.
    provideFileSearchResults: (_, { folder }) => files.within(folder).map((path) => folder.with({ path })),
  });
}

export async function run(testFiles: (() => Promise<unknown>)[]): Promise<void> {
  for (const [name, text] of Object.entries(__WORKSPACE__)) await write(name, text);
  await runTestFiles(testFiles, print, notHere);
}

/** Prints to the console, in which `run.mjs` looks for it. The console of a browser leaves `%s` as it is. */
function print(first: unknown = '', ...others: unknown[]): void {
  const text = first instanceof Error ? String(first.stack) : String(first);
  console.log(`web-tests: ${text.replaceAll(/%[sd]/g, () => String(others.shift()))}`);
}
