import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Construct, Extension, Tokenizer } from 'micromark-util-types';
import { lineEnd } from '../lines.js';
import { withinLimits } from './limits.js';

/** Any node of a draft's syntax tree below its root. */
export type Node = RootContent;

/** What is defined elsewhere in the draft, as `micromark-util-normalize-identifier` writes it. */
export interface Labels {
  readonly links: readonly string[];
  readonly footnotes: readonly string[];
}

export const noLabels: Labels = { links: [], footnotes: [] };

/** What is being parsed: parsing is synchronous, so there is one text at a time. */
let parsing: { text: string; labels: Labels; told: boolean } = { text: '', labels: noLabels, told: false };

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
      return inTable || delimiters.test(lineAfter(parsing.text, this.now().offset)) ? table(code) : nok(code);
    };
  };
  return { flow: { null: { ...construct, tokenize } } };
}

/**
 * At each `]` the footnote extension goes back through all that was read for a `![^` that it may close. A look at
 * the text, as far back as a label may reach, spares that.
 */
function quickFootnotes(): Extension {
  const extension = gfmFootnote();
  const construct = extension.text?.[rightSquareBracket];
  if (!construct || Array.isArray(construct)) return extension;
  const tokenize: Tokenizer = function (effects, ok, nok) {
    const end = this.now().offset + 1;
    const opens = parsing.text.slice(Math.max(0, end - longestLabel), end).includes('![^');
    return opens ? construct.tokenize.call(this, effects, ok, nok) : nok;
  };
  return { ...extension, text: { ...extension.text, [rightSquareBracket]: { ...construct, tokenize } } };
}

const rightSquareBracket = 93;
/** A label has 999 characters at most, and spaces between them that are not counted. */
const longestLabel = 2000;

function lineAfter(text: string, offset: number): string {
  const ending = new RegExp(lineEnd, 'g');
  ending.lastIndex = offset;
  if (!ending.exec(text)) return '';
  const start = ending.lastIndex;
  return text.slice(start, ending.exec(text)?.index ?? text.length);
}

/** Tells the parser what is defined elsewhere, before it reads the first reference; it reads nothing itself. */
const elsewhere: Construct = {
  name: 'definedElsewhere',
  tokenize(_effects, _ok, nok) {
    if (!parsing.told) {
      const parser = this.parser as typeof this.parser & { gfmFootnotes?: string[] };
      parser.defined.push(...parsing.labels.links);
      (parser.gfmFootnotes ??= []).push(...parsing.labels.footnotes);
      parsing.told = true;
    }
    return nok;
  },
};

const extensions = [quickTables(), quickFootnotes(), { document: { null: elsewhere } }];
const mdastExtensions = [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()];

/**
 * Parses CommonMark with tables and footnotes: what a draft may use, and no more (the rest of GFM doubles
 * the cost and gives nothing). Of the positions only the offsets count.
 * @param labels what is defined outside the text.
 */
export function parseMarkdown(text: string, labels: Labels = noLabels): Node[] {
  const read = withinLimits(text);
  parsing = { text: read, labels, told: false };
  // The parser takes a byte order mark off and does not count it: one that is part of the text needs one before it.
  const whole = read.startsWith('\ufeff') ? `\ufeff${read}` : read;
  return fromMarkdown(whole, { extensions, mdastExtensions }).children;
}
