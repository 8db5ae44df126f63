/** Measures of the page, in twentieths of a point (twips): 1 cm is 567. */
export const page = {
  /** A4 upright. */
  width: 11906,
  height: 16838,
  margin: { top: 1361, bottom: 1361, side: 1304 },
  headerFromEdge: 652,
} as const;

/** How wide a line of text is. */
export const textWidth = page.width - 2 * page.margin.side;

/** What stands empty at either side of a cell. */
export const cellMargin = 108;

/** What a text is set in. Liberation Sans, where there is no Arial, has the same widths. */
export const font = 'Arial';

/** Sizes of letters, in half points as Word counts them. */
export const size = { text: 22, table: 20, footnote: 18, furniture: 18 } as const;

/** Colours, each with enough contrast to what it stands on. A colour never says what no word says. */
export const colour = {
  heading: '1D3557',
  faint: '595959',
  line: 'A6B1C2',
  tint: 'E9EEF5',
  box: 'F3F6FA',
  link: '0B4F9E',
  unfinished: 'FFF3C4',
  unfinishedText: '4A3600',
} as const;

/** How a rating looks, by its steps above the lowest: letters on a ground. The preview has the same. */
export const ratingColours = [
  { letters: 'FFFFFF', ground: 'A4262C' },
  { letters: '3A2500', ground: 'FFC44D' },
  { letters: 'FFFFFF', ground: '19703D' },
  { letters: 'FFFFFF', ground: '14509C' },
] as const;
