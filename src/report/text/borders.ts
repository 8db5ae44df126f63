import { linesIn } from '../lines.js';

const listItem = /^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
const heading = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|=+[ \t]*$|-+[ \t]*$)/;

const html = /^ {0,3}</;

/**
 * Where a text can be taken apart as far as its lines tell: the start, and every line behind a blank one
 * that neither goes on with a list or a footnote nor is what stands below a heading or a comment (the
 * statement of a standard is read with its heading). What an open fence or HTML holds is for the parser
 * to say.
 */
export function borders(text: string): number[] {
  const found = [0];
  let blank = false;
  let opening = '';
  let last = '';
  for (const { text: content, start: at } of linesIn(text)) {
    if (/^[ \t]*$/.test(content)) {
      blank = true;
      continue;
    }
    const first = content.charAt(0);
    if (
      blank &&
      last !== '' &&
      first !== ' ' &&
      first !== '\t' &&
      !listItem.test(content) &&
      !heading.test(last) &&
      !html.test(opening) &&
      !last.trimEnd().endsWith('>')
    )
      found.push(at);
    if (blank || last === '') opening = content;
    blank = false;
    last = content;
  }
  return found;
}
