import type { Framework } from '../framework/framework.js';
import type { Standard } from '../framework/pack.js';
import { escapeRegExp } from '../framework/wording.js';
import { placeOf } from '../report/prose/claims.js';
import { numberSource, readNumber } from '../report/prose/numbers.js';
import { inSentences, isOfOthers, isQuoted, rangeIn, type Sentence } from '../report/prose/sentences.js';
import type { Range } from '../report/range.js';
import type { Collector } from '../report/text/passage.js';
import { ratingOf, type Finding, type Rule, type RuleContext } from './rule.js';
import { inWords, listed } from './wording.js';

export const ratingsCounted: Rule = {
  id: 'ratings-counted',
  category: 'Ratings',
  severity: 'warning',
  summary:
    'A sentence that counts the standards with a rating, and counts them otherwise than the report rates them.',
  *check(context) {
    for (const counted of context.report.all(countsIn(context.framework))) {
      const finding = contradiction(context, counted);
      if (finding) yield finding;
    }
  },
};

/** Which standards are counted: those of a domain that is named, or as many as a number says. */
interface Whole {
  /** Undefined where the sentence does not say: `all the standards`. */
  readonly of: number | undefined;
  /** How the sentence names a domain. */
  readonly named: 'court' | 'out-of-court' | 'organisational' | number | 'this' | undefined;
}

interface Counted extends Whole {
  readonly sentence: Sentence;
  /** How many of them; `allBut` that many, where the sentence says so. */
  readonly count: number | 'all';
  readonly except: number;
  readonly rating: string;
  /** The ratings that count as well. */
  readonly reach: 'only' | 'or-better' | 'or-worse' | 'below' | 'above';
  readonly range: Range;
}

const quantity = [
  `(?:(?:only|just|exactly) )?(?<but>all but|all except|all bar) (?<butCount>${numberSource})`,
  '(?<all>all|every(?: single)?(?: one)?|each(?: one)?|both)',
  '(?<none>none|no|not one)',
  `(?:(?:only|just|exactly) )?(?<count>${numberSource})`,
].join('|');
/** The names of the domains, each in a group of its own. */
const domains = (prefix: string) =>
  [
    `(?<${prefix}outOfCourt>out-of-court(?: disposals?)?)`,
    `(?<${prefix}court>court[ -]disposals?|post-court|court)`,
    `(?<${prefix}organisational>organisational delivery)`,
    `domain (?<${prefix}domain>${numberSource})`,
  ].join('|');
const standards = `(?:of )?(?:all (?:of )?)?(?:the |these |our )?(?:(?<of>${numberSource}) )?(?:core |scored )?(?:(?:${domains('')})[ -])?standards?(?: (?:in|for|of|under|within|on) (?:(?:work with |work on |the )?(?:${domains('after')})|(?<this>this domain)))?`;
const linking =
  '(?:,? which)?(?: (?:were|was|are|is|have been|has been|being|received|achieved|got|scored|attained))?(?: (?:also|each|all|now))?(?: (?:rated|judged|graded|assessed|found))?(?: (?:as|to be|a rating of|at))?(?: (?:at least|as))? ?';

const collectors = new WeakMap<Framework, Collector<Counted>>();

function countsIn(framework: Framework): Collector<Counted> {
  let collector = collectors.get(framework);
  if (!collector) {
    const rating = `(?<mark>['"])?(?<rating>${framework.ratingNames.map(escapeRegExp).join('|')})\\b['"]?(?: (?<reach>or better|or above|or higher|or worse|or below|or lower))?`;
    const before = '(?<beyond>below|above|better than|lower than|higher than|worse than|at least)? ?';
    // `three of the four standards were rated 'Good'`, and as an active sentence: `we rated three of the standards as`.
    const pattern = new RegExp(`(?<![\\w-])(?:${quantity}) ${standards}${linking}${before}${rating}`, 'dgi');
    // `'Good' ratings for three of the standards`
    const turned = new RegExp(
      `${rating} ratings? (?:for|in|across|on|to) (?:${quantity}) ${standards}`,
      'dgi',
    );
    const base = new RegExp(
      `\\bof (?:all )?(?:the |our )?(?<of>${numberSource}) (?:core |scored )?(?:(?:${domains('')})[ -])?standards(?: (?:that we inspect(?:ed)?|inspected))?, (?<list>.{1,300})`,
      'di',
    );
    const item = new RegExp(
      `(?<![\\w-])(?:only |just )?(?<count>${numberSource}|none)(?: (?:were|was|are|is))?(?: (?:rated|judged))?(?: as)? ${rating}`,
      'dgi',
    );
    const cue = /\bstandards?\b/i;
    collectors.set(
      framework,
      (collector = inSentences(cue, (sentence) => read(framework, sentence, [pattern, turned], base, item))),
    );
  }
  return collector;
}

/** Sentences that count the standards of other services, or of other times. */
const elsewhere =
  /\bnational(?:ly)?\b|\bservices\b|\bneighbour|\bnext door\b|\banother\b|\belsewhere\b|\bkey questions?\b|\bsince\b|\bhad been\b|\bnot\b|n't\b/i;

function* read(
  framework: Framework,
  sentence: Sentence,
  patterns: readonly RegExp[],
  base: RegExp,
  item: RegExp,
): Iterable<Counted> {
  const { text } = sentence;
  if (text.length > 600 || isOfOthers(text) || elsewhere.test(text.replace(/\bnot one\b/gi, ' '))) return;
  const ratingIn = (groups: Record<string, string | undefined>): string | undefined => {
    const typed = groups.rating ?? '';
    const name = framework.ratingNames.find((each) => each.toLowerCase() === typed.toLowerCase());
    // Without its capital and its quotes it is a word like any other.
    return typed === name || groups.mark !== undefined ? name : undefined;
  };
  const list = base.exec(text);
  const listAt = list?.indices?.groups?.list?.[0];
  if (list?.groups && listAt !== undefined) {
    const whole = wholeOf(list.groups);
    for (const match of (list.groups.list ?? '').matchAll(item)) {
      const rating = ratingIn(match.groups ?? {});
      if (rating === undefined || isQuoted(sentence, match.index)) continue;
      const raw = match.groups?.count ?? '';
      yield {
        ...whole,
        sentence,
        count: /^none$/i.test(raw) ? 0 : readNumber(raw),
        except: 0,
        rating,
        reach: reachOf(match.groups ?? {}),
        range: rangeIn(sentence, listAt + match.index, listAt + match.index + match[0].length),
      };
    }
    return;
  }
  for (const match of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
    const groups = match.groups ?? {};
    const rating = ratingIn(groups);
    if (rating === undefined || isQuoted(sentence, match.index)) continue;
    const all = groups.all !== undefined || groups.but !== undefined;
    const count = all ? 'all' : groups.none !== undefined ? 0 : readNumber(groups.count ?? '');
    // `12 standards` says how many there are, not how many of them.
    const bare = !/\bof\b/.test(match[0].slice(0, match[0].search(/standards?\b/i)));
    const whole = wholeOf(groups);
    yield {
      ...(bare && typeof count === 'number' && count > 0 ? { ...whole, of: undefined } : whole),
      sentence,
      count,
      except: groups.butCount === undefined ? 0 : readNumber(groups.butCount),
      rating,
      reach: reachOf(groups),
      range: rangeIn(sentence, match.index, match.index + match[0].length),
    };
  }
}

function wholeOf(groups: Record<string, string | undefined>): Whole {
  const domain = groups.domain ?? groups.afterdomain;
  return {
    of: groups.of === undefined ? undefined : readNumber(groups.of),
    named:
      (groups.outOfCourt ?? groups.afteroutOfCourt)
        ? 'out-of-court'
        : (groups.court ?? groups.aftercourt)
          ? 'court'
          : (groups.organisational ?? groups.afterorganisational)
            ? 'organisational'
            : domain !== undefined
              ? readNumber(domain)
              : groups.this !== undefined
                ? 'this'
                : undefined,
  };
}

function reachOf({ reach, beyond }: Record<string, string | undefined>): Counted['reach'] {
  if (reach !== undefined) return /better|above|higher/i.test(reach) ? 'or-better' : 'or-worse';
  if (beyond === undefined) return 'only';
  if (/at least/i.test(beyond)) return 'or-better';
  return /below|lower|worse/i.test(beyond) ? 'below' : 'above';
}

/** The sets of standards that a sentence may count, each with its name. */
function setsFor(
  context: RuleContext,
  { of, named, sentence }: Counted,
): { name: string; standards: Standard[] }[] {
  const { report, framework } = context;
  const place = placeOf(report, framework, sentence.paragraph);
  const byDomain = framework.domains.map((domain) => ({
    name: domain.title.toLowerCase(),
    domain,
    standards: [...domain.standards],
  }));
  const titled = (pattern: RegExp) => byDomain.filter(({ domain }) => pattern.test(domain.title));
  const chosen =
    named === 'out-of-court'
      ? titled(/^out-of-court/i)
      : named === 'court'
        ? titled(/^court/i)
        : named === 'organisational'
          ? titled(/^organisational/i)
          : typeof named === 'number'
            ? byDomain.filter(({ domain }) => domain.number === named)
            : named === 'this'
              ? byDomain.filter(({ domain }) => domain === place?.domain)
              : [
                  { name: 'the report', standards: framework.standards.filter((each) => each.scored) },
                  { name: 'the report', standards: [...framework.standards] },
                  // A domain of one standard is named, not counted.
                  ...byDomain.filter(({ standards: all }) => all.length > 1),
                ];
  return chosen.filter(({ standards }) => of === undefined || standards.length === of);
}

function contradiction(context: RuleContext, counted: Counted): Finding | undefined {
  const { report, framework } = context;
  const { count, except, rating, reach, range } = counted;
  if (report.inAnnexe(range)) return undefined;
  const level = framework.ratingNames.indexOf(rating);
  const isMeant = (name: string): boolean => {
    const other = framework.ratingNames.indexOf(name);
    switch (reach) {
      case 'only':
        return other === level;
      case 'or-better':
        return other >= level;
      case 'or-worse':
        return other <= level;
      case 'below':
        return other < level;
      case 'above':
        return other > level;
    }
  };
  const sets = setsFor(context, counted);
  const results = sets.flatMap(({ name, standards }) => {
    const due = standards.filter((each) => context.rating.covers.includes(each.id));
    const stated = due.map((each) => ratingOf(context, each).stated ?? '');
    // What is not rated yet may become anything.
    if (due.length === 0 || due.length < standards.length - 1 || stated.includes('')) return [];
    const meant = due.filter((_, index) => isMeant(stated[index] ?? ''));
    return [{ name, due, meant, said: count === 'all' ? due.length - except : count }];
  });
  const [first] = results;
  if (!first || results.length < sets.length - 1) return undefined;
  const isBare =
    counted.of === undefined && counted.named === undefined && typeof count === 'number' && count > 0;
  // `Two standards were rated` may name some of several; more than there are it can't.
  const isRight = isBare
    ? results.some(({ meant, said }) => said <= meant.length)
    : results.some(({ meant, said }) => said === meant.length);
  if (isRight) return undefined;
  // Where no domain is named, the reader thinks of the one that he reads about, else of all.
  const place = placeOf(report, framework, counted.sentence.paragraph)?.domain.standards[0];
  const shown =
    results.find(({ due, name }) => name !== 'the report' && place && due.includes(place)) ?? first;
  const names = shown.meant.map((each) => each.id);
  const is = `${reach === 'below' ? 'below ' : reach === 'above' ? 'above ' : ''}'${rating}'${reach === 'or-better' ? ' or better' : reach === 'or-worse' ? ' or worse' : ''}`;
  const how = names.length === 0 ? 'none' : `${inWords(names.length)} (${listed(names)})`;
  return {
    range,
    message: `This sentence counts ${inWords(shown.said)} of ${inWords(shown.due.length)} standards as ${is}; ${shown.name === 'the report' ? 'the report rates' : `of ${shown.name} the report rates`} ${how} so.`,
    related: shown.meant.flatMap((each) => {
      const stated = context.views.get(each.id)?.statedIn?.ratings[0];
      return stated
        ? [{ message: `${each.id} is rated '${stated.rating ?? ''}' here`, range: stated.range }]
        : [];
    }),
  };
}
