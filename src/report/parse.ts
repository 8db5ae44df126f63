import type { Root, RootContent } from 'mdast';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Extension, Tokenizer } from 'micromark-util-types';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';

/** Any node of a draft's syntax tree below its root. */
export type Node = RootContent;

let parser: Processor<Root> | undefined;

/** What is being parsed: parsing is synchronous, so there is one text at a time. */
let parsing = '';

/** What a line below the head of a table consists of, in a block quote or a list as well. */
const delimiters = /^(?=[^-]*-)[ \t>|:-]+$/;

/**
 * The table extension reads every line of text as the head of a table, only to find that no line of
 * hyphens follows, and then it is read again as a paragraph. A look at the next line spares that; it
 * is a third of the time that a report takes to parse.
 */
function quickTables(): Extension {
  const extension = gfmTable();
  const construct = extension.flow?.null;
  if (!construct || Array.isArray(construct)) return extension;
  const tokenize: Tokenizer = function (effects, ok, nok) {
    const table = construct.tokenize.call(this, effects, ok, nok);
    return (code) => {
      const last = this.events.findLast(([, { type }]) => type !== 'lineEnding' && type !== 'linePrefix')?.[1]
        .type;
      const inTable = last === 'tableHead' || last === 'tableRow';
      return inTable || delimiters.test(lineAfter(parsing, this.now().offset)) ? table(code) : nok(code);
    };
  };
  return { flow: { null: { ...construct, tokenize } } };
}

function lineAfter(text: string, offset: number): string {
  const ending = /\r\n|\n|\r/g;
  ending.lastIndex = offset;
  if (!ending.exec(text)) return '';
  const start = ending.lastIndex;
  return text.slice(start, ending.exec(text)?.index ?? text.length);
}

/**
 * Parses CommonMark with tables, footnotes and front matter: what a draft may use, and no more
 * (the rest of GFM doubles the cost and gives nothing).
 */
export function parseMarkdown(markdown: string): Root {
  parser ??= unified()
    .use(remarkParse)
    .use(function () {
      const data = this.data();
      data.micromarkExtensions = [quickTables(), gfmFootnote(), frontmatter(['yaml'])];
      data.fromMarkdownExtensions = [
        gfmTableFromMarkdown(),
        gfmFootnoteFromMarkdown(),
        frontmatterFromMarkdown(['yaml']),
      ];
    })
    .freeze();
  // The parser's offsets do not count a byte order mark.
  parsing = markdown.startsWith('\ufeff') ? markdown.slice(1) : markdown;
  return parser.parse(markdown);
}
