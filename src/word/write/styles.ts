import type { Element } from 'xast';
import { x, type Content } from '../xml/x.js';
import { styleId, styleNames, type StyleKey } from '../styleNames.js';
import { declarations } from '../xml/namespaces.js';
import { frameBorders, frameIndent } from './frames.js';
import { cellMargin, colour, font, ratingColours, size, textWidth } from './page.js';

interface Look {
  readonly basedOn?: StyleKey;
  readonly next?: StyleKey;
  /** What stands in `w:pPr`, in the order of the schema. */
  readonly paragraph?: Content[];
  /** What stands in `w:rPr`, in the order of the schema. */
  readonly run?: Content[];
}

const bold = () => [x('w:b'), x('w:bCs')];
const letters = (hex: string) => x('w:color', { 'w:val': hex });
const sized = (halfPoints: number) => [
  x('w:sz', { 'w:val': halfPoints }),
  x('w:szCs', { 'w:val': halfPoints }),
];
const ground = (hex: string) => x('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': hex });
const spacing = (before: number, after: number, line?: number) =>
  x('w:spacing', {
    'w:before': before,
    'w:after': after,
    ...(line === undefined ? {} : { 'w:line': line, 'w:lineRule': 'auto' }),
  });
const indent = (left: number, right = 0) => x('w:ind', { 'w:left': left, 'w:right': right });
const outline = (level: number) => x('w:outlineLvl', { 'w:val': level });

function heading(halfPoints: number, before: number, level: number): Look {
  return {
    basedOn: 'normal',
    next: 'normal',
    paragraph: [x('w:keepNext'), x('w:keepLines'), spacing(before, 120, 252), outline(level)],
    run: [...bold(), letters(colour.heading), ...sized(halfPoints)],
  };
}

const paragraphStyles: Partial<Record<StyleKey, Look>> = {
  normal: {},
  coverLine: {
    basedOn: 'normal',
    next: 'title',
    paragraph: [
      x('w:pBdr', x('w:bottom', { 'w:val': 'single', 'w:sz': 24, 'w:space': 6, 'w:color': colour.heading })),
      spacing(0, 2400),
    ],
    run: [...bold(), letters(colour.heading), ...sized(28)],
  },
  title: {
    // A title is the first of the headings for whoever moves from one to the next.
    basedOn: 'heading1',
    next: 'subtitle',
    paragraph: [spacing(0, 360, 264)],
    run: [...sized(56)],
  },
  subtitle: {
    basedOn: 'normal',
    next: 'normal',
    paragraph: [spacing(0, 240)],
    run: [letters(colour.faint), ...sized(28)],
  },
  heading1: heading(36, 360, 0),
  heading2: heading(28, 360, 1),
  heading3: heading(24, 280, 2),
  heading4: heading(22, 240, 3),
  heading5: heading(22, 240, 4),
  contentsHeading: {
    basedOn: 'normal',
    next: 'normal',
    paragraph: [x('w:keepNext'), x('w:keepLines'), x('w:pageBreakBefore'), spacing(0, 240)],
    run: [...bold(), letters(colour.heading), ...sized(36)],
  },
  contents1: contentsEntry(0, true),
  contents2: contentsEntry(340, false),
  bulletList: { basedOn: 'normal', paragraph: [spacing(0, 100)] },
  numberedList: { basedOn: 'normal', paragraph: [spacing(0, 100)] },
  listContinued: { basedOn: 'normal', paragraph: [spacing(0, 100)] },
  quotation: {
    basedOn: 'normal',
    paragraph: [
      x('w:keepLines'),
      ...frameBorders('quotation'),
      spacing(120, 160),
      indent(frameIndent.quotation, frameIndent.quotation),
    ],
  },
  boxLabel: {
    basedOn: 'box',
    next: 'box',
    paragraph: [x('w:keepNext')],
    run: [letters(colour.heading)],
  },
  box: {
    basedOn: 'normal',
    paragraph: [...frameBorders('box'), spacing(0, 120), indent(frameIndent.box, frameIndent.box)],
  },
  ratingLine: {
    basedOn: 'normal',
    next: 'normal',
    paragraph: [spacing(120, 200)],
    run: [...sized(24)],
  },
  code: {
    basedOn: 'normal',
    paragraph: [spacing(0, 160), x('w:jc', { 'w:val': 'left' })],
    run: [
      x('w:rFonts', { 'w:ascii': 'Courier New', 'w:hAnsi': 'Courier New', 'w:cs': 'Courier New' }),
      ...sized(20),
    ],
  },
  tableText: { basedOn: 'normal', paragraph: [spacing(40, 40, 252)], run: [...sized(size.table)] },
  tableHeading: {
    basedOn: 'tableText',
    paragraph: [x('w:keepNext')],
    run: [...bold(), letters(colour.heading)],
  },
  separator: { basedOn: 'normal', next: 'normal', paragraph: [spacing(0, 60, 160)], run: [...sized(12)] },
  footnoteText: {
    basedOn: 'normal',
    paragraph: [spacing(0, 40, 240)],
    run: [...sized(size.footnote)],
  },
  header: furniture(),
  footer: furniture(),
};

function contentsEntry(left: number, isFirst: boolean): Look {
  return {
    basedOn: 'normal',
    next: 'normal',
    paragraph: [
      x('w:tabs', x('w:tab', { 'w:val': 'right', 'w:pos': textWidth })),
      spacing(isFirst ? 100 : 0, isFirst ? 40 : 20),
      indent(left),
    ],
    run: isFirst ? bold() : [],
  };
}

function furniture(): Look {
  return {
    basedOn: 'normal',
    paragraph: [x('w:tabs', x('w:tab', { 'w:val': 'right', 'w:pos': textWidth })), spacing(0, 0)],
    run: [letters(colour.faint), ...sized(size.furniture)],
  };
}

const characterStyles: Partial<Record<StyleKey, Look>> = {
  footnoteReference: { run: [x('w:vertAlign', { 'w:val': 'superscript' })] },
  hyperlink: { run: [letters(colour.link), x('w:u', { 'w:val': 'single' })] },
  codeWords: {
    run: [x('w:rFonts', { 'w:ascii': 'Courier New', 'w:hAnsi': 'Courier New', 'w:cs': 'Courier New' })],
  },
  unfinished: { run: [letters(colour.unfinishedText), ground(colour.unfinished)] },
  toCome: { run: [x('w:i'), x('w:iCs'), letters(colour.unfinishedText), ground(colour.unfinished)] },
  ...Object.fromEntries(
    ratingColours.map(({ letters: hex, ground: fill }, rank) => [
      `rating${String(rank)}`,
      { run: [...bold(), letters(hex), ground(fill)] },
    ]),
  ),
};

/** Styles that Word hides from its list until they are used. */
const semiHidden = new Set<StyleKey>(['plainTable', 'footnoteText', 'footnoteReference']);

/** The part with the styles of the document. */
export function stylesTree(): Element {
  return x(
    'w:styles',
    declarations('w'),
    x(
      'w:docDefaults',
      x(
        'w:rPrDefault',
        x(
          'w:rPr',
          x('w:rFonts', { 'w:ascii': font, 'w:hAnsi': font, 'w:eastAsia': font, 'w:cs': font }),
          sized(size.text),
          x('w:lang', { 'w:val': 'en-GB', 'w:eastAsia': 'en-GB', 'w:bidi': 'ar-SA' }),
        ),
      ),
      x('w:pPrDefault', x('w:pPr', spacing(0, 140, 264))),
    ),
    Object.entries(paragraphStyles).map(([key, look]) => style('paragraph', key as StyleKey, look)),
    Object.entries(characterStyles).map(([key, look]) => style('character', key as StyleKey, look)),
    tableStyles(),
  );
}

function style(
  type: 'paragraph' | 'character',
  key: StyleKey,
  { basedOn, next, paragraph, run }: Look,
): Element {
  return x(
    'w:style',
    { 'w:type': type, 'w:styleId': styleId(key), 'w:default': key === 'normal' ? '1' : undefined },
    x('w:name', { 'w:val': styleNames[key].name }),
    basedOn && x('w:basedOn', { 'w:val': styleId(basedOn) }),
    next && x('w:next', { 'w:val': styleId(next) }),
    x('w:uiPriority', { 'w:val': 1 }),
    semiHidden.has(key) ? [x('w:semiHidden'), x('w:unhideWhenUsed')] : [],
    x('w:qFormat'),
    paragraph && paragraph.length > 0 && x('w:pPr', paragraph),
    run && run.length > 0 && x('w:rPr', run),
  );
}

function tableStyles(): Element[] {
  const margins = x(
    'w:tblCellMar',
    ...(['top', 'left', 'bottom', 'right'] as const).map((side) =>
      x(`w:${side}`, { 'w:w': side === 'left' || side === 'right' ? cellMargin : 0, 'w:type': 'dxa' }),
    ),
  );
  const line = (side: string) =>
    x(`w:${side}`, { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': colour.line });
  return [
    x(
      'w:style',
      { 'w:type': 'table', 'w:default': '1', 'w:styleId': styleId('plainTable') },
      x('w:name', { 'w:val': styleNames.plainTable.name }),
      x('w:uiPriority', { 'w:val': 99 }),
      x('w:semiHidden'),
      x('w:unhideWhenUsed'),
      x('w:tblPr', x('w:tblInd', { 'w:w': 0, 'w:type': 'dxa' }), margins),
    ),
    x(
      'w:style',
      { 'w:type': 'table', 'w:styleId': styleId('table') },
      x('w:name', { 'w:val': styleNames.table.name }),
      x('w:basedOn', { 'w:val': styleId('plainTable') }),
      x('w:uiPriority', { 'w:val': 59 }),
      x('w:qFormat'),
      x(
        'w:tblPr',
        x('w:tblBorders', ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(line)),
        structuredClone(margins),
      ),
      x('w:tblStylePr', { 'w:type': 'firstRow' }, x('w:tcPr', ground(colour.tint))),
    ),
  ];
}
