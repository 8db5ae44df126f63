import type { Finding, Rule, RuleContext } from './rule.js';
import type { Range } from '../report/range.js';
import { named } from './wording.js';

export const sectionOrder: Rule = {
  id: 'section-order',
  category: 'Structure',
  severity: 'warning',
  summary: 'Parts, domains or standards that stand in another order than the layout’s.',
  *check(context) {
    yield* parts(context);
    yield* standards(context);
    yield* ratingsRows(context);
  },
};

interface Placed {
  readonly name: string;
  readonly range: Range;
  /** Its place in the right order. */
  readonly place: number;
}

function parts({ report, layout }: RuleContext): Iterable<Finding> {
  const seen = new Set<number>();
  return outOfOrder(
    report.parts.flatMap(({ heading, part }): Placed[] => {
      const place = part ? layout.parts.indexOf(part) : -1;
      if (place < 0 || seen.has(place)) return [];
      seen.add(place);
      return [{ name: `'${heading.text}'`, range: heading.content, place }];
    }),
    'this form of report',
  );
}

function* standards({ report, framework }: RuleContext): Iterable<Finding> {
  const body = report.sections.filter((each) => !each.inAnnexe);
  for (const domain of framework.domains) {
    const own = body.filter((each) => domain.standards.includes(each.standard));
    const firsts = own.filter(
      (each, index) => own.findIndex((one) => one.standard === each.standard) === index,
    );
    const inPart: typeof firsts = [];
    for (const section of firsts) {
      const part = report.parts.findLast((each) => each.range.start <= section.range.start);
      if (part?.kind === 'domain' && part.heading.domain !== domain.number)
        yield {
          range: section.heading.content,
          message: `${named(section.standard)} belongs to domain ${String(domain.number)}, but stands under '${part.heading.text}'.`,
          related: [{ message: 'The part it stands in', range: part.heading.content }],
        };
      else inPart.push(section);
    }
    yield* outOfOrder(
      inPart.map((each) => ({
        name: named(each.standard),
        range: each.heading.content,
        place: framework.standards.indexOf(each.standard),
      })),
      'the framework',
    );
  }
}

function ratingsRows({ report, framework }: RuleContext): Iterable<Finding> {
  const seen = new Set<string>();
  return outOfOrder(
    (report.ratingsPage?.rows ?? []).flatMap((row): Placed[] => {
      const standard = framework.standardById.get(row.standard ?? '');
      if (standard && seen.has(standard.id)) return [];
      seen.add(standard?.id ?? '');
      return standard
        ? [
            {
              name: `The row of ${named(standard)}`,
              range: row.titleRange,
              place: framework.standards.indexOf(standard),
            },
          ]
        : [];
    }),
    'the framework',
  );
}

/** What has to move so that the rest is in order: all that is not in the longest rising run. */
function* outOfOrder(items: readonly Placed[], whose: string): Iterable<Finding> {
  const inPlace = longestRising(items.map((each) => each.place));
  for (const [index, item] of items.entries()) {
    if (inPlace.has(index)) continue;
    const settled = items.filter((_, at) => inPlace.has(at));
    // Its neighbours in the right order: one of them stands on the wrong side of it.
    const previous = settled.findLast((each) => each.place < item.place);
    const after = previous && previous.range.start > item.range.start ? previous : undefined;
    const neighbour = after ?? settled.find((each) => each.place > item.place);
    if (!neighbour) continue;
    yield {
      range: item.range,
      message: `${item.name} is out of order: in ${whose} it comes ${after ? 'after' : 'before'} ${neighbour.name.replace(/^The/, 'the')}.`,
      related: [{ message: `It comes ${after ? 'after' : 'before'} this`, range: neighbour.range }],
    };
  }
}

/** Indexes of a longest strictly rising run; the first of equals. */
export function longestRising(values: readonly number[]): Set<number> {
  const length: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    length[index] = 1;
    previous[index] = -1;
    for (let before = 0; before < index; before++)
      if ((values[before] ?? 0) < value && (length[before] ?? 0) + 1 > (length[index] ?? 0)) {
        length[index] = (length[before] ?? 0) + 1;
        previous[index] = before;
      }
  });
  let at = length.indexOf(Math.max(0, ...length));
  const result = new Set<number>();
  while (at >= 0) {
    result.add(at);
    at = previous[at] ?? -1;
  }
  return result;
}
