import type { Root, RootContent } from 'mdast';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';

/** Any node of a draft's syntax tree below its root. */
export type Node = RootContent;

let parser: Processor<Root> | undefined;

/**
 * Parses CommonMark with tables, footnotes and front matter: what a draft may use, and no more
 * (the rest of GFM doubles the cost and gives nothing).
 */
export function parseMarkdown(markdown: string): Root {
  parser ??= unified()
    .use(remarkParse)
    .use(function () {
      const data = this.data();
      data.micromarkExtensions = [gfmTable(), gfmFootnote(), frontmatter(['yaml'])];
      data.fromMarkdownExtensions = [
        gfmTableFromMarkdown(),
        gfmFootnoteFromMarkdown(),
        frontmatterFromMarkdown(['yaml']),
      ];
    })
    .freeze() as Processor<Root>;
  return parser.parse(markdown);
}
