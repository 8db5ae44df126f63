import * as vscode from 'vscode';
import { CodeActions } from './editor/codeActions.js';
import { CodeLenses } from './editor/codeLens.js';
import { registerCommands } from './editor/commands.js';
import { CompletionItems } from './editor/completion.js';
import { Definitions } from './editor/definitions.js';
import { Diagnostics } from './editor/diagnostics.js';
import { DocumentLinks } from './editor/documentLinks.js';
import { DocumentSymbols } from './editor/documentSymbols.js';
import { DraftContext } from './editor/draftContext.js';
import { Drafts } from './editor/drafts.js';
import { offerFirstSteps } from './editor/firstSteps.js';
import { Folding } from './editor/folding.js';
import { insteadOfMarkdown } from './editor/forDrafts.js';
import { Gaps } from './editor/gaps.js';
import { Hovers } from './editor/hover.js';
import { ImportOffer } from './editor/importReport.js';
import { InlayHints } from './editor/inlayHints.js';
import { LanguageStatus } from './editor/languageStatus.js';
import { registerPages } from './editor/pages.js';
import { RichPaste } from './editor/paste.js';
import { extendMarkdownIt } from './editor/preview.js';
import { PublicationView } from './editor/publicationView.js';
import { RatingsView } from './editor/ratingsView.js';
import { SettingsPage } from './editor/settingsPage.js';
import { Settings } from './editor/settings.js';
import { StatusBar } from './editor/statusBar.js';
import { SuggestionsOffer } from './editor/suggestionsOffer.js';
import { WordComments } from './editor/wordComments.js';

/** Drafts are among these files; each feature leaves the others alone. */
const markdown: vscode.DocumentFilter = { language: 'markdown' };

/**
 * Wires the editor's features; VS Code calls it when the first Markdown file is opened. Its Markdown
 * preview takes what is returned.
 */
export function activate(context: vscode.ExtensionContext): { extendMarkdownIt: typeof extendMarkdownIt } {
  const log = vscode.window.createOutputChannel('Inspection report', { log: true });
  const settings = new Settings(log);
  const drafts = new Drafts(settings, context.workspaceState);
  const diagnostics = new Diagnostics(drafts, settings, log);
  const draftContext = new DraftContext(drafts, diagnostics);
  const publicationView = new PublicationView(draftContext);
  const settingsPage = new SettingsPage(settings);
  const definitions = new Definitions(drafts);
  const wordComments = new WordComments(context.workspaceState, log);
  context.subscriptions.push(
    log,
    settings,
    drafts,
    diagnostics,
    draftContext,
    new LanguageStatus(drafts, diagnostics),
    new RatingsView(draftContext),
    publicationView,
    settingsPage,
    new Gaps(drafts),
    new StatusBar(draftContext),
    insteadOfMarkdown(drafts, diagnostics, (draft) =>
      vscode.Disposable.from(
        vscode.languages.registerDocumentSymbolProvider(draft, new DocumentSymbols(drafts), {
          label: 'Inspection report',
        }),
        // VS Code's own would offer every heading as the definition of itself.
        vscode.languages.registerDefinitionProvider(draft, definitions),
      ),
    ),
    vscode.languages.registerCodeActionsProvider(markdown, new CodeActions(drafts), CodeActions.metadata),
    vscode.languages.registerCodeLensProvider(markdown, new CodeLenses(drafts, diagnostics)),
    vscode.languages.registerHoverProvider(markdown, new Hovers(drafts)),
    vscode.languages.registerInlayHintsProvider(markdown, new InlayHints(drafts, diagnostics)),
    vscode.languages.registerFoldingRangeProvider(markdown, new Folding(drafts, diagnostics)),
    vscode.languages.registerReferenceProvider(markdown, definitions),
    vscode.languages.registerDocumentLinkProvider(markdown, new DocumentLinks(drafts)),
    vscode.languages.registerCompletionItemProvider(
      markdown,
      new CompletionItems(drafts),
      ...CompletionItems.triggerCharacters,
    ),
    vscode.languages.registerDocumentPasteEditProvider(markdown, new RichPaste(), RichPaste.metadata),
    new ImportOffer(),
    registerPages(context.extensionUri),
    new SuggestionsOffer(context.globalState),
    wordComments,
    registerCommands({
      extensionUri: context.extensionUri,
      drafts,
      diagnostics,
      settings,
      log,
      memory: context.globalState,
      wordComments,
      publicationView,
      settingsPage,
    }),
  );
  void offerFirstSteps(context.workspaceState);
  return { extendMarkdownIt };
}
