import type { Element } from 'xast';
import { x } from '../xml/x.js';
import { declarations } from '../xml/namespaces.js';
import { font } from './page.js';

/** Deeper lists look like the deepest that Word has. */
const levels = 9;
/** How far each level stands in, in twips. */
export const step = 397;

const abstract = { bullets: 0, numbers: 1 } as const;
const bulletList = 1;
const formats = ['decimal', 'lowerLetter', 'lowerRoman'] as const;
const bullets = ['•', '–', '▪'] as const;

/** The lists of a document: which of them go on counting where another stopped. */
export class Numbering {
  /** For each numbered list that counts anew: its level, and its first number. */
  readonly #restarts: { readonly level: number; readonly start: number }[] = [];
  #last: { readonly id: number; readonly next: number } | undefined;

  /** The number by which the paragraphs of a list with bullets call it. */
  bulleted(): number {
    return bulletList;
  }

  /**
   * The number by which the paragraphs of a numbered list call it. One that begins with the number that comes
   * after the last one's is the same list for Word: whoever adds an item to the first moves the others on.
   */
  numbered(level: number, start: number, count: number): number {
    const goesOn = level === 0 && start > 1 && this.#last?.next === start;
    if (!goesOn) this.#restarts.push({ level, start });
    const id = goesOn && this.#last ? this.#last.id : bulletList + this.#restarts.length;
    if (level === 0) this.#last = { id, next: start + count };
    return id;
  }

  /** The part that defines the lists. */
  tree(): Element {
    return x(
      'w:numbering',
      declarations('w'),
      definition(abstract.bullets, (level) => ({
        format: 'bullet',
        text: bullets[level % bullets.length] ?? '•',
      })),
      definition(abstract.numbers, (level) => ({
        format: formats[level % formats.length] ?? 'decimal',
        text: `%${String(level + 1)}.`,
      })),
      x('w:num', { 'w:numId': bulletList }, x('w:abstractNumId', { 'w:val': abstract.bullets })),
      this.#restarts.map(({ level, start }, index) =>
        x(
          'w:num',
          { 'w:numId': bulletList + index + 1 },
          x('w:abstractNumId', { 'w:val': abstract.numbers }),
          x('w:lvlOverride', { 'w:ilvl': level }, x('w:startOverride', { 'w:val': start })),
        ),
      ),
    );
  }
}

/** The level at which a list stands for Word; `depth` counts from 0. */
export function levelOf(depth: number): number {
  return Math.min(depth, levels - 1);
}

function definition(
  id: number,
  look: (level: number) => { readonly format: string; readonly text: string },
): Element {
  return x(
    'w:abstractNum',
    { 'w:abstractNumId': id },
    x('w:multiLevelType', { 'w:val': 'hybridMultilevel' }),
    Array.from({ length: levels }, (_, level) => {
      const { format, text } = look(level);
      return x(
        'w:lvl',
        { 'w:ilvl': level },
        x('w:start', { 'w:val': 1 }),
        x('w:numFmt', { 'w:val': format }),
        x('w:lvlText', { 'w:val': text }),
        x('w:lvlJc', { 'w:val': 'left' }),
        x('w:pPr', x('w:ind', { 'w:left': step * (level + 1), 'w:hanging': step })),
        format === 'bullet' && x('w:rPr', x('w:rFonts', { 'w:ascii': font, 'w:hAnsi': font, 'w:cs': font })),
      );
    }),
  );
}
