import { jsonText } from '../report/plainText.js';
import type { CheckedRun, Format } from './format.js';

/** JSON by the schema of `checkOutput`, laid out as `JSON.stringify` with two spaces does. */
export function jsonFormat(): Format {
  let drafts = 0;
  return {
    begin: () => '{\n  "version": 1,\n  "files": [',
    draft: ({ file }) => `${drafts++ === 0 ? '' : ','}\n    ${laidOut(file, 4)}`,
    end: ({ summary, baseline }: CheckedRun) =>
      [
        `${drafts === 0 ? '' : '\n  '}],\n  "summary": ${laidOut(summary, 2)}`,
        baseline ? `,\n  "baseline": ${laidOut(baseline, 2)}` : '',
        '\n}\n',
      ].join(''),
  };
}

function laidOut(value: object, indent: number): string {
  return jsonText(value, 2).replaceAll('\n', `\n${' '.repeat(indent)}`);
}
