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
  const line = /([^\r\n]*)(?:\r\n|\n|\r|$)/y;
  let blank = false;
  let opening = '';
  let last = '';
  while (line.lastIndex < text.length) {
    const at = line.lastIndex;
    const content = line.exec(text)?.[1] ?? '';
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

/** Nothing in it means anything to Markdown. */
const plainWords = /^[A-Za-z‘“(£][^\\&<[\]*_`|\t\0]*$/;

/** A line that does not go on with a letter, or the spaces of a hard break. */
const otherLine = /\n(?![A-Za-z‘“(£])|\r(?![\nA-Za-z‘“(£])| [\r\n]/;

/**
 * Where a passage ends that is one paragraph of plain words, so that there is nothing to parse; undefined
 * for any other.
 */
export function plainParagraphEnd(text: string): number | undefined {
  let end = text.length;
  while (end > 0 && /[ \t\r\n]/.test(text.charAt(end - 1))) end--;
  if (end < text.length && !/[\r\n]/.test(text.charAt(end))) return undefined;
  const words = text.slice(0, end);
  return plainWords.test(words) && !otherLine.test(words) ? end : undefined;
}
