import { describe, expect, it } from 'vitest';
import { checkReport, readReport, rateReport, type CheckResult, type Range } from '../../src/index.js';
import { ruleIds } from '../../src/rules/rules.js';
import { ledger, published, publishedReport, publishedThere } from './reports.js';

const I = 'Inadequate';
const R = 'Requires improvement';
const G = 'Good';
const O = 'Outstanding';

/** As printed: the rating, the lowest percentage, and what the table alone gives. */
interface Printed {
  readonly stated: string;
  readonly lowest: number | null;
  readonly computed: string | null;
  readonly raised?: { readonly from: string; readonly to: string };
}

const judged = (stated: string): Printed => ({ stated, lowest: null, computed: null });
const tabled = (stated: string, lowest: number): Printed => ({ stated, lowest, computed: stated });
const raised = (from: string, stated: string, lowest: number): Printed => ({
  stated,
  lowest,
  computed: from,
  raised: { from, to: stated },
});

/** Copied by hand from the ratings pages and the key-question tables. */
const printed: {
  readonly draft: string;
  readonly framework: string;
  readonly layout: string;
  readonly score: number | null;
  readonly total: number;
  readonly overall: string;
  readonly standards: Record<string, Printed>;
}[] = [
  {
    draft: 'leicester-2019.report.md',
    framework: 'youth-2018',
    layout: 'long',
    // The 2018 edition prints no score; its ratings add up to 24.
    score: null,
    total: 24,
    overall: G,
    standards: {
      '1.1': judged(R),
      '1.2': judged(G),
      '1.3': judged(O),
      '1.4': judged(R),
      '2.1': tabled(O, 86),
      '2.2': tabled(O, 81),
      '2.3': tabled(G, 74),
      '2.4': tabled(R, 60),
      '3.1': tabled(G, 67),
      '3.2': tabled(G, 75),
      '3.3': tabled(G, 65),
      '3.4': tabled(G, 79),
    },
  },
  {
    draft: 'barnet-2022.report.md',
    framework: 'youth-2021',
    layout: 'long',
    score: 21,
    total: 21,
    overall: G,
    standards: {
      '1.1': judged(G),
      '1.2': judged(G),
      '1.3': judged(O),
      '1.4': judged(R),
      '2.1': raised(I, R, 45),
      '2.2': tabled(G, 73),
      '2.3': raised(R, G, 64),
      // The same 64 per cent, and not raised.
      '2.4': tabled(R, 64),
      '3.1': tabled(R, 53),
      '3.2': tabled(G, 67),
      '3.3': tabled(G, 73),
      '3.4': judged(G),
      '4.1': judged(G),
    },
  },
  {
    draft: 'barnsley-2023.report.md',
    framework: 'youth-2021',
    layout: 'short',
    score: 19,
    total: 19,
    overall: G,
    standards: {
      '1.1': judged(R),
      '1.2': judged(G),
      '1.3': judged(G),
      '1.4': judged(G),
      '2.1': tabled(O, 83),
      '2.2': tabled(G, 67),
      '2.3': tabled(G, 67),
      '2.4': tabled(O, 83),
      '3.1': tabled(R, 56),
      '3.2': tabled(I, 33),
      '3.3': tabled(I, 44),
      '3.4': judged(R),
      '4.1': judged(O),
    },
  },
  {
    draft: 'banes-2025.report.md',
    framework: 'youth-2021',
    layout: 'short-2024',
    score: 26,
    total: 26,
    overall: G,
    standards: {
      '1.1': judged(G),
      '1.2': judged(O),
      '1.3': judged(G),
      '1.4': judged(G),
      '2.1': tabled(G, 67),
      '2.2': tabled(G, 67),
      '2.3': tabled(O, 100),
      '2.4': tabled(G, 67),
      '3.1': tabled(R, 50),
      '3.2': tabled(O, 100),
      '3.3': tabled(G, 67),
      '3.4': judged(G),
      '4.1': judged(G),
    },
  },
];

/** Every warning that the published reports deserve: the rule, what it points at, and what proves it. */
const warnings: Record<string, (readonly [rule: string, quote: string])[]> = {
  'leicester-2019.report.md': [],
  'barnet-2022.report.md': [
    ['footnote', '[^34]'], // BNT-P08
    ['percentage-reachable', '90%'], // BNT-P03
    ['percentage-reachable', '90%'], // BNT-P04
    ['heading', '2. 4. '], // BNT-P10
    ['percentage-reachable', '86%'], // BNT-P05
    ['percentage-reachable', '86%'], // BNT-P06
    ['percentage-reachable', '29%'], // BNT-P07
  ],
  'barnsley-2023.report.md': [
    ['rating-spelling', 'Requires Improvement'], // BAR-P06
    ['rating-spelling', 'Requires Improvement'], // BAR-P07
    ['heading', '4.1. Resettlement'], // BAR-P10
  ],
  'banes-2025.report.md': [
    // By reading: this heading stands right above '4.1. Resettlement policy and provision', and the
    // ratings page numbers it '4.' (the slip of BAR-P10 again).
    ['heading', '4.1. Resettlement'],
  ],
};

describe.skipIf(!publishedThere)('the published reports', () => {
  it.each(printed)('$draft is rated as it was published', (expected) => {
    const report = readReport(publishedReport(expected.draft));
    expect(report.framework?.id).toBe(expected.framework);
    expect(report.layout?.id).toBe(expected.layout);
    const rating = rateReport(report);
    expect(rating?.score).toEqual({
      stated: expected.score,
      computed: expected.total,
      outOf: 36,
      soFar: expected.total,
      missing: [],
      atMost: expected.total,
    });
    expect(rating?.overall).toMatchObject({ stated: expected.overall, computed: expected.overall });
    const found = Object.fromEntries(
      Object.entries(rating?.standards ?? {}).map(([id, each]): [string, Printed] => [
        id,
        {
          stated: each.stated ?? 'none',
          lowest: each.lowest,
          computed: each.computed,
          ...(each.discretion?.valid === true
            ? { raised: { from: each.discretion.from ?? '', to: each.discretion.to ?? '' } }
            : {}),
        },
      ]),
    );
    expect(found).toEqual(expected.standards);
    for (const [id, each] of Object.entries(rating?.standards ?? {}))
      expect(each.effective, id).toBe(expected.standards[id]?.stated);
    const rows = report.ratingsPage?.rows.filter((row) => row.standard !== undefined) ?? [];
    expect(rows.map((row) => [row.standard, row.rating?.rating])).toEqual(
      Object.entries(expected.standards).map(([id, each]) => [id, each.stated]),
    );
  });

  it.each(published)('$name has no error', ({ text }) => {
    expect(checkOf(text).problems.filter((each) => each.severity === 'error')).toEqual([]);
  });

  it.each(published)('$name has the warnings that can be proved, and no other', ({ name, text }) => {
    const found = checkOf(text)
      .problems.filter((each) => each.severity === 'warning')
      .map(({ rule, range }) => [rule, text.slice(range.start, range.end)]);
    expect(found).toEqual(warnings[name]);
  });

  const provable = ledger.flatMap((entry) =>
    entry.verdict === 'proved' &&
    entry.scope === 'rules' &&
    // Of what must not be printed, `placeholder` knows the slots of templates alone.
    (entry.rules ?? []).some((each) => ruleIds.has(each) && each !== 'placeholder')
      ? [{ ...entry, lines: entry.refs.flatMap(({ line }) => line ?? []) }]
      : [],
  );

  it.each(provable)('$id: $rules, line $lines', ({ draft, rules = [], lines }) => {
    const { problems, report } = checkOf(publishedReport(draft));
    const places = problems
      .filter((each) => rules.includes(each.rule))
      .map((each) => report.lines.lineAt(each.range.start) + 1);
    // What is missing has no line of its own: it is reported at the next thing, two lines below.
    const near = rules.includes('rating-introduction') ? 2 : 0;
    expect(places.filter((place) => lines.some((line) => place >= line && place <= line + near))).not.toEqual(
      [],
    );
  });

  const spared = ledger.filter((each) => each.verdict !== 'proved');

  it.each(spared)('$id ($verdict): nothing is reported at warning or error', ({ draft, refs }) => {
    const text = publishedReport(draft);
    const { problems, report } = checkOf(text);
    const grave = problems.filter((each) => each.severity === 'error' || each.severity === 'warning');
    for (const { line, quote } of refs) {
      if (line === null) continue;
      const start = report.lines.start(line - 1);
      const end = report.lines.start(line);
      const at = level(text.slice(start, end)).indexOf(level(quote));
      // A quote that was taken from the printed page with its markup stands for its whole line.
      const passage: Range = at < 0 ? { start, end } : { start: start + at, end: start + at + quote.length };
      expect(
        grave
          .filter((each) => each.range.start < passage.end && passage.start < each.range.end)
          .map((each) => each.message),
      ).toEqual([]);
    }
  });
});

const checked = new Map<string, CheckResult>();

/** The check of a published report, made once. */
function checkOf(text: string): CheckResult {
  const found = checked.get(text) ?? checkReport(text);
  checked.set(text, found);
  return found;
}

/** Quotes made straight; each character keeps its place. */
function level(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}
