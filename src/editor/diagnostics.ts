import * as vscode from 'vscode';
import { limitProblems, type Problem } from '../check/check.js';
import type { Lines } from '../report/lines.js';
import { plainText } from '../report/plainText.js';
import type { Range } from '../report/range.js';
import type { Severity } from '../rules/rule.js';
import { isDraftDocument, pause, type CheckedDraft, type Drafts } from './drafts.js';
import { rulePage } from './pages.js';
import type { Settings } from './settings.js';

/** The source that the Problems panel shows beside a problem. */
export const source = 'inspection-report';

const severity: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A range of offsets as the editor's lines and characters. */
export function toRange(lines: Lines, { start, end }: Range): vscode.Range {
  const from = lines.position(start);
  const to = lines.position(end);
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
}

/** Problems as the editor shows them: at most 500 of a file, and a line that says so where there are more. */
export function toDiagnostics(
  uri: vscode.Uri,
  lines: Lines,
  problems: readonly Problem[],
): vscode.Diagnostic[] {
  const { shown, leftOut } = limitProblems(problems);
  const diagnostics = shown.map((problem) => {
    const diagnostic = new vscode.Diagnostic(
      toRange(lines, problem.range),
      plainText(problem.message),
      severity[problem.severity],
    );
    diagnostic.source = source;
    diagnostic.code = { value: problem.rule, target: rulePage(problem.rule) };
    diagnostic.relatedInformation = problem.related.map(
      (each) =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(uri, toRange(lines, each.range)),
          plainText(each.message),
        ),
    );
    return diagnostic;
  });
  if (leftOut > 0) {
    const more = new vscode.Diagnostic(
      new vscode.Range(0, 0, 0, 0),
      plainText(
        `There are ${String(leftOut)} more problems in this draft, the least severe, that are not shown.`,
      ),
      vscode.DiagnosticSeverity.Information,
    );
    more.source = source;
    diagnostics.push(more);
  }
  return diagnostics;
}

/** Checks open drafts as they are edited, or when they are saved, and shows what is found. */
export class Diagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('inspectionReports');
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #shown = new vscode.EventEmitter<{
    document: vscode.TextDocument;
    checked: CheckedDraft | undefined;
  }>();
  /** A draft's problems were shown; `checked` is undefined where the document is no draft any more. */
  readonly onDidShow = this.#shown.event;
  readonly #subscriptions: vscode.Disposable[] = [this.#collection, this.#shown];

  constructor(
    readonly drafts: Drafts,
    readonly settings: Settings,
    readonly log: vscode.LogOutputChannel,
  ) {
    const files = vscode.workspace.createFileSystemWatcher('**/*.{md,markdown}');
    const changed = (uri: vscode.Uri) => {
      this.clearClosed(uri);
    };
    this.#subscriptions.push(
      files,
      files.onDidChange(changed),
      files.onDidDelete(changed),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#showSoon(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#changed(document);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        this.#showSoon(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#cancel(document);
        this.#collection.delete(document.uri);
      }),
      settings.onDidChange(() => {
        for (const document of vscode.workspace.textDocuments) this.#showSoon(document);
      }),
    );
    for (const document of vscode.workspace.textDocuments) this.#showSoon(document);
  }

  /** Checks a document now and shows its problems. */
  async show(document: vscode.TextDocument): Promise<CheckedDraft | undefined> {
    if (document.languageId !== 'markdown') return undefined;
    this.#cancel(document);
    const checked = await this.drafts.check(document, true);
    if (!checked) {
      if (!document.isClosed && (!isDraftDocument(document) || this.drafts.pace(document).when === 'never')) {
        this.#collection.delete(document.uri);
        this.#shown.fire({ document, checked });
      }
      return undefined;
    }
    const { result, duration } = checked;
    // Nothing is awaited since the version was compared: what is shown is of the text that is shown.
    this.#collection.set(document.uri, toDiagnostics(document.uri, result.report.lines, result.problems));
    this.log.info(
      `Checked ${vscode.workspace.asRelativePath(document.uri)}: ${String(result.problems.length)} problems, ${duration.toFixed(0)} ms`,
    );
    this.#shown.fire({ document, checked });
    return checked;
  }

  /** Checks and shows; what goes wrong with that is ours, and goes into the log. */
  #showSoon(document: vscode.TextDocument): void {
    this.show(document).catch((error: unknown) => {
      this.#collection.delete(document.uri);
      this.log.error(`${vscode.workspace.asRelativePath(document.uri)} can't be checked:`, error);
    });
  }

  /** Shows problems of a draft that is not open; they go when it is opened, changed or deleted. */
  showClosed(uri: vscode.Uri, lines: Lines, problems: readonly Problem[]): void {
    this.#collection.set(uri, toDiagnostics(uri, lines, problems));
  }

  /** Takes away what is shown of a draft that is not open. */
  clearClosed(uri: vscode.Uri): void {
    const open = vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri.toString());
    if (!open) this.#collection.delete(uri);
  }

  #changed(document: vscode.TextDocument): void {
    if (document.languageId !== 'markdown') return;
    this.#cancel(document);
    const { when } = this.drafts.pace(document);
    // What was found in it while it was smaller goes.
    if (when === 'never') this.#showSoon(document);
    if (when !== 'onType') return;
    this.#timers.set(
      document.uri.toString(),
      setTimeout(() => {
        this.#showSoon(document);
      }, pause),
    );
  }

  #cancel({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
