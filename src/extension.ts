import * as vscode from 'vscode';
import { CodeActions } from './editor/codeActions.js';
import { registerCommands } from './editor/commands.js';
import { Diagnostics } from './editor/diagnostics.js';
import { Drafts } from './editor/drafts.js';
import { LanguageStatus } from './editor/languageStatus.js';
import { Settings } from './editor/settings.js';

/** Wires the editor's features; VS Code calls it when the first Markdown file is opened. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Inspection report', { log: true });
  const settings = new Settings(log);
  const drafts = new Drafts(settings);
  const diagnostics = new Diagnostics(context.extensionUri, drafts, settings, log);
  context.subscriptions.push(
    log,
    settings,
    drafts,
    diagnostics,
    new LanguageStatus(diagnostics),
    vscode.languages.registerCodeActionsProvider(
      { language: 'markdown' },
      new CodeActions(drafts),
      CodeActions.metadata,
    ),
    registerCommands({ drafts, diagnostics, settings, log }),
  );
}
