/** Copies as reviewers return them: edits of the XML of a document that was exported. */
import { readZip, writeZip } from '../../src/word/package/zip';
import { must } from './kit';

const relationshipType = {
  comments: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments',
  commentsExtended: 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended',
} as const;

type Part = 'document' | 'footnotes';

/** One who changes a document, with Word keeping track or not. */
export class Reviewer {
  readonly #files: Map<string, Uint8Array>;
  #id = 900;

  constructor(
    bytes: Uint8Array,
    readonly author = 'Sam Reviewer',
    readonly date = '2026-11-03T09:30:00Z',
  ) {
    this.#files = new Map(readZip(bytes));
  }

  get bytes(): Uint8Array {
    return writeZip(this.#files);
  }

  part(path: string): string {
    return new TextDecoder().decode(must(this.#files.get(path), path));
  }

  write(path: string, xml: string): this {
    this.#files.set(path, new TextEncoder().encode(xml));
    return this;
  }

  remove(path: string): this {
    this.#files.delete(path);
    return this;
  }

  mark(): string {
    return `w:id="${String(this.#id++)}" w:author="${this.author}" w:date="${this.date}"`;
  }

  /** The XML of the one paragraph that says some words, changed. */
  paragraph(words: string, change: (xml: string) => string, part: Part = 'document'): this {
    return this.#element('w:p', words, change, part);
  }

  row(words: string, change: (xml: string) => string): this {
    return this.#element('w:tr', words, change, 'document');
  }

  #element(name: string, words: string, change: (xml: string) => string, part: Part): this {
    const path = `word/${part}.xml`;
    const xml = this.part(path);
    const elements = [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>.*?</${name}>`, 'gs'))].filter(
      ([element]) => !element.includes('w:val="TOC') && wordsOf(element).includes(words),
    );
    const [element, other] = elements;
    if (!element || other) throw new Error(`${String(elements.length)} elements say: ${words}`);
    const end = element.index + element[0].length;
    return this.write(path, xml.slice(0, element.index) + change(element[0]) + xml.slice(end));
  }

  /** Changes words without leaving a trace. */
  silently(words: string, others: string, within = words, part: Part = 'document'): this {
    return this.paragraph(within, (xml) => this.#cut(xml, words, (run) => run(others)), part);
  }

  /** Replaces, takes out ('' for the others) or puts in (see `insert`) words, with Word keeping track. */
  replace(words: string, others: string, within = words, part: Part = 'document'): this {
    return this.paragraph(
      within,
      (xml) =>
        this.#cut(
          xml,
          words,
          (run) => this.deleted(run(words)) + (others === '' ? '' : this.inserted(run(others))),
        ),
      part,
    );
  }

  /** Puts words behind others. */
  insert(words: string, behind: string, within = behind, part: Part = 'document'): this {
    return this.paragraph(
      within,
      (xml) => this.#cut(xml, behind, (run) => run(behind) + this.inserted(run(words))),
      part,
    );
  }

  inserted(runs: string): string {
    return `<w:ins ${this.mark()}>${runs}</w:ins>`;
  }

  deleted(runs: string): string {
    return `<w:del ${this.mark()}>${runs.replaceAll('<w:t ', '<w:delText ').replaceAll('</w:t>', '</w:delText>')}</w:del>`;
  }

  /** The mark at the end of a paragraph as put in or taken out. */
  endMarked(xml: string, kind: 'ins' | 'del' | 'moveFrom' | 'moveTo'): string {
    const mark = `<w:rPr><w:${kind} ${this.mark()}/></w:rPr>`;
    return xml.replace(/<w:pPr\/>|<\/w:pPr>/, (end) =>
      end === '<w:pPr/>' ? `<w:pPr>${mark}</w:pPr>` : `${mark}</w:pPr>`,
    );
  }

  /** A paragraph with all its runs put in or taken out, and its end. */
  whole(xml: string, kind: 'ins' | 'del'): string {
    const runs = xml.replace(/<w:r(?: [^>]*)?>.*?<\/w:r>/gs, (run) =>
      kind === 'ins' ? this.inserted(run) : this.deleted(run),
    );
    return this.endMarked(runs, kind);
  }

  /** A comment on the paragraphs from the one with some words to the one with others. */
  comment(
    text: string,
    from: string,
    to = from,
    options: { readonly answers?: string; readonly isResolved?: boolean; readonly author?: string } = {},
  ): this {
    const id = String(this.#id++);
    const paragraphId = (1_000_000 + Number(id)).toString(16).toUpperCase().padStart(8, '0');
    this.paragraph(from, (xml) =>
      xml.replace(/<\/w:pPr>|<w:pPr\/>/, (end) => `${end}<w:commentRangeStart w:id="${id}"/>`),
    );
    this.paragraph(to, (xml) =>
      xml.replace(
        /<\/w:p>$/,
        `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r></w:p>`,
      ),
    );
    const author = options.author ?? this.author;
    this.#append(
      'comments',
      'w:comments',
      `<w:comment w:id="${id}" w:author="${author}" w:date="${this.date}"><w:p w14:paraId="${paragraphId}"><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p></w:comment>`,
    );
    const parent =
      options.answers === undefined ? '' : ` w15:paraIdParent="${this.#paragraphIdOf(options.answers)}"`;
    this.#append(
      'commentsExtended',
      'w15:commentsEx',
      `<w15:commentEx w15:paraId="${paragraphId}"${parent} w15:done="${options.isResolved ? '1' : '0'}"/>`,
    );
    return this;
  }

  #paragraphIdOf(text: string): string {
    const comment = this.part('word/comments.xml')
      .split('<w:comment ')
      .find((xml) => xml.includes(text));
    return must(/w14:paraId="(\w+)"/.exec(must(comment))?.[1]);
  }

  #append(name: keyof typeof relationshipType, root: string, xml: string): void {
    const path = `word/${name}.xml`;
    if (!this.#files.has(path)) {
      const namespaces = [
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
        'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"',
      ].join(' ');
      this.write(path, `<${root} ${namespaces}></${root}>`);
      const relationships = 'word/_rels/document.xml.rels';
      this.write(
        relationships,
        this.part(relationships).replace(
          '</Relationships>',
          `<Relationship Id="rId${name}" Type="${relationshipType[name]}" Target="${name}.xml"/></Relationships>`,
        ),
      );
      const types = '[Content_Types].xml';
      const type = `application/vnd.openxmlformats-officedocument.wordprocessingml.${name}+xml`;
      this.write(
        types,
        this.part(types).replace('</Types>', `<Override PartName="/${path}" ContentType="${type}"/></Types>`),
      );
    }
    this.write(path, this.part(path).replace(`</${root}>`, `${xml}</${root}>`));
  }

  /** Takes the run that holds some words apart, and puts something in their place. */
  #cut(xml: string, words: string, put: (run: (text: string) => string) => string): string {
    const run =
      /<w:r(?: [^>]*)?>((?:<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?)<w:t(?: [^>]*)?>([^<]*)<\/w:t><\/w:r>/gs;
    for (const match of xml.matchAll(run)) {
      const [whole, properties = '', text = ''] = match;
      const start = text.indexOf(escaped(words));
      if (start < 0) continue;
      const runOf = (content: string) =>
        content === '' ? '' : `<w:r>${properties}<w:t xml:space="preserve">${content}</w:t></w:r>`;
      return [
        xml.slice(0, match.index),
        runOf(text.slice(0, start)),
        put((content) => runOf(escaped(content))),
        runOf(text.slice(start + escaped(words).length)),
        xml.slice(match.index + whole.length),
      ].join('');
    }
    throw new Error(`no run says: ${words}`);
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&#x26;').replace(/</g, '&#x3C;');
}

function wordsOf(xml: string): string {
  return [...xml.matchAll(/<w:(?:t|delText)(?: [^>]*)?>([^<]*)</g)]
    .map(([, text = '']) => text)
    .join('')
    .replaceAll('&#x26;', '&');
}
