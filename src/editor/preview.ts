import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import { draftReader } from '../preview/draftReader.js';
import { previewPlugin } from '../preview/preview.js';
import type { TheirRules } from '../preview/theirRules.js';
import { isDraft } from '../report/draft.js';
import { exchange } from './exchange.js';

/** What the extension gives to VS Code's own Markdown preview, so that it shows drafts as reports. */
export function extendMarkdownIt(md: MarkdownIt): MarkdownIt {
  const read = draftReader();
  let view: ((text: string, rules: TheirRules) => string) | undefined;
  previewPlugin(md, {
    isDraft: (text, path) => isDraft(openWith(text)?.uri.path ?? path, text),
    show: (text, rules) => {
      if (!view) {
        const show = exchange().reportView();
        view = (draft, theirs) => show(read(draft), theirs);
      }
      return view(text, rules);
    },
  });
  return md;
}

/** While it parses, the preview does not say which file a text is of: it is the open one that has this text. */
function openWith(text: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (each) => each.languageId === 'markdown' && each.getText() === text,
  );
}
