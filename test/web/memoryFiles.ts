import * as vscode from 'vscode';

/** Files in memory. A folder is there as long as a file is in it. */
export class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, { bytes: Uint8Array; mtime: number }>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  /** The paths of all files in a folder and those below. */
  within(folder: vscode.Uri): string[] {
    const start = folder.path.replace(/\/?$/, '/');
    return [...this.#files.keys()].filter((path) => path.startsWith(start));
  }

  /** Whoever watches something is told of everything. */
  watch(): vscode.Disposable {
    return vscode.Disposable.from();
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(uri.path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.mtime, size: file.bytes.length };
    if (this.within(uri).length === 0) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const depth = uri.path.replace(/\/$/, '').split('/').length;
    const entries = this.within(uri).map((path): [string, vscode.FileType] => {
      const [name = '', ...below] = path.split('/').slice(depth);
      return [name, below.length > 0 ? vscode.FileType.Directory : vscode.FileType.File];
    });
    return [...new Map(entries)];
  }

  createDirectory(): void {
    // It comes with its first file.
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.#files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file.bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const type = this.#files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.#files.set(uri.path, { bytes, mtime: Date.now() });
    this.#changed.fire([{ type, uri }]);
  }

  delete(uri: vscode.Uri): void {
    const paths = [uri.path, ...this.within(uri)].filter((path) => this.#files.delete(path));
    if (paths.length === 0) throw vscode.FileSystemError.FileNotFound(uri);
    this.#changed.fire(
      [uri.path, ...paths].map((path) => ({ type: vscode.FileChangeType.Deleted, uri: uri.with({ path }) })),
    );
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    const file = this.#files.get(from.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(from);
    this.writeFile(to, file.bytes);
    this.delete(from);
  }
}
