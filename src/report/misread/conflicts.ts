import type { Range } from '../range.js';
import type { Report } from '../report.js';
import { span } from '../text/place.js';
import type { Collector } from '../text/passage.js';
import { linesOf, type Misreading } from './misreading.js';

/** A line that a program which merges two versions leaves where they differ. */
interface Marker {
  readonly sign: '<' | '|' | '=' | '>';
  /** The line. */
  readonly range: Range;
}

const markers: Collector<Marker> = {
  of: (passage) =>
    /<{7}|\|{7}|={7}|>{7}/.test(passage.text)
      ? linesOf(passage.text, 0, passage.text.length).flatMap(({ from, to, text }) => {
          const sign = /^(?:([<>|])\1{6}(?: .*)?|(=){7})$/.exec(text.trimEnd());
          const found = sign?.[1] ?? sign?.[2];
          return found === undefined
            ? []
            : [{ sign: found as Marker['sign'], range: passage.place(from, to) }];
        })
      : [],
};

/** Two versions of a passage that nobody has chosen between. */
export function conflicts(report: Report): Misreading[] {
  const lines = report.all(markers);
  const misreadings: Misreading[] = [];
  for (let index = 0; index < lines.length; index++) {
    const opening = lines[index];
    if (!opening || opening.sign === '=' || opening.sign === '|') continue;
    let last = index + 1;
    while (opening.sign === '<' && (lines[last]?.sign === '=' || lines[last]?.sign === '|')) last++;
    const closing = opening.sign === '<' ? lines[last] : undefined;
    const inside = lines.slice(index + 1, last);
    const middle = inside.find(({ sign }) => sign === '=');
    if (closing?.sign !== '>' || !middle) {
      misreadings.push({
        range: opening.range,
        message: `This line is left over from bringing two versions of the draft together; it is printed as it stands.`,
        repair: [{ range: wholeLine(report, opening.range), text: '' }],
        fix: { title: 'Take out this line', safe: false },
        isError: true,
      });
      continue;
    }
    const old = inside.find(({ sign }) => sign === '|') ?? middle;
    const first: Misreading['repair'] = [
      { range: wholeLine(report, opening.range), text: '' },
      { range: wholeLine(report, span(old.range, closing.range)), text: '' },
    ];
    misreadings.push({
      range: opening.range,
      message:
        'Two versions of this passage stand here, between lines of <<<<<<<, ======= and >>>>>>>; one has to be chosen, and the lines taken out.',
      related: [
        { message: 'Here the second version begins', range: middle.range },
        { message: 'Here it ends', range: closing.range },
      ],
      repair: first,
      fix: { title: 'Keep the first version', safe: false },
      alternatives: [
        {
          title: 'Keep the second version',
          safe: false,
          edits: [
            { range: wholeLine(report, span(opening.range, middle.range)), text: '' },
            { range: wholeLine(report, closing.range), text: '' },
          ],
        },
      ],
      isError: true,
    });
    index = last;
  }
  return misreadings;
}

/** Where two versions stand beside each other: no fix is safe there. */
export function conflictRanges(misreadings: readonly Misreading[]): Range[] {
  return misreadings
    .filter(({ isError }) => isError === true)
    .map((conflict) => ({ start: conflict.range.start, end: conflictEnd(conflict) }));
}

/** The end of the second version. */
export function conflictEnd({ range, related }: Misreading): number {
  return related?.at(-1)?.range.end ?? range.end;
}

/** Lines with their ending. */
function wholeLine(report: Report, { start, end }: Range): Range {
  const ending = /^(?:\r\n|\n|\r)/.exec(report.text.slice(end, end + 2))?.[0].length ?? 0;
  return { start, end: end + ending };
}
