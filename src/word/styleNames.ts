/**
 * The styles of our Word documents: their ids, and the names by which Word shows them. Those that Word brings
 * along bear its own names, so that it treats them as its own; by its name a style is known again when a
 * document comes back, for ids change with the language of whoever saved it.
 */
export const styleNames = {
  normal: { id: 'Normal', name: 'Normal' },
  /** The line at the head of the cover. */
  coverLine: { id: 'CoverLine', name: 'Cover Line' },
  title: { id: 'Title', name: 'Title' },
  /** The paragraphs between the title and the first heading. */
  subtitle: { id: 'Subtitle', name: 'Subtitle' },
  heading1: { id: 'Heading1', name: 'heading 1' },
  heading2: { id: 'Heading2', name: 'heading 2' },
  heading3: { id: 'Heading3', name: 'heading 3' },
  heading4: { id: 'Heading4', name: 'heading 4' },
  heading5: { id: 'Heading5', name: 'heading 5' },
  contentsHeading: { id: 'TOCHeading', name: 'TOC Heading' },
  contents1: { id: 'TOC1', name: 'toc 1' },
  contents2: { id: 'TOC2', name: 'toc 2' },
  bulletList: { id: 'ListBullet', name: 'List Bullet' },
  numberedList: { id: 'ListNumber', name: 'List Number' },
  /** A further paragraph of a list item. */
  listContinued: { id: 'ListContinue', name: 'List Continue' },
  /** Somebody else's words. */
  quotation: { id: 'Quote', name: 'Quote' },
  /** The inspectorate's own words in a box: its label, and all below. */
  boxLabel: { id: 'BoxLabel', name: 'Box Label' },
  box: { id: 'BlockText', name: 'Block Text' },
  /** The line that states a rating, and those of the ratings page. */
  ratingLine: { id: 'RatingLine', name: 'Rating Line' },
  code: { id: 'HTMLPreformatted', name: 'HTML Preformatted' },
  tableText: { id: 'TableText', name: 'Table Text' },
  tableHeading: { id: 'TableHeading', name: 'Table Heading' },
  /** The empty line that keeps two tables, boxes or quotations apart. */
  separator: { id: 'Separator', name: 'Separator' },
  footnoteText: { id: 'FootnoteText', name: 'footnote text' },
  header: { id: 'Header', name: 'header' },
  footer: { id: 'Footer', name: 'footer' },
  plainTable: { id: 'TableNormal', name: 'Normal Table' },
  table: { id: 'ReportTable', name: 'Report Table' },
  footnoteReference: { id: 'FootnoteReference', name: 'footnote reference' },
  hyperlink: { id: 'Hyperlink', name: 'Hyperlink' },
  codeWords: { id: 'HTMLCode', name: 'HTML Code' },
  /** What is still to be filled in. */
  unfinished: { id: 'Unfinished', name: 'Unfinished' },
  /** Words of ours where nothing stands yet: no words of the draft. */
  toCome: { id: 'ToCome', name: 'To Come' },
  /** Ratings, by the steps that they stand above the lowest. */
  rating0: { id: 'Rating0', name: 'Rating 0' },
  rating1: { id: 'Rating1', name: 'Rating 1' },
  rating2: { id: 'Rating2', name: 'Rating 2' },
  rating3: { id: 'Rating3', name: 'Rating 3' },
} as const;

export type StyleKey = keyof typeof styleNames;

/** The id of a style, for the elements that apply it. */
export function styleId(key: StyleKey): string {
  return styleNames[key].id;
}

const keys = new Map<string, StyleKey>(
  Object.entries(styleNames).map(([key, { name }]) => [name.toLowerCase(), key as StyleKey]),
);

/** What a style of this name is here, whatever its capitals; undefined for one of another maker. */
export function styleNamed(name: string): StyleKey | undefined {
  return keys.get(name.toLowerCase());
}
