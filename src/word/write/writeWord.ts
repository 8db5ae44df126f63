import type { Heading } from 'mdast';
import type { Element } from 'xast';
import { x } from '../xml/x.js';
import { dateInWords, dateOf } from '../../document/dates.js';
import type { ReportDocument } from '../../document/document.js';
import { said, type LeftOut, type Outcome } from '../../document/outcome.js';
import type { Pictures } from '../../document/pictures.js';
import { wordsOf } from '../../document/words.js';
import { Parts } from '../package/parts.js';
import type { Purpose } from '../purposes.js';
import { digestOf, sourcePropertiesTree, sourceTree, type Source } from '../source.js';
import { declarations } from '../xml/namespaces.js';
import { blocks, endingInParagraph } from './blocks.js';
import { headingBookmark } from './bookmarks.js';
import { contents } from './contents.js';
import { Drawings } from './drawings.js';
import { emptyFooterTree, footerTree, headerTree } from './furniture.js';
import { footnotesPart, Notes } from './notes.js';
import { Numbering } from './numbering.js';
import { page } from './page.js';
import { paragraph } from './paragraphs.js';
import { appPropertiesTree, corePropertiesTree } from './properties.js';
import { run } from './runs.js';
import { settingsTree } from './settings.js';
import { stylesTree } from './styles.js';
import type { Place, Writing } from './writing.js';

const documentPart = 'word/document.xml';
const body: Place = { part: documentPart, style: 'normal', indent: 0, depth: 0 };

/**
 * A report as a Word document (.docx). The same report, pictures and purpose give the same bytes.
 * @returns the bytes of the file, and all that could not be taken over.
 */
export async function writeWord(
  document: ReportDocument,
  pictures: Pictures,
  purpose: Purpose,
): Promise<Outcome<Uint8Array>> {
  const parts = new Parts();
  const leftOut: LeftOut[] = [...document.leftOut];
  const writing: Writing = {
    document,
    parts,
    numbering: new Numbering(),
    notes: new Notes(document.footnotes),
    drawings: new Drawings(pictures, parts),
    places: new Map(document.headings.map(({ id }, index) => [id, headingBookmark(index)])),
    pageBreaks: pageBreaks(document),
    leftOut,
  };
  parts.relate('', 'officeDocument', documentPart);
  const status = statusOf(document, purpose);
  const content = bodyOf(writing, status);
  // Notes are numbered while the text is written, and lists in notes before they are defined.
  const notes = writing.notes.tree(writing);
  const { report, title } = document;
  const add = (name: string, kind: Parameters<Parts['add']>[1], type: string, tree: Element): string => {
    parts.add(`word/${name}.xml`, kind, tree);
    return parts.relate(documentPart, type, `word/${name}.xml`);
  };
  add('styles', 'styles', 'styles', stylesTree());
  add('settings', 'settings', 'settings', settingsTree(purpose === 'accuracy'));
  add('numbering', 'numbering', 'numbering', writing.numbering.tree());
  parts.add(footnotesPart, 'footnotes', notes);
  parts.relate(documentPart, 'footnotes', footnotesPart);
  const section = sectionProperties(
    add('header1', 'header', 'header', headerTree(status)),
    add('footer1', 'footer', 'footer', footerTree(title)),
    add('footer2', 'footer', 'footer', emptyFooterTree()),
  );
  parts.add(
    documentPart,
    'document',
    x('w:document', declarations('w', 'r', 'wp', 'a', 'pic'), x('w:body', content, section)),
  );
  parts.add(
    'docProps/core.xml',
    'coreProperties',
    corePropertiesTree({
      title,
      subject: report.frontMatter.values.get('service')?.value.trim() ?? '',
      language: document.language,
      date: dateOf(report),
    }),
  );
  parts.relate('', 'core-properties', 'docProps/core.xml');
  parts.add('docProps/app.xml', 'appProperties', appPropertiesTree());
  parts.relate('', 'extended-properties', 'docProps/app.xml');
  if (purpose !== 'final') {
    const digest = await digestOf(report.text);
    embed(parts, { digest, text: purpose === 'review' ? report.text : undefined });
  }
  return { value: parts.zipped(), leftOut: said(leftOut) };
}

/** What every page of a copy says of it; nothing of a final one. */
function statusOf({ report }: ReportDocument, purpose: Purpose): string {
  if (purpose === 'final') return '';
  if (purpose === 'review') return 'Draft for review';
  const date = dateOf(report);
  return date === undefined ? 'Draft, restricted' : `Draft, restricted: ${dateInWords(date)}`;
}

/** The cover, the Contents, and the report from its first part on. */
function bodyOf(writing: Writing, status: string): Element[] {
  const { document, places } = writing;
  const { children } = document.tree;
  const firstPart = document.headings.find(({ level }) => level > 1)?.node;
  const start = firstPart ? children.indexOf(firstPart) : children.length;
  const [first, second, ...others] = children.slice(0, start);
  const hasTitle = first?.type === 'heading' && first.data?.mark?.level === 1;
  const cover = hasTitle
    ? [
        paragraph({ style: 'coverLine' }, [
          run(status === '' ? 'Inspection report' : `Inspection report. ${status}`),
        ]),
        ...blocks([first], body, writing),
        // The paragraph below a title is part of the cover.
        ...blocks(second ? [second] : [], { ...body, style: 'subtitle' }, writing),
        ...blocks(others, body, writing),
      ]
    : blocks(children.slice(0, start), body, writing);
  const report = blocks(children.slice(start), body, writing);
  return endingInParagraph([...cover, ...contents(document.headings, places), ...report], 'normal');
}

/** Parts with less than this, such as the acknowledgements, share a page with the next. */
const shortPart = 600;

/** The headings of parts begin a page. */
function pageBreaks({ tree, headings }: ReportDocument): ReadonlySet<Heading> {
  const breaks = new Set<Heading>();
  const parts = headings.filter(({ level }) => level === 2).map(({ node }) => node);
  parts.forEach((node, index) => {
    const start = tree.children.indexOf(parts[index - 1] ?? node);
    const before = tree.children.slice(start, tree.children.indexOf(node));
    const length = before.reduce((sum, block) => sum + wordsOf(block).length, 0);
    const isLong = length >= shortPart || before.some(({ type }) => type === 'table');
    if (index === 0 || isLong) breaks.add(node);
  });
  return breaks;
}

function sectionProperties(header: string, footer: string, coverFooter: string): Element {
  const { width, height, margin, headerFromEdge } = page;
  return x(
    'w:sectPr',
    x('w:headerReference', { 'w:type': 'default', 'r:id': header }),
    x('w:headerReference', { 'w:type': 'first', 'r:id': header }),
    x('w:footerReference', { 'w:type': 'default', 'r:id': footer }),
    x('w:footerReference', { 'w:type': 'first', 'r:id': coverFooter }),
    x('w:pgSz', { 'w:w': width, 'w:h': height }),
    x('w:pgMar', {
      'w:top': margin.top,
      'w:right': margin.side,
      'w:bottom': margin.bottom,
      'w:left': margin.side,
      'w:header': headerFromEdge,
      'w:footer': headerFromEdge,
      'w:gutter': 0,
    }),
    x('w:titlePg'),
  );
}

/** Puts in what the document was made of. */
function embed(parts: Parts, source: Source): void {
  parts.add('customXml/item1.xml', 'xml', sourceTree(source));
  parts.add('customXml/itemProps1.xml', 'customXmlProperties', sourcePropertiesTree(source));
  parts.relate(documentPart, 'customXml', 'customXml/item1.xml');
  parts.relate('customXml/item1.xml', 'customXmlProps', 'customXml/itemProps1.xml');
}
