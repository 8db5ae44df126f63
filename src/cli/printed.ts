import { plainText } from '../report/plainText.js';

/**
 * Text as it may stand in a line that is printed: on a terminal nothing in it is a command, and neither is it in
 * the log of a workflow, which takes a line that begins with `::`, and `##[` anywhere, for one.
 */
export function printed(text: string): string {
  return plainText(text)
    .replaceAll('##[', '## [')
    .replace(/^(\s*):(?=:)/, '$1: ');
}
