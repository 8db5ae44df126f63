import type { Element } from 'xast';
import { styleNamed, type StyleKey } from '../styleNames.js';
import { attribute, child, childrenOf, isOn, numberOf, valueOf } from '../xml/element.js';

/** What a paragraph is, by its style. */
export type Role =
  | { readonly kind: 'heading'; readonly level: number }
  | {
      readonly kind:
        'title' | 'code' | 'quotation' | 'box' | 'boxLabel' | 'listContinued' | 'separator' | 'words';
    }
  /** Of our making, or worked out anew: no words of the draft. */
  | { readonly kind: 'passedOver' };

interface Style {
  readonly name: string;
  readonly basedOn: string | undefined;
  readonly element: Element;
}

const roles: Readonly<Partial<Record<StyleKey, Role['kind']>>> = {
  title: 'title',
  code: 'code',
  quotation: 'quotation',
  box: 'box',
  boxLabel: 'boxLabel',
  listContinued: 'listContinued',
  separator: 'separator',
  coverLine: 'passedOver',
  contentsHeading: 'passedOver',
};

/** Names of Word's own styles that say the same as one of ours. */
const otherNames: Readonly<Record<string, Role['kind']>> = {
  'intense quote': 'quotation',
  quotations: 'quotation',
  'plain text': 'words',
  'preformatted text': 'code',
};

/** The styles of a document. They are known by their names: ids change with the language of whoever saves it. */
export class Styles {
  readonly #styles = new Map<string, Style>();
  #defaultParagraph = '';

  constructor(root: Element | undefined) {
    for (const element of childrenOf(root, 'w:style')) {
      const id = attribute(element, 'w:styleId') ?? '';
      this.#styles.set(id, {
        name: (valueOf(element, 'w:name') ?? id).toLowerCase(),
        basedOn: valueOf(element, 'w:basedOn'),
        element,
      });
      if (
        attribute(element, 'w:type') === 'paragraph' &&
        /^(?:1|true|on)$/.test(attribute(element, 'w:default') ?? '')
      )
        this.#defaultParagraph = id;
    }
  }

  /** Whether the document knows a style of ours that no other maker has. */
  get areOurs(): boolean {
    return [...this.#styles.values()].some(({ name }) => name === 'rating line' || name === 'box label');
  }

  key(id: string | undefined): StyleKey | undefined {
    const style = id === undefined ? undefined : this.#styles.get(id);
    return style && styleNamed(style.name);
  }

  role(properties: Element | undefined): Role {
    const direct = numberOf(valueOf(properties, 'w:outlineLvl'));
    for (const { name, element } of this.#chain(valueOf(properties, 'w:pStyle') ?? this.#defaultParagraph)) {
      const key = styleNamed(name);
      const kind = (key && roles[key]) ?? otherNames[name];
      if (kind !== undefined && kind !== 'heading') return { kind };
      if (/^toc \d$/.test(name)) return { kind: 'passedOver' };
      if (name.startsWith('list continue')) return { kind: 'listContinued' };
      const heading = /^heading (\d)$/.exec(name);
      const level = heading ? Number(heading[1]) - 1 : numberOf(valueOf(element, 'w:pPr', 'w:outlineLvl'));
      if (level !== undefined && level >= 0 && level < 9) return { kind: 'heading', level: level + 1 };
    }
    if (direct !== undefined && direct >= 0 && direct < 9) return { kind: 'heading', level: direct + 1 };
    return { kind: 'words' };
  }

  /** `w:numPr` that the style of a paragraph brings along. */
  numbering(properties: Element | undefined): Element | undefined {
    for (const { element } of this.#chain(valueOf(properties, 'w:pStyle') ?? this.#defaultParagraph)) {
      const numbering = child(element, 'w:pPr', 'w:numPr');
      if (numbering) return numbering;
    }
    return undefined;
  }

  /** What a character style says of its words; nothing for ours, whose look is not the author's. */
  characters(id: string | undefined): { readonly isBold: boolean; readonly isItalic: boolean } {
    const look = { isBold: false, isItalic: false };
    if (this.key(id) !== undefined) return look;
    for (const { element } of this.#chain(id)) {
      const properties = child(element, 'w:rPr');
      look.isBold ||= isOn(properties, 'w:b') ?? false;
      look.isItalic ||= isOn(properties, 'w:i') ?? false;
    }
    return look;
  }

  /** A style and those that it is based on, each once. */
  #chain(id: string | undefined): Style[] {
    const chain: Style[] = [];
    let style = this.#styles.get(id ?? '');
    while (style && !chain.includes(style)) {
      chain.push(style);
      style = this.#styles.get(style.basedOn ?? '');
    }
    return chain;
  }
}
