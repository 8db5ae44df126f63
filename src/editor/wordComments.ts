import * as vscode from 'vscode';
import {
  isThreads,
  shiftedLine,
  threadsOf,
  threadsText,
  type StoredThread,
} from '../language/commentThreads.js';
import { plainText } from '../report/plainText.js';
import { exportedName } from '../document/generator.js';
import type { ReviewComment } from '../word/review.js';
import { isDraftDocument } from './drafts.js';

/** The threads of one draft, as they are shown. */
interface Shown {
  readonly thread: vscode.CommentThread;
  stored: StoredThread;
}

const remembered = (uri: vscode.Uri) => `inspectionReports.comments:${uri.toString()}`;

/**
 * The comments that came back with Word copies, as threads at their passages. They stay until they are closed:
 * they are kept in a file beside the draft, or for a draft that is not saved in the memory of the workspace.
 */
export class WordComments implements vscode.Disposable {
  readonly #controller = vscode.comments.createCommentController(
    'inspectionReports.word',
    'Comments from Word',
  );
  readonly #drafts = new Map<string, Shown[]>();
  readonly #loaded = new Map<string, Promise<void>>();
  readonly #subscriptions: vscode.Disposable;

  constructor(
    readonly memory: vscode.Memento,
    readonly log: vscode.LogOutputChannel,
  ) {
    this.#subscriptions = vscode.Disposable.from(
      this.#controller,
      vscode.workspace.onDidOpenTextDocument((document) => void this.#load(document)),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#forget(document.uri);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.#move(event);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => void this.#keep(document)),
      vscode.commands.registerCommand('inspectionReports.closeThread', (thread: unknown) =>
        this.#close(thread),
      ),
    );
    for (const document of vscode.workspace.textDocuments) void this.#load(document);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Shows comments that came back, each once, and keeps them. */
  async add(document: vscode.TextDocument, comments: readonly ReviewComment[]): Promise<void> {
    await this.#load(document);
    const shown = this.#of(document.uri);
    const known = new Set(shown.map(({ stored }) => JSON.stringify(stored.remarks)));
    for (const { line, author, date, text, isResolved, replies } of comments) {
      const remarks = [{ author, date, text }, ...replies];
      if (known.has(JSON.stringify(remarks))) continue;
      const at = Math.max(0, Math.min(document.lineCount - 1, (line ?? 1) - 1));
      const stored = { line: at, passage: document.lineAt(at).text, isResolved, remarks };
      shown.push({ stored, thread: this.#thread(document.uri, stored) });
    }
    if (comments.length > 0) await this.#keep(document);
  }

  #of(uri: vscode.Uri): Shown[] {
    const known = this.#drafts.get(uri.toString());
    if (known) return known;
    const shown: Shown[] = [];
    this.#drafts.set(uri.toString(), shown);
    return shown;
  }

  #thread(uri: vscode.Uri, { line, isResolved, remarks }: StoredThread): vscode.CommentThread {
    const thread = this.#controller.createCommentThread(
      uri,
      new vscode.Range(line, 0, line, 0),
      remarks.map(({ author, date, text }) => {
        const timestamp = new Date(date);
        return {
          // A string is shown as it is, without Markdown.
          body: text.split('\n').map(plainText).join('\n'),
          author: { name: author === '' ? 'Author unknown' : plainText(author) },
          mode: vscode.CommentMode.Preview,
          ...(Number.isNaN(timestamp.getTime()) ? {} : { timestamp }),
        };
      }),
    );
    thread.canReply = false;
    thread.label = plainText(isResolved ? 'Comment from Word, resolved there' : 'Comment from Word');
    thread.contextValue = 'word';
    thread.state = isResolved ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
    thread.collapsibleState = isResolved
      ? vscode.CommentThreadCollapsibleState.Collapsed
      : vscode.CommentThreadCollapsibleState.Expanded;
    return thread;
  }

  /** Shows what is kept of a draft, once for as long as it is open. */
  #load(document: vscode.TextDocument): Promise<void> {
    if (!isDraftDocument(document)) return Promise.resolve();
    const key = document.uri.toString();
    let loaded = this.#loaded.get(key);
    if (!loaded) this.#loaded.set(key, (loaded = this.#show(document)));
    return loaded;
  }

  async #show(document: vscode.TextDocument): Promise<void> {
    const shown = this.#of(document.uri);
    const lines = document.getText().split(/\r\n|\n|\r/);
    const text = await this.#kept(document);
    if (text === undefined || document.isClosed) return;
    for (const stored of threadsOf(text, lines))
      shown.push({ stored, thread: this.#thread(document.uri, stored) });
  }

  async #kept({ uri, isUntitled }: vscode.TextDocument): Promise<string | undefined> {
    if (isUntitled) return this.memory.get<string>(remembered(uri));
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(fileOf(uri)));
    } catch {
      return undefined;
    }
  }

  /** Writes where the threads of a draft stand; nothing where there never were any. */
  async #keep(document: vscode.TextDocument): Promise<void> {
    const shown = this.#drafts.get(document.uri.toString());
    if (!shown) return;
    for (const each of shown) {
      const line = Math.min(document.lineCount - 1, each.thread.range?.start.line ?? each.stored.line);
      each.stored = { ...each.stored, line, passage: document.lineAt(line).text };
    }
    const text = threadsText(shown.map(({ stored }) => stored));
    if (document.isUntitled) {
      await this.memory.update(remembered(document.uri), shown.length === 0 ? undefined : text);
      return;
    }
    const file = fileOf(document.uri);
    try {
      const kept = await this.#kept(document);
      if (kept !== undefined && !isThreads(kept)) throw new Error('another made the file');
      if (shown.length > 0) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      else if (kept !== undefined) await vscode.workspace.fs.delete(file);
    } catch {
      // Who said what is personal: the log has the fact alone.
      this.log.error(
        `The comments of ${vscode.workspace.asRelativePath(document.uri)} can't be kept beside it.`,
      );
      void vscode.window.showWarningMessage(
        "The comments from Word can't be kept beside the draft: they will be gone when it is closed.",
      );
    }
  }

  #forget(uri: vscode.Uri): void {
    for (const { thread } of this.#drafts.get(uri.toString()) ?? []) thread.dispose();
    this.#drafts.delete(uri.toString());
    this.#loaded.delete(uri.toString());
  }

  #move({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const { thread } of this.#drafts.get(document.uri.toString()) ?? []) {
      let line = thread.range?.start.line ?? 0;
      // The changes of an event are told from the last to the first.
      for (const { range, text } of contentChanges)
        line = shiftedLine(line, range.start.line, range.end.line, range.start.character, text);
      if (line !== thread.range?.start.line) thread.range = new vscode.Range(line, 0, line, 0);
    }
  }

  async #close(thread: unknown): Promise<void> {
    for (const [uri, shown] of this.#drafts) {
      const index = shown.findIndex((each) => each.thread === thread);
      if (index < 0) continue;
      shown.splice(index, 1)[0]?.thread.dispose();
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
      if (document) await this.#keep(document);
    }
  }
}

function fileOf(uri: vscode.Uri): vscode.Uri {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return vscode.Uri.joinPath(uri, '..', exportedName(name, '.comments.json'));
}
