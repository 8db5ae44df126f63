import type { Element, ElementContent } from 'xast';
import { x, type Content } from '../xml/x.js';
import { styleId, type StyleKey } from '../styleNames.js';

/** What is said of one paragraph alone, beyond its style. */
export interface ParagraphLook {
  readonly style: StyleKey;
  readonly keepNext?: boolean | undefined;
  readonly pageBreakBefore?: boolean | undefined;
  /** The list that it is an item of. */
  readonly list?: { readonly id: number; readonly level: number } | undefined;
  /** `w:pBdr` and `w:shd`. */
  readonly borders?: Element[] | undefined;
  readonly isRightToLeft?: boolean | undefined;
  /** In twips. */
  readonly indent?: { readonly left: number; readonly right?: number; readonly hanging?: number } | undefined;
  readonly align?: 'left' | 'right' | 'center' | null | undefined;
}

/** A paragraph: `w:p`, what is said of it in the order of the schema. */
export function paragraph(look: ParagraphLook, content: readonly ElementContent[]): Element {
  return x('w:p', properties(look), ...content);
}

function properties(look: ParagraphLook): Element {
  const { style, list, indent, align } = look;
  const children: Content[] = [
    style !== 'normal' && x('w:pStyle', { 'w:val': styleId(style) }),
    look.keepNext && x('w:keepNext'),
    look.pageBreakBefore && x('w:pageBreakBefore'),
    list && x('w:numPr', x('w:ilvl', { 'w:val': list.level }), x('w:numId', { 'w:val': list.id })),
    look.borders,
    look.isRightToLeft && x('w:bidi'),
    indent &&
      x('w:ind', {
        'w:left': indent.left,
        'w:right': indent.right,
        'w:hanging': indent.hanging,
      }),
    align && x('w:jc', { 'w:val': align }),
  ];
  return x('w:pPr', children);
}

export function isParagraph(element: ElementContent | undefined): element is Element {
  return element?.type === 'element' && element.name === 'w:p';
}

/** The order in which `w:spacing` stands in `w:pPr`: before all of these. */
const afterSpacing = ['w:ind', 'w:jc'];

/** Leaves some room above a paragraph that follows a table. */
export function leaveRoomAbove(element: Element): void {
  const [first] = element.children;
  if (!isParagraph(element) || first?.type !== 'element' || first.name !== 'w:pPr') return;
  const index = first.children.findIndex(
    (child) => child.type === 'element' && afterSpacing.includes(child.name),
  );
  first.children.splice(index < 0 ? first.children.length : index, 0, x('w:spacing', { 'w:before': 240 }));
}
