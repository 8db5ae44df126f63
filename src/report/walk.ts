import type { FootnoteDefinition as FootnoteNode, Html, Nodes } from 'mdast';
import { footnoteReference } from './flatten.js';
import type { Range } from './range.js';
import type {
  Directive,
  FlatParagraph,
  FootnoteDefinition,
  FootnoteReference,
  Link,
  Paragraph,
} from './report.js';
import type { Source } from './source.js';

/** A paragraph whose words are put together when somebody asks for them. */
export class LazyParagraph implements Paragraph {
  #flat: FlatParagraph['flat'] | undefined;
  readonly range: Range;
  readonly quoted: boolean;
  readonly inFootnote: boolean;
  readonly inAnnexe: boolean;

  constructor(
    readonly source: Source,
    readonly found: Walk['paragraphs'][number],
    annexes: readonly Range[],
  ) {
    this.range = source.range(found.node);
    this.quoted = found.quoted;
    this.inFootnote = found.inFootnote;
    this.inAnnexe = annexes.some((each) => this.range.start >= each.start && this.range.start < each.end);
  }

  get flat(): FlatParagraph['flat'] {
    return (this.#flat ??= this.source.flatten(this.found.node));
  }
}

const directiveKinds = ['disable-next-line', 'disable', 'enable'] as const;

/** Collects what may stand anywhere: footnotes, comments, paragraphs. */
export class Walk {
  readonly references: FootnoteReference[] = [];
  readonly definitions: FootnoteDefinition[] = [];
  readonly directives: Directive[] = [];
  readonly paragraphs: { node: Nodes; quoted: boolean; inFootnote: boolean }[] = [];
  readonly shortTexts: Walk['paragraphs'] = [];
  readonly links: Link[] = [];

  constructor(readonly source: Source) {}

  /** Visits a block and all in it, in the order of the text. */
  visit(block: Nodes): void {
    // A stack, not recursion: block quotes can be nested deeper than the call stack is.
    const stack = [{ node: block, quoted: false, inFootnote: false }];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const { node } = top;
      let { quoted, inFootnote } = top;
      switch (node.type) {
        case 'text':
          if (node.value.includes('[^')) this.#undefinedReferences(this.source.range(node));
          break;
        case 'footnoteReference':
          this.references.push({
            label: normal(node.identifier),
            range: this.source.range(node),
            defined: true,
          });
          break;
        case 'html':
          this.#directivesIn(node);
          break;
        case 'paragraph':
          this.paragraphs.push({ node, quoted, inFootnote });
          break;
        case 'heading':
        case 'tableCell':
          this.shortTexts.push({ node, quoted, inFootnote });
          break;
        case 'link':
        case 'definition':
          this.links.push({ kind: 'link', target: node.url, range: this.source.range(node) });
          break;
        case 'image':
        case 'imageReference':
          this.links.push({
            kind: 'image',
            target: 'url' in node ? node.url : undefined,
            alternative: node.alt ?? '',
            range: this.source.range(node),
          });
          break;
        case 'blockquote':
          quoted ||= /^[>\s]*["“”'‘]/.test(this.source.text.slice(...pair(this.source.range(node), 80)));
          break;
        case 'footnoteDefinition':
          this.#definition(node);
          inFootnote = true;
          break;
        default:
      }
      if ('children' in node)
        for (const child of node.children.toReversed()) stack.push({ node: child, quoted, inFootnote });
    }
  }

  #definition(node: FootnoteNode): void {
    const range = this.source.range(node);
    const labelEnd = this.source.text.indexOf(']', range.start) + 1 || range.end;
    this.definitions.push({
      label: normal(node.identifier),
      range,
      labelRange: { start: range.start, end: Math.min(labelEnd, range.end) },
      flat: this.source.flatten(node),
      content: this.source.content(node),
    });
  }

  /** Markdown takes `[^34]` for plain text where there is no such footnote. */
  #undefinedReferences({ start, end }: Range): void {
    const { text } = this.source;
    for (const match of text.slice(start, end).matchAll(footnoteReference)) {
      const at = start + match.index;
      if (text[at - 1] === '\\') continue;
      const range = { start: at, end: at + match[0].length };
      this.references.push({ label: normal(match[1] ?? ''), range, defined: false });
    }
  }

  #directivesIn(node: Html): void {
    const { start, end } = this.source.range(node);
    const raw = this.source.text.slice(start, end);
    const comment = /<!--\s{0,20}inspection-report-([a-z-]{1,40}?)(?=\s|-->)(.{0,2000}?)-->/gs;
    for (let match = comment.exec(raw); match; match = comment.exec(raw)) {
      const name = match[1] ?? '';
      const body = match[2] ?? '';
      const nameStart =
        start + match.index + match[0].indexOf(name, match[0].indexOf('report-') + 'report-'.length);
      const nameRange = { start: nameStart, end: nameStart + name.length };
      const bodyStart = start + match.index + match[0].length - '-->'.length - body.length;
      const dashes = /(?:^|\s)--(?=\s)/.exec(body);
      const ids = dashes ? body.slice(0, dashes.index) : body;
      const rules: { id: string; range: Range }[] = [];
      const word = /[^\s,]+/g;
      for (let found = word.exec(ids); found; found = word.exec(ids))
        rules.push({
          id: found[0],
          range: { start: bodyStart + found.index, end: bodyStart + word.lastIndex },
        });
      const reason = dashes ? body.slice(dashes.index + dashes[0].length).trim() : '';
      this.directives.push({
        kind: directiveKinds.find((each) => each === name) ?? 'unknown',
        name: { value: name, range: nameRange },
        range: { start: start + match.index, end: start + comment.lastIndex },
        rules,
        reason: reason === '' ? undefined : reason,
      });
    }
  }
}

function normal(label: string): string {
  return label.toLowerCase();
}

function pair({ start, end }: Range, most: number): [number, number] {
  return [start, Math.min(end, start + most)];
}
