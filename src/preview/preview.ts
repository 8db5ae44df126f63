import type MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import { isDraft as isDraftText } from '../report/draft.js';
import { asReport } from './asReport.js';
import { draftReader, type DraftReading } from './draftReader.js';
import { footnotesInDrafts } from './footnotes.js';
import type { TokenClass } from './inline.js';

export interface PreviewOptions {
  /** @param path of the file; empty where it is not known. */
  readonly isDraft?: (text: string, path: string) => boolean;
  /** Reads a text that is a draft. */
  readonly read?: (text: string) => DraftReading;
}

/** A draft between its parsing and its first rendering. */
interface ParsedDraft {
  readonly text: string;
  readonly TokenOf: TokenClass;
  /** What is rendered for these tokens, once it is known. */
  shown?: { readonly of: Token[]; readonly tokens: Token[] };
}

/**
 * A plugin for markdown-it, as VS Code's preview has it, by which a draft is shown as a report. Any other
 * Markdown is rendered as without it, and a draft that something goes wrong with as Markdown.
 */
export function previewPlugin(
  md: MarkdownIt,
  { isDraft = (text, path) => isDraftText(path, text), read = draftReader() }: PreviewOptions = {},
): void {
  const texts = new WeakMap<object, string>();
  const drafts = new WeakMap<Token, ParsedDraft>();
  const textOf = (env: unknown) => (typeof env === 'object' && env !== null ? texts.get(env) : undefined);

  // Before the first rule: the text as the author has it, with its own line endings.
  md.core.ruler.before('normalize', 'inspection_report_text', ({ env, src, inlineMode }) => {
    if (typeof env !== 'object' || env === null || inlineMode) return;
    texts.delete(env as object);
    if (attempt(() => isDraft(src, pathOf(env)))) texts.set(env as object, src);
  });
  footnotesInDrafts(md, (env) => textOf(env) !== undefined);
  md.core.ruler.push('inspection_report_draft', ({ env, tokens, Token: TokenOf }) => {
    const text = textOf(env);
    if (text !== undefined && tokens[0]) drafts.set(tokens[0], { text, TokenOf });
  });

  // Reading costs more than parsing. VS Code parses after every key, for its outline and its links, and
  // renders only when the preview is in sight.
  const render = md.renderer.render.bind(md.renderer);
  md.renderer.render = (tokens, options, env) => {
    const first = tokens.find((token) => drafts.has(token));
    const draft = first && drafts.get(first);
    if (draft && !draft.shown) {
      const shown = attempt(() => asReport(tokens, read(draft.text), draft.TokenOf)());
      draft.shown = { of: tokens, tokens: shown ?? tokens };
    }
    return render(draft?.shown?.of === tokens ? draft.shown.tokens : tokens, options, env);
  };
}

/** The preview is no place for an error of ours: without what it was to add, it shows Markdown. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Where a host names the document, it is by something like a URI. */
function pathOf(env: unknown): string {
  const document = (env as { currentDocument?: { path?: unknown } } | undefined)?.currentDocument;
  return typeof document?.path === 'string' ? document.path : '';
}
