import type { FootnoteDefinition as FootnoteNode, Html, Nodes } from 'mdast';
import { normalizeIdentifier } from 'micromark-util-normalize-identifier';
import { footnoteReference } from './flatten.js';
import type {
  Directive,
  FlatParagraph,
  FootnoteDefinition,
  FootnoteReference,
  Link,
  Paragraph,
} from './report.js';
import type { Passage } from './text/passage.js';
import type { Place } from './text/place.js';

/** A paragraph whose words are put together when somebody asks for them. */
class LazyParagraph implements Paragraph {
  readonly range: Place;

  constructor(
    readonly passage: Passage,
    readonly node: Nodes,
    readonly quoted: boolean,
    readonly inFootnote: boolean,
  ) {
    this.range = passage.range(node);
  }

  get flat(): FlatParagraph['flat'] {
    return this.passage.flatten(this.node);
  }
}

/** What a quotation opens with, behind what is not read. */
const quotationMark = /^(?:[>\s\p{DI}]|<!--[^>]*-->)*["“”'‘]/u;

const directiveKinds = ['disable-next-line', 'disable', 'enable'] as const;

const walks = new WeakMap<Passage, Walk>();

/** What may stand anywhere in a passage, collected in one walk. */
export function walk(passage: Passage): Walk {
  let found = walks.get(passage);
  if (!found) {
    walks.set(passage, (found = new Walk(passage)));
    for (const block of passage.blocks) found.visit(block);
  }
  return found;
}

/** Footnotes, comments, paragraphs: what may stand anywhere. */
export class Walk {
  readonly references: FootnoteReference[] = [];
  readonly definitions: FootnoteDefinition[] = [];
  readonly directives: Directive[] = [];
  readonly paragraphs: Paragraph[] = [];
  readonly shortTexts: Paragraph[] = [];
  readonly links: Link[] = [];
  readonly comments: Place[] = [];
  /** What is defined in it, for links and for footnotes, as the parser compares it. */
  readonly defined = { links: [] as string[], footnotes: [] as string[] };

  constructor(readonly source: Passage) {}

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
          if (node.value.startsWith('<!--')) this.comments.push(this.source.range(node));
          this.#directivesIn(node);
          break;
        case 'paragraph':
          this.paragraphs.push(new LazyParagraph(this.source, node, quoted, inFootnote));
          break;
        case 'heading':
        case 'tableCell':
          this.shortTexts.push(new LazyParagraph(this.source, node, quoted, inFootnote));
          break;
        case 'link':
        case 'definition':
          if (node.type === 'definition') this.defined.links.push(normalizeIdentifier(node.identifier));
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
          quoted ||= quotationMark.test(this.#text(node).slice(0, 200));
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

  #text(node: Nodes): string {
    const { from, to } = this.source.range(node);
    return this.source.text.slice(from, to);
  }

  #definition(node: FootnoteNode): void {
    const range = this.source.range(node);
    const labelEnd = this.source.text.indexOf(']', range.from) + 1 || range.to;
    this.defined.footnotes.push(normalizeIdentifier(node.identifier));
    this.definitions.push({
      label: normal(node.identifier),
      range,
      labelRange: this.source.place(range.from, Math.min(labelEnd, range.to)),
      flat: this.source.flatten(node),
      content: this.source.content(node),
    });
  }

  /** Markdown takes `[^34]` for plain text where there is no such footnote. */
  #undefinedReferences({ from, to }: Place): void {
    const { text } = this.source;
    for (const match of text.slice(from, to).matchAll(footnoteReference)) {
      const at = from + match.index;
      if (text[at - 1] === '\\') continue;
      const range = this.source.place(at, at + match[0].length);
      this.references.push({ label: normal(match[1] ?? ''), range, defined: false });
    }
  }

  #directivesIn(node: Html): void {
    const { from: start } = this.source.range(node);
    const raw = this.#text(node);
    const place = (from: number, to: number) => this.source.place(from, to);
    const comment = /<!--\s{0,20}inspection-report-([a-z-]{1,40}?)(?=\s|-->)(.{0,2000}?)-->/gs;
    for (let match = comment.exec(raw); match; match = comment.exec(raw)) {
      const name = match[1] ?? '';
      const body = match[2] ?? '';
      const nameStart =
        start + match.index + match[0].indexOf(name, match[0].indexOf('report-') + 'report-'.length);
      const nameRange = place(nameStart, nameStart + name.length);
      const bodyStart = start + match.index + match[0].length - '-->'.length - body.length;
      const dashes = /(?:^|\s)--(?=\s)/.exec(body);
      const ids = dashes ? body.slice(0, dashes.index) : body;
      const rules: { id: string; range: Place }[] = [];
      const word = /[^\s,]+/g;
      for (let found = word.exec(ids); found; found = word.exec(ids))
        rules.push({
          id: found[0],
          range: place(bodyStart + found.index, bodyStart + word.lastIndex),
        });
      const reason = dashes ? body.slice(dashes.index + dashes[0].length).trim() : '';
      this.directives.push({
        kind: directiveKinds.find((each) => each === name) ?? 'unknown',
        name: { value: name, range: nameRange },
        range: place(start + match.index, start + comment.lastIndex),
        rules,
        reason: reason === '' ? undefined : reason,
      });
    }
  }
}

function normal(label: string): string {
  return label.toLowerCase();
}
