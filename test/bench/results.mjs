// What is measured, and how it is called.

/** @typedef {import('./timing.mjs').Timing} Timing */
/** @typedef {{ name: string, bytes: number, words: number, timings: Record<keyof typeof contestants, Timing> }} DraftResult */
/** @typedef {{ factor: number, bytes: number, timings: Record<'parse' | 'check' | 'prose', Timing> }} LengthResult */

/**
 * A part that was not measured is not there.
 *
 * @typedef Results
 * @property {Record<'processor' | 'cores' | 'memory' | 'system' | 'node' | 'load', string>} [machine]
 * @property {Record<string, string>} [versions] of what the program is compared with
 * @property {number} [rounds]
 * @property {DraftResult[]} [drafts] the longest first
 * @property {{ moreProse: LengthResult[], bodyRepeated: LengthResult[] }} [growth] the shortest first
 * @property {{ edits: number, held: number, growth: number }} [memory] in bytes
 * @property {{ count: number, bytes: number, seconds: number, peak: number }} [commandLine] the peak in bytes
 * @property {Record<string, { bytes: number, gzip: number }>} [bundles]
 * @property {Record<keyof typeof activation, number>} [activation] in milliseconds
 * @property {{ load: number, before?: number, ratio?: number }} [load] of the extension's bundle, in milliseconds
 */

/** Who takes a turn in each round. */
export const contestants = {
  parse: 'Bare parse',
  check: 'Full check',
  prose: 'Key press in prose',
  cell: 'Key press in a percentage',
  frontMatter: 'Key press in the front matter',
  paragraph: 'New paragraph',
  heading: 'New heading',
  markdownlint: 'markdownlint',
  remarkLint: 'remark-lint',
};

/** How many times as long as the longest draft a text is. */
export const factors = [0.25, 1, 4, 16];

/** What VS Code tells of the start of an extension. */
export const activation = {
  codeLoadingTime: 'Load the code',
  activateCallTime: 'Call `activate`',
  activateResolvedTime: 'Wait for it to be done',
};

/** @param {Results} results the milliseconds from the first to the last */
export const activationTime = (results) =>
  results.activation && Object.keys(activation).reduce((sum, id) => sum + results.activation[id], 0);

export const bundleNames = [
  'extension.js',
  'settingsSchema.js',
  'exchange.js',
  'web/extension.js',
  'cli.js',
  'index.mjs',
];
export const peers = ['remark-parse', 'markdownlint', 'remark-preset-lint-recommended'];
