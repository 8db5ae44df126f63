import type { Properties } from 'hast';
import type MarkdownIt from 'markdown-it';
import type { Nesting } from 'markdown-it/lib/token.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import { isDraft as isDraftText } from '../report/draft.js';
import type { TheirRules } from './theirRules.js';

export interface PreviewOptions {
  /** @param path of the file; empty where it is not known. */
  readonly isDraft?: (text: string, path: string) => boolean;
  /** The HTML that shows a text that is a draft. */
  readonly show: (text: string, rules: TheirRules) => string;
}

/** Makes tokens. Only VS Code has markdown-it at run time, so their class comes from there. */
type TokenClass = new (type: string, tag: string, nesting: Nesting) => Token;

/** A draft between its parsing and its rendering. */
interface ParsedDraft {
  readonly text: string;
  readonly TokenOf: TokenClass;
}

/**
 * A plugin for markdown-it, as VS Code's preview has it, by which a draft is shown as its web page will
 * be. Any other Markdown is rendered as without it, and a draft that something goes wrong with as Markdown.
 */
export function previewPlugin(
  md: MarkdownIt,
  { isDraft = (text, path) => isDraftText(path, text), show }: PreviewOptions,
): void {
  const texts = new WeakMap<object, string>();
  const drafts = new WeakMap<Token, ParsedDraft>();

  // Before the first rule: the text as the author has it, with its own line endings.
  md.core.ruler.before('normalize', 'inspection_report_text', ({ env, src, inlineMode }) => {
    if (typeof env !== 'object' || env === null || inlineMode) return;
    texts.delete(env as object);
    if (attempt(() => isDraft(src, pathOf(env)))) texts.set(env as object, src);
  });
  md.core.ruler.push('inspection_report_draft', ({ env, tokens, Token: TokenOf }) => {
    const text = typeof env === 'object' && env !== null ? texts.get(env as object) : undefined;
    if (text !== undefined && tokens[0]) drafts.set(tokens[0], { text, TokenOf });
  });

  // VS Code parses after every key, for its outline and its links, and renders only when the preview is in
  // sight. It keeps the tokens for other features: they are left as they are.
  const render = md.renderer.render.bind(md.renderer);
  md.renderer.render = (tokens, options, env) => {
    const first = tokens.find((token) => drafts.has(token));
    const draft = first && drafts.get(first);
    const html = draft && attempt(() => show(draft.text, theirRules(md, draft.TokenOf, options, env)));
    return html ?? render(tokens, options, env);
  };
}

/** The rules that VS Code has set for headings, links and pictures, asked with tokens made for it. */
function theirRules(
  md: MarkdownIt,
  TokenOf: TokenClass,
  options: MarkdownIt['options'],
  env: unknown,
): TheirRules {
  /** @param inside what stands in the element, as VS Code looks for its words. */
  const ask = (token: Token, inside: Token): Properties => {
    md.renderer.rules[token.type]?.([token, inside], 0, options, env, md.renderer);
    return Object.fromEntries(token.attrs ?? []);
  };
  const text = (words: string) => {
    const token = new TokenOf('text', '', 0);
    token.content = words;
    return token;
  };
  const inline = (words: string) => {
    const token = new TokenOf('inline', '', 0);
    token.content = words;
    token.children = [text(words)];
    return token;
  };
  return {
    heading(level, words) {
      return ask(new TokenOf('heading_open', `h${String(level)}`, 1), inline(words));
    },
    link(target) {
      const token = new TokenOf('link_open', 'a', 1);
      token.attrSet('href', target);
      return ask(token, text(''));
    },
    picture(target, alternative) {
      const token = new TokenOf('image', 'img', 0);
      token.attrSet('src', target);
      token.attrSet('alt', alternative);
      token.content = alternative;
      token.children = [text(alternative)];
      return ask(token, text(''));
    },
  };
}

/** The preview is no place for an error of ours: without what it was to show, it shows Markdown. */
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
