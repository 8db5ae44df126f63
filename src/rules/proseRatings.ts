import { domainOf, type Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { sentencePattern } from '../framework/sentence.js';
import { derived, inParagraphs } from '../report/derived.js';
import type { Collector } from '../report/text/passage.js';
import { escapeRegExp, straight, wordsOnly } from '../framework/wording.js';
import type { FlatParagraph, Paragraph, Report, StandardSection } from '../report/report.js';
import { contains, type Range } from '../report/range.js';
import { recogniseRating } from '../report/ratings.js';
import { placeOf } from '../report/prose/claims.js';
import { inSentences, isOfOthers, isQuoted } from '../report/prose/sentences.js';
import { fold } from '../report/words.js';

/** A sentence of the prose that states a rating of this inspection. */
export interface ProseRating {
  readonly of: 'service' | StandardSection;
  /** In the framework's spelling; null for a slot ‹…› in its place. */
  readonly rating: string | null;
  readonly raw: string;
  readonly range: Range;
  /** Between single quotes, or bold, or the last word after a colon as in `is rated as: Good`. */
  readonly setOff: boolean;
}

const patterns = new WeakMap<Framework, { of: string; pattern: RegExp }[]>();

function sentencePatterns(framework: Framework): { of: string; pattern: RegExp }[] {
  let made = patterns.get(framework);
  if (!made) {
    const rating = framework.ratingNames.map(escapeRegExp).join('|');
    made = framework.ratingSentences.map(({ of, text }) => ({
      of,
      // The full stop is where a sentence ends, and many go on.
      pattern: new RegExp(
        sentencePattern(text.replace(/\.$/, ''), {
          rating: `(?:${rating})\\b|‹[^‹›]{0,80}›`,
          service: '[^.;:]{1,160}?',
        }).source,
        'dgi',
      ),
    }));
    patterns.set(framework, made);
  }
  return made;
}

/**
 * The ratings that the prose states in a stock sentence (docs/rules/rating-in-prose.md). Never in
 * annexes, footnotes and quotations, in a sentence with `if` or `any`, or of another inspectorate or year.
 */
export const proseRatings = derived((report): readonly ProseRating[] =>
  report.framework ? onceEach(read(report, report.framework)) : [],
);

/** A stock sentence may be read in two ways: each place once. */
function onceEach(ratings: Iterable<ProseRating>): readonly ProseRating[] {
  const places = new Map<number, ProseRating>();
  for (const each of ratings) if (!places.has(each.range.start)) places.set(each.range.start, each);
  return [...places.values()].sort((a, b) => a.range.start - b.range.start);
}

/** A stock sentence that gives a rating, whatever it speaks of. */
interface Sentence {
  readonly paragraph: Paragraph;
  readonly of: string;
  /** What it calls the service, where it is about that. */
  readonly service: string | undefined;
  /** What it gives; undefined where that is no rating. Worked out when it is known whose it is. */
  readonly reading: () => Omit<ProseRating, 'of'> | undefined;
}

const collectors = new WeakMap<Framework, Collector<Sentence>>();

function sentences(framework: Framework): Collector<Sentence> {
  let collector = collectors.get(framework);
  if (!collector) {
    const cue = new RegExp([...framework.ratingNames.map(escapeRegExp), '‹'].join('|'), 'i');
    collector = inParagraphs(cue, (paragraph) =>
      paragraph.inFootnote || paragraph.quoted ? [] : sentencesIn(framework, paragraph),
    );
    collectors.set(framework, collector);
  }
  return collector;
}

function* sentencesIn(framework: Framework, paragraph: Paragraph): Iterable<Sentence> {
  const text = straight(paragraph.flat.folded);
  for (const { of, pattern } of sentencePatterns(framework)) {
    for (const match of text.matchAll(pattern)) {
      const place = match.indices?.groups?.rating;
      if (!place || isOfOthers(sentenceAround(text, match.index))) continue;
      yield {
        paragraph,
        of,
        service: match.groups?.service,
        reading: once(() => reading(framework, paragraph, text, place)),
      };
    }
  }
}

function* read(report: Report, framework: Framework): Iterable<ProseRating> {
  const names = serviceNames(report);
  const body = report.sections.filter((each) => !each.inAnnexe);
  for (const { paragraph, of, service, reading: give } of report.all(sentences(framework))) {
    if (report.inAnnexe(paragraph.range) || isStatement(report, paragraph)) continue;
    if (service !== undefined && !names.has(wordsOnly(service.replace(/\([^()]*\)/g, ' ')))) continue;
    const subject =
      of === 'service'
        ? 'service'
        : of === 'section'
          ? body.find((each) => contains(each.range, paragraph.range))
          : body.find((each) => each.standard.id === of);
    const found = subject && give();
    if (found) yield { of: subject, ...found };
  }
  for (const { paragraph, subject, reading: give } of report.all(titledSentences(framework))) {
    if (report.inAnnexe(paragraph.range) || isStatement(report, paragraph)) continue;
    if (names.has(wordsOnly(subject)) && !placeOf(report, framework, paragraph)) {
      const service = give();
      if (service) yield { of: 'service', ...service };
      continue;
    }
    const standard = standardNamed(report, framework, paragraph, subject);
    const section = standard && body.find((each) => each.standard === standard);
    const found = section && give();
    if (found) yield { of: section, ...found };
  }
}

const straightTexts = new WeakMap<Paragraph, string>();

/** A paragraph's words with straight quotes, made once however many of its sentences ask. */
function straightWords(paragraph: Paragraph): string {
  let words = straightTexts.get(paragraph);
  if (words === undefined) straightTexts.set(paragraph, (words = straight(paragraph.flat.folded)));
  return words;
}

/** A sentence that rates something that may be a standard by its title. */
interface Titled {
  readonly paragraph: Paragraph;
  /** What is rated, in the words of the sentence. */
  readonly subject: string;
  readonly reading: Sentence['reading'];
}

const titledCollectors = new WeakMap<Framework, Collector<Titled>>();

function titledSentences(framework: Framework): Collector<Titled> {
  let collector = titledCollectors.get(framework);
  if (collector) return collector;
  const rating = framework.ratingNames.map(escapeRegExp).join('|');
  const ending = `['"]?(?<rating>${rating})\\b`;
  const forms = [
    // `Governance and leadership was rated as 'Good'`
    `(?<subject>[A-Za-z' -]{4,100}?) (?:was|were|is|are|has been|have been) (?:also |therefore |again )?(?:rated|judged|assessed|graded)(?: overall)?(?: as| to be|:)? ${ending}`,
    // `We rated governance and leadership as 'Good'`
    `\\b(?:we|inspectors|the inspection|this inspection) (?:have |has |therefore |also )*(?:rated|judged|assessed|graded) (?<subject>[A-Za-z' -]{4,100}?)(?: as| to be)(?: overall)? ${ending}`,
    // `the service has been given an overall rating of 'Good'`; its name may be left out
    `\\b(?:an|the|its|our) overall (?<subject>)rating (?:of|is|was) ${ending}`,
    // `a rating of 'Good' for governance and leadership`
    `\\brating of ${ending}['"]? for (?<subject>[A-Za-z' -]{4,100}?)(?=[.,;]|$)`,
  ].map((source) => new RegExp(source, 'di'));
  collector = inSentences(
    /\b(?:rated|judged|assessed|graded|rating of)\b/i,
    function* (sentence): Iterable<Titled> {
      const { text, paragraph, start } = sentence;
      if (isOfOthers(text) || /\bnot\b|n't\b/.test(text)) return;
      for (const form of forms) {
        const match = form.exec(text);
        const place = match?.indices?.groups?.rating;
        if (!match || !place || isQuoted(sentence, match.index)) continue;
        const at = [start + place[0], start + place[1]] as const;
        yield {
          paragraph,
          // Where nothing is named, the whole service is rated.
          subject:
            match.groups?.subject === '' && !/\b(?:standards?|domain|disposals?)\b/i.test(text)
              ? 'the service'
              : (match.groups?.subject ?? ''),
          reading: once(() => reading(framework, paragraph, straightWords(paragraph), at)),
        };
      }
    },
  );
  titledCollectors.set(framework, collector);
  return collector;
}

/** Words that may stand round the title of a standard where it is rated. */
const besideTitle =
  /\b(?:overall|the|our|its|standard|standards|of|for|on|in|quality|arrangements|services|work|activity|cases?|we|have|found|that|and so|so|therefore|was|were|with|to|children|disposals?|court|out-of-court|post-court|this|domain|aspect|area)\b/g;

/** The standard whose title is all that a subject says; of two with one title the one of its domain. */
function standardNamed(
  report: Report,
  framework: Framework,
  paragraph: Paragraph,
  subject: string,
): Standard | undefined {
  const bare = (words: string) => wordsOnly(words.toLowerCase().replace(besideTitle, ' '));
  const words = bare(subject);
  if (words === '') return undefined;
  const named = framework.standards.filter((each) => bare(each.title) === words);
  const lower = subject.toLowerCase();
  const kind = lower.includes('out-of-court')
    ? /^out-of-court/i
    : /\bcourt\b/.test(lower)
      ? /^court/i
      : undefined;
  const place = kind ? undefined : placeOf(report, framework, paragraph)?.domain;
  const fitting =
    named.length < 2
      ? named
      : named.filter((each) => {
          const domain = domainOf(framework, each);
          return kind ? kind.test(domain.title) : domain === place;
        });
  return fitting.length === 1 ? fitting[0] : undefined;
}

function reading(
  framework: Framework,
  paragraph: Paragraph,
  text: string,
  [start, end]: readonly [number, number],
): Omit<ProseRating, 'of'> | undefined {
  const raw = paragraph.flat.text.slice(start, end);
  const { rating, kind } = recogniseRating(framework, raw);
  if (rating === null && kind !== 'unfinished') return undefined;
  // Double quotes are part of what is to be replaced.
  const doubled = text[start - 1] === '"' && text[end] === '"' ? 1 : 0;
  const range = paragraph.flat.range(start - doubled, end + doubled);
  const isMarked = paragraph.flat.marked.some(
    (each) =>
      (each.kind === 'strong' || each.kind === 'emphasis') &&
      Math.abs(start - each.start) <= 1 &&
      Math.abs(each.end - end) <= 1,
  );
  // A full stop or comma inside the quotes is a matter of taste.
  const quoted = text[start - 1] === "'" && /^[.,]?'/.test(text.slice(end, end + 2));
  return { rating, raw, range, setOff: quoted || isMarked };
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: compute() }).value;
}

/** What this report calls its service, as words: its name, its short name, `the YJS`. */
function serviceNames({ frontMatter: { values } }: Report): Set<string> {
  const given = (key: string) => values.get(key)?.value ?? '';
  const abbreviation = given('abbreviation');
  const names = [
    given('service'),
    given('short-name'),
    abbreviation,
    ...[given('area'), given('area-short')].map((area) => `${area} ${abbreviation}`),
    'service',
  ].map((each) => wordsOnly(fold(each)));
  return new Set(names.filter((each) => each !== '').flatMap((each) => [each, `the ${each}`]));
}

/** The statement on the ratings page or of a section is not prose: other rules hold it against the rest. */
function isStatement(report: Report, { range }: FlatParagraph): boolean {
  const page = report.ratingsPage;
  return page !== undefined && range.start >= page.range.start && range.end <= page.range.end;
}

/** The sentence that holds an offset, as far as 500 characters on either side: longer ones are no sentences. */
function sentenceAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 500), at);
  const after = text.slice(at, at + 500);
  const start = Math.max(before.lastIndexOf('. '), before.lastIndexOf('? ')) + 1;
  const end = after.search(/[.?!](?: |$)/);
  return before.slice(start) + (end < 0 ? after : after.slice(0, end));
}
