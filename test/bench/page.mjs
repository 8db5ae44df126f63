// The text of docs/performance.md.
import { publishedNames } from './drafts.mjs';
import { count, kB, MB, ms, notMeasured, ratio, seconds, times } from './figures.mjs';
import { activation, activationTime, bundleNames, contestants, factors, peers } from './results.mjs';
import { growthOf, targets } from './targets.mjs';

/**
 * The page before it is formatted, with all its rows whatever was measured.
 *
 * @param {import('./results.mjs').Results} results
 */
export function page(results) {
  const { machine, versions, drafts, growth, memory, commandLine, bundles } = results;
  const measure = drafts?.[0];
  return [
    '# How fast it is',
    'Written by `npm run bench -- --write`.',
    '## What it means for you',
    ...forPeople(results),
    '## Targets',
    `All of it is about the longest draft, of ${kB(measure?.bytes)}, where it is about a draft. Times come out differently in each run, the more so on a machine that others use; no test depends on them.`,
    table(
      ['', 'Target', 'Result', 'Met'],
      targets(results).map(({ name, target, result, met }) => [
        name,
        target,
        result,
        met === undefined ? notMeasured : met ? 'yes' : '**no**',
      ]),
    ),
    '## The machine',
    table(
      ['', ''],
      [
        ['Processor', machine?.processor],
        ['Cores', machine?.cores],
        ['Memory', machine?.memory],
        ['System', machine?.system],
        ['Node.js', machine?.node],
        ['Processes at work before the run', machine?.load],
        ...peers.map((name) => [`\`${name}\``, versions?.[name]]),
      ],
    ),
    '## Checks',
    `All run in one process, in turn: in each of ${count(results.rounds)} rounds every contestant has its go at every draft, in random order, after three rounds that do not count. A time is the median of the rounds (for key presses, each round is the median of twelve), a ratio the median of the ratios to the bare parse of the same draft in the same round.`,
    'A bare parse is `unified().use(remarkParse).parse(text)`: what reading Markdown costs at least. It, the full check, markdownlint (with its default rules) and remark-lint (with its recommended rules) get a copy in each round in which every line of prose is new, so that nothing can be remembered.',
    'A key press is one letter more or less in a text that a session follows, and the check after it: in the middle of a long paragraph; in the first percentage of a key-question table; in the name of the area, which the whole report has to agree with. A new paragraph or heading goes before a long paragraph. Each makes a text that was not there before, and in the end every session has to give the answer of a full check.',
    `The draft of ${kB(measure?.bytes)}:`,
    table(
      ['', 'Time', 'Ratio to a bare parse'],
      Object.entries(contestants).map(([id, name]) => {
        const timing = measure?.timings[id];
        return [name, ms(timing?.ms), ratio(timing?.ratio)];
      }),
    ),
    'All drafts, as ratios to a bare parse:',
    table(
      ['Draft', 'Size', contestants.parse, ...readAgain.map((id) => contestants[id])],
      (drafts ?? publishedNames.map((name) => ({ name }))).map(({ name, bytes, timings }) => [
        `\`${name}\``,
        kB(bytes),
        ms(timings?.parse.ms),
        ...readAgain.map((id) => ratio(timings?.[id].ratio)),
      ]),
    ),
    '## Longer drafts',
    'The same in texts of other lengths, in a third of the rounds. The key press is in the same paragraph of each. The shortest is the first sections of the longest draft. In the longer ones its paragraphs stand several times, each with a word of its own; headings, tables and front matter stand once.',
    lengths(growth?.moreProse),
    grows(growth?.moreProse),
    'Here the whole body stands several times, which no draft does; there are thousands of problems.',
    lengths(growth?.bodyRepeated),
    grows(growth?.bodyRepeated),
    '## Memory',
    `What a session of the draft of ${kB(measure?.bytes)} holds on the heap, besides the text itself, after its check and a collection of garbage; the median of seven. Growth is what the heap holds more after ${count(memory?.edits)} key presses in prose, each with a check, than before them; a tenth as many come before that, in which the program goes on being compiled.`,
    table(
      ['', 'Memory'],
      [
        ['Session', MB(memory?.held)],
        ['Growth', MB(memory?.growth)],
      ],
    ),
    '## Command line',
    `\`inspection-report check\` on a folder of ${count(commandLine?.count)} drafts, copies of those above with other words, from the start of the process to its end. The memory is the most that the process held, as the system tells it. All are medians of three runs.`,
    table(
      ['', ''],
      [
        ['Text', MB(commandLine?.bytes)],
        ['Time', seconds(commandLine?.seconds)],
        ['Reports a second', count(commandLine && commandLine.count / commandLine.seconds)],
        ['Peak memory', MB(commandLine?.peak)],
      ],
    ),
    '## Start and size',
    'How long VS Code takes to start the extension, by its own account:',
    table(
      ['', 'Time'],
      [
        ...Object.entries(activation).map(([id, name]) => [name, ms(results.activation?.[id])]),
        ['Together', ms(activationTime(results))],
      ],
    ),
    'How large is what is loaded, in thousands of bytes, as it is and compressed:',
    table(
      ['File', 'Size', 'gzip'],
      bundleNames.map((name) => [`\`${name}\``, kB(bundles?.[name].bytes), kB(bundles?.[name].gzip)]),
    ),
  ].join('\n\n');
}

/** Whose ratios are told of every draft. */
const readAgain = ['check', 'prose', 'markdownlint', 'remarkLint'];

/** @param {string[]} head @param {(string | undefined)[][]} body */
const table = (head, body) =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...body]
    .map((row) => `| ${row.map((cell) => cell ?? notMeasured).join(' | ')} |`)
    .join('\n');

/** @param {import('./results.mjs').Results} results */
function forPeople({ drafts, memory, commandLine }) {
  if (!drafts || !memory || !commandLine) return [notMeasured];
  const [{ bytes, words, timings }] = drafts;
  return [
    `A key press costs ${ms(timings.prose.ms)} in the longest of the published reports, which has ${count(words)} words. For comparison: a screen is drawn anew every 17 ms, and what takes less than 100 ms feels immediate. Typing itself never waits for a check: VS Code runs extensions beside the editor. To open the draft, and so to check it as a whole, takes ${ms(timings.check.ms)}; while it is open, its check holds ${MB(memory.held)} of memory. To check a folder of ${commandLine.count} reports on the command line takes ${seconds(commandLine.seconds)}.`,
    `All this was measured on one machine, described below; yours has other times. So the times stand beside that of a bare parse (${ms(timings.parse.ms)} for these ${kB(bytes)}), the least that any program needs to read the draft as Markdown: the ratio to it differs much less between machines.`,
  ];
}

/** @param {import('./results.mjs').LengthResult[]} [results] */
const lengths = (results) =>
  table(
    ['Length', 'Size', contestants.parse, contestants.check, 'Ratio', contestants.prose, 'Ratio'],
    factors.map((factor, at) => {
      const { bytes, timings } = results?.[at] ?? {};
      return [
        `${factor}×`,
        kB(bytes),
        ms(timings?.parse.ms),
        ...['check', 'prose'].flatMap((id) => [ms(timings?.[id].ms), ratio(timings?.[id].ratio)]),
      ];
    }),
  );

/** @param {import('./results.mjs').LengthResult[]} [results] */
function grows(results) {
  if (!results) return notMeasured;
  const [first, last] = [results[0], results.at(-1)];
  const slower = /** @param {'parse' | 'check' | 'prose'} id */ (id) =>
    times(growthOf(results.map(({ timings }) => timings[id].ms)));
  return `The last row has ${times(last.bytes / first.bytes)} the text of the first. It takes, beside the fastest row, ${slower('prose')} the time for a key press, ${slower('check')} for a full check and ${slower('parse')} for a bare parse.`;
}
