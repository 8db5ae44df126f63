import type { FootnoteDefinition, Root, RootContent } from 'mdast';
import type { Element } from 'xast';
import { said, type LeftOut } from '../../document/outcome.js';
import { readRelationships, type Relationship } from '../package/relationships.js';
import { PackageError, readZip, type Files } from '../package/zip.js';
import { readSource, type Source } from '../source.js';
import { attribute, child, childrenOf, elementsBelow } from '../xml/element.js';
import { readXml } from '../xml/readXml.js';
import { blocksOf, numberParagraphs, wordsBelow } from './body.js';
import { readChanges, type TrackedChange } from './changes.js';
import { readComments, type Comment } from './comments.js';
import { ListNumbers } from './numbering.js';
import type { Bookmark, Reading } from './reading.js';
import { Styles } from './styles.js';
import { madeBy, type Made, type Taking } from './taking.js';

/** One of the two texts of a document. */
export interface WordText {
  /**
   * The blocks, and at their end the footnotes, labelled in the order in which they are referred to. Lists have
   * their first numbers; pictures have their paths in the package as targets.
   */
  readonly tree: Root;
  /** What could not be taken over, each said once. */
  readonly leftOut: readonly LeftOut[];
}

/** A Word document as it was read. */
export interface WordDocument {
  /** The text with all tracked changes made, or as it was before any of them. */
  text(taking: Taking): WordText;
  readonly changes: readonly TrackedChange[];
  readonly comments: readonly Comment[];
  /** Who changed the style or list of a paragraph, by its number. */
  readonly looks: ReadonlyMap<number, Made>;
  /** What the document was made of, where it is one of ours. */
  readonly source: Source | undefined;
  /** The files of the package, for its pictures. */
  readonly files: Files;
}

/**
 * Reads a Word document (.docx), of ours or of another maker. Nothing outside of it is looked at, whatever it
 * points to.
 * @throws PackageError where it is none, is damaged, or holds more than any report does.
 */
export async function readWord(bytes: Uint8Array): Promise<WordDocument> {
  const files = readZip(bytes);
  const path = readRelationships(files, '').find(({ type }) => type === 'officeDocument')?.target;
  const main = path === undefined ? undefined : files.get(path);
  if (path === undefined || !main) throw new PackageError('it is no Word document (.docx)');
  const document = readXml(main);
  const body = childrenOf(document, 'w:body')[0];
  if (!body) throw new PackageError('it is no Word document (.docx)');
  const relationships = readRelationships(files, path);
  const root = (type: string): Element | undefined => {
    const part = relationships.find((relationship) => relationship.type === type && !relationship.isExternal);
    const content = part && files.get(part.target);
    return content && readXml(content);
  };
  const notes = (['footnotes', 'endnotes'] as const).map((type) => ({
    kind: type.slice(0, -1),
    elements: childrenOf(root(type), `w:${type.slice(0, -1)}`).filter((note) => isNote(note)),
    relationships: relationshipsOf(
      files,
      relationships.find((relationship) => relationship.type === type)?.target,
    ),
  }));
  const roots = [body, ...notes.flatMap(({ elements }) => elements)];
  const paragraphs = numberParagraphs(roots);
  const styles = new Styles(root('styles'));
  const numbering = root('numbering');
  const labels = noteLabels(body, notes);
  const bookmarks = bookmarksIn(body);
  const hasTitle = elementsBelow(body, 'w:p').some(
    (paragraph) => styles.role(childrenOf(paragraph, 'w:pPr')[0]).kind === 'title',
  );
  const texts = new Map<Taking, WordText>();
  const text = (taking: Taking): WordText => {
    const known = texts.get(taking);
    if (known) return known;
    const leftOut: LeftOut[] = [];
    const reading: Reading = {
      taking,
      styles,
      lists: new ListNumbers(numbering),
      relationships: new Map(relationships.map((relationship) => [relationship.id, relationship])),
      bookmarks,
      noteLabels: labels,
      paragraphs,
      below: hasTitle || styles.areOurs ? 1 : 0,
      leftOut,
    };
    const children: RootContent[] = blocksOf(body, reading);
    const referred = referencesIn(children);
    for (const { kind, elements, relationships } of notes)
      for (const element of elements) {
        const label = labels.get(`${kind} ${attribute(element, 'w:id') ?? ''}`) ?? '';
        if (!referred.has(label)) continue;
        const blocks = blocksOf(element, { ...reading, relationships }) as FootnoteDefinition['children'];
        children.push({ type: 'footnoteDefinition', identifier: label, label, children: blocks });
      }
    const result = { tree: { type: 'root' as const, children }, leftOut: said(leftOut) };
    texts.set(taking, result);
    return result;
  };
  return {
    text,
    changes: readChanges(roots, paragraphs, styles),
    comments: readComments(root('comments'), root('commentsExtended'), roots, paragraphs),
    looks: looksIn(paragraphs),
    source: await sourceIn(files, relationships),
    files,
  };
}

function looksIn(paragraphs: ReadonlyMap<Element, number>): Map<number, Made> {
  const looks = new Map<number, Made>();
  for (const [element, number] of paragraphs) {
    const change = child(element, 'w:pPr', 'w:pPrChange');
    if (change) looks.set(number, madeBy(change));
  }
  return looks;
}

/** Whether it is a note, not what Word draws above notes. */
function isNote(element: Element): boolean {
  return ['normal', undefined].includes(attribute(element, 'w:type'));
}

function relationshipsOf(files: Files, part: string | undefined): ReadonlyMap<string, Relationship> {
  const relationships = part === undefined ? [] : readRelationships(files, part);
  return new Map(relationships.map((relationship) => [relationship.id, relationship]));
}

/** The labels of notes: numbers in the order of the first references to them, also of those in deleted text. */
function noteLabels(
  body: Element,
  notes: readonly { readonly kind: string; readonly elements: readonly Element[] }[],
): Map<string, string> {
  const there = new Set(
    notes.flatMap(({ kind, elements }) => elements.map((note) => `${kind} ${attribute(note, 'w:id') ?? ''}`)),
  );
  const labels = new Map<string, string>();
  const visit = (element: Element) => {
    const kind = /^w:(footnote|endnote)Reference$/.exec(element.name)?.[1];
    const id = `${kind ?? ''} ${attribute(element, 'w:id') ?? ''}`;
    if (kind !== undefined && there.has(id) && !labels.has(id)) labels.set(id, String(labels.size + 1));
    for (const inner of childrenOf(element)) visit(inner);
  };
  visit(body);
  return labels;
}

function referencesIn(nodes: readonly RootContent[]): Set<string> {
  const labels = new Set<string>();
  const visit = (node: RootContent) => {
    if (node.type === 'footnoteReference') labels.add(node.identifier);
    if ('children' in node) node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return labels;
}

/** The places that have names: what is referred to there, and the words of the paragraph. */
function bookmarksIn(body: Element): Map<string, Bookmark> {
  const bookmarks = new Map<string, Bookmark>();
  for (const paragraph of elementsBelow(body, 'w:p')) {
    const starts = elementsBelow(paragraph, 'w:bookmarkStart');
    if (starts.length === 0) continue;
    const open = new Map<string, string>();
    const notes = new Map<string, string>();
    const visit = (element: Element) => {
      if (element.name === 'w:bookmarkStart')
        open.set(attribute(element, 'w:id') ?? '', attribute(element, 'w:name') ?? '');
      if (element.name === 'w:bookmarkEnd') open.delete(attribute(element, 'w:id') ?? '');
      const kind = /^w:(footnote|endnote)Reference$/.exec(element.name)?.[1];
      if (kind !== undefined)
        for (const name of open.values()) notes.set(name, `${kind} ${attribute(element, 'w:id') ?? ''}`);
      for (const inner of childrenOf(element)) visit(inner);
    };
    visit(paragraph);
    const words = wordsBelow({ type: 'element', name: 'w:content', attributes: {}, children: [paragraph] });
    for (const start of starts) {
      const name = attribute(start, 'w:name') ?? '';
      bookmarks.set(name, { note: notes.get(name), heading: words === '' ? undefined : words });
    }
  }
  return bookmarks;
}

async function sourceIn(files: Files, relationships: readonly Relationship[]): Promise<Source | undefined> {
  for (const { type, target, isExternal } of relationships) {
    const content = type === 'customXml' && !isExternal ? files.get(target) : undefined;
    const source = content && (await readSource(readXml(content)));
    if (source) return source;
  }
  return undefined;
}
