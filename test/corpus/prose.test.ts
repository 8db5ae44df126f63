import { describe, expect, it } from 'vitest';
import { checkReport } from '../../src/index.js';
import { cleanDraft } from '../examples';

/** The rules that read what sentences say, beside the claims about key questions. */
const ofProse = new Set([
  ...[
    'ratings-counted',
    'impossible-count',
    'figures-compared',
    'framework-words',
    'own-name',
    'rating-in-prose',
  ],
  ...['claim-vs-table', 'claims-agree', 'breakdown', 'percentage-of-fraction', 'dates', 'placeholder'],
  ...['unfinished-text', 'recommendations', 'personal-data', 'repeated-text'],
]);

const base = cleanDraft('northbridge.report.md');

/** What the rules say of sentences, each a paragraph of its own, below a heading of the example. */
function saidOf(heading: string, sentences: readonly string[], rules = ofProse): string[][] {
  const at = base.indexOf(`\n${heading}\n`) + heading.length + 2;
  if (at < heading.length + 2) throw new Error(`the example has no heading '${heading}'`);
  // Below the statement, rating and table of a standard.
  const table = heading.startsWith('###') ? base.indexOf('\n\n', base.indexOf('| ---', at)) + 2 : at + 1;
  const put = sentences.map((each) => `${each}\n\n`).join('');
  const text = base.slice(0, table) + put + base.slice(table);
  const { problems } = checkReport(text);
  let start = table;
  return sentences.map((each) => {
    const end = start + each.length;
    const said = problems
      .filter(({ rule, range }) => rules.has(rule) && range.start >= start && range.end <= end)
      .map(({ rule, message }) => `${rule}: ${message}`);
    start = end + 2;
    return said;
  });
}

const loud = (sentences: readonly string[], said: readonly string[][]) =>
  sentences.flatMap((each, index) => (said[index]?.length ? [`${each} -> ${said[index].join(' ')}`] : []));

/** The same numbers every time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const inWords = (value: number) => words[value] ?? String(value);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Sentences that are true of the example, or of something else than what a rule compares. */
const innocent: Readonly<Record<string, readonly string[]>> = {
  '## Foreword': [
    "Three standards – staff, planning with the courts and out-of-court policy – were rated 'Good'.",
    "Of the four court disposal standards, only reviewing was rated below 'Good'.",
    "Two of the 12 standards were rated 'Outstanding', and none 'Inadequate'.",
    "When we last inspected, in 2019, all 12 standards were rated 'Requires improvement'.",
    "Nationally, two of the four standards on organisational delivery are most often rated 'Good'.",
    "If all four standards had been rated 'Outstanding', the service would have had a higher score.",
    "Not all of the court disposal standards were rated 'Good'.",
    "Ofsted rated two of the three schools as 'Good' and one as 'Outstanding'.",
    "Governance and leadership was rated as 'Good', as it had been at the last inspection.",
    "Staffing in the neighbouring service, Eastvale YOT, was rated as 'Inadequate'.",
    'The service has shared its tool with Eastvale YOT and Southmoor Youth Justice Service.',
    'Ten of the 12 standards were met in full or in part by the action plan of 2019.',
    "We rated four of the 12 standards as 'Outstanding' in the service next door, Eastvale.",
  ],
  '## Background': [
    'The caseload fell from 2019 to 2024, and has risen since.',
    'Waiting times were cut from six weeks to nine days.',
    'The service moved up from 12th to 5th in the table of its family.',
    'The share has gone from one in ten to one in five.',
    'The rate rose from 3 in 2019 to 5 in 2020 and fell to 4.',
    'The rate is 31 per cent, which is not above the national average of 33 per cent.',
    'Absence was 12 per cent higher than the 2023 figure of 40 days.',
    'Reoffending stood at 27.5 per cent, below the average for England and Wales of 31.2 per cent.',
    'Spending increased by 12 per cent, to £40,000, from £35,700.',
    'The number more than trebled, from 12 to 40.',
    'Between two and three of the five posts were vacant from March to May.',
    'Nine out of ten parents said that they had been listened to.',
    'The council has budgeted for 120 per cent of the cost.',
    'We met two managers and eight staff, four of whom had joined in the last year.',
    'Of the 63 children, 41 were boys; they had committed 96 offences.',
    'Section 47 of the 1989 Act applies, and Part 2 of the 2003 Act.',
    'A new strategy for 2026 to 2031 has been agreed, and funding runs until 2028.',
    'The plan for 2027/2028 was agreed in March 2026.',
    'The work began in the year April 2024 to March 2025.',
    'By 2028, the council will have opened a new centre.',
    'The centre was planned to open in 2028.',
    'The board asked, "Who are the ?? children?", and nobody knew.',
    'The cost of £3 a head was met by the council.',
    'The agreement (the manager and the board to meet monthly) has been kept.',
    'Police officers (two) and a nurse (to join the team in May) work with it.',
    'NB is the abbreviation of the station.',
    'Staff check with the school each morning.',
    'In the two domains that involve cases, we saw warm relationships.',
    'Resettlement is rated separately and does not contribute to the overall rating.',
    'The limiting judgement means that an inadequate rating for resettlement would count in the overall rating.',
    'The four standards on organisational delivery are about leaders, staff, partners and places.',
    'Children from the Speech and Language Therapy Service (SALTS) spoke to us.',
    'Of the 63 children, 14 were in care. This was a rise of 40 per cent in a year.',
    'The population rose from 139,000 in 2011 to 140,200 in 2021.',
    'Outcome 22 and Outcome 8 are used, and so are Outcome 20 and Outcome 21.',
  ],
  '### 2.2. Planning': [
    'Planning focused sufficiently on keeping the child safe in all but three of the 11 cases.',
    'Planning focused sufficiently on keeping the child safe in eight cases and on keeping other people safe in nine.',
    'In all but one case, planning focused sufficiently on supporting desistance.',
    'Planning to keep other people safe was sufficient in four out of five cases.',
    'Victims had been considered in all but one of the seven relevant cases.',
    'In four cases, planning to keep the child safe was aligned with other plans.',
    'Planning to keep the child safe was the least consistent area within this standard.',
    "Planning to keep other people safe was judged as 'Outstanding'.",
    'The plan had been shared with parents in nine out of ten relevant cases.',
    "The service's audit of 40 cases had found the same.",
    'Across both domains, 25 cases were inspected.',
    'Contingency planning was done well in six of the nine relevant cases.',
    'The work to support desistance was the strongest of the three.',
  ],
};

/** Each says something that the example, or itself, contradicts. */
const wrong: Readonly<Record<string, readonly string[]>> = {
  '## Foreword': [
    "All four standards of organisational delivery were rated 'Good'.",
    "We judged every court disposal standard to be 'Good' or better.",
    "None of the 12 standards was rated 'Outstanding'.",
    "With five standards rated 'Outstanding', the service has much to be proud of.",
    "All but one of the out-of-court standards were rated 'Requires improvement'.",
    "Of the 12 standards, four were 'Outstanding', five 'Good' and three 'Requires improvement'.",
    "Governance and leadership was judged to be 'Inadequate'.",
    "We rated staff as 'Outstanding'.",
    "Overall, Eastvale YJS was rated as 'Good'.",
  ],
  '## Background': [
    'The caseload fell from 40 in 2022 to 52 in 2024.',
    'Permanent exclusions have dropped steadily from 12 to 19.',
    'The number of first-time entrants has risen from 61 (2022) to 48 (2024).',
    'Referrals halved from 40 to 32.',
    'Arrests nearly doubled, from 30 to 80.',
    'At 41 per cent, the rate is lower than the average of 33 per cent.',
    'We interviewed six parents, eight of whom were mothers.',
    'Of the 14 staff, 17 had been trained.',
    'Some 19 of the 12 volunteers had left.',
    'We asked 140 per cent of the children.',
    'The survey was sent to the 20 staff who were invited, and 24 responded.',
    'The board was formed in April 2061.',
    'Since 2058, demand had grown.',
    'In the period 3 May 2026 to 2 March 2026, two staff left.',
    'The review (to check with finance) is complete.',
    'The cost was £ in all.',
    'Staff told us this was so in xx cases.',
    'The service (Priya – could you confirm?) has 20 staff.',
    'The score is banded as follows: 0–6 = Inadequate, 7–19 = Requires improvement.',
    'The resettlement standard counts towards the overall rating.',
  ],
  '### 2.2. Planning': [
    'Planning focused sufficiently on keeping the child safe in all but one case.',
    'Planning focused sufficiently on keeping the child safe in six cases and on keeping other people safe in nine.',
    'Planning focused sufficiently on keeping the child safe in eight cases and on keeping other people safe in four.',
    'Planning to keep other people safe was sufficient in two out of five cases.',
    'Planning to keep other people safe was sufficient in two in five cases.',
    'Planning to keep other people safe was the least consistent area within this standard.',
    "Planning to keep the child safe was judged as 'Outstanding'.",
    'Victims had been considered in all but one of the 27 relevant cases.',
    'Fewer than half of the plans focused sufficiently on keeping the child safe.',
    'Diversity was considered in 60 per cent of the inspected cases.',
  ],
};

describe('what sentences say', () => {
  it.each(Object.keys(innocent))(
    'below %s, what is true or of something else is never reported',
    (heading) => {
      const sentences = innocent[heading] ?? [];
      expect(loud(sentences, saidOf(heading, sentences))).toEqual([]);
    },
  );

  it.each(Object.keys(wrong))('below %s, what contradicts the report or itself is reported', (heading) => {
    const sentences = wrong[heading] ?? [];
    const said = saidOf(heading, sentences);
    expect(sentences.filter((_, index) => !said[index]?.length)).toEqual([]);
  });
});

/** The ratings of the example's standards, as its ratings page has them. */
const rated: Readonly<Record<string, readonly string[]>> = {
  'organisational delivery': ['Good', 'Good', 'Outstanding', 'Requires improvement'],
  'court disposal': ['Outstanding', 'Good', 'Good', 'Requires improvement'],
  'out-of-court': ['Requires improvement', 'Good', 'Good', 'Good'],
};

/** Pairs of a sentence and whether it is true; the frames are ways of reports, not the words of a rule. */
function* counted(seed: number): Iterable<{ sentence: string; isTrue: boolean }> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const names = Object.keys(rated);
  const levels = ['Inadequate', 'Requires improvement', 'Good', 'Outstanding'];
  for (;;) {
    const name = pick([...names, 'all']);
    const of = name === 'all' ? names.flatMap((each) => rated[each] ?? []) : (rated[name] ?? []);
    const rating = pick(levels);
    const better = rating === 'Good' && next() < 0.3;
    const count = of.filter((each) =>
      better ? levels.indexOf(each) >= levels.indexOf(rating) : each === rating,
    ).length;
    const said = next() < 0.5 ? count : Math.floor(next() * (of.length + 1));
    const label = name === 'all' ? '' : `${name} `;
    const kind = `'${rating}'${better ? ' or better' : ''}`;
    const quantity =
      said === 0
        ? pick([`none of the ${label}standards`, `not one of the ${inWords(of.length)} ${label}standards`])
        : said === of.length
          ? pick([
              `all ${inWords(of.length)} ${label}standards`,
              `every one of the ${inWords(of.length)} ${label}standards`,
            ])
          : said === of.length - 1
            ? pick([
                `all but one of the ${label}standards`,
                `${inWords(said)} of the ${inWords(of.length)} ${label}standards`,
              ])
            : `${inWords(said)} of the ${inWords(of.length)} ${label}standards`;
    const verb = said === 1 || said === 0 ? 'was' : 'were';
    const sentence = pick([
      `${capital(quantity)} ${verb} rated ${kind}.`,
      `We judged ${quantity} to be ${kind}.`,
      `Leaders can be pleased that ${quantity} ${verb} ${kind}.`,
      `Practice is varied, with ${quantity} rated as ${kind}.`,
    ]);
    yield { sentence, isTrue: said === count };
  }
}

/** Two figures, and a word that is right for them or not. */
function* compared(seed: number): Iterable<{ sentence: string; isTrue: boolean }> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  for (;;) {
    const a = 5 + Math.floor(next() * 80);
    const b = 5 + Math.floor(next() * 80);
    if (a === b) continue;
    const isTrue = next() < 0.5;
    const up = isTrue ? b > a : b < a;
    const what = pick([
      'The number of referrals',
      'The caseload',
      'The reoffending rate',
      'Attendance',
      'Use of the scheme',
    ]);
    const unit = what.includes('rate') || what === 'Attendance' ? ' per cent' : '';
    const year = 2015 + Math.floor(next() * 5);
    const sentence = pick([
      `${what} ${up ? 'rose' : 'fell'} from ${String(a)}${unit} to ${String(b)}${unit}.`,
      `${what} has ${up ? 'increased' : 'decreased'} from ${String(a)}${unit} in ${String(year)} to ${String(b)}${unit} in ${String(year + 2)}.`,
      `${what} had ${up ? 'grown' : 'dropped'} sharply from ${String(a)}${unit} (${String(year)}) to ${String(b)}${unit} (${String(year + 1)}).`,
      `There has been ${up ? 'an increase' : 'a decrease'} from ${String(a)}${unit} to ${String(b)}${unit}.`,
      ...(unit === ''
        ? []
        : [
            `${what} was ${String(b)} per cent, which is ${up ? 'above' : 'below'} the national average of ${String(a)} per cent.`,
            `At ${String(b)} per cent, ${what.toLowerCase()} was ${up ? 'higher' : 'lower'} than the England average of ${String(a)} per cent.`,
          ]),
    ]);
    yield { sentence, isTrue };
  }
}

/** A part and its whole, the part no more than the whole or more. */
function* parted(seed: number): Iterable<{ sentence: string; isTrue: boolean }> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  for (;;) {
    const isTrue = next() < 0.5;
    const n = 3 + Math.floor(next() * 25);
    const k = isTrue ? 1 + Math.floor(next() * n) : n + 1 + Math.floor(next() * 9);
    const who = pick(['children', 'parents', 'staff', 'volunteers', 'practitioners']);
    const sentence = pick([
      `${capital(inWords(k))} of the ${inWords(n)} ${who} had been asked.`,
      `Of the ${inWords(n)} ${who}, ${inWords(k)} had been asked.`,
      `We met ${inWords(n)} ${who}, ${inWords(k)} of whom had been asked.`,
      `It was known to ${inWords(k)} out of the ${inWords(n)} ${who}.`,
      `We wrote to the ${inWords(n)} ${who} who agreed, and ${inWords(k)} replied.`,
    ]);
    yield { sentence, isTrue };
  }
}

const kinds: Readonly<
  Record<string, readonly [heading: string, rule: string, Iterable<{ sentence: string; isTrue: boolean }>]>
> = {
  'standards that are counted': ['## Foreword', 'ratings-counted', counted(11)],
  'figures that are compared': ['## Background', 'figures-compared', compared(5)],
  'parts of a whole': ['## Background', 'impossible-count', parted(3)],
};

describe.each(Object.entries(kinds))('a thousand sentences about %s', (_, [heading, rule, source]) => {
  const all: { sentence: string; isTrue: boolean }[] = [];
  for (const each of source) {
    all.push(each);
    if (all.length === 1000) break;
  }
  const said = saidOf(
    heading,
    all.map((each) => each.sentence),
    new Set([rule]),
  );

  it('the true ones are never reported', () => {
    expect(
      all.flatMap(({ sentence, isTrue }, index) =>
        isTrue && said[index]?.length ? [`${sentence} ${said[index].join(' ')}`] : [],
      ),
    ).toEqual([]);
  });

  it('of the false ones at least 95 in 100 are', () => {
    const off = all.filter(({ isTrue }) => !isTrue);
    const missed = all.flatMap(({ sentence, isTrue }, index) =>
      !isTrue && !said[index]?.length ? [sentence] : [],
    );
    expect(off.length).toBeGreaterThan(300);
    expect(missed.length, missed.slice(0, 20).join('\n')).toBeLessThanOrEqual(off.length / 20);
  });
});
