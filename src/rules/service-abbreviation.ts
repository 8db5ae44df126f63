import { level } from '../framework/sentence.js';
import { escapeRegExp, likeness, straight } from '../framework/wording.js';
import type { Framework } from '../framework/framework.js';
import type { Report } from '../report/report.js';
import { fold } from '../report/words.js';
import { replacement } from './edits.js';
import { aroundIn, inOwnProse, partAt, type Found } from './ownProse.js';
import type { Rule } from './rule.js';

/** Words that say that a sentence is about another service, or about the name itself. */
const ofAnother =
  /\b(?:neighbouring|nearby|formerly|previously|renamed|known as|called|moved|moving|transfer\w{0,5}|(?:another|other|home|host|receiving) (?:local )?(?:areas?|authority|authorities|boroughs?|county|counties|city|cities))\b/i;

/** The same with an abbreviation. */
const ofAnotherNamed = /\b(?:[Aa]nother|[Oo]ther|[Hh]ome|[Hh]ost|[Rr]eceiving) (?:local )?[A-Z]{3,6}s?\b/;

/** Who and what belongs to a service. */
const own =
  '(?:practitioners?|workers?|staff|managers?|case managers?|case workers?|officers?|team|teams|caseload|cohort|children|cases|records?|volunteers?|partnership|board|management board)';

export const serviceAbbreviation: Rule = {
  id: 'service-abbreviation',
  category: 'Consistency and style',
  severity: 'warning',
  summary: 'Another abbreviation for this service than the one that the report uses.',
  *check({ report, framework }) {
    const given = report.frontMatter.values.get('abbreviation');
    const others = framework.serviceWords.filter((each) => each !== given?.value);
    if (!given || others.length === 0 || !framework.serviceWords.includes(given.value)) return;
    // A report that mostly says otherwise has the wrong word in its front matter.
    const usual = inOwnProse(report, pattern([given.value])).length;
    const found: Found[] = [];
    for (const each of inOwnProse(report, pattern(others))) {
      if (isThisService(report, framework, each)) found.push(each);
      if (found.length >= usual) return;
    }
    for (const { match, range } of found) {
      yield {
        range,
        message: `This report calls the service '${given.value}'; here it is '${match[0]}'.`,
        related: [
          { message: `The abbreviation that this report uses: '${given.value}'`, range: given.range },
        ],
        fix: replacement(range, given.value),
      };
    }
  },
};

const patterns = new Map<string, RegExp>();

/** Matches any of these words of a framework; the same object for the same words. */
function pattern(words: readonly string[]): RegExp {
  const key = words.join('|');
  let made = patterns.get(key);
  if (!made) {
    made = new RegExp(`(?<![\\w/-])(?:${words.map(escapeRegExp).join('|')})(?![\\w/-])`, 'g');
    patterns.set(key, made);
  }
  return made;
}

/** Whether what was found stands in a sentence of the framework's. */
const stockAt = new WeakMap<Found, { readonly framework: Framework; readonly isStock: boolean }>();

/** Whether the word can stand for nothing but the service that was inspected. */
function isThisService(report: Report, framework: Framework, found: Found): boolean {
  const { paragraph, match } = found;
  if (report.inAnnexe(paragraph.range)) return false;
  const { before, after } = aroundIn(found);
  const sentence = `${before}${match[0]}${after}`;
  // `YOT Management Board` is a name; `YOT (…)` explains itself.
  if (/^ (?:\p{Lu}|\()/u.test(after) || /[("'‘“]$/.test(before)) return false;
  if (new RegExp(`\\b(?:${framework.serviceWords.map(escapeRegExp).join('|')})s\\b`).test(sentence))
    return false;
  if (ofAnother.test(sentence) || ofAnotherNamed.test(sentence) || !isMeant(report, found, before, after))
    return false;
  let known = stockAt.get(found);
  if (known?.framework !== framework)
    stockAt.set(found, (known = { framework, isStock: isStock(framework, sentence) }));
  return !known.isStock;
}

/** Whether the words around it say that the service is this one. */
function isMeant(report: Report, { range, paragraph }: Found, before: string, after: string): boolean {
  if (areaNames(report).some((each) => straight(before).endsWith(`${each} `))) return true;
  const part = partAt(report, range.start);
  // Elsewhere services in general are described.
  if (paragraph.inFootnote || !part || part.kind === 'plain') return false;
  if (/\bthe $/i.test(before))
    return !/^ (?:rating|in|of|at|for|from|there|where|that|which|who|whose)\b/.test(after);
  return (
    /(?:^|\b(?:by|with|from|to|and|for|of|that|when|while|as|among|between|most|some|all) |[,;:] )$/.test(
      before,
    ) && new RegExp(`^ ${own}\\b`).test(after)
  );
}

/** The place that was inspected, as running text calls it. */
function areaNames({ frontMatter: { values } }: Report): string[] {
  const abbreviation = values.get('abbreviation')?.value ?? '';
  const short = values.get('short-name')?.value ?? '';
  return [
    values.get('area')?.value ?? '',
    values.get('area-short')?.value ?? '',
    short.endsWith(` ${abbreviation}`) ? short.slice(0, -abbreviation.length - 1) : '',
  ]
    .filter((each) => each !== '')
    .map((each) => straight(fold(each)));
}

const stockWithWord = new WeakMap<Framework, readonly string[]>();

/** Whether it is a sentence of the framework's own that uses one of the words for services. */
function isStock(framework: Framework, sentence: string): boolean {
  let stock = stockWithWord.get(framework);
  if (!stock) {
    const word = pattern(framework.serviceWords);
    const all: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') {
        for (const each of level(value).split(/(?<=[.?!]) /)) if (each.search(word) >= 0) all.push(each);
      } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    collect([framework.domains, framework.layouts, framework.stock]);
    stockWithWord.set(framework, (stock = [...new Set(all)]));
  }
  return stock.some((each) => likeness(sentence, each) >= 0.8);
}
