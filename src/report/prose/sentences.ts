import { straight } from '../../framework/wording.js';
import { inParagraphs } from '../derived.js';
import type { Range } from '../range.js';
import type { Paragraph } from '../report.js';
import type { Collector } from '../text/passage.js';

/** A sentence of a paragraph. */
export interface Sentence {
  readonly paragraph: Paragraph;
  /** Where it stands in the paragraph's flat text. */
  readonly start: number;
  readonly end: number;
  /** Its words for patterns: folded, with plain quotes and dashes; each character keeps its place. */
  readonly text: string;
  readonly range: Range;
}

const sentencesOfParagraph = new WeakMap<Paragraph, readonly Sentence[]>();

/** The sentences of a paragraph, split once. */
export function sentencesOf(paragraph: Paragraph): readonly Sentence[] {
  let sentences = sentencesOfParagraph.get(paragraph);
  if (!sentences) sentencesOfParagraph.set(paragraph, (sentences = split(paragraph)));
  return sentences;
}

/**
 * What the sentences of running text hold: not those of quotations and footnotes.
 * @param cue what the folded words of a sentence have where there is anything in it; not global.
 */
export function inSentences<T>(cue: RegExp, of: (sentence: Sentence) => Iterable<T>): Collector<T> {
  return inParagraphs(cue, (paragraph) =>
    paragraph.quoted || paragraph.inFootnote
      ? []
      : sentencesOf(paragraph).flatMap((sentence) => (cue.test(sentence.text) ? [...of(sentence)] : [])),
  );
}

/** The range of a stretch of a sentence, by offsets into its text. */
export function rangeIn({ paragraph, start }: Sentence, from: number, to: number): Range {
  return paragraph.flat.range(start + from, start + to);
}

/** Whether what stands at an offset of a sentence is somebody else's words: between double quotation marks. */
export function isQuoted({ text }: Sentence, at: number): boolean {
  return text.slice(0, at).split('"').length % 2 === 0;
}

/** What makes a sentence speak of something else than this inspection as it is: a condition, another time, another inspectorate. */
const ofOthers = [
  /\b(?:if|any|whether|would|could|unless)\b/i,
  /\b(?:Ofsted|HMICFRS|CQC|Estyn|HMIP? Prisons)\b/i,
  /\b(?:previous(?:ly)?|last|earlier|formerly|in (?:19|20)\d\d)\b/i,
];

/** Whether a sentence speaks of another inspection than this one, or of what may be. */
export function isOfOthers(text: string): boolean {
  return ofOthers.some((each) => each.test(text));
}

/** A word before a full stop that ends no sentence. */
const abbreviated =
  /(?:^|[ ("'])(?:e\.g|i\.e|etc|cf|vs|approx|no|nos|p|pp|para|fig|st|dr|mr|mrs|ms|prof|inc|ltd|[a-z])$/i;

function split(paragraph: Paragraph): Sentence[] {
  const whole = straight(paragraph.flat.folded);
  const sentences: Sentence[] = [];
  let from = 0;
  const add = (to: number) => {
    const text = whole.slice(from, to);
    const start = from + text.length - text.trimStart().length;
    const end = start + text.trim().length;
    if (end > start)
      sentences.push({
        paragraph,
        start,
        end,
        text: whole.slice(start, end),
        range: paragraph.flat.range(start, end),
      });
    from = to;
  };
  // A mark, whatever closes after it, a space, and something that a sentence begins with.
  for (const match of whole.matchAll(/[.?!]['")\]]{0,3} (?=["'([‹]{0,3}[A-Z\d‹])/g)) {
    const mark = match.index;
    if (whole[mark] === '.' && abbreviated.test(whole.slice(Math.max(0, mark - 12), mark))) continue;
    add(mark + match[0].length);
  }
  add(whole.length);
  return sentences;
}
